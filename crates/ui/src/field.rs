//! Fields: label above, error below with its mark, amounts right, and one name for all of it.
//!
//! A field named `amount` has the id `f-amount`, its error `f-amount-error` and its hint
//! `f-amount-hint`, so the summary of errors can lead to it.

use values::{Day, Money};

use crate::mark::{Meaning, mark};
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

    /// Ticks a check box when the flag read from the record or the form says so.
    pub fn ticked_when(self, is_ticked: bool) -> Self {
        self.value(if is_ticked { "yes" } else { "" })
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
        let label = html!(r#" aria-label="{}""#, self.label);
        html!("{}{}", self.control_html(&label), self.error_html())
    }

    /// The field's markup.
    pub fn html(&self) -> Html {
        let class = if self.error.is_some() { " db-bad" } else { "" };
        match &self.control {
            Control::Checkbox => html!(
                r#"<div class="db-fld db-fld-check{class}"><label>{control}<span>{label}</span></label>{hint}{error}</div>"#,
                class = class,
                control = self.control_html(&Html::empty()),
                label = self.label,
                hint = self.hint_html(),
                error = self.error_html()
            ),
            Control::Radio { .. } => html!(
                r#"<fieldset class="db-fld{wide}{class}" id="f-{name}"><legend>{label}</legend>{control}{hint}{error}</fieldset>"#,
                wide = self.class,
                class = class,
                name = self.name,
                label = self.label,
                control = self.control_html(&Html::empty()),
                hint = self.hint_html(),
                error = self.error_html()
            ),
            _ => html!(
                r#"<div class="db-fld{wide}{class}"><label for="f-{name}">{label}</label>{control}{hint}{error}</div>"#,
                wide = self.class,
                class = class,
                name = self.name,
                label = self.label,
                control = self.control_html(&Html::empty()),
                hint = self.hint_html(),
                error = self.error_html()
            ),
        }
    }

    fn control_html(&self, label: &Html) -> Html {
        let common = html!(
            "{label}{described}{attributes}",
            label = label,
            described = self.described_by(),
            attributes = self.attributes
        );
        match &self.control {
            Control::Input { kind, class, hook } => self.input_html(kind, class, hook, &common),
            Control::Textarea { rows } => html!(
                r#"<textarea class="db-in" id="f-{name}" name="{name}" rows="{rows}"{common}>{value}</textarea>"#,
                name = self.name,
                rows = *rows,
                common = common,
                value = self.value
            ),
            Control::Select { options } => {
                let options = options.iter().map(|(value, words)| {
                    html!(
                        r#"<option value="{value}"{chosen}>{words}</option>"#,
                        value = value,
                        chosen = if *value == self.value { " selected" } else { "" },
                        words = words
                    )
                });
                html!(
                    r#"<select class="db-in" id="f-{name}" name="{name}"{common}>{options}</select>"#,
                    name = self.name,
                    common = common,
                    options = Html::join(options)
                )
            }
            Control::Radio { options } => self.radio_html(options, &common),
            Control::Checkbox => html!(
                r#"<input class="db-check" type="checkbox" id="f-{name}" name="{name}" value="yes"{ticked}{common}>"#,
                name = self.name,
                ticked = if self.value == "yes" { " checked" } else { "" },
                common = common
            ),
            Control::Pick { source, shown } => self.pick_html(source, shown, &common),
        }
    }

    fn input_html(&self, kind: &str, class: &str, hook: &str, common: &Html) -> Html {
        let complete =
            self.autocomplete.map(|token| html!(r#" autocomplete="{token}""#, token = token));
        let input = html!(
            r#"<input class="db-in {class}" type="{kind}" id="f-{name}" name="{name}" value="{value}"{hook}{complete}{common}>"#,
            class = class,
            kind = kind,
            name = self.name,
            value = self.value,
            hook = Html::trusted(hook),
            complete = complete,
            common = common
        );
        if class == "db-day-in" {
            return html!(
                r#"<span class="db-day-wrap">{}<output class="db-day-word" for="f-{}"></output></span>"#,
                input,
                self.name
            );
        }
        if self.unit.is_empty() {
            return input;
        }
        html!(
            r#"<span class="db-with-unit">{input}<span class="db-unit">{unit}</span></span>"#,
            input = input,
            unit = self.unit
        )
    }

    fn radio_html(&self, options: &[(String, String)], common: &Html) -> Html {
        let options = options.iter().map(|(value, words)| {
            html!(
                r#"<label class="db-radio"><input type="radio" name="{name}" value="{value}"{chosen}{common}><span>{words}</span></label>"#,
                name = self.name,
                value = value,
                chosen = if *value == self.value { " checked" } else { "" },
                common = common,
                words = words
            )
        });
        html!(r#"<div class="db-radios">{}</div>"#, Html::join(options))
    }

    fn pick_html(&self, source: &str, shown: &str, common: &Html) -> Html {
        html!(
            r#"<span class="db-pick" data-db-pick="{source}"><input class="db-in" type="text" id="f-{name}" name="{name}_words" value="{shown}" role="combobox" aria-expanded="false" aria-autocomplete="list" aria-controls="f-{name}-list" autocomplete="off" spellcheck="false"{common}><input type="hidden" name="{name}" value="{value}"><span class="db-pick-list" id="f-{name}-list" hidden></span></span>"#,
            source = source,
            name = self.name,
            shown = shown,
            value = self.value,
            common = common
        )
    }

    fn described_by(&self) -> Html {
        let ids = match (self.hint.is_empty(), &self.error) {
            (true, None) => return Html::empty(),
            (false, None) => html!("f-{}-hint", self.name),
            (true, Some(_)) => html!("f-{}-error", self.name),
            (false, Some(_)) => html!("f-{name}-hint f-{name}-error", name = self.name),
        };
        let invalid = if self.error.is_some() { r#" aria-invalid="true""# } else { "" };
        html!(r#" aria-describedby="{}"{}"#, ids, Html::trusted(invalid))
    }

    fn hint_html(&self) -> Html {
        if self.hint.is_empty() {
            return Html::empty();
        }
        html!(
            r#"<p class="db-hint" id="f-{name}-hint">{hint}</p>"#,
            name = self.name,
            hint = self.hint
        )
    }

    fn error_html(&self) -> Html {
        let Some(error) = &self.error else { return Html::empty() };
        html!(
            r#"<p class="db-err" id="f-{name}-error">{mark}{error}</p>"#,
            name = self.name,
            mark = mark(Meaning::Wrong),
            error = error
        )
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
