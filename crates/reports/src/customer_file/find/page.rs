//! `/find?q=`: the rows alone for the palette, a whole page without scripts.

use super::people::{self, Person};
use super::question::Question;
use super::{doing, notes, papers};
use crate::customer_file::{may_open, may_read, rules, strip};
use collections::receivables;
use office::{Answer, Page, Refusal, View};
use store::Hit;
use ui::palette::{FindAct, FindGroup, FindRow, matched, results, results_page};
use ui::prelude::*;
use values::Phone;

/// How many documents of each kind the index gives.
const OF_EACH_KIND: usize = 48;

/// Answers what was typed into the box.
pub(in crate::customer_file) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let typed = view.query.text("q").to_owned();
    let groups = groups(view, &Question::of(&typed))?;
    let count: usize = groups.iter().map(|group| group.rows.len()).sum();
    let note = match (typed.is_empty(), count) {
        (true, _) => String::new(),
        (false, count) => format!("{count} found"),
    };
    if !view.query.text("fragment").is_empty() {
        return Ok(Answer::Fragment(results(&groups, &note).into_string()));
    }
    let body = html!(
        r#"<section class="db-sheet db-find-page"><form class="db-palette-in" method="get" "#
        r#"action="/find" role="search"><input type="search" name="q" value="{typed}" "#
        r#"aria-label="Find anything" autocomplete="off" autofocus>{button}</form>{rows}"#
        r#"</section>"#,
        typed = typed,
        button = Button::secondary("Find").small().html(),
        rows = results_page(&groups, &note)
    );
    Ok(Answer::from(Page {
        title: String::from("Find"),
        sentence: String::from("A piece of a name, telephone, street, number or amount is enough."),
        body: body.into_string(),
        rail: "customers",
        ..Page::default()
    }))
}

/// What was found, in the office's words, best first.
fn groups(view: &mut View<'_, '_>, question: &Question) -> Result<Vec<FindGroup>, Refusal> {
    let (rooms, me) = (view.office.rooms(), view.me);
    if question.is_blank() {
        let mut groups = kept(view, question)?;
        groups.push(doing::actions(rooms, me, question));
        groups.push(doing::pages(rooms, me, question));
        return Ok(groups);
    }
    let hits = hits(view, question)?;
    let mut papers = papers::groups(view, question, &hits)?;
    let (people, asked) = people(view, question, &hits, papers.is_empty())?;
    // Agreements bear their customers' names: beside the customers they only repeat them.
    let has_number = question.folded.contains(|one: char| one.is_ascii_digit());
    if !people.is_empty() && !has_number {
        papers.retain(|group| group.name != papers::AGREEMENTS);
    }
    let mut groups = vec![customers(view, &people, &asked)];
    groups.append(&mut papers);
    groups.extend(notes::group(view, question, &hits)?);
    let mut doing = doing::actions(rooms, me, question);
    if let Some(first) = people.first() {
        doing.rows.extend(doing::for_customer(rooms, me, first, &asked));
    }
    groups.push(doing);
    groups.push(doing::pages(rooms, me, question));
    Ok(groups)
}

/// What stands in the box before anything is typed: the customers pinned, and those opened last.
/// The browser keeps which they are, and asks for them by their ids.
fn kept(view: &mut View<'_, '_>, question: &Question) -> Result<Vec<FindGroup>, Refusal> {
    if !may_read(view.office.rooms(), view.me, "customers") {
        return Ok(Vec::new());
    }
    let asked = |name: &str| -> Vec<i64> {
        view.query.text(name).split(',').filter_map(|id| id.parse().ok()).collect()
    };
    let pinned = asked("pinned");
    let mut opened = asked("recent");
    opened.retain(|id| !pinned.contains(id));
    let mut groups = Vec::new();
    for (name, ids) in [("Pinned", pinned), ("Opened last", opened)] {
        let people = people::these(view.reader, view.branch(), view.today, &ids)?;
        let FindGroup { rows, .. } = customers(view, &people, question);
        groups.push(FindGroup { name: name.to_owned(), rows });
    }
    Ok(groups)
}

/// The index's documents: with what was typed, and with the digits of a telephone.
fn hits(view: &mut View<'_, '_>, question: &Question) -> Result<Vec<Hit>, Refusal> {
    if question.is_short() {
        return Ok(Vec::new());
    }
    let branch = view.branch().get();
    let pieces: Vec<&str> = question.pieces.iter().map(String::as_str).collect();
    let mut hits = store::search_each(view.reader, branch, &pieces, OF_EACH_KIND)?;
    if let Some(digits) = &question.digits {
        let dialled = store::search_each(view.reader, branch, &[digits], OF_EACH_KIND)?;
        hits.extend(dialled);
    }
    Ok(hits)
}

