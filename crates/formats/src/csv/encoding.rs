//! Which bytes mean which letters: UTF-8, UTF-16 and Windows-1252, with or without a mark.

use std::fmt;
use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};
use serde::{Deserialize, Serialize};

/// An encoding that office programs write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// UTF-8, today's usual one.
    Utf8,
    /// UTF-16 with the low byte first, Excel's "Unicode text".
    Utf16Little,
    /// UTF-16 with the high byte first.
    Utf16Big,
    /// Windows-1252, what older Windows programs write in the United States.
    Windows1252,
}

impl fmt::Display for Encoding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Little | Encoding::Utf16Big => "UTF-16",
            Encoding::Windows1252 => "Windows-1252",
        })
    }
}

/// What the first bytes of a file tell about its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lettering {
    /// The encoding; `None` while every byte seen is plain ASCII, so that the first accented
    /// letter further down decides between UTF-8 and Windows-1252.
    pub settled: Option<Encoding>,
    /// How many bytes the byte order mark takes.
    pub mark: usize,
}

impl Lettering {
    /// Reads the lettering off the beginning of a file.
    pub fn of(sample: &[u8]) -> Lettering {
        let marked = |encoding, mark| Lettering { settled: Some(encoding), mark };
        if sample.starts_with(&[0xEF, 0xBB, 0xBF]) {
            return marked(Encoding::Utf8, 3);
        }
        if sample.starts_with(&[0xFF, 0xFE]) {
            return marked(Encoding::Utf16Little, 2);
        }
        if sample.starts_with(&[0xFE, 0xFF]) {
            return marked(Encoding::Utf16Big, 2);
        }
        if let Some(encoding) = unmarked_utf16(sample) {
            return marked(encoding, 0);
        }
        let settled = match std::str::from_utf8(sample) {
            _ if sample.is_ascii() => None,
            Ok(_) => Some(Encoding::Utf8),
            // A sample may end in the middle of a letter; that is no proof of anything.
            Err(error) if error.error_len().is_none() => Some(Encoding::Utf8),
            Err(_) => Some(more_of(sample)),
        };
        Lettering { settled, mark: 0 }
    }
}

/// Which of two kinds of letters a file is written in that mixes them.
fn more_of(sample: &[u8]) -> Encoding {
    let (mut plain, mut odd) = (0, 0);
    for chunk in sample.utf8_chunks() {
        plain += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        odd += chunk.invalid().len();
    }
    if plain > odd { Encoding::Utf8 } else { Encoding::Windows1252 }
}

/// UTF-16 without a mark shows as a zero in every other byte of plain letters.
fn unmarked_utf16(sample: &[u8]) -> Option<Encoding> {
    let sample = &sample[..sample.len().min(1024) & !1];
    if sample.len() < 8 {
        return None;
    }
    let pairs = sample.len() / 2;
    let zeros = |first: usize| sample.iter().skip(first).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 10 > pairs * 6 && even * 20 < pairs {
        Some(Encoding::Utf16Little)
    } else if even * 10 > pairs * 6 && odd * 20 < pairs {
        Some(Encoding::Utf16Big)
    } else {
        None
    }
}

/// Windows-1252 bytes as text; every byte has a meaning, so this cannot fail.
pub(crate) fn from_windows_1252(bytes: &[u8]) -> String {
    WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}

/// A stream handed on as bytes of an encoding that contains ASCII: UTF-16 is turned into UTF-8,
/// everything else passes untouched.
pub(crate) enum AsciiBased<R> {
    Plain(R),
    Wide(Box<Wide<R>>),
}

/// The UTF-16 side of [`AsciiBased`].
pub(crate) struct Wide<R> {
    input: R,
    decoder: Decoder,
    raw: Vec<u8>,
    ready: Vec<u8>,
    taken: usize,
    ended: bool,
}

impl<R: Read> AsciiBased<R> {
    pub fn new(input: R, encoding: Option<Encoding>) -> AsciiBased<R> {
        let decoder = match encoding {
            Some(Encoding::Utf16Little) => UTF_16LE.new_decoder_without_bom_handling(),
            Some(Encoding::Utf16Big) => UTF_16BE.new_decoder_without_bom_handling(),
            _ => return AsciiBased::Plain(input),
        };
        AsciiBased::Wide(Box::new(Wide {
            input,
            decoder,
            raw: vec![0; 8 * 1024],
            ready: Vec::new(),
            taken: 0,
            ended: false,
        }))
    }
}

impl<R: Read> Read for AsciiBased<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            AsciiBased::Plain(input) => input.read(into),
            AsciiBased::Wide(wide) => wide.read(into),
        }
    }
}

impl<R: Read> Read for Wide<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.taken == self.ready.len() && !self.ended {
            self.refill()?;
        }
        let count = into.len().min(self.ready.len() - self.taken);
        into[..count].copy_from_slice(&self.ready[self.taken..self.taken + count]);
        self.taken += count;
        Ok(count)
    }
}

impl<R: Read> Wide<R> {
    fn refill(&mut self) -> io::Result<()> {
        let count = match self.input.read(&mut self.raw) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Ok(()),
            other => other?,
        };
        self.ended = count == 0;
        // One UTF-16 unit is at most three bytes of UTF-8; 16 covers what the decoder held back.
        self.ready.resize(count * 3 + 16, 0);
        let (result, _, written, _) =
            self.decoder.decode_to_utf8(&self.raw[..count], &mut self.ready, self.ended);
        debug_assert_eq!(result, CoderResult::InputEmpty, "the room is enough for every input");
        self.ready.truncate(written);
        self.taken = 0;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(bytes: &[u8]) -> String {
        let lettering = Lettering::of(bytes);
        let mut out = Vec::new();
        AsciiBased::new(&bytes[lettering.mark..], lettering.settled)
            .read_to_end(&mut out)
            .expect("memory does not fail");
        String::from_utf8(out).expect("UTF-16 becomes UTF-8")
    }

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn utf16_is_read_with_and_without_its_mark() {
        let text = "Name,Phone\r\nPeña 🐜,(305) 555-0100\r\n";
        assert_eq!(read_all(&utf16(&format!("\u{feff}{text}"), u16::to_le_bytes)), text);
        assert_eq!(read_all(&utf16(&format!("\u{feff}{text}"), u16::to_be_bytes)), text);
        assert_eq!(read_all(&utf16(text, u16::to_le_bytes)), text);
        assert_eq!(read_all(&utf16(text, u16::to_be_bytes)), text);
    }

    #[test]
    fn ascii_leaves_the_encoding_open() {
        assert_eq!(Lettering::of(b"Name,Phone\n").settled, None);
        assert_eq!(Lettering::of("Peña".as_bytes()).settled, Some(Encoding::Utf8));
        assert_eq!(Lettering::of(b"Pe\xF1a").settled, Some(Encoding::Windows1252));
        let mixed = Lettering::of(b"Jos\xC3\xA9 Pe\xC3\xB1a,Ren\xE9");
        assert_eq!(mixed.settled, Some(Encoding::Utf8), "two letters against one");
        assert_eq!(Lettering::of(b"Pe\xC3").settled, Some(Encoding::Utf8));
    }
}
