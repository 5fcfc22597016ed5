//! Changing a fund, and closing it.

use super::records::{self, FundRow};
use money::deposits::rules::off_words;
use office::{Answer, Page, Refusal, View};
use ui::prelude::*;
use values::{Id, noun};

pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (branch, id): (_, Id<noun::PettyFund>) = (view.branch(), view.path.id("id", "fund")?);
    let fund = records::find_fund(view.reader, branch, id)?
        .filter(|fund| !fund.is_closed)
        .ok_or(Refusal::NotFound { what: "fund" })?;
    let change = change_sheet(view, &fund)?;
    let close = close_sheet(view, &fund)?;
    let back = Button::secondary("Back to the fund").href(format!("/petty-funds/{id}"));
    Ok(Answer::from(Page {
        title: format!("Change or close {}", fund.name),
        sentence: Html::text(format!(
            "It holds {}, and {} of slips wait.",
            fund.cash(),
            fund.slips
        ))
        .into_string(),
        body: columns(Columns::MainSide, [change, close]).into_string(),
        actions: back.html().into_string(),
        keys: vec![("Alt S", "change it")],
        rail: "petty_funds",
        ..Page::default()
    }))
}

fn change_sheet(view: &mut View<'_, '_>, fund: &FundRow) -> Result<Html, Refusal> {
    let branch = view.branch();
    let keepers = records::list_keepers(view.reader, branch)?;
    let keepers = keepers.into_iter().map(|(id, name)| (id.to_string(), name));
    let here = format!("/petty-funds/{}/change", fund.id);
    let then = format!("/petty-funds/{}", fund.id);
    let form = CommandForm::of(view, "petty_funds.change", &here, &then);
    let imprest = Field::money("imprest_cents", "It always comes back to").amount(fund.imprest);
    let custodian =
        Field::select("custodian", "Kept by", keepers).value(fund.custodian.to_string());
    let content = html!(
        "{}{}{}",
        hidden("petty_fund", &fund.id.to_string()),
        field_row([
            form.field(imprest.hint("The difference comes out of the bank, or goes back to it.")),
            form.field(custodian.hint("Counted before it is handed over."))
        ]),
        form.field(Field::text("reason", "Why").wide().required()).html()
    );
    let change = Button::primary("Change it").key("Alt S");
    Ok(Sheet::new("Change it").body(form.html(content, [change])).html())
}

fn close_sheet(view: &mut View<'_, '_>, fund: &FundRow) -> Result<Html, Refusal> {
    let branch = view.branch();
    let count = records::find_count(view.reader, branch, fund.id)?;
    let sheet = Sheet::new("Close it");
    let Some(count) = count.filter(|count| count.moves == fund.moves) else {
        let wait = Button::not_yet("Count the fund first").wide().html();
        return Ok(sheet.body(html!("<p>{}</p>{}", CLOSING, wait)).html());
    };
    if fund.custodian == view.me.staff.id && !view.me.branch.small_office {
        let wait = Button::not_yet("A second person closes it").wide().html();
        return Ok(sheet.body(html!("<p>{}</p>{}", CLOSING, wait)).html());
    }
    let here = format!("/petty-funds/{}/change", fund.id);
    let form = CommandForm::of(view, "petty_funds.close", &here, "/petty-funds");
    let off = count.over_short();
    let why = (!off.is_zero()).then(|| {
        let label = format!("Why it is {}", off_words(off));
        form.field(Field::text("reason", label).wide().required()).html()
    });
    let content = html!("{}{}", hidden("petty_fund", &fund.id.to_string()), why);
    let close = Button::secondary(format!("Close it, {} to the bank", count.counted));
    Ok(sheet.body(html!("<p>{}</p>{}", CLOSING, form.html(content, [close]))).html())
}

const CLOSING: &str = "The slips go to their accounts, and the cash goes back to the bank.";
