//! The search: slack induction by string removals (SISR), with what a branch's day needs beside
//! it.
//!
//! A round takes strings of neighbouring stops out of a few neighbouring routes ([`ruin`]),
//! puts them back one by one where they cost least ([`recreate`]), and keeps the result by
//! simulated annealing ([`anneal`]): J. Christiaens and G. Vanden Berghe, "Slack Induction by
//! String Removals for Vehicle Routing Problems", Transportation Science 54(2), 2020.
//!
//! [`ground`] holds what never changes in dense tables, [`draft`] the plan being worked on,
//! with an undo log of the routes a round touched.

pub(crate) mod anneal;
pub(crate) mod construct;
pub(crate) mod draft;
mod elite;
pub(crate) mod ground;
mod insertion;
mod large;
mod parts;
mod recreate;
mod ruin;

pub(crate) use anneal::{Heat, anneal};
pub(crate) use draft::Draft;
pub(crate) use elite::anneal_elite;
pub(crate) use ground::Ground;
pub(crate) use large::anneal_in_parts;

#[cfg(test)]
mod tests;
