//! The built-in processor: it takes nothing by itself. What it is asked waits until somebody
//! has taken it on a terminal and recorded what the terminal said.

use super::{
    Ask, DisputeTold, DrawOutcome, HostedAsk, HostedPage, PayoutTold, Processor, SavedMethod,
};
use office::Refusal;
use values::Money;

/// Records, and asks nobody.
pub(super) struct RecordOnly;

impl Processor for RecordOnly {
    fn charge(&self, _ask: &Ask<'_>) -> Result<DrawOutcome, Refusal> {
        Ok(DrawOutcome::ByHand)
    }

    fn host(&self, _ask: &HostedAsk<'_>) -> Result<HostedPage, Refusal> {
        Err(has_no("a page at which customers pay"))
    }

    fn page_outcome(&self, _page: &str) -> Result<Option<DrawOutcome>, Refusal> {
        Ok(None)
    }

    fn saved_method(&self, _page: &str) -> Result<Option<SavedMethod>, Refusal> {
        Ok(None)
    }

    fn refund(
        &self,
        _reference: &str,
        _amount: Money,
        _once: &str,
    ) -> Result<DrawOutcome, Refusal> {
        Ok(DrawOutcome::ByHand)
    }

    fn look_up(&self, _once: &str) -> Result<Option<DrawOutcome>, Refusal> {
        Ok(None)
    }

    fn dispute(&self, _reference: &str) -> Result<DisputeTold, Refusal> {
        Err(has_no("disputes of its own"))
    }

    fn payout(&self, _reference: &str) -> Result<PayoutTold, Refusal> {
        Err(has_no("payouts of its own"))
    }
}

fn has_no(what: &str) -> Refusal {
    Refusal::conflict_with(
        "processors.record_only",
        format!("A terminal of our own has no {what}. Choose a processor, or record it by hand."),
        "/preferences",
        "Choose a processor",
    )
}
