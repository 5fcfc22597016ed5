//! The numbers that were given out, and those that stand on documents.

use store::{FromRow, Reader, args, sql};
use values::{Id, noun};

/// A kind of document that is numbered without holes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::proof) enum Document {
    Invoice,
    Credit,
    LateFee,
    Payment,
    Refund,
    Transfer,
    Return,
    WriteOff,
    TaxRemittance,
    PettySlip,
    UnclaimedReport,
    WorkOrder,
    Agreement,
}

impl Document {
    /// The kind of its counter.
    pub fn kind(self) -> &'static str {
        match self {
            Document::Invoice => "invoices",
            Document::Credit => "credits",
            Document::LateFee => "late_fees",
            Document::Payment => "payment",
            Document::Refund => "refund",
            Document::Transfer => "transfers",
            Document::Return => "return",
            Document::WriteOff => "write_offs",
            Document::TaxRemittance => "tax_remittances",
            Document::PettySlip => "petty_slips",
            Document::UnclaimedReport => "unclaimed_reports",
            Document::WorkOrder => "work_orders",
            Document::Agreement => "agreements",
        }
    }
}

/// Year and last number of each counter of a kind.
pub(in crate::proof) fn list_counters(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    document: Document,
) -> Result<Vec<(i64, i64)>, store::Error> {
    reader.all(
        sql!("SELECT year, last FROM numbers WHERE branch_id = $1 AND kind = $2"),
        args![branch, document.kind()],
    )
}

/// Every number that stands on a document of a kind; none is kept in memory.
pub(in crate::proof) fn each_number(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    document: Document,
    take: &mut dyn FnMut(&str),
) -> Result<(), store::Error> {
    let numbers = match document {
        Document::Invoice => sql!("SELECT number FROM invoices WHERE branch_id = $1"),
        Document::Credit => sql!("SELECT number FROM credit_memos WHERE branch_id = $1"),
        Document::LateFee => sql!("SELECT number FROM late_fees WHERE branch_id = $1"),
        Document::Payment => sql!("SELECT number FROM payments WHERE branch_id = $1"),
        Document::Refund => sql!("SELECT number FROM refunds WHERE branch_id = $1"),
        Document::Transfer => sql!("SELECT number FROM transfers WHERE branch_id = $1"),
        Document::Return => sql!("SELECT number FROM returns WHERE branch_id = $1"),
        Document::TaxRemittance => {
            sql!("SELECT number FROM tax_remittances WHERE branch_id = $1")
        }
        Document::WriteOff => sql!("SELECT number FROM write_offs WHERE branch_id = $1"),
        Document::PettySlip => sql!("SELECT number FROM petty_slips WHERE branch_id = $1"),
        Document::UnclaimedReport => {
            sql!("SELECT number FROM unclaimed_reports WHERE branch_id = $1")
        }
        Document::WorkOrder => sql!("SELECT number FROM work_orders WHERE branch_id = $1"),
        Document::Agreement => sql!("SELECT number FROM agreements WHERE branch_id = $1"),
    };
    reader.each(numbers, args![branch], &mut |row| {
        let (number,) = <(String,)>::from_row(row)?;
        take(&number);
        Ok(())
    })
}
