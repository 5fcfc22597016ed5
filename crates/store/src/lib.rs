//! The database behind one `Tx` and one `Reader`, the same on SQLite and on PostgreSQL.
//!
//! Rooms write portable SQL with `sql!` and bind values with `args!`; they never see an engine.
//! A [`Db`] lends [`Reader`]s, each in its own snapshot, and opens [`Writer`]s, whose [`Tx`] has
//! savepoints. Everything is synchronous: async lives in the web shell only, and with PostgreSQL
//! a connection must neither be opened nor used inside async code.
//!
//! Read first: `statement.rs` (what SQL may be run), `value.rs` and `row.rs` (what travels),
//! `tx.rs` and `reader.rs` (what can be done), then `dialect/` (where the engines differ).

mod db;
mod dialect;
mod error;
mod ids;
mod location;
mod migration;
mod pool;
mod reader;
mod row;
mod search;
mod statement;
#[cfg(feature = "testing")]
pub mod testing;
mod tx;
mod value;

#[doc(hidden)]
pub use linkme;

pub use db::{Db, Log, Options, Synchronous, Writer};
pub use dialect::Engine;
pub use error::{Error, Kind};
pub use location::Location;
pub use migration::Migration;
pub use reader::Reader;
pub use row::{FromRow, FromValue, Row};
pub use search::{Hit, search_each, search_like, search_near, search_put, search_remove};
#[doc(hidden)]
pub use statement::STATEMENTS;
pub use statement::{Only, Sql, Stmt, statements};
pub use tx::Tx;
pub use value::V;
