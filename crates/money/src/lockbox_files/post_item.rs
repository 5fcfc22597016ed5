//! Post a lockbox check that waits: a person has looked at it and says whose it is.

use super::{TAKE, records};
use crate::payments::{Method, PostPayment};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Posts a check of a lockbox file that waits.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct PostLockboxItem {
    /// Which check.
    pub lockbox_item: Id<noun::LockboxItem>,
    /// Whose account.
    pub customer: Id<noun::Customer>,
    /// Why it is posted although it waits.
    pub reason: String,
}

/// It is posted.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct LockboxItemPosted {
    /// The check.
    pub lockbox_item: Id<noun::LockboxItem>,
    /// Its payment.
    pub payment: Id<noun::Payment>,
}

impl Command for PostLockboxItem {
    const NAME: &'static str = "lockbox_files.post_item";
    const TITLE: &'static str = "Post a lockbox check that waits";
    const DUTY: Duty = TAKE;
    const SHAPE: Shape = Shape::Does;
    type Receipt = LockboxItemPosted;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Say why it is posted.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<LockboxItemPosted, Refusal> {
        let item = records::require_waiting(desk, self.lockbox_item)?;
        if !item.amount.is_positive() {
            return Err(Refusal::conflict(
                "lockbox_files.no_amount",
                "The line has no amount. Post the check from its picture, then settle the line.",
            ));
        }
        let method = Method::Lockbox { number: item.check_number, bank: item.bank };
        let posted = desk.perform(PostPayment {
            received_on: item.received_on.map(|day| day.min(desk.today())),
            payer: item.payer,
            memo: self.reason.trim().to_owned(),
            again: Some(self.reason.trim().to_owned()),
            ..PostPayment::of(self.customer, item.amount, method)
        })?;
        records::mark_posted(desk, self.lockbox_item, posted.payment)?;
        desk.change(self.lockbox_item, &"waits", &"posted")?;
        Ok(LockboxItemPosted { lockbox_item: self.lockbox_item, payment: posted.payment })
    }
}
