//! Payment processors: who takes cards and bank debits for us. A small trait, so that an office
//! may have any of them; the built-in one only records what a terminal of its own has taken.
//!
//! No card number ever comes here: a method is the processor's own reference, with the brand,
//! the last four digits and the month it expires. Processors are asked by jobs, outside every
//! transaction, each question under a once-key of its own; whatever was asked and not answered
//! is asked for again by that key, so that nothing is taken twice.
//!
//! Read first: [`Processor`], then [`DrawOutcome`]; `draws` for how one is asked.

mod record_only;
pub mod stripe;
#[cfg(test)]
pub(crate) mod testing;

use office::outside::Caller;
use office::{Office, Refusal};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Reader;
use values::{Day, Id, Money, noun};

crate::words::stored_word! {
    /// Who takes a card or a bank debit.
    ProcessorName "a processor" {
        /// Nobody: somebody takes it on a terminal and records it.
        RecordOnly => "record_only" "A terminal of our own",
        /// Stripe.
        Stripe => "stripe" "Stripe",
        /// Our bank, by a file of debits.
        Bank => "bank" "The bank, by file",
    }
}

crate::words::stored_word! {
    /// Whether it is of use to ask again after a decline.
    DeclineKind "a kind of decline" {
        /// It may go through another day: not enough funds.
        Soft => "soft" "May go through later",
        /// It never will: the card was lost, the account closed, the leave taken back.
        Hard => "hard" "Will not go through",
    }
}

/// Money asked of a saved method.
#[derive(Clone, Debug)]
pub struct Ask<'a> {
    /// How much.
    pub amount: Money,
    /// The customer, as the processor knows her.
    pub processor_customer: &'a str,
    /// The method, as the processor knows it.
    pub processor_method: &'a str,
    /// What it is for, as she reads it.
    pub purpose: &'a str,
    /// The key under which it is done once only.
    pub once: &'a str,
}

/// A page of the processor's at which a customer pays, or leaves a method for later.
#[derive(Clone, Debug)]
pub struct HostedAsk<'a> {
    /// What is paid there; none when a method is only set up.
    pub amount: Option<Money>,
    /// What it is for, as she reads it.
    pub purpose: &'a str,
    /// Where the receipt goes; blank when she is to enter it.
    pub email: &'a str,
    /// Where she comes back to, done or not.
    pub return_to: &'a str,
    /// The key under which the page is made once only, and by which its payment is known.
    pub once: &'a str,
}

/// The page was made.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq, Eq)]
pub struct HostedPage {
    /// The processor's name of it.
    pub reference: String,
    /// Where it is.
    pub url: String,
}

/// What a processor did with what it was asked.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq, Eq)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum DrawOutcome {
    /// The money is taken.
    Taken {
        /// The processor's reference.
        reference: String,
        /// Such as Visa; blank when it was not told.
        #[serde(default)]
        brand: String,
        /// The last four digits.
        last4: String,
    },
    /// The bank takes days to answer; the processor tells by itself.
    Pending {
        /// The processor's reference.
        reference: String,
    },
    /// It was refused.
    Declined {
        /// The processor's word, such as `insufficient_funds`.
        code: String,
        /// In words.
        words: String,
        /// Whether to ask again.
        kind: DeclineKind,
    },
    /// The processor takes nothing by itself: somebody does, and records it.
    ByHand,
}

/// A method that a customer has left with the processor.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq, Eq)]
pub struct SavedMethod {
    /// The customer, as the processor knows her.
    pub processor_customer: String,
    /// The method, as the processor knows it.
    pub processor_method: String,
    /// Such as Visa.
    pub brand: String,
    /// The last four digits.
    pub last4: String,
    /// The last day it is good; none for a bank account.
    pub expires_on: Option<Day>,
}

/// A payout as the processor tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayoutTold {
    /// The day the bank has it.
    pub arrives_on: Day,
    /// What the bank credits.
    pub net: Money,
    /// What it is made of.
    pub items: Vec<PayoutItemTold>,
}

