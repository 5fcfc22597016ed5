//! What the office bills beside the day's visits: a run of a whole day with its papers, of
//! which one is held back for want of a purchase order, and late fees, one of them waived.

use crate::days;
use crate::owing::pick;
use crate::world::World;
use billing::billing_options::{Delivery, SetOptions, StatementCycle, Trigger};
use billing::billing_runs::StartBillingRun;
use billing::late_fees::{ChargeLateFee, WaiveCause, WaiveLateFee};
use billing::paper_batches::{MailPapers, PrintPapers};
use front_desk::customers::CustomerKind;
use front_desk::customers::records::find_customer;
use office::{Refusal, jobs};
use values::{Day, Id, noun};

/// How many late fees are charged by hand before the month's run.
const LATE_FEES: usize = 4;

/// A day's work is billed in one run and printed in one batch. One business has asked for a
/// purchase order on every invoice since, and has sent none.
pub fn run(
    world: &mut World<'_>,
    day: Day,
    visits: Vec<Id<noun::WorkOrder>>,
) -> Result<(), Refusal> {
    let branch = world.branch;
    let of_cast: Vec<Id<noun::Customer>> = world.cast.values().copied().collect();
    let mut billed = Vec::new();
    for work_order in visits {
        billed.extend(days::verify(world, day, work_order)?);
    }
    if billed.is_empty() {
        return Ok(());
    }
    billed.retain(|one| !of_cast.contains(one));
    set_options(world, day, &billed)?;
    let begun = world.run("Priya", day, (15, 40), StartBillingRun { until: None })?;
    jobs::work_job(world.office, branch, begun.job, &mut |_| {})?;
    let billing_run = Some(begun.billing_run);
    let print = PrintPapers { billing_run, cycle: None, to_on: None };
    let mail = MailPapers { billing_run, cycle: None, to_on: None };
    let printed = world.run("Priya", day, (15, 50), print);
    for batch in [printed, world.run("Priya", day, (15, 55), mail)] {
        match batch {
            // All of a small branch's invoices may go the one way or the other.
            Err(refusal) if refusal.code() == "paper_batches.nothing" => {}
            batch => {
                jobs::work_job(world.office, branch, batch?.job, &mut |_| {})?;
            }
        }
    }
    Ok(())
}

/// A business wants a purchase order on every invoice from today; one household is billed by
/// the month, and another wants her invoices on paper.
fn set_options(
    world: &mut World<'_>,
    day: Day,
    billed: &[Id<noun::Customer>],
) -> Result<(), Refusal> {
    let branch = world.branch;
    let mut households = Vec::new();
    let mut strict = None;
    for one in billed {
        let found = world.office.read(|reader| Ok(find_customer(reader, branch, *one)?))?;
        let found = found.ok_or_else(|| Refusal::broken("a customer whose work was done"))?;
        match found.kind {
            CustomerKind::Residential => households.push(*one),
            _ => strict = strict.or(Some(*one)),
        }
    }
    let strict = strict.or_else(|| households.pop());
    let orders = strict.map(|one| SetOptions { po_required: true, ..SetOptions::usual(one) });
    let monthly = households.first().map(|one| SetOptions {
        trigger: Trigger::Arrears,
        statement_cycle: StatementCycle::Monthly,
        ..SetOptions::usual(*one)
    });
    let on_paper = households
        .get(1)
        .map(|one| SetOptions { delivery: Delivery::Print, ..SetOptions::usual(*one) });
    for options in [orders, monthly, on_paper].into_iter().flatten() {
        world.speak_for(options.customer);
        world.run("Dana", day, (15, 20), options)?;
    }
    Ok(())
}

/// Four late fees; of one the payment had crossed with it.
pub fn charge_late_fees(world: &mut World<'_>, day: Day) -> Result<(), Refusal> {
    let owing = pick(world, LATE_FEES, day.plus_days(-12))?;
    for (place, one) in owing.iter().enumerate() {
        let customer = one.customer;
        let charged = world.run("Priya", day, (14, 0), ChargeLateFee { customer })?;
        if place == 1 {
            let waive = WaiveLateFee {
                late_fee: charged.late_fee,
                cause: WaiveCause::PaymentCrossed,
                reason: "Her check is dated two days before the fee".into(),
            };
            world.run("Dana", day, (14, 20), waive)?;
        }
    }
    Ok(())
}
