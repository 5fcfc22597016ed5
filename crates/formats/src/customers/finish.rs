//! What only the whole row tells: the name, the id, the addresses, and what to warn of.

use std::collections::{HashMap, HashSet};

use sha2::{Digest, Sha256};
use values::{Address, Email, Phone};

use super::build::Draft;
use super::cells::{LONGEST_ADDRESS, Parted, part_address};
use super::{AddressText, CustomerRow, Identity, OpeningItem, Rejected, Source, WarningKind};

/// Rows whose source has no id, by what they say: eight bytes each, and a count for those
/// that say the same as one before. Should two of ten million differ and share eight bytes,
/// the second is called the second, and keeps an id of its own.
#[derive(Default)]
pub(crate) struct Identities {
    said: HashSet<u64>,
    again: HashMap<u64, u64>,
}

impl Identities {
    /// An id made from what a row says. Rows that say the same get different ids, because
    /// likeness never makes two rows one customer.
    fn id_of(&mut self, said: &[u8]) -> String {
        let digest = digest(said);
        let short = (digest >> 64) as u64;
        if self.said.insert(short) {
            return format!("row:{digest:032x}");
        }
        let count = self.again.entry(short).or_insert(1);
        *count += 1;
        format!("row:{digest:032x}-{count}")
    }
}

/// The first half of the SHA-256: the same on every machine and in every version.
pub(crate) fn digest(bytes: &[u8]) -> u128 {
    let hash = Sha256::digest(bytes);
    hash.iter().take(16).fold(0, |number, byte| number << 8 | u128::from(*byte))
}

/// What a row says is owed: its documents, or else its balance.
fn balance_of(row: &CustomerRow) -> i64 {
    let items = row.opening_items.iter().map(|item| item.amount_cents);
    match row.opening_items.is_empty() {
        true => row.balance_cents.unwrap_or(0),
        false => items.fold(0, i64::saturating_add),
    }
}

