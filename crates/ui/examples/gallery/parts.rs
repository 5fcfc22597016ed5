//! Every component that the mock pages do not show.

use ui::chart::{Part, Progress, progress, stacked_bar, trend_toned, variance_bar};
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
            undo: Some(Undo { action: "/undo".to_owned(), fields: vec![], once: "1".to_owned() }),
        })),
        body: Html::join([
            notice(Meaning::Wrong, html!("{} Mr. Halloran asked us to stop on March 1; the guard holds calls until he writes.", strong("No call today.")), link("Why", "#")),
            notice(Meaning::Good, html!("{} until 8:00 pm his time, 2 of 7 attempts in 7 days.", strong("Call allowed now,")), link("Why", "#")),
            invoices(),
            columns(Columns::Halves, [drawings(), states()]),
        ]),
        ..crate::cedar("Parts", "3:28 pm", 4)
    }
}

fn invoices() -> Html {
    let kept = [("sort".to_owned(), "due".to_owned())];
    let bar = ListBar {
        filter: filter_field("#", "", &kept),
        chips: vec![
            Chip::new("Past due over 30 days").remove_href("#"),
            Chip::new("Technician Luis").remove_href("#"),
        ],
        clear_href: Some("#".to_owned()),
        right: Html::join([
            views_menu(
                &[
                    View { name: "All open".to_owned(), href: "#".to_owned(), count: Some(412), ..View::default() },
                    View { name: "Past due".to_owned(), href: "#".to_owned(), count: Some(18), is_shared: true, is_current: true },
                ],
                link("Save this view", "#"),
            ),
            column_chooser("#", &[
                ColumnChoice { name: "due".to_owned(), head: "Due".to_owned(), is_shown: true },
                ColumnChoice { name: "po".to_owned(), head: "PO".to_owned(), is_shown: false },
            ], &kept),
            Html::from(Button::secondary("Excel").small().href("#")),
        ]),
    };
    let row = |number: &str, name: &str, day: Day, standing: Html, days: i64, cents: i64| {
        Row::new([
            Cell::from(number),
            Cell::from(name),
            Cell::from(day),
            Cell::from(standing),
            Cell::from(days),
            Money::cents(cents).into(),
        ])
        .href("#")
        .value(number)
        .action(Button::link("Send again").href("#"))
    };
    let table = Table::list("Open invoices")
        .choosable("bulk")
        .column(Column::id("Invoice").sort_href("#"))
        .column(Column::name("Customer").wide().sort_href("#"))
        .column(Column::day("Due").sort_href("#").sorted(Sorted::Up))
        .column(Column::status("Standing"))
        .column(Column::number("Days"))
        .column(Column::money("Open"))
        .column(Column::action())
        .row(row("5214", "Gerald Halloran", Day::ymd(2025, 12, 29), status(Meaning::Late, "63 days"), 63, 12733).cursor())
        .row(row("5392", "Denise Pruitt", Day::ymd(2026, 1, 17), status(Meaning::Late, "44 days"), 44, 4900))
        .row(row("5440", "Oak Street Dental", Day::ymd(2026, 3, 6), status(Meaning::Good, "Current"), 0, 18500))
        .row(row("5501", "Marisol Rivera", Day::ymd(2026, 3, 25), status(Meaning::Watch, "nearly due"), 0, 6420))
        .row(row("5499", "Hatch and Daughters Realty", Day::ymd(2026, 3, 1), status(Meaning::Wrong, "disputed"), 1, 0).quiet());
    Sheet::new("Open invoices")
        .fact("US dollars")
        .flush(tabs("Invoices", &[
            Tab { name: "Open".to_owned(), href: "#".to_owned(), count: Some(412), is_here: true },
            Tab { name: "Paid".to_owned(), href: "#".to_owned(), count: None, is_here: false },
        ]))
        .flush(list_bar(&bar))
        .flush(table)
        .flush(bulk_bar(&BulkBar {
            id: "bulk".to_owned(),
            action: "#".to_owned(),
            once: "9".to_owned(),
            total: 412,
            query: "view=past-due".to_owned(),
            buttons: buttons([
                Button::secondary("Send again").small().name_value("do", "send"),
                Button::secondary("Assign").small().name_value("do", "assign"),
            ]),
        }))
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

fn drawings() -> Html {
    let row = |name: &str, points: &[i64], actual: i64, plan: i64, permille: i64| {
        Row::new([
            Cell::from(name),
            Cell::from(trend_toned(points, None, name)),
            Money::cents(actual).into(),
            Money::cents(actual - plan).into(),
            Cell::from(variance_bar(permille, 120)),
        ])
    };
    let table = Table::ledger("Revenue against plan")
        .density(Density::Dense)
        .column(Column::text("Revenue").roomy())
        .column(Column::text("Trend"))
        .column(Column::money("Actual"))
        .column(Column::money("Better (worse)"))
        .column(Column::text("of plan"))
        .row(row("Recurring service", &[1, 2, 2, 4, 5, 7, 8], 14_288_015, 14_120_000, 12))
        .row(row("One-time work", &[2, 6, 8, 5, 3, 2, 2], 1_321_750, 1_370_000, -35))
        .row(row("Fuel", &[2, 2, 3, 5, 6, 7, 9], 641_208, 590_000, -87))
        .row(Row::sum([
            Cell::Span(2, "Revenue".into()),
            Cell::Total(Money::cents(18_421_240)),
            Cell::Total(Money::cents(471_240)),
            Cell::Blank,
        ]));
    let part = |words: &str, cents: i64, meaning: Option<Meaning>| Part {
        words: words.to_owned(),
        figure: Money::cents(cents).to_string().into(),
        size: cents.unsigned_abs(),
        meaning,
    };
    stack([
        Sheet::new("Revenue beat plan by 4,712.40").fact("US dollars, trend is 13 months").flush(table).html(),
        Sheet::new("19 cents of every dollar owed is past due, from 27 in November")
            .flush(stacked_bar(&[
                part("Not due, 0 to 30 days", 4_120_611, None),
                part("31 to 60 days", 512_042, Some(Meaning::Watch)),
                part("61 to 90 days", 238_565, Some(Meaning::Late)),
                part("Over 90 days", 190_610, Some(Meaning::Wrong)),
            ]))
            .html(),
        Sheet::bare()
            .flush(progress(&Progress {
                words: "Sending 214 statements".to_owned(),
                done: 131,
                all: 214,
                note: "You may leave this page; a notice will say when it is done.".into(),
                cancel: post_button("#", "3", &[], Button::link("Stop")),
                refresh_href: None,
            }))
            .html(),
    ])
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
    Sheet::new("States and buttons")
        .fact(chips([Chip::new("All").href("#").in_force(), Chip::new("Calls").href("#")]))
        .body(html!("<p>{}</p>", Html::join(states.map(|one| html!("{} &nbsp; ", one)))))
        .body(chips(tinted))
        .body(buttons([
            Button::secondary("Book a visit").key("B").href("#"),
            Button::secondary("Answer").small().href("#"),
            Button::not_yet("Balance the batch: 5 left"),
        ]))
        .body(html!(
            r#"<div class="db-prose"><p>February billed {}, {} over plan. Most of the difference is termite renewals.</p></div>"#,
            figure_link("$184,212.40", "#"),
            figure_link("2.6%", "#")
        ))
        .grow()
        .html()
}

pub fn forms_page() -> Frame {
    let problems = [("amount", "Enter an amount such as 127.33."), ("by", "Choose a day from today on.")];
    let form = Form::post("#", "promise")
        .once("77")
        .draft("promise-10061")
        .body(field_row([
            Field::money("amount", "Amount").value("two").error(Some(problems[0].1)),
            Field::day("by", "By").on(Day::ymd(2026, 2, 27)).error(Some(problems[1].1)),
        ]))
        .body(field_row([
            Field::select("how", "How", [("check", "Check by mail"), ("link", "Card by link")]),
            Field::phone("phone", "Telephone").value("(352) 555-0178").hint("He answers after 3."),
        ]))
        .body(Field::choice("outcome", "What happened", [("1", "Talked, promise"), ("2", "Left a voicemail"), ("3", "No answer")]).value("1"))
        .body(Field::pick("customer", "Account, name or invoice", "/pick", "").wide())
        .body(Field::textarea("note", "His words").wide().hint("Quotes stand in the timeline as you write them."))
        .body(Field::number("days", "Wait").value(3).unit("days"))
        .body(Field::checkbox("letter", "Confirm by letter").ticked_when(true))
        .body(form_end([
            Button::primary("Save the promise").key("Alt S"),
            Button::secondary("Save, next account").key("Ctrl Enter").name_value("then", "new"),
        ]));
    Frame {
        sentence: "A refused form keeps what was typed and says on top what to mend.".into(),
        has_errors: true,
        body: Html::join([
            error_summary(problems),
            columns(Columns::Halves, [
                Sheet::new("His promise").fact(status(Meaning::Watch, "not saved")).body(form).html(),
                Sheet::new("Key the tape").body(Form::post("#", "tape").body(ui::tape::tape_entry("tape", "Amounts", &[Money::cents(12733), Money::cents(24000)]))).html(),
            ]),
        ]),
        ..crate::cedar("Forms", "3:28 pm", 4)
    }
}

pub fn empty() -> Frame {
    Frame {
        body: empty_page(
            "Deposits will stand here",
            "Each day’s money, counted by one person and verified by another, with its slip and its proof.",
            Some(Button::primary("Open today’s deposit").href("#")),
            Some("#"),
        ),
        ..crate::cedar("Deposits", "8:02 am", 0)
    }
}

pub fn stranger() -> Frame {
    Frame {
        title: "Sign in".to_owned(),
        sentence: "Cedar Pest Control, branch 0412.".into(),
        body: Sheet::bare()
            .body(
                Form::post("/sign-in", "sign-in")
                    .body(Field::email("email", "E-mail").wide().required())
                    .body(Field::password("password", "Password").wide().autocomplete("current-password"))
                    .body(form_end([Button::primary("Sign in")])),
            )
            .html(),
        ..Frame::default()
    }
}
