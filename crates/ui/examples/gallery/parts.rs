//! A list with all that surrounds it, drawings, states and notices.

use ui::chart::{Part, Progress, progress, stacked_bar, trend, variance_bar};
use ui::listing::{
    BulkBar, ColumnChoice, ListBar, Pager, Tab, View, bulk_bar, column_chooser, filter_field,
    list_bar, pager, tabs, views_menu,
};
use ui::prelude::*;
use ui::table::Sorted;
use ui::{Toast, Undo, toast};
use values::{Day, Money};

pub fn page() -> Frame {
    Frame {
        sentence: "A list with all that surrounds it, drawings, states and notices.".into(),
        toast: Some(toast(&Toast {
            words: "Payment of 127.33 posted to Marisol Rivera.".into(),
            undo: Some(Undo { action: "/undo".into(), fields: vec![], once: "1".into() }),
        })),
        body: Html::join([
            guard_refused(),
            guard_allows(),
            invoices(),
            columns(Columns::Halves, [stack([plan(), aging(), sending()]), states()]),
        ]),
        ..crate::cedar("Parts", "3:28 pm", 4)
    }
}

fn guard_refused() -> Html {
    let words = html!(
        "{} Mr. Halloran asked us to stop on March 1; the guard holds calls until he writes.",
        strong("No call today.")
    );
    notice(Meaning::Wrong, words, link("Why", "#"))
}

fn guard_allows() -> Html {
    let words =
        html!("{} until 8:00 pm his time, 2 of 7 attempts in 7 days.", strong("Call allowed now,"));
    notice(Meaning::Good, words, link("Why", "#"))
}

fn invoices() -> Html {
    let tab = |name: &str, count, is_here| Tab {
        name: name.to_owned(),
        href: "#".to_owned(),
        count,
        is_here,
    };
    Sheet::new("Open invoices")
        .fact("US dollars")
        .flush(tabs("Invoices", &[tab("Open", Some(412), true), tab("Paid", None, false)]))
        .flush(filters())
        .flush(invoice_table())
        .flush(bulk())
        .flush(pager(&Pager {
            first: 1,
            last: 50,
            total: 412,
            noun: "invoices".to_owned(),
            sum: "50,618.28 open".into(),
            before_href: None,
            after_href: Some("#".to_owned()),
        }))
        .html()
}

fn filters() -> Html {
    let kept = [("sort".to_owned(), "due".to_owned())];
    let view = |name: &str, count, is_current| View {
        name: name.to_owned(),
        href: "#".to_owned(),
        count: Some(count),
        is_shared: is_current,
        is_current,
    };
    let column = |name: &str, head: &str, is_shown| ColumnChoice {
        name: name.to_owned(),
        head: head.to_owned(),
        is_shown,
    };
    let views = [view("All open", 412, false), view("Past due", 18, true)];
    let choices = [column("due", "Due", true), column("po", "PO", false)];
    list_bar(&ListBar {
        filter: filter_field("#", "", &kept),
        chips: vec![
            Chip::new("Past due over 30 days").remove_href("#"),
            Chip::new("Technician Luis").remove_href("#"),
        ],
        clear_href: Some("#".to_owned()),
        right: Html::join([
            views_menu(&views, link("Save this view", "#")),
            column_chooser("#", &choices, &kept),
            Html::from(Button::secondary("Excel").small().href("#")),
        ]),
    })
}

fn invoice_table() -> Table {
    let row = |number: &str, name: &str, due: Day, standing: Html, days: i64, cents: i64| {
        Row::new([
            Cell::from(number),
            Cell::from(name),
            Cell::from(due),
            Cell::from(standing),
            Cell::from(days),
            Money::cents(cents).into(),
        ])
        .href("#")
        .value(number)
        .action(Button::link("Send again").href("#"))
    };
    let late = |words: &str| status(Meaning::Late, words);
    let current = status(Meaning::Good, "Current");
    let nearly = status(Meaning::Watch, "nearly due");
    let disputed = status(Meaning::Wrong, "disputed");
    let day = Day::ymd;
    let hatch = "Hatch and Daughters Realty";
    Table::list("Open invoices")
        .choosable("bulk")
        .column(Column::id("Invoice").sort_href("#"))
        .column(Column::name("Customer").wide().sort_href("#"))
        .column(Column::day("Due").sort_href("#").sorted(Sorted::Up))
        .column(Column::status("Standing"))
        .column(Column::number("Days"))
        .column(Column::money("Open"))
        .column(Column::action())
        .row(row("5214", "Gerald Halloran", day(2025, 12, 29), late("63 days"), 63, 12733).cursor())
        .row(row("5392", "Denise Pruitt", day(2026, 1, 17), late("44 days"), 44, 4900))
        .row(row("5440", "Oak Street Dental", day(2026, 3, 6), current, 0, 18500))
        .row(row("5501", "Marisol Rivera", day(2026, 3, 25), nearly, 0, 6420))
        .row(row("5499", hatch, day(2026, 3, 1), disputed, 1, 0).quiet())
}

