//! The rows of credit memos.

use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Money, noun};

/// What was credited on an invoice so far: net and tax.
pub fn sum_of_invoice(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    invoice: Id<noun::Invoice>,
) -> Result<(Money, Money), store::Error> {
    reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(net_cents), 0) AS BIGINT), \
             CAST(COALESCE(SUM(tax_cents), 0) AS BIGINT) FROM credit_memos \
             WHERE branch_id = $1 AND invoice_id = $2"
        ),
        args![branch, invoice],
    )
}

/// A credit memo's row.
#[derive(Clone, Debug, PartialEq)]
pub struct CreditMemo {
    /// Its id.
    pub id: Id<noun::Credit>,
    /// Its number.
    pub number: String,
    /// To whom.
    pub customer: Id<noun::Customer>,
    /// On which invoice.
    pub invoice: Id<noun::Invoice>,
    /// Its day.
    pub credited_on: Day,
    /// Before tax.
    pub net: Money,
    /// Tax given back.
    pub tax: Money,
    /// Both.
    pub total: Money,
    /// Why.
    pub reason: String,
    /// The open item.
    pub credit: Id<noun::Credit>,
    /// The entry in the books.
    pub entry: Id<noun::Entry>,
}
from_row!(CreditMemo {
    id,
    number,
    customer,
    invoice,
    credited_on,
    net,
    tax,
    total,
    reason,
    credit,
    entry
});

/// The credit memo of this id.
pub fn find_credit_memo(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    credit: Id<noun::Credit>,
) -> Result<Option<CreditMemo>, store::Error> {
    reader.find(
        sql!(
            "SELECT id, number, customer_id, invoice_id, credited_on, net_cents, tax_cents, \
             total_cents, reason, credit_id, entry_id FROM credit_memos \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, credit],
    )
}

/// The credit memos on an invoice, the oldest first.
pub fn list_of_invoice(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    invoice: Id<noun::Invoice>,
) -> Result<Vec<CreditMemo>, store::Error> {
    reader.all(
        sql!(
            "SELECT id, number, customer_id, invoice_id, credited_on, net_cents, tax_cents, \
             total_cents, reason, credit_id, entry_id FROM credit_memos \
             WHERE branch_id = $1 AND invoice_id = $2 ORDER BY credited_on, id"
        ),
        args![branch, invoice],
    )
}

/// A credit memo's figures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// Before tax.
    pub net: Money,
    /// Tax given back.
    pub tax: Money,
    /// Both.
    pub total: Money,
}

/// A credit memo to be written.
pub struct NewCreditMemo<'n> {
    /// Its id.
    pub id: Id<noun::Credit>,
    /// Its number.
    pub number: &'n str,
    /// To whom.
    pub customer: Id<noun::Customer>,
    /// On which invoice.
    pub invoice: Id<noun::Invoice>,
    /// How much.
    pub figures: Figures,
    /// Why.
    pub reason: &'n str,
    /// The open item.
    pub credit: Id<noun::Credit>,
    /// The entry in the books.
    pub entry: Id<noun::Entry>,
}

/// Writes a credit memo.
pub fn insert_credit_memo(desk: &mut Desk<'_>, new: &NewCreditMemo<'_>) -> Result<(), Refusal> {
    desk.exec(
        sql!(
            "INSERT INTO credit_memos (id, branch_id, number, customer_id, invoice_id, \
             credited_on, net_cents, tax_cents, total_cents, reason, credit_id, entry_id, \
             issued_by, issued_at) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
        ),
        args![
            desk.branch(),
            new.id,
            new.number,
            new.customer,
            new.invoice,
            desk.today(),
            new.figures.net,
            new.figures.tax,
            new.figures.total,
            new.reason,
            new.credit,
            new.entry,
            desk.who(),
            desk.now()
        ],
    )?;
    Ok(())
}
