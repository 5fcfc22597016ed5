//! One command over the chosen rows, each row a command of its own.

use crate::{Done, Entry, Fields, Mode, Office, Refusal, Shape, Slip, decode};
use values::Wall;

/// What came of one chosen row.
#[derive(Clone, Debug, PartialEq)]
pub struct Ran {
    /// The row's id.
    pub id: i64,
    /// The receipt, or why it was refused.
    pub outcome: Result<Done, Refusal>,
}

/// What a bulk form holds besides the command's own fields.
const FORM_NAMES: [&str; 4] = ["chosen", "everything", "query", "command"];

/// Runs `entry` on each of the ids; the form's other fields, such as a reason, are the
/// same for all. A refused row does not stop the others, and pressing the button twice
/// does each row once.
pub fn run_chosen(
    office: &Office,
    slip: &Slip,
    entry: &Entry,
    ids: &[i64],
    form: &Fields,
    wall: &Wall,
) -> Result<Vec<Ran>, Refusal> {
    let Shape::ActsOn(field) = entry.shape else {
        return Err(Refusal::broken(format!("{} does not act on one thing", entry.name)));
    };
    let shared = form.0.iter().filter(|(name, _)| !FORM_NAMES.contains(&name.as_str()));
    let shared: Vec<(String, String)> = shared.cloned().collect();
    let run = |id: i64| {
        let mut fields = Fields(shared.clone());
        fields.0.push((field.to_owned(), id.to_string()));
        let errand = decode::decode_fields(entry, &fields, wall)?;
        let once = slip.once.as_ref().map(|once| format!("{once}-{id}"));
        office.errand(Slip { once, ..slip.clone() }, errand, Mode::Bulk)
    };
    Ok(ids.iter().map(|id| Ran { id: *id, outcome: run(*id) }).collect())
}
