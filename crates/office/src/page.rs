//! Pages: what a room answers to a browser. A room renders the body; the frame around
//! it, the router and the forms' way back belong to the binary.

use crate::{Duty, Office, Problems, Refusal, records};
use std::collections::BTreeSet;
use store::Reader;
use values::{Day, Id, Instant, Wall, Zone, noun};

/// The signed-in person, in the branch she has chosen.
#[derive(Clone, Debug)]
pub struct Me {
    /// Who she is.
    pub staff: records::StaffFace,
    /// Where she works now.
    pub branch: records::BranchFace,
    /// The branch's zone.
    pub zone: Zone,
    /// What she may do there.
    pub duties: BTreeSet<&'static str>,
}

impl Me {
    /// Whether she may do it.
    pub fn may(&self, duty: Duty) -> bool {
        duty == crate::duty::SIGNED_IN || self.duties.contains(duty.name)
    }
}

/// Names and values of a query, a path or a form, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// The first value of `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The first value of `name`, or nothing typed.
    pub fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or("").trim()
    }

    /// All values of `name`.
    pub fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The id in field `name`.
    pub fn id<T>(&self, name: &str, what: &'static str) -> Result<Id<T>, Refusal> {
        let number = self.get(name).and_then(|text| text.parse::<i64>().ok());
        number.map(Id::new).ok_or(Refusal::NotFound { what })
    }
}

/// All a page needs to answer one request.
pub struct View<'v, 'r> {
    /// The one door, for what is not in a row: the clock, the registry, random keys.
    pub office: &'v Office,
    /// The snapshot the page is read from.
    pub reader: &'v mut Reader<'r>,
    /// Who asks.
    pub me: &'v Me,
    /// The values of `{name}` parts of the address.
    pub path: Fields,
    /// The query.
    pub query: Fields,
    /// What a refused form held, so that nothing typed is lost.
    pub filled: Fields,
    /// Why the form was refused.
    pub refusal: Option<Refusal>,
    /// Now.
    pub now: Instant,
    /// Today in the branch.
    pub today: Day,
}

impl View<'_, '_> {
    /// The branch whose rows are meant.
    pub fn branch(&self) -> Id<noun::Branch> {
        self.me.branch.id
    }

    /// The calendar and the clocks of the branch, by which typed days and times are read.
    pub fn wall(&self) -> Wall {
        Wall { today: self.today, zone: self.me.zone.clone() }
    }

    /// Refuses unless she holds the duty.
    pub fn need(&self, duty: Duty) -> Result<(), Refusal> {
        match self.me.may(duty) {
            true => Ok(()),
            false => Err(Refusal::NotAllowed { duty }),
        }
    }

    /// A fresh once-key for a form.
    pub fn once_key(&self) -> String {
        match self.filled.get("once") {
            Some(key) => key.to_owned(),
            None => self.office.random_hex(16),
        }
    }

    /// What the refused form says is wrong.
    pub fn problems(&self) -> Problems {
        match &self.refusal {
            Some(Refusal::Invalid(problems)) => problems.clone(),
            _ => Problems::none(),
        }
    }
}

/// A page's own part; the frame goes around it.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The heading and the window's title.
    pub title: String,
    /// The sentence under the heading, HTML.
    pub sentence: String,
    /// The body, HTML.
    pub body: String,
    /// The side column, HTML; empty for none.
    pub side: String,
    /// The keys this page answers to: ("Enter", "post, next").
    pub keys: Vec<(&'static str, &'static str)>,
    /// Which word of the rail is open: a noun such as `payments`.
    pub rail: &'static str,
    /// What stands quietly beside the title, such as an account number.
    pub note: String,
    /// Buttons at the right of the head, HTML; at most one of them primary.
    pub actions: String,
    /// How wide the side column is.
    pub side_width: SideWidth,
    /// Extra scripts by their entry name, such as `page-payments.js`.
    pub scripts: Vec<&'static str>,
}

/// The width of a page's side column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SideWidth {
    /// As for the tape.
    Narrow,
    /// As for a customer's side sheets.
    #[default]
    Middle,
    /// As on Today.
    Wide,
}

/// What a page's function answers.
#[derive(Clone, Debug)]
pub enum Answer {
    /// A page in its frame, or bare for an htmx request.
    Page(Box<Page>),
    /// A piece of a page.
    Fragment(String),
    /// A file to keep.
    File {
        /// Its name.
        name: String,
        /// Its media type.
        media_type: &'static str,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// A file of the shelf, however large.
    Kept {
        /// Its name.
        name: String,
        /// Its media type.
        media_type: &'static str,
        /// What the shelf finds it by.
        mark: String,
    },
    /// Go there instead.
    Redirect(String),
}

impl From<Page> for Answer {
    fn from(page: Page) -> Answer {
        Answer::Page(Box::new(page))
    }
}

/// The function behind a page.
pub type Render = fn(&mut View<'_, '_>) -> Result<Answer, Refusal>;

/// A page as the registry knows it.
#[derive(Clone, Copy)]
pub struct PageEntry {
    /// Its address: `/payments/{id}`.
    pub path: &'static str,
    /// The permission it needs.
    pub duty: Duty,
    /// What answers it.
    pub render: Render,
}

/// The registry's entry of a page.
pub const fn page(path: &'static str, duty: Duty, render: Render) -> PageEntry {
    PageEntry { path, duty, render }
}
