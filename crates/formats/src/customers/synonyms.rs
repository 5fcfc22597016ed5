//! What columns are called in tables of no known program.

use super::PhoneKind;
use super::fields::{AddressPart as Part, Bucket, Field, ItemPart};
use super::presets::Names;

/// What everybody else calls a column. The order settles nothing; names are unique.
pub(super) const GENERIC: Names = &[
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
