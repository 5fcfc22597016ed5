//! What is looked at before a month closes (handbook 3.7): what the books see themselves, and
//! what the other rooms add.

use super::records::{self, PeriodRow};
use crate::accounts::{self, Account};
use office::Refusal;
pub use office::closing::CheckState;
use office::closing::MonthCheck;
use store::Reader;
use values::{Day, Id, Money, noun};

/// One point of the checklist.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// "The month is over".
    pub title: &'static str,
    /// What was found.
    pub detail: String,
    /// Whether the month can close over it.
    pub state: CheckState,
    /// Where to look into it.
    pub href: String,
}

/// The points of a month, those that stop it first.
pub fn checklist(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    period: &PeriodRow,
    today: Day,
    of_rooms: &[MonthCheck],
) -> Result<Vec<Check>, Refusal> {
    let end = period.month.last_of_month();
    let mut checks = vec![
        month_is_over(end, today),
        earlier_months(reader, branch, period)?,
        books_agree(reader, branch)?,
    ];
    for (account, title) in CLEARING {
        checks.push(clearing(reader, branch, account, title, end)?);
    }
    checks.push(old_credits(reader, branch, end)?);
    for MonthCheck { title, href, look } in of_rooms {
        let found = look(reader, branch, end)?;
        let (detail, state, href) = (found.detail, found.state, (*href).to_owned());
        checks.push(Check { title, detail, state, href });
    }
    checks.sort_by_key(|check| match check.state {
        CheckState::Stop => 0,
        CheckState::Explain => 1,
        CheckState::Clear => 2,
    });
    Ok(checks)
}

/// Accounts money only passes through; what stands at the end of a month has a reason.
const CLEARING: [(Account, &str); 5] = [
    (accounts::UNDEPOSITED, "Undeposited funds"),
    (accounts::CARD_CLEARING, "Card clearing"),
    (accounts::ACH_CLEARING, "ACH clearing"),
    (accounts::LOCKBOX_CLEARING, "Lockbox clearing"),
    (accounts::REFUNDS_PAYABLE, "Refunds payable"),
];

/// How many days a credit may lie unapplied before somebody must look at it.
const DAYS_UNAPPLIED: i64 = 30;

fn month_is_over(end: Day, today: Day) -> Check {
    let (state, detail) = match today > end {
        true => (CheckState::Clear, format!("It ended on {}.", end.us())),
        false => (CheckState::Stop, format!("It can close from {} on.", end.plus_days(1).us())),
    };
    Check { title: "The month is over", detail, state, href: String::from("/periods") }
}

fn earlier_months(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    period: &PeriodRow,
) -> Result<Check, store::Error> {
    let periods = records::list_periods(reader, branch)?;
    let earlier =
        periods.iter().rfind(|other| other.month < period.month && other.closed_at.is_none());
    let (state, detail, href) = match earlier {
        None => (
            CheckState::Clear,
            String::from("All months before are closed."),
            String::from("/periods"),
        ),
        Some(other) => (
            CheckState::Stop,
            format!("Close {} first.", other.month.month_name()),
            format!("/periods/{}", other.id),
        ),
    };
    Ok(Check { title: "Earlier months are closed", detail, state, href })
}

fn books_agree(reader: &mut Reader<'_>, branch: Id<noun::Branch>) -> Result<Check, store::Error> {
    let wrong = crate::proofs::closing_proofs(reader, branch)?.into_iter().find(|proof| !proof.ok);
    let (state, detail) = match wrong {
        None => (
            CheckState::Clear,
            String::from("Debits equal credits, receivables and credits their accounts."),
        ),
        Some(proof) => (CheckState::Stop, proof.detail),
    };
    Ok(Check { title: "The books agree", detail, state, href: String::from("/accounts") })
}

fn clearing(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    account: Account,
    title: &'static str,
    end: Day,
) -> Result<Check, store::Error> {
    let balance = accounts::records::balance_at(reader, branch, account, end)?;
    let href = format!("/accounts/{}", account.0);
    Ok(stands(title, balance, "Nothing stood at the month's end.", href))
}

fn old_credits(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    end: Day,
) -> Result<Check, store::Error> {
    let before = end.plus_days(-DAYS_UNAPPLIED);
    let sum = records::sum_of_credits_older_than(reader, branch, end, before)?;
    let clear = "No credit was older than 30 days.";
    Ok(stands("Credits unapplied for over 30 days", sum, clear, String::from("/receivables")))
}

fn stands(title: &'static str, balance: Money, clear: &str, href: String) -> Check {
    let (state, detail) = match balance.is_zero() {
        true => (CheckState::Clear, clear.to_owned()),
        false => (CheckState::Explain, format!("{balance} stood at the month's end. Say why.")),
    };
    Check { title, detail, state, href }
}
