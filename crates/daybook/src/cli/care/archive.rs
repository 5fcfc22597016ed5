//! A backup is one tar file: `manifest.json` first, which says of every other file how long
//! it is and what its SHA-256 is, then the database, then what else stands in the data
//! folder. Any program can look into it; this one takes nothing from it that does not agree
//! with the manifest to the byte.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Component, Path, PathBuf};
use tar::{Archive, Builder, EntryType, Header};
use values::Instant;

/// What a manifest must call itself.
pub const FORMAT: &str = "daybook-backup-1";

/// The manifest's name in the archive.
const MANIFEST: &str = "manifest.json";

/// The longest manifest that is read: some hundred thousand files.
const LONGEST_MANIFEST: u64 = 64 << 20;

/// What a backup says about itself.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: String,
    /// The program that made it.
    pub program: String,
    /// When.
    pub made_at: Instant,
    /// Where each journal ended.
    pub journals: Vec<JournalEnd>,
    /// Every other file, in order.
    pub files: Vec<Kept>,
}

/// Where a branch's journal ended.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct JournalEnd {
    /// The branch's number; `0000` is the company.
    pub branch: String,
    /// How many lines it has.
    pub sequence: i64,
    /// The link of the last.
    pub link: String,
}

/// A file of a backup.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// Its path in the data folder.
    pub path: String,
    /// How long it is.
    pub bytes: u64,
    /// Its SHA-256 in hex.
    pub sha256: String,
}

/// Measures a file.
pub fn measure(path: &str, file: &Path) -> io::Result<Kept> {
    let (bytes, sha256) = pour(&mut File::open(file)?, &mut io::sink())?;
    Ok(Kept { path: path.into(), bytes, sha256 })
}

/// Writes an archive; `sources` are the manifest's files where they are now.
pub fn write(to: &Path, manifest: &Manifest, sources: &[PathBuf]) -> io::Result<()> {
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(to)?;
    let mut tar = Builder::new(BufWriter::new(file));
    let text = serde_json::to_vec_pretty(manifest)?;
    append(&mut tar, MANIFEST, text.len() as u64, manifest.made_at, text.as_slice())?;
    for (kept, source) in manifest.files.iter().zip(sources) {
        append(&mut tar, &kept.path, kept.bytes, manifest.made_at, File::open(source)?)?;
    }
    let file = tar.into_inner()?.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.sync_all()
}

fn append(
    tar: &mut Builder<impl Write>,
    path: &str,
    bytes: u64,
    made_at: Instant,
    content: impl Read,
) -> io::Result<()> {
    let mut header = Header::new_gnu();
    header.set_entry_type(EntryType::Regular);
    header.set_mode(0o600);
    header.set_size(bytes);
    header.set_mtime(u64::try_from(made_at.as_micros() / 1_000_000).unwrap_or(0));
    tar.append_data(&mut header, path, content.take(bytes))
}

/// What is done with the files of an archive that is read.
#[derive(Clone, Copy)]
pub enum Unpack<'f> {
    /// They are compared with the manifest and forgotten.
    Nowhere,
    /// They are put into this folder, readable by their owner only.
    Into(&'f Path),
}

/// Reads a whole archive. The error says in plain words why it is not taken.
pub fn read(archive: &Path, unpack: Unpack<'_>) -> Result<Manifest, String> {
    let file = File::open(archive).map_err(|error| format!("cannot be read: {error}"))?;
    let mut tar = Archive::new(BufReader::new(file));
    let mut entries = tar.entries().map_err(|error| damaged(&error))?;
    let manifest = match entries.next() {
        Some(Ok(mut first)) => read_manifest(&mut first)?,
        _ => return Err("is no Daybook backup".into()),
    };
    let mut missing: BTreeMap<&str, &Kept> =
        manifest.files.iter().map(|kept| (kept.path.as_str(), kept)).collect();
    for entry in entries {
        let mut entry = entry.map_err(|error| damaged(&error))?;
        let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let kept = missing
            .remove(path.as_str())
            .ok_or_else(|| format!("is damaged: it holds {path}, of which it says nothing"))?;
        take(&mut entry, kept, unpack)?;
    }
    match missing.keys().next() {
        None => Ok(manifest),
        Some(path) => Err(format!("is cut off: {path} is not in it")),
    }
}

fn read_manifest(entry: &mut tar::Entry<'_, impl Read>) -> Result<Manifest, String> {
    let foreign = || String::from("is no Daybook backup");
    if entry.path_bytes().as_ref() != MANIFEST.as_bytes() || entry.size() > LONGEST_MANIFEST {
        return Err(foreign());
    }
    let mut text = String::new();
    entry.read_to_string(&mut text).map_err(|error| damaged(&error))?;
    let any: serde_json::Value = serde_json::from_str(&text).map_err(|_| foreign())?;
    match any["format"].as_str() {
        Some(FORMAT) => serde_json::from_value(any)
            .map_err(|error| format!("is damaged: its manifest cannot be read: {error}")),
        Some(other) => Err(format!("is a backup of another kind, {other}")),
        None => Err(foreign()),
    }
}

