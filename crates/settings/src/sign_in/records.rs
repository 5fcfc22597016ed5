//! The rows behind signing in: sessions, one-time links, tokens.

use super::LinkUse;
use office::{Desk, Refusal};
use store::{Migration, Reader, args, from_row, sql};
use values::{Id, Instant, noun};

/// The tables of signing in.
pub const MIGRATION: Migration = Migration {
    name: "0200_sign_in",
    sql: "
CREATE TABLE sessions (
  id {pk}, staff_id {id} NOT NULL REFERENCES staff (id),
  chosen_branch {id} NOT NULL REFERENCES branches (id),
  token_hash {text} NOT NULL UNIQUE, device {text} NOT NULL,
  started_at {instant} NOT NULL, ends_at {instant} NOT NULL, ended_at {instant}
){strict};
CREATE INDEX sessions_staff ON sessions (staff_id, ended_at);
CREATE TABLE sign_in_links (
  token_hash {text} PRIMARY KEY, staff_id {id} REFERENCES staff (id),
  made_at {instant} NOT NULL, ends_at {instant} NOT NULL
){strict};
CREATE TABLE tokens (
  id {pk}, staff_id {id} NOT NULL REFERENCES staff (id),
  chosen_branch {id} NOT NULL REFERENCES branches (id),
  name {text} NOT NULL, scopes {text} NOT NULL, token_hash {text} NOT NULL UNIQUE,
  made_at {instant} NOT NULL, ends_at {instant}, revoked_at {instant}
){strict};
CREATE TABLE password_failures (
  staff_id {id} PRIMARY KEY REFERENCES staff (id), failures {id} NOT NULL,
  last_at {instant} NOT NULL
){strict};
",
};

/// When a session was last used, and whether a link was.
pub const LIMITS: Migration = Migration {
    name: "0203_sign_in_limits",
    sql: "
ALTER TABLE sessions ADD COLUMN seen_at {instant};
ALTER TABLE sign_in_links ADD COLUMN good {text};
ALTER TABLE sign_in_links ADD COLUMN used_at {instant};
",
};

/// A session that is good now.
pub struct Session {
    /// Its id.
    pub id: Id<noun::Session>,
    /// Whose.
    pub staff: Id<noun::Staff>,
    /// The branch she has chosen.
    pub branch: Id<noun::Branch>,
    /// When it was last used, to the minute.
    pub seen_at: Instant,
}
from_row!(Session { id, staff, branch, seen_at });

/// The session behind a token's hash, unless it has ended or she has left.
pub fn find_session(
    reader: &mut Reader<'_>,
    token_hash: &str,
    now: Instant,
) -> Result<Option<Session>, store::Error> {
    reader.find(
        sql!(
            "SELECT s.id, s.staff_id, s.chosen_branch, COALESCE(s.seen_at, s.started_at) \
             FROM sessions s \
             JOIN staff p ON p.id = s.staff_id \
             WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.ends_at > $2 \
             AND p.left_at IS NULL"
        ),
        args![token_hash, now],
    )
}

/// A session as pages show it.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionRow {
    /// Its id.
    pub id: Id<noun::Session>,
    /// Whose.
    pub staff: Id<noun::Staff>,
    /// Her name.
    pub name: String,
    /// What she signed in with.
    pub device: String,
    /// When.
    pub started_at: Instant,
}
from_row!(SessionRow { id, staff, name, device, started_at });

/// Every session that is good now, the newest first.
pub fn list_sessions(
    reader: &mut Reader<'_>,
    now: Instant,
) -> Result<Vec<SessionRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT s.id, s.staff_id, p.name, s.device, s.started_at FROM sessions s \
             JOIN staff p ON p.id = s.staff_id WHERE s.ended_at IS NULL AND s.ends_at > $1 \
             ORDER BY s.started_at DESC, s.id DESC"
        ),
        args![now],
    )
}

/// One person's sessions that are good now, the newest first.
pub fn list_sessions_of(
    reader: &mut Reader<'_>,
    staff: Id<noun::Staff>,
    now: Instant,
) -> Result<Vec<SessionRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT s.id, s.staff_id, p.name, s.device, s.started_at FROM sessions s \
             JOIN staff p ON p.id = s.staff_id WHERE s.staff_id = $1 AND s.ended_at IS NULL \
             AND s.ends_at > $2 ORDER BY s.started_at DESC, s.id DESC"
        ),
        args![staff, now],
    )
}

