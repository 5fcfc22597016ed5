//! The customer page: the strip that answers the caller, why this balance, and everything.

use ui::prelude::*;
use ui::{ExplainedLine, Explanation, explanation};
use values::Money;

pub fn page() -> Frame {
    Frame {
        title_note: "A10023".to_owned(),
        sentence:
            "14 Larkspur Ct, Ocala, FL 34471. With us since March 2021, quarterly pest control."
                .into(),
        actions: Html::join([
            Button::secondary("Log a call").key("L").href("#"),
            Button::secondary("Book a visit").key("B").href("#"),
            Button::primary("Record a payment").key("P").href("post-payments.html"),
        ]),
        find_words: "rivera".to_owned(),
        body: Html::join([
            strip(),
            columns(Columns::MainSide, [stack([why(), everything()]), stack(side())]),
        ]),
        ..crate::cedar("Marisol Rivera", "3:28 pm", 4)
    }
}

fn strip() -> Html {
    form_strip([
        FormBox::new("Balance", "$64.20")
            .corner(Button::link("why").key("Y").href("#why"))
            .meaning(html!("{}, 7 days old", status(Meaning::Good, "Current")))
            .answer(),
        FormBox::new("Telephone", link("(352) 555-0123", "tel:+13525550123"))
            .meaning("mobile, texts allowed, best after 3"),
        FormBox::new("Next visit", "Thu, May 21").meaning("8 to 10 am, Luis Ortega"),
        FormBox::new("Last visit", "Mon, Feb 23").meaning("done 9:42 am, in the window"),
        FormBox::new("Pays", "in 16 days").meaning("by check, AutoPay is off"),
        FormBox::note(
            "Please note",
            html!(
                "{} Call ahead. Gate code kept, {}",
                status(Meaning::Watch, "Dog in the yard."),
                link("show", "#")
            ),
        ),
    ])
}

fn why() -> Html {
    let line = |day: &str, what: &str, charged: i64, paid: i64, balance: i64| ExplainedLine {
        day: day.into(),
        what: what.into(),
        charged: Some(Money::cents(charged)).filter(|amount| !amount.is_zero()),
        paid: Some(Money::cents(paid)).filter(|amount| !amount.is_zero()),
        balance: Money::cents(balance),
        is_today: day == "Mar 2",
    };
    explanation(&Explanation {
        question: "Why is the balance $64.20?".into(),
        as_of: html!("as of Mon, Mar 2, 3:28 pm {}", link("another date", "#")),
        sentence: html!(
            "It is what is left of invoice 5501 from February 23. Today’s check for $127.33 "
            "named no invoice, so it first finished January’s wasp visit (64.20); the other "
            "63.13 went to 5501. Nothing is past due: {}",
            strong("64.20 is due March 25.")
        ),
        lines: vec![
            line("Nov 24", "Invoice 5102, quarterly service", 12733, 0, 12733),
            line("Dec 9", "Check 1031", 0, -12733, 0),
            line("Jan 12", "Invoice 5377, wasp nest removal", 15515, 0, 15515),
            line("Jan 15", "Credit 208, we missed the promised window", 0, -2675, 12840),
            line("Jan 30", "Card ending 4411, part of 5377", 0, -6420, 6420),
            line("Feb 23", "Invoice 5501, quarterly service", 12733, 0, 19153),
            line("Mar 2", "Check 1042: 64.20 finished 5377, 63.13 went to 5501", 0, -12733, 6420),
        ],
        total_words: "Owed by Marisol Rivera".to_owned(),
        actions: Html::join([
            link("E-mail this to Marisol", "#"),
            link("Print", "#"),
            link("Move today’s check to 5501 only", "#"),
        ]),
        proof: "Opening balance 0.00 on Nov 1, proved against the books".into(),
        close_href: "customer.html".to_owned(),
    })
}

fn everything() -> Html {
    let cents = Money::cents;
    let events = timeline([
        Event::new(Icon::Receipt, "Check 1042 posted")
            .when("Today", "3:02 pm")
            .detail("127.33 by Priya. 64.20 to invoice 5377, 63.13 to 5501.")
            .amount(cents(12733)),
        Event::new(Icon::Phone, "Marisol called, Priya answered")
            .when("", "1:41 pm")
            .detail(html!(
            "“I sent the check for the February bill. Why do I still owe?” Asked us to call back "
            "after 3:00. {}",
            tone(Meaning::Late, "Promise open, due 4:00 pm")))
            .action(Button::secondary("Answer").small().href("#")),
        Event::new(Icon::Mail, "Invoice 5501 mailed")
            .when("Feb 25", "10:15 am")
            .detail("Window envelope, to 14 Larkspur Ct."),
        Event::new(Icon::Truck, "Quarterly service done, Luis Ortega")
            .when("Feb 23", "9:42 am")
            .detail(
                "38 min. Ants on the south wall treated, wasp eaves clear. 3 photos, signed by \
             Marisol.",
            )
            .amount(cents(12733)),
        Event::new(
            Icon::Message,
            "Text: “Luis comes Monday between 8 and \
             10”",
        )
        .when("Feb 20", "4:30 pm")
        .detail("Answered “ok thanks” in 4 min."),
        Event::new(Icon::Card, "Card ending 4411")
            .when("Jan 30", "11:08 am")
            .detail("64.20 through a pay link, sent by Ben.")
            .amount(cents(6420)),
        Event::new(Icon::Note, "Credit 208, window missed by 55 min")
            .when("Jan 15", "9:20 am")
            .detail("26.75 approved by Dana: “Fair. We said noon.”")
            .amount(cents(-2675)),
    ]);
    let filters = chips(
        [Chip::new("All").href("#").in_force()].into_iter().chain(
            ["Calls", "Visits", "Bills and payments", "Mail and texts", "Edits"]
                .map(|name| Chip::new(name).href("#")),
        ),
    );
    Sheet::new("Everything, newest first").fact(filters).flush(events).grow().html()
}

fn side() -> [Html; 4] {
    let amount =
        |cents: i64| html!(r#"<span class="db-n">{}</span>"#, Money::cents(cents).to_string());
    [
        Sheet::new("People who may talk")
            .fact(link("Edit", "#"))
            .body(pairs([
                (html!("{}, holder", strong("Marisol Rivera")), "everything".into()),
                (html!("{}, husband", strong("Hector Rivera")), "book, pay".into()),
                (Html::text("Anyone else"), status(Meaning::Wrong, "say nothing")),
            ]))
            .html(),
        Sheet::new("Agreement 2021-0388")
            .fact("renews Mar 14")
            .body(pairs_with_sum(
                [("Quarterly pest control", amount(11900)), ("Tax, Marion County 7%", amount(833))],
                ("Each visit", amount(12733)),
            ))
            .html(),
        Sheet::new("Billing")
            .fact(link("Next 12 months", "#"))
            .body(pairs([
                ("Bill to", "same as service"),
                ("When", "after each visit, 30 days"),
                ("Sent by", "mail, on paper"),
                ("Applied to", "oldest first"),
            ]))
            .html(),
        Sheet::new("Documents")
            .fact(link("Add", "#"))
            .body(pairs([
                (link("Signed agreement.pdf", "#"), quiet("Mar 14, 2021")),
                (link("Service report, Feb 23.pdf", "#"), quiet("3 photos")),
                (link("Check 1042, both sides", "#"), quiet("today")),
            ]))
            .grow()
            .html(),
    ]
}
