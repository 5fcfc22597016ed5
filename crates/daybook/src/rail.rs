//! The rail: the office's words for its duties, in the order of the day. What a person
//! may not open, she does not see.

use office::{Me, Rooms};
use ui::frame::{RailItem, RailPage};

/// A word of the rail and the nouns behind it, the first being the word's own page.
struct Word {
    name: &'static str,
    pages: &'static [(&'static str, &'static str)],
    starts_group: bool,
}

const fn word(name: &'static str, pages: &'static [(&'static str, &'static str)]) -> Word {
    Word { name, pages, starts_group: false }
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
    ),
    word("Schedule", &[("Day and week", "/appointments")]),
    word("Work", &[("Work orders", "/work-orders"), ("Verify the day", "/work-orders/verify")]),
    word(
        "Billing",
        &[
            ("Invoices", "/invoices"),
            ("Billing options", "/billing-options"),
            ("Exemption certificates", "/exemptions"),
            ("Credits", "/credits"),
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
            ("Returned checks", "/returns"),
        ],
    ),
    word("Collections", &[("Receivables", "/receivables")]),
    Word {
        name: "Reports",
        pages: &[
            ("Accounts", "/accounts"),
            ("Entries", "/entries"),
            ("Periods", "/periods"),
            ("Proof", "/proof"),
            ("Background work", "/jobs"),
        ],
        starts_group: true,
    },
    Word {
        name: "Settings",
        pages: &[
            ("Staff", "/staff"),
            ("Branches", "/branches"),
            ("Preferences", "/preferences"),
            ("Rules", "/rule-packs"),
            ("Signed in", "/sign-in/sessions"),
        ],
        starts_group: true,
    },
];

/// Every address in the rail.
pub fn hrefs() -> impl Iterator<Item = &'static str> {
    WORDS.iter().flat_map(|word| word.pages).map(|(_, href)| *href)
}

/// The rail for a person; `here` is the address she is at.
pub fn of(rooms: &Rooms, me: &Me, _noun: &str, here: &str) -> Vec<RailItem> {
    WORDS.iter().filter_map(|word| item(rooms, me, word, here)).collect()
}

fn item(rooms: &Rooms, me: &Me, word: &Word, here: &str) -> Option<RailItem> {
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
    Some(RailItem {
        name: word.name.into(),
        href: (*href).into(),
        count: None,
        open: best.is_some(),
        starts_group: word.starts_group,
        children: if has_children { children.collect() } else { Vec::new() },
    })
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
    use super::stands_under;

    #[test]
    fn a_page_stands_under_its_word_only() {
        assert!(stands_under("/payments/post", "/payments"));
        assert!(!stands_under("/payments-old", "/payments"));
        assert!(!stands_under("/customers", "/"));
    }
}
