//! `daybook verify`: everything that must always hold, proved from the rows.

use super::require_office;
use crate::cli::output::{Form, say};
use crate::open::{self, Place};
use day::proof::{Check, Proof, prove};
use office::{Office, Refusal};

/// The exit code when something does not hold: the books say no.
const NOT_PROVED: u8 = 4;

/// Proves the office and prints each check.
pub fn run(place: &Place, form: Form) -> Result<u8, Refusal> {
    require_office(place)?;
    let office = open::office(place, open::clock()?)?;
    let proof = proof_of(&office)?;
    print(&proof, form)?;
    Ok(match proof.proved {
        true => 0,
        false => NOT_PROVED,
    })
}

/// Everything, of every branch; the engine's own check last.
pub fn proof_of(office: &Office) -> Result<Proof, Refusal> {
    let faults = office.db().integrity_check()?;
    let proved = office.read(|reader| {
        let branches = office::records::list_branches(reader)?;
        prove(reader, &branches)
    });
    let mut checks = match proved {
        Ok(proof) => proof.checks,
        // A damaged file may not even be read; that is the answer then.
        Err(_) if !faults.is_empty() => Vec::new(),
        Err(refusal) => return Err(refusal),
    };
    checks.push(Check {
        name: "file_is_sound".into(),
        ok: faults.is_empty(),
        detail: match faults.as_slice() {
            [] => "The database finds nothing wrong with itself.".into(),
            [only] => format!("{only}."),
            [first, rest @ ..] => format!("{first}, and {} more faults.", rest.len()),
        },
    });
    Ok(Proof::of(checks))
}

fn print(proof: &Proof, form: Form) -> Result<(), Refusal> {
    if form == Form::Json {
        say(serde_json::to_string(proof)?);
        return Ok(());
    }
    for check in &proof.checks {
        let word = match check.ok {
            true => "proved",
            false => "WRONG ",
        };
        say(format!("{word}  {}: {}", check.name, check.detail));
    }
    match proof.failed() {
        0 => say(format!("Everything is proved: {} checks.", proof.checks.len())),
        1 => say(format!("1 of {} checks fails.", proof.checks.len())),
        failed => say(format!("{failed} of {} checks fail.", proof.checks.len())),
    }
    Ok(())
}
