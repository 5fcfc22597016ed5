//! Elements of SGML and XML alike: which stand inside which, and which hold a value.
//!
//! Version 1 leaves the end of a value away and some banks leave it there, so an element is what
//! it does: with text behind its beginning it is a value; with an end of its own and none it
//! holds others; with neither it is an empty value.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::problems::{Problems, shown};

/// Elements of real statements stand less deep than this.
const DEEPEST: usize = 64;

/// No statement has more tags and texts than this: some hundred thousand movements.
const MOST_MARKS: usize = 3_000_000;

/// No tag is longer than this many bytes.
const LONGEST_TAG: usize = 1_000;

/// One element.
#[derive(Clone, Debug, Default)]
pub(super) struct Element<'t> {
    pub name: &'t str,
    pub line: u64,
    /// The value; empty for one that holds others.
    pub value: Cow<'t, str>,
    pub inner: Vec<Element<'t>>,
}

impl<'t> Element<'t> {
    /// The first element of this name inside.
    pub fn find(&self, name: &str) -> Option<&Element<'t>> {
        self.inner.iter().find(|element| element.name.eq_ignore_ascii_case(name))
    }

    /// All elements of this name inside.
    pub fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element<'t>> {
        self.inner.iter().filter(move |element| element.name.eq_ignore_ascii_case(name))
    }

    /// The value of the element of this name inside; empty when there is none.
    pub fn value(&self, name: &str) -> &str {
        self.find(name).map_or("", |element| element.value.trim())
    }
}

#[derive(Clone, Copy)]
enum Mark<'t> {
    Begin {
        name: &'t str,
        line: u64,
        place: usize,
    },
    End {
        name: &'t str,
    },
    Value(&'t str),
    /// `<![CDATA[..]]>`, in which no letter means anything.
    Plain(&'t str),
}

/// The elements of a text as one tree; its root has no name.
pub(super) fn elements<'t>(text: &'t str, problems: &mut Problems) -> Element<'t> {
    let marks = marks_of(text, problems);
    let closed = closed_by_end(&marks);
    let mut open = vec![Element::default()];
    let mut marks = marks.into_iter().peekable();
    while let Some(mark) = marks.next() {
        match mark {
            Mark::Begin { name, line, place } => {
                let mut element = Element { name, line, ..Element::default() };
                let mut is_value = false;
                while let Some(Mark::Value(_) | Mark::Plain(_)) = marks.peek() {
                    match marks.next() {
                        Some(Mark::Value(raw)) => push(&mut element.value, unescaped(raw.trim())),
                        Some(Mark::Plain(raw)) => push(&mut element.value, Cow::Borrowed(raw)),
                        _ => unreachable!("it was peeked at"),
                    }
                    is_value = true;
                }
                let is_too_deep = open.len() > DEEPEST;
                if is_too_deep && !problems.has("ofx.too_deep") {
                    let says = "Elements stand inside one another too deeply for a statement.";
                    problems.refuse(line, "ofx.too_deep", "", says);
                }
                match !is_value && closed[place] && !is_too_deep {
                    true => open.push(element),
                    false => add(&mut open, element),
                }
            }
            Mark::End { name } => {
                // The end of a value is no end of what holds it.
                let holds = open.last().is_some_and(|last| last.name.eq_ignore_ascii_case(name));
                if holds && open.len() > 1 {
                    let element = open.pop().expect("more than the root is open");
                    add(&mut open, element);
                }
            }
            // Text between elements that hold others says nothing.
            Mark::Value(_) | Mark::Plain(_) => {}
        }
    }
    while open.len() > 1 {
        let element = open.pop().expect("more than the root is open");
        add(&mut open, element);
    }
    open.pop().expect("the root is there")
}

fn push<'t>(value: &mut Cow<'t, str>, more: Cow<'t, str>) {
    match value.is_empty() {
        true => *value = more,
        false => value.to_mut().push_str(&more),
    }
}

fn add<'t>(open: &mut [Element<'t>], element: Element<'t>) {
    open.last_mut().expect("the root is open").inner.push(element);
}

