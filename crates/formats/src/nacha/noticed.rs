//! What the receiving banks send back: returns and notices of change, ready to be matched.

use values::{Day, Sealed};

use super::{AchFile, Addenda, Batch, ChangeCode, Correction, Entry, ReturnCode};
use super::{change_code, return_code};

/// An entry that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    /// The line of the entry, counted from 1.
    pub line: u64,
    /// `R01` and so on, as it stands.
    pub code: String,
    /// The words, the clock and the rule about trying again; `None` for a code nobody knows.
    pub reason: Option<&'static ReturnCode>,
    /// The trace number of the entry as we sent it: together with the amount it finds ours.
    pub original_trace: u64,
    /// The amount in whole cents.
    pub amount_cents: i64,
    /// Whether the entry that came back was a debit.
    pub is_debit: bool,
    /// Our own number of the payment.
    pub individual_id: String,
    /// The receiver's name.
    pub name: String,
    /// The class of the entry.
    pub entry_class: String,
    /// The day of death, with R14 and R15.
    pub died_on: Option<Day>,
    /// What the bank adds.
    pub text: String,
    /// The banking day the return settles on, when the operator says it.
    pub settled_on: Option<Day>,
    /// The same text for the same return sent twice; the second one is passed over.
    pub key: String,
}

/// A correction the receiving bank asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The line of the entry, counted from 1.
    pub line: u64,
    /// `C01` and so on, as it stands.
    pub code: String,
    /// The words; `None` for a code nobody knows.
    pub reason: Option<&'static ChangeCode>,
    /// The trace number of the entry as we sent it.
    pub original_trace: u64,
    /// Our own number of the payment.
    pub individual_id: String,
    /// The receiver's name.
    pub name: String,
    /// The corrected values; `None` when they cannot be read, so that a person looks at them.
    pub correction: Option<Correction>,
    /// The corrected values as they stand.
    pub corrected: Sealed,
    /// The same text for the same notice sent twice.
    pub key: String,
}

impl AchFile {
    /// The entries that came back, in the order of the file.
    pub fn returned(&self) -> Vec<Returned> {
        let mut all = Vec::new();
        for (batch, entry, addenda) in self.addenda() {
            let Addenda::Return(back) = addenda else { continue };
            all.push(Returned {
                line: entry.line,
                code: back.code.clone(),
                reason: return_code(&back.code),
                original_trace: back.original_trace,
                amount_cents: entry.amount_cents,
                is_debit: entry.transaction.is_debit(),
                individual_id: entry.individual_id.clone(),
                name: entry.name.clone(),
                entry_class: batch.entry_class.clone(),
                died_on: back.died_on,
                text: back.text.clone(),
                settled_on: batch.settlement(self.created_on),
                key: format!(
                    "{}/{:015}/{:015}/{}",
                    back.code, back.original_trace, back.trace, entry.amount_cents
                ),
            });
        }
        all
    }

    /// The notices of change, in the order of the file.
    pub fn changed(&self) -> Vec<Changed> {
        let mut all = Vec::new();
        for (_, entry, addenda) in self.addenda() {
            let Addenda::Change(change) = addenda else { continue };
            all.push(Changed {
                line: entry.line,
                code: change.code.clone(),
                reason: change_code(&change.code),
                original_trace: change.original_trace,
                individual_id: entry.individual_id.clone(),
                name: entry.name.clone(),
                correction: Correction::read(&change.code, change.corrected.open()),
                corrected: change.corrected.clone(),
                key: format!("{}/{:015}/{:015}", change.code, change.original_trace, change.trace),
            });
        }
        all
    }

    fn addenda(&self) -> impl Iterator<Item = (&Batch, &Entry, &Addenda)> {
        self.batches.iter().flat_map(|batch| {
            let entries = batch.entries.iter();
            entries.flat_map(move |entry| entry.addenda.iter().map(move |a| (batch, entry, a)))
        })
    }
}

impl Batch {
    /// The settlement day, which stands as a day of the year: the one nearest to a day that is
    /// known, such as the one the file was made on.
    pub fn settlement(&self, near: Day) -> Option<Day> {
        let of_year = i64::from(self.settled_on.filter(|day| (1..=366).contains(day))?);
        let in_year = |year: i16| Day::new(year, 1, 1).map(|first| first.plus_days(of_year - 1));
        let years = [near.year() - 1, near.year(), near.year() + 1];
        let days = years.into_iter().filter_map(|year| {
            // Day 366 exists in leap years only.
            in_year(year).filter(|day| day.year() == year)
        });
        days.min_by_key(|day| near.days_until(*day).abs())
    }
}
