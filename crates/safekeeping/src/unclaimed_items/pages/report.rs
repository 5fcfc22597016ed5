//! Reporting to a state, and a report that was made.

use crate::unclaimed_items::records::{self, ItemRow};
use crate::unclaimed_items::{KEEP, REPORT};
use office::{Answer, Page, Refusal, View};
use ui::prelude::*;
use values::{Id, Money, noun};

/// `/unclaimed-items/report/{state}`: what a state gets, and paying it.
pub(super) fn new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let state = view.path.text("state").to_uppercase();
    let items = records::list_to_report(view.reader, branch, &state)?;
    let sum: Money = items.iter().map(|item| item.amount).sum();
    let body = match items.is_empty() {
        true => empty_page(
            "Nothing is set aside for this state",
            "Set aside what nobody answered for; then report it here.",
            Some(Button::primary("What waits").href("/unclaimed-items")),
            None,
        ),
        false => {
            let owners = owners(view, &items, sum)?;
            columns(Columns::MainSide, [owners, pay(view, &state, &items, sum)])
        }
    };
    let by = items.iter().map(|item| item.report_on).min();
    let sentence = by.map_or_else(String::new, |day| format!("It is due {}.", day.us()));
    let file = format!("/unclaimed-items/owners?state_code={state}&not_reported=yes");
    Ok(Answer::from(Page {
        title: format!("Report unclaimed money to {state}"),
        sentence,
        body: body.into_string(),
        actions: Button::secondary("The owners as a file").href(file).html().into_string(),
        keys: vec![("Alt S", "note it as paid")],
        rail: "unclaimed_items",
        ..Page::default()
    }))
}

fn owners(view: &mut View<'_, '_>, items: &[ItemRow], sum: Money) -> Result<Html, Refusal> {
    let branch = view.branch();
    let mut table = Table::list("Owners")
        .column(Column::name("Owner").wide())
        .column(Column::text("What"))
        .column(Column::day("Last heard of"))
        .column(Column::money("Amount"));
    for item in items {
        let (_, name) = records::find_face(view.reader, branch, item.customer)?;
        let row = Row::new([
            Cell::from(name),
            Cell::from(item.document.as_str()),
            Cell::from(full_day(item.touched_on)),
            Cell::from(item.amount),
        ]);
        table = table.row(row.href(format!("/unclaimed-items/{}", item.id)));
    }
    let count = counted(u64::try_from(items.len()).unwrap_or(0), "item", "items");
    let table = table.row(Row::sum([Cell::Span(3, count.into()), Cell::Total(sum)]));
    Ok(Sheet::new("Owners").flush(table.html()).html())
}

fn pay(view: &View<'_, '_>, state: &str, items: &[ItemRow], sum: Money) -> Html {
    let sheet = Sheet::new("Report and pay");
    let words = "The state's own site takes the report. What it confirms is noted here.";
    let is_own = items.iter().any(|item| item.set_aside_by == Some(view.me.staff.id));
    if !view.me.may(REPORT) || (is_own && !view.me.branch.small_office) {
        let wait = Button::not_yet("A second person reports it").wide().html();
        let why = match view.me.may(REPORT) {
            true => "You set some of it aside.",
            false => "You may not pay it.",
        };
        return sheet.body(html!("<p>{} {}</p>{}", words, why, wait)).html();
    }
    let here = format!("/unclaimed-items/report/{state}");
    let then = "/unclaimed-items/reports/{unclaimed_report}";
    let form = CommandForm::of(view, "unclaimed_items.report", &here, then);
    let content = html!(
        "{}{}{}",
        hidden("state", state),
        form.field(
            Field::text("reference", "Confirmation, or our check").wide().required().focused()
        )
        .html(),
        form.field(Field::day("paid_on", "Paid on").on(view.today)).html()
    );
    let pay = Button::primary(format!("Paid, {sum} to {state}")).key("Alt S");
    sheet.body(html!("<p>{}</p>{}", words, form.html(content, [pay]))).html()
}

/// `/unclaimed-items/reports/{id}`: what went to a state.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (branch, id): (_, Id<noun::UnclaimedReport>) =
        (view.branch(), view.path.id("id", "report")?);
    let row = records::require_report(view.reader, branch, id)?;
    let items = records::list_of_report(view.reader, branch, id)?;
    let strip = form_strip([
        FormBox::new("State", &*row.state),
        FormBox::new("Paid", row.day.us()).meaning(format!("by {}", row.made_by_name)),
        FormBox::new("Reference", &*row.reference),
        FormBox::new("Items", row.item_count.to_string()),
        FormBox::new("Amount", dollars(row.amount)).answer(),
    ]);
    let journal = journal(view, id)?;
    let mut main = Vec::new();
    if !items.is_empty() {
        main.push(owners(view, &items, row.amount)?);
    }
    main.push(journal);
    let is_back = row.taken_back_at.is_some();
    let body = match !is_back && view.me.may(REPORT) {
        false => stack(main),
        true => {
            let here = format!("/unclaimed-items/reports/{id}");
            let form = CommandForm::of(view, "unclaimed_items.take_back_report", &here, &here);
            let content = html!(
                "{}{}",
                hidden("unclaimed_report", &id.to_string()),
                form.field(Field::text("reason", "Why").wide().required()).html()
            );
            let body = form.html(content, [Button::secondary("Take it back")]);
            let words = "What it held is set aside again.";
            let sheet = Sheet::new("Take it back").body(html!("<p>{}</p>{}", words, body)).html();
            columns(Columns::MainSide, [stack(main), sheet])
        }
    };
    let sentence = match is_back {
        true => format!("It was taken back: {}", row.taken_back_reason),
        false => format!("It is with {}. Who asks for her money claims it there.", row.state),
    };
    let mut actions = vec![Button::secondary("The entry").href(format!("/entries/{}", row.entry))];
    if view.me.may(KEEP) && !is_back {
        let file = format!("/unclaimed-items/owners?report={}", row.number);
        actions.push(Button::secondary("The owners as a file").href(file));
    }
    Ok(Answer::from(Page {
        title: format!("Report {}", row.number),
        sentence: Html::text(sentence).into_string(),
        body: html!("{}{}", strip, body).into_string(),
        actions: buttons(actions).into_string(),
        rail: "unclaimed_items",
        ..Page::default()
    }))
}
