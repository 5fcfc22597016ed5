//! Begin a draw: noted before the processor is asked, so that a draw which was asked for and
//! never answered is known to be in doubt.

use super::{TAKE_MONEY, records};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Notes that a processor is about to be asked.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct BeginDraw {
    /// The draw.
    pub draw: Id<noun::Draw>,
    /// How often it was tried before.
    pub tries: i64,
}

/// It is in doubt until it is recorded.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct DrawBegun {
    /// How often it has been tried now.
    pub tries: i64,
}

impl Command for BeginDraw {
    const NAME: &'static str = "draws.begin";
    const TITLE: &'static str = "Begin a draw";
    const DUTY: Duty = TAKE_MONEY;
    const SHAPE: Shape = Shape::ActsOn("draw");
    type Receipt = DrawBegun;

    fn perform(self, desk: &mut Desk<'_>) -> Result<DrawBegun, Refusal> {
        let row = records::require(desk, self.draw)?;
        records::refuse_decided(&row)?;
        if row.tries != self.tries {
            let words = "Somebody asks for this draw already. Look again in a moment.";
            return Err(Refusal::conflict("draws.begun", words));
        }
        records::mark_tried(desk, self.draw)?;
        desk.subject(self.draw);
        Ok(DrawBegun { tries: row.tries + 1 })
    }
}
