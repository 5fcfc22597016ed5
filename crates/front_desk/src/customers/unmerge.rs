//! Take a merge back: the account lives again, with what had gone along.

use super::merge::MergeCustomer;
use super::records::{self, Merge};
use super::{DECIDE, keys};
use crate::agreements::records::list_standing_agreements;
use crate::{contacts, locations};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Noun, noun};

/// Takes a merge back.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct UnmergeCustomer {
    /// The customer whose account had ended.
    pub customer: Id<noun::Customer>,
    /// Why they are not the same after all.
    pub reason: String,
}

/// They are two customers again. Other rooms are told the same.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct CustomerUnmerged {
    /// The customer whose account lives again.
    pub customer: Id<noun::Customer>,
    /// The customer she had been merged into.
    pub out_of: Id<noun::Customer>,
    /// Whether contacts came back.
    pub took_contacts: bool,
    /// Whether locations came back.
    pub took_locations: bool,
}

impl Command for UnmergeCustomer {
    const NAME: &'static str = "customers.unmerge";
    const TITLE: &'static str = "Take a merge back";
    const DUTY: Duty = DECIDE;
    const SHAPE: Shape = Shape::ActsOn("customer");
    type Receipt = CustomerUnmerged;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<CustomerUnmerged, Refusal> {
        let branch = desk.branch();
        let customer = records::require(desk, branch, self.customer)?;
        let Some(merge) = records::find_merge(desk, branch, customer.id)? else {
            let words = format!("{} is not merged into anybody.", customer.number);
            return Err(Refusal::conflict("customers.not_merged", words));
        };
        let moved =
            |desk: &mut Desk<'_>, subject| records::list_moves(desk, branch, merge.id, subject);
        let contact_ids = moved(desk, noun::Contact::NAME)?;
        let location_ids = moved(desk, noun::Location::NAME)?;
        refuse_promised_locations(desk, &merge, &location_ids)?;
        for id in &contact_ids {
            contacts::records::mark_moved(desk, Id::new(*id), customer.id)?;
        }
        for id in &location_ids {
            locations::records::mark_moved(desk, Id::new(*id), customer.id)?;
        }
        records::mark_undone(desk, merge.id)?;
        records::mark_standing(desk, customer.id, merge.was, self.reason.trim(), None)?;
        desk.change(customer.id, &customer.standing, &merge.was)?;
        desk.subject(merge.into);
        keys::refresh(desk, customer.id)?;
        keys::refresh(desk, merge.into)?;
        let unmerged = CustomerUnmerged {
            customer: customer.id,
            out_of: merge.into,
            took_contacts: !contact_ids.is_empty(),
            took_locations: !location_ids.is_empty(),
        };
        desk.announce(unmerged.clone());
        Ok(unmerged)
    }

    fn reversal(receipt: &CustomerUnmerged) -> Option<Errand> {
        Some(Errand::of(MergeCustomer {
            customer: receipt.customer,
            into: receipt.out_of,
            reason: String::from("Taken back"),
            take_contacts: receipt.took_contacts,
            take_locations: receipt.took_locations,
            balance_stays: true,
        }))
    }
}

/// A location at which the other customer has signed since cannot go back.
fn refuse_promised_locations(
    desk: &mut Desk<'_>,
    merge: &Merge,
    location_ids: &[i64],
) -> Result<(), Refusal> {
    let branch = desk.branch();
    let standing = list_standing_agreements(desk, branch, merge.into)?;
    let promised = standing.iter().find(|one| location_ids.contains(&one.location.get()));
    match promised {
        None => Ok(()),
        Some(agreement) => Err(Refusal::conflict_with(
            "customers.location_promised",
            format!(
                "Agreement {} was signed for a location that would go back. Cancel it first.",
                agreement.number
            ),
            format!("/agreements/{}", agreement.id),
            format!("Open agreement {}", agreement.number),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{bench, rivera};

    #[test]
    fn refuses_who_is_not_merged_and_without_the_duty() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let back = UnmergeCustomer { customer, reason: "Sisters".into() };
        assert_eq!(bench.run(back.clone()).unwrap_err().code(), "customers.not_merged");
        let refusal = bench.run_as(bench.stranger, back).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: DECIDE });
    }
}
