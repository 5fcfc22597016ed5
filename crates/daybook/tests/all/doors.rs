//! The web door in process: pages, forms, the API, and what each refuses.

use crate::house::house;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use office::testing::Bench;
use office::{Door, Slip, slip};
use serde_json::{Value, json};
use settings::sign_in::{LinkUse, MakeLink, token_hash};
use tower::ServiceExt;

/// A browser that keeps its session cookie.
pub(crate) struct Browser {
    pub router: Router,
    pub cookie: String,
}

pub(crate) fn ask(router: &Router, request: Request<Body>) -> Response<Body> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(router.clone().oneshot(request)).unwrap()
}

pub(crate) fn text(response: Response<Body>) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let bytes = runtime.block_on(axum::body::to_bytes(response.into_body(), usize::MAX)).unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}

impl Browser {
    /// Dana, signed in by a link.
    pub(crate) fn signed_in(bench: &Bench) -> Browser {
        let router = daybook::serve::router(bench.office.clone());
        let slip = Slip {
            who: slip::operator(),
            branch: slip::company(),
            door: Door::Console,
            once: None,
            at: bench.office.now(),
        };
        let token_hash = token_hash("secret");
        let link = MakeLink { staff: bench.dana, token_hash, good: LinkUse::Once };
        bench.office.run(slip, link).unwrap();
        let response = ask(&router, Request::get("/sign-in/secret").body(Body::empty()).unwrap());
        assert_eq!(response.status(), StatusCode::SEE_OTHER);
        let cookie = response.headers()[header::SET_COOKIE].to_str().unwrap();
        assert!(cookie.contains("Secure; HttpOnly; SameSite=Lax"), "{cookie}");
        let cookie = cookie.split(';').next().unwrap().to_owned();
        Browser { router, cookie }
    }

    pub(crate) fn get(&self, path: &str) -> Response<Body> {
        let request = Request::get(path).header(header::COOKIE, &self.cookie);
        ask(&self.router, request.body(Body::empty()).unwrap())
    }

    pub(crate) fn post_form(&self, path: &str, form: &str) -> Response<Body> {
        let request = Request::post(path)
            .header(header::COOKIE, &self.cookie)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        ask(&self.router, request.body(Body::from(form.to_owned())).unwrap())
    }

    pub(crate) fn post_json(
        &self,
        path: &str,
        key: Option<&str>,
        body: &Value,
    ) -> (StatusCode, Value) {
        let mut request = Request::post(path).header(header::COOKIE, &self.cookie);
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let response = ask(&self.router, request.body(Body::from(body.to_string())).unwrap());
        let status = response.status();
        (status, serde_json::from_str(&text(response)).unwrap())
    }
}

#[test]
fn every_page_without_a_place_opens_and_says_who_and_where() {
    let (_scratch, bench) = house();
    let browser = Browser::signed_in(&bench);
    let mut opened = 0;
    for page in bench.office.rooms().pages().filter(|page| !page.path.contains('{')) {
        let response = browser.get(page.path);
        let status = response.status();
        let html = text(response);
        // A page about something asks for it; it is never our fault.
        let is_fine = status.is_success()
            || status == StatusCode::NOT_FOUND
            || status == StatusCode::SEE_OTHER
            || status == StatusCode::UNPROCESSABLE_ENTITY;
        assert!(is_fine, "{}: {status}\n{html}", page.path);
        if status.is_success() && html.starts_with("<!doctype") {
            opened += 1;
            assert!(html.contains("Cedar"), "{} does not say where", page.path);
        }
    }
    assert!(opened >= 15, "{opened} pages opened");
}

#[test]
fn a_stranger_is_sent_to_sign_in_and_the_api_says_no() {
    let (_scratch, bench) = house();
    let router = daybook::serve::router(bench.office.clone());
    let page = ask(&router, Request::get("/customers").body(Body::empty()).unwrap());
    assert_eq!(page.status(), StatusCode::SEE_OTHER);
    assert_eq!(page.headers()[header::LOCATION], "/sign-in?then=%2Fcustomers");
    let list = ask(&router, Request::get("/api/v1/customers").body(Body::empty()).unwrap());
    assert_eq!(list.status(), StatusCode::FORBIDDEN);
    for path in ["/healthz", "/readyz", "/metrics", "/api/v1/openapi.json"] {
        let open = ask(&router, Request::get(path).body(Body::empty()).unwrap());
        assert_eq!(open.status(), StatusCode::OK, "{path}");
    }
}

#[test]
fn a_link_that_has_run_out_signs_nobody_in() {
    let (_scratch, bench) = house();
    let browser = Browser::signed_in(&bench);
    bench.clock.set(bench.office.now().plus_seconds(25 * 60 * 60));
    let request = Request::get("/sign-in/secret").body(Body::empty()).unwrap();
    assert_eq!(ask(&browser.router, request).status(), StatusCode::CONFLICT);
}

