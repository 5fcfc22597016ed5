//! Where sheets stand beside each other.

use crate::{Html, html};

/// How columns share the page's width; on a phone they always stand under one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Columns {
    /// Two of the same width.
    Halves,
    /// Three of the same width.
    Thirds,
    /// The page and a side column of 320 px.
    MainSide,
    /// A list of 210 px, the page, and a side column of 352 px, as on the call desk.
    ListMainSide,
    /// A narrow form of 266 px, the page, and a side column of 366 px, as on the deposit.
    FormMainSide,
    /// Prose of 574 px and the tables that prove it, as in the branch month.
    ProseProof,
}

impl Columns {
    const fn class(self) -> &'static str {
        match self {
            Self::Halves => "db-cols db-halves",
            Self::Thirds => "db-cols db-thirds",
            Self::MainSide => "db-cols db-main-side",
            Self::ListMainSide => "db-cols db-list-main-side",
            Self::FormMainSide => "db-cols db-form-main-side",
            Self::ProseProof => "db-cols db-prose-proof",
        }
    }
}

/// Sheets or stacks side by side. They share the page's remaining height.
pub fn columns<I>(columns: Columns, pieces: I) -> Html
where
    I: IntoIterator,
    I::Item: Into<Html>,
{
    html!(
        r#"<div class="{class}">{pieces}</div>"#,
        class = columns.class(),
        pieces = Html::join(pieces)
    )
}

/// Sheets under one another, 14 px apart.
pub fn stack<I>(pieces: I) -> Html
where
    I: IntoIterator,
    I::Item: Into<Html>,
{
    html!(r#"<div class="db-stack">{}</div>"#, Html::join(pieces))
}
