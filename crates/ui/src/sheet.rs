//! Sheets of paper, the strip of form boxes, lists of checks, and the empty page.

use crate::button::Button;
use crate::mark::{Meaning, Tick, tick};
use crate::{Html, html};

/// A sheet: a hairline border, a heading at left, one quiet fact at right.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    heading: Html,
    letter: Option<char>,
    fact: Html,
    body: Html,
    foot: Html,
    id: Option<String>,
    is_growing: bool,
}

impl Sheet {
    /// A sheet with this heading.
    pub fn new(heading: impl Into<Html>) -> Self {
        Self { heading: heading.into(), ..Self::default() }
    }

    /// A sheet without a heading, as around a strip of form boxes.
    pub fn bare() -> Self {
        Self::default()
    }

    /// A boxed letter before the heading, so that two people can talk about the part.
    pub fn letter(mut self, letter: char) -> Self {
        self.letter = Some(letter);
        self
    }

    /// The quiet fact, chips or link at the right of the heading.
    pub fn fact(mut self, fact: impl Into<Html>) -> Self {
        self.fact = fact.into();
        self
    }

    /// Adds content that brings its own edges: a table, boxes, a timeline.
    pub fn flush(mut self, body: impl Into<Html>) -> Self {
        self.body.push(body);
        self
    }

