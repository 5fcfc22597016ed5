//! The rows of draws.

use super::NewDraw;
use crate::processors::{DeclineKind, ProcessorName};
use crate::words::Tender;
use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Id, Instant, Money, noun};

/// A draw.
#[derive(Clone, Debug)]
pub struct DrawRow {
    /// Its id.
    pub id: Id<noun::Draw>,
    /// Whose.
    pub customer: Id<noun::Customer>,
    /// Her name.
    pub name: String,
    /// Card or ACH.
    pub tender: Tender,
    /// How much.
    pub amount: Money,
    /// Who is asked.
    pub processor: ProcessorName,
    /// The key it is asked under.
    pub once: String,
    /// The customer, as the processor knows her.
    pub processor_customer: String,
    /// The method, as the processor knows it; for a refund, the payment.
    pub processor_method: String,
    /// The processor's page at which she pays; blank for a saved method.
    pub page: String,
    /// What it is for.
    pub purpose: String,
    /// The invoice it is for.
    pub invoice: Option<Id<noun::Invoice>>,
    /// The leave it is drawn by.
    pub mandate: Option<Id<noun::Mandate>>,
    /// The link it is paid by.
    pub pay_link: Option<Id<noun::PayLink>>,
    /// The refund it pays.
    pub refund: Option<Id<noun::Refund>>,
    /// When it was put in line.
    pub asked_at: Instant,
    /// When the processor was asked last.
    pub tried_at: Option<Instant>,
    /// How often.
    pub tries: i64,
    /// Since when it waits for a terminal.
    pub by_hand_at: Option<Instant>,
    /// When it was taken.
    pub taken_at: Option<Instant>,
    /// Its payment.
    pub payment: Option<Id<noun::Payment>>,
    /// The processor's reference.
    pub reference: String,
    /// When it was declined.
    pub declined_at: Option<Instant>,
    /// The processor's word for why.
    pub decline_code: String,
    /// Why, in words.
    pub decline_words: String,
    /// Whether to ask again.
    pub decline_kind: Option<DeclineKind>,
}
from_row!(DrawRow {
    id,
    customer,
    name,
    tender,
    amount,
    processor,
    once,
    processor_customer,
    processor_method,
    page,
    purpose,
    invoice,
    mandate,
    pay_link,
    refund,
    asked_at,
    tried_at,
    tries,
    by_hand_at,
    taken_at,
    payment,
    reference,
    declined_at,
    decline_code,
    decline_words,
    decline_kind
});

crate::words::stored_word! {
    /// Where a draw stands.
    DrawState "a state of a draw" {
        /// Nobody was asked yet.
        Asked => "asked" "In line",
        /// The processor was asked and has not answered.
        InDoubt => "in_doubt" "In doubt",
        /// It waits for somebody with a terminal.
        ByHand => "by_hand" "To be taken by hand",
        /// The money is taken.
        Taken => "taken" "Taken",
        /// It was declined.
        Declined => "declined" "Declined",
    }
}

impl DrawRow {
    /// Where it stands.
    pub fn state(&self) -> DrawState {
        match () {
            () if self.taken_at.is_some() => DrawState::Taken,
            () if self.declined_at.is_some() => DrawState::Declined,
            () if self.by_hand_at.is_some() => DrawState::ByHand,
            () if self.tried_at.is_some() => DrawState::InDoubt,
            () => DrawState::Asked,
        }
    }
}

/// The draw of this id, in this branch.
pub fn find_draw(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    draw: Id<noun::Draw>,
) -> Result<Option<DrawRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT d.id, d.customer_id, c.name, d.tender, d.amount_cents, d.processor, \
             d.once_key, d.processor_customer, d.processor_method, d.page, d.purpose, \
             d.invoice_id, d.mandate_id, d.pay_link_id, d.refund_id, d.asked_at, d.tried_at, \
             d.tries, d.by_hand_at, d.taken_at, d.payment_id, d.reference, d.declined_at, \
             d.decline_code, d.decline_words, d.decline_kind FROM draws d \
             JOIN customer_face c ON c.branch_id = d.branch_id AND c.id = d.customer_id \
             WHERE d.branch_id = $1 AND d.id = $2"
        ),
        args![branch, draw],
    )
}

/// The draws of an AutoPay run, in the order they were put in line.
pub fn list_of_run(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    run: Id<noun::AutopayRun>,
) -> Result<Vec<DrawRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT d.id, d.customer_id, c.name, d.tender, d.amount_cents, d.processor, \
             d.once_key, d.processor_customer, d.processor_method, d.page, d.purpose, \
             d.invoice_id, d.mandate_id, d.pay_link_id, d.refund_id, d.asked_at, d.tried_at, \
             d.tries, d.by_hand_at, d.taken_at, d.payment_id, d.reference, d.declined_at, \
             d.decline_code, d.decline_words, d.decline_kind FROM draws d \
             JOIN customer_face c ON c.branch_id = d.branch_id AND c.id = d.customer_id \
             WHERE d.branch_id = $1 AND d.run_id = $2 ORDER BY d.id"
        ),
        args![branch, run],
    )
}

/// The draw of this id, or the refusal every command gives.
pub(crate) fn require(desk: &mut Desk<'_>, draw: Id<noun::Draw>) -> Result<DrawRow, Refusal> {
    let branch = desk.branch();
    find_draw(desk, branch, draw)?.ok_or(Refusal::NotFound { what: "draw" })
}

