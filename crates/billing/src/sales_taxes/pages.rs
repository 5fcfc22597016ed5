//! Sales tax on screen: the return of some days, every movement, what was sent.

use super::records::{PlaceRow, find_remittance};
use super::report::{TaxReport, report};
use super::{CorrectTax, READ, SEND, SendTax, TakeBackTax, listing};
use books::accounts::{self, OPENING_BALANCES};
use office::{Answer, Command, Page, PageEntry, Refusal, View, page};
use ui::prelude::*;
use values::{Day, Id, Money, noun};

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/sales-taxes", READ, show_report),
    page("/sales-taxes/lines", READ, show_lines),
    page("/sales-taxes/sent", READ, show_sent),
    page("/sales-taxes/correct", SEND, show_correct),
    page("/sales-taxes/{remittance}", READ, show_remittance),
];

fn show_lines(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    ui::list::page(view, &listing::LISTING)
}

fn show_sent(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    ui::list::page(view, &listing::REMITTANCES)
}

/// `/sales-taxes`: the return, of the last whole month unless told.
fn show_report(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (branch, days) = (view.branch(), asked_days(view));
    let told = report(view.reader, branch, days)?;
    let lines =
        Button::secondary("Line by line").href(format!("/sales-taxes/lines?{}", query(days)));
    let sent = Button::secondary("What was sent").href("/sales-taxes/sent");
    let mut side = vec![days_sheet(days)];
    if view.me.may(SEND) {
        side.push(send_sheet(view, &told));
    }
    Ok(Answer::from(Page {
        title: String::from("Sales tax"),
        note: days_words(days),
        sentence: sentence(&told).into_string(),
        body: stack([places_sheet(&told), untaxed_sheet(&told)]).into_string(),
        side: stack(side).into_string(),
        actions: buttons([lines, sent]).into_string(),
        rail: "sales_taxes",
        ..Page::default()
    }))
}

fn asked_days(view: &View<'_, '_>) -> (Day, Day) {
    let last_month = view.today.first_of_month().plus_months(-1);
    let day = |name: &str| Day::parse_input(view.query.text(name), view.today).ok();
    let from = day("from").unwrap_or(last_month);
    let until = day("until").unwrap_or(from.last_of_month());
    (from, until.max(from))
}

fn query((from, until): (Day, Day)) -> String {
    format!("from={from}&until={until}")
}

/// "February 2026", or the days when they are no whole month.
fn days_words((from, until): (Day, Day)) -> String {
    let is_month = from == from.first_of_month() && until == from.last_of_month();
    match is_month {
        true => from.month_name(),
        false => format!("{} to {}", from.us(), until.us()),
    }
}

fn sentence(told: &TaxReport) -> Html {
    let (due, owed) = (told.sum(PlaceRow::due), told.sum(|place| place.owed));
    let words = days_words((told.from, told.until));
    let through = ui::full_day(told.until);
    match (due.is_zero(), owed.is_zero()) {
        (true, true) => html!("{} asks for no sales tax, and nothing is owed.", words),
        (_, true) => html!("{} came to {}; all of it is sent.", words, strong(dollars(due))),
        (_, false) => html!(
            "{} comes to {}. {} is owed for all days through {}.",
            words,
            dollars(due),
            strong(dollars(owed)),
            through
        ),
    }
}

fn places_sheet(told: &TaxReport) -> Html {
    let total = |of: fn(&PlaceRow) -> Money| Cell::Money(told.sum(of));
    let mut table = Table::list("Sales tax by jurisdiction")
        .column(Column::name("Jurisdiction"))
        .column(Column::money("Taxable"))
        .column(Column::money("Charged"))
        .column(Column::money("Credited"))
        .column(Column::money("Bad debts"))
        .column(Column::money("Corrected"))
        .column(Column::money("Due"))
        .column(Column::money("Sent"))
        .column(Column::money("Still owed"));
    for place in &told.places {
        let whose = (String::from("jurisdiction"), place.jurisdiction.clone());
        let whose = office::listing::join_query(&[whose]);
        let lines = format!("/sales-taxes/lines?{whose}&{}", query((told.from, told.until)));
        let row = Row::new([
            Cell::from(place.jurisdiction.as_str()),
            Cell::Money(place.taxable),
            Cell::Money(place.charged),
            Cell::Money(place.credited),
            Cell::Money(place.bad_debts),
            Cell::Money(place.corrected),
            Cell::Money(place.due()),
            Cell::Money(place.sent),
            Cell::Money(place.owed),
        ]);
        table = table.row(row.href(lines));
    }
    let sum = Row::sum([
        Cell::Span(2, "All jurisdictions".into()),
        total(|place| place.charged),
        total(|place| place.credited),
        total(|place| place.bad_debts),
        total(|place| place.corrected),
        total(PlaceRow::due),
        total(|place| place.sent),
        Cell::Total(told.sum(|place| place.owed)),
    ]);
    match told.places.is_empty() {
        true => {
            let words = "It is asked where a service is taxed and the customer is not exempt.";
            empty_page("No invoice asked for sales tax yet", words, None, None)
        }
        false => Sheet::new("By jurisdiction").flush(table.row(sum)).html(),
    }
}

fn untaxed_sheet(told: &TaxReport) -> Html {
    let taxed = told.sales - told.untaxed_sum();
    let lines = told.untaxed.iter().map(|(reason, amount)| (Html::text(reason), money(*amount)));
    let all = [(html!("All sales before tax"), money(told.sales)), (html!("Taxed"), money(taxed))];
    let sum = ("Not taxed", money(told.untaxed_sum()));
    Sheet::new("What was sold, and why it was not taxed")
        .fact("as invoiced; credits stand above")
        .body(stack([pairs(all), pairs_with_sum(lines, sum)]))
        .html()
}

