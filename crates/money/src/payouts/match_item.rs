//! Match an item of a payout with the payment it is: what stood open in the clearing account
//! twice, as a payment and as an item, is settled.

use super::{KEEP, records};
use crate::payments;
use crate::payments::apply::require_standing;
use crate::words::{Route, Tender};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Matches an item of a payout with a payment.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct MatchPayoutItem {
    /// The item.
    pub item: Id<noun::PayoutItem>,
    /// The payment it is.
    pub payment: Id<noun::Payment>,
}

/// They are matched.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PayoutItemMatched {
    /// The payout.
    pub payout: Id<noun::Payout>,
    /// The payment, settled.
    pub payment: Id<noun::Payment>,
}

impl Command for MatchPayoutItem {
    const NAME: &'static str = "payouts.match_item";
    const TITLE: &'static str = "Match an item of a payout";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::Does;
    type Receipt = PayoutItemMatched;

    fn perform(self, desk: &mut Desk<'_>) -> Result<PayoutItemMatched, Refusal> {
        let branch = desk.branch();
        let item = records::find_item(desk, branch, self.item)?
            .ok_or(Refusal::NotFound { what: "item of a payout" })?;
        let row = payments::records::require(desk, self.payment)?;
        require_standing(&row)?;
        let refuse = |code, words: String| Err(Refusal::conflict(code, words));
        if !item.is_loose {
            return refuse("payouts.matched", "Something stands for this item already.".into());
        }
        if row.tender.route() == Route::Deposit || row.settled_on.is_some() {
            let words = format!("{} does not wait for a payout.", row.number);
            return refuse("payouts.not_waiting", words);
        }
        // An item without a payment stands in the card clearing account (1060).
        if row.tender != Tender::Card || row.amount != item.gross {
            let words = format!("{} is {}, the item {}.", row.number, row.amount, item.gross);
            return refuse("payouts.other_amount", words);
        }
        let settled_on = item.paid_on.max(row.day);
        payments::records::mark_settled(desk, self.payment, settled_on, &item.payout_reference)?;
        records::mark_matched(desk, self.item, self.payment)?;
        desk.subject(item.payout);
        desk.subject(self.payment);
        Ok(PayoutItemMatched { payout: item.payout, payment: self.payment })
    }
}
