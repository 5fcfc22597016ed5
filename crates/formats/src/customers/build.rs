//! From the cells of one row to a customer.

use std::sync::Arc;

use crate::amounts::parse_cents;
use crate::csv::Record;
use crate::dates::{DateFormat, parse_day};

use super::cells::{cleaned, is_active, labelled_phones, listed, masked, phones, yes_or_no};
use super::fields::{AddressPart, Bucket, Field, ItemPart};
use super::finish::Identities;
use super::presets::custom_name;
use super::{
    AddressText, Aging, AmountSign, CustomField, CustomerRow, Identity, LocationRow, PhoneKind,
    Rejected, Source, Warning, WarningKind,
};

/// How to read the rows of one file.
#[derive(Clone)]
pub(crate) struct Plan {
    pub source: Source,
    pub columns: Arc<[String]>,
    pub fields: Vec<Field>,
    /// The order of dates, column by column.
    pub dates: Vec<DateFormat>,
    pub sign: AmountSign,
}

/// A customer while his cells come in.
pub(super) struct Draft<'p> {
    pub plan: &'p Plan,
    pub row: CustomerRow,
    pub id: String,
    pub location: LocationRow,
    pub location_custom: Vec<CustomField>,
    pub middle_name: String,
    pub billing_lines: Vec<String>,
    pub location_lines: Vec<String>,
    pub aging: Option<Aging>,
    pub item: ItemDraft,
    /// Everything the row says, for the id of a row whose source has none.
    pub said: Vec<u8>,
}

/// An open document while its cells come in.
#[derive(Default)]
pub(super) struct ItemDraft {
    pub number: String,
    pub issued_on: Option<values::Day>,
    pub due_on: Option<values::Day>,
    pub amount_cents: Option<i64>,
}

/// Reads one row. `identities` counts the rows that say exactly the same.
pub(crate) fn build(
    plan: &Plan,
    record: &Record,
    identities: &mut Identities,
) -> Result<CustomerRow, Rejected> {
    let mut draft = Draft::new(plan, record.line());
    for (place, &field) in plan.fields.iter().enumerate() {
        let text = cleaned(record.get(place).unwrap_or(""));
        let column = &plan.columns[place];
        // Jobber's reports write a dash where there is nothing.
        let nothing = text.is_empty() || text == "-" && plan.source == Source::Jobber;
        let text = if nothing { "".into() } else { text };
        let hidden = match field {
            // `41234567_12345678` is two numbers, however like a card it looks.
            Field::JobberId if text.split('_').all(|part| masked(part).is_none()) => None,
            _ => masked(&text),
        };
        let shown = hidden.as_deref().unwrap_or(&text);
        draft.said.extend_from_slice(shown.as_bytes());
        draft.said.push(0x1f);
        if nothing {
            continue;
        }
        if hidden.is_some() {
            let why = "a card number stood here; only its last four digits are kept";
            draft.warn(WarningKind::CardNumber, column, shown, why);
            // A masked number is no id: two cards may end alike.
            if matches!(field, Field::Id | Field::JobberId | Field::LocationId | Field::BillToId) {
                continue;
            }
        }
        draft.take(place, field, shown);
    }
    for (place, read_in) in record.doubts() {
        let why = format!(
            "the file mixes two kinds of letters; this was read as {read_in}, so compare it with \
             the source"
        );
        let (column, text) = (&plan.columns[*place], cleaned(record.get(*place).unwrap_or("")));
        let shown = masked(&text).unwrap_or_else(|| text.into());
        draft.warn(WarningKind::Letters, column, &shown, why);
    }
    draft.finish(identities)
}

