//! Words that run the program itself: serve.

use crate::open::{self, Place};
use clap::{Arg, ArgMatches, Command};
use office::{Door, Office, Refusal, Slip, jobs, slip};
use settings::sign_in::{MakeSetUpLink, token_hash};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

/// Where the office listens unless told.
pub const LISTEN: &str = "127.0.0.1:7300";

/// The subcommands.
pub fn words() -> Vec<Command> {
    vec![
        Command::new("serve").about("Serve the office to browsers and programs").arg(
            Arg::new("listen")
                .long("listen")
                .env("DAYBOOK_LISTEN")
                .default_value(LISTEN)
                .help("Address and port"),
        ),
    ]
}

/// Serves until it is told to stop.
pub fn serve(place: &Place, given: &ArgMatches) -> Result<u8, Refusal> {
    let office = open::office(place, open::clock()?)?;
    let listen = given.get_one::<String>("listen").map_or(LISTEN, String::as_str);
    serve_office(&office, listen, &[])
}

/// Serves an open office; `lines` are printed below its address.
pub fn serve_office(office: &Office, listen: &str, lines: &[String]) -> Result<u8, Refusal> {
    let address: SocketAddr = listen.parse().map_err(|_| {
        Refusal::invalid("listen", "Enter an address and a port, such as 127.0.0.1:7300.")
    })?;
    let failed = |error: std::io::Error| {
        Refusal::invalid("listen", format!("{address} cannot be used: {error}."))
    };
    let worker = Worker::start(office.clone())?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(64)
        .build()
        .map_err(failed)?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(address).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        println!("Daybook is at http://{address}");
        if let Some(link) = set_up_link(office, address)? {
            println!("Set up the company within a day: {link}");
        }
        for line in lines {
            println!("{}", line.replace("{address}", &address.to_string()));
        }
        let app = crate::serve::router(office.clone())
            .into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, app).with_graceful_shutdown(stopped()).await.map_err(failed)
    })?;
    worker.stop();
    Ok(0)
}

/// How long the worker rests when nothing waits.
const REST: Duration = Duration::from_millis(500);

/// Works what waits in the background, one job after another.
struct Worker {
    is_open: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl Worker {
    fn start(office: Office) -> Result<Worker, Refusal> {
        let is_open = Arc::new(AtomicBool::new(true));
        let open = Arc::clone(&is_open);
        let work = move || {
            while open.load(Ordering::Relaxed) {
                if let Err(refusal) = jobs::work_waiting(&office) {
                    tracing::warn!(%refusal, "background work waits");
                }
                std::thread::park_timeout(REST);
            }
        };
        let thread = std::thread::Builder::new()
            .name("jobs".into())
            .spawn(work)
            .map_err(|error| Refusal::broken(format!("no thread for jobs: {error}")))?;
        Ok(Worker { is_open, thread })
    }

    /// Ends the rest; a job that is being worked is finished first.
    fn stop(self) {
        self.is_open.store(false, Ordering::Relaxed);
        self.thread.thread().unpark();
        let _ = self.thread.join();
    }
}

/// A one-time link, when there is no company yet.
fn set_up_link(office: &Office, address: SocketAddr) -> Result<Option<String>, Refusal> {
    let branches = office.read(|reader| Ok(office::records::list_branches(reader)?))?;
    if !branches.is_empty() {
        return Ok(None);
    }
    let secret = office.random_hex(32);
    let slip = Slip {
        who: slip::operator(),
        branch: slip::company(),
        door: Door::Console,
        once: None,
        at: office.now(),
    };
    office.run(slip, MakeSetUpLink { token_hash: token_hash(&secret) })?;
    Ok(Some(format!("http://{address}/set-up/{secret}")))
}

async fn stopped() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut interrupt), Ok(mut terminate)) =
        (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
}
