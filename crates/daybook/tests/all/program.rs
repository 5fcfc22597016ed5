//! The real program in a folder of its own: its words, and its server asked over the wire.

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;
use store::testing::Folder;

/// When every story takes place unless it says otherwise: a Monday afternoon in March.
pub const AFTERNOON: &str = "2026-03-02T20:34:00Z";

/// How long a server may take to say where it is, or to answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program, and the folder it works in.
pub struct Program {
    folder: Folder,
    /// What stands before its name, such as the words that enter another room of mounts.
    prefix: Vec<String>,
    data: PathBuf,
    clock: String,
}

/// What came of one run.
#[derive(Debug)]
pub struct Told {
    /// The exit code.
    pub code: i32,
    /// What it printed.
    pub out: String,
    /// What it said on the error stream.
    pub err: String,
}

impl Told {
    /// What it printed, as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// Everything it said.
    pub fn words(&self) -> String {
        format!("{}{}", self.out, self.err)
    }
}

impl Program {
    /// In an empty folder.
    pub fn new() -> Program {
        let folder = Folder::new();
        let data = folder.path().join("data");
        Program { folder, prefix: Vec::new(), data, clock: AFTERNOON.into() }
    }

    /// With the demo branch, small and three days old.
    pub fn with_demo() -> Program {
        let program = Program::new();
        program.make_demo();
        program
    }

    /// With a branch of its own and nobody in it.
    pub fn with_branch() -> Program {
        let program = Program::new();
        program.did(&[
            "branches",
            "open",
            "--number",
            "0412",
            "--name",
            "Cedar",
            "--zone",
            "America/New_York",
            "--line1",
            "1800 Depot Street",
            "--city",
            "Ocala",
            "--state",
            "FL",
            "--zip",
            "34471",
        ]);
        program
    }

    /// Elsewhere: behind these words, with its data there.
    pub fn entered(prefix: Vec<String>, data: PathBuf) -> Program {
        Program { folder: Folder::new(), prefix, data, clock: AFTERNOON.into() }
    }

    /// Builds the demo branch in its data folder.
    pub fn make_demo(&self) {
        self.did(&["demo", "--customers", "30", "--days", "3", "--until", "2026-03-02"]);
    }

    /// The same at another moment.
    pub fn at(mut self, moment: &str) -> Program {
        self.clock = moment.into();
        self
    }

    /// A path in its folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file into its folder; its path as a word of a command.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Where its data is.
    pub fn data(&self) -> &Path {
        &self.data
    }

    fn command(&self, words: &[&str]) -> Command {
        let program = env!("CARGO_BIN_EXE_daybook");
        let mut command = match self.prefix.split_first() {
            None => Command::new(program),
            Some((first, rest)) => {
                let mut command = Command::new(first);
                command.args(rest).arg(program);
                command
            }
        };
        command.args(words).current_dir(self.folder.path());
        for (name, _) in std::env::vars_os() {
            if name.to_str().is_some_and(|name| name.starts_with("DAYBOOK_")) {
                command.env_remove(name);
            }
        }
        command.env("DAYBOOK_CLOCK", &self.clock).env("DAYBOOK_DATA", &self.data);
        command
    }

    /// Runs it to its end.
    pub fn run(&self, words: &[&str]) -> Told {
        told(&self.command(words).output().expect("the program runs"))
    }

