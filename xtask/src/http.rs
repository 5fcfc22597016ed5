//! A tiny HTTP/1.1 client over loopback: one request a connection, cookies kept.
//!
//! What the kill harness needs of it: an answer counts only when it arrived whole, so a server
//! killed in mid-sentence is an error and never an acknowledgement.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// A server that takes longer than this over one request is stuck.
const PATIENCE: Duration = Duration::from_secs(30);

/// A person at the server's door, with the cookies she was given.
#[derive(Clone, Debug)]
pub struct Client {
    port: u16,
    cookies: Vec<(String, String)>,
}

/// A whole answer.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Client {
    /// A client of the server at a loopback port.
    pub fn new(port: u16) -> Self {
        Self { port, cookies: Vec::new() }
    }

    /// Asks for a path.
    pub fn get(&mut self, path: &str) -> Result<Answer> {
        self.send("GET", path, &[], "")
    }

    /// Asks for a path and reads its JSON; an answer other than 200 is an error.
    pub fn get_json(&mut self, path: &str) -> Result<Value> {
        let answer = self.send("GET", path, &[("Accept", "application/json")], "")?;
        if answer.status != 200 {
            bail!("GET {path} answered {}: {}", answer.status, answer.body);
        }
        serde_json::from_str(&answer.body).with_context(|| format!("GET {path} is not JSON"))
    }

    /// Posts a command once: the key makes a second posting answer with the first receipt.
    pub fn post_json(&mut self, path: &str, once: &str, command: &Value) -> Result<Answer> {
        let headers = [("Content-Type", "application/json"), ("Idempotency-Key", once)];
        self.send("POST", path, &headers, &command.to_string())
    }

    fn send(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Result<Answer> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\
             Origin: http://127.0.0.1:{}\r\nContent-Length: {}\r\n",
            self.port,
            self.port,
            body.len()
        );
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        if !self.cookies.is_empty() {
            let pairs = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
            request.push_str(&format!("Cookie: {}\r\n", pairs.collect::<Vec<_>>().join("; ")));
        }
        request.push_str("\r\n");
        request.push_str(body);
        stream.write_all(request.as_bytes())?;

        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        let answer = read_answer(&bytes)?;
        self.keep_cookies(&answer);
        Ok(answer)
    }

    fn keep_cookies(&mut self, answer: &Answer) {
        for (_, cookie) in answer.headers.iter().filter(|(name, _)| name == "set-cookie") {
            let pair = cookie.split(';').next().unwrap_or_default();
            let Some((name, value)) = pair.split_once('=') else {
                continue;
            };
            self.cookies.retain(|(kept, _)| kept != name);
            self.cookies.push((name.to_string(), value.to_string()));
        }
    }

    /// Whether the server has given a cookie.
    pub fn has_cookie(&self) -> bool {
        !self.cookies.is_empty()
    }
}

impl Answer {
    /// A header's value; the name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(header, _)| header == name).map(|(_, value)| value.as_str())
    }

    /// Whether the server says it did what was asked.
    pub fn is_done(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// Reads an answer and refuses one that is cut short.
fn read_answer(bytes: &[u8]) -> Result<Answer> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
    let end = end.context("the answer ends before its body")?;
    let head = std::str::from_utf8(&bytes[..end])?;
    let mut lines = head.split("\r\n");
    let status_line = lines.next().unwrap_or_default();
    let status = status_line.split(' ').nth(1).unwrap_or_default();
    let status = status.parse().with_context(|| format!("not an answer: {status_line}"))?;
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_string()))
        .collect();

    let mut answer = Answer { status, headers, body: String::new() };
    let rest = &bytes[end + 4..];
    let body = if answer.header("transfer-encoding") == Some("chunked") {
        join_chunks(rest)?
    } else {
        let length = answer.header("content-length").context("an answer without a length")?;
        let length: usize = length.parse()?;
        rest.get(..length).context("the answer's body is cut short")?.to_vec()
    };
    answer.body = String::from_utf8_lossy(&body).into_owned();
    Ok(answer)
}

/// A chunked body ends with a chunk of size zero; without it the body is cut short.
fn join_chunks(mut rest: &[u8]) -> Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line = rest.windows(2).position(|two| two == b"\r\n").context("no chunk size")?;
        let size = std::str::from_utf8(&rest[..line])?.split(';').next().unwrap_or_default();
        let size = usize::from_str_radix(size.trim(), 16).context("not a chunk size")?;
        rest = &rest[line + 2..];
        if size == 0 {
            return Ok(body);
        }
        body.extend_from_slice(rest.get(..size).context("a chunk is cut short")?);
        rest = rest.get(size + 2..).context("a chunk is cut short")?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_answer_is_read() {
        let answer = read_answer(
            b"HTTP/1.1 201 Created\r\nContent-Length: 8\r\nSet-Cookie: a=b; Path=/\r\n\r\n\
              {\"id\":1}",
        )
        .unwrap();
        assert_eq!(answer.status, 201);
        assert!(answer.is_done());
        assert_eq!(answer.body, "{\"id\":1}");
        let mut client = Client::new(1);
        client.keep_cookies(&answer);
        assert_eq!(client.cookies, [("a".to_string(), "b".to_string())]);
    }

    #[test]
    fn an_answer_cut_short_is_no_acknowledgement() {
        for cut in [
            &b""[..],
            b"HTTP/1.1 201 Created\r\nContent-Length: 8",
            b"HTTP/1.1 201 Created\r\nContent-Length: 8\r\n\r\n{\"id\"",
            b"HTTP/1.1 201 Created\r\n\r\n{\"id\":1}",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{\"id\":1}\r\n",
        ] {
            assert!(read_answer(cut).is_err(), "{}", String::from_utf8_lossy(cut));
        }
    }

    #[test]
    fn chunks_are_joined() {
        let answer = read_answer(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\
              3\r\nabc\r\n2;x\r\nde\r\n0\r\n\r\n",
        );
        assert_eq!(answer.unwrap().body, "abcde");
    }
}
