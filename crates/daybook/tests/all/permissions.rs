//! Who may do what: every command by every role, and by nobody.

use crate::house::house;
use office::schema::{FieldKind, fields_of};
use office::{Door, Entry, Errand, Fields, Mode, Refusal, Slip, decode};
use std::fmt::Write;
use values::{Day, Id, Wall, Zone, noun};

/// A command with something in every field it must have.
fn sample(entry: &Entry) -> Option<Errand> {
    let mut fields = Fields::default();
    for field in fields_of(entry).into_iter().filter(|field| field.required) {
        let value = match &field.kind {
            FieldKind::Money => "1.00".to_owned(),
            FieldKind::Day => "2026-03-02".to_owned(),
            FieldKind::Choice => field.choices.first()?.word.clone(),
            FieldKind::Text(_) | FieldKind::Phone => "something".to_owned(),
            FieldKind::Email => "a@b.example".to_owned(),
            FieldKind::Zone => "America/New_York".to_owned(),
            FieldKind::YesNo => "no".to_owned(),
            _ => "1".to_owned(),
        };
        fields.0.push((field.path.replace("[]", "[0]"), value));
    }
    let wall = Wall { today: Day::ymd(2026, 3, 2), zone: Zone::UTC };
    decode::decode_fields(entry, &fields, &wall).ok()
}

#[test]
fn a_stranger_may_do_nothing() {
    let (_scratch, bench) = house();
    let mut asked = 0;
    for entry in bench.office.rooms().commands() {
        let Some(errand) = sample(entry) else { continue };
        asked += 1;
        let slip = bench.slip_of(bench.stranger);
        let refusal = bench.office.errand(slip, errand, Mode::Now).unwrap_err();
        assert!(matches!(refusal, Refusal::NotAllowed { .. }), "{}: {refusal}", entry.name);
    }
    assert!(asked >= 40, "only {asked} commands could be sampled");
}

#[test]
fn a_duty_in_one_branch_is_none_in_another() {
    let (_scratch, bench) = house();
    for entry in bench.office.rooms().commands() {
        let Some(errand) = sample(entry) else { continue };
        let slip = Slip { branch: bench.other_branch, door: Door::Api, ..bench.slip() };
        let refusal = bench.office.errand(slip, errand, Mode::Now).unwrap_err();
        assert!(matches!(refusal, Refusal::NotAllowed { .. }), "{}: {refusal}", entry.name);
    }
}

#[test]
fn nobody_may_act_in_a_branch_that_is_not_there() {
    let (_scratch, bench) = house();
    let entry = bench.office.rooms().command("deposits.open").unwrap();
    let slip = Slip { branch: Id::<noun::Branch>::new(99), ..bench.slip() };
    let refusal = bench.office.errand(slip, sample(entry).unwrap(), Mode::Now).unwrap_err();
    assert_eq!(refusal, Refusal::NotFound { what: "branch" });
}

/// The matrix as a person reviews it: a change of who may do what shows in the diff.
#[test]
fn the_matrix_of_roles_and_commands_is_as_reviewed() {
    let rooms = daybook::rooms::rooms();
    let mut matrix = String::new();
    for entry in rooms.commands() {
        let holders: Vec<&str> = rooms
            .list_roles()
            .iter()
            .filter(|role| rooms.allows(&[role.name.to_owned()], entry.duty))
            .map(|role| role.name)
            .collect();
        let holders = if holders.is_empty() { "the operator".into() } else { holders.join(", ") };
        let _ = writeln!(matrix, "{}: {holders}", entry.name);
    }
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/all/permissions.txt");
    if std::env::var_os("DAYBOOK_BLESS").is_some() {
        std::fs::write(&file, &matrix).unwrap();
    }
    let reviewed = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(matrix == reviewed, "who may do what has changed; review and bless:\n{matrix}");
}
