//! The rows of pay links.

use super::rules::{self, LinkStanding, PayWay, Revoked};
use billing::invoices::records::{Invoice, find_invoice};
use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// A link with what is open of it now.
#[derive(Clone, Debug)]
pub struct PayLinkRow {
    /// Its id.
    pub id: Id<noun::PayLink>,
    /// The secret part of its address.
    pub token: String,
    /// Who pays.
    pub customer: Id<noun::Customer>,
    /// Her name.
    pub name: String,
    /// Her account's number.
    pub account: String,
    /// The invoice; all she owes when none.
    pub invoice: Option<Id<noun::Invoice>>,
    /// Its number; blank for all she owes.
    pub document: String,
    /// When it is due.
    pub due_on: Option<Day>,
    /// What is open.
    pub open: Money,
    /// The least she may pay at once; the whole when none.
    pub least: Option<Money>,
    /// Its last day.
    pub expires_on: Day,
    /// When it was made.
    pub made_at: Instant,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
    /// What she said at its page.
    pub answer: Option<Answer>,
}

/// How and when a customer says she pays.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// How.
    pub way: PayWay,
    /// When.
    pub pays_on: Day,
    /// Her word to the office.
    pub note: String,
    /// When she said it.
    pub answered_at: Instant,
}

/// The columns of what customers say at pay links.
pub(crate) const ANSWERS: store::Migration = store::Migration {
    name: "0161_pay_link_answers",
    sql: "
ALTER TABLE pay_links ADD COLUMN answer_way {text};
ALTER TABLE pay_links ADD COLUMN pays_on {day};
ALTER TABLE pay_links ADD COLUMN answer_note {text};
ALTER TABLE pay_links ADD COLUMN answered_at {instant};
CREATE INDEX pay_links_pays ON pay_links (branch_id, pays_on, id) WHERE pays_on IS NOT NULL;
",
};

impl PayLinkRow {
    /// How it stands on a day.
    pub fn standing(&self, today: Day) -> LinkStanding {
        let revoked = self.revoked_at.map_or(Revoked::No, |_| Revoked::Yes);
        rules::standing(self.open, self.expires_on, revoked, today)
    }

    /// What it is for, as the customer reads it.
    pub fn purpose(&self) -> String {
        match self.document.as_str() {
            "" => String::from("Your account"),
            number => format!("Invoice {number}"),
        }
    }
}

/// Where a link leads, behind the office's web address.
pub fn path_of(branch_number: &str, token: &str) -> String {
    format!("/pay/{branch_number}/{token}")
}

/// A link as its row keeps it.
struct Kept {
    id: Id<noun::PayLink>,
    token: String,
    customer: Id<noun::Customer>,
    name: String,
    account: String,
    invoice: Option<Id<noun::Invoice>>,
    least: Option<Money>,
    expires_on: Day,
    made_at: Instant,
    revoked_at: Option<Instant>,
    way: Option<PayWay>,
    pays_on: Option<Day>,
    note: Option<String>,
    answered_at: Option<Instant>,
}
from_row!(Kept {
    id,
    token,
    customer,
    name,
    account,
    invoice,
    least,
    expires_on,
    made_at,
    revoked_at,
    way,
    pays_on,
    note,
    answered_at
});

impl Kept {
    /// What she said, when she said something.
    fn answer(&self) -> Option<Answer> {
        let note = self.note.clone().unwrap_or_default();
        let (way, pays_on, answered_at) = (self.way?, self.pays_on?, self.answered_at?);
        Some(Answer { way, pays_on, note, answered_at })
    }
}

/// The link of this id, in this branch.
pub fn find_link(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    link: Id<noun::PayLink>,
) -> Result<Option<PayLinkRow>, store::Error> {
    let kept: Option<Kept> = reader.find(
        sql!(
            "SELECT l.id, l.token, l.customer_id, c.name, c.number, l.invoice_id, l.least_cents, \
             l.expires_on, l.made_at, l.revoked_at, l.answer_way, l.pays_on, l.answer_note, \
             l.answered_at FROM pay_links l JOIN customer_face c \
             ON c.branch_id = l.branch_id AND c.id = l.customer_id \
             WHERE l.branch_id = $1 AND l.id = $2"
        ),
        args![branch, link],
    )?;
    kept.map(|kept| with_open(reader, branch, kept)).transpose()
}

/// The link of this token, in this branch.
pub fn find_link_by_token(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    token: &str,
) -> Result<Option<PayLinkRow>, store::Error> {
    let found: Option<(Id<noun::PayLink>,)> = reader.find(
        sql!("SELECT id FROM pay_links WHERE branch_id = $1 AND token = $2"),
        args![branch, token],
    )?;
    match found {
        Some((id,)) => find_link(reader, branch, id),
        None => Ok(None),
    }
}

fn with_open(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    kept: Kept,
) -> Result<PayLinkRow, store::Error> {
    let (document, due_on, open) = match kept.invoice {
        None => {
            let balance = books::open_items::balance(reader, branch, kept.customer)?;
            (String::new(), balance.oldest_due_on, balance.net())
        }
        Some(invoice) => match find_standing(reader, branch, invoice)? {
            Some(invoice) => (invoice.number, Some(invoice.due_on), invoice.open),
            None => (String::new(), None, Money::ZERO),
        },
    };
    let answer = kept.answer();
    let Kept { id, token, customer, name, account, invoice, least, expires_on, made_at, .. } = kept;
    Ok(PayLinkRow {
        id,
        token,
        customer,
        name,
        account,
        invoice,
        document,
        due_on,
        open,
        least,
        expires_on,
        made_at,
        revoked_at: kept.revoked_at,
        answer,
    })
}

