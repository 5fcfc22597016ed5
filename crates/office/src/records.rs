//! The office's own rows: branches, staff and their roles, once-keys, the journal,
//! the counters. The only SQL of this crate besides listings and jobs.

mod journal;

pub use journal::{
    JournalLine, Linked, each_linked, find_head, find_link_of, find_receipt, list_journal_of,
};
pub(crate) use journal::{insert_lines, lock_head};

use crate::{Desk, Refusal};
use store::{Migration, Reader, args, from_row, sql};
use values::{Id, noun};

/// The tables every company has.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "0001_office",
        sql: "
CREATE TABLE branches (
  id {pk}, number {text} NOT NULL UNIQUE, name {text} NOT NULL, zone {text} NOT NULL,
  line1 {text} NOT NULL, city {text} NOT NULL, state {text} NOT NULL, zip {text} NOT NULL,
  phone {text} NOT NULL, email {text} NOT NULL, small_office {bool} NOT NULL,
  opened_at {instant} NOT NULL
){strict};
CREATE TABLE staff (
  id {pk}, name {text} NOT NULL, initials {text} NOT NULL, email {text},
  password_hash {text}, hired_at {instant} NOT NULL, left_at {instant}
){strict};
CREATE UNIQUE INDEX staff_email ON staff (email);
CREATE TABLE staff_roles (
  staff_id {id} NOT NULL REFERENCES staff (id),
  branch_id {id} NOT NULL REFERENCES branches (id),
  role {text} NOT NULL, granted_at {instant} NOT NULL,
  PRIMARY KEY (staff_id, branch_id, role)
){strict};
CREATE TABLE journal_heads (
  branch_id {pk}, sequence {id} NOT NULL, link {text} NOT NULL
){strict};
CREATE TABLE journal (
  branch_id {id} NOT NULL, sequence {id} NOT NULL, at {instant} NOT NULL,
  staff_id {id} NOT NULL, door {text} NOT NULL, command {text} NOT NULL,
  payload {json} NOT NULL, salt {text} NOT NULL, payload_hash {text} NOT NULL,
  changes {json} NOT NULL, receipt {json} NOT NULL, reason {text},
  outer_sequence {id}, link {text} NOT NULL,
  PRIMARY KEY (branch_id, sequence)
){strict};
CREATE TABLE journal_subjects (
  subject {text} NOT NULL, subject_id {id} NOT NULL, branch_id {id} NOT NULL,
  sequence {id} NOT NULL,
  PRIMARY KEY (subject, subject_id, branch_id, sequence)
){strict};
CREATE TABLE once_keys (
  staff_id {id} NOT NULL, command {text} NOT NULL, once_key {text} NOT NULL,
  payload_hash {text} NOT NULL, branch_id {id} NOT NULL, sequence {id} NOT NULL,
  PRIMARY KEY (staff_id, command, once_key)
){strict};
CREATE TABLE numbers (
  branch_id {id} NOT NULL, kind {text} NOT NULL, year {id} NOT NULL, last {id} NOT NULL,
  PRIMARY KEY (branch_id, kind, year)
){strict};
INSERT INTO branches (id, number, name, zone, line1, city, state, zip, phone, email,
  small_office, opened_at)
  VALUES (0, '0000', 'Company', 'America/New_York', '', '', '', '', '', '', FALSE, 0);
INSERT INTO journal_heads (branch_id, sequence, link) VALUES (0, 0, '');
INSERT INTO staff (id, name, initials, hired_at) VALUES (1, 'Operator', 'OP', 0);
{append_only:journal}
{append_only:journal_subjects}
{search_table}
",
    },
    Migration { name: "0006_search_later", sql: "\n{search_later}\n" },
    Migration {
        name: "0007_clustered",
        sql: "\n{cluster:once_keys}\n{cluster:journal_subjects}\n",
    },
];

/// A branch as every room may know it.
#[derive(Clone, Debug, PartialEq)]
pub struct BranchFace {
    /// Its id.
    pub id: Id<noun::Branch>,
    /// `0412`.
    pub number: String,
    /// `Cedar`.
    pub name: String,
    /// Its IANA zone.
    pub zone: String,
    /// Whether one person may do what otherwise takes two, journalled and listed.
    pub small_office: bool,
}
from_row!(BranchFace { id, number, name, zone, small_office });

