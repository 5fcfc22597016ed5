//! What the columns of each program are called.
//!
//! Names are compared by [`key`], so capitals, spaces and punctuation do not count: `Main Phone
//! #s`, `main_phone_s` and `MAIN PHONE #S` are one column. A name that ends in `*` here stands
//! for every name that begins so (Jobber puts a time stamp into one of its headers).

use super::fields::{AddressPart as Part, Field, ItemPart};
use super::synonyms::GENERIC;
use super::{PhoneKind, Source};

pub(super) type Names = &'static [(Field, &'static [&'static str])];

/// A column name by its letters and digits only, in small letters.
pub(crate) fn key(column: &str) -> String {
    column.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The field a program's column is read into.
pub(crate) fn field_of(source: Source, column: &str) -> Option<Field> {
    let own = match source {
        Source::Jobber => JOBBER,
        Source::FieldRoutes => FIELD_ROUTES,
        Source::QuickBooksIif => QUICKBOOKS_IIF,
        Source::QuickBooksCsv => QUICKBOOKS_CSV,
        Source::Generic => &[],
    };
    if source == Source::Jobber
        && let Some(field) = jobber_custom_field(column)
    {
        return Some(field);
    }
    let key = key(column);
    lookup(own, &key).or_else(|| match source {
        // What these programs call a column is known; guessing would only go wrong.
        Source::QuickBooksIif | Source::FieldRoutes => None,
        _ => lookup(GENERIC, &key),
    })
}

/// Whether some program calls a column so; used to find the header below title rows.
pub(crate) fn is_known(column: &str) -> bool {
    if column.len() > LONGEST_NAME {
        return false;
    }
    let key = key(column);
    [JOBBER, FIELD_ROUTES, QUICKBOOKS_IIF, QUICKBOOKS_CSV, GENERIC]
        .iter()
        .any(|names| lookup(names, &key).is_some())
}

/// No program has longer column names; what is longer is a sentence.
const LONGEST_NAME: usize = 60;

fn lookup(names: Names, key: &str) -> Option<Field> {
    let matches = |name: &&str| match name.strip_suffix('*') {
        Some(beginning) => key.starts_with(beginning),
        None => *name == key,
    };
    names.iter().find(|(_, names)| names.iter().any(matches)).map(|(field, _)| *field)
}

/// `CFT[Gate code]` is a client's custom text, `PFS[Lawn]` a property's selection.
fn jobber_custom_field(column: &str) -> Option<Field> {
    let (kind, rest) = column.trim().split_once('[')?;
    let is_kind = kind.len() == 3 && kind.bytes().all(|byte| byte.is_ascii_uppercase());
    match (is_kind && rest.ends_with(']'), kind.as_bytes().first()) {
        (true, Some(b'P')) => Some(Field::LocationCustom),
        (true, Some(_)) => Some(Field::Custom),
        _ => None,
    }
}

/// The name of a custom field without its kind: `Gate code` of `CFT[Gate code]`.
pub(crate) fn custom_name(column: &str) -> &str {
    let column = column.trim();
    match jobber_custom_field(column) {
        Some(_) => column[4..column.len() - 1].trim(),
        None => column,
    }
}

const JOBBER: Names = &[
    (Field::JobberId, &["jid"]),
    (Field::Name, &["displayname", "clientname", "contact"]),
    (Field::IsCompany, &["iscompany"]),
    (Field::Phone(PhoneKind::Main), &["mainphones", "mainphone", "phone"]),
    (Field::Phone(PhoneKind::Mobile), &["mobilephones", "textmessageenabledphone*"]),
    (Field::Phone(PhoneKind::Work), &["workphones"]),
    (Field::Phone(PhoneKind::Home), &["homephones"]),
    (Field::Phone(PhoneKind::Fax), &["faxphones"]),
    (Field::Phone(PhoneKind::Other), &["otherphones"]),
    (Field::Email, &["emails"]),
    (Field::LocationName, &["servicepropertyname", "propertyname"]),
    (Field::Location(Part::Street1), &["servicestreet1"]),
    (Field::Location(Part::Street2), &["servicestreet2"]),
    (Field::Location(Part::City), &["servicecity"]),
    (Field::Location(Part::State), &["servicestate", "serviceprovince"]),
    (Field::Location(Part::Zip), &["servicezipcode", "servicepostalcode"]),
    (Field::Location(Part::Country), &["servicecountry"]),
    (Field::Billing(Part::Whole), &["billingaddress"]),
    (Field::LeadSource, &["leadsource", "leadasof*"]),
    (Field::LocationCustom, &["taxname", "taxrate"]),
];

const FIELD_ROUTES: Names = &[
    (Field::Id, &["customerid"]),
    (Field::BillToId, &["billtoaccountid"]),
    (Field::FirstName, &["fname", "firstname"]),
    (Field::LastName, &["lname", "lastname"]),
    (Field::Company, &["companyname"]),
    (Field::IsCompany, &["commercialaccount"]),
    (Field::Active, &["status", "active"]),
    (Field::Email, &["email", "billingemail"]),
    (Field::Phone(PhoneKind::Main), &["phone1"]),
    (Field::MainExtension, &["ext1"]),
    (Field::Phone(PhoneKind::Other), &["phone2"]),
    (Field::OtherExtension, &["ext2"]),
    (Field::Phone(PhoneKind::Billing), &["billingphone"]),
    (Field::Location(Part::Street1), &["address"]),
    (Field::Location(Part::City), &["city"]),
    (Field::Location(Part::State), &["state"]),
    (Field::Location(Part::Zip), &["zip"]),
    (Field::Billing(Part::Addressee), &["billingcompanyname"]),
    (Field::Billing(Part::Street1), &["billingaddress"]),
    (Field::Billing(Part::City), &["billingcity"]),
    (Field::Billing(Part::State), &["billingstate"]),
    (Field::Billing(Part::Zip), &["billingzip"]),
    (Field::LeadSource, &["source"]),
    (Field::Balance, &["balance"]),
    (Field::BalanceAge, &["balanceage"]),
    (Field::Notes, &["notes", "specialscheduling"]),
    // Links and codes of the old program say nothing outside it.
    (Field::Ignore, &["customerlink", "statustext", "lat", "lng", "mapcode", "mappage"]),
];

const QUICKBOOKS_IIF: Names = &[
    (Field::CustomerAndJob, &["name"]),
    (Field::Billing(Part::Line), &["baddr1", "baddr2", "baddr3", "baddr4", "baddr5"]),
    (Field::Location(Part::Line), &["saddr1", "saddr2", "saddr3", "saddr4", "saddr5"]),
    (Field::Phone(PhoneKind::Main), &["phone1"]),
    (Field::Phone(PhoneKind::Other), &["phone2"]),
    (Field::Phone(PhoneKind::Fax), &["faxnum"]),
    (Field::Email, &["email"]),
    (Field::Terms, &["terms"]),
    (Field::Notes, &["notepad", "note"]),
    (Field::Title, &["salutation"]),
    (Field::Company, &["companyname"]),
    (Field::FirstName, &["firstname"]),
    (Field::MiddleName, &["midinit"]),
    (Field::LastName, &["lastname"]),
    (Field::Archived, &["hidden"]),
    (Field::Balance, &["obamount", "openbal", "openingbalance", "balance"]),
    (Field::Item(ItemPart::IssuedOn), &["obdate", "openbaldate", "openingbalancedate", "asof"]),
    (Field::Ignore, &["refnum", "timestamp", "delcount"]),
];

const QUICKBOOKS_CSV: Names = &[
    (
        Field::CustomerAndJob,
        &["customer", "name", "customername", "displayname", "customerfullname"],
    ),
    (Field::LabelledPhones, &["phonenumbers", "phone"]),
    (Field::Phone(PhoneKind::Other), &["altphone", "secondaryphone"]),
    (Field::Company, &["company", "companyname"]),
    (Field::Title, &["mrms"]),
    (Field::MiddleName, &["mi"]),
    (Field::Email, &["email", "mainemail"]),
    (Field::Billing(Part::Whole), &["billingaddress", "billaddress"]),
    (Field::Location(Part::Whole), &["shippingaddress", "shipaddress"]),
    (Field::Billing(Part::Line), &["billto1", "billto2", "billto3", "billto4", "billto5"]),
    (Field::Location(Part::Line), &["shipto1", "shipto2", "shipto3", "shipto4", "shipto5"]),
    (Field::Billing(Part::Street1), &["streetaddress", "street"]),
    (Field::Billing(Part::City), &["city"]),
    (Field::Billing(Part::State), &["state"]),
    (Field::Billing(Part::Zip), &["zip", "postalcode"]),
    (Field::Billing(Part::Country), &["country"]),
    (Field::Balance, &["openbalance", "balance", "balancetotal", "total"]),
    (Field::Active, &["activestatus"]),
    (Field::Ignore, &["attachments", "fullname", "primarycontact"]),
];
