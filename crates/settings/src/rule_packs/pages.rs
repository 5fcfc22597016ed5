//! The rules on screen: the company's own tax rates, and what the pack says of each state.

use super::pack::{self, FeeStep};
use super::{MANAGE, SetRate, records};
use office::{Answer, Command, Page, PageEntry, Refusal, View, duty, page};
use ui::prelude::*;
use values::{Day, Money, Rate};

/// The pages of this noun.
pub(super) const PAGES: &[PageEntry] = &[page("/rule-packs", duty::SIGNED_IN, show)];

fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    if let Some(file) = office::listing::file(view, &records::LISTING)? {
        return Ok(file);
    }
    let own = ui::list::body(view, &records::LISTING, "/rule-packs")?;
    let today = view.today;
    let side = match view.me.may(MANAGE) {
        true => rate_form(view),
        false => Html::empty(),
    };
    let parts = [taxed, rates, fees, late, bad_debt, clocks, draws, house];
    Ok(Answer::from(Page {
        title: "Rules".into(),
        sentence: "What the law asks where we work, from when, and who says so. A policy check, \
                   never legal advice."
            .into(),
        body: stack([own, stack(parts.map(|part| part(today)))]).into_string(),
        side: side.into_string(),
        rail: "rule_packs",
        ..Page::default()
    }))
}

fn rate_form(view: &View<'_, '_>) -> Html {
    let form = CommandForm::of(view, SetRate::NAME, "/rule-packs", "/rule-packs");
    let fields = html!(
        "{}{}{}{}",
        field_row([
            form.field(Field::text("state", "State").hint("FL")),
            form.field(Field::text("county", "County").hint("Blank for all of it.")),
        ]),
        field_row([
            form.field(Field::text("jurisdiction", "As on the invoice").hint("Alachua County")),
            form.field(Field::text("rate", "Rate").hint("1.5%")),
        ]),
        field_row([
            form.field(Field::day("holds_from", "From")),
            form.field(Field::day("holds_until", "Until").hint("Blank while it holds on.")),
        ]),
        form.field(Field::text("citation", "Who says so").wide())
    );
    let body = form.html(fields, [Button::primary("Set the rate").key("Ctrl Enter")]);
    Sheet::new("Set a tax rate").body(body).html()
}

/// What holds of drawing from cards and bank accounts.
fn draws(on: Day) -> Html {
    let retries = pack::pack().decline_retry.iter();
    let retries = retries.filter(|row| pack::holds(row.from, row.until, on)).map(|row| {
        let days: Vec<String> = row.days.iter().map(ToString::to_string).collect();
        let words = format!("again after {} days", days.join(", "));
        Row::new([Cell::from("Declined cards"), Cell::from(words), Cell::from(&row.citation)])
    });
    let notices = pack::pack().card_notice.iter();
    let notices = notices.filter(|row| pack::holds(row.from, row.until, on)).map(|row| {
        let days: Vec<String> = row.days.iter().map(ToString::to_string).collect();
        let words = format!("asked for a new one {} days before", days.join(" and "));
        Row::new([Cell::from("Cards that expire"), Cell::from(words), Cell::from(&row.citation)])
    });
    let rates = pack::pack().ach_return_rate.iter();
    let rates = rates.filter(|row| pack::holds(row.from, row.until, on)).map(|row| {
        let words = format!("{}.{:02} % in sixty days at most", row.most / 100, row.most % 100);
        let group = format!("ACH returns, {}", row.group);
        Row::new([Cell::from(group), Cell::from(words), Cell::from(&row.citation)])
    });
    let table = Table::list("Cards and bank debits")
        .column(Column::name("What"))
        .column(Column::text("Rule"))
        .column(Column::text("Source").wide())
        .rows(retries.chain(notices).chain(rates));
    Sheet::new("Cards and bank debits").flush(table).html()
}

/// The times the law sets.
fn clocks(on: Day) -> Html {
    let checks = pack::pack().stale_check.iter();
    let checks = checks.filter(|row| pack::holds(row.from, row.until, on)).map(|row| {
        let words = format!("stale {} months after its date", row.months);
        Row::new([Cell::from("A check"), Cell::from(words), Cell::from(row.citation.as_str())])
    });
    let sales = pack::pack().cooling_off.iter();
    let sales = sales.filter(|row| pack::holds(row.from, row.until, on)).map(|row| {
        let what = match row.sold_at.as_str() {
            "home" => "A sale at her home",
            _ => "A sale elsewhere, not at our office",
        };
        let (days, floor) = (row.business_days, Money::cents(row.floor));
        let words = format!("{days} business days to change her mind, from {floor} on");
        Row::new([Cell::from(what), Cell::from(words), Cell::from(row.citation.as_str())])
    });
    let unclaimed = pack::pack().unclaimed.iter();
    let unclaimed = unclaimed.filter(|row| pack::holds(row.from, row.until, on)).map(|row| {
        let what = match row.state.as_str() {
            "*" => String::from("Unclaimed money, other states"),
            state => format!("Unclaimed money, {state}"),
        };
        let (month, day) = row.report_on;
        let words = format!("{} years without a word, reported by {month}/{day}", row.years);
        Row::new([Cell::from(what), Cell::from(words), Cell::from(row.citation.as_str())])
    });
    let table = Table::ledger("Times the law sets")
        .density(Density::Dense)
        .column(Column::name("What"))
        .column(Column::text("By law").roomy())
        .column(Column::text("Source").roomy())
        .rows(checks.chain(sales).chain(unclaimed));
    Sheet::new("Times the law sets").flush(table).html()
}

