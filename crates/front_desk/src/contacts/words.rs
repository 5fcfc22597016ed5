//! The words a contact's rows keep.

use crate::words::stored_word;

stored_word! {
    /// What somebody is to a customer.
    ContactRole "a role" {
        /// The first to call.
        Primary => "primary" "First to call",
        /// Sees to the bills.
        Billing => "billing" "Bills",
        /// Is there when we come.
        OnSite => "on_site" "On site",
        /// May order and end services.
        DecisionMaker => "decision_maker" "Decides",
        /// Lives there as a tenant.
        Tenant => "tenant" "Tenant",
        /// Speaks for her in law; from then on we talk to nobody else about what is owed.
        Attorney => "attorney" "Attorney",
        /// Sees to the estate of who died.
        Executor => "executor" "Executor",
    }
}

/// A contact's roles as the row keeps them: their words with blanks between.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roles(pub Vec<ContactRole>);

impl Roles {
    /// The text the row keeps.
    pub(super) fn text(&self) -> String {
        self.0.iter().map(|role| role.word()).collect::<Vec<_>>().join(" ")
    }

    /// The words on screen: "First to call, bills".
    pub fn words(&self) -> String {
        let titles: Vec<&str> = self.0.iter().map(|role| role.title()).collect();
        titles.join(", ")
    }
}

impl store::FromValue for Roles {
    const SORT: &'static str = "roles";

    fn from_value(value: store::V<'_>) -> Option<Roles> {
        let text = String::from_value(value)?;
        text.split_whitespace().map(ContactRole::of_word).collect::<Option<_>>().map(Roles)
    }
}
