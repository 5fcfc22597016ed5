//! The bank accounts' pages: the list, opening one, and one account with how it stands.

use super::records::{self, BankAccountRow, Standing};
use super::{KEEP, OpenBankAccount, find_bank_account, listing};
use crate::bank_imports::TAKE;
use crate::bank_lines::{self, MATCH};
use crate::reconciliations;
use books::accounts::AccountKind;
use books::accounts::records::list_accounts;
use office::{Answer, Command, Page, Refusal, View};
use ui::prelude::*;
use values::{Id, Money, noun};

/// `/bank-accounts`.
pub(super) fn show_list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut answer = ui::list::page(view, &listing::LISTING)?;
    if let Answer::Page(page) = &mut answer {
        let mut all = Vec::new();
        if view.me.may(KEEP) {
            all.push(Button::secondary("Open a bank account").href("/bank-accounts/new").key("O"));
        }
        if view.me.may(TAKE) {
            let take = Button::primary("Take in a statement").href("/bank-imports/new").key("N");
            all.push(take);
        }
        page.actions = buttons(all).into_string();
    }
    Ok(answer)
}

/// `/bank-accounts/new`.
pub(super) fn show_new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    view.need(KEEP)?;
    let chart = list_accounts(view.reader)?;
    let assets = chart.iter().filter(|row| row.kind == AccountKind::Asset);
    let choices: Vec<(String, String)> = assets
        .filter(|row| !books::accounts::CONTROLS.contains(&row.account))
        .map(|row| (row.account.0.to_string(), format!("{} {}", row.account.0, row.name)))
        .collect();
    let here = "/bank-accounts/new";
    let form = CommandForm::of(view, OpenBankAccount::NAME, here, "/bank-accounts/{bank_account}");
    let first = view.today.first_of_month();
    let content = html!(
        "{}{}",
        field_row([
            form.field(Field::text("name", "We call it").hint("Operating").required().focused()),
            form.field(Field::text("bank", "Bank").required()),
            form.field(
                Field::text("last4", "Number ends with").hint("Four digits; no more is kept.")
            ),
        ]),
        field_row([
            form.field(Field::select("account", "In the books it is", choices)),
            form.field(Field::day("starts_on", "Lines from").on(first)),
            form.field(
                Field::money("start_cents", "Balance then")
                    .hint("The bank's, when that day began.")
            ),
        ])
    );
    let open = Button::primary("Open the account").key("Alt S");
    let leave = Button::secondary("Leave it").href("/bank-accounts");
    let body = Sheet::new("The account").body(form.html(content, [open, leave])).html();
    Ok(Answer::from(Page {
        title: "Open a bank account".into(),
        sentence: "What the books have before its first day counts as at the bank. A difference \
                   is posted to the opening balances, so that both begin at one figure."
            .into(),
        body: body.into_string(),
        keys: vec![("Alt S", "open it")],
        rail: "bank_accounts",
        ..Page::default()
    }))
}

/// `/bank-accounts/{id}`: how bank and books stand to each other.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (branch, id): (_, Id<noun::BankAccount>) =
        (view.branch(), view.path.id("id", "bank account")?);
    let row = find_bank_account(view.reader, branch, id)?
        .ok_or(Refusal::NotFound { what: "bank account" })?;
    let standing = records::standing(view.reader, branch, &row, view.today)?;
    let waiting = waiting(view, &row, &standing)?;
    let closed = reconciliations::pages::list_of(view, id)?;
    let body = stack([
        strip(&row, &standing),
        columns(Columns::MainSide, [stack([waiting]), stack([proof(&standing), closed])]),
    ]);
    let mut all = Vec::new();
    if row.closed_at.is_none() {
        if view.me.may(TAKE) {
            let href = format!("/bank-imports/new?account={id}");
            all.push(Button::secondary("Take in a statement").href(href).key("N"));
        }
        if view.me.may(reconciliations::CLOSE) {
            let href = format!("/reconciliations/new?account={id}");
            all.push(Button::secondary("Reconcile").href(href).key("R"));
        }
        if view.me.may(MATCH) && standing.unposted_items > 0 {
            let href = format!("/bank-lines/match?account={id}");
            all.push(Button::primary("Match the lines").href(href).key("M"));
        }
    }
    Ok(Answer::from(Page {
        title: row.name.clone(),
        sentence: sentence(&row, &standing),
        body: body.into_string(),
        actions: buttons(all).into_string(),
        rail: "bank_accounts",
        ..Page::default()
    }))
}

