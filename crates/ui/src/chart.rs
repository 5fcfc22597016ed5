//! Small drawings inside tables, made on the server as SVG: trend lines, bars of progress,
//! bars of variance and stacked bars. The figures stand beside them; a drawing only helps the
//! eye, so it is named for readers and never the only statement of a fact.

use std::fmt::Write as _;

use crate::mark::Meaning;
use crate::{Html, html};

/// A trend line: 1.5 px, no axis, a dot on the last point. `points` are any whole numbers
/// (cents, tenths of a percent), oldest first; `says` is read aloud: "31.4 days, from 34.2".
pub fn trend(points: &[i64], says: &str) -> Html {
    trend_toned(points, None, says)
}

/// A trend line whose last point carries a meaning.
pub fn trend_toned(points: &[i64], meaning: Option<Meaning>, says: &str) -> Html {
    const WIDTH: i64 = 72;
    const HEIGHT: i64 = 18;
    let (Some(least), Some(most)) = (points.iter().min(), points.iter().max()) else {
        return Html::empty();
    };
    let steps = (points.len() as i64 - 1).max(1);
    // Tenths of a pixel, so that the line is smooth without floating point.
    let place = |index: usize, value: i64| {
        let x = 20 + index as i64 * (WIDTH - 6) * 10 / steps;
        let span = i128::from(most - least).max(1);
        let y = 150 - i128::from(value - least) * i128::from(HEIGHT - 6) * 10 / span;
        (x, y as i64)
    };
    let mut line = String::new();
    for (index, value) in points.iter().enumerate() {
        let (x, y) = place(index, *value);
        write!(line, "{},{} ", tenths(x), tenths(y)).expect("a String takes all");
    }
    let (x, y) = place(points.len() - 1, points[points.len() - 1]);
    html!(
        r#"<svg class="db-trend {class}" viewBox="0 0 72 18" width="72" height="18" role="img" "#
        r#"aria-label="{says}"><polyline points="{line}"/><circle cx="{x}" cy="{y}" r="2.4"/>"#
        r#"</svg>"#,
        class = meaning.map_or("", Meaning::class),
        says = says,
        line = line.trim_end(),
        x = tenths(x),
        y = tenths(y)
    )
}

/// A bar of how much is done: `done` of `all`.
pub fn bar(done: u64, all: u64, meaning: Option<Meaning>) -> Html {
    let permille = permille(done, all);
    html!(
        r#"<svg class="db-bar {class}" viewBox="0 0 1000 6" preserveAspectRatio="none" "#
        r#"role="img" aria-label="{done} of {all}">"#
        r#"<rect class="db-bar-all" width="1000" height="6"/>"#
        r#"<rect class="db-bar-done" width="{permille}" height="6"/></svg>"#,
        class = meaning.map_or("", Meaning::class),
        done = done,
        all = all,
        permille = permille
    )
}

/// A variance that grows from a centre line: left and rust when worse, right and green when
/// better. `permille` is the share of plan in thousandths; `full` is the one that fills a side.
pub fn variance_bar(permille: i64, full: i64) -> Html {
    let length = (permille.abs() * 28 / full.max(1)).clamp(1, 28);
    let (class, x) = if permille < 0 { ("db-worse", 30 - length) } else { ("db-better", 30) };
    let length = if permille == 0 { 0 } else { length };
    html!(
        r#"<svg class="db-variance" viewBox="0 0 60 14" width="60" height="14" "#
        r#"aria-hidden="true"><path class="db-centre" d="M30 0v14"/>"#
        r#"<rect class="{class}" x="{x}" y="4" width="{length}" height="6"/></svg>"#,
        class = class,
        x = x,
        length = length
    )
}

/// One part of a stacked bar.
#[derive(Debug, Clone)]
pub struct Part {
    /// "31 to 60 days".
    pub words: String,
    /// The figure under the words, as printed.
    pub figure: Html,
    /// Its size, in any unit the parts share.
    pub size: u64,
    /// Its meaning; none is ink.
    pub meaning: Option<Meaning>,
}

