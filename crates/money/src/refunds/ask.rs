//! Ask for a refund of what stands to a customer's good.

use super::{ASK, DeclineRefund, records};
use crate::faces;
use books::open_items::{balance, find_credit};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Asks for a refund.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct AskRefund {
    /// To whom.
    pub customer: Id<noun::Customer>,
    /// The credit it comes from; her oldest open ones when left out.
    #[serde(default)]
    pub credit: Option<Id<noun::Credit>>,
    /// How much.
    pub amount_cents: Money,
    /// Why.
    pub reason: String,
}

/// The refund is asked.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct RefundAsked {
    /// The refund.
    pub refund: Id<noun::Refund>,
    /// Its number.
    pub number: String,
}

impl Command for AskRefund {
    const NAME: &'static str = "refunds.ask";
    const TITLE: &'static str = "Ask for a refund";
    const DUTY: Duty = ASK;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = RefundAsked;

    fn problems(&self) -> Problems {
        Problems::none()
            .when(!self.amount_cents.is_positive(), "amount_cents", "Enter an amount above zero.")
            .when(self.reason.trim().is_empty(), "reason", "Say why it is given back.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<RefundAsked, Refusal> {
        let face = faces::require_open(desk, self.customer)?;
        let branch = desk.branch();
        let unapplied = match self.credit {
            None => balance(desk, branch, self.customer)?.unapplied,
            Some(credit) => {
                find_credit(desk, branch, credit)?
                    .filter(|credit| credit.customer == self.customer)
                    .ok_or(Refusal::NotFound { what: "credit" })?
                    .open
            }
        };
        let waiting = records::waiting(desk, branch, self.customer)?;
        let left = unapplied - waiting;
        if self.amount_cents > left {
            let words = match waiting {
                Money::ZERO => format!("{unapplied} stands to her good. Enter that or less."),
                waiting => format!(
                    "{unapplied} stands to her good, of which {waiting} is asked for already."
                ),
            };
            let href = format!("/customers/{}", self.customer);
            return Err(Refusal::conflict_with(
                "refunds.more_than_unapplied",
                words,
                href,
                "See her account",
            ));
        }
        let refund = desk.id();
        let number = desk.document_number("refund")?;
        records::insert_refund(desk, refund, &number, &self)?;
        let plain = self.amount_cents.plain();
        let words = format!("refund {number} {plain} {} {}", face.name, face.number);
        desk.search_put(refund, &words)?;
        desk.subject(refund);
        desk.subject(self.customer);
        Ok(RefundAsked { refund, number })
    }

    fn reversal(receipt: &RefundAsked) -> Option<Errand> {
        let reason = String::from("Taken back at once");
        Some(Errand::of(DeclineRefund { refund: receipt.refund, reason }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Desktop, check};

    fn ask(customer: Id<noun::Customer>, cents: i64) -> AskRefund {
        AskRefund {
            customer,
            credit: None,
            amount_cents: Money::cents(cents),
            reason: "Moved away, account closed".into(),
        }
    }

    #[test]
    fn no_more_than_stands_to_her_good_is_asked_for() {
        let desk = Desktop::new();
        assert_eq!(desk.refused(ask(desk.rivera, 1)).code(), "refunds.more_than_unapplied");
        desk.post(desk.rivera, check("1042"), 7_160);
        let asked = desk.run(ask(desk.rivera, 5_000)).unwrap();
        assert_eq!(asked.number, "RF-0412-26-000001");
        let twice = desk.refused(ask(desk.rivera, 2_161));
        assert!(twice.words().contains("50.00 is asked for already"), "{twice}");
        desk.run(ask(desk.rivera, 2_160)).unwrap();
        desk.assert_proved();
    }

    #[test]
    fn from_one_credit_of_her_own() {
        let desk = Desktop::new();
        desk.post(desk.rivera, check("1042"), 7_160);
        let hers = desk
            .read(|reader| books::open_items::list_open_credits(reader, desk.branch, desk.rivera))
            .unwrap()[0]
            .id;
        let foreign = AskRefund { credit: Some(hers), ..ask(desk.oak, 100) };
        assert_eq!(desk.refused(foreign), Refusal::NotFound { what: "credit" });
        desk.run(AskRefund { credit: Some(hers), ..ask(desk.rivera, 7_160) }).unwrap();
    }

    #[test]
    fn wants_an_amount_a_reason_and_the_duty() {
        let desk = Desktop::new();
        assert_eq!(desk.refused(ask(desk.rivera, 0)).status(), 422);
        let blank = AskRefund { reason: " ".into(), ..ask(desk.rivera, 100) };
        assert_eq!(desk.refused(blank).status(), 422);
        let refusal = desk.run_as(desk.stranger, ask(desk.rivera, 100)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: ASK });
    }
}
