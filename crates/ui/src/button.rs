//! Buttons: a verb the office says, with its key drawn in it. One primary button a page.

use crate::mark::kbd;
use crate::{Html, html};

/// How loud a button is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    Primary,
    Secondary,
    /// Plain words in the accent colour, as in the rows of a list.
    Link,
    /// A dashed outline saying why it cannot be done yet.
    NotYet,
}

/// A button, or a link that looks like one when it leads to an address.
#[derive(Debug, Clone)]
pub struct Button {
    words: Html,
    weight: Weight,
    key: Option<String>,
    shortcut: Option<String>,
    href: Option<String>,
    name_value: Option<(String, String)>,
    form: Option<String>,
    extra: Html,
    is_small: bool,
    is_wide: bool,
}

impl Button {
    /// The page's one filled button. Without [`href`](Self::href) it submits its form.
    pub fn primary(words: impl Into<Html>) -> Self {
        Self::of(Weight::Primary, words.into())
    }

    /// Any other button.
    pub fn secondary(words: impl Into<Html>) -> Self {
        Self::of(Weight::Secondary, words.into())
    }

    /// Plain accent words, as the action at the end of a row.
    pub fn link(words: impl Into<Html>) -> Self {
        Self::of(Weight::Link, words.into())
    }

    /// What cannot be done yet and why, in words: `"Balance the batch: 5 left"`.
    pub fn not_yet(words: impl Into<Html>) -> Self {
        Self::of(Weight::NotYet, words.into())
    }

    fn of(weight: Weight, words: Html) -> Self {
        Self {
            words,
            weight,
            key: None,
            shortcut: None,
            href: None,
            name_value: None,
            form: None,
            extra: Html::empty(),
            is_small: false,
            is_wide: false,
        }
    }

    /// Draws the key in the button and makes it work: `L`, `Alt S`, `Ctrl Enter`, `Enter`.
    /// Single letters work only outside fields. `Enter` is drawn but left to the cursor row.
    pub fn key(mut self, key: &str) -> Self {
        self.key = Some(key.to_owned());
        if key != "Enter" {
            self.shortcut = Some(key.to_owned());
        }
        self
    }

    /// Draws Enter and makes it work wherever nothing else has it: on a page whose one deed
    /// this is.
    pub fn on_enter(mut self) -> Self {
        self.key = Some("Enter".into());
        self.shortcut = self.key.clone();
        self
    }

    /// Leads to this address instead of submitting.
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// Submits this name and value with the form, to tell several buttons of one form apart.
    pub fn name_value(mut self, name: &str, value: &str) -> Self {
        self.name_value = Some((name.to_owned(), value.to_owned()));
        self
    }

    /// Submits the form with this id, when the button stands outside it (as in a page's head).
    pub fn form(mut self, id: &str) -> Self {
        self.form = Some(id.to_owned());
        self
    }

    /// A further attribute, such as `("data-db-undo", "")`. The value is escaped.
    pub fn attribute(mut self, name: &'static str, value: &str) -> Self {
        let attribute = html!(r#" {name}="{value}""#, name = name, value = value);
        self.extra.push(attribute);
        self
    }

    /// 26 px high, as in rows and sheet heads.
    pub fn small(mut self) -> Self {
        self.is_small = true;
        self
    }

    /// As wide as its place.
    pub fn wide(mut self) -> Self {
        self.is_wide = true;
        self
    }

    /// The button's markup.
    pub fn html(&self) -> Html {
        let class = self.class();
        let inside = html!(
            "{words}{space}{key}",
            words = self.words,
            space = Html::trusted(if self.key.is_some() { " " } else { "" }),
            key = self.key.as_deref().map(kbd)
        );
        let shortcut = self
            .shortcut
            .as_ref()
            .map(|key| html!(r#" data-db-key="{key}""#, key = key.to_lowercase()));
        if self.weight == Weight::NotYet {
            return html!(
                r#"<span class="{class}">{inside}</span>"#,
                class = class,
                inside = inside
            );
        }
        match &self.href {
            Some(href) => html!(
                r#"<a class="{class}" href="{href}"{shortcut}{extra}>{inside}</a>"#,
                class = class,
                href = href,
                shortcut = shortcut,
                extra = self.extra,
                inside = inside
            ),
            None => html!(
                r#"<button class="{class}" type="submit"{name}{form}{shortcut}{extra}>{inside}"#
                r#"</button>"#,
                class = class,
                name = self.name_value.as_ref().map(|(name, value)| html!(
                    r#" name="{name}" value="{value}""#,
                    name = name,
                    value = value
                )),
                form = self
                    .form
                    .as_ref()
                    .map(|id| html!(r#" form="{id}""#, id = id)),
                shortcut = shortcut,
                extra = self.extra,
                inside = inside
            ),
        }
    }

    fn class(&self) -> String {
        let mut class = String::from(match self.weight {
            Weight::Primary => "db-bt db-primary",
            Weight::Secondary => "db-bt",
            Weight::Link => "db-act",
            Weight::NotYet => "db-bt db-not-yet",
        });
        if self.is_small {
            class.push_str(" db-sm");
        }
        if self.is_wide {
            class.push_str(" db-wide");
        }
        class
    }
}

impl From<Button> for Html {
    fn from(button: Button) -> Self {
        button.html()
    }
}

/// Plain accent words that lead somewhere: `link("Feb 25 statement", "/statements/9")`.
pub fn link(words: impl Into<Html>, href: &str) -> Html {
    html!(r#"<a class="db-act" href="{href}">{words}</a>"#, href = href, words = words.into())
}

/// A figure in prose that opens the rows behind it, dotted underneath.
pub fn figure_link(figure: impl Into<Html>, href: &str) -> Html {
    html!(r#"<a class="db-lk" href="{href}">{figure}</a>"#, href = href, figure = figure.into())
}

/// A one-button form: a command asked for from a row or a sheet, without JavaScript too.
/// `once` is the hidden once-key that makes a second press harmless.
pub fn post_button(action: &str, once: &str, fields: &[(&str, &str)], button: Button) -> Html {
    let hidden = fields.iter().map(|(name, value)| {
        html!(r#"<input type="hidden" name="{name}" value="{value}">"#, name = name, value = value)
    });
    html!(
        r#"<form class="db-inline" method="post" action="{action}" data-db-guard>"#
        r#"{once}{hidden}{button}</form>"#,
        action = action,
        once = crate::field::once_key(once),
        hidden = Html::join(hidden),
        button = button.html()
    )
}

/// Buttons side by side, 8 px apart.
pub fn buttons<I>(buttons: I) -> Html
where
    I: IntoIterator,
    I::Item: Into<Html>,
{
    html!(r#"<div class="db-bts">{}</div>"#, Html::join(buttons))
}