/// Which beginnings have an end of their own, and hold others therefore when they have no text.
fn closed_by_end(marks: &[Mark<'_>]) -> Vec<bool> {
    let mut closed = vec![false; marks.len()];
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut has_text = false;
    for mark in marks {
        match *mark {
            Mark::Begin { name, place, .. } => {
                open.push((name, place));
                *counts.entry(name.to_ascii_uppercase()).or_default() += 1;
                has_text = false;
            }
            Mark::Value(_) | Mark::Plain(_) if !has_text => {
                // An element with text holds no others; its end, if it has one, is passed over.
                has_text = true;
                if let Some((name, _)) = open.pop() {
                    less(&mut counts, name);
                }
            }
            Mark::Value(_) | Mark::Plain(_) => {}
            Mark::End { name } => {
                has_text = true;
                if counts.get(&name.to_ascii_uppercase()).is_none_or(|count| *count == 0) {
                    continue;
                }
                // What was begun inside and never ended are empty values.
                while let Some((begun, place)) = open.pop() {
                    less(&mut counts, begun);
                    if begun.eq_ignore_ascii_case(name) {
                        closed[place] = true;
                        break;
                    }
                }
            }
        }
    }
    closed
}

fn less(counts: &mut HashMap<String, usize>, name: &str) {
    if let Some(count) = counts.get_mut(&name.to_ascii_uppercase()) {
        *count = count.saturating_sub(1);
    }
}

/// The tags and texts of a file. Comments and instructions are passed over; a declaration of
/// entities is refused, for nothing good needs one.
fn marks_of<'t>(text: &'t str, problems: &mut Problems) -> Vec<Mark<'t>> {
    let mut marks = Vec::new();
    let mut line = 1;
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        if marks.len() > MOST_MARKS {
            let says =
                "The file has too many elements for a statement; ask for one month at a time.";
            problems.refuse(line, "ofx.too_long", "", says);
            return marks;
        }
        let before = &rest[..at];
        if !before.trim().is_empty() {
            marks.push(Mark::Value(before));
        }
        line += count_lines(before);
        let tag = &rest[at..];
        let (length, mark) = tag_of(tag, line, marks.len(), problems);
        match mark {
            Found::Tag(mark) => marks.push(mark),
            // `<MEMO/>` is an empty value: a text of nothing makes it one.
            Found::EmptyValue(mark) => marks.extend([mark, Mark::Plain("")]),
            Found::Nothing => {}
        }
        line += count_lines(&tag[..length]);
        rest = &tag[length..];
    }
    if !rest.trim().is_empty() {
        marks.push(Mark::Value(rest));
    }
    marks
}

