//! The handbook's schedules, and the promise that none ever drifts.

use proptest::prelude::*;

use super::*;
use crate::{Holiday, Weekday};

fn days(year: i16, days: &[(i8, i8)]) -> Vec<Day> {
    days.iter().map(|&(month, day)| Day::ymd(year, month, day)).collect()
}

fn fourth_thursday() -> Placement {
    Placement::NthWeekday(NthWeekday { nth: Nth::Fourth, weekday: Weekday::Thursday })
}

/// Handbook oracle T37: the anchor is kept through short months and ordinary years.
#[test]
fn t37_the_anchor_is_kept() {
    let monthly = Recurrence::new(Frequency::Monthly, Day::ymd(2026, 1, 31));
    let next: Vec<Day> = monthly.nominals().skip(1).take(5).collect();
    assert_eq!(next, days(2026, &[(2, 28), (3, 31), (4, 30), (5, 31), (6, 30)]));
    let yearly = Recurrence::new(Frequency::Yearly, Day::ymd(2024, 2, 29));
    let next: Vec<Day> = yearly.nominals().skip(1).take(4).collect();
    let expected = [(2025, 28), (2026, 28), (2027, 28), (2028, 29)];
    assert_eq!(next, expected.map(|(year, day)| Day::ymd(year, 2, day)));
}

/// Handbook oracle T39: the fourth Thursday of November is Thanksgiving.
#[test]
fn t39_holidays_move_the_visit_not_the_anchor() {
    let rule = Recurrence::new(Frequency::Monthly, Day::ymd(2026, 9, 24)).placed(fourth_thursday());
    let calendar = WorkCalendar::field_work([Holiday::ThanksgivingDay, Holiday::ChristmasDay]);
    let visits: Vec<Visit> = rule.visits_from(Day::ymd(2026, 9, 1), &calendar).take(4).collect();
    let nominal: Vec<Day> = visits.iter().map(|visit| visit.nominal).collect();
    let scheduled: Vec<Day> = visits.iter().map(|visit| visit.scheduled).collect();
    assert_eq!(nominal, days(2026, &[(9, 24), (10, 22), (11, 26), (12, 24)]));
    assert_eq!(scheduled, days(2026, &[(9, 24), (10, 22), (11, 27), (12, 24)]));
}

/// Handbook oracle T39: every four weeks is thirteen visits, not twelve.
#[test]
fn t39_every_four_weeks() {
    let rule = Recurrence::new(Frequency::EveryFourWeeks, Day::ymd(2026, 1, 5));
    let in_2026: Vec<Day> = rule.nominals().take_while(|day| day.year() == 2026).collect();
    assert_eq!(in_2026.len(), 13);
    assert_eq!(in_2026.last(), Some(&Day::ymd(2026, 12, 7)));
    assert_eq!(rule.nominals().nth(13), Some(Day::ymd(2027, 1, 4)));
}

#[test]
fn a_sunday_moves_to_monday() {
    let rule = Recurrence::new(Frequency::Monthly, Day::ymd(2026, 3, 1));
    let calendar = WorkCalendar::field_work([]);
    let visit = rule.visits_from(Day::ymd(2026, 3, 1), &calendar).next();
    let (nominal, scheduled) = (Day::ymd(2026, 3, 1), Day::ymd(2026, 3, 2));
    assert_eq!(visit, Some(Visit { nominal, scheduled }));
}

#[test]
fn seasons_and_skipped_months() {
    let april_to_october = Months::season(4, 10).unwrap();
    let mosquito =
        Recurrence::new(Frequency::Seasonal, Day::ymd(2026, 3, 15)).during(april_to_october);
    assert_eq!(mosquito.nominals().next(), Some(Day::ymd(2026, 4, 15)));
    assert_eq!(mosquito.nominals().nth(7), Some(Day::ymd(2027, 4, 15)));
    assert_eq!(mosquito.visits_per_year(), 7);
    assert_eq!(mosquito.words(), "monthly in season, Apr-Oct");
    let december_skipped = Recurrence::new(Frequency::Quarterly, Day::ymd(2026, 3, 10))
        .during(Months::of(&[12]).unwrap().without());
    let next: Vec<Day> = december_skipped.nominals().take(4).collect();
    assert_eq!(next[..3], days(2026, &[(3, 10), (6, 10), (9, 10)]));
    assert_eq!(next[3], Day::ymd(2027, 3, 10));
}

#[test]
fn a_placement_before_the_anchor_waits_a_month() {
    let rule = Recurrence::new(Frequency::Monthly, Day::ymd(2026, 3, 20))
        .placed(Placement::DayOfMonth(DayOfMonth { day: 5 }))
        .ending(Day::ymd(2026, 5, 31));
    let all: Vec<Day> = rule.nominals().collect();
    assert_eq!(all, days(2026, &[(4, 5), (5, 5)]));
    assert_eq!(rule.words(), "monthly on the 5th");
}

