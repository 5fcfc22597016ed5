//! `/journal`: what I did lately, newest first, by day.

use super::KEPT_DAYS;
use super::records::{self, Deed, ON_A_PAGE};
use office::command::kebab;
use office::{Answer, Entry, Page, Refusal, View};
use ui::prelude::*;
use values::Day;

/// The page; `?before=` goes on where another page ended.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (branch, who) = (view.branch(), view.me.staff.id);
    let since = view.me.zone.start_of(view.today.plus_days(-KEPT_DAYS));
    let before = view.query.text("before").parse().unwrap_or(i64::MAX);
    let mut deeds = records::list_done(view.reader, branch, who, since, before)?;
    let has_more = deeds.len() > ON_A_PAGE;
    deeds.truncate(ON_A_PAGE);
    // Coming in is no deed that anybody looks for here.
    let last = deeds.last().map(|deed| deed.sequence);
    deeds.retain(|deed| !deed.command.starts_with("sign_in."));
    let body = match deeds.is_empty() {
        true => ui::empty_page(
            "Nothing done yet",
            "What you post, sign, change or send stands here for 30 days, with the way to take \
             it back.",
            Some(Button::secondary("Go to Today").href("/")),
            None,
        ),
        false => sheet(view, &deeds, last.filter(|_| has_more)),
    };
    Ok(Answer::from(Page {
        title: "Recently done".into(),
        sentence: "What you did in this branch in the last 30 days. Money is never erased: \
                   taking back posts the reverse, and the journal keeps both."
            .into(),
        keys: vec![("J/K", "move"), ("Enter", "open")],
        body: body.into_string(),
        rail: "journal",
        ..Page::default()
    }))
}

fn sheet(view: &View<'_, '_>, deeds: &[Deed], goes_on: Option<i64>) -> Html {
    let mut table = Table::list("Recently done")
        .column(Column::id("When"))
        .column(Column::name("What").roomy())
        .column(Column::id("Which"))
        .column(Column::text("Why"))
        .column(Column::status("Stands"))
        .column(Column::text(html!(r#"<span class="db-sr">{}</span>"#, "Take back")));
    let mut day: Option<Day> = None;
    for deed in deeds {
        let on = deed.at.day_in(&view.me.zone);
        if day != Some(on) {
            table = table.row(Row::group(&on.short(), ""));
            day = Some(on);
        }
        table = table.row(row(view, deed));
    }
    let sheet = Sheet::bare().flush(table);
    match goes_on {
        Some(before) => {
            let href = format!("/journal?before={before}");
            sheet.foot(Button::secondary("What was done before").small().href(href).html()).html()
        }
        None => sheet.html(),
    }
}

fn row(view: &View<'_, '_>, deed: &Deed) -> Row {
    let entry = view.office.rooms().command(&deed.command);
    let receipt: serde_json::Value = serde_json::from_str(&deed.receipt).unwrap_or_default();
    let number = receipt.get("number").and_then(serde_json::Value::as_str).unwrap_or("");
    let title = entry.map_or(deed.command.as_str(), |entry| entry.title);
    let can_undo = entry.is_some_and(|entry| (entry.reversal)(&deed.receipt).is_some());
    let state = match (&deed.taken_back, can_undo) {
        (Some(_), _) => status(Meaning::Watch, "taken back"),
        (None, true) => status(Meaning::Good, "done"),
        (None, false) => quiet("done"),
    };
    // Not the row's action: Enter opens the record, and takes nothing back.
    let way_back = match deed.taken_back.is_none() && can_undo {
        true => take_back(view, deed),
        false => Html::empty(),
    };
    let row = Row::new([
        Cell::from(ui::clock(deed.at, &view.me.zone)),
        Cell::from(title),
        Cell::from(number),
        Cell::from(deed.reason.as_deref().unwrap_or("")),
        Cell::from(state),
        Cell::from(way_back),
    ]);
    match entry.and_then(|entry| href(entry, &receipt)) {
        Some(href) => row.href(href),
        None => row,
    }
}

/// The page of what the command was about: its receipt names it by its noun.
fn href(entry: &Entry, receipt: &serde_json::Value) -> Option<String> {
    let start = format!("/{}/", kebab(entry.noun()));
    receipt.as_object()?.iter().find_map(|(name, value)| {
        let href = books::entries::source_href(name, value.as_i64()?);
        href.starts_with(&start).then_some(href)
    })
}

/// The key makes a second press, and one on the toast as well, the same taking back.
fn take_back(view: &View<'_, '_>, deed: &Deed) -> Html {
    let line = format!("{}.{}", view.branch(), deed.sequence);
    let button = Button::link("Take back");
    ui::post_button("/undo", &format!("undo-{line}"), &[("line", &line)], button)
}

#[cfg(test)]
mod tests {
    use crate::testing::{bench, check, customer, page_of};
    use office::{Door, Errand, Mode, Slip};

    #[test]
    fn what_i_did_stands_with_its_way_back_until_it_is_taken() {
        let bench = bench();
        let rivera = customer(&bench, "Marisol Rivera", "14 Larkspur Ct", "352-555-0123");
        let posted = check(&bench, rivera, "1041", 10_000);
        let who = bench.dana;
        let page = page_of(&bench, who, "/journal", &[]).unwrap();
        let number = &posted.number;
        assert!(page.body.contains(number.as_str()), "{}", page.body);
        assert!(page.body.contains(&format!("/payments/{}", posted.payment)), "{}", page.body);
        let start = page.body.find("undo-1.").expect("there is a way back");
        let key = page.body[start..].split('"').next().unwrap().to_owned();
        assert!(!page.body.contains("taken back"));

        let entry = *bench.office.rooms().command("payments.post").unwrap();
        let receipt = serde_json::to_string(&posted).unwrap();
        let errand: Errand = (entry.reversal)(&receipt).expect("a payment has a way back");
        let at = bench.office.now();
        let slip =
            Slip { who, branch: bench.branch, door: Door::Page, once: Some(key.clone()), at };
        bench.office.errand(slip, errand, Mode::Now).unwrap();
        let page = page_of(&bench, who, "/journal", &[]).unwrap();
        assert!(page.body.contains("taken back"), "{}", page.body);
        assert!(!page.body.contains(&format!(r#"value="{key}""#)), "it cannot be taken back twice");
    }

    #[test]
    fn nobody_sees_what_another_did() {
        let bench = bench();
        customer(&bench, "Marisol Rivera", "14 Larkspur Ct", "352-555-0123");
        let page = page_of(&bench, bench.stranger, "/journal", &[]).unwrap();
        assert!(page.body.contains("Nothing done yet"), "{}", page.body);
    }
}
