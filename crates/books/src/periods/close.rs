//! Close a month of the books.

use super::checklist::{CheckState, checklist};
use super::{CLOSE, records};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// Closes a month: nothing is posted into it any more.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ClosePeriod {
    /// Which month.
    pub period: Id<noun::Period>,
    /// Why what stands in clearing accounts and old credits stands there.
    pub note: Option<String>,
    /// The version the page showed.
    pub seen: i64,
}

/// A month was closed.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PeriodClosed {
    /// Which month.
    pub period: Id<noun::Period>,
    /// Its first day.
    pub month: Day,
    /// Its version now.
    pub version: i64,
}

impl Command for ClosePeriod {
    const NAME: &'static str = "periods.close";
    const TITLE: &'static str = "Close the month";
    const DUTY: Duty = CLOSE;
    const SHAPE: Shape = Shape::ActsOn("period");
    type Receipt = PeriodClosed;

    fn perform(self, desk: &mut Desk<'_>) -> Result<PeriodClosed, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let period = super::find_seen(desk, self.period, self.seen)?;
        if period.closed_at.is_some() {
            let words = format!("{} is closed already.", period.month.month_name());
            return Err(Refusal::conflict("periods.closed_before", words));
        }
        let of_rooms = desk.month_checks();
        let checks = checklist(desk, branch, &period, today, &of_rooms)?;
        if let Some(stop) = checks.iter().find(|check| check.state == CheckState::Stop) {
            return Err(Refusal::conflict_with(
                "periods.not_ready",
                format!("{} cannot close. {}", period.month.month_name(), stop.detail),
                stop.href.clone(),
                "Look into it",
            ));
        }
        let note = self.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
        let open: Vec<_> =
            checks.iter().filter(|check| check.state == CheckState::Explain).collect();
        if note.is_none() && !open.is_empty() {
            let titles: Vec<_> = open.iter().map(|check| check.title).collect();
            let words = format!("Say why these points are open: {}.", titles.join("; "));
            return Err(Refusal::invalid("note", words));
        }
        records::mark_closed(desk, &period, note)?;
        desk.change(period.id, &"open", &"closed")?;
        let version = period.version + 1;
        Ok(PeriodClosed { period: period.id, month: period.month, version })
    }
}

#[cfg(test)]
mod tests {
    use super::super::reopen::ReopenPeriod;
    use super::*;
    use crate::accounts::{BANK_CHARGES, CARD_CLEARING, LOCKBOX_CLEARING, OPERATING};
    use crate::entries::{AdjustmentLine, PostEntry};
    use crate::testing::bench;
    use office::testing::Bench;
    use values::Money;

    fn charge(day: Day, account: crate::Account) -> PostEntry {
        let amount = Some(Money::dollars(12));
        let debit =
            AdjustmentLine { account: account.id(), debit_cents: amount, credit_cents: None };
        let credit =
            AdjustmentLine { account: OPERATING.id(), debit_cents: None, credit_cents: amount };
        PostEntry { day: Some(day), memo: "Bank charge".into(), lines: vec![debit, credit] }
    }

    fn month(bench: &Bench, month: Day) -> records::PeriodRow {
        let row = bench.read(|reader| records::find_month(reader, bench.branch, month));
        row.unwrap().expect("the month has a row")
    }

    fn close(period: &records::PeriodRow) -> ClosePeriod {
        ClosePeriod { period: period.id, note: None, seen: period.version }
    }

    const JANUARY: Day = Day::ymd(2026, 1, 1);
    const FEBRUARY: Day = Day::ymd(2026, 2, 1);
    const MARCH: Day = Day::ymd(2026, 3, 1);

