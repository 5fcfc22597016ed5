//! How every page looks: the frame, the components, and the bundle of styles and scripts.
//!
//! The crate knows plain values and nothing of servers or SQL; of offices it knows only what a
//! list of theirs shows ([`list`]). Every page works with
//! scripts off; htmx and a few small modules only make it quicker. Nothing here writes inline
//! scripts or styles, so the server may send
//! `Content-Security-Policy: default-src 'self'; img-src 'self' data:`.
//!
//! # How to build a page
//!
//! A room makes the body out of components; whoever serves it fills the [`Frame`]. Text turns
//! into [`Html`] by escaping, so an argument of type `impl Into<Html>` takes a `&str` safely.
//!
//! ```
//! use ui::prelude::*;
//! use values::{Day, Money};
//!
//! let invoices = Table::list("Open invoices")
//!     .column(Column::id("Invoice"))
//!     .column(Column::name("Customer").wide())
//!     .column(Column::day("Due"))
//!     .column(Column::status("Standing"))
//!     .column(Column::money("Open"))
//!     .column(Column::action())
//!     .row(
//!         Row::new([
//!             Cell::from("5501"),
//!             Cell::from("Marisol Rivera"),
//!             Cell::from(Day::ymd(2026, 3, 25)),
//!             Cell::from(status(Meaning::Good, "Current")),
//!             Cell::from(Money::cents(6420)),
//!         ])
//!         .href("/invoices/5501")
//!         .action(Button::link("Record a payment").href("/payments/new?invoice=5501"))
//!         .cursor(),
//!     )
//!     .row(Row::sum([
//!         Cell::Span(4, "1 invoice".into()),
//!         Cell::Total(Money::cents(6420)),
//!         Cell::Blank,
//!     ]));
//!
//! let body = Sheet::new("Open invoices").fact("1 invoice").flush(invoices).html();
//!
//! let page = ui::frame(&Frame {
//!     title: "Invoices".to_owned(),
//!     sentence: html!("One invoice is open, {} is not due before March 25.", strong("64.20")),
//!     body,
//!     ..Frame::default()
//! });
//! assert!(page.contains("Marisol Rivera"));
//! ```
//!
//! Whole paragraphs of markup belong in an askama template beside `pages.rs`; a component is
//! put into it as `{{ invoices.html() }}` and is not escaped a second time. For a line of markup
//! use [`html!`], which escapes its arguments.
//!
//! # What there is
//!
//! | for | see |
//! | --- | --- |
//! | top bar, rail, head, bottom bar | [`frame`](mod@frame) |
//! | sheets side by side or stacked | [`layout`] |
//! | sheets, form boxes, check lists, pairs, empty pages, notices | [`sheet`] |
//! | tables and lists | [`table`], [`listing`] |
//! | a room's whole list | [`list`] |
//! | states, chips, keys | [`mark`], [`icon`] |
//! | buttons and row actions | [`button`] |
//! | fields and forms | [`field`], [`form`], [`pick`] |
//! | money, days, times as printed | [`figures`] |
//! | what happened | [`timeline`](mod@timeline), [`journal`](mod@journal) |
//! | why this balance | [`explanation`](mod@explanation) |
//! | batches and counts | [`tape`](mod@tape), [`count`], [`posting`] |
//! | trend lines, bars, progress | [`chart`] |
//! | what was just done | [`toast`](mod@toast) |
//! | find | [`palette`] |
//! | slips, invoices, statements | [`paper`] |
//! | styles, scripts, typeface | [`assets`] |
//!
//! `cargo run -p ui --example gallery -- FOLDER` writes all of it as pages to look at.

pub mod assets;
pub mod button;
pub mod chart;
pub mod command_form;
pub mod count;
pub mod explanation;
pub mod field;
pub mod figures;
pub mod form;
pub mod frame;
pub mod html;
pub mod icon;
pub mod journal;
pub mod layout;
pub mod list;
pub mod listing;
pub mod mark;
pub mod palette;
pub mod paper;
pub mod pick;
pub mod posting;
pub mod sheet;
pub mod table;
pub mod tape;
pub mod timeline;
pub mod toast;

pub use prelude::*;

pub use count::{CountSheet, Denomination, cash_count, count_sheet, over_short};
pub use explanation::{ExplainedLine, Explanation, explanation};
pub use frame::frame;
pub use html::Html;
pub use mark::key_legend;
pub use tape::{Tape, TapeLine, tape};
pub use toast::{ScreenPop, Toast, Undo, screen_pop, toast};

/// Everything a page usually needs.
pub mod prelude {
    pub use crate::button::{Button, buttons, figure_link, link, post_button};
    pub use crate::command_form::CommandForm;
    pub use crate::field::{Field, hidden, once_key};
    pub use crate::figures::{
        clock, counted, day, day_seen_from, dollars, full_day, grand_total, money, month_day,
    };
    pub use crate::form::{Form, error_summary, field_row, form_end};
    pub use crate::frame::Frame;
    pub use crate::html;
    pub use crate::html::Html;
    pub use crate::icon::Icon;
    pub use crate::journal::journal;
    pub use crate::layout::{Columns, columns, stack};
    pub use crate::mark::{
        Chip, KeyHint, Meaning, Tick, chips, kbd, quiet, soft, status, strong, tone,
    };
    pub use crate::sheet::{
        CheckLine, FormBox, Sheet, check_list, empty_page, form_boxes, form_strip, notice, pairs,
        pairs_with_sum,
    };
    pub use crate::table::{Cell, Column, Density, Row, Table};
    pub use crate::timeline::{Event, timeline};
}
