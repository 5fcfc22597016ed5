//! Today: one list in order of deadline, and at right what keeps the day open.

use ui::chart::{bar, trend};
use ui::frame::SideWidth;
use ui::prelude::*;
use values::Money;

pub fn page() -> Frame {
    let late = tone(Meaning::Late, "4 lines are late.");
    Frame {
        sentence: html!(
            "Good afternoon, Dana. {} The bank run is at 4:15 with $4,089.36; six gates are left "
            "before the day can close.",
            late
        ),
        keys: vec![
            KeyHint::new("J/K", "move"),
            KeyHint::new("Enter", "do it"),
            KeyHint::new("A", "hand over"),
            KeyHint::new("S", "later"),
        ],
        body: day_sheet(),
        side: Some(Html::join([gates(), routes(), measures_strip(), goals()])),
        side_width: SideWidth::Wide,
        ..crate::cedar("Monday, March 2", "3:28 pm", 4)
    }
}

/// Lines of the day sheet: by when, how late, whom, what, who has it, the amount, the verb.
const LATE: &str = "\
2:40 pm|48 min|Wanda Pruett|ants at the kitchen sink, wants someone today|Priya||Call back
3:00 pm|28 min|Grace Abernathy|we said we would name Thursday’s technician|Ben||Answer
3:00 pm|28 min|Patel, case 114|broken planter, 24-hour answer ran out|Dana|85.00|Decide remedy
Fri|3 days|Oak Street Dental|no PO yet for the visit on Wed, Mar 4|Dana|185.00|Ask for PO";
const BANK_RUN: &str = "\
4:00 pm||5 checks in hand|9 of 14 posted, batch CK-0302|Priya|612.40|Post
4:00 pm||Marisol Rivera|asked why she still owes, we said by four|Priya|64.20|Answer
4:10 pm||Drawer is short|traced to Mei’s envelope, stop 6|Dana|(3.00)|Explain
4:15 pm||Deposit DB-0302|count, second signature, slip|Dana, Ruth|4,089.36|Count";
const PHONES: &str = "\
4:30 pm||Gerald Halloran|63 days, 2 of 7 calls used|Ruth|285.69|Call
4:45 pm||Lindqvist|credit for a broken window, over Priya’s limit|Dana|(25.00)|Approve
5:00 pm||Ferncliff HOA|Kim’s quote is 8% under book, needs your yes|Dana|2,340.00|Decide
5:00 pm||2 stops have no technician|Tuesday’s routes lock at 5:00|Ben||Place";
const TONIGHT: &str = "\
6:00 pm||Verify the day|Omar 2 stops and Luis 1 without an outcome|Priya||Verify
6:00 pm||Done, not billed|work orders 88213 and 88219|Priya|254.66|Bill
6:15 pm||Wm. Osgood|statement came back, moved, no forwarding|Dana||Fix address";
const TOMORROW: &str = "\
9:00 am||Final demand|4 accounts past 120 days, needs your signature|Ruth|1,906.10|Review";

fn day_sheet() -> Html {
    let mut table = Table::list("The day sheet")
        .column(Column::id("By"))
        .column(Column::name("What").wide())
        .column(Column::text("Who"))
        .column(Column::money("Amount"))
        .column(Column::action());
    let groups = [
        ("Late now", "4 lines, oldest since Friday", LATE),
        ("Before the bank run", "4:15 pm, in 47 min", BANK_RUN),
        ("Before the phones go over", "5:00 pm", PHONES),
        ("Tonight, before close", "", TONIGHT),
        ("Tomorrow", "first thing", TOMORROW),
    ];
    for (words, fact, lines) in groups {
        table = table.row(Row::group(words, fact)).rows(lines.lines().map(row));
    }
    let filters = chips([
        Chip::new("Whole office, 16").href("#").in_force(),
        Chip::new("Mine, 6").href("#"),
        Chip::new("Done, 31").href("#"),
    ]);
    let note = html!(
        r#"<span class="db-av">TF</span><span class="db-ell db-g">{} Mrs. Abernathy likes a call "#
        r#"before nine, and the postage meter is low.</span>{}"#,
        strong("Saturday’s note from Tomas:"),
        link("Noted", "#")
    );
    Sheet::new("The day sheet").fact(filters).flush(table).foot(note).grow().html()
}

