//! What stands beside the day sheet: the gates, the routes, the day's money, the proof.

use super::moment::{Moment, clock};
use super::records::{self, Route};
use crate::proof;
use office::{Refusal, View};
use ui::chart::bar;
use ui::prelude::*;
use values::{Instant, Money};

/// A gate and how much is left behind it.
pub(super) struct GateLeft {
    pub title: &'static str,
    pub href: &'static str,
    pub left: u64,
}

/// Every gate of the house, counted for today.
pub(super) fn gates(view: &mut View<'_, '_>) -> Result<Vec<GateLeft>, Refusal> {
    let (branch, today, office) = (view.branch(), view.today, view.office);
    let count = |gate: &office::Gate| {
        Ok(GateLeft {
            title: gate.title,
            href: gate.href,
            left: (gate.count)(view.reader, branch, today)?.unsigned_abs(),
        })
    };
    office.rooms().gates().map(count).collect()
}

/// The sheets at right, those of duties she does not hold left out.
pub(super) fn sheets(
    view: &mut View<'_, '_>,
    now: Moment,
    gates: &[GateLeft],
) -> Result<Html, Refusal> {
    let mut sheets = vec![close_the_day(gates)];
    if view.me.may(dispatch::appointments::READ) {
        let branch = view.branch();
        let routes = records::list_routes(view.reader, branch, view.today, now.minute)?;
        sheets.push(routes_sheet(&routes, now));
    }
    if view.me.may(money::payments::READ) {
        sheets.push(money_today(view)?);
    }
    if view.me.may(proof::READ) {
        sheets.push(last_proof(view)?);
    }
    Ok(Html::join(sheets))
}

fn close_the_day(gates: &[GateLeft]) -> Html {
    let left = gates.iter().filter(|gate| gate.left > 0).count();
    let lines = gates.iter().map(|gate| CheckLine {
        tick: match gate.left {
            0 => Tick::Clear,
            _ => Tick::Open,
        },
        words: gate.title.into(),
        figure: ui::figures::grouped(gate.left).into(),
        href: Some(gate.href.into()),
    });
    let foot = match left {
        0 => status(Meaning::Good, "Every gate is clear: the day can close."),
        1 => Button::not_yet("Close the day: 1 gate to clear first").small().wide().html(),
        left => {
            let words = format!("Close the day: {left} gates to clear first");
            Button::not_yet(words).small().wide().html()
        }
    };
    Sheet::new("Close the day")
        .fact(format!("{} of {} gates clear", gates.len() - left, gates.len()))
        .flush(check_list(lines))
        .foot(foot)
        .html()
}

fn routes_sheet(routes: &[Route], now: Moment) -> Html {
    let sum = |of: fn(&Route) -> i64| routes.iter().map(of).sum::<i64>();
    let (stops, done, missed) =
        (sum(|route| route.stops), sum(|route| route.done), sum(|route| route.missed));
    if stops == 0 {
        return Sheet::new("Routes").body(soft("Nobody is booked today.")).html();
    }
    let fact = match missed {
        0 => format!("{done} of {stops} stops"),
        1 => format!("{done} of {stops} stops, 1 window missed"),
        missed => format!("{done} of {stops} stops, {missed} windows missed"),
    };
    let lines = routes.iter().map(|route| {
        let (done, all) = (route.done.unsigned_abs(), route.stops.unsigned_abs());
        html!(
            r#"<li><span class="db-ell">{}</span>{}<span>{} of {}</span><span>{}</span></li>"#,
            &*route.technician,
            bar(done, all, None),
            done,
            all,
            state(route, now)
        )
    });
    Sheet::new("Routes")
        .fact(fact)
        .flush(html!(r#"<ul class="db-routes">{}</ul>"#, Html::join(lines)))
        .html()
}

fn state(route: &Route, now: Moment) -> Html {
    match route {
        route if route.done == route.stops => status(Meaning::Good, "done"),
        route if route.missed > 0 => status(Meaning::Late, format!("{} missed", route.missed)),
        route if route.done == 0 && now.minute < route.first_minute => {
            quiet(format!("from {}", clock(route.first_minute)))
        }
        _ => status(Meaning::Good, "on time"),
    }
}

fn money_today(view: &mut View<'_, '_>) -> Result<Html, Refusal> {
    let branch = view.branch();
    let taken = records::list_taken(view.reader, branch, view.today)?;
    let sheet = Sheet::new("Money today");
    if taken.is_empty() {
        return Ok(sheet.body(soft("Nothing was posted yet.")).html());
    }
    let count: i64 = taken.iter().map(|taken| taken.count).sum();
    let total: Money = taken.iter().map(|taken| taken.amount).sum();
    let lines = taken.iter().map(|taken| {
        let words = html!("{} {}", taken.tender.title(), quiet(format!("{}", taken.count)));
        (words, ui::money(taken.amount))
    });
    Ok(sheet
        .fact(ui::counted(count.unsigned_abs(), "payment", "payments"))
        .body(ui::pairs_with_sum(lines, ("Together", ui::money(total))))
        .html())
}

/// A proof older than this is worth a word: a night was left out.
const STALE_SECONDS: i64 = 36 * 60 * 60;

/// `just now`, `48 min ago`, `13 h ago`, `3 days ago`.
fn ago(at: Instant, now: Instant) -> String {
    match at.seconds_until(now) / 60 {
        ..1 => "just now".into(),
        minutes @ 1..60 => format!("{minutes} min ago"),
        minutes @ 60..2_880 => format!("{} h ago", minutes / 60),
        minutes => format!("{} days ago", minutes / 1_440),
    }
}

fn last_proof(view: &mut View<'_, '_>) -> Result<Html, Refusal> {
    let branch = view.branch();
    let last = proof::records::find_last(view.reader, branch)?;
    let words = match &last {
        None => soft("The books were not proved yet."),
        Some(last) => {
            let when = html!("read {}", ago(last.read_at, view.now));
            let state = match last.proof.failed() {
                0 => status(Meaning::Good, format!("{} checks hold", last.proof.checks.len())),
                1 => status(Meaning::Wrong, "1 check fails"),
                failed => status(Meaning::Wrong, format!("{failed} checks fail")),
            };
            match last.read_at.seconds_until(view.now) > STALE_SECONDS {
                true => html!("{} {}", state, status(Meaning::Watch, when)),
                false => html!("{} {}", state, quiet(when)),
            }
        }
    };
    Ok(Sheet::new("Proof").fact(link("See the proof", "/proof")).body(words).html())
}

#[cfg(test)]
mod tests {
    use super::ago;
    use values::Instant;

    #[test]
    fn an_age_is_told_in_the_largest_unit_that_fits() {
        let at = Instant::from_micros(0);
        let told = |seconds| ago(at, at.plus_seconds(seconds));
        assert_eq!(told(59), "just now");
        assert_eq!(told(48 * 60), "48 min ago");
        assert_eq!(told(13 * 60 * 60 + 1), "13 h ago");
        assert_eq!(told(3 * 24 * 60 * 60), "3 days ago");
    }
}
