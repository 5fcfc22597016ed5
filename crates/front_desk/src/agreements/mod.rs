//! Keep agreements: signed promises of services at a price, and the visits they plan.
//!
//! A price may lie a tenth under the list; below that somebody else gives leave first. Who
//! signs at home may change her mind for three business days. Visits are counted from the
//! day the agreement starts; one on a Sunday or a holiday moves to the next working day and
//! the others stay. An agreement is cancelled from a day on, never deleted; a new price holds
//! from a day on; when she moves or sells the house it goes on as another agreement.
//!
//! Read first: [`sign`](SignAgreement), [`rules`] (the arithmetic), [`records`].

mod approve_price;
mod cancel;
mod edit;
mod hold;
pub mod listing;
mod pages;
pub mod records;
mod reinstate;
mod release;
mod renew;
mod reprice;
pub mod rules;
mod sign;
mod transfer;
mod words;

pub use approve_price::{ApprovePrice, PriceApproved};
pub use cancel::{AgreementCancelled, CancelAgreement};
pub use edit::{AgreementEdited, EditAgreement};
pub use hold::{AgreementHeld, HoldAgreement};
pub use records::{Agreement, Schedule, find_agreement, list_agreements, list_standing_agreements};
pub use reinstate::{AgreementReinstated, ReinstateAgreement};
pub use release::{AgreementReleased, ReleaseAgreement};
pub use renew::{AgreementRenewed, RenewAgreement};
pub use reprice::{AgreementRepriced, RepriceAgreement};
pub use sign::{AgreementSigned, SignAgreement, Terms};
pub use transfer::{AgreementTransferred, TransferAgreement};
pub use words::{AgreementStanding, CancelCause, SoldAt};

use office::{Duty, NounEntry, entry};

/// Read agreements.
pub const READ: Duty = Duty::new("agreements.read", "Read agreements");

/// Sign agreements, hold, release, reprice and transfer them.
pub const SIGN: Duty = Duty::new("agreements.sign", "Sign agreements");

/// Cancel agreements and take a cancellation back.
pub const CANCEL: Duty = Duty::new("agreements.cancel", "Cancel agreements");

/// Give leave to sell below the list.
pub const APPROVE_PRICE: Duty =
    Duty::new("agreements.approve_price", "Approve prices below the list");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "agreements",
    title: "Agreements",
    sentence: "What customers have signed, at what price, and the visits that follow.",
    read: READ,
    commands: &[
        entry::<SignAgreement>(),
        entry::<ApprovePrice>(),
        entry::<EditAgreement>(),
        entry::<HoldAgreement>(),
        entry::<ReleaseAgreement>(),
        entry::<RenewAgreement>(),
        entry::<RepriceAgreement>(),
        entry::<TransferAgreement>(),
        entry::<CancelAgreement>(),
        entry::<ReinstateAgreement>(),
    ],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[],
};
