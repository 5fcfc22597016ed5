//! The lists of the receivables, each on any day.

use super::READ;
use office::listing::{Asked, Kind, Listing, column, filter};

/// What each customer owes, by days past due, and has to her good; those who owe the most
/// first. What was open on a day is what is open now and what came off since.
pub static LISTING: Listing = Listing {
    name: "receivables",
    title: "Receivables",
    duty: READ,
    from: BY_CUSTOMER,
    fixed: "r.owed_cents <> 0 OR r.unapplied_cents <> 0",
    key: "r.customer_id",
    href: "/receivables/{id}",
    columns: &[
        column("number", "Number", Kind::Text, NUMBER).sorted(),
        column("name", "Customer", Kind::Name, NAME).sorted(),
        column("oldest_due_on", "Oldest due", Kind::Day, "COALESCE(r.oldest_due_on, $2)").sorted(),
        column("current_cents", "Not yet due", Kind::Money, "r.current_cents").sorted().summed(),
        column("from_1_cents", "1 to 30", Kind::Money, "r.from_1_cents").sorted().summed(),
        column("from_31_cents", "31 to 60", Kind::Money, "r.from_31_cents").sorted().summed(),
        column("from_61_cents", "61 to 90", Kind::Money, "r.from_61_cents").sorted().summed(),
        column("from_91_cents", "91 and more", Kind::Money, "r.from_91_cents").sorted().summed(),
        column("owed_cents", "Owed", Kind::Money, "r.owed_cents").sorted().summed(),
        column("unapplied_cents", "Unapplied", Kind::Money, "r.unapplied_cents").sorted().summed(),
    ],
    filters: &[
        filter("as_of", "As of", Asked::AsOf, ""),
        filter("past_due", "Past due", Asked::Switch, "r.owed_cents > r.current_cents"),
        filter("over_30", "Over 30 days", Asked::Switch, "r.oldest_due_on < $3"),
        filter("over_60", "Over 60 days", Asked::Switch, "r.oldest_due_on < $4"),
        filter("over_90", "Over 90 days", Asked::Switch, "r.oldest_due_on < $5"),
        filter("unapplied", "Has unapplied credit", Asked::Switch, "r.unapplied_cents > 0"),
        filter("owes_at_least", "Owes at least", Asked::Money, "r.owed_cents >= ?"),
        filter("name", "Name begins", Asked::Begins, NAME),
    ],
    sort: "-owed_cents",
    bulk: &[],
};

/// What came off a charge since the day is put to what is open of it now, charge by charge,
/// so that one that was paid and opened again since is neither owed nor the oldest. Only then
/// is it summed by customer, with the sums of ages taken from each other.
const BY_CUSTOMER: &str = "(WITH late AS MATERIALIZED ( \
    SELECT charge_id, customer_id, charge_due_on AS due_on, SUM(amount_cents) AS cents \
    FROM applications WHERE branch_id = $1 AND effective_on > $2 AND charge_opened_on <= $2 \
    GROUP BY charge_id, customer_id, charge_due_on) \
    SELECT s.customer_id, s.oldest_due_on, CAST(s.owed - s.past_0 AS BIGINT) AS current_cents, \
    CAST(s.past_0 - s.past_30 AS BIGINT) AS from_1_cents, \
    CAST(s.past_30 - s.past_60 AS BIGINT) AS from_31_cents, \
    CAST(s.past_60 - s.past_90 AS BIGINT) AS from_61_cents, \
    CAST(s.past_90 AS BIGINT) AS from_91_cents, CAST(s.owed AS BIGINT) AS owed_cents, \
    CAST(s.unapplied AS BIGINT) AS unapplied_cents FROM (SELECT i.customer_id, \
    MIN(i.due_on) FILTER (WHERE i.cents > 0) AS oldest_due_on, SUM(i.cents) AS owed, \
    COALESCE(SUM(i.cents) FILTER (WHERE i.due_on < $2), 0) AS past_0, \
    COALESCE(SUM(i.cents) FILTER (WHERE i.due_on < $3), 0) AS past_30, \
    COALESCE(SUM(i.cents) FILTER (WHERE i.due_on < $4), 0) AS past_60, \
    COALESCE(SUM(i.cents) FILTER (WHERE i.due_on < $5), 0) AS past_90, \
    SUM(i.unapplied_cents) AS unapplied FROM ( \
    SELECT h.customer_id, h.due_on, h.open_cents + COALESCE(l.cents, 0) AS cents, \
    0 AS unapplied_cents FROM charges h LEFT JOIN late l ON l.charge_id = h.id \
    WHERE h.branch_id = $1 AND h.open_cents <> 0 AND h.opened_on <= $2 UNION ALL \
    SELECT l.customer_id, l.due_on, l.cents, 0 FROM late l WHERE NOT EXISTS ( \
    SELECT 1 FROM charges h WHERE h.id = l.charge_id AND h.open_cents <> 0) UNION ALL \
    SELECT customer_id, CAST(NULL AS DATE), 0, open_cents FROM credits \
    WHERE branch_id = $1 AND open_cents <> 0 AND opened_on <= $2 UNION ALL \
    SELECT customer_id, CAST(NULL AS DATE), 0, amount_cents FROM applications \
    WHERE branch_id = $1 AND effective_on > $2 AND credit_opened_on <= $2) i \
    GROUP BY i.customer_id) s) r";

