//! Taking in what a processor tells of a dispute.

use super::records::{self, DisputeRow};
use crate::payments::{Method, PostPayment};
use crate::processors::{DisputeStanding, DisputeTold, ProcessorName};
use crate::returns::{Fee, RecordReturn, ReturnCause};
use office::{Desk, Refusal};
use values::Money;

/// Opens a dispute, or notes how it was decided; answers what came of it, in words.
pub(crate) fn take_in(
    desk: &mut Desk<'_>,
    processor: ProcessorName,
    told: &DisputeTold,
) -> Result<String, Refusal> {
    let branch = desk.branch();
    let mut words = String::from("Known");
    if records::find_by_reference(desk, branch, processor, &told.reference)?.is_none() {
        words = open(desk, processor, told)?;
    }
    let row = records::find_by_reference(desk, branch, processor, &told.reference)?
        .ok_or(Refusal::NotFound { what: "dispute" })?;
    if told.stands == DisputeStanding::Open || row.stands != DisputeStanding::Open {
        return Ok(words);
    }
    let won = match told.stands {
        DisputeStanding::Won => win(desk, &row)?,
        _ => None,
    };
    records::mark_decided(desk, row.id, told.stands, won)?;
    desk.change(row.id, &row.stands, &told.stands)?;
    Ok(format!("The dispute is {}", told.stands.title().to_lowercase()))
}

/// The payment is returned; the processor's fee comes with its payout. A payment that cannot
/// be found, or was refunded meanwhile, leaves a dispute for a person to look at.
fn open(
    desk: &mut Desk<'_>,
    processor: ProcessorName,
    told: &DisputeTold,
) -> Result<String, Refusal> {
    let branch = desk.branch();
    let payment = records::find_payment(desk, branch, &told.payment_reference)?;
    let dispute = desk.id();
    let mut returned = None;
    let words = match &payment {
        None => String::from("A dispute of a payment that is not ours"),
        Some((_, _, amount)) if *amount != told.amount_cents => {
            format!("A dispute of {} out of {amount}: look at it", told.amount_cents)
        }
        Some((payment, _, _)) => {
            let record = RecordReturn {
                payment: *payment,
                cause: ReturnCause::Chargeback,
                code: told.reason.clone(),
                returned_on: None,
                bank_fee_cents: Some(Money::ZERO),
                fee: Fee::Waived { why: "The processor's fee comes with its payout".into() },
                note: format!("Dispute {}", told.reference),
            };
            match desk.attempt(record) {
                Ok(receipt) => {
                    returned = Some(receipt.returned);
                    String::from("The payment is returned; the dispute waits for an answer")
                }
                Err(refusal) => format!("The payment stands: {}", refusal.sentence()),
            }
        }
    };
    let of = payment.map(|(payment, customer, _)| (payment, customer));
    records::insert_dispute(desk, dispute, processor, told, of, returned)?;
    desk.subject(dispute);
    Ok(words)
}

/// The money comes back: a payment of its own, which the next payout brings.
fn win(
    desk: &mut Desk<'_>,
    row: &DisputeRow,
) -> Result<Option<values::Id<values::noun::Payment>>, Refusal> {
    let (Some(customer), Some(_)) = (row.customer, row.returned) else { return Ok(None) };
    let method = Method::Card { reference: row.reference.clone(), last4: row.last4.clone() };
    let mut post = PostPayment::of(customer, row.amount, method);
    post.memo = String::from("Dispute won");
    Ok(Some(desk.perform(post)?.payment))
}
