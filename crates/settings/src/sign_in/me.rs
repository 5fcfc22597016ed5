//! One's own page, and who is signed in.

use super::{EndSession, MANAGE, records};
use office::{Answer, Command, Page, PageEntry, Refusal, View, duty, page};
use ui::prelude::*;

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/me", duty::SIGNED_IN, show),
    page("/sign-in/sessions", MANAGE, sessions),
    crate::help::PAGE,
];

/// The keys that work on every page.
const KEYS: &[(&str, &str)] = &[
    ("Ctrl K", "find anybody and anything"),
    ("?", "the keys of the page you are on"),
    ("F1", "the manual, at the page you are on"),
    ("J/K", "down and up a list"),
    ("Enter", "the one action of the line"),
    ("G T", "go to Today; C customers, S schedule, M money, R reports"),
    ("N C", "new customer; W work order, I invoice, P payment"),
    ("Alt S", "save the form at hand"),
    ("Esc", "back, exactly where you were"),
];

/// `/me`.
fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (who, now) = (view.me.staff.id, view.now);
    let mine = records::list_sessions_of(view.reader, who, now)?;
    let held = crate::staff::records::list_held_roles(view.reader, who)?;
    let titles = held.iter().map(|held| {
        let role = view.office.rooms().list_roles().iter().find(|role| role.name == held.role);
        let title = role.map_or(held.role.as_str(), |role| role.title);
        (Html::text(format!("{} {}", held.branch_name, held.branch_number)), Html::text(title))
    });
    let roles = Sheet::new("My roles").body(pairs(titles));
    let out = post_button("/sign-out", "", &[], Button::primary("Sign out"));
    Ok(Answer::from(Page {
        title: view.me.staff.name.clone(),
        sentence: html!(
            "You work in {} {} now, signed in {}.",
            view.me.branch.name,
            view.me.branch.number,
            counted(mine.len() as u64, "time", "times")
        )
        .into_string(),
        body: stack([look_sheet(), keys_sheet(), session_sheet(view, &mine)]).into_string(),
        side: roles.html().into_string(),
        actions: buttons([out]).into_string(),
        rail: "sign_in",
        ..Page::default()
    }))
}

/// Light or dark, and single letters on or off: kept in this browser.
fn look_sheet() -> Html {
    let themes = [("device", "As the device"), ("light", "Light"), ("dark", "Dark")];
    let themes = themes.map(|(value, words)| {
        html!(
            r#"<button class="db-bt" type="button" value="{value}">{words}</button>"#,
            value = value,
            words = words
        )
    });
    let body = html!(
        r#"<div class="db-bts" data-db-theme>{themes}</div>"#
        r#"<p><label><input class="db-check" type="checkbox" data-db-letters checked> "#
        r#"Single letters are keys</label></p>"#,
        themes = Html::join(themes)
    );
    Sheet::new("How it looks").fact("kept in this browser").body(body).html()
}

fn keys_sheet() -> Html {
    let lines = KEYS.iter().map(|(keys, does)| {
        let keys = keys.split('/').map(kbd);
        (Html::join(keys), Html::text(does))
    });
    Sheet::new("Keys").fact(link("Manual", "/help")).body(pairs(lines)).html()
}

fn session_sheet(view: &View<'_, '_>, sessions: &[records::SessionRow]) -> Html {
    let rows =
        sessions.iter().map(|session| session_row(view, session).action(end(view, session, "/me")));
    let table = session_table("My sessions").column(Column::action()).rows(rows);
    Sheet::new("Where I am signed in").flush(table).html()
}

/// The button that ends a session and comes back to the page it stands on.
fn end(view: &View<'_, '_>, session: &records::SessionRow, here: &str) -> Html {
    let id = session.id.to_string();
    let fields = [("session", id.as_str()), ("from", here), ("then", here)];
    let button = Button::link("End it");
    post_button(&format!("/do/{}", EndSession::NAME), &view.office.random_hex(16), &fields, button)
}

fn session_table(caption: &str) -> Table {
    Table::list(caption)
        .column(Column::name("Who"))
        .column(Column::text("With").wide())
        .column(Column::day("Since"))
        .column(Column::id("At"))
}

fn session_row(view: &View<'_, '_>, session: &records::SessionRow) -> Row {
    Row::new([
        Cell::from(session.name.as_str()),
        Cell::from(session.device.as_str()),
        Cell::from(session.started_at.day_in(&view.me.zone)),
        Cell::from(ui::clock(session.started_at, &view.me.zone)),
    ])
}

/// `/sign-in/sessions`: everybody who is signed in now.
fn sessions(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (now, branch) = (view.now, view.branch());
    let all = records::list_sessions(view.reader, now)?;
    let idle = crate::preferences::whole(view.reader, branch, "idle_minutes")?;
    let rows: Vec<Row> = all
        .iter()
        .map(|session| {
            session_row(view, session).href(format!("/staff/{}", session.staff)).action(end(
                view,
                session,
                "/sign-in/sessions",
            ))
        })
        .collect();
    let body = match all.is_empty() {
        true => empty_page(
            "Nobody is signed in",
            "Here stand the people who are signed in, and with which device.",
            Some(Button::primary("Staff").href("/staff")),
            None,
        ),
        false => {
            let table = session_table("Sessions").column(Column::action());
            Sheet::new("Sessions").flush(table.rows(rows)).html()
        }
    };
    Ok(Answer::from(Page {
        title: "Who is signed in".into(),
        sentence: html!(
            "{} now. A session ends after twelve hours, when nobody has used it for {}, by \
             signing out, or when a role or a password changes.",
            strong(counted(all.len() as u64, "session", "sessions")),
            counted(idle.unsigned_abs(), "minute", "minutes")
        )
        .into_string(),
        body: body.into_string(),
        rail: "sign_in",
        ..Page::default()
    }))
}
