//! Parts B to D: the items of the slip, the mail logs, the envelopes, and why the cash differs.

use super::show::{Told, differs};
use crate::deposits::records::ItemRow;
use crate::deposits::rules::OverShort;
use crate::deposits::{ALLOW, COUNT, Cause};
use crate::remittance_logs;
use crate::words::Tender;
use office::View;
use ui::prelude::*;
use values::Money;

/// Part B: checks, then money orders, in slip order.
pub(super) fn items(told: &Told) -> Html {
    let sheet = Sheet::new("Checks and money orders").letter('B').fact("in slip order");
    if told.items.is_empty() {
        return sheet.body("None were posted. Cash is counted at the left.").html();
    }
    let mut table = Table::ledger("Checks and money orders in slip order")
        .density(Density::Dense)
        .column(Column::number("#"))
        .column(Column::id("Bank no."))
        .column(Column::number("Check no."))
        .column(Column::text("From").roomy())
        .column(Column::money("Amount"));
    let mut place = 0;
    for (tender, one, many) in
        [(Tender::Check, "check", "checks"), (Tender::MoneyOrder, "money order", "money orders")]
    {
        let mut sum = Money::ZERO;
        let mut items: u64 = 0;
        for item in told.items_of(tender) {
            place += 1;
            items += 1;
            sum += item.amount;
            table = table.row(item_row(place, item));
        }
        if items > 0 {
            let words = counted(items, one, many);
            table = table.row(Row::sum([Cell::Span(4, words.into()), Cell::from(sum)]));
        }
    }
    let total: Money = told.items.iter().map(|item| item.amount).sum();
    let words = counted(u64::try_from(told.items.len()).unwrap_or(0), "item", "items");
    table = table.row(Row::sum([Cell::Span(4, words.into()), Cell::Total(total)]));
    sheet.flush(table.html()).grow().html()
}

fn item_row(place: u64, item: &ItemRow) -> Row {
    let from = match item.customer {
        Some(_) => Html::text(&item.name),
        None => html!("{} {}", item.name, status(Meaning::Watch, "on hold")),
    };
    Row::new([
        Cell::Html(quiet(place)),
        Cell::from(item.bank.as_str()),
        Cell::from(item.reference.as_str()),
        Cell::from(from),
        Cell::from(item.amount),
    ])
    .href(format!("/payments/{}", item.payment))
}

/// The mail logs beside what was posted, when there are any.
pub(super) fn logs(view: &View<'_, '_>, told: &Told) -> Html {
    if told.logs.is_empty() {
        return Html::empty();
    }
    let mut table = Table::ledger("Mail log")
        .density(Density::Proof)
        .column(Column::text("Opened by").roomy())
        .column(Column::status("Witness"))
        .column(Column::number("Items"))
        .column(Column::money("Total"))
        .column(Column::action());
    for log in &told.logs {
        let (witness, action) = match &log.witnessed_by_name {
            Some(name) => (status(Meaning::Good, name.as_str()), Html::empty()),
            None if log.opened_by == view.me.staff.id || !view.me.may(remittance_logs::KEEP) => {
                (status(Meaning::Watch, "not yet"), Html::empty())
            }
            None => (status(Meaning::Watch, "not yet"), witness_button(view, told, log.id.get())),
        };
        let row = Row::new([
            Cell::from(log.opened_by_name.as_str()),
            Cell::from(witness),
            Cell::from(log.items),
            Cell::from(log.total),
        ]);
        table = table.row(row.action(action));
    }
    let logged: Money = told.logs.iter().map(|log| log.total).sum();
    let paper = told.before.posted.paper();
    let fact = match logged == paper {
        true => status(Meaning::Good, "log, posted and slip agree"),
        false => quiet(format!("{} came another way", paper - logged)),
    };
    Sheet::new("Mail log").fact(fact).flush(table.html()).html()
}

fn witness_button(view: &View<'_, '_>, told: &Told, log: i64) -> Html {
    let here = format!("/deposits/{}", told.row.id);
    let log = log.to_string();
    let fields = [("remittance_log", &*log), ("from", &here), ("then", &here)];
    let once = view.office.random_hex(16);
    post_button("/do/remittance_logs.witness", &once, &fields, Button::link("I was there"))
}

/// Part C: what technicians and the counter handed in.
pub(super) fn envelopes(view: &View<'_, '_>, told: &Told) -> Html {
    if told.row.closed_at.is_some() && told.envelopes.is_empty() {
        return Html::empty();
    }
    let mut table = Table::ledger("Envelopes")
        .density(Density::Proof)
        .column(Column::text("From").roomy())
        .column(Column::money("Collected"))
        .column(Column::money("Handed in"))
        .column(Column::money("Differs"));
    for envelope in &told.envelopes {
        table = table.row(Row::new([
            Cell::from(envelope.handed_in_by.as_str()),
            Cell::from(envelope.collected),
            Cell::from(envelope.handed_in),
            differs(envelope.differs()),
        ]));
        if !envelope.note.is_empty() {
            table = table.row(Row::minor([Cell::Span(4, Html::text(&envelope.note))]));
        }
    }
    let count = u64::try_from(told.envelopes.len()).unwrap_or(0);
    let sheet = Sheet::new("Envelopes").letter('C').fact(counted(count, "in", "in"));
    let sheet = match told.envelopes.is_empty() {
        true => sheet.body("None were handed in."),
        false => sheet.flush(table.html()),
    };
    let may_take = told.row.closed_at.is_none() && view.me.may(COUNT);
    let here = format!("/deposits/{}", told.row.id);
    let is_asked = view.query.get("envelope").is_some()
        || view.filled.get("form") == Some("deposits.receive_envelope");
    match (may_take, is_asked) {
        (false, _) => sheet.html(),
        (true, false) => sheet.foot(link("Take one in", &format!("{here}?envelope=new"))).html(),
        (true, true) => sheet.body(envelope_form(view, told, &here)).html(),
    }
}

