//! One refusal, rendered the same at every web door: a page with a way out, or an
//! RFC 9457 problem.

use crate::serve::request::Asked;
use crate::serve::{App, frame};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use office::{Page, Refusal};
use serde_json::json;
use ui::Html;

/// Renders `refusal` for whoever asked.
pub fn refused(app: &App, asked: &Asked, refusal: &Refusal) -> Response {
    let mut response = match asked.path.starts_with("/api/") {
        true => problem(refusal),
        false => refused_page(app, asked, refusal),
    };
    if let Refusal::Unavailable { retry_after, .. } = refusal {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*retry_after));
    }
    response
}

/// An RFC 9457 problem.
pub fn problem(refusal: &Refusal) -> Response {
    let mut body = json!({
        "type": format!("urn:daybook:{}", refusal.code()),
        "title": title(refusal),
        "status": refusal.status(),
        "code": refusal.code(),
        "detail": refusal.words(),
    });
    match refusal {
        Refusal::Invalid(problems) => body["errors"] = json!(problems),
        Refusal::Conflict { way_out: Some(link), .. } => body["way_out"] = json!(link),
        Refusal::NotAllowed { duty } => body["duty"] = json!(duty.name),
        Refusal::Broken(report) => body["reference"] = json!(report.reference),
        _ => {}
    }
    let kind = [(header::CONTENT_TYPE, "application/problem+json")];
    (status(refusal), kind, body.to_string()).into_response()
}

/// The HTTP status of a refusal.
pub fn status(refusal: &Refusal) -> StatusCode {
    StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// A refusal's heading.
pub fn title(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Invalid(_) => "Some entries need another look",
        Refusal::NotFound { .. } => "Not here",
        Refusal::Conflict { .. } => "The books say no",
        Refusal::NotAllowed { .. } => "You may not do this",
        Refusal::Unavailable { .. } => "Not just now",
        Refusal::Broken(_) => "Something went wrong",
    }
}

fn refused_page(app: &App, asked: &Asked, refusal: &Refusal) -> Response {
    let mut words = vec![ui::html!("<p>{}</p>", refusal.words())];
    if let Refusal::Invalid(problems) = refusal {
        words.extend(problems.0.iter().map(|problem| ui::html!("<p>{}</p>", &problem.words)));
    }
    let (href, way_out) = match refusal {
        Refusal::Conflict { way_out: Some(link), .. } => (link.href.as_str(), link.words.as_str()),
        _ => ("/", "Go to Today"),
    };
    words.push(ui::Button::primary(way_out).href(href).html());
    let body = ui::Sheet::new(title(refusal)).body(Html::join(words)).html().into_string();
    let page = Page { title: title(refusal).into(), body, ..Page::default() };
    let html = frame::of_refusal(app, asked, page);
    (status(refusal), [(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response()
}
