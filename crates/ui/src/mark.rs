//! Marks and words of state, chips, keys and the few outline icons.
//!
//! A state is always a mark and a word in its colour, never a colour alone.

use crate::{Html, html};

/// The four meanings colour may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// On time, agrees, current, done: a filled disc with a check.
    Good,
    /// Nearly, not saved, behind: a half-filled disc.
    Watch,
    /// Past its time: a clock.
    Late,
    /// Short, held, forbidden: a filled octagon with a cross.
    Wrong,
}

impl Meaning {
    /// The class that carries the colour, for templates: `db-good`, `db-watch` and so on.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Good => "db-good",
            Self::Watch => "db-watch",
            Self::Late => "db-late",
            Self::Wrong => "db-wrong",
        }
    }

    const fn shape(self) -> &'static str {
        match self {
            Self::Good => {
                concat!(
                    r#"<circle cx="7" cy="7" r="6.2" fill="currentColor"/>"#,
                    r#"<path class="db-cut" d="M4 7.2l2.1 2.1L10.2 5"/>"#,
                )
            }
            Self::Watch => {
                concat!(
                    r#"<circle class="db-rim" cx="7" cy="7" r="5.6"/>"#,
                    r#"<path d="M7 1.4a5.6 5.6 0 0 1 0 11.2z" fill="currentColor"/>"#,
                )
            }
            Self::Late => {
                concat!(
                    r#"<circle class="db-rim" cx="7" cy="7" r="5.6"/>"#,
                    r#"<path class="db-rim" d="M7 3.6V7.3l2.3 1.5"/>"#,
                )
            }
            Self::Wrong => {
                concat!(
                    r#"<path d="M4.2.8h5.6l3.4 3.4v5.6l-3.4 3.4H4.2L.8 9.8V4.2z" "#,
                    r#"fill="currentColor"/><path class="db-cut" d="M4.9 4.9l4.2 4.2M9.1 "#,
                    r#"4.9L4.9 9.1"/>"#,
                )
            }
        }
    }
}

/// The bare mark, for where its word stands beside it already.
pub fn mark(meaning: Meaning) -> Html {
    html!(
        r#"<svg class="db-mark" viewBox="0 0 14 14" aria-hidden="true">{shape}</svg>"#,
        shape = Html::trusted(meaning.shape())
    )
}

/// Mark and word: `status(Meaning::Late, "38 days")`.
pub fn status(meaning: Meaning, word: impl Into<Html>) -> Html {
    html!(
        r#"<span class="db-st {class}">{mark}{word}</span>"#,
        class = meaning.class(),
        mark = mark(meaning),
        word = word.into()
    )
}

/// Words in the colour of their meaning, set in 600, as in a page's opening sentence.
pub fn tone(meaning: Meaning, words: impl Into<Html>) -> Html {
    html!(
        r#"<strong class="{class}">{words}</strong>"#,
        class = meaning.class(),
        words = words.into()
    )
}

