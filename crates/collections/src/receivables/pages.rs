//! The receivables on screen: how old what is owed is, who owes it, and why one balance is
//! what it is.

pub(super) mod allowance;

use super::aging::{Aging, Basis, aging, aging_of_totals};
use super::explain::{Explanation, Line, explain};
use super::{READ, listing, records, sentence};
use office::{Answer, Page, Refusal, View};
use ui::chart::{Part, stacked_bar};
use ui::prelude::*;
use values::{Day, Id, Money, noun};

/// `/receivables`: the sentence, the bars, the customers.
pub(super) fn show_list(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    if let Some(file) = office::listing::file(view, &listing::LISTING)? {
        return Ok(file);
    }
    let as_of = asked_day(view);
    let basis = Basis::parse(view.query.text("basis")).unwrap_or_default();
    let branch = view.branch();
    let list = office::listing::face(view, &listing::LISTING, "/receivables")?;
    let is_whole = list.filters.iter().all(|one| one.name == "as_of" || one.value.is_empty());
    let aged = match (basis, is_whole) {
        // The foot of the whole list has the sums already.
        (Basis::DueDate, true) => aging_of_totals(view.reader, branch, as_of, &list.totals)?,
        _ => aging(view.reader, branch, as_of, basis)?,
    };
    let list = ui::list::draw(&list);
    Ok(Answer::from(Page {
        title: "Receivables".into(),
        sentence: opening(&aged, view.today).into_string(),
        body: stack([bars(&aged), list]).into_string(),
        actions: actions().into_string(),
        keys: vec![("J/K", "move"), ("Enter", "why"), ("F", "filter")],
        rail: "receivables",
        ..Page::default()
    }))
}

/// `/receivables/charges`.
pub(super) fn show_charges(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    ui::list::page(view, &listing::CHARGES)
}

/// `/receivables/credits`.
pub(super) fn show_credits(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    ui::list::page(view, &listing::CREDITS)
}

/// `/receivables/{customer}`: why her balance is what it is, on any day.
pub(super) fn show_customer(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    view.need(READ)?;
    let customer: Id<noun::Customer> = view.path.id("customer", "customer")?;
    let branch = view.branch();
    let face = records::find_customer(view.reader, branch, customer)?
        .ok_or(Refusal::NotFound { what: "customer" })?;
    let as_of = asked_day(view);
    let explained = explain(view.reader, branch, customer, as_of)?;
    let everything = view.query.text("lines") == "all";
    let shown = match everything {
        true => Shown::Everything,
        false => Shown::SinceSettled,
    };
    let sheet = explanation_sheet(&explained, &face.name, view.today, shown);
    let file = format!("/customers/{customer}");
    let pay = format!("/payments/post?customer={customer}");
    let give_up = format!("/write-offs/new?customer={customer}");
    let transfer = format!("/transfers/new?from={customer}");
    let transfer = (explained.unapplied.is_positive())
        .then(|| Button::secondary("Transfer credit").href(transfer));
    Ok(Answer::from(Page {
        title: face.name,
        note: face.number,
        sentence: html!("What is owed, and every line that made it.").into_string(),
        body: stack([sheet, open_items(&explained)]).into_string(),
        side: as_of_form(&format!("/receivables/{customer}"), as_of).into_string(),
        actions: buttons(
            [
                Some(Button::secondary("Open the customer").href(file).key("C")),
                transfer,
                Some(Button::secondary("Write off").href(give_up)),
                Some(Button::primary("Record a payment").href(pay).key("P")),
            ]
            .into_iter()
            .flatten(),
        )
        .into_string(),
        keys: vec![("C", "customer"), ("P", "payment")],
        rail: "receivables",
        ..Page::default()
    }))
}

/// Which lines of an explanation are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shown {
    /// Those since the balance last stood at zero.
    SinceSettled,
    /// All there are.
    Everything,
}

