//! Post a line of a batch as it is keyed: tender, number, account, amount. It is a payment
//! posted, or put on hold when nobody can tell whose it is.

use super::POST;
use crate::payments::find;
use crate::payments::{ApplyTo, HoldPayment, Method, PostPayment, TakeBackPayment};
use crate::words::Tender;
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, Money, noun};

/// Posts one line.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct PostLine {
    /// The batch; none for a payment by itself.
    #[serde(default)]
    pub batch: Option<Id<noun::Batch>>,
    /// What it came as.
    pub tender: Tender,
    /// The check's number, with its bank's number before it when it is keyed: `63-107 1042`;
    /// issuer and serial number of a money order: `USPS 28816604`; reference and last four
    /// digits of a card; reference of an ACH debit.
    #[serde(default)]
    pub number: String,
    /// Whose account.
    #[serde(default)]
    pub customer: Option<Id<noun::Customer>>,
    /// What was typed to find it: an account number, a name, an invoice.
    #[serde(default)]
    pub customer_words: String,
    /// How much.
    pub amount_cents: Money,
    /// What it pays, when the payer has said so.
    #[serde(default)]
    pub applications: Option<Vec<ApplyTo>>,
    /// Whether to put it on hold, unnamed.
    #[serde(default)]
    pub hold: bool,
    /// Why it is posted although one just like it is there.
    #[serde(default)]
    pub again: Option<String>,
}

/// The line is posted.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct LinePosted {
    /// The batch.
    pub batch: Option<Id<noun::Batch>>,
    /// The payment.
    pub payment: Id<noun::Payment>,
    /// Its number.
    pub number: String,
    /// What it came as.
    pub tender: Tender,
    /// What stays to the customer's good; all of it while it is on hold.
    pub unapplied_cents: Money,
}

impl Command for PostLine {
    const NAME: &'static str = "batches.post_line";
    const TITLE: &'static str = "Post a line";
    const DUTY: Duty = POST;
    const SHAPE: Shape = Shape::Does;
    type Receipt = LinePosted;

    fn problems(&self) -> Problems {
        let is_nobody = self.customer.is_none() && self.customer_words.trim().is_empty();
        let mut problems = Problems::none()
            .when(!self.amount_cents.is_positive(), "amount_cents", "Enter an amount above zero.")
            .when(
                is_nobody && !self.hold,
                "customer",
                "Enter the account number, the name or the invoice, or put it on hold.",
            );
        if !self.method().problems().is_empty() {
            problems.add("number", number_words(self.tender));
        }
        problems
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<LinePosted, Refusal> {
        let (batch, tender, method) = (self.batch, self.tender, self.method());
        let amount_cents = self.amount_cents;
        if self.hold {
            let payer = self.customer_words.trim().to_owned();
            let hold = HoldPayment {
                amount_cents,
                method,
                payer,
                memo: String::new(),
                received_on: None,
                batch,
            };
            let held = desk.perform(hold)?;
            desk.subject(held.payment);
            let (payment, number) = (held.payment, held.number);
            return Ok(LinePosted {
                batch,
                payment,
                number,
                tender,
                unapplied_cents: amount_cents,
            });
        }
        let customer = match self.customer {
            Some(customer) => customer,
            None => find::require_one(desk, &self.customer_words)?,
        };
        let posted = desk.perform(PostPayment {
            customer,
            amount_cents,
            method,
            received_on: None,
            applications: self.applications,
            memo: String::new(),
            payer: String::new(),
            batch,
            again: self.again,
        })?;
        desk.subject(posted.payment);
        desk.subject(customer);
        Ok(LinePosted {
            batch,
            payment: posted.payment,
            number: posted.number,
            tender,
            unapplied_cents: posted.unapplied_cents,
        })
    }

    fn reversal(receipt: &LinePosted) -> Option<Errand> {
        let reason = String::from("Taken back at once");
        (receipt.tender != Tender::Cash)
            .then(|| Errand::of(TakeBackPayment { payment: receipt.payment, reason }))
    }
}

impl PostLine {
    fn method(&self) -> Method {
        method_of(self.tender, &self.number, None)
    }
}

/// The method behind what was keyed in the number field: its last word is the number, what
/// stands before it is the bank or the issuer.
pub(crate) fn method_of(tender: Tender, number: &str, dated_on: Option<Day>) -> Method {
    let typed = number.trim();
    let (before, last) = typed.rsplit_once(char::is_whitespace).unwrap_or(("", typed));
    let (before, last) = (before.trim().to_owned(), last.to_owned());
    match tender {
        Tender::Cash => Method::Cash,
        Tender::Check => Method::Check { number: last, bank: before, dated_on },
        Tender::MoneyOrder => Method::MoneyOrder { issuer: before, serial: last },
        Tender::Card => Method::Card { reference: before, last4: last },
        Tender::Ach => Method::Ach { reference: typed.to_owned() },
        Tender::Lockbox => Method::Lockbox { number: last, bank: before },
    }
}

/// What to enter as the number of a tender.
pub(crate) fn number_words(tender: Tender) -> &'static str {
    match tender {
        Tender::Cash => "Cash has no number.",
        Tender::Check | Tender::Lockbox => "Enter the check's number.",
        Tender::MoneyOrder => "Enter the issuer and the serial number, such as USPS 28816604.",
        Tender::Card => "Enter the processor's reference and the last four digits.",
        Tender::Ach => "Enter the processor's or the bank's reference.",
    }
}

#[cfg(test)]
mod tests;
