//! Set how a customer, or one agreement of hers, is billed from a day on. What was set is
//! kept as it was asked, so the command is also the record.

use super::words::{Delivery, Grouping, LateFee, StatementCycle, StatementStyle, Terms, Trigger};
use super::{EndOptions, SET, preview, records};
use front_desk::customers::Customer;
use front_desk::{agreements, customers, locations, services};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, Money, Rate, noun};

/// Sets how a customer or one of her agreements is billed from a day on.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct SetOptions {
    /// Whose work is billed.
    pub customer: Id<noun::Customer>,
    /// Only this agreement of hers; all of her work when nothing is said.
    #[serde(default)]
    pub agreement: Option<Id<noun::Agreement>>,
    /// The first day it holds; today when nothing is said.
    #[serde(default)]
    pub holds_from: Option<Day>,
    /// Payer 1, who has what the others do not take; the customer when nothing is said.
    #[serde(default)]
    pub bill_to: Option<Id<noun::Customer>>,
    /// The other payers and what each takes.
    #[serde(default)]
    pub payers: Vec<OtherPayer>,
    /// When an invoice is written.
    #[serde(default)]
    pub trigger: Trigger,
    /// The day of the month, 1 to 28; the last of the month when nothing is said.
    #[serde(default)]
    pub billing_day: Option<i64>,
    /// Over how many months even amounts are spread; 12 when nothing is said.
    #[serde(default)]
    pub spread_months: Option<i64>,
    /// The months, 1 to 12, in which nothing is billed.
    #[serde(default)]
    pub skip_months: Vec<i64>,
    /// What is taken off a term that is prepaid.
    #[serde(default)]
    pub prepay_discount: Option<Rate>,
    /// How much goes on one invoice.
    #[serde(default)]
    pub grouping: Grouping,
    /// When an invoice is to be paid.
    #[serde(default)]
    pub terms: Terms,
    /// The days of those terms.
    #[serde(default)]
    pub terms_days: Option<i64>,
    /// Whether each invoice needs a purchase order.
    #[serde(default)]
    pub po_required: bool,
    /// The purchase order's number; the agreement's own when nothing is said.
    #[serde(default)]
    pub po_number: Option<String>,
    /// Its last day.
    #[serde(default)]
    pub po_expires_on: Option<Day>,
    /// What may be billed under it in all.
    #[serde(default)]
    pub po_limit_cents: Option<Money>,
    /// What one invoice may come to at most.
    #[serde(default)]
    pub invoice_limit_cents: Option<Money>,
    /// What is taken off every invoice.
    #[serde(default)]
    pub discount_rate: Option<Rate>,
    /// The last day of that discount.
    #[serde(default)]
    pub discount_ends_on: Option<Day>,
    /// How an invoice reaches the payer.
    #[serde(default)]
    pub delivery: Delivery,
    /// What a statement tells.
    #[serde(default)]
    pub statement_style: StatementStyle,
    /// How often a statement is sent.
    #[serde(default)]
    pub statement_cycle: StatementCycle,
    /// Whether a late fee is asked.
    #[serde(default)]
    pub late_fee: LateFee,
    /// Its own rate a month, up to what the law allows.
    #[serde(default)]
    pub late_fee_rate: Option<Rate>,
    /// Whom the invoice is for the attention of.
    #[serde(default)]
    pub attention: Option<String>,
    /// The payer's cost center.
    #[serde(default)]
    pub cost_center: Option<String>,
    /// A line of words at each invoice's foot.
    #[serde(default)]
    pub invoice_text: Option<String>,
}

/// A payer besides payer 1: she takes a share, or all of a service, or all of a location.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct OtherPayer {
    /// Who.
    pub customer: Id<noun::Customer>,
    /// Her share of each line.
    #[serde(default)]
    pub share: Option<Rate>,
    /// The service she pays for.
    #[serde(default)]
    pub service: Option<Id<noun::Service>>,
    /// The location she pays for.
    #[serde(default)]
    pub location: Option<Id<noun::Location>>,
}

/// The options hold from their day on.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct OptionsSet {
    /// Their row.
    pub billing_options: Id<noun::BillingOptions>,
    /// Whose work is billed so.
    pub customer: Id<noun::Customer>,
    /// Only this agreement of hers.
    pub agreement: Option<Id<noun::Agreement>>,
    /// The first day.
    pub holds_from: Day,
    /// What comes of them in twelve months, beside what came before.
    pub outlook: preview::Outlook,
    /// What held until then.
    pub former: Option<Box<SetOptions>>,
}

