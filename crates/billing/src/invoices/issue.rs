//! Issue an invoice: verified work and other lines, taxed by the place, posted to the
//! books, opened on the customer's account, and paid at once by what she has to her good.

use super::lines::{self, Line, Place};
use super::rules::Figures;
use super::shares::{self, Bill};
use super::{ISSUE, VoidInvoice, records};
use crate::billing_options::rules::due_on;
use crate::billing_options::{self, Delivery, SetOptions};
use books::accounts::{DISCOUNTS, RECEIVABLE, SALES_TAX, UNAPPLIED};
use books::entries::{NewEntry, NewLine};
use books::open_items::{self, Apply, ChargeKind, NewCharge};
use books::{Account, Source};
use dispatch::work_orders;
use front_desk::customers::{self, Customer};
use front_desk::services::TaxCode;
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use values::{Day, Id, Money, Quantity, noun};

/// Issues an invoice to a customer.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct IssueInvoice {
    /// Who pays.
    pub customer: Id<noun::Customer>,
    /// The verified work it bills.
    #[serde(default)]
    pub work_orders: Vec<Id<noun::WorkOrder>>,
    /// Other lines.
    #[serde(default)]
    pub lines: Vec<ExtraLine>,
    /// What is taken off the whole.
    #[serde(default)]
    pub discount_cents: Option<Money>,
    /// The day on it; today when nothing is said.
    #[serde(default)]
    pub invoiced_on: Option<Day>,
    /// The day it is to be paid by; by the customer's terms when nothing is said.
    #[serde(default)]
    pub due_on: Option<Day>,
    /// The customer's purchase order; the work's own when nothing is said.
    #[serde(default)]
    pub po_number: Option<String>,
    /// A line of words at its foot.
    #[serde(default)]
    pub message: Option<String>,
}

/// A line that bills no work order.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ExtraLine {
    /// What it is for.
    pub what: String,
    /// How many; one when nothing is said.
    #[serde(default)]
    pub quantity: Option<Quantity>,
    /// The price of one.
    pub price_cents: Money,
    /// How the law of sales tax sees it.
    pub tax_code: TaxCode,
    /// The revenue account it is billed to.
    pub revenue_account: Id<noun::Account>,
}

/// The invoice is issued.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct InvoiceIssued {
    /// The invoice.
    pub invoice: Id<noun::Invoice>,
    /// Its number.
    pub number: String,
    /// What is to be paid.
    pub total_cents: Money,
    /// What the customer had to her good and now pays it.
    pub applied_cents: Money,
    /// The day it is to be paid by.
    pub due_on: Day,
    /// The invoices of the other payers, where the customer's billing options name some.
    #[serde(default)]
    pub also: Vec<Id<noun::Invoice>>,
}

impl Command for IssueInvoice {
    const NAME: &'static str = "invoices.issue";
    const TITLE: &'static str = "Issue an invoice";
    const DUTY: Duty = ISSUE;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = InvoiceIssued;

    fn problems(&self) -> Problems {
        let mut problems = Problems::none()
            .when(
                self.work_orders.is_empty() && self.lines.is_empty(),
                "work_orders",
                "Enter the work or at least one line to bill.",
            )
            .when(
                self.discount_cents.is_some_and(Money::is_negative),
                "discount_cents",
                "Enter what is taken off, as a positive amount.",
            );
        for (place, line) in self.lines.iter().enumerate() {
            if line.what.trim().is_empty() {
                problems.add(format!("lines[{place}].what"), "Enter what it is for.");
            }
            if !(4000..5000).contains(&line.revenue_account.get()) {
                let words = "Enter a revenue account, from 4000 to 4999.";
                problems.add(format!("lines[{place}].revenue_account"), words);
            }
            if !line.price_cents.is_positive() {
                problems.add(format!("lines[{place}].price_cents"), "Enter an amount above zero.");
            }
        }
        problems
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<InvoiceIssued, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let customer = customers::records::require_open_for_money(desk, branch, self.customer)?;
        let invoiced_on = self.invoiced_on.unwrap_or(today);
        if invoiced_on > today {
            let words = "This day is to come. Enter today or an earlier day.";
            return Err(Refusal::invalid("invoiced_on", words));
        }
        let (lines, place) = lines::gather(&self, desk, (branch, &customer), invoiced_on)?;
        let kept = billing_options::records::list_of_customer(desk, branch, customer.id)?;
        let options = kept.standing_for(&customer, place.agreement, invoiced_on);
        issue_lines(&self, desk, (&customer, &options), lines, &place)
    }

    fn reversal(receipt: &InvoiceIssued) -> Option<Errand> {
        let (invoice, reason) = (receipt.invoice, "Issued by mistake".to_owned());
        Some(Errand::of(VoidInvoice { invoice, reason }))
    }
}

impl IssueInvoice {
    /// An invoice of today to a customer, with nothing on it yet.
    pub fn to(customer: Id<noun::Customer>) -> IssueInvoice {
        IssueInvoice {
            customer,
            work_orders: Vec::new(),
            lines: Vec::new(),
            discount_cents: None,
            invoiced_on: None,
            due_on: None,
            po_number: None,
            message: None,
        }
    }

