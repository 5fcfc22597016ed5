//! Add an account to the chart.

use super::words::{AccountKind, Side};
use super::{Account, KEEP, records};
use office::{Command, Desk, Duty, Problems, Refusal, Scope, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Adds an account to the company's chart.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct AddAccount {
    /// Its number, four digits, such as 6620.
    pub number: i64,
    /// Its name, such as "Termite equipment".
    pub name: String,
    /// Asset, liability, equity, revenue or expense.
    pub kind: AccountKind,
    /// The side on which it normally stands, when it is not the usual one of its kind.
    pub normal: Option<Side>,
}

/// An account was added.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct AccountAdded {
    /// The account; its id is its number.
    pub account: Id<noun::Account>,
}

impl Command for AddAccount {
    const NAME: &'static str = "accounts.add";
    const TITLE: &'static str = "Add an account";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::Makes;
    const SCOPE: Scope = Scope::Company;
    type Receipt = AccountAdded;

    fn problems(&self) -> Problems {
        Problems::none()
            .when(
                !(1000..=9999).contains(&self.number),
                "number",
                "Enter four digits, 1000 to 9999.",
            )
            .when(!is_name(&self.name), "name", NAME_WORDS)
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<AccountAdded, Refusal> {
        let account = Account(self.number);
        if let Some(known) = records::find_account(desk, account)? {
            return Err(Refusal::conflict_with(
                "accounts.number_taken",
                format!("{} is {} already. Enter another number.", self.number, known.name),
                format!("/accounts/{}", self.number),
                "See the account",
            ));
        }
        let normal = self.normal.unwrap_or(self.kind.usual_side());
        records::insert_account(desk, account, self.name.trim(), self.kind, normal)?;
        desk.subject(account.id());
        Ok(AccountAdded { account: account.id() })
    }
}

/// What to enter for a name.
pub(super) const NAME_WORDS: &str = "Enter a name of up to 80 letters.";

/// Whether it will do for an account's name.
pub(super) fn is_name(name: &str) -> bool {
    (1..=80).contains(&name.trim().chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::bench;

    fn traps(number: i64) -> AddAccount {
        AddAccount {
            number,
            name: " Termite equipment ".into(),
            kind: AccountKind::Expense,
            normal: None,
        }
    }

    #[test]
    fn adds_an_account_with_the_usual_side_of_its_kind() {
        let bench = bench();
        let added = bench.run(traps(6620)).unwrap();
        let row = bench.read(|reader| records::find_account(reader, added.account.into()));
        let row = row.unwrap().expect("the account is there");
        assert_eq!(
            (&*row.name, row.kind, row.normal),
            ("Termite equipment", AccountKind::Expense, Side::Debit)
        );
        let contra = AddAccount { normal: Some(Side::Credit), ..traps(1595) };
        let added = bench.run(AddAccount { kind: AccountKind::Asset, ..contra }).unwrap();
        let row = bench.read(|reader| records::find_account(reader, added.account.into()));
        assert_eq!(row.unwrap().expect("the account is there").normal, Side::Credit);
    }

    #[test]
    fn refuses_a_number_that_is_taken_or_not_of_four_digits() {
        let bench = bench();
        let taken = bench.run(traps(1100)).unwrap_err();
        assert_eq!(taken.code(), "accounts.number_taken");
        assert!(taken.words().contains("Accounts receivable"), "{}", taken.words());
        assert_eq!(bench.run(traps(99)).unwrap_err().code(), "invalid");
        let blank = AddAccount { name: "  ".into(), ..traps(6620) };
        assert_eq!(bench.run(blank).unwrap_err().words(), format!("name: {NAME_WORDS}"));
    }

    #[test]
    fn takes_the_duty_and_stands_in_the_companys_journal() {
        let bench = bench();
        let refusal = bench.run_as(bench.stranger, traps(6620)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: KEEP });
        bench.run(traps(6620)).unwrap();
        assert_eq!(bench.journal_length(), 0, "the branch's own journal is not touched");
    }
}
