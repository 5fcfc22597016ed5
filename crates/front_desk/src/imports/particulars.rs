//! A row of an older program in our words: which of our fields each of its values becomes,
//! and the note that keeps everything else.

mod custom;

use crate::customers::profile::{Profile, is_blank, tidy};
use crate::customers::tag::tidy_tag;
use crate::customers::{CustomerKind, USUAL_TERMS_DAYS};
use custom::{Custom, Note};
use formats::customers::{
    AddressText, CustomerRow, Identity, LocationRow, PhoneKind, PhoneText, Source,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Address, Day, Email, Phone};

/// What a row says of a customer. Blank means that it says nothing.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct Particulars {
    /// The name on the bills.
    pub name: String,
    /// A company, where it is not the name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub company: String,
    /// What sort of customer.
    pub kind: CustomerKind,
    /// Her telephone: as dialled where it was verified, as written where not.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// Another one.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub other_phone: String,
    /// Her e-mail address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// Where bills go, as written.
    #[serde(skip_serializing_if = "is_blank")]
    pub bill_to: Address,
    /// The places that are serviced.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub locations: Vec<Place>,
    /// The person a company is reached through.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub contact: String,
    /// How she found us.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub lead_source: String,
    /// Tags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Days until an invoice is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terms_days: Option<i64>,
    /// Whether she is no longer served.
    pub archived: bool,
    /// With us since.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since_on: Option<Day>,
    /// Her number in the older program.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// Everything that has no field of ours, a line each.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A place that is serviced.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct Place {
    /// What it is called among several.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Where it is, as written.
    pub address: Address,
    /// Its county.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub county: String,
    /// How to get in.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub access: String,
    /// What to beware of.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub hazards: String,
    /// Its size.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub square_feet: Option<i64>,
}

impl Particulars {
    /// What a row says, in our words.
    pub fn of(row: &CustomerRow) -> Particulars {
        let mut note = Note::default();
        note.text(&row.notes);
        let custom = Custom::sort(row, &mut note);
        let (phone, other_phone) = phones(&row.phones, &mut note);
        let is_company = is_company(row);
        let person = tidy(&format!("{} {}", row.first_name, row.last_name));
        let contact = match is_company && person != row.name && person != row.company {
            true => person,
            false => String::new(),
        };
        let particulars = Particulars {
            company: if row.company == row.name { String::new() } else { row.company.clone() },
            kind: match is_company {
                true => CustomerKind::Commercial,
                false => CustomerKind::Residential,
            },
            email: email(&row.emails, &mut note),
            bill_to: address(&row.billing, "Bills", &mut note),
            locations: locations(row, &custom, &mut note),
            lead_source: row.lead_source.clone(),
            tags: tags(&row.tags, &mut note),
            terms_days: terms_days(&row.terms, &mut note),
            archived: row.archived,
            since_on: custom.since_on,
            reference: match row.identity {
                Identity::FromSource => row.source_id.clone(),
                Identity::FromRow => String::new(),
            },
            name: row.name.clone(),
            phone,
            other_phone,
            contact,
            note: String::new(),
        };
        note.named("Title", &row.title);
        note.named("Billed to account", row.bill_to_id.as_deref().unwrap_or(""));
        Particulars { note: note.finish(), ..particulars }
    }

    /// The row of the customer.
    pub(super) fn profile(&self) -> Profile {
        let nowhere = || self.locations.first().map(|place| place.address.clone());
        let bill_to = Some(self.bill_to.clone()).filter(|address| !is_blank(address));
        Profile {
            kind: self.kind,
            name: self.name.clone(),
            company: self.company.clone(),
            phone: self.phone.clone(),
            other_phone: self.other_phone.clone(),
            email: self.email.clone(),
            bill_to: bill_to.or_else(nowhere).unwrap_or_default(),
            terms_days: self.terms_days.unwrap_or(USUAL_TERMS_DAYS),
            po_required: false,
            alert: String::new(),
            lead_source: self.lead_source.clone(),
            reference: self.reference.clone(),
        }
    }
}

fn is_company(row: &CustomerRow) -> bool {
    row.is_company.unwrap_or(!row.company.is_empty())
}

