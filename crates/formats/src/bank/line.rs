//! The shape every statement is brought into.

use values::Day;

/// What a bank says about one account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// The line it begins on, counted from 1.
    pub line: u64,
    /// The bank's routing number; empty where the format has none.
    pub bank: String,
    /// The account's number, or empty for a table that does not say it.
    pub account: String,
    /// The currency; empty means US dollars.
    pub currency: String,
    /// The day it speaks of, or the last one it covers; `None` when it is not said.
    pub as_of: Option<Day>,
    /// The balance before the first line, in whole cents.
    pub opening_cents: Option<i64>,
    /// The balance after the last line, in whole cents.
    pub closing_cents: Option<i64>,
    /// The movements in the order of the file.
    pub lines: Vec<BankLine>,
}

/// One movement of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankLine {
    /// The line of the file, counted from 1.
    pub line: u64,
    /// What makes it the same movement when the bank sends it again; unique within an account.
    pub key: String,
    /// The day the bank posted it.
    pub posted_on: Day,
    /// Whole cents, money in positive.
    pub amount_cents: i64,
    /// What it is.
    pub kind: LineKind,
    /// The bank's own code for what it is: a type code, a `TRNTYPE`, or its words.
    pub code: String,
    /// The check's number; may be empty.
    pub check_number: String,
    /// The bank's reference; may be empty.
    pub bank_reference: String,
    /// Our reference; may be empty.
    pub customer_reference: String,
    /// What the bank says about it.
    pub text: String,
    /// The key of the movement it puts right, when it does (OFX).
    pub corrects: Option<String>,
}

/// What a movement is, as far as the bank says it. Rules of matching begin here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineKind {
    /// A deposit at the counter, by scanner or by bag.
    Deposit,
    /// A lockbox deposit.
    Lockbox,
    /// Money that came by ACH, card settlements among it.
    AchCredit,
    /// Money taken by ACH.
    AchDebit,
    /// The sum of a file of entries we sent.
    AchSettlement,
    /// The bank card deposit of a day.
    Cards,
    /// A check we wrote.
    CheckPaid,
    /// A check we deposited and that came back.
    ReturnedCheck,
    /// An entry we sent and that came back.
    ReturnedAch,
    /// A wire.
    Wire,
    /// A transfer between our own accounts.
    Transfer,
    /// A fee of the bank.
    Fee,
    /// Interest.
    Interest,
    /// A correction of a deposit.
    Correction,
    /// What the bank does not say.
    Other,
}