enum Found<'t> {
    Tag(Mark<'t>),
    EmptyValue(Mark<'t>),
    Nothing,
}

fn tag_of<'t>(
    tag: &'t str,
    line: u64,
    place: usize,
    problems: &mut Problems,
) -> (usize, Found<'t>) {
    let through = |from: usize, end: &str| {
        tag[from..].find(end).map_or(tag.len(), |at| from + at + end.len())
    };
    if tag.starts_with("<!--") {
        return (through(4, "-->"), Found::Nothing);
    }
    if tag.starts_with("<![CDATA[") {
        let length = through(9, "]]>");
        let inner = tag[9..length].strip_suffix("]]>").unwrap_or(&tag[9..length]);
        return (length, Found::Tag(Mark::Plain(inner)));
    }
    if tag.starts_with("<!") {
        let says = "The file declares a document type or entities, which no bank's statement does.";
        problems.refuse(line, "ofx.declaration", "", says);
        return (through(2, ">"), Found::Nothing);
    }
    if tag.starts_with("<?") {
        return (through(2, "?>"), Found::Nothing);
    }
    // The next mark ends the search, so that many lone ones cost no more than their length.
    let mut ends = tag.bytes().enumerate().skip(1).take(LONGEST_TAG);
    let end = ends.find(|(_, byte)| b"<>".contains(byte)).filter(|(_, byte)| *byte == b'>');
    let end = end.map(|(place, _)| place);
    let inner = end.map_or("", |end| &tag[1..end]);
    let (inner, is_end) = match inner.strip_prefix('/') {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    let (inner, is_empty) = match inner.strip_suffix('/') {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    // Attributes say nothing in OFX.
    let name = inner.split_ascii_whitespace().next().unwrap_or("");
    let is_name = !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
    let Some(end) = end.filter(|_| is_name) else {
        let says = format!("\"{}\" begins no element; it is taken for text.", shown(tag));
        problems.note(line, "ofx.element", "", says);
        // A lone `<` must not swallow the file up to the next `>`.
        return (1, Found::Tag(Mark::Plain("<")));
    };
    let found = match (is_end, is_empty) {
        (true, _) => Found::Tag(Mark::End { name }),
        (false, true) => Found::EmptyValue(Mark::Begin { name, line, place }),
        (false, false) => Found::Tag(Mark::Begin { name, line, place }),
    };
    (end + 1, found)
}

fn count_lines(text: &str) -> u64 {
    let ends = text.bytes().filter(|byte| *byte == b'\n').count();
    // Old Macintosh line ends stand alone.
    let lone = if ends == 0 { text.bytes().filter(|byte| *byte == b'\r').count() } else { 0 };
    (ends + lone) as u64
}

/// A text with its entities as letters: the five of XML and numbered ones. Any other stays as it
/// stands, which is how version 1 banks write `AT&T`.
pub(super) fn unescaped(raw: &str) -> Cow<'_, str> {
    if !raw.contains('&') {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let entity = &rest[at..];
        let end = entity.bytes().take(10).position(|byte| byte == b';');
        let letter = end.and_then(|end| Some((letter_of(&entity[1..end])?, end + 1)));
        let (letter, length) = letter.unwrap_or(('&', 1));
        out.push(letter);
        rest = &entity[length..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn letter_of(entity: &str) -> Option<char> {
    Some(match entity {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => {
            let number = entity.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|letter| !letter.is_control())?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> (Element<'_>, Problems) {
        let mut problems = Problems::default();
        let root = elements(text, &mut problems);
        (root, problems)
    }

    #[test]
    fn values_are_read_with_and_without_their_ends() {
        for text in [
            "<A><B>1<C>x & y<D><E>2</A>",
            "<a><b>1</b><c>x &amp; y</c><d/><e>2</e></a>",
            "<A>\n <B>1\n <C><![CDATA[x & y]]></C>\n <D></D><!-- <F>9 --><E att=\"v\">2</A>",
        ] {
            let (root, problems) = tree(text);
            assert!(problems.is_empty(), "{text}: {problems:?}");
            let a = root.find("A").unwrap_or_else(|| panic!("{text}"));
            let values = [a.value("B"), a.value("C"), a.value("D"), a.value("E"), a.value("F")];
            assert_eq!(values, ["1", "x & y", "", "2", ""], "{text}");
        }
    }

    #[test]
    fn an_unknown_element_that_holds_others_keeps_them_to_itself() {
        let (root, _) = tree("<A><X.Y><NAME>inner</X.Y><NAME>outer<EMPTY><MEMO>m</A>");
        let a = root.find("A").unwrap();
        assert_eq!((a.value("NAME"), a.value("MEMO")), ("outer", "m"));
    }

    #[test]
    fn entities_are_letters_and_never_more() {
        assert_eq!(unescaped("AT&T &#233;&#xE9; &lt;b&gt; &bomb; &"), "AT&T éé <b> &bomb; &");
        let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><OFX><A>&b;</OFX>";
        let (root, problems) = tree(bomb);
        assert!(problems.refuse_file() && problems.has("ofx.declaration"));
        assert_eq!(root.find("OFX").map(|ofx| ofx.value("A")), Some("&b;"));
    }

    #[test]
    fn depth_is_bounded() {
        let deep = "<A>".repeat(5_000) + &"</A>".repeat(5_000);
        let (_, problems) = tree(&deep);
        assert!(problems.has("ofx.too_deep"));
        let wide = "<A>".repeat(50_000) + &"</B>".repeat(50_000);
        assert_eq!(tree(&wide).0.inner.len(), 50_000, "unended elements are empty values");
    }
}
