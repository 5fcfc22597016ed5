//! Edit a contact.

use super::{KEEP, Person, add::require_her_location, records};
use crate::customers::keys;
use crate::in_place::{self, carried};
use crate::stale;
use office::listing::Frame;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::Reader;
use values::{Id, noun};

/// Writes a contact anew; what is left out is blank from then on.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct EditContact {
    /// The contact.
    pub contact: Id<noun::Contact>,
    /// The version that was seen, so that a colleague's edit is not written over.
    pub seen: i64,
    /// The person as she is now.
    pub person: Person,
}

/// The contact is written.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct ContactEdited {
    /// The contact.
    pub contact: Id<noun::Contact>,
    /// The customer.
    pub customer: Id<noun::Customer>,
}

/// A contact as the command that would write her, for a cell of a list.
pub(super) fn whole(reader: &mut Reader<'_>, frame: Frame, id: i64) -> Result<Value, Refusal> {
    let row = records::require(reader, frame.branch, Id::new(id))?;
    let edit = EditContact { contact: row.id, seen: row.version, person: Person::from(&row) };
    let carried =
        [carried(&row.phone, &edit.person.phone), carried(&row.email, &edit.person.email)];
    in_place::whole(&edit, &carried, format!("/contacts/{id}/edit"))
}

impl Command for EditContact {
    const NAME: &'static str = "contacts.edit";
    const TITLE: &'static str = "Edit a contact";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("contact");
    type Receipt = ContactEdited;

    fn problems(&self) -> Problems {
        self.person.problems()
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<ContactEdited, Refusal> {
        let branch = desk.branch();
        let before = records::require(desk, branch, self.contact)?;
        if before.removed_at.is_some() {
            let words = format!("{} was removed. Bring the contact back first.", before.name);
            return Err(Refusal::conflict("contacts.removed", words));
        }
        let person = self.person.tidy();
        require_her_location(desk, before.customer, &person)?;
        if records::mark_edited(desk, before.id, self.seen, &person)? == 0 {
            let href = format!("/contacts/{}/edit", before.id);
            let code = "contacts.changed_meanwhile";
            return Err(stale::changed_meanwhile(desk, code, before.id, href)?);
        }
        desk.subject(before.customer);
        desk.change(before.id, &Person::from(&before), &person)?;
        keys::refresh(desk, before.customer)?;
        Ok(ContactEdited { contact: before.id, customer: before.customer })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contacts::{AddContact, RemoveContact};
    use crate::testing::{bench, hector, rivera};

    #[test]
    fn writes_once_for_each_version_and_not_after_removal() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let contact = bench.run(AddContact { customer, person: hector() }).unwrap().contact;
        let person = Person { may_talk: true, ..hector() };
        let edit = EditContact { contact, seen: 1, person };
        bench.run(edit.clone()).unwrap();
        let row = bench.read(|reader| records::find_contact(reader, bench.branch, contact));
        assert_eq!(row.unwrap().expect("a row").may_words(), "everything");
        assert_eq!(bench.run(edit.clone()).unwrap_err().code(), "contacts.changed_meanwhile");
        bench.run(RemoveContact { contact, reason: "Divorced".into() }).unwrap();
        let late = EditContact { seen: 3, ..edit };
        assert_eq!(bench.run(late).unwrap_err().code(), "contacts.removed");
    }

    #[test]
    fn takes_the_duty() {
        let bench = bench();
        let edit = EditContact { contact: Id::new(1), seen: 1, person: hector() };
        let refusal = bench.run_as(bench.stranger, edit.clone()).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: KEEP });
        assert_eq!(bench.run(edit).unwrap_err(), Refusal::NotFound { what: "contact" });
    }
}