/// The explanation of a customer's balance, as it stands on her pages.
pub fn explanation_sheet(explained: &Explanation, name: &str, today: Day, shown: Shown) -> Html {
    let lines = match shown {
        Shown::SinceSettled => explained.since_settled(),
        Shown::Everything => &explained.lines,
    };
    let before = lines.first().map_or(Money::ZERO, |line| line.balance_after - line.amount);
    let opening_day = lines.first().map_or(explained.as_of, |line| line.day);
    let proof = match explained.is_proved() {
        true => quiet(html!(
            "Opening balance {} on {}, proved against the books",
            before.to_string(),
            ui::day_seen_from(today, opening_day)
        )),
        false => status(
            Meaning::Wrong,
            html!("The books say {}. Ask for a proof.", explained.ledger.to_string()),
        ),
    };
    let here = format!("/receivables/{}", explained.customer);
    let all = format!("{here}?as_of={}&lines=all", explained.as_of);
    let hidden_lines = explained.lines.len() - lines.len();
    let more = (hidden_lines > 0).then(|| link(more_words(hidden_lines), &all));
    let answer = sentence::answer(explained);
    ui::explanation(&ui::Explanation {
        question: html!("Why is the balance {}?", ui::dollars(explained.total)),
        as_of: html!(
            "<span>as of {}</span> {}",
            ui::day_seen_from(today, explained.as_of),
            link("another date", &here)
        ),
        sentence: html!("{} {}", answer.made_of, strong(answer.when_due)),
        lines: lines.iter().map(|line| explained_line(line, today)).collect(),
        total_words: match explained.total.is_negative() {
            true => format!("Owed to {name}"),
            false => format!("Owed by {name}"),
        },
        actions: more.unwrap_or_default(),
        proof,
        close_href: format!("/customers/{}", explained.customer),
    })
}

fn more_words(count: usize) -> String {
    match count {
        1 => String::from("1 line before the balance was last settled"),
        count => format!("{count} lines before the balance was last settled"),
    }
}

fn explained_line(line: &Line, today: Day) -> ui::ExplainedLine {
    let (charged, paid) = match line.amount.is_negative() {
        false => (Some(line.amount), None),
        true => (None, Some(line.amount)),
    };
    ui::ExplainedLine {
        day: ui::day_seen_from(today, line.day),
        what: link(&*line.what, &line.href),
        charged,
        paid,
        balance: line.balance_after,
        is_today: line.day == today,
    }
}

/// The day asked for in the address; today otherwise.
fn asked_day(view: &View<'_, '_>) -> Day {
    Day::parse_input(view.query.text("as_of"), view.today).unwrap_or(view.today)
}

/// "4,089.36 is owed; 1,204.00 of it is past due, 300.00 for over 90 days."
fn opening(aged: &Aging, today: Day) -> Html {
    let when = match aged.as_of == today {
        true => Html::empty(),
        false => html!(" at the end of {}", ui::full_day(aged.as_of)),
    };
    if aged.total.is_zero() {
        return html!("Nothing is owed{}. {}", when, tie_out(aged));
    }
    let owed = strong(ui::dollars(aged.total));
    let past_due = aged.past_due();
    let oldest = aged.bucket("91_plus");
    let late = match (past_due.is_zero(), oldest.is_zero()) {
        (true, _) => html!("Nothing of it is past due."),
        (false, true) => html!("{} of it is {}.", past_due.to_string(), late_words(aged.basis)),
        (false, false) => html!(
            "{} of it is {}, {} for over 90 days.",
            past_due.to_string(),
            late_words(aged.basis),
            tone(Meaning::Late, oldest.to_string())
        ),
    };
    html!("{} is owed{}. {} {}", owed, when, late, tie_out(aged))
}

fn late_words(basis: Basis) -> &'static str {
    match basis {
        Basis::DueDate => "past due",
        Basis::InvoiceDate => "older than 30 days",
    }
}

fn tie_out(aged: &Aging) -> Html {
    match aged.ties_out() {
        true => html!("It agrees with account 1100."),
        false => tone(
            Meaning::Wrong,
            html!(
                "Account 1100 says {} and 2150 {}. Ask for a proof.",
                aged.receivable_account.to_string(),
                aged.unapplied_account.to_string()
            ),
        ),
    }
}