#[test]
fn the_next_visit_is_counted_from_the_rule_or_from_the_last() {
    let (nominal, completed) = (Day::ymd(2026, 3, 10), Day::ymd(2026, 3, 18));
    let quarterly = Recurrence::new(Frequency::Quarterly, nominal);
    assert_eq!(quarterly.next_due(nominal, completed), Some(Day::ymd(2026, 6, 10)));
    let every_four_weeks = Recurrence::new(Frequency::EveryFourWeeks, nominal);
    assert_eq!(every_four_weeks.next_due(nominal, completed), Some(Day::ymd(2026, 4, 15)));
    let lawn = Recurrence {
        counts_from: Some(CountsFrom::LastCompleted),
        ..Recurrence::new(Frequency::EveryOtherMonth, nominal)
            .during(Months::season(2, 10).unwrap())
    };
    assert_eq!(lawn.next_due(nominal, completed), Some(Day::ymd(2026, 5, 18)));
    let autumn = Day::ymd(2026, 10, 18);
    assert_eq!(lawn.next_due(autumn, autumn), Some(Day::ymd(2027, 2, 10)));
    let once = Recurrence::new(Frequency::OneTime, nominal);
    assert_eq!(once.nominals().collect::<Vec<_>>(), [nominal]);
    assert_eq!(once.next_due(nominal, completed), None);
    let ended = quarterly.ending(Day::ymd(2026, 6, 9));
    assert_eq!(ended.next_due(nominal, completed), None);
}

#[test]
fn visits_per_year_are_the_trade_s_figures() {
    let count = |code: &str| {
        let frequency = Frequency::parse(code).unwrap();
        Recurrence::new(frequency, Day::ymd(2026, 2, 10)).visits_per_year()
    };
    let codes = ["W", "EOW", "4W", "M", "BM", "Q", "TA", "SA", "A", "OT"];
    assert_eq!(codes.map(count), [52, 26, 13, 12, 6, 4, 3, 2, 1, 1]);
}

#[test]
fn names_what_makes_no_sense() {
    let anchor = Day::ymd(2026, 3, 10);
    let fields = |rule: Recurrence| -> Vec<&str> {
        rule.problems().iter().map(|problem| problem.field).collect()
    };
    let monthly = || Recurrence::new(Frequency::Monthly, anchor);
    assert!(fields(monthly()).is_empty());
    assert!(fields(monthly().placed(fourth_thursday())).is_empty());
    let day = Placement::DayOfMonth(DayOfMonth { day: 32 });
    assert_eq!(fields(monthly().placed(day)), ["placement"]);
    let weekly = Recurrence::new(Frequency::Weekly, anchor);
    assert_eq!(fields(weekly.placed(fourth_thursday())), ["placement"]);
    assert_eq!(fields(monthly().during(Months::ALL.without())), ["months"]);
    assert_eq!(fields(Recurrence::new(Frequency::Seasonal, anchor)), ["months"]);
    assert_eq!(fields(monthly().ending(Day::ymd(2026, 3, 9))), ["until"]);
    let never = Recurrence::new(Frequency::Quarterly, anchor).during(Months::of(&[1]).unwrap());
    assert_eq!(fields(never), ["months"]);
}

#[test]
fn travels_as_its_fields() {
    let json = serde_json::json!({"frequency": "Q", "anchor": "2026-03-10"});
    let rule: Recurrence = serde_json::from_value(json).unwrap();
    assert_eq!(rule, Recurrence::new(Frequency::Quarterly, Day::ymd(2026, 3, 10)));
    let json = serde_json::json!({"frequency": "Q", "anchor": "2026-03-10", "color": "red"});
    assert!(serde_json::from_value::<Recurrence>(json).is_err());
}

fn recurrences() -> impl Strategy<Value = Recurrence> {
    let placements = prop_oneof![
        Just(Placement::SameDay),
        (1_i8..=31).prop_map(|day| Placement::DayOfMonth(DayOfMonth { day })),
        (
            prop::sample::select(vec![Nth::First, Nth::Second, Nth::Third, Nth::Fourth, Nth::Last]),
            prop::sample::select(Weekday::ALL.to_vec()),
        )
            .prop_map(|(nth, weekday)| Placement::NthWeekday(NthWeekday { nth, weekday })),
    ];
    let months = prop::collection::vec(1_i8..=12, 1..12);
    (prop::sample::select(Frequency::ALL.to_vec()), 10_000_i64..40_000, placements, months)
        .prop_map(|(frequency, anchor, placement, months)| {
            Recurrence::new(frequency, Day::from_days_since_epoch(anchor))
                .placed(placement)
                .during(Months::of(&months).expect("months are in the year"))
        })
}

proptest! {
    #[test]
    fn monthly_schedules_never_drift(start in 0_i64..40_000, count in 0_usize..400) {
        let anchor = Day::from_days_since_epoch(start);
        let rule = Recurrence::new(Frequency::Monthly, anchor);
        let day = rule.nominals().nth(count).unwrap();
        prop_assert_eq!(day.day(), anchor.day().min(day.days_in_month()));
        prop_assert_eq!(day, anchor.plus_months(i64::try_from(count).unwrap()));
    }

    #[test]
    fn starting_late_skips_nothing(rule in recurrences(), late in -100_i64..2_000) {
        let from = rule.anchor.plus_days(late);
        let all: Vec<Day> = rule.nominals().filter(|day| *day >= from).take(8).collect();
        let late: Vec<Day> = rule.nominals_from(from).take(8).collect();
        prop_assert_eq!(late, all);
    }

    #[test]
    fn visits_stay_in_order_and_on_working_days(rule in recurrences()) {
        let calendar = WorkCalendar::field_work(Holiday::ALL);
        let visits: Vec<Visit> = rule.visits_from(rule.anchor, &calendar).take(30).collect();
        for pair in visits.windows(2) {
            prop_assert!(pair[0].nominal < pair[1].nominal);
        }
        for visit in visits {
            prop_assert!(visit.nominal >= rule.anchor);
            prop_assert!(rule.months.contains(visit.nominal.month()));
            prop_assert!(calendar.is_working_day(visit.scheduled));
            prop_assert!((0..=4).contains(&visit.nominal.days_until(visit.scheduled)));
        }
    }
}
