//! What the receivables read. What was open at the end of a day is what is open now plus
//! what came off since: for today that reads only open items, by an index that holds
//! nothing else.

use books::open_items::{ApplicationKind, ChargeKind, CreditKind};
use store::{Reader, Row, args, from_row, sql};
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

/// What was owed at the end of a day, by days past due.
pub fn sum_by_due_day(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    as_of: Day,
) -> Result<Sums, store::Error> {
    let [d0, d30, d60, d90] = bucket_days(as_of);
    reader.one(
        sql!(
            "SELECT \
             CAST(COALESCE(SUM(CASE WHEN t.day >= $2 THEN t.cents END), 0) AS BIGINT), \
             CAST(COALESCE(SUM(CASE WHEN t.day < $2 AND t.day >= $3 THEN t.cents END), 0) \
             AS BIGINT), \
             CAST(COALESCE(SUM(CASE WHEN t.day < $3 AND t.day >= $4 THEN t.cents END), 0) \
             AS BIGINT), \
             CAST(COALESCE(SUM(CASE WHEN t.day < $4 AND t.day >= $5 THEN t.cents END), 0) \
             AS BIGINT), \
             CAST(COALESCE(SUM(CASE WHEN t.day < $5 THEN t.cents END), 0) AS BIGINT) FROM ( \
             SELECT due_on AS day, open_cents AS cents FROM charges \
             WHERE branch_id = $1 AND open_cents <> 0 AND opened_on <= $2 UNION ALL \
             SELECT c.due_on, a.amount_cents FROM applications a \
             JOIN charges c ON c.id = a.charge_id \
             WHERE a.branch_id = $1 AND a.effective_on > $2 AND c.opened_on <= $2) t"
        ),
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
    reader.one(
        sql!(
            "SELECT \
             CAST(COALESCE(SUM(CASE WHEN t.day >= $2 THEN t.cents END), 0) AS BIGINT), \
             CAST(COALESCE(SUM(CASE WHEN t.day < $2 AND t.day >= $3 THEN t.cents END), 0) \
             AS BIGINT), \
             CAST(COALESCE(SUM(CASE WHEN t.day < $3 AND t.day >= $4 THEN t.cents END), 0) \
             AS BIGINT), \
             CAST(COALESCE(SUM(CASE WHEN t.day < $4 AND t.day >= $5 THEN t.cents END), 0) \
             AS BIGINT), \
             CAST(COALESCE(SUM(CASE WHEN t.day < $5 THEN t.cents END), 0) AS BIGINT) FROM ( \
             SELECT issued_on AS day, open_cents AS cents FROM charges \
             WHERE branch_id = $1 AND open_cents <> 0 AND opened_on <= $2 UNION ALL \
             SELECT c.issued_on, a.amount_cents FROM applications a \
             JOIN charges c ON c.id = a.charge_id \
             WHERE a.branch_id = $1 AND a.effective_on > $2 AND c.opened_on <= $2) t"
        ),
        args![branch, d0, d30, d60, d90],
    )
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
             SELECT a.amount_cents FROM applications a JOIN credits c ON c.id = a.credit_id \
             WHERE a.branch_id = $1 AND a.effective_on > $2 AND c.opened_on <= $2) t"
        ),
        args![branch, as_of],
    )?;
    Ok(cents)
}

/// Which fact a line of a customer's account tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fact {
    /// A charge was opened.
    Charge(ChargeKind),
    /// A credit was opened.
    Credit(CreditKind),
    /// An amount came off a charge without a credit.
    OffCharge(ApplicationKind),
    /// An amount came off a credit without a charge.
    OffCredit(ApplicationKind),
}

/// A fact that moved a customer's balance.
#[derive(Clone, Debug, PartialEq)]
pub struct FactRow {
    /// Its day.
    pub day: Day,
    /// What it was.
    pub fact: Fact,
    /// Whether it takes back an earlier fact of that kind.
    pub takes_back: bool,
    /// The number of the document.
    pub document: String,
    /// The noun of the document.
    pub source: String,
    /// The id of the document.
    pub source_id: i64,
    /// The credit it opened, to tell what it was applied to.
    pub credit: Option<Id<noun::Credit>>,
    /// By how much the balance rose; below zero when it fell.
    pub amount: Money,
}

impl store::FromRow for FactRow {
    fn from_row(row: &Row<'_>) -> Result<FactRow, store::Error> {
        let fact = match row.get::<i64>(1)? {
            0 => Fact::Charge(row.get(2)?),
            1 => Fact::Credit(row.get(2)?),
            2 => Fact::OffCharge(row.get(2)?),
            _ => Fact::OffCredit(row.get(2)?),
        };
        Ok(FactRow {
            day: row.get(0)?,
            fact,
            takes_back: row.get::<i64>(3)? != 0,
            document: row.get(4)?,
            source: row.get(5)?,
            source_id: row.get(6)?,
            credit: row.get(7)?,
            amount: row.get(8)?,
        })
    }
}

