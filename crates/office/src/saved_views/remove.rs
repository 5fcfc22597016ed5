//! Removing a kept view.

use super::{SaveView, records};
use crate::{Command, Desk, Duty, Errand, Refusal, Shape, duty, slip};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Removes a view that one keeps.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct RemoveView {
    /// The view.
    pub saved_view: Id<noun::SavedView>,
}

/// The view is gone from the menu.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct ViewRemoved {
    /// The view.
    pub saved_view: Id<noun::SavedView>,
    /// Its list.
    pub list: String,
    /// What it was called.
    pub name: String,
    /// The list's state.
    pub query: String,
    /// Whether everyone saw it.
    pub shared: bool,
}

impl Command for RemoveView {
    const NAME: &'static str = "saved_views.remove";
    const TITLE: &'static str = "Remove a saved view";
    const DUTY: Duty = duty::SIGNED_IN;
    const SHAPE: Shape = Shape::ActsOn("saved_view");
    type Receipt = ViewRemoved;

    fn perform(self, desk: &mut Desk<'_>) -> Result<ViewRemoved, Refusal> {
        let (branch, who) = (desk.branch(), desk.who());
        let view = records::find_view(desk, branch, who, self.saved_view)?
            .ok_or(Refusal::NotFound { what: "saved view" })?;
        if view.staff != who && who != slip::operator() {
            return Err(Refusal::conflict(
                "saved_views.of_another",
                "A colleague keeps this view for everyone. Ask her to remove it.",
            ));
        }
        records::mark_removed(desk, self.saved_view)?;
        desk.subject(self.saved_view);
        Ok(ViewRemoved {
            saved_view: self.saved_view,
            list: view.list,
            name: view.name,
            query: view.query,
            shared: view.is_shared,
        })
    }

    fn reversal(receipt: &ViewRemoved) -> Option<Errand> {
        Some(Errand::of(SaveView {
            list: receipt.list.clone(),
            name: receipt.name.clone(),
            query: receipt.query.clone(),
            shared: receipt.shared,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::saved_views::bench;

    fn save(shared: bool) -> SaveView {
        SaveView { list: "jobs".into(), name: "Late".into(), query: String::new(), shared }
    }

    #[test]
    fn only_who_keeps_a_view_removes_it() {
        let bench = bench();
        let ours = bench.run(save(true)).unwrap().saved_view;
        let refused = bench.run_as(bench.ruth, RemoveView { saved_view: ours }).unwrap_err();
        assert_eq!(refused.code(), "saved_views.of_another");
        let hers = bench.run_as(bench.ruth, save(false)).unwrap().saved_view;
        let hidden = bench.run(RemoveView { saved_view: hers }).unwrap_err();
        assert_eq!(hidden, Refusal::NotFound { what: "saved view" });
    }

    #[test]
    fn removing_twice_finds_nothing_and_undo_brings_it_back() {
        let bench = bench();
        let saved_view = bench.run(save(true)).unwrap().saved_view;
        let removed = bench.run(RemoveView { saved_view }).unwrap();
        assert_eq!((removed.name.as_str(), removed.shared), ("Late", true));
        let again = bench.run(RemoveView { saved_view }).unwrap_err();
        assert_eq!(again, Refusal::NotFound { what: "saved view" });
        let errand = RemoveView::reversal(&removed).unwrap();
        bench.office.errand(bench.slip(), errand, crate::Mode::Now).unwrap();
        let views = bench
            .read(|reader| records::list_views(reader, bench.branch, bench.ruth, "jobs"))
            .unwrap();
        assert_eq!(views.len(), 1);
    }
}
