//! What the server stands on while it is killed: a data folder, with its rows inside or in a
//! PostgreSQL that may fall with it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::postgres::Postgres;
use crate::demo::{self, Scratch};
use crate::process;
use crate::workspace::Workspace;

/// With PostgreSQL, the database falls with the server in the second life and then in each of so
/// many.
const FALL_EACH: u32 = 4;

/// The engine that keeps the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Engine {
    /// Inside the server.
    #[default]
    Sqlite,
    /// Beside it.
    Postgres,
}

impl Engine {
    /// As it is written in a record.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// A demo branch that may be killed at will; gone when dropped.
pub struct Ground {
    folder: PathBuf,
    _scratch: Option<Scratch>,
    postgres: Option<Postgres>,
}

impl Ground {
    /// A demo branch kept by the engine.
    pub fn make(workspace: &Workspace, daybook: &Path, engine: Engine) -> Result<Self> {
        match engine {
            Engine::Sqlite => {
                let scratch = Scratch::copy(workspace, daybook, "prove")?;
                let folder = scratch.path().to_path_buf();
                Ok(Self { folder, _scratch: Some(scratch), postgres: None })
            }
            Engine::Postgres => on_postgres(workspace, daybook),
        }
    }

    /// The data folder; with PostgreSQL its `daybook.toml` names the database.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether the database falls with the server in this life.
    pub fn falls_in(&self, life: u32) -> bool {
        self.postgres.is_some() && life % FALL_EACH == 2
    }

    /// Lets the database fall and start again on what is left.
    pub fn fall(&self) -> Result<()> {
        self.postgres.as_ref().map_or(Ok(()), Postgres::crash)
    }
}

/// A cluster and its branch are made for each run: a copied cluster would have to be stopped
/// cleanly and given to the server's account, which is no quicker than a small branch.
fn on_postgres(workspace: &Workspace, daybook: &Path) -> Result<Ground> {
    let postgres = Postgres::start()?;
    let folder = workspace.path("build/scratch/prove-postgres");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let config = format!("database = \"{}\"\n", postgres.url());
    fs::write(folder.join("daybook.toml"), config)?;
    let mut make = Command::new(daybook);
    make.args(["demo", "--customers", "100", "--days", "14", "--until", demo::UNTIL, "--data"]);
    make.arg(&folder).env("DAYBOOK_CLOCK", demo::CLOCK);
    process::run(&mut make).context("the demo branch could not be made on PostgreSQL")?;
    Ok(Ground { folder, _scratch: None, postgres: Some(postgres) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_postgres_nothing_else_falls() {
        let folder = PathBuf::new();
        let ground = Ground { folder, _scratch: None, postgres: None };
        assert!((1..=20).all(|life| !ground.falls_in(life)));
        ground.fall().unwrap();
    }
}
