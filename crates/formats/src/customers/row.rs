//! One customer as a list of another program gives him.

use serde::{Deserialize, Serialize};
use values::Day;

/// The program a customer list comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Jobber's clients export, its contact and property reports.
    Jobber,
    /// A FieldRoutes customer report.
    FieldRoutes,
    /// QuickBooks Desktop's lists, `File > Utilities > Export > Lists to IIF Files`.
    QuickBooksIif,
    /// A customer list or contact list that QuickBooks exported as a table.
    QuickBooksCsv,
    /// Any other table, read through a [`super::Mapping`].
    Generic,
}

impl Source {
    /// Every source, in the order a person is asked.
    pub const ALL: [Source; 5] = [
        Source::Jobber,
        Source::FieldRoutes,
        Source::QuickBooksIif,
        Source::QuickBooksCsv,
        Source::Generic,
    ];

    /// The name people know it by.
    pub fn label(self) -> &'static str {
        match self {
            Source::Jobber => "Jobber",
            Source::FieldRoutes => "FieldRoutes",
            Source::QuickBooksIif => "QuickBooks Desktop (IIF)",
            Source::QuickBooksCsv => "QuickBooks customer list",
            Source::Generic => "Other table",
        }
    }
}

/// Whose word the id of a row is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Identity {
    /// The source's own id: two rows with the same one are the same customer.
    FromSource,
    /// The source has none; the id is made from everything the row says, so the same file read
    /// twice gives the same ids, and a changed row is another customer.
    #[default]
    FromRow,
}

/// Who or what a telephone number reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // The names say it all.
pub enum PhoneKind {
    Main,
    Mobile,
    Home,
    Work,
    Fax,
    Billing,
    Other,
}

/// A telephone number as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneText {
    /// Who or what it reaches.
    pub kind: PhoneKind,
    /// The number as it stands in the file.
    pub text: String,
}

/// An address as written; nothing in it is checked or changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressText {
    /// The name above the street, where it differs from the customer's.
    pub addressee: String,
    /// House number and street. An address that could not be told apart stands here whole.
    pub street1: String,
    /// Apartment, suite, building.
    pub street2: String,
    /// City.
    pub city: String,
    /// State or province.
    pub state: String,
    /// ZIP or postal code.
    pub zip: String,
    /// Country; empty for the United States.
    pub country: String,
}

impl AddressText {
    /// Whether nothing at all is written.
    pub fn is_empty(&self) -> bool {
        [&self.addressee, &self.street1, &self.street2, &self.city, &self.state, &self.zip]
            .iter()
            .all(|part| part.is_empty())
            && self.country.is_empty()
    }

    /// Whether a place can be found by it: more than a state or a country.
    pub fn names_a_place(&self) -> bool {
        [&self.street1, &self.street2, &self.city, &self.zip].iter().any(|part| !part.is_empty())
    }
}

/// A place that is serviced: Jobber's property, QuickBooks's job.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocationRow {
    /// The line of the file, counted from 1.
    pub line: u64,
    /// The source's id of the place; empty when it has none.
    pub source_id: String,
    /// What the place is called; usually empty.
    pub name: String,
    /// Where it is.
    pub address: AddressText,
    /// What the source says about the place beyond that.
    pub custom: Vec<CustomField>,
}

/// A field that only this source or this office has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomField {
    /// Its name.
    pub name: String,
    /// What it says.
    pub value: String,
}

/// A document that is still open in the old program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpeningItem {
    /// The line of the file, counted from 1.
    pub line: u64,
    /// The document number; empty for a mere opening balance.
    pub number: String,
    /// The day it was issued.
    pub issued_on: Option<Day>,
    /// The day it is due.
    pub due_on: Option<Day>,
    /// What is open of it; negative for a credit.
    pub amount_cents: i64,
}

/// A balance by how long it is past due, in whole cents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aging {
    /// Not yet due.
    pub current_cents: i64,
    /// 1 to 30 days past due.
    pub days_1_30_cents: i64,
    /// 31 to 60 days past due.
    pub days_31_60_cents: i64,
    /// 61 to 90 days past due.
    pub days_61_90_cents: i64,
    /// 91 days past due and more.
    pub days_91_up_cents: i64,
}