/// An invoice that is not void.
fn find_standing(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    invoice: Id<noun::Invoice>,
) -> Result<Option<Invoice>, store::Error> {
    let found = find_invoice(reader, branch, invoice)?;
    Ok(found.filter(|invoice| invoice.voided_at.is_none()))
}

/// What is open of an invoice of hers, or of all she owes, with the invoice's number; none when
/// the invoice is another's.
pub(super) fn open_amount(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
    invoice: Option<Id<noun::Invoice>>,
) -> Result<Option<(String, Money)>, store::Error> {
    match invoice {
        None => {
            let open = books::open_items::balance(reader, branch, customer)?.net();
            Ok(Some((String::new(), open)))
        }
        Some(invoice) => {
            let standing = find_standing(reader, branch, invoice)?;
            let hers = standing.filter(|invoice| invoice.customer == customer);
            Ok(hers.map(|invoice| (invoice.number, invoice.open)))
        }
    }
}

/// A link of an invoice that is good on a day, to be sent again instead of a new one.
pub(super) fn find_good(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    invoice: Id<noun::Invoice>,
    today: Day,
) -> Result<Option<String>, store::Error> {
    let found: Option<(String,)> = reader.find(
        sql!(
            "SELECT token FROM pay_links WHERE branch_id = $1 AND invoice_id = $2 \
             AND revoked_at IS NULL AND expires_on >= $3 ORDER BY id DESC LIMIT 1"
        ),
        args![branch, invoice, today],
    )?;
    Ok(found.map(|(token,)| token))
}

/// A link to be written.
pub(super) struct NewLink<'l> {
    pub id: Id<noun::PayLink>,
    pub token: &'l str,
    pub customer: Id<noun::Customer>,
    pub invoice: Option<Id<noun::Invoice>>,
    /// The invoice's number; blank for all she owes.
    pub document: &'l str,
    pub least: Option<Money>,
    pub expires_on: Day,
}

/// Writes a link.
pub(super) fn insert_link(desk: &mut Desk<'_>, new: &NewLink<'_>) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO pay_links (id, branch_id, token, customer_id, invoice_id, document, \
             least_cents, expires_on, made_at, made_by, revoke_reason) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, '')"
        ),
        args![
            branch,
            new.id,
            new.token,
            new.customer,
            new.invoice,
            new.document,
            new.least,
            new.expires_on,
            now,
            who
        ],
    )?;
    Ok(())
}

/// Notes that a link was revoked.
pub(super) fn mark_revoked(
    desk: &mut Desk<'_>,
    link: Id<noun::PayLink>,
    reason: &str,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE pay_links SET revoked_at = $3, revoked_by = $4, revoke_reason = $5 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, link, now, who, reason],
    )?;
    Ok(())
}

/// Notes how and when she says she pays.
pub(super) fn mark_answered(
    desk: &mut Desk<'_>,
    link: Id<noun::PayLink>,
    (way, pays_on, note): (PayWay, Day, &str),
) -> Result<(), Refusal> {
    let (branch, now) = (desk.branch(), desk.now());
    desk.exec(
        sql!(
            "UPDATE pay_links SET answer_way = $3, pays_on = $4, answer_note = $5, \
             answered_at = $6 WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, link, way, pays_on, note, now],
    )?;
    Ok(())
}

/// The links whose customers said they would pay by a day now past, and still can be paid by:
/// the oldest word first.
pub fn list_word_not_kept(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    (today, most): (Day, i64),
) -> Result<Vec<PayLinkRow>, store::Error> {
    let ids: Vec<(Id<noun::PayLink>,)> = reader.all(
        sql!(
            "SELECT id FROM pay_links WHERE branch_id = $1 AND pays_on < $2 \
             AND pays_on >= $3 AND revoked_at IS NULL ORDER BY pays_on, id LIMIT $4"
        ),
        args![branch, today, today.plus_days(-WORD_DAYS), most],
    )?;
    let mut links = Vec::new();
    for (id,) in ids {
        let link = find_link(reader, branch, id)?;
        links.extend(link.filter(|link| link.open.is_positive()));
    }
    Ok(links)
}

/// For how many days a word that was not kept is told; then the receivables tell it.
const WORD_DAYS: i64 = 30;

/// A draw that was begun by a link and is not decided.
pub(super) struct Begun {
    pub draw: Id<noun::Draw>,
    pub once: String,
    pub amount: Money,
}
from_row!(Begun { draw, once, amount });

/// How long a processor's page can be paid at: Stripe's runs out after a day.
const PAGE_SECONDS: i64 = 24 * 60 * 60;

/// The draw a link waits for: begun within a page's life, neither taken nor declined.
pub(super) fn find_begun(
    desk: &mut Desk<'_>,
    link: Id<noun::PayLink>,
) -> Result<Option<Begun>, Refusal> {
    let (branch, since) = (desk.branch(), desk.now().plus_seconds(-PAGE_SECONDS));
    desk.find(
        sql!(
            "SELECT id, once_key, amount_cents FROM draws WHERE branch_id = $1 \
             AND pay_link_id = $2 AND taken_at IS NULL AND declined_at IS NULL \
             AND asked_at > $3 ORDER BY id DESC LIMIT 1"
        ),
        args![branch, link, since],
    )
}
