//! The fields a column can be read into.

use super::PhoneKind;

/// What a column of a customer list means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The source's id of the customer.
    Id,
    /// Jobber's `client_property` id.
    JobberId,
    /// QuickBooks's `Customer:Job`, which is both id and name.
    CustomerAndJob,
    /// The id of the customer who is billed.
    BillToId,
    /// The name to show.
    Name,
    /// Company.
    Company,
    /// First name.
    FirstName,
    /// Middle name or initial.
    MiddleName,
    /// Last name.
    LastName,
    /// `Mr.`, `Dr.`
    Title,
    /// Whether the customer is a company.
    IsCompany,
    /// One or several telephone numbers.
    Phone(PhoneKind),
    /// The extension of the main number.
    MainExtension,
    /// The extension of the other number.
    OtherExtension,
    /// Several numbers with their kind in front: `Phone: .. Mobile: ..`.
    LabelledPhones,
    /// One or several e-mail addresses.
    Email,
    /// A part of the billing address.
    Billing(AddressPart),
    /// A part of the address that is serviced.
    Location(AddressPart),
    /// The source's id of the place that is serviced.
    LocationId,
    /// What the place is called.
    LocationName,
    /// How the customer came to us.
    LeadSource,
    /// Tags.
    Tags,
    /// Yes when the customer is no longer active.
    Archived,
    /// Yes when the customer is active.
    Active,
    /// Notes; several columns are joined.
    Notes,
    /// What the customer owes.
    Balance,
    /// How many days the oldest open document is past due.
    BalanceAge,
    /// One bucket of the balance by age.
    Aging(Bucket),
    /// A part of one open document.
    Item(ItemPart),
    /// Payment terms.
    Terms,
    /// Kept with the customer under the column's name.
    Custom,
    /// Kept with the place that is serviced under the column's name.
    LocationCustom,
    /// Left out.
    Ignore,
}

/// A part of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // The names say it all.
pub enum AddressPart {
    /// The whole address in one cell.
    Whole,
    /// The next line of an address block.
    Line,
    Addressee,
    Street1,
    Street2,
    City,
    State,
    Zip,
    Country,
}

/// A bucket of an aging.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // The names say it all.
pub enum Bucket {
    Current,
    Days1To30,
    Days31To60,
    Days61To90,
    Days91Up,
}

/// A part of an open document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // The names say it all.
pub enum ItemPart {
    Number,
    IssuedOn,
    DueOn,
    Amount,
}

impl Field {
    /// Whether several columns may be read into it.
    pub(crate) fn takes_many(self) -> bool {
        matches!(
            self,
            Field::Phone(_)
                | Field::LabelledPhones
                | Field::Email
                | Field::Billing(AddressPart::Line)
                | Field::Location(AddressPart::Line)
                | Field::Tags
                | Field::Notes
                | Field::Custom
                | Field::LocationCustom
                | Field::Ignore
        )
    }

    /// Whether the column holds dates.
    pub(crate) fn is_date(self) -> bool {
        matches!(self, Field::Item(ItemPart::IssuedOn | ItemPart::DueOn))
    }

    /// Whether the column can name a customer.
    pub(crate) fn names_somebody(self) -> bool {
        matches!(
            self,
            Field::Name
                | Field::CustomerAndJob
                | Field::Company
                | Field::FirstName
                | Field::LastName
        )
    }
}
