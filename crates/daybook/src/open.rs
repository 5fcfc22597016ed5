//! Opening the office behind a data folder or a database address.

use crate::caller::HttpCaller;
use crate::config::Config;
use crate::mailer::SmtpMailer;
use crate::press::TypstPress;
use crate::vault_key;
use office::outside::{Mailer, NoMailer};
use office::shelf::FolderShelf;
use office::{Clock, FixedClock, Office, OfficeOptions, Refusal, SystemClock, Vault};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::Location;
use values::Instant;

/// Where the office's rows are.
#[derive(Clone, Debug)]
pub struct Place {
    /// The data folder: the database, unless it is elsewhere, and keys and files.
    pub data: PathBuf,
    /// The database.
    pub location: Location,
}

impl Place {
    /// The place behind `--data` and `--database`; a database address wins, then the one in
    /// the folder's `daybook.toml`.
    pub fn of(data: Option<&str>, database: Option<&str>) -> Result<Place, Refusal> {
        let data = PathBuf::from(data.unwrap_or("data"));
        let inside = Location::Sqlite(data.join("daybook.db"));
        let mut place = Place { data, location: inside };
        let address = match database {
            Some(address) => Some(address.to_owned()),
            None => Config::of(&place)?.database,
        };
        if let Some(address) = address {
            place.location = Location::parse(&address)
                .map_err(|error| Refusal::invalid("database", error.to_string()))?;
        }
        Ok(place)
    }

    /// Whether there is a database at this place already.
    pub fn is_used(&self) -> bool {
        match &self.location {
            Location::Sqlite(file) => file.exists(),
            Location::Postgres(_) => true,
        }
    }

    /// Makes the data folder, readable by its owner only.
    pub fn make(&self) -> Result<(), Refusal> {
        make_folder(&self.data)
    }
}

/// Makes a folder that only its owner reads.
pub fn make_folder(folder: &Path) -> Result<(), Refusal> {
    use std::os::unix::fs::PermissionsExt;
    let failed = |error: std::io::Error| {
        Refusal::invalid("data", format!("{} cannot be made: {error}.", folder.display()))
    };
    if !folder.exists() {
        std::fs::create_dir_all(folder).map_err(failed)?;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700)).map_err(failed)?;
    }
    Ok(())
}

/// The clock the environment asks for: `DAYBOOK_CLOCK=2026-03-02T20:34:00Z` stands still,
/// for pictures and tests.
pub fn clock() -> Result<Arc<dyn Clock>, Refusal> {
    match std::env::var("DAYBOOK_CLOCK") {
        Err(_) => Ok(Arc::new(SystemClock)),
        Ok(text) => {
            let at: Instant = text.parse().map_err(|_| {
                Refusal::invalid("DAYBOOK_CLOCK", "Enter a moment such as 2026-03-02T20:34:00Z.")
            })?;
            Ok(Arc::new(FixedClock::at(at)))
        }
    }
}

/// Opens the office at a place.
pub fn office(place: &Place, clock: Arc<dyn Clock>) -> Result<Office, Refusal> {
    place.make()?;
    let config = Config::of(place)?;
    let mailer: Arc<dyn Mailer> = match &config.smtp {
        Some(smtp) => Arc::new(SmtpMailer::of(smtp)?),
        None => Arc::new(NoMailer),
    };
    let caller = Arc::new(HttpCaller::of(config.stripe));
    let vault = Arc::new(Vault::of(vault_key::of(place)?));
    let press = Arc::new(TypstPress::at(place));
    let shelf = Arc::new(FolderShelf::at(place.data.join("imports")));
    let options =
        OfficeOptions { clock, press, mailer, caller, vault, shelf, ..OfficeOptions::default() };
    Office::open(&place.location, crate::rooms::rooms(), options)
}
