//! When an agreement's visits are billed under its options: pieces, each of a day, before
//! they are put on invoices.

use super::{Earned, NOT_PREPAID, Payer, Promise, Visit, earned_by, po_number};
use crate::billing_options::rules::{billing_days, discount_of};
use crate::billing_options::words::{Grouping, Trigger};
use values::rounding::split_evenly;
use values::{Day, Id, Money, Rate, noun};

/// Something of one agreement that falls due to be billed on a day.
pub(crate) struct Piece<'p> {
    pub on: Day,
    pub what: String,
    pub gross: Money,
    /// What is taken off because it is prepaid.
    pub prepaid: Option<Rate>,
    /// Whether it is billed before its work.
    pub bills: Bills,
    /// The visits it pays for; none for an even amount.
    pub visits: &'p [Visit],
}

/// Whether a piece is billed before its work or because it was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bills {
    /// Before, or in even amounts.
    Ahead,
    /// Because it was done.
    Done,
}

/// Which pieces stand on one invoice, in the order of their days.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    pub on: Day,
    paper: Paper,
    pub(super) payer: Payer,
}

/// What makes a paper of its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Paper {
    /// A promise and the number of its piece.
    Piece(usize, usize),
    /// Everything of the month.
    Month,
    /// Everything of the month at one location.
    Location(Id<noun::Location>),
    /// Everything under one purchase order.
    Order(String),
}

impl Key {
    /// The invoice a piece stands on; none when it is written after the preview's end.
    pub fn of(
        promise: &Promise,
        piece: &Piece<'_>,
        place: (usize, usize),
        until: Day,
    ) -> Option<Key> {
        let options = &promise.options;
        let (paper, on) = match options.grouping {
            Grouping::Visit => (Paper::Piece(place.0, place.1), Some(piece.on)),
            Grouping::Month => (Paper::Month, billing_days(options, piece.on).next()),
            Grouping::Location => {
                let at = Paper::Location(promise.location);
                (at, billing_days(options, piece.on).next())
            }
            Grouping::PurchaseOrder => {
                let order = Paper::Order(po_number(promise).to_owned());
                (order, billing_days(options, piece.on).next())
            }
        };
        let on = on.filter(|on| *on < until)?;
        Some(Key { on, paper, payer: (0, options.payer()) })
    }

    /// The same for one of the payers.
    pub(super) fn to(self, payer: Payer) -> Key {
        Key { payer, ..self }
    }
}

/// What of a promise is billed in the days from one until before another.
pub(crate) fn pieces(promise: &Promise, from: Day, until: Day) -> Vec<Piece<'_>> {
    let visits = &promise.visits[..];
    match promise.options.trigger {
        Trigger::Completion => one_by_one(promise, visits, until),
        Trigger::Signing => {
            let first = visits.iter().take_while(|visit| visit.nominal <= promise.starts_on);
            let (first, rest) = visits.split_at(first.count());
            let signed = piece(promise, promise.signed_on.max(from), first, NOT_PREPAID);
            signed.into_iter().chain(one_by_one(promise, rest, until)).collect()
        }
        Trigger::Advance => {
            let days: Vec<Day> =
                billing_days(&promise.options, from).take_while(|day| *day < until).collect();
            // What lies before the first billing day is billed at once.
            let bounds = std::iter::once(from).chain(days).collect::<Vec<_>>();
            let after = billing_days(&promise.options, until).next().unwrap_or(until);
            ahead(promise, &bounds, after, NOT_PREPAID)
        }
        Trigger::Arrears => {
            let mut rest = visits;
            let days = billing_days(&promise.options, from).take_while(|day| *day < until);
            days.filter_map(|day| {
                let (done, later) = rest.split_at(rest.partition_point(|visit| visit.on <= day));
                rest = later;
                piece(promise, day, done, NOT_PREPAID)
            })
            .collect()
        }
        Trigger::Anniversary => {
            let years = years(promise, from, 12);
            let before = visits.partition_point(|visit| visit.nominal < years[0]);
            let (before, _) = visits.split_at(before);
            let mut all = one_by_one(promise, before, until);
            all.extend(terms(promise, &years, until, NOT_PREPAID));
            all
        }
        Trigger::Prepaid => {
            let off = Some(promise.options.prepay_discount.unwrap_or(Rate::ZERO));
            let mut bounds = vec![from.max(promise.starts_on)];
            let later = years(promise, bounds[0].plus_days(1), promise.term_months);
            bounds.extend(later);
            terms(promise, &bounds, until, off)
        }
        Trigger::Even => even(promise, from, until),
    }
}

