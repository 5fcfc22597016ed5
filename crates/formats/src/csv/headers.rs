//! Finding the header among title rows, and telling a total row from a customer.

use std::collections::{HashMap, HashSet};

use super::Record;

/// How many rows from the top may be titles.
const TITLES_AT_MOST: usize = 25;

/// No program names its important columns further to the right.
const COLUMNS_LOOKED_AT: usize = 400;

/// Where the header is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeaderPlace {
    /// After so many rows of titles.
    After(usize),
    /// There is none: the first row is already a row like the others.
    Nowhere,
}

/// Finds the header. `known` says whether a cell is a column name the reader has a use for;
/// two of those settle it. Without them it is the first row that is as wide as the table and
/// holds only names.
pub(crate) fn find_header(rows: &[Record], known: &dyn Fn(&str) -> bool) -> HeaderPlace {
    let top = &rows[..rows.len().min(TITLES_AT_MOST)];
    let knows = |row: &Record| {
        let cells = row.iter().take(COLUMNS_LOOKED_AT);
        cells.filter(|cell| !cell.trim().is_empty() && known(cell)).count()
    };
    let counts: Vec<usize> = top.iter().map(knows).collect();
    let most = counts.iter().copied().max().unwrap_or(0);
    if let Some(at) = counts.iter().position(|count| *count == most) {
        let filled = filled(&top[at]);
        if most >= 2 || most == 1 && filled == 1 && at == 0 {
            return HeaderPlace::After(at);
        }
    }
    let widest = rows.iter().map(filled).max().unwrap_or(0);
    let header = top.iter().position(|row| {
        let cells = filled(row);
        cells >= 2 && cells * 10 >= widest * 7 && holds_only_names(row)
    });
    header.map_or(HeaderPlace::Nowhere, HeaderPlace::After)
}

/// A total, a time stamp or a trailer as programs write them below a table.
///
/// A business may well be called "Total Wine": the first cell must be the bare word, and the rest
/// of the row numbers. Whether such a row really is a footer depends on no row following it.
pub(crate) fn looks_like_footer(row: &Record) -> bool {
    let mut cells = row.iter().map(str::trim).filter(|cell| !cell.is_empty());
    let Some(first) = cells.next() else {
        return true;
    };
    let word = first.trim_end_matches(':').to_ascii_lowercase();
    let names_a_total =
        matches!(word.as_str(), "total" | "totals" | "grand total" | "report total" | "trailer");
    if names_a_total {
        return cells.all(|cell| !cell.chars().any(char::is_alphabetic));
    }
    let alone = cells.next().is_none() && row.len() > 1;
    alone && (is_printed_at(&word) || word.ends_with(" basis") || is_page_number(&word))
}

fn is_printed_at(word: &str) -> bool {
    const STARTS: [&str; 4] = ["printed on", "generated on", "exported on", "report generated"];
    let dated = word.split(' ').any(|part| part.len() == 4 && part.parse::<u16>().is_ok());
    let timed = word.contains(" am") || word.contains(" pm") || word.contains("gmt");
    STARTS.iter().any(|start| word.starts_with(start)) || dated && timed && word.contains(':')
}

fn is_page_number(word: &str) -> bool {
    word.strip_prefix("page ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Column names for a header row, or for none: every column gets one, and no two are alike.
pub(crate) fn column_names(header: Option<&Record>, width: usize) -> Vec<String> {
    let mut taken: HashMap<String, u64> = HashMap::new();
    let mut names = Vec::with_capacity(width);
    for place in 0..width {
        let given = header.and_then(|row| row.get(place)).map_or("", str::trim);
        let given = given.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = if given.is_empty() { format!("Column {}", place + 1) } else { given };
        let mut free = name.clone();
        while taken.contains_key(&free) {
            let count = taken.entry(name.clone()).or_insert(1);
            *count += 1;
            free = format!("{name} ({count})");
        }
        taken.insert(free.clone(), 1);
        names.push(free);
    }
    names
}

fn filled(row: &Record) -> usize {
    row.iter().filter(|cell| !cell.trim().is_empty()).count()
}

fn holds_only_names(row: &Record) -> bool {
    let cells: Vec<&str> = row.iter().map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let name_like = |cell: &&str| {
        cell.len() <= 60 && !cell.contains('@') && cell.chars().any(char::is_alphabetic)
    };
    let different: HashSet<&str> = cells.iter().copied().collect();
    different.len() == cells.len() && cells.iter().all(name_like)
}
