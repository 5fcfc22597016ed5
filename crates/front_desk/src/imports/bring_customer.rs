//! Bring one customer in: her account, her places, what she owes, and whom she looks like.
//!
//! Nothing of a row is refused for its form: what could not be verified comes in as it was
//! written. Likeness queues a possible duplicate and never drops a row.

use super::books::open_documents;
use super::opening::{OpenDocument, Owed};
use super::particulars::{Particulars, Place};
use super::records::{self, NewSource};
use super::{BRING, twins};
use crate::contacts::{self, Person};
use crate::conversations::records::{NewConversation, insert_conversation};
use crate::conversations::{Channel, Direction};
use crate::customers::{self, CustomerOpened, Standing, keys};
use crate::locations::{self, NewLocation};
use office::{Command, Desk, Duty, Refusal, Shape, canonical};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Email, Id, Money, Phone, noun};

/// Brings a customer in from another program.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct BringCustomer {
    /// The import.
    pub import: Id<noun::Import>,
    /// The line of the file.
    pub line: i64,
    /// Whose ids her id is one of.
    pub system: String,
    /// Her id there.
    pub source_id: String,
    /// What the row says.
    pub particulars: Particulars,
    /// What it says she owes.
    #[serde(default)]
    pub owed: Option<Owed>,
    /// The documents that make it up.
    #[serde(default)]
    pub documents: Vec<OpenDocument>,
}

/// She is in.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct CustomerBrought {
    /// The customer.
    pub customer: Id<noun::Customer>,
    /// Her account number.
    pub number: String,
    /// Whom she looks like, in words.
    pub looks_like: Vec<String>,
    /// The entry of her opening balance.
    pub entry: Option<Id<noun::Entry>>,
    /// Her opening balance; below zero when it is to her good.
    pub amount_cents: Money,
}

impl Command for BringCustomer {
    const NAME: &'static str = "imports.bring_customer";
    const TITLE: &'static str = "Bring a customer in";
    const DUTY: Duty = BRING;
    const SHAPE: Shape = Shape::Does;
    type Receipt = CustomerBrought;

    fn perform(self, desk: &mut Desk<'_>) -> Result<CustomerBrought, Refusal> {
        let branch = desk.branch();
        let twins = twins::find(desk, branch, &self.particulars)?;
        let customer = desk.id();
        let number = self.write_account(desk, customer)?;
        let location = write_places(desk, customer, &self.particulars.locations)?;
        self.write_around(desk, customer)?;
        keys::refresh(desk, customer)?;
        records::insert_duplicates(desk, self.import, customer, &twins.found)?;
        let said = canonical::text(&self.particulars)?;
        let owed = self.owed.as_ref().map(canonical::text).transpose()?;
        records::insert_source(
            desk,
            &NewSource {
                system: &self.system,
                source_id: &self.source_id,
                customer,
                import: self.import,
                line: self.line,
                said: &said,
                owed: owed.as_deref(),
            },
        )?;
        let name = &self.particulars.name;
        let entry = open_documents(desk, self.import, customer, name, &self.documents)?;
        desk.subject(customer);
        desk.subject(self.import);
        desk.announce(CustomerOpened { customer, number: number.clone(), location });
        let amount_cents = self.documents.iter().map(|one| one.open_cents).sum();
        Ok(CustomerBrought { customer, number, looks_like: twins.words, entry, amount_cents })
    }
}

impl BringCustomer {
    fn write_account(
        &self,
        desk: &mut Desk<'_>,
        customer: Id<noun::Customer>,
    ) -> Result<String, Refusal> {
        let number = customers::next_number(desk)?;
        let standing = match self.particulars.archived {
            true => Standing::Inactive,
            false => Standing::Active,
        };
        let since_on = self.particulars.since_on.unwrap_or_else(|| desk.today());
        let profile = self.particulars.profile();
        let write = customers::records::insert_customer;
        write(desk, customer, &number, &profile, standing, since_on)?;
        if standing == Standing::Inactive {
            let reason = "Archived in the older program";
            customers::records::mark_standing(desk, customer, standing, reason, None)?;
        }
        Ok(number)
    }

    /// Tags, the person behind a company, and the note of everything else.
    fn write_around(
        &self,
        desk: &mut Desk<'_>,
        customer: Id<noun::Customer>,
    ) -> Result<(), Refusal> {
        let particulars = &self.particulars;
        for tag in &particulars.tags {
            customers::records::insert_tag(desk, customer, tag)?;
        }
        if !particulars.contact.is_empty() {
            // What she may is for the office to say; the older program does not.
            let person = Person {
                name: particulars.contact.clone(),
                relation: Some(String::from("named in the older program")),
                phone: Phone::parse(&particulars.phone).ok(),
                email: Email::parse(&particulars.email).ok(),
                ..Person::default()
            };
            let contact = desk.id();
            contacts::records::insert_contact(desk, contact, customer, &person)?;
        }
        write_note(desk, customer, &particulars.note)
    }
}

/// Writes places a customer is serviced at; answers the first.
pub(super) fn write_places(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    places: &[Place],
) -> Result<Option<Id<noun::Location>>, Refusal> {
    let mut first = None;
    for place in places {
        let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let location = NewLocation {
            name: some(&place.name),
            address: place.address.clone(),
            access: some(&place.access),
            hazards: some(&place.hazards),
            square_feet: place.square_feet,
            ..NewLocation::default()
        };
        let id = desk.id();
        let write = locations::records::insert_location;
        write(desk, id, customer, &location, &place.county)?;
        desk.subject(id);
        first = first.or(Some(id));
    }
    Ok(first)
}

/// Writes what has no field of ours where whoever looks at the customer reads it.
pub(super) fn write_note(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    note: &str,
) -> Result<(), Refusal> {
    if note.is_empty() {
        return Ok(());
    }
    let conversation = desk.id();
    let new = NewConversation {
        customer,
        contact: None,
        channel: Channel::Note,
        direction: Direction::Outbound,
        spoke_with: "",
        said: note,
        held_at: desk.now(),
        follow_up_on: None,
    };
    insert_conversation(desk, conversation, &new)?;
    desk.subject(conversation);
    Ok(())
}
