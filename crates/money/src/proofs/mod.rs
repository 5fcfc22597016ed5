//! What must always hold of money: every payment stands once, and the ledger agrees with it.

mod records;

use crate::bank_accounts::records as bank_accounts;
use crate::reconciliations::records as reconciliations;
use books::Proof;
use books::accounts::{ACH_CLEARING, CARD_CLEARING, LOCKBOX_CLEARING, UNDEPOSITED};
use store::Reader;
use values::{Day, Id, Money, noun};

/// Every proof of one branch's money.
pub fn proofs(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Vec<Proof>, store::Error> {
    Ok(vec![
        undeposited(reader, branch)?,
        clearing(reader, branch)?,
        deposits_add_up(reader, branch)?,
        none_wrong(
            "payments_have_their_credit",
            "Every named payment has one credit of its amount and customer.",
            records::count_without_credit(reader, branch)?,
            "payments differ from their credit",
        ),
        none_wrong(
            "closed_deposits_are_signed",
            "Every closed deposit was counted, and verified by another or in a small office.",
            records::count_unsigned(reader, branch)?,
            "closed deposits lack a count or a second signature",
        ),
        none_wrong(
            "no_hold_in_a_closed_deposit",
            "No closed deposit holds a payment without a customer.",
            records::count_held_in_closed(reader, branch)?,
            "payments without a customer went to the bank",
        ),
        refunds_payable(reader, branch)?,
        none_wrong(
            "transfers_stand_on_both_accounts",
            "Every transfer came off one customer's credit and is another's.",
            crate::transfers::records::count_off(reader, branch)?,
            "transfers differ between their two accounts",
        ),
        bank(reader, branch)?,
        none_wrong(
            "bank_matches_balance",
            "Every match with the bank comes to the same on both sides.",
            records::count_matches_off(reader, branch)?,
            "matches with the bank do not balance",
        ),
    ])
}

/// The end of all days: balances as they stand now, whatever day their entries bear.
fn forever() -> Day {
    Day::ymd(9999, 12, 31)
}

fn undeposited(reader: &mut Reader<'_>, branch: Id<noun::Branch>) -> Result<Proof, store::Error> {
    let listed = records::undeposited(reader, branch)?;
    let booked = books::accounts::records::balance_at(reader, branch, UNDEPOSITED, forever())?;
    Ok(same(
        "undeposited_is_payments_not_deposited",
        "Undeposited funds (1050)",
        booked,
        "payments not yet at the bank",
        listed,
    ))
}

fn clearing(reader: &mut Reader<'_>, branch: Id<noun::Branch>) -> Result<Proof, store::Error> {
    // What a payout brought and nothing stands for has left the account already.
    let loose = crate::payouts::records::sum_loose(reader, branch)?;
    let listed = records::unsettled(reader, branch)? - loose;
    let mut booked = Money::ZERO;
    for account in [CARD_CLEARING, ACH_CLEARING, LOCKBOX_CLEARING] {
        booked += books::accounts::records::balance_at(reader, branch, account, forever())?;
    }
    Ok(same(
        "clearing_is_payments_not_settled",
        "Card, ACH and lockbox clearing (1060, 1065, 1070)",
        booked,
        "payments not yet paid out",
        listed,
    ))
}

/// A closed deposit comes to its payments plus what was over or short.
fn deposits_add_up(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Proof, store::Error> {
    Ok(none_wrong(
        "closed_deposits_are_their_payments",
        "Every closed deposit is its payments plus what was over or short.",
        records::count_deposits_off(reader, branch)?,
        "closed deposits differ from their payments",
    ))
}

fn refunds_payable(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Proof, store::Error> {
    use books::accounts::REFUNDS_PAYABLE;
    let listed = records::refunds_payable(reader, branch)?;
    let booked = -books::accounts::records::balance_at(reader, branch, REFUNDS_PAYABLE, forever())?;
    Ok(same(
        "refunds_payable_is_refunds_not_paid",
        "Refunds payable (2250)",
        booked,
        "approved refunds not paid",
        listed,
    ))
}

/// Every bank account: the books, less what is outstanding, plus what is not posted, is what
/// the bank has; and so it was on the day of each reconciliation that stands.
fn bank(reader: &mut Reader<'_>, branch: Id<noun::Branch>) -> Result<Proof, store::Error> {
    let name = "bank_is_books_and_outstanding";
    let mut details = Vec::new();
    for account in bank_accounts::list_bank_accounts(reader, branch)? {
        if account.closed_at.is_some() {
            continue;
        }
        let now = bank_accounts::standing(reader, branch, &account, forever())?;
        if !now.off().is_zero() {
            details.push(format!("{} is off by {}.", account.name, now.off()));
        }
        for one in reconciliations::list_reconciliations(reader, branch, account.id)? {
            let then = bank_accounts::standing(reader, branch, &account, one.ends_on)?;
            if then.bank != one.ending || then.unposted_items > 0 || !then.off().is_zero() {
                let day = one.ends_on.us();
                details.push(format!("{} was reconciled until {day} and is not.", account.name));
            }
        }
    }
    let detail = match details.is_empty() {
        true => String::from("Bank and books are one, line by line."),
        false => details.join(" "),
    };
    Ok(Proof { name, ok: details.is_empty(), detail })
}

fn same(name: &'static str, one: &str, left: Money, other: &str, right: Money) -> Proof {
    let detail = match left == right {
        true => format!("{one} and {other} are both {left}."),
        false => format!("{one} is {left}, {other} are {right}, off by {}.", left - right),
    };
    Proof { name, ok: left == right, detail }
}

fn none_wrong(name: &'static str, proved: &str, wrong: i64, what: &str) -> Proof {
    let detail = match wrong {
        0 => proved.to_owned(),
        wrong => format!("{wrong} {what}."),
    };
    Proof { name, ok: wrong == 0, detail }
}