    fn new_invoice(
        &self,
        desk: &mut Desk<'_>,
        options: &SetOptions,
        bill: &Bill,
        (place, po_number): (&Place, &str),
        first: Option<Id<noun::Invoice>>,
    ) -> Result<records::NewInvoice, Refusal> {
        let invoiced_on = self.invoiced_on.unwrap_or(desk.today());
        let by_terms = due_on(options, invoiced_on, bill.payer.terms_days);
        let due_on = self.due_on.unwrap_or(by_terms);
        if due_on < invoiced_on {
            let words = "Enter a day that is not before the invoice's own.";
            return Err(Refusal::invalid("due_on", words));
        }
        let message = self.message.as_ref().or(options.invoice_text.as_ref());
        Ok(records::NewInvoice {
            id: desk.id(),
            number: desk.document_number("invoices")?,
            customer: bill.payer.id,
            location: place.location,
            agreement: place.agreement,
            invoiced_on,
            due_on,
            terms_days: invoiced_on.days_until(by_terms),
            po_number: po_number.to_owned(),
            message: message.cloned().unwrap_or_default(),
            attention: options.attention.clone().unwrap_or_default(),
            cost_center: options.cost_center.clone().unwrap_or_default(),
            delivery: match bill.payer.email.is_empty() {
                true => Delivery::Print,
                false => options.delivery,
            },
            first,
        })
    }
}

/// Issues an invoice of these lines to each payer; the first one's is answered.
pub(crate) fn issue_lines(
    asked: &IssueInvoice,
    desk: &mut Desk<'_>,
    (customer, options): (&Customer, &SetOptions),
    lines: Vec<Line>,
    place: &Place,
) -> Result<InvoiceIssued, Refusal> {
    let invoiced_on = asked.invoiced_on.unwrap_or(desk.today());
    let branch = desk.branch();
    let (when, whose) = ((branch, invoiced_on), (customer, options));
    let weighed = shares::weigh(desk, when, asked, whose, (lines, place))?;
    shares::require_no_obstacle(&weighed, customer)?;
    let po_number = weighed.po_number;
    let mut first: Option<InvoiceIssued> = None;
    for (bill, figures) in weighed.bills {
        let first_id = first.as_ref().map(|issued| issued.invoice);
        let new = asked.new_invoice(desk, options, &bill, (place, &po_number), first_id)?;
        let issued = issue(desk, new, &bill.lines, &figures)?;
        match &mut first {
            Some(first) => first.also.push(issued.invoice),
            None => first = Some(issued),
        }
    }
    first.ok_or_else(|| Refusal::broken("an invoice without a payer"))
}

fn issue(
    desk: &mut Desk<'_>,
    new: records::NewInvoice,
    lines: &[Line],
    figures: &Figures,
) -> Result<InvoiceIssued, Refusal> {
    let (invoice, customer, number) = (new.id, new.customer, new.number.clone());
    let (invoiced_on, due_on) = (new.invoiced_on, new.due_on);
    let charge = open_items::open_charge(
        desk,
        NewCharge {
            customer,
            kind: ChargeKind::Invoice,
            document: number.clone(),
            source: Source::of(invoice),
            issued_on: invoiced_on,
            due_on,
            amount: figures.total,
        },
    )?;
    let entry = books::entries::post(
        desk,
        NewEntry {
            day: invoiced_on,
            memo: format!("Invoice {number}"),
            source: Source::of(invoice),
            lines: posting(customer, lines, figures),
        },
    )?;
    records::insert_invoice(desk, &new, figures, charge, entry)?;
    records::insert_lines(desk, invoice, lines, figures)?;
    for order in lines.iter().filter_map(|line| line.work_order) {
        // Of several payers' invoices the first one bills the work.
        if new.first.is_none() {
            work_orders::records::mark_invoiced(desk, order, Some(invoice))?;
        }
        desk.subject(order);
    }
    desk.subject(invoice);
    desk.subject(customer);
    let found_by = format!("{number} {} {}", figures.total.plain(), new.po_number);
    desk.search_put(invoice, &found_by)?;
    let applied = apply_what_is_there(desk, customer, charge, &number, figures.total)?;
    Ok(InvoiceIssued {
        invoice,
        number,
        total_cents: figures.total,
        applied_cents: applied,
        due_on,
        also: Vec::new(),
    })
}

/// Handbook P1 and P2: the whole to receivables, gross to revenue, the discount against it.
fn posting(customer: Id<noun::Customer>, lines: &[Line], figures: &Figures) -> Vec<NewLine> {
    let mut revenue: BTreeMap<i64, Money> = BTreeMap::new();
    for (line, figure) in lines.iter().zip(&figures.lines) {
        *revenue.entry(line.revenue_account.get()).or_default() += figure.gross;
    }
    let of = |account, amount, customer| NewLine { account, amount, customer };
    let mut posted = vec![
        of(RECEIVABLE, figures.total, Some(customer)),
        of(DISCOUNTS, figures.discount, None),
        of(SALES_TAX, -figures.tax, None),
    ];
    posted.extend(revenue.into_iter().map(|(account, gross)| of(Account(account), -gross, None)));
    posted
}

/// An unapplied credit applies itself to the next invoice (handbook 3.6, P10).
fn apply_what_is_there(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    charge: Id<noun::Charge>,
    number: &str,
    total: Money,
) -> Result<Money, Refusal> {
    let (branch, today) = (desk.branch(), desk.today());
    let mut left = total;
    let mut parts = Vec::new();
    for credit in open_items::list_open_credits(desk, branch, customer)? {
        let amount = credit.open.min(left);
        if amount.is_positive() {
            parts.push(Apply { credit: credit.id, charge, amount });
            left -= amount;
        }
    }
    let applied = total - left;
    if applied.is_zero() {
        return Ok(applied);
    }
    open_items::apply(desk, customer, &parts, today)?;
    let of = |account, amount| NewLine { account, amount, customer: Some(customer) };
    books::entries::post(
        desk,
        NewEntry {
            day: today,
            memo: format!("Credit applied to invoice {number}"),
            source: Source::of(charge),
            lines: vec![of(UNAPPLIED, applied), of(RECEIVABLE, -applied)],
        },
    )?;
    Ok(applied)
}
