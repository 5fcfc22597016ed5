//! `/payments/find`: the accounts that fit what was typed, and what choosing one will do.

use super::words::{days_late, short, typed_amount};
use crate::payments::{find, rules};
use books::open_items::{Balance, OpenCharge, balance, list_open_charges};
use front_desk::customers::records::find_customer;
use office::{Answer, Refusal, View};
use ui::pick::{PickOption, PickOther, effect, options};
use ui::prelude::*;
use values::{Day, Money};

/// How many choices are shown.
const MOST: usize = 6;

/// How many open items stand beside a choice.
const MOST_LINES: usize = 5;

/// The choices.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (branch, today) = (view.branch(), view.today);
    let words = view.query.text("q").to_owned();
    let amount = typed_amount(view.query.text("amount"));
    let mut found = Vec::new();
    for one in find::list_candidates(view.reader, branch, &words, MOST)? {
        let street = find_customer(view.reader, branch, one.customer)?
            .map_or_else(String::new, |customer| customer.line1);
        let balance = balance(view.reader, branch, one.customer)?;
        let effect = match amount {
            None => Html::empty(),
            Some(amount) => {
                let open = list_open_charges(view.reader, branch, one.customer)?;
                effect_of(&open, amount, &balance)?
            }
        };
        found.push(PickOption {
            value: one.customer.to_string(),
            shown: format!("{} {}", one.number, one.name),
            name: Html::text(&one.name),
            detail: Html::text(format!("{}, {street}", one.number)),
            standing: Some(standing(&balance, today)),
            balance: Some(balance.net()),
            effect,
        });
    }
    let other = PickOther {
        words: "New account, or put on hold unnamed".into(),
        key: "F4".into(),
        href: "/customers/new".into(),
    };
    Ok(Answer::Fragment(options(&found, Some(&other)).into_string()))
}

/// One word for how the account stands.
fn standing(balance: &Balance, today: Day) -> (Meaning, String) {
    match days_late(balance.oldest_due_on, today) {
        Some(1) => (Meaning::Late, String::from("1 day")),
        Some(days) => (Meaning::Late, format!("{days} days")),
        None if balance.owed.is_zero() => (Meaning::Good, String::from("Paid up")),
        None => (Meaning::Good, String::from("Current")),
    }
}

/// "185.00 will pay, oldest first", item by item, and what stays open after it.
fn effect_of(open: &[OpenCharge], amount: Money, balance: &Balance) -> Result<Html, Refusal> {
    let applied = rules::spread(open, None, amount)?;
    let paid: Money = applied.iter().map(|one| one.amount_cents).sum();
    let part_of = |charge: &OpenCharge| {
        let part = applied.iter().find(|one| one.charge == charge.id);
        part.map_or(Money::ZERO, |one| one.amount_cents)
    };
    let lines: Vec<(String, Money)> = open
        .iter()
        .take(MOST_LINES)
        .map(|charge| {
            let words = format!("{}, due {}", short(&charge.document), charge.due_on.short());
            (words, part_of(charge))
        })
        .collect();
    let rest = amount - paid;
    let finding = match &applied[..] {
        [one] if one.amount_cents == amount && one.left_cents.is_zero() => {
            html!("{} for one invoice", status(Meaning::Good, "Exact match"))
        }
        [] => html!("{}", "All of it stays on the account"),
        _ if rest.is_positive() => html!("{} stays on the account", rest.to_string()),
        _ if paid == balance.owed => status(Meaning::Good, "Pays all that is owed"),
        _ => Html::empty(),
    };
    let heading = format!("{amount} will pay, oldest first");
    Ok(effect(&heading, &lines, ("Left open after", balance.owed - paid), finding))
}