/// The bars, with what is unapplied beside them and never in them.
fn bars(aged: &Aging) -> Html {
    let parts: Vec<Part> = aged
        .buckets
        .iter()
        .zip(meanings(aged.basis))
        .map(|(bucket, meaning)| Part {
            words: bucket.title.to_owned(),
            figure: bucket.amount.to_string().into(),
            size: bucket.amount.as_cents().unsigned_abs(),
            meaning: *meaning,
        })
        .collect();
    let other = match aged.basis {
        Basis::DueDate => Basis::InvoiceDate,
        Basis::InvoiceDate => Basis::DueDate,
    };
    let turn = format!("/receivables?as_of={}&basis={}", aged.as_of, other.word());
    let unapplied = match aged.unapplied.is_zero() {
        true => html!("No payment or credit is unapplied."),
        false => html!(
            "{} of payments and credits is {}, in none of these.",
            strong(aged.unapplied.to_string()),
            link("unapplied", "/receivables/credits")
        ),
    };
    Sheet::new(html!("What is owed, {}", aged.basis.words()))
        .fact(html!(
            r#"<span class="db-gaps"><span>as of {}</span> {}</span>"#,
            ui::full_day(aged.as_of),
            link(other.words(), &turn)
        ))
        .flush(stacked_bar(&parts))
        .foot(html!("<span>{}</span>", unapplied))
        .html()
}

const fn meanings(basis: Basis) -> &'static [Option<Meaning>] {
    const WATCH: Option<Meaning> = Some(Meaning::Watch);
    const LATE: Option<Meaning> = Some(Meaning::Late);
    const WRONG: Option<Meaning> = Some(Meaning::Wrong);
    match basis {
        Basis::DueDate => &[Some(Meaning::Good), WATCH, LATE, LATE, WRONG],
        Basis::InvoiceDate => &[Some(Meaning::Good), LATE, LATE, WRONG],
    }
}

fn actions() -> Html {
    buttons([
        Button::secondary("Allowance").href("/receivables/allowance"),
        Button::secondary("Open charges").href("/receivables/charges"),
        Button::secondary("Unapplied credits").href("/receivables/credits"),
    ])
}

/// What is open, by due day, with its age.
fn open_items(explained: &Explanation) -> Html {
    if explained.open.is_empty() {
        return Html::empty();
    }
    let rows = explained.open.iter().map(|item| {
        Row::new([
            Cell::from(link(&*item.document, &item.href)),
            Cell::from(ui::day_seen_from(explained.as_of, item.issued_on)),
            Cell::from(ui::day_seen_from(explained.as_of, item.due_on)),
            Cell::from(age(item.due_on, explained.as_of)),
            Cell::from(item.amount),
            Cell::from(item.open),
        ])
    });
    let open = explained.open.iter().map(|item| item.open).sum();
    let table = Table::ledger("What is open")
        .column(Column::id("Document").roomy())
        .column(Column::day("Issued"))
        .column(Column::day("Due"))
        .column(Column::status("Age"))
        .column(Column::money("Amount"))
        .column(Column::money("Open"))
        .rows(rows)
        .row(Row::sum([Cell::Span(5, "Open".into()), Cell::Total(open)]));
    Sheet::new("What is open").flush(table).html()
}

fn age(due_on: Day, as_of: Day) -> Html {
    match due_on.days_until(as_of) {
        ..=0 => status(Meaning::Good, "not yet due"),
        1 => status(Meaning::Watch, "1 day"),
        days @ 2..=30 => status(Meaning::Watch, format!("{days} days")),
        days @ 31..=90 => status(Meaning::Late, format!("{days} days")),
        days => status(Meaning::Wrong, format!("{days} days")),
    }
}

/// The choice of another day, which works without scripts.
fn as_of_form(here: &str, as_of: Day) -> Html {
    let field = Field::day("as_of", "As of").on(as_of).hint("Any day, such as 1/31 or fri.");
    let form = html!(
        r#"<form class="db-form" method="get" action="{here}">{field}{end}</form>"#,
        here = here,
        field = field.html(),
        end = ui::form_end([Button::secondary("Show that day")])
    );
    Sheet::new("Another date").body(form).html()
}
