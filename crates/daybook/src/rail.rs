//! The rail: the office's words for its duties, in the order of the day. What a person
//! may not open, she does not see.

use office::{Me, Rooms};
use ui::frame::{Gate, RailItem, RailPage};

/// A page's word and its address.
type Tab = (&'static str, &'static str);

/// A line under a word, and the pages that stand as tabs on one another.
type Line = (&'static str, &'static [Tab]);

/// A word of the rail and the lines behind it, the first page being the word's own.
struct Word {
    name: &'static str,
    lines: &'static [Line],
    /// Further addresses that belong under the word without standing in the rail.
    also: &'static [&'static str],
    starts_group: bool,
}

const fn word(name: &'static str, lines: &'static [Line]) -> Word {
    Word { name, lines, also: &[], starts_group: false }
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

    /// Every page behind the word.
    fn pages(&self) -> impl Iterator<Item = &'static Tab> {
        self.lines.iter().flat_map(|(_, tabs)| *tabs)
    }

    /// Whether an address belongs under the word.
    fn holds(&self, here: &str) -> bool {
        let hrefs = self.pages().map(|(_, href)| *href).chain(self.also.iter().copied());
        hrefs.into_iter().any(|href| stands_under(here, href))
    }
}

const WORDS: &[Word] = &[
    word("Today", &[("Today", &[("Today", "/")])]),
    word(
        "Customers",
        &[
            ("Customers", &[("Customers", "/customers")]),
            ("Agreements", &[("Agreements", "/agreements")]),
            ("Conversations", &[("Conversations", "/conversations")]),
            ("Price list", &[("Price list", "/services")]),
        ],
    )
    .also(&["/contacts", "/locations", "/imports"]),
    word(
        "Schedule",
        &[
            ("Day and week", &[("Day and week", "/appointments")]),
            ("Hours", &[("Hours", "/work-hours"), ("Absences", "/absences")]),
            ("On the map", &[("On the map", "/positions")]),
        ],
    )
    .also(&["/slots"]),
    word(
        "Work",
        &[
            ("Work orders", &[("Work orders", "/work-orders")]),
            ("Verify the day", &[("Verify the day", "/work-orders/verify")]),
        ],
    ),
    word(
        "Billing",
        &[
            (
                "Invoices",
                &[("Invoices", "/invoices"), ("Credits", "/credits"), ("Late fees", "/late-fees")],
            ),
            ("Statements", &[("Statements", "/statements")]),
            (
                "Billing runs",
                &[
                    ("Billing runs", "/billing-runs"),
                    ("Paper batches", "/paper-batches"),
                    ("Letters", "/letter-templates"),
                ],
            ),
            (
                "How we bill",
                &[
                    ("Billing options", "/billing-options"),
                    ("Exemption certificates", "/exemptions"),
                    ("Sales tax", "/sales-taxes"),
                    ("Billed and earned", "/deferrals"),
                ],
            ),
        ],
    ),
    word(
        "Money",
        &[
            ("Payments", &[("Payments", "/payments"), ("Follow a dollar", "/biographies")]),
            (
                "Post payments",
                &[("Post payments", "/payments/post"), ("Pasted lines", "/pasted-lines")],
            ),
            (
                "Deposits",
                &[
                    ("Deposits", "/deposits"),
                    ("Mail logs", "/remittance-logs"),
                    ("Petty cash", "/petty-funds"),
                ],
            ),
            (
                "Given back",
                &[
                    ("Refunds", "/refunds"),
                    ("Transfers of credit", "/transfers"),
                    ("Returned payments", "/returns"),
                    ("Unclaimed money", "/unclaimed-items"),
                ],
            ),
            (
                "AutoPay",
                &[
                    ("AutoPay mandates", "/mandates"),
                    ("Runs", "/autopay-runs"),
                    ("ACH files", "/ach-files"),
                    ("ACH returns", "/ach-returns"),
                ],
            ),
            (
                "Cards and web",
                &[
                    ("Pay links", "/pay-links"),
                    ("Card and ACH draws", "/draws"),
                    ("Payouts", "/payouts"),
                    ("Disputes", "/disputes"),
                    ("Messages", "/processor-events"),
                ],
            ),
            (
                "Bank",
                &[
                    ("Bank accounts", "/bank-accounts"),
                    ("Bank lines", "/bank-lines"),
                    ("Files taken in", "/bank-imports"),
                    ("Lockbox files", "/lockbox-files"),
                    ("Reconciliations", "/reconciliations"),
                ],
            ),
        ],
    )
    .also(&["/batches"]),
    word(
        "Collections",
        &[
            ("Receivables", &[("Receivables", "/receivables")]),
            ("Write-offs", &[("Write-offs", "/write-offs")]),
        ],
    ),
    word(
        "Reports",
        &[
            ("Accounts", &[("Accounts", "/accounts")]),
            ("Entries", &[("Entries", "/entries")]),
            ("Periods", &[("Periods", "/periods"), ("Journal exports", "/journal-exports")]),
            ("Proof", &[("Proof", "/proof")]),
            ("Background work", &[("Background work", "/jobs")]),
        ],
    )
    .starts_group(),
    word(
        "Settings",
        &[
            ("Staff", &[("Staff", "/staff")]),
            ("Branches", &[("Branches", "/branches")]),
            ("Preferences", &[("Preferences", "/preferences")]),
            ("Rules", &[("Rules", "/rule-packs")]),
            ("Signed in", &[("Signed in", "/sign-in/sessions")]),
        ],
    )
    .starts_group(),
];

