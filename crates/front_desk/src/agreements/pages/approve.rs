//! Leave to sell a service to a customer below the list.

use crate::customers;
use crate::services::records::require_sold;
use office::{Answer, Page, Refusal, View};
use settings::rule_packs;
use ui::prelude::*;

/// The form, for a customer and a service that the address names.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (branch, today) = (view.branch(), view.today);
    let given = match view.filled.0.is_empty() {
        true => view.query.clone(),
        false => view.filled.clone(),
    };
    let customer = given.id("customer", "customer")?;
    let customer = customers::require_open_for_work(view.reader, branch, customer)?;
    let service = require_sold(view.reader, given.id("service", "service")?, today)?;
    let from = format!("/agreements/approve?customer={}&service={}", customer.id, service.id);
    let then = format!("/agreements/new?customer={}&service={}", customer.id, service.id);
    let form = CommandForm::of(view, "agreements.approve_price", &from, &then);
    let content = html!(
        "{}{}{}",
        hidden("customer", &customer.id.to_string()),
        hidden("service", &service.id.to_string()),
        field_row([
            form.field(Field::money("price_cents", "Lowest price of a visit").focused()),
            form.field(Field::text("reason", "Why").wide()),
        ])
    );
    let rule = rule_packs::price_leave(today);
    let sheet = Sheet::new(format!("{} {}", service.code, service.name))
        .fact(format!("once, within {} days, for {}", rule.days, customer.name))
        .body(pairs([
            ("List price", money(service.price)),
            ("Needs nobody's leave from", money(rule.lowest(service.price))),
        ]))
        .body(form.html(content, [Button::primary("Approve the price").key("Alt S")]));
    let page = Page {
        title: "Approve a price below the list".into(),
        note: customer.number.clone(),
        sentence: "Whoever approves it does not sign it, unless the office is too small for two."
            .into(),
        body: sheet.html().into_string(),
        rail: "customers",
        ..Page::default()
    };
    Ok(page.into())
}

#[cfg(test)]
mod tests {
    use crate::testing::{bench, quarterly, rivera, shown};

    #[test]
    fn says_what_needs_no_leave() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer.to_string();
        let service = bench.run(quarterly()).unwrap().service.to_string();
        let query = [("customer", customer.as_str()), ("service", service.as_str())];
        let html = shown(&bench, "/agreements/approve", &query);
        assert!(
            html.contains("119.00") && html.contains("within 30 days") && html.contains("107.10"),
            "{html}"
        );
    }
}
