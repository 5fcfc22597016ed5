//! How an agreement is written when it is signed or transferred.

use crate::agreements::rules::Plan;
use crate::agreements::words::SoldAt;
use office::{Desk, Refusal};
use store::{args, sql};
use values::{Day, Id, Money, Rate, noun};

/// An agreement as it is written.
pub(in crate::agreements) struct NewAgreement<'n> {
    pub number: &'n str,
    pub customer: Id<noun::Customer>,
    pub location: Id<noun::Location>,
    pub service: Id<noun::Service>,
    pub service_name: &'n str,
    pub plan: &'n Plan,
    pub starts_on: Day,
    pub list_price: Money,
    pub discount: Rate,
    pub term_months: i64,
    pub ends_on: Option<Day>,
    pub auto_renew: bool,
    pub signed_on: Day,
    pub sold_at: SoldAt,
    pub cooling_off_ends_on: Option<Day>,
    pub sold_by: Option<Id<noun::Staff>>,
    pub po_number: &'n str,
    pub po_expires_on: Option<Day>,
    pub approval: Option<Id<noun::PriceApproval>>,
    pub transferred_from: Option<Id<noun::Agreement>>,
    pub note: &'n str,
}

/// Writes a signed agreement.
pub(in crate::agreements) fn insert_agreement(
    desk: &mut Desk<'_>,
    id: Id<noun::Agreement>,
    new: &NewAgreement<'_>,
) -> Result<(), Refusal> {
    let schedule = serde_json::to_string(&new.plan.schedule)?;
    desk.exec(
        sql!(
            "INSERT INTO agreements (id, branch_id, number, customer_id, location_id, \
             service_id, service_name, price_cents, initial_price_cents, list_price_cents, \
             discount_rate, schedule, starts_on, term_months, ends_on, auto_renew, signed_on, \
             sold_at, cooling_off_ends_on, sold_by, po_number, po_expires_on, \
             price_approval_id, transferred_from_id, note, signed_at, signed_by, version) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, \
             $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, 1)"
        ),
        args![
            desk.branch(),
            id,
            new.number,
            new.customer,
            new.location,
            new.service,
            new.service_name,
            new.plan.prices.signed,
            new.plan.initial_price,
            new.list_price,
            new.discount,
            schedule,
            new.starts_on,
            new.term_months,
            new.ends_on,
            new.auto_renew,
            new.signed_on,
            new.sold_at,
            new.cooling_off_ends_on,
            new.sold_by,
            new.po_number,
            new.po_expires_on,
            new.approval,
            new.transferred_from,
            new.note,
            desk.now(),
            desk.who()
        ],
    )?;
    Ok(())
}
