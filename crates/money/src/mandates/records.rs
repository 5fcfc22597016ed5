//! The rows of mandates.

mod marks;
mod queues;

pub(crate) use marks::{mark_declines, mark_run};
pub(super) use marks::{mark_ended, mark_held, mark_resumed};
pub(super) use queues::{
    NewAsk, insert_ask, insert_skip, list_asks, list_skips, mark_skip_taken_back, mark_taken_off,
};
pub(crate) use queues::{TABLES, find_by_method, find_skip, list_held};

use super::EndCause;
use super::sign::{BankAccountKind, EntryClassWord, MandateMethod, SignMandate};
use crate::processors::ProcessorName;
use crate::words::Tender;
use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, Sealed, noun};

/// A mandate, without its account number.
#[derive(Clone, Debug)]
pub struct MandateRow {
    /// Its id.
    pub id: Id<noun::Mandate>,
    /// Who gives leave.
    pub customer: Id<noun::Customer>,
    /// Her name.
    pub name: String,
    /// Card or ACH.
    pub tender: Tender,
    /// Who draws.
    pub processor: ProcessorName,
    /// The customer, as the processor knows her.
    pub processor_customer: String,
    /// The card, as the processor knows it.
    pub processor_method: String,
    /// Such as Visa.
    pub brand: String,
    /// The last four digits.
    pub last4: String,
    /// The last day the card is good.
    pub expires_on: Option<Day>,
    /// The words she agreed to.
    pub consent: String,
    /// The day she did.
    pub consented_on: Day,
    /// The day of the month.
    pub run_day: Option<i64>,
    /// The most at once.
    pub cap: Option<Money>,
    /// When it was held.
    pub held_at: Option<Instant>,
    /// Why.
    pub hold_reason: String,
    /// The next day it is drawn on, when it has a day of the month.
    pub next_on: Option<Day>,
    /// The day a declined draw is tried again.
    pub retry_on: Option<Day>,
    /// How often it was declined in a row.
    pub declines: i64,
    /// When it ended.
    pub ended_at: Option<Instant>,
    /// Why, in words.
    pub end_reason: String,
    /// Why, as it is counted; none of a mandate that ended before this was kept.
    pub end_cause: Option<EndCause>,
}
from_row!(MandateRow {
    id,
    customer,
    name,
    tender,
    processor,
    processor_customer,
    processor_method,
    brand,
    last4,
    expires_on,
    consent,
    consented_on,
    run_day,
    cap,
    held_at,
    hold_reason,
    next_on,
    retry_on,
    declines,
    ended_at,
    end_reason,
    end_cause
});

impl MandateRow {
    /// In words: "Visa ending in 4242", "account ending in 4567". A processor writes brands in
    /// small letters; one that is not known is told as it came.
    pub fn method_words(&self) -> String {
        let what = match (self.tender, self.brand.as_str()) {
            (Tender::Ach, _) => "account",
            (_, "") => "card",
            (_, "visa") => "Visa",
            (_, "mastercard") => "Mastercard",
            (_, "amex") => "American Express",
            (_, "discover") => "Discover",
            (_, "diners") => "Diners Club",
            (_, "jcb") => "JCB",
            (_, "unionpay") => "UnionPay",
            (_, brand) => brand,
        };
        format!("{what} ending in {}", self.last4)
    }
}

/// The mandate of this id, in this branch.
pub(crate) fn find_mandate(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    mandate: Id<noun::Mandate>,
) -> Result<Option<MandateRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT m.id, m.customer_id, c.name, m.tender, m.processor, m.processor_customer, \
             m.processor_method, m.brand, m.last4, m.expires_on, m.consent, m.consented_on, \
             m.run_day, m.cap_cents, m.held_at, m.hold_reason, m.next_on, m.retry_on, \
             m.declines, m.ended_at, m.end_reason, m.end_cause FROM mandates m \
             JOIN customer_face c ON c.branch_id = m.branch_id AND c.id = m.customer_id \
             WHERE m.branch_id = $1 AND m.id = $2"
        ),
        args![branch, mandate],
    )
}

