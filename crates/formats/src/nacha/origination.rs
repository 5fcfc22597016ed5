//! Making a file to send from plain debits and credits.

use values::{Day, Sealed, WorkCalendar, fold};

use super::{AccountKind, AchFile, Addenda, Batch, Entry, TransactionCode};
use crate::problems::Problems;
use crate::routing_number::RoutingNumber;

/// Who sends the file, as agreed with the bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Originator {
    /// The bank's routing number.
    pub bank: RoutingNumber,
    /// The bank's name.
    pub bank_name: String,
    /// The number the bank gave the sender of files, often `1` and the tax number.
    pub file_origin: String,
    /// The sender's name.
    pub origin_name: String,
    /// The number the bank gave the company.
    pub company_id: String,
    /// The company's name as customers read it on their statements; sixteen letters.
    pub company_name: String,
    /// Whether the other side of the money stands in the file too.
    pub offset: Offset,
}

/// Whether a batch carries the entry to our own account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offset {
    /// The bank books the other side itself.
    ByTheBank,
    /// Each batch ends with an entry to this account, so that debits equal credits.
    InTheFile {
        /// The bank of our account.
        routing: RoutingNumber,
        /// Our account.
        account: Sealed,
        /// Its kind.
        kind: AccountKind,
    },
}

/// The class of an entry, which says how the customer authorized it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryClass {
    /// A consumer, in writing.
    Ppd,
    /// A business.
    Ccd,
    /// A consumer, on the internet.
    Web,
}

impl EntryClass {
    /// The three letters of the batch header.
    pub fn code(self) -> &'static str {
        match self {
            EntryClass::Ppd => "PPD",
            EntryClass::Ccd => "CCD",
            EntryClass::Web => "WEB",
        }
    }
}

/// Which way the money goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From the customer to us.
    Debit,
    /// From us to the customer: a refund.
    Credit,
}

/// Whether money moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// It does.
    Live,
    /// The account is tried out with no amount, three banking days before the first entry.
    Prenote,
}

/// Whether a customer authorized one entry or a row of them; a WEB entry says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Frequency {
    /// AutoPay.
    Recurring,
    /// Once.
    Single,
}

/// One debit or credit to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// How it was authorized.
    pub entry_class: EntryClass,
    /// Which way the money goes.
    pub direction: Direction,
    /// Whether money moves.
    pub step: Step,
    /// Recurring or single.
    pub frequency: Frequency,
    /// The customer's bank.
    pub routing: RoutingNumber,
    /// The customer's account.
    pub account: Sealed,
    /// Its kind.
    pub kind: AccountKind,
    /// Whole cents; zero for a prenote, above zero otherwise.
    pub amount_cents: i64,
    /// Our number of it; fifteen letters.
    pub individual_id: String,
    /// The customer's name; accents are taken off and it is cut after twenty-two letters.
    pub name: String,
    /// What it is for, in ten letters the customer reads: `PESTSVC`, `RETRY PYMT`.
    pub description: String,
    /// The banking day it shall settle on.
    pub effective_on: Day,
    /// What is said with it in one record of eighty letters, or nothing.
    pub remittance: Option<String>,
}

/// One file to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origination {
    /// Who sends it.
    pub originator: Originator,
    /// The day it is made.
    pub created_on: Day,
    /// The time it is made, `HHMM`.
    pub created_at: String,
    /// Tells the files of a day apart: `A`, `B` and so on.
    pub modifier: char,
    /// Our reference, eight letters.
    pub reference: String,
    /// The number of the first entry; the caller counts on over all files, so that no trace
    /// number is used twice.
    pub first_sequence: u32,
}

impl Origination {
    /// The first day an entry can settle: the day asked for or the banking day after the file is
    /// sent, whichever is later, and a banking day in any case.
    pub fn effective_on(asked_for: Day, sent_on: Day, banking: &WorkCalendar) -> Day {
        banking.on_or_after(asked_for.max(banking.plus(sent_on, 1)))
    }

    /// The file of these payments: a batch for each class, day and description, in the order they
    /// first occur. Each entry's line is the one it is printed on.
    pub fn file(&self, payments: &[Payment]) -> Result<AchFile, Problems> {
        let mut making = Making { plan: self, line: 1, sequence: self.first_sequence };
        let mut batches = Vec::new();
        for group in grouped(payments) {
            let number = u32::try_from(batches.len() + 1).unwrap_or(u32::MAX);
            batches.push(making.batch(number, &group));
        }
        let originator = &self.originator;
        let file = AchFile {
            destination: originator.bank.to_string(),
            origin: originator.file_origin.clone(),
            created_on: self.created_on,
            created_at: self.created_at.clone(),
            modifier: self.modifier,
            destination_name: originator.bank_name.clone(),
            origin_name: originator.origin_name.clone(),
            reference: self.reference.clone(),
            batches,
        };
        let mut problems = super::problems(&file);
        for batch in &file.batches {
            for entry in &batch.entries {
                if entry.amount_cents == 0 && !entry.transaction.is_prenote() {
                    let says = "Enter an amount above 0.00, or send a prenote.";
                    problems.refuse(entry.line, "nacha.amount", "amount", says);
                }
            }
        }
        if making.sequence > 10_000_000 {
            let says = "The numbers of entries have run out; begin again with 1.";
            problems.refuse(1, "nacha.sequence", "trace number", says);
        }
        if problems.refuse_file() { Err(problems) } else { Ok(file) }
    }
}

