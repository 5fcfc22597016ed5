//! Binds finished documents into one PDF, page after page, for a stack on its way to a
//! printer. Each document is written through as it comes, so memory holds one document and
//! eight bytes for every object already written.
//!
//! It reads only what our own typesetter writes: a plain cross-reference table, one object
//! after the other. Objects move by a fixed distance, so binding is renumbering.

use std::io::{self, Write};

use crate::Error;

/// The root of the page tree; every document's own tree hangs under it.
const PAGES: u64 = 1;
const CATALOG: u64 = 2;

/// A PDF being bound.
pub(crate) struct Binder<'w> {
    out: &'w mut dyn Write,
    written: u64,
    /// Where object n begins, at n - 1; zero for one that was left out.
    offsets: Vec<u64>,
    /// The page tree of each document.
    trees: Vec<u64>,
    pages: u64,
}

impl<'w> Binder<'w> {
    /// Begins a PDF.
    pub(crate) fn new(out: &'w mut dyn Write) -> io::Result<Binder<'w>> {
        let mut binder =
            Binder { out, written: 0, offsets: vec![0, 0], trees: Vec::new(), pages: 0 };
        // The second line tells a copying program that the file is not text.
        binder.write(b"%PDF-1.7\n%\x80\x80\x80\x80\n\n")?;
        Ok(binder)
    }

    /// Adds a document's pages at the end.
    pub(crate) fn add(&mut self, pdf: &[u8]) -> Result<(), Error> {
        let document = Document::read(pdf).ok_or(Error::Unbound)?;
        let before = self.offsets.len() as u64;
        self.offsets.resize(self.offsets.len() + document.size, 0);
        let mut moved = Vec::new();
        for (id, object) in &document.objects {
            if document.left_out.contains(id) {
                continue;
            }
            moved.clear();
            renumber(object, before, &mut moved);
            if *id == document.tree {
                hang(&mut moved);
            }
            self.offsets[(before + id) as usize - 1] = self.written;
            self.write(&moved)?;
        }
        self.trees.push(before + document.tree);
        self.pages += document.pages;
        Ok(())
    }

    /// Writes the page tree, the catalog and the table of objects.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.offsets[PAGES as usize - 1] = self.written;
        let trees: Vec<String> = self.trees.iter().map(|tree| format!("{tree} 0 R")).collect();
        let (pages, trees) = (self.pages, trees.join(" "));
        let root = format!("<</Type/Pages/Count {pages}/Kids[{trees}]>>");
        self.write(format!("{PAGES} 0 obj\n{root}\nendobj\n\n").as_bytes())?;
        self.offsets[CATALOG as usize - 1] = self.written;
        let catalog = format!("<</Type/Catalog/Pages {PAGES} 0 R>>");
        self.write(format!("{CATALOG} 0 obj\n{catalog}\nendobj\n\n").as_bytes())?;

        let (table, size) = (self.written, self.offsets.len() + 1);
        self.write(format!("xref\n0 {size}\n0000000000 65535 f\r\n").as_bytes())?;
        for offset in std::mem::take(&mut self.offsets) {
            let entry = match offset {
                0 => "0000000000 65535 f\r\n".to_owned(),
                offset => format!("{offset:010} 00000 n\r\n"),
            };
            self.write(entry.as_bytes())?;
        }
        let trailer = format!("<</Size {size}/Root {CATALOG} 0 R>>");
        self.write(format!("trailer\n{trailer}\nstartxref\n{table}\n%%EOF").as_bytes())?;
        self.out.flush()
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.written += bytes.len() as u64;
        self.out.write_all(bytes)
    }
}

/// One finished PDF, cut into its objects.
struct Document<'a> {
    /// Each object with its number, in the order of the file.
    objects: Vec<(u64, &'a [u8])>,
    /// The entries of its table, the free first one included.
    size: usize,
    /// Its page tree, and the pages in it.
    tree: u64,
    pages: u64,
    /// What speaks of the document as a whole: catalog, title, metadata.
    left_out: Vec<u64>,
}

