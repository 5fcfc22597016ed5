//! What every command and list looks like from outside, written down by the registry
//! itself: the API's OpenAPI document, and the fields of a command for the command
//! line's help and for the form of a command that has no page of its own.

mod fields;
mod lists;
mod openapi;
mod refusals;

pub use fields::{Choice, FieldFace, FieldKind, When, fields_of};
pub use openapi::{openapi, renamed_types, reserved_fields};
