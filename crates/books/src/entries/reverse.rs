//! Reverse an adjustment: its opposite is posted, and both stay.

use super::posting::{ADJUSTMENT, reverse};
use super::{POST, records, source_href};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// Reverses an adjustment that was posted by hand.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ReverseEntry {
    /// Which entry.
    pub entry: Id<noun::Entry>,
    /// The day the reversal stands on; today when left out.
    pub day: Option<Day>,
    /// Why.
    pub reason: String,
}

/// An adjustment was reversed.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct EntryReversed {
    /// The entry that was reversed.
    pub entry: Id<noun::Entry>,
    /// The entry that reverses it.
    pub reversal: Id<noun::Entry>,
}

impl Command for ReverseEntry {
    const NAME: &'static str = "entries.reverse";
    const TITLE: &'static str = "Reverse an adjustment";
    const DUTY: Duty = POST;
    const SHAPE: Shape = Shape::ActsOn("entry");
    type Receipt = EntryReversed;

    fn problems(&self) -> Problems {
        Problems::none().when(
            self.reason.trim().is_empty(),
            "reason",
            "Say why the adjustment is reversed.",
        )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<EntryReversed, Refusal> {
        let branch = desk.branch();
        let row = records::find_entry(desk, branch, self.entry)?
            .ok_or(Refusal::NotFound { what: "entry" })?;
        if row.source != ADJUSTMENT {
            let what = row.source.replace('_', " ");
            return Err(Refusal::conflict_with(
                "entries.of_a_document",
                format!("This entry comes from a document. Correct or void the {what} instead."),
                source_href(&row.source, row.source_id),
                format!("See the {what}"),
            ));
        }
        if let Some(original) = row.reverses {
            return Err(Refusal::conflict_with(
                "entries.is_a_reversal",
                "This entry reverses another. Post the other anew if it was right.",
                format!("/entries/{original}"),
                "See the entry it reverses",
            ));
        }
        let day = self.day.unwrap_or(desk.today());
        if day < row.day || day > desk.today() {
            let words = format!("Enter a day from {} to today.", row.day.us());
            return Err(Refusal::invalid("day", words));
        }
        let memo = format!("Reversal of {}", row.memo);
        let reversal = reverse(desk, self.entry, day, memo)?;
        desk.subject(self.entry);
        desk.subject(reversal);
        Ok(EntryReversed { entry: self.entry, reversal })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::{BANK_CHARGES, OPERATING, RECEIVABLE, REVENUE_RECURRING};
    use crate::entries::{AdjustmentLine, NewEntry, NewLine, PostEntry, Source, post};
    use crate::testing::{at_desk, bench};
    use office::testing::Bench;
    use values::Money;

    fn posted(bench: &Bench) -> Id<noun::Entry> {
        let amount = Some(Money::cents(1_200));
        let debit =
            AdjustmentLine { account: BANK_CHARGES.id(), debit_cents: amount, credit_cents: None };
        let credit =
            AdjustmentLine { account: OPERATING.id(), debit_cents: None, credit_cents: amount };
        let lines = vec![debit, credit];
        let entry = PostEntry { day: None, memo: "Bank charge".into(), lines };
        bench.run(entry).unwrap().entry
    }

    fn reverse_it(entry: Id<noun::Entry>) -> ReverseEntry {
        ReverseEntry { entry, day: None, reason: "Posted to the wrong month".into() }
    }

    #[test]
    fn posts_the_opposite_once() {
        let bench = bench();
        let entry = posted(&bench);
        let reversed = bench.run(reverse_it(entry)).unwrap();
        let branch = bench.branch;
        let lines =
            bench.read(|reader| records::list_lines(reader, branch, reversed.reversal)).unwrap();
        let amounts: Vec<_> = lines.iter().map(|line| (line.account, line.amount)).collect();
        let twelve = Money::dollars(12);
        assert_eq!(amounts, [(BANK_CHARGES, -twelve), (OPERATING, twelve)]);
        let again = bench.run(reverse_it(entry)).unwrap_err();
        assert_eq!(again.code(), "entries.reversed_before");
        let back = bench.run(reverse_it(reversed.reversal)).unwrap_err();
        assert_eq!(back.code(), "entries.is_a_reversal");
    }

    #[test]
    fn leaves_documents_to_their_owners() {
        let bench = bench();
        let entry = at_desk(&bench, |desk| {
            let amount = Money::dollars(5);
            let (account, customer) = (RECEIVABLE, Some(Id::new(7)));
            let debit = NewLine { account, amount, customer };
            let credit = NewLine { account: REVENUE_RECURRING, amount: -amount, customer: None };
            post(
                desk,
                NewEntry {
                    day: desk.today(),
                    memo: "Invoice".into(),
                    source: Source { noun: "invoice", id: 5 },
                    lines: vec![debit, credit],
                },
            )
        })
        .unwrap();
        let refusal = bench.run(reverse_it(entry)).unwrap_err();
        let Refusal::Conflict { code, way_out: Some(link), .. } = refusal else {
            panic!("not a conflict with a way out: {refusal:?}");
        };
        assert_eq!((code, &*link.href), ("entries.of_a_document", "/invoices/5"));
    }

    #[test]
    fn wants_a_reason_a_day_that_fits_and_the_duty() {
        let bench = bench();
        let entry = posted(&bench);
        let blank = ReverseEntry { reason: " ".into(), ..reverse_it(entry) };
        assert_eq!(bench.run(blank).unwrap_err().code(), "invalid");
        let before = ReverseEntry { day: Some(Day::ymd(2026, 3, 1)), ..reverse_it(entry) };
        assert_eq!(bench.run(before).unwrap_err().code(), "invalid");
        let unknown = bench.run(reverse_it(Id::new(999_999))).unwrap_err();
        assert_eq!(unknown, Refusal::NotFound { what: "entry" });
        let refusal = bench.run_as(bench.stranger, reverse_it(entry)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: POST });
    }
}
