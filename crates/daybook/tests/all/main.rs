//! The whole application in one test binary: its registry, its doors, its permissions,
//! its statements on both engines, and the scenarios.

mod care;
mod coverage;
mod doors;
mod house;
mod permissions;
mod scenarios;
mod statements;
