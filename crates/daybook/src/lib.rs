//! The assembly: the directory board of rooms, the web door, the command line. It is the
//! only crate that knows axum, clap or the environment.

pub mod caller;
pub mod cli;
pub mod config;
pub mod mailer;
pub mod manual;
pub mod open;
pub mod press;
pub mod rail;
pub mod roles;
pub mod rooms;
pub mod serve;
pub mod vault_key;
