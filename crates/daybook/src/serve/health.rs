//! Is it alive, is it ready, how much has it done.

use crate::serve::App;
use crate::serve::request::{Asked, From};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use office::{Refusal, duty};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// The upper bounds of the time buckets, in milliseconds.
const BOUNDS: [u64; 8] = [1, 2, 5, 10, 20, 50, 200, 1000];

/// What has been counted since the start.
#[derive(Default)]
pub struct Counts {
    requests: AtomicU64,
    refused: AtomicU64,
    broken: AtomicU64,
    micros: AtomicU64,
    buckets: [AtomicU64; BOUNDS.len() + 1],
}

/// A request being timed.
pub struct Timer(Instant);

impl Counts {
    /// A request begins.
    pub fn start(&self) -> Timer {
        Timer(Instant::now())
    }

    /// A request was answered.
    pub fn stop(&self, timer: Timer, status: StatusCode) {
        let micros = u64::try_from(timer.0.elapsed().as_micros()).unwrap_or(u64::MAX);
        let bucket = BOUNDS.iter().position(|bound| micros <= bound * 1000);
        self.buckets[bucket.unwrap_or(BOUNDS.len())].fetch_add(1, Ordering::Relaxed);
        self.requests.fetch_add(1, Ordering::Relaxed);
        self.micros.fetch_add(micros, Ordering::Relaxed);
        if status.is_client_error() {
            self.refused.fetch_add(1, Ordering::Relaxed);
        }
        if status.is_server_error() {
            self.broken.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// The Prometheus text format.
    fn text(&self) -> String {
        let of = |count: &AtomicU64| count.load(Ordering::Relaxed);
        let mut text = String::from("# TYPE daybook_request_seconds histogram\n");
        let mut up_to = 0;
        for (bound, bucket) in BOUNDS.iter().zip(&self.buckets) {
            up_to += of(bucket);
            let (whole, rest) = (bound / 1000, bound % 1000);
            let bound = format!("{whole}.{rest:03}");
            text += &format!("daybook_request_seconds_bucket{{le=\"{bound}\"}} {up_to}\n");
        }
        let (all, micros) = (of(&self.requests), of(&self.micros));
        text += &format!("daybook_request_seconds_bucket{{le=\"+Inf\"}} {all}\n");
        let (whole, rest) = (micros / 1_000_000, micros % 1_000_000);
        text += &format!("daybook_request_seconds_sum {whole}.{rest:06}\n");
        text += &format!("daybook_request_seconds_count {all}\n");
        text += "# TYPE daybook_requests_refused_total counter\n";
        text += &format!("daybook_requests_refused_total {}\n", of(&self.refused));
        text += "# TYPE daybook_requests_broken_total counter\n";
        text += &format!("daybook_requests_broken_total {}\n", of(&self.broken));
        text
    }
}

/// The process is alive.
pub fn healthz(_app: &App, _asked: &Asked) -> Result<Response, Refusal> {
    Ok("ok\n".into_response())
}

/// The database answers a read.
pub fn readyz(app: &App, _asked: &Asked) -> Result<Response, Refusal> {
    let answered = app.office.read(|reader| Ok(office::records::list_branches(reader)?.len()));
    Ok(match answered {
        Ok(branches) => format!("ready, branches: {branches}\n").into_response(),
        Err(refusal) => (StatusCode::SERVICE_UNAVAILABLE, refusal.words()).into_response(),
    })
}

/// What waits and how old it is: the queue before the writers, background work, the proof
/// of each branch.
fn waiting(app: &App) -> Result<String, Refusal> {
    let now = app.office.now();
    let mut text = String::from("# TYPE daybook_commands_waiting gauge\n");
    text += &format!("daybook_commands_waiting {}\n", app.office.queue_length());
    let (backlog, proofs) = app.office.read(|reader| {
        let backlog = office::jobs::records::find_backlog(reader, now)?;
        let mut proofs = Vec::new();
        for branch in office::records::list_branches(reader)? {
            if let Some(last) = day::proof::records::find_last_moment(reader, branch.id)? {
                proofs.push((branch.number, last));
            }
        }
        Ok::<_, Refusal>((backlog, proofs))
    })?;
    let oldest = backlog.oldest.map_or(0, |due_at| due_at.seconds_until(now).max(0));
    text += "# TYPE daybook_jobs_waiting gauge\n";
    text += &format!("daybook_jobs_waiting {}\n", backlog.count);
    text += "# TYPE daybook_jobs_oldest_seconds gauge\n";
    text += &format!("daybook_jobs_oldest_seconds {oldest}\n");
    text += "# TYPE daybook_proof_age_seconds gauge\n";
    for (branch, last) in &proofs {
        let age = last.read_at.seconds_until(now);
        text += &format!("daybook_proof_age_seconds{{branch=\"{branch}\"}} {age}\n");
    }
    text += "# TYPE daybook_proof_holds gauge\n";
    for (branch, last) in &proofs {
        let holds = i64::from(last.proved);
        text += &format!("daybook_proof_holds{{branch=\"{branch}\"}} {holds}\n");
    }
    let version = env!("CARGO_PKG_VERSION");
    text += "# TYPE daybook_build_info gauge\n";
    text += &format!("daybook_build_info{{version=\"{version}\"}} 1\n");
    Ok(text)
}

/// The counts, for this machine only.
pub fn metrics(app: &App, asked: &Asked) -> Result<Response, Refusal> {
    if asked.from != From::Loopback {
        return Err(Refusal::NotAllowed { duty: duty::OPERATE });
    }
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4")];
    Ok((kind, app.counts.text() + &waiting(app)?).into_response())
}
