//! Keep customers' accounts: whom we serve and bill, under a number that never changes.
//!
//! An account is opened once. Before it is, the office is told who looks like the same
//! person ([`similar()`]); what was opened twice is merged, never deleted. Who moved away is
//! inactive and may still owe; who is not to be serviced stays so until somebody with the
//! duty to decide lifts it.
//!
//! Read first: [`open`](OpenCustomer), [`records`], [`Standing`].

mod allow_service;
mod deactivate;
mod edit;
pub(crate) mod keys;
pub mod listing;
mod merge;
mod open;
mod pages;
pub(crate) mod profile;
mod reactivate;
mod record_consent;
pub mod records;
mod refuse_service;
mod set_alert;
mod similar;
pub(crate) mod tag;
mod unmerge;
mod untag;
mod words;

pub use allow_service::{AllowService, ServiceAllowed};
pub use deactivate::{CustomerDeactivated, DeactivateCustomer};
pub use edit::{CustomerEdited, EditCustomer};
pub use merge::{CustomerMerged, MergeCustomer};
pub(crate) use open::next_number;
pub use open::{CustomerOpened, GivenConsent, OpenCustomer};
pub use profile::USUAL_TERMS_DAYS;
pub use reactivate::{CustomerReactivated, ReactivateCustomer};
pub use record_consent::{ConsentRecorded, RecordConsent};
pub use records::{Customer, find_customer, require_open_for_money, require_open_for_work};
pub use refuse_service::{RefuseService, ServiceRefused};
pub use set_alert::{AlertSet, SetAlert};
pub use similar::{Draft, Similar, Why, similar};
pub use tag::{CustomerTagged, TagCustomer};
pub use unmerge::{CustomerUnmerged, UnmergeCustomer};
pub use untag::{CustomerUntagged, UntagCustomer};
pub use words::{Channel, ConsentAnswer, ConsentSource, CustomerKind, Standing};

use office::{Duty, NounEntry, entry};

/// Read customers.
pub const READ: Duty = Duty::new("customers.read", "Read customers");

/// Open, edit and tag customers.
pub const KEEP: Duty = Duty::new("customers.keep", "Keep customers' accounts");

/// Decide who is not to be serviced, and merge accounts.
pub const DECIDE: Duty = Duty::new("customers.decide", "Merge customers and refuse service");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "customers",
    title: "Customers",
    sentence: "Whom we serve and bill, each under an account number for life.",
    read: READ,
    commands: &[
        entry::<OpenCustomer>(),
        entry::<EditCustomer>(),
        entry::<SetAlert>(),
        entry::<RecordConsent>(),
        entry::<DeactivateCustomer>(),
        entry::<ReactivateCustomer>(),
        entry::<RefuseService>(),
        entry::<AllowService>(),
        entry::<MergeCustomer>(),
        entry::<UnmergeCustomer>(),
        entry::<TagCustomer>(),
        entry::<UntagCustomer>(),
    ],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[],
};