/// The customers meant, and the words by which they were found.
fn people(
    view: &mut View<'_, '_>,
    question: &Question,
    hits: &[Hit],
    is_alone: bool,
) -> Result<(Vec<Person>, Question), Refusal> {
    let (branch, today) = (view.branch(), view.today);
    if !may_read(view.office.rooms(), view.me, "customers") || question.amount.is_some() {
        return Ok((Vec::new(), question.clone()));
    }
    let found = match question.is_short() {
        true => people::beginning(view.reader, branch, today, question)?,
        false => people::behind(view.reader, branch, today, question, hits)?,
    };
    if !found.is_empty() || !is_alone {
        return Ok((found, question.clone()));
    }
    if let Some(rest) = doing::without_command(view.office.rooms(), view.me, question) {
        let hits = self::hits(view, &rest)?;
        let found = people::behind(view.reader, branch, today, &rest, &hits)?;
        if !found.is_empty() {
            return Ok((found, rest));
        }
    }
    let near = match question.may_be_name() {
        true => people::near(view.reader, branch, today, question)?,
        false => Vec::new(),
    };
    Ok((near, question.clone()))
}

fn customers(view: &View<'_, '_>, people: &[Person], question: &Question) -> FindGroup {
    let rows = people.iter().map(|person| customer(view, person, question)).collect();
    FindGroup { name: String::from("Customers"), rows }
}

fn customer(view: &View<'_, '_>, person: &Person, question: &Question) -> FindRow {
    let face = &person.face;
    let (rooms, me, id) = (view.office.rooms(), view.me, face.id);
    let sees_money = me.may(receivables::READ);
    let of_account = rules::standing_word(&face.standing);
    let of_balance = sees_money
        .then(|| rules::balance_word(face.owed, face.unapplied, face.oldest_due_on, view.today));
    let act = |key: char, does: &str, href: String| FindAct { key, does: does.to_owned(), href };
    let call = strip::dial_href(&face.phone).map(|href| act('C', "call", href));
    let pay = may_open(rooms, me, "/payments/post")
        .then(|| act('P', "payment", format!("/payments/post?customer={id}")));
    let book = may_open(rooms, me, "/work-orders/new")
        .then(|| act('B', "book", format!("/work-orders/new?customer={id}")));
    FindRow {
        href: format!("/customers/{id}"),
        name: matched(&face.name, question.shown_in(&face.name)),
        detail: detail(person, question),
        standing: of_account.or(of_balance),
        amount: match sees_money {
            true => Html::text((face.owed - face.unapplied).to_string()),
            false => Html::empty(),
        },
        next: face.next_on.map(ui::day).unwrap_or_default(),
        acts: [call, pay, book].into_iter().flatten().collect(),
    }
}

/// "212 Oak St, (352) 555-0160", or the account number where that was asked for.
fn detail(person: &Person, question: &Question) -> Html {
    let face = &person.face;
    let street = match person.street.is_empty() {
        true => Html::empty(),
        false => html!("{}, ", matched(&person.street, question.shown_in(&person.street))),
    };
    let phone = dialled(&face.phone, question);
    let number = matched(&face.number, question.shown_in(&face.number));
    match (question.shown_in(&face.number).is_empty(), phone.is_empty()) {
        (true, false) => html!("{}{}", street, phone),
        _ => html!("{}{}", street, number),
    }
}

/// A telephone with the digits underlined that were typed, in whatever form.
fn dialled(stored: &str, question: &Question) -> Html {
    let Ok(phone) = Phone::parse(stored) else {
        return Html::text(stored);
    };
    let shown = phone.to_string();
    let asked = question.digits.as_deref().or_else(|| {
        let is_number = |piece: &&String| piece.chars().all(|one| one.is_ascii_digit());
        question.pieces.iter().find(is_number).map(String::as_str)
    });
    let span = asked.and_then(|asked| digits_span(&shown, asked));
    match span {
        Some((start, end)) => html!(
            "{}{}{}",
            &shown[..start],
            matched(&shown[start..end], &shown[start..end]),
            &shown[end..]
        ),
        None => Html::text(shown),
    }
}

/// From where to where these digits stand in a text, signs between them included.
fn digits_span(shown: &str, asked: &str) -> Option<(usize, usize)> {
    let places: Vec<(usize, char)> =
        shown.char_indices().filter(|(_, one)| one.is_ascii_digit()).collect();
    let digits: String = places.iter().map(|(_, one)| *one).collect();
    let first = digits.find(asked).filter(|_| !asked.is_empty())?;
    let last = first + asked.len() - 1;
    Some((places.get(first)?.0, places.get(last)?.0 + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_underlined_in_whatever_form_the_number_is_shown() {
        let shown = |typed: &str| dialled("+13525550123", &Question::of(typed)).into_string();
        assert_eq!(shown("0123"), r#"(352) 555-<u class="db-hit">0123</u>"#);
        assert_eq!(shown("555.0123"), r#"(352) <u class="db-hit">555-0123</u>"#);
        assert_eq!(shown("3525550123"), r#"(<u class="db-hit">352) 555-0123</u>"#);
        assert_eq!(shown("9999"), "(352) 555-0123");
        assert_eq!(shown("rivera"), "(352) 555-0123");
    }
}
