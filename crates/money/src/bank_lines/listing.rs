//! The lists of bank lines and of the rules for them.

use super::words::{BankKind, MatchWhy};
use crate::bank_accounts::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

/// Whether a line waits, in lists.
pub static STATES: &[State] = &[
    State { word: "open", title: "Not matched", mark: Mark::Watch },
    State { word: "matched", title: "Matched", mark: Mark::Good },
    State { word: "withdrawn", title: "Withdrawn", mark: Mark::Plain },
];

/// What a line is, in lists.
pub static KINDS: &[State] = &[
    plain(BankKind::Deposit.word(), BankKind::Deposit.title()),
    plain(BankKind::Lockbox.word(), BankKind::Lockbox.title()),
    plain(BankKind::AchCredit.word(), BankKind::AchCredit.title()),
    plain(BankKind::AchDebit.word(), BankKind::AchDebit.title()),
    plain(BankKind::AchSettlement.word(), BankKind::AchSettlement.title()),
    plain(BankKind::Cards.word(), BankKind::Cards.title()),
    plain(BankKind::CheckPaid.word(), BankKind::CheckPaid.title()),
    plain(BankKind::ReturnedCheck.word(), BankKind::ReturnedCheck.title()),
    plain(BankKind::ReturnedAch.word(), BankKind::ReturnedAch.title()),
    plain(BankKind::Wire.word(), BankKind::Wire.title()),
    plain(BankKind::Transfer.word(), BankKind::Transfer.title()),
    plain(BankKind::Fee.word(), BankKind::Fee.title()),
    plain(BankKind::Interest.word(), BankKind::Interest.title()),
    plain(BankKind::Correction.word(), BankKind::Correction.title()),
    plain(BankKind::Other.word(), BankKind::Other.title()),
];

/// Why a line was matched, in lists.
pub static WHYS: &[State] = &[
    plain("none", "Not matched"),
    plain(MatchWhy::Reference.word(), MatchWhy::Reference.title()),
    plain(MatchWhy::AmountAndDay.word(), MatchWhy::AmountAndDay.title()),
    plain(MatchWhy::Sum.word(), MatchWhy::Sum.title()),
    plain(MatchWhy::Split.word(), MatchWhy::Split.title()),
    plain(MatchWhy::Rule.word(), MatchWhy::Rule.title()),
    plain(MatchWhy::Hand.word(), MatchWhy::Hand.title()),
];

const fn plain(word: &'static str, title: &'static str) -> State {
    State { word, title, mark: Mark::Plain }
}

/// Lines of the bank, the newest first.
pub static LISTING: Listing = Listing {
    name: "bank_lines",
    title: "Bank lines",
    duty: READ,
    from: "bank_lines l JOIN bank_accounts b ON b.id = l.bank_account_id \
           LEFT JOIN bank_matches m ON m.id = l.bank_match_id",
    fixed: "l.branch_id = $1",
    key: "l.id",
    href: "/bank-lines/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "l.id"),
        column("posted_on", "Day", Kind::Day, "l.posted_on").sorted(),
        column("words", "The bank says", Kind::Name, "l.words"),
        column("kind", "What", Kind::State(KINDS), "l.kind"),
        column("reference", "Reference", Kind::Text, "l.reference"),
        column("check_number", "Check no.", Kind::Text, "l.check_number"),
        column("account", "Account", Kind::Text, "b.name"),
        column("state", "Now", Kind::State(STATES), STATE),
        column("why", "Why", Kind::State(WHYS), "COALESCE(m.why, 'none')"),
        column("amount_cents", "Amount", Kind::Money, "l.amount_cents").sorted().summed(),
    ],
    filters: &[
        filter("state", "Now", Asked::OneOf(STATES), STATE_IS),
        filter("bank_account", "Account", Asked::Id, "l.bank_account_id = ?"),
        filter("bank_import", "File", Asked::Id, "l.bank_import_id = ?"),
        filter("kind", "What", Asked::OneOf(KINDS), "l.kind = ?"),
        filter("from", "From day", Asked::Day, "l.posted_on >= ?"),
        filter("until", "Until day", Asked::Day, "l.posted_on <= ?"),
        filter("amount_cents", "Amount", Asked::Money, "l.amount_cents = ?"),
        filter("check_number", "Check no. begins", Asked::Begins, "l.check_number"),
    ],
    sort: "-posted_on",
    bulk: &[],
};

const STATE: &str = "CASE WHEN l.withdrawn_at IS NOT NULL THEN 'withdrawn' \
    WHEN l.bank_match_id IS NULL THEN 'open' ELSE 'matched' END";

const STATE_IS: &str = "CASE WHEN l.withdrawn_at IS NOT NULL THEN 'withdrawn' \
    WHEN l.bank_match_id IS NULL THEN 'open' ELSE 'matched' END = ?";

/// Rules for lines that come again.
pub static RULES: Listing = Listing {
    name: "bank_lines.rules",
    title: "Rules for bank lines",
    duty: READ,
    from: "bank_rules r JOIN accounts a ON a.id = r.account_id JOIN staff s ON s.id = r.saved_by",
    fixed: "r.branch_id = $1",
    key: "r.id",
    href: "",
    columns: &[
        column("id", "Id", Kind::Id, "r.id"),
        column("says", "The bank says", Kind::Name, "r.says").sorted(),
        column("direction", "Money goes", Kind::Text, "r.direction"),
        column("account_id", "Posted to", Kind::Count, "r.account_id"),
        column("account", "Account", Kind::Text, "a.name"),
        column("memo", "As", Kind::Text, "r.memo"),
        column("saved_by", "Saved by", Kind::Text, "s.name"),
        column("saved_at", "Saved", Kind::Instant, "r.saved_at").sorted(),
        column("withdrawn_at", "Withdrawn", Kind::Instant, "r.withdrawn_at"),
    ],
    filters: &[filter("holds", "Holds", Asked::Switch, "r.withdrawn_at IS NULL")],
    sort: "says",
    bulk: &[],
};
