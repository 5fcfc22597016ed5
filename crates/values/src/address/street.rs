//! One delivery line, taken apart the way the postal service does it (Publication 28).

use super::suffixes::{direction, lone_unit, numbered_unit, ordinal, suffix};

/// How often a line is read at most, so that no odd line reads for ever.
const READINGS: usize = 8;

/// A delivery line in its standard form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Street {
    /// House number, direction, name and suffix: `1204 SW 34TH ST`.
    pub line: String,
    /// The unit with its designator: `APT 5`; empty when there is none.
    pub unit: String,
}

impl Street {
    /// Takes a delivery line apart. Never fails: what it does not know stays as it is.
    pub fn read(text: &str) -> Street {
        let mut street = Street::read_once(text);
        // A word put in its standard form can show what it is (`APT NORTH` is unit `APT N`), so
        // the line is read again until it stays: its standard form has itself for one.
        for _ in 0..READINGS {
            let again = Street::read_once(&format!("{} {}", street.line, street.unit));
            if again == street {
                break;
            }
            street = again;
        }
        street
    }

    fn read_once(text: &str) -> Street {
        let mut words = words(text);
        if let Some(line) = post_office_box(&words) {
            return Street { line, unit: String::new() };
        }
        let unit = take_unit(&mut words);
        Street { line: standard(words).join(" "), unit }
    }

    /// The unit on a line of its own, when the whole line is nothing else.
    pub fn read_unit(text: &str) -> Option<String> {
        let mut words = words(text);
        // A designator is only looked for behind a house number and a name.
        words.splice(0..0, ["0".to_owned(), "X".to_owned(), "ST".to_owned()]);
        let unit = take_unit(&mut words);
        (words.len() == 3 && !unit.is_empty()).then_some(unit)
    }

    /// The line for comparing, in which `FIRST` is `1ST`.
    pub fn key(&self) -> String {
        let words: Vec<&str> = self.line.split(' ').collect();
        let keyed: Vec<&str> = words.iter().map(|word| ordinal(word).unwrap_or(word)).collect();
        keyed.join(" ")
    }

    /// The unit for comparing, in which `APT 5`, `UNIT 5` and `# 5` are the same place.
    pub fn unit_key(&self) -> String {
        unit_key(&self.unit)
    }
}

/// See [`Street::unit_key`].
pub(super) fn unit_key(unit: &str) -> String {
    let words: Vec<&str> = unit.split(' ').collect();
    let same = |word: &&&str| !matches!(**word, "APT" | "UNIT" | "STE" | "#");
    words.iter().filter(same).copied().collect::<Vec<_>>().join(" ")
}

/// Words in capitals without punctuation; `#` stands by itself.
fn words(text: &str) -> Vec<String> {
    let capitals = text.to_uppercase().replace('#', " # ");
    capitals
        .split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';'))
        .map(|word| {
            let kept =
                |letter: &char| letter.is_alphanumeric() || matches!(letter, '#' | '-' | '/' | '&');
            word.chars().filter(kept).collect::<String>()
        })
        .filter(|word| !word.is_empty() && word != "-")
        .collect()
}

/// `P.O. Box 12`, `Post Office Box 12`, `PO BX 12`.
fn post_office_box(words: &[String]) -> Option<String> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let rest = match &words[..] {
        ["PO", rest @ ..] | ["P", "O", rest @ ..] | ["POST", "OFFICE", rest @ ..] => rest,
        rest => rest,
    };
    match rest {
        ["BOX" | "BX", number] => Some(format!("PO BOX {number}")),
        ["BOX" | "BX", "#", number] => Some(format!("PO BOX {number}")),
        _ => None,
    }
}

/// Takes the unit off the end: `APT 5`, `STE B-2`, `# 5`, or a lone `REAR`.
fn take_unit(words: &mut Vec<String>) -> String {
    for at in 2..words.len() {
        let designator = match words[at].as_str() {
            "#" => Some("#"),
            word => numbered_unit(word),
        };
        let number = &words[at + 1..];
        let number = if number.first().is_some_and(|w| w == "#") { &number[1..] } else { number };
        if let (Some(designator), true) = (designator, is_unit_number(number)) {
            let unit = format!("{designator} {}", number.join(" "));
            words.truncate(at);
            return unit;
        }
    }
    let ends_street = |word: &String| suffix(word).is_some() || direction(word).is_some();
    if let [.., before, last] = &words[..]
        && words.len() >= 4
        && ends_street(before)
        && let Some(unit) = lone_unit(last)
    {
        words.pop();
        return unit.to_owned();
    }
    String::new()
}

