//! A PostgreSQL of the run's own, as durable as an office's: nothing that makes it quick at the
//! price of a crash is switched on, for crashes are what it is here for.
//!
//! It listens on a socket in its own folder only. A shell waits on a pipe from this process and
//! stops the server when the pipe closes, however the process ends.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::process;
use crate::setup;

/// Waits for end of file, then stops the server and removes its folder.
const WATCH: &str = r#"trap '' INT TERM HUP; read -r _; "$@" >/dev/null 2>&1; rm -rf "$FOLDER""#;

/// One cluster with one database, gone when the process is.
pub struct Postgres {
    programs: PathBuf,
    folder: PathBuf,
    /// Holds the pipe the watching shell reads from.
    watch: Child,
}

impl Postgres {
    /// A new, empty one, started.
    pub fn start() -> Result<Self> {
        let Some(programs) = setup::postgres_programs() else {
            bail!("PostgreSQL's server programs are missing; `cargo xtask setup` installs them");
        };
        let folder = std::env::temp_dir().join(format!("daybook-prove-{}", std::process::id()));
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir(&folder)?;
        // The server's account is not ours when we are root, and needs its place here.
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o777))?;
        let mut initdb = as_server(&programs.join("initdb"))?;
        initdb.args(["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-D"]);
        quietly(initdb.arg(folder.join("data")))?;
        let watch = watch(&programs, &folder)?;
        let postgres = Self { programs, folder, watch };
        postgres.go_on()?;
        Ok(postgres)
    }

    /// Its database's address.
    pub fn url(&self) -> String {
        format!("postgres://postgres@/postgres?host={}", self.folder.display())
    }

    /// Ends all its processes without a word to the disk, then starts it on what is left: it has
    /// to find every commit again in its log.
    pub fn crash(&self) -> Result<()> {
        quietly(self.control("stop")?.args(["-m", "immediate"]))?;
        self.go_on()
    }

    fn go_on(&self) -> Result<()> {
        let settings = format!("-c listen_addresses='' -k {}", self.folder.display());
        let mut start = self.control("start")?;
        quietly(start.args(["-w", "-o", &settings, "-l"]).arg(self.folder.join("log")))
    }

    fn control(&self, verb: &str) -> Result<Command> {
        let mut control = as_server(&self.programs.join("pg_ctl"))?;
        control.arg(verb).arg("-D").arg(self.folder.join("data"));
        Ok(control)
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // The closed pipe is the shell's word to stop the server; it is waited for, so that a
        // second run in the same process finds no first.
        drop(self.watch.stdin.take());
        let _ = self.watch.wait();
    }
}

fn watch(programs: &Path, folder: &Path) -> Result<Child> {
    let mut stop = as_server(&programs.join("pg_ctl"))?;
    stop.args(["stop", "-m", "immediate", "-D"]).arg(folder.join("data"));
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(WATCH).arg("watch").arg(stop.get_program()).args(stop.get_args());
    shell.env("FOLDER", folder).current_dir("/");
    shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    shell.spawn().context("a shell could not be started")
}

/// A command of the server's; it refuses to run as root.
fn as_server(program: &Path) -> Result<Command> {
    let mut command = match process::output(Command::new("id").arg("-u"))?.trim() {
        "0" => {
            let mut runuser = Command::new("runuser");
            runuser.args(["-u", "postgres", "--"]).arg(program);
            runuser
        }
        _ => Command::new(program),
    };
    // Not our working directory: the server's account may not be allowed to enter it.
    command.current_dir("/");
    Ok(command)
}

/// The server inherits what it is given and would hold a pipe open for ever, so it is given none.
fn quietly(command: &mut Command) -> Result<()> {
    if !process::succeeds(command) {
        bail!("{command:?} failed");
    }
    Ok(())
}