impl SetOptions {
    /// How everybody is billed of whom nothing is said: each visit when it is done.
    pub fn usual(customer: Id<noun::Customer>) -> SetOptions {
        SetOptions {
            customer,
            agreement: None,
            holds_from: None,
            bill_to: None,
            payers: Vec::new(),
            trigger: Trigger::default(),
            billing_day: None,
            spread_months: None,
            skip_months: Vec::new(),
            prepay_discount: None,
            grouping: Grouping::default(),
            terms: Terms::default(),
            terms_days: None,
            po_required: false,
            po_number: None,
            po_expires_on: None,
            po_limit_cents: None,
            invoice_limit_cents: None,
            discount_rate: None,
            discount_ends_on: None,
            delivery: Delivery::default(),
            statement_style: StatementStyle::default(),
            statement_cycle: StatementCycle::default(),
            late_fee: LateFee::default(),
            late_fee_rate: None,
            attention: None,
            cost_center: None,
            invoice_text: None,
        }
    }

    /// The same for a customer whose account is known: her invoices go by e-mail when she
    /// has an address, a household reads a balance and others their open invoices.
    pub fn usual_of(customer: &Customer) -> SetOptions {
        SetOptions {
            po_required: customer.po_required,
            delivery: match customer.email.is_empty() {
                true => Delivery::Print,
                false => Delivery::Email,
            },
            statement_style: match customer.kind.is_residential() {
                true => StatementStyle::BalanceForward,
                false => StatementStyle::OpenItem,
            },
            ..SetOptions::usual(customer.id)
        }
    }

    /// Payer 1.
    pub fn payer(&self) -> Id<noun::Customer> {
        self.bill_to.unwrap_or(self.customer)
    }

    /// Everybody who pays, payer 1 first.
    pub fn list_payers(&self) -> impl Iterator<Item = Id<noun::Customer>> + '_ {
        std::iter::once(self.payer()).chain(self.payers.iter().map(|payer| payer.customer))
    }

    /// Refuses payers, agreements, services and places that are not there or not hers.
    pub(super) fn require_known(&self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let customer = customers::records::require(desk, branch, self.customer)?;
        if let Some(agreement) = self.agreement {
            let known = agreements::records::require_standing(desk, branch, agreement)?;
            if known.customer != customer.id {
                return Err(Refusal::NotFound { what: "agreement" });
            }
        }
        for payer in self.list_payers() {
            customers::records::require_open_for_money(desk, branch, payer)?;
        }
        for (place, payer) in self.payers.iter().enumerate() {
            if let Some(service) = payer.service {
                services::records::find_service(desk, service, today)?
                    .ok_or(Refusal::NotFound { what: "service" })?;
            }
            let Some(location) = payer.location else { continue };
            if locations::records::require(desk, branch, location)?.customer != customer.id {
                let words = format!("This is not a location of {}. Choose another.", customer.name);
                return Err(Refusal::invalid(&format!("payers[{place}].location"), words));
            }
        }
        Ok(())
    }

    fn problems_of_payers(&self, problems: &mut Problems) {
        let mut given = Rate::ZERO;
        for (place, payer) in self.payers.iter().enumerate() {
            let at = |field: &str| format!("payers[{place}].{field}");
            let ways = [payer.share.is_some(), payer.service.is_some(), payer.location.is_some()];
            if ways.into_iter().filter(|given| *given).count() != 1 {
                problems.add(at("share"), "Enter a share, or a service, or a location.");
            }
            if payer.share.is_some_and(|share| share <= Rate::ZERO) {
                problems.add(at("share"), "Enter a share above zero, such as 40%.");
            }
            let is_twice =
                self.payers[..place].iter().any(|before| before.customer == payer.customer);
            if is_twice || payer.customer == self.payer() {
                problems.add(at("customer"), "This payer stands here already. Choose another.");
            }
            given = given + payer.share.unwrap_or(Rate::ZERO);
        }
        if given > Rate::WHOLE {
            problems.add("payers", "The shares come to more than the whole. Enter less.");
        }
    }

    fn problems_of_timing(&self) -> Problems {
        let is_outside = |number: Option<i64>, least: i64, most: i64| {
            number.is_some_and(|number| !(least..=most).contains(&number))
        };
        let needs_days = matches!(self.terms, Terms::Net | Terms::EndOfMonth);
        let skips_all = (1..=12).all(|month| self.skip_months.contains(&month));
        let no_month = self.skip_months.iter().any(|month| !(1..=12).contains(month));
        Problems::none()
            .when(is_outside(self.billing_day, 1, 28), "billing_day", "Enter a day from 1 to 28.")
            .when(is_outside(self.spread_months, 1, 12), "spread_months", "Enter 1 to 12 months.")
            .when(no_month, "skip_months", "Enter months by their numbers, 1 to 12.")
            .when(skips_all, "skip_months", "Leave at least one month in which is billed.")
            .when(
                needs_days && self.terms_days.is_none(),
                "terms_days",
                "Enter how many days, such as 30.",
            )
            .when(is_outside(self.terms_days, 0, 180), "terms_days", "Enter 0 to 180 days.")
    }
}

