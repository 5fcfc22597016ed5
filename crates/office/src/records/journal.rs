//! The journal's rows and the heads of its chains.

use crate::journal::{self, Head, Line};
use crate::{Desk, Refusal};
use store::{Reader, V, args, from_row, sql, sql_lock};
use values::{Id, Instant, noun};

from_row!(Head { sequence, link });

/// The end of a branch's chain, locked until the transaction ends.
pub(crate) fn lock_head(
    reader: &mut Reader<'_>,
    chain: Id<noun::Branch>,
) -> Result<Option<Head>, store::Error> {
    reader.find(
        sql_lock!("SELECT sequence, link FROM journal_heads WHERE branch_id = $1"),
        args![chain],
    )
}

/// Chains and writes the lines of one command, the outer one first.
pub(crate) fn insert_lines(
    desk: &mut Desk<'_>,
    chain: Id<noun::Branch>,
    head: &Head,
    lines: &[Line],
) -> Result<(), Refusal> {
    let (who, at, door) = (desk.who(), desk.now(), desk.door().word());
    let first = head.sequence + 1;
    let mut link = head.link.clone();
    let mut rows = Vec::with_capacity(lines.len());
    let mut subjects = Vec::new();
    for (sequence, line) in (first..).zip(lines) {
        let salt = desk.random_hex(16);
        let payload_hash = journal::payload_hash(&salt, &line.payload);
        let facts = journal::Facts {
            branch: chain,
            sequence,
            at,
            who,
            command: line.command,
            payload_hash: &payload_hash,
        };
        link = journal::link(&link, facts);
        let outer = (sequence > first).then_some(first);
        subjects.extend(line.subjects.iter().map(|(subject, id)| {
            [V::from(*subject), V::from(*id), V::from(chain), V::from(sequence)]
        }));
        rows.push([
            V::from(chain),
            V::from(sequence),
            V::from(at),
            V::from(who),
            V::from(door),
            V::from(line.command),
            V::from(line.payload.as_str()),
            V::from(salt),
            V::from(payload_hash),
            V::from(line.changes.as_str()),
            V::from(line.receipt.as_str()),
            V::from(line.reason.as_deref()),
            V::from(outer),
            V::from(link.clone()),
        ]);
    }
    desk.insert_many("journal", JOURNAL_COLUMNS, rows)?;
    desk.insert_many(
        "journal_subjects",
        ["subject", "subject_id", "branch_id", "sequence"],
        subjects,
    )?;
    let last = head.sequence + i64::try_from(lines.len()).unwrap_or(i64::MAX);
    desk.exec(
        sql!("UPDATE journal_heads SET sequence = $2, link = $3 WHERE branch_id = $1"),
        args![chain, last, link],
    )?;
    Ok(())
}

const JOURNAL_COLUMNS: [&str; 14] = [
    "branch_id",
    "sequence",
    "at",
    "staff_id",
    "door",
    "command",
    "payload",
    "salt",
    "payload_hash",
    "changes",
    "receipt",
    "reason",
    "outer_sequence",
    "link",
];

/// The receipt of a journal line.
pub fn find_receipt(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    sequence: i64,
) -> Result<Option<(String, String)>, store::Error> {
    reader.find(
        sql!("SELECT command, receipt FROM journal WHERE branch_id = $1 AND sequence = $2"),
        args![branch, sequence],
    )
}

/// A line of the journal as it is read back.
#[derive(Clone, Debug)]
pub struct JournalLine {
    /// Its number in the branch's chain.
    pub sequence: i64,
    /// When.
    pub at: Instant,
    /// Who.
    pub who: Id<noun::Staff>,
    /// Her name.
    pub who_name: String,
    /// By which door.
    pub door: String,
    /// Which command.
    pub command: String,
    /// Its canonical JSON.
    pub payload: String,
    /// What it answered.
    pub receipt: String,
    /// Before and after.
    pub changes: String,
    /// Why.
    pub reason: Option<String>,
}
from_row!(JournalLine {
    sequence,
    at,
    who,
    who_name,
    door,
    command,
    payload,
    receipt,
    changes,
    reason
});

/// The journal of one subject, newest first: the timeline.
pub fn list_journal_of(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    subject: &str,
    subject_id: i64,
    limit: i64,
) -> Result<Vec<JournalLine>, store::Error> {
    reader.all(
        sql!(
            "SELECT j.sequence, j.at, j.staff_id, s.name, j.door, j.command, j.payload, \
             j.receipt, j.changes, j.reason FROM journal_subjects x \
             JOIN journal j ON j.branch_id = x.branch_id AND j.sequence = x.sequence \
             JOIN staff s ON s.id = j.staff_id \
             WHERE x.subject = $2 AND x.subject_id = $3 AND x.branch_id = $1 \
             ORDER BY x.sequence DESC LIMIT $4"
        ),
        args![branch, subject, subject_id, limit],
    )
}

/// What is needed to prove one link.
#[derive(Clone, Debug)]
pub struct Linked {
    /// Its number in the branch's chain.
    pub sequence: i64,
    /// When.
    pub at: Instant,
    /// Who.
    pub who: Id<noun::Staff>,
    /// Which command.
    pub command: String,
    /// Its canonical JSON.
    pub payload: String,
    /// The payload's salt.
    pub salt: String,
    /// The payload's salted hash.
    pub payload_hash: String,
    /// The link.
    pub link: String,
}
from_row!(Linked { sequence, at, who, command, payload, salt, payload_hash, link });

/// Walks a branch's chain in order.
pub fn each_linked(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    visit: &mut dyn FnMut(Linked) -> Result<(), store::Error>,
) -> Result<(), store::Error> {
    reader.each(
        sql!(
            "SELECT sequence, at, staff_id, command, payload, salt, payload_hash, link \
             FROM journal WHERE branch_id = $1 ORDER BY sequence"
        ),
        args![branch],
        &mut |row| visit(store::FromRow::from_row(row)?),
    )
}

/// The stored end of a branch's chain.
pub fn find_head(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Option<Head>, store::Error> {
    reader
        .find(sql!("SELECT sequence, link FROM journal_heads WHERE branch_id = $1"), args![branch])
}

/// The link of the last line in which this command was about this subject: what a seal on
/// paper is made of.
pub fn find_link_of(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    subject: &str,
    subject_id: i64,
    command: &str,
) -> Result<Option<String>, store::Error> {
    let found: Option<(String,)> = reader.find(
        sql!(
            "SELECT j.link FROM journal_subjects x \
             JOIN journal j ON j.branch_id = x.branch_id AND j.sequence = x.sequence \
             WHERE x.branch_id = $1 AND x.subject = $2 AND x.subject_id = $3 \
             AND j.command = $4 ORDER BY x.sequence DESC LIMIT 1"
        ),
        args![branch, subject, subject_id, command],
    )?;
    Ok(found.map(|(link,)| link))
}
