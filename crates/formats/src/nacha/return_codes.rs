//! Why entries come back, by when they may, and whether they may be tried again.
//!
//! The table follows the NACHA Operating Rules, appendix 4, in our own words.

use values::{Day, WorkCalendar};

/// One reason for a return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReturnCode {
    /// `R01` and so on.
    pub code: &'static str,
    /// What it means, for the page.
    pub words: &'static str,
    /// How long the receiving bank may take.
    pub window: ReturnWindow,
    /// Whether the same entry may be sent again.
    pub retry: Retry,
    /// Which of the watched return rates it counts for.
    pub group: RateGroup,
}

/// How long the receiving bank may take to send an entry back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReturnWindow {
    /// It reaches our bank by the opening of the second banking day after settlement.
    TwoBankingDays,
    /// It reaches our bank by the opening of the banking day after the sixtieth calendar day.
    SixtyDays,
    /// It comes with the next file after the fault was seen; no day is promised.
    NextFile,
    /// Our own bank agreed to it; no day is promised.
    Agreed,
}

/// Whether an entry that came back may be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// At most twice within 180 days of the first settlement, unchanged but for the description
    /// `RETRY PYMT`.
    TwiceIn180Days,
    /// Only when the customer has authorized it anew.
    NewAuthorization,
    /// After the fault is mended, as a new entry.
    Corrected,
    /// A corrected entry within sixty days of the return, without a new authorization (R11).
    CorrectedIn60Days,
    /// Never.
    Never,
}

/// The return rates NACHA watches over sixty days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RateGroup {
    /// At most 0.5 percent of debits.
    Unauthorized,
    /// At most 3 percent of debits.
    Administrative,
    /// Counts for the overall rate only, at most 15 percent of debits.
    Other,
}

impl ReturnWindow {
    /// The last day a return in time can reach us, from the day the entry settled; `None` when
    /// no day is promised.
    pub fn last_day(self, settled_on: Day, banking: &WorkCalendar) -> Option<Day> {
        match self {
            ReturnWindow::TwoBankingDays => Some(banking.plus(settled_on, 2)),
            ReturnWindow::SixtyDays => Some(banking.on_or_after(settled_on.plus_days(60))),
            ReturnWindow::NextFile | ReturnWindow::Agreed => None,
        }
    }
}

impl Retry {
    /// How often the same entry may be sent again.
    pub fn times(self) -> u8 {
        match self {
            Retry::TwiceIn180Days => 2,
            _ => 0,
        }
    }

    /// The last day it may be sent again, from the day the first entry settled.
    pub fn last_day(self, first_settled_on: Day) -> Option<Day> {
        (self == Retry::TwiceIn180Days).then(|| first_settled_on.plus_days(180))
    }
}

/// The reason with this code; `None` when nobody knows it.
pub fn return_code(code: &str) -> Option<&'static ReturnCode> {
    RETURN_CODES.iter().find(|known| known.code == code)
}

use RateGroup::{Administrative, Other, Unauthorized};
use Retry::{Corrected, CorrectedIn60Days, Never, NewAuthorization, TwiceIn180Days};
use ReturnWindow::{Agreed, NextFile, SixtyDays, TwoBankingDays};

const fn row(
    code: &'static str,
    window: ReturnWindow,
    retry: Retry,
    group: RateGroup,
    words: &'static str,
) -> ReturnCode {
    ReturnCode { code, words, window, retry, group }
}

