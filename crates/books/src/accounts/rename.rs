//! Give an account another name. Its number, and all that was posted, stay.

use super::add::{NAME_WORDS, is_name};
use super::{KEEP, records};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Scope, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Renames an account.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct RenameAccount {
    /// Which account, by its number.
    pub account: Id<noun::Account>,
    /// Its new name.
    pub name: String,
    /// The version the form was filled from.
    pub seen: i64,
}

/// An account was renamed.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct AccountRenamed {
    /// Which account.
    pub account: Id<noun::Account>,
    /// What it was called before.
    pub before: String,
    /// Its version now.
    pub version: i64,
}

impl Command for RenameAccount {
    const NAME: &'static str = "accounts.rename";
    const TITLE: &'static str = "Rename an account";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("account");
    const SCOPE: Scope = Scope::Company;
    type Receipt = AccountRenamed;

    fn problems(&self) -> Problems {
        Problems::none().when(!is_name(&self.name), "name", NAME_WORDS)
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<AccountRenamed, Refusal> {
        let row = records::find_account(desk, self.account.into())?
            .ok_or(Refusal::NotFound { what: "account" })?;
        if row.version != self.seen {
            return Err(Refusal::conflict(
                "accounts.changed_meanwhile",
                format!("It was renamed to {} meanwhile. Look again, then rename it.", row.name),
            ));
        }
        let name = self.name.trim();
        let version = row.version + 1;
        records::mark_renamed(desk, row.account, name, version)?;
        desk.change(self.account, &row.name, &name)?;
        Ok(AccountRenamed { account: self.account, before: row.name, version })
    }

    fn reversal(receipt: &AccountRenamed) -> Option<Errand> {
        Some(Errand::of(RenameAccount {
            account: receipt.account,
            name: receipt.before.clone(),
            seen: receipt.version,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::bench;

    fn rename(account: i64, name: &str, seen: i64) -> RenameAccount {
        RenameAccount { account: Id::new(account), name: name.into(), seen }
    }

    #[test]
    fn renames_and_takes_it_back() {
        let bench = bench();
        let receipt = bench.run(rename(6700, "Software and hosting", 1)).unwrap();
        assert_eq!((&*receipt.before, receipt.version), ("Software", 2));
        let errand = RenameAccount::reversal(&receipt).expect("it can be undone");
        bench.office.errand(bench.slip(), errand, office::Mode::Now).unwrap();
        let row = bench.read(|reader| records::find_account(reader, receipt.account.into()));
        let row = row.unwrap().expect("the account is there");
        assert_eq!((&*row.name, row.version), ("Software", 3));
    }

    #[test]
    fn refuses_a_stale_form_a_blank_name_and_no_such_account() {
        let bench = bench();
        bench.run(rename(6700, "Programs", 1)).unwrap();
        let stale = bench.run(rename(6700, "Licenses", 1)).unwrap_err();
        assert_eq!(stale.code(), "accounts.changed_meanwhile");
        assert!(stale.words().contains("Programs"), "{}", stale.words());
        assert_eq!(bench.run(rename(6700, " ", 2)).unwrap_err().code(), "invalid");
        assert_eq!(bench.run(rename(6999, "Ghost", 1)).unwrap_err().code(), "not_found");
        let refusal = bench.run_as(bench.stranger, rename(6700, "Mine", 2)).unwrap_err();
        assert_eq!(refusal.code(), "not_allowed");
    }
}
