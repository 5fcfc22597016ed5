//! Count the deposit: the drawer by denomination, checks and money orders by hand. Whoever
//! counts is not shown what was posted until the count is saved.

use super::drawer::{Drawer, Matter};
use super::rules::{Counted, OverShort, Tally, off_words};
use super::{COUNT, records, tolerance};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Saves what was counted. Counting again replaces the count, and the earlier one is kept.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct CountDeposit {
    /// Which deposit.
    pub deposit: Id<noun::Deposit>,
    /// The drawer by denomination.
    #[serde(default)]
    pub drawer: Drawer,
    /// What stays in the drawer; the branch's float when left out.
    #[serde(default)]
    pub float_cents: Option<Money>,
    /// The checks.
    #[serde(default)]
    pub checks: Tally,
    /// The money orders.
    #[serde(default)]
    pub money_orders: Tally,
}

/// The count is saved.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct DepositCounted {
    /// The deposit.
    pub deposit: Id<noun::Deposit>,
    /// Cash for the bank.
    pub cash_cents: Money,
    /// Cash over (above zero) or short (below).
    pub over_short_cents: Money,
    /// What goes to the bank.
    pub total_cents: Money,
    /// What does not agree yet, and what to do.
    pub still_open: Vec<String>,
}

impl Command for CountDeposit {
    const NAME: &'static str = "deposits.count";
    const TITLE: &'static str = "Count the deposit";
    const DUTY: Duty = COUNT;
    const SHAPE: Shape = Shape::ActsOn("deposit");
    type Receipt = DepositCounted;

