//! What goes wrong in an office, done to the whole program. Each story ends in `verify`: the
//! message is clear, and nothing is lost or half done.

mod files;
mod full_disk;
mod many_rows;
mod money;
