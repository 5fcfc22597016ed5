//! What happens to work when something happens to its agreement or its customer: the open
//! work keeps to what is promised now (handbook 2.2 and 2.3).
//!
//! | at the front desk | here |
//! | --- | --- |
//! | signed, renewed | the visits of the next ninety days are written |
//! | edited | they end or go on with the term; the purchase order is the new one |
//! | repriced | visits from that day on cost the new price |
//! | held | the visits within the hold are put aside, appointments end |
//! | released | they come back, with appointments still to come; see [`come_back`] |
//! | cancelled | visits from that day on are cancelled |
//! | reinstated | those come back in the same way |
//! | customers merged, unmerged | what is not billed goes with the place |
//! | "do not service" | what is open is put aside until service is allowed again |

use crate::work_orders::records::{self, OpenVisit, UnbilledWork};
use crate::work_orders::{
    AHEAD_DAYS, BringBackWork, CancelWorkOrder, GenerateWork, Part, PutAsideWork,
};
use front_desk::agreements::rules::net;
use front_desk::agreements::{
    self, Agreement, AgreementCancelled, AgreementEdited, AgreementHeld, AgreementReinstated,
    AgreementReleased, AgreementRenewed, AgreementRepriced, AgreementSigned,
};
use front_desk::customers::{CustomerMerged, CustomerUnmerged, ServiceAllowed, ServiceRefused};
use office::{Desk, Refusal, Rooms};
use values::{Day, Id, noun};

/// Lets this room follow what the front desk announces.
pub fn follow(rooms: Rooms) -> Rooms {
    rooms
        .follow(on_signed)
        .follow(on_renewed)
        .follow(on_edited)
        .follow(on_repriced)
        .follow(on_held)
        .follow(on_released)
        .follow(on_cancelled)
        .follow(on_reinstated)
        .follow(on_merged)
        .follow(on_unmerged)
        .follow(on_service_refused)
        .follow(on_service_allowed)
}

type Followed = Result<(), Refusal>;

fn on_signed(desk: &mut Desk<'_>, signed: &AgreementSigned) -> Followed {
    let until = Some(signed.starts_on.max(desk.today()).plus_days(AHEAD_DAYS));
    desk.perform(GenerateWork { agreement: signed.agreement, from_on: None, until })?;
    Ok(())
}

fn on_renewed(desk: &mut Desk<'_>, renewed: &AgreementRenewed) -> Followed {
    write_on(desk, renewed.agreement)
}

/// A term that no longer renews itself takes the visits behind its end with it.
fn on_edited(desk: &mut Desk<'_>, edited: &AgreementEdited) -> Followed {
    let branch = desk.branch();
    let agreement = agreements::records::require(desk, branch, edited.agreement)?;
    for visit in records::list_open_of(desk, branch, agreement.id)? {
        if agreement.schedule.until.is_some_and(|last| last < visit.nominal_on) {
            let reason = String::from("The agreement's term ends before");
            desk.perform(CancelWorkOrder { work_order: visit.work_order, reason })?;
            records::mark_went_with_agreement(desk, visit.work_order)?;
        } else if visit.po_number != agreement.po_number {
            records::mark_po_number(desk, visit.work_order, &agreement.po_number)?;
            desk.change(visit.work_order, &visit.po_number, &agreement.po_number)?;
        }
    }
    write_on(desk, agreement.id)
}

fn on_repriced(desk: &mut Desk<'_>, repriced: &AgreementRepriced) -> Followed {
    let branch = desk.branch();
    let agreement = agreements::records::require(desk, branch, repriced.agreement)?;
    for visit in records::list_open_of(desk, branch, agreement.id)? {
        let price = net(agreement.prices.on(visit.nominal_on), agreement.discount);
        if visit.part == Part::Regular
            && visit.nominal_on >= repriced.effective_on
            && visit.price != price
        {
            records::mark_price(desk, visit.work_order, price)?;
            desk.change(visit.work_order, &visit.price, &price)?;
        }
    }
    Ok(())
}

fn on_held(desk: &mut Desk<'_>, held: &AgreementHeld) -> Followed {
    let branch = desk.branch();
    let agreement = agreements::records::require(desk, branch, held.agreement)?;
    let why = agreement.held_reason.clone().unwrap_or_default();
    for visit in records::list_open_of(desk, branch, agreement.id)? {
        if visit.aside_at.is_none() && agreement.is_held_on(visit.nominal_on) {
            let reason = format!("Agreement {} is on hold: {why}", agreement.number);
            desk.perform(PutAsideWork { work_order: visit.work_order, reason })?;
        }
    }
    Ok(())
}

