//! Why a typed text is not a value, in words a person at the counter can act on.

use std::borrow::Cow;
use std::fmt;

/// What is wrong with a typed text, and what to enter instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError(Cow<'static, str>);

impl ParseError {
    /// An error that says `message`, a whole sentence.
    pub fn new(message: impl Into<Cow<'static, str>>) -> ParseError {
        ParseError(message.into())
    }

    /// The sentence to show beside the field.
    pub fn message(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ParseError {}

/// What is wrong with one field of a value that has several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field, as it is spelled in JSON.
    pub field: &'static str,
    /// What to enter.
    pub problem: ParseError,
}
