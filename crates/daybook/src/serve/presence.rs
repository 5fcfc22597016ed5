//! Who else is here: who has a page of the branch open, and who has this very page open.
//!
//! It is kept in memory and forgotten after a minute without a word, since it is about now and
//! about nothing else. A page tells it is open when it is shown and again while it is looked at.

use crate::serve::request::Asked;
use crate::serve::{App, session};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use office::{Me, Refusal};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use ui::frame::{Doing, Person};
use values::{Id, Instant, noun};

/// How long somebody counts as here after her page last said so.
const HERE_MICROS: i64 = 60_000_000;

/// Everybody's last sign of life.
#[derive(Default)]
pub struct Presence {
    seen: Mutex<HashMap<Id<noun::Staff>, Seen>>,
}

struct Seen {
    branch: Id<noun::Branch>,
    name: String,
    initials: String,
    path: String,
    at: Instant,
}

impl Presence {
    /// Says that she has `path` open, and tells who else is here, those at the same record first.
    pub fn meet(&self, me: &Me, path: &str, now: Instant) -> Vec<Person> {
        // Whoever fell while holding the lock has left the map whole: each write is one insert.
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let is_here = |seen: &Seen| now.as_micros() - seen.at.as_micros() <= HERE_MICROS;
        seen.retain(|_, seen| is_here(seen));
        let mine = Seen {
            branch: me.branch.id,
            name: me.staff.name.clone(),
            initials: me.staff.initials.clone(),
            path: path.to_owned(),
            at: now,
        };
        seen.insert(me.staff.id, mine);
        let others =
            seen.iter().filter(|(id, other)| **id != me.staff.id && other.branch == me.branch.id);
        let mut others: Vec<Person> = others
            .map(|(_, other)| Person {
                initials: other.initials.clone(),
                name: other.name.clone(),
                doing: doing(path, &other.path),
            })
            .collect();
        others.sort_by(|one, other| (one.doing, &one.name).cmp(&(other.doing, &other.name)));
        others
    }
}

/// What somebody at `theirs` does, seen from `mine`.
fn doing(mine: &str, theirs: &str) -> Doing {
    match (record_of(mine), record_of(theirs)) {
        (Some(mine), Some(other)) if mine == other => match theirs.ends_with("/edit") {
            true => Doing::ChangesThis,
            false => Doing::SeesThis,
        },
        _ => Doing::Elsewhere,
    }
}

/// The record an address is about: `/customers/12/edit` is about `/customers/12`. A list is
/// about none, but the daily deposit and the posting grid are one thing for everybody.
fn record_of(path: &str) -> Option<String> {
    if matches!(path, "/deposits/today" | "/payments/post") {
        return Some(path.to_owned());
    }
    let mut parts = path.split('/').skip(1);
    let (noun, id) = (parts.next()?, parts.next()?);
    id.parse::<i64>().ok().map(|id| format!("/{noun}/{id}"))
}

/// `/here?at=/customers/12`: the pieces of the page that say who else is here.
pub fn show(app: &App, asked: &Asked) -> Result<Response, Refusal> {
    let signed_in = app.office.read(|reader| session::find(&app.office, reader, asked))?;
    let others = app.presence.meet(&signed_in.me, asked.query.text("at"), app.office.now());
    let html = ui::frame::live_pieces(&others).into_string();
    Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_s_pages_are_about_one_thing_and_lists_about_none() {
        assert_eq!(doing("/customers/12", "/customers/12"), Doing::SeesThis);
        assert_eq!(doing("/customers/12", "/customers/12/edit"), Doing::ChangesThis);
        assert_eq!(doing("/customers/12", "/customers/120"), Doing::Elsewhere);
        assert_eq!(doing("/customers", "/customers"), Doing::Elsewhere);
        assert_eq!(doing("/deposits/today", "/deposits/today"), Doing::SeesThis);
    }
}
