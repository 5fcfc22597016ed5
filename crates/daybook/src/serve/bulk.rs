//! Bulk: one command over the chosen rows of a list, each row on its own, with a result
//! per row.

use crate::serve::request::Asked;
use crate::serve::session::{self, SignedIn};
use crate::serve::{App, forms, frame};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use office::listing::{self, Listing, Ran};
use office::{Entry, Page, Refusal};
use ui::prelude::*;
use values::Wall;

/// Runs the command of a bulk form and shows what came of each row.
pub fn run(app: &App, asked: &Asked) -> Result<Response, Refusal> {
    let rooms = app.office.rooms();
    let name = asked.places.text("listing");
    let listing = rooms
        .listings()
        .find(|listing| listing.name == name)
        .ok_or(Refusal::NotFound { what: "list" })?;
    let command = asked.form.text("command");
    let entry = listing
        .bulk
        .iter()
        .find(|known| **known == command)
        .and_then(|known| rooms.command(known))
        .ok_or(Refusal::NotFound { what: "command" })?;
    let (signed_in, ids) = app.office.read(|reader| {
        let signed_in = session::find(&app.office, reader, asked)?;
        if !signed_in.me.may(listing.duty) {
            return Err(Refusal::NotAllowed { duty: listing.duty });
        }
        let today = app.office.now().day_in(&signed_in.me.zone);
        let branch = signed_in.me.branch.id;
        let ids = listing::list_chosen(reader, listing, &asked.form, branch, today)?;
        Ok((signed_in, ids))
    })?;
    let slip = forms::slip(&app.office, &signed_in, asked.form.get("once").map(str::to_owned));
    let wall = Wall::at(slip.at, &signed_in.me.zone);
    let ran = listing::run_chosen(&app.office, &slip, entry, &ids, &asked.form, &wall)?;
    show(app, asked, &signed_in, (listing, entry), &ran)
}

fn show(
    app: &App,
    asked: &Asked,
    signed_in: &SignedIn,
    (listing, entry): (&Listing, &Entry),
    ran: &[Ran],
) -> Result<Response, Refusal> {
    let refused = ran.iter().filter(|row| row.outcome.is_err()).count();
    let mut table = Table::list("What came of each row")
        .column(Column::id("Row"))
        .column(Column::status("Outcome"))
        .column(Column::text("Words").wide());
    for row in ran {
        let (state, words) = match &row.outcome {
            Ok(_) => (status(Meaning::Good, "Done"), String::new()),
            Err(refusal) => (status(Meaning::Wrong, "Refused"), refusal.words()),
        };
        let href = listing.href.replace("{id}", &row.id.to_string());
        let cells = [Cell::from(row.id.to_string()), Cell::from(state), Cell::from(words)];
        table = table.row(Row::new(cells).href(href));
    }
    let back = Button::primary("Back to the list").href(listing.page_path());
    let page = Page {
        title: entry.title.to_owned(),
        sentence: html!("{} done, {} refused.", ran.len() - refused, refused).into_string(),
        body: Sheet::new("Rows").flush(table).html().into_string(),
        actions: back.html().into_string(),
        ..Page::default()
    };
    let html =
        app.office.read(|reader| frame::of_page(app, reader, asked, signed_in, page, None))?;
    Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response())
}
