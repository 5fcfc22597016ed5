//! What a page draws of a list, without a word of HTML: `ui::list` makes it visible.

use super::{
    Ask, Asked, Cell, Column, Direction, Kind, Listed, Listing, Place, Sorted, Totals, around,
    check, join_query, read_with_totals,
};
use crate::schema::FieldFace;
use crate::{Fields, Problems, Refusal, View};
use values::{Day, Id, Zone, noun};

/// A list as a page shows it.
#[derive(Clone, Debug)]
pub struct ListFace {
    /// The listing's name.
    pub name: &'static str,
    /// The heading.
    pub title: &'static str,
    /// The page's own address, without a query.
    pub path: String,
    /// The list's state as a query, without a place in it.
    pub query: String,
    /// The same as names and values, for forms that keep the rest of the state.
    pub pairs: Vec<(String, String)>,
    /// The filters in force.
    pub chips: Vec<ChipFace>,
    /// The list without filters.
    pub clear_href: String,
    /// Every filter, with what is asked of it.
    pub filters: Vec<FilterFace>,
    /// What is wrong with what was asked; such a filter is not in force.
    pub problems: Problems,
    /// The shown columns.
    pub columns: Vec<ColumnFace>,
    /// Every column that could be shown.
    pub choices: Vec<ColumnChoice>,
    /// The rows of this page.
    pub rows: Vec<RowFace>,
    /// The sums over all pages, of shown columns.
    pub sums: Vec<SumFace>,
    /// All that the list comes to.
    pub totals: Totals,
    /// Where this page stands.
    pub pages: Pages,
    /// The kept views of this list.
    pub views: Vec<ViewFace>,
    /// What may be done with chosen rows.
    pub bulk: Vec<BulkFace>,
    /// The list as files: the word and the address.
    pub files: Vec<(&'static str, String)>,
    /// Where instants become times on the wall.
    pub zone: Zone,
    /// The branch's day: a day of another year is shown with its year.
    pub today: Day,
    /// A once-key for the forms around the list.
    pub once: String,
}

/// A filter in force.
#[derive(Clone, Debug, PartialEq)]
pub struct ChipFace {
    /// "Received from Mon, Mar 2".
    pub words: String,
    /// The list without this filter.
    pub without_href: String,
}

/// A filter as a field.
#[derive(Clone, Debug, PartialEq)]
pub struct FilterFace {
    /// Its name in the address.
    pub name: &'static str,
    /// Its words.
    pub title: &'static str,
    /// What may be asked.
    pub asked: Asked,
    /// What is asked, as typed; empty for nothing.
    pub value: String,
}

/// A shown column.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnFace {
    /// Its name.
    pub name: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// How its cells are shown.
    pub kind: Kind,
    /// The list sorted by it, or by it the other way round.
    pub sort_href: Option<String>,
    /// How the list is sorted by it now.
    pub sorted: Option<Direction>,
    /// Where a cell of it is opened to be edited, with the row's id behind it; none when it
    /// cannot be, or not by her.
    pub in_place: Option<String>,
}

/// A column that may be shown or not.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnChoice {
    /// Its name.
    pub name: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// Whether it is shown.
    pub is_shown: bool,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct RowFace {
    /// Its id.
    pub id: i64,
    /// Where it leads.
    pub href: Option<String>,
    /// A cell for each shown column.
    pub cells: Vec<Cell>,
}

/// A sum.
#[derive(Clone, Debug, PartialEq)]
pub struct SumFace {
    /// The column's name.
    pub name: &'static str,
    /// The column's heading.
    pub title: &'static str,
    /// The sum.
    pub sum: Cell,
}

/// Where a page stands in its list.
#[derive(Clone, Debug, PartialEq)]
pub struct Pages {
    /// The number of its first row, from 1; 0 when there is none.
    pub first: u64,
    /// The number of its last row.
    pub last: u64,
    /// How many rows there are on all pages.
    pub total: u64,
    /// The page before.
    pub before_href: Option<String>,
    /// The page after.
    pub after_href: Option<String>,
}

