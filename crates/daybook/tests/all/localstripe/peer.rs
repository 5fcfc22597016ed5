//! The other program: starting it, what a customer does there, and what it tells.

use daybook::caller::HttpCaller;
use daybook::config::Stripe;
use office::outside::{Call, CallVerb, Caller};
use office::{Clock, SystemClock};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use values::Instant;

/// What signs its messages.
pub const SECRET: &str = "whsec_of_the_peer";

/// How long a message may take; it waits a second before it tells anything.
const PATIENCE: Duration = Duration::from_secs(30);

/// The running program; it ends with this.
pub struct Peer {
    child: Child,
    address: String,
    messages: Receiver<(String, Vec<u8>)>,
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.child.kill(); // It may have ended by itself.
        let _ = self.child.wait();
    }
}

/// The Python that has it; `None` where it is not installed.
fn python() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let python = root.join("build/peers/bin/python3");
    if python.is_file() {
        return Some(python);
    }
    let required = std::env::var_os("DAYBOOK_REQUIRE_PEERS").is_some_and(|text| text == "1");
    assert!(!required, "DAYBOOK_REQUIRE_PEERS=1, but {} is missing", python.display());
    None
}

impl Peer {
    /// Starts it with nothing in its books, and hears what it tells.
    pub fn start() -> Option<Peer> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/all/localstripe/serve.py");
        let mut command = Command::new(python()?);
        command.arg(script).stdout(Stdio::piped()).stderr(Stdio::inherit());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        let said = child.stdout.take().expect("it is piped");
        BufReader::new(said).read_line(&mut line).unwrap();
        let said: Value = serde_json::from_str(&line).expect("it says its port");
        let address = format!("http://127.0.0.1:{}", said["port"]);
        let (here, messages) = hear();
        let peer = Peer { child, address, messages };
        peer.ask("/_config/webhooks/daybook", &[("url", &here), ("secret", SECRET)]);
        Some(peer)
    }

    /// The binary's own caller, with this program as branch 0412's account.
    pub fn caller(&self) -> HttpCaller {
        self.caller_with("sk_test_of_the_peer")
    }

    /// The same with another key.
    pub fn caller_with(&self, secret_key: &str) -> HttpCaller {
        let account = Stripe {
            secret_key: secret_key.to_owned(),
            webhook_secret: Some(SECRET.to_owned()),
            address: self.address.clone(),
        };
        HttpCaller::of(BTreeMap::from([("0412".to_owned(), account)]))
    }

    /// A customer enters this card at a page of Checkout.
    pub fn at_page(&self, session: &str, number: &str) {
        self.ask(&format!("/_customer/{session}"), &[("number", number)]);
    }

    /// A method as its own forms make one; answers its name.
    pub fn method(&self, number: &str) -> String {
        let card = [
            ("type", "card"),
            ("card[number]", number),
            ("card[exp_month]", "12"),
            ("card[exp_year]", "2030"),
            ("card[cvc]", "123"),
        ];
        self.ask("/v1/payment_methods", &card)["id"].as_str().unwrap().to_owned()
    }

    /// Money goes to our bank; answers the payout's name.
    pub fn pay_out(&self, cents: i64) -> String {
        let fields = [("amount", &*cents.to_string()), ("currency", "usd"), ("status", "paid")];
        self.ask("/v1/payouts", &fields)["id"].as_str().unwrap().to_owned()
    }

    /// The next thing it tells: its signature and its bytes.
    pub fn told(&self) -> (String, Vec<u8>) {
        self.messages.recv_timeout(PATIENCE).expect("it tells something")
    }

    /// Now, by its clock, which is this machine's.
    pub fn now(&self) -> Instant {
        SystemClock.now()
    }

    fn ask(&self, path: &str, fields: &[(&str, &str)]) -> Value {
        let pairs = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let call = Call {
            service: "stripe",
            account: "0412".to_owned(),
            verb: CallVerb::Do,
            path: path.to_owned(),
            fields: pairs.collect(),
            once: String::new(),
        };
        let reply = self.caller().call(&call).unwrap();
        assert!((200..300).contains(&reply.status), "{path}: {} {}", reply.status, reply.body);
        serde_json::from_str(&reply.body).unwrap_or_default()
    }
}

/// Listens for messages: where, and what comes.
fn hear() -> (String, Receiver<(String, Vec<u8>)>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let here = format!("http://{}/webhooks/stripe/0412", listener.local_addr().unwrap());
    let (send, messages) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let Some(message) = read(stream) else { continue };
            if send.send(message).is_err() {
                return;
            }
        }
    });
    (here, messages)
}

/// One request: its signature and its body; it is answered with 200.
fn read(stream: TcpStream) -> Option<(String, Vec<u8>)> {
    let mut reader = BufReader::new(stream);
    let (mut signed, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        if line.trim().is_empty() {
            break;
        }
        let Some((name, value)) = line.trim().split_once(": ") else { continue };
        match name.to_ascii_lowercase().as_str() {
            "stripe-signature" => signed = value.to_owned(),
            "content-length" => length = value.parse().ok()?,
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let mut stream = reader.into_inner();
    stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").ok()?;
    Some((signed, body))
}
