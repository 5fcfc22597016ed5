//! The page behind a pay link: no sign-in. Whoever guesses addresses has to wait, and so has
//! whoever begins payment after payment.

use crate::serve::request::Asked;
use crate::serve::{App, errors, frame};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use money::pay_links::public::{self, Back, PayPage};
use money::pay_links::{
    AnswerPayLink, AskedItem, BeginPayment, OpenPage, PayLinkRow, PayWay, find_link_by_token,
    list_asked,
};
use money::processors::{self, HostedAsk};
use office::{Door, Fields, Refusal, Slip, slip};
use settings::branches::records::{BranchAddress, find_branch_address};
use settings::preferences;
use ui::Html;
use values::{Day, Id, Money, Zone, noun};

/// The policy of this page alone: its form may lead to the processor.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; \
    form-action 'self' https://checkout.stripe.com; frame-ancestors 'none'; \
    base-uri 'none'; manifest-src 'self'";

/// A link with everything its page needs.
struct Found {
    branch: Id<noun::Branch>,
    link: PayLinkRow,
    items: Vec<AskedItem>,
    seller: BranchAddress,
    hours: String,
    processor: processors::ProcessorName,
    web_address: String,
    today: Day,
}

/// Shows the page.
pub fn show(app: &App, asked: &Asked) -> Result<Response, Refusal> {
    if let Some(wait) = must_wait(app, asked) {
        return Ok(wait);
    }
    let back = match asked.query.get("paid") {
        Some(_) => Back::Paid,
        None => Back::No,
    };
    match find(app, asked)? {
        Some(found) => Ok(page(&found, back, &Fields::default(), None)),
        None => Ok(unknown(app, asked)),
    }
}

/// Takes down how and when she pays, or begins a payment and leads to the processor's page.
pub fn take(app: &App, asked: &Asked) -> Result<Response, Refusal> {
    if let Some(wait) = must_wait(app, asked) {
        return Ok(wait);
    }
    let Some(found) = find(app, asked)? else { return Ok(unknown(app, asked)) };
    app.pay_throttle.count(asked.peer, app.office.now());
    let led = match asked.form.text(public::WHICH) {
        public::ANSWER => answer(app, asked, &found),
        _ => begin(app, asked, &found),
    };
    match led {
        Ok(url) => Ok(Redirect::to(&url).into_response()),
        Err(refusal @ (Refusal::Invalid(_) | Refusal::Conflict { .. })) => {
            Ok(page(&found, Back::No, &asked.form, Some(&refusal)))
        }
        Err(refusal) => Err(refusal),
    }
}

/// What she says is kept, and the page says so.
fn answer(app: &App, asked: &Asked, found: &Found) -> Result<String, Refusal> {
    let form = &asked.form;
    let said = |field, words: String| Refusal::invalid(field, words);
    let way = PayWay::of_word(form.text("way"))
        .ok_or_else(|| said("way", String::from("Choose how you pay.")))?;
    let pays_on = Day::parse_input(form.text("pays_on"), found.today)
        .map_err(|error| said("pays_on", error.to_string()))?;
    let note = form.text("note").to_owned();
    let slip = slip_of(app, found);
    app.office.run(slip, AnswerPayLink { pay_link: found.link.id, way, pays_on, note })?;
    Ok(asked.path.clone())
}

fn begin(app: &App, asked: &Asked, found: &Found) -> Result<String, Refusal> {
    let amount = match asked.form.text("amount") {
        "" => None,
        text => {
            let amount = Money::parse(text);
            Some(amount.map_err(|error| Refusal::invalid("amount_cents", error.to_string()))?)
        }
    };
    lead_on(app, asked, found, amount)
}

/// Whoever has the address does this, and nobody of the office: the work is the operator's.
fn slip_of(app: &App, found: &Found) -> Slip {
    Slip {
        who: slip::operator(),
        branch: found.branch,
        door: Door::Page,
        once: None,
        at: app.office.now(),
    }
}

/// The draw is written, then the processor makes its page, then the draw knows it.
fn lead_on(
    app: &App,
    asked: &Asked,
    found: &Found,
    amount_cents: Option<Money>,
) -> Result<String, Refusal> {
    let begin = BeginPayment { pay_link: found.link.id, amount_cents };
    let begun = app.office.run(slip_of(app, found), begin)?;
    let return_to = format!("{}{}", found.web_address.trim_end_matches('/'), asked.path);
    let ask = HostedAsk {
        amount: Some(begun.amount_cents),
        purpose: &begun.purpose,
        email: "",
        return_to: &return_to,
        once: &begun.once,
    };
    let number = found.seller.number.as_str();
    let processor = processors::processor(begun.processor, number, app.office.caller());
    let hosted = processor.host(&ask)?;
    let open = OpenPage { draw: begun.draw, page: hosted.reference };
    app.office.run(slip_of(app, found), open)?;
    Ok(hosted.url)
}

fn find(app: &App, asked: &Asked) -> Result<Option<Found>, Refusal> {
    let (number, token) = (asked.places.text("branch"), asked.places.text("token"));
    app.office.read(|reader| {
        let branches = office::records::list_branches(reader)?;
        let Some(branch) = branches.into_iter().find(|branch| branch.number == number) else {
            return Ok(None);
        };
        let Some(link) = find_link_by_token(reader, branch.id, token)? else { return Ok(None) };
        let seller = find_branch_address(reader, branch.id)?;
        let seller = seller.ok_or(Refusal::NotFound { what: "branch" })?;
        let processor = processors::chosen(reader, branch.id)?;
        let web_address = preferences::text(reader, branch.id, "web_address")?;
        let zone = Zone::parse(&branch.zone)
            .map_err(|error| Refusal::broken(format!("branch zone: {error}")))?;
        let hours = preferences::text(reader, branch.id, "office_hours")?;
        let items = list_asked(reader, branch.id, &link)?;
        let (branch, today) = (branch.id, app.office.now().day_in(&zone));
        Ok(Some(Found { branch, link, items, seller, hours, processor, web_address, today }))
    })
}

fn page(found: &Found, back: Back, filled: &Fields, refusal: Option<&Refusal>) -> Response {
    let status = match refusal {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let Found { link, items, seller, hours, processor, today, .. } = found;
    let (processor, today) = (*processor, *today);
    let shown = PayPage { link, items, seller, hours, processor, today, back, filled, refusal };
    let html = frame::of_stranger(&shown.title(), shown.sentence(), shown.body());
    let mut response =
        (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    // The address is the secret: it goes nowhere with a request.
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// An address that is no link counts against whoever asked.
fn unknown(app: &App, asked: &Asked) -> Response {
    app.pay_throttle.count(asked.peer, app.office.now());
    let sentence = Html::text("This address is no longer good. Ask whoever sent it for another.");
    let html = frame::of_stranger("Not here", sentence, Html::empty());
    (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], html)
        .into_response()
}

fn must_wait(app: &App, asked: &Asked) -> Option<Response> {
    let seconds = app.pay_throttle.wait(asked.peer, app.office.now())?;
    let busy = Refusal::Unavailable {
        reason: office::Reason::Busy,
        retry_after: u32::try_from(seconds).unwrap_or(60),
    };
    let mut response = errors::refused(app, asked, &busy);
    *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    Some(response)
}
