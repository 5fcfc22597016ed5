//! The cells of a paste, and a paste of cells.

/// A quoted cell longer than this is no cell but a mark that nobody closed.
const LONGEST_QUOTED: usize = 2_000;

/// The rows of a text with the line each begins on, blank rows left out.
pub(super) fn rows_of(text: &str) -> Vec<(u64, Vec<String>)> {
    let mut rows = Vec::new();
    let (mut rest, mut line) = (text, 1);
    while !rest.is_empty() {
        let begins_on = line;
        let mut cells = Vec::new();
        loop {
            let (cell, end) = match quoted(rest) {
                Some(found) => found,
                None => bare(rest),
            };
            line += line_ends(&rest[..end]);
            cells.push(cell);
            rest = &rest[end..];
            match rest.strip_prefix('\t') {
                Some(behind) => rest = behind,
                None => break,
            }
        }
        if let Some(behind) = rest.strip_prefix("\r\n").or(rest.strip_prefix(['\n', '\r'])) {
            rest = behind;
            line += 1;
        }
        if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push((begins_on, cells));
        }
    }
    rows
}

/// How many lines end in a text, whichever way they do.
fn line_ends(text: &str) -> u64 {
    let ends = text.replace("\r\n", "\n").matches(['\n', '\r']).count();
    u64::try_from(ends).unwrap_or(u64::MAX)
}

/// A cell without quotation marks around it, and where it ends.
fn bare(text: &str) -> (String, usize) {
    let end = text.find(['\t', '\n', '\r']).unwrap_or(text.len());
    (tidied(&text[..end]), end)
}

/// A quoted cell and where it ends; none when no mark closes it right before a tab or a line
/// end, and the mark is then a letter like any other: `5" hose`.
fn quoted(text: &str) -> Option<(String, usize)> {
    let inner = text.strip_prefix('"')?;
    let mut from = 0;
    loop {
        let mark =
            from + inner[from..].bytes().take(LONGEST_QUOTED).position(|byte| byte == b'"')?;
        let behind = &inner[mark + 1..];
        match behind.chars().next() {
            None | Some('\t' | '\n' | '\r') => {
                let cell = tidied(&inner[..mark].replace("\"\"", "\""));
                return Some((cell, mark + 2));
            }
            Some('"') if mark < LONGEST_QUOTED => from = mark + 2,
            Some(_) => return None,
        }
    }
}

/// A cell in one line, without blanks around it: what ran over lines in the sheet reads on.
fn tidied(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Cells as a spreadsheet hands them over.
pub fn print(rows: &[Vec<String>]) -> String {
    let cell = |cell: &String| match cell.contains(['\t', '\n', '\r', '"']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.clone(),
    };
    let row = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join("\t") + "\n";
    rows.iter().map(row).collect()
}
