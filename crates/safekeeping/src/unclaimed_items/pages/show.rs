//! One item: whose, since when, its days, and what is due next.

use crate::unclaimed_items::records::{self, Ending, ItemRow};
use crate::unclaimed_items::{KEEP, REPORT, letter, rules};
use books::entries::records::{list_entries_of, list_lines};
use front_desk::customers::records::find_customer;
use office::{Answer, Page, Refusal, View};
use settings::preferences;
use ui::prelude::*;
use values::{Day, Id, Noun, noun};

pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (branch, id): (_, Id<noun::UnclaimedItem>) = (view.branch(), view.path.id("id", "item")?);
    let row = records::require(view.reader, branch, id)?;
    let (number, name) = records::find_face(view.reader, branch, row.customer)?;
    let days = preferences::whole(view.reader, branch, "unclaimed_answer_days")?;
    let letter_on = row.letter_at.map(|at| at.day_in(&view.me.zone));
    let ripe = rules::set_aside_from(row.dormant_on, letter_on, row.needs_letter(), days);
    let owner = link(&*name, &format!("/customers/{}", row.customer));
    let strip = form_strip([
        FormBox::new("Owner", owner).meaning(&*number),
        FormBox::new("What", &*row.document).meaning(match row.refund {
            Some(_) => "nobody cashed it",
            None => "nobody used it",
        }),
        FormBox::new("Last heard of", row.touched_on.us()).meaning(row.touch.title()),
        FormBox::new("Goes to", &*row.state).meaning(format!("by {}", row.report_on.us())),
        FormBox::new("Amount", dollars(row.amount)).answer(),
    ]);
    let course = course(&row, letter_on, ripe);
    let books = in_the_books(view, &row)?;
    let journal = journal(view, id)?;
    let side = next(view, &row, ripe)?;
    let main = stack([course, books, journal]);
    let body = match side.is_empty() {
        true => main,
        false => columns(Columns::MainSide, [main, stack(side)]),
    };
    Ok(Answer::from(Page {
        title: format!("{}, unclaimed", row.document),
        note: name,
        sentence: Html::text(sentence(&row, view.today, ripe)).into_string(),
        body: html!("{}{}", strip, body).into_string(),
        keys: if row.waits() { vec![("Alt S", "do what is next")] } else { Vec::new() },
        rail: "unclaimed_items",
        ..Page::default()
    }))
}

fn sentence(row: &ItemRow, today: Day, ripe: Option<Day>) -> String {
    match (row.ending(), row.report, row.set_aside_on) {
        (Some(Ending::Answered), ..) => format!("She answered: {}", row.ended_note),
        (Some(Ending::Touched), ..) => String::from("She was heard of; its years begin anew."),
        (Some(Ending::Used), ..) => String::from("It was used meanwhile. Nothing is due."),
        (None, Some(_), _) => format!("It is with {}, where its owner can claim it.", row.state),
        (None, None, Some(day)) => {
            format!("Set aside on {}; {} gets it by {}.", day.us(), row.state, row.report_on.us())
        }
        (None, None, None) => match ripe {
            None => format!("Its owner is to be written to by {}.", row.letter_until.us()),
            Some(day) if day > today => format!("Its owner has until {} to answer.", day.us()),
            Some(_) => String::from("Nobody answered. It may be set aside."),
        },
    }
}

/// Its days in their order, and which of them have been.
fn course(row: &ItemRow, letter_on: Option<Day>, ripe: Option<Day>) -> Html {
    let window = format!("{} to {}", row.letter_from.us(), row.letter_until.us());
    let letter = match (letter_on, row.letter_is_due) {
        (Some(day), _) if row.letter_to.is_empty() => format!("Printed {}", day.us()),
        (Some(day), _) => format!("Mailed {} to {}", day.us(), row.letter_to),
        (None, true) => String::from("Not yet"),
        (None, false) => format!("{} asks for none, it is small", row.state),
    };
    let aside = match (row.set_aside_on, ripe) {
        (Some(day), _) => day.us(),
        (None, _) if row.ended_on.is_some() => String::from("Not needed"),
        (None, Some(day)) => format!("From {} on", day.us()),
        (None, None) => String::from("After the letter"),
    };
    let rows = [
        ("Last heard of", row.touched_on.us(), row.touch.title().to_owned()),
        ("Dormant", row.dormant_on.us(), format!("By the law of {}", row.state)),
        ("Letter to its owner", window, letter),
        ("Set aside", aside, String::from("Out of her account, into 2400")),
        ("Reported and paid", format!("By {}", row.report_on.us()), row.state.clone()),
    ];
    let rows = rows
        .into_iter()
        .map(|(what, when, how)| Row::new([Cell::from(what), Cell::from(when), Cell::from(how)]));
    let table = Table::list("Its days")
        .column(Column::name("Step"))
        .column(Column::text("When").wide())
        .column(Column::text("How"))
        .rows(rows);
    Sheet::new("Its days").flush(table.html()).html()
}

