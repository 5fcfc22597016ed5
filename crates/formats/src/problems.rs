//! What is wrong with a file of the bank: on which line, in which field, and what to do.
//!
//! A reader never stops at the first fault and never guesses. It hands out what it could read
//! together with its [`Problems`], and the [`Consequence`] of each says what the room may still
//! do: post nothing of the file, keep one line waiting for a person, or just show the remark.

use std::fmt;

/// What follows from a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Consequence {
    /// Worth showing; everything can be used.
    Noted,
    /// This line waits for a person; the other lines can be used.
    Held,
    /// Nothing of the file may be posted: it is torn, or its totals do not hold.
    Refused,
}

/// One thing that is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line of the file, counted from 1.
    pub line: u64,
    /// A stable code such as `bai2.account_total`, for settings and tests.
    pub code: &'static str,
    /// The field in plain words, such as `amount`; empty when the whole line is meant.
    pub field: &'static str,
    /// What happened and what to do.
    pub says: String,
    /// What follows from it.
    pub consequence: Consequence,
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.field {
            "" => write!(out, "line {}: {}", self.line, self.says),
            field => write!(out, "line {}, {field}: {}", self.line, self.says),
        }
    }
}

/// Everything that is wrong with a file. Memory is bounded: the first [`Problems::KEPT`] are
/// kept, the others counted. A file with more held lines than that is refused, so that no line is
/// held unseen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    kept: Vec<Problem>,
    more: u64,
    worst: Option<Consequence>,
}

impl Problems {
    /// How many problems are kept with their words.
    pub const KEPT: usize = 500;

    /// Whether nothing is wrong at all.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// How many problems there are, kept or not.
    pub fn count(&self) -> u64 {
        self.kept.len() as u64 + self.more
    }

    /// How many problems were counted and not kept.
    pub fn not_kept(&self) -> u64 {
        self.more
    }

    /// The kept problems, in the order they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.kept.iter()
    }

    /// Whether nothing of the file may be posted.
    pub fn refuse_file(&self) -> bool {
        self.worst == Some(Consequence::Refused)
    }

    /// The gravest consequence; `None` when nothing is wrong.
    pub fn worst(&self) -> Option<Consequence> {
        self.worst
    }

    /// Whether some problem has this code.
    pub fn has(&self, code: &str) -> bool {
        self.kept.iter().any(|problem| problem.code == code)
    }

    /// Adds a problem.
    pub fn add(&mut self, problem: Problem) {
        self.worst = self.worst.max(Some(problem.consequence));
        if self.kept.len() < Problems::KEPT {
            self.kept.push(problem);
            return;
        }
        self.more += 1;
        if problem.consequence == Consequence::Held {
            self.worst = Some(Consequence::Refused);
        }
    }

    /// Whether this line waits for a person.
    pub fn is_held(&self, line: u64) -> bool {
        let holds = |problem: &Problem| problem.consequence == Consequence::Held;
        self.kept.iter().any(|problem| problem.line == line && holds(problem))
    }

    pub(crate) fn refuse(
        &mut self,
        line: u64,
        code: &'static str,
        field: &'static str,
        says: impl Into<String>,
    ) {
        let consequence = Consequence::Refused;
        self.add(Problem { line, code, field, says: says.into(), consequence });
    }

    pub(crate) fn hold(
        &mut self,
        line: u64,
        code: &'static str,
        field: &'static str,
        says: impl Into<String>,
    ) {
        let consequence = Consequence::Held;
        self.add(Problem { line, code, field, says: says.into(), consequence });
    }

    pub(crate) fn note(
        &mut self,
        line: u64,
        code: &'static str,
        field: &'static str,
        says: impl Into<String>,
    ) {
        let consequence = Consequence::Noted;
        self.add(Problem { line, code, field, says: says.into(), consequence });
    }
}

/// A piece of a file cut to what fits in a message.
pub(crate) fn shown(text: &str) -> String {
    const LETTERS: usize = 60;
    match text.char_indices().nth(LETTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_of_problems_is_counted_and_the_gravest_is_known() {
        let mut problems = Problems::default();
        assert_eq!(problems.worst(), None);
        for line in 0..Problems::KEPT as u64 + 7 {
            problems.note(line, "x.note", "", "worth a look");
        }
        assert!(!problems.refuse_file());
        problems.refuse(9, "x.torn", "amount", "the file is torn; ask for it again");
        assert!(problems.refuse_file(), "also when it is not among those kept");
        assert_eq!((problems.iter().count(), problems.not_kept()), (Problems::KEPT, 8));
        assert_eq!(problems.count(), Problems::KEPT as u64 + 8);
        let mut held = Problems::default();
        (0..Problems::KEPT as u64).for_each(|line| held.hold(line, "x.day", "day", "no day"));
        assert!(held.is_held(7) && !held.is_held(9_999) && !held.refuse_file());
        held.hold(9_999, "x.day", "day", "no day");
        assert!(held.refuse_file(), "no line is held unseen");
        assert_eq!(problems.iter().next().map(|p| p.to_string()).as_deref(), {
            Some("line 0: worth a look")
        });
    }
}
