//! The rows of bank files: imports, what waits of them, and saved profiles.

mod keys;
mod profiles;
mod waiting;

pub(super) use keys::{count_of_other_kind, list_keys};
pub use profiles::{Profile, find_profile, list_profiles};
pub(super) use profiles::{insert_profile, update_profile};
pub use waiting::{ProblemRow, count_held, list_problems};
pub(super) use waiting::{find_problem_settled, insert_problems, mark_settled};

use super::look::Look;
use super::take::BankFileTaken;
use crate::bank_lines::BankKind;
use formats::bank::BankLine;
use office::{Desk, Refusal};
use store::{Reader, V, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// An import of a bank file.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportRow {
    /// Its id.
    pub id: Id<noun::BankImport>,
    /// The bank account.
    pub bank_account: Id<noun::BankAccount>,
    /// The file's mark on the shelf.
    pub file: String,
    /// The file's name.
    pub name: String,
    /// What the columns of a table mean, as JSON.
    pub mapping: String,
    /// The job that reads it.
    pub job: Id<noun::Job>,
    /// How many jobs have tried.
    pub jobs: i64,
    /// What it is: BAI2, OFX, table.
    pub kind: String,
    /// How many lines it brought.
    pub new_lines: i64,
    /// How many were there already.
    pub known_lines: i64,
    /// How many wait for a person, or did.
    pub held_lines: i64,
    /// How many matched by themselves.
    pub matched_lines: i64,
    /// The first day of its lines.
    pub first_on: Option<Day>,
    /// The last day of its lines.
    pub last_on: Option<Day>,
    /// The last balance it says.
    pub closing: Option<Money>,
    /// The day of that balance.
    pub closing_on: Option<Day>,
    /// When it began.
    pub started_at: Instant,
    /// Who took it in.
    pub started_by_name: String,
    /// When its lines were taken.
    pub taken_at: Option<Instant>,
    /// When it was refused.
    pub refused_at: Option<Instant>,
    /// Why.
    pub refused_why: String,
    /// When it was taken back.
    pub undone_at: Option<Instant>,
    /// Why.
    pub undone_why: String,
}
from_row!(ImportRow {
    id,
    bank_account,
    file,
    name,
    mapping,
    job,
    jobs,
    kind,
    new_lines,
    known_lines,
    held_lines,
    matched_lines,
    first_on,
    last_on,
    closing,
    closing_on,
    started_at,
    started_by_name,
    taken_at,
    refused_at,
    refused_why,
    undone_at,
    undone_why
});

impl ImportRow {
    /// Whether nothing more happens to it.
    pub fn is_over(&self) -> bool {
        self.taken_at.is_some() || self.refused_at.is_some() || self.undone_at.is_some()
    }
}

/// The import of this id, in this branch.
pub fn find_import(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    bank_import: Id<noun::BankImport>,
) -> Result<Option<ImportRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT i.id, i.bank_account_id, i.file, i.name, i.mapping, i.job_id, i.jobs, \
             i.kind, i.new_lines, i.known_lines, i.held_lines, i.matched_lines, i.first_on, \
             i.last_on, i.closing_cents, i.closing_on, i.started_at, s.name, i.taken_at, \
             i.refused_at, i.refused_why, i.undone_at, i.undone_why FROM bank_imports i \
             JOIN staff s ON s.id = i.started_by WHERE i.branch_id = $1 AND i.id = $2"
        ),
        args![branch, bank_import],
    )
}

/// The import of this file into this account that stands.
pub fn find_of_file(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    bank_account: Id<noun::BankAccount>,
    file: &str,
) -> Result<Option<ImportRow>, store::Error> {
    let found: Option<(Id<noun::BankImport>,)> = reader.find(
        sql!(
            "SELECT id FROM bank_imports WHERE branch_id = $1 AND bank_account_id = $2 \
             AND file = $3 AND undone_at IS NULL AND refused_at IS NULL"
        ),
        args![branch, bank_account, file],
    )?;
    match found {
        Some((id,)) => find_import(reader, branch, id),
        None => Ok(None),
    }
}

/// The day until which an account is reconciled.
pub fn closed_until(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    bank_account: Id<noun::BankAccount>,
) -> Result<Option<Day>, store::Error> {
    let found: Option<(Day,)> = reader.find(
        sql!(
            "SELECT ends_on FROM reconciliations WHERE branch_id = $1 AND bank_account_id = $2 \
             AND reopened_at IS NULL ORDER BY ends_on DESC LIMIT 1"
        ),
        args![branch, bank_account],
    )?;
    Ok(found.map(|(day,)| day))
}

/// The standing matches that hold a line of an import.
pub(super) fn list_matches_of(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    bank_import: Id<noun::BankImport>,
) -> Result<Vec<Id<noun::BankMatch>>, store::Error> {
    let rows: Vec<(Id<noun::BankMatch>,)> = reader.all(
        sql!(
            "SELECT DISTINCT bank_match_id FROM bank_lines WHERE branch_id = $1 \
             AND bank_import_id = $2 AND bank_match_id IS NOT NULL ORDER BY bank_match_id"
        ),
        args![branch, bank_import],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// What an import begins with.
pub(super) struct NewImport<'n> {
    pub bank_account: Id<noun::BankAccount>,
    pub file: &'n str,
    pub name: &'n str,
    pub mapping: &'n str,
    pub job: Id<noun::Job>,
}

/// Writes an import.
pub(super) fn insert_import(
    desk: &mut Desk<'_>,
    id: Id<noun::BankImport>,
    new: &NewImport<'_>,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO bank_imports (id, branch_id, bank_account_id, file, name, mapping, \
             job_id, jobs, kind, new_lines, known_lines, held_lines, matched_lines, started_at, \
             started_by, refused_why, undone_why) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, 1, '', 0, 0, 0, 0, $8, $9, '', '')"
        ),
        args![branch, id, new.bank_account, new.file, new.name, new.mapping, new.job, now, who],
    )?;
    Ok(())
}

