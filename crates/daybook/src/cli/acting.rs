//! Who acts at the console: the operator, or a staff member by name, in one branch.

use crate::open::{self, Place};
use office::{Done, Door, Errand, Mode, Office, Refusal, Slip, slip};
use values::{Id, noun};

/// An open office and the person at its console.
pub struct Console {
    /// The office.
    pub office: Office,
    /// Who acts.
    pub who: Id<noun::Staff>,
    /// In which branch.
    pub branch: Id<noun::Branch>,
}

/// Whether a command may begin a new office where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begins {
    /// It opens the first branch.
    Yes,
    /// Anything else: a misspelt folder should be noticed.
    No,
}

impl Console {
    /// Opens the office and finds the person and the branch.
    pub fn open(
        place: &Place,
        name: Option<&str>,
        number: Option<&str>,
        begins: Begins,
    ) -> Result<Console, Refusal> {
        if !place.is_used() && begins == Begins::No {
            return Err(Refusal::conflict(
                "data.empty",
                format!(
                    "There is no office in {}. Start one with daybook serve, \
                     or see one with daybook demo.",
                    place.data.display()
                ),
            ));
        }
        let office = open::office(place, open::clock()?)?;
        let (who, branch) = office.read(|reader| {
            let branches = office::records::list_branches(reader)?;
            let branch = match number {
                Some(number) => branches.iter().find(|branch| branch.number == number),
                None => branches.first(),
            };
            let branch = match (branch, number) {
                (Some(branch), _) => branch.id,
                (None, None) => slip::company(),
                (None, Some(_)) => return Err(Refusal::NotFound { what: "branch" }),
            };
            let who = match name {
                None => slip::operator(),
                Some(name) => settings::staff::records::find_by_name(reader, name)?
                    .ok_or(Refusal::NotFound { what: "staff member" })?,
            };
            Ok((who, branch))
        })?;
        Ok(Console { office, who, branch })
    }

    /// A slip for a command at the console.
    pub fn slip(&self, once: Option<&str>) -> Slip {
        Slip {
            who: self.who,
            branch: self.branch,
            door: Door::Console,
            once: once.map(str::to_owned),
            at: self.office.now(),
        }
    }

    /// The calendar and the clocks of the branch.
    pub fn wall(&self) -> Result<values::Wall, Refusal> {
        let me = self.office.read(|reader| self.office.me(reader, self.who, self.branch))?;
        Ok(values::Wall::at(self.office.now(), &me.zone))
    }

    /// Runs a command.
    pub fn run(&self, errand: Errand, once: Option<&str>, mode: Mode) -> Result<Done, Refusal> {
        self.office.errand(self.slip(once), errand, mode)
    }
}
