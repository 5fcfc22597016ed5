//! Takes the manual's pages into the program: every `docs/manual/NOUN.md`, by its noun.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let folder = Path::new(&root).join("../../docs/manual").canonicalize()?;
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut pages: Vec<PathBuf> = fs::read_dir(&folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<_>>()?;
    pages.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    pages.sort();
    let mut source = String::from("pub(super) static PAGES: &[(&str, &str)] = &[\n");
    for path in &pages {
        let noun = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        // Debug quotes a path so that Rust reads it back on every system.
        writeln!(source, "    ({noun:?}, include_str!({path:?})),").map_err(io::Error::other)?;
    }
    source.push_str("];\n");
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("manual.rs"), source)
}
