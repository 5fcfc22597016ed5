//! Void an invoice: its entry is reversed, its charge closed, its work is to be billed
//! again. Its number stays used and shows "void".

use super::{VOID, records};
use crate::deferrals;
use books::open_items::{self, ApplicationKind};
use dispatch::work_orders;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Voids an invoice on which nothing was paid, while its month is open.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct VoidInvoice {
    /// The invoice.
    pub invoice: Id<noun::Invoice>,
    /// Why.
    pub reason: String,
}

/// The invoice is void.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct InvoiceVoided {
    /// The invoice.
    pub invoice: Id<noun::Invoice>,
    /// Its number, which stays used.
    pub number: String,
}

impl Command for VoidInvoice {
    const NAME: &'static str = "invoices.void";
    const TITLE: &'static str = "Void an invoice";
    const DUTY: Duty = VOID;
    const SHAPE: Shape = Shape::ActsOn("invoice");
    type Receipt = InvoiceVoided;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<InvoiceVoided, Refusal> {
        let branch = desk.branch();
        // Where several pay for the same work, it is billed again only as a whole.
        let parts = records::list_parts(desk, branch, self.invoice)?;
        let number = void(desk, self.invoice, self.reason.trim())?;
        for part in parts {
            void(desk, part, self.reason.trim())?;
        }
        Ok(InvoiceVoided { invoice: self.invoice, number })
    }
}

fn void(desk: &mut Desk<'_>, id: Id<noun::Invoice>, reason: &str) -> Result<String, Refusal> {
    let branch = desk.branch();
    let invoice = records::require(desk, branch, id)?;
    let href = format!("/invoices/{id}");
    if invoice.voided_at.is_some() {
        return Err(Refusal::conflict(
            "invoices.void_already",
            format!("Invoice {} is void already.", invoice.number),
        ));
    }
    if invoice.open != invoice.total {
        return Err(Refusal::conflict_with(
            "invoices.paid_on",
            format!(
                "Something was paid or credited on invoice {}. Credit the rest instead.",
                invoice.number
            ),
            href,
            "Open the invoice",
        ));
    }
    // The reversal stands on the invoice's own day, so its month must still be open.
    let memo = format!("Invoice {} voided: {reason}", invoice.number);
    books::entries::reverse(desk, invoice.entry, invoice.invoiced_on, memo)?;
    let kind = ApplicationKind::Void;
    let (charge, on) = (invoice.charge, invoice.invoiced_on);
    open_items::take_off_charge(desk, charge, invoice.total, kind, on)?;
    records::mark_voided(desk, id, reason)?;
    deferrals::take_back(desk, &invoice)?;
    for line in records::list_lines(desk, branch, id)? {
        if let Some(work_order) = line.work_order {
            work_orders::records::mark_invoiced(desk, work_order, None)?;
            desk.subject(work_order);
        }
    }
    desk.subject(id);
    desk.subject(invoice.customer);
    Ok(invoice.number)
}
