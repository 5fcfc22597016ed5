//! Keep exemption certificates: papers by which a customer owes no sales tax in some states,
//! from a day until a day. An invoice is free of tax by the certificates of its own day; one
//! that ran out or was withdrawn frees nothing that is billed after it.
//!
//! Read first: [`RecordExemption`], [`unless_exempt`].

mod listing;
mod pages;
mod record;
pub mod records;
mod withdraw;

pub use record::{ExemptionCause, ExemptionRecorded, RecordExemption};
pub use withdraw::{ExemptionWithdrawn, WithdrawExemption};

use office::{Duty, NounEntry, entry};
use settings::rule_packs::TaxAnswer;
use store::Reader;
use values::{Day, Id, noun};

/// To see exemption certificates.
pub const READ: Duty = Duty::new("exemptions.read", "See exemption certificates");

/// To record and withdraw exemption certificates.
pub const KEEP: Duty = Duty::new("exemptions.keep", "Keep exemption certificates");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "exemptions",
    title: "Exemption certificates",
    sentence: "Who owes no sales tax, in which states, until when, and by which certificate.",
    read: READ,
    commands: &[entry::<RecordExemption>(), entry::<WithdrawExemption>()],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[],
};

/// What the rules say of a line's tax, unless a certificate of the customer's frees it on
/// that day. Nothing is looked up where nothing is taxed.
pub fn unless_exempt(
    reader: &mut Reader<'_>,
    answer: TaxAnswer,
    (branch, customer): (Id<noun::Branch>, Id<noun::Customer>),
    state: &str,
    on: Day,
) -> Result<TaxAnswer, store::Error> {
    let TaxAnswer::Taxed(_) = answer else { return Ok(answer) };
    let valid = records::list_valid(reader, branch, customer, on)?;
    let holds = valid.into_iter().find(|one| one.states.split(' ').any(|known| known == state));
    Ok(match holds {
        Some(one) => {
            let cause = one.cause.title().to_lowercase();
            TaxAnswer::Exempt(format!("{cause}, certificate {}", one.number))
        }
        None => answer,
    })
}