/// The mandate of this id that has not ended.
pub(super) fn require_standing(
    desk: &mut Desk<'_>,
    mandate: Id<noun::Mandate>,
) -> Result<MandateRow, Refusal> {
    let branch = desk.branch();
    let row = find_mandate(desk, branch, mandate)?.ok_or(Refusal::NotFound { what: "mandate" })?;
    match row.ended_at {
        None => Ok(row),
        Some(_) => {
            let words = format!("This mandate has ended: {}", row.end_reason);
            Err(Refusal::conflict("mandates.ended", words))
        }
    }
}

/// A customer's mandate that has not ended.
pub(super) fn find_standing(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Option<Id<noun::Mandate>>, store::Error> {
    let found: Option<(Id<noun::Mandate>,)> = reader.find(
        sql!(
            "SELECT id FROM mandates WHERE branch_id = $1 AND customer_id = $2 \
             AND ended_at IS NULL"
        ),
        args![branch, customer],
    )?;
    Ok(found.map(|(id,)| id))
}

/// The next mandates by id that a run on a day goes through: neither ended nor held, their day
/// has come, and no decline waits for a later one.
pub(crate) fn list_due(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    on: Day,
    after: Id<noun::Mandate>,
    most: i64,
) -> Result<Vec<Id<noun::Mandate>>, store::Error> {
    let rows: Vec<(Id<noun::Mandate>,)> = reader.all(
        sql!(
            "SELECT id FROM mandates WHERE branch_id = $1 AND id > $3 AND ended_at IS NULL \
             AND held_at IS NULL AND (retry_on <= $2 OR (retry_on IS NULL \
             AND (next_on IS NULL OR next_on <= $2))) ORDER BY id LIMIT $4"
        ),
        args![branch, on, after, most],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// How many a run on a day goes through.
pub(crate) fn count_due(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    on: Day,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM mandates WHERE branch_id = $1 AND ended_at IS NULL \
             AND held_at IS NULL AND (retry_on <= $2 OR (retry_on IS NULL \
             AND (next_on IS NULL OR next_on <= $2)))"
        ),
        args![branch, on],
    )?;
    Ok(count)
}

/// Where a mandate's account number stands, for the vault.
fn place_of(mandate: Id<noun::Mandate>) -> String {
    format!("mandates:{mandate}")
}

/// A mandate's bank account, opened.
pub(crate) struct OpenAccount {
    pub routing: String,
    pub account: Sealed,
    pub kind: BankAccountKind,
    pub entry_class: EntryClassWord,
}

/// A bank account as its row keeps it.
struct ClosedAccount {
    routing: String,
    closed: String,
    kind: Option<BankAccountKind>,
    entry_class: Option<EntryClassWord>,
}
from_row!(ClosedAccount { routing, closed, kind, entry_class });

/// Opens a mandate's bank account, to be debited.
pub(crate) fn open_account(
    desk: &mut Desk<'_>,
    mandate: Id<noun::Mandate>,
) -> Result<Option<OpenAccount>, Refusal> {
    let branch = desk.branch();
    let found: Option<ClosedAccount> = desk.find(
        sql!(
            "SELECT routing, account_closed, account_kind, entry_class FROM mandates \
             WHERE branch_id = $1 AND id = $2 AND account_closed <> ''"
        ),
        args![branch, mandate],
    )?;
    let Some(ClosedAccount { routing, closed, kind: Some(kind), entry_class: Some(entry_class) }) =
        found
    else {
        return Ok(None);
    };
    let account = desk.open_text(&place_of(mandate), &closed)?;
    Ok(Some(OpenAccount { routing, account, kind, entry_class }))
}

/// Writes a mandate; its account number is closed first.
pub(super) fn insert_mandate(
    desk: &mut Desk<'_>,
    mandate: Id<noun::Mandate>,
    new: &SignMandate,
    consented_on: Day,
    next_on: Option<Day>,
) -> Result<(), Refusal> {
    let row = method_row(desk, mandate, &new.method);
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO mandates (id, branch_id, customer_id, tender, processor, \
             processor_customer, processor_method, brand, last4, expires_on, routing, \
             account_closed, account_kind, entry_class, consent, consented_on, run_day, \
             cap_cents, signed_at, signed_by, hold_reason, next_on, declines, end_reason) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, \
             $17, $18, $19, $20, '', $21, 0, '')"
        ),
        args![
            branch,
            mandate,
            new.customer,
            row.tender,
            row.processor,
            &row.processor_customer,
            &row.processor_method,
            &row.brand,
            &row.last4,
            row.expires_on,
            &row.routing,
            &row.account_closed,
            row.account_kind,
            row.entry_class,
            new.consent.trim(),
            consented_on,
            new.run_day,
            new.cap_cents,
            now,
            who,
            next_on
        ],
    )?;
    Ok(())
}

