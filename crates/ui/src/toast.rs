//! What was just done, with its undo: in place for ten seconds, then in "Recently done".

use crate::button::{Button, post_button};
use crate::{Html, html};

/// "Payment of 127.33 posted", and how to take it back.
#[derive(Debug, Clone, Default)]
pub struct Toast {
    /// What was done, in the past tense.
    pub words: Html,
    /// Where the undo is posted; none when it cannot be undone this way.
    pub undo_action: Option<String>,
    /// The once-key of the undo.
    pub once: String,
}

/// The toast's markup. It goes away by itself after ten seconds, later while it is hovered or
/// has the focus. Without scripts it stays until the next page.
pub fn toast(toast: &Toast) -> Html {
    let undo = toast.undo_action.as_ref().map(|action| {
        let button = Button::link("Undo").attribute("data-db-undo", "");
        post_button(action, &toast.once, &[], button)
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
