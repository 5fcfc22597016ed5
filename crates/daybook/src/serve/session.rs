//! Who asks: the session behind a cookie, the token behind an API call, signing in.

use crate::serve::request::{Asked, From};
use crate::serve::{App, forms, frame};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use office::{Door, Entry, Errand, Me, Mode, Office, Refusal, Slip, duty, slip};
use settings::preferences;
use settings::sign_in::{self, passwords, records};
use store::Reader;
use ui::Html;
use values::{Id, noun};

/// The session's cookie; the prefix keeps it to this host and to secure origins, which
/// browsers take loopback for.
const COOKIE: &str = "__Host-daybook";

/// A signed-in person.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who, where, with which duties.
    pub me: Me,
    /// Her session; none for an API token.
    pub session: Option<Id<noun::Session>>,
    /// What her token may do; everything she may, for a session.
    pub scopes: Option<Vec<String>>,
}

const NOBODY: Refusal = Refusal::NotAllowed { duty: duty::SIGNED_IN };

/// The person behind the cookie.
pub fn find(office: &Office, reader: &mut Reader<'_>, asked: &Asked) -> Result<SignedIn, Refusal> {
    let token = asked.cookie(COOKIE).ok_or(NOBODY)?;
    let hash = sign_in::token_hash(token);
    let session = records::find_session(reader, &hash, office.now())?.ok_or(NOBODY)?;
    keep_awake(office, reader, asked, &session)?;
    let me = office.me(reader, session.staff, session.branch)?;
    Ok(SignedIn { me, session: Some(session.id), scopes: None })
}

/// Refuses a session at which nobody has sat for as long as the branch allows, and notes
/// that this one is used. A page that lies open and asks by itself who else is here is not
/// used by anybody.
fn keep_awake(
    office: &Office,
    reader: &mut Reader<'_>,
    asked: &Asked,
    session: &records::Session,
) -> Result<(), Refusal> {
    let rested = session.seen_at.seconds_until(office.now());
    let most = preferences::whole(reader, session.branch, "idle_minutes")?.saturating_mul(60);
    if most > 0 && rested > most {
        return Err(NOBODY);
    }
    if rested >= sign_in::SEEN_EVERY_SECONDS && asked.path != "/here" {
        let slip = Slip {
            who: slip::operator(),
            branch: session.branch,
            door: Door::Page,
            once: None,
            at: office.now(),
        };
        let note = Errand::of(sign_in::NoteSeen { session: session.id });
        // Reading goes on when nothing can be written, such as on a full disk.
        if let Err(refusal) = office.errand(slip, note, Mode::Quiet) {
            tracing::warn!(%refusal, "a session could not be kept awake");
        }
    }
    Ok(())
}

/// The person behind an API call: a bearer token, or the browser's own session.
pub fn find_api(
    office: &Office,
    reader: &mut Reader<'_>,
    asked: &Asked,
) -> Result<SignedIn, Refusal> {
    let Some(bearer) = asked.header("authorization").and_then(|all| all.strip_prefix("Bearer "))
    else {
        return find(office, reader, asked);
    };
    let hash = sign_in::token_hash(bearer.trim());
    let token = records::find_token(reader, &hash, office.now())?.ok_or(NOBODY)?;
    let me = office.me(reader, token.staff, token.branch)?;
    Ok(SignedIn { me, session: None, scopes: Some(token.scopes) })
}

/// Refuses a command outside a token's scopes.
pub fn allow_token(signed_in: &SignedIn, entry: &Entry) -> Result<(), Refusal> {
    match &signed_in.scopes {
        Some(scopes) if !sign_in::scopes_allow(scopes, entry.noun(), entry.name) => {
            Err(Refusal::NotAllowed { duty: entry.duty })
        }
        _ => Ok(()),
    }
}

/// To the sign-in page, and back here afterwards.
pub fn send_to_sign_in(asked: &Asked) -> Response {
    let back: String = form_urlencoded::byte_serialize(asked.path.as_bytes()).collect();
    Redirect::to(&format!("/sign-in?then={back}")).into_response()
}

/// The sign-in page.
pub fn ask(_app: &App, asked: &Asked) -> Result<Response, Refusal> {
    Ok(sign_in_page(asked.query.text("then"), None, ""))
}

fn sign_in_page(then: &str, wrong: Option<&str>, email: &str) -> Response {
    let body = settings::sign_in::pages::sign_in_form(then, wrong, email);
    let sentence = Html::text("Sign in with your e-mail address and password.");
    let html = frame::of_stranger("Sign in", sentence, body);
    let status = wrong.map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response()
}

/// Checks the password and starts a session.
pub fn sign_in(app: &App, asked: &Asked) -> Result<Response, Refusal> {
    let (email, then) = (asked.form.text("email"), asked.form.text("then"));
    let now = app.office.now();
    if let Some(seconds) = app.throttle.wait(asked.peer, now) {
        let words = format!("Too many wrong tries from here. Wait {seconds} seconds.");
        let page = sign_in_page(then, Some(&words), email);
        let wait = [(header::RETRY_AFTER, seconds.to_string())];
        return Ok((StatusCode::TOO_MANY_REQUESTS, wait, page).into_response());
    }
    let password = asked.form.get("password").unwrap_or("");
    match passwords::check(&app.office, email, password)? {
        passwords::Checked::Right(staff) => start(app, asked, staff, &Shown::Password, then),
        passwords::Checked::Wrong(words) => {
            app.throttle.count(asked.peer, now);
            Ok(sign_in_page(then, Some(&words), email))
        }
    }
}

