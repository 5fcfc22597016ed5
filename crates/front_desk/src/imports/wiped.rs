//! What the shelf keeps of a file from outside: all of it but card numbers, of which the last
//! four digits stay. What a row says of them is the same before and after.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read};

use values::card_number;

/// A line is wiped whole up to this length; a longer one is no list of customers, and is wiped
/// in pieces of it.
const LONGEST_LINE: u64 = 1 << 20;

/// A file whose card numbers are masked on its way, line by line, in the letters it is written
/// in.
pub struct Wiped<R> {
    file: BufReader<R>,
    letters: Letters,
    line: Vec<u8>,
    given: usize,
}

/// How many bytes a letter has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Letters {
    /// Nothing was read yet.
    Unknown,
    /// One or more: UTF-8, Windows-1252.
    Narrow,
    /// Two, the smaller first.
    WideLittle,
    /// Two, the greater first.
    WideBig,
}

impl<R: Read> Wiped<R> {
    /// The file without card numbers.
    pub fn new(file: R) -> Self {
        let file = BufReader::new(file);
        Self { file, letters: Letters::Unknown, line: Vec::new(), given: 0 }
    }

    fn next_line(&mut self) -> io::Result<()> {
        if self.letters == Letters::Unknown {
            self.letters = match self.file.fill_buf()? {
                [0xFF, 0xFE, ..] => Letters::WideLittle,
                [0xFE, 0xFF, ..] => Letters::WideBig,
                _ => Letters::Narrow,
            };
        }
        self.line.clear();
        self.given = 0;
        match self.letters {
            Letters::Unknown | Letters::Narrow => {
                (&mut self.file).take(LONGEST_LINE).read_until(b'\n', &mut self.line)?;
                wipe_narrow(&mut self.line);
            }
            Letters::WideLittle => {
                self.read_wide([b'\n', 0])?;
                wipe_wide(&mut self.line, u16::from_le_bytes, u16::to_le_bytes);
            }
            Letters::WideBig => {
                self.read_wide([0, b'\n'])?;
                wipe_wide(&mut self.line, u16::from_be_bytes, u16::to_be_bytes);
            }
        }
        Ok(())
    }

    /// Reads letters of two bytes to the end of the line; a last odd byte is kept as it is.
    fn read_wide(&mut self, end: [u8; 2]) -> io::Result<()> {
        loop {
            let before = self.line.len();
            (&mut self.file).take(2).read_to_end(&mut self.line)?;
            let letter = &self.line[before..];
            if letter.len() < 2 || letter == end || self.line.len() as u64 >= LONGEST_LINE {
                return Ok(());
            }
        }
    }
}

impl<R: Read> Read for Wiped<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.given == self.line.len() {
            self.next_line()?;
        }
        let left = &self.line[self.given..];
        let count = left.len().min(into.len());
        into[..count].copy_from_slice(&left[..count]);
        self.given += count;
        Ok(count)
    }
}

/// Digits are the same bytes in UTF-8 and in Windows-1252; what is no UTF-8 is looked at byte by
/// byte.
fn wipe_narrow(line: &mut Vec<u8>) {
    let wiped = match std::str::from_utf8(line) {
        Ok(text) => wipe(text).map(String::into_bytes),
        Err(_) => {
            let text: String = line.iter().copied().map(char::from).collect();
            let byte = |letter: char| u8::try_from(letter).unwrap_or(b'?');
            wipe(&text).map(|text| text.chars().map(byte).collect())
        }
    };
    if let Some(wiped) = wiped {
        *line = wiped;
    }
}

fn wipe_wide(line: &mut Vec<u8>, read: fn([u8; 2]) -> u16, write: fn(u16) -> [u8; 2]) {
    let (pairs, _) = line.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| read(*pair)).collect();
    let wiped = String::from_utf16(&units).ok().and_then(|text| wipe(&text));
    if let Some(wiped) = wiped {
        *line = wiped.encode_utf16().flat_map(write).collect();
    }
}

/// The line without card numbers, or `None` when it has none. A tab parts two cells and an
/// underscore the two halves of a Jobber id, so a number never reaches over one.
fn wipe(line: &str) -> Option<String> {
    let mut is_wiped = false;
    let cells = line.split_inclusive(['\t', '_']).map(|cell| {
        let masked = card_number::mask(cell);
        is_wiped |= matches!(masked, Cow::Owned(_));
        masked
    });
    let wiped: String = cells.collect();
    is_wiped.then_some(wiped)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARDS: &str = "Name,Notes\nPeña,pays by 4111 1111 1111 1111\nBo,4111111111111111\n";
    const WIPED: &str = "Name,Notes\nPeña,pays by [card ending 1111]\nBo,[card ending 1111]\n";

    fn through(bytes: &[u8]) -> Vec<u8> {
        let mut wiped = Vec::new();
        Wiped::new(bytes).read_to_end(&mut wiped).unwrap();
        wiped
    }

    #[test]
    fn card_numbers_are_wiped_in_every_kind_of_letters() {
        assert_eq!(through(CARDS.as_bytes()), WIPED.as_bytes());
        let windows = |text: &str| -> Vec<u8> {
            text.chars().map(|letter| u8::try_from(letter).unwrap()).collect()
        };
        assert_eq!(through(&windows(CARDS)), windows(WIPED));
        for write in [u16::to_le_bytes, u16::to_be_bytes] {
            let wide = |text: &str| -> Vec<u8> {
                format!("\u{feff}{text}").encode_utf16().flat_map(write).collect()
            };
            assert_eq!(through(&wide(CARDS)), wide(WIPED));
        }
    }

    #[test]
    fn what_holds_none_is_kept_to_the_byte() {
        for text in [&b""[..], b"\n\n", b"a\tb\r\nc", b"\xFF\xFEa\0\n\0b", b"Pe\xF1a 352-555-0101"]
        {
            assert_eq!(through(text), text);
        }
        for parted in [b"41111111\t11111111\n", b"41111111_11111111\n"] {
            assert_eq!(through(parted), parted, "two cells, and the halves of a Jobber id");
        }
    }
}
