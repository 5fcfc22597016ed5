//! Signing in at the web door: links, limits of a session, wrong passwords, being let go.

use crate::doors::{Browser, ask, text};
use crate::house::house;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, Response, StatusCode, header};
use office::testing::Bench;
use office::{Door, Slip, slip};
use serde_json::Value;
use settings::sign_in::{LinkUse, MakeLink, SetPassword, passwords, token_hash};
use settings::staff::{GrantRole, HireStaff, LetGo};
use std::net::SocketAddr;
use values::{Id, noun};

const PASSWORD: &str = "correct horse battery staple";

/// Ana, who has a password.
fn ana(bench: &Bench) -> Id<noun::Staff> {
    let operator = || operator(bench);
    let email = Some("ana@cedar.example".into());
    let hire = HireStaff { name: "Ana Lopez".into(), email };
    let staff = bench.office.run(operator(), hire).unwrap().staff;
    let role = bench.office.rooms().list_roles()[0].name.to_owned();
    let grant = GrantRole { staff, branch: bench.branch, role };
    bench.office.run(operator(), grant).unwrap();
    let password_hash = passwords::hash("password", PASSWORD).unwrap();
    bench.office.run(operator(), SetPassword { staff, password_hash }).unwrap();
    staff
}

/// A slip of the console's.
fn operator(bench: &Bench) -> Slip {
    let at = bench.office.now();
    Slip { who: slip::operator(), branch: bench.branch, door: Door::Console, once: None, at }
}

/// Signs in by password from an address.
fn sign_in(router: &Router, from: &str, email: &str, password: &str) -> Response<Body> {
    let form = form_urlencoded::Serializer::new(String::new())
        .append_pair("email", email)
        .append_pair("password", password)
        .finish();
    let mut request = Request::post("/sign-in")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form))
        .unwrap();
    let from: SocketAddr = from.parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(from));
    ask(router, request)
}

fn later(bench: &Bench, minutes: i64) {
    bench.clock.set(bench.office.now().plus_seconds(minutes * 60));
}

#[test]
fn a_link_is_good_once_and_never_from_the_network() {
    let (_scratch, bench) = house();
    let router = daybook::serve::router(bench.office.clone());
    let good = LinkUse::Once;
    let link = MakeLink { staff: bench.dana, token_hash: token_hash("secret"), good };
    bench.office.run(operator(&bench), link).unwrap();
    let follow = |request: axum::http::request::Builder| {
        ask(&router, request.uri("/sign-in/secret").body(Body::empty()).unwrap()).status()
    };
    let proxied = Request::get("/").header("x-forwarded-for", "192.0.2.7");
    assert_eq!(follow(proxied), StatusCode::FORBIDDEN, "a web server before us hides nobody");
    assert_eq!(follow(Request::get("/")), StatusCode::SEE_OTHER);
    assert_eq!(follow(Request::get("/")), StatusCode::CONFLICT);
}

#[test]
fn a_session_ends_by_resting_and_by_its_age() {
    let (_scratch, bench) = house();
    let browser = Browser::signed_in(&bench);
    for _ in 0..3 {
        later(&bench, 59);
        assert_eq!(browser.get("/me").status(), StatusCode::OK, "it is being used");
    }
    later(&bench, 61);
    assert_eq!(browser.get("/me").status(), StatusCode::SEE_OTHER, "nobody sat there");
    assert_eq!(browser.get("/api/v1/customers").status(), StatusCode::FORBIDDEN);

    let (_scratch, bench) = house();
    let browser = Browser::signed_in(&bench);
    for _ in 0..24 {
        assert_eq!(browser.get("/me").status(), StatusCode::OK);
        later(&bench, 30);
    }
    assert_eq!(browser.get("/me").status(), StatusCode::SEE_OTHER, "twelve hours are over");
}

#[test]
fn a_page_that_lies_open_keeps_nobody_signed_in() {
    let (_scratch, bench) = house();
    let browser = Browser::signed_in(&bench);
    for _ in 0..7 {
        later(&bench, 9);
        browser.get("/here?at=/me");
    }
    assert_eq!(browser.get("/me").status(), StatusCode::SEE_OTHER);
}

#[test]
fn who_is_let_go_is_out_at_once_and_a_cookie_dies_with_its_session() {
    let (_scratch, bench) = house();
    let browser = Browser::signed_in(&bench);
    assert_eq!(browser.get("/me").status(), StatusCode::OK);
    let let_go = LetGo { staff: bench.dana, reason: "Moved away".into() };
    bench.office.run(operator(&bench), let_go).unwrap();
    assert_eq!(browser.get("/me").status(), StatusCode::SEE_OTHER);

    let (_scratch, bench) = house();
    let browser = Browser::signed_in(&bench);
    assert_eq!(browser.post_form("/sign-out", "").status(), StatusCode::SEE_OTHER);
    assert_eq!(browser.get("/me").status(), StatusCode::SEE_OTHER, "the cookie was kept");
}

