//! Plain values every room speaks in: money, rates, days, instants, ids, telephones, addresses.
//!
//! Nothing here reads a clock, a file or a database, and money never meets a floating-point
//! number. Read [`money`] and [`rounding`] first: they hold the arithmetic rules of the house.

pub mod address;
pub mod card_number;
pub mod day;
pub mod email;
pub mod fee_scale;
pub mod fold;
pub mod holiday;
pub mod id;
pub mod instant;
pub mod money;
pub mod noun;
pub mod parse_error;
pub mod phone;
pub mod quantity;
pub mod rate;
pub mod recurrence;
pub mod rounding;
mod schema;
pub mod sealed;
pub mod work_calendar;
pub mod zone;

pub use address::{Address, State};
pub use day::{Day, Weekday};
pub use email::Email;
pub use fee_scale::FeeScale;
pub use fold::fold;
pub use holiday::Holiday;
pub use id::Id;
pub use instant::Instant;
pub use money::Money;
pub use noun::Noun;
pub use parse_error::{FieldProblem, ParseError};
pub use phone::Phone;
pub use quantity::Quantity;
pub use rate::Rate;
pub use recurrence::{Frequency, Recurrence};
pub use sealed::Sealed;
pub use work_calendar::WorkCalendar;
pub use zone::{LocalTime, Wall, Zone};
