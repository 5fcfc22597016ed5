//! Set money that nobody claims aside for the state (handbook P30, first half).

use super::records::{self, ItemRow};
use super::{KEEP, rules};
use books::Source;
use books::accounts::{REFUNDS_PAYABLE, UNAPPLIED, UNCLAIMED};
use books::entries::{self, NewEntry, NewLine};
use books::open_items::{ApplicationKind, find_credit, take_off_credit};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use settings::preferences;
use values::{Day, Id, Money, noun};

/// Sets it aside: it is no longer to the customer's good, and is owed to the state.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct SetAsideUnclaimed {
    /// The money.
    pub unclaimed_item: Id<noun::UnclaimedItem>,
}

/// It is set aside.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct UnclaimedSetAside {
    /// The money.
    pub unclaimed_item: Id<noun::UnclaimedItem>,
    /// How much of it was left.
    pub amount_cents: Money,
    /// Its entry in the books.
    pub entry: Id<noun::Entry>,
    /// By when the state gets it.
    pub report_on: Day,
}

impl Command for SetAsideUnclaimed {
    const NAME: &'static str = "unclaimed_items.set_aside";
    const TITLE: &'static str = "Set it aside for the state";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("unclaimed_item");
    type Receipt = UnclaimedSetAside;

    fn perform(self, desk: &mut Desk<'_>) -> Result<UnclaimedSetAside, Refusal> {
        let row = records::require_waiting(desk, self.unclaimed_item)?;
        require_ripe(desk, &row)?;
        let (amount, application, from) = match (row.credit, row.refund, row.check_entry) {
            (Some(credit), ..) => take_credit(desk, &row, credit)?,
            (None, Some(refund), Some(check)) => take_check(desk, &row, (refund, check))?,
            _ => return Err(Refusal::broken("unclaimed money that is nothing")),
        };
        let entry = NewEntry {
            day: desk.today(),
            memo: format!("{} set aside for {}, unclaimed", row.document, row.state),
            source: Source::of(row.id),
            lines: vec![from, NewLine { account: UNCLAIMED, amount: -amount, customer: None }],
        };
        let entry = entries::post(desk, entry)?;
        records::mark_set_aside(desk, row.id, amount, application)?;
        desk.subject(row.id);
        desk.subject(row.customer);
        let report_on = row.report_on;
        Ok(UnclaimedSetAside { unclaimed_item: row.id, amount_cents: amount, entry, report_on })
    }
}

/// It is dormant, and whoever had to be written to had her days to answer.
fn require_ripe(desk: &mut Desk<'_>, row: &ItemRow) -> Result<(), Refusal> {
    let (branch, today) = (desk.branch(), desk.today());
    let days = preferences::whole(desk, branch, "unclaimed_answer_days")?;
    let letter_on = row.letter_at.map(|at| at.day_in(desk.zone()));
    let (code, words) =
        match rules::set_aside_from(row.dormant_on, letter_on, row.needs_letter(), days) {
            Some(from) if from <= today => return Ok(()),
            Some(from) => (
                "unclaimed_items.too_early",
                format!("{} may be set aside from {} on.", row.document, from.us()),
            ),
            None => (
                "unclaimed_items.not_written",
                format!("Write to the owner of {} first.", row.document),
            ),
        };
    Err(Refusal::conflict_with(code, words, row.href(), "See it"))
}

type Taken = (Money, Option<Id<noun::Application>>, NewLine);

/// All that is left of the credit comes off it.
fn take_credit(
    desk: &mut Desk<'_>,
    row: &ItemRow,
    credit: Id<noun::Credit>,
) -> Result<Taken, Refusal> {
    let (branch, today) = (desk.branch(), desk.today());
    let open = find_credit(desk, branch, credit)?.ok_or(Refusal::NotFound { what: "credit" })?.open;
    if !open.is_positive() {
        let words = format!("{} was used meanwhile. Nothing of it lies here.", row.document);
        let href = row.href();
        return Err(Refusal::conflict_with("unclaimed_items.used", words, href, "See it"));
    }
    let application = take_off_credit(desk, credit, open, ApplicationKind::Unclaimed, today)?;
    let from = NewLine { account: UNAPPLIED, amount: open, customer: Some(row.customer) };
    Ok((open, Some(application), from))
}

/// The check is void: the entry that paid it is reversed, so that the bank's side finds the two,
/// and what is owed goes on to the state. One that the bank has paid meanwhile is refused.
fn take_check(
    desk: &mut Desk<'_>,
    row: &ItemRow,
    (refund, check): (Id<noun::Refund>, Id<noun::Entry>),
) -> Result<Taken, Refusal> {
    let (branch, today) = (desk.branch(), desk.today());
    if !records::is_out(desk, branch, refund)? {
        let words = format!("The bank paid {} meanwhile. Nothing of it lies here.", row.document);
        let href = row.href();
        return Err(Refusal::conflict_with("unclaimed_items.used", words, href, "See it"));
    }
    entries::reverse(desk, check, today, format!("{} was never cashed", row.document))?;
    let from = NewLine { account: REFUNDS_PAYABLE, amount: row.amount, customer: None };
    Ok((row.amount, None, from))
}
