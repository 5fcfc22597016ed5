//! Lists of rooms made visible: `office::listing` says what a list shows, this draws it.
//! Filters, chips, order, columns, kept views, files, pages and bulk work without scripts.

use office::listing::{
    Asked, Cell as Value, ColumnFace, Direction, FilterFace, Kind, ListFace, Listing, Mark, Pages,
    RowFace, SumFace, face, file,
};
use office::{Answer, Page, Refusal, View};

use crate::button::Button;
use crate::field::{Field, hidden};
use crate::figures;
use crate::form::Form;
use crate::listing::{
    BulkBar, ColumnChoice, ListBar, Pager, bulk_bar, column_chooser, list_bar, menu, pager,
    views_menu,
};
use crate::mark::{Chip, Meaning, status};
use crate::sheet::{Sheet, empty_page, notice};
use crate::table::{Cell, Column, Row, Sorted, Table};
use crate::{Html, html};

/// The whole page of a list at its own address, or the file its address asks for.
pub fn page(view: &mut View<'_, '_>, listing: &'static Listing) -> Result<Answer, Refusal> {
    if let Some(file) = file(view, listing)? {
        return Ok(file);
    }
    let face = face(view, listing, &listing.page_path())?;
    Ok(Answer::from(Page {
        title: face.title.to_owned(),
        sentence: sentence(&face).into_string(),
        body: draw(&face).into_string(),
        keys: vec![("J/K", "move"), ("Enter", "open"), ("F", "filter")],
        rail: listing.noun(),
        ..Page::default()
    }))
}

/// A list as part of another page, which stands at `path`.
pub fn body(
    view: &mut View<'_, '_>,
    listing: &'static Listing,
    path: &str,
) -> Result<Html, Refusal> {
    Ok(draw(&face(view, listing, path)?))
}

/// The list with all that surrounds it.
pub fn draw(face: &ListFace) -> Html {
    let mut drawn = list_bar(&ListBar {
        filter: filter_menu(face),
        chips: face
            .chips
            .iter()
            .map(|chip| Chip::new(&chip.words).in_force_removable(&chip.without_href))
            .collect(),
        clear_href: Some(face.clear_href.clone()),
        right: html!("{}{}{}", views(face), columns(face), files(face)),
    });
    for problem in &face.problems.0 {
        drawn.push(notice(Meaning::Wrong, &problem.words, Html::empty()));
    }
    if face.rows.is_empty() {
        drawn.push(nothing(face));
        return drawn;
    }
    drawn.push(Sheet::bare().flush(table(face)).foot(foot(face)).html());
    drawn.push(bulk(face));
    drawn
}

/// "312 payments."
fn sentence(face: &ListFace) -> Html {
    let total = figures::grouped(face.pages.total);
    let narrowed = match face.chips.is_empty() {
        true => "",
        false => " with these filters",
    };
    html!("{} {}{}.", total, face.title.to_lowercase(), narrowed)
}

fn nothing(face: &ListFace) -> Html {
    match face.chips.is_empty() {
        true => empty_page(
            "Nothing here yet",
            format!("{} stand here once there are any.", face.title),
            None,
            None,
        ),
        false => empty_page(
            "Nothing fits these filters",
            "Remove one of them, or clear them all.",
            Some(Button::secondary("Clear the filters").href(&face.clear_href)),
            None,
        ),
    }
}

fn table(face: &ListFace) -> Html {
    let mut table = Table::list(face.title);
    for column in &face.columns {
        table = table.column(head(column));
    }
    for (place, row) in face.rows.iter().enumerate() {
        let mut drawn = row_of(face, row);
        if place == 0 {
            drawn = drawn.cursor();
        }
        table = table.row(drawn);
    }
    if !face.sums.is_empty() {
        table = table.row(Row::sum(sums(face)));
    }
    if !face.bulk.is_empty() {
        table = table.choosable(&bulk_id(face));
    }
    table.html()
}

fn head(column: &ColumnFace) -> Column {
    let mut head = match column.kind {
        Kind::Text => Column::text(column.title),
        Kind::Name => Column::name(column.title).wide(),
        Kind::Money => Column::money(column.title),
        Kind::Count => Column::number(column.title),
        Kind::Day => Column::day(column.title),
        Kind::Instant | Kind::Id => Column::id(column.title),
        Kind::State(_) => Column::status(column.title),
    };
    if let Some(href) = &column.sort_href {
        head = head.sort_href(href);
    }
    match column.sorted {
        Some(Direction::Up) => head.sorted(Sorted::Up),
        Some(Direction::Down) => head.sorted(Sorted::Down),
        None => head,
    }
}

fn row_of(face: &ListFace, row: &RowFace) -> Row {
    let mut drawn = Row::new(row.cells.iter().map(|cell| cell_of(face, cell)));
    if let Some(href) = &row.href {
        drawn = drawn.href(href);
    }
    match face.bulk.is_empty() {
        true => drawn,
        false => drawn.value(row.id),
    }
}

fn cell_of(face: &ListFace, cell: &Value) -> Cell {
    match cell {
        Value::Empty => Cell::Blank,
        Value::Text(text) => Cell::from(text),
        Value::Money(amount) => Cell::from(*amount),
        Value::Count(number) | Value::Id(number) => Cell::from(*number),
        Value::Day(day) => Cell::from(*day),
        Value::Instant(instant) => {
            let day = figures::day(instant.day_in(&face.zone));
            Cell::from(html!("{} {}", day, figures::clock(*instant, &face.zone)))
        }
        Value::State(state) => match meaning(state.mark) {
            Some(meaning) => Cell::from(status(meaning, state.title)),
            None => Cell::from(state.title),
        },
    }
}