#[test]
fn a_form_from_another_site_is_refused() {
    let (_scratch, bench) = house();
    let browser = Browser::signed_in(&bench);
    let lines = bench.journal_length();
    let request = Request::post("/do/deposits.open")
        .header(header::COOKIE, &browser.cookie)
        .header("sec-fetch-site", "cross-site")
        .header(header::ORIGIN, "https://evil.example")
        .header(header::HOST, "127.0.0.1:7300")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let response = ask(&browser.router, request.body(Body::from("once=1")).unwrap());
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    assert_eq!(bench.journal_length(), lines, "nothing was journalled");
}

#[test]
fn every_answer_carries_the_safe_headers() {
    let (_scratch, bench) = house();
    let browser = Browser::signed_in(&bench);
    for path in ["/", "/customers", "/api/v1/customers", "/nowhere", "/healthz"] {
        let response = browser.get(path);
        let headers = response.headers();
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"));
        assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff", "{path}");
        assert_eq!(headers[header::CACHE_CONTROL], "no-store", "{path}");
    }
}

#[test]
fn a_double_click_opens_one_customer_and_says_it_is_done() {
    let (_scratch, bench) = house();
    let browser = Browser::signed_in(&bench);
    let form = "once=click-1&then=%2Fcustomers%2F%7Bcustomer%7D&name=Marisol+Rivera\
                &phone=352-555-0144&location[address][line1]=14+Larkspur+Ct\
                &location[address][city]=Ocala&location[address][state]=FL\
                &location[address][zip]=34471";
    let first = browser.post_form("/do/customers.open", form);
    let status = first.status();
    let location = first.headers().get(header::LOCATION).cloned();
    assert_eq!(status, StatusCode::SEE_OTHER, "{}", text(first));
    let again = browser.post_form("/do/customers.open", form);
    assert_eq!(again.headers().get(header::LOCATION), location.as_ref());
    let list = text(browser.get("/api/v1/customers"));
    let list: Value = serde_json::from_str(&list).unwrap();
    assert_eq!(list["total"], 1);
}

#[test]
fn a_form_sends_nobody_to_another_site() {
    let (_scratch, bench) = house();
    let browser = Browser::signed_in(&bench);
    let form = "once=1&then=%2F%2Fevil.example%2F&name=Ann+Lee&bill_to[line1]=1+Elm+St\
                &bill_to[city]=Ocala&bill_to[state]=FL&bill_to[zip]=34471";
    let response = browser.post_form("/do/customers.open", form);
    assert_eq!(response.headers()[header::LOCATION], "/");
}

fn rivera() -> Value {
    let address = json!({
        "line1": "14 Larkspur Ct", "line2": "", "city": "Ocala", "state": "FL", "zip": "34471",
    });
    json!({"name": "Marisol Rivera", "bill_to": address})
}

#[test]
fn the_api_asks_for_a_key_and_answers_the_first_receipt_again() {
    let (_scratch, bench) = house();
    let browser = Browser::signed_in(&bench);
    let body = rivera();
    let (status, problem) = browser.post_json("/api/v1/customers", None, &body);
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert_eq!(problem["code"], "idempotency_key_missing");
    let (status, first) = browser.post_json("/api/v1/customers", Some("k1"), &body);
    assert_eq!(status, StatusCode::OK, "{first}");
    let (_, again) = browser.post_json("/api/v1/customers", Some("k1"), &body);
    assert_eq!(first, again);
    let mut other = rivera();
    other["name"] = json!("Somebody Else");
    let (status, _) = browser.post_json("/api/v1/customers", Some("k1"), &other);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[test]
fn the_api_names_every_wrong_field_and_rehearses() {
    let (_scratch, bench) = house();
    let browser = Browser::signed_in(&bench);
    let body = json!({"name": "", "nonsense": 1});
    let (status, problem) = browser.post_json("/api/v1/customers", Some("k2"), &body);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(problem["errors"].as_array().is_some_and(|all| !all.is_empty()), "{problem}");
    let body = rivera();
    let path = "/api/v1/customers?rehearse=true";
    let (status, receipt) = browser.post_json(path, Some("k3"), &body);
    assert_eq!((status, &receipt["rehearsed"]), (StatusCode::OK, &json!(true)));
    let list: Value = serde_json::from_str(&text(browser.get("/api/v1/customers"))).unwrap();
    assert_eq!(list["total"], 0);
    assert_eq!(browser.get("/api/v1/customers?nonsense=1").status().as_u16(), 422);
    assert_eq!(browser.get("/api/v1/customers/99").status(), StatusCode::NOT_FOUND);
}
