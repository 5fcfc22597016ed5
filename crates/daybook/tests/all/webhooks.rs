//! What processors tell by themselves, at the web door.

use crate::doors::{ask, text};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use money::processors::stripe::signature::sign;
use office::outside::{Call, Caller, Reply};
use office::testing::Bench;
use office::{Reason, Refusal};
use std::sync::Arc;

/// An account with Stripe at which nobody answers.
struct Account;

impl Caller for Account {
    fn call(&self, _call: &Call) -> Result<Reply, Refusal> {
        Err(Refusal::Unavailable { reason: Reason::ServiceAway, retry_after: 1 })
    }

    fn hook_secret(&self, service: &str, account: &str) -> Option<String> {
        ((service, account) == ("stripe", "0412")).then(|| "whsec_test".to_owned())
    }
}

fn bench() -> (Bench, Router) {
    let scratch = store::testing::scratch_sqlite();
    let location = scratch.location().clone();
    let rooms = daybook::rooms::rooms();
    let bench = Bench::calling(&location, rooms, Some(scratch), Arc::new(Account));
    let router = daybook::serve::router(bench.office.clone());
    (bench, router)
}

const BODY: &str = r#"{"id":"evt_1","type":"payout.paid","data":{"object":{"id":"po_1"}}}"#;

fn post(router: &Router, branch: &str, header: &str, body: &str) -> (StatusCode, String) {
    let request = Request::post(format!("/webhooks/stripe/{branch}"))
        .header("stripe-signature", header)
        .header("content-type", "application/json");
    let response = ask(router, request.body(Body::from(body.to_owned())).unwrap());
    (response.status(), text(response))
}

#[test]
fn a_signed_message_is_taken_in_once_and_any_other_changes_nothing() {
    let (bench, router) = bench();
    let now = bench.office.now();
    let before = bench.journal_length();
    let good = sign("whsec_test", BODY.as_bytes(), now);
    let old = sign("whsec_test", BODY.as_bytes(), now.plus_seconds(-301));
    let other = sign("whsec_other", BODY.as_bytes(), now);
    for (branch, header, body) in [
        ("0412", other.as_str(), BODY),
        ("0412", old.as_str(), BODY),
        ("0412", "", BODY),
        ("0412", good.as_str(), "{}"),
        ("0413", good.as_str(), BODY),
        ("9999", good.as_str(), BODY),
    ] {
        let (status, words) = post(&router, branch, header, body);
        assert!(status.is_client_error(), "{branch} {header}: {status} {words}");
    }
    assert_eq!(bench.journal_length(), before);
    let (status, words) = post(&router, "0412", &good, BODY);
    assert_eq!(status, StatusCode::OK, "{words}");
    assert!(words.contains("is asked for"), "{words}");
    let jobs = || {
        let work = office::jobs::work_waiting(&bench.office);
        work.unwrap()
    };
    assert_eq!(jobs(), 1);
    let (status, _) = post(&router, "0412", &good, BODY);
    assert_eq!(status, StatusCode::OK);
    assert_eq!(jobs(), 0, "a repeated message asks for nothing");
}