/// Everything that moved a customer's balance until the end of a day, in order.
pub fn list_facts(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
    as_of: Day,
) -> Result<Vec<FactRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT t.day, t.fact, t.kind, t.takes_back, t.document, t.source, t.source_id, \
             t.credit_id, t.cents FROM ( \
             SELECT opened_on AS day, 0 AS fact, kind, 0 AS takes_back, document, source, \
             source_id, CAST(NULL AS BIGINT) AS credit_id, amount_cents AS cents, \
             opened_at AS made_at, id FROM charges \
             WHERE branch_id = $1 AND customer_id = $2 AND opened_on <= $3 UNION ALL \
             SELECT opened_on, 1, kind, 0, document, source, source_id, id, -amount_cents, \
             opened_at, id FROM credits \
             WHERE branch_id = $1 AND customer_id = $2 AND opened_on <= $3 UNION ALL \
             SELECT a.effective_on, 2, COALESCE(o.kind, a.kind), \
             CASE WHEN o.id IS NULL THEN 0 ELSE 1 END, c.document, c.source, c.source_id, \
             CAST(NULL AS BIGINT), -a.amount_cents, a.made_at, a.id FROM applications a \
             JOIN charges c ON c.id = a.charge_id \
             LEFT JOIN applications o ON o.id = a.reverses_id \
             WHERE a.branch_id = $1 AND a.customer_id = $2 AND a.effective_on <= $3 \
             AND a.credit_id IS NULL UNION ALL \
             SELECT a.effective_on, 3, COALESCE(o.kind, a.kind), \
             CASE WHEN o.id IS NULL THEN 0 ELSE 1 END, c.document, c.source, c.source_id, \
             CAST(NULL AS BIGINT), a.amount_cents, a.made_at, a.id FROM applications a \
             JOIN credits c ON c.id = a.credit_id \
             LEFT JOIN applications o ON o.id = a.reverses_id \
             WHERE a.branch_id = $1 AND a.customer_id = $2 AND a.effective_on <= $3 \
             AND a.charge_id IS NULL) t ORDER BY t.day, t.made_at, t.id"
        ),
        args![branch, customer, as_of],
    )
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

/// A charge that was open at the end of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenRow {
    /// Its document.
    pub document: String,
    /// The noun of the document.
    pub source: String,
    /// The id of the document.
    pub source_id: i64,
    /// The day on it.
    pub issued_on: Day,
    /// The day it was to be paid by.
    pub due_on: Day,
    /// How much it was.
    pub amount: Money,
    /// How much of it was open.
    pub open: Money,
}
from_row!(OpenRow { document, source, source_id, issued_on, due_on, amount, open });

/// A customer's charges that were open at the end of a day, the oldest due first.
pub fn list_open_at(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
    as_of: Day,
) -> Result<Vec<OpenRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT t.document, t.source, t.source_id, t.issued_on, t.due_on, t.amount_cents, \
             t.open_cents FROM (SELECT c.id, c.document, c.source, c.source_id, c.issued_on, \
             c.due_on, c.amount_cents, CAST(c.amount_cents - COALESCE((SELECT \
             SUM(a.amount_cents) FROM applications a WHERE a.charge_id = c.id \
             AND a.effective_on <= $3), 0) AS BIGINT) AS open_cents FROM charges c \
             WHERE c.branch_id = $1 AND c.customer_id = $2 AND c.opened_on <= $3) t \
             WHERE t.open_cents <> 0 ORDER BY t.due_on, t.document, t.id"
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

/// What a customer had to her good at the end of a day, unapplied.
pub fn unapplied_at(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
    as_of: Day,
) -> Result<Money, store::Error> {
    let (cents,): (Money,) = reader.one(
        sql!(
            "SELECT CAST(COALESCE((SELECT SUM(c.amount_cents) FROM credits c \
             WHERE c.branch_id = $1 AND c.customer_id = $2 AND c.opened_on <= $3), 0) - \
             COALESCE((SELECT SUM(a.amount_cents) FROM applications a \
             WHERE a.branch_id = $1 AND a.customer_id = $2 AND a.effective_on <= $3 \
             AND a.credit_id IS NOT NULL), 0) AS BIGINT)"
        ),
        args![branch, customer, as_of],
    )?;
    Ok(cents)
}
