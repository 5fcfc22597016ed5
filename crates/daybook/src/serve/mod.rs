//! The web door: pages, forms, the JSON API and health, all from the registry. Only
//! this crate knows axum; everything behind it is synchronous.

pub mod api;
pub mod bulk;
pub mod errors;
pub mod forms;
pub mod frame;
pub mod health;
pub mod in_place;
pub mod pages;
pub mod pay;
pub mod presence;
pub mod request;
pub mod session;
pub mod throttle;
pub mod uploads;
pub mod webhooks;

use axum::Router;
use axum::extract::{RawPathParams, Request, State};
use axum::http::{HeaderValue, Method, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use office::{Office, Refusal};
use request::Asked;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use tokio::runtime::Handle;
use tokio::runtime::RuntimeFlavor::MultiThread;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;

/// What every handler shares.
#[derive(Clone)]
pub struct App {
    /// The one door.
    pub office: Office,
    /// The OpenAPI document, made once.
    pub openapi: Arc<String>,
    /// What has been counted for `/metrics`.
    pub counts: Arc<health::Counts>,
    /// The wrong passwords of the last minute.
    pub throttle: Arc<throttle::Throttle>,
    /// The pay links that were guessed, and the payments begun, in the last minute.
    pub pay_throttle: Arc<throttle::Throttle>,
    /// Who is here.
    pub presence: Arc<presence::Presence>,
    /// Whose blocking threads make pages that only show, when others than those that write.
    pub showing: Option<Handle>,
}

/// A synchronous handler; it runs on a blocking thread.
pub type Handler = fn(&App, &Asked) -> Result<Response, Refusal>;

/// The whole web application.
pub fn router(office: Office) -> Router {
    router_of(office, None)
}

/// The same; what only shows is made on the blocking threads of `showing`.
pub fn router_showing_on(office: Office, showing: Handle) -> Router {
    router_of(office, Some(showing))
}

#[expect(clippy::disallowed_methods, reason = "routes of the registry, and few of its own")]
fn router_of(office: Office, showing: Option<Handle>) -> Router {
    let mut openapi = office::schema::openapi(office.rooms(), "Daybook", env!("CARGO_PKG_VERSION"));
    uploads::describe(&mut openapi);
    let app = App {
        office: office.clone(),
        openapi: Arc::new(openapi.to_string()),
        counts: Arc::default(),
        throttle: Arc::default(),
        pay_throttle: Arc::default(),
        presence: Arc::default(),
        showing,
    };
    let mut router = Router::new();
    for page in office.rooms().pages() {
        router = router.route(page.path, on_get(pages::show));
    }
    router = api::routes(router, office.rooms());
    router
        .route("/do/{command}", on_post(forms::run))
        .route("/bulk/{listing}", on_post(bulk::run))
        .route(
            "/in-place/{listing}/{column}/{id}",
            on_get(in_place::open).merge(on_post(in_place::save)),
        )
        .route("/undo", on_post(forms::undo))
        .route("/here", on_get(presence::show))
        .route("/branch", on_post(session::choose_branch))
        .route("/imports/file", on_post(uploads::from_page))
        .route(uploads::API_PATH, on_post(uploads::from_api))
        .route("/bank-imports/file", on_post(uploads::bank_from_page))
        .route("/lockbox-files/file", on_post(uploads::lockbox_from_page))
        .route("/letter-templates/file", on_post(uploads::letter_from_page))
        .route(uploads::LOCKBOX_API_PATH, on_post(uploads::lockbox_from_api))
        .route(uploads::BANK_API_PATH, on_post(uploads::bank_from_api))
        .route("/sign-in", on_get(session::ask).merge(on_post(session::sign_in)))
        .route("/sign-in/{token}", on_get(session::follow_link))
        .route("/sign-out", on_post(session::sign_out))
        .route("/set-up/{token}", on_get(session::ask_set_up).merge(on_post(session::set_up)))
        .route("/assets/{*path}", on_get(pages::asset))
        .route("/pay/{branch}/{token}", on_get(pay::show).merge(on_post(pay::take)))
        .route("/webhooks/stripe/{branch}", on_post(webhooks::stripe))
        .route("/healthz", on_get(health::healthz))
        .route("/readyz", on_get(health::readyz))
        .route("/metrics", on_get(health::metrics))
        .fallback(on_get(pages::not_found))
        .layer(axum::extract::DefaultBodyLimit::disable())
        .layer(CsrfLayer::new())
        .layer(CompressionLayer::new())
        .layer(axum::middleware::map_response(safe_headers))
        .with_state(app)
}

/// A GET route answered by `handler`.
pub fn on_get(handler: Handler) -> MethodRouter<App> {
    get(move |State(app), places, request| answer(handler, app, places, request))
}

/// A POST route answered by `handler`.
pub fn on_post(handler: Handler) -> MethodRouter<App> {
    post(move |State(app), places, request| answer(handler, app, places, request))
}

async fn answer(handler: Handler, app: App, places: RawPathParams, request: Request) -> Response {
    let asked = match Asked::read(places, request).await {
        Ok(asked) => asked,
        Err(response) => return response,
    };
    let showing = app.showing.clone().filter(|_| asked.method == Method::GET);
    let here = Handle::current();
    let is_work_here = asked.method == Method::POST && here.runtime_flavor() == MultiThread;
    let threads = showing.unwrap_or(here);
    let work = move || {
        let timer = app.counts.start();
        let response =
            handler(&app, &asked).unwrap_or_else(|refusal| errors::refused(&app, &asked, &refusal));
        app.counts.stop(timer, response.status());
        response
    };
    // Who writes is not kept waiting until another thread is awake; others take this one's place.
    let response = match is_work_here {
        true => tokio::task::block_in_place(|| catch_unwind(AssertUnwindSafe(work)).ok()),
        false => threads.spawn_blocking(work).await.ok(),
    };
    response.unwrap_or_else(|| axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// Headers that every answer carries.
async fn safe_headers(mut response: Response) -> Response {
    let headers = response.headers_mut();
    let policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                  font-src 'self'; connect-src 'self'; form-action 'self'; \
                  frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'";
    let safe = [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ];
    for (name, value) in safe {
        // A page that leads to a processor has said so in a policy of its own.
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
