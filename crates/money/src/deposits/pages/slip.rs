//! `/deposits/{id}/slip`: the bank's slip over the branch's proof, as a PDF.

use super::show::Told;
use crate::deposits::records::ItemRow;
use crate::paper;
use crate::payments::records::tallies_of_day;
use crate::words::{Route, Tender};
use office::{Answer, Refusal, View};
use serde_json::{Value, json};
use settings::branches::records::find_branch_address;
use settings::preferences;
use values::{Instant, Money, Zone};

/// The sheet.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let told = Told::read(view)?;
    let facts = facts(view, &told)?;
    let bytes = view.office.press().print("deposit_slip", &facts)?;
    let name = format!("deposit-{}-{}.pdf", told.row.day, told.row.number);
    Ok(Answer::File { name, media_type: "application/pdf", bytes })
}

/// What stands on it. Before the deposit is closed the slip says that it is a draft.
pub(super) fn facts(view: &mut View<'_, '_>, told: &Told) -> Result<Value, Refusal> {
    let Some(counted) = told.before.counted else {
        return Err(Refusal::conflict_with(
            "deposits.not_counted",
            "Nothing was counted yet, so there is no slip. Count the deposit first.",
            format!("/deposits/{}", told.row.id),
            "Go to the deposit",
        ));
    };
    let branch = view.branch();
    let address =
        find_branch_address(view.reader, branch)?.ok_or(Refusal::NotFound { what: "branch" })?;
    let routing = preferences::text(view.reader, branch, "bank_routing")?;
    let elsewhere: Money = tallies_of_day(view.reader, branch, told.row.day)?
        .iter()
        .filter(|(tender, _)| tender.route() == Route::Processor)
        .map(|(_, tally)| tally.amount_cents)
        .sum();
    let zone = &view.me.zone;
    let posted = told.before.posted;
    let over_short = counted.over_short(&posted);
    let mut facts = json!({
        "company": address.company,
        "office": format!("{} {}", address.name, address.number),
        "printed_at": paper::wall(view.now, zone),
        "printed_by": view.me.staff.name,
        "number": told.row.number,
        "day": told.row.day,
        "branch": { "number": address.number, "address": paper::address(&address) },
        "bank": { "name": told.bank, "routing": routing, "account_last4": told.account },
        "bag": told.row.bag,
        "currency_cents": counted.currency_to_bank(),
        "coin_cents": counted.coin_to_bank(),
        "cash_cents": counted.cash(),
        "checks": items(told, Tender::Check),
        "checks_cents": sum(told, Tender::Check),
        "money_orders": items(told, Tender::MoneyOrder),
        "money_orders_cents": sum(told, Tender::MoneyOrder),
        "item_count": told.before.posted.items(),
        "total_cents": counted.cash() + sum(told, Tender::Check) + sum(told, Tender::MoneyOrder),
        "proof": { "posted_cents": posted.total(), "elsewhere_cents": elsewhere },
        "over_short": { "amount_cents": over_short },
    });
    add_known(&mut facts, told, zone, over_short);
    Ok(facts)
}

/// Adds what is there only on some days, or only after some step.
fn add_known(facts: &mut Value, told: &Told, zone: &Zone, over_short: Money) {
    let signed = |name: &str, at: Instant| json!({"name": name, "at": paper::wall(at, zone)});
    if !over_short.is_zero() {
        facts["over_short"]["reason"] = json!(told.row.explanation);
    }
    if told.tape.items > 0 {
        facts["proof"]["tape_cents"] = json!(told.tape.amount_cents);
    }
    if !told.logs.is_empty() {
        let logged: Money = told.logs.iter().map(|log| log.total).sum();
        facts["proof"]["remittance_log_cents"] = json!(logged);
    }
    if let Some(count) = &told.count {
        facts["prepared_by"] = signed(&count.counted_by_name, count.counted_at);
    }
    if let (Some(name), Some(at)) = (&told.verified_by, told.row.verified_at) {
        facts["verified_by"] = signed(name, at);
    }
    match &told.seal {
        Some(seal) => {
            facts["seal"] = json!(seal.replace(' ', ""));
            facts["seal_words"] = json!("Seal of this deposit");
        }
        None => facts["marks"] = json!([{"word": "Not closed", "why": "not for the bank yet"}]),
    }
}

/// The items that go to the bank: what is on hold is not among them.
fn items(told: &Told, tender: Tender) -> Vec<Value> {
    to_bank(told, tender)
        .map(|item| {
            let mut facts = json!({
                "number": item.reference,
                "payer": item.name,
                "amount_cents": item.amount,
            });
            let bank = if tender == Tender::Check { "bank_prefix" } else { "issuer" };
            facts[bank] = json!(item.bank);
            facts
        })
        .collect()
}

fn to_bank(told: &Told, tender: Tender) -> impl Iterator<Item = &ItemRow> {
    told.items_of(tender).filter(|item| item.customer.is_some())
}

fn sum(told: &Told, tender: Tender) -> Money {
    to_bank(told, tender).map(|item| item.amount).sum()
}
