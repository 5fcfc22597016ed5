//! Forms: `POST /do/payments.post`. The same decoder, the same door; on a refusal the
//! form's own page is shown again with everything typed still in it.

use crate::serve::App;
use crate::serve::pages::{self, Refilled};
use crate::serve::request::{Asked, fields_of};
use crate::serve::session::{self, SignedIn};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use office::{Done, Door, Entry, Errand, Me, Mode, Office, Refusal, Slip};
use store::Reader;
use ui::Html;
use values::{Id, Wall};

/// Names the journal line of what was just done, for the toast on the next page.
pub const DONE_COOKIE: &str = "daybook-done";

/// Runs the command the form names.
pub fn run(app: &App, asked: &Asked) -> Result<Response, Refusal> {
    let signed_in = app.office.read(|reader| session::find(&app.office, reader, asked))?;
    let name = asked.places.text("command");
    let entry = app.office.rooms().command(name).ok_or(Refusal::NotFound { what: "command" })?;
    let slip = slip(&app.office, &signed_in, asked.form.get("once").map(str::to_owned));
    let wall = Wall::at(slip.at, &signed_in.me.zone);
    let mode = match asked.form.get("rehearse") {
        Some(_) => Mode::Rehearse,
        None => Mode::Now,
    };
    let outcome = office::decode::decode_fields(entry, &asked.form, &wall)
        .map_err(Refusal::Invalid)
        .and_then(|errand| app.office.errand(slip, errand, mode));
    match outcome {
        Ok(done) => succeed(asked, entry, &done),
        Err(refusal) => show_again(app, asked, &signed_in, refusal),
    }
}

/// A slip for the signed-in person at a page.
pub fn slip(office: &Office, signed_in: &SignedIn, once: Option<String>) -> Slip {
    let (who, branch) = (signed_in.me.staff.id, signed_in.me.branch.id);
    Slip { who, branch, door: Door::Page, once, at: office.now() }
}

fn succeed(asked: &Asked, entry: &Entry, done: &Done) -> Result<Response, Refusal> {
    let receipt: serde_json::Value = serde_json::from_str(&done.receipt)?;
    if asked.form.get("answer") == Some("json") {
        let kind = [(header::CONTENT_TYPE, "application/json")];
        return Ok((kind, done.receipt.clone()).into_response());
    }
    let then = match asked.form.text("then") {
        "" => format!("/{}", office::command::kebab(entry.noun())),
        then => fill(then, &receipt),
    };
    // Only an address of ours: a form may not send people elsewhere.
    let then = if then.starts_with('/') && !then.starts_with("//") { then } else { "/".into() };
    let mut response = Redirect::to(&then).into_response();
    let line = format!("{}.{}", done.chain.get(), done.sequence);
    set_cookie(&mut response, &format!("{DONE_COOKIE}={line}; Path=/; Max-Age=60; SameSite=Lax"));
    Ok(response)
}

/// `/payments/{payment}` with the receipt's fields in their places.
fn fill(then: &str, receipt: &serde_json::Value) -> String {
    let mut filled = then.to_owned();
    if let Some(fields) = receipt.as_object() {
        for (name, value) in fields {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            filled = filled.replace(&format!("{{{name}}}"), &text);
        }
    }
    filled
}

fn show_again(
    app: &App,
    asked: &Asked,
    signed_in: &SignedIn,
    refusal: Refusal,
) -> Result<Response, Refusal> {
    let from = asked.form.text("from").to_owned();
    if !from.starts_with('/') || asked.form.get("answer") == Some("json") {
        return match asked.form.get("answer") {
            Some("json") => Ok(crate::serve::errors::problem(&refusal)),
            _ => Err(refusal),
        };
    }
    let (path, query) = from.split_once('?').unwrap_or((&from, ""));
    let again = Asked {
        method: asked.method.clone(),
        path: path.to_owned(),
        places: office::Fields::default(),
        query: fields_of(query),
        form: asked.form.clone(),
        files: Vec::new(),
        body: asked.body.clone(),
        headers: asked.headers.clone(),
        from: asked.from,
        peer: asked.peer,
    };
    let refilled = Refilled { filled: asked.form.clone(), refusal: Some(refusal) };
    app.office.read(|reader| pages::render(app, reader, &again, signed_in, refilled))
}

/// Takes back what a journal line did.
pub fn undo(app: &App, asked: &Asked) -> Result<Response, Refusal> {
    let signed_in = app.office.read(|reader| session::find(&app.office, reader, asked))?;
    let line = asked.form.text("line").to_owned();
    let errand = app.office.read(|reader| find_reversal(&app.office, reader, &line))?;
    let (_, errand) = errand.ok_or_else(|| {
        Refusal::conflict("undo.nothing", "This cannot be undone. Correct it on its own page.")
    })?;
    let slip = slip(&app.office, &signed_in, Some(format!("undo-{line}")));
    app.office.errand(slip, errand, Mode::Now)?;
    let then = asked.header("referer").and_then(|from| from.find("://").map(|at| &from[at + 3..]));
    let then = then.and_then(|from| from.find('/').map(|at| &from[at..])).unwrap_or("/");
    Ok(Redirect::to(then).into_response())
}

/// What the last form did, in a toast with its undo.
pub fn toast(
    office: &Office,
    reader: &mut Reader<'_>,
    asked: &Asked,
    me: &Me,
) -> Result<Option<Html>, Refusal> {
    let Some(line) = asked.cookie(DONE_COOKIE) else { return Ok(None) };
    let Some((chain, sequence)) = parse_line(line) else { return Ok(None) };
    if chain != 0 && chain != me.branch.id.get() {
        return Ok(None);
    }
    let Some((command, receipt)) = office::records::find_receipt(reader, Id::new(chain), sequence)?
    else {
        return Ok(None);
    };
    let Some(entry) = office.rooms().command(&command) else { return Ok(None) };
    let can_undo = (entry.reversal)(&receipt).is_some();
    let undo = can_undo.then(|| ui::Undo {
        action: "/undo".into(),
        fields: vec![("line".into(), line.to_owned())],
        once: format!("undo-{line}"),
    });
    let words = Html::text(format!("Done: {}.", entry.title.to_lowercase()));
    Ok(Some(ui::toast(&ui::Toast { words, undo })))
}

fn find_reversal(
    office: &Office,
    reader: &mut Reader<'_>,
    line: &str,
) -> Result<Option<(&'static str, Errand)>, Refusal> {
    let Some((chain, sequence)) = parse_line(line) else { return Ok(None) };
    let found = office::records::find_receipt(reader, Id::new(chain), sequence)?;
    Ok(found.and_then(|(command, receipt)| {
        let entry = office.rooms().command(&command)?;
        Some((entry.name, (entry.reversal)(&receipt)?))
    }))
}

fn parse_line(line: &str) -> Option<(i64, i64)> {
    let (chain, sequence) = line.split_once('.')?;
    Some((chain.parse().ok()?, sequence.parse().ok()?))
}

/// Clears the toast's cookie once the toast was shown.
pub fn forget_done(response: &mut Response) {
    set_cookie(response, &format!("{DONE_COOKIE}=; Path=/; Max-Age=0; SameSite=Lax"));
}

/// Adds a cookie to an answer.
pub fn set_cookie(response: &mut Response, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// 204, for forms that only keep something.
pub fn nothing() -> Response {
    StatusCode::NO_CONTENT.into_response()
}
