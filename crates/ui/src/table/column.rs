//! Columns: their heads and what they hold.

use crate::{Html, html};

/// What a column holds. It decides the alignment, the weight and the place on a phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// What the row is about, in 600.
    Name,
    /// Amounts, right with hanging room.
    Money,
    /// Counts and other numbers of things, right.
    Number,
    /// Account numbers, document numbers, times: left, tabular figures.
    Id,
    /// Days: left, tabular figures.
    Day,
    /// Mark and word.
    Status,
    /// The row's one action, right.
    Action,
    /// Field or check box, as in a count.
    Field,
}

impl Kind {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Text => "db-k-text",
            Self::Name => "db-k-name",
            Self::Money => "db-k-money db-n",
            Self::Number => "db-k-number db-n",
            Self::Id => "db-k-id db-t",
            Self::Day => "db-k-day db-t",
            Self::Status => "db-k-status",
            Self::Action => "db-k-action",
            Self::Field => "db-k-field db-n",
        }
    }
}

/// How a column is sorted now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sorted {
    /// Smallest or earliest first.
    Up,
    /// Largest or latest first.
    Down,
}

/// A column: its head and what it holds.
#[derive(Debug, Clone)]
pub struct Column {
    pub(super) head: Html,
    pub(super) kind: Kind,
    pub(super) class: &'static str,
    pub(super) sort_href: Option<String>,
    pub(super) sorted: Option<Sorted>,
}

impl Column {
    /// A column of this kind.
    pub fn new(kind: Kind, head: impl Into<Html>) -> Self {
        Self { head: head.into(), kind, class: "", sort_href: None, sorted: None }
    }

    /// Words.
    pub fn text(head: impl Into<Html>) -> Self {
        Self::new(Kind::Text, head)
    }

    /// What the row is about.
    pub fn name(head: impl Into<Html>) -> Self {
        Self::new(Kind::Name, head)
    }

    /// Amounts.
    pub fn money(head: impl Into<Html>) -> Self {
        Self::new(Kind::Money, head)
    }

    /// Numbers of things.
    pub fn number(head: impl Into<Html>) -> Self {
        Self::new(Kind::Number, head)
    }

    /// Numbers that name things.
    pub fn id(head: impl Into<Html>) -> Self {
        Self::new(Kind::Id, head)
    }

    /// Days.
    pub fn day(head: impl Into<Html>) -> Self {
        Self::new(Kind::Day, head)
    }

    /// Mark and word.
    pub fn status(head: impl Into<Html>) -> Self {
        Self::new(Kind::Status, head)
    }

    /// The row's one action. It has no head on screen.
    pub fn action() -> Self {
        Self::new(Kind::Action, html!(r#"<span class="db-sr">{}</span>"#, "Action"))
    }

    /// Fields of a form.
    pub fn field(head: impl Into<Html>) -> Self {
        Self::new(Kind::Field, head)
    }

    /// Takes all the width that is left, and cuts long words with an ellipsis.
    pub fn wide(mut self) -> Self {
        self.class = " db-w-rest";
        self
    }

    /// Takes what room is left but lets words break.
    pub fn roomy(mut self) -> Self {
        self.class = " db-w-roomy";
        self
    }

    /// Choosing the head opens this address, the same list sorted by this column.
    pub fn sort_href(mut self, href: impl Into<String>) -> Self {
        self.sort_href = Some(href.into());
        self
    }

    /// How the list is sorted by this column now.
    pub fn sorted(mut self, sorted: Sorted) -> Self {
        self.sorted = Some(sorted);
        self
    }
}
