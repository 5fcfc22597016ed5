//! Hand the entries to outsiders, who can prove the books with a program of their own:
//! hledger, Beancount, a plain table, QuickBooks.

mod records;

pub use formats::ledger::LedgerFormat as Format;

use formats::ledger::{LedgerEntry, LedgerFormat, LedgerLine, LedgerWriter};
use office::Refusal;
use records::ExportedLine;
use std::io::Write;
use store::Reader;
use values::{Day, Id, Money, noun};

/// Which entries are handed out, and how.
pub struct Export<'e> {
    /// For which program.
    pub format: LedgerFormat,
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
    /// What the outsider knows a customer by, such as "A10023 Marisol Rivera".
    pub customer_name: &'e dyn Fn(Id<noun::Customer>) -> String,
}

/// Writes all entries of a branch, customers by their id.
pub fn export<W: Write>(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    format: LedgerFormat,
    out: W,
) -> Result<W, Refusal> {
    let everything = Export {
        format,
        first: Day::ymd(1, 1, 1),
        last: Day::ymd(9999, 12, 31),
        customer_name: &|customer| format!("Customer {customer}"),
    };
    export_chosen(reader, branch, &everything, out)
}

/// Writes the chosen entries of a branch, the oldest first, one at a time: the size of the
/// books does not matter.
pub fn export_chosen<W: Write>(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    chosen: &Export<'_>,
    out: W,
) -> Result<W, Refusal> {
    let face = office::records::find_branch(reader, branch)?
        .ok_or(Refusal::NotFound { what: "branch" })?;
    let writer = LedgerWriter::new(chosen.format, out).map_err(not_written)?;
    let mut gathering = Gathering { writer, branch: face.number, entry: None, trouble: None };
    records::each_line(reader, branch, chosen.first, chosen.last, &mut |line| {
        gathering.take(line, chosen.customer_name)
    })?;
    gathering.write_entry();
    match gathering.trouble {
        Some(trouble) => Err(trouble),
        None => gathering.writer.finish().map_err(not_written),
    }
}

/// How many entries the days from `first` to `last` have, and what their debits come to.
pub fn count_and_debits(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    first: Day,
    last: Day,
) -> Result<(i64, Money), store::Error> {
    records::count_and_debits(reader, branch, first, last)
}

/// Lines on their way to becoming entries.
struct Gathering<W: Write> {
    writer: LedgerWriter<W>,
    branch: String,
    entry: Option<LedgerEntry>,
    trouble: Option<Refusal>,
}

impl<W: Write> Gathering<W> {
    fn take(&mut self, line: ExportedLine, customer_name: &dyn Fn(Id<noun::Customer>) -> String) {
        let number = line.entry.to_string();
        if self.entry.as_ref().is_none_or(|entry| entry.number != number) {
            self.write_entry();
            self.entry = Some(LedgerEntry {
                day: line.day,
                number,
                branch: self.branch.clone(),
                memo: line.memo,
                source_type: line.source,
                source_id: line.source_id.to_string(),
                lines: Vec::new(),
            });
        }
        if let Some(entry) = &mut self.entry {
            entry.lines.push(LedgerLine {
                account: format!("{} {}", line.account.0, line.account_name),
                amount_cents: line.amount.as_cents(),
                customer: line.customer.map(customer_name),
            });
        }
    }

    /// After the first trouble nothing more is written.
    fn write_entry(&mut self) {
        let Some(entry) = self.entry.take() else {
            return;
        };
        if self.trouble.is_none()
            && let Err(error) = self.writer.write(&entry)
        {
            self.trouble = Some(not_written(error));
        }
    }
}

fn not_written(error: impl std::fmt::Display) -> Refusal {
    Refusal::broken(format!("the entries cannot be written: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::{RECEIVABLE, REVENUE_RECURRING, SALES_TAX};
    use crate::entries::{NewEntry, NewLine, Source, post};
    use crate::testing::{at_desk, benches};
    use values::Money;

    fn post_invoice(desk: &mut office::Desk<'_>, number: i64, day: Day) -> Result<(), Refusal> {
        let line =
            |account, cents, customer| NewLine { account, amount: Money::cents(cents), customer };
        let lines = vec![
            line(RECEIVABLE, 12_840, Some(Id::new(7))),
            line(REVENUE_RECURRING, -12_000, None),
            line(SALES_TAX, -840, None),
        ];
        let memo = format!("Invoice 0412-26-00000{number}");
        let source = Source { noun: "invoice", id: number };
        post(desk, NewEntry { day, memo, source, lines }).map(|_| ())
    }

    #[test]
    fn writes_whole_entries_in_order_of_their_days() {
        for bench in benches() {
            at_desk(&bench, |desk| {
                post_invoice(desk, 2, Day::ymd(2026, 3, 2))?;
                post_invoice(desk, 1, Day::ymd(2026, 2, 27))?;
                post_invoice(desk, 3, Day::ymd(2026, 4, 1))
            })
            .unwrap();
            let chosen = Export {
                format: LedgerFormat::Hledger,
                first: Day::ymd(2026, 2, 1),
                last: Day::ymd(2026, 3, 31),
                customer_name: &|customer| format!("A1000{customer}"),
            };
            let written = bench
                .office
                .read(|reader| export_chosen(reader, bench.branch, &chosen, Vec::new()))
                .unwrap();
            let text = String::from_utf8(written).unwrap();
            let first = text.find("2026-02-27").expect("February is there");
            let second = text.find("2026-03-02").expect("March is there");
            assert!(first < second, "{text}");
            assert!(!text.contains("2026-04-01"), "{text}");
            assert_eq!(text.matches("1100 Accounts receivable  $128.40").count(), 2, "{text}");
            assert!(text.contains("customer:A10007"), "{text}");
            assert!(text.contains("branch:0412"), "{text}");
        }
    }

    #[test]
    fn every_format_takes_all_entries() {
        let bench = benches().remove(0);
        at_desk(&bench, |desk| post_invoice(desk, 1, desk.today())).unwrap();
        for format in LedgerFormat::ALL {
            let written = bench
                .office
                .read(|reader| export(reader, bench.branch, format, Vec::new()))
                .unwrap();
            let text = String::from_utf8_lossy(&written);
            assert!(text.contains("128.40"), "{format}: {text}");
            assert!(text.contains("Invoice 0412-26-000001"), "{format}: {text}");
        }
        let elsewhere = bench
            .office
            .read(|reader| export(reader, bench.other_branch, LedgerFormat::Csv, Vec::new()))
            .unwrap();
        assert!(!String::from_utf8_lossy(&elsewhere).contains("128.40"));
    }

    /// Takes the first bytes, then no more.
    struct FullDisk;

    impl Write for FullDisk {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            match bytes.len() {
                ..200 => Ok(bytes.len()),
                _ => Err(std::io::ErrorKind::StorageFull.into()),
            }
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
    }

    #[test]
    fn a_full_disk_is_told() {
        let bench = benches().remove(0);
        at_desk(&bench, |desk| post_invoice(desk, 1, desk.today())).unwrap();
        for format in LedgerFormat::ALL {
            let written =
                bench.office.read(|reader| export(reader, bench.branch, format, FullDisk));
            assert_eq!(written.map(|_| ()).unwrap_err().code(), "broken", "{format}");
        }
    }
}
