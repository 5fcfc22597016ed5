//! `cargo xtask setup`: what tests need beside Rust and Node, from Debian's, npm's and Python's
//! registries.
//!
//! It looks before it installs, so the second run takes a moment and changes nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::workspace::Workspace;

/// Debian's browser, which the journeys drive.
pub const CHROMIUM: &str = "/usr/bin/chromium";

/// Where Debian keeps PostgreSQL's server programs, one folder a version.
const POSTGRES: &str = "/usr/lib/postgresql";

/// A thing that must be on the machine, and the Debian package that brings it.
struct Need {
    what: &'static str,
    package: &'static str,
    is_here: fn() -> bool,
}

const NEEDS: &[Need] = &[
    Need {
        what: "chromium, for the journeys in a browser",
        package: "chromium",
        is_here: || Path::new(CHROMIUM).is_file(),
    },
    Need {
        what: "hledger, which proves the exported books",
        package: "hledger",
        is_here: || on_path("hledger"),
    },
    Need {
        what: "Python with its venv, for the programs bank files are compared with",
        package: "python3-venv",
        is_here: || process::succeeds(Command::new("python3").args(["-c", "import ensurepip"])),
    },
    Need {
        what: "PostgreSQL's server programs, for the tests on both engines",
        package: "postgresql",
        is_here: || postgres_programs().is_some(),
    },
];

pub fn command(workspace: &Workspace, words: &[String]) -> Result<()> {
    if let Some(word) = words.first() {
        bail!("setup takes no argument, got {word}");
    }
    run(workspace)
}

/// Installs what is missing and says of each thing whether it was there.
pub fn run(workspace: &Workspace) -> Result<()> {
    let mut missing = Vec::new();
    for need in NEEDS {
        if (need.is_here)() {
            println!("here: {}", need.what);
        } else {
            println!("missing: {}", need.what);
            missing.push(need.package);
        }
    }
    if !missing.is_empty() {
        install(workspace, &missing)?;
        if let Some(need) = NEEDS.iter().find(|need| !(need.is_here)()) {
            bail!("{} was installed, but {} is still missing", need.package, need.what);
        }
    }
    install_peers(workspace)?;
    install_npm_packages(workspace)
}

fn install(workspace: &Workspace, packages: &[&str]) -> Result<()> {
    process::run(apt(workspace)?.args(["update", "--quiet"]))
        .context("the list of Debian's packages could not be brought up to date")?;
    let quietly = ["install", "--yes", "--quiet", "--no-install-recommends"];
    process::run(apt(workspace)?.args(quietly).args(packages))
        .with_context(|| format!("install these by hand: {}", packages.join(" ")))
}

/// `apt-get`, through sudo when we are not root. sudo drops the environment, so the answer to
/// "may I ask?" is handed over as a word of the command.
fn apt(workspace: &Workspace) -> Result<Command> {
    let is_root = process::output(workspace.command("id").arg("-u"))?.trim() == "0";
    let mut command = workspace.command(if is_root { "env" } else { "sudo" });
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    Ok(command)
}

/// The programs of other people beside which ours is tested, in these versions: two that read
/// bank files, and one that answers as Stripe does.
const PEERS: &[&str] = &["bai2==0.15.0", "ofxtools==1.1.1", "localstripe==1.15.10"];

/// pip is asked only when the list of programs is not the one that was installed last.
fn install_peers(workspace: &Workspace) -> Result<()> {
    let folder = workspace.path("build/peers");
    let (installed, list) = (folder.join("installed"), PEERS.join("\n"));
    if fs::read_to_string(&installed).is_ok_and(|last| last == list) {
        println!("here: Python packages {}", PEERS.join(", "));
        return Ok(());
    }
    process::run(workspace.command("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
    let mut pip = Command::new(folder.join("bin/python3"));
    process::run(pip.args(["-m", "pip", "install", "--quiet"]).args(PEERS))?;
    fs::write(&installed, list)?;
    println!("installed: Python packages {}", PEERS.join(", "));
    Ok(())
}

/// npm is asked only when the list of locked packages is not the one that was installed last.
fn install_npm_packages(workspace: &Workspace) -> Result<()> {
    let folder = workspace.path("browser");
    let lock = fs::read_to_string(folder.join("package-lock.json"))
        .context("browser/package-lock.json is missing")?;
    let installed = folder.join("node_modules/.daybook-lock");
    if fs::read_to_string(&installed).is_ok_and(|last| last == lock) {
        println!("here: npm packages of browser/");
        return Ok(());
    }
    let quietly = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    process::run(Command::new("npm").args(quietly).current_dir(&folder))?;
    fs::write(&installed, lock)?;
    println!("installed: npm packages of browser/");
    Ok(())
}

fn on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// The folder of PostgreSQL's server programs here, or None where it is not installed.
pub fn postgres_programs() -> Option<PathBuf> {
    find_postgres(Path::new(POSTGRES))
}

/// The folder of server programs of the newest PostgreSQL under `versions`.
fn find_postgres(versions: &Path) -> Option<PathBuf> {
    let folders = fs::read_dir(versions).ok()?.filter_map(Result::ok);
    folders
        .filter_map(|version| {
            let number: u32 = version.file_name().to_str()?.parse().ok()?;
            Some((number, version.path().join("bin")))
        })
        .filter(|(_, programs)| ["initdb", "postgres"].iter().all(|p| programs.join(p).is_file()))
        .max()
        .map(|(_, programs)| programs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_whole_postgres_is_found() {
        let versions = std::env::temp_dir().join(format!("xtask-postgres-{}", std::process::id()));
        for (version, programs) in [
            ("9", ["initdb", "postgres"]),
            ("15", ["initdb", "postgres"]),
            ("16", ["initdb", "psql"]),
        ] {
            let folder = versions.join(version).join("bin");
            fs::create_dir_all(&folder).unwrap();
            for program in programs {
                fs::write(folder.join(program), "").unwrap();
            }
        }
        assert_eq!(find_postgres(&versions), Some(versions.join("15/bin")));
        fs::remove_dir_all(&versions).unwrap();
        assert_eq!(find_postgres(&versions), None);
    }

    #[test]
    fn a_program_on_the_path_is_seen_and_another_is_not() {
        assert!(on_path("sh"));
        assert!(!on_path("daybook-has-no-such-program"));
    }
}
