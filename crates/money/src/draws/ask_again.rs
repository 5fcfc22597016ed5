//! Ask again for a draw that is in doubt: the processor is asked by the draw's own key what
//! became of it, and takes the money once at most.

use super::{TAKE_MONEY, ask_job, records};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Asks again for a draw without an outcome.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct AskAgain {
    /// The draw.
    pub draw: Id<noun::Draw>,
}

/// The asking is in line.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct DrawAskedAgain {
    /// The job that asks.
    pub job: Id<noun::Job>,
}

impl Command for AskAgain {
    const NAME: &'static str = "draws.ask_again";
    const TITLE: &'static str = "Ask the processor again";
    const DUTY: Duty = TAKE_MONEY;
    const SHAPE: Shape = Shape::ActsOn("draw");
    type Receipt = DrawAskedAgain;

    fn perform(self, desk: &mut Desk<'_>) -> Result<DrawAskedAgain, Refusal> {
        let row = records::require(desk, self.draw)?;
        records::refuse_decided(&row)?;
        if row.by_hand_at.is_some() {
            let words = "Nobody can be asked: it is taken on a terminal. Record what it said.";
            return Err(Refusal::conflict("draws.by_hand", words));
        }
        let why = format!("again:{}", desk.now().as_micros());
        let job = ask_job(desk, self.draw, &why)?;
        desk.subject(self.draw);
        Ok(DrawAskedAgain { job })
    }
}
