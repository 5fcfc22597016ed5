//! Keep contacts: the people who may talk, book and pay for a customer.
//!
//! Whoever is not listed is told nothing. A contact is removed with a date and a reason,
//! so that it stays known who was allowed what on which day. An attorney ends all talk
//! about debts with anybody else.

mod add;
mod edit;
pub mod listing;
mod pages;
pub mod records;
mod remove;
mod restore;
mod words;

pub use add::{AddContact, ContactAdded};
pub use edit::{ContactEdited, EditContact};
pub use records::{Contact, find_contact, list_contacts};
pub use remove::{ContactRemoved, RemoveContact};
pub use restore::{ContactRestored, RestoreContact};
pub use words::{ContactRole, Roles};

use crate::customers::profile::{tidy, tidy_some};
use office::{Duty, NounEntry, Problems, entry};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Email, Id, Phone, noun};

/// Read who may talk for a customer.
pub const READ: Duty = Duty::new("contacts.read", "Read who may talk for a customer");

/// Say who may talk for a customer.
pub const KEEP: Duty = Duty::new("contacts.keep", "Say who may talk for a customer");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "contacts",
    title: "Contacts",
    sentence: "Who may talk, book and pay for a customer.",
    read: READ,
    commands: &[
        entry::<AddContact>(),
        entry::<EditContact>(),
        entry::<RemoveContact>(),
        entry::<RestoreContact>(),
    ],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[],
};

/// A person as she is entered.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Her name.
    pub name: String,
    /// What she is to the customer, such as "husband" or "bookkeeper".
    #[serde(default)]
    pub relation: Option<String>,
    /// Her telephone.
    #[serde(default)]
    pub phone: Option<Phone>,
    /// Her e-mail address.
    #[serde(default)]
    pub email: Option<Email>,
    /// Her roles.
    #[serde(default)]
    pub roles: Vec<ContactRole>,
    /// The location she belongs to, when it is only one.
    #[serde(default)]
    pub location: Option<Id<noun::Location>>,
    /// Whether we may talk with her about the account.
    #[serde(default)]
    pub may_talk: bool,
    /// Whether she may book, move and cancel visits.
    #[serde(default)]
    pub may_book: bool,
    /// Whether she may pay and hear what is owed.
    #[serde(default)]
    pub may_pay: bool,
    /// Anything else, such as when to call.
    #[serde(default)]
    pub note: Option<String>,
}

impl Person {
    /// What is wrong with the entry; fields stand under `person`.
    fn problems(&self) -> Problems {
        let is_long = |text: &Option<String>, most: usize| {
            text.as_ref().is_some_and(|text| text.trim().chars().count() > most)
        };
        let length = self.name.trim().chars().count();
        let may_nothing = !self.may_talk && !self.may_book && !self.may_pay;
        let has_say =
            |role: &ContactRole| matches!(role, ContactRole::DecisionMaker | ContactRole::Billing);
        Problems::none()
            .when(!(1..=120).contains(&length), "person.name", "Enter the person's name.")
            .when(is_long(&self.relation, 60), "person.relation", "Enter at most 60 letters.")
            .when(is_long(&self.note, 300), "person.note", "Enter at most 300 letters.")
            .when(
                may_nothing && self.roles.iter().any(has_say),
                "person.may_talk",
                "Who decides or sees to the bills may at least talk. Tick what is allowed.",
            )
    }

    /// The same person without stray blanks and without a role twice.
    fn tidy(&self) -> Person {
        let mut roles = Vec::new();
        for role in ContactRole::ALL {
            if self.roles.contains(role) {
                roles.push(*role);
            }
        }
        let some = |text: &Option<String>| Some(tidy_some(text)).filter(|text| !text.is_empty());
        Person {
            name: tidy(&self.name),
            relation: some(&self.relation),
            note: some(&self.note),
            roles,
            ..self.clone()
        }
    }
}