/// Every address in the rail.
pub fn hrefs() -> impl Iterator<Item = &'static str> {
    WORDS.iter().flat_map(Word::pages).map(|(_, href)| *href)
}

/// The rail for a person; `here` is the address she is at, `gates` what keeps the day open.
pub fn of(rooms: &Rooms, me: &Me, gates: &[(&str, Gate)], here: &str) -> Vec<RailItem> {
    WORDS.iter().filter_map(|word| item(rooms, me, word, gates, here)).collect()
}

/// The tabs over a page that shares its line of the rail with others; none where it has the
/// line for itself.
pub fn tabs(rooms: &Rooms, me: &Me, here: &str) -> Vec<RailPage> {
    let line = WORDS.iter().flat_map(|word| word.lines).find(|(_, tabs)| tabs_hold(tabs, here));
    let Some((_, tabs)) = line.filter(|(_, tabs)| tabs.len() > 1) else { return Vec::new() };
    tabs.iter()
        .filter(|(_, href)| may_open(rooms, me, href))
        .map(|(name, href)| RailPage {
            name: (*name).into(),
            href: (*href).into(),
            here: stands_under(here, href),
        })
        .collect()
}

fn tabs_hold(tabs: &[Tab], here: &str) -> bool {
    tabs.iter().any(|(_, href)| stands_under(here, href))
}

fn may_open(rooms: &Rooms, me: &Me, href: &str) -> bool {
    rooms.pages().any(|page| page.path == href && me.may(page.duty))
}

fn item(
    rooms: &Rooms,
    me: &Me,
    word: &Word,
    gates: &[(&str, Gate)],
    here: &str,
) -> Option<RailItem> {
    let first = word.pages().find(|(_, href)| may_open(rooms, me, href))?;
    let best = word.pages().filter(|(_, href)| stands_under(here, href)).max_by_key(|p| p.1.len());
    let children: Vec<RailPage> = word
        .lines
        .iter()
        .filter_map(|(name, tabs)| {
            let (_, href) = tabs.iter().find(|(_, href)| may_open(rooms, me, href))?;
            let here = best.is_some_and(|best| tabs.contains(best));
            Some(RailPage { name: (*name).into(), href: (*href).into(), here })
        })
        .collect();
    let is_open = word.holds(here);
    let waits: u64 = gates
        .iter()
        .filter(|(noun, gate)| word.holds(&home_of(noun, &gate.href)))
        .map(|(_, gate)| gate.open_count)
        .sum();
    Some(RailItem {
        name: word.name.into(),
        href: first.1.into(),
        // An open word shows its pages, which say it themselves.
        count: (waits > 0 && !is_open).then_some(waits),
        open: is_open,
        starts_group: word.starts_group,
        children: if children.len() > 1 { children } else { Vec::new() },
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
    fn a_page_is_on_one_line_of_the_rail_only_and_its_line_has_few() {
        let mut hrefs: Vec<&str> = super::hrefs().collect();
        let all = hrefs.len();
        hrefs.sort_unstable();
        hrefs.dedup();
        assert_eq!(hrefs.len(), all);
        for word in WORDS {
            assert!(word.lines.len() <= 7, "{} has {} lines", word.name, word.lines.len());
            assert!(word.lines.iter().all(|(_, tabs)| tabs.len() <= 5), "{}", word.name);
        }
    }

    #[test]
    fn a_gate_is_at_home_with_its_noun() {
        assert_eq!(home_of("invoices", "/work-orders?stage=verified"), "/invoices");
        assert_eq!(home_of("nowhere", "/payments?state=held"), "/payments");
    }
}
