//! The list of all that moved an agreement's balance of billed and earned.

use crate::invoices::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

static KINDS: &[State] = &[
    State { word: "billed", title: "Billed", mark: Mark::Plain },
    State { word: "earned", title: "Earned", mark: Mark::Good },
    State { word: "given_back", title: "Given back", mark: Mark::Watch },
    State { word: "voided", title: "Voided", mark: Mark::Wrong },
];

/// Movements, the latest first; the sum over an agreement is its balance.
pub static LISTING: Listing = Listing {
    name: "deferrals",
    title: "Billed and earned",
    duty: READ,
    from: "deferrals d JOIN customer_face c ON c.branch_id = d.branch_id \
           AND c.id = d.customer_id JOIN agreement_face a ON a.branch_id = d.branch_id \
           AND a.id = d.agreement_id LEFT JOIN invoices i ON i.branch_id = d.branch_id \
           AND i.id = d.invoice_id",
    fixed: "d.branch_id = $1",
    key: "d.id",
    href: "/agreements/{agreement}",
    columns: &[
        column("id", "Id", Kind::Id, "d.id"),
        column("agreement", "Agreement", Kind::Id, "d.agreement_id"),
        column("moved_on", "Date", Kind::Day, "d.moved_on").sorted(),
        column("kind", "What", Kind::State(KINDS), "d.kind"),
        column("customer_name", "Customer", Kind::Name, "c.name"),
        column("agreement_number", "Agreement", Kind::Text, "a.number"),
        column("invoice_number", "Invoice", Kind::Text, "COALESCE(i.number, '')"),
        column("amount_cents", "Amount", Kind::Money, "d.amount_cents").summed(),
    ],
    filters: &[
        filter("customer", "Customer", Asked::Id, "d.customer_id = ?"),
        filter("agreement", "Agreement", Asked::Id, "d.agreement_id = ?"),
        filter("kind", "What", Asked::OneOf(KINDS), "d.kind = ?"),
        filter("from", "From", Asked::Day, "d.moved_on >= ?"),
        filter("until", "Until", Asked::Day, "d.moved_on <= ?"),
    ],
    sort: "-moved_on",
    bulk: &[],
};

/// Visits that were billed ahead, whose day has passed, and that are neither done nor booked for
/// today or later: the oldest first.
pub static NOT_DONE: Listing = Listing {
    name: "deferrals.not_done",
    title: "Billed, not done",
    duty: READ,
    from: "billed_ahead x JOIN agreement_face a ON a.branch_id = x.branch_id \
           AND a.id = x.agreement_id JOIN customer_face c ON c.branch_id = a.branch_id \
           AND c.id = a.customer_id JOIN invoices i ON i.branch_id = x.branch_id \
           AND i.id = x.invoice_id",
    fixed: "x.branch_id = $1 AND x.part = 'visit' AND x.ended_at IS NULL \
            AND x.work_order_id IS NULL AND x.on_day < $2 AND NOT EXISTS (SELECT 1 \
            FROM agreement_visits v WHERE v.branch_id = x.branch_id \
            AND v.agreement_id = x.agreement_id AND v.nominal_on = x.on_day \
            AND (v.booked_on >= $2 OR v.is_settled = 1))",
    key: "x.id",
    href: "/agreements/{agreement}",
    columns: &[
        column("id", "Id", Kind::Id, "x.id"),
        column("agreement", "Agreement", Kind::Id, "x.agreement_id"),
        column("on_day", "Was due", Kind::Day, "x.on_day").sorted(),
        column("customer_name", "Customer", Kind::Name, "c.name"),
        column("number", "Agreement", Kind::Text, "a.number"),
        column("service", "Service", Kind::Text, "a.service_name"),
        column("invoice_number", "Invoice", Kind::Text, "i.number"),
        column("work_order", "Work order", Kind::Text, WORK_ORDER),
        column("net_cents", "Billed", Kind::Money, "x.net_cents").summed(),
    ],
    filters: &[
        filter("customer", "Customer", Asked::Id, "c.id = ?"),
        filter("agreement", "Agreement", Asked::Id, "x.agreement_id = ?"),
        filter("until", "Was due until", Asked::Day, "x.on_day <= ?"),
    ],
    sort: "on_day",
    bulk: &[],
};

const WORK_ORDER: &str = "COALESCE((SELECT MIN(v.number) FROM agreement_visits v \
    WHERE v.branch_id = x.branch_id AND v.agreement_id = x.agreement_id \
    AND v.nominal_on = x.on_day), 'none')";
