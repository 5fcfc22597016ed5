//! Statements on screen: who owes, one customer's statement as she will read it, and its
//! paper.

use super::mail::usual_kind;
use super::{Account, MailStatement, StatementKind, StatementPeriod, account, listing, paper};
use crate::invoices::{ISSUE, READ};
use front_desk::customers::{self, Customer};
use office::{Answer, Command, Page, PageEntry, Refusal, View, page};
use ui::prelude::*;
use values::{Day, Id, Money, noun};

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] =
    &[page("/statements", READ, show), page("/statements/{customer}/pdf", READ, pdf)];

/// `/statements`: the list, or with `?customer=` one statement.
fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    match view.query.text("customer") {
        "" => list(view),
        _ => statement(view),
    }
}

fn list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let mut page = match ui::list::page(view, &listing::LISTING)? {
        Answer::Page(page) => page,
        file => return Ok(file),
    };
    page.title = "Statements".into();
    page.sentence = "Who owes, the most first; open a customer to see, print or mail her \
                     statement."
        .into();
    let pick = Field::pick("customer", "Any customer", "/customers/pick", "");
    let form = html!(
        r#"<form class="db-form" method="get" action="/statements">{pick}{buttons}</form>"#,
        pick = field_row([pick.wide()]),
        buttons = form_end([Button::secondary("See her statement")])
    );
    page.side = Sheet::new("For a customer").body(form).html().into_string();
    Ok(Answer::Page(page))
}

/// What the address asks for.
struct Wanted {
    customer: Customer,
    kind: StatementKind,
    period: StatementPeriod,
}

impl Wanted {
    fn of(view: &mut View<'_, '_>, id: Id<noun::Customer>) -> Result<Wanted, Refusal> {
        let (branch, today) = (view.branch(), view.today);
        let customer = customers::records::require(view.reader, branch, id)?;
        let usual = StatementPeriod::usual(today);
        let day = |name: &str, otherwise: Day| {
            Day::parse_input(view.query.text(name), today).unwrap_or(otherwise)
        };
        let to_on = day("to_on", usual.to_on);
        let from_on = day("from_on", StatementPeriod::usual(to_on).from_on).min(to_on);
        let asked = StatementKind::of_word(view.query.text("kind"));
        let kind = match asked {
            Some(kind) => kind,
            None => usual_kind(view.reader, branch, &customer, to_on)?,
        };
        Ok(Wanted { customer, kind, period: StatementPeriod { from_on, to_on } })
    }

    /// `kind=..&from_on=..&to_on=..`.
    fn query(&self) -> String {
        let StatementPeriod { from_on, to_on } = self.period;
        format!("kind={}&from_on={from_on}&to_on={to_on}", self.kind.word())
    }

    fn account(&self, view: &mut View<'_, '_>) -> Result<Account, Refusal> {
        let branch = view.branch();
        Ok(account(view.reader, branch, self.customer.id, self.kind, self.period)?)
    }
}

fn statement(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let id = view.query.id("customer", "customer")?;
    let wanted = Wanted::of(view, id)?;
    let account = wanted.account(view)?;
    let pdf = format!("/statements/{id}/pdf?{}", wanted.query());
    let mut side = vec![period_form(&wanted)];
    if view.me.may(ISSUE) {
        side.push(mail_form(view, &wanted));
    }
    let customer = link(&*wanted.customer.name, &format!("/customers/{id}"));
    Ok(Answer::from(Page {
        title: format!("Statement of {}", wanted.customer.name),
        note: wanted.customer.number.clone(),
        sentence: html!(
            "{} {} {} on {}.",
            customer,
            match account.amount_due.is_negative() {
                true => "has to her good",
                false => "owes",
            },
            strong(ui::dollars(account.amount_due.abs())),
            ui::day(wanted.period.to_on)
        )
        .into_string(),
        body: stack([aging_strip(&account), lines_sheet(&account)]).into_string(),
        side: stack(side).into_string(),
        actions: buttons([Button::primary("PDF").href(pdf).key("D")]).into_string(),
        keys: vec![("D", "PDF")],
        rail: "statements",
        ..Page::default()
    }))
}

fn aging_strip(account: &Account) -> Html {
    let aged = account.aged;
    let boxed = |label: &str, amount: Money| FormBox::new(label, ui::money(amount));
    let mut boxes = vec![
        boxed("Not yet due", aged.current),
        boxed("1 to 30 days", aged.to_30),
        boxed("31 to 60", aged.to_60),
        boxed("61 to 90", aged.to_90),
        boxed("91 and more", aged.past_90),
    ];
    if aged.credits != Money::ZERO {
        boxes.push(boxed("To her good", aged.credits));
    }
    boxes.push(FormBox::new("Amount due", ui::dollars(account.amount_due)).answer());
    form_strip(boxes)
}

