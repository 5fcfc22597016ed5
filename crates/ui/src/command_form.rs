//! A form that asks for a command: it carries the once-key and the way back, and when the
//! command was refused it stands again as it was filled, each problem at its field.
//!
//! ```ignore
//! let form = CommandForm::of(view, "entries.post", "/entries/new", "/entries/{entry}");
//! let memo = form.field(Field::text("memo", "What for"));
//! let html = form.html(memo, [Button::primary("Post")]);
//! ```

use office::decode::problems_by_field;
use office::{Fields, Problems, Refusal, View};

use crate::button::Button;
use crate::field::{Field, hidden};
use crate::form::{Form, form_end};
use crate::mark::{Meaning, tone};
use crate::{Html, html};

/// One form of a page, for one command.
#[derive(Debug, Clone)]
pub struct CommandForm {
    command: &'static str,
    once: String,
    from: String,
    then: String,
    filled: Option<Fields>,
    problems: Problems,
    meanwhile: Meanwhile,
}

/// Whether somebody else saved the record while this form was filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meanwhile {
    Untouched,
    Changed,
}

/// The name under which a form tells its page which of several forms it is.
const WHICH: &str = "form";

impl CommandForm {
    /// The form for `command` on the page at `from`. Once done it leads to `then`, in which
    /// `{payment}` stands for that field of the receipt.
    pub fn of(view: &View<'_, '_>, command: &'static str, from: &str, then: &str) -> CommandForm {
        let is_refused = view.filled.get(WHICH) == Some(command);
        CommandForm {
            command,
            once: match is_refused {
                true => view.once_key(),
                false => view.office.random_hex(16),
            },
            from: from.to_owned(),
            then: then.to_owned(),
            problems: match is_refused {
                true => problems_by_field(&refused(view), &view.filled),
                false => Problems::none(),
            },
            filled: is_refused.then(|| view.filled.clone()),
            meanwhile: match &view.refusal {
                Some(Refusal::Conflict { code, .. })
                    if is_refused && code.ends_with(".changed_meanwhile") =>
                {
                    Meanwhile::Changed
                }
                _ => Meanwhile::Untouched,
            },
        }
    }

    /// What was typed under this name, when the form was refused.
    pub fn typed(&self, name: &str) -> Option<&str> {
        self.filled.as_ref().map(|filled| filled.get(name).unwrap_or(""))
    }

    /// What was wrong, under the names of the form's own fields.
    pub fn problems(&self) -> &Problems {
        &self.problems
    }

    /// The field as it was filled, with what is wrong with it, and with what somebody else saved
    /// meanwhile where that differs.
    pub fn field(&self, field: Field) -> Field {
        let error = self.problems.of(field.name()).map(str::to_owned);
        let Some(typed) = self.typed(field.name()).map(str::to_owned) else {
            return field;
        };
        let field = match self.meanwhile == Meanwhile::Changed && field.kept() != typed {
            true => {
                let kept = match field.shown() {
                    kept if kept.is_empty() => String::from("nothing"),
                    kept => kept,
                };
                field.hint(tone(Meaning::Watch, format!("Saved meanwhile: {kept}")))
            }
            false => field,
        };
        field.value(typed).error(error)
    }

    /// Which version of the record the form was filled in from: a save over a newer one is
    /// refused once, with both values before her; what she then sends is meant.
    pub fn seen(&self, version: i64) -> Html {
        match (self.meanwhile, self.typed("seen")) {
            (Meanwhile::Untouched, Some(seen)) => hidden("seen", seen),
            _ => hidden("seen", &version.to_string()),
        }
    }

    /// The form with its content and buttons. What is wrong in sum stands at the head of the
    /// page, which the frame sees to.
    pub fn html<I>(&self, content: impl Into<Html>, buttons: I) -> Html
    where
        I: IntoIterator<Item = Button>,
    {
        let id = self.command.replace('.', "-");
        Form::post(&format!("/do/{}", self.command), &id)
            .once(&self.once)
            .body(html!(
                "{}{}{}",
                hidden("from", &self.from),
                hidden("then", &self.then),
                hidden(WHICH, self.command)
            ))
            .body(content)
            .body(form_end(buttons))
            .html()
    }
}

/// The days by which books know a document, under the names forms give them.
const BOOKED_DAYS: [&str; 5] = ["day", "invoiced_on", "issued_on", "returned_on", "received_on"];

/// What was wrong, field by field. That a month is closed is told at the day that lies in it.
fn refused(view: &View<'_, '_>) -> Problems {
    match &view.refusal {
        Some(Refusal::Conflict { code, text, .. }) if *code == "periods.closed" => {
            let typed = |name: &&&str| view.filled.get(name).is_some_and(|day| !day.is_empty());
            match BOOKED_DAYS.iter().find(typed) {
                Some(name) => Problems::one(*name, text.to_string()),
                None => Problems::none(),
            }
        }
        _ => view.problems(),
    }
}
