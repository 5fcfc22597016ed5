//! A point on the map, as people copy one, and where a place is likely to be when nobody has
//! said.

use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A millionth of a degree is about four inches.
const MICRO: i64 = 1_000_000;

/// A point on the map, in millionths of a degree.
#[derive(Serialize, Deserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// North of the equator; south of it when negative.
    pub latitude_micro: i64,
    /// East of Greenwich; west of it when negative.
    pub longitude_micro: i64,
}

impl Position {
    /// Reads what a map gives when a point is copied: `29.18720, -82.14010`.
    pub fn parse(text: &str) -> Result<Position, &'static str> {
        let wrong =
            "Copy the point from a map: latitude, comma, longitude, such as 29.1872, -82.1401.";
        let (latitude, longitude) = text.split_once(',').ok_or(wrong)?;
        let latitude_micro = micro(latitude).ok_or(wrong)?;
        let longitude_micro = micro(longitude).ok_or(wrong)?;
        let is_on_earth =
            latitude_micro.abs() <= 90 * MICRO && longitude_micro.abs() <= 180 * MICRO;
        match is_on_earth && (latitude_micro, longitude_micro) != (0, 0) {
            true => Ok(Position { latitude_micro, longitude_micro }),
            false => Err("There is no such point. Latitude comes first, then longitude."),
        }
    }

    /// As a map gives it.
    pub fn words(self) -> String {
        let degrees = |micro: i64| {
            let sign = if micro < 0 { "-" } else { "" };
            let (whole, part) = (micro.abs() / MICRO, micro.abs() % MICRO);
            format!("{sign}{whole}.{part:06}")
        };
        format!("{}, {}", degrees(self.latitude_micro), degrees(self.longitude_micro))
    }
}

/// Degrees as millionths; digits after the sixth are left out.
fn micro(text: &str) -> Option<i64> {
    let text = text.trim();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || !is_number(whole) || !is_number(part) {
        return None;
    }
    let part: String = part.chars().chain("000000".chars()).take(6).collect();
    Some(sign * (whole.parse::<i64>().ok()? * MICRO + part.parse::<i64>().ok()?))
}

/// Points that are known, to say where a place is likely to be whose point is not.
#[derive(Default)]
pub struct Known {
    of_zip: HashMap<String, Mean>,
    all: Mean,
}

#[derive(Clone, Copy, Default)]
struct Mean {
    latitude: i64,
    longitude: i64,
    count: i64,
}

impl Mean {
    fn add(&mut self, at: Position) {
        self.latitude += at.latitude_micro;
        self.longitude += at.longitude_micro;
        self.count += 1;
    }

    fn position(self) -> Option<Position> {
        (self.count > 0).then(|| Position {
            latitude_micro: self.latitude / self.count,
            longitude_micro: self.longitude / self.count,
        })
    }
}

impl Known {
    /// A place of this zip is known to be there.
    pub fn add(&mut self, zip: &str, at: Position) {
        match self.of_zip.get_mut(zip) {
            Some(mean) => mean.add(at),
            None => {
                let mut mean = Mean::default();
                mean.add(at);
                self.of_zip.insert(zip.to_owned(), mean);
            }
        }
        self.all.add(at);
    }

    /// Where a place of this zip is likely to be: in the middle of what is known there, or of
    /// all; none when nothing is known.
    pub fn likely(&self, zip: &str) -> Option<Position> {
        let there = self.of_zip.get(zip).copied().and_then(Mean::position);
        there.or_else(|| self.all.position())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OCALA: Position = Position { latitude_micro: 29_187_200, longitude_micro: -82_140_100 };

    #[test]
    fn a_point_is_read_as_a_map_gives_it() {
        for text in ["29.1872, -82.1401", " 29.187200,-82.140100 ", "29.18720049,-82.1401"] {
            assert_eq!(Position::parse(text), Ok(OCALA), "{text}");
        }
        assert_eq!(OCALA.words(), "29.187200, -82.140100");
        assert_eq!(Position::parse(&OCALA.words()), Ok(OCALA));
        for wrong in ["", "29.1872", "29,1872, -82,1401", "x, y", "0, 0", "91, 10", "10, 181"] {
            assert!(Position::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_unknown_place_is_in_the_middle_of_its_zip_or_of_all() {
        let mut known = Known::default();
        assert_eq!(known.likely("34471"), None);
        let north = Position { latitude_micro: 29_200_000, ..OCALA };
        known.add("34471", OCALA);
        known.add("34470", north);
        assert_eq!(known.likely("34471"), Some(OCALA));
        let middle = Position { latitude_micro: 29_193_600, ..OCALA };
        assert_eq!(known.likely("99999"), Some(middle));
    }
}
