//! What the day sheet is made of, read over the other rooms' tables. Every statement is
//! answered from an index that holds only what is open, so that the page is as quick with
//! fifty thousand customers as with ten.

use money::Tender;
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// The most lines one source brings: who has more opens its list.
pub(super) const MOST: i64 = 20;

type Branch = Id<noun::Branch>;
type Found<T> = Result<Vec<T>, store::Error>;

/// A payment of which nobody knows whose it is.
pub(super) struct Held {
    pub payment: Id<noun::Payment>,
    pub payer: String,
    pub tender: Tender,
    pub reference: String,
    pub amount: Money,
    pub day: Day,
}
from_row!(Held { payment, payer, tender, reference, amount, day });

pub(super) fn list_held(reader: &mut Reader<'_>, branch: Branch) -> Found<Held> {
    reader.all(
        sql!(
            "SELECT id, payer, tender, reference, amount_cents, day FROM payments \
             WHERE branch_id = $1 AND customer_id IS NULL AND voided_at IS NULL \
             ORDER BY day, id LIMIT $2"
        ),
        args![branch, MOST],
    )
}

/// A batch that is not balanced.
pub(super) struct OpenBatch {
    pub batch: Id<noun::Batch>,
    pub number: String,
    pub day: Day,
    pub whose: Id<noun::Staff>,
    pub whose_name: String,
}
from_row!(OpenBatch { batch, number, day, whose, whose_name });

pub(super) fn list_open_batches(
    reader: &mut Reader<'_>,
    branch: Branch,
    today: Day,
) -> Found<OpenBatch> {
    reader.all(
        sql!(
            "SELECT b.id, b.number, b.day, s.id, s.name FROM batches b \
             JOIN staff s ON s.id = COALESCE(b.keyed_by, b.opened_by) \
             WHERE b.branch_id = $1 AND b.day <= $2 AND b.closed_at IS NULL \
             ORDER BY b.day, b.id LIMIT $3"
        ),
        args![branch, today, MOST],
    )
}

/// How many stops of a technician and day wait for the same thing.
pub(super) struct Stops {
    pub technician: Option<Id<noun::Staff>>,
    pub technician_name: Option<String>,
    pub day: Day,
    pub count: i64,
}
from_row!(Stops { technician, technician_name, day, count });

/// Today's stops are found by their day, older ones by their work, which is open: neither
/// reads what was done long ago.
pub(super) fn list_without_outcome(
    reader: &mut Reader<'_>,
    branch: Branch,
    today: Day,
) -> Found<Stops> {
    reader.all(
        sql!(
            "SELECT x.technician_id, s.name, x.day, COUNT(*) FROM ( \
             SELECT a.technician_id, a.day FROM appointments a \
             JOIN work_orders w ON w.id = a.work_order_id AND w.branch_id = a.branch_id \
             WHERE a.branch_id = $1 AND a.day = $2 AND a.ended_at IS NULL \
             AND w.finished_at IS NULL AND w.cancelled_at IS NULL UNION ALL \
             SELECT a.technician_id, a.day FROM work_orders w \
             JOIN appointments a ON a.work_order_id = w.id AND a.ended_at IS NULL \
             WHERE w.branch_id = $1 AND w.due_on <= $2 AND w.finished_at IS NULL \
             AND w.cancelled_at IS NULL AND a.day < $2) x \
             JOIN staff s ON s.id = x.technician_id \
             GROUP BY x.technician_id, s.name, x.day ORDER BY x.day, s.name"
        ),
        args![branch, today],
    )
}

pub(super) fn list_to_verify(reader: &mut Reader<'_>, branch: Branch) -> Found<Stops> {
    reader.all(
        sql!(
            "SELECT w.technician_id, s.name, w.done_on, COUNT(*) FROM work_orders w \
             LEFT JOIN staff s ON s.id = w.technician_id \
             WHERE w.branch_id = $1 AND w.finished_at IS NOT NULL AND w.verified_at IS NULL \
             AND w.cancelled_at IS NULL AND w.done_on IS NOT NULL \
             GROUP BY w.technician_id, s.name, w.done_on ORDER BY w.done_on, s.name"
        ),
        args![branch],
    )
}

/// Verified work that is not billed.
pub(super) struct Unbilled {
    pub count: i64,
    pub amount: Money,
    pub oldest: Option<Day>,
    pub first: Option<String>,
    pub last: Option<String>,
}
from_row!(Unbilled { count, amount, oldest, first, last });

pub(super) fn sum_unbilled(
    reader: &mut Reader<'_>,
    branch: Branch,
) -> Result<Unbilled, store::Error> {
    reader.one(
        sql!(
            "SELECT COUNT(*), CAST(COALESCE(SUM(price_cents), 0) AS BIGINT), MIN(done_on), \
             MIN(number), MAX(number) FROM work_orders WHERE branch_id = $1 \
             AND verified_at IS NOT NULL AND invoice_id IS NULL AND cancelled_at IS NULL \
             AND price_cents > 0 AND outcome IN ('done', 'partial')"
        ),
        args![branch],
    )
}

