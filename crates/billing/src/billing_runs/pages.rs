//! Billing runs on screen: the list, and what a run would bill now.

mod show;

use super::outlook::{self, Held};
use super::{StartBillingRun, listing, records};
use crate::invoices::{ISSUE, READ};
use front_desk::customers;
use office::{Answer, Command, Page, PageEntry, Refusal, View, page};
use ui::prelude::*;
use values::{Id, Money, noun};

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[
    page("/billing-runs", READ, list),
    page("/billing-runs/new", ISSUE, new),
    page("/billing-runs/{run}", READ, show::show),
];

/// How many customers are shown before a run.
const SHOWN: i64 = 200;

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut page = match ui::list::page(view, &listing::LISTING)? {
        Answer::Page(page) => page,
        file => return Ok(file),
    };
    if view.me.may(ISSUE) {
        let look = Button::primary("See what is due").key("N").href("/billing-runs/new");
        page.actions = look.html().into_string();
    }
    Ok(Answer::Page(page))
}

/// What would be billed now, customer by customer, before it is, and what would not be.
fn new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let (branch, today) = (view.branch(), view.today);
    let many = records::count_customers(view.reader, branch)?;
    let ids = records::list_customers(view.reader, branch, Id::new(0), SHOWN)?;
    let (mut due, mut held) = (Tallied::default(), Tallied::default());
    for id in ids {
        let customer = customers::records::require(view.reader, branch, id)?;
        for told in outlook::outlook(view.reader, branch, &customer, today)? {
            let name = Cell::from(link(&*customer.name, &format!("/customers/{id}")));
            let what = Cell::from(&*told.what);
            match told.held {
                None => due.add(told.amount, [name, what, told.amount.into()]),
                Some(why) => {
                    let why = why_held(&why, id);
                    held.add(told.amount, [name, what, why.into(), told.amount.into()]);
                }
            }
        }
    }
    let is_something_due = !due.rows.is_empty();
    let sheets = stack([due_sheet(due), held_sheet(held)]);
    let start = match is_something_due {
        true => {
            let form = CommandForm::of(
                view,
                StartBillingRun::NAME,
                "/billing-runs/new",
                "/billing-runs/{billing_run}",
            );
            form.html(Html::empty(), [Button::primary("Run the billing").key("Alt S")])
        }
        false => Html::empty(),
    };
    let more = match many > SHOWN {
        true => format!(" The first {SHOWN} of {many} customers are shown."),
        false => String::new(),
    };
    Ok(Answer::from(Page {
        title: "Run the billing".into(),
        sentence: format!("Everything that is due until {}.{more}", today.long()),
        body: stack([sheets, start]).into_string(),
        rail: "billing_runs",
        ..Page::default()
    }))
}

/// Rows and what they come to.
#[derive(Default)]
struct Tallied {
    rows: Vec<Row>,
    sum: Money,
}

impl Tallied {
    fn add<const N: usize>(&mut self, amount: Money, cells: [Cell; N]) {
        self.sum += amount;
        self.rows.push(Row::new(cells));
    }
}

fn due_sheet(due: Tallied) -> Html {
    let count = due.rows.len();
    if count == 0 {
        return Sheet::new("What is due").body(quiet("Nothing is due today.")).html();
    }
    let table = Table::ledger("What is due")
        .column(Column::name("Customer"))
        .column(Column::text("What").wide())
        .column(Column::money("With tax"))
        .rows(due.rows)
        .row(Row::sum([Cell::Span(2, invoices(count).into()), Cell::Total(due.sum)]));
    Sheet::new("What is due").flush(table).html()
}

fn invoices(count: usize) -> String {
    match count {
        1 => String::from("1 invoice"),
        many => format!("{many} invoices"),
    }
}

/// What a run would leave, and why.
fn held_sheet(held: Tallied) -> Html {
    if held.rows.is_empty() {
        return Html::empty();
    }
    let table = Table::ledger("Not billed now")
        .column(Column::name("Customer"))
        .column(Column::text("What"))
        .column(Column::text("Why").wide())
        .column(Column::money("Amount"))
        .rows(held.rows)
        .row(Row::sum([Cell::Span(3, "Not billed now".into()), Cell::Total(held.sum)]));
    Sheet::new("Not billed now").flush(table).html()
}

fn why_held(why: &Held, customer: Id<noun::Customer>) -> Html {
    let options = format!("/billing-options?customer={customer}");
    match why {
        Held::Back(words) => {
            let held = tone(Meaning::Wrong, "Held back.");
            html!("{} {} {}", held, *words, link("See her billing options", &options))
        }
        Held::Refused(words) => html!("{} {}", tone(Meaning::Wrong, "Held back."), words),
        Held::Until(day) => {
            html!("Waits for its billing day, {}.", ui::month_day(*day))
        }
        Held::Even => html!("Billed in even amounts, {}.", link("as agreed", &options)),
    }
}