/// What is earned of a promise: what each piece's visits earn, and the visits themselves
/// when the year is billed in even amounts.
pub(in crate::billing_options) fn earned(
    promise: &Promise,
    pieces: &[Piece<'_>],
    until: Day,
) -> Vec<Earned> {
    let net = |piece: &Piece<'_>| {
        piece.gross - discount_of(&promise.options, piece.gross, piece.on, piece.prepaid)
    };
    match promise.options.trigger {
        Trigger::Even => earned_by(within(&promise.visits, until), pieces.iter().map(net).sum()),
        _ => pieces.iter().flat_map(|piece| earned_by(piece.visits, net(piece))).collect(),
    }
}

/// The visits planned before a day.
fn within(visits: &[Visit], until: Day) -> &[Visit] {
    &visits[..visits.partition_point(|visit| visit.on < until)]
}

fn one_by_one<'p>(promise: &Promise, visits: &'p [Visit], until: Day) -> Vec<Piece<'p>> {
    let visits = within(visits, until).chunks(1);
    let pieces = visits.filter_map(|one| piece(promise, one[0].on, one, NOT_PREPAID));
    pieces.map(|piece| Piece { bills: Bills::Done, ..piece }).collect()
}

/// On each of the days the visits until the next one, the last until `after`.
fn ahead<'p>(
    promise: &'p Promise,
    days: &[Day],
    after: Day,
    prepaid: Option<Rate>,
) -> Vec<Piece<'p>> {
    let ends = days.iter().skip(1).copied().chain([after]);
    let spans = days.iter().zip(ends).filter_map(|(day, end)| {
        let first = promise.visits.partition_point(|visit| visit.on < *day);
        let last = promise.visits.partition_point(|visit| visit.on < end);
        piece(promise, *day, &promise.visits[first..last.max(first)], prepaid)
    });
    spans.collect()
}

/// The same for terms that begin before `until`; `days` reach beyond it.
fn terms<'p>(
    promise: &'p Promise,
    days: &[Day],
    until: Day,
    prepaid: Option<Rate>,
) -> Vec<Piece<'p>> {
    let many = days.iter().take_while(|day| **day < until).count();
    let after = days.get(many).copied().unwrap_or(until);
    ahead(promise, &days[..many], after, prepaid)
}

/// The first days of the agreement's years, or terms, from a day on, over two years.
fn years(promise: &Promise, from: Day, months: i64) -> Vec<Day> {
    let step = if months > 0 { months } else { 12 };
    let days = (0..).map(|nth| promise.starts_on.plus_months(nth * step));
    days.skip_while(|day| *day < from).take_while(|day| *day <= from.plus_months(24)).collect()
}

/// A year's visits in even parts, by cumulative rounding, one on each billing day.
fn even(promise: &Promise, from: Day, until: Day) -> Vec<Piece<'_>> {
    let visits = within(&promise.visits, until);
    let total: Money = visits.iter().map(|visit| visit.price).sum();
    let most = usize::try_from(promise.options.spread_months.unwrap_or(12)).unwrap_or(12);
    let days: Vec<Day> =
        billing_days(&promise.options, from).take_while(|day| *day < until).take(most).collect();
    if days.is_empty() || !total.is_positive() {
        return Vec::new();
    }
    let many = days.len();
    let parts = (1..).zip(days).zip(split_evenly(total, many));
    let pieces = parts.map(|((nth, on), gross)| Piece {
        on,
        what: format!("{}, {nth} of {many} even amounts", promise.service_name),
        gross,
        prepaid: NOT_PREPAID,
        bills: Bills::Ahead,
        visits: &[],
    });
    pieces.collect()
}

fn piece<'p>(
    promise: &Promise,
    on: Day,
    visits: &'p [Visit],
    prepaid: Option<Rate>,
) -> Option<Piece<'p>> {
    let (first, last) = (visits.first()?, visits.last()?);
    let gross: Money = visits.iter().map(|visit| visit.price).sum();
    let name = &promise.service_name;
    let what = match visits.len() {
        1 => format!("{name}, visit of {}", first.on.us()),
        many => format!("{name}, {many} visits from {} to {}", first.on.us(), last.on.us()),
    };
    let bills = Bills::Ahead;
    gross.is_positive().then_some(Piece { on, what, gross, prepaid, bills, visits })
}