fn on_released(desk: &mut Desk<'_>, released: &AgreementReleased) -> Followed {
    let branch = desk.branch();
    let agreement = agreements::records::require(desk, branch, released.agreement)?;
    for visit in records::list_open_of(desk, branch, agreement.id)? {
        if visit.aside_at.is_none() || come_back(desk, &agreement, &visit)? {
            continue;
        }
        let reason = String::from("Its days passed while the agreement was on hold");
        desk.perform(CancelWorkOrder { work_order: visit.work_order, reason })?;
    }
    write_on(desk, agreement.id)
}

fn on_cancelled(desk: &mut Desk<'_>, cancelled: &AgreementCancelled) -> Followed {
    let branch = desk.branch();
    for visit in records::list_open_of(desk, branch, cancelled.agreement)? {
        if visit.due_on >= cancelled.effective_on {
            let reason = String::from("The agreement was cancelled");
            desk.perform(CancelWorkOrder { work_order: visit.work_order, reason })?;
            records::mark_went_with_agreement(desk, visit.work_order)?;
        }
    }
    Ok(())
}

fn on_reinstated(desk: &mut Desk<'_>, reinstated: &AgreementReinstated) -> Followed {
    let branch = desk.branch();
    let agreement = agreements::records::require(desk, branch, reinstated.agreement)?;
    for visit in records::list_gone_with(desk, branch, agreement.id)? {
        if !agreement.is_held_on(visit.nominal_on) {
            come_back(desk, &agreement, &visit)?;
        }
    }
    write_on(desk, agreement.id)
}

/// What is done for the account that ended is done for the other one, where the place went
/// along; work at a place that stays behind would belong to nobody.
fn on_merged(desk: &mut Desk<'_>, merged: &CustomerMerged) -> Followed {
    let branch = desk.branch();
    for UnbilledWork { work_order, number, whose_place } in
        records::list_unbilled_of(desk, branch, merged.customer)?
    {
        if whose_place != merged.into {
            return Err(Refusal::conflict_with(
                "work_orders.place_stays_behind",
                format!(
                    "Work order {number} is not billed yet, and its place stays behind. Take \
                     the locations along, or bill or cancel it first."
                ),
                format!("/work-orders/{work_order}"),
                format!("Open work order {number}"),
            ));
        }
        give_to(desk, work_order, merged.customer, merged.into)?;
    }
    Ok(())
}

fn on_unmerged(desk: &mut Desk<'_>, unmerged: &CustomerUnmerged) -> Followed {
    let branch = desk.branch();
    for work in records::list_unbilled_of(desk, branch, unmerged.out_of)? {
        if work.whose_place == unmerged.customer {
            give_to(desk, work.work_order, unmerged.out_of, unmerged.customer)?;
        }
    }
    Ok(())
}

fn on_service_refused(desk: &mut Desk<'_>, refused: &ServiceRefused) -> Followed {
    let branch = desk.branch();
    for visit in records::list_open_at(desk, branch, refused.customer)? {
        if visit.aside_at.is_none() {
            let reason = format!("Not to be serviced: {}", refused.reason);
            desk.perform(PutAsideWork { work_order: visit.work_order, reason })?;
        }
    }
    Ok(())
}

fn on_service_allowed(desk: &mut Desk<'_>, allowed: &ServiceAllowed) -> Followed {
    let branch = desk.branch();
    for visit in records::list_open_at(desk, branch, allowed.customer)? {
        if visit.aside_at.is_some() {
            desk.perform(BringBackWork { work_order: visit.work_order, due_on: None })?;
        }
    }
    Ok(())
}

fn give_to(
    desk: &mut Desk<'_>,
    work_order: Id<noun::WorkOrder>,
    from: Id<noun::Customer>,
    to: Id<noun::Customer>,
) -> Followed {
    records::mark_customer(desk, work_order, to)?;
    desk.change(work_order, &from, &to)
}

/// Writes the visits of the next ninety days, none that would have been before today.
fn write_on(desk: &mut Desk<'_>, agreement: Id<noun::Agreement>) -> Followed {
    let from = Some(desk.today());
    desk.perform(GenerateWork { agreement, from_on: from, until: None })?;
    Ok(())
}

/// Brings a visit back: on its day when that is to come; on the next working day when it is
/// the first visit or still within its band (a month's visit five days after its nominal
/// day, a quarter's fourteen). A visit whose band is over is skipped, for the next one is
/// counted from the anchor: `false`.
fn come_back(
    desk: &mut Desk<'_>,
    agreement: &Agreement,
    visit: &OpenVisit,
) -> Result<bool, Refusal> {
    let today = desk.today();
    let (_, closes) = agreement.schedule.frequency.band(visit.nominal_on);
    let due_on: Option<Day> = match visit.due_on >= today {
        true => None,
        false if visit.part == Part::Initial || today <= closes => {
            Some(settings::rule_packs::field_calendar(today).on_or_after(today))
        }
        false => return Ok(false),
    };
    desk.perform(BringBackWork { work_order: visit.work_order, due_on })?;
    Ok(true)
}

#[cfg(test)]
mod tests;
