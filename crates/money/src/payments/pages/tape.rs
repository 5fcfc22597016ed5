//! The side of the posting grid: the tape as it stands, and what may be done with the batch.

use crate::batches::records::BatchRow;
use crate::batches::tape::Standing;
use crate::pasted_lines::Mending;
use crate::words::Tender;
use office::View;
use ui::prelude::*;
use ui::{Tape, TapeLine, tape};
use values::Money;

/// The tape, and what may be done with the batch.
pub(super) fn side(
    view: &View<'_, '_>,
    row: &BatchRow,
    keyed: &[(Tender, Money)],
    standing: &Standing,
    mending: Option<&Mending<'_>>,
) -> Html {
    let is_again =
        view.query.get("tape").is_some() || view.filled.get("form") == Some("batches.key_tape");
    if is_again && row.closed_at.is_none() {
        return key_again(view, row, keyed);
    }
    let paper = paper_tape(view, row, standing);
    let pause = Button::secondary("Pause, keep my place").href("/payments").wide();
    let left = standing.left().0;
    let close = match (row.closed_at, left, standing.off_words().is_empty()) {
        (Some(_), ..) => Html::empty(),
        (None, 0, true) => {
            let here = format!("/payments/post?batch={}", row.id);
            let fields =
                [("batch", row.id.to_string()), ("from", here), ("then", "/payments".to_owned())];
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let button = Button::secondary("Balance the batch").wide();
            post_button("/do/batches.close", &view.office.random_hex(16), &fields, button)
        }
        (None, 0, false) => Button::not_yet("Balance the batch: key the tape").wide().html(),
        (None, left, _) => Button::not_yet(format!("Balance the batch: {left} left")).wide().html(),
    };
    let entry = row.closed_at.is_none().then(|| match mending {
        Some(mending) => mending.buttons(view),
        None => entry_buttons(row),
    });
    html!(r#"{}<div class="db-bts db-down">{}{}{}</div>"#, paper, entry, pause.html(), close)
}

/// What the entry line can do besides being posted, by key and by button.
fn entry_buttons(row: &BatchRow) -> Html {
    let choose = Button::secondary(html!("{} {}", "Choose invoices", kbd("*")))
        .form("db-entry")
        .wide()
        .attribute("data-db-press", "choose")
        .attribute("formaction", "/payments/new")
        .attribute("formmethod", "get");
    let hold = Button::secondary(html!("{} {}", "Put on hold unnamed", kbd("F4")))
        .form("db-entry")
        .wide()
        .name_value("hold", "yes")
        .attribute("data-db-press", "hold");
    let again = format!("/payments/post?batch={}&tape=again", row.id);
    let tape = Button::secondary("Key the tape again").href(again).wide();
    let paste =
        Button::secondary("Paste rows").href(format!("/pasted-lines/paste?batch={}", row.id));
    Html::join([choose, hold, paste.wide(), tape])
}

fn paper_tape(view: &View<'_, '_>, row: &BatchRow, standing: &Standing) -> Html {
    let both = [(&standing.checks, "check"), (&standing.money_orders, "money order")];
    let lines = both.iter().flat_map(|(ticked, _)| &ticked.lines);
    let lines: Vec<TapeLine> = lines
        .map(|(amount, is_ticked)| TapeLine { amount: *amount, is_ticked: *is_ticked })
        .collect();
    let words: Vec<String> = both
        .iter()
        .filter(|(ticked, _)| !ticked.lines.is_empty())
        .map(|(ticked, what)| {
            let count = u64::try_from(ticked.lines.len()).unwrap_or(u64::MAX);
            counted(count, what, &format!("{what}s"))
        })
        .collect();
    let heading = match (row.keyed_at, &row.keyed_by_name) {
        (Some(at), Some(by)) => {
            let first = by.split(' ').next().unwrap_or(by);
            format!("Tape, keyed by {first}, {}", at.clock(&view.me.zone))
        }
        _ => String::from("No tape was keyed yet"),
    };
    let posted = (standing.checks.posted(), standing.money_orders.posted());
    let (posted_items, posted_sum) = (posted.0.0 + posted.1.0, posted.0.1 + posted.1.1);
    let (left_items, left_sum) = standing.left();
    tape(&Tape {
        heading,
        lines,
        total_words: words.join(", "),
        posted: Some((posted_sum, format!("{posted_items} posted and ticked"))),
        left: Some((left_sum, format!("{left_items} left to post"))),
    })
}

/// The tape to be keyed anew, beginning with what was keyed.
fn key_again(view: &View<'_, '_>, row: &BatchRow, keyed: &[(Tender, Money)]) -> Html {
    let here = format!("/payments/post?batch={}&tape=again", row.id);
    let then = format!("/payments/post?batch={}", row.id);
    let form = CommandForm::of(view, "batches.key_tape", &here, &then);
    let text = |wanted: Tender| {
        let amounts = keyed.iter().filter(|(tender, _)| *tender == wanted);
        amounts.map(|(_, amount)| amount.to_string()).collect::<Vec<_>>().join("\n")
    };
    let fields = [
        form.field(
            Field::textarea("checks", "Checks, one amount a line")
                .lines(12)
                .value(text(Tender::Check)),
        )
        .html(),
        form.field(
            Field::textarea("money_orders", "Money orders, one amount a line")
                .lines(3)
                .value(text(Tender::MoneyOrder)),
        )
        .html(),
        hidden("batch", &row.id.to_string()),
    ];
    let keep = Button::secondary("Leave it").href(then.clone());
    let body = form.html(Html::join(fields), [Button::secondary("Key this tape"), keep]);
    Sheet::new("The tape").body(body).html()
}
