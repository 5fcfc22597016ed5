//! What stands in an OFX file about accounts and cards.

use super::Moment;

/// A whole file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfxFile {
    /// How it is written.
    pub version: Version,
    /// When the bank made it; `None` when it is not said.
    pub made_at: Option<Moment>,
    /// The bank's name; may be empty.
    pub institution: String,
    /// The bank's number at Intuit or elsewhere; may be empty.
    pub institution_id: String,
    /// The statements of accounts and cards, in the order of the file.
    pub statements: Vec<Statement>,
}

/// How a file is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Version {
    /// Version 1, SGML.
    #[default]
    One,
    /// Version 2, XML.
    Two,
}

/// The statement of one account or card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// The line it begins on, counted from 1.
    pub line: u64,
    /// Whose statement it is.
    pub account: Account,
    /// The currency of its amounts, such as `USD`.
    pub currency: String,
    /// The first moment it covers; `None` when it is not said.
    pub starts_at: Option<Moment>,
    /// The last moment it covers.
    pub ends_at: Option<Moment>,
    /// The movements in the order of the file.
    pub transactions: Vec<Transaction>,
    /// The balance in the bank's books.
    pub ledger: Option<Balance>,
    /// The balance that can be used.
    pub available: Option<Balance>,
}

/// An account at a bank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// The bank's routing number; empty for a card.
    pub bank_id: String,
    /// The branch; usually empty.
    pub branch_id: String,
    /// The account's or card's number.
    pub number: String,
    /// `CHECKING`, `SAVINGS`, `MONEYMRKT`, `CREDITLINE`; empty for a card.
    pub kind: String,
    /// Whether it is a bank account or a card.
    pub of: AccountKind,
}

/// Whether an account is a bank account or a card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AccountKind {
    /// `STMTRS`
    #[default]
    Bank,
    /// `CCSTMTRS`
    Card,
}

/// A balance at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Balance {
    /// Whole cents.
    pub amount_cents: i64,
    /// The moment; `None` when it cannot be read.
    pub as_of: Option<Moment>,
}

/// One movement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transaction {
    /// The line it begins on, counted from 1.
    pub line: u64,
    /// What it is.
    pub kind: TransactionKind,
    /// When the bank posted it.
    pub posted_at: Moment,
    /// When it was begun, such as a card's swipe; often `None`.
    pub begun_at: Option<Moment>,
    /// Whole cents, money in positive.
    pub amount_cents: i64,
    /// The bank's id, unique within the account for ever.
    pub fitid: String,
    /// The movement that this one puts right.
    pub corrects: Option<Correction>,
    /// The check's number; may be empty.
    pub check_number: String,
    /// A reference; may be empty.
    pub reference: String,
    /// Who paid or was paid; may be empty.
    pub name: String,
    /// What else the bank says; may be empty.
    pub memo: String,
}

/// What a correction does, and to which movement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The id of the movement.
    pub fitid: String,
    /// Whether it is replaced or taken back.
    pub kind: CorrectionKind,
}

/// What a correction does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CorrectionKind {
    /// The movement stands in place of the other.
    Replace,
    /// The other movement is taken back.
    Delete,
}

/// The kinds of movements the specification names (11.4.4.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // The names say it all.
pub enum TransactionKind {
    Credit,
    Debit,
    Interest,
    Dividend,
    Fee,
    ServiceCharge,
    Deposit,
    CashMachine,
    PointOfSale,
    Transfer,
    Check,
    Payment,
    Cash,
    DirectDeposit,
    DirectDebit,
    RepeatingPayment,
    Hold,
    Other,
}

impl TransactionKind {
    const CODES: [(TransactionKind, &'static str); 18] = [
        (TransactionKind::Credit, "CREDIT"),
        (TransactionKind::Debit, "DEBIT"),
        (TransactionKind::Interest, "INT"),
        (TransactionKind::Dividend, "DIV"),
        (TransactionKind::Fee, "FEE"),
        (TransactionKind::ServiceCharge, "SRVCHG"),
        (TransactionKind::Deposit, "DEP"),
        (TransactionKind::CashMachine, "ATM"),
        (TransactionKind::PointOfSale, "POS"),
        (TransactionKind::Transfer, "XFER"),
        (TransactionKind::Check, "CHECK"),
        (TransactionKind::Payment, "PAYMENT"),
        (TransactionKind::Cash, "CASH"),
        (TransactionKind::DirectDeposit, "DIRECTDEP"),
        (TransactionKind::DirectDebit, "DIRECTDEBIT"),
        (TransactionKind::RepeatingPayment, "REPEATPMT"),
        (TransactionKind::Hold, "HOLD"),
        (TransactionKind::Other, "OTHER"),
    ];

    /// The kind with this code; `None` for one the specification does not name.
    pub fn of(code: &str) -> Option<TransactionKind> {
        let mut known = TransactionKind::CODES.iter();
        known.find(|(_, known)| known.eq_ignore_ascii_case(code)).map(|(kind, _)| *kind)
    }

    /// The code in the file.
    pub fn code(self) -> &'static str {
        let mut known = TransactionKind::CODES.iter();
        known.find(|(kind, _)| *kind == self).map_or("OTHER", |(_, code)| code)
    }
}
