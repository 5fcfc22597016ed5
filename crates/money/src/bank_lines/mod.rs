//! Match what the bank says with what the books say, line by line.
//!
//! One closed deposit is one line of the bank. The rules match what can only be the same money:
//! by its reference, by amount and day, a day's deposits in one credit, and by saved rules, such
//! as the bank's fees. Everything else waits: a person matches it, several lines with several
//! if need be, and says where a difference belongs. Each match keeps its reason, and may be
//! undone until its days are reconciled.
//!
//! Read first: `rules.rs` (who belongs to whom, without a database), then `matching.rs` (what a
//! match writes), then [`MatchLines`].

pub mod enter;
pub mod listing;
pub mod r#match;
pub mod match_by_rules;
pub(crate) mod matching;
mod pages;
pub mod records;
pub mod rules;
pub mod save_rule;
pub mod unmatch;
pub mod withdraw_rule;
mod words;

pub use enter::{BankLineEntered, EnterBankLine};
pub use r#match::{LinesMatched, MatchLines, Rest};
pub use match_by_rules::{MatchByRules, MatchedByRules};
pub use save_rule::{BankRuleSaved, SaveBankRule};
pub use unmatch::{LinesUnmatched, UnmatchLines};
pub use withdraw_rule::{BankRuleWithdrawn, WithdrawBankRule};
pub use words::{BankKind, Direction, MatchWhy};

use crate::bank_accounts::READ;
use office::closing::{Found, MonthCheck};
use office::{Duty, Gate, NounEntry, Refusal, entry, page};
use store::Reader;
use values::{Day, Id, noun};

/// Match lines of the bank with the books.
pub const MATCH: Duty = Duty::new("bank_lines.match", "Match the bank's lines with the books");

/// Where lines that are not matched are.
const OPEN_HREF: &str = "/bank-lines?state=open";

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "bank_lines",
    title: "Bank lines",
    sentence: "What the bank says, line by line, and what it is in the books.",
    read: READ,
    commands: &[
        entry::<MatchLines>(),
        entry::<MatchByRules>(),
        entry::<UnmatchLines>(),
        entry::<EnterBankLine>(),
        entry::<SaveBankRule>(),
        entry::<WithdrawBankRule>(),
    ],
    pages: &[
        page("/bank-lines", READ, pages::show_list),
        page("/bank-lines/match", MATCH, pages::show_match),
        page("/bank-lines/new", MATCH, pages::show_enter),
        page("/bank-lines/rules", READ, pages::show_rules),
        page("/bank-lines/{id}", READ, pages::show),
    ],
    listings: &[&listing::LISTING, &listing::RULES],
    gates: &[Gate {
        name: "bank_lines_not_matched",
        title: "Bank lines not matched for a week",
        href: OPEN_HREF,
        count: count_waiting,
    }],
};

/// The bank's lines of the month are matched (handbook 3.7, third point).
pub(crate) const ARE_MATCHED: MonthCheck = MonthCheck {
    title: "The bank's lines are matched",
    href: OPEN_HREF,
    look: |reader, branch, end| {
        let left = records::count_open_until(reader, branch, end)?;
        let none = "Every line of the bank is matched with the books.";
        Ok(Found::left(left, none, "line of the bank is not matched", "lines are not matched"))
    },
};

/// Lines that have waited for a week: until then the books may still catch up by themselves.
fn count_waiting(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    day: Day,
) -> Result<i64, Refusal> {
    Ok(records::count_open_until(reader, branch, day.plus_days(-7))?)
}
