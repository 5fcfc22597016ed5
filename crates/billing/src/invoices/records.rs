//! The rows of invoices, their lines and taxes.

use super::lines::Line;
use super::rules::Figures;
use crate::billing_options::Delivery;
use office::{Desk, Refusal};
use store::{Reader, V, args, from_row, sql};
use values::{Day, Id, Instant, Money, Quantity, Rate, noun};

/// An invoice's row, with what is open of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Invoice {
    /// Its id.
    pub id: Id<noun::Invoice>,
    /// Its number.
    pub number: String,
    /// Who pays.
    pub customer: Id<noun::Customer>,
    /// Where the work was.
    pub location: Option<Id<noun::Location>>,
    /// The day on it.
    pub invoiced_on: Day,
    /// The day it is to be paid by.
    pub due_on: Day,
    /// Days to pay.
    pub terms_days: i64,
    /// The customer's purchase order.
    pub po_number: String,
    /// A line of words at its foot.
    pub message: String,
    /// Whom it is for the attention of.
    pub attention: String,
    /// The payer's cost center.
    pub cost_center: String,
    /// How it reaches the payer.
    pub delivery: Delivery,
    /// The lines' sum.
    pub gross: Money,
    /// What was taken off.
    pub discount: Money,
    /// Tax.
    pub tax: Money,
    /// What is to be paid.
    pub total: Money,
    /// What is still open of it.
    pub open: Money,
    /// The open item.
    pub charge: Id<noun::Charge>,
    /// The entry in the books.
    pub entry: Id<noun::Entry>,
    /// When it was last mailed.
    pub mailed_at: Option<Instant>,
    /// When it was voided.
    pub voided_at: Option<Instant>,
    /// Why.
    pub void_reason: Option<String>,
}
from_row!(Invoice {
    id,
    number,
    customer,
    location,
    invoiced_on,
    due_on,
    terms_days,
    po_number,
    message,
    attention,
    cost_center,
    delivery,
    gross,
    discount,
    tax,
    total,
    open,
    charge,
    entry,
    mailed_at,
    voided_at,
    void_reason
});

/// The invoice of this id in this branch.
pub fn find_invoice(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    invoice: Id<noun::Invoice>,
) -> Result<Option<Invoice>, store::Error> {
    reader.find(
        sql!(
            "SELECT i.id, i.number, i.customer_id, i.location_id, i.invoiced_on, i.due_on, \
             i.terms_days, i.po_number, i.message, i.attention, i.cost_center, i.delivery, \
             i.gross_cents, i.discount_cents, \
             i.tax_cents, i.total_cents, c.open_cents, i.charge_id, i.entry_id, \
             i.mailed_at, i.voided_at, i.void_reason FROM invoices i \
             JOIN charges c ON c.branch_id = i.branch_id AND c.id = i.charge_id \
             WHERE i.branch_id = $1 AND i.id = $2"
        ),
        args![branch, invoice],
    )
}

/// The invoice of this id, or the refusal every command gives.
pub fn require(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    invoice: Id<noun::Invoice>,
) -> Result<Invoice, Refusal> {
    find_invoice(reader, branch, invoice)?.ok_or(Refusal::NotFound { what: "invoice" })
}

/// The invoices of the other payers of the same work that stand, the first payer's among
/// them.
pub fn list_parts(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    invoice: Id<noun::Invoice>,
) -> Result<Vec<Id<noun::Invoice>>, store::Error> {
    let rows: Vec<(Id<noun::Invoice>,)> = reader.all(
        sql!(
            "SELECT i.id FROM invoices i JOIN invoices asked ON asked.branch_id = i.branch_id \
             AND (i.id = asked.first_id OR i.first_id = COALESCE(asked.first_id, asked.id)) \
             WHERE asked.branch_id = $1 AND asked.id = $2 AND i.id <> asked.id \
             AND i.voided_at IS NULL ORDER BY i.id"
        ),
        args![branch, invoice],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// What stands billed to a payer under a purchase order.
pub fn sum_under_purchase_order(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    payer: Id<noun::Customer>,
    po_number: &str,
) -> Result<Money, store::Error> {
    let (sum,): (Money,) = reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(total_cents), 0) AS BIGINT) FROM invoices \
             WHERE branch_id = $1 AND customer_id = $2 AND po_number = $3 AND voided_at IS NULL"
        ),
        args![branch, payer, po_number],
    )?;
    Ok(sum)
}

/// A line of an invoice.
#[derive(Clone, Debug, PartialEq)]
pub struct InvoiceLine {
    /// The work it bills.
    pub work_order: Option<Id<noun::WorkOrder>>,
    /// What it is for.
    pub what: String,
    /// The day it was done.
    pub service_on: Option<Day>,
    /// How many.
    pub quantity: Quantity,
    /// The price of one.
    pub price: Money,
    /// Quantity times price.
    pub amount: Money,
    /// Its part of the discount.
    pub discount: Money,
    /// Its part of the tax.
    pub tax: Money,
    /// Why it is not taxed.
    pub exempt_because: String,
}
from_row!(InvoiceLine {
    work_order,
    what,
    service_on,
    quantity,
    price,
    amount,
    discount,
    tax,
    exempt_because
});

/// The lines of an invoice, in order.
pub fn list_lines(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    invoice: Id<noun::Invoice>,
) -> Result<Vec<InvoiceLine>, store::Error> {
    reader.all(
        sql!(
            "SELECT work_order_id, what, service_on, quantity, price_cents, amount_cents, \
             discount_cents, tax_cents, exempt_because FROM invoice_lines \
             WHERE branch_id = $1 AND invoice_id = $2 ORDER BY place"
        ),
        args![branch, invoice],
    )
}

