//! The whole application in one test binary: its registry, its doors, its permissions,
//! its statements on both engines, and the scenarios.

#![expect(clippy::unwrap_used, reason = "a test says what must hold")]

mod care;
mod contract;
mod coverage;
mod doors;
mod faults;
mod house;
mod imports;
mod in_place;
mod localstripe;
mod manual;
mod outsiders;
mod permissions;
mod processes;
mod program;
mod scenarios;
mod sign_in;
mod statements;
mod webhooks;