/// Takes one file out, and measures it on the way.
fn take(
    entry: &mut tar::Entry<'_, impl Read>,
    kept: &Kept,
    unpack: Unpack<'_>,
) -> Result<(), String> {
    let is_file = entry.header().entry_type() == EntryType::Regular;
    if !is_file || !stays_inside(&kept.path) {
        return Err(format!("is damaged: {} is no plain file", kept.path));
    }
    let (bytes, sha256) = match unpack {
        Unpack::Nowhere => pour(entry, &mut io::sink()).map_err(|error| damaged(&error))?,
        Unpack::Into(folder) => {
            let to = folder.join(&kept.path);
            let mut file = make(&to).map_err(|error| format!("cannot be unpacked: {error}"))?;
            let poured = pour(entry, &mut file).map_err(|error| damaged(&error))?;
            file.sync_all().map_err(|error| format!("cannot be unpacked: {error}"))?;
            poured
        }
    };
    match bytes == kept.bytes && sha256 == kept.sha256 {
        true => Ok(()),
        false if bytes < kept.bytes => Err(format!("is cut off within {}", kept.path)),
        false => Err(format!("is damaged: {} is not as it was", kept.path)),
    }
}

/// Whether a path of an archive leads nowhere but into the folder it is unpacked to.
fn stays_inside(path: &str) -> bool {
    let mut parts = Path::new(path).components().peekable();
    parts.peek().is_some() && parts.all(|part| matches!(part, Component::Normal(_)))
}

fn make(file: &Path) -> io::Result<File> {
    if let Some(folder) = file.parent() {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)
}

/// Copies all of `from`; how much it was, and its SHA-256 in hex.
fn pour(from: &mut impl Read, to: &mut impl Write) -> io::Result<(u64, String)> {
    let mut hash = Sha256::new();
    let mut piece = vec![0; 1 << 16];
    let mut bytes = 0;
    loop {
        let count = match from.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        hash.update(&piece[..count]);
        to.write_all(&piece[..count])?;
        bytes += count as u64;
    }
    Ok((bytes, office::chance::to_hex(&hash.finalize())))
}

fn damaged(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => "is cut off".into(),
        _ => format!("is damaged: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::testing::Folder;

    /// An archive of two files, and what it says.
    fn archive(folder: &Folder) -> (PathBuf, Manifest) {
        let (one, two) = (folder.path().join("one"), folder.path().join("two"));
        fs::write(&one, vec![7; 70_000]).unwrap();
        fs::write(&two, "two").unwrap();
        let files =
            vec![measure("daybook.db", &one).unwrap(), measure("files/a/two", &two).unwrap()];
        let manifest = Manifest {
            format: FORMAT.into(),
            program: "daybook 0".into(),
            made_at: Instant::from_micros(1_772_483_640_000_000),
            journals: Vec::new(),
            files,
        };
        let to = folder.path().join("backup");
        write(&to, &manifest, &[one, two]).unwrap();
        (to, manifest)
    }

    #[test]
    fn what_goes_in_comes_out() {
        let folder = Folder::new();
        let (file, manifest) = archive(&folder);
        let out = folder.path().join("out");
        assert_eq!(read(&file, Unpack::Into(&out)).unwrap(), manifest);
        assert_eq!(fs::read(out.join("files/a/two")).unwrap(), b"two");
        assert_eq!(fs::read(out.join("daybook.db")).unwrap(), vec![7; 70_000]);
    }

    #[test]
    fn no_changed_byte_and_no_lost_tail_goes_unnoticed() {
        let folder = Folder::new();
        let (file, _) = archive(&folder);
        let whole = fs::read(&file).unwrap();
        let spoilt = folder.path().join("spoilt");
        // Every part of the archive but the empty blocks at its end carries meaning.
        for place in [3, 600, 2_048, 40_000, 73_000, whole.len() - 2_000] {
            let mut bytes = whole.clone();
            if bytes[place] == 0 {
                continue;
            }
            bytes[place] ^= 0x40;
            fs::write(&spoilt, &bytes).unwrap();
            assert!(read(&spoilt, Unpack::Nowhere).is_err(), "byte {place}");
        }
        for length in [0, 100, 700, 2_048, 40_000, 71_000] {
            fs::write(&spoilt, &whole[..length]).unwrap();
            let words = read(&spoilt, Unpack::Nowhere).unwrap_err();
            assert!(words.starts_with("is "), "{length}: {words}");
        }
    }

    #[test]
    fn an_archive_cannot_write_outside_its_folder() {
        for path in ["../daybook.toml", "/etc/passwd", "files/../../x", ""] {
            assert!(!stays_inside(path), "{path}");
        }
        assert!(stays_inside("files/ab/cd"));
    }
}
