//! Write a letter to one customer or to many: one PDF, printed by a job with a result for each.

use super::{Audience, KEEP, gaps, records};
use crate::paper_batches::{BatchStarted, ask_letters};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// Writes letters. Enter a customer, or for how many days past due, or the days in which prices
/// change.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct WriteLetters {
    /// Which letter.
    pub letter_template: Id<noun::LetterTemplate>,
    /// To this customer.
    #[serde(default)]
    pub customer: Option<Id<noun::Customer>>,
    /// To all who have owed something for so many days past its due day.
    #[serde(default)]
    pub past_due_days: Option<i64>,
    /// To all whose price changes from this day on,
    #[serde(default)]
    pub prices_from: Option<Day>,
    /// until this one.
    #[serde(default)]
    pub prices_until: Option<Day>,
}

impl Command for WriteLetters {
    const NAME: &'static str = "letter_templates.write";
    const TITLE: &'static str = "Write letters";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("letter_template");
    type Receipt = BatchStarted;

    fn perform(self, desk: &mut Desk<'_>) -> Result<BatchStarted, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let letter = records::require_kept(desk, self.letter_template)?;
        let prices = (self.prices_from, self.prices_until);
        let audience = Audience::of(self.customer, self.past_due_days, prices)?;
        let is_of_price = matches!(audience, Audience::Prices(..));
        if gaps::speaks_of_price(&letter.text()) && !is_of_price {
            let words = "This letter speaks of a price. Enter the days in which prices change.";
            return Err(Refusal::invalid("prices_from", words));
        }
        let first = records::list_addressees(desk, branch, (audience, today), (0, 1))?;
        if first.is_empty() {
            let words = match audience {
                Audience::One(_) => return Err(Refusal::NotFound { what: "customer" }),
                Audience::PastDue(days) => format!("Nobody is past due for {days} days."),
                Audience::Prices(from, until) => {
                    format!("No price changes from {} to {}.", from.us(), until.us())
                }
            };
            let href = format!("/letter-templates/{}", letter.id);
            let back = "Back to the letter";
            return Err(Refusal::conflict_with("letter_templates.nobody", words, href, back));
        }
        desk.subject(letter.id);
        ask_letters(desk, &letter.name, (letter.id, audience))
    }
}
