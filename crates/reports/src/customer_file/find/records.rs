//! The rows that find shows: a few faces by id, each kind in one statement.
//!
//! The ids come from the search index. A statement takes a fixed number of them; places left
//! over hold 0, which is nobody's id. The `+` before a branch keeps SQLite, which has no
//! statistics of a young office, from reading a whole branch where it could go by id.

use store::{Reader, V, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// How many customers are looked at more closely.
pub(super) const PEOPLE: usize = 24;

/// How many papers of a kind are shown.
pub(super) const PAPERS: usize = 6;

/// A customer as a line of find shows her.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Face {
    pub id: Id<noun::Customer>,
    pub number: String,
    pub name: String,
    /// The stored word of how we stand with her.
    pub standing: String,
    pub phone: String,
    pub street: String,
    pub owed: Money,
    pub unapplied: Money,
    pub oldest_due_on: Option<Day>,
    /// The next day we are expected there.
    pub next_on: Option<Day>,
}
from_row!(Face {
    id,
    number,
    name,
    standing,
    phone,
    street,
    owed,
    unapplied,
    oldest_due_on,
    next_on
});

/// The branch, today, and so many ids.
fn bound<const N: usize>(branch: Id<noun::Branch>, today: Day, ids: &[i64]) -> Vec<V<'static>> {
    [V::from(branch), V::from(today)].into_iter().chain(places::<N>(ids)).collect()
}

/// So many ids, 0 where there are fewer.
fn places<const N: usize>(ids: &[i64]) -> impl Iterator<Item = V<'static>> {
    (0..N).map(|place| V::from(ids.get(place).copied().unwrap_or(0)))
}

/// The faces of up to [`PEOPLE`] customers, in no order.
pub(super) fn list_faces(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    today: Day,
    ids: &[i64],
) -> Result<Vec<Face>, store::Error> {
    reader.all(
        sql!(
            "SELECT c.id, c.number, c.name, c.standing, c.phone, \
             CASE WHEN c.line1 <> '' THEN c.line1 ELSE COALESCE((SELECT l.line1 \
               FROM locations l WHERE l.branch_id = $1 AND l.customer_id = c.id \
               ORDER BY l.id LIMIT 1), '') END, \
             CAST(COALESCE((SELECT SUM(h.open_cents) FROM charges h WHERE h.branch_id = $1 \
               AND h.customer_id = c.id AND h.open_cents <> 0), 0) AS BIGINT), \
             CAST(COALESCE((SELECT SUM(r.open_cents) FROM credits r WHERE r.branch_id = $1 \
               AND r.customer_id = c.id AND r.open_cents <> 0), 0) AS BIGINT), \
             (SELECT MIN(h.due_on) FROM charges h WHERE h.branch_id = $1 \
               AND h.customer_id = c.id AND h.open_cents <> 0), \
             (SELECT MIN(COALESCE(a.day, w.due_on)) FROM work_orders w \
               LEFT JOIN appointments a ON a.work_order_id = w.id \
               AND a.branch_id = w.branch_id AND a.ended_at IS NULL \
               WHERE w.branch_id = $1 AND w.customer_id = c.id AND w.finished_at IS NULL \
               AND w.cancelled_at IS NULL AND w.aside_at IS NULL \
               AND COALESCE(a.day, w.due_on) >= $2) \
             FROM customers c WHERE +c.branch_id = $1 AND c.id IN ($3, $4, $5, $6, $7, $8, $9, \
             $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, \
             $26)"
        ),
        &bound::<PEOPLE>(branch, today, ids),
    )
}

/// The customers of up to [`PEOPLE`] locations, with the street of each.
pub(super) fn list_people_at(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    ids: &[i64],
) -> Result<Vec<(i64, String)>, store::Error> {
    let bound: Vec<V<'_>> = std::iter::once(V::from(branch)).chain(places::<PEOPLE>(ids)).collect();
    reader.all(
        sql!(
            "SELECT customer_id, line1 FROM locations WHERE +branch_id = $1 \
             AND id IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, \
             $18, $19, $20, $21, $22, $23, $24, $25)"
        ),
        &bound,
    )
}

