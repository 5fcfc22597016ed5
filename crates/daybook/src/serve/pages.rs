//! Pages: the registry's page for an address, read in one snapshot, in its frame.

use crate::serve::request::Asked;
use crate::serve::session::{self, SignedIn};
use crate::serve::{App, frame};
use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use office::{Answer, Fields, Office, Refusal, View};
use std::io::Read;
use std::pin::Pin;
use std::task::{Context, Poll};
use store::Reader;

/// Answers a page of the registry.
pub fn show(app: &App, asked: &Asked) -> Result<Response, Refusal> {
    app.office.read(|reader| {
        let Ok(signed_in) = session::find(&app.office, reader, asked) else {
            return Ok(session::send_to_sign_in(asked));
        };
        render(app, reader, asked, &signed_in, Refilled::default())
    })
}

/// A refused form, to be shown again with everything typed still in it.
#[derive(Default)]
pub struct Refilled {
    /// What the form held.
    pub filled: Fields,
    /// Why it was refused.
    pub refusal: Option<Refusal>,
}

/// Renders the page at the address asked, or refilled after a refusal.
pub fn render(
    app: &App,
    reader: &mut Reader<'_>,
    asked: &Asked,
    signed_in: &SignedIn,
    refilled: Refilled,
) -> Result<Response, Refusal> {
    let office = &app.office;
    let (entry, path) = find_page(office, &asked.path).ok_or(Refusal::NotFound { what: "page" })?;
    if !signed_in.me.may(entry.duty) {
        return Err(Refusal::NotAllowed { duty: entry.duty });
    }
    let now = office.now();
    let mut view = View {
        office,
        reader,
        me: &signed_in.me,
        path,
        query: asked.query.clone(),
        filled: refilled.filled,
        refusal: refilled.refusal.clone(),
        now,
        today: now.day_in(&signed_in.me.zone),
    };
    let answer = (entry.render)(&mut view)?;
    let status = refilled.refusal.as_ref().map_or(StatusCode::OK, crate::serve::errors::status);
    let html = match answer {
        Answer::Page(page) if asked.wants_fragment() => page.body,
        Answer::Page(page) => {
            let refusal = refilled.refusal.as_ref();
            frame::of_page(app, reader, asked, signed_in, *page, refusal)?
        }
        Answer::Fragment(html) => html,
        Answer::Redirect(href) => return Ok(Redirect::to(&href).into_response()),
        Answer::File { name, media_type, bytes } => {
            return Ok(file(&name, media_type, Body::from(bytes)));
        }
        Answer::Kept { name, media_type, mark } => {
            let content = streamed(app.office.shelf().open(&mark)?);
            return Ok(file(&name, media_type, content));
        }
    };
    let mut response = (status, [(header::CONTENT_TYPE, HTML)], html).into_response();
    if asked.cookie(crate::serve::forms::DONE_COOKIE).is_some() {
        crate::serve::forms::forget_done(&mut response);
    }
    Ok(response)
}

const HTML: &str = "text/html; charset=utf-8";

/// The page of the registry that serves `address`; a literal part wins over a place.
fn find_page<'o>(office: &'o Office, address: &str) -> Option<(&'o office::PageEntry, Fields)> {
    let fits = office.rooms().pages().filter_map(|page| Some((page, places(page.path, address)?)));
    fits.min_by_key(|(_, places)| places.0.len())
}

fn places(pattern: &str, address: &str) -> Option<Fields> {
    let (mut wanted, mut given) = (pattern.split('/'), address.split('/'));
    let mut places = Vec::new();
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return Some(Fields(places)),
            (Some(part), Some(value)) => match part.strip_prefix('{') {
                Some(name) => places.push((name.trim_end_matches('}').into(), value.into())),
                None if part == value => {}
                None => return None,
            },
            _ => return None,
        }
    }
}

/// A file of the shelf, piece by piece, so that a large one is never in memory whole.
fn streamed(mut content: Box<dyn Read + Send>) -> Body {
    let (pieces, body) = tokio::sync::mpsc::channel::<std::io::Result<Vec<u8>>>(4);
    std::thread::spawn(move || {
        loop {
            let mut piece = vec![0; 64 * 1024];
            let read = content.read(&mut piece).map(|length| {
                piece.truncate(length);
                piece
            });
            let is_last = read.as_ref().map_or(true, Vec::is_empty);
            // Nobody listens any more: the browser has gone.
            if pieces.blocking_send(read).is_err() || is_last {
                return;
            }
        }
    });
    Body::from_stream(Pieces(body))
}

/// The pieces of a file as they come from the thread that reads it.
struct Pieces(tokio::sync::mpsc::Receiver<std::io::Result<Vec<u8>>>);

impl futures_core::Stream for Pieces {
    type Item = std::io::Result<Vec<u8>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.0.poll_recv(context) {
            Poll::Ready(Some(Ok(last))) if last.is_empty() => Poll::Ready(None),
            other => other,
        }
    }
}

fn file(name: &str, media_type: &'static str, bytes: Body) -> Response {
    let safe: String = name
        .chars()
        .map(|letter| match letter {
            plain if plain.is_ascii_alphanumeric() || "-_.".contains(plain) => plain,
            _ => '-',
        })
        .collect();
    // A PDF opens beside the page; everything else is kept.
    let how = match media_type {
        "application/pdf" => "inline",
        _ => "attachment",
    };
    let disposition = format!("{how}; filename=\"{safe}\"");
    let headers =
        [(header::CONTENT_TYPE, media_type.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    (headers, bytes).into_response()
}

/// A bundled file; its name carries its hash, so it may be kept for ever.
pub fn asset(_app: &App, asked: &Asked) -> Result<Response, Refusal> {
    let path = asked.places.text("path");
    let asset = ui::assets::find(path).ok_or(Refusal::NotFound { what: "file" })?;
    let headers = [
        (header::CONTENT_TYPE, asset.content_type.to_owned()),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable".to_owned()),
        (header::ETAG, asset.etag.to_owned()),
    ];
    Ok((headers, asset.bytes).into_response())
}

/// No page has this address.
pub fn not_found(_app: &App, _asked: &Asked) -> Result<Response, Refusal> {
    Err(Refusal::NotFound { what: "page" })
}
