//! What the palette finds for "oak".

use ui::palette::{FindAct, FindGroup, FindRow, matched, results};
use ui::prelude::*;

const WORDS: &str = "oak";

/// Name, detail, amount, next date, meaning, standing.
const CUSTOMERS: &str = "\
Oak Street Dental|212 Oak St, (352) 555-0160|281.30|Wed, Mar 4, after 6|good|Current
Oakhurst Apartments|40 Mill Rd, 555-0144|1,152.00|Thu, Mar 12|late|38 days
Kevin Doyle|9 Oak St, (352) 555-0119|0.00|Thu, Apr 2|good|Paid up";
const BILLS: &str = "\
Invoice 5440|Oak Street Dental, Feb 4, PO 7741|185.00|due Fri, Mar 6|good|Current
Check 1127|Oak Street Dental, batch CK-0302|185.00|today|watch|not posted";

pub fn found() -> Html {
    let groups = [
        group("Customers", CUSTOMERS.lines().map(row)),
        group("Bills and payments", BILLS.lines().map(row)),
        group(
            "Notes",
            [plain("Grace Abernathy", "“spare key is under the oak pot”", "Jan 9, Luis".into())],
        ),
        group(
            "Do",
            [
                plain("Record a payment", "from Oak Street Dental", kbd("P")),
                plain("Book a visit", "for Oak Street Dental", kbd("B")),
            ],
        ),
    ];
    results(&groups, "8 found in 11 ms")
}

fn group(name: &str, rows: impl IntoIterator<Item = FindRow>) -> FindGroup {
    FindGroup { name: name.to_owned(), rows: rows.into_iter().collect() }
}

fn row(line: &str) -> FindRow {
    let parts: Vec<&str> = line.split('|').collect();
    let [name, detail, amount, next, meaning, standing] = parts[..] else {
        panic!("six parts: {line}");
    };
    let meaning = match meaning {
        "good" => Meaning::Good,
        "watch" => Meaning::Watch,
        _ => Meaning::Late,
    };
    let act = |(key, does): (char, &str)| FindAct {
        key,
        does: does.to_owned(),
        href: format!("#{does}"),
    };
    FindRow {
        standing: Some((meaning, standing.to_owned())),
        amount: amount.into(),
        acts: [('C', "call"), ('P', "payment"), ('B', "book")].map(act).to_vec(),
        ..plain(name, detail, next.into())
    }
}

fn plain(name: &str, detail: &str, next: Html) -> FindRow {
    FindRow {
        href: "customer.html".to_owned(),
        name: matched(name, WORDS),
        detail: matched(detail, WORDS),
        next,
        ..FindRow::default()
    }
}
