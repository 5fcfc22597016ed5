//! Tables as statements, one for each account they name.

use super::keys::Keys;
use super::{BankFile, BankLine, LineKind, Statement};
use crate::letters::LONGEST_FILE;
use crate::problems::shown;
use crate::statements::{Mapping, StatementRow, Statements};

pub(super) fn read(bytes: &[u8], mapping: Option<&Mapping>, file: &mut BankFile) {
    if bytes.len() > LONGEST_FILE {
        let says = "The file is longer than 64 MB; download one month at a time.";
        return file.problems.refuse(1, "file.too_long", "", says);
    }
    let opened = match mapping {
        Some(mapping) => Statements::open_mapped(bytes, mapping.clone()),
        None => Statements::open(bytes),
    };
    let mut table = match opened {
        Ok(table) => table,
        Err(error) => {
            return file.problems.refuse(error.line, "statement.file", "", error.reason());
        }
    };
    file.mapping = Some(table.mapping().clone());
    // Accounts of a table are few; each has its own keys.
    let mut all: Vec<(Statement, Keys)> = Vec::new();
    let mut places = std::collections::HashMap::new();
    let mut repeated = Vec::new();
    for row in table.by_ref() {
        let place = *places.entry(row.account.clone()).or_insert(all.len());
        if place == all.len() {
            let statement =
                Statement { line: row.line, account: row.account.clone(), ..Statement::default() };
            all.push((statement, Keys::default()));
        }
        let (statement, keys) = &mut all[place];
        statement.as_of = statement.as_of.max(Some(row.posted_on));
        let (place, id) = (row.line, row.id.clone());
        let line = line_of(row, keys);
        if !id.is_empty() && line.key != id {
            repeated.push((place, id));
        }
        statement.lines.push(line);
    }
    file.problems = table.into_problems();
    for (line, id) in repeated {
        let says = format!("A movement above has the id {} already; look at both.", shown(&id));
        file.problems.hold(line, "statement.duplicate_id", "id", says);
    }
    file.statements.extend(all.into_iter().map(|(statement, _)| statement));
}

fn line_of(row: StatementRow, keys: &mut Keys) -> BankLine {
    let key = match row.id.as_str() {
        "" => keys.key(format!(
            "{}/{}/{}/{}/{}",
            row.posted_on, row.amount_cents, row.check_number, row.reference, row.description
        )),
        id => keys.own(id),
    };
    let is_check_paid = !row.check_number.is_empty() && row.amount_cents < 0;
    BankLine {
        line: row.line,
        key,
        posted_on: row.posted_on,
        amount_cents: row.amount_cents,
        kind: if is_check_paid { LineKind::CheckPaid } else { LineKind::Other },
        code: row.kind,
        check_number: row.check_number,
        bank_reference: row.reference,
        customer_reference: String::new(),
        text: row.description,
        corrects: None,
    }
}
