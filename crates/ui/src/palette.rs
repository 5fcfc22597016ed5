//! Find as you talk: the palette that opens over any page, and the rows it fetches.

use crate::mark::{Meaning, kbd, status};
use crate::{Html, html};

/// One result. It answers most callers without being opened.
#[derive(Debug, Clone, Default)]
pub struct FindRow {
    /// Where Enter leads.
    pub href: String,
    /// The name, in 600; use [`matched`] to underline what was found.
    pub name: Html,
    /// Street, telephone, what it is.
    pub detail: Html,
    /// Standing: mark and word.
    pub standing: Option<(Meaning, String)>,
    /// The balance or amount, as text.
    pub amount: Html,
    /// The next date, or the key of an action.
    pub next: Html,
    /// What `Tab` and one letter do without opening the record.
    pub acts: Vec<FindAct>,
}

/// A letter that acts on a result: `C` call, `P` payment, `B` book.
#[derive(Debug, Clone)]
pub struct FindAct {
    /// The letter.
    pub key: char,
    /// What it does, in a word.
    pub does: String,
    /// Where it leads.
    pub href: String,
}

/// Results of one kind under the office's word for it.
#[derive(Debug, Clone, Default)]
pub struct FindGroup {
    /// "Customers", "Bills and payments", "Notes", "Do".
    pub name: String,
    /// The rows, best first.
    pub rows: Vec<FindRow>,
}

