//! How long it takes from place to place.

use crate::problem::Seconds;

/// A place's number in a [`Travel`].
pub type Place = usize;

/// Travel times between places. A road network's answers are put into a [`Matrix`] by whoever
/// asked for them: nothing here waits for another machine.
pub trait Travel: Send + Sync {
    /// Seconds of driving; 0 from a place to itself.
    fn seconds(&self, from: Place, to: Place) -> Seconds;

    /// Whether every way back takes as long as the way there, which halves the asking.
    fn is_symmetric(&self) -> bool {
        false
    }
}

/// Times that somebody measured, row by row.
#[derive(Clone, Debug)]
pub struct Matrix {
    width: usize,
    seconds: Vec<Seconds>,
}

impl Matrix {
    /// A matrix of `width` rows of `width` times.
    ///
    /// # Panics
    /// When the number of times is not the square of the width.
    pub fn new(width: usize, seconds: Vec<Seconds>) -> Self {
        assert!(seconds.len() == width * width, "a matrix is as wide as it is high");
        Self { width, seconds }
    }
}

impl Travel for Matrix {
    fn seconds(&self, from: Place, to: Place) -> Seconds {
        self.seconds[from * self.width + to]
    }
}

/// The earth's mean radius in miles.
const EARTH_MILES: f64 = 3_958.761_3;

/// The straight line times what roads wind, at one speed: good to a minute or two inside a
/// town, and needs no service.
#[derive(Clone, Debug)]
pub struct StraightLine {
    /// Latitude, longitude and the cosine of the latitude, in radians.
    points: Vec<[f64; 3]>,
    /// Seconds of driving for a radian of the earth.
    seconds_a_radian: f64,
}

impl StraightLine {
    /// How much longer the road is than the line.
    pub const WINDING: f64 = 1.3;
    /// Miles an hour.
    pub const SPEED: f64 = 35.0;

    /// Places by latitude and longitude in degrees, at the usual winding and speed.
    pub fn new(degrees: &[[f64; 2]]) -> Self {
        let points = degrees.iter().map(|[latitude, longitude]| {
            let (latitude, longitude) = (latitude.to_radians(), longitude.to_radians());
            [latitude, longitude, latitude.cos()]
        });
        let seconds_a_radian = EARTH_MILES * Self::WINDING / Self::SPEED * 3_600.0;
        Self { points: points.collect(), seconds_a_radian }
    }

    /// The same by millionths of a degree, for who keeps no fractions.
    pub fn of_micro_degrees(points: &[[i64; 2]]) -> Self {
        let degrees = |micro: i64| micro as f64 / 1e6;
        let degrees: Vec<[f64; 2]> =
            points.iter().map(|[north, east]| [degrees(*north), degrees(*east)]).collect();
        Self::new(&degrees)
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Whether there is no place.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// Adds a place, such as a caller's address, and answers its number.
    pub fn add(&mut self, [latitude, longitude]: [f64; 2]) -> Place {
        let (latitude, longitude) = (latitude.to_radians(), longitude.to_radians());
        self.points.push([latitude, longitude, latitude.cos()]);
        self.points.len() - 1
    }
}

impl Travel for StraightLine {
    /// By the haversine formula, which keeps its digits for near places.
    fn seconds(&self, from: Place, to: Place) -> Seconds {
        let [a, b] = [self.points[from], self.points[to]];
        let north = ((a[0] - b[0]) / 2.0).sin();
        let east = ((a[1] - b[1]) / 2.0).sin();
        let chord = north * north + a[2] * b[2] * east * east;
        let radians = 2.0 * chord.sqrt().asin();
        (radians * self.seconds_a_radian).round_ties_even() as Seconds
    }

    fn is_symmetric(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_of_latitude_is_69_miles_and_takes_two_and_a_half_hours() {
        let travel = StraightLine::new(&[[35.0, -80.0], [36.0, -80.0]]);
        // 3958.7613 * pi / 180 = 69.0934 miles; * 1.3 = 89.8214; / 35 * 3600 = 9238.8
        assert_eq!(travel.seconds(0, 1), 9_239);
        assert_eq!(travel.seconds(1, 0), 9_239);
        assert_eq!(travel.seconds(1, 1), 0);
    }

    #[test]
    fn a_matrix_may_differ_by_direction() {
        let travel = Matrix::new(2, vec![0, 60, 90, 0]);
        assert_eq!((travel.seconds(0, 1), travel.seconds(1, 0)), (60, 90));
    }
}
