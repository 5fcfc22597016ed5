//! Today: one list in order of deadline, and at right what keeps the day open.

use ui::chart::{bar, trend};
use ui::frame::SideWidth;
use ui::palette::{FindAct, FindGroup, FindRow, matched, results};
use ui::prelude::*;
use values::Money;

pub fn page() -> Frame {
    let late = tone(Meaning::Late, "4 lines are late.");
    Frame {
        sentence: html!(
            "Good afternoon, Dana. {} The bank run is at 4:15 with $4,089.36; six gates are left before the day can close.",
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

fn day_sheet() -> Html {
    let table = Table::list("The day sheet")
        .column(Column::id("By"))
        .column(Column::name("What").wide())
        .column(Column::text("Who"))
        .column(Column::money("Amount"))
        .column(Column::action())
        .row(Row::group("Late now", "4 lines, oldest since Friday"))
        .row(late("2:40 pm", "48 min", "Wanda Pruett", "ants at the kitchen sink, wants someone today", "Priya", None, "Call back").cursor())
        .row(late("3:00 pm", "28 min", "Grace Abernathy", "we said we would name Thursday’s technician", "Ben", None, "Answer"))
        .row(late("3:00 pm", "28 min", "Patel, case 114", "broken planter, 24-hour answer ran out", "Dana", Some(8500), "Decide remedy"))
        .row(late("Fri", "3 days", "Oak Street Dental", "no PO yet for the visit on Wed, Mar 4", "Dana", Some(18500), "Ask for PO"))
        .row(Row::group("Before the bank run", "4:15 pm, in 47 min"))
        .row(line("4:00 pm", "5 checks in hand", "9 of 14 posted, batch CK-0302", "Priya", Some(61240), "Post"))
        .row(line("4:00 pm", "Marisol Rivera", "asked why she still owes, we said by four", "Priya", Some(6420), "Answer"))
        .row(line("4:10 pm", "Drawer is short", "traced to Mei’s envelope, stop 6", "Dana", Some(-300), "Explain"))
        .row(line("4:15 pm", "Deposit DB-0302", "count, second signature, slip", "Dana, Ruth", Some(408_936), "Count"))
        .row(Row::group("Before the phones go over", "5:00 pm"))
        .row(line("4:30 pm", "Gerald Halloran", "63 days, 2 of 7 calls used", "Ruth", Some(28569), "Call"))
        .row(line("4:45 pm", "Lindqvist", "credit for a broken window, over Priya’s limit", "Dana", Some(-2500), "Approve"))
        .row(line("5:00 pm", "Ferncliff HOA", "Kim’s quote is 8% under book, needs your yes", "Dana", Some(234_000), "Decide"))
        .row(line("5:00 pm", "2 stops have no technician", "Tuesday’s routes lock at 5:00", "Ben", None, "Place"))
        .row(Row::group("Tonight, before close", ""))
        .row(line("6:00 pm", "Verify the day", "Omar 2 stops and Luis 1 without an outcome", "Priya", None, "Verify"))
        .row(line("6:00 pm", "Done, not billed", "work orders 88213 and 88219", "Priya", Some(25466), "Bill"))
        .row(line("6:15 pm", "Wm. Osgood", "statement came back, moved, no forwarding", "Dana", None, "Fix address"))
        .row(Row::group("Tomorrow", "first thing"))
        .row(line("9:00 am", "Final demand", "4 accounts past 120 days, needs your signature", "Ruth", Some(190_610), "Review"));
    let filters = chips([
        Chip::new("Whole office, 16").href("#").in_force(),
        Chip::new("Mine, 6").href("#"),
        Chip::new("Done, 31").href("#"),
    ]);
    Sheet::new("The day sheet")
        .fact(filters)
        .flush(table)
        .foot(html!(
            r#"<span class="db-av">TF</span><span class="db-ell db-g">{} Mrs. Abernathy likes a call before nine, and the postage meter is low.</span>{}"#,
            strong("Saturday’s note from Tomas:"),
            link("Noted", "#")
        ))
        .grow()
        .html()
}

fn late(
    by: &str,
    past: &str,
    name: &str,
    what: &str,
    who: &str,
    cents: Option<i64>,
    verb: &str,
) -> Row {
    let by = html!(
        r#"<span class="db-ink">{}</span>&ensp;<span class="db-s">{}</span>"#,
        by,
        status(Meaning::Late, past)
    );
    row(by, name, what, who, cents, verb)
}

fn line(by: &str, name: &str, what: &str, who: &str, cents: Option<i64>, verb: &str) -> Row {
    row(Html::text(by), name, what, who, cents, verb)
}

fn row(by: Html, name: &str, what: &str, who: &str, cents: Option<i64>, verb: &str) -> Row {
    Row::new([
        Cell::Html(by),
        Cell::Html(html!("{} {}", name, soft(what))),
        Cell::Html(soft(who)),
        cents.map(Money::cents).into(),
    ])
    .action(Button::link(verb).href("#"))
}

fn gates() -> Html {
    let gate = |words: &str, count: u64| CheckLine {
        tick: if count == 0 { Tick::Clear } else { Tick::Open },
        words: words.into(),
        figure: count.into(),
        href: Some("#".to_owned()),
    };
    Sheet::new("Close the day")
        .fact("4 of 10 gates clear")
        .flush(check_list([
            gate("Stops without an outcome", 3),
            gate("Done, not billed", 2),
            gate("Billed, not done", 0),
            gate("Payments not posted", 5),
            gate("Over or short, not explained", 1),
            gate("Messages not answered", 2),
            gate("Complaints without a next step", 0),
            gate("Promises due today", 2),
            gate("New sales not verified", 0),
            gate("Entry checks due", 0),
        ]))
        .foot(Button::not_yet("Close the day: 6 gates to clear first").small().wide())
        .html()
}

fn routes() -> Html {
    let route = |name: &str, done: u64, all: u64, meaning: Meaning, words: &str| {
        html!(
            r#"<li><span class="db-ell">{}</span>{}<span>{} of {}</span><span>{}</span></li>"#,
            name,
            bar(done, all, None),
            done,
            all,
            status(meaning, words)
        )
    };
    let routes = Html::join([
        route("Luis Ortega", 7, 9, Meaning::Good, "on time"),
        route("Mei Tanaka", 8, 9, Meaning::Good, "on time"),
        route("Andre Boyd", 6, 8, Meaning::Watch, "15 min behind"),
        route("Tessa Quinn", 7, 7, Meaning::Good, "done"),
        route("Omar Haddad", 5, 9, Meaning::Late, "40 min late"),
    ]);
    Sheet::new("Routes")
        .fact("33 of 42 stops, 3 windows broken")
        .flush(html!(r#"<ul class="db-routes">{}</ul>"#, routes))
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
    let measures = Html::join([
        measure("Days to be paid", &[350, 342, 336, 330, 318, 314], "31.4", Meaning::Watch, "goal 30"),
        measure("Right first time", &[968, 974, 977, 982, 983, 986], "98.6%", Meaning::Good, "goal 98"),
    ]);
    Sheet::new("Goals, six months")
        .flush(html!(r#"<ul class="db-measures">{}</ul>"#, measures))
        .grow()
        .html()
}

/// What the palette finds for "oak".
pub fn found() -> Html {
    let words = "oak";
    let acts = || {
        [('C', "call"), ('P', "payment"), ('B', "book")]
            .map(|(key, does)| FindAct { key, does: does.to_owned(), href: format!("#{does}") })
            .to_vec()
    };
    let row = |name: &str, detail: &str, meaning: Meaning, standing: &str, amount: &str, next: &str| {
        FindRow {
            href: "customer.html".to_owned(),
            name: matched(name, words),
            detail: matched(detail, words),
            standing: Some((meaning, standing.to_owned())),
            amount: amount.into(),
            next: next.into(),
            acts: acts(),
        }
    };
    let plain = |name: &str, detail: &str, next: Html| FindRow {
        href: "customer.html".to_owned(),
        name: matched(name, words),
        detail: matched(detail, words),
        next,
        ..FindRow::default()
    };
    let group = |name: &str, rows: Vec<FindRow>| FindGroup { name: name.to_owned(), rows };
    let groups = [
        group("Customers", vec![
            row("Oak Street Dental", "212 Oak St, (352) 555-0160", Meaning::Good, "Current", "281.30", "Wed, Mar 4, after 6"),
            row("Oakhurst Apartments", "40 Mill Rd, 555-0144", Meaning::Late, "38 days", "1,152.00", "Thu, Mar 12"),
            row("Kevin Doyle", "9 Oak St, (352) 555-0119", Meaning::Good, "Paid up", "0.00", "Thu, Apr 2"),
        ]),
        group("Bills and payments", vec![
            row("Invoice 5440", "Oak Street Dental, Feb 4, PO 7741", Meaning::Good, "Current", "185.00", "due Fri, Mar 6"),
            row("Check 1127", "Oak Street Dental, batch CK-0302", Meaning::Watch, "not posted", "185.00", "today"),
        ]),
        group("Notes", vec![plain("Grace Abernathy", "“spare key is under the oak pot”", "Jan 9, Luis".into())]),
        group("Do", vec![
            plain("Record a payment", "from Oak Street Dental", kbd("P")),
            plain("Book a visit", "for Oak Street Dental", kbd("B")),
        ]),
    ];
    results(&groups, "8 found in 11 ms")
}
