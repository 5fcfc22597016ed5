//! Give an approved refund back to the card it was paid by, through the processor.

use super::{NewDraw, put_in_line, records};
use crate::payments;
use crate::refunds::{self, PAY};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Gives a refund back to the card or account a payment came from, never to another.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct GiveRefundBack {
    /// The refund, approved and not paid.
    pub refund: Id<noun::Refund>,
    /// The payment whose card it goes back to.
    pub payment: Id<noun::Payment>,
}

/// The processor is being asked.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct GiveBackAsked {
    /// The draw that gives it back.
    pub draw: Id<noun::Draw>,
}

impl Command for GiveRefundBack {
    const NAME: &'static str = "draws.give_back";
    const TITLE: &'static str = "Give a refund back to the card";
    const DUTY: Duty = PAY;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = GiveBackAsked;

    fn perform(self, desk: &mut Desk<'_>) -> Result<GiveBackAsked, Refusal> {
        let refund = refunds::records::require(desk, self.refund)?;
        let payment = payments::records::require(desk, self.payment)?;
        let (customer, _) = payments::apply::require_standing(&payment)?;
        let branch = desk.branch();
        let taken = records::find_of_payment(desk, branch, self.payment)?;
        let refuse = |code, words: String| Err(Refusal::conflict(code, words));
        if refund.approved_at.is_none() || refund.paid_at.is_some() {
            let words = format!("{} is not approved, or paid already.", refund.number);
            return refuse("draws.refund_not_due", words);
        }
        if customer != refund.customer || refund.amount > payment.amount {
            let words = format!("{} is not hers, or less than the refund.", payment.number);
            return refuse("draws.other_payment", words);
        }
        if records::is_being_given_back(desk, branch, self.refund)? {
            let words = format!("The processor is asked for {} already.", refund.number);
            return refuse("draws.given_back", words);
        }
        let Some((processor, reference)) = taken else {
            let words = format!("{} came by no processor. Pay it by check.", payment.number);
            return refuse("draws.no_processor", words);
        };
        let draw = put_in_line(
            desk,
            NewDraw {
                processor,
                processor_method: reference,
                purpose: format!("Refund {}", refund.number),
                refund: Some(self.refund),
                ..NewDraw::of(customer, payment.tender, refund.amount)
            },
        )?;
        desk.subject(self.refund);
        Ok(GiveBackAsked { draw })
    }
}