/// A stacked bar with its parts named beneath, as for aging.
pub fn stacked_bar(parts: &[Part]) -> Html {
    let all: u64 = parts.iter().map(|part| part.size).sum();
    let mut at = 0;
    let pieces = parts.iter().map(|part| {
        let width = permille(part.size, all);
        let piece = html!(
            r#"<rect class="db-part {class}" x="{x}" width="{width}" height="10"/>"#,
            class = part.meaning.map_or("", Meaning::class),
            x = at,
            width = width.saturating_sub(3)
        );
        at += width;
        piece
    });
    let pieces = Html::join(pieces);
    let names = parts.iter().map(|part| {
        html!(
            r#"<div><span class="db-part-name"><i class="db-part-key {class}" aria-hidden="true">"#
            r#"</i>{words}</span><b class="db-b db-t">{figure}</b></div>"#,
            class = part.meaning.map_or("", Meaning::class),
            words = part.words,
            figure = part.figure
        )
    });
    html!(
        r#"<div class="db-stacked"><svg viewBox="0 0 1000 10" preserveAspectRatio="none" "#
        r#"aria-hidden="true">{pieces}</svg><div class="db-parts">{names}</div></div>"#,
        pieces = pieces,
        names = Html::join(names)
    )
}

/// Work that takes longer than a second: how far it is, and a way to stop it. Swapped by htmx
/// every second while it runs; without scripts the page is opened again.
pub fn progress(progress: &Progress) -> Html {
    let running = progress.refresh_href.as_ref().map(|href| {
        html!(r#" hx-get="{href}" hx-trigger="every 1s" hx-swap="outerHTML""#, href = href)
    });
    html!(
        r#"<div class="db-progress"{running}><div class="db-progress-head"><b class="db-b">"#
        r#"{words}</b><span class="db-n">{done} of {all}</span></div>"#
        r#"<progress max="{all}" value="{done}" aria-label="{words}">{percent}%</progress>"#
        r#"<div class="db-progress-end"><span class="db-s db-m">{note}</span>{cancel}</div></div>"#,
        running = running,
        words = progress.words,
        done = progress.done,
        all = progress.all,
        percent = permille(progress.done, progress.all) / 10,
        note = progress.note,
        cancel = progress.cancel
    )
}

/// What [`progress`] shows.
#[derive(Debug, Clone, Default)]
pub struct Progress {
    /// "Sending 214 statements".
    pub words: String,
    /// How many are done.
    pub done: u64,
    /// How many there are.
    pub all: u64,
    /// "You may leave this page; a notice will say when it is done."
    pub note: Html,
    /// The button that stops it: see [`post_button`](crate::button::post_button).
    pub cancel: Html,
    /// Where this fragment comes from, while it runs.
    pub refresh_href: Option<String>,
}

fn permille(part: u64, all: u64) -> u64 {
    if all == 0 { 0 } else { (u128::from(part.min(all)) * 1000 / u128::from(all)) as u64 }
}

fn tenths(tenths: i64) -> String {
    format!("{}.{}", tenths / 10, (tenths % 10).abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trend_runs_from_edge_to_edge_and_ends_in_its_dot() {
        let drawn = trend(&[342, 340, 314], "31.4 days, from 34.2");
        assert!(drawn.as_str().contains(r#"points="2.0,3.0 35.0,"#), "{drawn}");
        assert!(drawn.as_str().contains(r#"cx="68.0" cy="15.0""#), "{drawn}");
        assert_eq!(trend(&[], "nothing"), Html::empty());
        assert!(trend(&[i64::MIN / 4, i64::MAX / 4], "wide").as_str().contains("68.0,3.0"));
    }

    #[test]
    fn a_variance_grows_left_for_worse() {
        assert!(variance_bar(-87, 100).as_str().contains(r#"class="db-worse" x="6""#));
        assert!(variance_bar(12, 100).as_str().contains(r#"x="30" y="4" width="3""#));
        assert!(variance_bar(0, 100).as_str().contains(r#"width="0""#));
        assert!(variance_bar(900, 100).as_str().contains(r#"width="28""#));
    }

    #[test]
    fn a_bar_never_leaves_its_box() {
        assert!(bar(7, 9, None).as_str().contains(r#"width="777""#));
        assert!(bar(9, 0, None).as_str().contains(r#"width="0""#));
    }
}