/// The taxes of an invoice: jurisdiction, rate, what it was asked on, how much.
pub fn list_taxes(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    invoice: Id<noun::Invoice>,
) -> Result<Vec<(String, Rate, Money, Money)>, store::Error> {
    reader.all(
        sql!(
            "SELECT jurisdiction, rate_millionths, taxable_cents, tax_cents \
             FROM invoice_taxes WHERE branch_id = $1 AND invoice_id = $2 ORDER BY id"
        ),
        args![branch, invoice],
    )
}

/// An invoice to be written.
pub struct NewInvoice {
    /// Its id.
    pub id: Id<noun::Invoice>,
    /// Its number.
    pub number: String,
    /// Who pays.
    pub customer: Id<noun::Customer>,
    /// Where the work was.
    pub location: Option<Id<noun::Location>>,
    /// The agreement it follows from.
    pub agreement: Option<Id<noun::Agreement>>,
    /// The day on it.
    pub invoiced_on: Day,
    /// The day it is to be paid by.
    pub due_on: Day,
    /// Days to pay.
    pub terms_days: i64,
    /// The customer's purchase order.
    pub po_number: String,
    /// A line of words at its foot.
    pub message: String,
    /// Whom it is for the attention of.
    pub attention: String,
    /// The payer's cost center.
    pub cost_center: String,
    /// How it reaches the payer.
    pub delivery: Delivery,
    /// The first payer's invoice, when this is another payer's part of the same work.
    pub first: Option<Id<noun::Invoice>>,
}

/// Writes an invoice's row.
pub(super) fn insert_invoice(
    desk: &mut Desk<'_>,
    new: &NewInvoice,
    figures: &Figures,
    charge: Id<noun::Charge>,
    entry: Id<noun::Entry>,
) -> Result<(), Refusal> {
    desk.exec(
        sql!(
            "INSERT INTO invoices (id, branch_id, number, customer_id, location_id, \
             agreement_id, invoiced_on, due_on, terms_days, po_number, message, \
             gross_cents, discount_cents, tax_cents, total_cents, charge_id, entry_id, \
             issued_by, issued_at, first_id, attention, cost_center, delivery) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, \
             $17, $18, $19, $20, $21, $22, $23)"
        ),
        args![
            desk.branch(),
            new.id,
            &new.number,
            new.customer,
            new.location,
            new.agreement,
            new.invoiced_on,
            new.due_on,
            new.terms_days,
            &new.po_number,
            &new.message,
            figures.gross,
            figures.discount,
            figures.tax,
            figures.total,
            charge,
            entry,
            desk.who(),
            desk.now(),
            new.first,
            &new.attention,
            &new.cost_center,
            new.delivery.word()
        ],
    )?;
    Ok(())
}

/// Writes an invoice's lines and taxes.
pub(super) fn insert_lines(
    desk: &mut Desk<'_>,
    invoice: Id<noun::Invoice>,
    lines: &[Line],
    figures: &Figures,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    let rows: Vec<_> = (1i64..)
        .zip(lines.iter().zip(&figures.lines))
        .map(|(place, (line, figure))| {
            [
                V::from(desk.id::<noun::InvoiceLine>()),
                V::from(branch),
                V::from(invoice),
                V::from(place),
                V::from(line.work_order),
                V::from(line.what.as_str()),
                V::from(line.service_on),
                V::from(line.draft.quantity),
                V::from(line.draft.price),
                V::from(figure.gross),
                V::from(figure.discount),
                V::from(figure.tax),
                V::from(line.tax_code.word()),
                V::from(figure.exempt_because.as_str()),
                V::from(line.revenue_account),
            ]
        })
        .collect();
    desk.insert_many("invoice_lines", LINE_COLUMNS, rows)?;
    let taxes: Vec<_> = figures
        .taxes
        .iter()
        .map(|tax| {
            [
                V::from(desk.id::<noun::TaxRate>()),
                V::from(branch),
                V::from(invoice),
                V::from(tax.jurisdiction.as_str()),
                V::from(tax.rate),
                V::from(tax.taxable),
                V::from(tax.tax),
            ]
        })
        .collect();
    desk.insert_many("invoice_taxes", TAX_COLUMNS, taxes)?;
    Ok(())
}

const LINE_COLUMNS: [&str; 15] = [
    "id",
    "branch_id",
    "invoice_id",
    "place",
    "work_order_id",
    "what",
    "service_on",
    "quantity",
    "price_cents",
    "amount_cents",
    "discount_cents",
    "tax_cents",
    "tax_code",
    "exempt_because",
    "revenue_account",
];

const TAX_COLUMNS: [&str; 7] = [
    "id",
    "branch_id",
    "invoice_id",
    "jurisdiction",
    "rate_millionths",
    "taxable_cents",
    "tax_cents",
];

/// It is voided.
pub(super) fn mark_voided(
    desk: &mut Desk<'_>,
    invoice: Id<noun::Invoice>,
    reason: &str,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE invoices SET voided_at = $3, voided_by = $4, void_reason = $5 \
             WHERE branch_id = $1 AND id = $2 AND voided_at IS NULL"
        ),
        args![desk.branch(), invoice, desk.now(), desk.who(), reason],
    )
}

/// It was mailed.
pub(super) fn mark_mailed(desk: &mut Desk<'_>, invoice: Id<noun::Invoice>) -> Result<u64, Refusal> {
    desk.exec(
        sql!("UPDATE invoices SET mailed_at = $3 WHERE branch_id = $1 AND id = $2"),
        args![desk.branch(), invoice, desk.now()],
    )
}
