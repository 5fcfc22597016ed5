//! Files that are sent to be brought in: they go to the shelf; a command names them by
//! their mark. Nothing else happens to them here.

use crate::serve::App;
use crate::serve::request::Asked;
use crate::serve::session;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use billing::letter_templates;
use front_desk::imports;
use money::{bank_imports, lockbox_files};
use office::shelf::Kept;
use office::{Command, Duty, Office, Refusal};
use serde_json::{Value, json};

/// Whose files they are: who may send them, and what happens to them next.
struct Destination {
    noun: &'static str,
    duty: Duty,
    /// The command that names a file by its mark.
    command: &'static str,
    /// The page that asks what is to be known of the file.
    page: &'static str,
    /// What of the form that page is told.
    told: &'static [&'static str],
    /// Puts a file on the shelf.
    keep: fn(&Office, &[u8]) -> Result<Kept, Refusal>,
}

const CUSTOMERS: Destination = Destination {
    noun: "imports",
    duty: imports::BRING,
    command: imports::StartImport::NAME,
    page: "/imports/new",
    told: &["program", "profile"],
    keep: |office, mut bytes| office.shelf().put(&mut imports::Wiped::new(&mut bytes)),
};

const BANK: Destination = Destination {
    noun: "bank_imports",
    duty: bank_imports::TAKE,
    command: bank_imports::StartBankImport::NAME,
    page: "/bank-imports/new",
    told: &["account", "profile"],
    keep: as_sent,
};

const LOCKBOX: Destination = Destination {
    noun: "lockbox_files",
    duty: lockbox_files::TAKE,
    command: lockbox_files::StartLockboxFile::NAME,
    page: "/lockbox-files/new",
    told: &[],
    keep: as_sent,
};

const LETTER: Destination = Destination {
    noun: "letter_templates",
    duty: letter_templates::KEEP,
    command: letter_templates::KeepLetterTemplate::NAME,
    page: "/letter-templates/new",
    told: &[],
    keep: as_sent,
};

/// Keeps a bank's file to the byte: its long numbers are its own references, by which payments
/// are matched.
fn as_sent(office: &Office, mut bytes: &[u8]) -> Result<Kept, Refusal> {
    office.shelf().put(&mut bytes)
}

/// What the form of `/imports` sends: the file, and what was said of it. Leads to the page
/// that asks what its columns mean.
pub fn from_page(app: &App, asked: &Asked) -> Result<Response, Refusal> {
    sent_by_form(app, asked, &CUSTOMERS)
}

/// What the form of `/bank-imports` sends. Leads to the page that shows what would come of it.
pub fn bank_from_page(app: &App, asked: &Asked) -> Result<Response, Refusal> {
    sent_by_form(app, asked, &BANK)
}

/// What the form of `/lockbox-files` sends. Leads to the page that shows its totals.
pub fn lockbox_from_page(app: &App, asked: &Asked) -> Result<Response, Refusal> {
    sent_by_form(app, asked, &LOCKBOX)
}

/// What the form of `/letter-templates` sends: a Word file. Leads to the page that shows its
/// text, which is kept there.
pub fn letter_from_page(app: &App, asked: &Asked) -> Result<Response, Refusal> {
    sent_by_form(app, asked, &LETTER)
}

fn sent_by_form(app: &App, asked: &Asked, to: &Destination) -> Result<Response, Refusal> {
    let signed_in = app.office.read(|reader| session::find(&app.office, reader, asked))?;
    if !signed_in.me.may(to.duty) {
        return Err(Refusal::NotAllowed { duty: to.duty });
    }
    let sent = asked.files.iter().find(|file| file.field == "file" && !file.bytes.is_empty());
    let Some(file) = sent else {
        return Err(Refusal::conflict_with(
            "imports.no_file",
            "No file was chosen, or it is empty. Choose one.",
            to.page,
            "Choose a file",
        ));
    };
    let kept = (to.keep)(&app.office, &file.bytes)?;
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("file", &kept.mark);
    query.append_pair("name", &file.name);
    query.append_pair("bytes", &kept.bytes.to_string());
    for name in to.told {
        if let Some(said) = asked.form.get(name).filter(|said| !said.is_empty()) {
            query.append_pair(name, said);
        }
    }
    Ok(Redirect::to(&format!("{}?{}", to.page, query.finish())).into_response())
}

/// What a program sends: the file as the body, or in a multipart form. Answers the mark by
/// which `POST /api/v1/imports` names it.
pub fn from_api(app: &App, asked: &Asked) -> Result<Response, Refusal> {
    sent_by_program(app, asked, &CUSTOMERS)
}

/// The same for `POST /api/v1/bank-imports`.
pub fn bank_from_api(app: &App, asked: &Asked) -> Result<Response, Refusal> {
    sent_by_program(app, asked, &BANK)
}

/// The same for `POST /api/v1/lockbox-files`.
pub fn lockbox_from_api(app: &App, asked: &Asked) -> Result<Response, Refusal> {
    sent_by_program(app, asked, &LOCKBOX)
}

fn sent_by_program(app: &App, asked: &Asked, to: &Destination) -> Result<Response, Refusal> {
    let signed_in = app.office.read(|reader| session::find_api(&app.office, reader, asked))?;
    if !signed_in.me.may(to.duty) {
        return Err(Refusal::NotAllowed { duty: to.duty });
    }
    let entry = app.office.rooms().command(to.command);
    session::allow_token(&signed_in, entry.ok_or(Refusal::NotFound { what: "command" })?)?;
    let bytes = asked.files.first().map_or(&asked.body, |file| &file.bytes);
    if bytes.is_empty() {
        return Err(Refusal::invalid("file", "Send the file as the body."));
    }
    let kept = (to.keep)(&app.office, bytes)?;
    let kind = [(header::CONTENT_TYPE, "application/json")];
    Ok((kind, json!({"file": kept.mark, "bytes": kept.bytes}).to_string()).into_response())
}

/// Where a program sends a file.
pub const API_PATH: &str = "/api/v1/imports/files";

/// Where a program sends a bank's file.
pub const BANK_API_PATH: &str = "/api/v1/bank-imports/files";

/// Where a program sends a lockbox file.
pub const LOCKBOX_API_PATH: &str = "/api/v1/lockbox-files/files";

/// Adds the address to the API's document: it is no command, since the file goes to the
/// shelf and nothing else happens yet.
pub fn describe(openapi: &mut Value) {
    describe_one(openapi, API_PATH, &CUSTOMERS);
    describe_one(openapi, BANK_API_PATH, &BANK);
    describe_one(openapi, LOCKBOX_API_PATH, &LOCKBOX);
}

fn describe_one(openapi: &mut Value, path: &str, to: &Destination) {
    let refusals: serde_json::Map<String, Value> = ["403", "422", "503"]
        .into_iter()
        .map(|status| {
            let shape = format!("#/components/responses/Refused{status}");
            (status.into(), json!({"$ref": shape}))
        })
        .collect();
    let mut responses = json!({"200": {
        "description": format!("The file is kept: the mark by which {} names it.", to.command),
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
    openapi["paths"][path] = json!({"post": {
        "operationId": format!("{}.files", to.noun),
        "summary": "Send a file to be brought in",
        "description": "At most 64 MB, as the body or as the first file of a form. Sending the \
                        same file again gives the same mark.",
        "tags": [to.noun],
        "x-duty": to.duty.name,
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
