//! The page Proof: what must hold, whether it does, and when that was read.

use super::records::{self, Proved};
use super::{ASK, Check, Meant, ask};
use office::{Answer, Page, Refusal, View};
use ui::prelude::*;

/// `/proof`.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let last = records::find_last(view.reader, branch)?;
    let running = records::find_running(view.reader, branch, ask::hour_ago(view.now))?;
    let actions = match running {
        Some(job) => Button::secondary("Watch it").href(format!("/jobs/{job}")).html(),
        None if view.me.may(ASK) => prove_button(view, "Prove now"),
        None => Html::empty(),
    };
    let (sentence, body) = match &last {
        Some(last) => (told(view, last), list(&last.proof.checks)),
        None => (
            html!("Nobody has had the books proved yet."),
            ui::empty_page(
                "What must always hold stands here",
                "A proof counts everything from the rows: the ledger, receivables, deposits, \
                 numbers, the journal. It runs in the background and disturbs nobody.",
                None,
                None,
            ),
        ),
    };
    let sentence = match running {
        Some(_) => html!("{} {}", sentence, soft("A proof is at work now.")),
        None => sentence,
    };
    Ok(Answer::from(Page {
        title: "Proof".into(),
        sentence: sentence.into_string(),
        body: body.into_string(),
        actions: actions.into_string(),
        rail: "proof",
        ..Page::default()
    }))
}

/// The button that has the books proved, and comes back here.
fn prove_button(view: &View<'_, '_>, words: &str) -> Html {
    let fields = [("from", "/proof"), ("then", "/proof")];
    ui::post_button("/do/proof.ask", &view.once_key(), &fields, Button::primary(words))
}

/// "Everything is proved: 34 checks, read Mon, Mar 2 at 3:28 pm."
fn told(view: &View<'_, '_>, last: &Proved) -> Html {
    let zone = &view.me.zone;
    let day = last.read_at.day_in(zone);
    let when = html!("Proved at {}, {}.", ui::clock(last.read_at, zone), ui::day(day));
    let count = last.proof.checks.len();
    match last.proof.failed() {
        0 => html!("{} All {} checks hold.", when, count),
        1 => html!("{} {}", when, tone(Meaning::Wrong, format!("1 of {count} checks fails."))),
        failed => {
            html!("{} {}", when, tone(Meaning::Wrong, format!("{failed} of {count} checks fail.")))
        }
    }
}

/// What fails stands first; nobody should have to look for it.
fn list(checks: &[Check]) -> Html {
    let (held, failed): (Vec<&Check>, Vec<&Check>) = checks.iter().partition(|check| check.ok);
    let mut table = Table::list("What must always hold")
        .column(Column::status("Holds"))
        .column(Column::name("What must hold").roomy())
        .column(Column::text("What was compared").roomy());
    if !failed.is_empty() {
        table = table.row(Row::group("Look here", "")).rows(failed.into_iter().map(row));
        table = table.row(Row::group("The rest holds", ""));
    }
    Sheet::new("What must always hold")
        .fact(ui::counted(checks.len().try_into().unwrap_or(0), "check", "checks"))
        .flush(table.rows(held.into_iter().map(row)))
        .html()
}

fn row(check: &Check) -> Row {
    let mark = match check.ok {
        true => status(Meaning::Good, "proved"),
        false => status(Meaning::Wrong, "wrong"),
    };
    let (title, sentence) = match Meant::of(&check.name) {
        Some(meant) => (meant.title, meant.sentence),
        None => (check.name.as_str(), ""),
    };
    Row::new([
        Cell::Html(mark),
        Cell::Html(html!("{} {}", title, soft(sentence))),
        Cell::Html(soft(check.detail.as_str())),
    ])
}
