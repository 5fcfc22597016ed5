//! Branches on screen: all of them, a new one, and one with its small office rule.

use super::records::{self, BranchAddress};
use super::{MANAGE, NameCompany, OpenBranch, SetSmallOffice};
use office::{Answer, Command, Page, PageEntry, Refusal, View, page};
use ui::prelude::*;
use values::{Id, noun};

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/branches", MANAGE, list),
    page("/branches/new", MANAGE, new),
    page("/branches/{branch}", MANAGE, show),
];

const SMALL_WORDS: &str = "small office";

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branches = office::records::list_branches(view.reader)?;
    let count = branches.len() as u64;
    let mut rows = Vec::with_capacity(branches.len());
    for branch in branches {
        let address = find_address(view, branch.id)?;
        let rule = match branch.small_office {
            true => status(Meaning::Watch, SMALL_WORDS),
            false => status(Meaning::Good, "two people"),
        };
        let row = Row::new([
            Cell::from(branch.number.as_str()),
            Cell::from(branch.name.as_str()),
            Cell::from(one_line(&address)),
            Cell::from(branch.zone.as_str()),
            Cell::from(rule),
        ]);
        rows.push(row.href(format!("/branches/{}", branch.id)));
    }
    let table = Table::list("Branches")
        .column(Column::id("Number"))
        .column(Column::name("Branch"))
        .column(Column::text("Where").wide())
        .column(Column::text("Time zone"))
        .column(Column::status("Signs with"))
        .rows(rows);
    let company = office::records::find_branch(view.reader, office::slip::company())?
        .ok_or(Refusal::NotFound { what: "company" })?;
    let form = CommandForm::of(view, NameCompany::NAME, "/branches", "/branches");
    let name = Field::text("name", "Name").wide().value(&company.name);
    let rename = [Button::secondary("Name it so")];
    let naming = Sheet::new("The company").body(form.html(form.field(name), rename));
    let open = Button::primary("Open a branch").href("/branches/new").key("N");
    Ok(Answer::from(Page {
        title: "Branches".into(),
        sentence: html!(
            "{} of {}, each with its own numbers, months and deposits.",
            strong(counted(count, "branch", "branches")),
            company.name
        )
        .into_string(),
        body: Sheet::new("Branches").flush(table).html().into_string(),
        side: naming.html().into_string(),
        actions: buttons([open]).into_string(),
        rail: "branches",
        ..Page::default()
    }))
}

fn find_address(
    view: &mut View<'_, '_>,
    branch: Id<noun::Branch>,
) -> Result<BranchAddress, Refusal> {
    records::find_branch_address(view.reader, branch)?.ok_or(Refusal::NotFound { what: "branch" })
}

fn one_line(address: &BranchAddress) -> String {
    format!("{}, {}, {} {}", address.line1, address.city, address.state, address.zip)
}

fn new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let form = CommandForm::of(view, OpenBranch::NAME, "/branches/new", "/branches/{branch}");
    let fields = html!(
        "{}{}{}",
        field_row([
            form.field(Field::text("number", "Number").hint("Four digits.").focused()),
            form.field(Field::text("name", "Name").wide()),
            form.field(Field::text("zone", "Time zone").value("America/New_York")),
        ]),
        field_row([
            form.field(Field::text("line1", "Street").wide()),
            form.field(Field::text("city", "City")),
            form.field(Field::text("state", "State")),
            form.field(Field::text("zip", "Zip")),
        ]),
        field_row([
            form.field(Field::phone("phone", "Telephone")),
            form.field(Field::email("email", "E-mail address").wide()),
        ])
    );
    let buttons = [
        Button::primary("Open the branch").key("Ctrl Enter"),
        Button::secondary("Leave it").href("/branches"),
    ];
    Ok(Answer::from(Page {
        title: "Open a branch".into(),
        sentence: "Its number stands on every document; it cannot be changed later.".into(),
        body: Sheet::new("The branch").body(form.html(fields, buttons)).html().into_string(),
        keys: vec![("Ctrl Enter", "open")],
        rail: "branches",
        ..Page::default()
    }))
}

fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let id: Id<noun::Branch> = view.path.id("branch", "branch")?;
    let branch = office::records::find_branch(view.reader, id)?
        .filter(|branch| branch.id != office::slip::company())
        .ok_or(Refusal::NotFound { what: "branch" })?;
    let address = find_address(view, id)?;
    let or_none = |text: &str| match text {
        "" => quiet("none"),
        text => text.into(),
    };
    let facts = Sheet::new("Where it is").body(pairs([
        ("Address", one_line(&address).into()),
        ("Time zone", Html::text(&branch.zone)),
        ("Telephone", or_none(&address.phone)),
        ("E-mail address", or_none(&address.email)),
    ]));
    let here = format!("/branches/{id}");
    let form = CommandForm::of(view, SetSmallOffice::NAME, &here, &here);
    let (asked, words) = match branch.small_office {
        true => ("no", "Ask for two people again"),
        false => ("yes", "Let one person do it"),
    };
    let fields = html!(
        "{}{}{}",
        hidden("branch", &id.to_string()),
        hidden("small_office", asked),
        form.field(Field::text("reason", "Why").wide().required())
    );
    let rule = Sheet::new("Small office").body(form.html(fields, [Button::secondary(words)]));
    let journal = ui::journal::journal_in(view, office::slip::company(), id)?;
    Ok(Answer::from(Page {
        title: branch.name.clone(),
        note: branch.number.clone(),
        sentence: match branch.small_office {
            true => html!(
                "{}: one person may do here what otherwise takes two, and it is listed.",
                tone(Meaning::Watch, "Small office")
            ),
            false => html!("What needs two people needs two people here."),
        }
        .into_string(),
        body: stack([facts.html(), journal]).into_string(),
        side: rule.html().into_string(),
        rail: "branches",
        ..Page::default()
    }))
}