/// The first two numbers have fields of ours; the others, and what no telephone can dial,
/// go into the note.
fn phones(phones: &[PhoneText], note: &mut Note) -> (String, String) {
    let mut kept: Vec<String> = Vec::new();
    for phone in phones {
        let what = match phone.kind {
            PhoneKind::Main => "Telephone",
            PhoneKind::Mobile => "Mobile telephone",
            PhoneKind::Home => "Home telephone",
            PhoneKind::Work => "Work telephone",
            PhoneKind::Fax => "Fax",
            PhoneKind::Billing => "Billing telephone",
            PhoneKind::Other => "Other telephone",
        };
        match Phone::parse(&phone.text) {
            Ok(number) if kept.iter().any(|known| known == number.as_str()) => {}
            Ok(number) if kept.len() < 2 && phone.kind != PhoneKind::Fax => {
                kept.push(number.as_str().to_owned());
            }
            _ => note.named(what, &phone.text),
        }
    }
    let mut kept = kept.into_iter();
    (kept.next().unwrap_or_default(), kept.next().unwrap_or_default())
}

fn email(emails: &[String], note: &mut Note) -> String {
    let mut kept = String::new();
    for text in emails {
        match Email::parse(text) {
            Ok(email) if kept.is_empty() => kept = email.as_str().to_owned(),
            _ => note.named("E-mail", text),
        }
    }
    kept
}

/// An address with the words it was written in. Who bills are addressed to, and a country,
/// have no field of ours.
fn address(text: &AddressText, what: &str, note: &mut Note) -> Address {
    note.named(&format!("{what} addressed to"), &text.addressee);
    if !is_our_country(&text.country) {
        note.named(&format!("{what}, country"), &text.country);
    }
    Address {
        line1: text.street1.clone(),
        line2: text.street2.clone(),
        city: text.city.clone(),
        state: text.state.clone(),
        zip: text.zip.clone(),
    }
}

fn is_our_country(country: &str) -> bool {
    let plain = country.to_ascii_lowercase().replace(['.', ' '], "");
    matches!(&*plain, "" | "us" | "usa" | "unitedstates" | "unitedstatesofamerica")
}

fn locations(row: &CustomerRow, custom: &Custom, note: &mut Note) -> Vec<Place> {
    let mut places: Vec<Place> =
        row.locations.iter().map(|location| place(location, custom, note)).collect();
    let of_quickbooks = matches!(row.source, Source::QuickBooksIif | Source::QuickBooksCsv);
    // QuickBooks leaves the shipping address blank where it is the billing address.
    if places.is_empty() && of_quickbooks && !row.billing.street1.is_empty() {
        let address = address(&row.billing, "Bills", &mut Note::default());
        if !is_box(&address.line1) {
            places.push(Place { address, ..Place::default() });
        }
    }
    // What the source says of the place stands with the customer when it has but one.
    if let [only] = &mut places[..] {
        for (ours, theirs) in [
            (&mut only.county, &custom.county),
            (&mut only.access, &custom.access),
            (&mut only.hazards, &custom.hazards),
        ] {
            if ours.is_empty() {
                ours.clone_from(theirs);
            }
        }
        only.square_feet = only.square_feet.or(custom.square_feet);
        return places;
    }
    note.named("County", &custom.county);
    note.text(&custom.access);
    note.text(&custom.hazards);
    places
}

fn place(location: &LocationRow, of_customer: &Custom, note: &mut Note) -> Place {
    let label = match location.name.as_str() {
        "" => location.address.street1.as_str(),
        name => name,
    };
    let custom = Custom::of(&location.custom, |field| {
        note.named(&format!("{label}, {}", field.name), &field.value);
    });
    let text = &location.address;
    Place {
        name: location.name.clone(),
        address: address(text, if label.is_empty() { "Location" } else { label }, note),
        county: match custom.county.is_empty() {
            true => of_customer.county.clone(),
            false => custom.county,
        },
        access: custom.access,
        hazards: custom.hazards,
        square_feet: custom.square_feet,
    }
}

fn is_box(street: &str) -> bool {
    let plain: String = street.chars().filter(char::is_ascii_alphanumeric).collect();
    plain.to_ascii_lowercase().starts_with("pobox")
}

fn tags(given: &[String], note: &mut Note) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for text in given {
        match tidy_tag(text) {
            Some(tag) if kept.contains(&tag) => {}
            Some(tag) => kept.push(tag),
            None => note.named("Tag", text),
        }
    }
    kept
}

/// `Net 30` is 30 days, `Due on receipt` none; other terms go into the note.
fn terms_days(terms: &str, note: &mut Note) -> Option<i64> {
    let plain = terms.to_ascii_lowercase();
    let days = plain.trim().trim_start_matches("net").trim();
    let days = days.strip_suffix("days").unwrap_or(days).trim();
    let days = match plain.trim() {
        "" => return None,
        "due on receipt" | "cod" | "on receipt" => Some(0),
        _ => days.parse().ok().filter(|days| (0..=120).contains(days)),
    };
    if days.is_none() {
        note.named("Terms", terms);
    }
    days
}

#[cfg(test)]
mod tests;
