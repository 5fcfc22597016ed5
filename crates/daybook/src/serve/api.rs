//! The JSON API: every command and every list of the registry, nothing else.

use crate::serve::request::Asked;
use crate::serve::session::{self, SignedIn};
use crate::serve::{App, on_get, on_post};
use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use office::command::kebab;
use office::listing::{self, Ask, Listing};
use office::{Door, Entry, Mode, Problems, Refusal, Rooms, Shape, Slip};
use serde_json::{Value, json};

/// Adds the API's addresses. One handler serves each shape; it finds its command or
/// list again by the address.
#[expect(clippy::disallowed_methods, reason = "routes made of the registry")]
pub fn routes(mut router: Router<App>, rooms: &Rooms) -> Router<App> {
    let mut paths: Vec<String> = rooms.commands().map(Entry::path).collect();
    paths.sort();
    paths.dedup();
    let lists: Vec<String> = rooms.listings().map(list_path).collect();
    for path in &paths {
        let methods = match lists.contains(path) {
            true => on_post(run).merge(on_get(list)),
            false => on_post(run),
        };
        router = router.route(path, methods);
    }
    for path in &lists {
        if !paths.contains(path) {
            router = router.route(path, on_get(list));
        }
        if !path.contains('.') {
            router = router.route(&format!("{path}/{{id}}"), on_get(one));
        }
    }
    router.route("/api/v1/openapi.json", on_get(openapi))
}

fn list_path(listing: &'static Listing) -> String {
    format!("/api/v1/{}", kebab(listing.name).replace('.', "/"))
}

fn openapi(app: &App, _asked: &Asked) -> Result<Response, Refusal> {
    let kind = [(header::CONTENT_TYPE, "application/json")];
    Ok((kind, (*app.openapi).clone()).into_response())
}

/// Runs a command: `POST /api/v1/payments`, `POST /api/v1/deposits/{id}/close`.
fn run(app: &App, asked: &Asked) -> Result<Response, Refusal> {
    let signed_in = app.office.read(|reader| session::find_api(&app.office, reader, asked))?;
    let entry = find_command(app, asked).ok_or(Refusal::NotFound { what: "command" })?;
    let Some(once) = asked.header("idempotency-key").filter(|key| !key.trim().is_empty()) else {
        return Ok(missing_key());
    };
    session::allow_token(&signed_in, entry)?;
    let payload = payload(entry, asked)?;
    let errand = office::decode::decode_json(entry, payload).map_err(Refusal::Invalid)?;
    let slip = Slip {
        who: signed_in.me.staff.id,
        branch: signed_in.me.branch.id,
        door: Door::Api,
        once: Some(once.to_owned()),
        at: app.office.now(),
    };
    let mode = match asked.query.get("rehearse") {
        Some("true") => Mode::Rehearse,
        _ => Mode::Now,
    };
    let done = app.office.errand(slip, errand, mode)?;
    let kind = [(header::CONTENT_TYPE, "application/json")];
    Ok((StatusCode::OK, kind, with_mode(done, mode)?).into_response())
}

fn with_mode(done: office::Done, mode: Mode) -> Result<String, Refusal> {
    if mode != Mode::Rehearse {
        return Ok(done.receipt);
    }
    let mut receipt: Value = serde_json::from_str(&done.receipt)?;
    if let Some(fields) = receipt.as_object_mut() {
        fields.insert("rehearsed".into(), json!(true));
    }
    Ok(receipt.to_string())
}

fn find_command<'a>(app: &'a App, asked: &Asked) -> Option<&'a Entry> {
    let mut parts: Vec<&str> = asked.path.trim_start_matches("/api/v1/").split('/').collect();
    if parts.len() == 3 {
        parts[1] = "{id}";
    }
    let path = format!("/api/v1/{}", parts.join("/"));
    app.office.rooms().command_at(&path)
}

/// The body, with the id of the address in the field the command acts on.
fn payload(entry: &Entry, asked: &Asked) -> Result<Value, Refusal> {
    let mut payload = match asked.body.is_empty() {
        true => json!({}),
        false => serde_json::from_slice(&asked.body).map_err(|error| {
            Refusal::Invalid(Problems::one("", format!("The body is not JSON: {error}.")))
        })?,
    };
    if let (Shape::ActsOn(field), Some(fields)) = (entry.shape, payload.as_object_mut()) {
        let id: i64 =
            asked.places.text("id").parse().map_err(|_| Refusal::NotFound { what: "thing" })?;
        fields.insert(field.into(), json!(id));
    }
    Ok(payload)
}

fn missing_key() -> Response {
    let body = json!({
        "type": "urn:daybook:idempotency_key_missing",
        "title": "The Idempotency-Key is missing",
        "status": 400,
        "code": "idempotency_key_missing",
        "detail": "Send an Idempotency-Key header, new for each thing to be done: \
                   the same key, person and command gives the first receipt again.",
    });
    let kind = [(header::CONTENT_TYPE, "application/problem+json")];
    (StatusCode::BAD_REQUEST, kind, body.to_string()).into_response()
}

/// A list: `GET /api/v1/payments?limit=50&after=…`.
fn list(app: &App, asked: &Asked) -> Result<Response, Refusal> {
    let found = app.office.rooms().listings().find(|listing| list_path(listing) == asked.path);
    let listing = found.ok_or(Refusal::NotFound { what: "list" })?;
    read_list(app, asked, listing, |reader, signed_in| {
        let today = app.office.now().day_in(&signed_in.me.zone);
        let unknown = listing::unknown_names(listing, &asked.query);
        if !unknown.is_empty() {
            return Err(Refusal::Invalid(unknown));
        }
        let ask = Ask::from_fields(listing, &asked.query, today).map_err(Refusal::Invalid)?;
        listing::json(reader, listing, &ask, signed_in.me.branch.id, today)
    })
}

/// One row: `GET /api/v1/payments/{id}`.
fn one(app: &App, asked: &Asked) -> Result<Response, Refusal> {
    let id: i64 =
        asked.places.text("id").parse().map_err(|_| Refusal::NotFound { what: "thing" })?;
    let path = asked.path.rsplit_once('/').map_or("", |(path, _)| path);
    let found = app.office.rooms().listings().find(|listing| list_path(listing) == path);
    let listing = found.ok_or(Refusal::NotFound { what: "list" })?;
    read_list(app, asked, listing, |reader, signed_in| {
        let today = app.office.now().day_in(&signed_in.me.zone);
        let row = listing::find_json(reader, listing, id, signed_in.me.branch.id, today)?;
        row.ok_or(Refusal::NotFound { what: "row" })
    })
}

fn read_list(
    app: &App,
    asked: &Asked,
    listing: &'static Listing,
    read: impl FnOnce(&mut store::Reader<'_>, &SignedIn) -> Result<Value, Refusal>,
) -> Result<Response, Refusal> {
    let body = app.office.read(|reader| {
        let signed_in = session::find_api(&app.office, reader, asked)?;
        if !signed_in.me.may(listing.duty) {
            return Err(Refusal::NotAllowed { duty: listing.duty });
        }
        read(reader, &signed_in)
    })?;
    Ok(([(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response())
}
