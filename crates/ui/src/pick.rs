//! The pick list: it opens under the field it serves, and beside it stands what choosing does.

use values::Money;

use crate::figures;
use crate::mark::{Meaning, kbd, status};
use crate::{Html, html};

/// One choice.
#[derive(Debug, Clone, Default)]
pub struct PickOption {
    /// The id that is sent when it is chosen.
    pub value: String,
    /// The words that then stand in the field.
    pub shown: String,
    /// The name, in 600.
    pub name: Html,
    /// Account number and street.
    pub detail: Html,
    /// Standing: mark and word.
    pub standing: Option<(Meaning, String)>,
    /// The balance.
    pub balance: Option<Money>,
    /// What choosing it will do: see [`effect`].
    pub effect: Html,
}

/// A last line that does something else: "New account, or put on hold unnamed", `F4`.
#[derive(Debug, Clone)]
pub struct PickOther {
    /// The words.
    pub words: String,
    /// The key.
    pub key: String,
    /// Where it leads.
    pub href: String,
}

/// The fragment a pick field's source answers for `?q=`.
pub fn options(options: &[PickOption], other: Option<&PickOther>) -> Html {
    let lines = options.iter().map(option);
    let other = other.map(|other| {
        html!(
            r#"<a class="db-pick-row db-pick-other" href="{href}" data-db-pick-other "#
            r#"tabindex="-1"><span class="db-act">{words}</span><span></span>{key}</a>"#,
            href = other.href,
            words = other.words,
            key = kbd(&other.key)
        )
    });
    let none = options
        .is_empty()
        .then(|| html!(r#"<p class="db-pick-none">{}</p>"#, "No account is like this."));
    let has_effects = options.iter().any(|option| !option.effect.is_empty());
    html!(
        r#"<span class="db-pick-in{effects}">{none}"#
        r#"<span class="db-pick-rows" role="listbox" aria-label="Choices">{lines}</span>{other}"#
        r#"</span>"#,
        effects = if has_effects { " db-with-effect" } else { "" },
        none = none,
        lines = Html::join(lines),
        other = other
    )
}

fn option(option: &PickOption) -> Html {
    let effect = if option.effect.is_empty() {
        Html::empty()
    } else {
        html!(r#"<span class="db-pick-effect">{}</span>"#, option.effect)
    };
    html!(
        r#"<span class="db-pick-row" role="option" aria-selected="false" data-value="{value}" "#
        r#"data-shown="{shown}"><span class="db-ell"><b class="db-b">{name}"#
        r#"</b> <span class="db-m">{detail}</span></span><span>{standing}</span><b class="db-b">"#
        r#"{balance}</b>{effect}</span>"#,
        value = option.value,
        shown = option.shown,
        name = option.name,
        detail = option.detail,
        standing = option
            .standing
            .as_ref()
            .map(|(meaning, word)| status(*meaning, word)),
        balance = option
            .balance
            .map(|amount| html!(r#"<span class="db-n">{}</span>"#, amount.to_string())),
        effect = effect
    )
}

/// What choosing will do: "185.00 will pay, oldest first", the lines, what is left, and the
/// finding beneath.
pub fn effect(
    heading: &str,
    lines: &[(String, Money)],
    result: (&str, Money),
    finding: impl Into<Html>,
) -> Html {
    let lines = lines.iter().map(|(words, amount)| {
        html!(
            r#"<span class="db-effect-line{faint}"><span>{words}</span>{amount}</span>"#,
            faint = if amount.is_zero() { " db-q" } else { "" },
            words = words,
            amount = figures::money(*amount)
        )
    });
    html!(
        r#"<span class="db-s db-q">{heading}</span>{lines}"#
        r#"<span class="db-effect-line db-effect-sum"><span>{left}</span>{amount}</span>"#
        r#"<span class="db-effect-note">{finding}</span>"#,
        heading = heading,
        lines = Html::join(lines),
        left = result.0,
        amount = figures::money(result.1),
        finding = finding.into()
    )
}
