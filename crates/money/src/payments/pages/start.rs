//! `/payments/post` before a batch is chosen: key the tape of what lies on the desk, or go on
//! with a batch that is open.

use crate::batches::{records, tape};
use office::{Answer, Page, Refusal, View};
use ui::prelude::*;
use ui::tape::tape_entry;
use values::{Id, noun};

/// The page.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (branch, today) = (view.branch(), view.today);
    let open = records::list_open(view.reader, branch, today)?;
    let is_asked = view.query.get("new").is_some() || view.refusal.is_some();
    if let ([(only, _)], false) = (&open[..], is_asked) {
        return Ok(Answer::Redirect(format!("/payments/post?batch={only}")));
    }
    let side = open_batches(view, &open)?;
    let page = Page {
        title: "Post payments".into(),
        sentence: "Key the tape first: what is left to post is then always in sight.".into(),
        body: columns(Columns::MainSide, [key_tape(view), side]).into_string(),
        keys: vec![("Enter", "next amount"), ("Alt S", "open the batch")],
        rail: "payments",
        ..Page::default()
    };
    Ok(page.into())
}

fn key_tape(view: &View<'_, '_>) -> Html {
    let then = "/payments/post?batch={batch}";
    let form = CommandForm::of(view, "batches.open", "/payments/post?new=1", then);
    let tapes = columns(
        Columns::Halves,
        [
            keyed(&form, "checks", "Checks, one amount a line"),
            keyed(&form, "money_orders", "Money orders, one amount a line"),
        ],
    );
    let note = form
        .field(Field::text("note", "Where from").wide())
        .hint("Such as: mail opened by Ruth and Ben at 10:40");
    let open = Button::primary("Open the batch").key("Alt S");
    let one = Button::secondary("Post without a batch").href("/payments/new");
    let body = form.html(html!("{}{}", tapes, note.html()), [open, one]);
    Sheet::new("The tape").letter('A').body(body).html()
}

/// A tape to key; a refused one stands as it was typed, with what is wrong.
fn keyed(form: &CommandForm, name: &str, label: &str) -> Html {
    match form.typed(name) {
        None => tape_entry(name, label, &[]),
        Some(_) => form.field(Field::textarea(name, label).lines(8)).html(),
    }
}

fn open_batches(
    view: &mut View<'_, '_>,
    open: &[(Id<noun::Batch>, String)],
) -> Result<Html, Refusal> {
    let branch = view.branch();
    let mut table = Table::list("Open batches")
        .column(Column::name("Batch"))
        .column(Column::number("Left"))
        .column(Column::money("To post"));
    for (batch, number) in open {
        let (left, amount) = tape::find_standing(view.reader, branch, *batch)?.left();
        let row = Row::new([Cell::from(number.as_str()), Cell::from(left), Cell::from(amount)]);
        table = table.row(row.href(format!("/payments/post?batch={batch}")));
    }
    let sheet = Sheet::new("Open batches");
    Ok(match open.is_empty() {
        true => sheet.body("No batch is open.").html(),
        false => sheet.flush(table.html()).html(),
    })
}
