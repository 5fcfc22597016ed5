//! Plans the routes of a branch's day, mends them while the day runs, and finds the best
//! slots for one more stop while a caller waits.
//!
//! Serve all, then drive least, and keep promises: a [`Problem`] names technicians and stops,
//! a [`Plan`] says who serves what in which order, a [`Solver`] makes the plan good, and
//! [`checker`] judges it without knowing how it was made. [`live`] freezes what is done and
//! disturbs little, [`slots`] answers at once without any search, [`explain`] says why.
//!
//! Rules that hold everywhere:
//! - Times are whole seconds of the day; places are numbers that a [`Travel`] understands.
//! - A window bounds when service begins. A technician who comes early waits.
//! - The lunch is taken once in a route that has stops, within its own window, anywhere.
//! - The same problem, seed, iterations and threads give the same plan on every machine. A
//!   deadline is only a second stop.
//!
//! Read [`problem`], then [`timing`] (the whole trick of fast insertion), then
//! [`Solver::solve`] down into `search`.
#![allow(
    clippy::disallowed_types,
    reason = "coordinates and the temperature of annealing are no money"
)]

pub mod chance;
pub mod checker;
pub mod explain;
pub mod live;
pub mod plan;
pub mod problem;
pub mod sample;
mod search;
pub mod slots;
mod solver;
pub mod timing;
pub mod travel;

pub use plan::Plan;
pub use problem::{
    Licences, Lunch, Prices, Problem, Seconds, Shift, Stop, StopId, Technician, TechnicianId,
    Window,
};
pub use solver::{Clock, Deadline, Solver};
pub use travel::{Matrix, Place, StraightLine, Travel};
