//! The rows of contacts.

use super::Person;
use super::words::{ContactRole, Roles};
use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Email, Id, Instant, Phone, noun};

/// A contact's row.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    /// Her id.
    pub id: Id<noun::Contact>,
    /// The customer she may talk for.
    pub customer: Id<noun::Customer>,
    /// The location she belongs to, when it is only one.
    pub location: Option<Id<noun::Location>>,
    /// Her name.
    pub name: String,
    /// What she is to the customer; blank when it was not said.
    pub relation: String,
    /// Her telephone; blank when there is none.
    pub phone: String,
    /// Her e-mail address; blank when there is none.
    pub email: String,
    /// Her roles.
    pub roles: Roles,
    /// Whether we may talk with her about the account.
    pub may_talk: bool,
    /// Whether she may book, move and cancel visits.
    pub may_book: bool,
    /// Whether she may pay and hear what is owed.
    pub may_pay: bool,
    /// Anything else.
    pub note: String,
    /// When she was removed, if she was.
    pub removed_at: Option<Instant>,
    /// Why she was removed.
    pub removed_reason: Option<String>,
    /// Counts her changes.
    pub version: i64,
}
from_row!(Contact {
    id,
    customer,
    location,
    name,
    relation,
    phone,
    email,
    roles,
    may_talk,
    may_book,
    may_pay,
    note,
    removed_at,
    removed_reason,
    version
});

impl Contact {
    /// What she may, in words: "everything", "book, pay", "say nothing".
    pub fn may_words(&self) -> String {
        let may: Vec<&str> =
            [(self.may_talk, "talk"), (self.may_book, "book"), (self.may_pay, "pay")]
                .into_iter()
                .filter_map(|(may, word)| may.then_some(word))
                .collect();
        match may.len() {
            0 => String::from("say nothing"),
            3 => String::from("everything"),
            _ => may.join(", "),
        }
    }

    /// Whether she speaks for the customer in law.
    pub fn is_attorney(&self) -> bool {
        self.roles.0.contains(&ContactRole::Attorney)
    }
}

impl From<&Contact> for Person {
    fn from(contact: &Contact) -> Person {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Person {
            name: contact.name.clone(),
            relation: some(&contact.relation),
            phone: Phone::parse(&contact.phone).ok(),
            email: Email::parse(&contact.email).ok(),
            roles: contact.roles.0.clone(),
            location: contact.location,
            may_talk: contact.may_talk,
            may_book: contact.may_book,
            may_pay: contact.may_pay,
            note: some(&contact.note),
        }
    }
}

/// The contact of this id in this branch.
pub fn find_contact(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    contact: Id<noun::Contact>,
) -> Result<Option<Contact>, store::Error> {
    reader.find(
        sql!(
            "SELECT id, customer_id, location_id, name, relation, phone, email, roles, \
             may_talk, may_book, may_pay, note, removed_at, removed_reason, version \
             FROM contacts WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, contact],
    )
}

/// Who may talk for a customer now, in the order they were added.
pub fn list_contacts(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Vec<Contact>, store::Error> {
    reader.all(
        sql!(
            "SELECT id, customer_id, location_id, name, relation, phone, email, roles, \
             may_talk, may_book, may_pay, note, removed_at, removed_reason, version \
             FROM contacts WHERE branch_id = $1 AND customer_id = $2 \
             AND removed_at IS NULL ORDER BY id"
        ),
        args![branch, customer],
    )
}

/// The contact of this id, or the refusal every command gives.
pub fn require(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    contact: Id<noun::Contact>,
) -> Result<Contact, Refusal> {
    find_contact(reader, branch, contact)?.ok_or(Refusal::NotFound { what: "contact" })
}

/// Writes a new contact.
pub(crate) fn insert_contact(
    desk: &mut Desk<'_>,
    id: Id<noun::Contact>,
    customer: Id<noun::Customer>,
    person: &Person,
) -> Result<(), Refusal> {
    desk.exec(
        sql!(
            "INSERT INTO contacts (id, branch_id, customer_id, location_id, name, relation, \
             phone, email, roles, may_talk, may_book, may_pay, note, added_at, added_by, \
             version) VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, \
             $15, 1)"
        ),
        args![
            desk.branch(),
            id,
            customer,
            person.location,
            &person.name,
            person.relation.as_deref().unwrap_or(""),
            person.phone.as_ref().map_or("", |phone| phone.as_str()),
            person.email.as_ref().map_or("", |email| email.as_str()),
            Roles(person.roles.clone()).text(),
            person.may_talk,
            person.may_book,
            person.may_pay,
            person.note.as_deref().unwrap_or(""),
            desk.now(),
            desk.who()
        ],
    )?;
    Ok(())
}

/// Writes a contact anew; 0 when somebody else has changed it meanwhile.
pub(super) fn mark_edited(
    desk: &mut Desk<'_>,
    id: Id<noun::Contact>,
    seen: i64,
    person: &Person,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE contacts SET location_id = $4, name = $5, relation = $6, phone = $7, \
             email = $8, roles = $9, may_talk = $10, may_book = $11, may_pay = $12, \
             note = $13, version = version + 1 \
             WHERE branch_id = $1 AND id = $2 AND version = $3"
        ),
        args![
            desk.branch(),
            id,
            seen,
            person.location,
            &person.name,
            person.relation.as_deref().unwrap_or(""),
            person.phone.as_ref().map_or("", |phone| phone.as_str()),
            person.email.as_ref().map_or("", |email| email.as_str()),
            Roles(person.roles.clone()).text(),
            person.may_talk,
            person.may_book,
            person.may_pay,
            person.note.as_deref().unwrap_or("")
        ],
    )
}

/// Removes a contact; the row stays.
pub(crate) fn mark_removed(
    desk: &mut Desk<'_>,
    id: Id<noun::Contact>,
    reason: &str,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE contacts SET removed_at = $3, removed_by = $4, removed_reason = $5, \
             version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), id, desk.now(), desk.who(), reason],
    )
}

/// Brings a removed contact back; the journal keeps that she was removed.
pub(super) fn mark_restored(desk: &mut Desk<'_>, id: Id<noun::Contact>) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE contacts SET removed_at = NULL, removed_by = NULL, removed_reason = NULL, \
             version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), id],
    )
}

/// Gives a contact to another customer; her location, if any, is named anew there.
pub(crate) fn mark_moved(
    desk: &mut Desk<'_>,
    id: Id<noun::Contact>,
    customer: Id<noun::Customer>,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE contacts SET customer_id = $3, location_id = NULL, version = version + 1 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), id, customer],
    )
}

/// Gives a customer's contacts to another one; answers which.
pub(crate) fn mark_moved_all(
    desk: &mut Desk<'_>,
    from: Id<noun::Customer>,
    to: Id<noun::Customer>,
) -> Result<Vec<Id<noun::Contact>>, Refusal> {
    let branch = desk.branch();
    let contacts = list_contacts(desk, branch, from)?;
    for contact in &contacts {
        mark_moved(desk, contact.id, to)?;
    }
    Ok(contacts.into_iter().map(|contact| contact.id).collect())
}
