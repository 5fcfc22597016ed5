//! The names of the fields: in saved mappings, and in the words a person chooses them by.

use std::borrow::Cow;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::PhoneKind;
use super::fields::{AddressPart as Part, Bucket, Field, ItemPart};

/// Every field: its name in saved mappings and the words a person chooses it by.
const FIELDS: &[(Field, &str, &str)] = &[
    (Field::Id, "id", "Customer id or account number"),
    (Field::JobberId, "jobber_id", "Jobber id (client_property)"),
    (Field::CustomerAndJob, "customer_and_job", "QuickBooks name (Customer:Job)"),
    (Field::BillToId, "bill_to_id", "Id of the customer who is billed"),
    (Field::Name, "name", "Name"),
    (Field::Company, "company", "Company"),
    (Field::FirstName, "first_name", "First name"),
    (Field::MiddleName, "middle_name", "Middle name"),
    (Field::LastName, "last_name", "Last name"),
    (Field::Title, "title", "Title"),
    (Field::IsCompany, "is_company", "Is a company (yes/no)"),
    (Field::Phone(PhoneKind::Main), "main_phone", "Telephone"),
    (Field::Phone(PhoneKind::Mobile), "mobile_phone", "Mobile telephone"),
    (Field::Phone(PhoneKind::Home), "home_phone", "Home telephone"),
    (Field::Phone(PhoneKind::Work), "work_phone", "Work telephone"),
    (Field::Phone(PhoneKind::Fax), "fax", "Fax"),
    (Field::Phone(PhoneKind::Billing), "billing_phone", "Billing telephone"),
    (Field::Phone(PhoneKind::Other), "other_phone", "Other telephone"),
    (Field::MainExtension, "main_extension", "Extension of the telephone"),
    (Field::OtherExtension, "other_extension", "Extension of the other telephone"),
    (Field::LabelledPhones, "labelled_phones", "Telephones with their kind in front"),
    (Field::Email, "email", "E-mail"),
    (Field::Billing(Part::Whole), "billing_address", "Billing address in one cell"),
    (Field::Billing(Part::Line), "billing_line", "Billing address, next line"),
    (Field::Billing(Part::Addressee), "billing_addressee", "Billing name"),
    (Field::Billing(Part::Street1), "billing_street1", "Billing street"),
    (Field::Billing(Part::Street2), "billing_street2", "Billing street, line 2"),
    (Field::Billing(Part::City), "billing_city", "Billing city"),
    (Field::Billing(Part::State), "billing_state", "Billing state"),
    (Field::Billing(Part::Zip), "billing_zip", "Billing ZIP code"),
    (Field::Billing(Part::Country), "billing_country", "Billing country"),
    (Field::Location(Part::Whole), "address", "Service address in one cell"),
    (Field::Location(Part::Line), "address_line", "Service address, next line"),
    (Field::Location(Part::Addressee), "addressee", "Name at the service address"),
    (Field::Location(Part::Street1), "street1", "Service street"),
    (Field::Location(Part::Street2), "street2", "Service street, line 2"),
    (Field::Location(Part::City), "city", "Service city"),
    (Field::Location(Part::State), "state", "Service state"),
    (Field::Location(Part::Zip), "zip", "Service ZIP code"),
    (Field::Location(Part::Country), "country", "Service country"),
    (Field::LocationId, "location_id", "Id of the service address"),
    (Field::LocationName, "location_name", "Name of the service address"),
    (Field::LeadSource, "lead_source", "Lead source"),
    (Field::Tags, "tags", "Tags"),
    (Field::Archived, "archived", "Archived (yes/no)"),
    (Field::Active, "active", "Active (yes/no)"),
    (Field::Notes, "notes", "Notes"),
    (Field::Balance, "balance", "Balance owed"),
    (Field::BalanceAge, "balance_age", "Age of the balance in days"),
    (Field::Aging(Bucket::Current), "aging_current", "Owed, current"),
    (Field::Aging(Bucket::Days1To30), "aging_1_30", "Owed, 1-30 days past due"),
    (Field::Aging(Bucket::Days31To60), "aging_31_60", "Owed, 31-60 days past due"),
    (Field::Aging(Bucket::Days61To90), "aging_61_90", "Owed, 61-90 days past due"),
    (Field::Aging(Bucket::Days91Up), "aging_91_up", "Owed, 91 days past due and more"),
    (Field::Item(ItemPart::Number), "item_number", "Open invoice, number"),
    (Field::Item(ItemPart::IssuedOn), "item_issued_on", "Open invoice, date"),
    (Field::Item(ItemPart::DueOn), "item_due_on", "Open invoice, due date"),
    (Field::Item(ItemPart::Amount), "item_amount", "Open invoice, open amount"),
    (Field::Terms, "terms", "Payment terms"),
    (Field::Custom, "custom", "Keep under its own name"),
    (Field::LocationCustom, "location_custom", "Keep with the service address"),
    (Field::Ignore, "ignore", "Leave out"),
];

impl Field {
    /// Every field a person can choose for a column.
    pub fn all() -> impl Iterator<Item = Field> {
        FIELDS.iter().map(|(field, ..)| *field)
    }

    /// The name in saved mappings and forms.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// The words a person chooses it by.
    pub fn label(self) -> &'static str {
        self.row().2
    }

    /// The field of this name.
    pub fn find(name: &str) -> Option<Field> {
        let mut all = FIELDS.iter();
        all.find(|(_, known, _)| *known == name).map(|(field, ..)| *field)
    }

    fn row(self) -> &'static (Field, &'static str, &'static str) {
        let mut all = FIELDS.iter();
        all.find(|(field, ..)| *field == self).expect("a test looks every field up")
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Field, D::Error> {
        let name = Cow::<'de, str>::deserialize(deserializer)?;
        Field::find(&name).ok_or_else(|| D::Error::custom(format!("there is no field \"{name}\"")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [PhoneKind; 7] = [
        PhoneKind::Main,
        PhoneKind::Mobile,
        PhoneKind::Home,
        PhoneKind::Work,
        PhoneKind::Fax,
        PhoneKind::Billing,
        PhoneKind::Other,
    ];
    const PARTS: [Part; 9] = [
        Part::Whole,
        Part::Line,
        Part::Addressee,
        Part::Street1,
        Part::Street2,
        Part::City,
        Part::State,
        Part::Zip,
        Part::Country,
    ];

    #[test]
    fn every_field_travels_by_its_name() {
        let nested = KINDS.map(Field::Phone).into_iter();
        let nested = nested.chain(PARTS.map(Field::Billing)).chain(PARTS.map(Field::Location));
        for field in nested.chain(Field::all()) {
            let text = serde_json::to_string(&field).unwrap();
            assert_eq!(serde_json::from_str::<Field>(&text).unwrap(), field, "{text}");
        }
        let names: std::collections::HashSet<&str> = Field::all().map(Field::name).collect();
        assert_eq!(names.len(), FIELDS.len());
        assert!(serde_json::from_str::<Field>("\"card_number\"").is_err());
    }
}
