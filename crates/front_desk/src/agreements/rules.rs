//! What follows from an agreement by arithmetic: its visits, its end, its value, the days
//! to think it over. No database; what may change with a day is a rule of `rule_packs`.

use super::words::SoldAt;
use settings::rule_packs;
use values::recurrence::{Recurrence, Step};
use values::{Day, Frequency, Money, Rate, WorkCalendar};

/// What decides an agreement's visits.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// When visits recur; its anchor is the day the agreement starts, or the day an earlier
    /// one started from which it was transferred.
    pub schedule: Recurrence,
    /// The price of a visit, by its day.
    pub prices: Prices,
    /// The price of the first, heavier visit, where there is one.
    pub initial_price: Option<Money>,
}

/// What a visit costs: the price that was signed, and later ones, each from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prices {
    /// The price that was signed.
    pub signed: Money,
    /// The later ones in the order of their days; of two with one day the last holds.
    pub later: Vec<(Day, Money)>,
}

impl From<Money> for Prices {
    fn from(signed: Money) -> Prices {
        Prices { signed, later: Vec::new() }
    }
}

impl store::FromValue for Prices {
    const SORT: &'static str = "a price";

    fn from_value(value: store::V<'_>) -> Option<Prices> {
        Money::from_value(value).map(Prices::from)
    }
}

impl Prices {
    /// The price of a visit whose nominal day is this one.
    pub fn on(&self, day: Day) -> Money {
        let holds = self.later.iter().rev().find(|(from, _)| *from <= day);
        holds.map_or(self.signed, |(_, price)| *price)
    }

    /// The lowest price that was ever agreed.
    pub fn lowest(&self) -> Money {
        let later = self.later.iter().map(|(_, price)| *price);
        later.fold(self.signed, Money::min)
    }

    /// The changes that are to come.
    pub fn changes_after(&self, day: Day) -> impl Iterator<Item = (Day, Money)> + '_ {
        self.later.iter().copied().filter(move |(from, _)| *from > day)
    }
}

/// A visit an agreement promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedVisit {
    /// The day the rule says; bands and the next visit are counted from it.
    pub nominal: Day,
    /// The working day it is planned on, on or after it.
    pub scheduled: Day,
    /// What it costs.
    pub price: Money,
    /// The first visit or one of the regular ones.
    pub part: VisitPart,
}

/// Which part of the agreement a visit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VisitPart {
    /// The first, heavier visit.
    Initial,
    /// A regular visit.
    Regular,
}

impl Plan {
    /// The visits with a nominal day on or after `from`, moved to working days, in order.
    ///
    /// Where there is an initial visit it is on the day the agreement starts, and the first
    /// regular one follows no sooner than its frequency's band allows: quarterly from March
    /// 2 on the second Tuesday is March 2, June 9, September 8.
    pub fn visits_from<'p>(
        &'p self,
        from: Day,
        calendar: &'p WorkCalendar,
    ) -> impl Iterator<Item = PlannedVisit> + 'p {
        let starts_on = self.schedule.anchor;
        let initial = self.initial_price.filter(|_| starts_on >= from).map(|price| PlannedVisit {
            nominal: starts_on,
            scheduled: calendar.on_or_after(starts_on),
            price,
            part: VisitPart::Initial,
        });
        let regular_from = match self.initial_price {
            Some(_) => self.first_regular_from(),
            None => Some(starts_on),
        };
        let regular = regular_from.into_iter().flat_map(move |first| {
            let visits = self.schedule.visits_from(from.max(first), calendar);
            visits.map(|visit| PlannedVisit {
                nominal: visit.nominal,
                scheduled: visit.scheduled,
                price: self.prices.on(visit.nominal),
                part: VisitPart::Regular,
            })
        });
        initial.into_iter().chain(regular)
    }

    /// The earliest nominal day of a regular visit after an initial one; nothing when the
    /// initial visit is the only one.
    fn first_regular_from(&self) -> Option<Day> {
        let frequency = self.schedule.frequency;
        let starts_on = self.schedule.anchor;
        let next = match frequency.step() {
            Step::Days(days) => starts_on.plus_days(days),
            Step::Months(months) => starts_on.plus_months(months),
            Step::Never => return None,
        };
        Some(next.plus_days(-frequency.band_days()).max(starts_on.plus_days(1)))
    }

    /// What the visits up to and with `last` come to.
    pub fn value_until(&self, last: Day) -> Money {
        let every_day =
            WorkCalendar { rest_days: Default::default(), ..WorkCalendar::field_work([]) };
        self.visits_from(self.schedule.anchor, &every_day)
            .take_while(|visit| visit.nominal <= last)
            .map(|visit| visit.price)
            .sum()
    }
}

/// The last day of a term; nothing when it runs until it is cancelled.
pub fn ends_on(starts_on: Day, term_months: i64, frequency: Frequency) -> Option<Day> {
    match (frequency, term_months) {
        (Frequency::OneTime, _) => Some(starts_on),
        (_, 0) => None,
        (_, months) => Some(starts_on.plus_months(months).plus_days(-1)),
    }
}

/// The day at whose midnight the buyer may no longer change her mind for nothing; nothing
/// when the rules of the day of signing give her no such time.
pub fn cooling_off(sold_at: SoldAt, signed_on: Day, value: Money) -> Option<Day> {
    let rule = rule_packs::cooling_off(sold_at.word(), signed_on)?;
    (value >= rule.floor).then(|| rule.ends_on(signed_on))
}

/// What is left of a price after a discount.
pub fn net(price: Money, discount: Rate) -> Money {
    price - discount.of(price)
}

#[cfg(test)]
mod tests {
    use super::*;
    use values::Weekday;
    use values::recurrence::{Nth, NthWeekday, Placement};

