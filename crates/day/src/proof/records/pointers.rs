//! Which row points to which, and how many point astray. The database's own foreign keys
//! say nothing about branches, and not every row has one.

use store::{Reader, Sql, args, sql};
use values::{Id, noun};

/// Rows of one kind that point to rows of another.
struct Pointer {
    /// "payments to their customer".
    words: &'static str,
    /// Counts those that point nowhere, or into another branch.
    astray: fn() -> Sql,
}

/// A pointer from `table.column` to `parent`.
macro_rules! pointer {
    ($words:literal, $table:literal, $column:literal, $parent:literal) => {
        Pointer {
            words: $words,
            astray: || {
                sql!(concat!(
                    "SELECT COUNT(*) FROM ",
                    $table,
                    " t LEFT JOIN ",
                    $parent,
                    " p ON p.id = t.",
                    $column,
                    " WHERE t.branch_id = $1 AND t.",
                    $column,
                    " IS NOT NULL ",
                    "AND (p.id IS NULL OR p.branch_id <> t.branch_id)"
                ))
            },
        }
    };
}

/// Every kind there is.
const POINTERS: &[Pointer] = &[
    pointer!("entry lines to their customer", "entry_lines", "customer_id", "customers"),
    pointer!("charges to their customer", "charges", "customer_id", "customers"),
    pointer!("credits to their customer", "credits", "customer_id", "customers"),
    pointer!("applications to their customer", "applications", "customer_id", "customers"),
    pointer!("applications to their charge", "applications", "charge_id", "charges"),
    pointer!("applications to their credit", "applications", "credit_id", "credits"),
    pointer!("locations to their customer", "locations", "customer_id", "customers"),
    pointer!("agreements to their customer", "agreements", "customer_id", "customers"),
    pointer!("agreements to their location", "agreements", "location_id", "locations"),
    pointer!("work orders to their customer", "work_orders", "customer_id", "customers"),
    pointer!("work orders to their location", "work_orders", "location_id", "locations"),
    pointer!("work orders to their agreement", "work_orders", "agreement_id", "agreements"),
    pointer!("work orders to their invoice", "work_orders", "invoice_id", "invoices"),
    pointer!("appointments to their work", "appointments", "work_order_id", "work_orders"),
    pointer!("invoices to their customer", "invoices", "customer_id", "customers"),
    pointer!("invoices to their charge", "invoices", "charge_id", "charges"),
    pointer!("invoices to their entry", "invoices", "entry_id", "entries"),
    pointer!("invoice lines to their invoice", "invoice_lines", "invoice_id", "invoices"),
    pointer!("credit memos to their credit", "credit_memos", "credit_id", "credits"),
    pointer!("payments to their customer", "payments", "customer_id", "customers"),
    pointer!("payments to their credit", "payments", "credit_id", "credits"),
    pointer!("payments to their batch", "payments", "batch_id", "batches"),
    pointer!("payments to their deposit", "payments", "deposit_id", "deposits"),
    pointer!("deposits to their entry", "deposits", "entry_id", "entries"),
    pointer!("deposits to their count", "deposits", "count_id", "deposit_counts"),
    pointer!("refunds to their customer", "refunds", "customer_id", "customers"),
    pointer!("transfers to whose they were", "transfers", "from_customer_id", "customers"),
    pointer!("transfers to their customer", "transfers", "to_customer_id", "customers"),
    pointer!("transfers to their credit", "transfers", "to_credit_id", "credits"),
    pointer!("returned payments to their payment", "returns", "payment_id", "payments"),
    pointer!("write-offs to their customer", "write_offs", "customer_id", "customers"),
    pointer!("write-offs to their charge", "write_offs", "charge_id", "charges"),
];

/// How many kinds of pointers there are.
pub(in crate::proof) fn count_kinds() -> usize {
    POINTERS.len()
}

/// How many rows of a kind point nowhere or into another branch: "3 payments to their
/// customer".
pub(in crate::proof) fn list_astray(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Vec<(i64, &'static str)>, store::Error> {
    let mut astray = Vec::new();
    for pointer in POINTERS {
        let (count,): (i64,) = reader.one((pointer.astray)(), args![branch])?;
        if count > 0 {
            astray.push((count, pointer.words));
        }
    }
    Ok(astray)
}
