//! The pages of journals handed out.

use super::records::{self, ExportRow};
use super::{JournalFormat, SEND, listing};
use books::exports::{Export, export_chosen};
use books::periods;
use office::{Answer, Page, Refusal, View};
use settings::preferences;
use ui::prelude::*;
use values::{Id, noun};

/// `/journal-exports`: the list, and the way to hand a month out.
pub(super) fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut answer = ui::list::page(view, &listing::LISTING)?;
    if let Answer::Page(page) = &mut answer
        && view.me.may(SEND)
    {
        let send = Button::primary("Hand out a month").href("/journal-exports/new").key("N");
        page.actions = send.html().into_string();
    }
    Ok(answer)
}

/// `/journal-exports/new`: which month, for whom, for which program.
pub(super) fn new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let goes_to = preferences::text(view.reader, branch, "journal_goes_to")?;
    let months = periods::records::list_periods(view.reader, branch)?;
    let to = "/journal-exports/{journal_export}";
    let form = CommandForm::of(view, "journal_exports.send", "/journal-exports/new", to);
    // The month before this one is what is handed out at its close.
    let this = view.today.first_of_month();
    let usual = months.iter().find(|period| period.month < this).map(|period| period.id);
    let months = months.iter().map(|period| (period.id, period.month.month_name()));
    let month = Field::select("period", "Month", months).focused();
    let month = usual.map_or(month.clone(), |usual| month.value(usual));
    let formats = JournalFormat::ALL.iter().map(|format| (format.word(), format.title()));
    let fields = field_row([
        form.field(month).html(),
        form.field(Field::select("format", "For which program", formats)).html(),
        form.field(Field::text("sent_to", "Who gets it").value(goes_to)).html(),
    ]);
    let buttons = [
        Button::primary("Hand it out").key("Alt S"),
        Button::secondary("Leave it").href("/journal-exports"),
    ];
    let page = Page {
        title: "Hand out a month's journal".into(),
        sentence: "It is noted as it is now; the file is on the next page.".into(),
        body: Sheet::new("The journal").body(form.html(fields, buttons)).html().into_string(),
        rail: "journal_exports",
        ..Page::default()
    };
    Ok(page.into())
}

/// `/journal-exports/{id}`: one journal, its file, and whether they have it.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let id: Id<noun::JournalExport> = view.path.id("id", "journal export")?;
    let branch = view.branch();
    let row = records::require(view.reader, branch, id)?;
    let now = records::size_of(view.reader, branch, row.month)?;
    let journal = journal(view, id)?;
    let sentence = match (now.entries - row.size.entries, row.acknowledged_at) {
        (0, Some(at)) => {
            let day = at.day_in(&view.me.zone);
            html!("{} has had it since {}.", row.sent_to.as_str(), ui::full_day(day))
        }
        (0, None) => html!("{} has not said yet that it arrived.", row.sent_to.as_str()),
        (1, _) => html!("1 entry was posted since. Hand it out again."),
        (more, _) => html!("{} entries were posted since. Hand it out again.", more),
    };
    let strip = form_strip([
        FormBox::new("Month", row.month.month_name()),
        FormBox::new("For", row.sent_to.as_str()).meaning(row.format.title()),
        FormBox::new("Sent", row.sent_at.day_in(&view.me.zone).short()),
        FormBox::new("Entries", ui::figures::grouped(row.size.entries.unsigned_abs())),
        FormBox::new("Debits", dollars(row.size.debits)).answer(),
    ]);
    let side = stack([file_sheet(&row), arrived_sheet(view, &row)]);
    let page = Page {
        title: format!("Journal {}", row.number),
        sentence: sentence.into_string(),
        body: html!("{}{}", strip, columns(Columns::MainSide, [journal, side])).into_string(),
        rail: "journal_exports",
        ..Page::default()
    };
    Ok(page.into())
}

fn file_sheet(row: &ExportRow) -> Html {
    let words = soft("Take it and send it to them. It has what is posted in the month by now.");
    let button = Button::primary("Take the file").href(format!("/journal-exports/{}/file", row.id));
    Sheet::new("The file").body(html!("<p>{}</p>{}", words, buttons([button]))).html()
}

fn arrived_sheet(view: &View<'_, '_>, row: &ExportRow) -> Html {
    if row.acknowledged_at.is_some() {
        return Sheet::new("They say").body(html!("<p>{}</p>", &*row.acknowledgement)).html();
    }
    if !view.me.may(SEND) {
        return Html::empty();
    }
    let here = format!("/journal-exports/{}", row.id);
    let form = CommandForm::of(view, "journal_exports.acknowledge", &here, &here);
    let said = Field::text("acknowledgement", "Their words or reference").wide();
    let fields =
        html!("{}{}", hidden("journal_export", &row.id.to_string()), form.field(said).html());
    let body = form.html(fields, [Button::secondary("It arrived")]);
    Sheet::new("Has it arrived?").body(body).html()
}

/// `/journal-exports/{id}/file`: the month's entries for the program that was chosen.
pub(super) fn file(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let id = view.path.id("id", "journal export")?;
    let row = records::require(view.reader, branch, id)?;
    let names = records::list_customer_names(view.reader, branch)?;
    let name = |customer: Id<noun::Customer>| {
        names.get(&customer.get()).cloned().unwrap_or_else(|| format!("Customer {customer}"))
    };
    let format = row.format.ledger();
    let (first, last) = (row.month, row.month.last_of_month());
    let chosen = Export { format, first, last, customer_name: &name };
    let bytes = export_chosen(view.reader, branch, &chosen, Vec::new())?;
    let month = &row.month.to_string()[..7];
    let name = format!("journal-{}-{month}.{}", view.me.branch.number, format.extension());
    Ok(Answer::File { name, media_type: format.content_type(), bytes })
}
