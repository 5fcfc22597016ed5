//! Give back what was billed ahead and not earned, with its tax (handbook P20 and T11): a
//! credit on the invoice that billed it, which pays what is open there and then stands to
//! the customer's good.

use super::GIVE;
use super::moves::{Move, note_and_level};
use super::records::{self, Kind};
use crate::credits::{CreditIssued, records as credits};
use crate::invoices;
use crate::sales_taxes::{self, ChangeKind, TaxChange};
use books::Source;
use books::accounts::{DEFERRED, RECEIVABLE, SALES_TAX, UNAPPLIED};
use books::entries::{NewEntry, NewLine};
use books::open_items::{self, Apply, CreditKind, NewCredit};
use front_desk::agreements;
use invoices::records::Invoice;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Gives back what of an agreement was billed and not earned.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct GiveBack {
    /// The agreement, cancelled from today or earlier.
    pub agreement: Id<noun::Agreement>,
    /// Why, in words the customer may read.
    pub reason: String,
}

/// It stands to her good.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct GivenBack {
    /// The agreement.
    pub agreement: Id<noun::Agreement>,
    /// The credit, with its tax.
    pub credit: CreditIssued,
}

impl Command for GiveBack {
    const NAME: &'static str = "deferrals.give_back";
    const TITLE: &'static str = "Give back what was not earned";
    const DUTY: Duty = GIVE;
    const SHAPE: Shape = Shape::Does;
    type Receipt = GivenBack;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<GivenBack, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let agreement = agreements::records::require(desk, branch, self.agreement)?;
        let href = format!("/agreements/{}", agreement.id);
        if agreement.cancelled_on.is_none_or(|since| since > today) {
            return Err(Refusal::conflict_with(
                "deferrals.not_cancelled",
                format!("Agreement {} goes on. Cancel it first.", agreement.number),
                href,
                "Open the agreement",
            ));
        }
        let net = records::balance(desk, branch, agreement.id)?;
        let billed = records::find_last_invoice(desk, branch, agreement.id)?;
        let (true, Some((invoice,))) = (net.is_positive(), billed) else {
            return Err(Refusal::conflict_with(
                "deferrals.nothing_to_give_back",
                format!("Nothing of agreement {} is billed and not earned.", agreement.number),
                href,
                "Open the agreement",
            ));
        };
        let invoice = invoices::records::require(desk, branch, invoice)?;
        let credit = give(desk, &invoice, net, self.reason.trim())?;
        let back = Move {
            customer: agreement.customer,
            agreement: agreement.id,
            kind: Kind::GivenBack,
            amount: -net,
            on: today,
            invoice: None,
            work_order: None,
        };
        note_and_level(desk, &back, &format!("Credit {}", credit.number))?;
        records::mark_given_back(desk, agreement.id)?;
        Ok(GivenBack { agreement: agreement.id, credit })
    }
}

/// The credit on the invoice, and its entry.
fn give(
    desk: &mut Desk<'_>,
    invoice: &Invoice,
    net: Money,
    reason: &str,
) -> Result<CreditIssued, Refusal> {
    let (branch, today) = (desk.branch(), desk.today());
    let invoice_net = invoice.gross - invoice.discount;
    let (_, tax_before) = credits::sum_of_invoice(desk, branch, invoice.id)?;
    let share = invoices::rules::tax_share(net.min(invoice_net), invoice_net, invoice.tax);
    let tax = share.min(invoice.tax - tax_before);
    let total = net + tax;
    let number = desk.document_number("credits")?;
    let memo: Id<noun::Credit> = desk.id();
    let new = NewCredit {
        customer: invoice.customer,
        kind: CreditKind::CreditMemo,
        document: number.clone(),
        source: Source::of(memo),
        dated_on: today,
        amount: total,
    };
    let credit = open_items::open_credit(desk, new)?;
    let applied = total.min(invoice.open);
    if applied.is_positive() {
        let part = Apply { credit, charge: invoice.charge, amount: applied };
        open_items::apply(desk, invoice.customer, &[part], today)?;
    }
    let of = |account, amount| NewLine { account, amount, customer: Some(invoice.customer) };
    let entry = NewEntry {
        day: today,
        memo: format!("Credit {number} on invoice {}, not earned", invoice.number),
        source: Source::of(memo),
        lines: vec![
            of(DEFERRED, net),
            of(SALES_TAX, tax),
            of(RECEIVABLE, -applied),
            of(UNAPPLIED, -(total - applied)),
        ],
    };
    let entry = books::entries::post(desk, entry)?;
    let new = credits::NewCreditMemo {
        id: memo,
        number: &number,
        customer: invoice.customer,
        invoice: invoice.id,
        figures: credits::Figures { net, tax, total },
        reason,
        credit,
        entry,
    };
    credits::insert_credit_memo(desk, &new)?;
    let kind = ChangeKind::Credit;
    let change = TaxChange { kind, invoice: invoice.id, document: &number, tax: -tax };
    sales_taxes::note(desk, change)?;
    desk.subject(invoice.id);
    desk.subject(invoice.customer);
    desk.subject(memo);
    desk.search_put(memo, &format!("{number} {}", total.plain()))?;
    Ok(CreditIssued { credit: memo, number, total_cents: total, applied_cents: applied })
}
