//! The words of `word/document.xml` (ECMA-376, WordprocessingML).

use super::DocxError;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// The text of a document.
pub(super) fn text(xml: &str) -> Result<String, DocxError> {
    let mut reader = Reader::from_str(xml);
    let mut page = Page::default();
    loop {
        match reader.read_event().map_err(|_| DocxError::Damaged)? {
            Event::Start(tag) => page.open(&tag),
            Event::Empty(tag) => {
                page.open(&tag);
                page.close(tag.local_name().as_ref());
            }
            Event::End(tag) => page.close(tag.local_name().as_ref()),
            Event::Text(text) => page.write(&text),
            Event::CData(text) => page.write(&text),
            Event::GeneralRef(entity) => page.write_entity(&entity),
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(page.text())
}

/// Where a merge field of the program stands.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Field {
    /// Outside of any.
    #[default]
    None,
    /// In its instruction: `MERGEFIELD name`.
    Said,
    /// In the words it showed last, which are not the letter's.
    Shown,
}

/// The letter while it is read.
#[derive(Default)]
struct Page {
    paragraphs: Vec<(String, bool)>,
    /// The words of the paragraph so far, and whether they are bold.
    runs: Vec<(String, bool)>,
    is_item: bool,
    is_bold: bool,
    /// In `w:t`: only there stands text of the letter.
    is_text: bool,
    is_instruction: bool,
    field: Field,
    instruction: String,
    /// Open elements of the kinds whose words are not the letter's.
    left_out: usize,
}

impl Page {
    fn open(&mut self, tag: &BytesStart<'_>) {
        let value = |name: &str| {
            let found =
                tag.attributes().flatten().find(|one| one.key.local_name().as_ref() == name);
            found.and_then(|one| {
                let value = one.normalized_value(XmlVersion::Implicit1_0).ok()?;
                Some(value.into_owned())
            })
        };
        match tag.local_name().as_ref() {
            "Fallback" | "del" | "moveFrom" => self.left_out += 1,
            "p" => self.end_paragraph(),
            "numPr" => self.is_item = true,
            "r" => self.is_bold = false,
            "b" => {
                let off = value("val").is_some_and(|on| matches!(&*on, "0" | "false" | "off"));
                self.is_bold = !off;
            }
            "t" => self.is_text = true,
            "tab" => self.write_run(" "),
            "br" | "cr" => self.write_run("\n"),
            "instrText" => self.is_instruction = true,
            "fldSimple" => {
                self.instruction = value("instr").unwrap_or_default();
                self.end_instruction();
                self.field = Field::Shown;
            }
            "fldChar" => match value("fldCharType").as_deref() {
                Some("begin") => {
                    self.instruction.clear();
                    self.field = Field::Said;
                }
                Some("separate") => {
                    self.end_instruction();
                    self.field = Field::Shown;
                }
                Some("end") => {
                    if self.field == Field::Said {
                        self.end_instruction();
                    }
                    self.field = Field::None;
                }
                _ => {}
            },
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "Fallback" | "del" | "moveFrom" => self.left_out = self.left_out.saturating_sub(1),
            "p" => self.end_paragraph(),
            "t" => self.is_text = false,
            "instrText" => self.is_instruction = false,
            "fldSimple" => self.field = Field::None,
            _ => {}
        }
    }

    fn write(&mut self, text: &str) {
        if self.is_instruction {
            self.instruction.push_str(text);
        } else if self.is_text && self.field != Field::Shown {
            self.write_run(text);
        }
    }

    fn write_entity(&mut self, entity: &BytesRef<'_>) {
        let known = match entity.resolve_char_ref() {
            Ok(Some(letter)) => Some(letter),
            _ => match &**entity {
                "amp" => Some('&'),
                "lt" => Some('<'),
                "gt" => Some('>'),
                "quot" => Some('"'),
                "apos" => Some('\''),
                _ => None,
            },
        };
        if let Some(letter) = known {
            self.write(letter.encode_utf8(&mut [0; 4]));
        }
    }

    /// Words of the letter; blanks are as bold as what stands before them.
    fn write_run(&mut self, text: &str) {
        if self.left_out > 0 {
            return;
        }
        let is_blank = text.trim().is_empty();
        match self.runs.last_mut() {
            Some((words, is_bold)) if is_blank || *is_bold == self.is_bold => words.push_str(text),
            _ => self.runs.push((text.to_owned(), self.is_bold && !is_blank)),
        }
    }

    /// `MERGEFIELD  name  \* MERGEFORMAT` is `{{name}}`; other instructions write nothing.
    fn end_instruction(&mut self) {
        let instruction = std::mem::take(&mut self.instruction);
        let mut words = instruction.split_whitespace();
        let is_merge = words.next().is_some_and(|word| word.eq_ignore_ascii_case("MERGEFIELD"));
        if let Some(name) = words.next().filter(|_| is_merge) {
            let field = format!("{{{{{}}}}}", name.trim_matches('"'));
            self.field = Field::None;
            self.write_run(&field);
        }
    }

    fn end_paragraph(&mut self) {
        let words: String = std::mem::take(&mut self.runs).iter().map(marked).collect();
        let lines: Vec<String> = words
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|line| !line.is_empty())
            .collect();
        let is_item = std::mem::take(&mut self.is_item);
        if !lines.is_empty() {
            self.paragraphs.push((lines.join("\n"), is_item));
        }
    }

    fn text(mut self) -> String {
        self.end_paragraph();
        let mut text = String::new();
        let mut was_item = false;
        for (words, is_item) in &self.paragraphs {
            if !text.is_empty() {
                text.push_str(if was_item && *is_item { "\n" } else { "\n\n" });
            }
            if *is_item {
                text.push_str("- ");
            }
            text.push_str(words);
            was_item = *is_item;
        }
        text
    }
}

/// Bold words stand between `**`, the blanks around them outside.
fn marked((words, is_bold): &(String, bool)) -> String {
    let core = words.trim();
    match *is_bold && !core.is_empty() {
        true => words.replacen(core, &format!("**{core}**"), 1),
        false => words.clone(),
    }
}