/// Every reason there is for the entries we send.
pub const RETURN_CODES: &[ReturnCode] = &[
    row("R01", TwoBankingDays, TwiceIn180Days, Other, "Insufficient funds"),
    row("R02", TwoBankingDays, Never, Administrative, "The account is closed"),
    row("R03", TwoBankingDays, Corrected, Administrative, "No such account, or not this name's"),
    row("R04", TwoBankingDays, Corrected, Administrative, "The account number cannot be right"),
    row("R05", SixtyDays, NewAuthorization, Unauthorized, "A consumer's account, business entry"),
    row("R06", Agreed, Never, Other, "Returned because our bank asked for it"),
    row("R07", SixtyDays, Never, Unauthorized, "The customer revoked the authorization"),
    row("R08", TwoBankingDays, NewAuthorization, Other, "The customer stopped the payment"),
    row("R09", TwoBankingDays, TwiceIn180Days, Other, "Deposits there are not collected yet"),
    row("R10", SixtyDays, Never, Unauthorized, "The customer does not know us or did not agree"),
    row("R11", SixtyDays, CorrectedIn60Days, Unauthorized, "Not as the customer authorized it"),
    row("R12", TwoBankingDays, Corrected, Other, "The account was sold to another bank"),
    row("R13", NextFile, Corrected, Other, "The routing number takes no ACH entries"),
    row("R14", TwoBankingDays, Never, Other, "The representative payee died or cannot act"),
    row("R15", TwoBankingDays, Never, Other, "The account holder or beneficiary died"),
    row("R16", TwoBankingDays, Never, Other, "The account is frozen"),
    row("R17", TwoBankingDays, Corrected, Other, "A field cannot be used, or it is questionable"),
    row("R18", NextFile, Corrected, Other, "The effective date is not a possible one"),
    row("R19", NextFile, Corrected, Other, "The amount field is wrong"),
    row("R20", TwoBankingDays, Corrected, Other, "The account takes no such payments"),
    row("R21", TwoBankingDays, Corrected, Other, "The company identification is wrong"),
    row("R22", TwoBankingDays, Corrected, Other, "The individual identification is wrong"),
    row("R23", Agreed, Never, Other, "The receiver refused the credit"),
    row("R24", TwoBankingDays, Never, Other, "The entry was a duplicate"),
    row("R25", NextFile, Corrected, Other, "The addenda are wrong"),
    row("R26", NextFile, Corrected, Other, "A mandatory field is wrong"),
    row("R27", NextFile, Corrected, Other, "The trace number is wrong"),
    row("R28", NextFile, Corrected, Other, "The routing number's check digit is wrong"),
    row("R29", TwoBankingDays, NewAuthorization, Unauthorized, "The business did not authorize it"),
    row("R30", NextFile, Never, Other, "The bank takes no truncated checks"),
    row("R31", Agreed, Never, Other, "A late return our bank agreed to"),
    row("R32", NextFile, Corrected, Other, "The receiving bank cannot settle"),
    row("R33", SixtyDays, Never, Other, "Return of a destroyed check entry"),
    row("R34", NextFile, Never, Other, "The receiving bank takes part only in part"),
    row("R35", NextFile, Never, Other, "A debit where none is allowed"),
    row("R36", NextFile, Never, Other, "A credit where none is allowed"),
    row("R37", SixtyDays, Never, Other, "The check itself was also paid"),
    row("R38", SixtyDays, Never, Other, "Payment of the check was stopped"),
    row("R39", TwoBankingDays, Never, Other, "The check may not become an entry, or was paid"),
    row("R50", TwoBankingDays, Never, Other, "State law does not allow it for this check"),
    row("R51", SixtyDays, Never, Unauthorized, "The re-presented check was not allowed or altered"),
    row("R52", SixtyDays, Never, Other, "Payment of the re-presented check was stopped"),
    row("R53", SixtyDays, Never, Other, "The check and its entry were both presented"),
    row("R61", NextFile, Never, Other, "Dishonored: the return was misrouted"),
    row("R62", NextFile, Never, Other, "Dishonored: return of an erroneous or reversing debit"),
    row("R67", NextFile, Never, Other, "Dishonored: the return came twice"),
    row("R68", NextFile, Never, Other, "Dishonored: the return came too late"),
    row("R69", NextFile, Never, Other, "Dishonored: fields of the return are wrong"),
    row("R70", NextFile, Never, Other, "Dishonored: our bank had not agreed to the return"),
    row("R71", NextFile, Never, Other, "Contested: the dishonored return was misrouted"),
    row("R72", NextFile, Never, Other, "Contested: the dishonored return came too late"),
    row("R73", NextFile, Never, Other, "Contested: the return was in time"),
    row("R74", NextFile, Never, Other, "Contested: the return is corrected"),
    row("R75", NextFile, Never, Other, "Contested: the return was no duplicate"),
    row("R76", NextFile, Never, Other, "Contested: the fields were right"),
    row("R77", NextFile, Never, Other, "Contested: the dishonored return is not accepted"),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// The handbook's dates (T35): settled on Wed 2026-11-25, before Thanksgiving.
    #[test]
    fn the_clocks_run_over_banking_days() {
        let banking = WorkCalendar::banking();
        let settled = Day::ymd(2026, 11, 25);
        let two = ReturnWindow::TwoBankingDays.last_day(settled, &banking);
        assert_eq!(two, Some(Day::ymd(2026, 11, 30)));
        let sixty = ReturnWindow::SixtyDays.last_day(settled, &banking);
        assert_eq!(sixty, Some(Day::ymd(2027, 1, 25)), "Jan 24, 2027 is a Sunday");
        assert_eq!(ReturnWindow::Agreed.last_day(settled, &banking), None);
    }

    #[test]
    fn the_rules_of_the_handbook_stand_in_the_table() {
        for (code, window, times, group) in [
            ("R01", TwoBankingDays, 2, Other),
            ("R02", TwoBankingDays, 0, Administrative),
            ("R05", SixtyDays, 0, Unauthorized),
            ("R07", SixtyDays, 0, Unauthorized),
            ("R08", TwoBankingDays, 0, Other),
            ("R09", TwoBankingDays, 2, Other),
            ("R10", SixtyDays, 0, Unauthorized),
            ("R11", SixtyDays, 0, Unauthorized),
            ("R29", TwoBankingDays, 0, Unauthorized),
        ] {
            let known = return_code(code).expect("it is in the table");
            assert_eq!((known.window, known.retry.times(), known.group), (window, times, group));
        }
        let unauthorized = RETURN_CODES.iter().filter(|code| code.group == Unauthorized);
        let codes: Vec<&str> = unauthorized.map(|code| code.code).collect();
        assert_eq!(codes, ["R05", "R07", "R10", "R11", "R29", "R51"]);
        assert_eq!(return_code("R99"), None);
        assert!(RETURN_CODES.is_sorted_by_key(|code| code.code), "and each stands once");
    }
}