#[test]
fn a_manager_ends_the_session_of_a_lost_tablet() {
    let (_scratch, bench) = house();
    let dana = Browser::signed_in(&bench);
    ana(&bench);
    let response = sign_in(&dana.router, "192.0.2.7:5000", "ana@cedar.example", PASSWORD);
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    let cookie = response.headers()[header::SET_COOKIE].to_str().unwrap();
    let cookie = cookie.split(';').next().unwrap().to_owned();
    let tablet = Browser { router: dana.router.clone(), cookie };
    assert_eq!(tablet.get("/me").status(), StatusCode::OK);
    let sessions = text(dana.get("/sign-in/sessions"));
    assert!(sessions.contains("Ana Lopez") && sessions.contains("/do/sign_in.end_session"));
    let now = bench.office.now();
    let all = bench.read(|reader| settings::sign_in::records::list_sessions(reader, now)).unwrap();
    let hers = all.iter().find(|session| session.name == "Ana Lopez").unwrap();
    let form = format!("once=1&session={}&then=%2Fsign-in%2Fsessions", hers.id);
    let ended = dana.post_form("/do/sign_in.end_session", &form);
    assert_eq!(ended.status(), StatusCode::SEE_OTHER, "{}", text(ended));
    assert_eq!(tablet.get("/me").status(), StatusCode::SEE_OTHER);
    assert_eq!(dana.get("/me").status(), StatusCode::OK);
}

#[test]
fn the_eleventh_wrong_password_of_an_address_waits_and_nobody_elses_does() {
    let (_scratch, bench) = house();
    let router = daybook::serve::router(bench.office.clone());
    ana(&bench);
    let thief = "192.0.2.66:4000";
    for number in 0..10 {
        let email = format!("somebody{number}@cedar.example");
        let response = sign_in(&router, thief, &email, "whatever it may be");
        assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    }
    let response = sign_in(&router, thief, "ana@cedar.example", PASSWORD);
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(response.headers()[header::RETRY_AFTER], "60");
    let response = sign_in(&router, "192.0.2.7:5000", "ana@cedar.example", PASSWORD);
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    later(&bench, 1);
    let response = sign_in(&router, thief, "ana@cedar.example", PASSWORD);
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
}

#[test]
fn ten_wrong_passwords_make_a_person_wait_and_lock_nobody_out() {
    let (_scratch, bench) = house();
    let router = daybook::serve::router(bench.office.clone());
    ana(&bench);
    let from = |number: i32| format!("192.0.2.{number}:4000");
    for number in 1..=10 {
        let response = sign_in(&router, &from(number), "ana@cedar.example", "not this one, no");
        assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    }
    let waits = sign_in(&router, &from(11), "Ana@cedar.example", PASSWORD);
    assert_eq!(waits.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text(waits).contains("Too many wrong tries. Wait 1 second"));
    later(&bench, 1);
    let right = sign_in(&router, &from(11), "Ana@cedar.example", PASSWORD);
    assert_eq!(right.status(), StatusCode::SEE_OTHER, "{}", text(right));
}

#[test]
fn the_figures_and_the_document_tell_what_there_is() {
    let (_scratch, bench) = house();
    let browser = Browser::signed_in(&bench);
    bench.run(day::proof::AskProof {}).unwrap();
    let before = text(browser.get("/metrics"));
    assert!(before.contains("\ndaybook_jobs_waiting 1\n"), "{before}");
    assert!(!before.contains("daybook_proof_age_seconds{"), "{before}");
    later(&bench, 2);
    let waits = text(browser.get("/metrics"));
    assert!(waits.contains("\ndaybook_jobs_oldest_seconds 120\n"), "{waits}");
    assert_eq!(office::jobs::work_waiting(&bench.office).unwrap(), 1);
    later(&bench, 5);
    let after = text(browser.get("/metrics"));
    for line in [
        "daybook_commands_waiting 0",
        "daybook_jobs_waiting 0",
        "daybook_proof_age_seconds{branch=\"0412\"} 300",
        "daybook_proof_holds{branch=\"0412\"} 1",
    ] {
        assert!(after.contains(&format!("\n{line}\n")), "{line} is not in {after}");
    }
    assert!(after.contains("daybook_request_seconds_bucket{le=\"+Inf\"}"), "{after}");
    let document: Value = serde_json::from_str(&text(browser.get("/api/v1/openapi.json"))).unwrap();
    let upload = &document["paths"]["/api/v1/imports/files"]["post"];
    assert_eq!(upload["operationId"], "imports.files");
    let refusal = upload["responses"]["503"]["$ref"].as_str().unwrap();
    let place = refusal.trim_start_matches('#');
    assert!(document.pointer(place).is_some(), "{refusal} is not in the document");
}
