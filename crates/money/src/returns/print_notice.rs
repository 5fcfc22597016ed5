//! Say that the letter about a returned payment was printed and goes to the post.

use super::RECORD;
use super::records::{self, NoticeHow};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Notes that the letter was printed; it no longer stands on Today.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct PrintReturnNotice {
    /// The return.
    #[serde(rename = "return")]
    pub returned: Id<noun::Return>,
}

/// It is on paper.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct ReturnNoticePrinted {
    /// The return.
    #[serde(rename = "return")]
    pub returned: Id<noun::Return>,
}

impl Command for PrintReturnNotice {
    const NAME: &'static str = "returns.print_notice";
    const TITLE: &'static str = "Note that the letter was printed";
    const DUTY: Duty = RECORD;
    const SHAPE: Shape = Shape::ActsOn("return");
    type Receipt = ReturnNoticePrinted;

    fn perform(self, desk: &mut Desk<'_>) -> Result<ReturnNoticePrinted, Refusal> {
        let branch = desk.branch();
        let row = records::require(desk, branch, self.returned)?;
        records::mark_noticed(desk, row.id, NoticeHow::Print, "")?;
        desk.subject(row.id);
        desk.subject(row.customer);
        Ok(ReturnNoticePrinted { returned: row.id })
    }
}
