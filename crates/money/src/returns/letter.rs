//! The letter about a returned payment (handbook 6.6, 6.11 and template T5): which payment
//! came back and why, what is open again, the fee, and how to replace it in sure money.

use super::records::ReturnRow;
use crate::faces::records::find_bill_to;
use crate::paper;
use crate::payments::records::find_payment;
use office::Refusal;
use serde_json::{Value, json};
use settings::branches::records::{BranchAddress, find_branch_address};
use settings::preferences;
use store::Reader;
use values::{Day, Id, Money, noun};

/// What the letter says, and to whom.
pub(super) struct Notice {
    /// Who writes.
    pub seller: BranchAddress,
    /// Whom it is for.
    pub name: String,
    /// Her e-mail address; blank when she has none.
    pub email: String,
    /// What it is about.
    pub subject: String,
    /// The words of its first and last paragraph, as an e-mail says them.
    pub words: [String; 2],
    /// The sheet's facts.
    pub facts: Value,
}

/// The letter about a return, dated `on`.
pub(super) fn letter(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    row: &ReturnRow,
    on: Day,
) -> Result<Notice, Refusal> {
    let seller =
        find_branch_address(reader, branch)?.ok_or(Refusal::NotFound { what: "branch" })?;
    let to = find_bill_to(reader, branch, row.customer)?
        .ok_or(Refusal::NotFound { what: "customer" })?;
    let payment =
        find_payment(reader, branch, row.payment)?.ok_or(Refusal::NotFound { what: "payment" })?;
    let what = format!("{} {}", payment.tender.title(), payment.reference).trim().to_owned();
    let total = row.amount + row.fee;
    // The branch's own days: the demands that state laws know give her ten to thirty, and run
    // from a letter of their own.
    let days = preferences::whole(reader, branch, "returned_payment_days")?;
    let pay_by = on.plus_days(days).dated();
    let fee = match row.fee.is_positive() {
        true => format!(" A fee of ${}, as your agreement and the law allow, was added.", row.fee),
        false => String::new(),
    };
    let began = format!(
        "Your payment of ${} on {} ({what}) came back from the bank: {}.{fee}",
        row.amount,
        payment.received_on.dated(),
        row.cause.title().to_lowercase()
    );
    let ends = format!(
        "Please replace ${total} by {pay_by}. If you think the bank was wrong, or disagree with a \
         charge, call {}; we pause while we look at it.",
        seller.phone
    );
    let subject = format!("Your payment of {} was returned", payment.received_on.dated());
    let facts = json!({
        "seller": paper::seller(&seller),
        "to": { "name": to.name, "address": to.address.mailing_lines() },
        "on": on,
        "account": to.number,
        "subject": subject,
        "greeting": format!("Dear {},", to.name),
        "body": [
            began,
            { "table": table(&what, &payment.bank, row) },
            ends,
            { "list": [
                "a money order or a cashier's check to the address above,",
                "cash at our office, or",
                "a card or a payment from another account by telephone.",
            ] },
            "We cannot take another personal check for it.",
        ],
        "closing": "Sincerely,",
        "signer": { "name": seller.name, "title": seller.company },
        "notices": [
            "If a bankruptcy covers this debt, or the account holder has died or is on active \
             military duty, tell us; this letter is then information only.",
        ],
    });
    Ok(Notice { seller, name: to.name, email: to.email, subject, words: [began, ends], facts })
}

/// What came back, where it was drawn, the fee, and what they come to.
fn table(what: &str, bank: &str, row: &ReturnRow) -> Value {
    let drawn = match (bank, row.code.as_str()) {
        ("", code) => code.to_owned(),
        (bank, "") => format!("Bank {bank}"),
        (bank, code) => format!("Bank {bank}, code {code}"),
    };
    let mut rows = vec![json!([what, drawn, row.returned_on, row.amount])];
    if row.fee != Money::ZERO {
        rows.push(json!(["Returned-item fee", row.number, row.day, row.fee]));
    }
    json!({
        "columns": [
            { "name": "What", "kind": "text" },
            { "name": "Drawn on", "kind": "text" },
            { "name": "On", "kind": "date" },
            { "name": "Amount", "kind": "money" },
        ],
        "rows": rows,
        "sums": [["To replace", null, null, row.amount + row.fee]],
    })
}
