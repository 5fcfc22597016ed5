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
use serde_json::{Value, json};

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

/// Where a program sends a file.
pub const API_PATH: &str = "/api/v1/imports/files";

/// Adds the address to the API's document: it is no command, since the file goes to the
/// shelf and nothing else happens yet.
pub fn describe(openapi: &mut Value) {
    let refusals: serde_json::Map<String, Value> = ["403", "422", "503"]
        .into_iter()
        .map(|status| {
            let shape = format!("#/components/responses/Refused{status}");
            (status.into(), json!({"$ref": shape}))
        })
        .collect();
    let mut responses = json!({"200": {
        "description": "The file is kept: the mark by which imports.start names it.",
        "content": {"application/json": {"schema": {
            "type": "object",
            "required": ["file", "bytes"],
            "properties": {
                "file": {"type": "string", "description": "Its mark."},
                "bytes": {"type": "integer", "format": "int64"},
            },
        }}},
    }});
    if let Some(all) = responses.as_object_mut() {
        all.extend(refusals);
    }
    let binary = json!({"schema": {"type": "string", "format": "binary"}});
    openapi["paths"][API_PATH] = json!({"post": {
        "operationId": "imports.files",
        "summary": "Send a file to be brought in",
        "description": "At most 64 MB, as the body or as the first file of a form. Sending the \
                        same file again gives the same mark.",
        "tags": ["imports"],
        "x-duty": BRING.name,
        "requestBody": {
            "required": true,
            "content": {
                "application/octet-stream": binary.clone(),
                "text/csv": binary.clone(),
                "multipart/form-data": {"schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }},
            },
        },
        "responses": responses,
    }});
}

fn keep(office: &Office, mut bytes: &[u8]) -> Result<Kept, Refusal> {
    office.shelf().put(&mut bytes)
}
