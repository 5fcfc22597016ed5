//! What a balance is called, how old it is, and what agreements bring in a year.

use front_desk::agreements::records::Agreement;
use ui::Meaning;
use values::{Day, Money};

/// The standing of a balance in one mark and word: "Paid up", "Current", "38 days".
pub fn balance_word(
    owed: Money,
    unapplied: Money,
    oldest_due_on: Option<Day>,
    today: Day,
) -> (Meaning, String) {
    let late = oldest_due_on.map_or(0, |due| due.days_until(today));
    match (owed.is_zero(), unapplied.is_zero()) {
        (true, true) => (Meaning::Good, String::from("Paid up")),
        (true, false) => (Meaning::Good, String::from("In credit")),
        (false, _) if late <= 0 => (Meaning::Good, String::from("Current")),
        (false, _) => (Meaning::Late, days(late)),
    }
}

/// The same, once the account itself stands in the way: "Do not service", "Merged".
pub fn standing_word(standing: &str) -> Option<(Meaning, String)> {
    let (meaning, word) = match standing {
        "do_not_service" => (Meaning::Wrong, "Do not service"),
        "merged" => (Meaning::Watch, "Merged"),
        "inactive" => (Meaning::Watch, "Inactive"),
        "prospect" => (Meaning::Watch, "Prospect"),
        _ => return None,
    };
    Some((meaning, word.to_owned()))
}

/// What a customer's standing agreements bring in a year, less what is taken off.
pub fn annual_value(agreements: &[Agreement], today: Day) -> Money {
    let in_force = agreements.iter().filter(|agreement| is_in_force(agreement, today));
    in_force.map(|agreement| yearly(agreement, today)).sum()
}

/// Whether visits are to be expected of it: neither cancelled nor over.
pub fn is_in_force(agreement: &Agreement, today: Day) -> bool {
    use front_desk::agreements::AgreementStanding::{Active, OnHold};
    matches!(agreement.standing(today), Active | OnHold)
}

fn yearly(agreement: &Agreement, today: Day) -> Money {
    let visits = i64::try_from(agreement.schedule.visits_per_year()).unwrap_or(0);
    agreement.net_on(today).times(visits)
}

/// "1 day", "38 days".
pub fn days(count: i64) -> String {
    match count {
        1 => String::from("1 day"),
        count => format!("{count} days"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Day = Day::ymd(2026, 3, 2);

    fn word(owed: i64, unapplied: i64, due: Option<Day>) -> String {
        balance_word(Money::cents(owed), Money::cents(unapplied), due, TODAY).1
    }

    #[test]
    fn a_balance_is_called_by_its_oldest_charge() {
        assert_eq!(word(0, 0, None), "Paid up");
        assert_eq!(word(0, 500, None), "In credit");
        assert_eq!(word(6420, 0, Some(TODAY)), "Current", "the due day itself is not late");
        assert_eq!(word(6420, 0, Some(Day::ymd(2026, 3, 1))), "1 day");
        assert_eq!(word(6420, 500, Some(Day::ymd(2026, 1, 23))), "38 days");
    }
}
