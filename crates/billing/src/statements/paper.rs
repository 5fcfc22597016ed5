//! A statement on paper: the facts its sheet is printed from.

use super::{Account, AccountLine, StatementKind};
use crate::invoices::paper::{party, seller};
use front_desk::customers;
use office::Refusal;
use serde_json::{Value, json};
use store::Reader;
use values::{Id, Money, noun};

/// What stands on a customer's statement.
pub fn facts(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
    account: &Account,
) -> Result<Value, Refusal> {
    let customer = customers::records::require(reader, branch, customer)?;
    let branch_address = settings::branches::records::find_branch_address(reader, branch)?
        .ok_or(Refusal::NotFound { what: "branch" })?;
    let period = account.period;
    let aged = account.aged;
    let due = account.amount_due;
    let scan_line = format!(
        "{} {} {}",
        customer.number,
        period.to_on.to_string().replace('-', ""),
        due.as_cents()
    );
    let mut facts = json!({
        "kind": account.kind.word(),
        "company": branch_address.company,
        "office": format!("{} {}", branch_address.name, branch_address.number),
        "seller": seller(&branch_address),
        "bill_to": party(&customer.name, &customer.bill_to()),
        "account": customer.number,
        "statement_on": period.to_on,
        "amount_due_cents": due,
        "aging": {
            "basis": "due date",
            "as_of": period.to_on,
            "current_cents": aged.current,
            "to_30_cents": aged.to_30,
            "to_60_cents": aged.to_60,
            "to_90_cents": aged.to_90,
            "past_90_cents": aged.past_90,
        },
        "stub": {"scan_line": scan_line},
    });
    if aged.credits != Money::ZERO {
        facts["aging"]["credits_cents"] = json!(aged.credits);
    }
    match account.kind {
        StatementKind::OpenItem => facts["items"] = account.lines.iter().map(item).collect(),
        StatementKind::BalanceForward => {
            facts["period"] = json!({"from_on": period.from_on, "to_on": period.to_on});
            facts["previous_cents"] = json!(account.previous);
            facts["activity"] = account.lines.iter().map(activity).collect();
        }
    }
    Ok(facts)
}

fn item(line: &AccountLine) -> Value {
    json!({
        "on": line.on,
        "number": line.number,
        "what": line.what,
        "due_on": line.due_on,
        "original_cents": line.original,
        "open_cents": line.amount,
    })
}

fn activity(line: &AccountLine) -> Value {
    json!({"on": line.on, "what": line.what, "amount_cents": line.amount})
}
