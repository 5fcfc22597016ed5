//! The letter to the owner of money that lies unclaimed (handbook 3.9): what is hers, since
//! when, and by when she answers so that it does not go to the state.

use super::records::ItemRow;
use front_desk::customers::records::find_customer;
use money::paper;
use office::Refusal;
use serde_json::{Value, json};
use settings::branches::records::{BranchAddress, find_branch_address};
use store::Reader;
use values::{Day, Id, noun};

/// What the letter says, and to whom.
pub(super) struct Letter {
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

/// The letter about an item, dated `on`.
pub(super) fn letter(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    row: &ItemRow,
    on: Day,
) -> Result<Letter, Refusal> {
    let seller =
        find_branch_address(reader, branch)?.ok_or(Refusal::NotFound { what: "branch" })?;
    let to = find_customer(reader, branch, row.customer)?
        .ok_or(Refusal::NotFound { what: "customer" })?;
    let what = match row.refund {
        Some(_) => "a check we sent you was never cashed",
        None => "your account has money to your good",
    };
    let began = format!(
        "Our books say that {what}: ${} since {}. We have not heard from you since, and your \
         state's law makes us hand such money to it unless its owner claims it.",
        row.amount,
        row.touched_on.dated()
    );
    let ends = format!(
        "Please call {}, write to the address above, or come by before {}. Tell us whether we \
         should send it to you or keep it for your next visit. If we do not hear from you, it \
         goes to the state, and you can claim it there.",
        seller.phone,
        row.report_on.dated()
    );
    let subject = String::from("We are holding money that is yours");
    let facts = json!({
        "seller": paper::seller(&seller),
        "to": { "name": to.name, "address": to.bill_to().mailing_lines() },
        "on": on,
        "account": to.number,
        "subject": subject,
        "greeting": format!("Dear {},", to.name),
        "body": [
            began,
            { "table": {
                "columns": [
                    { "name": "What", "kind": "text" },
                    { "name": "Since", "kind": "date" },
                    { "name": "Amount", "kind": "money" },
                ],
                "rows": [[row.document, row.touched_on, row.amount]],
                "sums": [["Yours", null, row.amount]],
            } },
            ends,
        ],
        "closing": "Sincerely,",
        "signer": { "name": seller.name, "title": seller.company },
        "notices": [
            format!(
                "I am the owner of {} and claim it. Send it to me [  ]   Keep it for my next bill \
                 [  ]   Signed ________________   Date ________",
                row.document
            ),
        ],
    });
    Ok(Letter { seller, name: to.name, email: to.email, subject, words: [began, ends], facts })
}