impl Command for SetOptions {
    const NAME: &'static str = "billing_options.set";
    const TITLE: &'static str = "Set billing options";
    const DUTY: Duty = SET;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = OptionsSet;

    fn problems(&self) -> Problems {
        let is_no_share = |rate: Option<Rate>| {
            rate.is_some_and(|rate| rate < Rate::ZERO || rate > Rate::percent(100))
        };
        let is_no_amount =
            |amount: Option<Money>| amount.is_some_and(|amount| !amount.is_positive());
        let is_long = |text: &Option<String>, most: usize| {
            text.as_deref().is_some_and(|text| text.trim().chars().count() > most)
        };
        let share = "Enter a share from 0% to 100%.";
        let amount = "Enter an amount above zero, or nothing.";
        let mut problems = self
            .problems_of_timing()
            .when(is_no_share(self.prepay_discount), "prepay_discount", share)
            .when(is_no_share(self.discount_rate), "discount_rate", share)
            .when(is_no_share(self.late_fee_rate), "late_fee_rate", share)
            .when(
                self.late_fee == LateFee::Own && self.late_fee_rate.is_none(),
                "late_fee_rate",
                "Enter the rate a month, such as 1%.",
            )
            .when(is_no_amount(self.po_limit_cents), "po_limit_cents", amount)
            .when(is_no_amount(self.invoice_limit_cents), "invoice_limit_cents", amount)
            .when(is_long(&self.po_number, 40), "po_number", "Enter at most 40 letters.")
            .when(is_long(&self.attention, 60), "attention", "Enter at most 60 letters.")
            .when(is_long(&self.cost_center, 40), "cost_center", "Enter at most 40 letters.")
            .when(is_long(&self.invoice_text, 300), "invoice_text", "Enter at most 300 letters.");
        self.problems_of_payers(&mut problems);
        problems
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<OptionsSet, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let holds_from = self.holds_from.unwrap_or(today);
        if holds_from < today {
            let words = "What was billed stands. Enter today or a later day.";
            return Err(Refusal::invalid("holds_from", words));
        }
        self.require_known(desk)?;
        let former =
            records::list_of_customer(desk, branch, self.customer)?.of(self.agreement, holds_from);
        let (customer, agreement) = (self.customer, self.agreement);
        let outlook = preview::outlook(desk, branch, &self, holds_from)?;
        let id = records::insert_options(desk, customer, agreement, holds_from, Some(&self))?;
        desk.subject(customer);
        if let Some(agreement) = agreement {
            desk.subject(agreement);
        }
        desk.change(id, &former, &self)?;
        let former = former.map(Box::new);
        Ok(OptionsSet { billing_options: id, customer, agreement, holds_from, outlook, former })
    }

    fn reversal(receipt: &OptionsSet) -> Option<Errand> {
        let holds_from = Some(receipt.holds_from);
        Some(match receipt.former.as_deref() {
            Some(former) => Errand::of(SetOptions { holds_from, ..former.clone() }),
            None => Errand::of(EndOptions {
                customer: receipt.customer,
                agreement: receipt.agreement,
                ends_on: holds_from,
                reason: String::from("Set by mistake"),
            }),
        })
    }
}
