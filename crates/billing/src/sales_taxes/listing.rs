//! Everything that moved the sales tax, and what was sent.

use super::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

static KINDS: &[State] = &[
    State { word: "invoice", title: "Invoice", mark: Mark::Plain },
    State { word: "credit", title: "Credit", mark: Mark::Plain },
    State { word: "write_off", title: "Bad debt", mark: Mark::Plain },
    State { word: "taken_up_again", title: "Paid after all", mark: Mark::Plain },
    State { word: "correction", title: "Correction", mark: Mark::Watch },
    State { word: "sent", title: "Sent", mark: Mark::Good },
];

/// What each jurisdiction is owed, movement by movement. Its sums over a jurisdiction and a
/// month are what is reported there.
pub static LISTING: Listing = Listing {
    name: "sales_taxes",
    title: "Sales tax, line by line",
    duty: READ,
    from: "tax_moves t LEFT JOIN customer_face c ON c.branch_id = t.branch_id \
           AND c.id = t.customer_id",
    fixed: "t.branch_id = $1",
    key: "t.id",
    href: "/invoices/{invoice}",
    columns: &[
        column("id", "Id", Kind::Id, "t.id"),
        column("invoice", "Invoice", Kind::Id, "t.invoice_id"),
        column("moved_on", "Date", Kind::Day, "t.moved_on").sorted(),
        column("jurisdiction", "Jurisdiction", Kind::Name, "t.jurisdiction").sorted(),
        column("kind", "What", Kind::State(KINDS), "t.kind"),
        column("document", "Document", Kind::Text, "t.document"),
        column("customer_name", "Customer", Kind::Text, "c.name"),
        column("taxable_cents", "Taxable", Kind::Money, "t.taxable_cents").summed(),
        column("tax_cents", "Tax", Kind::Money, "t.tax_cents").summed(),
    ],
    filters: &[
        filter("jurisdiction", "Jurisdiction", Asked::Text, "t.jurisdiction = ?"),
        filter("kind", "What", Asked::OneOf(KINDS), "t.kind = ?"),
        filter("from", "From", Asked::Day, "t.moved_on >= ?"),
        filter("until", "Until", Asked::Day, "t.moved_on <= ?"),
    ],
    sort: "-moved_on",
    bulk: &[],
};

static STATES: &[State] = &[
    State { word: "sent", title: "Sent", mark: Mark::Good },
    State { word: "taken_back", title: "Taken back", mark: Mark::Plain },
];

/// What was sent, the newest first.
pub static REMITTANCES: Listing = Listing {
    name: "sales_taxes.remittances",
    title: "Sales tax sent",
    duty: READ,
    from: "tax_remittances r JOIN staff s ON s.id = r.sent_by",
    fixed: "r.branch_id = $1",
    key: "r.id",
    href: "/sales-taxes/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "r.id"),
        column("number", "Number", Kind::Text, "r.number").sorted(),
        column("paid_on", "Paid", Kind::Day, "r.paid_on").sorted(),
        column("jurisdiction", "To", Kind::Name, "r.jurisdiction").sorted(),
        column("through_on", "Through", Kind::Day, "r.through_on").sorted(),
        column("state", "Now", Kind::State(STATES), STATE),
        column("reference", "Confirmation", Kind::Text, "r.reference"),
        column("sent_by", "By", Kind::Text, "s.name"),
        column("kept_cents", "Kept", Kind::Money, "r.kept_cents").summed(),
        column("amount_cents", "Paid", Kind::Money, "r.amount_cents").sorted().summed(),
    ],
    filters: &[
        filter("jurisdiction", "To", Asked::Text, "r.jurisdiction = ?"),
        filter("state", "Now", Asked::OneOf(STATES), STATE_IS),
        filter("from", "From", Asked::Day, "r.paid_on >= ?"),
        filter("until", "Until", Asked::Day, "r.paid_on <= ?"),
    ],
    sort: "-paid_on",
    bulk: &[],
};

const STATE: &str = "CASE WHEN r.taken_back_at IS NULL THEN 'sent' ELSE 'taken_back' END";

const STATE_IS: &str = "CASE WHEN r.taken_back_at IS NULL THEN 'sent' ELSE 'taken_back' END = ?";
