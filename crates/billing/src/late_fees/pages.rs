//! Late fees on screen: the list, what a run would charge, and one fee with its life.

use super::rules::NoFee;
use super::{
    CHARGE, READ, StartLateFees, WaiveCause, WaiveLateFee, charge, listing, records, start,
};
use front_desk::customers;
use office::{Answer, Command, Page, PageEntry, Refusal, View, page};
use ui::prelude::*;
use values::{Id, Money};

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/late-fees", READ, list),
    page("/late-fees/new", CHARGE, new),
    page("/late-fees/{late_fee}", READ, show),
];

/// How many customers are looked at before a run.
const SHOWN: i64 = 500;

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut page = match ui::list::page(view, &listing::LISTING)? {
        Answer::Page(page) => page,
        file => return Ok(file),
    };
    if view.me.may(CHARGE) {
        let look = Button::primary("See who is late").key("N").href("/late-fees/new");
        page.actions = look.html().into_string();
    }
    Ok(Answer::Page(page))
}

/// Whom a run would charge, and whom not and why, before it does.
fn new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (branch, today) = (view.branch(), view.today);
    let bounds = start::bounds(view.reader, branch, today)?;
    let many = records::count_late(view.reader, branch, bounds.0, bounds.1)?;
    let late = records::list_late(view.reader, branch, bounds, (Id::new(0), SHOWN))?;
    let (mut charged, mut sum) = (Vec::new(), Money::ZERO);
    let mut left = Vec::new();
    for id in late {
        let customer = customers::records::require(view.reader, branch, id)?;
        let name = Cell::from(link(&*customer.name, &format!("/customers/{id}")));
        match charge::work_out(view.reader, branch, &customer, today)? {
            Ok((fee, basis)) => {
                sum += fee.amount;
                let cells = [name, Cell::from(basis), fee.base.into(), fee.amount.into()];
                charged.push(Row::new(cells));
            }
            // Then nobody is charged, which the page says once.
            Err(NoFee::Off) => {}
            Err(why) => left.push(Row::new([name, Cell::from(why.words())])),
        }
    }
    let is_anybody_charged = !charged.is_empty();
    let mut sheets = vec![charged_sheet(charged, sum)];
    if !left.is_empty() {
        let table = Table::ledger("Not charged")
            .column(Column::name("Customer"))
            .column(Column::text("Why").wide())
            .rows(left);
        sheets.push(Sheet::new("Not charged").flush(table).html());
    }
    if is_anybody_charged {
        let form = CommandForm::of(view, StartLateFees::NAME, "/late-fees/new", "/jobs/{job}");
        sheets.push(form.html(Html::empty(), [Button::primary("Charge them").key("Alt S")]));
    }
    let grace = bounds.0.days_until(today);
    let more = match many > SHOWN {
        true => format!(" The first {SHOWN} of {many} customers are shown."),
        false => String::new(),
    };
    Ok(Answer::from(Page {
        title: "Charge late fees".into(),
        sentence: format!(
            "Once a month, on what is past due for more than {grace} days. A policy check, never \
             legal advice.{more}"
        ),
        body: stack(sheets).into_string(),
        rail: "late_fees",
        ..Page::default()
    }))
}

fn charged_sheet(rows: Vec<Row>, sum: Money) -> Html {
    if rows.is_empty() {
        return empty_page(
            "Nobody is charged",
            "A fee is charged once the branch has set a rate under Settings, Preferences, and \
             somebody is past due for longer than the days of grace.",
            None,
            None,
        );
    }
    let count = match rows.len() {
        1 => String::from("1 fee"),
        many => format!("{many} fees"),
    };
    let table = Table::ledger("Who is charged")
        .column(Column::name("Customer"))
        .column(Column::text("Why").wide())
        .column(Column::money("Past due"))
        .column(Column::money("Fee"))
        .rows(rows)
        .row(Row::sum([Cell::Span(3, count.into()), Cell::Total(sum)]));
    Sheet::new("Who is charged").flush(table).html()
}

/// One fee: what it was worked out from, its entry, and waiving it.
fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let id = view.path.id("late_fee", "late fee")?;
    let fee = records::require(view.reader, branch, id)?;
    let customer = customers::records::require(view.reader, branch, fee.customer)?;
    let who = link(&*customer.name, &format!("/customers/{}", customer.id));
    let sentence = match (&fee.waive_reason, fee.open) {
        (Some(reason), _) => html!("Charged to {}, then waived: {}.", who, reason),
        (None, Money::ZERO) => html!("Charged to {} and paid.", who),
        (None, open) => html!("Charged to {}; {} of it is open.", who, ui::dollars(open)),
    };
    let strip = form_strip([
        FormBox::new("Charged on", ui::month_day(fee.charged_on)),
        FormBox::new("Past due then", ui::dollars(fee.base)),
        FormBox::new("Rate a month", fee.rate.to_string()),
        FormBox::new("Fee", ui::dollars(fee.amount)).answer(),
    ]);
    let entry = link("Its entry in the books", &format!("/entries/{}", fee.entry));
    let why = Sheet::new("Why just that").body(html!("<p>{}. {}</p>", &fee.basis, entry)).html();
    let lines = journal(view, id)?;
    let side = match view.me.may(CHARGE) && fee.waived_at.is_none() && fee.open == fee.amount {
        true => {
            let here = format!("/late-fees/{id}");
            let form = CommandForm::of(view, WaiveLateFee::NAME, &here, &here);
            let causes = WaiveCause::ALL.map(|cause| (cause.word(), cause.title()));
            let content = html!(
                "{}{}{}",
                hidden("late_fee", &id.to_string()),
                form.field(Field::select("cause", "Cause", causes)),
                form.field(Field::text("reason", "Why").wide())
            );
            let form = form.html(content, [Button::primary("Waive it")]);
            Sheet::new("Waive it").body(form).html()
        }
        false => Html::empty(),
    };
    Ok(Answer::from(Page {
        title: format!("Late fee {}", fee.number),
        note: customer.number,
        sentence: sentence.into_string(),
        body: stack([strip, why, lines]).into_string(),
        side: side.into_string(),
        rail: "late_fees",
        ..Page::default()
    }))
}