/// Customers with a word of the name like one pattern, and another like the other.
pub(super) fn list_names_like(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    first: &Beginning,
    second: &Beginning,
    limit: usize,
) -> Result<Vec<(i64, String)>, store::Error> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    reader.all(
        sql!(
            "SELECT id, name FROM customers WHERE branch_id = $1 \
             AND (' ' || LOWER(name)) LIKE $2 AND (' ' || LOWER(name)) LIKE $3 \
             ORDER BY name, id LIMIT $4"
        ),
        args![branch, &first.0, &second.0, limit],
    )
}

/// The pattern of a word's beginning, for names with a blank before them.
pub(super) struct Beginning(String);

impl Beginning {
    /// Names with a word that begins with these letters; every name when there are none.
    pub fn of(letters: &str) -> Beginning {
        let plain: String =
            letters.chars().filter(|one| !matches!(one, '%' | '_' | '\\')).collect();
        match plain.is_empty() {
            true => Beginning(String::from("%")),
            false => Beginning(format!("% {plain}%")),
        }
    }
}

/// A note as a line of find shows it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    pub id: i64,
    pub name: String,
    pub said: String,
    pub held_at: Instant,
    pub noted_by: String,
}
from_row!(Said { id, name, said, held_at, noted_by });

/// Up to [`PAPERS`] notes that still stand, the newest first.
pub(super) fn list_said(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    ids: &[i64],
) -> Result<Vec<Said>, store::Error> {
    let bound: Vec<V<'_>> = std::iter::once(V::from(branch)).chain(places::<PAPERS>(ids)).collect();
    reader.all(
        sql!(
            "SELECT v.id, c.name, v.said, v.held_at, s.name FROM conversations v \
             JOIN customers c ON c.id = v.customer_id AND c.branch_id = v.branch_id \
             JOIN staff s ON s.id = v.noted_by WHERE +v.branch_id = $1 \
             AND v.withdrawn_at IS NULL AND v.id IN ($2, $3, $4, $5, $6, $7) \
             ORDER BY v.held_at DESC, v.id DESC"
        ),
        &bound,
    )
}

/// A paper as a line of find shows it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Paper {
    pub id: i64,
    pub number: String,
    /// The customer's name, or the payer's while nobody is known.
    pub name: String,
    /// What else tells it from others: service, tender and number of a check.
    pub detail: String,
    pub amount: Money,
    pub open: Money,
    pub day: Day,
    /// The stored word of where it stands.
    pub state: String,
}
from_row!(Paper { id, number, name, detail, amount, open, day, state });

/// Up to [`PAPERS`] invoices.
pub(super) fn list_invoices(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    today: Day,
    ids: &[i64],
) -> Result<Vec<Paper>, store::Error> {
    reader.all(
        sql!(
            "SELECT i.id, i.number, c.name, i.po_number, i.total_cents, h.open_cents, i.due_on, \
             CASE WHEN i.voided_at IS NOT NULL THEN 'void' WHEN h.open_cents = 0 THEN 'paid' \
               WHEN i.due_on < $2 THEN 'late' ELSE 'open' END \
             FROM invoices i JOIN customers c ON c.id = i.customer_id \
             AND c.branch_id = i.branch_id JOIN charges h ON h.id = i.charge_id \
             AND h.branch_id = i.branch_id WHERE +i.branch_id = $1 \
             AND i.id IN ($3, $4, $5, $6, $7, $8) ORDER BY i.invoiced_on DESC, i.id DESC"
        ),
        &bound::<PAPERS>(branch, today, ids),
    )
}

