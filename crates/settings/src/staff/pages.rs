//! People on screen: the list, a new one, and one person with her roles, branch by branch.

use super::records::{self, HeldRole, Person};
use super::{GrantRole, HireStaff, LetGo, MANAGE, TakeRole, listing};
use office::{Answer, Command, Page, PageEntry, Refusal, View, page};
use ui::prelude::*;
use values::{Id, noun};

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/staff", MANAGE, list),
    page("/staff/new", MANAGE, new),
    page("/staff/{staff}", MANAGE, show),
];

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut page = match ui::list::page(view, &listing::LISTING)? {
        Answer::Page(page) => page,
        file => return Ok(file),
    };
    page.sentence = "Who works here; open a person to see and change what she may do.".into();
    let add = Button::primary("Add a person").href("/staff/new").key("N");
    page.actions = buttons([add]).into_string();
    Ok(Answer::Page(page))
}

fn new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let form = CommandForm::of(view, HireStaff::NAME, "/staff/new", "/staff/{staff}");
    let fields = field_row([
        form.field(Field::text("name", "First and last name").wide().required().focused()),
        form.field(
            Field::email("email", "Signs in as").wide().hint("Blank for one who never signs in."),
        ),
    ]);
    let buttons = [
        Button::primary("Add her").key("Ctrl Enter"),
        Button::secondary("Leave it").href("/staff"),
    ];
    Ok(Answer::from(Page {
        title: "Add a person".into(),
        sentence: "She may do nothing yet: her roles are given on the next page.".into(),
        body: Sheet::new("The person").body(form.html(fields, buttons)).html().into_string(),
        keys: vec![("Ctrl Enter", "add")],
        rail: "staff",
        ..Page::default()
    }))
}

fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let id: Id<noun::Staff> = view.path.id("staff", "staff member")?;
    let person =
        records::find_person(view.reader, id)?.ok_or(Refusal::NotFound { what: "staff member" })?;
    let held = records::list_held_roles(view.reader, id)?;
    let mut main = vec![roles_sheet(view, &person, &held)];
    let mut side = Vec::new();
    if person.left_at.is_none() {
        side.push(grant_form(view, id)?);
        side.push(let_go_form(view, id));
    }
    main.push(duties_sheet(view, &held));
    main.push(journal_of(view, id)?);
    let sentence = match person.left_at {
        Some(at) => html!("She left {}.", ui::day(at.day_in(&view.me.zone))),
        None if held.is_empty() => {
            html!("{}: give her a role.", tone(Meaning::Watch, "She may do nothing yet"))
        }
        None => html!("She holds {}.", counted(held.len() as u64, "role", "roles")),
    };
    Ok(Answer::from(Page {
        title: person.name.clone(),
        note: person.email.clone().unwrap_or_else(|| "never signs in".into()),
        sentence: sentence.into_string(),
        body: stack(main).into_string(),
        side: stack(side).into_string(),
        rail: "staff",
        ..Page::default()
    }))
}

fn role_title(view: &View<'_, '_>, name: &str) -> String {
    let known = view.office.rooms().list_roles().iter().find(|role| role.name == name);
    known.map_or(name, |role| role.title).to_owned()
}

fn roles_sheet(view: &View<'_, '_>, person: &Person, held: &[HeldRole]) -> Html {
    if held.is_empty() {
        let words = "Here stand her roles, branch by branch. Give her the first one at the side.";
        return empty_page("No role yet", words, None, None);
    }
    let here = format!("/staff/{}", person.id);
    let rows = held.iter().map(|role| {
        let (staff, branch) = (person.id.to_string(), role.branch.to_string());
        let fields = [
            ("staff", staff.as_str()),
            ("branch", branch.as_str()),
            ("role", role.role.as_str()),
            ("from", here.as_str()),
            ("then", here.as_str()),
        ];
        let take = post_button(
            &format!("/do/{}", TakeRole::NAME),
            &view.office.random_hex(16),
            &fields,
            Button::link("Take it"),
        );
        Row::new([
            Cell::from(role_title(view, &role.role)),
            Cell::from(format!("{} {}", role.branch_name, role.branch_number)),
            Cell::from(ui::day(role.granted_at.day_in(&view.me.zone))),
        ])
        .action(take)
    });
    let table = Table::list("Roles")
        .column(Column::name("Role"))
        .column(Column::text("In branch").wide())
        .column(Column::day("Since"))
        .column(Column::action())
        .rows(rows);
    Sheet::new("Roles").flush(table).html()
}

fn grant_form(view: &mut View<'_, '_>, staff: Id<noun::Staff>) -> Result<Html, Refusal> {
    let here = format!("/staff/{staff}");
    let branches = office::records::list_branches(view.reader)?;
    let branches =
        branches.iter().map(|branch| (branch.id, format!("{} {}", branch.name, branch.number)));
    let roles = view.office.rooms().list_roles().iter().map(|role| (role.name, role.title));
    let form = CommandForm::of(view, GrantRole::NAME, &here, &here);
    let fields = html!(
        "{}{}{}",
        hidden("staff", &staff.to_string()),
        form.field(Field::select("role", "Role", roles)),
        form.field(Field::select("branch", "In branch", branches).value(view.branch()))
    );
    let body = form.html(fields, [Button::primary("Give the role").key("Ctrl Enter")]);
    Ok(Sheet::new("Give a role").body(body).html())
}

fn let_go_form(view: &View<'_, '_>, staff: Id<noun::Staff>) -> Html {
    let here = format!("/staff/{staff}");
    let form = CommandForm::of(view, LetGo::NAME, &here, &here);
    let fields = html!(
        "{}{}{}",
        hidden("staff", &staff.to_string()),
        form.field(Field::text("reason", "Why").wide().required()),
        quiet("She signs in no more; her name stays on what she did.")
    );
    let body = form.html(fields, [Button::secondary("Let her go")]);
    Sheet::new("She leaves").body(body).html()
}

/// What all her roles together let her do.
fn duties_sheet(view: &View<'_, '_>, held: &[HeldRole]) -> Html {
    let roles = view.office.rooms().list_roles();
    let roles = roles.iter().filter(|role| held.iter().any(|held| held.role == role.name));
    let mut words: Vec<&str> = roles.flat_map(|role| role.duties).map(|duty| duty.title).collect();
    words.sort_unstable();
    words.dedup();
    if words.is_empty() {
        return Html::empty();
    }
    let fact = counted(words.len() as u64, "permission", "permissions");
    Sheet::new("What she may do").fact(fact).body(chips(words.into_iter().map(Chip::new))).html()
}

/// A person belongs to the company: her journal stands in the company's chain.
fn journal_of(view: &mut View<'_, '_>, staff: Id<noun::Staff>) -> Result<Html, Refusal> {
    ui::journal::journal_in(view, office::slip::company(), staff)
}
