//! Customer lists of other programs, read into one shape.
//!
//! [`sniff`] tells which program wrote a list, [`Customers`] reads it from a stream, and each
//! [`CustomerRow`] says everything the source says. Three rules hold for every source:
//!
//! * Only the source's own id makes two rows one customer; likeness never drops a row.
//! * What cannot be verified (a foreign telephone number, a ZIP code of four digits, an amount
//!   in words) is kept as written and marked with a [`Warning`]. A row is [`Rejected`] only when
//!   it names nobody or is torn.
//! * Card numbers are masked to their last four digits before anything else sees them.
//!
//! A table of no known program is read through a [`Mapping`], guessed from the names of its
//! columns and corrected by a person. [`Export`] writes customers in the shape Jobber imports,
//! so that nobody is locked in.

mod build;
mod cells;
mod export;
mod field_names;
mod fields;
mod finish;
mod mapping;
mod merge;
mod presets;
mod read;
mod row;
mod sniff;
mod synonyms;

pub use export::Export;
pub use fields::{AddressPart, Bucket, Field, ItemPart};
pub use mapping::{AmountSign, MappedColumn, Mapping};
pub use read::{Customers, Reading, Tally};
pub use row::{
    AddressText, Aging, CustomField, CustomerRow, Identity, LocationRow, OpeningItem, PhoneKind,
    PhoneText, Rejected, Source, Warning, WarningKind,
};
pub use sniff::sniff;

pub(crate) use presets::key;
