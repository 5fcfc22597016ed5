//! Pieces of SQL for the lists of rooms to the right, whose customer is the row `c`.

/// What the customer owes now.
pub const OWED_BY_CUSTOMER: &str = "CAST(COALESCE((SELECT SUM(h.open_cents) FROM charges h \
    WHERE h.branch_id = c.branch_id AND h.customer_id = c.id AND h.open_cents <> 0), 0) \
    AS BIGINT)";

/// Whether the customer owes anything now.
pub const CUSTOMER_OWES: &str = "EXISTS (SELECT 1 FROM charges h \
    WHERE h.branch_id = c.branch_id AND h.customer_id = c.id AND h.open_cents <> 0)";
