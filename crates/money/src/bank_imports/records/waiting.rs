//! What was wrong with files: lines that wait for a person, refusals and remarks.

use formats::problems::{Consequence, Problem};
use office::{Desk, Refusal};
use store::{Reader, V, args, from_row, sql};
use values::{Id, noun};

/// What was wrong with a file, on one line.
#[derive(Clone, Debug, PartialEq)]
pub struct ProblemRow {
    /// Its id.
    pub id: Id<noun::BankProblem>,
    /// The line of the file.
    pub line: i64,
    /// What is wrong, and what to do.
    pub words: String,
    /// `noted`, `held` or `refused`.
    pub weight: String,
    /// What became of it; blank while it waits.
    pub settled_how: String,
}
from_row!(ProblemRow { id, line, words, weight, settled_how });

/// What was wrong with a file, by line.
pub fn list_problems(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    bank_import: Id<noun::BankImport>,
) -> Result<Vec<ProblemRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT id, line, words, weight, settled_how FROM bank_problems \
             WHERE branch_id = $1 AND bank_import_id = $2 ORDER BY line, id"
        ),
        args![branch, bank_import],
    )
}

/// How many lines of files wait for a person.
pub fn count_held(reader: &mut Reader<'_>, branch: Id<noun::Branch>) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM bank_problems WHERE branch_id = $1 AND settled_at IS NULL \
             AND weight = 'held'"
        ),
        args![branch],
    )?;
    Ok(count)
}

/// What became of a line that waits: nothing when there is no such line, `Some(None)` while
/// it waits.
pub(in crate::bank_imports) fn find_problem_settled(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    id: Id<noun::BankProblem>,
) -> Result<Option<Option<String>>, store::Error> {
    let found: Option<(String,)> = reader.find(
        sql!(
            "SELECT settled_how FROM bank_problems WHERE branch_id = $1 AND id = $2 \
             AND weight = 'held'"
        ),
        args![branch, id],
    )?;
    Ok(found.map(|(how,)| (!how.is_empty()).then_some(how)))
}

/// Writes what is wrong with a file.
pub(in crate::bank_imports) fn insert_problems(
    desk: &mut Desk<'_>,
    bank_import: Id<noun::BankImport>,
    problems: &[Problem],
) -> Result<(), Refusal> {
    let branch = desk.branch();
    let rows: Vec<_> = problems
        .iter()
        .map(|one| {
            let id: Id<noun::BankProblem> = desk.id();
            let words = match one.field {
                "" => one.says.clone(),
                field => format!("{field}: {}", one.says),
            };
            [
                V::from(id),
                V::from(branch),
                V::from(bank_import),
                V::from(i64::try_from(one.line).unwrap_or(i64::MAX)),
                V::from(one.code),
                V::from(words),
                V::from(weight(one.consequence)),
                V::from(""),
            ]
        })
        .collect();
    let columns =
        ["id", "branch_id", "bank_import_id", "line", "code", "words", "weight", "settled_how"];
    desk.insert_many("bank_problems", columns, rows)?;
    Ok(())
}

fn weight(consequence: Consequence) -> &'static str {
    match consequence {
        Consequence::Noted => "noted",
        Consequence::Held => "held",
        Consequence::Refused => "refused",
    }
}

/// Notes what became of a line that waited.
pub(in crate::bank_imports) fn mark_settled(
    desk: &mut Desk<'_>,
    id: Id<noun::BankProblem>,
    how: &str,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE bank_problems SET settled_at = $3, settled_by = $4, settled_how = $5 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, id, now, who, how],
    )?;
    Ok(())
}
