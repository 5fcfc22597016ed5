//! Routing numbers of banks, whose last digit proves the others.

use std::fmt;

use values::ParseError;

/// The nine digits that name a bank, proven by their check digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoutingNumber(u32);

impl RoutingNumber {
    /// Reads nine digits; spaces and dashes do not count.
    pub fn parse(text: &str) -> Result<RoutingNumber, ParseError> {
        let mut digits = [0; 9];
        let mut count = 0;
        for letter in text.trim().chars().filter(|letter| !matches!(letter, ' ' | '-')) {
            match letter.to_digit(10) {
                Some(digit) if count < 9 => digits[count] = digit,
                _ => return Err(ParseError::new("Enter the nine digits of the routing number.")),
            }
            count += 1;
        }
        if count != 9 {
            return Err(ParseError::new("Enter the nine digits of the routing number."));
        }
        if check_digit(&digits[..8]) != digits[8] {
            return Err(ParseError::new(
                "The routing number's last digit does not fit the others; compare it with the \
                 check.",
            ));
        }
        Ok(RoutingNumber(digits.iter().fold(0, |number, digit| number * 10 + digit)))
    }

    /// The first eight digits, by which ACH records name a bank.
    pub fn prefix(self) -> u32 {
        self.0 / 10
    }
}

impl fmt::Display for RoutingNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:09}", self.0)
    }
}

/// The digit that makes the sum of the nine, weighted 3, 7, 1 over and over, divisible by ten
/// (ABA routing number policy).
fn check_digit(first_eight: &[u32]) -> u32 {
    let weighted = first_eight.iter().zip([3, 7, 1].iter().cycle());
    (10 - weighted.map(|(digit, weight)| digit * weight).sum::<u32>() % 10) % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Check digits of the handbook's worked numbers (T33).
    #[test]
    fn the_ninth_digit_proves_the_others() {
        for (first, last) in [
            ("06310727", '0'),
            ("26707744", '9'),
            ("01140149", '4'),
            ("11100061", '4'),
            ("12200024", '7'),
            ("12100035", '8'),
        ] {
            for digit in '0'..='9' {
                let read = RoutingNumber::parse(&format!("{first}{digit}"));
                assert_eq!(read.is_ok(), digit == last, "{first}{digit}");
            }
        }
        let routing = RoutingNumber::parse(" 0631-07270 ").unwrap();
        assert_eq!((routing.to_string().as_str(), routing.prefix()), ("063107270", 6_310_727));
        for text in ["", "06310727", "0631072700", "06310727O", "٠63107270"] {
            assert!(RoutingNumber::parse(text).is_err(), "{text}");
        }
    }
}
