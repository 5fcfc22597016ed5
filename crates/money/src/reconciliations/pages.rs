//! Reconciliations on screen and on paper: the list, the one at hand, and one that is closed.

use super::records::{self, OutstandingRow, ReconciliationRow};
use super::report;
use super::{CLOSE, CloseReconciliation, REOPEN, ReopenReconciliation, listing};
use crate::bank_accounts::records::{Standing, list_bank_accounts, standing};
use crate::bank_accounts::{BankAccountRow, find_bank_account};
use crate::bank_lines::MATCH;
use office::{Answer, Command, Page, Refusal, View};
use ui::prelude::*;
use values::{Day, Id, Money, noun};

/// `/reconciliations`.
pub(super) fn show_list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut answer = ui::list::page(view, &listing::LISTING)?;
    if let (Answer::Page(page), true) = (&mut answer, view.me.may(CLOSE)) {
        let new = Button::primary("Reconcile").href("/reconciliations/new").key("N");
        page.actions = new.html().into_string();
    }
    Ok(answer)
}

/// An account's latest reconciliations, beside the account.
pub(crate) fn list_of(
    view: &mut View<'_, '_>,
    bank_account: Id<noun::BankAccount>,
) -> Result<Html, Refusal> {
    let branch = view.branch();
    let all = records::list_reconciliations(view.reader, branch, bank_account)?;
    let sheet = Sheet::new("Reconciled");
    if all.is_empty() {
        return Ok(sheet.body("No statement was reconciled yet.").html());
    }
    let lines = all.iter().take(6).map(|one| {
        let href = format!("/reconciliations/{}", one.id);
        (link(format!("until {}", one.ends_on.us()), &href), money(one.ending))
    });
    Ok(sheet.body(pairs(lines)).html())
}

/// What stands on the sheet: bank and books on one day, and what stands on one side only.
struct Sums {
    account: BankAccountRow,
    as_of: Day,
    standing: Standing,
    outstanding: Vec<OutstandingRow>,
    unposted: Vec<OutstandingRow>,
}

impl Sums {
    fn read(view: &mut View<'_, '_>, account: BankAccountRow, as_of: Day) -> Result<Sums, Refusal> {
        let branch = view.branch();
        let standing = standing(view.reader, branch, &account, as_of)?;
        let outstanding = records::list_outstanding(view.reader, branch, &account, as_of)?;
        let unposted = records::list_unposted(view.reader, branch, &account, as_of)?;
        Ok(Sums { account, as_of, standing, outstanding, unposted })
    }

    /// The proof in five lines, then the lists behind two of them.
    fn sheets(&self) -> Html {
        let now = &self.standing;
        let (added, taken): (Vec<&OutstandingRow>, Vec<&OutstandingRow>) =
            self.outstanding.iter().partition(|one| one.amount.is_positive());
        let proof = pairs_with_sum(
            [
                ("At the bank", money(now.bank)),
                ("Plus deposits on their way", money(sum(&added))),
                ("Less checks and others on their way", money(sum(&taken))),
                ("Less what the books do not have", money(-now.unposted)),
            ],
            ("In the books", grand_total(now.books)),
        );
        let title = format!("Bank and books on {}", self.as_of.us());
        stack([
            Sheet::new(title).body(proof).html(),
            list("Deposits on their way", "/entries", &added),
            list("Checks and others on their way", "/entries", &taken),
            list("Not in the books", "/bank-lines", &self.unposted.iter().collect::<Vec<_>>()),
        ])
    }
}

fn sum(rows: &[&OutstandingRow]) -> Money {
    rows.iter().map(|one| one.amount).sum()
}

fn list(title: &str, href: &str, rows: &[&OutstandingRow]) -> Html {
    if rows.is_empty() {
        return Html::empty();
    }
    let drawn = rows.iter().map(|one| {
        Row::new([
            Cell::from(one.day),
            Cell::from(link(one.words.as_str(), &format!("{href}/{}", one.id))),
            Cell::from(one.amount),
        ])
    });
    let table = Table::ledger(title)
        .column(Column::day("Day"))
        .column(Column::name("What").wide())
        .column(Column::money("Amount"))
        .rows(drawn)
        .row(Row::sum([Cell::Span(2, title.into()), Cell::Total(sum(rows))]));
    Sheet::new(title).flush(table.html()).html()
}

/// `/reconciliations/new?account=&ends_on=`: the one at hand.
pub(super) fn show_new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let accounts = list_bank_accounts(view.reader, branch)?;
    let text = |name: &str| view.filled.get(name).unwrap_or(view.query.text(name)).to_owned();
    let (asked, ends_on) = (text("account"), text("ends_on"));
    let asked = if asked.is_empty() { text("bank_account") } else { asked };
    let ends_on = Day::parse_input(&ends_on, view.today).unwrap_or(view.today);
    let account = accounts
        .iter()
        .find(|one| one.id.to_string() == asked)
        .or_else(|| accounts.iter().find(|one| one.closed_at.is_none()));
    let Some(account) = account.cloned() else {
        let open = Button::primary("Open a bank account").href("/bank-accounts/new");
        let words = "A statement is reconciled with the account it is of.";
        let body = empty_page("There is no bank account yet", words, Some(open), None);
        return Ok(page("Reconcile", String::new(), body, Html::empty()));
    };
    let sums = Sums::read(view, account, ends_on)?;
    let mut side = vec![choose(&accounts, &sums)];
    if view.me.may(CLOSE) {
        side.push(close_form(view, &sums));
    }
    let words = format!(
        "{} until {}. {}",
        sums.account.name,
        ends_on.us(),
        match sums.unposted.len() {
            0 => String::from("Every line of the bank is in the books."),
            lines => format!("{lines} lines of the bank are not in the books yet."),
        }
    );
    let body = columns(Columns::MainSide, [sums.sheets(), stack(side)]);
    Ok(page("Reconcile", words, body, Html::empty()))
}

