//! Receive an envelope: what a technician or the front counter collected and hands in, against
//! what was collected by the route's report.

use super::{COUNT, records};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Takes in an envelope. It is a proof beside the payments, which are posted one by one.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ReceiveEnvelope {
    /// The deposit its money goes into.
    pub deposit: Id<noun::Deposit>,
    /// The technician who hands it in.
    #[serde(default)]
    pub technician: Option<Id<noun::Staff>>,
    /// Who hands it in, when that is no technician: "Front counter".
    #[serde(default)]
    pub handed_in_by: String,
    /// What was collected, by the route's report.
    pub collected_cents: Money,
    /// The cash in it.
    #[serde(default)]
    pub cash_cents: Money,
    /// The checks in it.
    #[serde(default)]
    pub check_cents: Money,
    /// The money orders in it.
    #[serde(default)]
    pub money_order_cents: Money,
    /// What is known about a difference.
    #[serde(default)]
    pub note: String,
}

/// The envelope is in.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct EnvelopeReceived {
    /// The envelope.
    pub envelope: Id<noun::Envelope>,
    /// What was handed in less what was collected.
    pub differs_cents: Money,
}

impl ReceiveEnvelope {
    /// All that is in it.
    pub fn handed_in(&self) -> Money {
        self.cash_cents + self.check_cents + self.money_order_cents
    }
}

impl Command for ReceiveEnvelope {
    const NAME: &'static str = "deposits.receive_envelope";
    const TITLE: &'static str = "Receive an envelope";
    const DUTY: Duty = COUNT;
    const SHAPE: Shape = Shape::ActsOn("deposit");
    type Receipt = EnvelopeReceived;

    fn problems(&self) -> Problems {
        let words = "Enter an amount, 0.00 for none.";
        let parts = [
            ("collected_cents", self.collected_cents),
            ("cash_cents", self.cash_cents),
            ("check_cents", self.check_cents),
            ("money_order_cents", self.money_order_cents),
        ];
        let mut problems = Problems::none().when(
            self.technician.is_none() && self.handed_in_by.trim().is_empty(),
            "handed_in_by",
            "Enter who hands it in.",
        );
        for (field, amount) in parts {
            problems = problems.when(amount.is_negative(), field, words);
        }
        problems.when(
            self.handed_in() != self.collected_cents && self.note.trim().is_empty(),
            "note",
            "It differs from what was collected. Say what the technician says about it.",
        )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<EnvelopeReceived, Refusal> {
        records::require_open(desk, self.deposit)?;
        let handed_in_by = match self.technician {
            Some(technician) => {
                let face = office::records::find_staff(desk, technician)?;
                desk.subject(technician);
                face.ok_or(Refusal::NotFound { what: "staff member" })?.name
            }
            None => self.handed_in_by.trim().to_owned(),
        };
        let envelope = records::insert_envelope(desk, &self, &handed_in_by)?;
        desk.subject(envelope);
        desk.subject(self.deposit);
        Ok(EnvelopeReceived { envelope, differs_cents: self.handed_in() - self.collected_cents })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Desktop;

    fn envelope(deposit: Id<noun::Deposit>, cash: i64) -> ReceiveEnvelope {
        ReceiveEnvelope {
            deposit,
            technician: None,
            handed_in_by: "Front counter".into(),
            collected_cents: Money::dollars(108),
            cash_cents: Money::dollars(cash),
            check_cents: Money::ZERO,
            money_order_cents: Money::ZERO,
            note: String::new(),
        }
    }

    #[test]
    fn an_envelope_is_held_against_what_was_collected() {
        let desk = Desktop::new();
        let deposit = desk.run(crate::deposits::OpenDeposit {}).unwrap().deposit;
        let full = ReceiveEnvelope { technician: Some(desk.ruth), ..envelope(deposit, 108) };
        assert_eq!(desk.run(full).unwrap().differs_cents, Money::ZERO);
        let short = envelope(deposit, 105);
        assert_eq!(desk.run(short.clone()).unwrap_err().status(), 422, "a difference has a note");
        let told = ReceiveEnvelope { note: "A five was given back.".into(), ..short };
        assert_eq!(desk.run(told).unwrap().differs_cents, Money::dollars(-3));
        let kept =
            desk.read(|reader| records::list_envelopes(reader, desk.branch, deposit)).unwrap();
        let names: Vec<_> = kept.iter().map(|one| &*one.handed_in_by).collect();
        assert_eq!(names, ["Ruth Ogden", "Front counter"]);
    }

    #[test]
    fn nobody_unknown_hands_in_and_nothing_goes_into_a_closed_deposit() {
        let desk = Desktop::new();
        let deposit = desk.post(desk.rivera, crate::testing::check("1"), 100).deposit.unwrap();
        let nobody = ReceiveEnvelope { handed_in_by: " ".into(), ..envelope(deposit, 108) };
        assert_eq!(desk.run(nobody).unwrap_err().status(), 422);
        let unknown = ReceiveEnvelope { technician: Some(Id::new(99)), ..envelope(deposit, 108) };
        let refusal = desk.run(unknown).unwrap_err();
        assert_eq!(refusal, Refusal::NotFound { what: "staff member" });
        let refusal = desk.run_as(desk.stranger, envelope(deposit, 108)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: COUNT });
        desk.close(deposit);
        assert_eq!(desk.run(envelope(deposit, 108)).unwrap_err().code(), "deposits.closed");
    }
}