/// Refuses a draw whose outcome is known.
pub(super) fn refuse_decided(row: &DrawRow) -> Result<(), Refusal> {
    let words = match row.state() {
        DrawState::Taken => format!("{} was taken, {}.", row.amount, row.reference),
        DrawState::Declined => format!("It was declined: {}", row.decline_words),
        _ => return Ok(()),
    };
    let href = format!("/draws/{}", row.id);
    Err(Refusal::conflict_with("draws.decided", words, href, "See the draw"))
}

/// The draw of this once-key.
pub(crate) fn find_by_once(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    once: &str,
) -> Result<Option<Id<noun::Draw>>, store::Error> {
    let found: Option<(Id<noun::Draw>,)> = reader.find(
        sql!("SELECT id FROM draws WHERE branch_id = $1 AND once_key = $2"),
        args![branch, once],
    )?;
    Ok(found.map(|(id,)| id))
}

/// Which processor took a payment, and its reference there.
pub(super) fn find_of_payment(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    payment: Id<noun::Payment>,
) -> Result<Option<(ProcessorName, String)>, store::Error> {
    reader.find(
        sql!(
            "SELECT d.processor, d.reference FROM payments p JOIN draws d \
             ON d.branch_id = p.branch_id AND d.customer_id = p.customer_id \
             AND d.payment_id = p.id WHERE p.branch_id = $1 AND p.id = $2 AND d.reference <> ''"
        ),
        args![branch, payment],
    )
}

/// Whether a processor is being asked for a refund, or has given it.
pub(super) fn is_being_given_back(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    refund: Id<noun::Refund>,
) -> Result<bool, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM draws WHERE branch_id = $1 AND refund_id = $2 \
             AND declined_at IS NULL"
        ),
        args![branch, refund],
    )?;
    Ok(count > 0)
}

/// Writes a draw.
pub(super) fn insert_draw(
    desk: &mut Desk<'_>,
    draw: Id<noun::Draw>,
    new: &NewDraw,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO draws (id, branch_id, customer_id, tender, amount_cents, processor, \
             once_key, processor_customer, processor_method, page, purpose, invoice_id, \
             mandate_id, pay_link_id, run_id, refund_id, retry_of, asked_at, asked_by, tries, \
             reference, last4, decline_code, decline_words) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, \
             $17, $18, $19, 0, '', '', '', '')"
        ),
        args![
            branch,
            draw,
            new.customer,
            new.tender,
            new.amount,
            new.processor,
            &new.once,
            &new.processor_customer,
            &new.processor_method,
            &new.page,
            &new.purpose,
            new.invoice,
            new.mandate,
            new.pay_link,
            new.run,
            new.refund,
            new.retry_of,
            now,
            who
        ],
    )?;
    Ok(())
}

/// Notes that the processor is being asked.
pub(super) fn mark_tried(desk: &mut Desk<'_>, draw: Id<noun::Draw>) -> Result<(), Refusal> {
    let (branch, now) = (desk.branch(), desk.now());
    desk.exec(
        sql!("UPDATE draws SET tried_at = $3, tries = tries + 1 WHERE branch_id = $1 AND id = $2"),
        args![branch, draw, now],
    )?;
    Ok(())
}

/// Notes that money was taken.
pub(super) fn mark_taken(
    desk: &mut Desk<'_>,
    draw: Id<noun::Draw>,
    payment: Option<Id<noun::Payment>>,
    reference: &str,
    last4: &str,
) -> Result<(), Refusal> {
    let (branch, now) = (desk.branch(), desk.now());
    desk.exec(
        sql!(
            "UPDATE draws SET taken_at = $3, payment_id = $4, reference = $5, last4 = $6 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, draw, now, payment, reference, last4],
    )?;
    Ok(())
}

/// Notes the processor's reference of what it has not decided.
pub(super) fn mark_pending(
    desk: &mut Desk<'_>,
    draw: Id<noun::Draw>,
    reference: &str,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    desk.exec(
        sql!("UPDATE draws SET reference = $3 WHERE branch_id = $1 AND id = $2"),
        args![branch, draw, reference],
    )?;
    Ok(())
}

/// Notes that it waits for a terminal.
pub(super) fn mark_by_hand(desk: &mut Desk<'_>, draw: Id<noun::Draw>) -> Result<(), Refusal> {
    let (branch, now) = (desk.branch(), desk.now());
    desk.exec(
        sql!("UPDATE draws SET by_hand_at = $3 WHERE branch_id = $1 AND id = $2"),
        args![branch, draw, now],
    )?;
    Ok(())
}

/// Notes a decline.
pub(super) fn mark_declined(
    desk: &mut Desk<'_>,
    draw: Id<noun::Draw>,
    code: &str,
    words: &str,
    kind: DeclineKind,
) -> Result<(), Refusal> {
    let (branch, now) = (desk.branch(), desk.now());
    desk.exec(
        sql!(
            "UPDATE draws SET declined_at = $3, decline_code = $4, decline_words = $5, \
             decline_kind = $6 WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, draw, now, code, words, kind],
    )?;
    Ok(())
}

/// Notes the page that the processor has made for a draw.
pub(crate) fn mark_page(
    desk: &mut Desk<'_>,
    draw: Id<noun::Draw>,
    page: &str,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    let to_come = super::PAGE_TO_COME;
    let marked = desk.exec(
        sql!(
            "UPDATE draws SET page = $3 WHERE branch_id = $1 AND id = $2 \
             AND (page = $4 OR page = $3)"
        ),
        args![branch, draw, page, to_come],
    )?;
    match marked {
        0 => Err(Refusal::NotFound { what: "draw that waits for a page" }),
        _ => Ok(()),
    }
}
