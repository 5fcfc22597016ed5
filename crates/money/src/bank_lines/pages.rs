//! Bank lines on screen: the list, one line with its match, the screen to match them, entering
//! one by hand, and the saved rules.

mod returned;
mod show;
mod sort_out;

pub(super) use show::show;
pub(super) use sort_out::show_match;

use super::{EnterBankLine, MATCH, SaveBankRule, WithdrawBankRule, listing, records, words};
use crate::bank_accounts::records::list_bank_accounts;
use books::accounts::records::list_accounts;
use office::{Answer, Command, Page, Refusal, View};
use ui::prelude::*;

/// `/bank-lines`.
pub(super) fn show_list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut answer = ui::list::page(view, &listing::LISTING)?;
    if let Answer::Page(page) = &mut answer {
        let rules = Button::secondary("Rules").href("/bank-lines/rules?holds=on");
        let mut all = vec![rules];
        if view.me.may(MATCH) {
            all.push(Button::secondary("Enter a line").href("/bank-lines/new").key("N"));
            all.push(Button::primary("Match the lines").href("/bank-lines/match").key("M"));
        }
        page.actions = buttons(all).into_string();
    }
    Ok(answer)
}

/// The accounts a difference or a rule may be posted to, with a blank before them.
fn account_choices(view: &mut View<'_, '_>) -> Result<Vec<(String, String)>, Refusal> {
    let chart = list_accounts(view.reader)?;
    let named = chart.iter().map(|row| {
        let number = row.account.0.to_string();
        (number.clone(), format!("{number} {}", row.name))
    });
    Ok(std::iter::once((String::new(), String::new())).chain(named).collect())
}

/// `/bank-lines/new`: a line by hand, perhaps for one of a file that waits.
pub(super) fn show_enter(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    view.need(MATCH)?;
    let branch = view.branch();
    let accounts = list_bank_accounts(view.reader, branch)?;
    let accounts: Vec<_> =
        accounts.iter().map(|one| (one.id.to_string(), one.name.clone())).collect();
    let asked = view.query.text("account").to_owned();
    let form =
        CommandForm::of(view, EnterBankLine::NAME, "/bank-lines/new", "/bank-lines/{bank_line}");
    let content = html!(
        "{}{}",
        field_row([
            form.field(Field::select("bank_account", "Account", accounts).value(asked)),
            form.field(Field::day("posted_on", "Day").on(view.today)),
            form.field(Field::money("amount_cents", "Amount").hint("Out below zero: -12.00")),
        ]),
        field_row([
            form.field(Field::text("words", "The bank says").wide().required()),
            form.field(Field::text("check_number", "Check no.")),
            form.field(
                Field::number("bank_problem", "Line that waits").hint("Its number in the queue.")
            ),
        ])
    );
    let enter = Button::primary("Enter the line").key("Alt S");
    let leave = Button::secondary("Leave it").href("/bank-lines");
    let body = Sheet::new("The line").body(form.html(content, [enter, leave])).html();
    Ok(Answer::from(Page {
        title: "Enter a line of the bank".into(),
        sentence: "As the bank's own statement has it: one that no file brings, or could not."
            .into(),
        body: body.into_string(),
        keys: vec![("Alt S", "enter it")],
        rail: "bank_lines",
        ..Page::default()
    }))
}

/// `/bank-lines/rules`: the saved rules, and a new one.
pub(super) fn show_rules(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    if let Some(file) = office::listing::file(view, &listing::RULES)? {
        return Ok(file);
    }
    let list = ui::list::body(view, &listing::RULES, "/bank-lines/rules")?;
    let mut side = Vec::new();
    if view.me.may(MATCH) {
        let choices = account_choices(view)?;
        let here = "/bank-lines/rules?holds=on";
        let form = CommandForm::of(view, SaveBankRule::NAME, here, here);
        let directions = words::Direction::ALL.iter().map(|one| (one.word(), one.title()));
        let content = html!(
            "{}{}{}{}",
            form.field(Field::text("says", "The bank says").wide()).html(),
            form.field(Field::select("direction", "Money goes", directions).value("out")).html(),
            form.field(Field::select("account", "Post it to", choices)).html(),
            form.field(Field::text("memo", "As").wide()).html()
        );
        let save = [Button::primary("Save the rule")];
        side.push(Sheet::new("A new rule").body(form.html(content, save)).html());
        let branch = view.branch();
        let holding = records::list_rules(view.reader, branch)?;
        if !holding.is_empty() {
            let form = CommandForm::of(view, WithdrawBankRule::NAME, here, here);
            let choices = holding.iter().map(|one| (one.id.to_string(), one.says.clone()));
            let field = form.field(Field::select("bank_rule", "Rule", choices)).html();
            let body = form.html(field, [Button::secondary("Withdraw it")]);
            side.push(Sheet::new("Withdraw a rule").body(body).html());
        }
    }
    Ok(Answer::from(Page {
        title: "Rules for bank lines".into(),
        sentence: "A line with these words is posted by itself. What a rule has posted stands \
                   when it is withdrawn."
            .into(),
        body: columns(Columns::MainSide, [stack([list]), stack(side)]).into_string(),
        rail: "bank_lines",
        ..Page::default()
    }))
}
