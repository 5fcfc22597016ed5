//! The list of processors' messages.

use crate::draws::READ;
use office::listing::{Asked, Kind, Listing, column, filter};

/// Messages, the newest first.
pub static LISTING: Listing = Listing {
    name: "processor_events",
    title: "Processors' messages",
    duty: READ,
    from: "processor_events e",
    fixed: "e.branch_id = $1",
    key: "e.id",
    href: "",
    columns: &[
        column("id", "Id", Kind::Id, "e.id"),
        column("received_at", "Received", Kind::Instant, "e.received_at").sorted(),
        column("processor", "From", Kind::Text, "e.processor"),
        column("kind", "What", Kind::Text, "e.kind"),
        column("outcome", "What came of it", Kind::Name, "e.outcome"),
        column("reference", "Reference", Kind::Text, "e.reference"),
    ],
    filters: &[filter("reference", "Reference", Asked::Text, "e.reference = ?")],
    sort: "-received_at",
    bulk: &[],
};
