//! A running daybook: started on a free port, asked until it answers, killed when dropped.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::demo;
use crate::http::Client;

/// A server has this long to answer its first request; a debug build on a busy machine is slow.
const PATIENCE: Duration = Duration::from_secs(120);

/// How the server is started on its data folder.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// As the demo: prints a sign-in link for each person of the cast.
    Demo,
    /// As an office runs it every day: prints no links.
    Everyday,
}

/// A daybook that serves on loopback.
pub struct Server {
    child: Child,
    port: u16,
    printed: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Starts `daybook` on the data folder at a free port and waits until it answers.
    pub fn start(daybook: &Path, data: &Path, how: Start) -> Result<Self> {
        Self::start_at(daybook, data, how, free_port()?)
    }

    /// The same at a port of the caller's choice.
    pub fn start_at(daybook: &Path, data: &Path, how: Start, port: u16) -> Result<Self> {
        let mut command = Command::new(daybook);
        match how {
            Start::Demo => command.args(["demo", "--until", demo::UNTIL, "--serve"]),
            Start::Everyday => command.arg("serve"),
        };
        command.arg("--data").arg(data).args(["--listen", &format!("127.0.0.1:{port}")]);
        command.env("DAYBOOK_CLOCK", demo::CLOCK);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().context("daybook could not be started")?;

        let printed = Arc::new(Mutex::new(Vec::new()));
        keep_lines(child.stdout.take().context("no output")?, &printed);
        keep_lines(child.stderr.take().context("no error output")?, &printed);
        let mut server = Self { child, port, printed };
        server.wait_until_it_answers()?;
        Ok(server)
    }

    /// `http://127.0.0.1:PORT`
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The port it listens on, to start it again at the same address.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// A client for it, signed in as nobody.
    pub fn client(&self) -> Client {
        Client::new(self.port)
    }

    /// The sign-in links it printed, by the name of the person, waiting for the first a moment:
    /// the server answers before it has told all.
    pub fn links(&self) -> Result<BTreeMap<String, String>> {
        let started = Instant::now();
        let mut last = BTreeMap::new();
        while started.elapsed() < Duration::from_secs(10) {
            let links = read_links(&self.printed());
            if !links.is_empty() && links == last {
                return Ok(links);
            }
            last = links;
            thread::sleep(Duration::from_millis(300));
        }
        bail!("daybook printed no sign-in link:\n{}", self.printed().join("\n"));
    }

    /// `kill -9`: no farewell, as when the plug is pulled.
    pub fn kill(mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    fn wait_until_it_answers(&mut self) -> Result<()> {
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            if self.client().get("/healthz").is_ok() {
                return Ok(());
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("daybook ended with {status}:\n{}", self.printed().join("\n"));
            }
            thread::sleep(Duration::from_millis(20));
        }
        bail!("daybook did not answer within {} s", PATIENCE.as_secs());
    }

    /// The lines it has printed so far.
    pub fn printed(&self) -> Vec<String> {
        self.printed.lock().map(|lines| lines.clone()).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that was free a moment ago.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

fn keep_lines(from: impl std::io::Read + Send + 'static, kept: &Arc<Mutex<Vec<String>>>) {
    let kept = Arc::clone(kept);
    thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            if let Ok(mut kept) = kept.lock() {
                kept.push(line);
            }
        }
    });
}

/// Lines such as `Dana Whitfield, office manager   http://127.0.0.1:8080/sign-in/…`: the words
/// before the address name the person, and only addresses that sign somebody in count.
fn read_links(lines: &[String]) -> BTreeMap<String, String> {
    let mut links = BTreeMap::new();
    for line in lines {
        let Some(at) = line.find("http://") else {
            continue;
        };
        let link = line[at..].split_whitespace().next().unwrap_or_default();
        let path = link.splitn(4, '/').nth(3).unwrap_or_default();
        if !path.contains("sign") {
            continue;
        }
        let name = line[..at].trim().trim_end_matches([':', '-', '|', ',']).trim();
        links.insert(name.to_string(), link.to_string());
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_told_from_other_addresses() {
        let lines = [
            "Daybook serves http://127.0.0.1:8080/",
            "  Dana Whitfield, office manager:  http://127.0.0.1:8080/sign-in/link/abc",
            "  Luis Ortega  http://127.0.0.1:8080/sign-in/link/def (phone)",
        ];
        let links = read_links(&lines.map(str::to_string));
        assert_eq!(links.len(), 2);
        assert_eq!(
            links["Dana Whitfield, office manager"],
            "http://127.0.0.1:8080/sign-in/link/abc"
        );
        assert_eq!(links["Luis Ortega"], "http://127.0.0.1:8080/sign-in/link/def");
    }

    #[test]
    fn a_program_that_ends_at_once_is_told() {
        let trouble = Server::start(Path::new("false"), Path::new("."), Start::Everyday).err();
        assert!(trouble.is_some_and(|told| told.to_string().contains("ended with")));
    }
}
