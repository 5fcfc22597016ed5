//! Parts E and F: two signatures, and what must hold before it closes.

use super::show::Told;
use crate::deposits::{COUNT, VERIFY};
use office::View;
use ui::paper::{signature, signature_waiting, signatures};
use ui::prelude::*;

/// Part E: who counted, and who verified.
pub(super) fn signatures_sheet(view: &View<'_, '_>, told: &Told) -> Html {
    let zone = &view.me.zone;
    let counter = match &told.count {
        Some(count) => {
            signature(&count.counted_by_name, &format!("counted, {}", count.counted_at.clock(zone)))
        }
        None => signature_waiting("not counted yet", "counts"),
    };
    let verifier = match (&told.verified_by, told.row.verified_at) {
        (Some(name), Some(at)) => {
            let alone = if told.row.verified_alone { ", alone" } else { "" };
            signature(name, &format!("verified, {}{alone}", at.clock(zone)))
        }
        _ => signature_waiting("waiting", "a second person verifies"),
    };
    Sheet::new("Two signatures").letter('E').body(signatures([counter, verifier])).html()
}

/// Part F: every condition, met or open; the bag stands last, as it is sealed last.
pub(super) fn before(view: &View<'_, '_>, told: &Told) -> Html {
    let conditions = told.before.conditions();
    let met = conditions.iter().filter(|one| one.is_met()).count();
    let fact = format!("{met} of {}", conditions.len());
    let lines = conditions.into_iter().map(|condition| CheckLine {
        tick: if condition.is_met() { Tick::Clear } else { Tick::Open },
        words: Html::text(condition.title),
        figure: Html::text(condition.figure),
        href: None,
    });
    let sheet = Sheet::new("Before it closes").letter('F').fact(fact).flush(check_list(lines));
    let is_ready = told.open_conditions().is_empty() && view.me.may(COUNT);
    match is_ready {
        true => sheet.body(close_form(view, told)).grow().html(),
        false => sheet.grow().html(),
    }
}

/// The head's buttons: the next thing to do, and nothing that cannot be done by this person.
pub(super) fn actions(view: &View<'_, '_>, told: &Told) -> Html {
    let slip = Button::secondary("Print the slip").href(format!("/deposits/{}/slip", told.row.id));
    let slip = told.count.as_ref().map(|_| slip.html());
    let lives = Button::secondary("Follow its payments");
    let lives = lives.href(format!("/biographies?deposit={}", told.row.id));
    html!("{}{}{}", lives.html(), slip, next(view, told))
}

fn next(view: &View<'_, '_>, told: &Told) -> Html {
    let Some(count) = &told.count else {
        return Html::empty();
    };
    let open = told.open_conditions();
    let waits_for_signature = matches!(
        &open[..],
        [only] if only.code == "deposits.not_verified" || only.code == "deposits.changed_since"
    );
    let is_counter = count.counted_by == view.me.staff.id && !view.me.branch.small_office;
    match (&open[..], waits_for_signature) {
        ([], _) => Html::empty(),
        (_, true) if is_counter => Button::not_yet("A second person has to sign").html(),
        (_, true) if view.me.may(VERIFY) => sign_button(view, told),
        (_, true) => Button::not_yet("Waiting for the second signature").html(),
        (_, false) => Button::not_yet(format!("{} left before it is signed", open.len())).html(),
    }
}

fn sign_button(view: &View<'_, '_>, told: &Told) -> Html {
    let here = format!("/deposits/{}", told.row.id);
    let id = told.row.id.to_string();
    let fields = [("deposit", &*id), ("from", &here), ("then", &here)];
    let once = view.office.random_hex(16);
    let button = Button::primary("Verify and sign").key("Alt V");
    post_button("/do/deposits.verify", &once, &fields, button)
}

/// The bag's number is read back from the bag, then the deposit is closed.
fn close_form(view: &View<'_, '_>, told: &Told) -> Html {
    let here = format!("/deposits/{}", told.row.id);
    let form = CommandForm::of(view, "deposits.close", &here, &here);
    let bag = form.field(Field::text("bag", "Bag no., read back").focused());
    let content = html!("{}{}", hidden("deposit", &told.row.id.to_string()), bag.html());
    form.html(content, [Button::primary("Close the deposit").key("Alt C")])
}