    /// Runs it with other variables in its environment; `None` takes one away.
    pub fn run_with(&self, variables: &[(&str, Option<&str>)], words: &[&str]) -> Told {
        let mut command = self.command(words);
        for (name, value) in variables {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        told(&command.output().expect("the program runs"))
    }

    /// Runs it with a reader of its output that has gone before it begins.
    pub fn piped_into_nothing(&self, words: &[&str]) -> Told {
        let mut command = self.command(words);
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        told(&command.stdout(writer).stderr(Stdio::piped()).output().expect("the program runs"))
    }

    /// Runs it, and it does what it is told; what it printed as text.
    pub fn did(&self, words: &[&str]) -> String {
        let told = self.run(words);
        assert_eq!(told.code, 0, "{words:?}: {told:?}");
        told.out
    }

    /// Runs it, and it does what it is told; its answer as JSON.
    pub fn answer(&self, words: &[&str]) -> Value {
        let told = self.run(&[words, &["--output", "json"]].concat());
        assert_eq!(told.code, 0, "{words:?}: {told:?}");
        told.json()
    }

    /// Runs it, and it refuses with this exit code; what it said.
    pub fn refused(&self, code: i32, words: &[&str]) -> String {
        let told = self.run(words);
        assert_eq!(told.code, code, "{words:?}: {told:?}");
        told.words()
    }

    /// Everything that must always hold does hold.
    pub fn verify(&self) {
        let told = self.run(&["verify"]);
        assert_eq!(told.code, 0, "{told:?}");
    }

    /// Serves the demo branch at a free port.
    pub fn serve_demo(&self) -> Server {
        // The cast is signed in by a link each; technicians stand last.
        Server::start(self.command(&["demo", "--serve", "--listen", "127.0.0.1:0"]), 3)
    }

    /// Serves an office that has nobody yet, with other variables in its environment.
    pub fn serve_empty(&self, variables: &[(&str, &str)]) -> Server {
        let mut command = self.command(&["serve", "--listen", "127.0.0.1:0"]);
        command.envs(variables.iter().copied());
        Server::start(command, 1)
    }

    /// Starts `daybook worker`, and waits until it works.
    pub fn work(&self) -> Worker {
        let mut command = self.command(&["worker"]);
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the worker starts");
        let mut printed = BufReader::new(child.stdout.take().expect("it prints"));
        let mut line = String::new();
        printed.read_line(&mut line).expect("it can be read");
        assert!(line.starts_with("Working what waits in "), "{line}");
        Worker { child, _printed: printed }
    }
}

fn told(output: &Output) -> Told {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let code = output.status.code().unwrap_or(-1);
    Told { code, out: text(&output.stdout), err: text(&output.stderr) }
}

/// A running server; it is stopped when it is dropped.
pub struct Server {
    child: Child,
    address: String,
    links: Vec<String>,
    // Kept open, so that the server may go on printing.
    _printed: BufReader<std::process::ChildStdout>,
}

/// An answer over the wire.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The head's lines.
    pub head: String,
    /// The body.
    pub body: String,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

impl Server {
    /// Starts it, and waits until it has said where it is and printed so many links that sign
    /// somebody in or set a company up.
    fn start(mut command: Command, wanted: usize) -> Server {
        // What it complains of goes to the test's own output, which is shown when it fails.
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the server starts");
        let mut printed = BufReader::new(child.stdout.take().expect("it prints"));
        let (mut address, mut links) = (String::new(), Vec::new());
        while links.len() < wanted {
            let mut line = String::new();
            let count = printed.read_line(&mut line).expect("it can be read");
            assert!(count > 0, "the server ended before it was ready");
            if let Some(rest) = line.trim().strip_prefix("Daybook is at http://") {
                address = rest.to_owned();
            }
            if let Some((_, path)) = line.trim().split_once("/sign-in/") {
                links.push(format!("/sign-in/{path}"));
            }
            if let Some((_, path)) = line.trim().split_once("/set-up/") {
                links.push(format!("/set-up/{path}"));
            }
        }
        Server { child, address, links, _printed: printed }
    }

    /// Signs the first of the cast in; her cookie.
    pub fn sign_in(&self) -> String {
        let answer = self.ask("GET", &self.links[0], &[], "");
        let cookie = answer.header("set-cookie").unwrap_or_else(|| panic!("{answer:?}"));
        cookie.split(';').next().unwrap_or_default().to_owned()
    }

    /// Reads a page or a list.
    pub fn get(&self, path: &str, cookie: &str) -> Answer {
        self.ask("GET", path, &[("cookie", cookie)], "")
    }

    /// Sends a command.
    pub fn post(&self, path: &str, cookie: &str, once: &str, body: &Value) -> Answer {
        let head = [("cookie", cookie), ("idempotency-key", once)];
        self.ask("POST", path, &head, &body.to_string())
    }

    /// Asks over a connection of its own.
    pub fn ask(&self, method: &str, path: &str, head: &[(&str, &str)], body: &str) -> Answer {
        let mut wire = TcpStream::connect(&self.address).expect("the server is there");
        wire.set_read_timeout(Some(PATIENCE)).expect("a limit can be set");
        let mut request = format!("{method} {path} HTTP/1.1\r\nhost: {}\r\n", self.address);
        for (name, value) in head {
            request += &format!("{name}: {value}\r\n");
        }
        request += &format!("connection: close\r\ncontent-length: {}\r\n\r\n{body}", body.len());
        wire.write_all(request.as_bytes()).expect("it can be sent");
        let mut answer = Vec::new();
        wire.read_to_end(&mut answer).expect("it is answered");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").expect("an answer has a head");
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        Answer {
            status: status.unwrap_or_else(|| panic!("{head}")),
            head: head.replace("\r\n", "\n"),
            body: body.to_owned(),
        }
    }

    /// The first link it printed.
    pub fn link(&self) -> &str {
        &self.links[0]
    }

    /// Asks it to stop, as an operator does, and waits until it has.
    pub fn stop(mut self) {
        stop(&mut self.child);
    }
}

fn stop(child: &mut Child) {
    let process = rustix::process::Pid::from_child(child);
    rustix::process::kill_process(process, rustix::process::Signal::TERM).expect("it can be told");
    assert!(child.wait().expect("it ends").success(), "it ends in order");
}

/// A running `daybook worker`; it is stopped when it is dropped.
pub struct Worker {
    child: Child,
    // Kept open, so that the worker may go on printing.
    _printed: BufReader<std::process::ChildStdout>,
}

impl Worker {
    /// Asks it to stop, as an operator does, and waits until it has.
    pub fn stop(mut self) {
        stop(&mut self.child);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // It may have stopped already; then there is nothing to kill.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have stopped already; then there is nothing to kill.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
