//! Folding text for search: "José" and "JOSE" are the same name to somebody typing.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Text in small letters, without accents, with one blank between words.
///
/// Both sides of a comparison must be folded; folding twice changes nothing more.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        for small in letter.to_lowercase() {
            match spelled_out(small) {
                Some(letters) => folded.push_str(letters),
                None if small.is_whitespace() => blank(&mut folded),
                None if is_combining_mark(small) => {}
                None => folded.push(small),
            }
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Letters that are not an ordinary letter with an accent, so that decomposing leaves them.
fn spelled_out(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        'ħ' => "h",
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => "'",
        '\u{201c}' | '\u{201d}' => "\"",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
        _ => return None,
    })
}

fn blank(folded: &mut String) {
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_found_however_they_are_typed() {
        for (text, folded) in [
            ("José Peña", "jose pena"),
            ("MÜLLER", "muller"),
            ("Jose\u{301}", "jose"),
            ("Łukasz Straße", "lukasz strasse"),
            ("  Oak \t Street  Dental ", "oak street dental"),
            ("O\u{2019}Brien", "o'brien"),
            ("İzmir", "izmir"),
            ("\u{ff26}\u{ff4c}", "fl"),
            ("", ""),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    proptest! {
        #[test]
        fn folding_again_changes_nothing(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
