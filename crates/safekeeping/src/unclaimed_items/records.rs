//! The rows of money that nobody claims.

mod candidates;
mod reports;
mod schema;
mod standing;

use super::rules::{NeedsLetter, Touch};
use books::stored_word;
pub(super) use candidates::{Candidate, is_out, list_candidates};
use office::{Desk, Refusal};
pub(super) use reports::{
    NewReport, insert_report, list_of_report, mark_reported, mark_taken_back, require_report,
};
pub use schema::MIGRATION;
use settings::rule_packs::UnclaimedDays;
pub use standing::list_waiting_ids;
pub use standing::{Standing, list_standing};
pub(super) use standing::{list_to_report, sum_set_aside};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

stored_word! {
    /// How its owner was written to.
    LetterHow "a way to send a letter" {
        /// By e-mail, with the letter enclosed.
        Mail => "mail",
        /// On paper.
        Print => "print",
    }
}

stored_word! {
    /// Why it is no longer waiting for its owner.
    Ending "an end of unclaimed money" {
        /// She answered: it is hers.
        Answered => "answered" "She answered",
        /// She paid or was in touch meanwhile: the years begin anew.
        Touched => "touched" "She was heard of",
        /// It was used, given back or cashed meanwhile.
        Used => "used" "It was used",
    }
}

/// Money that nobody claims, and how far it is.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemRow {
    /// Its id.
    pub id: Id<noun::UnclaimedItem>,
    /// Whose.
    pub customer: Id<noun::Customer>,
    /// The open credit it is; none for a check.
    pub credit: Option<Id<noun::Credit>>,
    /// The refund whose check nobody cashed; none for a credit.
    pub refund: Option<Id<noun::Refund>>,
    /// The entry that paid that refund.
    pub check_entry: Option<Id<noun::Entry>>,
    /// The credit's document, or the check.
    pub document: String,
    /// How much.
    pub amount: Money,
    /// The last day on which its owner did something.
    pub touched_on: Day,
    /// What it was.
    pub touch: Touch,
    /// The state that gets it in the end.
    pub state: String,
    /// Since when it counts as dormant.
    pub dormant_on: Day,
    /// By when the state gets it.
    pub report_on: Day,
    /// The first day for the letter to its owner.
    pub letter_from: Day,
    /// The last one.
    pub letter_until: Day,
    /// Whether the state wants that letter.
    pub letter_is_due: bool,
    /// When she was written to.
    pub letter_at: Option<Instant>,
    /// Where to.
    pub letter_to: String,
    /// When it was set aside for the state.
    pub set_aside_on: Option<Day>,
    /// By whom.
    pub set_aside_by: Option<Id<noun::Staff>>,
    /// What took it off the credit.
    pub application: Option<Id<noun::Application>>,
    /// The report it went to the state with.
    pub report: Option<Id<noun::UnclaimedReport>>,
    /// When it ended otherwise.
    pub ended_on: Option<Day>,
    /// How; blank while it has not.
    pub ended_how: String,
    /// What was noted about it.
    pub ended_note: String,
}
from_row!(ItemRow {
    id,
    customer,
    credit,
    refund,
    check_entry,
    document,
    amount,
    touched_on,
    touch,
    state,
    dormant_on,
    report_on,
    letter_from,
    letter_until,
    letter_is_due,
    letter_at,
    letter_to,
    set_aside_on,
    set_aside_by,
    application,
    report,
    ended_on,
    ended_how,
    ended_note
});

impl ItemRow {
    /// Whether a letter must go out before it is set aside.
    pub fn needs_letter(&self) -> NeedsLetter {
        if self.letter_is_due { NeedsLetter::Yes } else { NeedsLetter::No }
    }

    /// Whether it still waits for its owner.
    pub fn waits(&self) -> bool {
        self.ended_on.is_none() && self.set_aside_on.is_none()
    }

    /// How it ended, when it did otherwise than at the state.
    pub fn ending(&self) -> Option<Ending> {
        Ending::of_word(&self.ended_how)
    }

    pub(super) fn href(&self) -> String {
        format!("/unclaimed-items/{}", self.id)
    }
}

/// The item of this id, in this branch.
pub fn find_item(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    item: Id<noun::UnclaimedItem>,
) -> Result<Option<ItemRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT id, customer_id, credit_id, refund_id, check_entry_id, document, \
             amount_cents, touched_on, touch, state, dormant_on, report_on, letter_from, \
             letter_until, letter_is_due, letter_at, letter_to, set_aside_on, set_aside_by, \
             application_id, report_id, ended_on, ended_how, ended_note \
             FROM unclaimed_items WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, item],
    )
}

