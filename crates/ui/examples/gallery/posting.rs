//! Post payments: the grid, its pick list, the totals by tender and the tape.

use ui::frame::SideWidth;
use ui::pick::{PickOption, PickOther, effect, options};
use ui::posting::{EntryLine, PostedLine, TenderTotal, posting_grid, tender_totals};
use ui::prelude::*;
use ui::{Tape, TapeLine, tape};
use values::Money;

pub fn page() -> Frame {
    let body = Sheet::bare().flush(posting_grid(&posted(), &entry())).flush(totals()).grow().html();
    Frame {
        sentence: "Batch CK-0302, checks and money orders. Mail opened by Ruth and Ben at 10:40; \
             Priya started, Dana is helping."
            .into(),
        keys: vec![
            KeyHint::new("Enter", "post, next"),
            KeyHint::new("Tab", "field"),
            KeyHint::new("+", "next check no."),
            KeyHint::new("*", "choose invoices"),
            KeyHint::new("Ctrl Z", "take back"),
        ],
        body,
        side: Some(Html::join([
            paper_tape(),
            html!(
                r#"<div class="db-bts db-down">{}{}</div>"#,
                Html::from(Button::secondary("Pause, keep my place").href("#").wide()),
                Html::from(Button::not_yet("Balance the batch: 5 left").wide())
            ),
        ])),
        side_width: SideWidth::Narrow,
        ..crate::cedar("Post payments", "3:34 pm", 4)
    }
}

const POSTED: [(&str, &str, &str, &str, &str, i64, i64); 11] = [
    ("Check", "1042", "A10023", "Marisol Rivera", "5377, rest on 5501", 6420, 12733),
    ("Check", "20881", "A10417", "Bayliss Family Trust", "5488", 0, 24000),
    ("Check", "3317", "A10077", "J. and P. Lindqvist", "5467", 0, 9632),
    ("Check", "558", "A10219", "Theo Marchetti", "5512", 0, 7500),
    ("Check", "1190", "A10301", "Grace Abernathy", "5470, 5519", 0, 19264),
    ("Check", "7702", "A10118", "Palmetto Storage LLC", "5433, 5434, 5481", 0, 128_450),
    ("Check", "2206", "A10502", "St. Brendan Parish Hall", "5490", 0, 31000),
    ("Check", "418", "A10266", "Wm. Osgood", "5455", 0, 8817),
    ("Check", "9034", "A10188", "Hatch and Daughters Realty", "6 invoices, 5471 to 5476", 0, 64200),
    ("Money order", "28816604", "A10345", "Denise Pruitt", "5392", 0, 4900),
    ("Money order", "7704121", "A10388", "Carl Boggs", "5401, part", 2200, 6000),
];

fn posted() -> Vec<PostedLine> {
    POSTED
        .iter()
        .map(|&(tender, number, account, name, pays, left, amount)| PostedLine {
            tender: tender.to_owned(),
            number: number.to_owned(),
            account: account.to_owned(),
            name: name.to_owned(),
            href: "customer.html".to_owned(),
            pays: pays.to_owned(),
            left_open: Money::cents(left),
            amount: Money::cents(amount),
        })
        .collect()
}

fn entry() -> EntryLine {
    EntryLine {
        action: "/payments".to_owned(),
        verb: "Post this line".to_owned(),
        once: "4f1c".to_owned(),
        tenders: [("check", "Check"), ("money_order", "Money order"), ("cash", "Cash")]
            .map(|(value, words)| (value.to_owned(), words.to_owned()))
            .to_vec(),
        tender: "check".to_owned(),
        number: "1127".to_owned(),
        last_number: "1126".to_owned(),
        find_href: "/pick".to_owned(),
        amount: "185.00".to_owned(),
        take_back: Some("/payments/take-back".to_owned()),
        take_back_once: "4f1d".to_owned(),
        ..EntryLine::default()
    }
}

fn totals() -> Html {
    let tender =
        |tender: &str, items: &str, counted: i64, posted: i64, standing: Html| TenderTotal {
            tender: tender.to_owned(),
            items: items.to_owned(),
            counted: Money::cents(counted),
            posted: Money::cents(posted),
            standing,
        };
    tender_totals(
        &[
            tender(
                "Checks",
                "9 of 14",
                366_836,
                305_596,
                status(Meaning::Watch, "5 still to post"),
            ),
            tender("Money orders", "2 of 2", 10900, 10900, status(Meaning::Good, "agrees")),
            tender(
                "Cash",
                "5",
                31200,
                31500,
                status(Meaning::Wrong, "short, explain in the deposit"),
            ),
        ],
        Some(&tender(
            "Card and web, not on the slip",
            "17",
            184_620,
            184_620,
            status(Meaning::Good, "agrees with the processor"),
        )),
    )
}

fn paper_tape() -> Html {
    let keyed = [
        12733, 24000, 9632, 7500, 19264, 128_450, 31000, 8817, 64200, 18500, 11840, 9600, 12700,
        8600,
    ];
    let lines = keyed
        .iter()
        .enumerate()
        .map(|(index, cents)| TapeLine { amount: Money::cents(*cents), is_ticked: index < 9 });
    tape(&Tape {
        heading: "Tape, keyed first by Ruth, 1:05 pm".to_owned(),
        lines: lines.collect(),
        total_words: "14 checks".to_owned(),
        posted: Some((Money::cents(305_596), "9 posted and ticked".to_owned())),
        left: Some((Money::cents(61240), "5 left to post".to_owned())),
    })
}

/// What the account field finds for "oak".
pub fn choices() -> Html {
    let choice =
        |value: &str, name: &str, detail: &str, meaning: Meaning, word: &str, cents: i64| {
            PickOption {
                value: value.to_owned(),
                shown: name.to_owned(),
                name: name.into(),
                detail: detail.into(),
                standing: Some((meaning, word.to_owned())),
                balance: Some(Money::cents(cents)),
                effect: effect(
                    "185.00 will pay, oldest first",
                    &[
                        ("5440, Feb 4, PO 7741".to_owned(), Money::cents(18500)),
                        ("5506, Feb 25, extra visit".to_owned(), Money::ZERO),
                    ],
                    ("Left open after", Money::cents(9630)),
                    html!("{} for one invoice", status(Meaning::Good, "Exact match")),
                ),
            }
        };
    options(
        &[
            choice(
                "410",
                "Oak Street Dental",
                "A10410, 212 Oak St",
                Meaning::Good,
                "Current",
                28130,
            ),
            choice(
                "92",
                "Oakhurst Apartments",
                "A10092, 40 Mill Rd",
                Meaning::Late,
                "38 days",
                115_200,
            ),
            choice("233", "Kevin Doyle", "A10233, 9 Oak St", Meaning::Good, "Paid up", 0),
        ],
        Some(&PickOther {
            words: "New account, or put on hold unnamed".to_owned(),
            key: "F4".to_owned(),
            href: "#hold".to_owned(),
        }),
    )
}
