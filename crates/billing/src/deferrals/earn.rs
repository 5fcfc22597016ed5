//! A verified visit earns what was billed for it, or what will be; work that its billing
//! options let wait for a billing day is noted to wait.

use super::moves::{Move, note};
use super::records::{self, Kind};
use crate::billing_options::rules::{billing_days, discount_of};
use crate::billing_options::{self, Grouping, Trigger};
use books::Source;
use books::accounts::{DEFERRED, UNBILLED};
use books::entries::{NewEntry, NewLine};
use dispatch::work_orders::{self, WorkOrder, WorkVerified};
use front_desk::services;
use office::{Desk, Refusal};
use values::{Day, Id, Money, noun};

/// Follows the verifying of work.
pub fn on_work_verified(desk: &mut Desk<'_>, verified: &WorkVerified) -> Result<(), Refusal> {
    let branch = desk.branch();
    if !verified.to_bill_cents.is_positive() {
        return Ok(());
    }
    let kept = billing_options::records::list_of_customer(desk, branch, verified.customer)?;
    if kept.is_empty() {
        return Ok(());
    }
    let order = work_orders::records::require(desk, branch, verified.work_order)?;
    if let Some(agreement) = order.agreement
        && let Some(ahead) = records::find_ahead(desk, branch, agreement, order.nominal_on)?
    {
        earn(desk, &order, agreement, (ahead.net, verified.done_on))?;
        records::mark_earned(desk, ahead.id, order.id)?;
        work_orders::records::mark_invoiced(desk, order.id, Some(ahead.invoice))?;
        return Ok(());
    }
    let Some(options) = kept.standing(order.agreement, verified.done_on) else { return Ok(()) };
    let waits = options.grouping != Grouping::Visit || options.trigger == Trigger::Arrears;
    match (options.trigger, order.agreement) {
        (Trigger::Even, Some(agreement)) => {
            let off = discount_of(&options, order.price, verified.done_on, None);
            earn(desk, &order, agreement, (order.price - off, verified.done_on))?;
            records::insert_waiting(desk, &order, None)?;
        }
        _ if waits => {
            let day = billing_days(&options, verified.done_on).next();
            records::insert_waiting(desk, &order, day)?;
        }
        _ => {}
    }
    Ok(())
}

/// Handbook P5 and P6: what was deferred becomes revenue; what was not billed is owed.
fn earn(
    desk: &mut Desk<'_>,
    order: &WorkOrder,
    agreement: Id<noun::Agreement>,
    (amount, on): (Money, Day),
) -> Result<(), Refusal> {
    if !amount.is_positive() {
        return Ok(());
    }
    let service = services::records::find_service(desk, order.service, on)?
        .ok_or(Refusal::NotFound { what: "service" })?;
    let earned = Move {
        customer: order.customer,
        agreement,
        kind: Kind::Earned,
        amount: -amount,
        on,
        invoice: None,
        work_order: Some(order.id),
    };
    let unbilled = note(desk, &earned)?;
    let of = |account, amount| NewLine { account, amount, customer: Some(order.customer) };
    let entry = NewEntry {
        day: on,
        memo: format!("Work order {} earned", order.number),
        source: Source::of(order.id),
        lines: vec![
            of(DEFERRED, amount - unbilled),
            of(UNBILLED, unbilled),
            of(service.revenue_account.into(), -amount),
        ],
    };
    books::entries::post(desk, entry)?;
    Ok(())
}
