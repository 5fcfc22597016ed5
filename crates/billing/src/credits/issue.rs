//! Give a credit on an invoice (handbook P18): its share of the tax comes back with it.

use super::{ISSUE, ISSUE_ANY, records};
use crate::invoices::{self, rules};
use books::Source;
use books::accounts::{ALLOWANCES, RECEIVABLE, SALES_TAX, UNAPPLIED};
use books::entries::{NewEntry, NewLine};
use books::open_items::{self, Apply, CreditKind, NewCredit};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Gives a credit on an invoice.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct IssueCredit {
    /// The invoice.
    pub invoice: Id<noun::Invoice>,
    /// How much before tax.
    pub net_cents: Money,
    /// Why, in words the customer may read.
    pub reason: String,
}

/// The credit is given.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct CreditIssued {
    /// The credit.
    pub credit: Id<noun::Credit>,
    /// Its number.
    pub number: String,
    /// What it is worth with its tax.
    pub total_cents: Money,
    /// What of it paid the invoice.
    pub applied_cents: Money,
}

impl Command for IssueCredit {
    const NAME: &'static str = "credits.issue";
    const TITLE: &'static str = "Give a credit";
    const DUTY: Duty = ISSUE;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = CreditIssued;

    fn problems(&self) -> Problems {
        Problems::none()
            .when(!self.net_cents.is_positive(), "net_cents", "Enter an amount above zero.")
            .when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<CreditIssued, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let invoice = invoices::records::require(desk, branch, self.invoice)?;
        if invoice.voided_at.is_some() {
            return Err(Refusal::conflict(
                "credits.invoice_void",
                format!("Invoice {} is void. There is nothing to credit.", invoice.number),
            ));
        }
        let limit = settings::preferences::money(desk, branch, "credit_limit_cents")?;
        if self.net_cents > limit && !desk.may(ISSUE_ANY)? {
            return Err(Refusal::NotAllowed { duty: ISSUE_ANY });
        }
        let invoice_net = invoice.gross - invoice.discount;
        let (net_before, tax_before) = records::sum_of_invoice(desk, branch, self.invoice)?;
        let net_after = net_before + self.net_cents;
        if net_after > invoice_net {
            let words = format!(
                "Invoice {} can be credited {} more.",
                invoice.number,
                invoice_net - net_before
            );
            return Err(Refusal::invalid("net_cents", words));
        }
        // The share of everything credited so far less what was given back before, so that
        // crediting an invoice bit by bit gives back its tax to the cent.
        let tax = rules::tax_share(net_after, invoice_net, invoice.tax) - tax_before;
        let total = self.net_cents + tax;
        let number = desk.document_number("credits")?;
        let memo_id: Id<noun::Credit> = desk.id();
        let credit = open_items::open_credit(
            desk,
            NewCredit {
                customer: invoice.customer,
                kind: CreditKind::CreditMemo,
                document: number.clone(),
                source: Source::of(memo_id),
                dated_on: today,
                amount: total,
            },
        )?;
        let applied = total.min(invoice.open);
        if applied.is_positive() {
            let part = Apply { credit, charge: invoice.charge, amount: applied };
            open_items::apply(desk, invoice.customer, &[part], today)?;
        }
        let of = |account, amount, customer| NewLine { account, amount, customer };
        let customer = Some(invoice.customer);
        let lines = vec![
            of(ALLOWANCES, self.net_cents, None),
            of(SALES_TAX, tax, None),
            of(RECEIVABLE, -applied, customer),
            of(UNAPPLIED, -(total - applied), customer),
        ];
        let entry = books::entries::post(
            desk,
            NewEntry {
                day: today,
                memo: format!("Credit {number} on invoice {}", invoice.number),
                source: Source::of(memo_id),
                lines,
            },
        )?;
        let figures = records::Figures { net: self.net_cents, tax, total };
        records::insert_credit_memo(
            desk,
            &records::NewCreditMemo {
                id: memo_id,
                number: &number,
                customer: invoice.customer,
                invoice: self.invoice,
                figures,
                reason: self.reason.trim(),
                credit,
                entry,
            },
        )?;
        desk.subject(self.invoice);
        desk.subject(invoice.customer);
        desk.subject(memo_id);
        desk.search_put(memo_id, &format!("{number} {}", total.plain()))?;
        Ok(CreditIssued { credit: memo_id, number, total_cents: total, applied_cents: applied })
    }
}