fn days_sheet(days: (Day, Day)) -> Html {
    let (from, until) = days;
    let month = |first: Day| {
        let days = (first, first.last_of_month());
        link(days_words(days), &format!("/sales-taxes?{}", query(days)))
    };
    let fields = field_row([
        Field::day("from", "From").on(from).html(),
        Field::day("until", "Until").on(until).html(),
    ]);
    let form = html!(
        r#"<form class="db-form" method="get" action="/sales-taxes">{fields}{buttons}</form>"#,
        fields = fields,
        buttons = form_end([Button::secondary("Show these days")])
    );
    let first = from.first_of_month();
    let around = html!("{} · {}", month(first.plus_months(-1)), month(first.plus_months(1)));
    Sheet::new("The days of the return").body(form).foot(around).html()
}

fn send_sheet(view: &View<'_, '_>, told: &TaxReport) -> Html {
    let owed: Vec<&PlaceRow> =
        told.places.iter().filter(|place| place.owed.is_positive()).collect();
    let correct = link("Correct what is owed", "/sales-taxes/correct");
    let sheet = Sheet::new("Send it").foot(correct);
    let Some(first) = owed.first() else {
        return sheet.body(html!("<p>Nothing is owed for these days.</p>")).html();
    };
    let here = format!("/sales-taxes?{}", query((told.from, told.until)));
    let form = CommandForm::of(view, SendTax::NAME, &here, "/sales-taxes/{remittance}");
    let choices = owed.iter().map(|place| {
        let words = format!("{}, {} owed", place.jurisdiction, place.owed);
        (place.jurisdiction.clone(), words)
    });
    let amount = Field::money("amount_cents", "Paid").value(first.owed.plain());
    let kept =
        Field::money("kept_cents", "Kept").hint("What the law leaves us for filing in time.");
    let content = html!(
        "{}{}{}{}{}",
        hidden("through_on", &told.until.to_string()),
        form.field(Field::select("jurisdiction", "To", choices)).html(),
        field_row([form.field(amount).html(), form.field(kept).html()]),
        form.field(Field::day("paid_on", "On").on(view.today)).html(),
        form.field(Field::text("reference", "Confirmation no.")).html()
    );
    sheet.body(form.html(content, [Button::primary("It is sent").key("Alt S")])).html()
}

fn show_correct(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let form = CommandForm::of(view, CorrectTax::NAME, "/sales-taxes/correct", "/entries/{entry}");
    let more = Field::money("more_cents", "More is owed").hint("Below zero when less is owed.");
    let chart = accounts::records::list_accounts(view.reader)?.into_iter();
    let chart =
        chart.map(|row| (row.account.0.to_string(), format!("{} {}", row.account.0, row.name)));
    let account = Field::select("account", "Other account", chart)
        .value(OPENING_BALANCES.0.to_string())
        .hint("3000 for what was owed before this program was used.");
    let content = html!(
        "{}{}{}",
        field_row([
            form.field(Field::text("jurisdiction", "Jurisdiction").focused()),
            form.field(more),
        ]),
        field_row([form.field(account), form.field(Field::day("on", "On").on(view.today))]),
        form.field(Field::textarea("reason", "Why").wide()).html()
    );
    let buttons = [
        Button::primary("Correct it").key("Alt S"),
        Button::secondary("Leave it").href("/sales-taxes"),
    ];
    Ok(Answer::from(Page {
        title: "Correct sales tax".into(),
        sentence: "The cents a return rounds off, a penalty, what an audit found, or what was \
                   owed before."
            .into(),
        body: Sheet::new("The correction").body(form.html(content, buttons)).html().into_string(),
        rail: "sales_taxes",
        ..Page::default()
    }))
}

fn show_remittance(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let id: Id<noun::TaxRemittance> = view.path.id("remittance", "remittance of sales tax")?;
    let row = find_remittance(view.reader, branch, id)?
        .ok_or(Refusal::NotFound { what: "remittance of sales tax" })?;
    let lines = journal(view, id)?;
    let strip = form_strip([
        FormBox::new("To", row.jurisdiction.as_str()),
        FormBox::new("Through", row.through_on.short()),
        FormBox::new("Paid on", row.paid_on.short()).meaning(format!("by {}", row.sent_by_name)),
        FormBox::new("Kept", dollars(row.kept)),
        FormBox::new("Paid", dollars(row.amount)).answer(),
    ]);
    let entry = link("Its entry in the books", &format!("/entries/{}", row.entry));
    let mut side = vec![Sheet::new("On the books").body(entry).html()];
    if view.me.may(SEND) && row.taken_back_at.is_none() {
        let here = format!("/sales-taxes/{id}");
        let form = CommandForm::of(view, TakeBackTax::NAME, &here, &here);
        let content = html!(
            "{}{}",
            hidden("remittance", &id.to_string()),
            form.field(Field::text("reason", "Why").wide()).html()
        );
        let form = form.html(content, [Button::secondary("Take it back")]);
        side.push(Sheet::new("It was not sent").body(form).html());
    }
    let sentence = match row.taken_back_at {
        Some(_) => format!("Taken back: {}", row.taken_back_reason),
        None => format!("Sent, confirmed by {}.", row.reference),
    };
    Ok(Answer::from(Page {
        title: format!("Sales tax {}", row.number),
        sentence: Html::text(sentence).into_string(),
        body: html!("{}{}", strip, columns(Columns::MainSide, [lines, stack(side)])).into_string(),
        rail: "sales_taxes",
        ..Page::default()
    }))
}
