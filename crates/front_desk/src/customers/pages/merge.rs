//! Merging: both accounts side by side before anything is done.

use super::new::head;
use crate::agreements::list_standing_agreements;
use crate::contacts::list_contacts;
use crate::customers::records::{self, Customer};
use crate::locations::list_locations;
use office::{Answer, Page, Refusal, View};
use store::Reader;
use ui::prelude::*;
use values::{Id, noun};

/// First which customer, then both side by side and what goes along.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let id = view.path.id("id", "customer")?;
    let ends = records::require(view.reader, branch, id)?;
    let from = format!("/customers/{id}/merge");
    let wanted = match view.filled.get("into") {
        Some(into) => into.to_owned(),
        None => view.query.text("into").to_owned(),
    };
    let into = match Id::parse(&wanted) {
        Ok(into) if into != id => Some(records::require(view.reader, branch, into)?),
        _ => None,
    };
    let body = match &into {
        None => choose(&from),
        Some(goes_on) => {
            let sides =
                [Side::of(view.reader, branch, &ends)?, Side::of(view.reader, branch, goes_on)?];
            stack([side_by_side(&ends, goes_on, &sides), confirm(view, &ends, goes_on, &from)])
        }
    };
    let page = Page {
        sentence: "The account ends and points to the other. Nothing moves unless it is ticked."
            .into(),
        body: body.into_string(),
        ..head(&ends, "Merge")
    };
    Ok(page.into())
}

fn choose(from: &str) -> Html {
    let pick = Field::pick("into", "Into which customer", "/customers/pick", "").focused();
    let form = html!(
        r#"<form class="db-form" method="get" action="{from}">{pick}{buttons}</form>"#,
        from = from,
        pick = field_row([pick.wide()]),
        buttons = form_end([Button::primary("See both side by side")])
    );
    Sheet::new("The customer who goes on").body(form).html()
}

/// What stands on an account.
struct Side {
    owed: values::Money,
    unapplied: values::Money,
    locations: usize,
    contacts: usize,
    agreements: usize,
}

impl Side {
    fn of(
        reader: &mut Reader<'_>,
        branch: Id<noun::Branch>,
        customer: &Customer,
    ) -> Result<Side, Refusal> {
        let balance = books::open_items::balance(reader, branch, customer.id)?;
        let locations = list_locations(reader, branch, customer.id)?;
        Ok(Side {
            owed: balance.owed,
            unapplied: balance.unapplied,
            locations: locations.iter().filter(|one| one.closed_at.is_none()).count(),
            contacts: list_contacts(reader, branch, customer.id)?.len(),
            agreements: list_standing_agreements(reader, branch, customer.id)?.len(),
        })
    }
}

fn side_by_side(ends: &Customer, goes_on: &Customer, sides: &[Side; 2]) -> Html {
    let line = |words: &str, of: &dyn Fn(&Customer, &Side) -> Html| {
        Row::new([
            Cell::from(words),
            Cell::from(of(ends, &sides[0])),
            Cell::from(of(goes_on, &sides[1])),
        ])
    };
    let table = Table::ledger("Both accounts")
        .column(Column::text("What"))
        .column(Column::name(format!("Ends: {}", ends.number)).wide())
        .column(Column::name(format!("Goes on: {}", goes_on.number)).wide())
        .row(line("Name", &|one, _| Html::text(&one.name)))
        .row(line("Telephone", &|one, _| Html::text(one.phone_shown())))
        .row(line("E-mail address", &|one, _| Html::text(&one.email)))
        .row(line("Bills go to", &|one, _| Html::text(one.bill_to().one_line())))
        .row(line("Standing", &|one, _| Html::text(one.standing.title())))
        .row(line("Owes", &|_, side| money(side.owed)))
        .row(line("Credit", &|_, side| money(side.unapplied)))
        .row(line("Open locations", &|_, side| Html::text(side.locations)))
        .row(line("Contacts", &|_, side| Html::text(side.contacts)))
        .row(line("Agreements", &|_, side| Html::text(side.agreements)));
    Sheet::new("Both accounts").flush(table.html()).html()
}

fn confirm(view: &View<'_, '_>, ends: &Customer, goes_on: &Customer, from: &str) -> Html {
    let back = format!("{from}?into={}", goes_on.id);
    let then = format!("/customers/{}", goes_on.id);
    let form = CommandForm::of(view, "customers.merge", &back, &then);
    let stays = "The money on the account that ends stays there until it is paid";
    let contacts = Field::checkbox("take_contacts", "The contacts go along").ticked();
    let locations = Field::checkbox("take_locations", "The open locations go along").ticked();
    let content = html!(
        "{}{}{}{}{}{}",
        hidden("customer", &ends.id.to_string()),
        hidden("into", &goes_on.id.to_string()),
        form.field(contacts).html(),
        form.field(locations).html(),
        form.field(Field::checkbox("balance_stays", stays)).html(),
        field_row([form.field(Field::text("reason", "Why they are the same").wide())])
    );
    let words = format!("Merge {} into {}", ends.number, goes_on.number);
    let buttons = [Button::primary(words), Button::secondary("Choose another").href(from)];
    Sheet::new("What goes along").body(form.html(content, buttons)).html()
}

#[cfg(test)]
mod tests {
    use crate::customers::OpenCustomer;
    use crate::testing::{bench, owe, rivera, shown};

    #[test]
    fn shows_both_accounts_before_anything_is_done() {
        let bench = bench();
        let first = bench.run(rivera()).unwrap().customer;
        let second =
            OpenCustomer { name: "M. Rivera".into(), despite_similar: vec![first], ..rivera() };
        let second = bench.run(second).unwrap().customer;
        owe(&bench, first, 6_420);
        let path = format!("/customers/{second}/merge");
        let html = shown(&bench, &path, &[]);
        assert!(html.contains("/customers/pick"), "first it is chosen: {html}");
        let html = shown(&bench, &path, &[("into", &first.to_string())]);
        for piece in ["Ends: A10002", "Goes on: A10001", "64.20", "Merge A10002 into A10001"] {
            assert!(html.contains(piece), "{piece}");
        }
    }
}
