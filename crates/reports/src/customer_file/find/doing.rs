//! What can be done from the palette: the commands that have a page of their own, the
//! pages of the house, and what the customer found first may need.

use super::people::Person;
use super::question::Question;
use crate::customer_file::may_open;
use office::command::{Entry, kebab};
use office::{Me, Rooms, Shape};
use ui::mark::kbd;
use ui::palette::{FindGroup, FindRow, matched};
use ui::prelude::*;
use values::fold;

/// How many commands and how many pages are shown.
const SHOWN: usize = 6;

/// Words that people say for a command's own, beside those in its title.
const SYNONYMS: &[(&str, &str)] = &[
    ("payments.post", "record receive take enter new money check cash"),
    ("customers.open", "new add create account"),
    ("work_orders.add", "new book order visit appointment job"),
    ("agreements.sign", "new sell contract"),
    ("conversations.note", "log call new message"),
    ("entries.post", "new journal adjust"),
];

/// A command with the page on which it is entered.
struct Action {
    title: String,
    words: String,
    href: String,
    name: &'static str,
}

/// The commands that these words mean, for her who may run them.
pub(super) fn actions(rooms: &Rooms, me: &Me, question: &Question) -> FindGroup {
    let meant = list(rooms, me).into_iter().filter(|action| says(&action.words, question));
    let rows = meant.take(SHOWN).map(|action| row(&action.title, action.href, question));
    FindGroup { name: String::from("Do"), rows: rows.collect() }
}

/// The pages that these words mean.
pub(super) fn pages(rooms: &Rooms, me: &Me, question: &Question) -> FindGroup {
    let meant = rooms.nouns().filter_map(|noun| {
        let href = format!("/{}", kebab(noun.noun));
        let may = may_open(rooms, me, &href) && says(&fold(noun.title), question);
        may.then(|| row(noun.title, href, question))
    });
    FindGroup { name: String::from("Pages"), rows: meant.take(SHOWN).collect() }
}

/// What the customer found first may need, without opening her file.
pub(super) fn for_customer(
    rooms: &Rooms,
    me: &Me,
    person: &Person,
    question: &Question,
) -> Vec<FindRow> {
    let id = person.face.id;
    let name = matched(&person.face.name, question.shown_in(&person.face.name));
    let may = |pattern: &str| may_open(rooms, me, pattern);
    let line = |words: &str, between: &str, href: String, key: &str| FindRow {
        href,
        name: Html::text(words),
        detail: html!("{} {}", between, name),
        next: kbd(key),
        ..FindRow::default()
    };
    let pay = may("/payments/post")
        .then(|| line("Record a payment", "from", format!("/payments/post?customer={id}"), "P"));
    let book = may("/work-orders/new")
        .then(|| line("Book a visit", "for", format!("/work-orders/new?customer={id}"), "B"));
    [pay, book].into_iter().flatten().collect()
}

/// What is left of "receive payment smith" once the words of a command are taken off;
/// nothing when no command is meant or nothing is left.
pub(super) fn without_command(rooms: &Rooms, me: &Me, question: &Question) -> Option<Question> {
    let words: Vec<String> = list(rooms, me)
        .into_iter()
        .filter(|action| SYNONYMS.iter().any(|(name, _)| *name == action.name))
        .map(|action| action.words)
        .collect();
    let is_command =
        |piece: &str| words.iter().flat_map(|words| words.split(' ')).any(|word| word == piece);
    let joins = ["for", "from", "of", "to", "a", "the"];
    let (of_command, rest): (Vec<&str>, Vec<&str>) = question
        .pieces
        .iter()
        .map(String::as_str)
        .filter(|piece| !joins.contains(piece))
        .partition(|piece| is_command(piece));
    let is_mixed = !of_command.is_empty() && !rest.is_empty();
    is_mixed.then(|| Question::of_pieces(&rest))
}

fn list(rooms: &Rooms, me: &Me) -> Vec<Action> {
    rooms.commands().filter_map(|entry| action(rooms, me, entry)).collect()
}

fn action(rooms: &Rooms, me: &Me, entry: &Entry) -> Option<Action> {
    if matches!(entry.shape, Shape::ActsOn(_)) || !me.may(entry.duty) {
        return None;
    }
    let noun = kebab(entry.noun());
    let own = format!("/{noun}/{}", kebab(entry.verb()));
    let new = format!("/{noun}/new");
    let is_made = entry.shape == Shape::Makes;
    let href = [Some(own), is_made.then_some(new)]
        .into_iter()
        .flatten()
        .find(|href| may_open(rooms, me, href))?;
    let said = SYNONYMS.iter().find(|(name, _)| *name == entry.name).map_or("", |(_, said)| *said);
    let words = format!("{} {said}", fold(entry.title));
    Some(Action { title: entry.title.to_owned(), words, href, name: entry.name })
}

/// Whether every word typed begins one of these words.
fn says(words: &str, question: &Question) -> bool {
    let begins = |piece: &String| words.split(' ').any(|word| word.starts_with(piece.as_str()));
    question.pieces.iter().all(begins)
}

fn row(title: &str, href: String, question: &Question) -> FindRow {
    FindRow { href, name: matched(title, question.shown_in(title)), ..FindRow::default() }
}
