//! OFX downloads as statements.

use super::{BankFile, BankLine, LineKind, Statement};
use crate::ofx::{self, Transaction, TransactionKind};

pub(super) fn read(bytes: &[u8], file: &mut BankFile) {
    let reading = ofx::read(bytes);
    file.problems = reading.problems;
    for statement in reading.file.statements {
        let as_of = statement.ledger.and_then(|ledger| ledger.as_of).or(statement.ends_at);
        file.statements.push(Statement {
            line: statement.line,
            bank: statement.account.bank_id,
            account: statement.account.number,
            currency: statement.currency,
            as_of: as_of.map(|moment| moment.day),
            // The download begins anywhere, and its balance is today's.
            opening_cents: None,
            closing_cents: statement.ledger.map(|ledger| ledger.amount_cents),
            lines: statement.transactions.into_iter().map(line_of).collect(),
        });
    }
}

fn line_of(transaction: Transaction) -> BankLine {
    let texts = [transaction.name.as_str(), transaction.memo.as_str()];
    let texts: Vec<&str> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    BankLine {
        line: transaction.line,
        posted_on: transaction.posted_at.day,
        amount_cents: transaction.amount_cents,
        kind: kind_of(transaction.kind),
        code: transaction.kind.code().to_owned(),
        text: texts.join(" "),
        corrects: transaction.corrects.map(|correction| correction.fitid),
        key: transaction.fitid,
        check_number: transaction.check_number,
        bank_reference: transaction.reference,
        customer_reference: String::new(),
    }
}

fn kind_of(kind: TransactionKind) -> LineKind {
    match kind {
        TransactionKind::Deposit | TransactionKind::Cash => LineKind::Deposit,
        TransactionKind::DirectDeposit => LineKind::AchCredit,
        TransactionKind::DirectDebit
        | TransactionKind::RepeatingPayment
        | TransactionKind::Payment => LineKind::AchDebit,
        TransactionKind::Check => LineKind::CheckPaid,
        TransactionKind::Fee | TransactionKind::ServiceCharge => LineKind::Fee,
        TransactionKind::Interest | TransactionKind::Dividend => LineKind::Interest,
        TransactionKind::Transfer => LineKind::Transfer,
        TransactionKind::Credit
        | TransactionKind::Debit
        | TransactionKind::CashMachine
        | TransactionKind::PointOfSale
        | TransactionKind::Hold
        | TransactionKind::Other => LineKind::Other,
    }
}