/// The fragment `/find?q=` answers to the palette: choices under its box, which keeps the focus.
/// `note` is the quiet fact at the right of the box: "8 found in 11 ms".
pub fn results(groups: &[FindGroup], note: &str) -> Html {
    let choice = |number: usize| {
        html!(r#"role="option" aria-selected="false" tabindex="-1" id="db-found-{}""#, number)
    };
    grouped(groups, note, choice)
}

/// The same rows on a page of their own: links, each reached by `Tab`.
pub fn results_page(groups: &[FindGroup], note: &str) -> Html {
    grouped(groups, note, |number| html!(r#"id="db-found-{}""#, number))
}

fn grouped(groups: &[FindGroup], note: &str, stands: impl Fn(usize) -> Html) -> Html {
    let mut number = 0;
    let mut all = html!(r#"<p class="db-find-note" data-db-find-note>{}</p>"#, note);
    if groups.iter().all(|group| group.rows.is_empty()) {
        all.push(html!(
            r#"<p class="db-find-none">{}</p>"#,
            "Nothing is like this. Try part of a name, the last four digits of a telephone, or an \
             amount."
        ));
        return all;
    }
    for group in groups.iter().filter(|group| !group.rows.is_empty()) {
        let rows = group.rows.iter().map(|found| {
            number += 1;
            row(found, &stands(number))
        });
        let rows = Html::join(rows);
        all.push(html!(
            r#"<div role="group" aria-label="{name}"><p class="db-find-group" aria-hidden="true">"#
            r#"{name}</p>{rows}</div>"#,
            name = group.name,
            rows = rows
        ));
    }
    all
}

fn row(found: &FindRow, stands: &Html) -> Html {
    let acts = found.acts.iter().map(|act| {
        html!(r#" data-db-act-{key}="{href}""#, key = act.key.to_ascii_lowercase(), href = act.href)
    });
    let does = found.acts.iter().map(|act| {
        html!(" data-db-does-{key}=\"{does}\"", key = act.key.to_ascii_lowercase(), does = act.does)
    });
    html!(
        r#"<a class="db-find-row" {stands} href="{href}"{acts}{does}>"#
        r#"<span class="db-ell"><b class="db-b">{name}"#
        r#"</b> <span class="db-m">{detail}</span></span><span class="db-find-st">{standing}"#
        r#"</span><span class="db-n">{amount}</span><span class="db-find-next">{next}</span></a>"#,
        stands = stands,
        href = found.href,
        acts = Html::join(acts),
        does = Html::join(does),
        name = found.name,
        detail = found.detail,
        standing = found
            .standing
            .as_ref()
            .map(|(meaning, word)| status(*meaning, word)),
        amount = found.amount,
        next = found.next
    )
}

/// `text` with every place underlined where it matches `words`, letters of either case.
pub fn matched(text: &str, words: &str) -> Html {
    let needle = words.trim().to_lowercase();
    // Folding may change lengths; then the places would not be where they seem.
    let folded = text.to_lowercase();
    if needle.is_empty() || folded.len() != text.len() {
        return Html::text(text);
    }
    let mut marked = Html::empty();
    let mut at = 0;
    while let Some(found) = folded[at..].find(&needle) {
        let (start, end) = (at + found, at + found + needle.len());
        if !text.is_char_boundary(start) || !text.is_char_boundary(end) {
            break;
        }
        marked.push(&text[at..start]);
        marked.push(html!(r#"<u class="db-hit">{}</u>"#, &text[start..end]));
        at = end;
    }
    marked.push(&text[at..]);
    marked
}

/// The closed dialog that every page carries; a script opens it and fills it from `/find`.
pub(crate) fn shell() -> Html {
    html!(
        r##"<dialog class="db-palette" id="db-palette" aria-label="Find">"##
        r##"<form method="get" action="/find" class="db-palette-in">{icon}"##
        r##"<input type="search" name="q" role="combobox" aria-expanded="true" "##
        r##"aria-controls="db-found" aria-autocomplete="list" aria-label="Find anything" "##
        r##"autocomplete="off" spellcheck="false">"##
        r##"<span class="db-find-count" aria-live="polite"></span>{escape}</form>"##
        r##"<div id="db-found" role="listbox" aria-label="Found"></div>"##
        r##"<div class="db-foot db-keys"><span>{enter} open</span><span class="db-find-acts">"##
        r##"{tab} then a letter acts, without opening the record</span></div></dialog>"##,
        icon = crate::icon::Icon::Search.html(),
        escape = html!(
            r#"<button type="button" class="db-kbd" data-db-close>{}</button>"#,
            "Esc"
        ),
        enter = kbd("Enter"),
        tab = kbd("Tab")
    )
}

/// The list of keys that `?` opens. A script adds the keys of the page's own buttons.
pub(crate) fn keys_dialog() -> Html {
    const EVERYWHERE: [(&str, &str); 12] = [
        ("Ctrl K", "find, or do anything"),
        ("/", "find"),
        ("G then T, C, S, M, R", "Today, Customers, Schedule, Money, Reports"),
        ("N then C, W, I, P", "new customer, work order, invoice, payment"),
        ("J, K", "down, up a list"),
        ("Enter", "do what the line says"),
        ("X", "choose a line; Shift X chooses up to here"),
        ("F", "go to the list's filters"),
        ("B", "what to do with the chosen lines"),
        ("Alt S", "save"),
        ("Ctrl Enter", "save, then a new one"),
        ("Esc", "back, close"),
    ];
    let lines = EVERYWHERE
        .iter()
        .map(|(keys, does)| html!("<div><dt>{}</dt><dd>{}</dd></div>", kbd(keys), *does));
    html!(
        r#"<dialog class="db-dialog" id="db-keys" aria-labelledby="db-keys-h">"#
        r#"<h2 id="db-keys-h">Keys</h2><dl class="db-key-list" data-db-page-keys></dl>"#
        r#"<p class="db-q">On every page</p><dl class="db-key-list">{lines}</dl>"#
        r#"<p class="db-s db-q">In amounts: 120+45*2 is worked out. In days: + and - move a "#
        r#"day, t is today, "fri" and "12/1" are understood.</p>"#
        r#"<form method="dialog" class="db-bts"><button class="db-bt">Close</button></form>"#
        r#"</dialog>"#,
        lines = Html::join(lines)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_matched_is_underlined_and_the_rest_escaped() {
        let found = matched("Oak <Street> oak", "OAK");
        assert_eq!(
            found.as_str(),
            r#"<u class="db-hit">Oak</u> &lt;Street&gt; <u class="db-hit">oak</u>"#
        );
        assert_eq!(matched("Zoë's", "").as_str(), "Zoë&#39;s");
    }
}