/// A kept view.
#[derive(Clone, Debug, PartialEq)]
pub struct ViewFace {
    /// Its id.
    pub id: Id<noun::SavedView>,
    /// What it is called.
    pub name: String,
    /// The list in that view.
    pub href: String,
    /// Whether everyone in the branch sees it.
    pub is_shared: bool,
    /// Whether she keeps it herself, so that she may remove it.
    pub is_own: bool,
    /// Whether the list is in this view now.
    pub is_current: bool,
    /// How many rows it has now; none when it asks for what the list has no more.
    pub count: Option<u64>,
}

/// A command that may be run over the chosen rows.
#[derive(Clone, Debug, PartialEq)]
pub struct BulkFace {
    /// The command's name.
    pub command: &'static str,
    /// What it does.
    pub title: &'static str,
    /// What it must be told besides the row, such as a reason: the same for every row.
    pub asks: Vec<FieldFace>,
}

/// The list as the asking page shows it, at `path`.
pub fn face(
    view: &mut View<'_, '_>,
    listing: &'static Listing,
    path: &str,
) -> Result<ListFace, Refusal> {
    view.need(listing.duty)?;
    let (ask, problems) = ask_leniently(listing, &view.query, view.today);
    let (branch, today) = (view.branch(), view.today);
    let (listed, totals) = read_with_totals(view.reader, listing, &ask, branch, today)?;
    let pairs = ask.pairs(listing);
    let query = join_query(&pairs);
    let shown = ask.columns(listing);
    let address = Address { path, pairs: &pairs };
    Ok(ListFace {
        name: listing.name,
        title: listing.title,
        path: path.to_owned(),
        chips: chips(&ask, &address),
        clear_href: address.without(|name| listing.filter(name).is_some()),
        filters: filters(listing, &ask, &view.query),
        problems,
        columns: shown
            .iter()
            .map(|column| ColumnFace {
                in_place: around::in_place(view, listing, column),
                ..column_face(column, &ask, &address)
            })
            .collect(),
        choices: column_choices(listing, &shown),
        sums: sums(&totals, &shown),
        pages: pages(&ask, &listed, &totals, &address),
        rows: rows(listing, &shown, listed),
        views: around::views(view, listing, path, &query)?,
        bulk: around::bulk(view, listing),
        files: [("CSV", "csv"), ("Excel", "xlsx"), ("JSON lines", "jsonl"), ("Print", "print")]
            .map(|(word, format)| (word, address.with(&[("format", format)])))
            .into(),
        zone: view.me.zone.clone(),
        today,
        once: view.once_key(),
        totals,
        query,
        pairs,
    })
}

/// What is asked, without what cannot be understood, and what is wrong with that.
fn ask_leniently(listing: &Listing, query: &Fields, today: values::Day) -> (Ask, Problems) {
    let problems = match Ask::from_fields(listing, query, today) {
        Ok(ask) => return (ask, Problems::none()),
        Err(problems) => problems,
    };
    let understood = query.0.iter().filter(|(name, _)| problems.of(name).is_none());
    let understood = Fields(understood.cloned().collect());
    let ask = Ask::from_fields(listing, &understood, today);
    (ask.unwrap_or_else(|_| Ask::everything(listing)), problems)
}

/// The page's address with the list's state.
struct Address<'a> {
    path: &'a str,
    pairs: &'a [(String, String)],
}

impl Address<'_> {
    fn of(&self, pairs: &[(String, String)]) -> String {
        match pairs.is_empty() {
            true => self.path.to_owned(),
            false => format!("{}?{}", self.path, join_query(pairs)),
        }
    }

    fn without(&self, leave_out: impl Fn(&str) -> bool) -> String {
        let kept = self.pairs.iter().filter(|(name, _)| !leave_out(name));
        self.of(&kept.cloned().collect::<Vec<_>>())
    }

    fn with(&self, set: &[(&str, &str)]) -> String {
        let is_set = |name: &str| set.iter().any(|(known, _)| *known == name);
        let kept = self.pairs.iter().filter(|(name, _)| !is_set(name)).cloned();
        let set = set.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        self.of(&kept.chain(set).collect::<Vec<_>>())
    }
}

fn chips(ask: &Ask, address: &Address<'_>) -> Vec<ChipFace> {
    let chips = ask.narrowed.iter().map(|narrowed| ChipFace {
        words: format!("{} {}", narrowed.filter.title, narrowed.shown).trim_end().to_owned(),
        without_href: address.without(|name| name == narrowed.filter.name),
    });
    chips.collect()
}

