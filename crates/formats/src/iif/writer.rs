//! Writing general journal entries for QuickBooks Desktop.

use std::fmt;
use std::io::{self, Write};

use encoding_rs::WINDOWS_1252;
use values::{Day, Money};

use crate::dates;

/// One accounting entry as QuickBooks wants it: debits positive, credits negative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transaction<'t> {
    /// The day it is posted on.
    pub day: Day,
    /// The document number.
    pub number: &'t str,
    /// The class, our branch; empty for none.
    pub class: &'t str,
    /// The lines, at least two; they sum to zero.
    pub splits: Vec<Split<'t>>,
}

/// One line of a [`Transaction`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split<'t> {
    /// The account's name, exactly as QuickBooks has it.
    pub account: &'t str,
    /// The customer; empty for none.
    pub name: &'t str,
    /// Whole cents, debits positive.
    pub amount_cents: i64,
    /// What it is for.
    pub memo: &'t str,
}

/// An entry that was not written, or a stream that failed.
#[derive(Debug)]
pub enum WriteError {
    /// The lines do not sum to zero; nothing of the entry was written.
    Unbalanced {
        /// The document number.
        number: String,
        /// By how many cents debits exceed credits.
        off_cents: i128,
    },
    /// An entry has fewer than two lines.
    TooFewLines {
        /// The document number.
        number: String,
    },
    /// The stream failed.
    Output(io::Error),
}

impl fmt::Display for WriteError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WriteError::Unbalanced { number, off_cents } => write!(
                out,
                "entry {number} is out of balance by {off_cents} cents; nothing of it was written"
            ),
            WriteError::TooFewLines { number } => {
                write!(out, "entry {number} has fewer than two lines")
            }
            WriteError::Output(error) => write!(out, "the file could not be written: {error}"),
        }
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            WriteError::Output(error) => Some(error),
            _ => None,
        }
    }
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> WriteError {
        WriteError::Output(error)
    }
}

/// Refuses what is no double entry. Sums are wider than the amounts, so nothing overflows.
pub(crate) fn check_balance(
    number: &str,
    amounts: impl Iterator<Item = i64>,
) -> Result<(), WriteError> {
    let (mut lines, mut off_cents) = (0, 0_i128);
    for amount in amounts {
        lines += 1;
        off_cents += i128::from(amount);
    }
    let number = number.to_owned();
    match (lines, off_cents) {
        (0 | 1, _) => Err(WriteError::TooFewLines { number }),
        (_, 0) => Ok(()),
        _ => Err(WriteError::Unbalanced { number, off_cents }),
    }
}

/// Writes general journal entries, one block each, in the Windows-1252 letters that QuickBooks
/// reads. Letters it does not have become `?`.
pub struct JournalWriter<W: Write> {
    out: W,
    block: Vec<u8>,
}

const HEADER: [&str; 3] = [
    "!TRNS\tTRNSID\tTRNSTYPE\tDATE\tACCNT\tNAME\tCLASS\tAMOUNT\tDOCNUM\tMEMO",
    "!SPL\tSPLID\tTRNSTYPE\tDATE\tACCNT\tNAME\tCLASS\tAMOUNT\tDOCNUM\tMEMO",
    "!ENDTRNS",
];

impl<W: Write> JournalWriter<W> {
    /// Begins a file with its three header rows.
    pub fn new(mut out: W) -> io::Result<JournalWriter<W>> {
        for row in HEADER {
            out.write_all(row.as_bytes())?;
            out.write_all(b"\r\n")?;
        }
        Ok(JournalWriter { out, block: Vec::new() })
    }

    /// Writes one entry, or nothing of it when it does not balance.
    pub fn write(&mut self, entry: &Transaction<'_>) -> Result<(), WriteError> {
        check_balance(entry.number, entry.splits.iter().map(|split| split.amount_cents))?;
        self.block.clear();
        let date = dates::month_first(entry.day);
        for (place, split) in entry.splits.iter().enumerate() {
            let kind = if place == 0 { "TRNS" } else { "SPL" };
            let amount = Money::cents(split.amount_cents).plain();
            let cells = [
                kind,
                "",
                "GENERAL JOURNAL",
                &date,
                split.account,
                split.name,
                entry.class,
                &amount,
                entry.number,
                split.memo,
            ];
            self.row(&cells);
        }
        self.row(&["ENDTRNS"]);
        self.out.write_all(&self.block)?;
        Ok(())
    }

