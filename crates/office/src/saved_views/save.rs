//! Keeping a view of a list.

use super::{RemoveView, records};
use crate::listing::{Ask, Listing, join_query, split_query};
use crate::records as office_records;
use crate::{Command, Desk, Duty, Errand, Problems, Refusal, Shape, duty, slip};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use values::{Id, noun};

/// The longest name that fits the menu.
const LONGEST_NAME: usize = 60;

/// Keeps a list's state under a name.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct SaveView {
    /// The list: `payments`, or `payments.unapplied`.
    pub list: String,
    /// What to call the view.
    pub name: String,
    /// The list's state, as its address says it: `status=open&sort=-due_on`.
    #[serde(default)]
    pub query: String,
    /// Whether everyone in the branch sees it.
    #[serde(default)]
    pub shared: bool,
}

/// The view is kept.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct ViewSaved {
    /// The view.
    pub saved_view: Id<noun::SavedView>,
    /// Its list.
    pub list: String,
    /// What it is called.
    pub name: String,
    /// The list's state, without a place in it.
    pub query: String,
}

impl Command for SaveView {
    const NAME: &'static str = "saved_views.save";
    const TITLE: &'static str = "Save a view";
    const DUTY: Duty = duty::SIGNED_IN;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = ViewSaved;

    fn problems(&self) -> Problems {
        let name = self.name.trim();
        Problems::none().when(name.is_empty(), "name", "Enter what to call this view.").when(
            name.chars().count() > LONGEST_NAME,
            "name",
            "Enter at most 60 letters.",
        )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<ViewSaved, Refusal> {
        let listing = find_listing(desk, &self.list)?;
        let ask = Ask::from_fields(listing, &split_query(&self.query), desk.today())?;
        let query = join_query(&ask.pairs(listing));
        let (branch, who) = (desk.branch(), desk.who());
        let known = records::list_views(desk, branch, who, &self.list)?;
        let is_namesake = |view: &&records::SavedView| {
            view.staff == who && view.name.eq_ignore_ascii_case(self.name.trim())
        };
        if let Some(namesake) = known.iter().find(is_namesake) {
            return Err(Refusal::conflict(
                "saved_views.name_taken",
                format!("You keep a view called {} already. Enter another name.", namesake.name),
            ));
        }
        let saved_view = records::insert_view(desk, &self, &query)?;
        desk.subject(saved_view);
        Ok(ViewSaved { saved_view, list: self.list, name: self.name.trim().to_owned(), query })
    }

    fn reversal(receipt: &ViewSaved) -> Option<Errand> {
        Some(Errand::of(RemoveView { saved_view: receipt.saved_view }))
    }
}

/// The list of this name, if she may read it.
fn find_listing(desk: &mut Desk<'_>, name: &str) -> Result<&'static Listing, Refusal> {
    let rooms = Arc::clone(&desk.inner);
    let mut listings = rooms.rooms.listings();
    let listing =
        listings.find(|listing| listing.name == name).ok_or(Refusal::NotFound { what: "list" })?;
    let (who, branch) = (desk.who(), desk.branch());
    let roles = office_records::list_roles(desk, who, branch)?;
    match who == slip::operator() || rooms.rooms.allows(&roles, listing.duty) {
        true => Ok(listing),
        false => Err(Refusal::NotAllowed { duty: listing.duty }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::saved_views::bench;
    use crate::testing::Bench;

    fn view(name: &str) -> SaveView {
        let query = "?going_on=on&after=x%3A1%3A&column=title".to_owned();
        SaveView { list: "jobs".into(), name: name.into(), query, shared: false }
    }

    fn names(bench: &Bench, who: Id<noun::Staff>) -> Vec<String> {
        let views = bench.read(|reader| records::list_views(reader, bench.branch, who, "jobs"));
        views.unwrap().into_iter().map(|view| view.name).collect()
    }

    #[test]
    fn a_view_is_kept_for_oneself_or_for_all() {
        let bench = bench();
        let stale = bench.run(view("Mine")).unwrap_err();
        assert!(matches!(stale, Refusal::Invalid(_)), "a place belongs to no view: {stale:?}");
        let mine = SaveView { query: "going_on=on&sort=asked_at&x=1".into(), ..view("Mine") };
        let saved = bench.run(mine.clone()).unwrap();
        assert_eq!(saved.query, "going_on=yes&sort=asked_at");
        let ours = SaveView { shared: true, name: "Ours".into(), ..mine.clone() };
        bench.run(ours).unwrap();
        assert_eq!(names(&bench, bench.dana), ["Mine", "Ours"]);
        assert_eq!(names(&bench, bench.ruth), ["Ours"]);
        let taken = bench.run(SaveView { name: " mine ".into(), ..mine }).unwrap_err();
        assert_eq!(taken.code(), "saved_views.name_taken");
    }

    #[test]
    fn a_list_one_may_not_read_cannot_be_kept() {
        let bench = bench();
        let unknown = SaveView { list: "nothing".into(), ..view("Mine") };
        assert_eq!(bench.run(unknown).unwrap_err(), Refusal::NotFound { what: "list" });
        let refused = bench.run_as(bench.stranger, view("Mine")).unwrap_err();
        assert!(matches!(refused, Refusal::NotAllowed { .. }));
    }

    #[test]
    fn undoing_it_removes_it() {
        let bench = bench();
        let saved = bench.run(SaveView { query: String::new(), ..view("Mine") }).unwrap();
        let errand = SaveView::reversal(&saved).unwrap();
        bench.office.errand(bench.slip(), errand, crate::Mode::Now).unwrap();
        assert_eq!(names(&bench, bench.dana), [""; 0]);
        bench.run(SaveView { query: String::new(), ..view("Mine") }).unwrap();
    }
}
