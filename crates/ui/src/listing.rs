//! What surrounds a list: filters in force, saved views, the bulk bar, the column chooser, and
//! the foot with count, sum and pages. The address holds all of a list's state, so Back and a
//! copied address restore it.

use crate::button::Button;
use crate::figures::grouped;
use crate::mark::{Chip, kbd};
use crate::{Html, html};

/// A view in the saved-views menu.
#[derive(Debug, Clone, Default)]
pub struct View {
    /// "Past due over 60 days".
    pub name: String,
    /// The list in that view.
    pub href: String,
    /// How many lines it has.
    pub count: Option<u64>,
    /// Whether others see it too.
    pub is_shared: bool,
    /// Whether it is the one shown.
    pub is_current: bool,
}

/// The saved views: the current one's name opens the others. `save` is the form or link that
/// keeps the present state as a view.
pub fn views_menu(views: &[View], save: impl Into<Html>) -> Html {
    let current = views
        .iter()
        .find(|view| view.is_current)
        .map_or_else(|| "Views".to_owned(), |view| view.name.clone());
    let links = views.iter().map(|view| {
        html!(
            r#"<a href="{href}"{here}><span class="db-g">{name}</span><span class="db-q">"#
            r#"{shared}{count}</span></a>"#,
            href = view.href,
            here = Html::trusted(if view.is_current { r#" aria-current="true""# } else { "" }),
            name = view.name,
            shared = if view.is_shared { "shared " } else { "" },
            count = view.count.map(grouped)
        )
    });
    menu(&current, html!("{}{}", Html::join(links), save.into()))
}

/// A button that unfolds a floating sheet, without scripts too.
pub fn menu(words: &str, inside: impl Into<Html>) -> Html {
    html!(
        r#"<details class="db-menu"><summary class="db-bt db-sm">{words}{down}</summary>"#
        r#"<div class="db-float">{inside}</div></details>"#,
        words = words,
        down = crate::icon::Icon::Down.html(),
        inside = inside.into()
    )
}

/// A column in the chooser.
#[derive(Debug, Clone, Default)]
pub struct ColumnChoice {
    /// The column's name in the address.
    pub name: String,
    /// Its head.
    pub head: String,
    /// Whether it is shown.
    pub is_shown: bool,
}

/// The column chooser: a form that opens the same list with the ticked columns. `kept` are the
/// other parts of the address (name, value), so that nothing of the list's state is lost.
pub fn column_chooser(action: &str, choices: &[ColumnChoice], kept: &[(String, String)]) -> Html {
    let boxes = choices.iter().map(|choice| {
        html!(
            r#"<label class="db-float-item">"#
            r#"<input class="db-check" type="checkbox" name="column" value="{name}"{shown}> "#
            r#"{head}</label>"#,
            name = choice.name,
            shown = if choice.is_shown { " checked" } else { "" },
            head = choice.head
        )
    });
    let kept = kept.iter().map(|(name, value)| crate::field::hidden(name, value));
    let form = html!(
        r#"<form method="get" action="{action}">{kept}{boxes}<div class="db-float-end">{button}"#
        r#"</div></form>"#,
        action = action,
        kept = Html::join(kept),
        boxes = Html::join(boxes),
        button = Button::secondary("Show these").small().html()
    );
    html!(r#"<span class="db-choose-columns">{}</span>"#, menu("Columns", form))
}

/// The line over a list: its filters in force, each removable singly, one link that clears
/// them all, and at right the views, the columns and the ways out (CSV, XLSX, print).
#[derive(Debug, Clone, Default)]
pub struct ListBar {
    /// The field that searches within the list, or other filters: a form.
    pub filter: Html,
    /// The filters in force.
    pub chips: Vec<Chip>,
    /// The list without filters; shown when there are chips. The key is `Esc` in the filter.
    pub clear_href: Option<String>,
    /// Menus and links at right.
    pub right: Html,
}

/// The line over a list.
pub fn list_bar(bar: &ListBar) -> Html {
    let clear = match (&bar.clear_href, bar.chips.is_empty()) {
        (Some(href), false) => html!(r#"<a class="db-act db-s" href="{}">Clear all</a>"#, href),
        _ => Html::empty(),
    };
    html!(
        r#"<div class="db-list-bar" data-db-filters>{filter}{chips}{clear}"#
        r#"<span class="db-grow-x"></span>{right}</div>"#,
        filter = bar.filter,
        chips = Html::join(bar.chips.iter().map(Chip::html)),
        clear = clear,
        right = bar.right
    )
}

/// A small search field that narrows the list; `F` goes to it. `kept` are the other parts of
/// the address.
pub fn filter_field(action: &str, value: &str, kept: &[(String, String)]) -> Html {
    let kept = kept.iter().map(|(name, value)| crate::field::hidden(name, value));
    html!(
        r#"<form class="db-filter" method="get" action="{action}" role="search" "#
        r#"aria-label="This list">{kept}<input class="db-in db-sm" type="search" name="filter" "#
        r#"value="{value}" placeholder="Filter this list" aria-label="Filter this list" "#
        r#"data-db-filter>{key}</form>"#,
        action = action,
        kept = Html::join(kept),
        value = value,
        key = kbd("F")
    )
}

/// The foot of a list: how many lines, what they add up to, and the pages.
#[derive(Debug, Clone, Default)]
pub struct Pager {
    /// The first line shown, from 1.
    pub first: u64,
    /// The last line shown.
    pub last: u64,
    /// How many lines there are.
    pub total: u64,
    /// What a line is: "invoices".
    pub noun: String,
    /// The sum of the money column over all lines, with its word: "9,412.17 owed".
    pub sum: Html,
    /// The page before, when there is one.
    pub before_href: Option<String>,
    /// The page after, when there is one.
    pub after_href: Option<String>,
}

/// The foot of a list.
pub fn pager(pager: &Pager) -> Html {
    let step = |href: &Option<String>, words: &str, rel: &str| match href {
        Some(href) => html!(
            r#"<a class="db-bt db-sm" rel="{rel}" href="{href}">{words}</a>"#,
            rel = rel,
            href = href,
            words = words
        ),
        None => Html::empty(),
    };
    html!(
        r#"<nav class="db-pager" aria-label="Pages"><span>{first} to {last} of <b class="db-b">"#
        r#"{total}</b> {noun}</span><span class="db-pager-sum">{sum}</span>"#
        r#"<span class="db-grow-x"></span>{before}{after}</nav>"#,
        first = grouped(pager.first),
        last = grouped(pager.last),
        total = grouped(pager.total),
        noun = pager.noun,
        sum = pager.sum,
        before = step(&pager.before_href, "Earlier lines", "prev"),
        after = step(&pager.after_href, "Further lines", "next")
    )
}

/// What may be done with the chosen lines of a list. It is a form of its own: the check boxes
/// of [`Table::choosable`](crate::table::Table::choosable) belong to it by its id.
#[derive(Debug, Clone, Default)]
pub struct BulkBar {
    /// The form's id.
    pub id: String,
    /// Where it posts; the buttons say what (`name_value`).
    pub action: String,
    /// The once-key.
    pub once: String,
    /// How many lines the list has over all pages.
    pub total: u64,
    /// The list's state, sent along for "all N".
    pub query: String,
    /// The buttons.
    pub buttons: Html,
}

/// The bulk bar. With scripts it appears when a line is chosen and counts; without, it stands.
pub fn bulk_bar(bar: &BulkBar) -> Html {
    html!(
        r#"<form class="db-bulk" id="{id}" method="post" action="{action}" data-db-bulk "#
        r#"data-db-guard>{once}{query}<span class="db-bulk-count" data-db-bulk-count "#
        r#"aria-live="polite">Chosen lines</span><label class="db-bulk-all">"#
        r#"<input class="db-check" type="checkbox" name="everything" value="yes" "#
        r#"data-db-bulk-all> all {total}</label>{buttons}</form>"#,
        id = bar.id,
        action = bar.action,
        once = crate::field::once_key(&bar.once),
        query = crate::field::hidden("query", &bar.query),
        total = grouped(bar.total),
        buttons = bar.buttons
    )
}

/// One page of a record or a form, in a row of tabs that are links.
#[derive(Debug, Clone)]
pub struct Tab {
    /// The word.
    pub name: String,
    /// Where it leads.
    pub href: String,
    /// How many wait there.
    pub count: Option<u64>,
    /// Whether it is the one shown.
    pub is_here: bool,
}

/// Tabs that are links, so that each has its own address.
pub fn tabs(label: &str, tabs: &[Tab]) -> Html {
    let tabs = tabs.iter().map(|tab| {
        html!(
            r#"<a href="{href}"{here}>{name}{count}</a>"#,
            href = tab.href,
            here = Html::trusted(if tab.is_here { r#" aria-current="page""# } else { "" }),
            name = tab.name,
            count =
                tab.count.map(|count| html!(r#" <span class="db-c">{}</span>"#, grouped(count)))
        )
    });
    html!(r#"<nav class="db-tabs" aria-label="{}">{}</nav>"#, label, Html::join(tabs))
}
