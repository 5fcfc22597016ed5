//! The chart on screen, and one account's month with its running balance.

use super::add::{AddAccount, NAME_WORDS};
use super::records::{self, AccountRow};
use super::rename::RenameAccount;
use super::words::{AccountKind, Side};
use super::{Account, KEEP, listing};
use office::{Answer, Command, Page, Refusal, View};
use ui::prelude::*;
use values::{Day, Id, Money, noun};

/// `/accounts`: the chart, whose sums are the trial balance.
pub(super) fn show_list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    if let Some(file) = office::listing::file(view, &listing::LISTING)? {
        return Ok(file);
    }
    let (branch, today) = (view.branch(), view.today);
    let balances = records::list_balances_at(view.reader, branch, today)?;
    let off: Money = balances.iter().map(|row| row.balance).sum();
    let list = ui::list::body(view, &listing::LISTING, "/accounts")?;
    let mut actions = Vec::new();
    if view.me.may(KEEP) {
        actions.push(Button::secondary("Add an account").href("/accounts/new").key("A"));
    }
    Ok(Answer::from(Page {
        title: "Accounts".into(),
        sentence: trial_words(off).into_string(),
        body: list.into_string(),
        actions: buttons(actions).into_string(),
        keys: vec![("J/K", "move"), ("Enter", "open"), ("F", "filter")],
        rail: "accounts",
        ..Page::default()
    }))
}

fn trial_words(off: Money) -> Html {
    match off.is_zero() {
        true => html!("Debits equal credits: {}.", tone(Meaning::Good, "the books balance")),
        false => tone(
            Meaning::Wrong,
            html!("Debits and credits are {} apart. Ask for a proof.", off.abs().to_string()),
        ),
    }
}

/// `/accounts/lines`: the lines of one account or of all.
pub(super) fn show_lines(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    ui::list::page(view, &listing::LINES)
}

/// `/accounts/new`.
pub(super) fn show_new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let form = CommandForm::of(view, AddAccount::NAME, "/accounts/new", "/accounts/{account}");
    let kinds = [
        AccountKind::Asset,
        AccountKind::Liability,
        AccountKind::Equity,
        AccountKind::Revenue,
        AccountKind::Expense,
    ];
    let kinds = kinds.map(|kind| (kind.word(), kind.title()));
    let sides = [("", "The usual side of its kind"), ("debit", "Debit"), ("credit", "Credit")];
    let fields = [
        form.field(Field::text("number", "Number").hint("Four digits.").focused()).html(),
        form.field(Field::text("name", "Name").hint(NAME_WORDS)).html(),
        form.field(Field::select("kind", "Kind", kinds)).html(),
        form.field(Field::select("normal", "Stands on", sides)).html(),
    ];
    let body = form.html(Html::join(fields), [Button::primary("Add the account")]);
    Ok(Answer::from(Page {
        title: "Add an account".into(),
        sentence: "The chart is the company's: every branch posts in it.".into(),
        body: Sheet::new("The account").body(body).html().into_string(),
        rail: "accounts",
        ..Page::default()
    }))
}

/// `/accounts/{account}`: one month of an account.
pub(super) fn show_account(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let id: Id<noun::Account> = view.path.id("account", "account")?;
    let account = records::find_account(view.reader, id.into())?
        .ok_or(Refusal::NotFound { what: "account" })?;
    let month = asked_month(view);
    let branch = view.branch();
    let ledger = read_ledger(view, &account, month)?;
    let standing = records::balance_at(view.reader, branch, account.account, view.today)?;
    let side = match view.me.may(KEEP) {
        true => rename_form(view, &account),
        false => Html::empty(),
    };
    Ok(Answer::from(Page {
        title: account.name.clone(),
        note: account.account.0.to_string(),
        sentence: standing_words(&account, standing).into_string(),
        body: ledger_sheet(&account, month, &ledger).into_string(),
        side: side.into_string(),
        actions: buttons(month_buttons(account.account, month)).into_string(),
        keys: vec![("[", "month before"), ("]", "month after")],
        rail: "accounts",
        ..Page::default()
    }))
}

/// The month asked for as `?month=2026-03`; this month otherwise.
fn asked_month(view: &View<'_, '_>) -> Day {
    let asked = format!("{}-01", view.query.text("month"));
    Day::parse(&asked).unwrap_or(view.today).first_of_month()
}

/// Above so many lines a month is shown day by day.
const MOST_LINES: i64 = 300;

/// An account's month: what stood before it, and its lines or its days.
struct Ledger {
    opening: Money,
    rows: Vec<LedgerRow>,
}