/// `5`, `B`, `B-2`, `12 A`, `3 APT 5`: a unit is told by a figure or a single letter.
fn is_unit_number(words: &[String]) -> bool {
    let short = |word: &String| {
        word.chars().count() == 1 || word.chars().any(|letter| letter.is_ascii_digit())
    };
    match words {
        [number] => short(number),
        [number, more] => short(number) && short(more) && suffix(more).is_none(),
        [number, designator, more] => {
            short(number) && numbered_unit(designator).is_some() && short(more)
        }
        _ => false,
    }
}

/// The street in standard words: direction, name, suffix, direction.
fn standard(words: Vec<String>) -> Vec<String> {
    if let Some(road) = numbered_road(&words) {
        return road;
    }
    let numbered = words.first().is_some_and(|word| word.starts_with(|l: char| l.is_ascii_digit()));
    let (house, mut name) = match (numbered, words) {
        (true, mut words) => {
            let name = words.split_off(1);
            (words, name)
        }
        (false, words) => (Vec::new(), words),
    };
    let before = leading_direction(&mut name);
    let after = trailing_direction(&mut name);
    if let [_, .., last] = &mut name[..]
        && let Some(standard) = suffix(last)
    {
        *last = standard.to_owned();
    }
    house.into_iter().chain(before).chain(name).chain(after).collect()
}

/// `N`, `NORTH` or `NORTH EAST` before a name. In `NORTH ST` north is the name itself, and in
/// `N E ST` the street is E Street.
fn leading_direction(name: &mut Vec<String>) -> Option<String> {
    let first = direction(name.first()?)?;
    let names_a_street = |rest: &[String]| match rest {
        [] => false,
        [only] => suffix(only).is_none(),
        _ => true,
    };
    let second = name.get(1).and_then(|word| joined(first, word));
    if let Some(both) = second
        && names_a_street(&name[2..])
    {
        name.drain(..2);
        return Some(both);
    }
    if !names_a_street(&name[1..]) {
        return None;
    }
    name.remove(0);
    Some(first.to_owned())
}

/// `NW`, `NORTH` or `NORTH WEST` behind a name of at least one word.
fn trailing_direction(name: &mut Vec<String>) -> Option<String> {
    let last = direction(name.last()?)?;
    let before = name.len().checked_sub(2).and_then(|at| direction(&name[at]));
    if let Some(both) = before.and_then(|first| joined(first, last))
        && name.len() > 2
    {
        name.truncate(name.len() - 2);
        return Some(both);
    }
    if name.len() < 2 {
        return None;
    }
    name.pop();
    Some(last.to_owned())
}

/// `NORTH` and `EAST` make `NE`.
fn joined(first: &str, second: &str) -> Option<String> {
    let second = direction(second)?;
    (matches!(first, "N" | "S") && matches!(second, "E" | "W")).then(|| format!("{first}{second}"))
}

