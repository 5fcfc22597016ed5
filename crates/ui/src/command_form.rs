//! A form that asks for a command: it carries the once-key and the way back, and when the
//! command was refused it stands again as it was filled, each problem at its field.
//!
//! ```ignore
//! let form = CommandForm::of(view, "entries.post", "/entries/new", "/entries/{entry}");
//! let memo = form.field(Field::text("memo", "What for"));
//! let html = form.html(memo, [Button::primary("Post")]);
//! ```

use office::decode::problems_by_field;
use office::{Fields, Problems, View};

use crate::button::Button;
use crate::field::{Field, hidden};
use crate::form::{Form, form_end};
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
                true => problems_by_field(&view.problems(), &view.filled),
                false => Problems::none(),
            },
            filled: is_refused.then(|| view.filled.clone()),
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

    /// The field as it was filled, with what is wrong with it.
    pub fn field(&self, field: Field) -> Field {
        let error = self.problems.of(field.name()).map(str::to_owned);
        match self.typed(field.name()) {
            Some(typed) => {
                let typed = typed.to_owned();
                field.value(typed).error(error)
            }
            None => field,
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