fn sentence(row: &BankAccountRow, standing: &Standing) -> String {
    let now = match (standing.unposted_items, standing.outstanding_items) {
        (0, 0) => String::from("Bank and books agree line by line."),
        (0, _) => String::from("Every line of the bank is in the books."),
        (1, _) => String::from("One line of the bank waits for its match."),
        (lines, _) => format!("{lines} lines of the bank wait for their match."),
    };
    let words = format!("{}, number ending with {}. {now}", row.bank, row.last4);
    Html::text(words).into_string()
}

fn strip(row: &BankAccountRow, standing: &Standing) -> Html {
    let to_books = format!("/accounts/{}", row.account.0);
    let to_open = format!("/bank-lines?state=open&bank_account={}", row.id);
    let outstanding = format!("/reconciliations/new?account={}", row.id);
    form_strip([
        FormBox::new("In the books", link(standing.books.to_string(), &to_books))
            .meaning(format!("account {}", row.account.0)),
        FormBox::new("Not at the bank", link(standing.outstanding.to_string(), &outstanding))
            .meaning(counted(count(standing.outstanding_items), "line", "lines")),
        FormBox::new("Not in the books", link(standing.unposted.to_string(), &to_open))
            .meaning(counted(count(standing.unposted_items), "line", "lines")),
        FormBox::new("At the bank", dollars(standing.bank)).answer(),
    ])
}

fn count(items: i64) -> u64 {
    u64::try_from(items).unwrap_or(0)
}

/// The sum by which books and bank are one, for whoever wants to add it up.
fn proof(standing: &Standing) -> Html {
    let minus = |amount: Money| -amount;
    let lines = [
        ("In the books", figure(standing.books)),
        ("Less what the bank does not have", figure(minus(standing.outstanding))),
        ("Plus what the books do not have", figure(standing.unposted)),
    ];
    let body = pairs_with_sum(lines, ("At the bank", grand_total(standing.bank)));
    Sheet::new("How they are one").body(body).html()
}

fn figure(amount: Money) -> Html {
    money(amount)
}

/// The latest lines that wait, with the way to match each.
fn waiting(
    view: &mut View<'_, '_>,
    row: &BankAccountRow,
    standing: &Standing,
) -> Result<Html, Refusal> {
    let branch = view.branch();
    let lines = bank_lines::records::list_open_lines(view.reader, branch, row.id)?;
    let to_all = format!("/bank-lines?bank_account={}", row.id);
    let sheet = Sheet::new("Waits for its match");
    if lines.is_empty() {
        let words = match standing.bank == row.start {
            true => "No line was taken from the bank yet.",
            false => "Nothing waits: every line of the bank is in the books.",
        };
        return Ok(sheet.body(html!("<p>{} {}</p>", words, link("All lines", &to_all))).html());
    }
    let rows = lines.iter().take(SHOWN).map(|line| {
        let href = format!("/bank-lines/match?account={}&line={}", row.id, line.id);
        Row::new([
            Cell::from(line.posted_on),
            Cell::from(line.words.as_str()),
            Cell::from(quiet(line.kind.title())),
            Cell::from(line.amount),
        ])
        .href(href)
    });
    let table = Table::list("Lines that wait")
        .column(Column::day("Day"))
        .column(Column::name("The bank says").wide())
        .column(Column::text("What"))
        .column(Column::money("Amount"))
        .rows(rows);
    let fact = match lines.len().saturating_sub(SHOWN) {
        0 => link("all lines", &to_all),
        more => html!("{} more, {}", more, link("all lines", &to_all)),
    };
    Ok(sheet.fact(fact).flush(table.html()).html())
}

/// How many lines that wait are shown on the account's own page.
const SHOWN: usize = 14;
