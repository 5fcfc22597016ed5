//! One possible duplicate: both customers, and what can be done.

use super::{DUPLICATES, page};
use crate::customers::{self, Customer, find_customer};
use crate::imports::{KeepApart, records};
use office::{Answer, Command, Refusal, View};
use ui::prelude::*;
use values::{Id, noun};

/// `/imports/duplicates/{duplicate}`.
pub(in crate::imports) fn show_duplicate(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let id: Id<noun::PossibleDuplicate> = view.path.id("duplicate", "possible duplicate")?;
    let row = records::find_duplicate(view.reader, branch, id)?
        .ok_or(Refusal::NotFound { what: "possible duplicate" })?;
    let mut find = |id| {
        let found = find_customer(view.reader, branch, id)?;
        found.ok_or(Refusal::NotFound { what: "customer" })
    };
    let (one, other) = (find(row.customer)?, find(row.other)?);
    let mut sheets = vec![columns(Columns::Halves, [face(&one), face(&other)])];
    let sentence = match &row.settled_how {
        Some(how) => html!("They are two customers: {}", how),
        None => {
            sheets.push(decide(view, id, &one, &other));
            html!("They look alike: {}. Both accounts stand until you say otherwise.", &row.why)
        }
    };
    Ok(page("Possible duplicate", sentence, stack(sheets)).into())
}

fn face(customer: &Customer) -> Html {
    let facts = [
        ("Account", customer.number.clone()),
        ("Company", customer.company.clone()),
        ("Telephone", customer.phone_shown()),
        ("E-mail", customer.email.clone()),
        ("Billing address", customer.bill_to().one_line()),
        ("Standing", customer.standing.title().to_owned()),
        ("With us since", customer.since_on.us()),
        ("Number in an older system", customer.reference.clone()),
    ];
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let href = format!("/customers/{}", customer.id);
    Sheet::new(customer.name.as_str())
        .body(pairs(facts))
        .foot(Button::secondary("Open the customer").href(href))
        .html()
}

fn decide(
    view: &View<'_, '_>,
    id: Id<noun::PossibleDuplicate>,
    one: &Customer,
    other: &Customer,
) -> Html {
    let mut sheets = Vec::new();
    if view.me.may(customers::DECIDE) {
        let href = format!("/customers/{}/merge?into={}", one.id, other.id);
        sheets.push(
            Sheet::new("They are the same")
                .body("Both stand side by side first; nothing moves unless it is ticked.")
                .foot(Button::secondary(format!("Merge into {}", other.number)).href(href))
                .html(),
        );
    }
    let here = format!("/imports/duplicates/{id}");
    let form = CommandForm::of(view, KeepApart::NAME, &here, DUPLICATES);
    let reason = Field::text("reason", "How you know").hint("Mother and daughter.").required();
    let content = html!(
        "{}{}",
        hidden("possible_duplicate", &id.to_string()),
        field_row([form.field(reason.wide())])
    );
    let form = form.html(content, [Button::secondary("Keep them apart")]);
    sheets.push(Sheet::new("They are two").body(form).html());
    columns(Columns::Halves, sheets)
}