fn row(line: &str) -> Row {
    let parts: Vec<&str> = line.split('|').collect();
    let [by, past, name, what, who, amount, verb] = parts[..] else {
        panic!("seven parts: {line}");
    };
    let when = match past {
        "" => Html::text(by),
        past => html!(
            r#"<span class="db-ink">{}</span>&ensp;<span class="db-s">{}</span>"#,
            by,
            status(Meaning::Late, past)
        ),
    };
    let row = Row::new([
        Cell::Html(when),
        Cell::Html(html!("{} {}", name, soft(what))),
        Cell::Html(soft(who)),
        Money::parse(amount).ok().into(),
    ])
    .action(Button::link(verb).href("#"));
    if line == LATE.lines().next().expect("four lines") { row.cursor() } else { row }
}

fn gates() -> Html {
    let gate = |(words, count): (&str, u64)| CheckLine {
        tick: if count == 0 { Tick::Clear } else { Tick::Open },
        words: words.into(),
        figure: count.into(),
        href: Some("#".to_owned()),
    };
    let gates = [
        ("Stops without an outcome", 3),
        ("Done, not billed", 2),
        ("Billed, not done", 0),
        ("Payments not posted", 5),
        ("Over or short, not explained", 1),
        ("Messages not answered", 2),
        ("Complaints without a next step", 0),
        ("Promises due today", 2),
        ("New sales not verified", 0),
        ("Entry checks due", 0),
    ];
    Sheet::new("Close the day")
        .fact("4 of 10 gates clear")
        .flush(check_list(gates.map(gate)))
        .foot(Button::not_yet("Close the day: 6 gates to clear first").small().wide())
        .html()
}

fn routes() -> Html {
    let route = |(name, done, all, meaning, words): (&str, u64, u64, Meaning, &str)| {
        html!(
            r#"<li><span class="db-ell">{}</span>{}<span>{} of {}</span><span>{}</span></li>"#,
            name,
            bar(done, all, None),
            done,
            all,
            status(meaning, words)
        )
    };
    let routes = [
        ("Luis Ortega", 7, 9, Meaning::Good, "on time"),
        ("Mei Tanaka", 8, 9, Meaning::Good, "on time"),
        ("Andre Boyd", 6, 8, Meaning::Watch, "15 min behind"),
        ("Tessa Quinn", 7, 7, Meaning::Good, "done"),
        ("Omar Haddad", 5, 9, Meaning::Late, "40 min late"),
    ];
    Sheet::new("Routes")
        .fact("33 of 42 stops, 3 windows broken")
        .flush(html!(r#"<ul class="db-routes">{}</ul>"#, Html::join(routes.map(route))))
        .html()
}

fn measures_strip() -> Html {
    form_strip([
        FormBox::new("Oldest message", "48 min").tone(Meaning::Late).meaning("goal 30 min"),
        FormBox::new("Calls answered", "61 of 64").meaning("today, 95%"),
        FormBox::new("Promises kept", "17 of 18").meaning("last 7 days"),
    ])
}

fn goals() -> Html {
    let measure = |words: &str, points: &[i64], figure: &str, meaning: Meaning, goal: &str| {
        html!(
            r#"<li><span class="db-g">{}</span>{}<b class="db-b">{}</b>{}</li>"#,
            words,
            trend(points, figure),
            figure,
            status(meaning, goal)
        )
    };
    let paid = [350, 342, 336, 330, 318, 314];
    let right = [968, 974, 977, 982, 983, 986];
    let measures = Html::join([
        measure("Days to be paid", &paid, "31.4", Meaning::Watch, "goal 30"),
        measure("Right first time", &right, "98.6%", Meaning::Good, "goal 98"),
    ]);
    Sheet::new("Goals, six months")
        .flush(html!(r#"<ul class="db-measures">{}</ul>"#, measures))
        .grow()
        .html()
}
