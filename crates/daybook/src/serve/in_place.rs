//! Cells of lists that are edited where they stand: `/in-place/contacts/phone/12` answers the
//! open cell, and takes what was typed through the same door as the form. What is refused comes
//! back as the open cell with the words beside it.

use crate::serve::request::Asked;
use crate::serve::session::{self, SignedIn};
use crate::serve::{App, errors, forms};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use office::listing::{self, Column, Edited, Frame, Listing, OpenCell};
use office::{Entry, Mode, Refusal};
use store::Reader;
use ui::Html;
use values::Wall;

/// The cell an address names, and what edits it.
struct Named {
    listing: &'static Listing,
    column: &'static Column,
    edited: Edited,
    entry: Entry,
    id: i64,
}

/// Answers the cell with its box open.
pub fn open(app: &App, asked: &Asked) -> Result<Response, Refusal> {
    let named = named(app, asked)?;
    app.office.read(|reader| {
        let signed_in = person(app, reader, asked, &named)?;
        let place = (frame(app, &signed_in), named.id);
        let cell = listing::open_cell(reader, &named.entry, &named.edited, place)?;
        Ok(show(StatusCode::OK, &form(app, asked, &named, &cell, None)))
    })
}

/// Writes what was typed, and answers the cell's new words.
pub fn save(app: &App, asked: &Asked) -> Result<Response, Refusal> {
    let named = named(app, asked)?;
    let signed_in = app.office.read(|reader| person(app, reader, asked, &named))?;
    match write(app, asked, &named, &signed_in) {
        Ok(()) => app.office.read(|reader| words(app, reader, &named, &signed_in)),
        Err(refusal) => {
            app.office.read(|reader| show_again(app, reader, asked, &named, &signed_in, &refusal))
        }
    }
}

fn write(app: &App, asked: &Asked, named: &Named, signed_in: &SignedIn) -> Result<(), Refusal> {
    let slip = forms::slip(&app.office, signed_in, asked.form.get("once").map(str::to_owned));
    let wall = Wall::at(slip.at, &signed_in.me.zone);
    let place = (frame(app, signed_in), named.id);
    let seen = asked.form.text("seen").parse().unwrap_or_default();
    let typed = (seen, asked.form.text("value"));
    let errand = app.office.read(|reader| {
        listing::cell_errand(reader, &named.entry, &named.edited, place, typed, &wall)
    })?;
    app.office.errand(slip, errand, Mode::Now)?;
    Ok(())
}

fn words(
    app: &App,
    reader: &mut Reader<'_>,
    named: &Named,
    signed_in: &SignedIn,
) -> Result<Response, Refusal> {
    let frame = frame(app, signed_in);
    let today = frame.today;
    let cell = listing::find_cell(reader, named.listing, named.column, (frame, named.id))?;
    let words = cell.map(|cell| ui::list::cell_words(&cell, &signed_in.me.zone, today));
    Ok(show(StatusCode::OK, &words.unwrap_or_default()))
}

/// The open cell again, with what was typed and why it was refused. Where a colleague was
/// quicker it says what is kept now, and a second Enter is meant.
fn show_again(
    app: &App,
    reader: &mut Reader<'_>,
    asked: &Asked,
    named: &Named,
    signed_in: &SignedIn,
    refusal: &Refusal,
) -> Result<Response, Refusal> {
    let place = (frame(app, signed_in), named.id);
    let now = listing::open_cell(reader, &named.entry, &named.edited, place)?;
    let is_stale = now.seen.to_string() != asked.form.text("seen");
    let words = match refusal {
        Refusal::Invalid(problems) => {
            let own = problems.of(named.edited.field).map(str::to_owned);
            own.unwrap_or_else(|| refusal.words())
        }
        _ if is_stale && now.text.is_empty() => {
            format!("{} Now it is blank.", refusal.words())
        }
        _ if is_stale => format!("{} Now it is {}.", refusal.words(), now.text),
        _ => refusal.words(),
    };
    let typed = OpenCell { text: asked.form.text("value").to_owned(), ..now };
    Ok(show(errors::status(refusal), &form(app, asked, named, &typed, Some(words))))
}

fn form(app: &App, asked: &Asked, named: &Named, cell: &OpenCell, wrong: Option<String>) -> Html {
    let once = app.office.random_hex(16);
    ui::list::cell_form(named.column, cell, &asked.path, &once, wrong)
}

fn show(status: StatusCode, html: &Html) -> Response {
    let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    (status, kind, html.as_str().to_owned()).into_response()
}

fn named(app: &App, asked: &Asked) -> Result<Named, Refusal> {
    let rooms = app.office.rooms();
    let what = |what| Refusal::NotFound { what };
    let name = asked.places.text("listing");
    let listing = rooms.listings().find(|one| one.name == name).ok_or(what("list"))?;
    let column = listing.column(asked.places.text("column")).ok_or(what("column"))?;
    let edited = column.edited.ok_or(what("box"))?;
    let entry = *rooms.command(edited.by.command).ok_or(what("command"))?;
    let id = asked.places.text("id").parse().map_err(|_| what("row"))?;
    Ok(Named { listing, column, edited, entry, id })
}

/// Who asks, if she may read the list and edit its rows.
fn person(
    app: &App,
    reader: &mut Reader<'_>,
    asked: &Asked,
    named: &Named,
) -> Result<SignedIn, Refusal> {
    let signed_in = session::find(&app.office, reader, asked)?;
    let needed = [named.listing.duty, named.entry.duty];
    match needed.into_iter().find(|duty| !signed_in.me.may(*duty)) {
        Some(duty) => Err(Refusal::NotAllowed { duty }),
        None => Ok(signed_in),
    }
}

fn frame(app: &App, signed_in: &SignedIn) -> Frame {
    let today = app.office.now().day_in(&signed_in.me.zone);
    Frame { branch: signed_in.me.branch.id, today }
}
