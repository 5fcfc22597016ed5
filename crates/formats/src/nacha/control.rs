//! Comparing the controls of a batch and a file with the records above them.

use super::Totals;
use super::columns::Columns;
use crate::problems::{Consequence, Problems, shown};

/// Compares a control record with what was counted.
pub(super) struct Expect<'c> {
    pub columns: &'c Columns<'c>,
    pub problems: &'c mut Problems,
}

impl Expect<'_> {
    pub fn same(&mut self, at: (usize, usize), field: &'static str, counted: u64) {
        let stated = self.columns.number(at, field, Consequence::Refused, self.problems);
        if stated != counted {
            let stated = shown(self.columns.raw(at.0, at.1).trim());
            let says = format!(
                "The control says {stated}, the records above it come to {counted}. Post nothing \
                 and ask the bank for the file again."
            );
            self.problems.refuse(self.columns.line, "nacha.control", field, says);
        }
    }

    pub fn totals(
        &mut self,
        hash: (usize, usize),
        debits: (usize, usize),
        credits: (usize, usize),
        totals: &Totals,
    ) {
        self.same(hash, "entry hash", totals.hash);
        self.same(debits, "total debits in cents", totals.debit_cents.unsigned_abs());
        self.same(credits, "total credits in cents", totals.credit_cents.unsigned_abs());
    }
}
