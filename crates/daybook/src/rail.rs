//! The rail: the office's words for its duties, in the order of the day. What a person
//! may not open, she does not see.

use office::{Me, Rooms};
use ui::frame::{Gate, RailItem, RailPage};

/// A word of the rail and the pages behind it, the first being the word's own page.
struct Word {
    name: &'static str,
    pages: &'static [(&'static str, &'static str)],
    /// Further addresses that belong under the word without standing in the rail.
    also: &'static [&'static str],
    starts_group: bool,
}

const fn word(name: &'static str, pages: &'static [(&'static str, &'static str)]) -> Word {
    Word { name, pages, also: &[], starts_group: false }
}

impl Word {
    const fn also(mut self, also: &'static [&'static str]) -> Word {
        self.also = also;
        self
    }

    const fn starts_group(mut self) -> Word {
        self.starts_group = true;
        self
    }

    /// Whether an address belongs under the word.
    fn holds(&self, here: &str) -> bool {
        let hrefs = self.pages.iter().map(|(_, href)| *href).chain(self.also.iter().copied());
        hrefs.into_iter().any(|href| stands_under(here, href))
    }
}

const WORDS: &[Word] = &[
    word("Today", &[("Today", "/")]),
    word(
        "Customers",
        &[
            ("Customers", "/customers"),
            ("Agreements", "/agreements"),
            ("Conversations", "/conversations"),
            ("Price list", "/services"),
        ],
    )
    .also(&["/contacts", "/locations", "/imports"]),
    word("Schedule", &[("Day and week", "/appointments")]),
    word("Work", &[("Work orders", "/work-orders"), ("Verify the day", "/work-orders/verify")]),
    word(
        "Billing",
        &[
            ("Invoices", "/invoices"),
            ("Billing runs", "/billing-runs"),
            ("Paper batches", "/paper-batches"),
            ("Billing options", "/billing-options"),
            ("Billed and earned", "/deferrals"),
            ("Exemption certificates", "/exemptions"),
            ("Credits", "/credits"),
            ("Late fees", "/late-fees"),
            ("Statements", "/statements"),
        ],
    ),
    word(
        "Money",
        &[
            ("Payments", "/payments"),
            ("Post payments", "/payments/post"),
            ("Deposits", "/deposits"),
            ("Refunds", "/refunds"),
            ("Returned payments", "/returns"),
            ("AutoPay mandates", "/mandates"),
            ("AutoPay runs", "/autopay-runs"),
            ("ACH files", "/ach-files"),
            ("ACH returns", "/ach-returns"),
            ("Pay links", "/pay-links"),
            ("Card and ACH draws", "/draws"),
            ("Payouts", "/payouts"),
            ("Disputes", "/disputes"),
            ("Lockbox files", "/lockbox-files"),
            ("Bank accounts", "/bank-accounts"),
            ("Bank lines", "/bank-lines"),
            ("Reconciliations", "/reconciliations"),
        ],
    )
    .also(&["/batches", "/remittance-logs", "/bank-imports", "/processor-events"]),
    word("Collections", &[("Receivables", "/receivables")]),
    word(
        "Reports",
        &[
            ("Accounts", "/accounts"),
            ("Entries", "/entries"),
            ("Periods", "/periods"),
            ("Proof", "/proof"),
            ("Background work", "/jobs"),
        ],
    )
    .starts_group(),
    word(
        "Settings",
        &[
            ("Staff", "/staff"),
            ("Branches", "/branches"),
            ("Preferences", "/preferences"),
            ("Rules", "/rule-packs"),
            ("Signed in", "/sign-in/sessions"),
        ],
    )
    .starts_group(),
];

/// Every address in the rail.
pub fn hrefs() -> impl Iterator<Item = &'static str> {
    WORDS.iter().flat_map(|word| word.pages).map(|(_, href)| *href)
}

/// The rail for a person; `here` is the address she is at, `gates` what keeps the day open.
pub fn of(rooms: &Rooms, me: &Me, gates: &[(&str, Gate)], here: &str) -> Vec<RailItem> {
    WORDS.iter().filter_map(|word| item(rooms, me, word, gates, here)).collect()
}

fn item(
    rooms: &Rooms,
    me: &Me,
    word: &Word,
    gates: &[(&str, Gate)],
    here: &str,
) -> Option<RailItem> {
    let may_open = |href: &str| rooms.pages().any(|page| page.path == href && me.may(page.duty));
    let pages: Vec<_> = word.pages.iter().filter(|(_, href)| may_open(href)).collect();
    let (_, href) = pages.first()?;
    let best = pages.iter().filter(|(_, href)| stands_under(here, href)).max_by_key(|p| p.1.len());
    let children = pages.iter().map(|(name, href)| RailPage {
        name: (*name).into(),
        href: (*href).into(),
        here: best.is_some_and(|best| best.1 == *href),
    });
    let has_children = pages.len() > 1;
    let is_open = word.holds(here);
    let waits: u64 = gates
        .iter()
        .filter(|(noun, gate)| word.holds(&home_of(noun, &gate.href)))
        .map(|(_, gate)| gate.open_count)
        .sum();
    Some(RailItem {
        name: word.name.into(),
        href: (*href).into(),
        // An open word shows its pages, which say it themselves.
        count: (waits > 0 && !is_open).then_some(waits),
        open: is_open,
        starts_group: word.starts_group,
        children: if has_children { children.collect() } else { Vec::new() },
    })
}

/// Where in the rail a gate is at home: with its noun, or where it leads when the noun has no
/// place of its own.
fn home_of(noun: &str, href: &str) -> String {
    let own = format!("/{}", office::command::kebab(noun));
    match WORDS.iter().any(|word| word.holds(&own)) {
        true => own,
        false => href.split('?').next().unwrap_or(href).to_owned(),
    }
}

/// Whether `here` is `href` or one of its pages.
fn stands_under(here: &str, href: &str) -> bool {
    match href {
        "/" => here == "/",
        _ => here.strip_prefix(href).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
    }
}

#[cfg(test)]
mod tests {
    use super::{WORDS, home_of, stands_under};

    #[test]
    fn a_page_stands_under_its_word_only() {
        assert!(stands_under("/payments/post", "/payments"));
        assert!(!stands_under("/payments-old", "/payments"));
        assert!(!stands_under("/customers", "/"));
    }

    #[test]
    fn a_page_outside_the_rail_still_lights_its_word() {
        let word = |here: &str| WORDS.iter().find(|word| word.holds(here)).map(|word| word.name);
        assert_eq!(word("/contacts"), Some("Customers"));
        assert_eq!(word("/locations/12"), Some("Customers"));
        assert_eq!(word("/help"), None);
    }

    #[test]
    fn a_gate_is_at_home_with_its_noun() {
        assert_eq!(home_of("invoices", "/work-orders?stage=verified"), "/invoices");
        assert_eq!(home_of("nowhere", "/payments?state=held"), "/payments");
    }
}
