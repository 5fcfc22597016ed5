//! `/payments/{id}`: the whole life of a payment: what it paid, where it went, what was
//! corrected, and its lines in the books.

use super::forms;
use super::words::short;
use crate::faces::{self, Face};
use crate::payments::records::{self, PaymentRow, PaymentState};
use crate::payments::{CORRECT, listing};
use crate::returns::records::find_return_of;
use crate::words::capital;
use books::entries::records::{list_entries_of, list_lines};
use books::open_items::{ApplicationRow, find_credit, list_applications_of_credit};
use office::{Answer, Page, Refusal, View};
use ui::prelude::*;
use values::{Id, Money, Noun, noun};

/// The page.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let id: Id<noun::Payment> = view.path.id("id", "payment")?;
    let branch = view.branch();
    let row = records::find_payment(view.reader, branch, id)?
        .ok_or(Refusal::NotFound { what: "payment" })?;
    let face = match row.customer {
        Some(customer) => faces::records::find_face(view.reader, branch, customer)?,
        None => None,
    };
    let unapplied = match row.credit {
        Some(credit) => find_credit(view.reader, branch, credit)?.map(|credit| credit.open),
        None => None,
    };
    let unapplied = unapplied.unwrap_or(Money::ZERO);
    let main = [
        strip(view, &row, face.as_ref(), unapplied)?,
        what_it_paid(view, &row, unapplied)?,
        journal(view, id)?,
        in_the_books(view, &row)?,
    ];
    let side = forms::side(view, &row, unapplied)?;
    let page = Page {
        title: format!("Payment {}", row.number),
        sentence: sentence(view, &row, face.as_ref()).into_string(),
        body: columns(Columns::MainSide, [stack(main), side]).into_string(),
        actions: actions(&row).into_string(),
        rail: "payments",
        ..Page::default()
    };
    Ok(page.into())
}

fn sentence(view: &View<'_, '_>, row: &PaymentRow, face: Option<&Face>) -> Html {
    let from = match face {
        Some(face) => face.name.clone(),
        None if row.payer.is_empty() => String::from("somebody unknown"),
        None => row.payer.clone(),
    };
    let day = row.received_on.short();
    let words = format!(
        "{} of {} from {from}, received {day}, posted by {} at {}.",
        capital(&row.kept().words()),
        row.amount,
        row.posted_by_name,
        row.posted_at.clock(&view.me.zone)
    );
    Html::text(words)
}

fn actions(row: &PaymentRow) -> Html {
    let is_receipted = row.customer.is_some()
        && !matches!(row.state(), PaymentState::Voided | PaymentState::Returned);
    let print =
        Button::secondary("Print the receipt").href(format!("/payments/{}/receipt", row.id));
    let life = Button::secondary("Its whole life").href(format!("/biographies/{}", row.id));
    buttons(std::iter::once(life).chain(is_receipted.then_some(print)))
}

fn strip(
    view: &mut View<'_, '_>,
    row: &PaymentRow,
    face: Option<&Face>,
    unapplied: Money,
) -> Result<Html, Refusal> {
    let state = listing::STATES.iter().find(|state| state.word == row.state().word());
    let state = state.map_or("", |state| state.title);
    let whose = match (face, row.customer) {
        (Some(face), Some(customer)) => {
            FormBox::new("From", link(face.name.as_str(), &format!("/customers/{customer}")))
                .meaning(face.number.as_str())
        }
        _ => FormBox::new("From", "On hold").meaning("nobody knows yet whose it is"),
    };
    let branch = view.branch();
    let now = match row.state() {
        PaymentState::Returned => {
            let returned = find_return_of(view.reader, branch, row.id)?;
            let href = returned.map_or_else(String::new, |id| format!("/returns/{id}"));
            FormBox::new("Now", link(state, &href)).tone(Meaning::Wrong)
        }
        PaymentState::Held => FormBox::new("Now", state).tone(Meaning::Watch),
        _ => FormBox::new("Now", state),
    };
    let deposit = match (row.deposit, &row.deposit_number) {
        (Some(deposit), Some(number)) => {
            FormBox::new("Deposit", link(number.as_str(), &format!("/deposits/{deposit}"))).meaning(
                match row.deposited_at {
                    Some(_) => "closed, gone to the bank",
                    None => "not closed yet",
                },
            )
        }
        _ => match row.settled_on {
            Some(day) => FormBox::new("Paid out", day.short()),
            None => FormBox::new("Paid out", "Not yet").meaning("by the processor"),
        },
    };
    let left = FormBox::new("On account", unapplied.to_string()).meaning("not applied");
    let amount = FormBox::new("Amount", dollars(row.amount)).answer().meaning(row.memo.as_str());
    Ok(form_strip([whose, deposit, now, left, amount]))
}

