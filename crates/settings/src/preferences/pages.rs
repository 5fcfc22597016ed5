//! What the branch has set, and the form that changes one of it.

use super::{KNOWN, MANAGE, Preference, PreferenceKind, SetAmount, SetPreference, known, text};
use office::{Answer, Command, Page, PageEntry, Refusal, View, page};
use ui::prelude::*;
use values::Money;

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[page("/preferences", MANAGE, show)];

/// `/preferences`, with `?name=` for the one to change.
fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let chosen = known::find(view.query.text("name"));
    let mut rows = Vec::with_capacity(KNOWN.len());
    for preference in KNOWN {
        let branch = view.branch();
        let set = super::records::find(view.reader, branch, preference.name)?;
        rows.push(row(preference, set, chosen));
    }
    let table = Table::list("Preferences")
        .column(Column::name("What").wide())
        .column(Column::text("Holds"))
        .column(Column::text("Set"))
        .column(Column::action())
        .rows(rows);
    let side = match chosen {
        Some(preference) => form(view, preference)?,
        None => Html::empty(),
    };
    Ok(Answer::from(Page {
        title: "Preferences".into(),
        note: format!("{} {}", view.me.branch.name, view.me.branch.number),
        sentence: "What this branch has set once: its drawer, its bank, its terms. Each holds \
                   until somebody sets another, and the journal keeps both."
            .into(),
        body: Sheet::new("Preferences").flush(table).html().into_string(),
        side: side.into_string(),
        keys: vec![("J/K", "move"), ("Enter", "change")],
        rail: "preferences",
        ..Page::default()
    }))
}

fn row(preference: &Preference, set: Option<String>, chosen: Option<&Preference>) -> Row {
    let origin = match set {
        Some(_) => "by us",
        None => "as it came",
    };
    let value = set.unwrap_or_else(|| preference.otherwise.to_owned());
    let href = format!("/preferences?name={}", preference.name);
    let row = Row::new([
        Cell::from(preference.title),
        Cell::from(shown(preference, &value)),
        Cell::from(quiet(origin)),
    ])
    .action(Button::link("Change").href(&href));
    match chosen.is_some_and(|chosen| chosen.name == preference.name) {
        true => row.cursor(),
        false => row,
    }
}

fn shown(preference: &Preference, value: &str) -> Html {
    match (preference.kind, value) {
        (_, "") => quiet("nothing"),
        (PreferenceKind::Cents, cents) => {
            ui::money(Money::cents(cents.parse().unwrap_or_default()))
        }
        (_, value) => value.into(),
    }
}

fn form(view: &mut View<'_, '_>, preference: &Preference) -> Result<Html, Refusal> {
    let branch = view.branch();
    let value = text(view.reader, branch, preference.name)?;
    let here = format!("/preferences?name={}", preference.name);
    let (command, field) = match preference.kind {
        PreferenceKind::Cents => {
            let amount = Money::cents(value.parse().unwrap_or_default());
            let field = Field::money("amount_cents", preference.title).amount(amount);
            (SetAmount::NAME, field)
        }
        PreferenceKind::Count => {
            (SetPreference::NAME, Field::number("value", preference.title).value(value))
        }
        PreferenceKind::Text | PreferenceKind::Clock => {
            (SetPreference::NAME, Field::text("value", preference.title).wide().value(value))
        }
    };
    let form = CommandForm::of(view, command, &here, "/preferences");
    let fields = html!("{}{}", hidden("name", preference.name), form.field(field.focused()));
    let buttons = [
        Button::primary("Set it").key("Ctrl Enter"),
        Button::secondary("Leave it").href("/preferences"),
    ];
    Ok(Sheet::new("Change it").body(form.html(fields, buttons)).html())
}
