//! Fields: label above, error below with its mark, amounts right, and one name for all of it.
//!
//! A field named `amount` has the id `f-amount`, its error `f-amount-error` and its hint
//! `f-amount-hint`, so the summary of errors can lead to it.

mod markup;

use values::{Day, Money};

use crate::{Html, html};

#[derive(Debug, Clone, PartialEq, Eq)]
enum Control {
    Input { kind: &'static str, class: &'static str, hook: &'static str },
    Textarea { rows: u8 },
    Select { options: Vec<(String, String)> },
    Radio { options: Vec<(String, String)> },
    Checkbox,
    Pick { source: String, shown: String },
}

/// One labelled field of a form.
#[derive(Debug, Clone)]
pub struct Field {
    name: String,
    label: Html,
    control: Control,
    value: String,
    hint: Html,
    error: Option<String>,
    autocomplete: Option<&'static str>,
    attributes: Html,
    class: &'static str,
    unit: Html,
    place: &'static str,
}

impl Field {
    fn of(name: &str, label: impl Into<Html>, control: Control) -> Self {
        Self {
            name: name.to_owned(),
            label: label.into(),
            control,
            value: String::new(),
            hint: Html::empty(),
            error: None,
            autocomplete: None,
            attributes: Html::empty(),
            class: "",
            unit: Html::empty(),
            place: "f",
        }
    }

    fn input(name: &str, label: impl Into<Html>, kind: &'static str, class: &'static str) -> Self {
        Self::of(name, label, Control::Input { kind, class, hook: "" })
    }

    fn hooked(mut self, words: &'static str) -> Self {
        if let Control::Input { hook, .. } = &mut self.control {
            *hook = words;
        }
        self
    }

    /// One line of words.
    pub fn text(name: &str, label: impl Into<Html>) -> Self {
        Self::input(name, label, "text", "")
    }

    /// An e-mail address.
    pub fn email(name: &str, label: impl Into<Html>) -> Self {
        Self::input(name, label, "email", "").autocomplete("email")
    }

    /// A password; pasting is welcome.
    pub fn password(name: &str, label: impl Into<Html>) -> Self {
        Self::input(name, label, "password", "")
    }

    /// A file to attach.
    pub fn file(name: &str, label: impl Into<Html>) -> Self {
        Self::input(name, label, "file", "db-file")
    }