/// Up to [`PAPERS`] payments.
pub(super) fn list_payments(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    today: Day,
    ids: &[i64],
) -> Result<Vec<Paper>, store::Error> {
    reader.all(
        sql!(
            "SELECT p.id, p.number, COALESCE(c.name, p.payer), p.tender || ' ' || p.reference, \
             p.amount_cents, COALESCE(r.open_cents, 0), p.received_on, \
             CASE WHEN p.voided_at IS NOT NULL THEN 'void' \
               WHEN p.returned_at IS NOT NULL THEN 'returned' \
               WHEN p.customer_id IS NULL THEN 'held' \
               WHEN p.received_on > $2 THEN 'later' ELSE 'posted' END \
             FROM payments p LEFT JOIN customers c ON c.id = p.customer_id \
             AND c.branch_id = p.branch_id LEFT JOIN credits r ON r.id = p.credit_id \
             AND r.branch_id = p.branch_id WHERE +p.branch_id = $1 \
             AND p.id IN ($3, $4, $5, $6, $7, $8) ORDER BY p.received_on DESC, p.id DESC"
        ),
        &bound::<PAPERS>(branch, today, ids),
    )
}

/// Up to [`PAPERS`] work orders.
pub(super) fn list_work_orders(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    today: Day,
    ids: &[i64],
) -> Result<Vec<Paper>, store::Error> {
    reader.all(
        sql!(
            "SELECT w.id, w.number, c.name, w.service_name, w.price_cents, \
             CAST(0 AS BIGINT), COALESCE(a.day, w.due_on), \
             CASE WHEN w.cancelled_at IS NOT NULL THEN 'cancelled' \
               WHEN w.finished_at IS NOT NULL THEN 'finished' \
               WHEN COALESCE(a.day, w.due_on) < $2 THEN 'late' \
               WHEN a.id IS NOT NULL THEN 'booked' ELSE 'pool' END \
             FROM work_orders w JOIN customers c ON c.id = w.customer_id \
             AND c.branch_id = w.branch_id LEFT JOIN appointments a \
             ON a.work_order_id = w.id AND a.branch_id = w.branch_id AND a.ended_at IS NULL \
             WHERE +w.branch_id = $1 AND w.id IN ($3, $4, $5, $6, $7, $8) \
             ORDER BY w.due_on DESC, w.id DESC"
        ),
        &bound::<PAPERS>(branch, today, ids),
    )
}

/// Up to [`PAPERS`] agreements.
pub(super) fn list_agreements(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    today: Day,
    ids: &[i64],
) -> Result<Vec<Paper>, store::Error> {
    reader.all(
        sql!(
            "SELECT g.id, g.number, c.name, g.service_name, g.price_cents, CAST(0 AS BIGINT), \
             g.starts_on, CASE WHEN g.cancelled_at IS NOT NULL THEN 'cancelled' \
               WHEN g.held_at IS NOT NULL THEN 'on_hold' \
               WHEN g.ends_on < $2 AND NOT g.auto_renew THEN 'over' ELSE 'active' END \
             FROM agreements g JOIN customers c ON c.id = g.customer_id \
             AND c.branch_id = g.branch_id WHERE +g.branch_id = $1 \
             AND g.id IN ($3, $4, $5, $6, $7, $8) ORDER BY g.signed_on DESC, g.id DESC"
        ),
        &bound::<PAPERS>(branch, today, ids),
    )
}

/// The invoices of which just this amount is open, the oldest due first.
pub(super) fn list_invoices_open_at(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    amount: Money,
) -> Result<Vec<i64>, store::Error> {
    let rows: Vec<(i64,)> = reader.all(
        sql!(
            "SELECT source_id FROM charges WHERE branch_id = $1 AND open_cents <> 0 \
             AND open_cents = $2 AND source = 'invoice' ORDER BY due_on, id LIMIT 6"
        ),
        args![branch, amount],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The payments of just this amount, the newest first.
pub(super) fn list_payments_of(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    amount: Money,
) -> Result<Vec<i64>, store::Error> {
    let rows: Vec<(i64,)> = reader.all(
        sql!(
            "SELECT id FROM payments WHERE branch_id = $1 AND amount_cents = $2 \
             ORDER BY id DESC LIMIT 6"
        ),
        args![branch, amount],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
