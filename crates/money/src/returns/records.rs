//! The returns' rows.

use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

crate::words::stored_word! {
    /// Why the bank took a payment back.
    ReturnCause "a cause of a return" {
        /// Not enough funds: NSF, R01, R09.
        Funds => "funds" "Not enough funds",
        /// The account is closed or cannot be found: R02 to R04.
        Account => "account" "Account closed or unknown",
        /// The customer stopped it: R08.
        Stopped => "stopped" "Payment stopped",
        /// She says she never allowed it: R05, R07, R10, R29.
        Unauthorized => "unauthorized" "Not authorized",
        /// The card's holder disputed it.
        Chargeback => "chargeback" "Charged back",
        /// Anything else, in the note.
        Other => "other" "Other",
    }
}

crate::words::stored_word! {
    /// How the customer was told.
    NoticeHow "a way to tell" {
        /// By e-mail.
        Mail => "mail" "By e-mail",
        /// On paper.
        Print => "print" "On paper",
    }
}

/// A return.
#[derive(Clone, Debug, PartialEq)]
pub struct ReturnRow {
    /// Its id.
    pub id: Id<noun::Return>,
    /// Its number.
    pub number: String,
    /// The payment.
    pub payment: Id<noun::Payment>,
    /// The payment's number.
    pub payment_number: String,
    /// Whose.
    pub customer: Id<noun::Customer>,
    /// How much.
    pub amount: Money,
    /// Why.
    pub cause: ReturnCause,
    /// The bank's code, such as R01.
    pub code: String,
    /// The day the bank took it back.
    pub returned_on: Day,
    /// The day of its entry.
    pub day: Day,
    /// What the bank charged us.
    pub bank_fee: Money,
    /// What was charged to the customer.
    pub fee: Money,
    /// Why just that.
    pub fee_basis: String,
    /// What is open again.
    pub reopened: Money,
    /// What came off her good.
    pub unapplied: Money,
    /// What was noted.
    pub note: String,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// By whom.
    pub recorded_by_name: String,
    /// When the customer was told last.
    pub notice_at: Option<Instant>,
    /// How.
    pub notice_how: Option<NoticeHow>,
    /// To which address, when by e-mail.
    pub notice_to: String,
}
from_row!(ReturnRow {
    id,
    number,
    payment,
    payment_number,
    customer,
    amount,
    cause,
    code,
    returned_on,
    day,
    bank_fee,
    fee,
    fee_basis,
    reopened,
    unapplied,
    note,
    recorded_at,
    recorded_by_name,
    notice_at,
    notice_how,
    notice_to
});

/// The return of this id, in this branch.
pub fn find_return(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    id: Id<noun::Return>,
) -> Result<Option<ReturnRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT r.id, r.number, r.payment_id, p.number, r.customer_id, r.amount_cents, \
             r.cause, r.code, r.returned_on, r.day, r.bank_fee_cents, r.fee_cents, r.fee_basis, \
             r.reopened_cents, r.unapplied_cents, r.note, r.recorded_at, s.name, \
             r.notice_at, r.notice_how, COALESCE(r.notice_to, '') FROM returns r \
             JOIN payments p ON p.id = r.payment_id JOIN staff s ON s.id = r.recorded_by \
             WHERE r.branch_id = $1 AND r.id = $2"
        ),
        args![branch, id],
    )
}

/// The return of this id, or the refusal every command gives.
pub(super) fn require(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    id: Id<noun::Return>,
) -> Result<ReturnRow, Refusal> {
    find_return(reader, branch, id)?.ok_or(Refusal::NotFound { what: "return" })
}

/// A return of which the customer was not told yet.
#[derive(Clone, Debug, PartialEq)]
pub struct ToPrint {
    /// The return.
    pub returned: Id<noun::Return>,
    /// Its day.
    pub day: Day,
    /// Whose.
    pub name: String,
    /// How much came back.
    pub amount: Money,
}
from_row!(ToPrint { returned, day, name, amount });

/// The returns of which nobody was told yet, the oldest first; those that are disputed wait
/// for a person and are not among them.
pub fn list_to_print(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    limit: i64,
) -> Result<Vec<ToPrint>, store::Error> {
    reader.all(
        sql!(
            "SELECT r.id, r.day, c.name, r.amount_cents FROM returns r JOIN customer_face c \
             ON c.branch_id = r.branch_id AND c.id = r.customer_id \
             WHERE r.branch_id = $1 AND r.notice_at IS NULL \
             AND r.cause NOT IN ('chargeback', 'unauthorized') ORDER BY r.day, r.id LIMIT $2"
        ),
        args![branch, limit],
    )
}

/// Writes down that the customer was told.
pub(super) fn mark_noticed(
    desk: &mut Desk<'_>,
    id: Id<noun::Return>,
    how: NoticeHow,
    to: &str,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE returns SET notice_at = $3, notice_by = $4, notice_how = $5, \
             notice_to = $6 WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), id, desk.now(), desk.who(), how, to],
    )
}

/// The return of a payment, if the bank took it back.
pub fn find_return_of(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    payment: Id<noun::Payment>,
) -> Result<Option<Id<noun::Return>>, store::Error> {
    let found: Option<(Id<noun::Return>,)> = reader.find(
        sql!("SELECT id FROM returns WHERE branch_id = $1 AND payment_id = $2"),
        args![branch, payment],
    )?;
    Ok(found.map(|(id,)| id))
}

/// How many of a customer's payments were returned since a day: after a few, only sure money
/// should be taken from her.
pub fn count_of_customer(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
    since: Day,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM returns WHERE branch_id = $1 AND customer_id = $2 \
             AND day >= $3"
        ),
        args![branch, customer, since],
    )?;
    Ok(count)
}

/// A return as it is written.
pub(super) struct NewReturn<'r> {
    pub id: Id<noun::Return>,
    pub number: &'r str,
    pub payment: Id<noun::Payment>,
    pub customer: Id<noun::Customer>,
    pub amount: Money,
    pub cause: ReturnCause,
    pub code: &'r str,
    pub returned_on: Day,
    pub day: Day,
    pub bank_fee: Money,
    pub fee: Money,
    pub fee_basis: &'r str,
    pub fee_charge: Option<Id<noun::Charge>>,
    pub reopened: Money,
    pub unapplied: Money,
    pub note: &'r str,
}

/// Writes a return.
pub(super) fn insert_return(desk: &mut Desk<'_>, new: &NewReturn<'_>) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO returns (id, branch_id, number, payment_id, customer_id, amount_cents, \
             cause, code, returned_on, day, bank_fee_cents, fee_cents, fee_basis, fee_charge_id, \
             reopened_cents, unapplied_cents, note, recorded_at, recorded_by) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, \
             $17, $18, $19)"
        ),
        args![
            branch,
            new.id,
            new.number,
            new.payment,
            new.customer,
            new.amount,
            new.cause,
            new.code,
            new.returned_on,
            new.day,
            new.bank_fee,
            new.fee,
            new.fee_basis,
            new.fee_charge,
            new.reopened,
            new.unapplied,
            new.note,
            now,
            who
        ],
    )?;
    Ok(())
}