impl Draft<'_> {
    /// Makes the customer, or rejects the row because it names nobody.
    pub(super) fn finish(mut self, identities: &mut Identities) -> Result<CustomerRow, Rejected> {
        if !self.middle_name.is_empty() {
            let both = format!("{} {}", self.row.first_name, self.middle_name);
            self.row.first_name = both.trim().to_owned();
        }
        if self.row.name.is_empty() {
            self.row.name = name_of(&self.row);
        }
        if self.row.name.is_empty() {
            self.settle_money();
            let text = String::from_utf8_lossy(&self.said).into_owned();
            let cells: Vec<&str> = text.split('\u{1f}').filter(|cell| !cell.is_empty()).collect();
            return Err(Rejected {
                line: self.row.line,
                reason: "the row has neither a name nor a company; enter one in the file".into(),
                text: cells.join(" | ").chars().take(240).collect(),
                balance_cents: balance_of(&self.row),
            });
        }
        if self.id.is_empty() {
            self.row.source_id = identities.id_of(&self.said);
        } else {
            self.row.source_id = std::mem::take(&mut self.id);
            self.row.identity = Identity::FromSource;
        }
        if self.row.bill_to_id.as_ref() == Some(&self.row.source_id) {
            self.row.bill_to_id = None;
        }
        self.place_addresses();
        self.settle_money();
        self.check_contacts();
        Ok(self.row)
    }

    fn place_addresses(&mut self) {
        let names = [self.row.name.clone(), self.row.company.clone(), self.person()];
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let billing_lines = std::mem::take(&mut self.billing_lines).join("\n");
        let location_lines = std::mem::take(&mut self.location_lines).join("\n");
        let mut billing = std::mem::take(&mut self.row.billing);
        let mut address = std::mem::take(&mut self.location.address);
        for (label, lines, address) in [
            ("Billing address", billing_lines, &mut billing),
            ("Service address", location_lines, &mut address),
        ] {
            if !lines.is_empty() && part_address(&lines, &names, address) == Parted::NotAtAll {
                let why = "street, city, state and ZIP code could not be told apart";
                self.warn(WarningKind::Address, label, &lines, why);
            } else {
                self.check_address(label, address);
            }
        }
        // A job without a ship-to address of its own is where its bill-to address says.
        let is_job = !self.location.name.is_empty() && !self.location.source_id.is_empty();
        let of_quickbooks =
            matches!(self.plan.source, Source::QuickBooksIif | Source::QuickBooksCsv);
        if is_job && of_quickbooks && !address.names_a_place() {
            address = billing.clone();
        }
        self.row.billing = billing;
        self.location.address = address;
        if self.location.address.names_a_place() || !self.location.name.is_empty() {
            self.location.custom = std::mem::take(&mut self.location_custom);
            self.row.locations.push(std::mem::take(&mut self.location));
        } else {
            self.row.custom.append(&mut self.location_custom);
        }
    }

    fn person(&self) -> String {
        person_of(&self.row)
    }

    /// Balance, buckets and documents fill each other's gaps and must not contradict.
    fn settle_money(&mut self) {
        let item = std::mem::take(&mut self.item);
        let amount = item.amount_cents.or(self.row.balance_cents);
        let dated = item.issued_on.is_some() || item.due_on.is_some() || !item.number.is_empty();
        match amount {
            Some(amount_cents) if item.amount_cents.is_some() || dated => {
                self.row.opening_items.push(OpeningItem {
                    line: self.row.line,
                    number: item.number,
                    issued_on: item.issued_on,
                    due_on: item.due_on,
                    amount_cents,
                });
            }
            None if !item.number.is_empty() => {
                let why = "the open document has no amount, so it counts for nothing";
                self.warn(WarningKind::Amount, "Open invoice", &item.number, why);
            }
            _ => {}
        }
        self.row.aging = self.aging;
        let Some(total) = self.aging.and_then(|aging| aging.total_cents()) else {
            return;
        };
        match self.row.balance_cents {
            None => self.row.balance_cents = Some(total),
            Some(balance) if balance != total => {
                let text = values::Money::cents(balance).plain();
                let sum = values::Money::cents(total).plain();
                let why = format!("the balance is not the sum of its ages, which is {sum}");
                self.warn(WarningKind::Conflict, "Balance", &text, why);
            }
            Some(_) => {}
        }
    }

    fn check_contacts(&mut self) {
        for phone in self.row.phones.clone() {
            let verified = Phone::parse(&phone.text).is_ok_and(|phone| phone.is_verified());
            if !verified {
                let why = "this is no complete telephone number of the United States or Canada; \
                           it is kept as written";
                self.warn(WarningKind::Phone, "Telephone", &phone.text, why);
            }
        }
        for email in self.row.emails.clone() {
            if Email::parse(&email).is_err() {
                let why = "this is no complete e-mail address; it is kept as written";
                self.warn(WarningKind::Email, "E-mail", &email, why);
            }
        }
    }

    fn check_address(&mut self, label: &str, text: &AddressText) {
        if text.is_empty() {
            return;
        }
        let country = text.country.to_ascii_lowercase().replace(['.', ' '], "");
        if !matches!(country.as_str(), "" | "us" | "usa" | "unitedstates" | "unitedstatesofamerica")
        {
            let why = "the address is outside the United States; it is kept as written";
            self.warn(WarningKind::Address, label, &text.country, why);
            return;
        }
        let parts = [&text.street1, &text.street2, &text.city, &text.state, &text.zip];
        if parts.iter().map(|part| part.len()).sum::<usize>() > LONGEST_ADDRESS {
            let why = "this is too long for an address; it is kept as written";
            self.warn(WarningKind::Address, label, &text.street1, why);
            return;
        }
        let address = Address {
            line1: text.street1.clone(),
            line2: text.street2.clone(),
            city: text.city.clone(),
            state: text.state.clone(),
            zip: text.zip.clone(),
        };
        for problem in address.problems().into_iter().chain(address.doubts()) {
            let (field, written) = match problem.field {
                "state" => ("state", &text.state),
                "zip" => ("ZIP code", &text.zip),
                _ => continue,
            };
            let why = match (written.is_empty(), field) {
                (true, _) => format!("the address has no {field}"),
                (false, "state") => "this is no state; it is kept as written".to_owned(),
                (false, _) if address.problems().iter().any(|p| p.field == "zip") => {
                    "this is no ZIP code of five or nine digits; it is kept as written".to_owned()
                }
                (false, _) => format!("{} It is kept as written.", problem.problem),
            };
            self.warn(WarningKind::Address, &format!("{label}, {field}"), written, why);
        }
    }
}

fn person_of(row: &CustomerRow) -> String {
    format!("{} {}", row.first_name, row.last_name).trim().to_owned()
}

/// A company goes by its own name, a person by his; either stands in for the other.
fn name_of(row: &CustomerRow) -> String {
    let person = person_of(row);
    let as_person = row.is_company == Some(false) && !person.is_empty();
    if row.company.is_empty() || as_person { person } else { row.company.clone() }
}
