//! One agreement: its terms, its next visits, and what may be done with it.

use super::{change, visits};
use crate::agreements::records::{self, Agreement};
use crate::agreements::words::{AgreementStanding, CancelCause};
use crate::agreements::{CANCEL, SIGN};
use crate::customers::{self, Customer};
use crate::forms::{offered, ticked};
use crate::locations::{self, Location};
use office::{Answer, Page, Refusal, View};
use ui::prelude::*;
use values::Day;

/// The page of an agreement.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (branch, today) = (view.branch(), view.today);
    let id = view.path.id("id", "agreement")?;
    let agreement = records::require(view.reader, branch, id)?;
    let customer = customers::records::require(view.reader, branch, agreement.customer)?;
    let location = locations::records::require(view.reader, branch, agreement.location)?;
    let seller = match agreement.sold_by {
        Some(seller) => office::records::find_staff(view.reader, seller)?.map(|one| one.name),
        None => None,
    };
    let standing = agreement.standing(today);
    let planned = agreement.next_visits(today, 12);
    let strip = strip(&agreement, standing, planned.first().map(|visit| visit.scheduled), today);
    let visits = Sheet::new("Next visits")
        .fact(agreement.schedule.words())
        .flush(visits::table(&planned, agreement.discount));
    let prices = change::prices(view, &agreement)?;
    let mut more = change::goes_on(view, &agreement)?;
    more.extend(billing_options(view, &agreement));
    let terms = terms(&agreement, &location, seller, more);
    let main = stack([strip, visits.html(), terms, prices]);
    let side = stack(actions(view, &agreement, standing)?);
    let href = format!("/customers/{}", customer.id);
    let page = Page {
        title: agreement.service_name.clone(),
        note: agreement.number.clone(),
        sentence: sentence(&agreement, &customer, &href, standing).into_string(),
        body: columns(Columns::MainSide, [main, side]).into_string(),
        rail: "customers",
        ..Page::default()
    };
    Ok(page.into())
}

fn sentence(
    agreement: &Agreement,
    customer: &Customer,
    href: &str,
    standing: AgreementStanding,
) -> Html {
    let who = link(&customer.name, href);
    match standing {
        AgreementStanding::Cancelled => {
            let since = agreement.cancelled_on.map(|day| day.us()).unwrap_or_default();
            let why = agreement.cancel_cause.map_or("", CancelCause::title);
            html!("With {}. Cancelled from {}: {}.", who, since, why)
        }
        AgreementStanding::OnHold => {
            let why = agreement.held_reason.as_deref().unwrap_or("");
            html!("With {}. On hold: {}.", who, why)
        }
        AgreementStanding::Ended => html!("With {}. Its term is over.", who),
        AgreementStanding::Active => html!("With {}.", who),
    }
}

fn strip(
    agreement: &Agreement,
    standing: AgreementStanding,
    next: Option<Day>,
    today: Day,
) -> Html {
    let meaning = match standing {
        AgreementStanding::Active => Meaning::Good,
        AgreementStanding::OnHold => Meaning::Watch,
        AgreementStanding::Ended => Meaning::Late,
        AgreementStanding::Cancelled => Meaning::Wrong,
    };
    let full = agreement.prices.on(today);
    let price = agreement.net_on(today);
    let price_note = match (agreement.prices.changes_after(today).next(), agreement.discount) {
        (Some((from, price)), _) => format!("{price} from {}", from.us()),
        (None, discount) if discount.is_zero() => format!("list {}", agreement.list_price),
        (None, discount) => format!("{full} less {discount}"),
    };
    let ends = match (agreement.ends_on, agreement.auto_renew) {
        (Some(day), true) => (day.us(), "then goes on"),
        (Some(day), false) => (day.us(), "then ends"),
        (None, _) => ("None".to_owned(), "until cancelled"),
    };
    let first = agreement.initial_price.map_or("the same".to_owned(), |first| first.to_string());
    form_strip([
        FormBox::new("Standing", status(meaning, standing.title())),
        FormBox::new("A visit", dollars(price)).meaning(price_note),
        FormBox::new("First visit", first).meaning(agreement.starts_on.us()),
        FormBox::new("Next visit", next.map_or("None".to_owned(), |day| day.short()))
            .meaning(agreement.schedule.frequency.name()),
        FormBox::new("Term ends", ends.0).meaning(ends.1),
    ])
}