impl<'a> Document<'a> {
    fn read(pdf: &'a [u8]) -> Option<Document<'a>> {
        let tail = &pdf[rfind(pdf, b"startxref")?..];
        let table = usize::try_from(number_after(tail, b"startxref\n")?).ok()?;
        let mut lines = pdf.get(table..)?.split(|byte| *byte == b'\n');
        let size = lines.by_ref().nth(1)?.strip_prefix(b"0 ")?;
        let size: usize = str::from_utf8(size).ok()?.parse().ok()?;

        let mut starts: Vec<(usize, u64)> = Vec::with_capacity(size);
        for (id, entry) in (0..size as u64).zip(lines) {
            if entry.get(17) == Some(&b'n') {
                starts.push((str::from_utf8(entry.get(..10)?).ok()?.parse().ok()?, id));
            }
        }
        starts.sort_unstable();
        let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([table]);
        let objects = starts.iter().zip(ends);
        let objects: Option<Vec<(u64, &[u8])>> =
            objects.map(|((start, id), end)| Some((*id, pdf.get(*start..end)?))).collect();
        let objects = objects?;

        let object =
            |wanted: u64| objects.iter().find(|(id, _)| *id == wanted).map(|(_, object)| *object);
        let trailer = &pdf[rfind(pdf, b"trailer")?..];
        let catalog = number_after(trailer, b"/Root ")?;
        let tree = number_after(object(catalog)?, b"/Pages ")?;
        let pages = number_after(object(tree)?, b"/Count ")?;
        let left_out = [
            Some(catalog),
            number_after(trailer, b"/Info "),
            number_after(object(catalog)?, b"/Metadata "),
        ];
        let left_out = left_out.into_iter().flatten().collect();
        Some(Document { objects, size, tree, pages, left_out })
    }
}

/// Hangs a document's page tree, already renumbered, under the root.
fn hang(tree: &mut Vec<u8>) {
    if let Some(at) = find(tree, b"<<") {
        let parent = format!("/Parent {PAGES} 0 R");
        tree.splice(at + 2..at + 2, parent.into_bytes());
    }
}

/// Copies an object, moving its own number and every reference by `distance`. Text, names
/// and the bytes of a stream pass through untouched.
fn renumber(object: &[u8], distance: u64, out: &mut Vec<u8>) {
    let mut rest = object;
    let mut is_first = true;
    while let Some(&byte) = rest.first() {
        let length = match byte {
            b'(' => text_length(rest),
            b'<' if rest.starts_with(b"<<") => 2,
            b'<' => hex_length(rest),
            b'/' => 1 + rest[1..].iter().take_while(|byte| is_regular(**byte)).count(),
            _ if rest.starts_with(b"stream\n") => rest.len(),
            _ if is_regular(byte) => rest.iter().take_while(|byte| is_regular(**byte)).count(),
            _ => 1,
        };
        let (token, after) = rest.split_at(length);
        let is_reference =
            after.starts_with(b" 0 R") && !after.get(4).is_some_and(|byte| is_regular(*byte));
        let number = str::from_utf8(token).ok().and_then(|token| token.parse::<u64>().ok());
        match number {
            Some(number) if is_first || is_reference => {
                out.extend_from_slice((number + distance).to_string().as_bytes());
            }
            _ => out.extend_from_slice(token),
        }
        is_first = false;
        rest = after;
    }
}

/// Whether a byte belongs to a name, number or keyword.
fn is_regular(byte: u8) -> bool {
    !byte.is_ascii_whitespace() && byte != 0 && !b"()<>[]{}/%".contains(&byte)
}

/// The length of `(text)`, whose parentheses nest or are escaped.
fn text_length(rest: &[u8]) -> usize {
    let (mut depth, mut at) = (0_u32, 0);
    while at < rest.len() {
        match rest[at] {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' if depth == 1 => return at + 1,
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    rest.len()
}

fn hex_length(rest: &[u8]) -> usize {
    rest.iter().position(|byte| *byte == b'>').map_or(rest.len(), |at| at + 1)
}

fn number_after(bytes: &[u8], label: &[u8]) -> Option<u64> {
    let digits = &bytes[find(bytes, label)? + label.len()..];
    let length = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    str::from_utf8(&digits[..length]).ok()?.parse().ok()
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn rfind(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_references_and_the_object_number_move() {
        let object =
            b"7 0 obj\n<</A 12 0 R/B[3 0 R 4 0 R]/C 12/D 1.5/F0 9 0 R/T(see 5 0 R \\) (6 0 R))\
            /H<31 0 R>/N 10 0 RG>>\nstream\n8 0 R\nendstream\nendobj\n\n";
        let mut moved = Vec::new();
        renumber(object, 100, &mut moved);
        assert_eq!(
            String::from_utf8(moved).unwrap(),
            "107 0 obj\n<</A 112 0 R/B[103 0 R 104 0 R]/C 12/D 1.5/F0 109 0 R\
            /T(see 5 0 R \\) (6 0 R))/H<31 0 R>/N 10 0 RG>>\nstream\n8 0 R\nendstream\nendobj\n\n"
        );
    }

    #[test]
    fn what_is_not_our_own_pdf_is_refused() {
        let mut out = Vec::new();
        let mut binder = Binder::new(&mut out).unwrap();
        for stranger in [&b""[..], b"%PDF-1.7", b"trailer\nstartxref\n9\n%%EOF"] {
            assert!(matches!(binder.add(stranger), Err(Error::Unbound)));
        }
    }
}
