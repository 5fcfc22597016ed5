//! The job that reads a statement: all of its new lines in one transaction, then what the rules
//! can match by themselves in another.

use super::look::look;
use super::records;
use super::refuse::RefuseBankFile;
use super::take::TakeBankFile;
use crate::bank_accounts::find_bank_account;
use crate::bank_lines::MatchByRules;
use office::jobs::{JobKind, Work};
use office::{Office, Refusal};
use serde::{Deserialize, Serialize};
use std::io::Read;
use std::sync::Arc;
use values::{Id, noun};

/// The job behind [`super::StartBankImport`].
pub const READ_FILE: JobKind =
    JobKind { name: "bank_imports.read", title: "Take a statement in", work: read_file };

/// What the job is asked with.
#[derive(Serialize, Deserialize, Clone, Copy, Debug)]
pub(super) struct ToRead {
    pub bank_import: Id<noun::BankImport>,
}

fn read_file(work: &mut Work<'_>) -> Result<(), Refusal> {
    let ToRead { bank_import } = work.payload()?;
    let branch = work.job.branch;
    let row =
        work.office().read(|reader| Ok(records::find_import(reader, branch, bank_import)?))?;
    let row = row.ok_or(Refusal::NotFound { what: "bank file" })?;
    if row.is_over() {
        return Ok(());
    }
    let bytes = bytes_of(work.office(), &row.file)?;
    let mapping: Option<formats::statements::Mapping> = serde_json::from_str(&row.mapping)?;
    let seen = work.office().read(|reader| {
        let account = find_bank_account(reader, branch, row.bank_account)?
            .ok_or(Refusal::NotFound { what: "bank account" })?;
        Ok(look(reader, branch, &account, &bytes, mapping.as_ref())?)
    })?;
    let rows = i64::try_from(seen.new.len()).unwrap_or(i64::MAX) + seen.known;
    work.know(rows)?;
    let seen = Arc::new(seen);
    if let Some(why) = seen.refused.clone() {
        work.run(0, RefuseBankFile { bank_import, why: why.clone(), seen })?;
        return Err(Refusal::invalid("file", why));
    }
    work.run(0, TakeBankFile { job: work.job.id, bank_import, seen })?;
    work.run(1, MatchByRules { bank_account: row.bank_account, bank_import: Some(bank_import) })?;
    work.know(rows)
}

/// The bytes of a file on the shelf. One byte more than the largest file is read, so that a
/// longer one is seen to be longer.
pub(crate) fn bytes_of(office: &Office, mark: &str) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let most = u64::try_from(formats::letters::LONGEST_FILE).unwrap_or(u64::MAX) + 1;
    let mut file = office.shelf().open(mark)?.take(most);
    file.read_to_end(&mut bytes)
        .map_err(|error| Refusal::invalid("file", format!("It cannot be read: {error}.")))?;
    Ok(bytes)
}