/// The branch of this id.
pub fn find_branch(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Option<BranchFace>, store::Error> {
    reader.find(
        sql!("SELECT id, number, name, zone, small_office FROM branches WHERE id = $1"),
        args![branch],
    )
}

/// Every branch but the company itself, by number.
pub fn list_branches(reader: &mut Reader<'_>) -> Result<Vec<BranchFace>, store::Error> {
    reader.all(
        sql!(
            "SELECT id, number, name, zone, small_office FROM branches WHERE id > 0 \
             ORDER BY number"
        ),
        args![],
    )
}

/// The roles a staff member holds in a branch; none once she has left.
pub fn list_roles(
    reader: &mut Reader<'_>,
    who: Id<noun::Staff>,
    branch: Id<noun::Branch>,
) -> Result<Vec<String>, store::Error> {
    let rows: Vec<(String,)> = reader.all(
        sql!(
            "SELECT r.role FROM staff_roles r JOIN staff s ON s.id = r.staff_id \
             WHERE r.staff_id = $1 AND r.branch_id = $2 AND s.left_at IS NULL"
        ),
        args![who, branch],
    )?;
    Ok(rows.into_iter().map(|(role,)| role).collect())
}

/// The branches in which a staff member holds any role.
pub fn list_branches_of(
    reader: &mut Reader<'_>,
    who: Id<noun::Staff>,
) -> Result<Vec<BranchFace>, store::Error> {
    reader.all(
        sql!(
            "SELECT b.id, b.number, b.name, b.zone, b.small_office FROM branches b \
             WHERE b.id IN (SELECT r.branch_id FROM staff_roles r WHERE r.staff_id = $1) \
             ORDER BY b.number"
        ),
        args![who],
    )
}

/// A staff member as every room may know her.
#[derive(Clone, Debug, PartialEq)]
pub struct StaffFace {
    /// Her id.
    pub id: Id<noun::Staff>,
    /// Her name.
    pub name: String,
    /// Her initials.
    pub initials: String,
}
from_row!(StaffFace { id, name, initials });

/// The staff member of this id.
pub fn find_staff(
    reader: &mut Reader<'_>,
    who: Id<noun::Staff>,
) -> Result<Option<StaffFace>, store::Error> {
    reader.find(sql!("SELECT id, name, initials FROM staff WHERE id = $1"), args![who])
}

/// A once-key that is taken.
pub(crate) struct Taken {
    pub payload_hash: String,
    pub branch: Id<noun::Branch>,
    pub sequence: i64,
}
from_row!(Taken { payload_hash, branch, sequence });

/// Takes a once-key for the journal line `sequence` of `chain`; 0 when it is taken.
pub(crate) fn insert_once_key(
    desk: &mut Desk<'_>,
    command: &str,
    key: &str,
    hash: &str,
    chain: Id<noun::Branch>,
    sequence: i64,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "INSERT INTO once_keys (staff_id, command, once_key, payload_hash, branch_id, \
             sequence) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING"
        ),
        args![desk.who(), command, key, hash, chain, sequence],
    )
}

/// Who took a once-key before.
pub(crate) fn find_once_key(
    desk: &mut Desk<'_>,
    command: &str,
    key: &str,
) -> Result<Option<Taken>, Refusal> {
    desk.find(
        sql!(
            "SELECT payload_hash, branch_id, sequence FROM once_keys \
             WHERE staff_id = $1 AND command = $2 AND once_key = $3"
        ),
        args![desk.who(), command, key],
    )
}

/// Counts a counter up and answers where it stands.
pub(crate) fn count_up(
    desk: &mut Desk<'_>,
    branch: Id<noun::Branch>,
    kind: &str,
    year: i64,
    many: i64,
) -> Result<i64, Refusal> {
    let (last,): (i64,) = desk.one(
        sql!(
            "INSERT INTO numbers (branch_id, kind, year, last) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (branch_id, kind, year) \
             DO UPDATE SET last = numbers.last + excluded.last RETURNING last"
        ),
        args![branch, kind, year, many],
    )?;
    Ok(last)
}
