//! Bundles `web/` into OUT_DIR and writes the table of files that `assets` embeds.
//!
//! Node is needed once. Packagers without it set `DAYBOOK_ASSETS_DIR` to a folder holding
//! the bundle that `node build.mjs FOLDER` made elsewhere.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    for watched in ["web/src", "web/build.mjs", "web/package.json", "web/package-lock.json"] {
        println!("cargo:rerun-if-changed={watched}");
    }
    println!("cargo:rerun-if-env-changed=DAYBOOK_ASSETS_DIR");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let bundle = match env::var_os("DAYBOOK_ASSETS_DIR") {
        Some(prebuilt) => PathBuf::from(prebuilt),
        None => bundle_with_node(&out),
    };
    fs::write(out.join("files.rs"), table_of(&bundle)).expect("OUT_DIR is writable");
}

/// Fetches the pinned packages when they are missing, then bundles.
fn bundle_with_node(out: &Path) -> PathBuf {
    let web = Path::new("web");
    let bundle = out.join("web");
    // Names carry a hash of their content, so what an earlier build left would stay for ever.
    if bundle.exists() {
        fs::remove_dir_all(&bundle).expect("the old bundle can be removed");
    }
    if !web.join("node_modules/esbuild").exists() {
        run(Command::new("npm").args(["ci", "--ignore-scripts"]).current_dir(web));
    }
    run(Command::new("node").arg("build.mjs").arg(&bundle).current_dir(web));
    bundle
}

fn run(command: &mut Command) {
    let outcome = command.status();
    assert!(
        outcome.as_ref().is_ok_and(std::process::ExitStatus::success),
        "{command:?} failed ({outcome:?}). Daybook's pages are bundled with Node 20 or later; \
         without it set DAYBOOK_ASSETS_DIR to a ready bundle."
    );
}

/// One line of Rust per file, in name order so that builds repeat to the byte.
fn table_of(bundle: &Path) -> String {
    let mut paths: Vec<PathBuf> = fs::read_dir(bundle)
        .unwrap_or_else(|error| panic!("no bundle in {}: {error}", bundle.display()))
        .map(|entry| entry.expect("the bundle folder is readable").path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    let mut table = String::from("&[\n");
    for path in paths {
        let path = path.canonicalize().expect("a listed file exists");
        let name = path.file_name().and_then(|name| name.to_str()).expect("names are ASCII");
        writeln!(table, "    ({name:?}, include_bytes!({path:?})),").expect("a String takes all");
    }
    table.push(']');
    table
}
