//! Counts, hash and totals, as the controls of batch and file carry them.

use super::Entry;

/// What a control record says about the entries above it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Entries and addenda together.
    pub records: u64,
    /// The sum of the receiving banks' eight digits, its last ten digits.
    pub hash: u64,
    /// What is taken from receivers, in whole cents.
    pub debit_cents: i64,
    /// What is given to receivers, in whole cents.
    pub credit_cents: i64,
}

/// The hash keeps its ten digits on the right.
const HASH_SIZE: u64 = 10_000_000_000;

impl Totals {
    pub(super) fn add_entry(&mut self, entry: &Entry) {
        self.records += 1 + entry.addenda.len() as u64;
        self.hash = (self.hash + entry.receiving_prefix()) % HASH_SIZE;
        // Sums of ten-digit amounts in a bounded file stay far below the largest number.
        match entry.transaction.is_debit() {
            true => self.debit_cents = self.debit_cents.saturating_add(entry.amount_cents),
            false => self.credit_cents = self.credit_cents.saturating_add(entry.amount_cents),
        }
    }

    pub(super) fn add(&mut self, other: &Totals) {
        self.records += other.records;
        self.hash = (self.hash + other.hash) % HASH_SIZE;
        self.debit_cents = self.debit_cents.saturating_add(other.debit_cents);
        self.credit_cents = self.credit_cents.saturating_add(other.credit_cents);
    }
}
