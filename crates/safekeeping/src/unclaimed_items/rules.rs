//! The arithmetic of money that nobody claims: what its owner did last, and when it may be set
//! aside. Which days follow from it is the rule pack's.

use books::stored_word;
use values::Day;

stored_word! {
    /// What its owner did last, as far as we know.
    Touch "a sign of the owner" {
        /// Nothing since it was hers.
        Made => "made" "It became hers",
        /// She paid something.
        Paid => "paid" "She paid",
        /// She called, wrote or came in.
        Spoke => "spoke" "She was in touch",
        /// She answered a letter about such money.
        Answered => "answered" "She answered our letter",
    }
}

/// The last thing its owner did. A day on which she did several counts as the plainest of them.
pub fn last_touch(
    made_on: Day,
    paid_on: Option<Day>,
    spoke_on: Option<Day>,
    answered_on: Option<Day>,
) -> (Day, Touch) {
    let signs = [(paid_on, Touch::Paid), (spoke_on, Touch::Spoke), (answered_on, Touch::Answered)];
    let signs = signs.into_iter().filter_map(|(day, touch)| day.map(|day| (day, touch)));
    signs.fold((made_on, Touch::Made), |last, sign| if sign.0 > last.0 { sign } else { last })
}

/// The first day on which it may be set aside: it is dormant, and whoever was written to has had
/// her days to answer. None while her letter is due and not out.
pub fn set_aside_from(
    dormant_on: Day,
    letter_on: Option<Day>,
    needs_letter: NeedsLetter,
    answer_days: i64,
) -> Option<Day> {
    match (letter_on, needs_letter) {
        (Some(letter_on), _) => Some(dormant_on.max(letter_on.plus_days(answer_days))),
        (None, NeedsLetter::No) => Some(dormant_on),
        (None, NeedsLetter::Yes) => None,
    }
}

/// Whether the law of her state wants a letter to her first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NeedsLetter {
    /// The amount is at or over the state's least.
    Yes,
    /// It is smaller.
    No,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: i8) -> Option<Day> {
        Some(Day::ymd(2020, 3, day))
    }

    #[test]
    fn the_latest_sign_counts() {
        let made = Day::ymd(2020, 3, 10);
        assert_eq!(last_touch(made, None, None, None), (made, Touch::Made));
        assert_eq!(last_touch(made, day(9), day(10), None), (made, Touch::Made));
        assert_eq!(last_touch(made, day(11), day(10), None).1, Touch::Paid);
        assert_eq!(last_touch(made, day(11), day(11), day(12)).1, Touch::Answered);
        assert_eq!(last_touch(made, day(11), day(13), day(12)).0, Day::ymd(2020, 3, 13));
    }

    #[test]
    fn who_was_written_to_has_her_days() {
        let (dormant, letter) = (Day::ymd(2025, 3, 2), Day::ymd(2026, 1, 5));
        let from = |letter, needs| set_aside_from(dormant, letter, needs, 30);
        assert_eq!(from(None, NeedsLetter::Yes), None);
        assert_eq!(from(None, NeedsLetter::No), Some(dormant));
        assert_eq!(from(Some(letter), NeedsLetter::Yes), Some(Day::ymd(2026, 2, 4)));
    }
}
