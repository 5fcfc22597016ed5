//! Close a bank account: nothing of it waits any more.

use super::{KEEP, records};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Closes a bank account of which nothing waits.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct CloseBankAccount {
    /// Which bank account.
    pub bank_account: Id<noun::BankAccount>,
}

/// It is closed.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct BankAccountClosed {
    /// The bank account.
    pub bank_account: Id<noun::BankAccount>,
}

impl Command for CloseBankAccount {
    const NAME: &'static str = "bank_accounts.close";
    const TITLE: &'static str = "Close a bank account";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("bank_account");
    type Receipt = BankAccountClosed;

    fn perform(self, desk: &mut Desk<'_>) -> Result<BankAccountClosed, Refusal> {
        let row = records::require_open(desk, self.bank_account)?;
        let (branch, today) = (desk.branch(), desk.today());
        let standing = records::standing(desk, branch, &row, today)?;
        let waiting = standing.unposted_items + standing.outstanding_items;
        if waiting > 0 || !standing.bank.is_zero() {
            return Err(Refusal::conflict_with(
                "bank_accounts.not_empty",
                format!(
                    "{} has {} at the bank, and {waiting} lines are not matched. Match them and \
                     take the money out first.",
                    row.name, standing.bank
                ),
                format!("/bank-accounts/{}", row.id),
                "See its lines",
            ));
        }
        records::mark_closed(desk, row.id)?;
        desk.change(row.id, &"open", &"closed")?;
        Ok(BankAccountClosed { bank_account: row.id })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank_accounts::OpenBankAccount;
    use crate::testing::Desktop;
    use books::accounts::OPERATING;
    use values::{Day, Money};

    fn open(desk: &Desktop, start: i64) -> Id<noun::BankAccount> {
        let open = OpenBankAccount {
            name: "Operating".into(),
            bank: "First Cedar Bank".into(),
            last4: "6789".into(),
            account: OPERATING.id(),
            starts_on: Day::ymd(2026, 3, 2),
            start_cents: Money::cents(start),
            outstanding: Vec::new(),
        };
        desk.run(open).unwrap().bank_account
    }

    #[test]
    fn an_empty_one_closes_once_and_its_account_is_free_again() {
        let desk = Desktop::new();
        let bank_account = open(&desk, 0);
        let refusal = desk.run_as(desk.stranger, CloseBankAccount { bank_account }).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: KEEP });
        desk.run(CloseBankAccount { bank_account }).unwrap();
        let again = desk.refused(CloseBankAccount { bank_account });
        assert_eq!(again.code(), "bank_accounts.closed");
        open(&desk, 0);
    }

    #[test]
    fn one_with_money_in_it_stays() {
        let desk = Desktop::new();
        let bank_account = open(&desk, 100);
        let refusal = desk.refused(CloseBankAccount { bank_account });
        assert_eq!(refusal.code(), "bank_accounts.not_empty");
    }
}