impl<'p> Draft<'p> {
    fn new(plan: &'p Plan, line: u64) -> Draft<'p> {
        Draft {
            plan,
            row: empty_row(plan.source, line),
            id: String::new(),
            location: LocationRow { line, ..LocationRow::default() },
            location_custom: Vec::new(),
            middle_name: String::new(),
            billing_lines: Vec::new(),
            location_lines: Vec::new(),
            aging: None,
            item: ItemDraft::default(),
            said: Vec::new(),
        }
    }

    pub fn warn(&mut self, kind: WarningKind, field: &str, text: &str, why: impl Into<String>) {
        self.row.warnings.push(Warning {
            kind,
            line: self.row.line,
            field: field.to_owned(),
            text: text.to_owned(),
            why: why.into(),
        });
    }

    /// Puts one cell, which is not empty, where it belongs.
    fn take(&mut self, place: usize, field: Field, text: &str) {
        let owned = || text.to_owned();
        match field {
            Field::Id => self.id = owned(),
            Field::JobberId => self.take_jobber_id(place, text),
            Field::CustomerAndJob => self.take_customer_and_job(text),
            Field::BillToId => self.row.bill_to_id = Some(owned()).filter(|id| id != "0"),
            Field::Name => self.row.name = owned(),
            Field::Company => self.row.company = owned(),
            Field::FirstName => self.row.first_name = owned(),
            Field::MiddleName => self.middle_name = owned(),
            Field::LastName => self.row.last_name = owned(),
            Field::Title => self.row.title = owned(),
            Field::IsCompany => self.row.is_company = self.read(place, text, yes_or_no),
            Field::Phone(kind) => self.row.phones.extend(phones(kind, text)),
            Field::LabelledPhones => self.row.phones.extend(labelled_phones(text)),
            Field::MainExtension => self.take_extension(PhoneKind::Main, text),
            Field::OtherExtension => self.take_extension(PhoneKind::Other, text),
            Field::Email => self.take_emails(text),
            Field::Billing(part) => match part {
                AddressPart::Whole | AddressPart::Line => self.billing_lines.push(owned()),
                part => set_part(&mut self.row.billing, part, text),
            },
            Field::Location(part) => match part {
                AddressPart::Whole | AddressPart::Line => self.location_lines.push(owned()),
                part => set_part(&mut self.location.address, part, text),
            },
            Field::LocationId => self.location.source_id = owned(),
            Field::LocationName => self.location.name = owned(),
            Field::LeadSource => self.row.lead_source = owned(),
            Field::Tags => {
                let tags = listed(text, &[',', ';', '|', '\n']).into_iter().map(str::to_owned);
                self.row.tags.extend(tags);
            }
            Field::Archived => {
                let archived = |text: &str| yes_or_no(text).or(is_active(text).map(|yes| !yes));
                self.row.archived |= self.read(place, text, archived).unwrap_or(false);
            }
            Field::Active => {
                self.row.archived |= !self.read(place, text, is_active).unwrap_or(true);
            }
            Field::Notes if self.row.notes.is_empty() => self.row.notes = owned(),
            Field::Notes => {
                self.row.notes.push('\n');
                self.row.notes.push_str(text);
            }
            Field::Balance => self.row.balance_cents = self.cents(place, text),
            Field::BalanceAge => self.row.balance_age_days = self.days(place, text),
            Field::Aging(bucket) => self.take_bucket(place, bucket, text),
            Field::Item(part) => self.take_item(place, part, text),
            Field::Terms => self.row.terms = owned(),
            Field::Custom | Field::LocationCustom => self.take_custom(place, field, text),
            Field::Ignore => {}
        }
    }

    /// `12345_678`: the client, then the property. A bare client is one without a property.
    fn take_jobber_id(&mut self, place: usize, text: &str) {
        let number = |text: &str| {
            !text.is_empty() && text.len() <= 20 && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        let (client, property) = text.split_once('_').unwrap_or((text, ""));
        if number(client) && (property.is_empty() || number(property)) {
            self.id = client.to_owned();
            self.location.source_id = property.to_owned();
        } else {
            let why = "this is no Jobber id (client_property), so the row is read by its name and \
                       is a customer of its own";
            self.warn(WarningKind::Id, &self.plan.columns[place], text, why);
        }
    }

    /// QuickBooks knows a customer by his name, and a job by its customer's name in front.
    fn take_customer_and_job(&mut self, text: &str) {
        let (customer, job) = text.split_once(':').unwrap_or((text, ""));
        let customer = customer.trim();
        self.id = customer.to_owned();
        self.row.name = customer.to_owned();
        if !job.trim().is_empty() {
            self.location.source_id = text.to_owned();
            self.location.name = job.split(':').map(str::trim).collect::<Vec<_>>().join(": ");
        }
    }

    fn take_extension(&mut self, kind: PhoneKind, text: &str) {
        match self.row.phones.iter_mut().rev().find(|phone| phone.kind == kind) {
            Some(phone) => phone.text = format!("{} x{text}", phone.text),
            None => self.row.phones.extend(phones(kind, &format!("x{text}"))),
        }
    }

    /// Spaces part addresses only where each piece is one; "call first" stays in one piece.
    fn take_emails(&mut self, text: &str) {
        for part in listed(text, &[',', ';', '|', '\n']) {
            let spaced = part.split(' ').filter(|piece| !piece.is_empty());
            let pieces: Vec<&str> = match spaced.clone().all(|piece| piece.contains('@')) {
                true => spaced.collect(),
                false => vec![part],
            };
            for email in pieces {
                let is_known = |known: &String| known.eq_ignore_ascii_case(email);
                if !self.row.emails.iter().any(is_known) {
                    self.row.emails.push(email.to_owned());
                }
            }
        }
    }

    fn take_custom(&mut self, place: usize, field: Field, text: &str) {
        let name = custom_name(&self.plan.columns[place]).to_owned();
        let custom = CustomField { name, value: text.to_owned() };
        match field {
            Field::LocationCustom => self.location_custom.push(custom),
            _ => self.row.custom.push(custom),
        }
    }

    fn take_bucket(&mut self, place: usize, bucket: Bucket, text: &str) {
        let Some(cents) = self.cents(place, text) else {
            return;
        };
        let aging = self.aging.get_or_insert_default();
        *match bucket {
            Bucket::Current => &mut aging.current_cents,
            Bucket::Days1To30 => &mut aging.days_1_30_cents,
            Bucket::Days31To60 => &mut aging.days_31_60_cents,
            Bucket::Days61To90 => &mut aging.days_61_90_cents,
            Bucket::Days91Up => &mut aging.days_91_up_cents,
        } = cents;
    }

    fn take_item(&mut self, place: usize, part: ItemPart, text: &str) {
        match part {
            ItemPart::Number => self.item.number = text.to_owned(),
            ItemPart::IssuedOn => self.item.issued_on = self.date(place, text),
            ItemPart::DueOn => self.item.due_on = self.date(place, text),
            ItemPart::Amount => self.item.amount_cents = self.cents(place, text),
        }
    }

    fn read(
        &mut self,
        place: usize,
        text: &str,
        by: impl Fn(&str) -> Option<bool>,
    ) -> Option<bool> {
        let read = by(text);
        if read.is_none() {
            let why = "this is neither yes nor no";
            self.warn(WarningKind::YesOrNo, &self.plan.columns[place], text, why);
        }
        read
    }

    fn cents(&mut self, place: usize, text: &str) -> Option<i64> {
        let cents = parse_cents(text);
        if cents.is_none() {
            let why = "this is no amount of money, so it counts for nothing; enter it by hand";
            self.warn(WarningKind::Amount, &self.plan.columns[place], text, why);
        }
        match self.plan.sign {
            AmountSign::OwedIsPositive => cents,
            AmountSign::OwedIsNegative => cents.map(|cents| -cents),
        }
    }

    fn days(&mut self, place: usize, text: &str) -> Option<i64> {
        let days = text.parse().ok().filter(|days| (-100_000..100_000).contains(days));
        if days.is_none() {
            let why = "this is no number of days";
            self.warn(WarningKind::Date, &self.plan.columns[place], text, why);
        }
        days
    }

    fn date(&mut self, place: usize, text: &str) -> Option<values::Day> {
        let format = self.plan.dates[place];
        let day = parse_day(text, format);
        if day.is_none() {
            let why = match format {
                DateFormat::Detect => "this is no date".to_owned(),
                format => format!("this is no date written as {format}"),
            };
            self.warn(WarningKind::Date, &self.plan.columns[place], text, why);
        }
        day
    }
}

fn set_part(address: &mut AddressText, part: AddressPart, text: &str) {
    let into = match part {
        AddressPart::Addressee => &mut address.addressee,
        AddressPart::Street1 | AddressPart::Whole | AddressPart::Line => &mut address.street1,
        AddressPart::Street2 => &mut address.street2,
        AddressPart::City => &mut address.city,
        AddressPart::State => &mut address.state,
        AddressPart::Zip => &mut address.zip,
        AddressPart::Country => &mut address.country,
    };
    *into = text.to_owned();
}

fn empty_row(source: Source, line: u64) -> CustomerRow {
    CustomerRow {
        source,
        source_id: String::new(),
        identity: Identity::FromRow,
        line,
        continues_line: None,
        bill_to_id: None,
        name: String::new(),
        company: String::new(),
        is_company: None,
        first_name: String::new(),
        last_name: String::new(),
        title: String::new(),
        phones: Vec::new(),
        emails: Vec::new(),
        billing: AddressText::default(),
        locations: Vec::new(),
        lead_source: String::new(),
        tags: Vec::new(),
        archived: false,
        notes: String::new(),
        balance_cents: None,
        balance_age_days: None,
        aging: None,
        opening_items: Vec::new(),
        terms: String::new(),
        custom: Vec::new(),
        warnings: Vec::new(),
    }
}
