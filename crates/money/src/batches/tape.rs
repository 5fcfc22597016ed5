//! How a batch stands: its tape against its posted lines, tender by tender.

use super::records::{self, LineRow};
use super::rules::{Ticked, read_tape};
use crate::words::Tender;
use office::Problems;
use store::Reader;
use values::{Id, Money, noun};

/// The tenders that are keyed on a tape: paper with an amount on it.
pub const TAPED: [Tender; 2] = [Tender::Check, Tender::MoneyOrder];

/// A batch's tapes, ticked off by its lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Checks.
    pub checks: Ticked,
    /// Money orders.
    pub money_orders: Ticked,
}

impl Standing {
    /// Of a tape and the lines posted.
    pub fn of(tape: &[(Tender, Money)], lines: &[LineRow]) -> Standing {
        let ticked = |wanted: Tender| {
            let keyed: Vec<Money> = amounts(tape.iter().copied(), wanted);
            let lines = lines.iter().map(|line| (line.tender, line.amount));
            Ticked::of(&keyed, &amounts(lines, wanted))
        };
        Standing { checks: ticked(Tender::Check), money_orders: ticked(Tender::MoneyOrder) }
    }

    /// Lines left to post, and what they come to.
    pub fn left(&self) -> (usize, Money) {
        let (one, two) = (self.checks.left(), self.money_orders.left());
        (one.0 + two.0, one.1 + two.1)
    }

    /// What does not agree, in words.
    pub fn off_words(&self) -> Vec<String> {
        let checks = self.checks.off_words("checks");
        checks.into_iter().chain(self.money_orders.off_words("money orders")).collect()
    }
}

fn amounts(pairs: impl Iterator<Item = (Tender, Money)>, wanted: Tender) -> Vec<Money> {
    pairs.filter(|(tender, _)| *tender == wanted).map(|(_, amount)| amount).collect()
}

/// How a batch stands now.
pub fn find_standing(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    batch: Id<noun::Batch>,
) -> Result<Standing, store::Error> {
    let tape = records::list_tape(reader, branch, batch)?;
    let lines = records::list_lines(reader, branch, batch)?;
    Ok(Standing::of(&tape, &lines))
}

/// The tapes of a command as they are kept.
pub(super) fn read(checks: &str, money_orders: &str) -> Result<Vec<(Tender, Money)>, Problems> {
    let mut problems = Problems::none();
    let mut tape = Vec::new();
    for (field, tender, text) in
        [("checks", Tender::Check, checks), ("money_orders", Tender::MoneyOrder, money_orders)]
    {
        match read_tape(text) {
            Ok(amounts) => tape.extend(amounts.into_iter().map(|amount| (tender, amount))),
            Err(words) => problems.add(field, words),
        }
    }
    match problems.is_empty() {
        true => Ok(tape),
        false => Err(problems),
    }
}
