//! The allowance for doubtful accounts: how it follows from age, and what is to be posted.

use super::super::allow::{ALLOW, PostAllowance, Standing, standing};
use super::{as_of_form, asked_day};
use office::{Answer, Command, Page, Refusal, View};
use ui::prelude::*;
use values::Day;

/// `/receivables/allowance`: each bucket's share, and what the books lack.
pub(in crate::receivables) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    // It is posted as of a month's end; the last one stands there until another day is asked for.
    let as_of = match view.query.text("as_of") {
        "" => view.today.first_of_month().plus_days(-1),
        _ => asked_day(view),
    };
    let branch = view.branch();
    let standing = standing(view.reader, branch, as_of)?;
    let main = by_age(&standing);
    let side = [post(view, &standing, as_of), as_of_form("/receivables/allowance", as_of)];
    let words = format!("At the end of {}: the older a debt, the less of it comes in.", as_of.us());
    let back = Button::secondary("Receivables").href("/receivables");
    Ok(Answer::from(Page {
        title: "Allowance for doubtful accounts".into(),
        sentence: words,
        body: columns(Columns::MainSide, [main, stack(side)]).into_string(),
        actions: back.html().into_string(),
        keys: vec![("Alt S", "post it")],
        rail: "receivables",
        ..Page::default()
    }))
}

fn by_age(standing: &Standing) -> Html {
    let rows = standing.parts.iter().map(|(title, open, share, amount)| {
        Row::new([
            Cell::from(*title),
            Cell::from(*open),
            Cell::from(share.to_string()),
            Cell::from(*amount),
        ])
    });
    let table = Table::ledger("By age")
        .column(Column::name("Past due").wide())
        .column(Column::money("Open"))
        .column(Column::number("Share"))
        .column(Column::money("Not expected"))
        .rows(rows)
        .row(Row::sum([Cell::Span(3, "By age".into()), Cell::Total(standing.needed)]));
    Sheet::new("By age").flush(table.html()).html()
}

/// What it is in the books, and the button that posts the rest.
fn post(view: &View<'_, '_>, standing: &Standing, as_of: Day) -> Html {
    let lacks = standing.needed - standing.booked;
    let sums = pairs_with_sum(
        [("By age", money(standing.needed)), ("In the books (1190)", money(standing.booked))],
        ("To be posted", grand_total(lacks)),
    );
    let sheet = Sheet::new("In the books");
    if lacks.is_zero() || !view.me.may(ALLOW) {
        return sheet.body(sums).html();
    }
    let here = format!("/receivables/allowance?as_of={as_of}");
    let form = CommandForm::of(view, PostAllowance::NAME, &here, &here);
    let post = Button::primary(format!("Post {lacks}")).wide().key("Alt S");
    let content = hidden("as_of", &as_of.to_string());
    sheet.body(html!("{}{}", sums, form.html(content, [post]))).html()
}