/// The item of this id, or the refusal every command gives.
pub(super) fn require(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    item: Id<noun::UnclaimedItem>,
) -> Result<ItemRow, Refusal> {
    find_item(reader, branch, item)?.ok_or(Refusal::NotFound { what: "unclaimed item" })
}

/// The item of this id while it waits for its owner.
pub(super) fn require_waiting(
    desk: &mut Desk<'_>,
    item: Id<noun::UnclaimedItem>,
) -> Result<ItemRow, Refusal> {
    let branch = desk.branch();
    let row = require(desk, branch, item)?;
    if row.waits() {
        return Ok(row);
    }
    let words = match row.ending() {
        None => format!("{} was set aside before.", row.document),
        Some(ending) => format!("{} waits no longer: {}.", row.document, ending.title()),
    };
    let href = row.href();
    Err(Refusal::conflict_with("unclaimed_items.waits_no_longer", words, href, "See it"))
}

/// Writes money that lies unclaimed.
pub(super) fn insert_item(
    desk: &mut Desk<'_>,
    found: &Candidate,
    sign: (Day, Touch),
    (state, days): (&str, &UnclaimedDays),
) -> Result<Id<noun::UnclaimedItem>, Refusal> {
    let (branch, now, item) = (desk.branch(), desk.now(), desk.id());
    desk.exec(
        sql!(
            "INSERT INTO unclaimed_items (id, branch_id, customer_id, credit_id, refund_id, \
             check_entry_id, document, amount_cents, touched_on, touch, state, dormant_on, \
             report_on, letter_from, letter_until, letter_is_due, found_at, letter_how, \
             letter_to, ended_how, ended_note, version) VALUES ($2, $1, $3, $4, $5, $6, $7, $8, \
             $9, $10, $11, $12, $13, $14, $15, $16, $17, '', '', '', '', 1)"
        ),
        args![
            branch,
            item,
            found.customer,
            found.credit,
            found.refund,
            found.check_entry,
            &*found.document,
            found.amount,
            sign.0,
            sign.1,
            state,
            days.dormant_on,
            days.report_on,
            days.letter_from,
            days.letter_until,
            found.amount >= days.letter_floor,
            now
        ],
    )?;
    Ok(item)
}

/// Notes that the letter to its owner is out.
pub(super) fn mark_written(
    desk: &mut Desk<'_>,
    item: Id<noun::UnclaimedItem>,
    how: LetterHow,
    to: &str,
) -> Result<(), Refusal> {
    let (branch, now) = (desk.branch(), desk.now());
    desk.exec(
        sql!(
            "UPDATE unclaimed_items SET letter_at = $3, letter_how = $4, letter_to = $5, \
             version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, item, now, how, to],
    )?;
    Ok(())
}

/// Notes that it is set aside, at what was left of it.
pub(super) fn mark_set_aside(
    desk: &mut Desk<'_>,
    item: Id<noun::UnclaimedItem>,
    amount: Money,
    application: Option<Id<noun::Application>>,
) -> Result<(), Refusal> {
    let (branch, who, today) = (desk.branch(), desk.who(), desk.today());
    desk.exec(
        sql!(
            "UPDATE unclaimed_items SET set_aside_on = $3, set_aside_by = $4, \
             amount_cents = $5, application_id = $6, version = version + 1 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, item, today, who, amount, application],
    )?;
    Ok(())
}

/// Notes that it ended otherwise than at the state, on a day.
pub(super) fn mark_ended(
    desk: &mut Desk<'_>,
    item: Id<noun::UnclaimedItem>,
    ending: Ending,
    on: Day,
    note: &str,
) -> Result<(), Refusal> {
    let (branch, who) = (desk.branch(), desk.who());
    desk.exec(
        sql!(
            "UPDATE unclaimed_items SET ended_on = $3, ended_how = $4, ended_by = $5, \
             ended_note = $6, version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, item, on, ending, who, note],
    )?;
    Ok(())
}

/// The account number and name of a customer.
pub(super) fn find_face(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<(String, String), Refusal> {
    let face = reader.find(
        sql!("SELECT number, name FROM customer_face WHERE branch_id = $1 AND id = $2"),
        args![branch, customer],
    )?;
    face.ok_or(Refusal::NotFound { what: "customer" })
}
