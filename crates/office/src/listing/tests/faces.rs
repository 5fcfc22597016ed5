//! What a page shows of a list.

use super::*;
use crate::testing::Bench;
use crate::{Fields, NounEntry, Refusal, Room, Rooms, View, saved_views};
use values::{Wall, Zone};

fn bench() -> Bench {
    const NOUN: NounEntry = NounEntry {
        noun: "things",
        read: READ,
        commands: &[],
        listings: &[&THINGS],
        ..saved_views::NOUN
    };
    const ROOM: Room =
        Room { name: "things", nouns: &[NOUN], migrations: &[MIGRATION], ..saved_views::ROOM };
    const OFFICE_MANAGER: crate::Role = crate::Role {
        name: "office_manager",
        title: "Office manager",
        duties: &[READ, crate::duty::SIGNED_IN],
    };
    let rooms = Rooms::default().room(saved_views::ROOM).room(ROOM).roles(&[OFFICE_MANAGER]);
    let bench = Bench::new(rooms);
    fill(bench.office.db(), &things(120));
    bench
}

fn see(bench: &Bench, who: Id<noun::Staff>, query: &str) -> Result<ListFace, Refusal> {
    with_view(bench, who, query, |view| face(view, &THINGS, "/things"))
}

fn with_view<T>(
    bench: &Bench,
    who: Id<noun::Staff>,
    query: &str,
    see: impl FnOnce(&mut View<'_, '_>) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    bench.office.read(|reader| {
        let me = bench.office.me(reader, who, bench.branch)?;
        let mut view = View {
            office: &bench.office,
            reader,
            me: &me,
            path: Fields::default(),
            query: split_query(query),
            filled: Fields::default(),
            refusal: None,
            now: bench.office.now(),
            today: TODAY,
        };
        see(&mut view)
    })
}

fn follow(href: &str) -> &str {
    href.split_once('?').map_or("", |(_, query)| query)
}

#[test]
fn chips_sorts_and_columns_lead_to_the_same_list_changed() {
    let bench = bench();
    let query = "due_from=2%2F28&standing=Past+due&noted=on&sort=name&column=name&column=due_on";
    let seen = see(&bench, bench.dana, query).unwrap();
    let words: Vec<&str> = seen.chips.iter().map(|chip| chip.words.as_str()).collect();
    assert_eq!(words, ["Due from Sat, Feb 28", "Standing Past due", "With a note"]);
    assert_eq!(
        seen.query,
        "due_from=2026-02-28&standing=late&noted=yes&sort=name&column=name&column=due_on"
    );
    let without = see(&bench, bench.dana, follow(&seen.chips[0].without_href)).unwrap();
    assert_eq!(without.chips.len(), 2);
    assert_eq!(without.columns.len(), 2);
    let clear = see(&bench, bench.dana, follow(&seen.clear_href)).unwrap();
    assert!(clear.chips.is_empty() && clear.columns.len() == 2);
    assert_eq!(seen.columns[0].sorted, Some(Direction::Up));
    let turned =
        see(&bench, bench.dana, follow(seen.columns[0].sort_href.as_ref().unwrap())).unwrap();
    assert_eq!(turned.columns[0].sorted, Some(Direction::Down));
    assert_eq!(seen.sums, [], "the amount is not shown, so neither is its sum");
    assert_eq!(seen.rows[0].cells.len(), 2);
    assert_eq!(seen.choices.iter().filter(|choice| choice.is_shown).count(), 2);
}

#[test]
fn pages_are_numbered_there_and_back() {
    let bench = bench();
    let first = see(&bench, bench.dana, "limit=20&sort=name").unwrap();
    assert_eq!((first.pages.first, first.pages.last), (1, 20));
    assert_eq!(first.pages.before_href, None);
    let second = see(&bench, bench.dana, follow(first.pages.after_href.as_ref().unwrap())).unwrap();
    assert_eq!((second.pages.first, second.pages.last), (21, 40));
    assert!(second.pages.total > 40);
    let back = see(&bench, bench.dana, follow(second.pages.before_href.as_ref().unwrap())).unwrap();
    assert_eq!((back.pages.first, back.pages.last), (1, 20));
    assert_eq!(back.rows, first.rows);
    let none = see(&bench, bench.dana, "name=nobody").unwrap();
    assert_eq!((none.pages.first, none.pages.last, none.pages.total), (0, 0, 0));
}

