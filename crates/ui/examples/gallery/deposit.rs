//! The daily deposit: a form with lettered parts, read from left to right.

use ui::paper::{signature, signature_waiting, signatures};
use ui::prelude::*;
use ui::{CountSheet, Denomination, count_sheet, over_short};
use values::Money;

pub fn page() -> Frame {
    Frame {
        sentence: "Monday’s money to Citrus National, account ending 4821. Dana verifies; the \
             courier leaves at 4:15 pm."
            .into(),
        actions: Html::join([
            Button::secondary("Print the slip").href("slip.html"),
            Button::primary("Ask Dana to sign").key("Alt S").href("#"),
        ]),
        body: Html::join([
            strip(),
            columns(
                Columns::FormMainSide,
                [count(), checks(), stack([envelopes(), reason(), signed(), before()])],
            ),
        ]),
        ..crate::cedar("Daily deposit", "3:58 pm", 6)
    }
}

fn strip() -> Html {
    form_strip([
        FormBox::new("Deposit", "DB-0302").meaning("branch 0412"),
        FormBox::new("Cash", "312.00").meaning("posted 315.00"),
        FormBox::new("14 checks", "3,668.36")
            .meaning(status(Meaning::Good, "tape, posted and slip agree")),
        FormBox::new("2 money orders", "109.00").meaning(status(Meaning::Good, "agree")),
        FormBox::new("Over or (short)", "(3.00)")
            .tone(Meaning::Wrong)
            .meaning(status(Meaning::Good, "explained, within 5.00")),
        FormBox::new("To the bank, 16 items", "$4,089.36").meaning("bag 7730118").answer(),
    ])
}

fn count() -> Html {
    let counted = [
        ("$100", 10_000, 1),
        ("$50", 5000, 1),
        ("$20", 2000, 11),
        ("$10", 1000, 5),
        ("$5", 500, 6),
        ("$2", 200, 0),
        ("$1", 100, 8),
        ("25¢", 25, 12),
        ("10¢", 10, 7),
        ("5¢", 5, 5),
        ("1¢", 1, 5),
    ];
    let lines = counted.map(|(words, cents, count)| Denomination {
        words: words.to_owned(),
        name: format!("count_{cents}"),
        each: Money::cents(cents),
        count,
    });
    let sheet = CountSheet { lines: lines.to_vec(), float: Money::cents(15_000) };
    Sheet::new("Count the cash")
        .letter('A')
        .fact("blind, 3:41 pm")
        .flush(count_sheet(&sheet))
        .flush(over_short(Money::cents(31500), Money::cents(31200)))
        .html()
}

const CHECKS: [(&str, &str, &str, i64); 16] = [
    ("63-107", "1042", "Marisol Rivera", 12733),
    ("64-22", "20881", "Bayliss Family Trust", 24000),
    ("63-107", "3317", "J. and P. Lindqvist", 9632),
    ("63-751", "558", "Theo Marchetti", 7500),
    ("63-751", "1190", "Grace Abernathy", 19264),
    ("64-22", "7702", "Palmetto Storage LLC", 128_450),
    ("63-466", "2206", "St. Brendan Parish Hall", 31000),
    ("63-107", "418", "Wm. Osgood", 8817),
    ("64-90", "9034", "Hatch and Daughters Realty", 64200),
    ("63-466", "1127", "Oak Street Dental", 18500),
    ("63-751", "602", "Devin Cobb", 11840),
    ("63-107", "5521", "Irene Voss", 9600),
    ("64-22", "388", "Lam Nguyen", 12700),
    ("63-107", "71", "Patricia Yoder", 8600),
    ("USPS", "28816604", "Denise Pruitt", 4900),
    ("MoneyGram", "7704121", "Carl Boggs", 6000),
];

/// The items of the slip: fourteen checks and their sum, two money orders and theirs.
pub fn items(orders_words: &str, orders: Cell) -> Table {
    let rows = |from: usize, to: usize| {
        CHECKS[from..to].iter().enumerate().map(move |(index, &(bank, number, name, cents))| {
            Row::new([
                Cell::Html(quiet(from as u64 + index as u64 + 1)),
                bank.into(),
                number.into(),
                name.into(),
                Money::cents(cents).into(),
            ])
        })
    };
    Table::ledger("Checks and money orders in slip order")
        .density(Density::Dense)
        .column(Column::number("#"))
        .column(Column::id("Bank no."))
        .column(Column::number("Check no."))
        .column(Column::text("From").roomy())
        .column(Column::money("Amount"))
        .rows(rows(0, 14))
        .row(Row::sum([Cell::Span(4, "14 checks".into()), Money::cents(366_836).into()]))
        .rows(rows(14, 16))
        .row(Row::sum([Cell::Span(4, orders_words.into()), orders]))
}

fn checks() -> Html {
    Sheet::new("Checks and money orders")
        .letter('B')
        .fact("in slip order")
        .flush(items("16 items", Cell::Total(Money::cents(377_736))))
        .html()
}

fn envelopes() -> Html {
    let row = |from: &str, collected: i64, handed_in: i64| {
        Row::new([
            Cell::from(from),
            Money::cents(collected).into(),
            Money::cents(handed_in).into(),
            differs(handed_in - collected),
        ])
    };
    let table = Table::ledger("Envelopes")
        .density(Density::Proof)
        .column(Column::text("From").roomy())
        .column(Column::money("Collected"))
        .column(Column::money("Handed in"))
        .column(Column::money("Differs"))
        .row(row("Luis Ortega", 12700, 12700))
        .row(row("Mei Tanaka", 10800, 10500))
        .row(row("Front counter", 8000, 8000));
    Sheet::new("Envelopes").letter('C').fact("3 of 3 in").flush(table).html()
}

fn differs(cents: i64) -> Cell {
    match cents {
        0 => Money::ZERO.into(),
        cents => Cell::Toned(Meaning::Wrong, Money::cents(cents)),
    }
}

fn reason() -> Html {
    Sheet::new("Why (3.00)")
        .letter('D')
        .fact(status(Meaning::Good, "explained"))
        .body(html!(
            "<p>Stop 6, Mrs. Kerr paid 108.00 with 110.00; Mei gave a five back instead of two "
            "ones. Mei agrees. First time in 30 days.</p><p class=\"db-s db-q\">{}</p>",
            "Reason: change error. Books to 6310, cash over and short."
        ))
        .html()
}

fn signed() -> Html {
    Sheet::new("Two signatures")
        .letter('E')
        .body(signatures([
            signature("Priya Nair", "counted, 3:58 pm"),
            signature_waiting("waiting for Dana Whitfield", "verifies, not the counter"),
        ]))
        .html()
}

fn before() -> Html {
    let line = |tick: Tick, words: &str, figure: &str| CheckLine {
        tick,
        words: words.into(),
        figure: figure.into(),
        href: None,
    };
    Sheet::new("Before it closes")
        .letter('F')
        .fact("5 of 7")
        .flush(check_list([
            line(Tick::Clear, "Mail log, posted and slip agree", "3,777.36"),
            line(Tick::Clear, "Every envelope handed in", "3"),
            line(Tick::Clear, "Tape of checks equals posted", "0.00"),
            line(Tick::Clear, "Over or short explained", "(3.00)"),
            line(Tick::Clear, "Checks endorsed, none post-dated", "14"),
            line(Tick::Open, "Second signature", "Dana"),
            line(Tick::Open, "Bag sealed and number read back", ""),
        ]))
        .grow()
        .html()
}