/// The company's own rules that change with a day.
fn house(on: Day) -> Html {
    let prices = pack::pack().price_leave.iter();
    let prices = prices.filter(|row| pack::holds(row.from, row.until, on)).map(|row| {
        let (rate, days) = (Rate::millionths(row.millionths), row.days);
        let words = format!("{rate} below the list; leave to go lower holds {days} days");
        Row::new([Cell::from("Prices"), Cell::from(words), Cell::from(row.citation.as_str())])
    });
    let holidays = pack::pack().field_holidays.iter();
    let holidays = holidays.filter(|row| pack::holds(row.from, row.until, on)).map(|row| {
        let names: Vec<&str> = row.holidays.iter().map(|holiday| holiday.name()).collect();
        let words = names.join(", ");
        Row::new([Cell::from("No field work"), Cell::from(words), Cell::from(&row.citation)])
    });
    let table = Table::ledger("House rules")
        .density(Density::Dense)
        .column(Column::name("What"))
        .column(Column::text("Rule").roomy())
        .column(Column::text("Source").roomy())
        .rows(prices.chain(holidays));
    Sheet::new("House rules").flush(table).html()
}

fn taxed(on: Day) -> Html {
    let rows = pack::pack().taxed.iter().filter(|row| pack::holds(row.from, row.until, on));
    let rows = rows.map(|row| {
        let says = match row.taxed {
            true => "taxed",
            false => "not taxed",
        };
        Row::new([
            Cell::from(row.state.as_str()),
            Cell::from(row.code.as_str()),
            Cell::from(row.class.as_str()),
            Cell::from(says),
            Cell::from(row.citation.as_str()),
        ])
    });
    let table = Table::ledger("What is taxed")
        .density(Density::Dense)
        .column(Column::id("State"))
        .column(Column::id("Tax code"))
        .column(Column::text("For"))
        .column(Column::name("Is"))
        .column(Column::text("Source").roomy())
        .rows(rows);
    Sheet::new("What is taxed").fact("as it came with the program").flush(table).html()
}

fn rates(on: Day) -> Html {
    let rows = pack::pack().rate.iter().filter(|row| pack::holds(row.from, row.until, on));
    let rows = rows.map(|row| {
        Row::new([
            Cell::from(row.state.as_str()),
            Cell::from(row.jurisdiction.as_str()),
            Cell::from(Rate::millionths(row.millionths).to_string()),
            Cell::from(ui::figures::full_day(row.from)),
            Cell::from(row.citation.as_str()),
        ])
    });
    let table = Table::ledger("State rates")
        .density(Density::Dense)
        .column(Column::id("State"))
        .column(Column::name("Jurisdiction"))
        .column(Column::number("Rate"))
        .column(Column::day("From"))
        .column(Column::text("Source").roomy())
        .rows(rows);
    Sheet::new("State rates").fact("as they came with the program").flush(table).html()
}

fn fees(on: Day) -> Html {
    let rows = pack::pack().returned_item_fee.iter();
    let rows = rows.filter(|row| pack::holds(row.from, row.until, on)).map(|row| {
        let steps: Vec<String> = row.steps.iter().map(step_words).collect();
        Row::new([
            Cell::from(row.state.as_str()),
            Cell::from(steps.join("; ")),
            Cell::from(row.citation.as_str()),
        ])
    });
    let table = Table::ledger("Returned items")
        .density(Density::Dense)
        .column(Column::id("State"))
        .column(Column::name("The most it may cost her").roomy())
        .column(Column::text("Source").roomy())
        .rows(rows);
    Sheet::new("Returned items").flush(table).html()
}

fn late(on: Day) -> Html {
    let rows = pack::pack().late_fee.iter();
    let rows = rows.filter(|row| pack::holds(row.from, row.until, on)).map(|row| {
        Row::new([
            Cell::from(row.state.as_str()),
            Cell::from(Rate::millionths(row.millionths_a_month).to_string()),
            Cell::from(row.grace_days),
            Cell::from(row.citation.as_str()),
        ])
    });
    let table = Table::ledger("Late payment")
        .density(Density::Dense)
        .column(Column::id("State"))
        .column(Column::number("At most a month"))
        .column(Column::number("Days of grace"))
        .column(Column::text("Source").roomy())
        .rows(rows);
    Sheet::new("Late payment").flush(table).html()
}

fn bad_debt(on: Day) -> Html {
    let rows = pack::pack().bad_debt.iter();
    let rows = rows
        .filter(|row| pack::holds(row.from, row.until, on))
        .map(|row| Row::new([Cell::from(row.state.as_str()), Cell::from(row.citation.as_str())]));
    let table = Table::ledger("Bad debt")
        .density(Density::Dense)
        .column(Column::id("State"))
        .column(Column::text("The tax in it is deducted, says").roomy())
        .rows(rows);
    Sheet::new("Bad debt").flush(table).html()
}

/// `up to 50.00: 25.00`; `above: 40.00 or 5%`.
fn step_words(step: &FeeStep) -> String {
    let up_to = match step.up_to {
        Some(cents) => format!("up to {}", Money::cents(cents)),
        None => "above".into(),
    };
    let fee = Money::cents(step.fee);
    match step.share {
        0 => format!("{up_to}: {fee}"),
        share => format!("{up_to}: {fee} or {}, whichever is more", Rate::millionths(share)),
    }
}