/// Every application, also those taken back: a row never goes away.
fn what_it_paid(
    view: &mut View<'_, '_>,
    row: &PaymentRow,
    unapplied: Money,
) -> Result<Html, Refusal> {
    let branch = view.branch();
    let all = match row.credit {
        Some(credit) => list_applications_of_credit(view.reader, branch, credit)?,
        None => Vec::new(),
    };
    let sheet = Sheet::new("What it paid");
    if all.is_empty() {
        return Ok(sheet.body("Nothing yet: all of it stands on the account.").html());
    }
    let may_correct = view.me.may(CORRECT) && row.voided_at.is_none() && row.returned_at.is_none();
    let rows = all.iter().map(|one| {
        let standing = match (one.is_standing(), one.reverses) {
            (true, _) => status(Meaning::Good, kind_words(one)),
            (false, Some(_)) => quiet("takes it back"),
            (false, None) => quiet("taken back"),
        };
        let take_back = (may_correct && one.is_standing() && one.charge.is_some()).then(|| {
            let href = format!("/payments/{}?take_back={}", row.id, one.id);
            Button::link("Take it back").href(href)
        });
        let drawn = Row::new([
            Cell::from(one.charge_document.as_deref().map_or("", short)),
            Cell::from(one.effective_on),
            Cell::from(standing),
            Cell::from(one.amount),
        ]);
        let drawn = match one.is_standing() {
            true => drawn,
            false => drawn.quiet(),
        };
        drawn.action(take_back.map_or_else(Html::empty, |button| button.html()))
    });
    let applied = row.amount - unapplied;
    let table = Table::ledger("What it paid")
        .column(Column::id("Invoice"))
        .column(Column::day("On"))
        .column(Column::status("Standing").wide())
        .column(Column::money("Amount"))
        .column(Column::action())
        .rows(rows)
        .row(Row::sum([Cell::Span(3, "Applied".into()), Cell::Total(applied), Cell::Blank]));
    Ok(sheet.flush(table.html()).html())
}

fn kind_words(one: &ApplicationRow) -> &'static str {
    use books::open_items::ApplicationKind;
    match one.kind {
        ApplicationKind::Applied => "applied",
        ApplicationKind::Unapplied => "taken back",
        ApplicationKind::Void => "voided",
        ApplicationKind::Refund => "refunded",
        ApplicationKind::Return => "returned by the bank",
        ApplicationKind::WriteOff => "written off",
        ApplicationKind::Transfer => "transferred to another account",
        ApplicationKind::Unclaimed => "set aside, unclaimed",
    }
}

/// The entries that come from this payment, line by line.
fn in_the_books(view: &mut View<'_, '_>, row: &PaymentRow) -> Result<Html, Refusal> {
    let branch = view.branch();
    let entries = list_entries_of(view.reader, branch, noun::Payment::NAME, row.id.get())?;
    let mut table = Table::ledger("In the books")
        .density(Density::Proof)
        .column(Column::id("Account"))
        .column(Column::name("Name").wide())
        .column(Column::money("Debit"))
        .column(Column::money("Credit"));
    for entry in &entries {
        table = table.row(Row::group(&entry.memo, &format!(" {}", entry.day.short())));
        for line in list_lines(view.reader, branch, entry.id)? {
            let (debit, credit) = match line.amount.is_negative() {
                true => (Cell::Blank, Cell::from(-line.amount)),
                false => (Cell::from(line.amount), Cell::Blank),
            };
            let account = Cell::from(line.account.0);
            let row = Row::new([account, Cell::from(line.account_name), debit, credit]);
            table = table.row(row.href(format!("/entries/{}", entry.id)));
        }
    }
    let sheet = Sheet::new("In the books");
    Ok(match entries.is_empty() {
        true => sheet.body("Nothing: a payment on hold waits beside the books.").html(),
        false => sheet.flush(table.html()).html(),
    })
}
