//! Open a bank account: tie it to an account of the ledger, from a day and a balance on.

use super::{KEEP, records};
use crate::payments::posting::plain;
use books::accounts::{self, AccountKind, OPENING_BALANCES};
use books::entries::{self, NewEntry};
use books::{Account, Source};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, Money, noun};

/// Ties an account at a bank to the ledger.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct OpenBankAccount {
    /// What the office calls it: Operating.
    pub name: String,
    /// The bank's name.
    pub bank: String,
    /// The last four digits of its number; no more is kept.
    pub last4: String,
    /// The account of the ledger it is: 1000.
    pub account: Id<noun::Account>,
    /// The first day whose lines are taken from the bank.
    pub starts_on: Day,
    /// The bank's balance when that day began.
    pub start_cents: Money,
    /// Lines of the books from before that day which the bank did not have yet.
    #[serde(default)]
    pub outstanding: Vec<Id<noun::EntryLine>>,
}

/// It is open.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct BankAccountOpened {
    /// The bank account.
    pub bank_account: Id<noun::BankAccount>,
    /// What was posted to the opening balances, so that books and bank begin at one figure.
    pub difference_cents: Money,
}

impl Command for OpenBankAccount {
    const NAME: &'static str = "bank_accounts.open";
    const TITLE: &'static str = "Open a bank account";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = BankAccountOpened;

    fn problems(&self) -> Problems {
        let last4 = self.last4.trim();
        let is_last4 = last4.len() == 4 && last4.bytes().all(|byte| byte.is_ascii_alphanumeric());
        Problems::none()
            .when(self.name.trim().is_empty(), "name", "Enter what the office calls it.")
            .when(self.name.chars().count() > 60, "name", "Enter at most 60 letters.")
            .when(self.bank.trim().is_empty(), "bank", "Enter the bank's name.")
            .when(!is_last4, "last4", "Enter the last four digits only.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<BankAccountOpened, Refusal> {
        let branch = desk.branch();
        let account = Account(self.account.get());
        let Some(row) = accounts::records::find_account(desk, account)? else {
            return Err(Refusal::invalid("account", "Enter an account of the chart: 1000."));
        };
        if row.kind != AccountKind::Asset || accounts::CONTROLS.contains(&account) {
            return Err(Refusal::invalid("account", "Enter an account of cash: 1000."));
        }
        if let Some(known) = records::find_of_account(desk, branch, account)? {
            return Err(Refusal::conflict_with(
                "bank_accounts.account_taken",
                format!("{} {} is the account of {}.", account.0, row.name, known.name),
                format!("/bank-accounts/{}", known.id),
                "See it",
            ));
        }
        if self.starts_on > desk.today() {
            return Err(Refusal::invalid("starts_on", "Enter today or a day before."));
        }
        let before = self.starts_on.plus_days(-1);
        let booked = accounts::records::balance_at(desk, branch, account, before)?;
        let outstanding = records::sum_before(desk, account, self.starts_on, &self.outstanding)?;
        let difference = self.start_cents - (booked - outstanding);
        let bank_account = desk.id();
        let entry = match difference.is_zero() {
            true => None,
            false => Some(entries::post(
                desk,
                NewEntry {
                    day: self.starts_on,
                    memo: format!("{} begins with {}", self.name.trim(), self.start_cents),
                    source: Source::of(bank_account),
                    lines: vec![plain(account, difference), plain(OPENING_BALANCES, -difference)],
                },
            )?),
        };
        records::insert_bank_account(desk, bank_account, &self, entry)?;
        desk.subject(bank_account);
        Ok(BankAccountOpened { bank_account, difference_cents: difference })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Desktop, check};
    use books::accounts::OPERATING;

    /// The account with 1000, from March 2 on.
    fn operating(start: i64) -> OpenBankAccount {
        OpenBankAccount {
            name: "Operating".into(),
            bank: "First Cedar Bank".into(),
            last4: "6789".into(),
            account: OPERATING.id(),
            starts_on: Day::ymd(2026, 3, 2),
            start_cents: Money::cents(start),
            outstanding: Vec::new(),
        }
    }

    #[test]
    fn books_and_bank_begin_at_one_figure() {
        let desk = Desktop::new();
        let opened = desk.run(operating(2_150_000)).unwrap();
        assert_eq!(opened.difference_cents, Money::cents(2_150_000));
        assert_eq!(desk.balance(OPERATING), Money::cents(2_150_000));
        desk.assert_proved();
        assert_eq!(desk.refused(operating(0)).code(), "bank_accounts.account_taken");
    }

    #[test]
    fn what_the_bank_did_not_have_yet_waits_for_its_line() {
        let desk = Desktop::new();
        let deposit = desk.post(desk.rivera, check("1042"), 12_733).deposit.unwrap();
        desk.close(deposit);
        desk.next_day();
        let branch = desk.branch;
        let lines = desk.read(|reader| records::list_book_ids(reader, branch, OPERATING)).unwrap();
        let open = OpenBankAccount {
            starts_on: Day::ymd(2026, 3, 3),
            outstanding: lines,
            ..operating(500_000)
        };
        let opened = desk.run(open).unwrap();
        assert_eq!(opened.difference_cents, Money::cents(500_000));
        desk.assert_proved();
    }

    #[test]
    fn names_what_is_wrong_and_takes_the_duty() {
        let desk = Desktop::new();
        let full = OpenBankAccount { last4: "0123456789".into(), ..operating(0) };
        assert_eq!(desk.refused(full).status(), 422);
        let receivable =
            OpenBankAccount { account: books::accounts::RECEIVABLE.id(), ..operating(0) };
        assert_eq!(desk.refused(receivable).status(), 422);
        let ahead = OpenBankAccount { starts_on: Day::ymd(2026, 3, 3), ..operating(0) };
        assert_eq!(desk.refused(ahead).status(), 422);
        let stranger = OpenBankAccount { outstanding: vec![Id::new(1)], ..operating(0) };
        assert_eq!(desk.refused(stranger).status(), 422);
        let refusal = desk.run_as(desk.stranger, operating(0)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: KEEP });
    }
}
