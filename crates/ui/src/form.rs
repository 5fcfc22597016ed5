//! Forms: they keep what was typed until it is saved, refuse a second press, and say on top
//! what is wrong, each line leading to its field.

use crate::field::once_key;
use crate::mark::{Meaning, mark};
use crate::{Html, html};

/// A form that posts.
#[derive(Debug, Clone)]
pub struct Form {
    action: String,
    id: String,
    once: Option<String>,
    body: Html,
    draft: Option<String>,
    attributes: Html,
    encoding: &'static str,
}

impl Form {
    /// A form that posts to `action`. The id is unique on its page and names its draft.
    pub fn post(action: &str, id: &str) -> Self {
        Self {
            action: action.to_owned(),
            id: id.to_owned(),
            once: None,
            body: Html::empty(),
            draft: None,
            attributes: Html::empty(),
            encoding: "",
        }
    }

    /// The once-key of this filling-in. The server gives each new page a new one.
    pub fn once(mut self, key: &str) -> Self {
        self.once = Some(key.to_owned());
        self
    }

    /// Adds content.
    pub fn body(mut self, body: impl Into<Html>) -> Self {
        self.body.push(body);
        self
    }

    /// Keeps what is typed in this browser until the form is sent, under this name (the form
    /// and the record it is about: `payment-new`, `customer-10023`). Never for card numbers,
    /// passwords or files, which are left out of drafts even when a form has them.
    pub fn draft(mut self, name: &str) -> Self {
        self.draft = Some(name.to_owned());
        self
    }

    /// Sends files too.
    pub fn with_files(mut self) -> Self {
        self.encoding = r#" enctype="multipart/form-data""#;
        self
    }

    /// A further attribute, such as `("hx-post", "/payments")`. The value is escaped.
    pub fn attribute(mut self, name: &'static str, value: &str) -> Self {
        let attribute = html!(r#" {name}="{value}""#, name = name, value = value);
        self.attributes.push(attribute);
        self
    }

    /// The form's markup.
    pub fn html(&self) -> Html {
        html!(
            r#"<form class="db-form" method="post" action="{action}" id="{id}" "#
            r#"data-db-guard{encoding}{draft}{attributes}>{once}{body}</form>"#,
            action = self.action,
            id = self.id,
            encoding = Html::trusted(self.encoding),
            draft = self
                .draft
                .as_ref()
                .map(|name| html!(r#" data-db-draft="{name}""#, name = name)),
            attributes = self.attributes,
            once = self.once.as_ref().map(|key| once_key(key)),
            body = self.body
        )
    }
}

impl From<Form> for Html {
    fn from(form: Form) -> Self {
        form.html()
    }
}

/// Fields side by side, each as wide as its share.
pub fn field_row<I>(fields: I) -> Html
where
    I: IntoIterator,
    I::Item: Into<Html>,
{
    html!(r#"<div class="db-field-row">{}</div>"#, Html::join(fields))
}

/// What is wrong with a form, on top of it: one line per problem, each leading to its field
/// (`field` is the field's name). The page moves the focus here.
pub fn error_summary<I, F, W>(problems: I) -> Html
where
    I: IntoIterator<Item = (F, W)>,
    F: AsRef<str>,
    W: AsRef<str>,
{
    let lines: Vec<Html> = problems
        .into_iter()
        .map(|(field, words)| match field.as_ref() {
            "" => html!("<li>{}</li>", words.as_ref()),
            field => html!(
                r##"<li><a href="#f-{field}">{words}</a></li>"##,
                field = field,
                words = words.as_ref()
            ),
        })
        .collect();
    if lines.is_empty() {
        return Html::empty();
    }
    let heading = match lines.len() {
        1 => "One thing to mend, nothing was saved".to_owned(),
        many => format!("{many} things to mend, nothing was saved"),
    };
    html!(
        r#"<section class="db-errors" role="alert" tabindex="-1" data-db-errors><h2>"#
        r#"{mark}{heading}</h2><ul>{lines}</ul></section>"#,
        mark = mark(Meaning::Wrong),
        heading = heading,
        lines = Html::join(lines)
    )
}

/// The buttons at the end of a form.
pub fn form_end<I>(buttons: I) -> Html
where
    I: IntoIterator,
    I::Item: Into<Html>,
{
    html!(r#"<div class="db-form-end">{}</div>"#, Html::join(buttons))
}
