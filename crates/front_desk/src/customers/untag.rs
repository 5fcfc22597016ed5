//! Take a tag off a customer.

use super::{KEEP, records, tag, tag::TagCustomer};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Takes a tag off a customer.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct UntagCustomer {
    /// The customer.
    pub customer: Id<noun::Customer>,
    /// The tag.
    pub tag: String,
}

/// She bears the tag no more.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct CustomerUntagged {
    /// The customer.
    pub customer: Id<noun::Customer>,
    /// The tag.
    pub tag: String,
}

impl Command for UntagCustomer {
    const NAME: &'static str = "customers.untag";
    const TITLE: &'static str = "Take a tag off";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("customer");
    type Receipt = CustomerUntagged;

    fn problems(&self) -> Problems {
        Problems::none().when(tag::tidy_tag(&self.tag).is_none(), "tag", tag::TAG_WORDS)
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<CustomerUntagged, Refusal> {
        let branch = desk.branch();
        let customer = records::require(desk, branch, self.customer)?;
        let tag = tag::tidy_tag(&self.tag).ok_or(Refusal::NotFound { what: "tag" })?;
        desk.subject(customer.id);
        match records::remove_tag(desk, customer.id, &tag)? {
            0 => Err(Refusal::NotFound { what: "tag" }),
            _ => Ok(CustomerUntagged { customer: customer.id, tag }),
        }
    }

    fn reversal(receipt: &CustomerUntagged) -> Option<Errand> {
        let tag = receipt.tag.clone();
        Some(Errand::of(TagCustomer { customer: receipt.customer, tag }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{bench, rivera};

    #[test]
    fn a_tag_that_is_not_on_cannot_come_off() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let untag = UntagCustomer { customer, tag: "dog".into() };
        assert_eq!(bench.run(untag.clone()).unwrap_err(), Refusal::NotFound { what: "tag" });
        let refusal = bench.run_as(bench.stranger, untag).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: KEEP });
    }
}
