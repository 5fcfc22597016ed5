//! Waive a late fee, with its cause.

use super::{CHARGE, records};
use books::open_items::{self, ApplicationKind};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Waives a late fee of which nothing was paid.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct WaiveLateFee {
    /// The fee.
    pub late_fee: Id<noun::LateFee>,
    /// The cause.
    pub cause: WaiveCause,
    /// In the office's words.
    pub reason: String,
}

/// Why a late fee is waived.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum WaiveCause {
    /// For her goodwill.
    Goodwill,
    /// The invoice or the fee was our mistake.
    OurMistake,
    /// She disputes what it was charged on.
    Dispute,
    /// Hardship.
    Hardship,
    /// The payment crossed with it.
    PaymentCrossed,
}

impl WaiveCause {
    /// All of them, in the order they are offered.
    pub const ALL: [WaiveCause; 5] = [
        WaiveCause::Goodwill,
        WaiveCause::OurMistake,
        WaiveCause::Dispute,
        WaiveCause::Hardship,
        WaiveCause::PaymentCrossed,
    ];

    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            WaiveCause::Goodwill => "goodwill",
            WaiveCause::OurMistake => "our_mistake",
            WaiveCause::Dispute => "dispute",
            WaiveCause::Hardship => "hardship",
            WaiveCause::PaymentCrossed => "payment_crossed",
        }
    }

    /// On screen.
    pub const fn title(self) -> &'static str {
        match self {
            WaiveCause::Goodwill => "Goodwill",
            WaiveCause::OurMistake => "Our mistake",
            WaiveCause::Dispute => "In dispute",
            WaiveCause::Hardship => "Hardship",
            WaiveCause::PaymentCrossed => "Her payment crossed with it",
        }
    }
}

/// It is waived.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct LateFeeWaived {
    /// The fee.
    pub late_fee: Id<noun::LateFee>,
    /// Its number.
    pub number: String,
    /// How much.
    pub amount_cents: Money,
}

impl Command for WaiveLateFee {
    const NAME: &'static str = "late_fees.waive";
    const TITLE: &'static str = "Waive a late fee";
    const DUTY: Duty = CHARGE;
    const SHAPE: Shape = Shape::ActsOn("late_fee");
    type Receipt = LateFeeWaived;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<LateFeeWaived, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let fee = records::require(desk, branch, self.late_fee)?;
        let number = fee.number;
        if fee.waived_at.is_some() {
            let words = format!("Late fee {number} is waived already.");
            return Err(Refusal::conflict("late_fees.waived_already", words));
        }
        if fee.open != fee.amount {
            return Err(Refusal::conflict_with(
                "late_fees.paid_on",
                format!(
                    "Something was paid on late fee {number}. Take that payment off it first, \
                     then waive it."
                ),
                format!("/customers/{}", fee.customer),
                "Open the customer",
            ));
        }
        let memo = format!("Late fee {number} waived: {}", self.reason.trim());
        books::entries::reverse(desk, fee.entry, today, memo)?;
        let kind = ApplicationKind::Void;
        open_items::take_off_charge(desk, fee.charge, fee.amount, kind, today)?;
        records::mark_waived(desk, fee.id, (self.cause.word(), self.reason.trim()))?;
        desk.subject(fee.id);
        desk.subject(fee.customer);
        Ok(LateFeeWaived { late_fee: fee.id, number, amount_cents: fee.amount })
    }
}