    fn quarterly(initial_price: Option<Money>) -> Plan {
        Plan {
            schedule: Recurrence::new(Frequency::Quarterly, Day::ymd(2026, 3, 2)),
            prices: Money::cents(11_900).into(),
            initial_price,
        }
    }

    fn days(plan: &Plan, from: Day, many: usize) -> Vec<(i16, i8, i8)> {
        let calendar = rule_packs::field_calendar(Day::ymd(2026, 3, 2));
        let visits = plan.visits_from(from, &calendar).take(many);
        visits.map(|visit| visit.scheduled).map(|d| (d.year(), d.month(), d.day())).collect()
    }

    #[test]
    fn visits_begin_with_the_initial_one_and_keep_the_anchor() {
        let plan = quarterly(Some(Money::cents(19_900)));
        let start = Day::ymd(2026, 3, 2);
        let calendar = rule_packs::field_calendar(Day::ymd(2026, 3, 2));
        let all: Vec<PlannedVisit> = plan.visits_from(start, &calendar).take(3).collect();
        assert_eq!(all[0].part, VisitPart::Initial);
        assert_eq!(all[0].price, Money::cents(19_900));
        assert_eq!((all[1].part, all[1].price), (VisitPart::Regular, Money::cents(11_900)));
        // June 2, September 2, December 2 are working days.
        let expected = [(2026, 3, 2), (2026, 6, 2), (2026, 9, 2), (2026, 12, 2)];
        assert_eq!(days(&plan, start, 4), expected);
        assert_eq!(days(&plan, Day::ymd(2026, 3, 3), 2), expected[1..3]);
    }

    #[test]
    fn a_placement_soon_after_the_initial_visit_waits_for_its_turn() {
        let mut plan = quarterly(Some(Money::cents(19_900)));
        plan.schedule = plan.schedule.placed(Placement::NthWeekday(NthWeekday {
            nth: Nth::Second,
            weekday: Weekday::Tuesday,
        }));
        let start = Day::ymd(2026, 3, 2);
        assert_eq!(days(&plan, start, 3), [(2026, 3, 2), (2026, 6, 9), (2026, 9, 8)]);
        plan.initial_price = None;
        assert_eq!(days(&plan, start, 3), [(2026, 3, 10), (2026, 6, 9), (2026, 9, 8)]);
    }

    #[test]
    fn sundays_and_holidays_move_the_visit_only() {
        let mut plan = quarterly(None);
        // December 25, 2026 is a Friday; March 25, 2027 a Thursday.
        plan.schedule = Recurrence::new(Frequency::Quarterly, Day::ymd(2026, 12, 25));
        assert_eq!(days(&plan, Day::ymd(2026, 12, 1), 2), [(2026, 12, 26), (2027, 3, 25)]);
    }

    #[test]
    fn a_single_visit_is_the_initial_one_alone() {
        let mut plan = quarterly(Some(Money::cents(5_000)));
        plan.schedule = Recurrence::new(Frequency::OneTime, Day::ymd(2026, 3, 2));
        assert_eq!(days(&plan, Day::ymd(2026, 3, 2), 3), [(2026, 3, 2)]);
        plan.initial_price = None;
        assert_eq!(days(&plan, Day::ymd(2026, 3, 2), 3), [(2026, 3, 2)]);
    }

    #[test]
    fn a_year_s_value_is_the_initial_visit_and_three_more() {
        let plan = quarterly(Some(Money::cents(19_900)));
        let ends = ends_on(Day::ymd(2026, 3, 2), 12, Frequency::Quarterly).expect("an end");
        assert_eq!(ends, Day::ymd(2027, 3, 1));
        assert_eq!(plan.value_until(ends), Money::cents(19_900 + 3 * 11_900));
        assert_eq!(quarterly(None).value_until(ends), Money::cents(4 * 11_900));
    }

    #[test]
    fn the_law_gives_time_to_think_only_away_from_our_office() {
        let signed = Day::ymd(2026, 11, 25);
        let hundred = Money::dollars(100);
        assert_eq!(cooling_off(SoldAt::Office, signed, hundred), None);
        // Handbook T43.
        assert_eq!(cooling_off(SoldAt::Home, signed, hundred), Some(Day::ymd(2026, 11, 30)));
        assert_eq!(cooling_off(SoldAt::Home, signed, Money::cents(2_499)), None);
        assert_eq!(cooling_off(SoldAt::Elsewhere, signed, hundred), None);
        let more = Money::dollars(130);
        assert_eq!(cooling_off(SoldAt::Elsewhere, signed, more), Some(Day::ymd(2026, 11, 30)));
    }

    #[test]
    fn a_visit_costs_what_holds_on_its_nominal_day() {
        let (june, december) = (Day::ymd(2026, 6, 2), Day::ymd(2026, 12, 1));
        let mut plan = quarterly(None);
        // The price of June 2 was set twice; the last one holds.
        plan.prices.later = vec![
            (june, Money::cents(12_900)),
            (june, Money::cents(12_500)),
            (december, Money::cents(13_000)),
        ];
        let calendar = rule_packs::field_calendar(Day::ymd(2026, 3, 2));
        let prices: Vec<Money> = plan
            .visits_from(Day::ymd(2026, 3, 2), &calendar)
            .take(4)
            .map(|visit| visit.price)
            .collect();
        assert_eq!(prices, [11_900, 12_500, 12_500, 13_000].map(Money::cents));
        assert_eq!(plan.prices.lowest(), Money::cents(11_900));
        assert_eq!(plan.prices.changes_after(june).count(), 1);
    }

    #[test]
    fn a_discount_is_off_the_price() {
        assert_eq!(net(Money::cents(11_900), Rate::percent(5)), Money::cents(11_305));
    }
}
