//! What looking after an office reads of its rows.

use store::{Reader, args, sql};
use values::Instant;

/// When the last line of any journal was written.
pub fn find_latest_line(reader: &mut Reader<'_>) -> Result<Option<Instant>, store::Error> {
    let (at,): (Option<Instant>,) = reader.one(
        sql!(
            "SELECT MAX(j.at) FROM journal_heads h \
             JOIN journal j ON j.branch_id = h.branch_id AND j.sequence = h.sequence"
        ),
        args![],
    )?;
    Ok(at)
}

/// What an engine says of how safely it writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// SQLite's `synchronous` of this connection: 2 is full.
    SqliteSynchronous,
    /// PostgreSQL's default of `synchronous_commit`.
    SynchronousCommit,
    /// PostgreSQL's `fsync`.
    Fsync,
    /// PostgreSQL's `full_page_writes`.
    FullPageWrites,
}

/// An engine's own setting; blank when it has none of the name. The text is the engine's
/// own, so it is no statement of both.
pub fn find_setting(reader: &mut Reader<'_>, setting: Setting) -> Result<String, store::Error> {
    let text = match setting {
        Setting::SqliteSynchronous => "SELECT CAST(synchronous AS TEXT) FROM pragma_synchronous",
        Setting::SynchronousCommit => {
            "SELECT reset_val FROM pg_settings WHERE name = 'synchronous_commit'"
        }
        Setting::Fsync => "SELECT setting FROM pg_settings WHERE name = 'fsync'",
        Setting::FullPageWrites => {
            "SELECT setting FROM pg_settings WHERE name = 'full_page_writes'"
        }
    };
    let rows: Vec<(String,)> = reader.all_text(text, &[])?;
    Ok(rows.into_iter().next().map(|(value,)| value).unwrap_or_default())
}