/// Payments that may stand in one batch, groups in the order of their first one.
fn grouped(payments: &[Payment]) -> Vec<Vec<&Payment>> {
    let mut groups: Vec<Vec<&Payment>> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for payment in payments {
        let key = (payment.entry_class, payment.effective_on, payment.description.as_str());
        let place = *places.entry(key).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Vec::new());
        }
        groups[place].push(payment);
    }
    groups
}

/// Counts lines and trace numbers while a file is made.
struct Making<'p> {
    plan: &'p Origination,
    line: u64,
    sequence: u32,
}

impl Making<'_> {
    fn batch(&mut self, number: u32, payments: &[&Payment]) -> Batch {
        self.line += 1;
        let originator = &self.plan.originator;
        let first = payments[0];
        let mut batch = Batch {
            line: self.line,
            service_class: 200,
            company_name: originator.company_name.clone(),
            discretionary: String::new(),
            company_id: originator.company_id.clone(),
            entry_class: first.entry_class.code().to_owned(),
            description: first.description.clone(),
            descriptive_date: String::new(),
            effective_on: Some(first.effective_on),
            settled_on: None,
            originator_status: '1',
            originating_bank: originator.bank.prefix(),
            number,
            entries: Vec::with_capacity(payments.len() + 1),
        };
        for payment in payments {
            batch.entries.push(self.entry(payment));
        }
        let totals = batch.totals();
        // Prenotes of debits are debits too, though their totals are nothing.
        let debits = batch.entries.iter().filter(|entry| entry.transaction.is_debit()).count();
        batch.service_class = match debits {
            0 => 220,
            debits if debits == batch.entries.len() => 225,
            _ => 200,
        };
        if let Offset::InTheFile { routing, account, kind } = &originator.offset {
            for (cents, direction) in
                [(totals.debit_cents, Direction::Credit), (totals.credit_cents, Direction::Debit)]
            {
                if cents == 0 {
                    continue;
                }
                batch.service_class = 200;
                let transaction = transaction_of(*kind, direction, Step::Live);
                let mut entry = self.blank_entry(*routing, account.clone(), transaction);
                entry.amount_cents = cents;
                entry.individual_id = "OFFSET".to_owned();
                entry.name = plain(&originator.company_name, 22);
                batch.entries.push(entry);
            }
        }
        // The batch's control.
        self.line += 1;
        batch
    }

    fn entry(&mut self, payment: &Payment) -> Entry {
        let transaction = transaction_of(payment.kind, payment.direction, payment.step);
        let mut entry = self.blank_entry(payment.routing, payment.account.clone(), transaction);
        entry.amount_cents = payment.amount_cents;
        entry.individual_id.clone_from(&payment.individual_id);
        entry.name = plain(&payment.name, 22);
        entry.discretionary = match (payment.entry_class, payment.frequency) {
            (EntryClass::Web, Frequency::Recurring) => "R".to_owned(),
            (EntryClass::Web, Frequency::Single) => "S".to_owned(),
            _ => String::new(),
        };
        if let Some(text) = &payment.remittance {
            self.line += 1;
            let entry_sequence = u32::try_from(entry.trace % 10_000_000).unwrap_or_default();
            let text = text.clone();
            entry.addenda.push(Addenda::Payment { text, sequence: 1, entry_sequence });
        }
        entry
    }

    fn blank_entry(
        &mut self,
        routing: RoutingNumber,
        account: Sealed,
        transaction: TransactionCode,
    ) -> Entry {
        self.line += 1;
        let bank = u64::from(self.plan.originator.bank.prefix());
        let trace = bank * 10_000_000 + u64::from(self.sequence);
        self.sequence = self.sequence.saturating_add(1);
        Entry {
            line: self.line,
            transaction,
            receiving_bank: routing.to_string(),
            account,
            amount_cents: 0,
            individual_id: String::new(),
            name: String::new(),
            discretionary: String::new(),
            trace,
            addenda: Vec::new(),
        }
    }
}

fn transaction_of(kind: AccountKind, direction: Direction, step: Step) -> TransactionCode {
    let tens = match kind {
        AccountKind::Checking => 20,
        AccountKind::Savings => 30,
        AccountKind::Ledger => 40,
        AccountKind::Loan => 50,
    };
    let ones = match (direction, step) {
        (Direction::Credit, Step::Live) => 2,
        (Direction::Credit, Step::Prenote) => 3,
        // A loan takes no debits; 55, a reversal, is the nearest there is.
        (Direction::Debit, _) if kind == AccountKind::Loan => 5,
        (Direction::Debit, Step::Live) => 7,
        (Direction::Debit, Step::Prenote) => 8,
    };
    TransactionCode::new(tens + ones).expect("every pair above is a code")
}

/// Words in the capitals an ACH file holds, cut to their width.
fn plain(text: &str, width: usize) -> String {
    let folded = fold(text).to_ascii_uppercase();
    let kept = folded.chars().map(|letter| match letter {
        ' '..='~' => letter,
        _ => ' ',
    });
    let cut: String = kept.take(width).collect();
    cut.trim().to_owned()
}
