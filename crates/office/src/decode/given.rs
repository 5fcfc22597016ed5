//! What a door was given: JSON, or typed texts arranged by their names into a tree.

use super::path::steps;
use serde_json::Value;
use std::collections::HashMap;

/// One place of what was given.
#[derive(Clone, Copy)]
pub(super) enum Given<'g> {
    /// As typed by a person.
    Typed(&'g Node),
    /// As sent by a program.
    Json(&'g Value),
}

/// Typed texts under one name: those given to the name itself and those under it. A
/// radio button and the fields that belong to it use both: `method`, `method[check]`.
#[derive(Debug, Default)]
pub(super) struct Node {
    texts: Vec<String>,
    children: Vec<(String, Node)>,
    given_as: Option<String>,
}

/// What stands where nothing was typed.
pub(super) static NOTHING: Node = Node { texts: Vec::new(), children: Vec::new(), given_as: None };

/// A name may have so many steps; what goes deeper was not written by a form of ours.
const DEEPEST: usize = 12;

impl Node {
    /// Arranges names and texts, in order.
    pub fn of<'f>(fields: impl Iterator<Item = (&'f str, &'f str)>) -> Node {
        let mut top = Node::default();
        let mut times: HashMap<&str, usize> = HashMap::new();
        for (name, text) in fields {
            let steps = steps(name);
            if steps.len() > DEEPEST {
                continue;
            }
            let time = times.entry(name).or_default();
            let row = time.to_string();
            *time += 1;
            let mut here = &mut top;
            for (place, step) in steps.iter().enumerate() {
                // `lines[][what]` given for the second time means the second row.
                let is_row = step.is_empty() && place > 0 && place + 1 < steps.len();
                here = here.child_mut(if is_row { &row } else { step });
            }
            here.texts.push(text.to_owned());
            here.given_as = Some(name.to_owned());
        }
        top
    }

    fn child_mut(&mut self, step: &str) -> &mut Node {
        let place = match self.children.iter().position(|(name, _)| name == step) {
            Some(place) => place,
            None => {
                self.children.push((step.to_owned(), Node::default()));
                self.children.len() - 1
            }
        };
        &mut self.children[place].1
    }

    /// What stands under this name.
    pub fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|(known, _)| known == name).map(|(_, node)| node)
    }

    /// The text that counts when a name is given more than once: the last, so that a
    /// check box may follow a hidden "no". None when it is blank.
    pub fn text(&self) -> Option<&str> {
        let text = self.texts.last()?.trim();
        (!text.is_empty()).then_some(text)
    }

    /// Every text that is not blank, for lists: those of a name given several times, and
    /// of `name[]`.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let unnumbered = self.child("").into_iter().flat_map(|node| &node.texts);
        let texts = self.texts.iter().chain(unnumbered);
        texts.map(|text| text.trim()).filter(|text| !text.is_empty())
    }

    /// The names of what stands under it and is not blank.
    pub fn filled_names(&self) -> impl Iterator<Item = &str> {
        let filled = self.children.iter().filter(|(_, node)| !node.is_blank());
        filled.map(|(name, _)| name.as_str())
    }

    /// The numbered rows under it that are not blank, in the order of their numbers.
    pub fn filled_items(&self) -> impl Iterator<Item = (&str, &Node)> {
        let mut rows: Vec<(usize, &str, &Node)> = self
            .children
            .iter()
            .filter(|(_, node)| !node.is_blank())
            .filter_map(|(name, node)| Some((name.parse().ok()?, name.as_str(), node)))
            .collect();
        rows.sort_by_key(|(number, ..)| *number);
        rows.into_iter().map(|(_, name, node)| (name, node))
    }

    /// Whether nothing was typed here or below.
    pub fn is_blank(&self) -> bool {
        let no_text = self.texts.iter().all(|text| text.trim().is_empty());
        no_text && self.children.iter().all(|(_, node)| node.is_blank())
    }

    /// The name under which the text here was given.
    pub fn name_as_given(&self) -> Option<&str> {
        self.given_as.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_and_the_fields_under_it_live_together() {
        let fields = [("method", "check"), ("method[check][number]", " 1042 "), ("lines.10", "b")];
        let node = Node::of(fields.into_iter().chain([("lines.9", "a"), ("lines.2", " ")]));
        let method = node.child("method").unwrap();
        assert_eq!(method.text(), Some("check"));
        assert_eq!(method.child("check").unwrap().child("number").unwrap().text(), Some("1042"));
        let rows: Vec<_> = node.child("lines").unwrap().filled_items().map(|row| row.0).collect();
        assert_eq!(rows, ["9", "10"]);
    }

    #[test]
    fn unnumbered_rows_are_numbered_by_how_often_a_name_comes() {
        let fields = ["lines[].what=a", "lines[].what=b", "lines[].cents=1", "lines[].cents=2"];
        let node = Node::of(fields.into_iter().filter_map(|field| field.split_once('=')));
        let rows = node.child("lines").unwrap().filled_items();
        let told: Vec<_> = rows
            .map(|(_, row)| ["what", "cents"].map(|name| row.child(name).unwrap().text().unwrap()))
            .collect();
        assert_eq!(told, [["a", "1"], ["b", "2"]]);
    }

    #[test]
    fn the_last_of_several_texts_counts_unless_a_list_is_meant() {
        let node =
            Node::of([("tags", "a"), ("tags", ""), ("tags", "b"), ("tags[]", "c")].into_iter());
        let tags = node.child("tags").unwrap();
        assert_eq!(tags.text(), Some("b"));
        assert_eq!(tags.texts().collect::<Vec<_>>(), ["a", "b", "c"]);
    }
}