fn meaning(mark: Mark) -> Option<Meaning> {
    match mark {
        Mark::Good => Some(Meaning::Good),
        Mark::Watch => Some(Meaning::Watch),
        Mark::Late => Some(Meaning::Late),
        Mark::Wrong => Some(Meaning::Wrong),
        Mark::Plain => None,
    }
}

/// The sums over all pages, each under its column.
fn sums(face: &ListFace) -> Vec<Cell> {
    let mut cells: Vec<Cell> = face
        .columns
        .iter()
        .map(|column| match face.sums.iter().find(|sum| sum.name == column.name) {
            Some(SumFace { sum: Value::Money(amount), .. }) => Cell::Total(*amount),
            Some(SumFace { sum: Value::Count(number), .. }) => Cell::from(*number),
            _ => Cell::Blank,
        })
        .collect();
    if let Some(first @ Cell::Blank) = cells.first_mut() {
        *first = Cell::from(match face.pages.total {
            1 => String::from("1 in all"),
            total => format!("{} in all", figures::grouped(total)),
        });
    }
    cells
}

fn foot(face: &ListFace) -> Html {
    let Pages { first, last, total, before_href, after_href } = face.pages.clone();
    let noun = face.title.to_lowercase();
    pager(&Pager { first, last, total, noun, sum: Html::empty(), before_href, after_href })
}

fn bulk_id(face: &ListFace) -> String {
    format!("bulk-{}", face.name.replace('.', "-"))
}

fn bulk(face: &ListFace) -> Html {
    if face.bulk.is_empty() {
        return Html::empty();
    }
    let buttons = face.bulk.iter().map(|bulk| {
        Button::secondary(bulk.title).small().name_value("command", bulk.command).html()
    });
    bulk_bar(&BulkBar {
        id: bulk_id(face),
        action: format!("/bulk/{}", face.name),
        once: face.once.clone(),
        total: face.pages.total,
        query: face.query.clone(),
        buttons: Html::join(buttons),
    })
}

fn filter_menu(face: &ListFace) -> Html {
    if face.filters.is_empty() {
        return Html::empty();
    }
    let is_filter = |name: &str| face.filters.iter().any(|filter| filter.name == name);
    let kept = face.pairs.iter().filter(|(name, _)| !is_filter(name));
    let fields = face.filters.iter().map(|filter| {
        filter_field(filter).error(face.problems.of(filter.name)).html()
    });
    let form = html!(
        r#"<form class="db-form db-float-form" method="get" action="{action}">{kept}{fields}<div class="db-float-end">{button}</div></form>"#,
        action = face.path,
        kept = Html::join(kept.map(|(name, value)| hidden(name, value))),
        fields = Html::join(fields),
        button = Button::secondary("Show these").small().html()
    );
    menu("Filter", form)
}

fn filter_field(filter: &FilterFace) -> Field {
    let (name, title) = (filter.name, filter.title);
    let field = match filter.asked {
        Asked::Day | Asked::AsOf => Field::day(name, title),
        Asked::Money => Field::money(name, title),
        Asked::Count | Asked::Id => Field::number(name, title),
        Asked::Text | Asked::Begins => Field::text(name, title),
        Asked::Switch => Field::checkbox(name, title),
        Asked::OneOf(states) => {
            let states = states.iter().map(|state| (state.word, state.title));
            Field::select(name, title, [("", "Any")].into_iter().chain(states))
        }
    };
    field.value(&filter.value)
}

fn columns(face: &ListFace) -> Html {
    let kept: Vec<(String, String)> =
        face.pairs.iter().filter(|(name, _)| name != "column").cloned().collect();
    let choices: Vec<ColumnChoice> = face
        .choices
        .iter()
        .map(|choice| ColumnChoice {
            name: choice.name.to_owned(),
            head: choice.title.to_owned(),
            is_shown: choice.is_shown,
        })
        .collect();
    column_chooser(&face.path, &choices, &kept)
}

fn files(face: &ListFace) -> Html {
    let links = face.files.iter().map(|(words, href)| {
        html!(r#"<a class="db-float-item" href="{href}">{words}</a>"#, href = href, words = *words)
    });
    menu("Take it along", Html::join(links))
}

/// The kept views, a form to keep this one, and one to remove one's own.
fn views(face: &ListFace) -> Html {
    let here = match face.query.is_empty() {
        true => face.path.clone(),
        false => format!("{}?{}", face.path, face.query),
    };
    let way_back = html!("{}{}", hidden("from", &here), hidden("then", &here));
    let own = face.views.iter().find(|view| view.is_own && view.is_current);
    let form = match own {
        Some(own) => Form::post("/do/saved_views.remove", "remove-view")
            .once(&face.once)
            .body(html!("{}{}", way_back, hidden("saved_view", &own.id.to_string())))
            .body(Button::secondary("Remove this view").small().html()),
        None => Form::post("/do/saved_views.save", "save-view")
            .once(&face.once)
            .body(html!("{}{}", way_back, hidden("list", face.name)))
            .body(hidden("query", &face.query))
            .body(Field::text("name", "Keep this view as").html())
            .body(Field::checkbox("shared", "Everyone in the branch sees it").html())
            .body(Button::secondary("Save the view").small().html()),
    };
    let kept: Vec<crate::listing::View> = face
        .views
        .iter()
        .map(|view| crate::listing::View {
            name: view.name.clone(),
            href: view.href.clone(),
            count: None,
            is_shared: view.is_shared,
            is_current: view.is_current,
        })
        .collect();
    views_menu(&kept, form.html())
}
