//! The rows of letters, and to whom they go.

use super::Audience;
use super::audience::Addressee;
use office::{Desk, Refusal};
use store::{Migration, Reader, args, from_row, sql};
use values::{Day, Id, Instant, noun};

/// The table.
pub const MIGRATION: Migration = Migration {
    name: "0540_letter_templates",
    sql: "
CREATE TABLE letter_templates (
  id {pk}, branch_id {id} NOT NULL, name {text} NOT NULL, subject {text} NOT NULL,
  body {text} NOT NULL, kept_at {instant} NOT NULL,
  kept_by {id} NOT NULL REFERENCES staff (id), withdrawn_at {instant},
  withdrawn_by {id} REFERENCES staff (id)
){strict};
CREATE UNIQUE INDEX letter_templates_name ON letter_templates (branch_id, name)
  WHERE withdrawn_at IS NULL;
",
};

/// A letter.
#[derive(Clone, Debug, PartialEq)]
pub struct LetterRow {
    /// Its id.
    pub id: Id<noun::LetterTemplate>,
    /// What the office calls it.
    pub name: String,
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub body: String,
    /// When it was kept.
    pub kept_at: Instant,
    /// By whom.
    pub kept_by_name: String,
    /// When it was withdrawn.
    pub withdrawn_at: Option<Instant>,
}
from_row!(LetterRow { id, name, subject, body, kept_at, kept_by_name, withdrawn_at });

impl LetterRow {
    /// All of its words.
    pub fn text(&self) -> String {
        format!("{}\n\n{}", self.subject, self.body)
    }
}

/// The letter of this id, in this branch.
pub fn find_letter(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    letter: Id<noun::LetterTemplate>,
) -> Result<Option<LetterRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT l.id, l.name, l.subject, l.body, l.kept_at, s.name, l.withdrawn_at \
             FROM letter_templates l JOIN staff s ON s.id = l.kept_by \
             WHERE l.branch_id = $1 AND l.id = $2"
        ),
        args![branch, letter],
    )
}

/// The letter of this name that stands.
pub(super) fn find_by_name(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    name: &str,
) -> Result<Option<LetterRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT l.id, l.name, l.subject, l.body, l.kept_at, s.name, l.withdrawn_at \
             FROM letter_templates l JOIN staff s ON s.id = l.kept_by \
             WHERE l.branch_id = $1 AND l.name = $2 AND l.withdrawn_at IS NULL"
        ),
        args![branch, name],
    )
}

/// The letter of this id while it stands, or the refusal every command gives.
pub(super) fn require_kept(
    desk: &mut Desk<'_>,
    letter: Id<noun::LetterTemplate>,
) -> Result<LetterRow, Refusal> {
    let branch = desk.branch();
    let row = find_letter(desk, branch, letter)?.ok_or(Refusal::NotFound { what: "letter" })?;
    match row.withdrawn_at {
        None => Ok(row),
        Some(_) => Err(Refusal::conflict_with(
            "letter_templates.withdrawn",
            format!("{} was withdrawn, or another took its place.", row.name),
            "/letter-templates",
            "See the letters",
        )),
    }
}

/// Writes a letter.
pub(super) fn insert(
    desk: &mut Desk<'_>,
    letter: Id<noun::LetterTemplate>,
    (name, subject, body): (&str, &str, &str),
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO letter_templates (id, branch_id, name, subject, body, kept_at, \
             kept_by) VALUES ($2, $1, $3, $4, $5, $6, $7)"
        ),
        args![branch, letter, name, subject, body, now, who],
    )?;
    Ok(())
}

/// Notes that a letter is printed no more.
pub(super) fn mark_withdrawn(
    desk: &mut Desk<'_>,
    letter: Id<noun::LetterTemplate>,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE letter_templates SET withdrawn_at = $3, withdrawn_by = $4 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, letter, now, who],
    )?;
    Ok(())
}

/// The next to whom a letter goes, seen from a day, behind a place.
pub(super) fn list_addressees(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    (audience, on): (Audience, Day),
    (after, most): (i64, i64),
) -> Result<Vec<Addressee>, store::Error> {
    match audience {
        Audience::One(customer) => {
            let found: Option<(i64,)> = reader.find(
                sql!("SELECT id FROM customer_face WHERE branch_id = $1 AND id = $2 AND id > $3"),
                args![branch, customer, after],
            )?;
            let one = found.map(|(place,)| Addressee { place, customer, price_of: None });
            Ok(one.into_iter().collect())
        }
        Audience::PastDue(days) => {
            let rows: Vec<(Id<noun::Customer>,)> = reader.all(
                sql!(
                    "SELECT DISTINCT customer_id FROM charges WHERE branch_id = $1 \
                     AND customer_id > $2 AND open_cents > 0 AND due_on <= $3 \
                     ORDER BY customer_id LIMIT $4"
                ),
                args![branch, after, on.plus_days(-days), most],
            )?;
            let of = |(customer,): (Id<noun::Customer>,)| Addressee {
                place: customer.get(),
                customer,
                price_of: None,
            };
            Ok(rows.into_iter().map(of).collect())
        }
        Audience::Prices(from, until) => {
            list_price_changes(reader, branch, (from, until), after, most)
        }
    }
}

/// A row of a price that changes.
type Changed = (i64, Id<noun::Customer>, Id<noun::Agreement>, Day);

fn list_price_changes(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    (from, until): (Day, Day),
    after: i64,
    most: i64,
) -> Result<Vec<Addressee>, store::Error> {
    let rows: Vec<Changed> = reader.all(
        sql!(
            "SELECT p.id, p.customer_id, p.agreement_id, p.effective_on \
             FROM agreement_price_changes p WHERE p.branch_id = $1 AND p.id > $2 \
             AND p.effective_on >= $3 AND p.effective_on <= $4 ORDER BY p.id LIMIT $5"
        ),
        args![branch, after, from, until, most],
    )?;
    let of = |(place, customer, agreement, day): Changed| Addressee {
        place,
        customer,
        price_of: Some((agreement, day)),
    };
    Ok(rows.into_iter().map(of).collect())
}
