//! Files that are sent to be brought in: they go to the shelf; a command names them by
//! their mark. Nothing else happens to them here.

use crate::serve::App;
use crate::serve::request::Asked;
use crate::serve::session;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use front_desk::imports::{BRING, StartImport};
use office::shelf::Kept;
use office::{Command, Office, Refusal};
use serde_json::json;

/// What the page's form sends: the file, and what was said of it. Leads to the page that
/// asks what its columns mean.
pub fn from_page(app: &App, asked: &Asked) -> Result<Response, Refusal> {
    let signed_in = app.office.read(|reader| session::find(&app.office, reader, asked))?;
    if !signed_in.me.may(BRING) {
        return Err(Refusal::NotAllowed { duty: BRING });
    }
    let sent = asked.files.iter().find(|file| file.field == "file" && !file.bytes.is_empty());
    let Some(file) = sent else {
        return Err(Refusal::conflict_with(
            "imports.no_file",
            "No file was chosen, or it is empty. Choose one.",
            "/imports/new",
            "Choose a file",
        ));
    };
    let kept = keep(&app.office, &file.bytes)?;
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("file", &kept.mark);
    query.append_pair("name", &file.name);
    query.append_pair("bytes", &kept.bytes.to_string());
    for name in ["program", "profile"] {
        if let Some(said) = asked.form.get(name).filter(|said| !said.is_empty()) {
            query.append_pair(name, said);
        }
    }
    Ok(Redirect::to(&format!("/imports/new?{}", query.finish())).into_response())
}

/// What a program sends: the file as the body, or in a multipart form. Answers the mark by
/// which `POST /api/v1/imports` names it.
pub fn from_api(app: &App, asked: &Asked) -> Result<Response, Refusal> {
    let signed_in = app.office.read(|reader| session::find_api(&app.office, reader, asked))?;
    if !signed_in.me.may(BRING) {
        return Err(Refusal::NotAllowed { duty: BRING });
    }
    let entry = app.office.rooms().command(StartImport::NAME);
    session::allow_token(&signed_in, entry.ok_or(Refusal::NotFound { what: "command" })?)?;
    let bytes = asked.files.first().map_or(&asked.body, |file| &file.bytes);
    if bytes.is_empty() {
        return Err(Refusal::invalid("file", "Send the file as the body."));
    }
    let kept = keep(&app.office, bytes)?;
    let kind = [(header::CONTENT_TYPE, "application/json")];
    Ok((kind, json!({"file": kept.mark, "bytes": kept.bytes}).to_string()).into_response())
}

fn keep(office: &Office, mut bytes: &[u8]) -> Result<Kept, Refusal> {
    office.shelf().put(&mut bytes)
}