fn terms(
    agreement: &Agreement,
    location: &Location,
    seller: Option<String>,
    goes_on: Vec<(&'static str, Html)>,
) -> Html {
    let mut lines = vec![
        ("Where", Html::text(location.one_line())),
        ("Signed", Html::text(agreement.signed_on.us())),
        ("Sold", Html::text(agreement.sold_at.title())),
        ("Sold by", Html::text(seller.unwrap_or_else(|| "nobody named".to_owned()))),
    ];
    if let Some(day) = agreement.cooling_off_ends_on {
        lines.push(("May cancel for nothing until", Html::text(day.long())));
    }
    if !agreement.po_number.is_empty() {
        let until = agreement.po_expires_on.map(|day| format!(", until {}", day.us()));
        let words = format!("{}{}", agreement.po_number, until.unwrap_or_default());
        lines.push(("Purchase order", Html::text(words)));
    }
    if !agreement.note.is_empty() {
        lines.push(("To note", Html::text(&agreement.note)));
    }
    if let Some(reason) = &agreement.cancel_reason {
        lines.push(("Why it was cancelled", Html::text(reason)));
    }
    lines.extend(goes_on);
    Sheet::new("Terms").body(pairs(lines)).html()
}

/// The way to how it is billed, for who may see that.
fn billing_options(view: &View<'_, '_>, agreement: &Agreement) -> Option<(&'static str, Html)> {
    let (address, me) = ("/billing-options", view.me);
    let may = view.office.rooms().pages().any(|page| page.path == address && me.may(page.duty));
    let href = format!("{address}?customer={}&agreement={}", agreement.customer, agreement.id);
    may.then(|| ("Billed", link("By its billing options", &href)))
}

/// What may be done with it now, one sheet each.
fn actions(
    view: &mut View<'_, '_>,
    agreement: &Agreement,
    standing: AgreementStanding,
) -> Result<Vec<Html>, Refusal> {
    let from = format!("/agreements/{}", agreement.id);
    let mut sheets = Vec::new();
    if standing == AgreementStanding::Cancelled {
        if view.me.may(CANCEL) {
            sheets.push(reinstate(view, agreement, &from));
        }
        return Ok(sheets);
    }
    if view.me.may(SIGN) {
        sheets.push(match standing {
            AgreementStanding::OnHold => release(view, agreement, &from),
            _ => hold(view, agreement, &from),
        });
        sheets.push(edit(view, agreement, &from));
        if agreement.ends_on.is_some() && agreement.term_months > 0 {
            sheets.push(renew(view, agreement, &from));
        }
        sheets.push(change::reprice(view, agreement, &from));
        sheets.push(change::transfer(view, agreement, &from)?);
    }
    if view.me.may(CANCEL) {
        sheets.push(cancel(view, agreement, &from));
    }
    Ok(sheets)
}

/// A form that does something with this agreement.
pub(super) fn act(
    view: &View<'_, '_>,
    agreement: &Agreement,
    from: &str,
    command: &'static str,
    fields: impl FnOnce(&CommandForm) -> Html,
    button: Button,
) -> Html {
    let form = CommandForm::of(view, command, from, from);
    let content = html!("{}{}", hidden("agreement", &agreement.id.to_string()), fields(&form));
    form.html(content, [button])
}

fn hold(view: &View<'_, '_>, agreement: &Agreement, from: &str) -> Html {
    let today = view.today;
    let fields = |form: &CommandForm| {
        html!(
            "{}{}",
            field_row([
                form.field(Field::day("held_from", "From").on(today)),
                form.field(Field::day("until", "Until").hint("Blank: until released.")),
            ]),
            field_row([form.field(Field::text("reason", "Why").wide())])
        )
    };
    let button = Button::secondary("Put it on hold");
    Sheet::new("Let visits wait")
        .body(act(view, agreement, from, "agreements.hold", fields, button))
        .html()
}

fn release(view: &View<'_, '_>, agreement: &Agreement, from: &str) -> Html {
    let days = match (agreement.held_from, agreement.held_until) {
        (Some(first), Some(last)) => format!("From {} to {}.", first.us(), last.us()),
        (Some(first), None) => format!("From {} on.", first.us()),
        _ => String::new(),
    };
    let button = Button::primary("Release it");
    let form = act(view, agreement, from, "agreements.release", |_| Html::empty(), button);
    Sheet::new("On hold").body(Html::text(days)).body(form).html()
}

fn edit(view: &View<'_, '_>, agreement: &Agreement, from: &str) -> Html {
    let fields = |form: &CommandForm| {
        let seen = form.seen(agreement.version);
        let expires = agreement.po_expires_on.map(|day| day.us()).unwrap_or_default();
        let renews = Field::checkbox("auto_renew", "Goes on after its term");
        html!(
            "{}{}{}{}",
            seen,
            form.field(ticked(renews, agreement.auto_renew)).html(),
            field_row([
                form.field(Field::text("po_number", "Purchase order").value(&agreement.po_number)),
                form.field(Field::day("po_expires_on", "Runs out on").value(expires)),
            ]),
            field_row([form.field(Field::text("note", "To note").value(&agreement.note).wide()),])
        )
    };
    let button = Button::secondary("Save");
    Sheet::new("What may change")
        .body(act(view, agreement, from, "agreements.edit", fields, button))
        .html()
}

fn renew(view: &View<'_, '_>, agreement: &Agreement, from: &str) -> Html {
    let fields = |form: &CommandForm| {
        let months = Field::number("term_months", "For another").unit("months");
        field_row([form.field(months.value(agreement.term_months))])
    };
    let button = Button::secondary("Renew it");
    Sheet::new("Another term")
        .fact(agreement.ends_on.map(|last| format!("ends {}", last.us())))
        .body(act(view, agreement, from, "agreements.renew", fields, button))
        .html()
}

fn cancel(view: &View<'_, '_>, agreement: &Agreement, from: &str) -> Html {
    let today = view.today;
    let fields = |form: &CommandForm| {
        html!(
            "{}{}",
            field_row([
                form.field(Field::select("cause", "Cause", offered!(CancelCause)).value("other"),),
                form.field(Field::day("effective_on", "No visits from").on(today)),
            ]),
            field_row([form.field(Field::text("reason", "In the customer's words").wide())])
        )
    };
    let button = Button::secondary("Cancel the agreement");
    let in_time = agreement.cooling_off_ends_on.filter(|last| today <= *last);
    Sheet::new("It ends")
        .fact(in_time.map(|last| format!("for nothing until {}", last.short())))
        .body(act(view, agreement, from, "agreements.cancel", fields, button))
        .html()
}

fn reinstate(view: &View<'_, '_>, agreement: &Agreement, from: &str) -> Html {
    let fields = |form: &CommandForm| field_row([form.field(Field::text("reason", "Why").wide())]);
    let button = Button::primary("Reinstate it");
    Sheet::new("It goes on after all")
        .body(act(view, agreement, from, "agreements.reinstate", fields, button))
        .html()
}

#[cfg(test)]
mod tests {
    use crate::agreements::{CancelAgreement, CancelCause, HoldAgreement};
    use crate::testing::{bench, quarterly_agreement, shown};

    #[test]
    fn shows_the_visits_and_what_may_be_done() {
        let bench = bench();
        let (_, agreement) = quarterly_agreement(&bench);
        let path = format!("/agreements/{agreement}");
        let html = shown(&bench, &path, &[]);
        // March 2, June 2, September 2 and December 2: 199.00 and three times 119.00.
        for piece in ["Marisol Rivera", "556.00", "/do/agreements.hold", "/do/agreements.cancel"] {
            assert!(html.contains(piece), "{piece}: {html}");
        }
        let reason = "Away".to_owned();
        bench.run(HoldAgreement { agreement, reason, held_from: None, until: None }).unwrap();
        let html = shown(&bench, &path, &[]);
        assert!(html.contains("On hold: Away."), "{html}");
        assert!(html.contains("/do/agreements.release"), "{html}");
        let cancel = CancelAgreement {
            agreement,
            cause: CancelCause::Moved,
            reason: "To Tampa".into(),
            effective_on: None,
        };
        bench.run(cancel).unwrap();
        let html = shown(&bench, &path, &[]);
        assert!(html.contains("Cancelled from 03/02/2026: Moved."), "{html}");
        assert!(html.contains("/do/agreements.reinstate"), "{html}");
        assert!(!html.contains("/do/agreements.cancel"), "{html}");
    }
}