struct LedgerRow {
    day: Day,
    what: String,
    href: String,
    debit: Option<Money>,
    credit: Option<Money>,
}

fn read_ledger(
    view: &mut View<'_, '_>,
    account: &AccountRow,
    month: Day,
) -> Result<Ledger, Refusal> {
    let (branch, last, number) = (view.branch(), month.last_of_month(), account.account);
    let opening = records::balance_at(view.reader, branch, number, month.plus_days(-1))?;
    let days = records::list_days(view.reader, branch, number, month, last)?;
    let count: i64 = days.iter().map(|day| day.lines).sum();
    let rows = match count > MOST_LINES {
        true => days.iter().map(|day| day_row(number, day)).collect(),
        false => records::list_account_lines(view.reader, branch, number, month, last)?
            .into_iter()
            .map(|line| LedgerRow {
                day: line.day,
                what: line.memo,
                href: format!("/entries/{}", line.entry),
                debit: line.amount.is_positive().then_some(line.amount),
                credit: line.amount.is_negative().then_some(-line.amount),
            })
            .collect(),
    };
    Ok(Ledger { opening, rows })
}

fn day_row(account: Account, row: &records::DayRow) -> LedgerRow {
    let (account, day) = (account.0, row.day);
    LedgerRow {
        day,
        what: ui::figures::counted(row.lines.unsigned_abs(), "line", "lines"),
        href: format!("/accounts/lines?account={account}&from={day}&to={day}"),
        debit: (!row.debits.is_zero()).then_some(row.debits),
        credit: (!row.credits.is_zero()).then_some(row.credits),
    }
}

/// An account's balance on its normal side: a liability of 5.00 stands at 5.00.
fn on_its_side(account: &AccountRow, balance: Money) -> Money {
    match account.normal {
        Side::Debit => balance,
        Side::Credit => -balance,
    }
}

fn standing_words(account: &AccountRow, balance: Money) -> Html {
    let balance = on_its_side(account, balance);
    html!("{} stands in it today.", strong(ui::dollars(balance)))
}

fn ledger_sheet(account: &AccountRow, month: Day, ledger: &Ledger) -> Html {
    let mut balance = ledger.opening;
    let mut rows = vec![Row::new([
        Cell::Blank,
        Cell::from("Before the month"),
        Cell::Blank,
        Cell::Blank,
        Cell::Money(on_its_side(account, balance)),
    ])];
    for row in &ledger.rows {
        balance += row.debit.unwrap_or_default() - row.credit.unwrap_or_default();
        rows.push(Row::new([
            Cell::from(row.day),
            Cell::from(link(&*row.what, &row.href)),
            row.debit.into(),
            row.credit.into(),
            Cell::Money(on_its_side(account, balance)),
        ]));
    }
    let debits: Money = ledger.rows.iter().filter_map(|row| row.debit).sum();
    let credits: Money = ledger.rows.iter().filter_map(|row| row.credit).sum();
    let table = Table::ledger("The account's month")
        .column(Column::day("Day"))
        .column(Column::text("What happened").roomy())
        .column(Column::money("Debit"))
        .column(Column::money("Credit"))
        .column(Column::money("Balance"))
        .rows(rows)
        .row(Row::sum([
            Cell::Blank,
            Cell::from("At the month's end"),
            Cell::Money(debits),
            Cell::Money(credits),
            Cell::Total(on_its_side(account, balance)),
        ]));
    let all = format!("/accounts/lines?account={}", account.account.0);
    Sheet::new(month.month_name()).fact(link("all lines", &all)).flush(table).html()
}

fn month_buttons(account: Account, month: Day) -> [Button; 2] {
    let href = |month: Day| {
        format!("/accounts/{}?month={:04}-{:02}", account.0, month.year(), month.month())
    };
    let (before, after) = (month.plus_months(-1), month.plus_months(1));
    [
        Button::secondary(before.month_name()).href(href(before)).key("["),
        Button::secondary(after.month_name()).href(href(after)).key("]"),
    ]
}

fn rename_form(view: &View<'_, '_>, account: &AccountRow) -> Html {
    let here = format!("/accounts/{}", account.account.0);
    let form = CommandForm::of(view, RenameAccount::NAME, &here, &here);
    let fields = html!(
        "{}{}{}",
        hidden("account", &account.account.0.to_string()),
        hidden("seen", &account.version.to_string()),
        form.field(Field::text("name", "Name").value(&account.name).wide()).html()
    );
    let body = form.html(fields, [Button::secondary("Rename")]);
    Sheet::new("Rename the account").body(body).html()
}
