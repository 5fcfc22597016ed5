//! A closed deposit: its figures, its signatures, its seal. Nothing on it can be changed; it can
//! be confirmed by the bank's receipt, or reopened by a second person.

use super::show::{Told, strip};
use super::{parts, sign};
use crate::deposits::{COUNT, REOPEN};
use office::{Answer, Page, Refusal, View};
use ui::prelude::*;
use values::Money;

/// The page.
pub(super) fn show(view: &mut View<'_, '_>, told: &Told) -> Result<Answer, Refusal> {
    let journal = journal(view, told.row.id)?;
    let view = &*view;
    let side = [seal(view, told), sign::signatures_sheet(view, told), bank(view, told)];
    let main = [
        parts::counted_drawer(told),
        parts::items(told),
        parts::reason(view, told),
        parts::envelopes(view, told),
        parts::logs(view, told),
        journal,
    ];
    let body = html!("{}{}", strip(told), columns(Columns::MainSide, [stack(main), stack(side)]));
    let slip = Button::primary("Print the slip")
        .href(format!("/deposits/{}/slip", told.row.id))
        .key("Alt P");
    let page = Page {
        title: "Daily deposit".into(),
        note: told.row.number.clone(),
        sentence: sentence(told).into_string(),
        body: body.into_string(),
        actions: slip.html().into_string(),
        rail: "deposits",
        ..Page::default()
    };
    Ok(page.into())
}

fn sentence(told: &Told) -> Html {
    let total = told.row.total.unwrap_or(Money::ZERO);
    let items = counted(u64::from(told.before.posted.items()), "item", "items");
    let at_bank = match told.row.confirmed_on {
        Some(day) => format!("The bank credited it on {}.", day.short()),
        None => String::from("The bank has not confirmed it yet."),
    };
    Html::text(format!("Closed and sealed: {total} and {items} went to the bank. {at_bank}"))
}

/// The seal as it is printed on the slip, and what it is good for.
fn seal(view: &View<'_, '_>, told: &Told) -> Html {
    let at = told.row.closed_at.map_or_else(String::new, |at| at.clock(&view.me.zone));
    let seal = told.seal.clone().unwrap_or_default();
    let posted = told.before.posted.total();
    let over_short = told.row.over_short.unwrap_or(Money::ZERO);
    let total = told.row.total.unwrap_or(Money::ZERO);
    let proof = [
        ("Posted to accounts", money(posted)),
        ("Cash over or (short)", money(over_short)),
        ("Deposited", grand_total(total)),
    ];
    let entry = told.row.entry.map(|entry| link("Its entry", &format!("/entries/{entry}")));
    Sheet::new("Sealed")
        .fact(at)
        .body(html!(
            r#"<p class="db-t db-b">{}</p><p class="db-s db-q">{}</p>"#,
            seal,
            "The seal of the journal's line that closed it, printed on the slip."
        ))
        .body(pairs(proof))
        .foot(entry)
        .html()
}

/// The bank's receipt, and the way back while there is none.
fn bank(view: &View<'_, '_>, told: &Told) -> Html {
    let here = format!("/deposits/{}", told.row.id);
    let id = hidden("deposit", &told.row.id.to_string());
    let sheet = Sheet::new("At the bank");
    if let Some(day) = told.row.confirmed_on {
        let reference = told.row.bank_reference.as_str();
        let lines = [("Credited", Html::text(day.long())), ("Receipt", Html::text(reference))];
        return sheet.body(pairs(lines)).html();
    }
    let confirm = view.me.may(COUNT).then(|| {
        let form = CommandForm::of(view, "deposits.confirm", &here, &here);
        let content = html!(
            "{}{}{}{}",
            id,
            form.field(Field::money("amount_cents", "The bank credited")).html(),
            form.field(Field::day("confirmed_on", "On").on(view.today)).html(),
            form.field(Field::text("bank_reference", "Receipt number")).html()
        );
        form.html(content, [Button::secondary("The bank has it")])
    });
    let is_closer = told.row.closed_by == Some(view.me.staff.id) && !view.me.branch.small_office;
    let reopen = (view.me.may(REOPEN) && !is_closer).then(|| {
        let form = CommandForm::of(view, "deposits.reopen", &here, &here);
        let content = html!("{}{}", id, form.field(Field::text("reason", "Why").wide()).html());
        form.html(content, [Button::secondary("Reopen it")])
    });
    sheet.body(confirm).foot(reopen).html()
}
