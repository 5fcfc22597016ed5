//! Counting a fund. It is blind: nothing here says what should be found.

use crate::petty_funds::records;
use money::deposits::Drawer;
use money::deposits::drawer::Pile;
use office::{Answer, Page, Refusal, View};
use ui::prelude::*;
use ui::{Denomination, cash_count};
use values::{Id, noun};

pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (branch, id): (_, Id<noun::PettyFund>) = (view.branch(), view.path.id("id", "fund")?);
    let fund = records::find_fund(view.reader, branch, id)?
        .filter(|fund| !fund.is_closed)
        .ok_or(Refusal::NotFound { what: "fund" })?;
    let here = format!("/petty-funds/{id}/count");
    let then = format!("/petty-funds/{id}");
    let form = CommandForm::of(view, "petty_funds.count", &here, &then);
    let is_whole = view.query.get("pieces").is_some();
    let shown = Drawer::default().piles().into_iter().filter(|pile| is_whole || is_usual(pile));
    let lines = shown.map(|pile| {
        let name = format!("drawer[{}]", pile.name);
        let typed = form.typed(&name).and_then(|text| text.trim().parse().ok());
        let count = typed.unwrap_or(pile.count);
        Denomination { words: pile.words.to_owned(), count, each: pile.each, name }
    });
    let cash = cash_count(&lines.collect::<Vec<_>>(), "In the fund");
    let more = (!is_whole).then(|| {
        let words = "Rolls, $1 and 50¢ coins";
        html!("<p>{}</p>", link(words, &format!("{here}?pieces=all")))
    });
    let save = Button::primary("Save the count").key("Alt S").wide();
    let content = html!(
        r#"{}{}<div class="db-sheet-body">{}{}</div>"#,
        hidden("petty_fund", &id.to_string()),
        cash,
        more,
        save.html()
    );
    let sheet = Sheet::new("The cash").fact("blind").flush(form.html(content, [])).html();
    let how = Sheet::new("How").body(html!(
        "<p>{}</p><p>{}</p>",
        "Count what lies in the fund. Slips and receipts are not cash.",
        "Once it is saved the page of the fund says whether it agrees. A slip that is paid after \
         the count asks for another."
    ));
    Ok(Answer::from(Page {
        title: format!("Count {}", fund.name),
        sentence: Html::text(format!("{} keeps it.", fund.custodian_name)).into_string(),
        body: columns(Columns::Halves, [sheet, how.html()]).into_string(),
        keys: vec![("Alt S", "save the count")],
        rail: "petty_funds",
        ..Page::default()
    }))
}

/// What lies in most funds; the rest is shown when it is asked for.
fn is_usual(pile: &Pile) -> bool {
    !pile.name.starts_with("rolls") && !matches!(pile.name, "coins_100" | "coins_50")
}
