//! The text of a bank's file: its letters, whatever program wrote them, and its lines.

use std::borrow::Cow;
use std::io::Read;

use crate::csv::{AsciiBased, Encoding, Fault, Lettering, from_windows_1252, refuse_other_kinds};
use crate::problems::Problems;

/// No bank's file of one day is longer than this many bytes; a longer one is none.
pub const LONGEST_FILE: usize = 64 * 1024 * 1024;

/// The text of a file, or `None` with the reason when it has none: UTF-8 and UTF-16 with or
/// without their mark, otherwise Windows-1252, in which every byte is a letter.
pub(crate) fn text_of<'b>(bytes: &'b [u8], problems: &mut Problems) -> Option<Cow<'b, str>> {
    if bytes.len() > LONGEST_FILE {
        problems.refuse(
            1,
            "file.too_long",
            "",
            "The file is longer than 64 MB; ask the bank for one file a day.",
        );
        return None;
    }
    if let Err(Fault::NotText(looks_like)) = refuse_other_kinds(bytes) {
        problems.refuse(
            1,
            "file.not_text",
            "",
            format!("This is {looks_like}, not a bank's file; unpack it or download it again."),
        );
        return None;
    }
    let lettering = Lettering::of(bytes);
    let body = &bytes[lettering.mark.min(bytes.len())..];
    let text = match lettering.settled {
        Some(Encoding::Utf16Little | Encoding::Utf16Big) => {
            let mut out = Vec::new();
            let mut wide = AsciiBased::new(body, lettering.settled);
            wide.read_to_end(&mut out).expect("memory does not fail");
            Cow::Owned(String::from_utf8(out).expect("UTF-16 is handed on as UTF-8"))
        }
        _ => match std::str::from_utf8(body) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => Cow::Owned(from_windows_1252(body)),
        },
    };
    if text.trim().is_empty() {
        problems.refuse(1, "file.empty", "", "The file is empty; download it again.");
        return None;
    }
    Some(text)
}

/// The lines of a text with their numbers, whichever way they end; the end is left off.
pub(crate) fn lines_of(text: &str) -> impl Iterator<Item = (u64, &str)> {
    let mut rest = Some(text);
    let mut number = 0;
    std::iter::from_fn(move || {
        let text = rest?;
        number += 1;
        let Some(end) = text.find(['\r', '\n']) else {
            rest = None;
            return (!text.is_empty()).then_some((number, text));
        };
        let (line, behind) = text.split_at(end);
        let behind = behind.strip_prefix("\r\n").unwrap_or_else(|| &behind[1..]);
        rest = Some(behind);
        Some((number, line))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (Option<String>, Problems) {
        let mut problems = Problems::default();
        let text = text_of(bytes, &mut problems).map(Cow::into_owned);
        (text, problems)
    }

    #[test]
    fn letters_of_every_program_are_read() {
        let wide: Vec<u8> =
            "\u{feff}01,Peña/\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [&wide[..], "01,Peña/\r\n".as_bytes(), b"\xEF\xBB\xBF01,Pe\xC3\xB1a/\r\n"] {
            assert_eq!(read(bytes).0.as_deref(), Some("01,Peña/\r\n"));
        }
        assert_eq!(read(b"01,Pe\xF1a/\r\n").0.as_deref(), Some("01,Peña/\r\n"));
    }

    #[test]
    fn what_is_no_text_is_refused_by_its_name() {
        let (text, problems) = read(b"PK\x03\x04xx");
        assert_eq!(text, None);
        assert!(problems.refuse_file() && problems.has("file.not_text"));
        assert!(read(b" \r\n").1.has("file.empty"));
        assert!(read(b"").1.has("file.empty"));
    }

    #[test]
    fn lines_end_three_ways() {
        let lines: Vec<_> = lines_of("a\r\nb\n\rc\rd").collect();
        assert_eq!(lines, [(1, "a"), (2, "b"), (3, ""), (4, "c"), (5, "d")]);
        assert_eq!(lines_of("a\n").count(), 1);
    }
}
