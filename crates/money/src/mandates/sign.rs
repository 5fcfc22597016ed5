//! Sign a mandate: her leave, in her words, from a day on.

use super::{KEEP, records, rules};
use crate::faces;
use crate::processors::ProcessorName;
use formats::routing_number::RoutingNumber;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, Money, Sealed, noun};

crate::words::stored_word! {
    /// The kind of a customer's bank account.
    BankAccountKind "a kind of bank account" {
        /// Checking.
        Checking => "checking" "Checking",
        /// Savings.
        Savings => "savings" "Savings",
    }
}

crate::words::stored_word! {
    /// How a bank debit was authorized, by the bank's three letters.
    EntryClassWord "an entry class" {
        /// A consumer, in writing.
        Ppd => "ppd" "Household, signed (PPD)",
        /// A consumer, on the internet.
        Web => "web" "Household, on the web (WEB)",
        /// A business.
        Ccd => "ccd" "Business (CCD)",
    }
}

/// From what is drawn.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum MandateMethod {
    /// A card that the processor keeps.
    Card {
        /// Who keeps it.
        processor: ProcessorName,
        /// The customer, as the processor knows her.
        #[serde(default)]
        processor_customer: String,
        /// The card, as the processor knows it; never its number.
        processor_method: String,
        /// Such as Visa.
        #[serde(default)]
        brand: String,
        /// The last four digits.
        last4: String,
        /// The last day it is good.
        #[serde(default)]
        expires_on: Option<Day>,
    },
    /// A bank account.
    Bank {
        /// The bank's routing number, nine digits.
        routing: String,
        /// The account number; kept closed, and shown by its last four only.
        account: Sealed,
        /// Its kind.
        kind: BankAccountKind,
        /// How the debit was authorized.
        entry_class: EntryClassWord,
    },
}

/// Signs a customer's mandate.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct SignMandate {
    /// Who gives leave.
    pub customer: Id<noun::Customer>,
    /// From what is drawn.
    pub method: MandateMethod,
    /// The words she has agreed to.
    pub consent: String,
    /// The day she has; today when left out.
    #[serde(default)]
    pub consented_on: Option<Day>,
    /// The day of the month it is drawn on, 1 to 31; whenever something is due when left out.
    #[serde(default)]
    pub run_day: Option<i64>,
    /// The most at once; no limit when left out.
    #[serde(default)]
    pub cap_cents: Option<Money>,
}

/// The mandate stands.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct MandateSigned {
    /// The mandate.
    pub mandate: Id<noun::Mandate>,
    /// The first day it is drawn on, when it has a day of the month.
    pub next_on: Option<Day>,
}

impl Command for SignMandate {
    const NAME: &'static str = "mandates.sign";
    const TITLE: &'static str = "Sign an AutoPay mandate";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = MandateSigned;

    fn problems(&self) -> Problems {
        let problems = Problems::none()
            .when(self.consent.trim().is_empty(), "consent", "Enter the words she agreed to.")
            .when(
                self.run_day.is_some_and(|day| !(1..=31).contains(&day)),
                "run_day",
                "Enter a day of the month, 1 to 31, or nothing.",
            )
            .when(
                self.cap_cents.is_some_and(|cap| !cap.is_positive()),
                "cap_cents",
                "Enter the most at once, or nothing.",
            );
        match &self.method {
            MandateMethod::Card { processor, processor_method, last4, .. } => problems
                .when(
                    *processor == ProcessorName::Stripe && processor_method.trim().is_empty(),
                    "method.card.processor_method",
                    "Enter the processor's reference of the card.",
                )
                .when(
                    values::card_number::find(processor_method).is_some(),
                    "method.card.processor_method",
                    "This is a card's number. Enter the processor's reference instead.",
                )
                .when(
                    last4.len() != 4 || !last4.bytes().all(|digit| digit.is_ascii_digit()),
                    "method.card.last4",
                    "Enter the card's last four digits, nothing more.",
                ),
            MandateMethod::Bank { routing, account, .. } => problems
                .when(
                    RoutingNumber::parse(routing.trim()).is_err(),
                    "method.bank.routing",
                    "Enter the nine digits at the lower left of her check.",
                )
                .when(
                    !is_account(account),
                    "method.bank.account",
                    "Enter the account number, 4 to 17 digits.",
                ),
        }
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<MandateSigned, Refusal> {
        let face = faces::require_open(desk, self.customer)?;
        let (branch, today) = (desk.branch(), desk.today());
        let consented_on = self.consented_on.unwrap_or(today);
        if consented_on > today {
            return Err(Refusal::invalid("consented_on", "Enter today or a day before."));
        }
        if let Some(standing) = records::find_standing(desk, branch, self.customer)? {
            return Err(Refusal::conflict_with(
                "mandates.one_stands",
                format!("{} is on AutoPay already. End that mandate first.", face.name),
                format!("/mandates/{standing}"),
                "See the mandate",
            ));
        }
        let mandate = desk.id();
        let next_on = self.run_day.map(|day| rules::next_on(day, today.plus_days(-1)));
        records::insert_mandate(desk, mandate, &self, consented_on, next_on)?;
        desk.subject(mandate);
        desk.subject(self.customer);
        Ok(MandateSigned { mandate, next_on })
    }
}

fn is_account(account: &Sealed) -> bool {
    let digits = account.open().trim();
    (4..=17).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}