fn page(title: &str, sentence: String, body: Html, actions: Html) -> Answer {
    Answer::from(Page {
        title: title.to_owned(),
        sentence: Html::text(sentence).into_string(),
        body: body.into_string(),
        actions: actions.into_string(),
        rail: "reconciliations",
        ..Page::default()
    })
}

fn choose(accounts: &[BankAccountRow], sums: &Sums) -> Html {
    let choices = accounts.iter().map(|one| (one.id.to_string(), one.name.clone()));
    let fields = field_row([
        Field::select("account", "Account", choices).value(sums.account.id),
        Field::day("ends_on", "The statement ends on").on(sums.as_of),
    ]);
    let show = Button::secondary("Show that day");
    let body = html!(
        r#"<form method="get" action="/reconciliations/new">{}{}</form>"#,
        fields,
        form_end([show])
    );
    Sheet::new("The statement").body(body).html()
}

fn close_form(view: &View<'_, '_>, sums: &Sums) -> Html {
    let here = format!("/reconciliations/new?account={}&ends_on={}", sums.account.id, sums.as_of);
    let sheet = Sheet::new("Close it");
    if !sums.unposted.is_empty() {
        let href = format!("/bank-lines/match?account={}", sums.account.id);
        let go = Button::primary("Match the lines first").href(href).wide();
        let go = if view.me.may(MATCH) { go.html() } else { Html::empty() };
        let words = "Nothing may stand at the bank alone when a statement is closed.";
        return sheet.body(html!("<p>{}</p>{}", words, go)).html();
    }
    let then = "/reconciliations/{reconciliation}";
    let form = CommandForm::of(view, CloseReconciliation::NAME, &here, then);
    let content = html!(
        "{}{}{}{}",
        hidden("bank_account", &sums.account.id.to_string()),
        hidden("ends_on", &sums.as_of.to_string()),
        form.field(
            Field::money("ending_cents", "The statement ends with")
                .hint("As printed by the bank.")
                .required()
        )
        .html(),
        form.field(Field::text("note", "Note").wide()).html()
    );
    sheet.body(form.html(content, [Button::primary("Close the reconciliation")])).html()
}

/// `/reconciliations/{id}`: one that was closed, read anew from the rows.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (row, sums) = closed(view)?;
    let id = row.id;
    let journal = journal(view, id)?;
    let facts = form_strip([
        FormBox::new("Closed by", row.closed_by_name.as_str())
            .meaning(row.closed_at.day_in(&view.me.zone).short()),
        FormBox::new("In the books", row.books.to_string()),
        FormBox::new("Not at the bank", row.outstanding.to_string()).meaning(counted(
            u64::try_from(row.outstanding_items).unwrap_or(0),
            "line",
            "lines",
        )),
        FormBox::new("The statement ends with", dollars(row.ending)).answer(),
    ]);
    let mut side = Vec::new();
    if row.reopened_at.is_none() && view.me.may(REOPEN) {
        let here = format!("/reconciliations/{id}");
        let form = CommandForm::of(view, ReopenReconciliation::NAME, &here, &here);
        let content = html!(
            "{}{}",
            hidden("reconciliation", &id.to_string()),
            form.field(Field::text("reason", "Why").wide()).html()
        );
        let body = form.html(content, [Button::secondary("Reopen it")]);
        side.push(Sheet::new("Reopen it").body(body).html());
    }
    let words = match row.reopened_at {
        Some(_) => format!("It was reopened: {}.", row.reopened_why.trim_end_matches('.')),
        None => format!("Closed. {}", row.note),
    };
    let report = format!("/reconciliations/{id}/report");
    let actions = buttons([
        Button::secondary("CSV").href(format!("{report}?as=csv")),
        Button::primary("Print it").href(report).key("P"),
    ]);
    let body = html!(
        "{}{}",
        facts,
        columns(Columns::MainSide, [stack([sums.sheets(), journal]), stack(side)])
    );
    let title = format!("{} until {}", sums.account.name, row.ends_on.us());
    Ok(page(&title, words, body, actions))
}

fn closed(view: &mut View<'_, '_>) -> Result<(ReconciliationRow, Sums), Refusal> {
    let (branch, id) = (view.branch(), view.path.id("id", "reconciliation")?);
    let row = records::find_reconciliation(view.reader, branch, id)?
        .ok_or(Refusal::NotFound { what: "reconciliation" })?;
    let account = find_bank_account(view.reader, branch, row.bank_account)?
        .ok_or(Refusal::NotFound { what: "bank account" })?;
    let as_of = row.ends_on;
    Ok((row, Sums::read(view, account, as_of)?))
}

/// `/reconciliations/{id}/report`: on paper, or as a table with `?as=csv`.
pub(super) fn show_report(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (row, sums) = closed(view)?;
    let name = format!("reconciliation-{}", row.ends_on);
    if view.query.text("as") == "csv" {
        let bytes = report::csv(&row, &sums.outstanding)?;
        return Ok(Answer::File { name: format!("{name}.csv"), media_type: "text/csv", bytes });
    }
    let paper = report::facts(view, &row, &sums.account, &sums.outstanding);
    let bytes = view.office.press().print("listing", &paper)?;
    Ok(Answer::File { name: format!("{name}.pdf"), media_type: "application/pdf", bytes })
}
