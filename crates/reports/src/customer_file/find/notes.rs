//! Finding what was said: the notes of conversations, by any piece of their words.

use super::question::Question;
use super::records::{self, PAPERS, Said};
use crate::customer_file::may_read;
use office::{Refusal, View};
use store::Hit;
use ui::palette::{FindGroup, FindRow, matched};
use ui::prelude::*;
use values::{Noun, fold, noun};

/// How many letters of a note stand before the words that were asked for.
const BEFORE: usize = 24;

/// How many letters of a note are shown.
const SHOWN: usize = 72;

/// The notes behind the index's hits, newest first.
pub(super) fn group(
    view: &mut View<'_, '_>,
    question: &Question,
    hits: &[Hit],
) -> Result<Option<FindGroup>, Refusal> {
    let is_note = |hit: &&Hit| hit.0 == noun::Conversation::NAME;
    let mut ids: Vec<i64> = hits.iter().filter(is_note).map(|(_, id, _)| *id).collect();
    // Ids grow with time: the newest are wanted.
    ids.sort_unstable_by_key(|id| std::cmp::Reverse(*id));
    ids.dedup();
    ids.truncate(PAPERS);
    if ids.is_empty() || !may_read(view.office.rooms(), view.me, "conversations") {
        return Ok(None);
    }
    let notes = records::list_said(view.reader, view.branch(), &ids)?;
    let rows = notes.iter().map(|note| row(view, note, question)).collect();
    Ok(Some(FindGroup { name: String::from("Notes"), rows }))
}

fn row(view: &View<'_, '_>, note: &Said, question: &Question) -> FindRow {
    let piece = piece_of(&note.said, question.shown_in(&note.said));
    let day = note.held_at.day_in(&view.me.zone);
    FindRow {
        href: format!("/conversations/{}", note.id),
        name: matched(&note.name, question.shown_in(&note.name)),
        detail: html!("\u{201c}{}\u{201d}", matched(&piece, question.shown_in(&piece))),
        next: html!("{}, {}", ui::day_seen_from(view.today, day), &note.noted_by),
        ..FindRow::default()
    }
}

/// The part of a note around the words, whole words only.
fn piece_of(said: &str, words: &str) -> String {
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let letters: Vec<char> = said.chars().collect();
    let at = fold(&said).find(words).map_or(0, |at| fold(&said)[..at].chars().count());
    let mut from = at.saturating_sub(BEFORE);
    while from > 0 && letters.get(from - 1).is_some_and(|letter| *letter != ' ') {
        from -= 1;
    }
    let until = letters.len().min(from + SHOWN);
    let before = if from > 0 { "\u{2026}" } else { "" };
    let after = if until < letters.len() { "\u{2026}" } else { "" };
    let middle: String = letters.get(from..until).unwrap_or(&[]).iter().collect();
    format!("{before}{}{after}", middle.trim())
}

#[cfg(test)]
mod tests {
    use super::piece_of;

    #[test]
    fn a_long_note_is_shown_around_the_words_asked_for() {
        let said = "She said the gate sticks in the rain and that the spare key is under the oak \
                    pot by the back door, ask before using it.";
        let piece = piece_of(said, "oak");
        assert!(piece.contains("under the oak pot"), "{piece}");
        assert!(piece.starts_with('\u{2026}') && piece.ends_with('\u{2026}'), "{piece}");
        assert!(!piece.contains("gate"), "{piece}");
        assert_eq!(piece_of("Likes a call before nine.", "nine"), "Likes a call before nine.");
    }
}
