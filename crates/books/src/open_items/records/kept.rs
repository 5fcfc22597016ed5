//! Writing charges and credits, and keeping what is open on them.

use super::applications::{TakenCharge, TakenCredit};
use crate::open_items::open::{NewCharge, NewCredit};
use office::{Desk, Refusal};
use store::{args, sql};
use values::{Day, Id, Money, noun};

/// Writes a charge, wholly open.
pub(in crate::open_items) fn insert_charge(
    desk: &mut Desk<'_>,
    charge: &NewCharge,
    opened_on: Day,
) -> Result<Id<noun::Charge>, Refusal> {
    let id = desk.id();
    let (branch, now) = (desk.branch(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO charges (id, branch_id, customer_id, kind, document, source, \
             source_id, issued_on, due_on, opened_on, amount_cents, open_cents, opened_at) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12)"
        ),
        args![
            branch,
            id,
            charge.customer,
            charge.kind,
            &charge.document,
            charge.source.noun,
            charge.source.id,
            charge.issued_on,
            charge.due_on,
            opened_on,
            charge.amount,
            now
        ],
    )?;
    Ok(id)
}

/// Writes a credit, wholly open.
pub(in crate::open_items) fn insert_credit(
    desk: &mut Desk<'_>,
    credit: &NewCredit,
    opened_on: Day,
) -> Result<Id<noun::Credit>, Refusal> {
    let id = desk.id();
    let (branch, now) = (desk.branch(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO credits (id, branch_id, customer_id, kind, document, source, \
             source_id, dated_on, opened_on, amount_cents, open_cents, opened_at) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11)"
        ),
        args![
            branch,
            id,
            credit.customer,
            credit.kind,
            &credit.document,
            credit.source.noun,
            credit.source.id,
            credit.dated_on,
            opened_on,
            credit.amount,
            now
        ],
    )?;
    Ok(id)
}

/// Takes an amount off what is open of a customer's charge, or puts it back when below
/// zero; nothing when the charge is not hers, has not so much open, or was opened later.
pub(in crate::open_items) fn mark_charge_taken(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    charge: Id<noun::Charge>,
    amount: Money,
    effective_on: Day,
) -> Result<Option<TakenCharge>, Refusal> {
    let branch = desk.branch();
    desk.find(
        sql!(
            "UPDATE charges SET open_cents = open_cents - CAST($4 AS BIGINT) \
             WHERE branch_id = $1 AND id = $2 AND customer_id = $3 \
             AND open_cents - CAST($4 AS BIGINT) BETWEEN 0 AND amount_cents \
             AND opened_on <= $5 RETURNING id, opened_on, due_on"
        ),
        args![branch, charge, customer, amount, effective_on],
    )
}

/// The same for a credit.
pub(in crate::open_items) fn mark_credit_taken(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    credit: Id<noun::Credit>,
    amount: Money,
    effective_on: Day,
) -> Result<Option<TakenCredit>, Refusal> {
    let branch = desk.branch();
    desk.find(
        sql!(
            "UPDATE credits SET open_cents = open_cents - CAST($4 AS BIGINT) \
             WHERE branch_id = $1 AND id = $2 AND customer_id = $3 \
             AND open_cents - CAST($4 AS BIGINT) BETWEEN 0 AND amount_cents \
             AND opened_on <= $5 RETURNING id, opened_on"
        ),
        args![branch, credit, customer, amount, effective_on],
    )
}
