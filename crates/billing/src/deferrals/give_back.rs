//! Give back what was billed ahead and not earned, with its tax (handbook P20 and T11): a
//! credit on the invoice that billed it, which pays what is open there and then stands to
//! the customer's good.

use super::GIVE;
use super::moves::{Move, note_and_level};
use super::records::{self, Kind};
use crate::credits::{CreditIssued, records as credits};
use crate::invoices;
use crate::sales_taxes::{self, ChangeKind, TaxChange};
use books::accounts::{DEFERRED, RECEIVABLE, SALES_TAX, UNAPPLIED};
use books::entries::{NewEntry, NewLine};
use books::open_items::{self, Apply, CreditKind, NewCredit};
use books::{Account, Source, stored_word};
use front_desk::agreements::{self, records::Agreement};
use front_desk::services;
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
    /// Whether the visits that were done keep the discount for paying ahead; they do when
    /// nothing is said.
    #[serde(default)]
    pub prepay_discount: PrepayDiscount,
}

stored_word! {
    /// What becomes of the discount for paying a term ahead when the term is not lived out.
    #[derive(Default)]
    PrepayDiscount "what becomes of a prepay discount" {
        /// The visits that were done keep it.
        #[default]
        Kept => "kept" "The visits that were done keep it",
        /// As her agreement says: they are earned at their full price.
        Lost => "lost" "It is lost, as the agreement says",
    }
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
        let left = records::balance(desk, branch, agreement.id)?;
        let billed = records::find_last_invoice(desk, branch, agreement.id)?;
        let nothing = |words: String| {
            let open = "Open the agreement";
            Err(Refusal::conflict_with("deferrals.nothing_to_give_back", words, &*href, open))
        };
        let (true, Some((invoice,))) = (left.is_positive(), billed) else {
            let number = &agreement.number;
            return nothing(format!("Nothing of agreement {number} is billed and not earned."));
        };
        let earned = match self.prepay_discount {
            PrepayDiscount::Kept => Money::ZERO,
            PrepayDiscount::Lost => records::sum_discount_earned(desk, branch, invoice)?,
        };
        let net = left - earned;
        if !net.is_positive() {
            let words = "At their full price the visits that were done come to what was billed.";
            return nothing(words.into());
        }
        let invoice = invoices::records::require(desk, branch, invoice)?;
        let given = Given { invoice: &invoice, net, earned, reason: self.reason.trim() };
        let credit = give(desk, &agreement, &given)?;
        for (kind, amount) in [(Kind::GivenBack, net), (Kind::Earned, earned)] {
            let one = Move {
                customer: agreement.customer,
                agreement: agreement.id,
                kind,
                amount: -amount,
                on: today,
                invoice: None,
                work_order: None,
            };
            if amount.is_positive() {
                note_and_level(desk, &one, &format!("Credit {}", credit.number))?;
            }
        }
        records::mark_given_back(desk, agreement.id)?;
        Ok(GivenBack { agreement: agreement.id, credit })
    }
}

/// What is given back of an invoice, before its tax, and what a lost discount earns.
struct Given<'g> {
    invoice: &'g Invoice,
    net: Money,
    earned: Money,
    reason: &'g str,
}

/// The credit on the invoice, and its entry.
fn give(
    desk: &mut Desk<'_>,
    agreement: &Agreement,
    given: &Given<'_>,
) -> Result<CreditIssued, Refusal> {
    let (branch, today) = (desk.branch(), desk.today());
    let Given { invoice, net, earned, reason } = *given;
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
            of(DEFERRED, net + earned),
            of(revenue_of(desk, agreement)?, -earned),
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

/// The account that an agreement's visits are earned on.
fn revenue_of(desk: &mut Desk<'_>, agreement: &Agreement) -> Result<Account, Refusal> {
    let today = desk.today();
    let service = services::records::find_service(desk, agreement.service, today)?;
    Ok(service.ok_or(Refusal::NotFound { what: "service" })?.revenue_account.into())
}
