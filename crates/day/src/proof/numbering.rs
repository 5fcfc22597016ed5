//! Numbers without holes: of each kind and year exactly the numbers 1 to the counter are
//! on documents, each once.

use super::Check;
use super::records::numbers::{self, Document};
use office::numbers::mark_of;
use office::records::BranchFace;
use std::collections::BTreeMap;
use store::Reader;

/// A kind of document that is numbered from the table `numbers`.
struct Numbered {
    document: Document,
    /// "invoices".
    words: &'static str,
    /// The check's name.
    check: &'static str,
}

const fn numbered(document: Document, words: &'static str, check: &'static str) -> Numbered {
    Numbered { document, words, check }
}

const NUMBERED: &[Numbered] = &[
    numbered(Document::Invoice, "invoices", "invoice_numbers_have_no_holes"),
    numbered(Document::Credit, "credits", "credit_numbers_have_no_holes"),
    numbered(Document::LateFee, "late fees", "late_fee_numbers_have_no_holes"),
    numbered(Document::Payment, "payments", "payment_numbers_have_no_holes"),
    numbered(Document::Refund, "refunds", "refund_numbers_have_no_holes"),
    numbered(Document::Transfer, "transfers", "transfer_numbers_have_no_holes"),
    numbered(Document::Return, "returned payments", "return_numbers_have_no_holes"),
    numbered(Document::WriteOff, "write-offs", "write_off_numbers_have_no_holes"),
    numbered(
        Document::TaxRemittance,
        "remittances of sales tax",
        "tax_remittance_numbers_have_no_holes",
    ),
    numbered(Document::PettySlip, "petty cash slips", "petty_slip_numbers_have_no_holes"),
    numbered(
        Document::UnclaimedReport,
        "reports of unclaimed money",
        "unclaimed_report_numbers_have_no_holes",
    ),
    numbered(Document::WorkOrder, "work orders", "work_order_numbers_have_no_holes"),
    numbered(Document::Agreement, "agreements", "agreement_numbers_have_no_holes"),
];

/// Proves the numbers of one branch, a check for each kind of document.
pub(super) fn numbering(
    reader: &mut Reader<'_>,
    branch: &BranchFace,
) -> Result<Vec<Check>, store::Error> {
    NUMBERED
        .iter()
        .map(|numbered| {
            let mut books = Books::of(&branch.number, mark_of(numbered.document.kind()));
            for (year, last) in numbers::list_counters(reader, branch.id, numbered.document)? {
                books.open(year, last);
            }
            numbers::each_number(reader, branch.id, numbered.document, &mut |number| {
                books.take(number);
            })?;
            let wrong = books.wrong();
            Ok(Check {
                name: numbered.check.into(),
                ok: wrong.is_none(),
                detail: wrong
                    .unwrap_or_else(|| format!("{} {}, no hole.", books.taken, numbered.words)),
            })
        })
        .collect()
}

/// The numbers of one kind, a bit each: a million of them take 125 kB.
struct Books<'b> {
    branch_number: &'b str,
    /// The letters before its numbers; the oldest may stand without them.
    mark: Option<&'static str>,
    years: BTreeMap<i64, Vec<u64>>,
    lasts: BTreeMap<i64, i64>,
    taken: u64,
    stray: Option<String>,
}

