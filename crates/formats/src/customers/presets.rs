//! What the columns of each program are called.
//!
//! Names are compared by [`key`], so capitals, spaces and punctuation do not count: `Main Phone
//! #s`, `main_phone_s` and `MAIN PHONE #S` are one column. A name that ends in `*` here stands
//! for every name that begins so (Jobber puts a time stamp into one of its headers).

use super::fields::{AddressPart as Part, Bucket, Field, ItemPart};
use super::{PhoneKind, Source};

type Names = &'static [(Field, &'static [&'static str])];

/// A column name by its letters and digits only, in small letters.
pub(crate) fn key(column: &str) -> String {
    column
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
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
    Source::ALL
        .iter()
        .any(|source| field_of(*source, column).is_some())
}

fn lookup(names: Names, key: &str) -> Option<Field> {
    let matches = |name: &&str| match name.strip_suffix('*') {
        Some(beginning) => key.starts_with(beginning),
        None => *name == key,
    };
    names
        .iter()
        .find(|(_, names)| names.iter().any(|name| matches(name)))
        .map(|(field, _)| *field)
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
    (
        Field::Phone(PhoneKind::Main),
        &["mainphones", "mainphone", "phone"],
    ),
    (
        Field::Phone(PhoneKind::Mobile),
        &["mobilephones", "textmessageenabledphone*"],
    ),
    (Field::Phone(PhoneKind::Work), &["workphones"]),
    (Field::Phone(PhoneKind::Home), &["homephones"]),
    (Field::Phone(PhoneKind::Fax), &["faxphones"]),
    (Field::Phone(PhoneKind::Other), &["otherphones"]),
    (Field::Email, &["emails"]),
    (
        Field::LocationName,
        &["servicepropertyname", "propertyname"],
    ),
    (Field::Location(Part::Street1), &["servicestreet1"]),
    (Field::Location(Part::Street2), &["servicestreet2"]),
    (Field::Location(Part::City), &["servicecity"]),
    (
        Field::Location(Part::State),
        &["servicestate", "serviceprovince"],
    ),
    (
        Field::Location(Part::Zip),
        &["servicezipcode", "servicepostalcode"],
    ),
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
    (
        Field::Ignore,
        &[
            "customerlink",
            "statustext",
            "lat",
            "lng",
            "mapcode",
            "mappage",
        ],
    ),
];

const QUICKBOOKS_IIF: Names = &[
    (Field::CustomerAndJob, &["name"]),
    (
        Field::Billing(Part::Line),
        &["baddr1", "baddr2", "baddr3", "baddr4", "baddr5"],
    ),
    (
        Field::Location(Part::Line),
        &["saddr1", "saddr2", "saddr3", "saddr4", "saddr5"],
    ),
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
    (
        Field::Balance,
        &["obamount", "openbal", "openingbalance", "balance"],
    ),
    (
        Field::Item(ItemPart::IssuedOn),
        &["obdate", "openbaldate", "openingbalancedate", "asof"],
    ),
    (Field::Ignore, &["refnum", "timestamp", "delcount"]),
];

const QUICKBOOKS_CSV: Names = &[
    (
        Field::CustomerAndJob,
        &[
            "customer",
            "name",
            "customername",
            "displayname",
            "customerfullname",
        ],
    ),
    (Field::LabelledPhones, &["phonenumbers", "phone"]),
    (
        Field::Phone(PhoneKind::Other),
        &["altphone", "secondaryphone"],
    ),
    (Field::Company, &["company", "companyname"]),
    (Field::Title, &["mrms"]),
    (Field::MiddleName, &["mi"]),
    (Field::Email, &["email", "mainemail"]),
    (
        Field::Billing(Part::Whole),
        &["billingaddress", "billaddress"],
    ),
    (
        Field::Location(Part::Whole),
        &["shippingaddress", "shipaddress"],
    ),
    (
        Field::Billing(Part::Line),
        &["billto1", "billto2", "billto3", "billto4", "billto5"],
    ),
    (
        Field::Location(Part::Line),
        &["shipto1", "shipto2", "shipto3", "shipto4", "shipto5"],
    ),
    (Field::Billing(Part::Street1), &["streetaddress", "street"]),
    (Field::Billing(Part::City), &["city"]),
    (Field::Billing(Part::State), &["state"]),
    (Field::Billing(Part::Zip), &["zip", "postalcode"]),
    (Field::Billing(Part::Country), &["country"]),
    (
        Field::Balance,
        &["openbalance", "balance", "balancetotal", "total"],
    ),
    (Field::Active, &["activestatus"]),
    (
        Field::Ignore,
        &["attachments", "fullname", "primarycontact"],
    ),
];

/// What everybody else calls a column. The order settles nothing; names are unique.
const GENERIC: Names = &[
    (
        Field::Id,
        &[
            "id",
            "customerid",
            "clientid",
            "accountid",
            "customernumber",
            "customerno",
            "account",
            "accountnumber",
            "accountno",
            "acct",
            "acctno",
            "acctnumber",
            "customercode",
            "locationcode",
            "locationnumber",
        ],
    ),
    (
        Field::BillToId,
        &[
            "billtoid",
            "billto",
            "billtonumber",
            "billtoaccount",
            "billtoaccountid",
        ],
    ),
    (
        Field::Name,
        &[
            "name",
            "fullname",
            "customer",
            "customername",
            "client",
            "clientname",
            "displayname",
        ],
    ),
    (
        Field::Company,
        &[
            "company",
            "companyname",
            "organization",
            "organizationname",
            "org",
            "business",
            "businessname",
        ],
    ),
    (
        Field::FirstName,
        &["firstname", "givenname", "fname", "first"],
    ),
    (Field::MiddleName, &["middlename", "middleinitial", "mi"]),
    (
        Field::LastName,
        &["lastname", "familyname", "surname", "lname", "last"],
    ),
    (Field::Title, &["title", "salutation", "prefix"]),
    (
        Field::IsCompany,
        &["iscompany", "commercial", "iscommercial"],
    ),
    (
        Field::Phone(PhoneKind::Main),
        &[
            "phone",
            "mainphone",
            "phonenumber",
            "telephone",
            "phone1",
            "primaryphone",
            "tel",
        ],
    ),
    (
        Field::Phone(PhoneKind::Mobile),
        &[
            "mobile",
            "mobilephone",
            "mobilenumber",
            "cell",
            "cellphone",
            "textmessageenabledphone*",
        ],
    ),
    (
        Field::Phone(PhoneKind::Home),
        &["homephone", "homenumber", "home"],
    ),
    (
        Field::Phone(PhoneKind::Work),
        &["workphone", "worknumber", "work", "officephone"],
    ),
    (
        Field::Phone(PhoneKind::Fax),
        &["fax", "faxphone", "faxnumber"],
    ),
    (Field::Phone(PhoneKind::Billing), &["billingphone"]),
    (
        Field::Phone(PhoneKind::Other),
        &["otherphone", "altphone", "alternatephone", "phone2"],
    ),
    (
        Field::Email,
        &[
            "email",
            "emailaddress",
            "emails",
            "mainemail",
            "billingemail",
        ],
    ),
    (Field::Billing(Part::Whole), &["billingaddress"]),
    (
        Field::Billing(Part::Addressee),
        &["billingname", "billingcompany"],
    ),
    (
        Field::Billing(Part::Street1),
        &["billingstreet", "billingstreet1", "billingaddress1"],
    ),
    (
        Field::Billing(Part::Street2),
        &["billingstreet2", "billingaddress2"],
    ),
    (Field::Billing(Part::City), &["billingcity"]),
    (
        Field::Billing(Part::State),
        &["billingstate", "billingprovince"],
    ),
    (
        Field::Billing(Part::Zip),
        &["billingzip", "billingzipcode", "billingpostalcode"],
    ),
    (Field::Billing(Part::Country), &["billingcountry"]),
    (
        Field::Location(Part::Street1),
        &[
            "address",
            "street",
            "street1",
            "address1",
            "addressline1",
            "serviceaddress",
            "servicestreet",
            "streetaddress",
        ],
    ),
    (
        Field::Location(Part::Street2),
        &[
            "street2",
            "address2",
            "addressline2",
            "streetline2",
            "unit",
            "apt",
            "suite",
        ],
    ),
    (
        Field::Location(Part::City),
        &["city", "town", "servicecity"],
    ),
    (
        Field::Location(Part::State),
        &["state", "province", "servicestate"],
    ),
    (
        Field::Location(Part::Zip),
        &["zip", "zipcode", "postalcode", "servicezip"],
    ),
    (Field::Location(Part::Country), &["country"]),
    (Field::LocationId, &["propertyid", "locationid", "siteid"]),
    (
        Field::LocationName,
        &["propertyname", "locationname", "sitename"],
    ),
    (Field::LeadSource, &["leadsource", "source", "referredby"]),
    (Field::Tags, &["tags", "tag", "labels"]),
    (Field::Archived, &["archived", "inactive", "hidden"]),
    (Field::Active, &["active", "status", "isactive"]),
    (
        Field::Notes,
        &[
            "note",
            "notes",
            "comment",
            "comments",
            "instructions",
            "internalcomment",
        ],
    ),
    (
        Field::Balance,
        &[
            "balance",
            "accountbalance",
            "openbalance",
            "openingbalance",
            "balancedue",
            "amountdue",
            "saldo",
        ],
    ),
    (
        Field::BalanceAge,
        &["balanceage", "dayspastdue", "dayslate"],
    ),
    (
        Field::Aging(Bucket::Current),
        &["current", "notdue", "notyetdue"],
    ),
    (
        Field::Aging(Bucket::Days1To30),
        &["130", "130days", "1to30"],
    ),
    (
        Field::Aging(Bucket::Days31To60),
        &["3160", "3160days", "31to60"],
    ),
    (
        Field::Aging(Bucket::Days61To90),
        &["6190", "6190days", "61to90"],
    ),
    (
        Field::Aging(Bucket::Days91Up),
        &[
            "90",
            "91",
            "over90",
            "90days",
            "91days",
            "91andover",
            "91andup",
            "90andover",
        ],
    ),
    (
        Field::Item(ItemPart::Number),
        &["invoice", "invoicenumber", "invoiceno", "num"],
    ),
    (
        Field::Item(ItemPart::IssuedOn),
        &["invoicedate", "issuedate", "date"],
    ),
    (Field::Item(ItemPart::DueOn), &["duedate", "due"]),
    (
        Field::Item(ItemPart::Amount),
        &["openamount", "amountopen", "invoicebalance"],
    ),
    (Field::Terms, &["terms", "paymentterms"]),
];
