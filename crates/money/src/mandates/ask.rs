//! Ask a customer whose card or account is gone, or soon will be, for another one.

use super::records::{self, NewAsk};
use super::{KEEP, records::MandateRow};
use crate::faces::records::find_bill_to;
use crate::pay_links::MakePayLink;
use front_desk::conversations::{Channel, Direction, NoteConversation};
use office::mail::NewLetter;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use settings::branches::records::find_branch_address;
use settings::preferences;
use values::{Day, Id, noun};

crate::words::stored_word! {
    /// How she is asked.
    AskHow "a way to ask" {
        /// A link at which she pays what is open, sent to her when she has an e-mail address.
        PayLink => "pay_link" "Send a pay link",
        /// By telephone; the talk is noted with her.
        Telephone => "telephone" "Called her",
    }
}

/// Asks for a new card or account.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct AskForMethod {
    /// The mandate whose card or account is gone, or runs out.
    pub mandate: Id<noun::Mandate>,
    /// How she is asked.
    pub how: AskHow,
    /// What was said; a call needs it.
    #[serde(default)]
    pub note: String,
}

/// She was asked.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct MethodAskedFor {
    /// The mandate.
    pub mandate: Id<noun::Mandate>,
    /// The link that was made, behind the office's web address.
    pub path: Option<String>,
    /// The address it was sent to; none when it has to be read to her.
    pub sent_to: Option<String>,
}

impl Command for AskForMethod {
    const NAME: &'static str = "mandates.ask";
    const TITLE: &'static str = "Ask for a new card or account";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("mandate");
    type Receipt = MethodAskedFor;

    fn problems(&self) -> Problems {
        let is_silent = self.how == AskHow::Telephone && self.note.trim().is_empty();
        Problems::none().when(is_silent, "note", "Say what was said.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<MethodAskedFor, Refusal> {
        let branch = desk.branch();
        let row = records::find_mandate(desk, branch, self.mandate)?
            .ok_or(Refusal::NotFound { what: "mandate" })?;
        refuse_replaced(desk, &row)?;
        let mut new = NewAsk { mandate: row.id, how: self.how, note: self.note.trim(), link: None };
        let mut receipt = MethodAskedFor { mandate: row.id, path: None, sent_to: None };
        match self.how {
            AskHow::Telephone => {
                let call = NoteConversation::call(row.customer, new.note);
                let (channel, direction) = (Channel::Telephone, Direction::Outbound);
                desk.perform(NoteConversation { channel, direction, ..call })?;
            }
            AskHow::PayLink => {
                let (invoice, least_cents, expires_on) = (None, None, None);
                let link = MakePayLink { customer: row.customer, invoice, least_cents, expires_on };
                let made = desk.perform(link)?;
                new.link = Some(made.pay_link);
                receipt.sent_to = send(desk, &row, &made.path, made.expires_on)?;
                receipt.path = Some(made.path);
            }
        }
        records::insert_ask(desk, &new)?;
        desk.subject(row.id);
        desk.subject(row.customer);
        Ok(receipt)
    }
}

/// Nobody is asked for a card when another mandate stands already.
fn refuse_replaced(desk: &mut Desk<'_>, row: &MandateRow) -> Result<(), Refusal> {
    let branch = desk.branch();
    match records::find_standing(desk, branch, row.customer)? {
        Some(standing) if standing != row.id => Err(Refusal::conflict_with(
            "mandates.replaced",
            format!("{} has given another card or account since.", row.name),
            format!("/mandates/{standing}"),
            "See the mandate",
        )),
        _ => Ok(()),
    }
}

/// Sends the link, when she has an e-mail address and the office is on the web.
fn send(
    desk: &mut Desk<'_>,
    row: &MandateRow,
    path: &str,
    until: Day,
) -> Result<Option<String>, Refusal> {
    let branch = desk.branch();
    let address = preferences::text(desk, branch, "web_address")?;
    let to = find_bill_to(desk, branch, row.customer)?.map(|to| to.email);
    let Some(to) = to.filter(|to| !to.is_empty() && !address.is_empty()) else { return Ok(None) };
    let seller = find_branch_address(desk, branch)?.ok_or(Refusal::NotFound { what: "branch" })?;
    let letter = NewLetter {
        to: to.clone(),
        reply_to: seller.email,
        subject: format!("{} needs a new card or account from you", seller.company),
        text: format!(
            "Dear {},\n\nwe cannot draw from your {} any more. Until {} you can pay what is open \
             here:\n\n{}{path}\n\nTo go on with AutoPay, call {} and give us another card or \
             account.\n\n{} {}\n",
            row.name,
            row.method_words(),
            until.long(),
            address.trim_end_matches('/'),
            seller.phone,
            seller.company,
            seller.name
        ),
        sheets: Vec::new(),
    };
    desk.send_mail(&format!("ask:{path}"), &letter)?;
    Ok(Some(to))
}
