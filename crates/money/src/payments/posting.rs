//! Putting a payment on its customer's account and taking it off again: the credit and its
//! applications. Whoever calls posts the entry with the lines made here.

use super::rules::Applied;
use books::accounts::{RECEIVABLE, UNAPPLIED};
use books::entries::NewLine;
use books::open_items::{
    self, ApplicationKind, Apply, CreditKind, NewCredit, list_applications_of_credit,
};
use books::{Account, Source};
use office::{Desk, Refusal};
use values::{Day, Id, Money, noun};

/// A payment on its way onto an account.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Incoming<'p> {
    pub payment: Id<noun::Payment>,
    /// Its number, which the customer knows it by.
    pub number: &'p str,
    pub customer: Id<noun::Customer>,
    pub amount: Money,
    pub day: Day,
}

/// A payment on its account.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub credit: Id<noun::Credit>,
    pub applied: Money,
    pub unapplied: Money,
}

/// Opens the payment's credit and puts it against the charges planned.
pub(crate) fn put_on_account(
    desk: &mut Desk<'_>,
    incoming: Incoming<'_>,
    parts: &[Applied],
) -> Result<Standing, Refusal> {
    let Incoming { payment, number, customer, amount, day } = incoming;
    let credit = open_items::open_credit(
        desk,
        NewCredit {
            customer,
            kind: CreditKind::Payment,
            document: number.to_owned(),
            source: Source::of(payment),
            dated_on: day,
            amount,
        },
    )?;
    let applied = apply_parts(desk, customer, credit, parts, day)?;
    Ok(Standing { credit, applied, unapplied: amount - applied })
}

/// Puts parts of a credit against charges; answers their sum.
pub(crate) fn apply_parts(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    credit: Id<noun::Credit>,
    parts: &[Applied],
    day: Day,
) -> Result<Money, Refusal> {
    if parts.is_empty() {
        return Ok(Money::ZERO);
    }
    let applications: Vec<Apply> = parts
        .iter()
        .map(|part| Apply { credit, charge: part.charge, amount: part.amount_cents })
        .collect();
    open_items::apply(desk, customer, &applications, day)?;
    Ok(parts.iter().map(|part| part.amount_cents).sum())
}

/// What came off an account with a payment.
#[derive(Clone, Debug)]
pub(crate) struct TakenOff {
    /// What had been put against charges; they are open by that again.
    pub applied: Money,
    /// What had stood unapplied.
    pub unapplied: Money,
    /// What had been given back already: nothing is left to take it from.
    pub given_back: Money,
}

/// Takes a payment's credit off its account: every application is taken back, so its charges
/// are open again with the due days they always had, and the rest comes off the credit.
pub(crate) fn take_off_account(
    desk: &mut Desk<'_>,
    credit: Id<noun::Credit>,
    kind: ApplicationKind,
    day: Day,
) -> Result<TakenOff, Refusal> {
    let branch = desk.branch();
    let row = open_items::find_credit(desk, branch, credit)?
        .ok_or_else(|| Refusal::broken("a payment without its credit"))?;
    let mut applied = Money::ZERO;
    for one in list_applications_of_credit(desk, branch, credit)? {
        if one.charge.is_some() && one.is_standing() {
            open_items::unapply(desk, one.id, day)?;
            applied += one.amount;
        }
    }
    let left = row.open + applied;
    if left.is_positive() {
        open_items::take_off_credit(desk, credit, left, kind, day)?;
    }
    Ok(TakenOff { applied, unapplied: row.open, given_back: row.amount - left })
}

/// The lines that credit a customer's account: what pays charges, and what stays to her good.
pub(crate) fn credits_of(
    customer: Id<noun::Customer>,
    applied: Money,
    unapplied: Money,
) -> [NewLine; 2] {
    [of(RECEIVABLE, customer, -applied), of(UNAPPLIED, customer, -unapplied)]
}

/// The lines that take a payment off a customer's account again.
pub(crate) fn debits_of(customer: Id<noun::Customer>, off: &TakenOff) -> [NewLine; 2] {
    [of(RECEIVABLE, customer, off.applied), of(UNAPPLIED, customer, off.unapplied)]
}

fn of(account: Account, customer: Id<noun::Customer>, amount: Money) -> NewLine {
    NewLine { account, amount, customer: Some(customer) }
}

/// A line of an account that names no customer.
pub(crate) fn plain(account: Account, amount: Money) -> NewLine {
    NewLine { account, amount, customer: None }
}

/// The line that takes an amount off what stands unapplied, or puts it there when below zero.
pub(crate) fn unapplied_line(customer: Id<noun::Customer>, amount: Money) -> NewLine {
    of(UNAPPLIED, customer, amount)
}
