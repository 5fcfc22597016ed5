//! What the receivables read. What was open at the end of a day is what is open now plus
//! what came off since: for today that reads only open items, by an index that holds
//! nothing else.

use store::{Reader, args, from_row, sql};
use values::{Day, Id, Money, noun};

/// What is owed, by age in days.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sums {
    /// Age zero and below.
    pub not_due: Money,
    /// 1 to 30.
    pub from_1: Money,
    /// 31 to 60.
    pub from_31: Money,
    /// 61 to 90.
    pub from_61: Money,
    /// 91 and more.
    pub from_91: Money,
}
from_row!(Sums { not_due, from_1, from_31, from_61, from_91 });

/// The last days of each bucket but the oldest.
fn bucket_days(as_of: Day) -> [Day; 4] {
    [as_of, as_of.plus_days(-30), as_of.plus_days(-60), as_of.plus_days(-90)]
}

/// What was owed at the end of a day, by the day of each charge that is named here.
macro_rules! sums_by {
    ($day:literal, $late:literal) => {
        sql!(concat!(
            "SELECT \
             CAST(COALESCE(SUM(CASE WHEN t.day >= $2 THEN t.cents END), 0) AS BIGINT), \
             CAST(COALESCE(SUM(CASE WHEN t.day < $2 AND t.day >= $3 THEN t.cents END), 0) \
             AS BIGINT), \
             CAST(COALESCE(SUM(CASE WHEN t.day < $3 AND t.day >= $4 THEN t.cents END), 0) \
             AS BIGINT), \
             CAST(COALESCE(SUM(CASE WHEN t.day < $4 AND t.day >= $5 THEN t.cents END), 0) \
             AS BIGINT), \
             CAST(COALESCE(SUM(CASE WHEN t.day < $5 THEN t.cents END), 0) AS BIGINT) FROM ( \
             SELECT h.",
            $day,
            " AS day, h.open_cents AS cents FROM charges h \
             WHERE h.branch_id = $1 AND h.open_cents <> 0 AND h.opened_on <= $2 UNION ALL \
             SELECT ",
            $late,
            " WHERE a.branch_id = $1 AND a.effective_on > $2 AND a.charge_opened_on <= $2) t"
        ))
    };
}

/// What was owed at the end of a day, by days past due.
pub fn sum_by_due_day(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    as_of: Day,
) -> Result<Sums, store::Error> {
    let [d0, d30, d60, d90] = bucket_days(as_of);
    reader.one(
        sums_by!("due_on", "a.charge_due_on, a.amount_cents FROM applications a"),
        args![branch, d0, d30, d60, d90],
    )
}

/// What was owed at the end of a day, by days since the document.
pub fn sum_by_invoice_day(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    as_of: Day,
) -> Result<Sums, store::Error> {
    let [d0, d30, d60, d90] = bucket_days(as_of);
    let sums = sums_by!(
        "issued_on",
        "c.issued_on, a.amount_cents FROM applications a JOIN charges c ON c.id = a.charge_id"
    );
    reader.one(sums, args![branch, d0, d30, d60, d90])
}

/// What customers had to their good and was not applied at the end of a day.
pub fn sum_unapplied(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    as_of: Day,
) -> Result<Money, store::Error> {
    let (cents,): (Money,) = reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(t.cents), 0) AS BIGINT) FROM ( \
             SELECT open_cents AS cents FROM credits \
             WHERE branch_id = $1 AND open_cents <> 0 AND opened_on <= $2 UNION ALL \
             SELECT amount_cents FROM applications \
             WHERE branch_id = $1 AND effective_on > $2 AND credit_opened_on <= $2) t"
        ),
        args![branch, as_of],
    )?;
    Ok(cents)
}

/// A charge that a credit stood against at the end of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct AppliedRow {
    /// The credit.
    pub credit: Id<noun::Credit>,
    /// The charge's document.
    pub document: String,
    /// How much of the credit.
    pub amount: Money,
}
from_row!(AppliedRow { credit, document, amount });

/// What a customer's credits stood against at the end of a day.
pub fn list_applied(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
    as_of: Day,
) -> Result<Vec<AppliedRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT a.credit_id, c.document, CAST(SUM(a.amount_cents) AS BIGINT) \
             FROM applications a JOIN charges c ON c.id = a.charge_id \
             WHERE a.branch_id = $1 AND a.customer_id = $2 AND a.effective_on <= $3 \
             AND a.credit_id IS NOT NULL \
             GROUP BY a.credit_id, c.id, c.due_on, c.document HAVING SUM(a.amount_cents) > 0 \
             ORDER BY a.credit_id, c.due_on, c.document"
        ),
        args![branch, customer, as_of],
    )
}

/// A customer as the pages name her.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomerFace {
    /// Her account number.
    pub number: String,
    /// Her name.
    pub name: String,
}
from_row!(CustomerFace { number, name });

/// The customer of this id.
pub fn find_customer(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Option<CustomerFace>, store::Error> {
    reader.find(
        sql!("SELECT number, name FROM customer_face WHERE branch_id = $1 AND id = $2"),
        args![branch, customer],
    )
}
