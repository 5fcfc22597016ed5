//! A daybook in a process of its own: this same program, so that what is measured is what
//! was compiled with it.

use crate::scratch::NOW;
use crate::stopwatch::Stopwatch;
use anyhow::{Context, Result, bail};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// The first word that turns this program into a daybook.
pub const WORD: &str = "daybook";

/// A server that is not ready by then will not be.
const PATIENCE: Duration = Duration::from_secs(60);

/// A daybook with these words, at the benchmark's instant.
pub fn daybook(data: &Path) -> Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(WORD).arg("--data").arg(data).env("DAYBOOK_CLOCK", NOW);
    command.stdin(Stdio::null()).stdout(Stdio::null());
    Ok(command)
}

/// A daybook that serves on loopback until it is dropped.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// From its start until it said that it was ready.
    pub started_in: Duration,
}

impl Server {
    /// Starts it on a data folder.
    pub fn start(data: &Path) -> Result<Server> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let mut command = daybook(data)?;
        command.args(["serve", "--listen", &address.to_string()]);
        let watch = Stopwatch::start();
        let child = command.spawn().context("the server could not be started")?;
        let mut server = Server { child, address, started_in: Duration::ZERO };
        while !is_ready(address) {
            if let Some(status) = server.child.try_wait()? {
                bail!("the server ended with {status}");
            }
            if watch.elapsed() > PATIENCE {
                bail!("the server was not ready within {} s", PATIENCE.as_secs());
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        server.started_in = watch.elapsed();
        Ok(server)
    }

    /// Its process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn is_ready(address: SocketAddr) -> bool {
    let ask = || -> Result<bool> {
        let mut stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(stream, "GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer.starts_with("HTTP/1.1 200"))
    };
    ask().unwrap_or(false)
}
