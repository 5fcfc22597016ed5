//! Give a credit on an invoice (handbook P18): its share of the tax comes back with it.

use super::records::{self, Figures};
use super::{ISSUE, ISSUE_ANY};
use crate::invoices::records::Invoice;
use crate::invoices::{self, rules};
use crate::sales_taxes::{self, ChangeKind, TaxChange};
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
        let branch = desk.branch();
        let invoice = invoices::records::require(desk, branch, self.invoice)?;
        if invoice.voided_at.is_some() {
            return Err(Refusal::conflict_with(
                "credits.invoice_void",
                format!("Invoice {} is void. There is nothing to credit.", invoice.number),
                format!("/invoices/{}", invoice.id),
                "Open the invoice",
            ));
        }
        let limit = settings::preferences::money(desk, branch, "credit_limit_cents")?;
        if self.net_cents > limit && !desk.may(ISSUE_ANY)? {
            return Err(Refusal::NotAllowed { duty: ISSUE_ANY });
        }
        let figures = figures(desk, &invoice, self.net_cents)?;
        let memo = Memo {
            id: desk.id(),
            number: desk.document_number("credits")?,
            applied: figures.total.min(invoice.open),
            figures,
        };
        let credit = put_on_account(desk, &invoice, &memo)?;
        let entry = post_entry(desk, &invoice, &memo)?;
        records::insert_credit_memo(
            desk,
            &records::NewCreditMemo {
                id: memo.id,
                number: &memo.number,
                customer: invoice.customer,
                invoice: self.invoice,
                figures,
                reason: self.reason.trim(),
                credit,
                entry,
            },
        )?;
        sales_taxes::note(
            desk,
            TaxChange {
                kind: ChangeKind::Credit,
                invoice: self.invoice,
                document: &memo.number,
                tax: -figures.tax,
            },
        )?;
        desk.subject(self.invoice);
        desk.subject(invoice.customer);
        desk.subject(memo.id);
        desk.search_put(memo.id, &format!("{} {}", memo.number, figures.total.plain()))?;
        Ok(CreditIssued {
            credit: memo.id,
            number: memo.number,
            total_cents: figures.total,
            applied_cents: memo.applied,
        })
    }
}

/// A credit on its way.
struct Memo {
    id: Id<noun::Credit>,
    number: String,
    figures: Figures,
    applied: Money,
}

/// What a credit of so much net comes to. Its tax is the share of everything credited so far
/// less what was given back before, so that crediting an invoice bit by bit gives back its
/// tax to the cent.
fn figures(desk: &mut Desk<'_>, invoice: &Invoice, net: Money) -> Result<Figures, Refusal> {
    let branch = desk.branch();
    let invoice_net = invoice.gross - invoice.discount;
    let (net_before, tax_before) = records::sum_of_invoice(desk, branch, invoice.id)?;
    let net_after = net_before + net;
    if net_after > invoice_net {
        let left = invoice_net - net_before;
        let words = format!("Invoice {} can be credited {left} more.", invoice.number);
        return Err(Refusal::invalid("net_cents", words));
    }
    let tax = rules::tax_share(net_after, invoice_net, invoice.tax) - tax_before;
    Ok(Figures { net, tax, total: net + tax })
}

/// Opens the credit and puts it against what is open of its invoice.
fn put_on_account(
    desk: &mut Desk<'_>,
    invoice: &Invoice,
    memo: &Memo,
) -> Result<Id<noun::Credit>, Refusal> {
    let today = desk.today();
    let credit = open_items::open_credit(
        desk,
        NewCredit {
            customer: invoice.customer,
            kind: CreditKind::CreditMemo,
            document: memo.number.clone(),
            source: Source::of(memo.id),
            dated_on: today,
            amount: memo.figures.total,
        },
    )?;
    if memo.applied.is_positive() {
        let part = Apply { credit, charge: invoice.charge, amount: memo.applied };
        open_items::apply(desk, invoice.customer, &[part], today)?;
    }
    Ok(credit)
}

/// Handbook P18: allowances and tax against what is owed, the rest to her good.
fn post_entry(
    desk: &mut Desk<'_>,
    invoice: &Invoice,
    memo: &Memo,
) -> Result<Id<noun::Entry>, Refusal> {
    let Figures { net, tax, total } = memo.figures;
    let of = |account, amount, customer| NewLine { account, amount, customer };
    let customer = Some(invoice.customer);
    let entry = NewEntry {
        day: desk.today(),
        memo: format!("Credit {} on invoice {}", memo.number, invoice.number),
        source: Source::of(memo.id),
        lines: vec![
            of(ALLOWANCES, net, None),
            of(SALES_TAX, tax, None),
            of(RECEIVABLE, -memo.applied, customer),
            of(UNAPPLIED, -(total - memo.applied), customer),
        ],
    };
    books::entries::post(desk, entry)
}