impl<'b> Books<'b> {
    fn of(branch_number: &'b str, mark: Option<&'static str>) -> Books<'b> {
        Books {
            branch_number,
            mark,
            years: BTreeMap::new(),
            lasts: BTreeMap::new(),
            taken: 0,
            stray: None,
        }
    }

    fn open(&mut self, year: i64, last: i64) {
        let words = usize::try_from(last / 64 + 1).unwrap_or(0);
        self.years.insert(year % 100, vec![0; words]);
        self.lasts.insert(year % 100, last);
    }

    fn take(&mut self, number: &str) {
        self.taken += 1;
        let fits = self.parse(number).is_some_and(|(year, place)| {
            let last = self.lasts.get(&year).copied().unwrap_or(0);
            let slot = usize::try_from(place / 64).unwrap_or(usize::MAX);
            let word = self.years.get_mut(&year).and_then(|words| words.get_mut(slot));
            match word {
                Some(word) if (1..=last).contains(&place) => {
                    let bit = 1u64 << (place % 64);
                    let is_new = *word & bit == 0;
                    *word |= bit;
                    is_new
                }
                _ => false,
            }
        });
        if !fits {
            self.stray.get_or_insert_with(|| number.to_owned());
        }
    }

    /// Year and place of `0412-26-000212` or `WO-0412-26-000212`.
    fn parse(&self, number: &str) -> Option<(i64, i64)> {
        let marked = self.mark.and_then(|mark| number.strip_prefix(mark)?.strip_prefix('-'));
        let rest = marked.unwrap_or(number).strip_prefix(self.branch_number)?.strip_prefix('-')?;
        let (year, place) = rest.split_once('-')?;
        let is_whole = year.len() == 2 && place.len() >= 6;
        let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_whole || !are_digits(year) || !are_digits(place) {
            return None;
        }
        Some((year.parse().ok()?, place.parse().ok()?))
    }

    fn wrong(&self) -> Option<String> {
        if let Some(stray) = &self.stray {
            return Some(format!("{stray} is there twice, or was never given out."));
        }
        self.lasts.iter().find_map(|(year, last)| {
            let words = self.years.get(year)?;
            let missing = (1..=*last).find(|place| {
                let word = usize::try_from(place / 64).ok().and_then(|slot| words.get(slot));
                word.is_none_or(|word| word & (1 << (place % 64)) == 0)
            })?;
            let mark = self.mark.map_or_else(String::new, |mark| format!("{mark}-"));
            let number = format!("{mark}{}-{year:02}-{missing:06}", self.branch_number);
            Some(format!("{number} was given out and is on nothing."))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Books;

    fn wrong(numbers: &[&str]) -> Option<String> {
        wrong_of(None, numbers)
    }

    fn wrong_of(mark: Option<&'static str>, numbers: &[&str]) -> Option<String> {
        let mut books = Books::of("0412", mark);
        books.open(2026, 130);
        numbers.iter().for_each(|number| books.take(number));
        books.wrong()
    }

    #[test]
    fn numbers_of_before_the_marks_and_after_them_make_one_row() {
        let number = |place: i64| match place {
            ..=70 => format!("0412-26-{place:06}"),
            _ => format!("WO-0412-26-{place:06}"),
        };
        let all: Vec<String> = (1..=130).map(number).collect();
        let mut all: Vec<&str> = all.iter().map(String::as_str).collect();
        assert_eq!(wrong_of(Some("WO"), &all), None);
        assert!(wrong_of(Some("PM"), &all).is_some(), "a work order is no payment");
        all.pop();
        let words = String::from("WO-0412-26-000130 was given out and is on nothing.");
        assert_eq!(wrong_of(Some("WO"), &all), Some(words));
        all.push("WO-0412-26-000070");
        let twice = wrong_of(Some("WO"), &all).unwrap();
        assert!(twice.starts_with("WO-0412-26-000070 is there twice"), "{twice}");
    }

    #[test]
    fn holes_twins_and_strangers_are_told() {
        let all: Vec<String> = (1..=130).map(|place| format!("0412-26-{place:06}")).collect();
        let mut all: Vec<&str> = all.iter().map(String::as_str).collect();
        assert_eq!(wrong(&all), None);
        let gone = all.remove(127);
        assert_eq!(wrong(&all), Some(format!("{gone} was given out and is on nothing.")));
        for stranger in ["0412-26-000131", "0412-25-000001", "0413-26-000001", "26-1", all[3]] {
            let mut more = all.clone();
            more.push(stranger);
            let words = format!("{stranger} is there twice, or was never given out.");
            assert_eq!(wrong(&more), Some(words));
        }
    }
}
