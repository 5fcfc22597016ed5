//! Which payment is meant: by its number or reference, its amount, its deposit, or the bank's
//! line it came in with.

use store::{Reader, args, from_row, sql};
use values::{Day, Id, Money, noun};

/// A payment that may be meant.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Meant {
    pub payment: Id<noun::Payment>,
    pub number: String,
    pub tender: String,
    pub reference: String,
    pub amount: Money,
    pub received_on: Day,
    /// Whose it is, or the name on it.
    pub name: String,
}
from_row!(Meant { payment, number, tender, reference, amount, received_on, name });

/// The payments of this number or reference; capital letters are not told apart in a number.
pub(super) fn list_by_words(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    words: &str,
) -> Result<Vec<Meant>, store::Error> {
    reader.all(
        sql!(
            "SELECT p.id, p.number, p.tender, p.reference, p.amount_cents, p.received_on, \
             COALESCE((SELECT c.name FROM customer_face c WHERE c.branch_id = p.branch_id \
             AND c.id = p.customer_id), p.payer) FROM payments p WHERE p.branch_id = $1 \
             AND (p.number = $2 OR (p.reference = $3 AND p.reference <> '')) \
             ORDER BY p.day DESC, p.id DESC LIMIT 40"
        ),
        args![branch, words.to_ascii_uppercase(), words],
    )
}

/// The payments of just this amount.
pub(super) fn list_by_amount(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    amount: Money,
) -> Result<Vec<Meant>, store::Error> {
    reader.all(
        sql!(
            "SELECT p.id, p.number, p.tender, p.reference, p.amount_cents, p.received_on, \
             COALESCE((SELECT c.name FROM customer_face c WHERE c.branch_id = p.branch_id \
             AND c.id = p.customer_id), p.payer) FROM payments p WHERE p.branch_id = $1 \
             AND p.amount_cents = $2 ORDER BY p.id DESC LIMIT 40"
        ),
        args![branch, amount],
    )
}

/// The payments in a deposit.
pub(super) fn list_of_deposit(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    deposit: Id<noun::Deposit>,
) -> Result<Vec<Meant>, store::Error> {
    reader.all(
        sql!(
            "SELECT p.id, p.number, p.tender, p.reference, p.amount_cents, p.received_on, \
             COALESCE((SELECT c.name FROM customer_face c WHERE c.branch_id = p.branch_id \
             AND c.id = p.customer_id), p.payer) FROM payments p WHERE p.branch_id = $1 \
             AND p.deposit_id = $2 AND p.voided_at IS NULL ORDER BY p.id LIMIT 500"
        ),
        args![branch, deposit],
    )
}

/// The payments a line of the bank is made of: those of the deposits and payouts it was
/// matched with.
pub(super) fn list_of_bank_line(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    line: Id<noun::BankLine>,
) -> Result<Vec<Meant>, store::Error> {
    reader.all(
        sql!(
            "SELECT p.id, p.number, p.tender, p.reference, p.amount_cents, p.received_on, \
             COALESCE((SELECT c.name FROM customer_face c WHERE c.branch_id = p.branch_id \
             AND c.id = p.customer_id), p.payer) FROM payments p WHERE p.branch_id = $1 \
             AND p.voided_at IS NULL AND p.id IN (\
             SELECT q.id FROM bank_lines b JOIN bank_match_lines x \
             ON x.bank_match_id = b.bank_match_id AND x.freed_at IS NULL \
             JOIN entry_lines l ON l.id = x.entry_line_id \
             JOIN entries e ON e.id = l.entry_id AND e.source = 'deposit' \
             JOIN payments q ON q.deposit_id = e.source_id \
             WHERE b.branch_id = $1 AND b.id = $2 UNION ALL \
             SELECT i.payment_id FROM bank_lines b JOIN bank_match_lines x \
             ON x.bank_match_id = b.bank_match_id AND x.freed_at IS NULL \
             JOIN entry_lines l ON l.id = x.entry_line_id \
             JOIN payouts o ON o.entry_id = l.entry_id AND o.branch_id = b.branch_id \
             JOIN payout_items i ON i.payout_id = o.id AND i.branch_id = o.branch_id \
             WHERE b.branch_id = $1 AND b.id = $2) ORDER BY p.id LIMIT 500"
        ),
        args![branch, line],
    )
}

/// A line of the bank that may be meant.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct BankSays {
    pub line: Id<noun::BankLine>,
    pub posted_on: Day,
    pub words: String,
    pub amount: Money,
    pub is_matched: bool,
}
from_row!(BankSays { line, posted_on, words, amount, is_matched });

/// The bank's lines of just this amount.
pub(super) fn list_bank_lines_of(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    amount: Money,
) -> Result<Vec<BankSays>, store::Error> {
    reader.all(
        sql!(
            "SELECT b.id, b.posted_on, b.words, b.amount_cents, b.bank_match_id IS NOT NULL \
             FROM bank_lines b WHERE b.branch_id = $1 AND b.amount_cents = $2 \
             AND b.withdrawn_at IS NULL ORDER BY b.id DESC LIMIT 20"
        ),
        args![branch, amount],
    )
}
