//! Post a batch: its tape is keyed first, so that what is left to post is always honest; then
//! its lines are posted one by one, and the batch is balanced.

pub mod records;