/// A customer who owes since long.
pub(super) struct PastDue {
    pub customer: Id<noun::Customer>,
    pub name: String,
    pub owed: Money,
    pub oldest: Day,
}
from_row!(PastDue { customer, name, owed, oldest });

/// Those who owe the most since before `before`.
pub(super) fn list_past_due(
    reader: &mut Reader<'_>,
    branch: Branch,
    before: Day,
    many: i64,
) -> Found<PastDue> {
    reader.all(
        sql!(
            "SELECT t.customer_id, f.name, t.owed, t.oldest FROM ( \
             SELECT customer_id, CAST(SUM(open_cents) AS BIGINT) AS owed, \
             MIN(due_on) AS oldest FROM charges \
             WHERE branch_id = $1 AND open_cents <> 0 AND due_on < $2 \
             GROUP BY customer_id ORDER BY owed DESC, customer_id LIMIT $3) t \
             JOIN customer_face f ON f.id = t.customer_id AND f.branch_id = $1 \
             ORDER BY t.owed DESC, t.customer_id"
        ),
        args![branch, before, many],
    )
}

/// A talk somebody is to come back to.
pub(super) struct FollowUp {
    pub conversation: Id<noun::Conversation>,
    pub name: String,
    pub said: String,
    pub due_on: Day,
    pub whose: Id<noun::Staff>,
    pub whose_name: String,
}
from_row!(FollowUp { conversation, name, said, due_on, whose, whose_name });

pub(super) fn list_follow_ups(
    reader: &mut Reader<'_>,
    branch: Branch,
    until: Day,
) -> Found<FollowUp> {
    reader.all(
        sql!(
            "SELECT c.id, f.name, c.said, c.follow_up_on, s.id, s.name FROM conversations c \
             JOIN customer_face f ON f.id = c.customer_id AND f.branch_id = c.branch_id \
             JOIN staff s ON s.id = c.noted_by \
             WHERE c.branch_id = $1 AND c.follow_up_on IS NOT NULL AND c.follow_up_on <= $2 \
             AND c.followed_up_at IS NULL AND c.withdrawn_at IS NULL \
             ORDER BY c.follow_up_on, c.id LIMIT $3"
        ),
        args![branch, until, MOST],
    )
}

/// An agreement whose purchase order runs out.
pub(super) struct Expiring {
    pub agreement: Id<noun::Agreement>,
    pub name: String,
    pub po_number: String,
    pub expires_on: Day,
    pub price: Money,
}
from_row!(Expiring { agreement, name, po_number, expires_on, price });

pub(super) fn list_expiring(
    reader: &mut Reader<'_>,
    branch: Branch,
    from: Day,
    until: Day,
) -> Found<Expiring> {
    reader.all(
        sql!(
            "SELECT a.id, f.name, a.po_number, a.po_expires_on, a.price_cents \
             FROM agreements a JOIN customer_face f \
             ON f.id = a.customer_id AND f.branch_id = a.branch_id \
             WHERE a.branch_id = $1 AND a.po_expires_on IS NOT NULL \
             AND a.po_expires_on >= $2 AND a.po_expires_on <= $3 AND a.cancelled_at IS NULL \
             ORDER BY a.po_expires_on, a.id LIMIT $4"
        ),
        args![branch, from, until, MOST],
    )
}

/// An exemption certificate that runs out, or did lately, with none to follow it.
pub(super) struct RunningOut {
    pub exemption: Id<noun::Exemption>,
    pub name: String,
    pub number: String,
    pub until: Day,
}
from_row!(RunningOut { exemption, name, number, until });

pub(super) fn list_running_out(
    reader: &mut Reader<'_>,
    branch: Branch,
    from: Day,
    until: Day,
) -> Found<RunningOut> {
    reader.all(
        sql!(
            "SELECT x.id, f.name, x.number, x.valid_until FROM exemptions x \
             JOIN customer_face f ON f.id = x.customer_id AND f.branch_id = x.branch_id \
             WHERE x.branch_id = $1 AND x.valid_until >= $2 AND x.valid_until <= $3 \
             AND x.withdrawn_at IS NULL AND NOT EXISTS (SELECT 1 FROM exemptions y \
             WHERE y.branch_id = $1 AND y.customer_id = x.customer_id AND y.states = x.states \
             AND y.withdrawn_at IS NULL \
             AND (y.valid_until IS NULL OR y.valid_until > x.valid_until)) \
             ORDER BY x.valid_until, x.id LIMIT $4"
        ),
        args![branch, from, until, MOST],
    )
}

/// A payment the bank took back, of a customer who still owes.
pub(super) struct Returned {
    pub customer: Id<noun::Customer>,
    pub name: String,
    pub amount: Money,
    pub day: Day,
    pub reference: String,
    pub tender: Tender,
}
from_row!(Returned { customer, name, amount, day, reference, tender });

