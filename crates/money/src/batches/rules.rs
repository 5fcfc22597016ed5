//! The tape of a batch, without a database: what was keyed, what of it is posted, what is left.

use values::Money;

/// Reads a keyed tape: one amount a line, `-` in front of one that strikes the last equal line.
pub fn read_tape(text: &str) -> Result<Vec<Money>, String> {
    let mut tape: Vec<Money> = Vec::new();
    for (line, typed) in (1..).zip(text.lines()) {
        if typed.trim().is_empty() {
            continue;
        }
        let amount = Money::parse(typed)
            .map_err(|error| format!("Line {line} of the tape: {}", error.message()))?;
        match amount {
            Money::ZERO => return Err(format!("Line {line} of the tape is nothing.")),
            amount if amount.is_positive() => tape.push(amount),
            strike => match tape.iter().rposition(|kept| *kept == -strike) {
                Some(place) => drop(tape.remove(place)),
                None => {
                    return Err(format!(
                        "Line {line} of the tape strikes {}, which does not stand above it.",
                        -strike
                    ));
                }
            },
        }
    }
    Ok(tape)
}

/// A tape held against what was posted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ticked {
    /// Each amount of the tape, and whether a posted line ticks it.
    pub lines: Vec<(Money, bool)>,
    /// Posted amounts that do not stand on the tape.
    pub beside: Vec<Money>,
}

impl Ticked {
    /// Ticks off a tape by posted amounts, each line once, in the order of the tape.
    pub fn of(tape: &[Money], posted: &[Money]) -> Ticked {
        let mut lines: Vec<(Money, bool)> = tape.iter().map(|amount| (*amount, false)).collect();
        let mut beside = Vec::new();
        for amount in posted {
            match lines.iter_mut().find(|(kept, ticked)| kept == amount && !ticked) {
                Some((_, ticked)) => *ticked = true,
                None => beside.push(*amount),
            }
        }
        Ticked { lines, beside }
    }

    /// What was keyed.
    pub fn total(&self) -> Money {
        self.lines.iter().map(|(amount, _)| *amount).sum()
    }

    /// How many lines are posted, and what they come to.
    pub fn posted(&self) -> (usize, Money) {
        self.count(|ticked| ticked)
    }

    /// How many lines are left to post, and what they come to.
    pub fn left(&self) -> (usize, Money) {
        self.count(|ticked| !ticked)
    }

    /// Whether tape and posting agree line by line.
    pub fn agrees(&self) -> bool {
        self.left().0 == 0 && self.beside.is_empty()
    }

    fn count(&self, wanted: fn(bool) -> bool) -> (usize, Money) {
        let lines = self.lines.iter().filter(|(_, ticked)| wanted(*ticked));
        lines.fold((0, Money::ZERO), |(count, sum), (amount, _)| (count + 1, sum + *amount))
    }

    /// What does not agree, in words: "5 left to post: 185.00, 118.40"; none when all does.
    pub fn off_words(&self, what: &str) -> Option<String> {
        let left: Vec<Money> =
            self.lines.iter().filter(|(_, ticked)| !ticked).map(|(amount, _)| *amount).collect();
        let list = |amounts: &[Money]| {
            let words: Vec<String> = amounts.iter().take(6).map(Money::to_string).collect();
            let more = if amounts.len() > 6 { " and more" } else { "" };
            format!("{}{more}", words.join(", "))
        };
        match (&left[..], &self.beside[..]) {
            ([], []) => None,
            (left, []) => Some(format!("{} {what} left to post: {}", left.len(), list(left))),
            ([], beside) => Some(format!("{what} posted beside the tape: {}", list(beside))),
            (left, beside) => Some(format!(
                "{} {what} left to post: {}; posted beside the tape: {}",
                left.len(),
                list(left),
                list(beside)
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cents(amounts: &[i64]) -> Vec<Money> {
        amounts.iter().map(|cents| Money::cents(*cents)).collect()
    }

    #[test]
    fn a_tape_is_read_line_by_line() {
        let tape = read_tape("127.33\n240\r\n\n 1,284.50 \n").unwrap();
        assert_eq!(tape, cents(&[12_733, 24_000, 128_450]));
        assert_eq!(read_tape("").unwrap(), []);
        let struck = read_tape("75.00\n75.00\n9.00\n-75.00").unwrap();
        assert_eq!(struck, cents(&[7_500, 900]), "the last equal line is struck");
        assert!(read_tape("75.00\nabc").unwrap_err().starts_with("Line 2"));
        assert!(read_tape("-75.00").unwrap_err().contains("does not stand"));
        assert!(read_tape("0").is_err());
    }

    /// The batch of the picture: 14 checks for 3,668.36, nine of them posted.
    #[test]
    fn what_is_left_is_the_tape_less_what_is_posted() {
        let tape = cents(&[
            12_733, 24_000, 9_632, 7_500, 19_264, 128_450, 31_000, 8_817, 64_200, 18_500, 11_840,
            9_600, 12_700, 8_600,
        ]);
        let ticked = Ticked::of(&tape, &tape[..9]);
        assert_eq!(ticked.total(), Money::cents(366_836));
        assert_eq!(ticked.posted(), (9, Money::cents(305_596)));
        assert_eq!(ticked.left(), (5, Money::cents(61_240)));
        let words = ticked.off_words("checks").unwrap();
        assert_eq!(words, "5 checks left to post: 185.00, 118.40, 96.00, 127.00, 86.00");
        assert!(!ticked.agrees());
        assert!(Ticked::of(&tape, &tape).agrees());
    }

    #[test]
    fn an_amount_that_was_never_keyed_is_seen() {
        let ticked = Ticked::of(&cents(&[100, 100]), &cents(&[100, 101]));
        assert_eq!(ticked.beside, cents(&[101]));
        let words = ticked.off_words("checks").unwrap();
        assert_eq!(words, "1 checks left to post: 1.00; posted beside the tape: 1.01");
    }

    proptest! {
        #[test]
        fn ticks_never_lose_or_make_an_amount(
            tape in prop::collection::vec(1_i64..50, 0..20),
            posted in prop::collection::vec(1_i64..50, 0..20),
        ) {
            let (tape, posted) = (cents(&tape), cents(&posted));
            let ticked = Ticked::of(&tape, &posted);
            let beside: Money = ticked.beside.iter().copied().sum();
            let sum: Money = posted.iter().copied().sum();
            prop_assert_eq!(ticked.posted().1 + beside, sum);
            prop_assert_eq!(ticked.posted().1 + ticked.left().1, ticked.total());
        }
    }
}