/// `CR 12`, `US HWY 441`, `State Rd 26`: roads that have a number for a name.
fn numbered_road(words: &[String]) -> Option<Vec<String>> {
    let (house, road) = words.split_first()?;
    let road: Vec<&str> = road.iter().map(String::as_str).collect();
    let (kind, number) = match &road[..] {
        ["CR", number] | ["COUNTY" | "CO", "RD" | "ROAD", number] => ("COUNTY ROAD", number),
        ["CH", number] | ["COUNTY" | "CO", "HWY" | "HIGHWAY", number] => ("COUNTY HIGHWAY", number),
        ["SR", number] | ["STATE" | "ST", "RD" | "ROAD", number] => ("STATE ROAD", number),
        ["SH", number] | ["STATE" | "ST", "HWY" | "HIGHWAY", number] => ("STATE HIGHWAY", number),
        ["US", number] | ["US", "HWY" | "HIGHWAY", number] => ("US HIGHWAY", number),
        ["I" | "IH" | "INTERSTATE", number] => ("INTERSTATE", number),
        ["HWY" | "HIGHWAY", number] => ("HIGHWAY", number),
        ["RTE" | "RT" | "ROUTE", number] => ("ROUTE", number),
        _ => return None,
    };
    let named_by_number = number.starts_with(|letter: char| letter.is_ascii_digit());
    named_by_number.then(|| vec![house.clone(), kind.to_owned(), (*number).to_owned()])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_come_to_their_standard_form() {
        for (text, line, unit) in [
            ("1204 S.W. 34th Street, Apt. 5", "1204 SW 34TH ST", "APT 5"),
            ("1204 southwest 34th st #5", "1204 SW 34TH ST", "# 5"),
            ("1204 South West 34th St", "1204 SW 34TH ST", ""),
            ("18 Oak Street Suite B-2", "18 OAK ST", "STE B-2"),
            ("100 North Street", "100 NORTH ST", ""),
            ("100 North East Street", "100 N EAST ST", ""),
            ("100 N. 'E' Street", "100 N E ST", ""),
            ("100 N Main Street North", "100 N MAIN ST N", ""),
            ("5 Broadway", "5 BROADWAY", ""),
            ("7 Park Avenue", "7 PARK AVE", ""),
            ("7 Avenue of the Pines", "7 AVENUE OF THE PNES", ""),
            ("9 O'Neil Boulevard Bldg 3 Apt 12", "9 ONEIL BLVD", "BLDG 3 APT 12"),
            ("12 Key West Drive", "12 KEY WEST DR", ""),
            ("12 Front St", "12 FRONT ST", ""),
            ("12 Elm St Rear", "12 ELM ST", "REAR"),
            ("12 1/2 Elm Street", "12 1/2 ELM ST", ""),
            ("P.O. Box 118", "PO BOX 118", ""),
            ("Post Office Box #118", "PO BOX 118", ""),
            ("4400 CR 12", "4400 COUNTY ROAD 12", ""),
            ("4400 US Hwy 441 Lot 7", "4400 US HIGHWAY 441", "LOT 7"),
            ("4400 State Rd. 26", "4400 STATE ROAD 26", ""),
            ("", "", ""),
            ("Northeast", "NORTHEAST", ""),
        ] {
            let street = Street::read(text);
            assert_eq!((street.line.as_str(), street.unit.as_str()), (line, unit), "{text}");
        }
    }

    #[test]
    fn standard_form_is_standard() {
        for text in ["1204 S.W. 34th Street", "100 North Street", "12 Elm St", "4400 US 441"] {
            let once = Street::read(text);
            assert_eq!(Street::read(&once.line), once);
        }
    }

    proptest! {
        /// Any order of the words that mean something, not only the likely ones.
        #[test]
        fn the_standard_form_of_any_words_is_standard(
            words in prop::collection::vec(prop::sample::select(WORDS), 1..7),
        ) {
            let once = Street::read(&words.join(" "));
            let line = format!("{} {}", once.line, once.unit);
            prop_assert_eq!(Street::read(&line), once);
        }
    }

    const WORDS: &[&str] = &[
        "0", "12", "7B", "1/2", "B-2", "E", "N", "'E", "North", "East", "SW", "Street", "St",
        "Ave", "Park", "Key", "Elm", "Oak", "Apt", "#", "Suite", "Rear", "Lot", "PO", "P.O.",
        "Box", "CR", "US", "State", "Rd", "Hwy", "County", "Front", "-", ",",
    ];

    #[test]
    fn a_line_may_be_only_a_unit() {
        assert_eq!(Street::read_unit("Apt 5").as_deref(), Some("APT 5"));
        assert_eq!(Street::read_unit("# 5").as_deref(), Some("# 5"));
        assert_eq!(Street::read_unit("Rear").as_deref(), Some("REAR"));
        assert_eq!(Street::read_unit("c/o Mr. Halloran"), None);
        assert_eq!(Street::read_unit(""), None);
    }

    #[test]
    fn units_compare_by_their_number() {
        for text in ["12 Elm St Apt 5", "12 Elm St Unit 5", "12 Elm St #5", "12 Elm St # 5"] {
            assert_eq!(Street::read(text).unit_key(), "5", "{text}");
        }
        assert_eq!(Street::read("12 Elm St Lot 5").unit_key(), "LOT 5");
        assert_eq!(Street::read("12 First St").key(), Street::read("12 1st Street").key());
    }
}
