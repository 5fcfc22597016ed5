//! The proof in the background: asked for by a person, or every night by itself.

use super::prove;
use super::record::RecordProof;
use office::Refusal;
use office::jobs::{Daily, JobKind, Work};

/// The job behind a proof that somebody asked for, and behind the night's.
pub const PROVE_JOB: JobKind = JobKind { name: "proof.prove", title: "Prove the books", work };

/// Every branch's books are proved once a night, when the branch wants it.
pub const NIGHTLY: Daily = Daily {
    name: "proof.nightly",
    kind: PROVE_JOB.name,
    title: "The night's proof",
    from_minute: |reader, branch| Ok(settings::preferences::minute(reader, branch, "proof_at")?),
};

fn work(work: &mut Work<'_>) -> Result<(), Refusal> {
    let (job, branch) = (work.job.id, work.job.branch);
    let read_at = work.office().now();
    let proof = work.office().read(|reader| {
        let branch = office::records::find_branch(reader, branch)?;
        prove(reader, branch.as_slice())
    })?;
    let checks = proof.checks;
    work.run(1, RecordProof { job, read_at, checks })?;
    Ok(())
}