    /// Flushes and gives the stream back.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.flush()?;
        Ok(self.out)
    }

    fn row(&mut self, cells: &[&str]) {
        for (place, cell) in cells.iter().enumerate() {
            if place > 0 {
                self.block.push(b'\t');
            }
            self.cell(cell);
        }
        self.block.extend_from_slice(b"\r\n");
    }

    /// A cell cannot hold a tab, a line end or a quotation mark in this format.
    fn cell(&mut self, text: &str) {
        for letter in text.chars() {
            let mut bytes = [0; 4];
            match letter {
                '"' => self.block.push(b'\''),
                letter if letter.is_control() => self.block.push(b' '),
                letter if letter.is_ascii() => self.block.push(letter as u8),
                letter => {
                    let (encoded, _, lost) = WINDOWS_1252.encode(letter.encode_utf8(&mut bytes));
                    let encoded = if lost { &b"?"[..] } else { &encoded };
                    self.block.extend_from_slice(encoded);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::iif;
    use proptest::prelude::*;

    fn split<'t>(account: &'t str, amount_cents: i64, memo: &'t str) -> Split<'t> {
        Split { account, name: "", amount_cents, memo }
    }

    #[test]
    fn the_handbook_block_is_written_as_quickbooks_reads_it() {
        let entry = Transaction {
            day: Day::ymd(2026, 11, 23),
            number: "MS-1123",
            class: "0412",
            splits: vec![
                split("1000 Cash - Operating", 76_623, "Card settlement"),
                split("6200 Merchant fees", 2_392, "fees"),
                split("1060 Card clearing", -79_015, "gross\tof \"Café\" 🐜"),
            ],
        };
        let mut writer = JournalWriter::new(Vec::new()).expect("memory");
        writer.write(&entry).expect("balanced");
        let bytes = writer.finish().expect("memory");
        let (text, _, _) = WINDOWS_1252.decode(&bytes);
        let rows: Vec<&str> = text.lines().collect();
        assert_eq!(rows[..3], HEADER);
        assert_eq!(
            rows[3],
            "TRNS\t\tGENERAL JOURNAL\t11/23/2026\t1000 Cash - Operating\t\t0412\t766.23\tMS-1123\t\
             Card settlement"
        );
        assert_eq!(
            rows[5],
            "SPL\t\tGENERAL JOURNAL\t11/23/2026\t1060 Card clearing\t\t0412\t-790.15\tMS-1123\t\
             gross of 'Café' ?"
        );
        assert_eq!((rows[6], rows.len()), ("ENDTRNS", 7));
    }

    #[test]
    fn what_does_not_balance_is_refused_whole() {
        let mut entry = Transaction {
            day: Day::ymd(2026, 3, 2),
            number: "J-1",
            class: "",
            splits: vec![split("a", i64::MAX, ""), split("b", i64::MAX, "")],
        };
        let mut writer = JournalWriter::new(Vec::new()).expect("memory");
        assert!(matches!(writer.write(&entry), Err(WriteError::Unbalanced { .. })));
        entry.splits.truncate(1);
        assert!(matches!(writer.write(&entry), Err(WriteError::TooFewLines { .. })));
        let bytes = writer.finish().expect("memory");
        assert!(bytes.ends_with(b"!ENDTRNS\r\n"), "only the header was written");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            lines in prop::collection::vec(
                ("[A-Za-z0-9é'&., -]{0,20}", -9_000_000_i64..9_000_000, "[ -!#-~é]{0,20}"), 1..6),
            day in 0_i64..40_000,
        ) {
            let mut splits: Vec<Split<'_>> =
                lines.iter().map(|(account, cents, memo)| split(account, *cents, memo)).collect();
            splits.push(split("1100", -lines.iter().map(|line| line.1).sum::<i64>(), ""));
            let day = Day::from_days_since_epoch(day);
            let entry = Transaction { day, number: "J-1", class: "0412", splits };
            let mut writer = JournalWriter::new(Vec::new()).expect("memory");
            writer.write(&entry).expect("balanced");
            let bytes = writer.finish().expect("memory");

            let mut reader = iif::Reader::open(&bytes[..]).expect("opens");
            for (place, split) in entry.splits.iter().enumerate() {
                let row = reader.next_row().expect("reads").expect("a row");
                prop_assert_eq!(row.kind(), if place == 0 { "TRNS" } else { "SPL" });
                let read = dates::parse_day(row.get("DATE"), dates::DateFormat::MonthFirst);
                prop_assert_eq!(read, Some(day));
                prop_assert_eq!(row.get("ACCNT"), split.account.trim());
                prop_assert_eq!(
                    crate::amounts::parse_cents(row.get("AMOUNT")), Some(split.amount_cents));
                prop_assert_eq!(row.get("MEMO"), split.memo.trim());
            }
            let end = reader.next_row().expect("reads").expect("a row");
            prop_assert_eq!(end.kind(), "ENDTRNS");
            prop_assert_eq!(reader.next_row().expect("reads"), None);
        }

        #[test]
        fn no_bytes_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let mut reader = iif::Reader::open(&bytes[..]).expect("memory does not fail");
            for _ in 0..=bytes.len() {
                if let Ok(None) = reader.next_row() {
                    return Ok(());
                }
            }
            prop_assert!(false, "more rows than bytes");
        }
    }
}
