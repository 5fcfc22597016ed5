//! Where a field stands: in a command, `lines[0].amount_cents`; in a form,
//! `lines[0][amount_cents]`; on the command line, `--amount`.

use super::given::Node;
use crate::{Fields, Problem, Problems};
use std::fmt;

/// A place in a command, known by its parent so that nothing is allocated on the way
/// down; it is written out only for a problem.
#[derive(Clone, Copy)]
pub(super) enum Path<'p> {
    Top,
    Field(&'p Path<'p>, &'p str),
    Item(&'p Path<'p>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Path::Top => Ok(()),
            Path::Field(Path::Top, name) => f.write_str(name),
            Path::Field(parent, name) => write!(f, "{parent}.{name}"),
            Path::Item(parent, place) => write!(f, "{parent}[{place}]"),
        }
    }
}

/// The steps of a name in either spelling: `lines[0][what]`, `lines.0.what` and
/// `lines[0].what` are `lines`, `0`, `what`.
pub(super) fn steps(name: &str) -> Vec<&str> {
    let mut steps = Vec::new();
    let mut rest = name;
    while !rest.is_empty() {
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        steps.push(&rest[..end]);
        rest = &rest[end..];
        while let Some(bracketed) = rest.strip_prefix('[') {
            // A bracket that is never closed belongs to a name nobody wrote on purpose.
            let Some((step, after)) = bracketed.split_once(']') else { return vec![name] };
            steps.push(step);
            rest = after;
        }
        rest = rest.strip_prefix('.').unwrap_or(rest);
    }
    steps
}

/// The form's usual name for a place in a command: `lines[0].amount_cents` is
/// `lines[0][amount_cents]`.
pub fn json_path_to_field(path: &str) -> String {
    let mut steps = steps(path).into_iter();
    let mut field = steps.next().unwrap_or_default().to_owned();
    for step in steps {
        field.push('[');
        field.push_str(step);
        field.push(']');
    }
    field
}

/// The name that a filled form itself uses for a place in the command. Rows left blank
/// are not part of the command, so line 1 of the command may be row 3 of the form.
pub fn field_of(path: &str, filled: &Fields) -> String {
    let node = Node::of(filled.0.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let mut here = Some(&node);
    let mut field = String::new();
    for step in steps(path) {
        let (key, child) = match step.parse::<usize>().ok().zip(here) {
            Some((place, list)) => match list.filled_items().nth(place) {
                Some((key, child)) => (key, Some(child)),
                None => (step, None),
            },
            None => (step, here.and_then(|node| node.child(step))),
        };
        match field.is_empty() {
            true => field.push_str(key),
            false => field.push_str(&format!("[{key}]")),
        }
        here = child;
    }
    match here.and_then(Node::name_as_given) {
        Some(given) => given.to_owned(),
        None => field,
    }
}

/// The same problems under the names of the filled form's own fields, so that each
/// stands at its input.
pub fn problems_by_field(problems: &Problems, filled: &Fields) -> Problems {
    let renamed = problems.0.iter().map(|problem| Problem {
        field: field_of(&problem.field, filled),
        words: problem.words.clone(),
    });
    Problems(renamed.collect())
}

/// A field as a flag: `received_on` is `received-on`, `amount_cents` is `amount`.
pub(crate) fn flag_of(name: &str) -> String {
    name.strip_suffix("_cents").unwrap_or(name).replace('_', "-")
}

/// A field as words: `received_on` is "received on", `amount_cents` is "amount".
pub(super) fn words_of(name: &str) -> String {
    name.strip_suffix("_cents").unwrap_or(name).replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_spellings_are_one_place() {
        for name in ["lines[0][what]", "lines[0].what", "lines.0.what"] {
            assert_eq!(steps(name), ["lines", "0", "what"]);
        }
        assert_eq!(steps("memo"), ["memo"]);
        assert_eq!(steps("chosen[]"), ["chosen", ""]);
        assert_eq!(steps("odd[name"), ["odd[name"]);
        assert_eq!(json_path_to_field("lines[0].amount_cents"), "lines[0][amount_cents]");
        assert_eq!(json_path_to_field("method.check.number"), "method[check][number]");
        assert_eq!(json_path_to_field(""), "");
    }

    #[test]
    fn a_problem_finds_its_input_past_blank_rows() {
        let filled = Fields(
            [("lines[0][what]", ""), ("lines[1][what]", "Mowing"), ("lines.4.what", "Edging")]
                .map(|(name, text)| (name.to_owned(), text.to_owned()))
                .into(),
        );
        assert_eq!(field_of("lines[0].what", &filled), "lines[1][what]");
        assert_eq!(field_of("lines[0].amount_cents", &filled), "lines[1][amount_cents]");
        assert_eq!(field_of("lines[1].what", &filled), "lines.4.what");
        assert_eq!(field_of("memo", &filled), "memo");
        let problems = Problems::one("lines[1].what", "Enter the what.");
        assert_eq!(
            problems_by_field(&problems, &filled).of("lines.4.what"),
            Some("Enter the what.")
        );
    }
}