fn lines_sheet(account: &Account) -> Html {
    match account.kind {
        StatementKind::OpenItem => open_items(account),
        StatementKind::BalanceForward => forward(account),
    }
}

fn open_items(account: &Account) -> Html {
    if account.lines.is_empty() {
        return empty_page(
            "Nothing is open",
            "Here stand the charges that are not paid and the credits that are not used.",
            None,
            None,
        );
    }
    let rows = account.lines.iter().map(|line| {
        Row::new([
            Cell::from(line.on),
            Cell::from(link(format!("{} {}", line.what, line.number), &line.href)),
            Cell::from(line.due_on),
            Cell::Money(line.original),
            Cell::Money(line.amount),
        ])
    });
    let table = Table::ledger("Open items")
        .column(Column::day("Date"))
        .column(Column::name("Document").roomy())
        .column(Column::day("Due"))
        .column(Column::money("Amount"))
        .column(Column::money("Open"))
        .rows(rows)
        .row(Row::sum([Cell::Span(4, "Amount due".into()), Cell::Total(account.amount_due)]));
    Sheet::new("Open items").flush(table).html()
}

fn forward(account: &Account) -> Html {
    let StatementPeriod { from_on, to_on } = account.period;
    let mut balance = account.previous;
    let mut table = Table::ledger("Balance forward")
        .column(Column::day("Date"))
        .column(Column::name("What").roomy())
        .column(Column::money("Amount"))
        .column(Column::money("Balance"))
        .row(Row::new([
            Cell::from(from_on),
            Cell::from("Balance before"),
            Cell::Blank,
            Cell::Money(account.previous),
        ]));
    for line in &account.lines {
        balance += line.amount;
        table = table.row(Row::new([
            Cell::from(line.on),
            Cell::from(link(&*line.what, &line.href)),
            Cell::Money(line.amount),
            Cell::Money(balance),
        ]));
    }
    let table =
        table.row(Row::sum([Cell::Span(3, "Amount due".into()), Cell::Total(account.amount_due)]));
    let fact = html!("{} to {}", ui::day(from_on), ui::day(to_on));
    Sheet::new("Balance forward").fact(fact).flush(table).html()
}

fn period_form(wanted: &Wanted) -> Html {
    let kinds = StatementKind::ALL.map(|kind| (kind.word(), kind.title()));
    let fields = html!(
        "{}{}",
        Field::select("kind", "Told by", kinds).value(wanted.kind.word()),
        field_row([
            Field::day("from_on", "From").on(wanted.period.from_on),
            Field::day("to_on", "Until").on(wanted.period.to_on),
        ])
    );
    let form = html!(
        r#"<form class="db-form" method="get" action="/statements">{own}{fields}{end}</form>"#,
        own = hidden("customer", &wanted.customer.id.to_string()),
        fields = fields,
        end = form_end([Button::secondary("Show it")])
    );
    Sheet::new("Period").body(form).html()
}

fn mail_form(view: &View<'_, '_>, wanted: &Wanted) -> Html {
    let id = wanted.customer.id;
    let here = format!("/statements?customer={id}&{}", wanted.query());
    let form = CommandForm::of(view, MailStatement::NAME, &here, &here);
    let StatementPeriod { from_on, to_on } = wanted.period;
    let fields = html!(
        "{}{}{}{}{}",
        hidden("customer", &id.to_string()),
        hidden("kind", wanted.kind.word()),
        hidden("from_on", &from_on.to_string()),
        hidden("to_on", &to_on.to_string()),
        form.field(Field::email("to", "To").wide().value(&wanted.customer.email))
    );
    let body = form.html(fields, [Button::secondary("Mail it").key("M")]);
    Sheet::new("By e-mail").body(body).html()
}

/// `/statements/{customer}/pdf`, for the same query as the page.
fn pdf(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let id = view.path.id("customer", "customer")?;
    let wanted = Wanted::of(view, id)?;
    let account = wanted.account(view)?;
    let facts = paper::facts(view.reader, branch, id, &account)?;
    let bytes = view.office.press().print("statement", &facts)?;
    let name = format!("statement-{}-{}.pdf", wanted.customer.number, wanted.period.to_on);
    Ok(Answer::File { name, media_type: "application/pdf", bytes })
}