/// Writes a new session.
pub fn insert_session(
    desk: &mut Desk<'_>,
    token_hash: &str,
    device: &str,
    ends_at: Instant,
) -> Result<Id<noun::Session>, Refusal> {
    let id = desk.id();
    desk.exec(
        sql!(
            "INSERT INTO sessions (id, staff_id, chosen_branch, token_hash, device, \
             started_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7)"
        ),
        args![id, desk.who(), desk.branch(), token_hash, device, desk.now(), ends_at],
    )?;
    Ok(id)
}

/// Whose a session is, unless it has ended.
pub fn find_open_session(
    reader: &mut Reader<'_>,
    session: Id<noun::Session>,
) -> Result<Option<Id<noun::Staff>>, store::Error> {
    let whose: Option<(Id<noun::Staff>,)> = reader.find(
        sql!("SELECT staff_id FROM sessions WHERE id = $1 AND ended_at IS NULL"),
        args![session],
    )?;
    Ok(whose.map(|(staff,)| staff))
}

/// Ends a session.
pub fn mark_ended(desk: &mut Desk<'_>, session: Id<noun::Session>) -> Result<u64, Refusal> {
    desk.exec(
        sql!("UPDATE sessions SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL"),
        args![session, desk.now()],
    )
}

/// Notes that a session was used.
pub fn mark_seen(desk: &mut Desk<'_>, session: Id<noun::Session>) -> Result<u64, Refusal> {
    desk.exec(
        sql!("UPDATE sessions SET seen_at = $2 WHERE id = $1 AND ended_at IS NULL"),
        args![session, desk.now()],
    )
}

/// Ends every session of a person: her password or her roles have changed.
pub fn mark_all_ended(desk: &mut Desk<'_>, staff: Id<noun::Staff>) -> Result<u64, Refusal> {
    desk.exec(
        sql!("UPDATE sessions SET ended_at = $2 WHERE staff_id = $1 AND ended_at IS NULL"),
        args![staff, desk.now()],
    )
}

/// Lets a session go on in another branch; 0 when the session is not hers.
pub fn mark_branch(
    desk: &mut Desk<'_>,
    session: Id<noun::Session>,
    branch: Id<noun::Branch>,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE sessions SET chosen_branch = $3 \
             WHERE id = $1 AND staff_id = $2 AND ended_at IS NULL"
        ),
        args![session, desk.who(), branch],
    )
}

/// A link that is still good.
pub struct SignInLink {
    /// Whom it signs in.
    pub staff: Id<noun::Staff>,
}
from_row!(SignInLink { staff });

/// The person a link signs in.
pub fn find_link(
    reader: &mut Reader<'_>,
    token_hash: &str,
    now: Instant,
) -> Result<Option<SignInLink>, store::Error> {
    reader.find(
        sql!(
            "SELECT staff_id FROM sign_in_links \
             WHERE token_hash = $1 AND ends_at > $2 AND staff_id IS NOT NULL \
             AND (used_at IS NULL OR good = 'again')"
        ),
        args![token_hash, now],
    )
}

/// Whether a set-up link is good: no company yet, and not run out.
pub fn find_set_up_link(
    reader: &mut Reader<'_>,
    token_hash: &str,
    now: Instant,
) -> Result<Option<(i64,)>, store::Error> {
    reader.find(
        sql!(
            "SELECT made_at FROM sign_in_links WHERE token_hash = $1 AND ends_at > $2 \
             AND staff_id IS NULL AND NOT EXISTS (SELECT 1 FROM branches WHERE id > 0)"
        ),
        args![token_hash, now],
    )
}

/// Uses up a link of the person at the desk; 0 when it is not hers or is good no more.
pub fn mark_link_used(desk: &mut Desk<'_>, token_hash: &str) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE sign_in_links SET used_at = $3 WHERE token_hash = $1 AND staff_id = $2 \
             AND ends_at > $3 AND (used_at IS NULL OR good = 'again')"
        ),
        args![token_hash, desk.who(), desk.now()],
    )
}

/// Writes a link; without a person it is a set-up link.
pub fn insert_link(
    desk: &mut Desk<'_>,
    token_hash: &str,
    staff: Option<Id<noun::Staff>>,
    good: LinkUse,
    ends_at: Instant,
) -> Result<(), Refusal> {
    let good = match good {
        LinkUse::Once => "once",
        LinkUse::Again => "again",
    };
    desk.exec(
        sql!(
            "INSERT INTO sign_in_links (token_hash, staff_id, made_at, ends_at, good) \
             VALUES ($1, $2, $3, $4, $5)"
        ),
        args![token_hash, staff, desk.now(), ends_at, good],
    )?;
    Ok(())
}

