//! Remove a contact: from now on she is told nothing.

use super::{KEEP, records, restore::RestoreContact};
use crate::customers::keys;
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Removes a contact.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct RemoveContact {
    /// The contact.
    pub contact: Id<noun::Contact>,
    /// Why.
    pub reason: String,
}

/// She may talk no more.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct ContactRemoved {
    /// The contact.
    pub contact: Id<noun::Contact>,
    /// The customer.
    pub customer: Id<noun::Customer>,
}

impl Command for RemoveContact {
    const NAME: &'static str = "contacts.remove";
    const TITLE: &'static str = "Remove a contact";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("contact");
    type Receipt = ContactRemoved;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<ContactRemoved, Refusal> {
        let branch = desk.branch();
        let contact = records::require(desk, branch, self.contact)?;
        if contact.removed_at.is_some() {
            let words = format!("{} was removed already.", contact.name);
            return Err(Refusal::conflict("contacts.removed_already", words));
        }
        records::mark_removed(desk, contact.id, self.reason.trim())?;
        desk.subject(contact.customer);
        desk.change(contact.id, &contact.may_words(), &"removed")?;
        keys::refresh(desk, contact.customer)?;
        Ok(ContactRemoved { contact: contact.id, customer: contact.customer })
    }

    fn reversal(receipt: &ContactRemoved) -> Option<Errand> {
        Some(Errand::of(RestoreContact { contact: receipt.contact }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contacts::AddContact;
    use crate::testing::{bench, hector, rivera};

    #[test]
    fn is_removed_once_with_the_reason_and_comes_back() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let contact = bench.run(AddContact { customer, person: hector() }).unwrap().contact;
        let remove = RemoveContact { contact, reason: "Divorced".into() };
        bench.run(remove.clone()).unwrap();
        assert_eq!(bench.run(remove).unwrap_err().code(), "contacts.removed_already");
        let known =
            || bench.read(|reader| records::list_contacts(reader, bench.branch, customer)).unwrap();
        assert!(known().is_empty());
        let row = bench.read(|reader| records::find_contact(reader, bench.branch, contact));
        let row = row.unwrap().expect("the row stays");
        assert_eq!(row.removed_reason.as_deref(), Some("Divorced"));
        bench.run(RestoreContact { contact }).unwrap();
        assert_eq!(known().len(), 1);
        let twice = bench.run(RestoreContact { contact }).unwrap_err();
        assert_eq!(twice.code(), "contacts.not_removed");
    }

    #[test]
    fn takes_a_reason_and_the_duty() {
        let bench = bench();
        let remove = RemoveContact { contact: Id::new(1), reason: " ".into() };
        assert_eq!(
            bench.run(remove.clone()).unwrap_err(),
            Refusal::invalid("reason", "Enter why.")
        );
        let refusal = bench.run_as(bench.stranger, remove).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: KEEP });
    }
}