fn in_the_books(view: &mut View<'_, '_>, row: &ItemRow) -> Result<Html, Refusal> {
    let branch = view.branch();
    let entries = list_entries_of(view.reader, branch, noun::UnclaimedItem::NAME, row.id.get())?;
    let sheet = Sheet::new("In the books");
    if entries.is_empty() {
        let words = match row.refund {
            Some(_) => "The check is still out. Nothing moves until it is set aside.",
            None => "It is still to her good (2150). Nothing moves until it is set aside.",
        };
        return Ok(sheet.body(quiet(words)).html());
    }
    let mut table = Table::ledger("In the books")
        .density(Density::Proof)
        .column(Column::id("Account"))
        .column(Column::name("Name").wide())
        .column(Column::money("Debit"))
        .column(Column::money("Credit"));
    for entry in entries {
        table = table.row(Row::group(&entry.memo, &format!(" {}", entry.day.short())));
        for line in list_lines(view.reader, branch, entry.id)? {
            let (debit, credit) = match line.amount.is_negative() {
                true => (Cell::Blank, Cell::from(-line.amount)),
                false => (Cell::from(line.amount), Cell::Blank),
            };
            let cells = [Cell::from(line.account.0), Cell::from(line.account_name), debit, credit];
            table = table.row(Row::new(cells).href(format!("/entries/{}", entry.id)));
        }
    }
    Ok(sheet.flush(table.html()).html())
}

/// What may be done now.
fn next(view: &mut View<'_, '_>, row: &ItemRow, ripe: Option<Day>) -> Result<Vec<Html>, Refusal> {
    let mut sheets = Vec::new();
    if row.ended_on.is_some() {
        return Ok(sheets);
    }
    if let Some(report) = row.report {
        let see = Button::secondary("See the report");
        let see = see.href(format!("/unclaimed-items/reports/{report}"));
        return Ok(vec![Sheet::new("With the state").body(see.html()).html()]);
    }
    if row.set_aside_on.is_some() && view.me.may(REPORT) {
        let words = format!("All that is set aside for {} goes together.", row.state);
        let report = Button::primary("Report and pay");
        let report = report.href(format!("/unclaimed-items/report/{}", row.state));
        let body = html!("<p>{}</p>{}", words, report.html());
        sheets.push(Sheet::new("Report it").body(body).html());
    }
    if !view.me.may(KEEP) {
        return Ok(sheets);
    }
    if row.waits() {
        let is_ripe = ripe.is_some_and(|day| day <= view.today);
        if is_ripe {
            sheets.push(set_aside(view, row));
        }
        sheets.push(write(view, row, is_ripe)?);
    }
    sheets.push(answer(view, row));
    Ok(sheets)
}

fn set_aside(view: &View<'_, '_>, row: &ItemRow) -> Html {
    let here = row.href();
    let form = CommandForm::of(view, "unclaimed_items.set_aside", &here, &here);
    let set = Button::primary("Set it aside").key("Alt S");
    let content = hidden("unclaimed_item", &row.id.to_string());
    let words = "It leaves the customer's account and is owed to the state.";
    let body = html!("<p>{}</p>{}", words, form.html(content, [set]));
    Sheet::new("Set it aside").body(body).html()
}

fn write(view: &mut View<'_, '_>, row: &ItemRow, is_ripe: bool) -> Result<Html, Refusal> {
    let (branch, here) = (view.branch(), row.href());
    let customer = find_customer(view.reader, branch, row.customer)?;
    let email = customer.map(|customer| customer.email).unwrap_or_default();
    let own = hidden("unclaimed_item", &row.id.to_string());
    let is_next = !is_ripe && row.letter_at.is_none();
    let mail = CommandForm::of(view, "unclaimed_items.send_letter", &here, &here);
    let to = mail.field(Field::email("to", "To").wide().value(&email));
    let print = CommandForm::of(view, "unclaimed_items.print_letter", &here, &here);
    let printed = match is_next {
        true => Button::primary("It is printed").key("Alt S"),
        false => Button::secondary("It is printed"),
    };
    let body = html!(
        "<p>{}</p>{}{}",
        link("Look at it as a PDF", &format!("{here}/letter")),
        print.html(own.clone(), [printed]),
        mail.html(html!("{}{}", own, to), [Button::secondary("Mail it")])
    );
    let title = if row.letter_at.is_some() { "Write again" } else { "Write to its owner" };
    Ok(Sheet::new(title).body(body).html())
}

fn answer(view: &View<'_, '_>, row: &ItemRow) -> Html {
    let here = row.href();
    let form = CommandForm::of(view, "unclaimed_items.answer", &here, &here);
    let needs_check = row.refund.is_some() && row.set_aside_on.is_some();
    let check = needs_check
        .then(|| form.field(Field::text("new_check", "Our new check's number").required()).html());
    let content = html!(
        "{}{}{}",
        hidden("unclaimed_item", &row.id.to_string()),
        form.field(Field::text("said", "What she said, and how").wide().required()).html(),
        check
    );
    let words = match (row.set_aside_on, row.refund) {
        (None, _) => "Its years begin anew.",
        (Some(_), None) => "It is to her good again.",
        (Some(_), Some(_)) => "She gets a new check.",
    };
    let body = form.html(content, [Button::secondary("She claims it")]);
    Sheet::new("She answers").body(html!("<p>{}</p>{}", words, body)).html()
}

/// `/unclaimed-items/{id}/letter`: the letter as a PDF.
pub(super) fn letter(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (branch, today) = (view.branch(), view.today);
    let row = records::require(view.reader, branch, view.path.id("id", "item")?)?;
    let on = row.letter_at.map_or(today, |at| at.day_in(&view.me.zone));
    let facts = letter::letter(view.reader, branch, &row, on)?.facts;
    let bytes = view.office.press().print("letter", &facts)?;
    let name = format!("unclaimed-{}.pdf", row.id);
    Ok(Answer::File { name, media_type: "application/pdf", bytes })
}