    /// Adds content with the sheet's 16 px of room around it: prose, fields, lists.
    pub fn body(mut self, body: impl Into<Html>) -> Self {
        self.body.push(html!(r#"<div class="db-sheet-body">{}</div>"#, body.into()));
        self
    }

    /// The ruled line at the foot, for actions and notes. It stands at the sheet's bottom.
    pub fn foot(mut self, foot: impl Into<Html>) -> Self {
        self.foot = foot.into();
        self
    }

    /// An id, for links and for htmx to swap.
    pub fn id(mut self, id: &str) -> Self {
        self.id = Some(id.to_owned());
        self
    }

    /// Lets the sheet take what height is left in its column.
    pub fn grow(mut self) -> Self {
        self.is_growing = true;
        self
    }

    /// The sheet's markup.
    pub fn html(&self) -> Html {
        html!(
            r#"<section class="db-sheet{grow}"{id}>{head}{body}{foot}</section>"#,
            grow = if self.is_growing { " db-grow" } else { "" },
            id = self.id.as_ref().map(|id| html!(r#" id="{id}""#, id = id)),
            head = self.head(),
            body = self.body,
            foot = piece_in("db-foot", &self.foot)
        )
    }

    fn head(&self) -> Html {
        if self.heading.is_empty() && self.fact.is_empty() {
            return Html::empty();
        }
        let letter =
            self.letter.map(|letter| html!(r#"<span class="db-letter">{}</span>"#, letter));
        html!(
            r#"<div class="db-sh"><h2>{letter}{heading}</h2>{fact}</div>"#,
            letter = letter,
            heading = self.heading,
            fact = piece_in("db-fact", &self.fact)
        )
    }
}

impl From<Sheet> for Html {
    fn from(sheet: Sheet) -> Self {
        sheet.html()
    }
}

fn piece_in(class: &str, piece: &Html) -> Html {
    if piece.is_empty() {
        return Html::empty();
    }
    html!(r#"<div class="{class}">{piece}</div>"#, class = class, piece = piece)
}

/// One box of the strip: a small label, the figure under it, one line of meaning beneath.
#[derive(Debug, Clone, Default)]
pub struct FormBox {
    label: Html,
    corner: Html,
    figure: Html,
    meaning: Html,
    class: &'static str,
    note: Html,
    is_answer: bool,
}

impl FormBox {
    /// A box from its label and figure.
    pub fn new(label: impl Into<Html>, figure: impl Into<Html>) -> Self {
        Self { label: label.into(), figure: figure.into(), ..Self::default() }
    }

    /// A box that holds a short note instead of a figure ("Please note").
    pub fn note(label: impl Into<Html>, note: impl Into<Html>) -> Self {
        Self { label: label.into(), note: note.into(), ..Self::default() }
    }

    /// The line of meaning under the figure.
    pub fn meaning(mut self, meaning: impl Into<Html>) -> Self {
        self.meaning = meaning.into();
        self
    }

    /// What stands at the right of the label: a link or a key.
    pub fn corner(mut self, corner: impl Into<Html>) -> Self {
        self.corner = corner.into();
        self
    }

    /// Sets the figure in the colour of this meaning; the line beneath must say why.
    pub fn tone(mut self, meaning: Meaning) -> Self {
        self.class = meaning.class();
        self
    }

    /// Tints the box as the answer the page is opened for.
    pub fn answer(mut self) -> Self {
        self.is_answer = true;
        self
    }

    fn html(&self) -> Html {
        let figure = if self.note.is_empty() {
            html!(
                r#"<div class="db-v {class}">{figure}</div>"#,
                class = self.class,
                figure = self.figure
            )
        } else {
            html!(r#"<div class="db-bx-note">{}</div>"#, self.note)
        };
        html!(
            r#"<div class="db-bx{answer}"><div class="db-bl"><span>{label}</span>{corner}</div>"#
            r#"{figure}{meaning}</div>"#,
            answer = if self.is_answer { " db-answer" } else { "" },
            label = self.label,
            corner = self.corner,
            figure = figure,
            meaning = piece_in("db-h", &self.meaning)
        )
    }
}

/// The ruled strip of form boxes, a sheet of its own. Use `flush(form_boxes(..))` to set the
/// strip inside another sheet instead.
pub fn form_strip<I>(boxes: I) -> Html
where
    I: IntoIterator<Item = FormBox>,
{
    html!(r#"<section class="db-sheet db-strip">{}</section>"#, form_boxes(boxes))
}

/// Form boxes in a row, for the inside of a sheet.
pub fn form_boxes<I>(boxes: I) -> Html
where
    I: IntoIterator<Item = FormBox>,
{
    html!(r#"<div class="db-boxes">{}</div>"#, Html::join(boxes.into_iter().map(|b| b.html())))
}

/// One line of a check list: a gate, its words and its count.
#[derive(Debug, Clone)]
pub struct CheckLine {
    /// Whether it is clear.
    pub tick: Tick,
    /// What must be so.
    pub words: Html,
    /// The count or figure at right.
    pub figure: Html,
    /// Where the open ones are seen.
    pub href: Option<String>,
}

/// A list of gates or checks; what is clear is quiet, what is open is strong.
pub fn check_list<I>(lines: I) -> Html
where
    I: IntoIterator<Item = CheckLine>,
{
    let lines = lines.into_iter().map(|line| {
        let words = match &line.href {
            Some(href) => html!(r#"<a href="{href}">{words}</a>"#, href = href, words = line.words),
            None => line.words,
        };
        html!(
            r#"<li class="{class}">{tick}<span class="db-g">{words}</span><span class="db-n">"#
            r#"{figure}</span></li>"#,
            class = if line.tick == Tick::Clear { "db-clear" } else { "db-open" },
            tick = tick(line.tick),
            words = words,
            figure = line.figure
        )
    });
    html!(r#"<ul class="db-checks">{}</ul>"#, Html::join(lines))
}

/// Label and value, one pair a line, for what changes seldom.
pub fn pairs<I, L, V>(pairs: I) -> Html
where
    I: IntoIterator<Item = (L, V)>,
    L: Into<Html>,
    V: Into<Html>,
{
    let pairs = pairs.into_iter().map(|(label, value)| {
        html!("<div><dt>{}</dt><dd>{}</dd></div>", label.into(), value.into())
    });
    html!(r#"<dl class="db-kv">{}</dl>"#, Html::join(pairs))
}

/// Pairs and what they come to, under one thin line.
pub fn pairs_with_sum<I, L, V>(lines: I, sum: (&str, impl Into<Html>)) -> Html
where
    I: IntoIterator<Item = (L, V)>,
    L: Into<Html>,
    V: Into<Html>,
{
    let lines = lines.into_iter().map(|(label, value)| {
        html!("<div><dt>{}</dt><dd>{}</dd></div>", label.into(), value.into())
    });
    html!(
        r#"<dl class="db-kv">{lines}<div class="db-kv-sum"><dt>{words}</dt><dd>{sum}</dd></div>"#
        r#"</dl>"#,
        lines = Html::join(lines),
        words = sum.0,
        sum = sum.1.into()
    )
}

/// The page that has nothing yet: what will stand here, one sentence, one button, and a link
/// to see it on the practice branch.
pub fn empty_page(
    heading: &str,
    sentence: impl Into<Html>,
    button: Option<Button>,
    practice_href: Option<&str>,
) -> Html {
    let practice = practice_href.map(|href| {
        html!(r#"<a class="db-act" href="{}">See it on the practice branch</a>"#, href)
    });
    html!(
        r#"<section class="db-sheet db-empty"><h2>{heading}</h2><p>{sentence}</p>"#
        r#"<div class="db-bts">{button}{practice}</div></section>"#,
        heading = heading,
        sentence = sentence.into(),
        button = button.map(|button| button.html()),
        practice = practice
    )
}

/// A refusal or a notice in its place: mark, words, and the way out.
pub fn notice(meaning: Meaning, words: impl Into<Html>, way_out: impl Into<Html>) -> Html {
    html!(
        r#"<div class="db-notice {class}" role="{role}">{mark}<div class="db-g">{words}</div>"#
        r#"{way_out}</div>"#,
        class = meaning.class(),
        role = if meaning == Meaning::Wrong {
            "alert"
        } else {
            "status"
        },
        mark = crate::mark::mark(meaning),
        words = words.into(),
        way_out = way_out.into()
    )
}
