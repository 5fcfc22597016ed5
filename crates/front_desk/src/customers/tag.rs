//! Tag a customer, so that the office finds her together with others.

use super::{KEEP, records, untag::UntagCustomer};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Puts a tag on a customer.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct TagCustomer {
    /// The customer.
    pub customer: Id<noun::Customer>,
    /// The tag, such as `dog` or `beekeeper`.
    pub tag: String,
}

/// She bears the tag.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct CustomerTagged {
    /// The customer.
    pub customer: Id<noun::Customer>,
    /// The tag as it is kept.
    pub tag: String,
}

/// What to enter for a tag.
pub(super) const TAG_WORDS: &str = "Enter a word or two of up to 30 letters.";

/// A tag in small letters, or nothing when it is none.
pub(crate) fn tidy_tag(text: &str) -> Option<String> {
    let tag = values::fold(text).replace(',', " ");
    let tag = tag.split_whitespace().collect::<Vec<_>>().join(" ");
    (1..=30).contains(&tag.chars().count()).then_some(tag)
}

impl Command for TagCustomer {
    const NAME: &'static str = "customers.tag";
    const TITLE: &'static str = "Tag a customer";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("customer");
    type Receipt = CustomerTagged;

    fn problems(&self) -> Problems {
        Problems::none().when(tidy_tag(&self.tag).is_none(), "tag", TAG_WORDS)
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<CustomerTagged, Refusal> {
        let branch = desk.branch();
        let customer = records::require(desk, branch, self.customer)?;
        let tag = tidy_tag(&self.tag).ok_or_else(|| Refusal::invalid("tag", TAG_WORDS))?;
        desk.subject(customer.id);
        match records::insert_tag(desk, customer.id, &tag)? {
            0 => Err(Refusal::conflict(
                "customers.tagged_already",
                format!("{} is tagged {tag} already.", customer.name),
            )),
            _ => Ok(CustomerTagged { customer: customer.id, tag }),
        }
    }

    fn reversal(receipt: &CustomerTagged) -> Option<Errand> {
        let tag = receipt.tag.clone();
        Some(Errand::of(UntagCustomer { customer: receipt.customer, tag }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{bench, rivera};

    #[test]
    fn tags_once_in_small_letters_and_untags() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let tag = |text: &str| TagCustomer { customer, tag: text.into() };
        assert_eq!(bench.run(tag(" Bee  Keeper")).unwrap().tag, "bee keeper");
        assert_eq!(bench.run(tag("bee keeper")).unwrap_err().code(), "customers.tagged_already");
        let tags = |branch| bench.read(|reader| records::list_tags(reader, branch, customer));
        assert_eq!(tags(bench.branch).unwrap(), ["bee keeper"]);
        assert!(tags(bench.other_branch).unwrap().is_empty());
        bench.run(UntagCustomer { customer, tag: "Bee keeper".into() }).unwrap();
        assert!(tags(bench.branch).unwrap().is_empty());
    }

    #[test]
    fn refuses_a_blank_tag_an_unknown_customer_and_a_stranger() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let blank = TagCustomer { customer, tag: " , ".into() };
        assert_eq!(bench.run(blank).unwrap_err(), Refusal::invalid("tag", TAG_WORDS));
        let nobody = TagCustomer { customer: Id::new(9), tag: "dog".into() };
        assert_eq!(bench.run(nobody).unwrap_err(), Refusal::NotFound { what: "customer" });
        let tag = TagCustomer { customer, tag: "dog".into() };
        let refusal = bench.run_as(bench.stranger, tag).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: KEEP });
    }
}