/// Notes another job that reads it.
pub(super) fn mark_resumed(
    desk: &mut Desk<'_>,
    id: Id<noun::BankImport>,
    job: Id<noun::Job>,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    desk.exec(
        sql!(
            "UPDATE bank_imports SET job_id = $3, jobs = jobs + 1 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, id, job],
    )?;
    Ok(())
}

/// Writes lines of a file.
pub(super) fn insert_lines(
    desk: &mut Desk<'_>,
    bank_account: Id<noun::BankAccount>,
    bank_import: Id<noun::BankImport>,
    lines: &[&BankLine],
) -> Result<(), Refusal> {
    let branch = desk.branch();
    let rows: Vec<_> = lines
        .iter()
        .map(|line| {
            let id: Id<noun::BankLine> = desk.id();
            let reference = match &*line.customer_reference {
                "" => line.bank_reference.as_str(),
                ours => ours,
            };
            [
                V::from(id),
                V::from(branch),
                V::from(bank_account),
                V::from(bank_import),
                V::from(i64::try_from(line.line).unwrap_or(i64::MAX)),
                V::from(line.key.as_str()),
                V::from(line.posted_on),
                V::from(line.amount_cents),
                V::from(BankKind::from(line.kind).word()),
                V::from(line.code.as_str()),
                V::from(line.check_number.as_str()),
                V::from(reference),
                V::from(line.text.as_str()),
            ]
        })
        .collect();
    let columns = [
        "id",
        "branch_id",
        "bank_account_id",
        "bank_import_id",
        "line",
        "key",
        "posted_on",
        "amount_cents",
        "kind",
        "code",
        "check_number",
        "reference",
        "words",
    ];
    desk.insert_many("bank_lines", columns, rows)?;
    Ok(())
}

/// Notes that its lines are in.
pub(super) fn mark_taken(
    desk: &mut Desk<'_>,
    id: Id<noun::BankImport>,
    seen: &Look,
    counts: &BankFileTaken,
) -> Result<(), Refusal> {
    let (branch, now) = (desk.branch(), desk.now());
    let (first, last) = seen.days.unzip();
    let (closing, closing_on) = seen.closing.unzip();
    desk.exec(
        sql!(
            "UPDATE bank_imports SET taken_at = $3, kind = $4, new_lines = $5, \
             known_lines = $6, held_lines = $7, first_on = $8, last_on = $9, \
             closing_cents = $10, closing_on = $11 WHERE branch_id = $1 AND id = $2"
        ),
        args![
            branch,
            id,
            now,
            seen.kind,
            counts.new_lines,
            counts.known_lines,
            counts.held_lines,
            first,
            last,
            closing,
            closing_on
        ],
    )?;
    Ok(())
}

/// Notes how many of its lines matched by themselves.
pub(crate) fn mark_matched(
    desk: &mut Desk<'_>,
    id: Id<noun::BankImport>,
    lines: i64,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    desk.exec(
        sql!("UPDATE bank_imports SET matched_lines = $3 WHERE branch_id = $1 AND id = $2"),
        args![branch, id, lines],
    )?;
    Ok(())
}

/// Notes that nothing of it may be taken.
pub(super) fn mark_refused(
    desk: &mut Desk<'_>,
    id: Id<noun::BankImport>,
    why: &str,
    kind: &str,
) -> Result<(), Refusal> {
    let (branch, now) = (desk.branch(), desk.now());
    desk.exec(
        sql!(
            "UPDATE bank_imports SET refused_at = $3, refused_why = $4, kind = $5 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, id, now, why, kind],
    )?;
    Ok(())
}

/// Withdraws its lines; answers how many.
pub(super) fn withdraw_lines(
    desk: &mut Desk<'_>,
    id: Id<noun::BankImport>,
) -> Result<i64, Refusal> {
    let (branch, now) = (desk.branch(), desk.now());
    let lines = desk.exec(
        sql!(
            "UPDATE bank_lines SET withdrawn_at = $3 \
             WHERE branch_id = $1 AND bank_import_id = $2 AND withdrawn_at IS NULL"
        ),
        args![branch, id, now],
    )?;
    Ok(i64::try_from(lines).unwrap_or(i64::MAX))
}

/// Notes that it was taken back; what waited of it waits no more.
pub(super) fn mark_undone(
    desk: &mut Desk<'_>,
    id: Id<noun::BankImport>,
    why: &str,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE bank_imports SET undone_at = $3, undone_by = $4, undone_why = $5 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, id, now, who, why],
    )?;
    desk.exec(
        sql!(
            "UPDATE bank_problems SET settled_at = $3, settled_by = $4, settled_how = $5 \
             WHERE branch_id = $1 AND bank_import_id = $2 AND settled_at IS NULL"
        ),
        args![branch, id, now, who, "The import was taken back"],
    )?;
    Ok(())
}
