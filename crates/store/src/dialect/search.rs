//! What both dialects share of search: patterns and the list of bound values.

use crate::value::V;

/// Pieces from this many letters on are found by the trigram index.
pub(super) const TRIGRAM: usize = 3;

/// The values of a query under construction; `bind` gives each its placeholder.
#[derive(Default)]
pub(crate) struct Bindings<'v>(pub(crate) Vec<V<'v>>);

impl<'v> Bindings<'v> {
    pub(crate) fn bind(&mut self, value: impl Into<V<'v>>) -> String {
        self.0.push(value.into());
        format!("${}", self.0.len())
    }
}

/// A LIKE pattern that finds `piece` after `before`, with `\` as the escape.
pub(super) fn pattern(before: &str, piece: &str) -> String {
    let mut pattern = String::from(before);
    for letter in piece.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

/// How many of `count` trigrams a document must share to be near: three in ten, at least one.
pub(super) fn enough(count: usize) -> usize {
    (count * 3).div_ceil(10).max(1)
}
