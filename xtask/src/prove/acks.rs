//! The tester's own book: what was acknowledged, synced to disk before anybody goes on.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;

use anyhow::{Context, Result, anyhow};
use serde_json::{Value, json};

use super::work::Posting;

/// A posting with the receipt the server gave for it.
#[derive(Clone, Debug)]
pub struct Ack {
    pub posting: Posting,
    pub receipt: Value,
}

/// Acknowledged postings, in memory and in a file.
pub struct Acks {
    book: Mutex<(File, Vec<Ack>)>,
}

impl Acks {
    /// A new book; an old one at this place is overwritten.
    pub fn create(path: &Path) -> Result<Self> {
        let file = OpenOptions::new().create(true).truncate(true).write(true).open(path)?;
        Ok(Self { book: Mutex::new((file, Vec::new())) })
    }

    /// Writes an acknowledgement down and syncs it.
    pub fn keep(&self, posting: Posting, receipt: Value) -> Result<()> {
        let mut book = self.book.lock().map_err(|_| anyhow!("a client has panicked"))?;
        let line = json!({ "once": posting.once, "path": posting.path, "receipt": receipt });
        writeln!(book.0, "{line}").context("the book of acknowledgements")?;
        book.0.sync_data()?;
        book.1.push(Ack { posting, receipt });
        Ok(())
    }

    /// Acknowledgements from the `first` on.
    pub fn list(&self, first: usize) -> Vec<Ack> {
        self.book.lock().map(|book| book.1[first..].to_vec()).unwrap_or_default()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.book.lock().map(|book| book.1.len()).unwrap_or_default()
    }
}