    /// A whole number of things, right-aligned.
    pub fn number(name: &str, label: impl Into<Html>) -> Self {
        Self::input(name, label, "text", "db-num").hooked(r#" inputmode="numeric""#)
    }

    /// An amount. It works out sums such as `120+45*2`, in the browser when the field is left
    /// and again on the server (`Money::parse`).
    pub fn money(name: &str, label: impl Into<Html>) -> Self {
        Self::input(name, label, "text", "db-num")
            .hooked(r#" inputmode="decimal" data-db-amount"#)
            .autocomplete("off")
    }

    /// A day. `t`, `+`, `-`, `fri` and `12/1` are understood, here and on the server
    /// (`Day::parse_input`).
    pub fn day(name: &str, label: impl Into<Html>) -> Self {
        Self::input(name, label, "text", "db-day-in").hooked(" data-db-day-in").autocomplete("off")
    }

    /// A day out of these two and between, picked on the device's own calendar and sent as
    /// `2026-03-06`: for customers, who are not to learn our short ways of writing one.
    pub fn picked_day(name: &str, label: impl Into<Html>, (first, last): (Day, Day)) -> Self {
        let field = Self::input(name, label, "date", "db-day-in");
        field.attribute("min", &first.to_string()).attribute("max", &last.to_string())
    }

    /// A telephone number, shown as `(352) 555-0123` once it is whole.
    pub fn phone(name: &str, label: impl Into<Html>) -> Self {
        Self::input(name, label, "tel", "").hooked(" data-db-phone").autocomplete("tel")
    }

    /// Several lines of words.
    pub fn textarea(name: &str, label: impl Into<Html>) -> Self {
        Self::of(name, label, Control::Textarea { rows: 3 })
    }

    /// One of several, folded away: value and words.
    pub fn select<I, V, W>(name: &str, label: impl Into<Html>, options: I) -> Self
    where
        I: IntoIterator<Item = (V, W)>,
        V: ToString,
        W: ToString,
    {
        Self::of(name, label, Control::Select { options: owned(options) })
    }

    /// One of a few, all in sight: value and words.
    pub fn choice<I, V, W>(name: &str, label: impl Into<Html>, options: I) -> Self
    where
        I: IntoIterator<Item = (V, W)>,
        V: ToString,
        W: ToString,
    {
        Self::of(name, label, Control::Radio { options: owned(options) })
    }

    /// Yes or no; it sends `yes` when ticked and nothing otherwise.
    pub fn checkbox(name: &str, label: impl Into<Html>) -> Self {
        Self::of(name, label, Control::Checkbox)
    }

    /// One record out of many, found while typing. `source` answers `?q=` with
    /// [`pick::options`](crate::pick::options); `value` is the chosen id and `shown` its words.
    /// Without JavaScript the words typed are sent as `NAME_words`, and the server finds them.
    pub fn pick(name: &str, label: impl Into<Html>, source: &str, shown: &str) -> Self {
        let control = Control::Pick { source: source.to_owned(), shown: shown.to_owned() };
        Self::of(name, label, control)
    }

    /// The name it is sent under.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Stands among a list's filters, where a form of the same page may ask for the same name.
    pub(crate) fn among_filters(mut self) -> Self {
        self.place = "filter";
        self
    }

    /// Its id in the page.
    fn id(&self) -> String {
        format!("{}-{}", self.place, self.name)
    }

    /// What it holds so far, as it would be sent.
    pub(crate) fn kept(&self) -> &str {
        &self.value
    }

    /// What it holds so far, as people read it: a choice by its words.
    pub(crate) fn shown(&self) -> String {
        let words = match &self.control {
            Control::Select { options } | Control::Radio { options } => {
                options.iter().find(|(value, _)| *value == self.value).map(|(_, words)| words)
            }
            _ => None,
        };
        words.unwrap_or(&self.value).clone()
    }

    /// What stands in the field.
    pub fn value(mut self, value: impl ToString) -> Self {
        self.value = value.to_string();
        self
    }

    /// The amount that stands in the field.
    pub fn amount(self, amount: Money) -> Self {
        self.value(amount)
    }

    /// The day that stands in the field.
    pub fn on(self, day: Day) -> Self {
        self.value(day.us())
    }

    /// Ticks a check box; [`value`](Self::value) does the same with what a form sent (`yes`).
    pub fn ticked(self) -> Self {
        self.value("yes")
    }

    /// One line under the field that helps before anything is wrong.
    pub fn hint(mut self, hint: impl Into<Html>) -> Self {
        self.hint = hint.into();
        self
    }

    /// What is wrong and what to do, in the words of the summary.
    pub fn error(mut self, error: Option<impl Into<String>>) -> Self {
        self.error = error.map(Into::into);
        self
    }

    /// The `autocomplete` token, so that nothing is typed twice.
    pub fn autocomplete(mut self, token: &'static str) -> Self {
        self.autocomplete = Some(token);
        self
    }

    /// The form cannot be sent without it. The server checks too.
    pub fn required(self) -> Self {
        self.attribute("required", "")
    }

    /// The page opens with the cursor here.
    pub fn focused(self) -> Self {
        self.attribute("autofocus", "")
    }

    /// A further attribute, such as `("data-db-number", "")`. The value is escaped.
    pub fn attribute(mut self, name: &'static str, value: &str) -> Self {
        let attribute = match value {
            "" => html!(" {}", name),
            _ => html!(r#" {name}="{value}""#, name = name, value = value),
        };
        self.attributes.push(attribute);
        self
    }

    /// A unit or a word behind the input: "days", "%".
    pub fn unit(mut self, unit: impl Into<Html>) -> Self {
        self.unit = unit.into();
        self
    }

    /// As wide as its place instead of as wide as what goes in.
    pub fn wide(mut self) -> Self {
        self.class = " db-fld-wide";
        self
    }

    /// How many lines a text area shows.
    pub fn lines(mut self, lines: u8) -> Self {
        if let Control::Textarea { rows } = &mut self.control {
            *rows = lines;
        }
        self
    }

    /// The control alone, labelled for readers but not on screen: for cells of a table.
    pub fn bare(&self) -> Html {
        markup::bare(self)
    }

    /// The field's markup.
    pub fn html(&self) -> Html {
        markup::field(self)
    }
}

impl crate::html::Piece for Field {
    fn write_piece(&self, out: &mut dyn std::fmt::Write) -> std::fmt::Result {
        out.write_str(self.html().as_str())
    }
}

impl From<Field> for Html {
    fn from(field: Field) -> Self {
        field.html()
    }
}

fn owned<V: ToString, W: ToString>(
    options: impl IntoIterator<Item = (V, W)>,
) -> Vec<(String, String)> {
    options.into_iter().map(|(value, words)| (value.to_string(), words.to_string())).collect()
}

/// The hidden once-key that makes a second press of the same button harmless.
pub fn once_key(key: &str) -> Html {
    hidden("once", key)
}

/// A hidden value.
pub fn hidden(name: &str, value: &str) -> Html {
    html!(r#"<input type="hidden" name="{name}" value="{value}">"#, name = name, value = value)
}
