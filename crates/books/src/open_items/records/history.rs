//! One customer's account at the end of a day in the past: what moved her balance until
//! then, and what was open. Statements and explanations are told from these, so that both
//! say the same to the cent.

use crate::open_items::words::{ApplicationKind, ChargeKind, CreditKind};
use store::{Reader, Row, args, from_row, sql};
use values::{Day, Id, Money, noun};

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

/// A charge or a credit that was open at the end of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemRow {
    /// The day on the document.
    pub on: Day,
    /// The day it was to be paid by; its own day for a credit.
    pub due_on: Day,
    /// The stored word of what it is.
    pub kind: String,
    /// The document's number.
    pub document: String,
    /// The document's noun.
    pub source: String,
    /// The document's id.
    pub source_id: i64,
    /// How much it was; below zero for a credit.
    pub original: Money,
    /// How much of it was open; below zero for a credit.
    pub open: Money,
}
from_row!(ItemRow { on, due_on, kind, document, source, source_id, original, open });

/// What of a customer was open at the end of a day: charges, the oldest due first, then
/// credits.
pub fn list_items_at(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
    at: Day,
) -> Result<Vec<ItemRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT t.day, t.due_on, t.kind, t.document, t.source, t.source_id, t.original, \
             t.open_cents FROM ( \
             SELECT 0 AS side, c.id, c.issued_on AS day, c.due_on, c.kind, c.document, \
             c.source, c.source_id, c.amount_cents AS original, \
             CAST(c.amount_cents - COALESCE((SELECT SUM(a.amount_cents) FROM applications a \
             WHERE a.charge_id = c.id AND a.effective_on <= $3), 0) AS BIGINT) AS open_cents \
             FROM charges c WHERE c.branch_id = $1 AND c.customer_id = $2 \
             AND c.opened_on <= $3 UNION ALL \
             SELECT 1, d.id, d.dated_on, d.dated_on, d.kind, d.document, d.source, \
             d.source_id, -d.amount_cents, CAST(COALESCE((SELECT SUM(a.amount_cents) \
             FROM applications a WHERE a.credit_id = d.id AND a.effective_on <= $3), 0) \
             - d.amount_cents AS BIGINT) FROM credits d \
             WHERE d.branch_id = $1 AND d.customer_id = $2 AND d.opened_on <= $3) t \
             WHERE t.open_cents <> 0 ORDER BY t.side, t.due_on, t.document, t.id"
        ),
        args![branch, customer, at],
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
