//! Bring a removed contact back.

use super::{KEEP, records, remove::RemoveContact};
use crate::customers::keys;
use office::{Command, Desk, Duty, Errand, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, fold, noun};

/// Brings a removed contact back with all she might do.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct RestoreContact {
    /// The contact.
    pub contact: Id<noun::Contact>,
}

/// She may talk again.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct ContactRestored {
    /// The contact.
    pub contact: Id<noun::Contact>,
    /// The customer.
    pub customer: Id<noun::Customer>,
}

impl Command for RestoreContact {
    const NAME: &'static str = "contacts.restore";
    const TITLE: &'static str = "Bring a contact back";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("contact");
    type Receipt = ContactRestored;

    fn perform(self, desk: &mut Desk<'_>) -> Result<ContactRestored, Refusal> {
        let branch = desk.branch();
        let contact = records::require(desk, branch, self.contact)?;
        if contact.removed_at.is_none() {
            let words = format!("{} was not removed.", contact.name);
            return Err(Refusal::conflict("contacts.not_removed", words));
        }
        let known = records::list_contacts(desk, branch, contact.customer)?;
        if known.iter().any(|one| fold(&one.name) == fold(&contact.name)) {
            let words = format!("{} was added again meanwhile.", contact.name);
            return Err(Refusal::conflict("contacts.known_already", words));
        }
        records::mark_restored(desk, contact.id)?;
        desk.subject(contact.customer);
        desk.change(contact.id, &"removed", &contact.may_words())?;
        keys::refresh(desk, contact.customer)?;
        Ok(ContactRestored { contact: contact.id, customer: contact.customer })
    }

    fn reversal(receipt: &ContactRestored) -> Option<Errand> {
        let reason = String::from("Brought back by mistake");
        Some(Errand::of(RemoveContact { contact: receipt.contact, reason }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contacts::AddContact;
    use crate::testing::{bench, hector, rivera};

    #[test]
    fn refuses_who_was_added_again_and_a_stranger() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let add = AddContact { customer, person: hector() };
        let contact = bench.run(add.clone()).unwrap().contact;
        bench.run(RemoveContact { contact, reason: "Moved out".into() }).unwrap();
        bench.run(add).unwrap();
        let restore = RestoreContact { contact };
        let refusal = bench.run(restore.clone()).unwrap_err();
        assert_eq!(refusal.code(), "contacts.known_already");
        let refusal = bench.run_as(bench.stranger, restore).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: KEEP });
    }
}
