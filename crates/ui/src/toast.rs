//! What was just done, with its undo: in place for ten seconds, then in "Recently done"; and
//! what arrives by itself: the card of a call.

use crate::button::{Button, post_button};
use crate::{Html, html};

/// "Payment of 127.33 posted", and how to take it back.
#[derive(Debug, Clone, Default)]
pub struct Toast {
    /// What was done, in the past tense.
    pub words: Html,
    /// How to take it back; none when it cannot be undone this way.
    pub undo: Option<Undo>,
}

/// The command that takes it back.
#[derive(Debug, Clone, Default)]
pub struct Undo {
    /// Where it is posted.
    pub action: String,
    /// What is posted: names and values, such as the journal line.
    pub fields: Vec<(String, String)>,
    /// Its once-key.
    pub once: String,
}

/// The toast's markup. It goes away by itself after ten seconds, later while it is hovered or
/// has the focus. Without scripts it stays until the next page.
pub fn toast(toast: &Toast) -> Html {
    let undo = toast.undo.as_ref().map(|undo| {
        let button = Button::link("Undo").attribute("data-db-undo", "");
        let fields: Vec<(&str, &str)> =
            undo.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        post_button(&undo.action, &undo.once, &fields, button)
    });
    html!(
        r#"<div class="db-toast" data-db-toast><span class="db-g">{words}</span>{undo}</div>"#,
        words = toast.words,
        undo = undo
    )
}

/// The toast as an out-of-band piece, to send with an htmx answer.
pub fn toast_aside(shown: &Toast) -> Html {
    html!(
        r#"<div id="db-toasts" hx-swap-oob="innerHTML" role="status" aria-live="polite">{}</div>"#,
        toast(shown)
    )
}

/// The card of an incoming call. It keeps the page and the focus where they are.
#[derive(Debug, Clone, Default)]
pub struct ScreenPop {
    /// "Calling now, (352) 555-0123".
    pub heading: String,
    /// The customer's name, or "Unknown caller".
    pub name: String,
    /// Balance, next visit, last note: label and value.
    pub lines: Vec<(String, Html)>,
    /// "Open", "New customer with this number".
    pub actions: Html,
}

/// The card, for the live event `pops`.
pub fn screen_pop(pop: &ScreenPop) -> Html {
    html!(
        r#"<article class="db-pop"><div class="db-pop-head"><span>{heading}</span>"#
        r#"<button type="button" class="db-pop-away" data-db-pop-away aria-label="Put the card "#
        r#"away">×</button></div><h2>{name}</h2>{lines}<div class="db-bts">{actions}</div>"#
        r#"</article>"#,
        heading = pop.heading,
        name = pop.name,
        lines = crate::sheet::pairs(pop.lines.iter().map(|(label, value)| (label, value))),
        actions = pop.actions
    )
}