fn bulk() -> Html {
    bulk_bar(&BulkBar {
        id: "bulk".to_owned(),
        action: "#".to_owned(),
        once: "9".to_owned(),
        total: 412,
        query: "view=past-due".to_owned(),
        buttons: buttons([
            Button::secondary("Send again").small().name_value("do", "send"),
            Button::secondary("Assign").small().name_value("do", "assign"),
        ]),
    })
}

fn plan() -> Html {
    let row = |name: &str, points: &[i64], actual: i64, better: i64, permille: i64| {
        Row::new([
            Cell::from(name),
            Cell::from(trend(points, name)),
            Money::cents(actual).into(),
            Money::cents(better).into(),
            Cell::from(variance_bar(permille, 120)),
        ])
    };
    let recurring = [1, 2, 2, 4, 5, 7, 8];
    let renewals = [4, 2, 6, 3, 1, 3, 9];
    let one_time = [2, 6, 8, 5, 3, 2, 2];
    let table = Table::ledger("Revenue against plan")
        .density(Density::Dense)
        .column(Column::text("Revenue").roomy())
        .column(Column::text("Trend"))
        .column(Column::money("Actual"))
        .column(Column::money("Better (worse)"))
        .column(Column::text("of plan"))
        .row(row("Recurring service", &recurring, 14_288_015, 168_015, 12))
        .row(row("Termite renewals", &renewals, 2_811_475, 351_475, 143))
        .row(row("One-time work", &one_time, 1_321_750, -48_250, -35))
        .row(Row::sum([
            Cell::Span(2, "Revenue".into()),
            Cell::Total(Money::cents(18_421_240)),
            Cell::Total(Money::cents(471_240)),
            Cell::Blank,
        ]));
    Sheet::new("Revenue beat plan by 4,712.40")
        .fact("US dollars, trend is 13 months")
        .flush(table)
        .html()
}

fn aging() -> Html {
    let part = |words: &str, cents: i64, meaning: Option<Meaning>| Part {
        words: words.to_owned(),
        figure: Money::cents(cents).to_string().into(),
        size: cents.unsigned_abs(),
        meaning,
    };
    Sheet::new("19 cents of every dollar owed is past due, from 27 in November")
        .flush(stacked_bar(&[
            part("Not due, 0 to 30 days", 4_120_611, None),
            part("31 to 60 days", 512_042, Some(Meaning::Watch)),
            part("61 to 90 days", 238_565, Some(Meaning::Late)),
            part("Over 90 days", 190_610, Some(Meaning::Wrong)),
        ]))
        .html()
}

fn sending() -> Html {
    Sheet::bare()
        .flush(progress(&Progress {
            words: "Sending 214 statements".to_owned(),
            done: 131,
            all: 214,
            note: "You may leave this page; a notice will say when it is done.".into(),
            cancel: post_button("#", "3", &[], Button::link("Stop")),
            refresh_href: None,
        }))
        .html()
}

fn states() -> Html {
    let states = [
        status(Meaning::Good, "agrees"),
        status(Meaning::Watch, "5 still to post"),
        status(Meaning::Late, "38 days"),
        status(Meaning::Wrong, "say nothing"),
    ];
    let tinted = [
        Chip::new("Done").meaning(Meaning::Good),
        Chip::new("Behind").meaning(Meaning::Watch),
        Chip::new("Late").meaning(Meaning::Late),
        Chip::new("Held").meaning(Meaning::Wrong),
    ];
    let prose = html!(
        r#"<div class="db-prose"><p>February billed {}, {} over plan. Most of the difference is "#
        r#"termite renewals.</p></div>"#,
        figure_link("$184,212.40", "#"),
        figure_link("2.6%", "#")
    );
    Sheet::new("States and buttons")
        .fact(chips([Chip::new("All").href("#").in_force(), Chip::new("Calls").href("#")]))
        .body(html!("<p>{}</p>", Html::join(states.map(|one| html!("{} &nbsp; ", one)))))
        .body(chips(tinted))
        .body(buttons([
            Button::secondary("Book a visit").key("B").href("#"),
            Button::secondary("Answer").small().href("#"),
            Button::not_yet("Balance the batch: 5 left"),
        ]))
        .body(prose)
        .grow()
        .html()
}