    fn problems(&self) -> Problems {
        let is_negative = |amount: Money| amount.is_negative();
        let words = "Enter an amount, 0.00 for none.";
        let is_odd = |tally: Tally| (tally.items == 0) != tally.amount_cents.is_zero();
        let both = "Enter how many there are and what they come to.";
        Problems::none()
            .when(self.float_cents.is_some_and(is_negative), "float_cents", words)
            .when(is_negative(self.checks.amount_cents), "checks.amount_cents", words)
            .when(is_odd(self.checks), "checks.items", both)
            .when(is_negative(self.money_orders.amount_cents), "money_orders.amount_cents", words)
            .when(is_odd(self.money_orders), "money_orders.items", both)
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<DepositCounted, Refusal> {
        let row = records::require_open(desk, self.deposit)?;
        let float = self.float(desk)?;
        if self.drawer.total() < float {
            let words = format!(
                "The drawer holds {}, less than the float of {float} that stays in it. Count \
                 it again, or enter the float that stays.",
                self.drawer.total()
            );
            return Err(Refusal::invalid("float_cents", words));
        }
        let counted = Counted {
            currency: self.drawer.of(Matter::Currency),
            coin: self.drawer.of(Matter::Coin),
            float,
            checks: self.checks,
            money_orders: self.money_orders,
        };
        let branch = desk.branch();
        let before = records::find_count(desk, branch, self.deposit)?.map(|count| count.counted());
        records::insert_count(desk, self.deposit, &self.drawer, &counted)?;
        let totals = |counted: &Counted| [counted.cash(), counted.total()];
        desk.change(self.deposit, &before.as_ref().map(totals), &totals(&counted))?;
        let posted = records::posted(desk, branch, row.id)?;
        Ok(DepositCounted {
            deposit: self.deposit,
            cash_cents: counted.cash(),
            over_short_cents: counted.over_short(&posted),
            total_cents: counted.total(),
            still_open: still_open(desk, self.deposit)?,
        })
    }
}

impl CountDeposit {
    /// The float that stays. A drawer that was not counted at all holds no cash payments and
    /// no float either, as in a branch that takes checks only.
    fn float(&self, desk: &mut Desk<'_>) -> Result<Money, Refusal> {
        let branch = desk.branch();
        match self.float_cents {
            _ if self.drawer == Drawer::default() => Ok(Money::ZERO),
            Some(float) => Ok(float),
            None => Ok(settings::preferences::money(desk, branch, "drawer_float_cents")?),
        }
    }
}

/// What the count shows to be wrong, told once it is saved.
fn still_open(desk: &mut Desk<'_>, deposit: Id<noun::Deposit>) -> Result<Vec<String>, Refusal> {
    let branch = desk.branch();
    let row = records::require(desk, deposit)?;
    let tolerance = tolerance(desk, branch)?;
    let before = records::before_closing(desk, branch, &row, tolerance)?;
    Ok(before.before_signing().into_iter().filter_map(|one| one.hindrance).collect())
}

/// The difference of a counted deposit, or the refusal to explain what was not counted.
pub(super) fn require_difference(
    desk: &mut Desk<'_>,
    deposit: Id<noun::Deposit>,
) -> Result<(records::CountRow, OverShort), Refusal> {
    records::require_open(desk, deposit)?;
    let branch = desk.branch();
    let Some(count) = records::find_count(desk, branch, deposit)? else {
        return Err(Refusal::conflict(
            "deposits.not_counted",
            "Nothing was counted yet. Count the drawer first.",
        ));
    };
    let posted = records::posted(desk, branch, deposit)?;
    let difference = count.counted().over_short(&posted);
    match OverShort::of(difference, tolerance(desk, branch)?) {
        OverShort::Agrees => Err(Refusal::conflict(
            "deposits.agrees",
            "The cash agrees with what was posted. There is nothing to explain.",
        )),
        off => Ok((count, off)),
    }
}

/// "short 4.50" of a difference that needs explaining.
pub(super) fn words_of(off: OverShort) -> String {
    off_words(off.difference())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payments::Method;
    use crate::testing::{Desktop, check};

    fn drawer_t24() -> Drawer {
        Drawer {
            bills_100: 3,
            bills_50: 1,
            bills_20: 17,
            bills_10: 6,
            bills_5: 11,
            bills_1: 23,
            coins_25: 37,
            coins_10: 22,
            coins_5: 15,
            coins_1: 48,
            ..Drawer::default()
        }
    }

    fn count_of(deposit: Id<noun::Deposit>) -> CountDeposit {
        CountDeposit {
            deposit,
            drawer: Drawer::default(),
            float_cents: None,
            checks: Tally::default(),
            money_orders: Tally::default(),
        }
    }

    /// T24: float 200.00, expected 645.18, counted 640.68, short 4.50.
    #[test]
    fn t24_the_drawer_is_short_by_four_fifty() {
        let desk = Desktop::new();
        let deposit = desk.post(desk.rivera, Method::Cash, 64_518).deposit.unwrap();
        let count = CountDeposit { drawer: drawer_t24(), ..count_of(deposit) };
        let counted = desk.run(count).unwrap();
        assert_eq!(counted.cash_cents, Money::cents(64_068));
        assert_eq!(counted.over_short_cents, Money::cents(-450));
        let [cash] = &counted.still_open[..] else { panic!("{:?}", counted.still_open) };
        assert!(cash.contains("short 4.50"), "{cash}");
    }

    #[test]
    fn counting_again_keeps_the_first_count() {
        let desk = Desktop::new();
        let deposit = desk.post(desk.rivera, check("1042"), 12_733).deposit.unwrap();
        let wrong = CountDeposit { checks: Tally::of(1, 12_700), ..count_of(deposit) };
        assert_eq!(desk.run(wrong).unwrap().still_open.len(), 1);
        let right = CountDeposit { checks: Tally::of(1, 12_733), ..count_of(deposit) };
        assert!(desk.run(right).unwrap().still_open.is_empty());
        let counts =
            desk.read(|reader| records::list_counts(reader, desk.branch, deposit)).unwrap();
        let amounts: Vec<_> = counts.iter().map(|count| count.check_cents.as_cents()).collect();
        assert_eq!(amounts, [12_733, 12_700]);
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let desk = Desktop::new();
        let deposit = desk.run(crate::deposits::OpenDeposit {}).unwrap().deposit;
        let little = Drawer { bills_20: 1, ..Drawer::default() };
        let count = CountDeposit { drawer: little, ..count_of(deposit) };
        let refusal = desk.run(count).unwrap_err();
        assert!(matches!(&refusal, Refusal::Invalid(p) if p.of("float_cents").is_some()));
        let odd = CountDeposit { checks: Tally::of(2, 0), ..count_of(deposit) };
        assert_eq!(desk.run(odd).unwrap_err().status(), 422);
        let negative = CountDeposit { checks: Tally::of(1, -1), ..count_of(deposit) };
        assert_eq!(desk.run(negative).unwrap_err().status(), 422);
        let unknown = count_of(Id::new(999_999));
        assert_eq!(desk.run(unknown).unwrap_err(), Refusal::NotFound { what: "deposit" });
        let refusal = desk.run_as(desk.stranger, count_of(deposit)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: COUNT });
    }

    #[test]
    fn a_day_of_checks_only_needs_no_drawer() {
        let desk = Desktop::new();
        let deposit = desk.post(desk.rivera, check("1042"), 12_733).deposit.unwrap();
        let float_cents = Some(Money::dollars(200));
        let checks = Tally::of(1, 12_733);
        let counted = desk.run(CountDeposit { float_cents, checks, ..count_of(deposit) }).unwrap();
        assert_eq!((counted.cash_cents, counted.over_short_cents), (Money::ZERO, Money::ZERO));
        assert!(counted.still_open.is_empty());
    }

    #[test]
    fn the_branchs_float_holds_until_another_is_entered() {
        let desk = Desktop::new();
        let deposit = desk.post(desk.rivera, Method::Cash, 5_000).deposit.unwrap();
        let drawer = Drawer::holding(Money::dollars(250));
        let usual = CountDeposit { drawer, ..count_of(deposit) };
        assert_eq!(desk.run(usual).unwrap().cash_cents, Money::dollars(50));
        let float_cents = Some(Money::dollars(150));
        let other = CountDeposit { drawer, float_cents, ..count_of(deposit) };
        assert_eq!(desk.run(other).unwrap().cash_cents, Money::dollars(100));
    }
}
