//! Post an adjustment by hand: what no document of the house posts, such as the bank's
//! monthly charge or a correction the accountant asks for.

use super::posting::post_adjustment;
use super::{POST, ReverseEntry};
use crate::accounts::{self, Account};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, Money, noun};

/// Posts an adjustment: debits that equal credits.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct PostEntry {
    /// The day it stands on; today when left out.
    pub day: Option<Day>,
    /// What it is for.
    pub memo: String,
    /// Its debits and credits.
    pub lines: Vec<AdjustmentLine>,
}

/// One debit or credit of an adjustment.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct AdjustmentLine {
    /// The account, by its number.
    pub account: Id<noun::Account>,
    /// The amount on the left side.
    pub debit_cents: Option<Money>,
    /// The amount on the right side.
    pub credit_cents: Option<Money>,
}

/// An adjustment was posted.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct EntryPosted {
    /// The entry.
    pub entry: Id<noun::Entry>,
    /// The day it stands on.
    pub day: Day,
    /// What its debits add up to.
    pub amount_cents: Money,
}

impl Command for PostEntry {
    const NAME: &'static str = "entries.post";
    const TITLE: &'static str = "Post an adjustment";
    const DUTY: Duty = POST;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = EntryPosted;

    fn problems(&self) -> Problems {
        let mut problems = Problems::none().when(
            self.memo.trim().is_empty(),
            "memo",
            "Say what the adjustment is for.",
        );
        if self.lines.len() < 2 {
            problems.add("lines", "Enter at least one debit and one credit.");
        }
        for (place, line) in self.lines.iter().enumerate() {
            if line.amount().is_none() {
                problems.add(
                    format!("lines[{place}].debit_cents"),
                    "Enter an amount above zero as a debit or as a credit, not both.",
                );
            }
        }
        if problems.is_empty()
            && let Some(words) = difference(&self.lines)
        {
            problems.add("lines", words);
        }
        problems
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<EntryPosted, Refusal> {
        let day = self.day.unwrap_or(desk.today());
        if day > desk.today() {
            return Err(Refusal::invalid("day", "Enter today or an earlier day."));
        }
        require_free_accounts(desk, &self.lines)?;
        let lines: Vec<_> = self
            .lines
            .iter()
            .filter_map(|line| line.amount().map(|amount| (line.account.into(), amount, None)))
            .collect();
        let entry = post_adjustment(desk, day, self.memo.trim(), &lines)?;
        desk.subject(entry);
        let amount_cents = self.lines.iter().filter_map(|line| line.debit_cents).sum();
        Ok(EntryPosted { entry, day, amount_cents })
    }

    fn reversal(receipt: &EntryPosted) -> Option<Errand> {
        Some(Errand::of(ReverseEntry {
            entry: receipt.entry,
            day: None,
            reason: String::from("Undone"),
        }))
    }
}

impl AdjustmentLine {
    /// A debit above zero, a credit below; none unless exactly one side is filled in.
    fn amount(&self) -> Option<Money> {
        let filled = |side: Option<Money>| side.filter(|amount| !amount.is_zero());
        match (filled(self.debit_cents), filled(self.credit_cents)) {
            (Some(debit), None) if debit.is_positive() => Some(debit),
            (None, Some(credit)) if credit.is_positive() => Some(-credit),
            _ => None,
        }
    }
}

/// By how much debits and credits differ, in words.
fn difference(lines: &[AdjustmentLine]) -> Option<String> {
    let sum = |sides: fn(&AdjustmentLine) -> Option<Money>| {
        lines.iter().filter_map(sides).try_fold(Money::ZERO, |sum, amount| sum.checked_add(amount))
    };
    let sides = (sum(|line| line.debit_cents), sum(|line| line.credit_cents));
    let (Some(debits), Some(credits)) = sides else {
        return Some(String::from("These amounts are too large. Look at them again."));
    };
    let off = (debits - credits).abs();
    (!off.is_zero()).then(|| {
        format!("Debits are {debits} and credits {credits}. Make them equal: they differ by {off}.")
    })
}

/// Accounts that only documents move, since a list beside the ledger must agree with them.
const KEPT_BY_DOCUMENTS: [(Account, &str); 6] = [
    (accounts::PETTY_CASH, "opening or changing a petty cash fund"),
    (accounts::RECEIVABLE, "an invoice, a credit or a payment"),
    (accounts::UNAPPLIED, "a payment or a credit"),
    (accounts::UNDEPOSITED, "a payment or a deposit"),
    (accounts::REFUNDS_PAYABLE, "a refund"),
    (accounts::UNCLAIMED, "setting aside unclaimed money"),
];

fn require_free_accounts(desk: &mut Desk<'_>, lines: &[AdjustmentLine]) -> Result<(), Refusal> {
    let mut problems = Problems::none();
    for (place, line) in lines.iter().enumerate() {
        let account = Account::from(line.account);
        let field = format!("lines[{place}].account");
        if let Some((_, document)) = KEPT_BY_DOCUMENTS.iter().find(|(kept, _)| *kept == account) {
            problems.add(field, format!("Only {document} moves {}. Post that instead.", account.0));
        } else if accounts::records::find_account(desk, account)?.is_none() {
            problems.add(field, format!("There is no account {}. Choose another.", account.0));
        }
    }
    match problems.is_empty() {
        true => Ok(()),
        false => Err(Refusal::Invalid(problems)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::{BANK_CHARGES, OPERATING, RECEIVABLE};
    use crate::entries::records;
    use crate::testing::bench;

    fn debit(account: Account, cents: i64) -> AdjustmentLine {
        let debit_cents = Some(Money::cents(cents));
        AdjustmentLine { account: account.id(), debit_cents, credit_cents: None }
    }

    fn credit(account: Account, cents: i64) -> AdjustmentLine {
        let credit_cents = Some(Money::cents(cents));
        AdjustmentLine { account: account.id(), debit_cents: None, credit_cents }
    }

    fn bank_charge(lines: Vec<AdjustmentLine>) -> PostEntry {
        PostEntry { day: None, memo: "Bank charge, February".into(), lines }
    }

    #[test]
    fn posts_on_today_as_its_own_document() {
        let bench = bench();
        let lines = vec![debit(BANK_CHARGES, 1_200), credit(OPERATING, 1_200)];
        let posted = bench.run(bank_charge(lines)).unwrap();
        assert_eq!(posted.day, Day::ymd(2026, 3, 2));
        assert_eq!(posted.amount_cents, Money::cents(1_200));
        let branch = bench.branch;
        let row = bench.read(|reader| records::find_entry(reader, branch, posted.entry));
        let row = row.unwrap().expect("the entry is there");
        assert_eq!((&*row.source, row.source_id), ("entry", posted.entry.get()));
        assert_eq!(row.who_name, "Dana Whitfield");
    }

    #[test]
    fn says_by_how_much_it_does_not_balance() {
        let bench = bench();
        let lines = vec![debit(BANK_CHARGES, 1_200), credit(OPERATING, 1_100)];
        let refusal = bench.run(bank_charge(lines)).unwrap_err();
        assert!(refusal.words().contains("they differ by 1.00"), "{}", refusal.words());
        let mut both = debit(BANK_CHARGES, 1_200);
        both.credit_cents = Some(Money::cents(1_200));
        let refusal = bench.run(bank_charge(vec![both, credit(OPERATING, 1)])).unwrap_err();
        assert!(refusal.words().contains("not both"), "{}", refusal.words());
        let huge = vec![debit(BANK_CHARGES, i64::MAX), debit(BANK_CHARGES, i64::MAX)];
        assert_eq!(bench.run(bank_charge(huge)).unwrap_err().code(), "invalid");
    }

    #[test]
    fn leaves_control_accounts_and_other_days_to_their_owners() {
        let bench = bench();
        let lines = vec![debit(RECEIVABLE, 1_200), credit(OPERATING, 1_200)];
        let refusal = bench.run(bank_charge(lines)).unwrap_err();
        assert!(refusal.words().contains("an invoice, a credit or a payment"));
        let ghost = vec![debit(Account(9999), 1_200), credit(OPERATING, 1_200)];
        assert!(bench.run(bank_charge(ghost)).unwrap_err().words().contains("no account 9999"));
        let lines = vec![debit(BANK_CHARGES, 1_200), credit(OPERATING, 1_200)];
        let tomorrow = PostEntry { day: Some(Day::ymd(2026, 3, 3)), ..bank_charge(lines.clone()) };
        assert_eq!(
            bench.run(tomorrow).unwrap_err(),
            Refusal::invalid("day", "Enter today or an earlier day.")
        );
        let refusal = bench.run_as(bench.stranger, bank_charge(lines)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: POST });
    }

    #[test]
    fn the_same_form_twice_posts_once() {
        let bench = bench();
        let lines = vec![debit(BANK_CHARGES, 1_200), credit(OPERATING, 1_200)];
        let slip = bench.slip();
        let first = bench.office.run(slip.clone(), bank_charge(lines.clone())).unwrap();
        let second = bench.office.run(slip, bank_charge(lines)).unwrap();
        assert_eq!(first, second);
        assert_eq!(bench.read(crate::testing::count_entries).unwrap(), 1);
    }
}
