//! Writing customers in the shape Jobber imports.
//!
//! One row a place that is serviced, as Jobber has it, or one row for a customer without any.
//! `Account Number` and `Property ID` are ours, for coming back; Jobber lets a person leave
//! columns out. The account balance stands on the customer's first row only, so that the column
//! sums to what is owed.

use std::io::{self, Write};

use super::{CustomerRow, LocationRow, PhoneKind};
use crate::csv::{Cell, Writer};

const COLUMNS: [&str; 33] = [
    "Account Number",
    "Display Name",
    "Title",
    "First Name",
    "Last Name",
    "Company Name",
    "Is Company?",
    "Main Phone",
    "Mobile Phone",
    "Home Phone",
    "Work Phone",
    "Fax Phone",
    "Billing Phone",
    "Other Phone",
    "Email",
    "Property ID",
    "Property Name",
    "Street",
    "Street 2",
    "City",
    "State",
    "Zip Code",
    "Country",
    "Billing Name",
    "Billing Street",
    "Billing Street 2",
    "Billing City",
    "Billing State",
    "Billing Zip Code",
    "Billing Country",
    "Lead Source",
    "Tags",
    "Archived",
];

/// The columns behind [`COLUMNS`]; apart because one of them is an amount.
const LAST_COLUMNS: [&str; 3] = ["Note", "Terms", "Account Balance"];

/// Writes customers one by one.
pub struct Export<W: Write> {
    writer: Writer<W>,
}

impl<W: Write> Export<W> {
    /// Begins a file that Jobber and spreadsheets read.
    pub fn new(out: W) -> io::Result<Export<W>> {
        let mut writer = Writer::for_excel(out)?;
        writer.texts(COLUMNS.into_iter().chain(LAST_COLUMNS))?;
        Ok(Export { writer })
    }

    /// Writes one customer with all his places.
    pub fn write(&mut self, customer: &CustomerRow) -> io::Result<()> {
        let balance = customer.balance_cents.map_or(Cell::Empty, Cell::Cents);
        let nowhere = LocationRow::default();
        if customer.locations.is_empty() {
            return self.row(customer, &nowhere, balance);
        }
        for (place, location) in customer.locations.iter().enumerate() {
            let balance = if place == 0 { balance } else { Cell::Empty };
            self.row(customer, location, balance)?;
        }
        Ok(())
    }

    /// Flushes and gives the stream back.
    pub fn finish(self) -> io::Result<W> {
        self.writer.finish()
    }

    fn row(
        &mut self,
        customer: &CustomerRow,
        location: &LocationRow,
        balance: Cell<'_>,
    ) -> io::Result<()> {
        let phones = |kind: PhoneKind| {
            let of_kind = customer.phones.iter().filter(|phone| phone.kind == kind);
            of_kind.map(|phone| phone.text.as_str()).collect::<Vec<_>>().join(", ")
        };
        let phones = [
            PhoneKind::Main,
            PhoneKind::Mobile,
            PhoneKind::Home,
            PhoneKind::Work,
            PhoneKind::Fax,
            PhoneKind::Billing,
            PhoneKind::Other,
        ]
        .map(phones);
        let (emails, tags) = (customer.emails.join(", "), customer.tags.join(", "));
        let is_company = match customer.is_company {
            Some(true) => "true",
            Some(false) => "false",
            None => "",
        };
        let (address, billing) = (&location.address, &customer.billing);
        let who: [&str; 7] = [
            &customer.source_id,
            &customer.name,
            &customer.title,
            &customer.first_name,
            &customer.last_name,
            &customer.company,
            is_company,
        ];
        let place: [&str; 9] = [
            &emails,
            &location.source_id,
            &location.name,
            &address.street1,
            &address.street2,
            &address.city,
            &address.state,
            &address.zip,
            &address.country,
        ];
        let rest: [&str; 12] = [
            &billing.addressee,
            &billing.street1,
            &billing.street2,
            &billing.city,
            &billing.state,
            &billing.zip,
            &billing.country,
            &customer.lead_source,
            &tags,
            if customer.archived { "true" } else { "false" },
            &customer.notes,
            &customer.terms,
        ];
        let texts = who.into_iter().chain(phones.iter().map(String::as_str));
        let texts = texts.chain(place).chain(rest).map(Cell::Text);
        self.writer.row(texts.chain([balance]))
    }
}
