//! Add somebody who may talk for a customer.

use super::{KEEP, Person, records, remove::RemoveContact};
use crate::customers::{self, Standing, keys};
use crate::locations;
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, fold, noun};

/// Adds a contact.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct AddContact {
    /// The customer.
    pub customer: Id<noun::Customer>,
    /// The person.
    pub person: Person,
}

/// The person is known.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct ContactAdded {
    /// The contact.
    pub contact: Id<noun::Contact>,
    /// The customer.
    pub customer: Id<noun::Customer>,
}

impl Command for AddContact {
    const NAME: &'static str = "contacts.add";
    const TITLE: &'static str = "Add a contact";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = ContactAdded;

    fn problems(&self) -> Problems {
        self.person.problems()
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<ContactAdded, Refusal> {
        let branch = desk.branch();
        let customer = customers::records::require(desk, branch, self.customer)?;
        if customer.standing == Standing::Merged {
            // Says which account to use instead.
            customers::require_open_for_work(desk, branch, customer.id)?;
        }
        let person = self.person.tidy();
        require_her_location(desk, customer.id, &person)?;
        let known = records::list_contacts(desk, branch, customer.id)?;
        if known.iter().any(|one| fold(&one.name) == fold(&person.name)) {
            let words = format!("{} may talk for {} already.", person.name, customer.name);
            return Err(Refusal::conflict_with(
                "contacts.known_already",
                format!("{words} Edit that contact."),
                format!("/customers/{}", customer.id),
                "Open the customer",
            ));
        }
        let contact = desk.id();
        records::insert_contact(desk, contact, customer.id, &person)?;
        desk.subject(contact);
        desk.subject(customer.id);
        keys::refresh(desk, customer.id)?;
        Ok(ContactAdded { contact, customer: customer.id })
    }

    fn reversal(receipt: &ContactAdded) -> Option<Errand> {
        let reason = String::from("Added by mistake");
        Some(Errand::of(RemoveContact { contact: receipt.contact, reason }))
    }
}

/// A contact belongs to a location of her own customer or to none.
pub(super) fn require_her_location(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    person: &Person,
) -> Result<(), Refusal> {
    let Some(location) = person.location else { return Ok(()) };
    let branch = desk.branch();
    let known = locations::find_location(desk, branch, location)?;
    match known.is_some_and(|one| one.customer == customer) {
        true => Ok(()),
        false => Err(Refusal::invalid("person.location", "Choose a location of this customer.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contacts::ContactRole;
    use crate::testing::{bench, hector, rivera};
    use values::Phone;

    #[test]
    fn may_do_what_was_ticked_and_is_found() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let phone = Some(Phone::parse("352-555-0199").unwrap());
        let roles = vec![ContactRole::Billing, ContactRole::OnSite, ContactRole::Billing];
        let person = Person { phone, roles, ..hector() };
        bench.run(AddContact { customer, person }).unwrap();
        let branch = bench.branch;
        let known = bench.read(|reader| records::list_contacts(reader, branch, customer)).unwrap();
        assert_eq!((&*known[0].name, &*known[0].relation), ("Hector Rivera", "husband"));
        assert_eq!(known[0].may_words(), "book, pay");
        assert_eq!(known[0].roles.words(), "Bills, On site");
        assert!(!known[0].is_attorney());
        let hits = bench.read(|reader| store::search_like(reader, branch.get(), &["5550199"], 9));
        assert_eq!(hits.unwrap()[0].1, customer.get(), "his telephone finds her account");
    }

    #[test]
    fn refuses_the_same_person_twice_and_a_location_of_somebody_else() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        bench.run(AddContact { customer, person: hector() }).unwrap();
        let again = Person { name: "HECTOR  Rivera".into(), ..hector() };
        let refusal = bench.run(AddContact { customer, person: again }).unwrap_err();
        assert_eq!(refusal.code(), "contacts.known_already");
        let person = Person { name: "Ana".into(), location: Some(Id::new(9)), ..Person::default() };
        let refusal = bench.run(AddContact { customer, person }).unwrap_err();
        assert_eq!(refusal.status(), 422);
    }

    #[test]
    fn who_sees_to_the_bills_may_at_least_talk() {
        let person =
            Person { name: String::new(), roles: vec![ContactRole::Billing], ..Person::default() };
        let add = AddContact { customer: Id::new(1), person };
        let fields: Vec<String> = add.problems().0.into_iter().map(|one| one.field).collect();
        assert_eq!(fields, ["person.name", "person.may_talk"]);
    }

    #[test]
    fn takes_the_duty() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let add = AddContact { customer, person: hector() };
        let refusal = bench.run_as(bench.stranger, add).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: KEEP });
    }
}
