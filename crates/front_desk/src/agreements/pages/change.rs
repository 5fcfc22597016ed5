//! What changes in a signed agreement: its price from a day on, and where or with whom it
//! goes on.

use super::show::act;
use crate::agreements::records::{self, Agreement};
use crate::agreements::rules::net;
use crate::locations::records::list_locations;
use office::{Refusal, View};
use settings::rule_packs;
use ui::prelude::*;

/// The prices that came after the signed one, with who set them and why.
pub(super) fn prices(view: &mut View<'_, '_>, agreement: &Agreement) -> Result<Html, Refusal> {
    let later = records::list_prices(view.reader, view.me.branch.id, agreement.id)?;
    if later.is_empty() {
        return Ok(Html::empty());
    }
    let rows = later.into_iter().map(|one| {
        Row::new([
            Cell::from(one.effective_on.us()),
            Cell::from(one.price),
            Cell::from(one.reason),
            Cell::from(one.set_by),
        ])
    });
    let signed = Row::new([
        Cell::from(agreement.signed_on.us()),
        Cell::from(agreement.prices.signed),
        Cell::from("As signed"),
        Cell::Blank,
    ]);
    let table = Table::ledger("Prices")
        .column(Column::day("From"))
        .column(Column::money("A visit"))
        .column(Column::text("Why").wide())
        .column(Column::text("By"))
        .rows(rows)
        .row(signed);
    Ok(Sheet::new("Prices").fact("before any discount").flush(table.html()).html())
}

/// The agreements before and after this one, where it was transferred.
pub(super) fn goes_on(
    view: &mut View<'_, '_>,
    agreement: &Agreement,
) -> Result<Vec<(&'static str, Html)>, Refusal> {
    let branch = view.branch();
    let mut lines = Vec::new();
    if let Some(former) = agreement.transferred_from {
        let number = records::require(view.reader, branch, former)?.number;
        lines.push(("Goes on from", link(number, &format!("/agreements/{former}"))));
    }
    if let Some((id, number)) = records::find_successor(view.reader, branch, agreement.id)? {
        lines.push(("Goes on as", link(number, &format!("/agreements/{id}"))));
    }
    Ok(lines)
}

/// Another price from a day on.
pub(super) fn reprice(view: &View<'_, '_>, agreement: &Agreement, from: &str) -> Html {
    let today = view.today;
    let now = agreement.prices.on(today);
    let fields = |form: &CommandForm| {
        html!(
            "{}{}",
            field_row([
                form.field(Field::money("price_cents", "A visit").hint(format!("Now {now}."))),
                form.field(Field::day("effective_on", "From").on(today)),
            ]),
            field_row([form.field(Field::text("reason", "Why").wide())])
        )
    };
    let lowest = rule_packs::price_leave(today).lowest(agreement.list_price);
    let had = net(agreement.prices.lowest(), agreement.discount);
    let button = Button::secondary("Set the price");
    Sheet::new("Another price")
        .fact(format!("below {} somebody else gives leave", lowest.min(had)))
        .body(act(view, agreement, from, "agreements.reprice", fields, button))
        .html()
}

/// Another place, another customer, or both.
pub(super) fn transfer(
    view: &mut View<'_, '_>,
    agreement: &Agreement,
    from: &str,
) -> Result<Html, Refusal> {
    let (branch, today) = (view.branch(), view.today);
    let others = list_locations(view.reader, branch, agreement.customer)?;
    let open = others.into_iter().filter(|one| one.closed_at.is_none());
    let others = open.filter(|one| one.id != agreement.location);
    let stays = [(String::new(), String::from("The old place, to somebody else"))];
    let places = stays.into_iter().chain(others.map(|one| (one.id.to_string(), one.one_line())));
    let then = "/agreements/{agreement}";
    let form = CommandForm::of(view, "agreements.transfer", from, then);
    let add = format!("/locations/new?customer={}", agreement.customer);
    let content = html!(
        "{}{}{}{}{}",
        hidden("agreement", &agreement.id.to_string()),
        field_row([
            form.field(Field::select("location", "To which place", places)),
            form.field(Field::day("effective_on", "From").on(today)),
        ]),
        field_row([form.field(
            Field::pick("customer", "Who takes the old place over", "/customers/pick", "")
                .hint("Blank: the same customer, who moves.")
                .wide()
        )]),
        field_row([
            form.field(Field::text("po_number", "Her purchase order")),
            form.field(Field::text("reason", "Why").wide()),
        ]),
        link("Add the new place first", &add)
    );
    let body = form.html(content, [Button::secondary("Transfer it")]);
    Ok(Sheet::new("She moves, or the house is sold").body(body).html())
}

#[cfg(test)]
mod tests {
    use crate::agreements::RepriceAgreement;
    use crate::testing::{bench, halloran, quarterly_agreement, refused, shown};
    use values::{Day, Money};

    #[test]
    fn shows_the_prices_to_come_and_where_it_goes_on() {
        let bench = bench();
        let (_, agreement) = quarterly_agreement(&bench);
        let path = format!("/agreements/{agreement}");
        let html = shown(&bench, &path, &[]);
        assert!(html.contains("/do/agreements.reprice"), "{html}");
        assert!(html.contains("below 107.10 somebody else"), "{html}");
        let price = RepriceAgreement {
            agreement,
            price_cents: Money::cents(12_500),
            effective_on: Some(Day::ymd(2026, 9, 1)),
            reason: "Material costs more".into(),
        };
        bench.run(price).unwrap();
        let html = shown(&bench, &path, &[]);
        for piece in ["125.00 from 09/01/2026", "Material costs more", "As signed", "Dana"] {
            assert!(html.contains(piece), "{piece}: {html}");
        }
        let buyer = bench.run(halloran()).unwrap().customer;
        let transfer = crate::agreements::TransferAgreement {
            agreement,
            customer: Some(buyer),
            location: None,
            effective_on: None,
            po_number: None,
            reason: "Sold".into(),
        };
        let new = bench.run(transfer).unwrap();
        let html = shown(&bench, &path, &[]);
        assert!(html.contains(&format!("/agreements/{}", new.agreement)), "{html}");
        let html = shown(&bench, &format!("/agreements/{}", new.agreement), &[]);
        assert!(html.contains("Goes on from") && html.contains(&path), "{html}");
    }

    #[test]
    fn a_refused_transfer_keeps_what_was_entered() {
        let bench = bench();
        let (_, agreement) = quarterly_agreement(&bench);
        let id = agreement.to_string();
        let filled =
            [("form", "agreements.transfer"), ("agreement", id.as_str()), ("reason", "To <Tampa>")];
        let (refusal, html) = refused(&bench, &format!("/agreements/{agreement}"), &filled);
        assert_eq!(refusal.status(), 422);
        assert!(html.contains("Choose where she moves to"), "{html}");
        assert!(html.contains("To &lt;Tampa&gt;"), "{html}");
    }
}