const NUMBER: &str =
    "(SELECT c.number FROM customer_face c WHERE c.branch_id = $1 AND c.id = r.customer_id)";
const NAME: &str =
    "(SELECT c.name FROM customer_face c WHERE c.branch_id = $1 AND c.id = r.customer_id)";

/// Every open charge, the longest overdue first.
pub static CHARGES: Listing = Listing {
    name: "receivables.charges",
    title: "Open charges",
    duty: READ,
    from: "charges h JOIN customer_face c ON c.branch_id = h.branch_id AND c.id = h.customer_id",
    fixed: "h.branch_id = $1 AND h.open_cents <> 0",
    key: "h.id",
    href: "/receivables/{customer}",
    columns: &[
        column("customer", "Customer", Kind::Id, "h.customer_id"),
        column("source_id", "Document's id", Kind::Id, "h.source_id"),
        column("source", "Kind", Kind::Text, "h.source"),
        column("due_on", "Due", Kind::Day, "h.due_on").sorted(),
        column("document", "Document", Kind::Name, "h.document"),
        column("number", "Number", Kind::Text, "c.number"),
        column("name", "Customer", Kind::Text, "c.name"),
        column("issued_on", "Issued", Kind::Day, "h.issued_on"),
        column("amount_cents", "Amount", Kind::Money, "h.amount_cents"),
        column("open_cents", "Open", Kind::Money, "h.open_cents").summed(),
    ],
    filters: &[
        filter("customer", "Customer", Asked::Id, "h.customer_id = ?"),
        filter("past_due", "Past due", Asked::Switch, "h.due_on < $2"),
        filter("due_from", "Due from", Asked::Day, "h.due_on >= ?"),
        filter("due_to", "Due to", Asked::Day, "h.due_on <= ?"),
    ],
    sort: "due_on",
    bulk: &[],
};

/// Every credit that is not wholly applied, the oldest first.
pub static CREDITS: Listing = Listing {
    name: "receivables.credits",
    title: "Unapplied credits",
    duty: READ,
    from: "credits d JOIN customer_face c ON c.branch_id = d.branch_id AND c.id = d.customer_id",
    fixed: "d.branch_id = $1 AND d.open_cents <> 0",
    key: "d.id",
    href: "/receivables/{customer}",
    columns: &[
        column("customer", "Customer", Kind::Id, "d.customer_id"),
        column("source_id", "Document's id", Kind::Id, "d.source_id"),
        column("source", "Kind", Kind::Text, "d.source"),
        column("dated_on", "Dated", Kind::Day, "d.dated_on").sorted(),
        column("document", "Document", Kind::Name, "d.document"),
        column("number", "Number", Kind::Text, "c.number"),
        column("name", "Customer", Kind::Text, "c.name"),
        column("amount_cents", "Amount", Kind::Money, "d.amount_cents"),
        column("open_cents", "Unapplied", Kind::Money, "d.open_cents").summed(),
    ],
    filters: &[
        filter("customer", "Customer", Asked::Id, "d.customer_id = ?"),
        filter("over_30", "Older than 30 days", Asked::Switch, "d.dated_on < $3"),
    ],
    sort: "dated_on",
    bulk: &[],
};