/// A token that is good now.
pub struct Token {
    /// For whom it acts.
    pub staff: Id<noun::Staff>,
    /// In which branch.
    pub branch: Id<noun::Branch>,
    /// What it may do: `payments:write`.
    pub scopes: Vec<String>,
}

/// The token behind a hash, unless it was revoked, has run out, or its person has left.
pub fn find_token(
    reader: &mut Reader<'_>,
    token_hash: &str,
    now: Instant,
) -> Result<Option<Token>, store::Error> {
    let row: Option<(Id<noun::Staff>, Id<noun::Branch>, String)> = reader.find(
        sql!(
            "SELECT t.staff_id, t.chosen_branch, t.scopes FROM tokens t \
             JOIN staff p ON p.id = t.staff_id \
             WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND p.left_at IS NULL \
             AND (t.ends_at IS NULL OR t.ends_at > $2)"
        ),
        args![token_hash, now],
    )?;
    Ok(row.map(|(staff, branch, scopes)| Token {
        staff,
        branch,
        scopes: scopes.split(' ').map(str::to_owned).collect(),
    }))
}

/// Writes a token.
pub fn insert_token(
    desk: &mut Desk<'_>,
    name: &str,
    scopes: &str,
    token_hash: &str,
    ends_at: Option<Instant>,
) -> Result<Id<noun::Token>, Refusal> {
    let id = desk.id();
    desk.exec(
        sql!(
            "INSERT INTO tokens (id, staff_id, chosen_branch, name, scopes, token_hash, \
             made_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        ),
        args![id, desk.who(), desk.branch(), name, scopes, token_hash, desk.now(), ends_at],
    )?;
    Ok(id)
}

/// Revokes a token; 0 when there is none that is good.
pub fn mark_revoked(desk: &mut Desk<'_>, token: Id<noun::Token>) -> Result<u64, Refusal> {
    desk.exec(
        sql!("UPDATE tokens SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL"),
        args![token, desk.now()],
    )
}

/// A person's password as it is kept, and how often it was lately mistyped.
pub struct Password {
    /// Who.
    pub staff: Id<noun::Staff>,
    /// The Argon2id hash in PHC form.
    pub hash: Option<String>,
    /// Failures since the last success.
    pub failures: i64,
    /// The last failure.
    pub failed_at: Option<Instant>,
}
from_row!(Password { staff, hash, failures, failed_at });

/// The password behind an e-mail address, of people who still work here.
pub fn find_password(
    reader: &mut Reader<'_>,
    email: &str,
) -> Result<Option<Password>, store::Error> {
    reader.find(
        sql!(
            "SELECT s.id, s.password_hash, COALESCE(f.failures, 0), f.last_at FROM staff s \
             LEFT JOIN password_failures f ON f.staff_id = s.id \
             WHERE s.email = $1 AND s.left_at IS NULL"
        ),
        args![email],
    )
}

/// Keeps a new password's hash.
pub fn mark_password(
    desk: &mut Desk<'_>,
    staff: Id<noun::Staff>,
    hash: &str,
) -> Result<u64, Refusal> {
    desk.exec(sql!("UPDATE staff SET password_hash = $2 WHERE id = $1"), args![staff, hash])
}

/// Counts a mistyped password; those of before yesterday are forgotten.
pub fn mark_failure(desk: &mut Desk<'_>, staff: Id<noun::Staff>) -> Result<(), Refusal> {
    let yesterday = desk.now().plus_seconds(-24 * 60 * 60);
    desk.exec(
        sql!(
            "INSERT INTO password_failures (staff_id, failures, last_at) VALUES ($1, 1, $2) \
             ON CONFLICT (staff_id) DO UPDATE SET failures = CASE \
             WHEN password_failures.last_at < $3 THEN 1 \
             ELSE password_failures.failures + 1 END, last_at = excluded.last_at"
        ),
        args![staff, desk.now(), yesterday],
    )?;
    Ok(())
}

/// Forgets the mistyped ones after a success.
pub fn mark_success(desk: &mut Desk<'_>, staff: Id<noun::Staff>) -> Result<(), Refusal> {
    desk.exec(sql!("UPDATE password_failures SET failures = 0 WHERE staff_id = $1"), args![staff])?;
    Ok(())
}
