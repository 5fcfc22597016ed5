//! Reading Rust without a parser: code apart from its comments and literals.
//!
//! The checks need to know where functions begin and end, which words are code and what the
//! string literals say. A scanner of that size builds in no time and reads every file of the
//! house; what it gets wrong in a macro's pattern costs at most a false finding.

/// A Rust text, taken apart.
pub struct Source {
    /// The text with comments and the insides of literals blanked; every byte keeps its place.
    pub code: String,
    /// The string literals in order.
    pub literals: Vec<Literal>,
}

/// A string literal.
#[derive(Debug, PartialEq, Eq)]
pub struct Literal {
    /// Byte offset of its opening quote in the text.
    pub at: usize,
    /// What stands between the quotes, as written.
    pub text: String,
}

/// A function with a body.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    pub name: String,
    /// Line of the word `fn`, counted from 1.
    pub line: usize,
    /// Lines from that one to the closing brace, both counted.
    pub lines: usize,
    /// From `fn` to the opening brace, blanked as the code is.
    pub signature: String,
    /// Whether `pub`, of any reach, stands before it.
    pub is_public: bool,
}

impl Source {
    /// Takes a text apart.
    pub fn read(text: &str) -> Self {
        Scanner::new(text).scan()
    }

    /// The line of a byte offset, counted from 1.
    pub fn line(&self, at: usize) -> usize {
        self.code.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1
    }

    /// Places where the word stands alone in the code.
    pub fn find_word(&self, word: &str) -> Vec<usize> {
        let whole = |at: usize| {
            let before = self.code[..at].chars().next_back();
            let after = self.code[at + word.len()..].chars().next();
            !before.is_some_and(is_name_letter) && !after.is_some_and(is_name_letter)
        };
        self.code.match_indices(word).map(|(at, _)| at).filter(|at| whole(*at)).collect()
    }

    /// Places where one of the macros is called, such as `sql!(`.
    pub fn find_macros(&self, names: &[&str]) -> Vec<usize> {
        let calls = |name: &str, at: usize| self.code[at + name.len()..].starts_with("!(");
        let places = names
            .iter()
            .flat_map(|name| self.find_word(name).into_iter().filter(move |at| calls(name, *at)));
        places.collect()
    }

    /// The name that follows a place, such as the one after `struct`.
    pub fn name_after(&self, at: usize) -> &str {
        let rest = &self.code[at..];
        let start = rest.len() - rest.trim_start().len();
        let rest = &rest[start..];
        let end = rest.find(|letter| !is_name_letter(letter)).unwrap_or(rest.len());
        &rest[..end]
    }

    /// The literal of `NAME: &'static str = "…"` when a place names such a constant.
    pub fn string_of_constant(&self, at: usize) -> Option<&str> {
        let end = at + self.code[at..].find(';')?;
        let declares = self.code[..at].trim_end().ends_with("const");
        let literal = self.literals.iter().find(|literal| literal.at > at && literal.at < end);
        literal.filter(|_| declares).map(|literal| literal.text.as_str())
    }

    /// Every function that has a body.
    pub fn functions(&self) -> Vec<Function> {
        self.find_word("fn").into_iter().filter_map(|at| self.function(at)).collect()
    }

    fn function(&self, at: usize) -> Option<Function> {
        let name = self.name_after(at + 2);
        if name.is_empty() {
            return None; // a function pointer: `fn(Day) -> bool`
        }
        let open = self.body(at)?;
        let close = self.closing_brace(open)?;
        let line_start = self.code[..at].rfind('\n').map_or(0, |end| end + 1);
        let before = &self.code[line_start..at];
        Some(Function {
            name: name.to_string(),
            line: self.line(at),
            lines: self.line(close) - self.line(at) + 1,
            signature: self.code[at..open].to_string(),
            is_public: before.split_whitespace().next().is_some_and(|w| w.starts_with("pub")),
        })
    }

    /// The brace that opens the body of the function at a place; `None` when `;` ends it.
    fn body(&self, at: usize) -> Option<usize> {
        let mut depth = 0;
        for (index, byte) in self.code.bytes().enumerate().skip(at) {
            match byte {
                b'(' | b'[' => depth += 1,
                b')' | b']' => depth -= 1,
                b'{' if depth == 0 => return Some(index),
                b';' if depth == 0 => return None,
                _ => {}
            }
        }
        None
    }

    fn closing_brace(&self, open: usize) -> Option<usize> {
        let mut depth = 0;
        for (index, byte) in self.code.bytes().enumerate().skip(open) {
            match byte {
                b'{' => depth += 1,
                b'}' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Some(index);
            }
        }
        None
    }
}

