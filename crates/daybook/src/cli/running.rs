//! Words that run the program itself: serve, worker.

use super::worker::Worker;
use crate::config::Config;
use crate::open::{self, Place};
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};
use office::{Door, Office, Refusal, Slip, slip};
use settings::sign_in::{MakeSetUpLink, token_hash};
use std::net::SocketAddr;
use std::time::Duration;

/// Where the office listens unless told.
pub const LISTEN: &str = "127.0.0.1:7300";

/// The subcommands.
pub fn words() -> Vec<Command> {
    vec![
        Command::new("serve")
            .about("Serve the office to browsers and programs")
            .arg(
                Arg::new("listen")
                    .long("listen")
                    .env("DAYBOOK_LISTEN")
                    .default_value(LISTEN)
                    .help("Address and port"),
            )
            .arg(
                Arg::new("no-worker")
                    .long("no-worker")
                    .action(ArgAction::SetTrue)
                    .help("Leave background work to daybook worker"),
            ),
        Command::new("worker").about("Work background jobs, beside serve or instead of it").arg(
            Arg::new("once")
                .long("once")
                .action(ArgAction::SetTrue)
                .help("Work what waits now, then end"),
        ),
    ]
}

/// Who works the background jobs of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    /// The server itself.
    Here,
    /// `daybook worker`, in a process of its own.
    Elsewhere,
}

/// Serves until it is told to stop.
pub fn serve(place: &Place, given: &ArgMatches) -> Result<u8, Refusal> {
    let office = open::office(place, open::clock()?)?;
    let listen = listen(place, given)?;
    let background = match given.get_flag("no-worker") {
        true => Background::Elsewhere,
        false => Background::Here,
    };
    serve_office(&office, &listen, background, &[])
}

/// Where to listen: as the words or the environment say, or else the folder's own file.
fn listen(place: &Place, given: &ArgMatches) -> Result<String, Refusal> {
    let told = given.get_one::<String>("listen").map_or(LISTEN, String::as_str).to_owned();
    Ok(match given.value_source("listen") {
        Some(ValueSource::DefaultValue) => Config::of(place)?.listen.unwrap_or(told),
        _ => told,
    })
}

/// Serves an open office; `lines` are printed below its address.
pub fn serve_office(
    office: &Office,
    listen: &str,
    background: Background,
    lines: &[String],
) -> Result<u8, Refusal> {
    let address: SocketAddr = listen.parse().map_err(|_| {
        Refusal::invalid("listen", "Enter an address and a port, such as 127.0.0.1:7300.")
    })?;
    let failed = |error: std::io::Error| {
        Refusal::invalid("listen", format!("{address} cannot be used: {error}."))
    };
    let worker = match background {
        Background::Here => Some(Worker::start(office.clone())?),
        Background::Elsewhere => None,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(64)
        .build()
        .map_err(failed)?;
    let showing = threads_behind().map_err(failed)?;
    // The database is asked outside the runtime: PostgreSQL's driver waits for its answers on a
    // runtime of its own, which cannot run inside another.
    let listener = std::net::TcpListener::bind(address).map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    println!("Daybook is at http://{address}");
    if let Some(link) = set_up_link(office, address)? {
        println!("Set up the company within a day: {link}");
    }
    for line in lines {
        println!("{}", line.replace("{address}", &address.to_string()));
    }
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).map_err(failed)?;
        tokio::spawn(look_again(office.clone()));
        let app = crate::serve::router_showing_on(office.clone(), showing.handle().clone())
            .into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, app).with_graceful_shutdown(stopped()).await.map_err(failed)
    })?;
    if let Some(worker) = worker {
        worker.stop();
    }
    Ok(0)
}

/// Threads that make pages when nothing is written.
fn threads_behind() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread()
        .thread_name("show")
        .on_thread_start(super::worker::step_behind)
        .max_blocking_threads(64)
        .build()
}

/// How long after a trouble of the machine it is looked whether it is over.
const LOOK: Duration = Duration::from_secs(2);

/// Looks again and again whether what kept the office from writing is over.
async fn look_again(office: Office) {
    loop {
        tokio::time::sleep(LOOK).await;
        let office = office.clone();
        // A look that failed is followed by the next.
        let _ = tokio::task::spawn_blocking(move || office.look_again()).await;
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

/// Waits until the process is told to stop.
pub async fn stopped() {
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