crate::words::stored_word! {
    /// What an item of a payout is.
    PayoutItemKind "a kind of item of a payout" {
        /// A payment.
        Payment => "payment" "Payment",
        /// A refund.
        Refund => "refund" "Refund",
        /// A payment its holder disputes, or one that was won back.
        Dispute => "dispute" "Dispute",
        /// Anything else, such as a fee for the month.
        Other => "other" "Other",
    }
}

/// One item of a payout.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct PayoutItemTold {
    /// What it is.
    pub kind: PayoutItemKind,
    /// The processor's reference of the payment, refund or dispute.
    pub reference: String,
    /// Before the fee; negative for what went back.
    pub gross_cents: Money,
    /// The fee.
    #[serde(default)]
    pub fee_cents: Money,
}

/// A dispute as the processor tells it.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct DisputeTold {
    /// The processor's name of it.
    pub reference: String,
    /// The processor's reference of the payment.
    pub payment_reference: String,
    /// How much of it.
    pub amount_cents: Money,
    /// The holder's reason, such as `fraudulent`.
    pub reason: String,
    /// The last day to answer, when there is one.
    #[serde(default)]
    pub answer_by: Option<Day>,
    /// How it stands.
    pub stands: DisputeStanding,
}

crate::words::stored_word! {
    /// How a dispute stands.
    DisputeStanding "a standing of a dispute" {
        /// The money is gone until it is decided.
        Open => "open" "Open",
        /// We were right; the money comes back.
        Won => "won" "Won",
        /// The holder was right.
        Lost => "lost" "Lost",
    }
}

/// Who takes cards and bank debits for us. Never called inside a transaction. `Unavailable`
/// means that nobody knows whether it was done.
pub trait Processor {
    /// Takes money from a saved method.
    fn charge(&self, ask: &Ask<'_>) -> Result<DrawOutcome, Refusal>;

    /// Makes a page at which a customer pays, or leaves a method for later.
    fn host(&self, ask: &HostedAsk<'_>) -> Result<HostedPage, Refusal>;

    /// What became of a hosted page's payment; none while it is not decided.
    fn page_outcome(&self, page: &str) -> Result<Option<DrawOutcome>, Refusal>;

    /// The method a customer has left at a hosted page; none while she has not.
    fn saved_method(&self, page: &str) -> Result<Option<SavedMethod>, Refusal>;

    /// Gives back a payment, or part of it.
    fn refund(&self, reference: &str, amount: Money, once: &str) -> Result<DrawOutcome, Refusal>;

    /// What became of what was asked under a once-key; none when it was never heard.
    fn look_up(&self, once: &str) -> Result<Option<DrawOutcome>, Refusal>;

    /// A dispute.
    fn dispute(&self, reference: &str) -> Result<DisputeTold, Refusal>;

    /// A payout with everything it is made of.
    fn payout(&self, reference: &str) -> Result<PayoutTold, Refusal>;
}

/// The processor of this name for a branch's account.
pub fn processor<'c>(
    name: ProcessorName,
    account: &str,
    caller: &'c dyn Caller,
) -> Box<dyn Processor + 'c> {
    match name {
        ProcessorName::Stripe => Box::new(stripe::Stripe::of(account, caller)),
        ProcessorName::RecordOnly | ProcessorName::Bank => Box::new(record_only::RecordOnly),
    }
}

/// The processor of this name for a branch, for a job.
pub(crate) fn of_branch<'o>(
    office: &'o Office,
    branch: Id<noun::Branch>,
    name: ProcessorName,
) -> Result<Box<dyn Processor + 'o>, Refusal> {
    let face = office.read(|reader| Ok(office::records::find_branch(reader, branch)?))?;
    let number = face.ok_or(Refusal::NotFound { what: "branch" })?.number;
    Ok(processor(name, &number, office.caller()))
}

/// Which processor a branch has chosen; the built-in one until it chooses.
pub fn chosen(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<ProcessorName, store::Error> {
    let word = settings::preferences::text(reader, branch, "processor")?;
    Ok(ProcessorName::of_word(&word).unwrap_or(ProcessorName::RecordOnly))
}
