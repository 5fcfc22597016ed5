//! Write down what a customer said about being called, texted, e-mailed or written to.

use super::words::{Channel, ConsentAnswer, ConsentSource};
use super::{KEEP, records};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Instant, noun};

/// Writes down a customer's answer about a channel. Nothing is written over: what she said
/// last holds, and what she said before stays provable.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct RecordConsent {
    /// The customer.
    pub customer: Id<noun::Customer>,
    /// Which channel.
    pub channel: Channel,
    /// What she said.
    pub answer: ConsentAnswer,
    /// The version of the words she was asked with, such as `text-2026-01`, or what she
    /// wrote herself, such as STOP.
    pub wording: String,
    /// How it reached us.
    pub source: ConsentSource,
    /// When she said it; now when nothing is said.
    #[serde(default)]
    pub answered_at: Option<Instant>,
}

/// It is written down.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct ConsentRecorded {
    /// The consent.
    pub consent: Id<noun::Consent>,
    /// The customer.
    pub customer: Id<noun::Customer>,
}

impl Command for RecordConsent {
    const NAME: &'static str = "customers.record_consent";
    const TITLE: &'static str = "Record a consent";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("customer");
    type Receipt = ConsentRecorded;

    fn problems(&self) -> Problems {
        let length = self.wording.trim().chars().count();
        Problems::none().when(
            !(1..=120).contains(&length),
            "wording",
            "Enter the version of the words asked with, or what the customer wrote.",
        )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<ConsentRecorded, Refusal> {
        let branch = desk.branch();
        let customer = records::require(desk, branch, self.customer)?;
        let answered_at = self.answered_at.unwrap_or(desk.now());
        if answered_at > desk.now() {
            return Err(Refusal::invalid("answered_at", "Enter a time that is not to come."));
        }
        let consent = records::insert_consent(
            desk,
            customer.id,
            self.channel,
            self.answer,
            self.wording.trim(),
            self.source,
            answered_at,
        )?;
        desk.subject(customer.id);
        desk.subject(consent);
        Ok(ConsentRecorded { consent, customer: customer.id })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customers::records::{has_consent, list_consents};
    use crate::testing::{bench, rivera};

    fn texts(customer: Id<noun::Customer>, answer: ConsentAnswer) -> RecordConsent {
        RecordConsent {
            customer,
            channel: Channel::Text,
            answer,
            wording: "text-2026-01".into(),
            source: ConsentSource::Text,
            answered_at: None,
        }
    }

    #[test]
    fn what_she_said_last_holds() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let agreed = || {
            let channel = Channel::Text;
            bench.read(|reader| has_consent(reader, bench.branch, customer, channel)).unwrap()
        };
        assert!(!agreed(), "she was not asked");
        bench.run(texts(customer, ConsentAnswer::Given)).unwrap();
        assert!(agreed());
        let later = bench.office.now().plus_seconds(60);
        bench.clock.set(later);
        bench.run(texts(customer, ConsentAnswer::Withdrawn)).unwrap();
        assert!(!agreed());
        // An older answer that is written down late changes nothing.
        let old = Some(later.plus_seconds(-3600));
        let late = RecordConsent { answered_at: old, ..texts(customer, ConsentAnswer::Given) };
        bench.run(late).unwrap();
        assert!(!agreed());
        let known = bench.read(|reader| list_consents(reader, bench.branch, customer)).unwrap();
        assert_eq!(known.len(), 1);
        assert_eq!(known[0].answered_at, later);
    }

    #[test]
    fn refuses_without_the_words_in_the_future_and_without_the_duty() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let silent = RecordConsent { wording: " ".into(), ..texts(customer, ConsentAnswer::Given) };
        assert!(silent.problems().of("wording").is_some());
        let soon = Some(bench.office.now().plus_seconds(60));
        let early = RecordConsent { answered_at: soon, ..texts(customer, ConsentAnswer::Given) };
        assert_eq!(bench.run(early).unwrap_err().status(), 422);
        let consent = texts(customer, ConsentAnswer::Given);
        let refusal = bench.run_as(bench.stranger, consent).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: KEEP });
    }
}