fn filters(listing: &Listing, ask: &Ask, query: &Fields) -> Vec<FilterFace> {
    let value = |name: &str| match ask.narrowed.iter().find(|one| one.filter.name == name) {
        Some(narrowed) => narrowed.text.clone(),
        // Not in force because it is wrong: it stays as typed, to be mended.
        None => query.text(name).to_owned(),
    };
    let faces = listing.filters.iter().map(|filter| FilterFace {
        name: filter.name,
        title: filter.title,
        asked: filter.asked,
        value: value(filter.name),
    });
    faces.collect()
}

fn column_face(column: &'static Column, ask: &Ask, address: &Address<'_>) -> ColumnFace {
    let sorted = ask.sort.filter(|sort| sort.name == column.name).map(|_| ask.direction);
    let up = column.name.to_owned();
    let down = format!("-{}", column.name);
    let newest_first = matches!(column.kind, Kind::Day | Kind::Instant | Kind::Money);
    let next = match sorted {
        Some(Direction::Up) => down,
        Some(Direction::Down) => up,
        None if newest_first => down,
        None => up,
    };
    ColumnFace {
        name: column.name,
        title: column.title,
        kind: column.kind,
        sort_href: (column.sorted == Sorted::Yes).then(|| address.with(&[("sort", &next)])),
        sorted,
        in_place: None,
    }
}

fn column_choices(listing: &Listing, shown: &[&Column]) -> Vec<ColumnChoice> {
    let columns = listing.columns.iter().filter(|column| column.kind != Kind::Id);
    let choices = columns.map(|column| ColumnChoice {
        name: column.name,
        title: column.title,
        is_shown: shown.iter().any(|one| one.name == column.name),
    });
    choices.collect()
}

fn rows(listing: &Listing, shown: &[&'static Column], listed: Listed) -> Vec<RowFace> {
    let places: Vec<usize> = shown
        .iter()
        .filter_map(|column| listing.columns.iter().position(|one| one.name == column.name))
        .collect();
    let face = |mut row: super::ListedRow| RowFace {
        id: row.id,
        href: href(listing, &row),
        cells: places
            .iter()
            .map(|place| std::mem::replace(&mut row.cells[*place], Cell::Empty))
            .collect(),
    };
    listed.rows.into_iter().map(face).collect()
}

/// Where a row leads; nowhere when an id its address needs is absent.
fn href(listing: &Listing, row: &super::ListedRow) -> Option<String> {
    if listing.href.is_empty() {
        return None;
    }
    let mut href = listing.href.to_owned();
    for name in check::places(listing.href) {
        let place = listing.columns.iter().position(|column| column.name == name);
        let id = match place.map(|place| &row.cells[place]) {
            Some(Cell::Id(id)) => *id,
            _ if name == "id" => row.id,
            _ => return None,
        };
        href = href.replace(&format!("{{{name}}}"), &id.to_string());
    }
    Some(href)
}

fn sums(totals: &Totals, shown: &[&Column]) -> Vec<SumFace> {
    let sum = |(name, sum): &(&'static str, Cell)| {
        let column = shown.iter().find(|column| column.name == *name)?;
        Some(SumFace { name, title: column.title, sum: sum.clone() })
    };
    totals.sums.iter().filter_map(sum).collect()
}

fn pages(ask: &Ask, listed: &Listed, totals: &Totals, address: &Address<'_>) -> Pages {
    let (limit, count) = (ask.limit as u64, listed.rows.len() as u64);
    let total = u64::try_from(totals.total).unwrap_or_default();
    // The way back may have led to the beginning, wherever the address thinks it is.
    let at = match (&listed.previous, &ask.place) {
        (None, Place::First | Place::Before(_)) => 1,
        _ => ask.at,
    };
    let step = |name: &str, mark: &Option<String>, at: u64| {
        mark.as_ref().map(|mark| address.with(&[(name, mark), ("at", &at.to_string())]))
    };
    Pages {
        first: if count == 0 { 0 } else { at },
        last: if count == 0 { 0 } else { at + count - 1 },
        total,
        before_href: step("before", &listed.previous, at.saturating_sub(limit).max(1)),
        after_href: step("after", &listed.next, at + count),
    }
}
