//! Take one customer of an import back: her opening balance comes off the books, and, when
//! the import brought her, she is withdrawn. Refused when a later fact stands on her.

use super::books::take_documents_back;
use super::{BRING, records};
use crate::contacts;
use crate::conversations;
use crate::customers::{self, Standing};
use crate::locations;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Takes a customer of an import back.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct TakeBackCustomer {
    /// The import.
    pub import: Id<noun::Import>,
    /// The customer.
    pub customer: Id<noun::Customer>,
    /// Why.
    pub reason: String,
}

/// She, or what she owed, is taken back.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct CustomerTakenBack {
    /// The customer.
    pub customer: Id<noun::Customer>,
    /// What was taken off the books.
    pub amount_cents: Money,
}

impl Command for TakeBackCustomer {
    const NAME: &'static str = "imports.take_back_customer";
    const TITLE: &'static str = "Take a customer of an import back";
    const DUTY: Duty = BRING;
    const SHAPE: Shape = Shape::Does;
    type Receipt = CustomerTakenBack;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<CustomerTakenBack, Refusal> {
        let branch = desk.branch();
        let customer = customers::records::require(desk, branch, self.customer)?;
        let sources = records::list_sources_of(desk, branch, customer.id)?;
        let was_brought = sources.first().is_some_and(|first| first.import == self.import);
        if was_brought {
            self.refuse_worked_with(desk)?;
        }
        let amount_cents = take_documents_back(desk, self.import, customer.id)?;
        records::mark_owed_retired(desk, self.import, customer.id)?;
        records::mark_retired(desk, self.import, customer.id)?;
        if was_brought {
            self.withdraw(desk)?;
            desk.change(customer.id, &customer.standing, &Standing::Withdrawn)?;
        }
        desk.subject(customer.id);
        desk.subject(self.import);
        Ok(CustomerTakenBack { customer: customer.id, amount_cents })
    }
}

impl TakeBackCustomer {
    /// Anything that anybody but an import has done with her since: the journal knows.
    fn refuse_worked_with(&self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let branch = desk.branch();
        let href = format!("/customers/{}", self.customer);
        let lines = office::records::list_journal_of(
            desk,
            branch,
            <noun::Customer as values::Noun>::NAME,
            self.customer.get(),
            50,
        )?;
        if let Some(line) = lines.iter().find(|line| !line.command.starts_with("imports.")) {
            let day = line.at.day_in(desk.zone()).us();
            let (noun, verb) = line.command.split_once('.').unwrap_or((&line.command, ""));
            let what = format!("{} {}", verb, noun).replace('_', " ");
            return Err(Refusal::conflict_with(
                "imports.worked_with",
                format!("{} has worked with her on {day} ({what}). She stays.", line.who_name),
                href,
                "Open the customer",
            ));
        }
        match records::has_items_of_others(desk, branch, self.import, self.customer)? {
            None => Ok(()),
            Some(other) => Err(Refusal::conflict_with(
                "imports.balance_of_another",
                format!("Import {other} brought what she owes. Undo that one first."),
                format!("{}/{other}", super::IMPORTS_HREF),
                "Open that import",
            )),
        }
    }

    /// She leaves every list; her row, her number and the journal stay.
    fn withdraw(&self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let (branch, customer, reason) = (desk.branch(), self.customer, self.reason.trim());
        for location in locations::list_locations(desk, branch, customer)? {
            locations::records::mark_closed(desk, location.id, reason)?;
            desk.search_remove(location.id)?;
        }
        for contact in contacts::list_contacts(desk, branch, customer)? {
            contacts::records::mark_removed(desk, contact.id, reason)?;
        }
        let notes = conversations::records::list_conversations(desk, branch, customer, 500)?;
        for note in notes {
            conversations::records::mark_withdrawn(desk, note.id, reason)?;
        }
        customers::records::mark_standing(desk, customer, Standing::Withdrawn, reason, None)?;
        customers::records::mark_keys(desk, customer, &[])?;
        desk.search_remove(customer)?;
        records::mark_settled_with_customer(desk, customer, reason)?;
        Ok(())
    }
}
