//! A PostgreSQL cluster of the test process's own: one, started when first needed.
//!
//! It listens on a socket in its own folder only. A shell waits on a pipe from this process and
//! stops the server when the pipe closes, however the process ends.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use postgres::{Client, NoTls};

/// Speed instead of durability; connections for tests that run side by side.
const SETTINGS: &str = "-c listen_addresses='' -c fsync=off -c full_page_writes=off \
    -c max_connections=300 -c shared_buffers=64MB -c wal_level=minimal -c max_wal_senders=0 \
    -c autovacuum=off";

/// Waits for end of file, then stops the server and removes its folder.
const WATCH: &str = r#"trap '' INT TERM HUP; read -r _; "$@" >/dev/null 2>&1; rm -rf "$FOLDER""#;

static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
static NEXT: AtomicU32 = AtomicU32::new(1);

struct Cluster {
    folder: PathBuf,
    /// Holds the pipe the watching shell reads from; never used, never dropped.
    _watch: Child,
}

/// One database in the cluster; dropped with this.
pub(super) struct Database {
    name: String,
    cluster: &'static Cluster,
}

impl Database {
    /// A new, empty database, or None where PostgreSQL is not installed.
    pub(super) fn create() -> Option<Database> {
        let cluster = CLUSTER.get_or_init(start).as_ref()?;
        let name = format!("scratch_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        cluster.command(&format!("CREATE DATABASE {name} TEMPLATE template0"));
        Some(Database { name, cluster })
    }

    pub(super) fn url(&self) -> String {
        self.cluster.url(&self.name)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.cluster.command(&format!("DROP DATABASE {} WITH (FORCE)", self.name));
    }
}

impl Cluster {
    fn url(&self, database: &str) -> String {
        format!("postgres://postgres@/{database}?host={}", self.folder.display())
    }

    #[expect(clippy::disallowed_methods, reason = "databases come and go outside any `Db`")]
    fn command(&self, text: &str) {
        let client = Client::connect(&self.url("postgres"), NoTls);
        let done = client.and_then(|mut client| client.batch_execute(text));
        if let Err(cause) = done {
            // Not a panic: this also runs while a failed test unwinds.
            eprintln!("{text}: {cause:?}");
        }
    }
}

fn start() -> Option<Cluster> {
    let Some(bin) = binaries() else {
        let required = std::env::var_os("DAYBOOK_REQUIRE_PG").is_some_and(|value| value == "1");
        assert!(!required, "DAYBOOK_REQUIRE_PG=1, but /usr/lib/postgresql has no binaries");
        return None;
    };
    let folder = std::env::temp_dir().join(format!("daybook-pg-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir(&folder).expect("the temporary folder is writable");
    let open = fs::Permissions::from_mode(0o777);
    fs::set_permissions(&folder, open).expect("our own folder's mode can be set");
    let data = folder.join("data");
    let initdb = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"];
    must(as_server(&bin.join("initdb")).args(initdb).arg("-D").arg(&data));
    let settings = format!("{SETTINGS} -k {}", folder.display());
    let log = folder.join("log");
    let mut pg_ctl = as_server(&bin.join("pg_ctl"));
    must(pg_ctl.args(["start", "-w", "-o", &settings, "-D"]).arg(&data).arg("-l").arg(&log));
    Some(Cluster { _watch: watch(&bin, &folder), folder })
}

/// The newest installed version's binaries.
fn binaries() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
    let version = |path: &Path| -> Option<u32> { path.file_name()?.to_str()?.parse().ok() };
    let mut found: Vec<PathBuf> = versions.flatten().map(|entry| entry.path()).collect();
    found.retain(|path| version(path).is_some() && path.join("bin/initdb").exists());
    found.sort_by_key(|path| version(path));
    Some(found.pop()?.join("bin"))
}

/// A command of the server's; it refuses to run as root.
fn as_server(program: &Path) -> Command {
    let mut command = match is_root() {
        true => {
            let mut runuser = Command::new("runuser");
            runuser.args(["-u", "postgres", "--"]).arg(program);
            runuser
        }
        false => Command::new(program),
    };
    // Not our working directory: the server's account may not be allowed to enter it.
    command.current_dir("/");
    command
}

fn is_root() -> bool {
    let told = Command::new("id").arg("-u").output();
    told.is_ok_and(|told| told.stdout.starts_with(b"0\n"))
}

fn must(command: &mut Command) {
    // The server inherits what it is given, and would hold a pipe open for ever.
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let Output { status, .. } = command.output().expect("an installed program starts");
    assert!(status.success(), "{command:?} failed: {status}");
}

fn watch(bin: &Path, folder: &Path) -> Child {
    let mut stop = as_server(&bin.join("pg_ctl"));
    stop.args(["stop", "-m", "immediate", "-D"]).arg(folder.join("data"));
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(WATCH).arg("watch").arg(stop.get_program()).args(stop.get_args());
    shell.env("FOLDER", folder).current_dir("/");
    shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    shell.spawn().expect("a shell starts")
}
