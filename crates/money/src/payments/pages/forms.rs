//! What may be done with a payment, each a small form at the side of its page.

use super::meant::Meant;
use crate::payments::records::{PaymentRow, PaymentState};
use crate::payments::{CORRECT, POST, VOID};
use crate::words::{Route, Tender};
use crate::{refunds, returns};
use books::open_items::{Balance, balance};
use office::{Refusal, View};
use ui::prelude::*;
use values::Money;

/// The side of the page: only what this person may do with a payment in this state.
pub(super) fn side(
    view: &mut View<'_, '_>,
    row: &PaymentRow,
    unapplied: Money,
) -> Result<Html, Refusal> {
    let state = row.state();
    let stands = !matches!(state, PaymentState::Voided | PaymentState::Returned);
    let owed = match row.customer {
        Some(customer) => balance(view.reader, view.me.branch.id, customer)?,
        None => Balance::default(),
    };
    let meant = Meant::read(view)?;
    let view = &*view;
    let mut sheets = Vec::new();
    if state == PaymentState::Held && view.me.may(POST) {
        sheets.push(name(view, row, &meant));
    }
    if view.query.get("take_back").is_some() && stands && view.me.may(CORRECT) {
        sheets.push(unapply(view, row));
    }
    if stands && unapplied.is_positive() && owed.owed.is_positive() && view.me.may(POST) {
        sheets.push(apply(view, row, unapplied));
    }
    if stands && row.customer.is_some() && view.me.may(CORRECT) {
        sheets.push(move_to(view, row, &meant));
    }
    let may_void = stands && row.deposited_at.is_none() && row.settled_on.is_none();
    if may_void && view.me.may(VOID) {
        sheets.push(void(view, row));
    }
    sheets.push(elsewhere(view, row, unapplied));
    if let PaymentState::Voided = state {
        sheets.push(Sheet::new("Voided").body("It counts for nothing any more.").html());
    }
    Ok(stack(sheets))
}

fn here(row: &PaymentRow) -> String {
    format!("/payments/{}", row.id)
}

fn of(view: &View<'_, '_>, row: &PaymentRow, command: &'static str) -> CommandForm {
    CommandForm::of(view, command, &here(row), &here(row))
}

fn id_of(row: &PaymentRow) -> Html {
    hidden("payment", &row.id.to_string())
}

fn reason(form: &CommandForm) -> Html {
    form.field(Field::text("reason", "Why").wide()).html()
}

fn name(view: &View<'_, '_>, row: &PaymentRow, meant: &Meant) -> Html {
    let form = of(view, row, "payments.name");
    let content = html!(
        "{}{}{}",
        id_of(row),
        meant.field(&form),
        form.field(Field::text("again", "If it looks posted before: why it is another").wide())
            .html()
    );
    let body = form.html(content, [Button::primary("Name the customer")]);
    Sheet::new("Whose is it?").body(body).html()
}

fn unapply(view: &View<'_, '_>, row: &PaymentRow) -> Html {
    let form = of(view, row, "payments.unapply");
    let application = view.query.text("take_back");
    let content =
        html!("{}{}{}", id_of(row), hidden("applications[0]", application), reason(&form));
    let leave = Button::secondary("Leave it").href(here(row));
    let body = form.html(content, [Button::secondary("Take it back"), leave]);
    Sheet::new("Take it off the invoice").body(body).html()
}

fn apply(view: &View<'_, '_>, row: &PaymentRow, unapplied: Money) -> Html {
    let form = of(view, row, "payments.apply");
    let words = format!("{unapplied} of it is not applied. It goes on the oldest due first.");
    let content = html!("{}<p>{}</p>", id_of(row), words);
    let body = form.html(content, [Button::secondary("Apply the rest")]);
    Sheet::new("Not applied").body(body).html()
}

fn move_to(view: &View<'_, '_>, row: &PaymentRow, meant: &Meant) -> Html {
    let form = of(view, row, "payments.move");
    let content = html!("{}{}{}", id_of(row), meant.field(&form), reason(&form));
    let body = form.html(content, [Button::secondary("Move it there")]);
    Sheet::new("Wrong customer?").body(body).html()
}

fn void(view: &View<'_, '_>, row: &PaymentRow) -> Html {
    let is_own = row.posted_by == view.me.staff.id && !view.me.branch.small_office;
    let sheet = Sheet::new("Void it");
    if is_own {
        let words = "You posted it, so a second person has to void it.";
        return sheet.body(html!("<p>{}</p>", words)).html();
    }
    let form = of(view, row, "payments.void");
    let content = html!("{}{}", id_of(row), reason(&form));
    sheet.body(form.html(content, [Button::secondary("Void the payment")])).html()
}

/// What begins on a page of its own.
fn elsewhere(view: &View<'_, '_>, row: &PaymentRow, unapplied: Money) -> Html {
    let was_at_bank = match row.tender.route() {
        Route::Deposit => row.deposited_at.is_some() && row.tender != Tender::Cash,
        Route::Processor => true,
    };
    let stands = row.returned_at.is_none() && row.voided_at.is_none() && row.customer.is_some();
    let mut all = Vec::new();
    if stands && was_at_bank && view.me.may(returns::RECORD) {
        let href = format!("/returns/new?payment={}", row.id);
        all.push(Button::secondary("Record that the bank returned it").href(href).wide());
    }
    if let Some(customer) = row.customer
        && stands
        && unapplied.is_positive()
        && view.me.may(refunds::ASK)
    {
        let href = format!("/refunds/new?customer={customer}&amount_cents={unapplied}");
        all.push(Button::secondary("Ask for a refund").href(href).wide());
    }
    match all.is_empty() {
        true => Html::empty(),
        false => Sheet::new("More").body(buttons(all)).html(),
    }
}