fn envelope_form(view: &View<'_, '_>, told: &Told, here: &str) -> Html {
    let from = format!("{here}?envelope=new");
    let form = CommandForm::of(view, "deposits.receive_envelope", &from, here);
    let money = |name: &str, label: &str| form.field(Field::money(name, label)).html();
    let content = html!(
        "{}{}{}{}{}",
        hidden("deposit", &told.row.id.to_string()),
        form.field(Field::text("handed_in_by", "From").wide().focused()).html(),
        field_row([money("collected_cents", "Collected"), money("cash_cents", "Cash in it"),]),
        field_row([
            money("check_cents", "Checks in it"),
            money("money_order_cents", "Money orders"),
        ]),
        form.field(Field::text("note", "If it differs, what is known").wide()).html()
    );
    let leave = Button::secondary("Leave it").href(here);
    form.html(content, [Button::secondary("Take it in"), leave])
}

/// Part D: over or short, told as a story with a cause.
pub(super) fn reason(view: &View<'_, '_>, told: &Told) -> Html {
    let off = told.over_short();
    let difference = off.difference();
    if difference.is_zero() {
        return Html::empty();
    }
    let is_explained = told.before.explained == Some(difference);
    let is_allowed = told.before.allowed == Some(difference);
    let needs_look = matches!(off, OverShort::Beyond(_)) && !is_allowed;
    let fact = match (is_explained, needs_look) {
        (false, _) => status(Meaning::Wrong, "not explained"),
        (true, true) => status(Meaning::Watch, "to be looked at"),
        (true, false) => status(Meaning::Good, "explained"),
    };
    let sheet = Sheet::new(format!("Why {difference}")).letter('D').fact(fact);
    let is_open = told.row.closed_at.is_none();
    let story = is_explained.then(|| story(told));
    let explain =
        (is_open && !is_explained && view.me.may(COUNT)).then(|| explain_form(view, told));
    let counter = told.count.as_ref().map(|count| count.counted_by);
    let may_allow =
        view.me.may(ALLOW) && (counter != Some(view.me.staff.id) || view.me.branch.small_office);
    let allow =
        (is_open && is_explained && needs_look && may_allow).then(|| allow_form(view, told));
    sheet.body(html!("{}{}{}", story, explain, allow)).html()
}

fn story(told: &Told) -> Html {
    let cause = told.row.cause.map_or("", Cause::title).to_lowercase();
    let allowed = match &*told.row.allowed_note {
        "" => Html::empty(),
        note => html!("<p>Looked at: {}</p>", note),
    };
    html!(
        r#"<p>{}</p>{}<p class="db-s db-q">Reason: {}. Books to 6310, cash over and short.</p>"#,
        told.row.explanation,
        allowed,
        cause
    )
}

fn explain_form(view: &View<'_, '_>, told: &Told) -> Html {
    let here = format!("/deposits/{}", told.row.id);
    let form = CommandForm::of(view, "deposits.explain", &here, &here);
    let causes = Cause::ALL.iter().map(|cause| (cause.word(), cause.title()));
    let content = html!(
        "{}{}{}",
        hidden("deposit", &told.row.id.to_string()),
        form.field(Field::select("cause", "Reason", causes)).html(),
        form.field(Field::textarea("explanation", "What happened").lines(3).wide()).html()
    );
    form.html(content, [Button::secondary("Explain it")])
}

fn allow_form(view: &View<'_, '_>, told: &Told) -> Html {
    let here = format!("/deposits/{}", told.row.id);
    let form = CommandForm::of(view, "deposits.allow", &here, &here);
    let content = html!(
        "{}{}",
        hidden("deposit", &told.row.id.to_string()),
        form.field(Field::text("reason", "What you looked at").wide()).html()
    );
    form.html(content, [Button::secondary("Allow it")])
}

/// The drawer as it was counted, on a page that cannot be changed.
pub(super) fn counted_drawer(told: &Told) -> Html {
    let (Some(count), Some(counted)) = (&told.count, told.before.counted) else {
        return Html::empty();
    };
    let rows = count.drawer().piles().into_iter().filter(|pile| pile.count > 0).map(|pile| {
        Row::new([Cell::from(pile.words), Cell::from(pile.count), Cell::from(pile.amount())])
    });
    let table = Table::ledger("Count by denomination")
        .density(Density::Proof)
        .column(Column::id("Each"))
        .column(Column::number("How many"))
        .column(Column::money("Amount"))
        .rows(rows)
        .row(Row::sum([Cell::Span(2, "In the drawer".into()), Cell::from(count.drawer_cents)]))
        .row(Row::minor([Cell::Span(2, "Stays as float".into()), Cell::from(-count.float)]))
        .row(Row::sum([Cell::Span(2, "Cash deposited".into()), Cell::Total(counted.cash())]));
    Sheet::new("The cash").letter('A').flush(table.html()).html()
}
