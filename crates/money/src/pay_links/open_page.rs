//! Open a processor's page: the draw that waits for it knows it now.

use super::MAKE;
use crate::draws::mark_page;
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Notes the page that the processor has made.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct OpenPage {
    /// The draw that waits for it.
    pub draw: Id<noun::Draw>,
    /// The processor's name of the page.
    pub page: String,
}

/// The customer may go there.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PageOpened {
    /// The draw.
    pub draw: Id<noun::Draw>,
}

impl Command for OpenPage {
    const NAME: &'static str = "pay_links.open_page";
    const TITLE: &'static str = "Open a processor's page";
    const DUTY: Duty = MAKE;
    const SHAPE: Shape = Shape::Does;
    type Receipt = PageOpened;

    fn perform(self, desk: &mut Desk<'_>) -> Result<PageOpened, Refusal> {
        mark_page(desk, self.draw, self.page.trim())?;
        desk.subject(self.draw);
        Ok(PageOpened { draw: self.draw })
    }
}
