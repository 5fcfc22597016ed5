//! What opening and editing a customer have in common: her particulars, checked and tidy.

use super::records::Customer;
use super::words::CustomerKind;
use office::Problems;
use serde::Serialize;
use values::{Address, Email, Phone, State};

/// Days until an invoice is due when nothing else is agreed.
pub const USUAL_TERMS_DAYS: i64 = 30;

/// A customer's particulars as the row keeps them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Profile {
    pub kind: CustomerKind,
    pub name: String,
    pub company: String,
    pub phone: String,
    pub other_phone: String,
    pub email: String,
    pub bill_to: Address,
    pub terms_days: i64,
    pub po_required: bool,
    pub alert: String,
    pub lead_source: String,
    pub reference: String,
}

impl From<&Customer> for Profile {
    fn from(customer: &Customer) -> Profile {
        Profile {
            kind: customer.kind,
            name: customer.name.clone(),
            company: customer.company.clone(),
            phone: customer.phone.clone(),
            other_phone: customer.other_phone.clone(),
            email: customer.email.clone(),
            bill_to: customer.bill_to(),
            terms_days: customer.terms_days,
            po_required: customer.po_required,
            alert: customer.alert.clone(),
            lead_source: customer.lead_source.clone(),
            reference: customer.reference.clone(),
        }
    }
}

/// The fields of a command that become a profile; both commands lend theirs.
pub(super) struct Given<'g> {
    pub kind: CustomerKind,
    pub name: &'g str,
    pub company: &'g Option<String>,
    pub phone: &'g Option<Phone>,
    pub other_phone: &'g Option<Phone>,
    pub email: &'g Option<Email>,
    pub bill_to: &'g Option<Address>,
    pub terms_days: Option<i64>,
    pub po_required: bool,
    pub alert: &'g Option<String>,
    pub lead_source: &'g Option<String>,
    pub reference: &'g Option<String>,
}

impl Given<'_> {
    /// What is wrong, field by field.
    pub fn problems(&self) -> Problems {
        let too_long = |text: &Option<String>, most: usize| {
            text.as_ref().is_some_and(|text| text.trim().chars().count() > most)
        };
        let name = self.name.trim();
        let mut problems = Problems::none()
            .when(name.is_empty(), "name", "Enter the name that goes on the bills.")
            .when(name.chars().count() > 120, "name", "Enter at most 120 letters.")
            .when(too_long(self.company, 120), "company", "Enter at most 120 letters.")
            .when(too_long(self.alert, 300), "alert", "Enter at most 300 letters.")
            .when(too_long(self.lead_source, 80), "lead_source", "Enter at most 80 letters.")
            .when(too_long(self.reference, 60), "reference", "Enter at most 60 letters.")
            .when(
                self.terms_days.is_some_and(|days| !(0..=120).contains(&days)),
                "terms_days",
                "Enter 0 to 120 days; 0 is due on receipt.",
            );
        if let Some(address) = self.bill_to.as_ref().filter(|address| !is_blank(address)) {
            add_address_problems(&mut problems, "bill_to", address);
        }
        problems
    }

    /// The profile, with `fallback` as the billing address when none was given.
    pub fn profile(&self, fallback: Option<&Address>) -> Profile {
        let given = self.bill_to.as_ref().filter(|address| !is_blank(address)).or(fallback);
        Profile {
            kind: self.kind,
            name: tidy(self.name),
            company: tidy_some(self.company),
            phone: self.phone.as_ref().map_or(String::new(), |phone| phone.as_str().to_owned()),
            other_phone: self
                .other_phone
                .as_ref()
                .map_or(String::new(), |phone| phone.as_str().to_owned()),
            email: self.email.as_ref().map_or(String::new(), |email| email.as_str().to_owned()),
            bill_to: given.map(tidy_address).unwrap_or_default(),
            terms_days: self.terms_days.unwrap_or(USUAL_TERMS_DAYS),
            po_required: self.po_required,
            alert: tidy_some(self.alert),
            lead_source: tidy_some(self.lead_source),
            reference: tidy_some(self.reference),
        }
    }
}

/// Text without blanks at its ends and with single blanks inside.
pub(crate) fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same of an optional text; blank when there is none.
pub(crate) fn tidy_some(text: &Option<String>) -> String {
    text.as_deref().map_or(String::new(), tidy)
}

/// An address as typed, but with its state's two letters and without stray blanks. What is
/// no state stays as it was written.
pub(crate) fn tidy_address(address: &Address) -> Address {
    Address {
        line1: tidy(&address.line1),
        line2: tidy(&address.line2),
        city: tidy(&address.city),
        state: match State::find(&address.state) {
            Some(state) => state.code.to_owned(),
            None => tidy(&address.state),
        },
        zip: tidy(&address.zip),
    }
}

/// Whether nothing was entered.
pub(crate) fn is_blank(address: &Address) -> bool {
    [&address.line1, &address.line2, &address.city, &address.state, &address.zip]
        .iter()
        .all(|part| part.trim().is_empty())
}

/// Adds what is wrong with an address under the field it stands in.
pub(crate) fn add_address_problems(problems: &mut Problems, field: &str, address: &Address) {
    for wrong in address.problems() {
        problems.add(format!("{field}.{}", wrong.field), wrong.problem.message());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_as_typed_but_for_its_state_and_stray_blanks() {
        let typed = Address {
            line1: " 14  Larkspur Ct ".into(),
            line2: String::new(),
            city: "Ocala".into(),
            state: "Florida".into(),
            zip: "34471".into(),
        };
        let tidied = tidy_address(&typed);
        assert_eq!(tidied.one_line(), "14 Larkspur Ct, Ocala, FL 34471");
        assert!(!is_blank(&tidied));
        assert!(is_blank(&Address { line1: "  ".into(), ..Address::default() }));
    }
}
