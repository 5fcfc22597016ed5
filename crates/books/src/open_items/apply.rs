//! Taking amounts off charges and credits, and taking that back.

use super::records::{self, NewApplication, TakenCharge, TakenCredit};
use super::words::ApplicationKind;
use office::{Desk, Refusal};
use std::collections::BTreeMap;
use values::{Day, Id, Money, noun};

/// An amount of a credit that goes to a charge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Apply {
    /// From.
    pub credit: Id<noun::Credit>,
    /// To.
    pub charge: Id<noun::Charge>,
    /// How much, above zero.
    pub amount: Money,
}

/// Puts credits of a customer against her charges. Refuses more than is open on either,
/// and what belongs to somebody else.
pub fn apply(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    applications: &[Apply],
    effective_on: Day,
) -> Result<Vec<Id<noun::Application>>, Refusal> {
    let mut of_credits: BTreeMap<Id<noun::Credit>, Money> = BTreeMap::new();
    let mut charges = Vec::with_capacity(applications.len());
    for one in applications {
        require_positive(one.amount)?;
        charges.push(take_charge(desk, customer, one.charge, one.amount, effective_on)?);
        *of_credits.entry(one.credit).or_default() += one.amount;
    }
    let mut credits = BTreeMap::new();
    for (credit, amount) in of_credits {
        credits.insert(credit, take_credit(desk, customer, credit, amount, effective_on)?);
    }
    let rows = applications
        .iter()
        .zip(charges)
        .map(|(one, charge)| NewApplication {
            id: desk.id(),
            customer,
            charge: Some(charge),
            credit: credits.get(&one.credit).copied(),
            amount: one.amount,
            kind: ApplicationKind::Applied,
            effective_on,
            reverses: None,
        })
        .collect::<Vec<_>>();
    records::insert_applications(desk, &rows)?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Takes an amount off a charge without a credit: it was voided or written off.
pub fn take_off_charge(
    desk: &mut Desk<'_>,
    charge: Id<noun::Charge>,
    amount: Money,
    kind: ApplicationKind,
    effective_on: Day,
) -> Result<Id<noun::Application>, Refusal> {
    require_positive(amount)?;
    let branch = desk.branch();
    let row =
        records::find_charge(desk, branch, charge)?.ok_or(Refusal::NotFound { what: "charge" })?;
    let charge = take_charge(desk, row.customer, charge, amount, effective_on)?;
    insert_one(
        desk,
        NewApplication {
            id: desk.id(),
            customer: row.customer,
            charge: Some(charge),
            credit: None,
            amount,
            kind,
            effective_on,
            reverses: None,
        },
    )
}

/// Takes an amount off a credit without a charge: it was voided, refunded or returned.
pub fn take_off_credit(
    desk: &mut Desk<'_>,
    credit: Id<noun::Credit>,
    amount: Money,
    kind: ApplicationKind,
    effective_on: Day,
) -> Result<Id<noun::Application>, Refusal> {
    require_positive(amount)?;
    let branch = desk.branch();
    let row =
        records::find_credit(desk, branch, credit)?.ok_or(Refusal::NotFound { what: "credit" })?;
    let credit = take_credit(desk, row.customer, credit, amount, effective_on)?;
    insert_one(
        desk,
        NewApplication {
            id: desk.id(),
            customer: row.customer,
            charge: None,
            credit: Some(credit),
            amount,
            kind,
            effective_on,
            reverses: None,
        },
    )
}

/// Takes an application back: its charge and its credit are open by that much again.
pub fn unapply(
    desk: &mut Desk<'_>,
    application: Id<noun::Application>,
    effective_on: Day,
) -> Result<Id<noun::Application>, Refusal> {
    let branch = desk.branch();
    let row = records::find_application(desk, branch, application)?
        .ok_or(Refusal::NotFound { what: "application" })?;
    if row.reverses.is_some() || row.reversed_by.is_some() {
        return Err(Refusal::conflict(
            "open_items.taken_back_before",
            "This was taken back before. Look at the customer's account for what stands now.",
        ));
    }
    // What was never in force on a day cannot be taken back on it.
    let effective_on = effective_on.max(row.effective_on);
    let (owner, amount) = (row.customer, -row.amount);
    let charge = row.charge.map(|charge| take_charge(desk, owner, charge, amount, effective_on));
    let charge = charge.transpose()?;
    let credit = row.credit.map(|credit| take_credit(desk, owner, credit, amount, effective_on));
    let credit = credit.transpose()?;
    insert_one(
        desk,
        NewApplication {
            id: desk.id(),
            customer: owner,
            charge,
            credit,
            amount,
            kind: ApplicationKind::Unapplied,
            effective_on,
            reverses: Some(application),
        },
    )
}

fn insert_one(desk: &mut Desk<'_>, row: NewApplication) -> Result<Id<noun::Application>, Refusal> {
    let id = row.id;
    records::insert_applications(desk, &[row])?;
    Ok(id)
}

fn take_charge(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    charge: Id<noun::Charge>,
    amount: Money,
    effective_on: Day,
) -> Result<TakenCharge, Refusal> {
    if let Some(taken) = records::mark_charge_taken(desk, customer, charge, amount, effective_on)? {
        return Ok(taken);
    }
    let branch = desk.branch();
    match records::find_charge(desk, branch, charge)? {
        Some(row) if row.customer == customer => {
            Err(why_not(&row.document, row.open, amount, row.opened_on, effective_on))
        }

        _ => Err(Refusal::NotFound { what: "charge" }),
    }
}

fn take_credit(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    credit: Id<noun::Credit>,
    amount: Money,
    effective_on: Day,
) -> Result<TakenCredit, Refusal> {
    if let Some(taken) = records::mark_credit_taken(desk, customer, credit, amount, effective_on)? {
        return Ok(taken);
    }
    let branch = desk.branch();
    match records::find_credit(desk, branch, credit)? {
        Some(row) if row.customer == customer => {
            Err(why_not(&row.document, row.open, amount, row.opened_on, effective_on))
        }

        _ => Err(Refusal::NotFound { what: "credit" }),
    }
}

/// Why an amount cannot come off a customer's own charge or credit.
fn why_not(
    document: &str,
    open: Money,
    amount: Money,
    opened_on: Day,
    effective_on: Day,
) -> Refusal {
    if effective_on < opened_on {
        let day = opened_on.us();
        return Refusal::conflict(
            "open_items.before_it_was_opened",
            format!("{document} stands in the books from {day} on. Enter that day or a later one."),
        );
    }
    Refusal::conflict(
        "open_items.more_than_open",
        format!(
            "{document} has {open} open, and {amount} was to come off it. \
             Enter {open} or less."
        ),
    )
}

fn require_positive(amount: Money) -> Result<(), Refusal> {
    match amount.is_positive() {
        true => Ok(()),
        false => Err(Refusal::conflict(
            "open_items.not_above_zero",
            "The amount to apply must be above zero.",
        )),
    }
}
