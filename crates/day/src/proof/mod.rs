//! Prove the books: everything that must always hold, counted from the rows and compared.
//!
//! The proofs of the books and of money come from their rooms; here they are gathered with
//! those about the house itself: numbers without holes, the journal's chain, rows that point
//! somewhere. Nothing is repaired. `daybook verify` runs all of it; every night it is done in the
//! background, and the pages Proof and Today show what was found.
//!
//! Read first: [`prove`], then `chain.rs`.

mod ask;
mod chain;
mod job;
mod meaning;
mod numbering;
mod pages;
mod pointers;
mod record;
pub mod records;
mod slips;
#[cfg(test)]
mod story;

pub use ask::{AskProof, ProofAsked};
pub use job::{NIGHTLY, PROVE_JOB};
pub use meaning::Meant;

use office::records::BranchFace;
use office::{Duty, NounEntry, Refusal, entry, page, slip};
use serde::{Deserialize, Serialize};
use store::Reader;

/// See whether the books are proved.
pub const READ: Duty = Duty::new("proof.read", "See whether the books are proved");

/// Have the books proved.
pub const ASK: Duty = Duty::new("proof.ask", "Have the books proved");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "proof",
    title: "Proof",
    sentence: "Whether everything that must always hold does hold, counted from the rows.",
    read: READ,
    commands: &[entry::<AskProof>()],
    pages: &[page("/proof", READ, pages::show)],
    listings: &[],
    gates: &[],
};

/// One thing that was proved or found wanting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Check {
    /// Stable name: `trial_balance`.
    pub name: String,
    /// Whether it holds.
    pub ok: bool,
    /// What was compared, or what is wrong and where to look first.
    pub detail: String,
}

/// Everything that was checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// Whether every check holds.
    pub proved: bool,
    /// The checks, those of the ledger first.
    pub checks: Vec<Check>,
}

impl Proof {
    /// The proof that these checks make.
    pub fn of(checks: Vec<Check>) -> Proof {
        Proof { proved: checks.iter().all(|check| check.ok), checks }
    }

    /// How many checks fail.
    pub fn failed(&self) -> usize {
        self.checks.iter().filter(|check| !check.ok).count()
    }
}

/// Proves the books of these branches, and the company's journal. All is read in the
/// caller's one snapshot; no table is kept in memory.
pub fn prove(reader: &mut Reader<'_>, branches: &[BranchFace]) -> Result<Proof, Refusal> {
    let company = office::records::find_branch(reader, slip::company())?
        .ok_or(Refusal::NotFound { what: "company" })?;
    let mut gathered = Gathered::default();
    for branch in branches {
        for proof in books::proofs(reader, branch.id)? {
            gathered.take(branch, check_of(proof));
        }
        for proof in money::proofs(reader, branch.id)? {
            gathered.take(branch, check_of(proof));
        }
        for proof in billing::deferrals::proofs(reader, branch.id)? {
            gathered.take(branch, check_of(proof));
        }
        for proof in billing::sales_taxes::proofs(reader, branch.id)? {
            gathered.take(branch, check_of(proof));
        }
        for proof in collections::write_offs::proofs(reader, branch.id)? {
            gathered.take(branch, check_of(proof));
        }
        for proof in safekeeping::proofs(reader, branch.id)? {
            gathered.take(branch, check_of(proof));
        }
        gathered.take(branch, slips::one_deposit(reader, branch.id)?);
        for check in numbering::numbering(reader, branch)? {
            gathered.take(branch, check);
        }
        gathered.take(branch, pointers::pointers(reader, branch.id)?);
    }
    for branch in branches.iter().chain([&company]) {
        gathered.take(branch, chain::chain(reader, branch)?);
        gathered.take(branch, slips::once_keys(reader, branch.id)?);
        gathered.take(branch, slips::subjects(reader, branch.id)?);
    }
    Ok(Proof::of(gathered.checks()))
}

fn check_of(proof: books::Proof) -> Check {
    Check { name: proof.name.into(), ok: proof.ok, detail: proof.detail }
}

/// Checks of one name over several branches, as one.
#[derive(Default)]
struct Gathered(Vec<(String, Vec<(String, Check)>)>);

impl Gathered {
    fn take(&mut self, branch: &BranchFace, check: Check) {
        let known = self.0.iter_mut().find(|(name, _)| *name == check.name);
        match known {
            Some((_, checks)) => checks.push((branch.name.clone(), check)),
            None => {
                let name = check.name.clone();
                self.0.push((name, vec![(branch.name.clone(), check)]));
            }
        }
    }

    /// One branch speaks for itself, and so do several that say the same; else each is
    /// named, and only those that fail when any does.
    fn checks(self) -> Vec<Check> {
        let joined = |(name, checks): (String, Vec<(String, Check)>)| {
            let ok = checks.iter().all(|(_, check)| check.ok);
            let told: Vec<&(String, Check)> =
                checks.iter().filter(|(_, check)| check.ok == ok).collect();
            let first = told.first().map_or("", |(_, check)| &*check.detail);
            let detail = match ok && told.iter().all(|(_, check)| check.detail == first) {
                true => first.to_owned(),
                false => told
                    .iter()
                    .map(|(branch, check)| format!("{branch}: {}", check.detail))
                    .collect::<Vec<_>>()
                    .join(" "),
            };
            Check { name, ok, detail }
        };
        self.0.into_iter().map(joined).collect()
    }
}
