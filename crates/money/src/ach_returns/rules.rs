//! What follows a return code, and whether too many come back.

use crate::returns::{Fee, ReturnCause};
use formats::nacha::{Retry, ReturnCode};
use values::{Day, WorkCalendar};

/// What follows a return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AfterReturn {
    /// The same debit goes into a file again on this day.
    Again(Day),
    /// It was tried as often as is allowed: the mandate is held.
    Hold,
    /// The mandate ends.
    End,
    /// Somebody mends what is wrong and says so.
    Mend,
}

/// What follows a code when the debit has been tried again `tried` times.
pub(super) fn after(
    code: &ReturnCode,
    tried: i64,
    first_settled_on: Day,
    today: Day,
    banking: &WorkCalendar,
) -> AfterReturn {
    match code.retry {
        Retry::TwiceIn180Days => {
            let on = banking.plus(today, 1);
            let is_in_time = code.retry.last_day(first_settled_on).is_some_and(|last| on <= last);
            match tried < i64::from(code.retry.times()) && is_in_time {
                true => AfterReturn::Again(on),
                false => AfterReturn::Hold,
            }
        }
        Retry::Never | Retry::NewAuthorization => AfterReturn::End,
        Retry::Corrected | Retry::CorrectedIn60Days => AfterReturn::Mend,
    }
}

/// Why the payment came back, as returns are counted.
pub(super) fn cause(code: &str) -> ReturnCause {
    match code {
        "R01" | "R09" => ReturnCause::Funds,
        "R02" | "R03" | "R04" => ReturnCause::Account,
        "R08" => ReturnCause::Stopped,
        "R05" | "R07" | "R10" | "R11" | "R29" | "R51" => ReturnCause::Unauthorized,
        _ => ReturnCause::Other,
    }
}

/// A fee is charged for want of funds only, as NACHA allows one return fee for R01 and R09.
pub(super) fn fee(code: &str) -> Fee {
    match code {
        "R01" | "R09" => Fee::Standard,
        _ => Fee::Waived { why: format!("No fee for {code}") },
    }
}

/// How many of so many debits came back, in hundredths of a percent, rounded half up.
pub(super) fn rate_hundredths(returned: i64, debits: i64) -> i64 {
    match debits {
        0 => 0,
        debits => (returned * 20_000 + debits) / (2 * debits),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use formats::nacha::return_code;

    fn after_code(code: &str, tried: i64) -> AfterReturn {
        let (settled, today) = (Day::ymd(2026, 11, 25), Day::ymd(2026, 11, 30));
        let code = return_code(code).expect("a code");
        after(code, tried, settled, today, &WorkCalendar::banking())
    }

    #[test]
    fn want_of_funds_is_tried_twice_and_no_more() {
        let again = AfterReturn::Again(Day::ymd(2026, 12, 1));
        assert_eq!(after_code("R01", 0), again);
        assert_eq!(after_code("R09", 1), again);
        assert_eq!(after_code("R01", 2), AfterReturn::Hold);
        let late = after(
            return_code("R01").expect("a code"),
            0,
            Day::ymd(2026, 5, 1),
            Day::ymd(2026, 11, 30),
            &WorkCalendar::banking(),
        );
        assert_eq!(late, AfterReturn::Hold, "180 days are over");
    }

    #[test]
    fn leave_taken_back_and_closed_accounts_end_it() {
        for code in ["R02", "R07", "R08", "R10"] {
            assert_eq!(after_code(code, 0), AfterReturn::End, "{code}");
        }
    }

    /// Handbook T36: 480 debits; 2, 9 and 31 came back; a third unauthorized one is 0.63 %.
    #[test]
    fn t36_return_rates() {
        assert_eq!(rate_hundredths(2, 480), 42);
        assert_eq!(rate_hundredths(9, 480), 188);
        assert_eq!(rate_hundredths(31, 480), 646);
        assert_eq!(rate_hundredths(3, 480), 63);
        assert_eq!(rate_hundredths(3, 0), 0);
    }
}
