//! The adding-machine tape beside a batch of money: keyed before posting, so that the
//! difference is always honest. What is left is the largest figure on it.

use values::Money;

use crate::{Html, html};

/// The tape of a batch.
#[derive(Debug, Clone, Default)]
pub struct Tape {
    /// "Tape, keyed first by Ruth, 1:05 pm".
    pub heading: String,
    /// The amounts in the order they were keyed.
    pub lines: Vec<TapeLine>,
    /// What was counted: "14 checks".
    pub total_words: String,
    /// What of it is posted, and its words: "9 posted and ticked".
    pub posted: Option<(Money, String)>,
    /// What is left, and its words: "5 left to post".
    pub left: Option<(Money, String)>,
}

/// One amount on the tape.
#[derive(Debug, Clone, Copy)]
pub struct TapeLine {
    /// The amount.
    pub amount: Money,
    /// Whether it has been posted; it is then ticked and quiet.
    pub is_ticked: bool,
}

/// The tape's markup, for the side column. It has the id `db-tape`.
pub fn tape(tape: &Tape) -> Html {
    let total: Money = tape.lines.iter().map(|line| line.amount).sum();
    let lines = tape.lines.iter().map(|line| {
        html!(
            r#"<li class="{class}"><span class="db-good">{tick}</span><span class="db-n">{amount}"#
            r#"</span><span class="db-q">{sign}</span></li>"#,
            class = if line.is_ticked { "db-ticked" } else { "db-b" },
            tick = Html::trusted(if line.is_ticked {
                r#"<span aria-hidden="true">✓</span><span class="db-sr">posted</span>"#
            } else {
                ""
            }),
            amount = line.amount.abs().to_string(),
            sign = if line.amount.is_negative() { "–" } else { "+" }
        )
    });
    html!(
        r#"<section class="db-tape" id="db-tape" aria-label="Tape"><p class="db-tape-head">"#
        r#"{heading}</p><ol class="db-tape-lines">{lines}</ol><p class="db-tape-total">"#
        r#"<span class="db-dbl">{total}</span><span aria-hidden="true">*</span></p>"#
        r#"<p class="db-tape-words">{words}</p>{posted}{left}</section>"#,
        heading = tape.heading,
        lines = Html::join(lines),
        total = total.to_string(),
        words = tape.total_words,
        posted = tape.posted.as_ref().map(|(amount, words)| html!(
            r#"<p class="db-tape-posted"><span class="db-n">{amount}</span>"#
            r#"<span aria-hidden="true">✓</span></p><p class="db-tape-words">{words}</p>"#,
            amount = amount.to_string(),
            words = words
        )),
        left = tape.left.as_ref().map(|(amount, words)| html!(
            r#"<p class="db-tape-left"><span class="db-n">{amount}</span>"#
            r#"<span aria-hidden="true">–</span></p><p class="db-tape-words">{words}</p>"#,
            amount = amount.to_string(),
            words = words
        ))
    )
}

/// The field that keys a tape: one amount a line. A script turns it into a ten-key entry that
/// adds as it goes; without it the lines are typed.
pub fn tape_entry(name: &str, label: &str, amounts: &[Money]) -> Html {
    let typed: Vec<String> = amounts.iter().map(|amount| amount.to_string()).collect();
    html!(
        r#"<div class="db-tape-entry" data-db-tape><div class="db-fld db-fld-wide">"#
        r#"<label for="f-{name}">{label}</label>"#
        r#"<textarea class="db-in db-num" id="f-{name}" name="{name}" rows="8" "#
        r#"inputmode="decimal">{typed}</textarea><p class="db-hint">One amount a line.</p></div>"#
        r#"</div>"#,
        name = name,
        label = label,
        typed = typed.join("\n")
    )
}