pub(super) fn list_returned(
    reader: &mut Reader<'_>,
    branch: Branch,
    since: Day,
) -> Found<Returned> {
    reader.all(
        sql!(
            "SELECT r.customer_id, f.name, r.amount_cents, r.day, p.reference, p.tender \
             FROM returns r JOIN payments p ON p.id = r.payment_id \
             JOIN customer_face f ON f.id = r.customer_id AND f.branch_id = r.branch_id \
             WHERE r.branch_id = $1 AND r.day >= $2 AND EXISTS (SELECT 1 FROM charges c \
             WHERE c.branch_id = $1 AND c.customer_id = r.customer_id AND c.open_cents <> 0) \
             AND NOT EXISTS (SELECT 1 FROM conversations t WHERE t.branch_id = $1 \
             AND t.customer_id = r.customer_id AND t.held_at > r.recorded_at) \
             ORDER BY r.day, r.id LIMIT $3"
        ),
        args![branch, since, MOST],
    )
}

/// Background work of which rows were refused.
pub(super) struct Refused {
    pub job: Id<noun::Job>,
    pub work: String,
    pub title: String,
    pub refused: i64,
    pub done: i64,
    pub asked_at: Instant,
    pub whose: Id<noun::Staff>,
    pub whose_name: String,
}
from_row!(Refused { job, work, title, refused, done, asked_at, whose, whose_name });

pub(super) fn list_refused(
    reader: &mut Reader<'_>,
    branch: Branch,
    since: Instant,
) -> Found<Refused> {
    reader.all(
        sql!(
            "SELECT j.id, j.work, j.title, j.rows_refused, j.rows_done, j.asked_at, s.id, s.name \
             FROM jobs j JOIN staff s ON s.id = j.asked_by \
             WHERE j.branch_id = $1 AND j.asked_at >= $2 AND j.rows_refused > 0 \
             AND j.kind <> 'proof.prove' ORDER BY j.asked_at, j.id LIMIT $3"
        ),
        args![branch, since, MOST],
    )
}

/// A new account that has the telephone, e-mail or address of another.
pub(super) struct Twin {
    pub customer: Id<noun::Customer>,
    pub name: String,
    pub other: Id<noun::Customer>,
    pub other_name: String,
    pub key: String,
}
from_row!(Twin { customer, name, other, other_name, key });

/// New customers who share a key with somebody known before; of the 200 newest, so that the
/// engine begins with them and not with the whole branch.
pub(super) fn list_twins(reader: &mut Reader<'_>, branch: Branch, since: Day) -> Found<Twin> {
    reader.all(
        sql!(
            "SELECT c.id, c.name, o.id, o.name, MIN(k.kind) FROM ( \
             SELECT id, name, branch_id FROM customers WHERE branch_id = $1 AND since_on >= $2 \
             AND standing <> 'merged' ORDER BY since_on DESC, id DESC LIMIT 200) c \
             JOIN customer_keys k ON k.branch_id = c.branch_id AND k.customer_id = c.id \
             JOIN customer_keys x ON x.branch_id = k.branch_id AND x.kind = k.kind \
             AND x.value = k.value AND x.customer_id < c.id \
             JOIN customers o ON o.id = x.customer_id AND o.branch_id = c.branch_id \
             WHERE o.standing <> 'merged' GROUP BY c.id, c.name, o.id, o.name \
             ORDER BY c.id DESC, o.id LIMIT 5"
        ),
        args![branch, since],
    )
}

/// A technician's stops of today.
pub(super) struct Route {
    pub technician: String,
    pub stops: i64,
    pub done: i64,
    pub missed: i64,
    pub first_minute: i64,
}
from_row!(Route { technician, stops, done, missed, first_minute });

/// Stops whose window has passed without an outcome are missed.
pub(super) fn list_routes(
    reader: &mut Reader<'_>,
    branch: Branch,
    today: Day,
    minute: i64,
) -> Found<Route> {
    reader.all(
        sql!(
            "SELECT s.name, COUNT(*), COUNT(*) FILTER (WHERE w.finished_at IS NOT NULL), \
             COUNT(*) FILTER (WHERE w.finished_at IS NULL AND a.until_minute < $3), \
             MIN(a.from_minute) FROM appointments a \
             JOIN work_orders w ON w.id = a.work_order_id AND w.branch_id = a.branch_id \
             JOIN staff s ON s.id = a.technician_id \
             WHERE a.branch_id = $1 AND a.day = $2 AND a.ended_at IS NULL \
             AND w.cancelled_at IS NULL GROUP BY s.id, s.name ORDER BY s.name, s.id"
        ),
        args![branch, today, minute],
    )
}

/// What came in today by one tender.
pub(super) struct Taken {
    pub tender: Tender,
    pub count: i64,
    pub amount: Money,
}
from_row!(Taken { tender, count, amount });

pub(super) fn list_taken(reader: &mut Reader<'_>, branch: Branch, today: Day) -> Found<Taken> {
    reader.all(
        sql!(
            "SELECT tender, COUNT(*), CAST(SUM(amount_cents) AS BIGINT) FROM payments \
             WHERE branch_id = $1 AND day = $2 AND voided_at IS NULL \
             GROUP BY tender ORDER BY tender"
        ),
        args![branch, today],
    )
}
