//! The whole application in one test binary: its registry, its doors, its permissions,
//! its statements on both engines, and the scenarios.

#![expect(clippy::unwrap_used, reason = "a test says what must hold")]

mod care;
mod coverage;
mod doors;
mod house;
mod imports;
mod permissions;
mod scenarios;
mod statements;
