//! Revoke a pay link: it was sent to the wrong address, or is no longer wanted.

use super::{MAKE, records};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Revokes a link.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct RevokePayLink {
    /// The link.
    pub pay_link: Id<noun::PayLink>,
    /// Why.
    pub reason: String,
}

/// It leads nowhere any more.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PayLinkRevoked {
    /// The link.
    pub pay_link: Id<noun::PayLink>,
}

impl Command for RevokePayLink {
    const NAME: &'static str = "pay_links.revoke";
    const TITLE: &'static str = "Revoke a pay link";
    const DUTY: Duty = MAKE;
    const SHAPE: Shape = Shape::ActsOn("pay_link");
    type Receipt = PayLinkRevoked;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Say why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<PayLinkRevoked, Refusal> {
        let branch = desk.branch();
        let row = records::find_link(desk, branch, self.pay_link)?
            .ok_or(Refusal::NotFound { what: "pay link" })?;
        if row.revoked_at.is_some() {
            let words = "This link was revoked before.";
            return Err(Refusal::conflict("pay_links.revoked", words));
        }
        records::mark_revoked(desk, self.pay_link, self.reason.trim())?;
        desk.subject(self.pay_link);
        desk.subject(row.customer);
        Ok(PayLinkRevoked { pay_link: self.pay_link })
    }
}