/// What a mandate's row keeps of its method.
#[derive(Default)]
struct MethodRow {
    tender: Option<Tender>,
    processor: Option<ProcessorName>,
    processor_customer: String,
    processor_method: String,
    brand: String,
    last4: String,
    expires_on: Option<Day>,
    routing: String,
    account_closed: String,
    account_kind: Option<BankAccountKind>,
    entry_class: Option<EntryClassWord>,
}

/// What a mandate's row keeps of its method; an account number is closed.
fn method_row(desk: &Desk<'_>, mandate: Id<noun::Mandate>, method: &MandateMethod) -> MethodRow {
    let mut row = MethodRow::default();
    match method {
        MandateMethod::Card {
            processor,
            processor_customer,
            processor_method,
            brand,
            last4,
            expires_on,
        } => {
            row.tender = Some(Tender::Card);
            row.processor = Some(*processor);
            row.processor_customer.clone_from(processor_customer);
            row.processor_method = processor_method.trim().to_owned();
            row.brand.clone_from(brand);
            row.last4.clone_from(last4);
            row.expires_on = *expires_on;
        }
        MandateMethod::Bank { routing, account, kind, entry_class } => {
            row.tender = Some(Tender::Ach);
            row.processor = Some(ProcessorName::Bank);
            row.routing = routing.trim().to_owned();
            row.last4 = shown_of(account);
            row.account_closed = desk.close_text(&place_of(mandate), account);
            row.account_kind = Some(*kind);
            row.entry_class = Some(*entry_class);
        }
    }
    row
}

/// Makes the bank's correction of an account.
pub(crate) fn mark_corrected(
    desk: &mut Desk<'_>,
    mandate: Id<noun::Mandate>,
    routing: Option<String>,
    account: Option<Sealed>,
    kind: Option<BankAccountKind>,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    let closed = account.as_ref().map(|account| desk.close_text(&place_of(mandate), account));
    let last4 = account.as_ref().map(shown_of);
    desk.exec(
        sql!(
            "UPDATE mandates SET routing = COALESCE($3, routing), \
             account_closed = COALESCE($4, account_closed), last4 = COALESCE($5, last4), \
             account_kind = COALESCE($6, account_kind) WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, mandate, routing, closed, last4, kind],
    )?;
    Ok(())
}

/// What is shown of an account: its last four, or dots when that would be half of it.
fn shown_of(account: &Sealed) -> String {
    account.last_four().unwrap_or_else(|| String::from("••••"))
}

/// What is due of a customer until a day, less what stands to her good.
pub(crate) fn due_of(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
    on: Day,
) -> Result<Money, store::Error> {
    let charges = books::open_items::list_open_charges(reader, branch, customer)?;
    let due: Money = charges.iter().filter(|one| one.due_on <= on).map(|one| one.open).sum();
    Ok(due - books::open_items::balance(reader, branch, customer)?.unapplied)
}

/// What of a mandate is being drawn and not decided.
pub(crate) fn in_line_of(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    mandate: Id<noun::Mandate>,
) -> Result<Money, store::Error> {
    let (sum,): (Money,) = reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(amount_cents), 0) AS BIGINT) FROM draws \
             WHERE branch_id = $1 AND mandate_id = $2 AND taken_at IS NULL \
             AND declined_at IS NULL"
        ),
        args![branch, mandate],
    )?;
    Ok(sum)
}