/// A name or figure in 600.
pub fn strong(words: impl Into<Html>) -> Html {
    html!(r#"<b class="db-b">{}</b>"#, words.into())
}

/// Second text, in ink-2.
pub fn soft(words: impl Into<Html>) -> Html {
    html!(r#"<span class="db-m">{}</span>"#, words.into())
}

/// The faintest text allowed, in ink-3, for what is done or only labels.
pub fn quiet(words: impl Into<Html>) -> Html {
    html!(r#"<span class="db-q">{}</span>"#, words.into())
}

/// A key as drawn on a button or in a legend: `kbd("Alt S")`. `Enter` is drawn as its arrow.
pub fn kbd(key: &str) -> Html {
    match key {
        "Enter" => Html::trusted(r#"<kbd class="db-kbd" aria-label="Enter">↵</kbd>"#),
        _ => html!(r#"<kbd class="db-kbd">{}</kbd>"#, key),
    }
}

/// One line of a key legend: the keys and what they do, `("J K", "move")`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyHint {
    /// The keys, those with a meaning of their own divided by `/`: `J/K`, `Ctrl Z`.
    pub keys: String,
    /// What they do, in a word or two.
    pub does: String,
}

impl KeyHint {
    /// A hint from its keys (`J/K`) and words (`move`).
    pub fn new(keys: &str, does: &str) -> Self {
        Self { keys: keys.to_owned(), does: does.to_owned() }
    }
}

/// The legend of a page's own keys, which stands at the right of its head.
pub fn key_legend(hints: &[KeyHint]) -> Html {
    let hints = hints.iter().map(|hint| {
        let keys = hint.keys.split('/').filter(|key| !key.is_empty()).map(kbd);
        html!("<span>{} {}</span>", Html::join(keys), hint.does)
    });
    html!(r#"<div class="db-keys">{}</div>"#, Html::join(hints))
}

/// A chip: a small fact, or a filter when it has an address.
#[derive(Debug, Clone)]
pub struct Chip {
    words: Html,
    href: Option<String>,
    remove_href: Option<String>,
    meaning: Option<Meaning>,
    is_in_force: bool,
}

impl Chip {
    /// A quiet chip with these words.
    pub fn new(words: impl Into<Html>) -> Self {
        Self {
            words: words.into(),
            href: None,
            remove_href: None,
            meaning: None,
            is_in_force: false,
        }
    }

    /// Choosing the chip opens this address.
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// A cross beside the words opens this address, which is the list without this filter.
    pub fn remove_href(mut self, href: impl Into<String>) -> Self {
        self.remove_href = Some(href.into());
        self
    }

    /// Tints the chip; its words must say the meaning too.
    pub fn meaning(mut self, meaning: Meaning) -> Self {
        self.meaning = Some(meaning);
        self
    }

    /// Marks the chip as the one in force.
    pub fn in_force(mut self) -> Self {
        self.is_in_force = true;
        self
    }

    /// The chip's markup.
    pub fn html(&self) -> Html {
        let class = match (self.is_in_force, self.meaning) {
            (true, _) => "db-chip db-on",
            (false, Some(meaning)) => return self.tinted(meaning),
            (false, None) => "db-chip",
        };
        let cross = self.remove_href.as_ref().map(|href| {
            html!(
                r#"<a class="db-chip-x" href="{href}" aria-label="Remove filter {words}">×</a>"#,
                href = href,
                words = Html::text(plain(&self.words))
            )
        });
        match &self.href {
            Some(href) => html!(
                r#"<a class="{class}" href="{href}"{here}>{words}</a>"#,
                class = class,
                href = href,
                here = Html::trusted(if self.is_in_force { r#" aria-current="true""# } else { "" }),
                words = self.words
            ),
            None => html!(
                r#"<span class="{class}">{words}{cross}</span>"#,
                class = class,
                words = self.words,
                cross = cross
            ),
        }
    }

    fn tinted(&self, meaning: Meaning) -> Html {
        html!(
            r#"<span class="db-chip {class}">{mark}{words}</span>"#,
            class = meaning.class(),
            mark = mark(meaning),
            words = self.words
        )
    }
}

impl From<Chip> for Html {
    fn from(chip: Chip) -> Self {
        chip.html()
    }
}

/// Chips side by side.
pub fn chips<I>(chips: I) -> Html
where
    I: IntoIterator<Item = Chip>,
{
    html!(r#"<div class="db-chips">{}</div>"#, Html::join(chips))
}

/// The words of a piece of markup without its tags, for labels read aloud.
fn plain(markup: &Html) -> String {
    let mut words = String::new();
    let mut is_in_tag = false;
    for character in markup.as_str().chars() {
        match character {
            '<' => is_in_tag = true,
            '>' => is_in_tag = false,
            _ if !is_in_tag => words.push(character),
            _ => {}
        }
    }
    words.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
}

/// A check box drawn on paper: ticked in green when its gate is clear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tick {
    /// Done, agreed, clear.
    Clear,
    /// Still open.
    Open,
}

/// The drawn check box alone; the words beside it must say the state too.
pub fn tick(tick: Tick) -> Html {
    Html::trusted(match tick {
        Tick::Clear => {
            concat!(
                r#"<span class="db-box db-ok" role="img" aria-label="clear">"#,
                r#"<svg viewBox="0 0 12 12" aria-hidden="true"><path d="M2 6.3l2.6 2.6L10 3.3"/>"#,
                r#"</svg></span>"#,
            )
        }
        Tick::Open => r#"<span class="db-box" role="img" aria-label="open"></span>"#,
    })
}
