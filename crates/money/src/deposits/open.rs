//! Open the day's deposit. The first cash, check or money order of a day does it by itself.

use super::{COUNT, records};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// Opens the day's deposit, or answers the one that is open and not counted.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct OpenDeposit {}

/// There is a deposit that takes the day's money.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct DepositOpened {
    /// The deposit.
    pub deposit: Id<noun::Deposit>,
    /// Its number.
    pub number: String,
    /// The day whose money it takes.
    pub day: Day,
}

impl Command for OpenDeposit {
    const NAME: &'static str = "deposits.open";
    const TITLE: &'static str = "Open the day's deposit";
    const DUTY: Duty = COUNT;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = DepositOpened;

    fn perform(self, desk: &mut Desk<'_>) -> Result<DepositOpened, Refusal> {
        let (branch, day) = (desk.branch(), desk.today());
        if let Some(deposit) = records::find_taking(desk, branch, day)? {
            let number = records::require(desk, deposit)?.number;
            return Ok(DepositOpened { deposit, number, day });
        }
        let place = records::count_of_day(desk, branch, day)? + 1;
        let number = number_of(day, place);
        let deposit = desk.id();
        records::insert_deposit(desk, deposit, &number, day, place)?;
        desk.search_put(deposit, &format!("deposit {number} {day}"))?;
        desk.subject(deposit);
        Ok(DepositOpened { deposit, number, day })
    }
}

/// `DB-0302` for the first deposit of March 2, `DB-0302-2` for the second.
fn number_of(day: Day, place: i64) -> String {
    let first = format!("DB-{:02}{:02}", day.month(), day.day());
    match place {
        1 => first,
        _ => format!("{first}-{place}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Desktop, check};

    #[test]
    fn a_deposit_is_named_by_its_day() {
        let day = Day::ymd(2026, 3, 2);
        assert_eq!(number_of(day, 1), "DB-0302");
        assert_eq!(number_of(day, 3), "DB-0302-3");
    }

    #[test]
    fn one_is_open_until_it_is_counted() {
        let desk = Desktop::new();
        let first = desk.run(OpenDeposit {}).unwrap();
        assert_eq!(desk.run(OpenDeposit {}).unwrap(), first);
        desk.post(desk.rivera, check("1042"), 12_733);
        desk.count_all(first.deposit);
        let second = desk.run(OpenDeposit {}).unwrap();
        assert_eq!(second.number, "DB-0302-2");
        let next = desk.post(desk.rivera, check("1043"), 100);
        assert_eq!(next.deposit, Some(second.deposit), "what comes in later goes into the next");
    }

    #[test]
    fn it_takes_the_duty() {
        let desk = Desktop::new();
        let refusal = desk.run_as(desk.stranger, OpenDeposit {}).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: COUNT });
    }
}
