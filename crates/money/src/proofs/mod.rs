//! What must always hold of money: every payment stands once, and the ledger agrees with it.

mod records;

use books::Proof;
use books::accounts::{ACH_CLEARING, CARD_CLEARING, UNDEPOSITED};
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
    let listed = records::unsettled(reader, branch)?;
    let mut booked = Money::ZERO;
    for account in [CARD_CLEARING, ACH_CLEARING] {
        booked += books::accounts::records::balance_at(reader, branch, account, forever())?;
    }
    Ok(same(
        "clearing_is_payments_not_settled",
        "Card and ACH clearing (1060, 1065)",
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