impl Aging {
    /// A whole balance in the bucket of its age.
    pub fn of_age(days_past_due: i64, cents: i64) -> Aging {
        let mut aging = Aging::default();
        *match days_past_due {
            ..=0 => &mut aging.current_cents,
            1..=30 => &mut aging.days_1_30_cents,
            31..=60 => &mut aging.days_31_60_cents,
            61..=90 => &mut aging.days_61_90_cents,
            91.. => &mut aging.days_91_up_cents,
        } = cents;
        aging
    }

    /// The sum of the buckets; `None` when it does not fit.
    pub fn total_cents(&self) -> Option<i64> {
        self.buckets().iter().try_fold(0_i64, |sum, bucket| sum.checked_add(*bucket))
    }

    /// The buckets from current to the oldest.
    pub fn buckets(&self) -> [i64; 5] {
        [
            self.current_cents,
            self.days_1_30_cents,
            self.days_31_60_cents,
            self.days_61_90_cents,
            self.days_91_up_cents,
        ]
    }
}

/// What sort of thing a [`Warning`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WarningKind {
    /// A cell is written in other letters than the file.
    Letters,
    /// A card number was masked.
    CardNumber,
    /// An amount could not be read.
    Amount,
    /// A date could not be read.
    Date,
    /// A telephone number could not be verified.
    Phone,
    /// An e-mail address could not be verified.
    Email,
    /// A state, ZIP code or address could not be verified.
    Address,
    /// An id could not be read.
    Id,
    /// A yes or no could not be read.
    YesOrNo,
    /// Two rows or columns of one customer say different things.
    Conflict,
}

/// Something in a row that a person should look at; the row is read all the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// What sort of thing it is, for counting and grouping.
    pub kind: WarningKind,
    /// The line of the file, counted from 1.
    pub line: u64,
    /// The column, as the file names it.
    pub field: String,
    /// What stands there, kept as written (card numbers masked).
    pub text: String,
    /// What is the matter with it.
    pub why: String,
}

/// One customer of a list, with everything the source says about him.
///
/// Texts are as written, spaces around them removed; empty means the source says nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerRow {
    /// Where the row comes from.
    pub source: Source,
    /// The id by which the source knows the customer, or one made from the row.
    pub source_id: String,
    /// Whose word the id is.
    pub identity: Identity,
    /// The line of the file, counted from 1, on which he begins.
    pub line: u64,
    /// The line on which the same id began before, when rows of one customer lie apart; what is
    /// here belongs to that customer.
    pub continues_line: Option<u64>,
    /// The id of the customer who is billed, when it is another one.
    pub bill_to_id: Option<String>,
    /// The name to show; never empty.
    pub name: String,
    /// Company.
    pub company: String,
    /// Whether the source says that he is a company.
    pub is_company: Option<bool>,
    /// First name, middle initials included.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// `Mr.`, `Dr.`
    pub title: String,
    /// Telephone numbers in the order of the file.
    pub phones: Vec<PhoneText>,
    /// E-mail addresses in the order of the file.
    pub emails: Vec<String>,
    /// Where bills go; empty when the source gives no billing address.
    pub billing: AddressText,
    /// The places that are serviced; empty when the source gives none.
    pub locations: Vec<LocationRow>,
    /// How he came to us.
    pub lead_source: String,
    /// Tags.
    pub tags: Vec<String>,
    /// Whether he is archived, inactive or hidden in the source.
    pub archived: bool,
    /// Notes, with their line breaks.
    pub notes: String,
    /// What he owes in whole cents, negative for a credit; `None` when the source does not say.
    pub balance_cents: Option<i64>,
    /// How many days the oldest open document is past due.
    pub balance_age_days: Option<i64>,
    /// The balance by age, when the source gives it so.
    pub aging: Option<Aging>,
    /// Open documents, when the source gives them.
    pub opening_items: Vec<OpeningItem>,
    /// Payment terms: `Net 30`.
    pub terms: String,
    /// What the source says beyond that.
    pub custom: Vec<CustomField>,
    /// What a person should look at.
    pub warnings: Vec<Warning>,
}

/// A row that could not become a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejected {
    /// The line of the file, counted from 1.
    pub line: u64,
    /// Why, and what to do.
    pub reason: String,
    /// The row as it stands in the file (card numbers masked).
    pub text: String,
    /// What it says is owed, in whole cents; zero when that cannot be told.
    pub balance_cents: i64,
}
