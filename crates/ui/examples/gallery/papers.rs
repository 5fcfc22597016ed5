//! The deposit slip and an invoice as paper.

use ui::paper::{Paper, PaperBox, Stub, paper, paper_boxes, paper_totals, signature, signatures};
use ui::prelude::*;
use values::Money;

pub fn slip() -> Frame {
    let boxes = paper_boxes([
        PaperBox::new("Date", "Mon, Mar 2, 2026"),
        PaperBox::new("Routing number", "063107270"),
        PaperBox::new("Account", "1000 0048 21"),
        PaperBox::new("Bag", "7730118"),
        PaperBox::new("Deposit", "DB-0302"),
    ]);
    let total = html!(
        r#"<div class="db-fb-end">{}</div>"#,
        paper_boxes([
            PaperBox::new("Items", "16"),
            PaperBox::amount(
                "Total deposit",
                html!(r#"<span class="db-dbl">{}</span>"#, "$4,089.36")
            ),
        ])
    );
    let signed = signatures([
        signature("Priya Nair", "Counted, 3:58 pm"),
        signature("Dana Whitfield", "Verified, 4:06 pm"),
        signature("", "Courier, time"),
    ]);
    let line = |words: &str, cents: i64| (words.to_owned(), Money::cents(cents));
    let proof = html!(
        r#"<div class="db-proof">{}{}</div>"#,
        paper_totals(
            &[line("Posted to accounts", 409_236), line("Cash short, change error, stop 6", -300)],
            ("Deposited", "4,089.36".into())
        ),
        html!(
            r#"<div class="db-totals"><div><span>Tape of checks, keyed before posting</span>"#
            r#"<span class="db-n">{}</span></div><div><span>Card and web, not on this slip</span>"#
            r#"<span class="db-n">{}</span></div><div><span>Seal of the day so far</span>"#
            r#"<span class="db-seal">{}</span></div></div>"#,
            "3,668.36",
            "1,846.20",
            "41D8 0C6E 92B7 F350"
        )
    );
    let sheet = Paper {
        head: (
            html!("<h1>Deposit</h1>{}", "Citrus National Bank, Ocala, Florida"),
            html!(
                "<b>{}</b><br>2210 Cedar Ave, Ocala, FL 34470<br>Branch 0412",
                "Cedar Pest Control, Inc."
            ),
        ),
        body: Html::join([
            boxes,
            crate::deposit::items("2 money orders", Money::cents(10900).into()).html(),
            total,
            signed,
        ]),
        stub: Some(Stub { words: "Proof, kept by the branch".to_owned(), body: proof }),
        foot: "Daybook, Cedar 0412, printed Mon, Mar 2, 2026, 4:09 pm".to_owned(),
        page: (1, 1),
    };
    Frame { body: paper(&sheet), ..crate::cedar("Deposit slip", "4:09 pm", 6) }
}

pub fn invoice() -> Frame {
    let sheet = Paper {
        head: (
            html!(
                "<b>{}</b><br>2210 Cedar Ave, Ocala, FL 34470<br>"
                "(352) 555-0100, office@cedar.example",
                "Cedar Pest Control"
            ),
            html!("<h1>Invoice 5440</h1>{}", "Wednesday, February 4, 2026"),
        ),
        body: Html::join([addresses(), facts(), work(), invoice_totals(), thanks()]),
        stub: Some(Stub {
            words: "Please send this part with your check".to_owned(),
            body: remittance(),
        }),
        foot: "Oak Street Dental, invoice 5440".to_owned(),
        page: (1, 1),
    };
    Frame { body: paper(&sheet), ..crate::cedar("Invoice 5440", "4:09 pm", 6) }
}

fn addresses() -> Html {
    html!(
        r#"<div class="db-addresses"><div><span class="db-label">Bill to</span><b>{name}</b><br>"#
        r#"Accounts payable<br>212 Oak St, Ste 3<br>Ocala, FL 34470</div><div>"#
        r#"<span class="db-label">Service at</span><b>{name}</b><br>"#
        r#"212 Oak St, suites 3 and 4<br>Ocala, FL 34470</div></div>"#,
        name = "Oak Street Dental"
    )
}

fn facts() -> Html {
    paper_boxes([
        PaperBox::new("Account", "A10410"),
        PaperBox::new("Your PO", "7741"),
        PaperBox::new("Terms", "30 days"),
        PaperBox::new("Please pay by", "Fri, Mar 6, 2026"),
        PaperBox::amount("Amount due", "$185.00"),
    ])
}

fn work() -> Html {
    let what = html!(
        "<b>{}</b><br>Luis Ortega, 6:10 to 7:04 pm, work order 87911.<br>"
        "Interior and exterior, 8 rodent stations checked, no activity found.",
        "Monthly commercial service, after hours"
    );
    Table::ledger("Services")
        .column(Column::day("Date"))
        .column(Column::text("Service").roomy())
        .column(Column::number("Quantity"))
        .column(Column::money("Price"))
        .column(Column::money("Amount"))
        .row(Row::new([
            Cell::from("Feb 4"),
            Cell::Html(what),
            Cell::from("1"),
            Money::cents(17290).into(),
            Money::cents(17290).into(),
        ]))
        .html()
}

fn invoice_totals() -> Html {
    let lines = [
        ("Services".to_owned(), Money::cents(17290)),
        ("Florida and Marion County tax, 7%".to_owned(), Money::cents(1210)),
    ];
    paper_totals(&lines, ("Amount due", "$185.00".into()))
}

fn thanks() -> Html {
    html!(
        r#"<p class="db-paper-words"><b>{}</b> Your purchase order 7741 covers visits through "#
        r#"February. Before the visit on Wednesday, March 4, please send a new one to "#
        r#"office@cedar.example, or call Dana at (352) 555-0100.</p>"#,
        "Thank you for keeping us on."
    )
}

fn remittance() -> Html {
    let above = [PaperBox::new("Account", "A10410"), PaperBox::new("Invoice", "5440")];
    let below = [PaperBox::amount("Pay by Mar 6", "$185.00"), PaperBox::new("I am paying", "")];
    html!(
        r#"<div class="db-proof"><div><span class="db-label">Make checks to</span><b>{}</b><br>"#
        r#"PO Box 1188<br>Ocala, FL 34478</div><div>{}{}</div></div>"#
        r#"<p class="db-scan">0412 A10410 0005440 00018500 7</p>"#,
        "Cedar Pest Control, Inc.",
        paper_boxes(above),
        paper_boxes(below)
    )
}
