//! The list of agreements.

use super::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

/// How an agreement stands, as lists and pages tell it.
pub static STANDINGS: &[State] = &[
    State { word: "active", title: "Active", mark: Mark::Good },
    State { word: "on_hold", title: "On hold", mark: Mark::Watch },
    State { word: "ended", title: "Ended", mark: Mark::Plain },
    State { word: "cancelled", title: "Cancelled", mark: Mark::Wrong },
];

static CAUSES: &[State] = &[
    State { word: "moved", title: "Moved", mark: Mark::Plain },
    State { word: "sold", title: "House sold", mark: Mark::Plain },
    State { word: "price", title: "Price", mark: Mark::Plain },
    State { word: "service", title: "Not content with our work", mark: Mark::Plain },
    State { word: "competitor", title: "Went to a competitor", mark: Mark::Plain },
    State { word: "no_need", title: "No need any more", mark: Mark::Plain },
    State { word: "non_payment", title: "Did not pay", mark: Mark::Plain },
    State { word: "deceased", title: "Deceased", mark: Mark::Plain },
    State { word: "cooling_off", title: "Changed their mind in time", mark: Mark::Plain },
    State { word: "entered_in_error", title: "Entered by mistake", mark: Mark::Plain },
    State { word: "other", title: "Something else", mark: Mark::Plain },
];

/// What customers have signed, the latest first.
pub static LISTING: Listing = Listing {
    name: "agreements",
    title: "Agreements",
    duty: READ,
    from: "agreements a JOIN customer_face c ON c.branch_id = a.branch_id \
           AND c.id = a.customer_id JOIN locations l ON l.branch_id = a.branch_id \
           AND l.id = a.location_id LEFT JOIN staff s ON s.id = a.sold_by",
    fixed: "a.branch_id = $1",
    key: "a.id",
    href: "/agreements/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "a.id"),
        column("customer", "Customer", Kind::Id, "a.customer_id"),
        column("number", "Agreement", Kind::Text, "a.number").sorted(),
        column("customer_name", "Customer", Kind::Name, "c.name"),
        column("line1", "Location", Kind::Text, "l.line1"),
        column("service_name", "Service", Kind::Text, "a.service_name"),
        column("price_cents", "A visit", Kind::Money, PRICE_TODAY),
        column("signed_on", "Signed", Kind::Day, "a.signed_on").sorted(),
        column("starts_on", "Starts", Kind::Day, "a.starts_on").sorted(),
        column("ends_on", "Ends", Kind::Day, "a.ends_on"),
        column("sold_by", "Sold by", Kind::Text, "COALESCE(s.name, '')"),
        column("standing", "Standing", Kind::State(STANDINGS), STANDING),
    ],
    filters: &[
        filter("customer", "Customer", Asked::Id, "a.customer_id = ?"),
        filter("service", "Service", Asked::Id, "a.service_id = ?"),
        filter("standing", "Standing", Asked::OneOf(STANDINGS), IS_STANDING),
        filter("signed_from", "Signed from", Asked::Day, "a.signed_on >= ?"),
        filter("signed_until", "Signed until", Asked::Day, "a.signed_on <= ?"),
        filter("ends_until", "Term ends until", Asked::Day, "a.ends_on <= ?"),
        filter("sold_by", "Sold by", Asked::Id, "a.sold_by = ?"),
        filter("cause", "Cancelled for", Asked::OneOf(CAUSES), "a.cancel_cause = ?"),
        filter("below_list", "Below the list", Asked::Switch, "a.price_approval_id IS NOT NULL"),
        filter("po_expired", "Purchase order run out", Asked::Switch, PO_EXPIRED),
    ],
    sort: "-signed_on",
    bulk: &[],
};

/// How an agreement stands today.
macro_rules! standing_sql {
    () => {
        "CASE WHEN a.cancelled_at IS NOT NULL THEN 'cancelled' \
         WHEN a.held_at IS NOT NULL THEN 'on_hold' \
         WHEN a.auto_renew = FALSE AND a.ends_on < $2 THEN 'ended' ELSE 'active' END"
    };
}

const STANDING: &str = standing_sql!();

const IS_STANDING: &str = concat!(standing_sql!(), " = ?");

/// What a visit costs by today's price.
const PRICE_TODAY: &str = "COALESCE((SELECT p.price_cents FROM agreement_prices p \
    WHERE p.agreement_id = a.id AND p.effective_on <= $2 \
    ORDER BY p.effective_on DESC, p.id DESC LIMIT 1), a.price_cents)";

const PO_EXPIRED: &str = "a.cancelled_at IS NULL AND a.po_expires_on IS NOT NULL \
    AND a.po_expires_on < $2";
