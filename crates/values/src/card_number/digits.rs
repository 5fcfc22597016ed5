//! Digits of any script: a number in Arabic or full-width figures is still a number.

use unicode_normalization::char::decompose_compatible;

/// The value of a digit of any script, also raised, circled or full-width.
pub(super) fn digit(letter: char) -> Option<u8> {
    if letter.is_ascii() {
        return letter.to_digit(10).and_then(|value| u8::try_from(value).ok());
    }
    let mut plain = Vec::new();
    decompose_compatible(letter, |part| plain.push(part));
    if let [part] = plain[..]
        && part.is_ascii_digit()
    {
        return digit(part);
    }
    let code = u32::from(letter);
    let zero = ZEROS.iter().rev().find(|zero| **zero <= code)?;
    u8::try_from(code - zero).ok().filter(|value| *value < 10)
}

/// The zero of each script whose digits have no plain form; nine digits follow each.
const ZEROS: [u32; 60] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
    0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50,
    0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0x104a0,
    0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0,
    0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x11f50, 0x16a60, 0x16ac0, 0x16b50,
    0x1e140, 0x1e2f0, 0x1e4f0, 0x1e950,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_any_script_have_their_value() {
        for (letter, value) in [
            ('7', Some(7)),
            ('\u{667}', Some(7)),
            ('\u{96d}', Some(7)),
            ('\u{ff17}', Some(7)),
            ('\u{1d7d5}', Some(7)),
            ('\u{2077}', Some(7)),
            ('\u{2466}', Some(7)),
            ('\u{66a}', None),
            ('x', None),
            ('\u{4e03}', None),
        ] {
            assert_eq!(digit(letter), value, "{letter}");
        }
    }
}
