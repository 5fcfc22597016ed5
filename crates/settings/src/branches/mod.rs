//! Branches: the service centers of the company, each with its number, its time zone and
//! its own books' numbering, periods and deposits.

mod name_company;
mod open;
mod pages;
pub mod records;
mod set_small_office;

pub use name_company::{CompanyNamed, NameCompany};
pub use open::{BranchOpened, OpenBranch};
pub use set_small_office::SetSmallOffice;

use office::{Duty, NounEntry, entry};

/// To open branches and change their particulars.
pub const MANAGE: Duty = Duty::new("branches.manage", "Manage branches");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "branches",
    title: "Branches",
    sentence: "The service centers of the company and where they are.",
    read: MANAGE,
    commands: &[entry::<OpenBranch>(), entry::<SetSmallOffice>(), entry::<NameCompany>()],
    pages: pages::PAGES,
    listings: &[],
    gates: &[],
};
