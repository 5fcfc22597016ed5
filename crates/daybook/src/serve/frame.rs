//! The frame around a page: the rail, the branch, the day with its gates, who is here.

use crate::rail;
use crate::serve::App;
use crate::serve::request::Asked;
use crate::serve::session::{self, SignedIn};
use office::{Fields, Me, Office, Page, Refusal, SideWidth};
use store::Reader;
use ui::{Html, Meaning};

/// A page in its frame, read in the page's own snapshot.
pub fn of_page(
    app: &App,
    reader: &mut Reader<'_>,
    asked: &Asked,
    signed_in: &SignedIn,
    page: Page,
    refusal: Option<&Refusal>,
) -> Result<String, Refusal> {
    let (office, me) = (&app.office, &signed_in.me);
    let now = office.now();
    let today = now.day_in(&me.zone);
    let waiting = gates(office, reader, me)?;
    let gates: Vec<_> = waiting.iter().map(|(_, gate)| gate.clone()).collect();
    let left = gates.iter().filter(|gate| gate.open_count > 0).count();
    let branches = office::records::list_branches_of(reader, me.staff.id)?;
    let others = branches.into_iter().filter(|branch| branch.id != me.branch.id);
    let frame = ui::frame::Frame {
        title: page.title,
        title_note: page.note,
        sentence: Html::trusted(page.sentence),
        keys: page.keys.iter().map(|(key, words)| ui::KeyHint::new(key, words)).collect(),
        actions: Html::trusted(page.actions),
        tabs: rail::tabs(office.rooms(), me, &asked.path),
        rail: rail::of(office.rooms(), me, &waiting, &asked.path),
        branch: ui::frame::Branch {
            name: me.branch.name.clone(),
            number: me.branch.number.clone(),
            others: others
                .map(|branch| (format!("{} {}", branch.name, branch.number), branch.id.to_string()))
                .collect(),
            choose_action: "/branch".into(),
        },
        day: ui::frame::DayStrip {
            date: today.short(),
            time: now.clock(&me.zone),
            gates,
            state: "Open".into(),
            words: gate_words(left),
            href: "/".into(),
            today: Some(today),
        },
        others: app.presence.meet(me, &asked.path, now),
        me: ui::frame::Person {
            initials: me.staff.initials.clone(),
            name: me.staff.name.clone(),
            ..Default::default()
        },
        my_links: session::my_links(me),
        body: Html::trusted(page.body),
        side: (!page.side.is_empty()).then(|| Html::trusted(page.side)),
        side_width: match page.side_width {
            SideWidth::Narrow => ui::frame::SideWidth::Narrow,
            SideWidth::Middle => ui::frame::SideWidth::Middle,
            SideWidth::Wide => ui::frame::SideWidth::Wide,
        },
        notice: match refusal {
            Some(refusal) => Some(refusal_notice(refusal, &asked.form)),
            None => office.trouble().map(trouble_notice),
        },
        toast: crate::serve::forms::toast(office, reader, asked, me)?,
        theme: ui::frame::Theme::named(asked.cookie("daybook-theme").unwrap_or_default()),
        find_words: asked.query.text("q").to_owned(),
        help_href: crate::manual::href(page.rail),
        scripts: page.scripts,
        has_errors: refusal.is_some(),
        live_href: Some("/here".into()),
    };
    Ok(ui::frame::frame(&frame))
}

/// A refusal's page: framed when the asker is signed in, bare otherwise.
pub fn of_refusal(app: &App, asked: &Asked, page: Page) -> String {
    let bare = page.clone();
    let framed = app.office.read(|reader| {
        let signed_in = session::find(&app.office, reader, asked)?;
        of_page(app, reader, asked, &signed_in, page, None)
    });
    framed.unwrap_or_else(|_| {
        ui::frame::frame(&ui::frame::Frame {
            title: bare.title,
            body: Html::trusted(bare.body),
            ..ui::frame::Frame::default()
        })
    })
}

/// A page for somebody who is not signed in.
pub fn of_stranger(title: &str, sentence: Html, body: Html) -> String {
    ui::frame::frame(&ui::frame::Frame {
        title: title.into(),
        sentence,
        body,
        ..ui::frame::Frame::default()
    })
}

/// Every gate with the noun it belongs to.
fn gates(
    office: &Office,
    reader: &mut Reader<'_>,
    me: &Me,
) -> Result<Vec<(&'static str, ui::frame::Gate)>, Refusal> {
    let today = office.now().day_in(&me.zone);
    let gates = office.rooms().nouns().flat_map(|noun| {
        let gates: &'static [office::Gate] = noun.gates;
        gates.iter().map(|gate| (noun.noun, gate))
    });
    let count = |(noun, gate): (&'static str, &office::Gate)| {
        let left = (gate.count)(reader, me.branch.id, today)?;
        let gate = ui::frame::Gate {
            name: gate.title.into(),
            open_count: left.unsigned_abs(),
            href: gate.href.into(),
        };
        Ok((noun, gate))
    };
    gates.map(count).collect()
}

fn gate_words(left: usize) -> String {
    match left {
        0 => "every gate is clear".into(),
        1 => "1 gate left".into(),
        many => format!("{many} gates left"),
    }
}

/// Stands on every page while nothing can be saved; reading goes on.
fn trouble_notice(reason: office::Reason) -> Html {
    ui::notice(Meaning::Wrong, reason.words(), Html::empty())
}

/// Wrong fields are told beside the fields by the page itself; all else stands on top.
fn refusal_notice(refusal: &Refusal, filled: &Fields) -> Html {
    match refusal {
        Refusal::Invalid(problems) => {
            let problems = office::decode::problems_by_field(problems, filled);
            let problems = problems.0.iter().map(|one| (one.field.as_str(), one.words.as_str()));
            ui::error_summary(problems)
        }
        Refusal::Conflict { text, way_out: Some(link), .. } => {
            ui::notice(Meaning::Wrong, text.as_str(), ui::link(&*link.words, &link.href))
        }
        other => ui::notice(Meaning::Wrong, other.words(), Html::empty()),
    }
}
