//! Numbers without holes: per branch, kind and year, from a counter row inside the
//! transaction, so that a refused command uses none up.

use crate::{Desk, Refusal, records};

/// What stands before a document's number, so that a person who reads one out says what it
/// is of: `PM-0412-26-000123` is a payment. An invoice's stands alone, as on its paper and in
/// the bank's files. Numbers given out before the marks were keep standing without one.
const MARKS: &[(&str, &str)] = &[
    ("agreements", "AG"),
    ("credits", "CR"),
    ("late_fees", "LF"),
    ("payment", "PM"),
    ("petty_slips", "PS"),
    ("refund", "RF"),
    ("return", "RT"),
    ("transfers", "TF"),
    ("journal_exports", "JX"),
    ("unclaimed_reports", "UR"),
    ("tax_remittances", "TX"),
    ("work_orders", "WO"),
    ("write_offs", "WF"),
];

/// The letters before the numbers of a kind; none for invoices.
pub fn mark_of(kind: &str) -> Option<&'static str> {
    MARKS.iter().find(|(known, _)| *known == kind).map(|(_, mark)| *mark)
}

impl Desk<'_> {
    /// Counts `kind` up by `many` and answers the first of the numbers taken. `year` is
    /// 0 for kinds that count on for ever, such as customers' account numbers.
    pub fn count_up(&mut self, kind: &'static str, year: i64, many: i64) -> Result<i64, Refusal> {
        let branch = self.branch();
        let last = records::count_up(self, branch, kind, year, many)?;
        Ok(last - many + 1)
    }

    /// The next document number of `kind`: what it is of,
    /// branch, year and six digits, `0412-26-005501` or `PM-0412-26-000123`.
    pub fn document_number(&mut self, kind: &'static str) -> Result<String, Refusal> {
        Ok(self.document_numbers(kind, 1)?.remove(0))
    }

    /// The next `many` document numbers of `kind`, taken in one statement.
    pub fn document_numbers(
        &mut self,
        kind: &'static str,
        many: i64,
    ) -> Result<Vec<String>, Refusal> {
        let year = i64::from(self.today().year());
        let first = self.count_up(kind, year, many)?;
        let branch = self.branch_number().to_owned();
        let mark = mark_of(kind).map_or_else(String::new, |mark| format!("{mark}-"));
        Ok((first..first + many)
            .map(|number| format!("{mark}{branch}-{:02}-{number:06}", year % 100))
            .collect())
    }
}
