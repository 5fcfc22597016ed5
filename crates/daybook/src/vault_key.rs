//! The installation's key for private texts: `vault.key` in the data folder, made when it is
//! first needed and readable by its owner only; or `DAYBOOK_VAULT_KEY`, for several servers on
//! one database. Without it what it closed stays closed, so it is kept beside the backups.

use crate::open::Place;
use office::{Chance, Refusal, SystemChance, chance};
use std::io::{ErrorKind, Write};
use std::path::Path;

/// The key of a place.
pub fn of(place: &Place) -> Result<[u8; 32], Refusal> {
    if let Ok(text) = std::env::var("DAYBOOK_VAULT_KEY") {
        return parse(&text).ok_or_else(|| wrong("DAYBOOK_VAULT_KEY"));
    }
    let file = place.data.join("vault.key");
    match std::fs::read_to_string(&file) {
        Ok(text) => parse(&text).ok_or_else(|| wrong(&file.display().to_string())),
        Err(error) if error.kind() == ErrorKind::NotFound => make(&file),
        Err(error) => Err(Refusal::invalid("vault.key", format!("{}: {error}", file.display()))),
    }
}

fn wrong(name: &str) -> Refusal {
    Refusal::invalid("vault.key", format!("{name} is not a key: it has 64 hex digits."))
}

fn make(file: &Path) -> Result<[u8; 32], Refusal> {
    use std::os::unix::fs::OpenOptionsExt;
    let mut key = [0u8; 32];
    SystemChance.fill(&mut key);
    let mut options = std::fs::OpenOptions::new();
    let made = options.write(true).create_new(true).mode(0o600).open(file);
    let written = made.and_then(|mut made| {
        made.write_all(chance::to_hex(&key).as_bytes())?;
        made.sync_all()
    });
    match written {
        Ok(()) => Ok(key),
        // Another process was quicker: its key holds.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let text = std::fs::read_to_string(file).unwrap_or_default();
            parse(&text).ok_or_else(|| wrong(&file.display().to_string()))
        }
        Err(error) => Err(Refusal::invalid("vault.key", format!("{}: {error}", file.display()))),
    }
}

fn parse(text: &str) -> Option<[u8; 32]> {
    let text = text.trim();
    if !text.is_ascii() || text.len() != 64 {
        return None;
    }
    let mut key = [0u8; 32];
    for (place, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[place * 2..place * 2 + 2], 16).ok()?;
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_key_is_sixty_four_hex_digits() {
        assert_eq!(parse(&"0a".repeat(32)), Some([10; 32]));
        assert_eq!(parse(&format!("{}\n", "ff".repeat(32))), Some([255; 32]));
        for torn in ["", "0a", &"zz".repeat(32), &"0a".repeat(33), &"é".repeat(32)] {
            assert_eq!(parse(torn), None, "{torn}");
        }
    }
}