/// Signs in by a link; such links work on this machine only, and once unless it is a demo.
pub fn follow_link(app: &App, asked: &Asked) -> Result<Response, Refusal> {
    if asked.from != From::Loopback {
        return Err(Refusal::NotAllowed { duty: duty::OPERATE });
    }
    let hash = sign_in::token_hash(asked.places.text("token"));
    let now = app.office.now();
    let link = app.office.read(|reader| Ok(records::find_link(reader, &hash, now)?))?;
    let link = link.ok_or_else(|| {
        Refusal::conflict_with(
            "sign_in.link_used",
            "This link has been used or has run out. Ask for another, or sign in.",
            "/sign-in",
            "Sign in",
        )
    })?;
    start(app, asked, link.staff, &Shown::Link(hash), "/")
}

/// By what somebody has shown who she is.
enum Shown {
    /// Her password, or that she has just set up the company.
    Password,
    /// A link, by its hash.
    Link(String),
}

fn start(
    app: &App,
    asked: &Asked,
    staff: Id<noun::Staff>,
    shown: &Shown,
    then: &str,
) -> Result<Response, Refusal> {
    let token = app.office.random_hex(32);
    let branch = app.office.read(|reader| {
        let branches = office::records::list_branches_of(reader, staff)?;
        Ok(branches.first().map(|branch| branch.id))
    })?;
    let branch = branch.ok_or(NOBODY)?;
    let device: String = asked.header("user-agent").unwrap_or_default().chars().take(200).collect();
    let token_hash = sign_in::token_hash(&token);
    let slip = Slip { who: staff, branch, door: Door::Page, once: None, at: app.office.now() };
    match shown {
        Shown::Password => {
            app.office.run(slip, sign_in::StartSession { token_hash, device })?;
        }
        Shown::Link(link_hash) => {
            let link_hash = link_hash.clone();
            app.office.run(slip, sign_in::FollowLink { token_hash, device, link_hash })?;
        }
    }
    let then = if then.starts_with('/') && !then.starts_with("//") { then } else { "/" };
    let mut response = Redirect::to(then).into_response();
    let cookie = format!("{COOKIE}={token}; Path=/; Secure; HttpOnly; SameSite=Lax");
    forms::set_cookie(&mut response, &cookie);
    Ok(response)
}

/// Ends the session.
pub fn sign_out(app: &App, asked: &Asked) -> Result<Response, Refusal> {
    let signed_in = app.office.read(|reader| find(&app.office, reader, asked))?;
    if let Some(session) = signed_in.session {
        let slip = forms::slip(&app.office, &signed_in, None);
        app.office.run(slip, sign_in::EndSession { session })?;
    }
    let mut response = Redirect::to("/sign-in").into_response();
    let cookie = format!("{COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0");
    forms::set_cookie(&mut response, &cookie);
    Ok(response)
}

/// Goes on in another branch of hers.
pub fn choose_branch(app: &App, asked: &Asked) -> Result<Response, Refusal> {
    let signed_in = app.office.read(|reader| find(&app.office, reader, asked))?;
    let session = signed_in.session.ok_or(NOBODY)?;
    let branch = asked.form.id("branch", "branch")?;
    let slip = forms::slip(&app.office, &signed_in, None);
    app.office.run(slip, sign_in::ChooseBranch { session, branch })?;
    Ok(Redirect::to("/").into_response())
}

/// The first page of a new company, behind the one-time link that the console prints.
pub fn ask_set_up(app: &App, asked: &Asked) -> Result<Response, Refusal> {
    check_set_up_link(app, asked)?;
    Ok(set_up_page(asked, None))
}

fn set_up_page(asked: &Asked, refusal: Option<&Refusal>) -> Response {
    let body =
        settings::sign_in::pages::set_up_form(asked.places.text("token"), &asked.form, refusal);
    let sentence = Html::text("Name the company, its first branch and yourself. Two minutes.");
    let html = frame::of_stranger("Set up Daybook", sentence, body);
    let status = refusal.map_or(StatusCode::OK, crate::serve::errors::status);
    (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response()
}

/// Makes the company and signs its first person in.
pub fn set_up(app: &App, asked: &Asked) -> Result<Response, Refusal> {
    check_set_up_link(app, asked)?;
    let outcome = sign_in::set_up_from(&asked.form).and_then(|command| {
        let slip = Slip {
            who: slip::operator(),
            branch: slip::company(),
            door: Door::Page,
            once: asked.form.get("once").map(str::to_owned),
            at: app.office.now(),
        };
        app.office.run(slip, command)
    });
    match outcome {
        Ok(receipt) => start(app, asked, receipt.staff, &Shown::Password, "/"),
        Err(refusal @ (Refusal::Invalid(_) | Refusal::Conflict { .. })) => {
            Ok(set_up_page(asked, Some(&refusal)))
        }
        Err(refusal) => Err(refusal),
    }
}

fn check_set_up_link(app: &App, asked: &Asked) -> Result<(), Refusal> {
    let hash = sign_in::token_hash(asked.places.text("token"));
    let now = app.office.now();
    let known = app.office.read(|reader| Ok(records::find_set_up_link(reader, &hash, now)?))?;
    known.map(|_| ()).ok_or(Refusal::NotFound { what: "set-up link" })
}

/// The links under her name in the top bar.
pub fn my_links(me: &Me) -> Html {
    let mut links = vec![Html::text(&me.staff.name)];
    links.push(ui::link("Recently done", "/journal"));
    links.push(ui::link("Keys and theme", "/me"));
    links.push(ui::post_button("/sign-out", "", &[], ui::Button::secondary("Sign out")));
    Html::join(links)
}