/// Whether a letter can be part of a name.
pub fn is_name_letter(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    code: String,
    literals: Vec<Literal>,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, at: 0, code: String::with_capacity(text.len()), literals: Vec::new() }
    }

    fn scan(mut self) -> Source {
        while let Some(letter) = self.rest().chars().next() {
            let rest = self.rest();
            if rest.starts_with("//") {
                self.blank(rest.find('\n').unwrap_or(rest.len()));
            } else if rest.starts_with("/*") {
                self.blank(block_comment(rest));
            } else if let Some(hashes) = self.raw_string() {
                self.raw_literal(hashes);
            } else if letter == '"' {
                self.literal();
            } else if letter == '\'' {
                self.character();
            } else {
                self.keep(letter.len_utf8());
            }
        }
        Source { code: self.code, literals: self.literals }
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn keep(&mut self, bytes: usize) {
        self.code.push_str(&self.rest()[..bytes]);
        self.at += bytes;
    }

    /// Spaces for every byte, so that offsets and lines stay what they were.
    fn blank(&mut self, bytes: usize) {
        let blanks = self.rest()[..bytes].bytes();
        self.code.extend(blanks.map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        self.at += bytes;
    }

    /// The number of `#` when a raw string begins here: `r"`, `r#"`, `br##"`.
    fn raw_string(&self) -> Option<usize> {
        let before = self.code.chars().next_back();
        if before.is_some_and(is_name_letter) && before != Some('b') {
            return None;
        }
        let rest = self.rest().strip_prefix('r')?;
        let hashes = rest.len() - rest.trim_start_matches('#').len();
        rest[hashes..].starts_with('"').then_some(hashes)
    }

    fn raw_literal(&mut self, hashes: usize) {
        let start = hashes + 2;
        let close = format!("\"{}", "#".repeat(hashes));
        let inside = &self.rest()[start..];
        let length = inside.find(&close).unwrap_or(inside.len());
        self.literals.push(Literal { at: self.at, text: inside[..length].to_string() });
        let close = close.len().min(inside.len() - length);
        self.keep(start);
        self.blank(length);
        self.keep(close);
    }

    fn literal(&mut self) {
        let inside = &self.rest()[1..];
        let mut length = inside.len();
        let mut escaped = false;
        for (index, letter) in inside.char_indices() {
            match letter {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => {
                    length = index;
                    break;
                }
                _ => {}
            }
        }
        self.literals.push(Literal { at: self.at, text: inside[..length].to_string() });
        self.keep(1);
        self.blank(length);
        if !self.rest().is_empty() {
            self.keep(1);
        }
    }

    /// `'x'` and `'\n'` are literals; `'desk` is a lifetime and stays.
    fn character(&mut self) {
        let mut letters = self.rest()[1..].char_indices();
        let end = match letters.next() {
            Some((_, '\\')) => self.rest()[3..].find('\'').map(|end| end + 3),
            Some((_, letter)) if self.rest()[1 + letter.len_utf8()..].starts_with('\'') => {
                Some(1 + letter.len_utf8())
            }
            _ => None,
        };
        self.keep(1);
        if let Some(end) = end {
            self.blank(end - 1);
            self.keep(1);
        }
    }
}

/// The length of the block comment that begins a text; they nest.
fn block_comment(text: &str) -> usize {
    let mut depth = 0;
    let bytes = text.as_bytes();
    let mut at = 0;
    while at + 1 < bytes.len() {
        match &bytes[at..at + 2] {
            b"/*" => depth += 1,
            b"*/" => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_literals_are_blanked_in_place() {
        let text = "let a = \"fn x() { \\\" }\"; // fn y() {\n/* { /* } */ */ let c = '{';\n";
        let source = Source::read(text);
        assert_eq!(source.code.len(), text.len());
        assert!(!source.code.contains('{') && !source.code.contains("fn"));
        assert_eq!(source.literals[0].text, "fn x() { \\\" }");
        assert_eq!(source.line(text.find("let c").unwrap()), 2);
    }

    #[test]
    fn raw_strings_lifetimes_and_escapes_are_told_apart() {
        let text =
            "fn a<'d>(x: &'d str) { let q = r#\"say \"no\" {\"#; let t = '\\''; }\nfn b() {}";
        let source = Source::read(text);
        assert_eq!(source.literals.len(), 1);
        assert_eq!(source.literals[0].text, "say \"no\" {");
        let names: Vec<_> = source.functions().into_iter().map(|f| f.name).collect();
        assert_eq!(names, ["a", "b"]);
    }

    #[test]
    fn functions_have_their_lines_and_reach() {
        let text = "trait T { fn no_body(&self); }\n\npub(crate) fn long(\n    a: u8,\n) -> u8 {\n \
                    a\n}\nstruct S { call: fn(u8) -> u8 }\n";
        let functions = Source::read(text).functions();
        assert_eq!(functions.len(), 1);
        let long = &functions[0];
        assert_eq!((long.name.as_str(), long.line, long.lines), ("long", 3, 5));
        assert!(long.is_public);
        assert!(long.signature.contains("a: u8"));
    }
}
