//! What becomes a line of the day sheet: what each room has open, with its deadline, whose
//! it is, and the one thing to do about it.

mod cash;
mod people;
mod work;

pub(super) use work::first_name;

use super::moment::{Hours, Moment};
use money::deposits;
use office::{Refusal, View};
use values::{Day, Id, Money, noun};

/// One line: by when, what, whose, how much, and what to do.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub by: Moment,
    pub name: String,
    pub what: String,
    /// Who has it, when somebody has.
    pub whose: Option<(Id<noun::Staff>, String)>,
    pub amount: Option<Money>,
    pub verb: &'static str,
    pub href: String,
}

/// Everything the branch has open that this person may see, in order of deadline.
pub(super) fn list_lines(
    view: &mut View<'_, '_>,
    now: Moment,
    hours: Hours,
) -> Result<Vec<Line>, Refusal> {
    let mut sheet =
        Sheet { branch: view.branch(), today: view.today, now, hours, lines: Vec::new() };
    if view.me.may(money::payments::READ) {
        sheet.held(view)?;
        sheet.batches(view)?;
        sheet.returned(view)?;
    }
    if view.me.may(money::returns::READ) {
        sheet.letters(view)?;
    }
    if view.me.may(money::draws::READ) {
        sheet.words_not_kept(view)?;
    }
    if view.me.may(deposits::READ) {
        sheet.deposits(view)?;
    }
    if view.me.may(safekeeping::petty_funds::READ) {
        sheet.petty_cash(view)?;
    }
    if view.me.may(safekeeping::unclaimed_items::READ) {
        sheet.unclaimed(view)?;
    }
    if view.me.may(dispatch::appointments::BOOK) {
        sheet.away(view)?;
    }
    if view.me.may(dispatch::work_orders::READ) {
        sheet.without_outcome(view)?;
        sheet.waiting_for_a_look(view)?;
    }
    if view.me.may(billing::invoices::READ) {
        sheet.unbilled(view)?;
    }
    if view.me.may(collections::receivables::READ) {
        sheet.past_due(view)?;
    }
    if view.me.may(front_desk::conversations::READ) {
        sheet.follow_ups(view)?;
    }
    if view.me.may(front_desk::agreements::READ) {
        sheet.expiring(view)?;
    }
    if view.me.may(billing::exemptions::READ) {
        sheet.certificates(view)?;
    }
    if view.me.may(front_desk::customers::KEEP) {
        sheet.twins(view)?;
    }
    if view.me.may(office::jobs::READ) {
        sheet.refused(view)?;
    }
    if view.me.may(crate::proof::READ) {
        sheet.not_proved(view)?;
    }
    sheet.lines.sort_by_key(|line| line.by);
    Ok(sheet.lines)
}

/// The sheet while it is filled.
struct Sheet {
    branch: Id<noun::Branch>,
    today: Day,
    now: Moment,
    hours: Hours,
    lines: Vec<Line>,
}

type Filled = Result<(), Refusal>;

impl Sheet {
    /// Today while people may still be called, tomorrow morning after.
    fn next_call(&self) -> Moment {
        match self.now.minute < self.hours.phones {
            true => Moment::of(self.today, self.hours.phones),
            false => Moment::of(self.today.plus_days(1), self.hours.begin),
        }
    }
}