#[test]
fn a_filter_that_cannot_be_read_stays_to_be_mended() {
    let bench = bench();
    let seen = see(&bench, bench.dana, "due_from=someday&standing=late").unwrap();
    assert!(seen.problems.of("due_from").is_some());
    assert_eq!(seen.filters[0].value, "someday");
    assert_eq!(seen.chips.len(), 1);
    assert!(!seen.rows.is_empty());
}

#[test]
fn a_row_leads_where_its_ids_are_known() {
    let bench = bench();
    let seen = see(&bench, bench.dana, "limit=500").unwrap();
    for row in &seen.rows {
        let thing = things(120).into_iter().find(|thing| thing.id == row.id).unwrap();
        let href = thing.owner.map(|owner| format!("/owners/{owner}/things/{}", thing.id));
        assert_eq!(row.href, href);
    }
    let bulk: Vec<_> = seen.bulk.iter().map(|bulk| bulk.command).collect();
    assert_eq!(bulk, ["saved_views.remove"]);
}

#[test]
fn views_stand_in_the_menu() {
    let bench = bench();
    let save = saved_views::SaveView {
        list: "things".into(),
        name: "Late ones".into(),
        query: "standing=late".into(),
        shared: false,
    };
    bench.run(save).unwrap();
    let seen = see(&bench, bench.dana, "standing=late").unwrap();
    assert_eq!(seen.views[0].href, "/things?standing=late");
    assert!(seen.views[0].is_current && seen.views[0].is_own);
    assert_eq!(see(&bench, bench.ruth, "").unwrap().views, []);
    let refused = see(&bench, bench.stranger, "").unwrap_err();
    assert_eq!(refused, Refusal::NotAllowed { duty: READ });
}

#[test]
fn files_are_answered_for_their_formats() {
    let bench = bench();
    let answer = |query: &str| with_view(&bench, bench.dana, query, |view| file(view, &THINGS));
    let File { name: csv, .. } = the_file(answer("format=csv&standing=late").unwrap());
    assert_eq!(csv, "things-2026-03-02.csv");
    let File { bytes, .. } = the_file(answer("format=xlsx").unwrap());
    assert!(bytes.starts_with(b"PK"));
    let File { name, .. } = the_file(answer("format=print").unwrap());
    assert_eq!(name, "things-2026-03-02.pdf");
    assert!(answer("").unwrap().is_none());
    assert!(
        answer("format=csv&due_from=x").is_err(),
        "a file of other rows than asked is no answer"
    );
}

struct File {
    name: String,
    bytes: Vec<u8>,
}

fn the_file(answer: Option<crate::Answer>) -> File {
    match answer {
        Some(crate::Answer::File { name, bytes, .. }) => File { name, bytes },
        other => panic!("{other:?} is no file"),
    }
}

#[test]
fn everything_means_every_row_of_the_state() {
    let bench = bench();
    let chosen = |form: &str| {
        bench.office.read(|reader| list_chosen(reader, &THINGS, &split_query(form), BRANCH, TODAY))
    };
    assert_eq!(chosen("chosen=3&chosen=5").unwrap(), [3, 5]);
    assert!(chosen("query=standing%3Dlate").is_err());
    let late = things(120).iter().filter(|t| t.branch == 1 && t.standing() == "late").count();
    assert_eq!(chosen("everything=yes&query=standing%3Dlate%26limit%3D1").unwrap().len(), late);
}

#[test]
fn a_bulk_command_runs_on_each_row_and_each_once() {
    let bench = bench();
    let save = |name: &str| saved_views::SaveView {
        list: "things".into(),
        name: name.into(),
        query: String::new(),
        shared: true,
    };
    let mine = bench.run(save("Mine")).unwrap().saved_view.get();
    let hers = bench.run_as(bench.ruth, save("Hers")).unwrap().saved_view.get();
    let entry = bench.office.rooms().command("saved_views.remove").unwrap();
    let slip = bench.slip();
    let form = split_query("chosen=1&command=saved_views.remove&once=x");
    let wall = Wall { today: TODAY, zone: Zone::UTC };
    let run = || {
        run_chosen(&bench.office, &slip, entry, &[mine, hers], &form, &wall)
            .unwrap()
            .into_iter()
            .map(|ran| ran.outcome.map(|done| done.how).map_err(|refusal| refusal.code()))
            .collect::<Vec<_>>()
    };
    assert_eq!(run(), [Ok(crate::How::Now), Err("saved_views.of_another")]);
    assert_eq!(run()[0], Ok(crate::How::Before));
}