    #[test]
    fn closes_in_order_and_refuses_what_comes_late() {
        let bench = bench();
        for day in [JANUARY, FEBRUARY, MARCH] {
            bench.run(charge(day, BANK_CHARGES)).unwrap();
        }
        let february = month(&bench, FEBRUARY);
        let refusal = bench.run(close(&february)).unwrap_err();
        assert_eq!(refusal.words(), "February 2026 cannot close. Close January 2026 first.");
        let march = bench.run(close(&month(&bench, MARCH))).unwrap_err();
        assert_eq!(march.code(), "periods.not_ready");

        bench.run(close(&month(&bench, JANUARY))).unwrap();
        let closed = bench.run(close(&february)).unwrap();
        assert_eq!((closed.month, closed.version), (FEBRUARY, 2));
        let refusal = bench.run(charge(Day::ymd(2026, 2, 28), BANK_CHARGES)).unwrap_err();
        assert_eq!(
            refusal.words(),
            "The books of February 2026 are closed. \
             Enter a day from 03/01/2026 on, or have the month reopened."
        );
        let december = bench.run(charge(Day::ymd(2025, 12, 31), BANK_CHARGES)).unwrap_err();
        assert_eq!(december.code(), "periods.closed", "months before the closed ones are too");
        bench.run(charge(MARCH, BANK_CHARGES)).unwrap();
        let again = bench.run(close(&february)).unwrap_err();
        assert_eq!(again.code(), "periods.changed_meanwhile");
    }

    #[test]
    fn what_stands_in_clearing_must_be_explained() {
        let bench = bench();
        bench.run(charge(FEBRUARY, CARD_CLEARING)).unwrap();
        bench.run(charge(FEBRUARY, LOCKBOX_CLEARING)).unwrap();
        let february = month(&bench, FEBRUARY);
        let refusal = bench.run(close(&february)).unwrap_err();
        let words = "Say why these points are open: Card clearing; Lockbox clearing.";
        assert_eq!(refusal, Refusal::invalid("note", words));
        let note = Some(String::from("Friday's cards settle on Monday."));
        bench.run(ClosePeriod { note, ..close(&february) }).unwrap();
        let row = month(&bench, FEBRUARY);
        assert_eq!(row.closed_by, Some(bench.dana));
        assert_eq!(row.note.as_deref(), Some("Friday's cards settle on Monday."));
    }

    #[test]
    fn a_second_person_reopens_the_last_closed_month() {
        let bench = bench();
        bench.run(charge(JANUARY, BANK_CHARGES)).unwrap();
        bench.run(charge(FEBRUARY, BANK_CHARGES)).unwrap();
        bench.run(close(&month(&bench, JANUARY))).unwrap();
        bench.run(close(&month(&bench, FEBRUARY))).unwrap();
        let reopen = |day| {
            let row = month(&bench, day);
            let reason = String::from("The bank sent a correction");
            ReopenPeriod { period: row.id, reason, seen: row.version }
        };
        let own = bench.run(reopen(FEBRUARY)).unwrap_err();
        assert_eq!(own.code(), "periods.same_person");
        let earlier = bench.run_as(bench.ruth, reopen(JANUARY)).unwrap_err();
        assert!(earlier.words().contains("Reopen February 2026 first"), "{}", earlier.words());
        let blank = ReopenPeriod { reason: " ".into(), ..reopen(FEBRUARY) };
        assert_eq!(bench.run_as(bench.ruth, blank).unwrap_err().code(), "invalid");
        bench.run_as(bench.ruth, reopen(FEBRUARY)).unwrap();
        bench.run(charge(FEBRUARY, BANK_CHARGES)).unwrap();
        let open = bench.run_as(bench.ruth, reopen(FEBRUARY)).unwrap_err();
        assert_eq!(open.code(), "periods.open");
        bench.run(close(&month(&bench, FEBRUARY))).unwrap();
        let proofs = bench.read(|reader| crate::proofs(reader, bench.branch)).unwrap();
        assert!(proofs.iter().all(|proof| proof.ok), "{proofs:?}");
    }

    #[test]
    fn takes_the_duty() {
        let bench = bench();
        bench.run(charge(FEBRUARY, BANK_CHARGES)).unwrap();
        let refusal = bench.run_as(bench.stranger, close(&month(&bench, FEBRUARY))).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: CLOSE });
    }
}
