//! What stands in a NACHA file, without its controls: those are computed and verified.

use values::{Day, Sealed};

use super::Totals;

/// A whole file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AchFile {
    /// Who receives it: the bank's routing number, or our company number when the bank sends.
    pub destination: String,
    /// Who sends it, in the same way.
    pub origin: String,
    /// The day it was made.
    pub created_on: Day,
    /// The time it was made, as four digits `HHMM`; empty when it is not said.
    pub created_at: String,
    /// Tells the files of one day apart: `A` to `Z`, then `0` to `9`.
    pub modifier: char,
    /// The receiver's name.
    pub destination_name: String,
    /// The sender's name.
    pub origin_name: String,
    /// The sender's own reference; eight letters.
    pub reference: String,
    /// The batches in order.
    pub batches: Vec<Batch>,
}

/// Entries of one company, one class and one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// The line of its header, counted from 1.
    pub line: u64,
    /// 200 for debits and credits, 220 for credits only, 225 for debits only.
    pub service_class: u16,
    /// Our name as it stands on the customer's bank statement; sixteen letters.
    pub company_name: String,
    /// For our own use; twenty letters.
    pub discretionary: String,
    /// The number the bank gave us; ten letters.
    pub company_id: String,
    /// The standard entry class: `PPD`, `CCD`, `WEB`, or `COR` for notices of change.
    pub entry_class: String,
    /// What the entries are for; ten letters the customer reads.
    pub description: String,
    /// A date in our own words for the customer to read; six letters.
    pub descriptive_date: String,
    /// The banking day the entries shall settle on; `None` when it is blank.
    pub effective_on: Option<Day>,
    /// The day of the year they settled on, which the ACH operator fills in.
    pub settled_on: Option<u16>,
    /// `1` for a bank that has agreed to the rules.
    pub originator_status: char,
    /// The first eight digits of the originating bank's routing number.
    pub originating_bank: u32,
    /// The batch's number within the file.
    pub number: u32,
    /// The entries in order.
    pub entries: Vec<Entry>,
}

/// One debit or credit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The line of the file, counted from 1.
    pub line: u64,
    /// What shall happen to which kind of account.
    pub transaction: TransactionCode,
    /// The nine digits of the receiving bank as they stand; a wrong check digit is a problem.
    pub receiving_bank: String,
    /// The account there.
    pub account: Sealed,
    /// The amount in whole cents; zero for a prenote or a notice.
    pub amount_cents: i64,
    /// Our own number of the payment; fifteen letters.
    pub individual_id: String,
    /// The receiver's name; twenty-two letters.
    pub name: String,
    /// Two letters: `R` or `S` (recurring or single) in a WEB entry.
    pub discretionary: String,
    /// The number that names the entry for ever: eight digits of the bank, seven of ours.
    pub trace: u64,
    /// What is said with it.
    pub addenda: Vec<Addenda>,
}

/// A record that says more about an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Addenda {
    /// Type 05: what the payment is for, up to eighty letters.
    Payment {
        /// The text.
        text: String,
        /// Its number among the entry's addenda.
        sequence: u32,
        /// The last seven digits of the entry's trace number.
        entry_sequence: u32,
    },
    /// Type 99: the entry came back.
    Return(ReturnAddenda),
    /// Type 98: the receiving bank asks for a correction.
    Change(ChangeAddenda),
    /// Any other type, such as those of international entries, as it stands.
    Other(String),
}

/// Type 99: why an entry came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnAddenda {
    /// `R01` and so on; [`super::return_code`] has the words.
    pub code: String,
    /// The trace number of the entry as we sent it.
    pub original_trace: u64,
    /// The day of death, with R14 and R15.
    pub died_on: Option<Day>,
    /// The first eight digits of the bank the entry was sent to.
    pub original_bank: u32,
    /// What the bank adds in its own words; forty-four letters.
    pub text: String,
    /// The trace number of the return itself.
    pub trace: u64,
}

/// Type 98: what the receiving bank wants corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeAddenda {
    /// `C01` and so on; [`super::change_code`] has the words.
    pub code: String,
    /// The trace number of the entry as we sent it.
    pub original_trace: u64,
    /// The first eight digits of the bank the entry was sent to.
    pub original_bank: u32,
    /// The corrected values, side by side in twenty-nine letters.
    pub corrected: Sealed,
    /// The trace number of the notice itself.
    pub trace: u64,
}

/// The two digits that say what shall happen to which kind of account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TransactionCode(u8);

/// The kind of account at the receiving bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AccountKind {
    /// A checking account (2x).
    Checking,
    /// A savings account (3x).
    Savings,
    /// A bank's own ledger account (4x).
    Ledger,
    /// A loan (5x).
    Loan,
}

impl TransactionCode {
    /// A debit to a checking account.
    pub const CHECKING_DEBIT: TransactionCode = TransactionCode(27);

    /// The code with these digits; `None` for one the rules do not know.
    pub fn new(code: u8) -> Option<TransactionCode> {
        let known = matches!(code, 21..=24 | 26..=29 | 31..=34 | 36..=39 | 41..=44 | 46..=49)
            || matches!(code, 51..=56);
        known.then_some(TransactionCode(code))
    }

    /// The two digits.
    pub fn digits(self) -> u8 {
        self.0
    }

    /// The kind of account.
    pub fn account(self) -> AccountKind {
        match self.0 / 10 {
            2 => AccountKind::Checking,
            3 => AccountKind::Savings,
            4 => AccountKind::Ledger,
            _ => AccountKind::Loan,
        }
    }

    /// Whether money is taken from the receiver (or was, in a return).
    pub fn is_debit(self) -> bool {
        self.0 % 10 >= 5
    }

    /// Whether no money moves and the account is only tried out.
    pub fn is_prenote(self) -> bool {
        matches!(self.0 % 10, 3 | 8)
    }

    /// Whether the entry comes back: a return or a notice of change.
    pub fn is_return(self) -> bool {
        matches!(self.0 % 10, 1 | 6)
    }
}

impl AchFile {
    /// Which transmission this is: the same text for the same file sent again, another one for
    /// every other file of the same sender.
    pub fn identity(&self) -> String {
        let AchFile { origin, destination, created_on, created_at, modifier, .. } = self;
        format!("nacha/{origin}/{destination}/{created_on}/{created_at}/{modifier}")
    }

    /// Counts and totals over the whole file.
    pub fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        self.batches.iter().for_each(|batch| totals.add(&batch.totals()));
        totals
    }
}

impl Batch {
    /// Counts and totals of the batch.
    pub fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        self.entries.iter().for_each(|entry| totals.add_entry(entry));
        totals
    }
}

impl Entry {
    /// The first eight digits of the receiving bank, as they count for the hash.
    pub fn receiving_prefix(&self) -> u64 {
        let prefix = self.receiving_bank.get(..8).unwrap_or(&self.receiving_bank);
        prefix.parse().unwrap_or(0)
    }
}
