//! Merge a customer into another: two accounts turned out to be one person.
//!
//! Nothing moves unless it is asked for, and then the receipt names it: contacts and
//! locations may be taken along, invoices and payments stay where they were posted. What
//! stands in the way is said before anything is changed.

use super::deactivate::refuse_with_agreements;
use super::records::{self, Customer};
use super::unmerge::UnmergeCustomer;
use super::words::Standing;
use super::{DECIDE, keys};
use crate::{contacts, locations};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Noun, noun};

/// Merges a customer into another one, who goes on.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct MergeCustomer {
    /// The customer whose account ends.
    pub customer: Id<noun::Customer>,
    /// The customer who goes on.
    pub into: Id<noun::Customer>,
    /// Why they are the same.
    pub reason: String,
    /// Whether her contacts go along.
    #[serde(default)]
    pub take_contacts: bool,
    /// Whether her open locations go along.
    #[serde(default)]
    pub take_locations: bool,
    /// Whether it is known that money stands on the account that ends and stays there
    /// until it is paid.
    #[serde(default)]
    pub balance_stays: bool,
}

/// They are one customer. Other rooms are told the same.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct CustomerMerged {
    /// The customer whose account ended.
    pub customer: Id<noun::Customer>,
    /// The customer who goes on.
    pub into: Id<noun::Customer>,
    /// The contacts that went along.
    pub contacts: Vec<Id<noun::Contact>>,
    /// The locations that went along.
    pub locations: Vec<Id<noun::Location>>,
}

impl Command for MergeCustomer {
    const NAME: &'static str = "customers.merge";
    const TITLE: &'static str = "Merge two customers";
    const DUTY: Duty = DECIDE;
    const SHAPE: Shape = Shape::ActsOn("customer");
    type Receipt = CustomerMerged;

    fn problems(&self) -> Problems {
        Problems::none()
            .when(self.reason.trim().is_empty(), "reason", "Enter why they are the same.")
            .when(self.customer == self.into, "into", "Choose another customer.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<CustomerMerged, Refusal> {
        let branch = desk.branch();
        let ends = records::require(desk, branch, self.customer)?;
        let goes_on = records::require(desk, branch, self.into)?;
        for one in [&ends, &goes_on] {
            if one.standing == Standing::Merged {
                // Says which account to use instead.
                records::require_open_for_work(desk, branch, one.id)?;
            }
        }
        refuse_lifting(&ends, &goes_on)?;
        refuse_with_agreements(desk, &ends)?;
        if !self.balance_stays {
            refuse_with_money(desk, &ends, &goes_on)?;
        }
        let reason = self.reason.trim();
        let merge = records::insert_merge(desk, ends.id, goes_on.id, ends.standing, reason)?;
        let contacts = match self.take_contacts {
            true => contacts::records::mark_moved_all(desk, ends.id, goes_on.id)?,
            false => Vec::new(),
        };
        let locations = match self.take_locations {
            true => locations::records::mark_moved_all(desk, ends.id, goes_on.id)?,
            false => Vec::new(),
        };
        let contact_ids: Vec<i64> = contacts.iter().map(|id| id.get()).collect();
        let location_ids: Vec<i64> = locations.iter().map(|id| id.get()).collect();
        records::insert_moves(desk, merge, noun::Contact::NAME, &contact_ids)?;
        records::insert_moves(desk, merge, noun::Location::NAME, &location_ids)?;
        let into = Some(goes_on.id);
        records::mark_standing(desk, ends.id, Standing::Merged, reason, into)?;
        desk.change(ends.id, &ends.standing, &Standing::Merged)?;
        desk.subject(goes_on.id);
        keys::refresh(desk, ends.id)?;
        keys::refresh(desk, goes_on.id)?;
        let merged = CustomerMerged { customer: ends.id, into: goes_on.id, contacts, locations };
        desk.announce(merged.clone());
        Ok(merged)
    }

    fn reversal(receipt: &CustomerMerged) -> Option<Errand> {
        let reason = String::from("Taken back");
        Some(Errand::of(UnmergeCustomer { customer: receipt.customer, reason }))
    }
}

/// A merge must not be a way round "do not service".
fn refuse_lifting(ends: &Customer, goes_on: &Customer) -> Result<(), Refusal> {
    let dns = Standing::DoNotService;
    if ends.standing != dns || goes_on.standing == dns {
        return Ok(());
    }
    Err(Refusal::conflict_with(
        "customers.do_not_service",
        format!(
            "{} is not to be serviced: {}. Mark {} the same first, or merge the other way.",
            ends.number, ends.standing_reason, goes_on.number
        ),
        format!("/customers/{}", goes_on.id),
        format!("Open {}", goes_on.number),
    ))
}

/// Money stays on the account it was posted to, so an account with money ends only when
/// that is known.
fn refuse_with_money(
    desk: &mut Desk<'_>,
    ends: &Customer,
    goes_on: &Customer,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    let hers = books::open_items::balance(desk, branch, ends.id)?;
    if hers.owed.is_zero() && hers.unapplied.is_zero() {
        return Ok(());
    }
    let others = books::open_items::balance(desk, branch, goes_on.id)?;
    let advice = match others.owed.is_zero() && others.unapplied.is_zero() {
        true => format!("Merge {} into {} instead", goes_on.number, ends.number),
        false => String::from("Both have money. Settle one of them first"),
    };
    Err(Refusal::conflict_with(
        "customers.has_money",
        format!(
            "{} owes {} and has {} to her good, which stays on that account. {advice}, or \
             confirm that it stays.",
            ends.number, hers.owed, hers.unapplied
        ),
        format!("/customers/{}", ends.id),
        format!("Open {}", ends.number),
    ))
}

#[cfg(test)]
mod tests;
