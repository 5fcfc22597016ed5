//! An HTTP/1.1 client that keeps its connection: one signed-in person at one socket.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// A request that takes longer than this is stuck.
const PATIENCE: Duration = Duration::from_secs(120);

/// A person at the server's door.
pub struct Client {
    stream: BufReader<TcpStream>,
    /// `Host` and `Cookie` of every request.
    always: String,
}

impl Client {
    /// Connects with the cookie of a session.
    pub fn connect(address: SocketAddr, cookie: &str) -> Result<Client> {
        let stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        let always = format!("Host: {address}\r\nCookie: {cookie}\r\n");
        Ok(Client { stream: BufReader::new(stream), always })
    }

    /// Asks for a page; anything but 200 is an error.
    pub fn get(&mut self, path: &str) -> Result<String> {
        let always = &self.always;
        let request = format!("GET {path} HTTP/1.1\r\n{always}\r\n");
        self.ask(&request).with_context(|| format!("GET {path}"))
    }

    /// Runs a command by the API.
    pub fn post(&mut self, path: &str, once: &str, body: &str) -> Result<String> {
        let (always, length) = (&self.always, body.len());
        let request = format!(
            "POST {path} HTTP/1.1\r\n{always}Idempotency-Key: {once}\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        );
        self.ask(&request).with_context(|| format!("POST {path}"))
    }

    fn ask(&mut self, request: &str) -> Result<String> {
        self.stream.get_mut().write_all(request.as_bytes())?;
        let status_line = self.line()?;
        let mut length = None;
        loop {
            let line = self.line()?;
            if line.is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse::<usize>().ok();
            }
        }
        // No Accept-Encoding is sent, so nothing is compressed and the length is told.
        let mut body = vec![0; length.context("an answer without a length")?];
        self.stream.read_exact(&mut body)?;
        let body = String::from_utf8_lossy(&body).into_owned();
        if status_line.split(' ').nth(1) != Some("200") {
            bail!("{status_line}: {}", body.chars().take(300).collect::<String>());
        }
        Ok(body)
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            bail!("the server hung up");
        }
        Ok(line.trim_end().to_owned())
    }
}
