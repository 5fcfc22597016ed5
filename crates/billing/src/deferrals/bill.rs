//! Bill ahead: all that a customer's billing options let fall due until a day, of the
//! agreements that are not billed visit by visit.

use super::moves::{Move, note_and_level};
use super::records::{self, Kind, Part};
use crate::billing_options::preview::pieces::{Bills, Key, Piece, pieces};
use crate::billing_options::preview::{Billed, MONTHS, Promise, earned_by, gather};
use crate::billing_options::rules::discount_of;
use crate::billing_options::{self, Trigger};
use crate::invoices::{self, Ahead, ISSUE, InvoiceIssued, IssueInvoice, Line, Place, Weighed};
use dispatch::work_orders;
use front_desk::agreements::list_standing_agreements;
use front_desk::customers::{self, Customer};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use store::Reader;
use values::{Day, Id, Money, noun};

/// Bills what is due of a customer before the work, or in even amounts.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct BillAhead {
    /// Whose.
    pub customer: Id<noun::Customer>,
    /// What falls due until this day; until today when nothing is said.
    #[serde(default)]
    pub until: Option<Day>,
}

/// It is billed.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct AheadBilled {
    /// Whose.
    pub customer: Id<noun::Customer>,
    /// The invoices, in the order of their days.
    pub invoices: Vec<InvoiceIssued>,
}

impl Command for BillAhead {
    const NAME: &'static str = "deferrals.bill";
    const TITLE: &'static str = "Bill a customer ahead";
    const DUTY: Duty = ISSUE;
    const SHAPE: Shape = Shape::Does;
    type Receipt = AheadBilled;

    fn perform(self, desk: &mut Desk<'_>) -> Result<AheadBilled, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let until = self.until.unwrap_or(today);
        if until > today {
            return Err(Refusal::invalid("until", "This day is to come. Enter today."));
        }
        let customer = customers::records::require(desk, branch, self.customer)?;
        let due = due(desk, branch, &customer, until)?;
        let groups = grouped(&due);
        let mut issued = Vec::with_capacity(groups.len());
        for group in groups.values() {
            issued.push(bill(desk, &customer, group)?);
        }
        Ok(AheadBilled { customer: customer.id, invoices: issued })
    }
}

/// What stands on one invoice together.
fn grouped(due: &[Due]) -> BTreeMap<Key, Vec<&Due>> {
    let mut groups: BTreeMap<Key, Vec<&Due>> = BTreeMap::new();
    for one in due {
        groups.entry(one.key.clone()).or_default().push(one);
    }
    groups
}

/// What an invoice is for, and what it comes to.
type WeighedDue = (String, Result<Weighed, Refusal>);

/// What is due of a customer ahead of the work, an invoice each, before it is written.
pub(crate) fn weigh_due(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: &Customer,
    until: Day,
) -> Result<Vec<WeighedDue>, Refusal> {
    let due = due(reader, branch, customer, until)?;
    let mut weighed = Vec::new();
    for group in grouped(&due).values() {
        let what: Vec<&str> = group.iter().map(|due| due.what.as_str()).collect();
        let (lines, place) = lines(reader, (branch, customer), group, until)?;
        let (asked, whose) = (ahead_of(customer), (customer, &group[0].promise.options));
        let one = invoices::weigh(reader, (branch, until), &asked, whose, (lines, &place));
        weighed.push((what.join("; "), one));
    }
    Ok(weighed)
}

/// An invoice of what falls due ahead: what is taken off is taken off already.
fn ahead_of(customer: &Customer) -> IssueInvoice {
    IssueInvoice { discount_cents: Some(Money::ZERO), ..IssueInvoice::to(customer.id) }
}

/// Something that is due to be billed, with what it pays for.
pub(crate) struct Due {
    key: Key,
    promise: Promise,
    /// What it is for.
    pub what: String,
    /// After all that is taken off.
    pub net: Money,
    parts: Vec<(Part, Day, Money)>,
}

/// What of a customer's agreements is due and not billed yet.
pub(crate) fn due(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: &Customer,
    until: Day,
) -> Result<Vec<Due>, Refusal> {
    let kept = billing_options::records::list_of_customer(reader, branch, customer.id)?;
    if kept.is_empty() {
        return Ok(Vec::new());
    }
    let mut all = Vec::new();
    for (nth, agreement) in
        list_standing_agreements(reader, branch, customer.id)?.into_iter().enumerate()
    {
        let Some((options, since)) = kept.standing_since(Some(agreement.id), until) else {
            continue;
        };
        if !is_ahead(options.trigger) {
            continue;
        }
        let known = records::list_ahead(reader, branch, agreement.id)?;
        let known: HashSet<(Part, Day)> = known.into_iter().collect();
        for from in years(since, until) {
            let billed = match options.trigger {
                Trigger::Even => Billed::Kept,
                _ => Billed::LeftOut,
            };
            let promises = gather(reader, branch, customer, &kept, (from, billed))?;
            let promise = promises.into_iter().find(|one| one.agreement == agreement.id);
            let Some(promise) = promise else { continue };
            let options = options.clone();
            let promise = Promise { options, ..promise };
            all.extend(due_of(promise, (from, until), nth, &known));
        }
    }
    Ok(all)
}

/// The last two years since options hold, so that nothing is missed at the turn of one.
fn years(since: Day, until: Day) -> Vec<Day> {
    let mut years: Vec<Day> =
        (0..).map(|nth| since.plus_years(nth)).take_while(|day| *day <= until).collect();
    years.split_off(years.len().saturating_sub(2))
}

/// What of one promise is due and not known to be billed.
fn due_of(
    promise: Promise,
    (from, until): (Day, Day),
    nth: usize,
    known: &HashSet<(Part, Day)>,
) -> Vec<Due> {
    let end = until.plus_days(1);
    let horizon = match promise.options.trigger {
        Trigger::Even => from.plus_months(MONTHS),
        _ => end,
    };
    let mut all = Vec::new();
    for (place, piece) in pieces(&promise, from, horizon).iter().enumerate() {
        let Some(key) = Key::of(&promise, piece, (nth, place), end) else { continue };
        let parts = parts(&promise, piece);
        let is_known = parts.iter().any(|(part, day, _)| known.contains(&(*part, *day)));
        if is_known || piece.bills == Bills::Done {
            continue;
        }
        let net = parts.iter().map(|(_, _, net)| *net).sum();
        let what = words(&promise, piece);
        all.push(Due { key, promise: promise.clone(), what, net, parts });
    }
    all
}

/// Whether a trigger bills something else than verified work.
fn is_ahead(trigger: Trigger) -> bool {
    matches!(
        trigger,
        Trigger::Signing
            | Trigger::Advance
            | Trigger::Anniversary
            | Trigger::Prepaid
            | Trigger::Even
    )
}

/// What a piece pays for: visits by their nominal days, or an even amount of a billing day.
fn parts(promise: &Promise, piece: &Piece<'_>) -> Vec<(Part, Day, Money)> {
    let net = piece.gross - discount_of(&promise.options, piece.gross, piece.on, piece.prepaid);
    match piece.visits {
        [] => vec![(Part::Even, piece.on, net)],
        visits => visits
            .iter()
            .zip(earned_by(visits, net))
            .map(|(visit, earned)| (Part::Visit, visit.nominal, earned.amount_cents))
            .collect(),
    }
}

fn words(promise: &Promise, piece: &Piece<'_>) -> String {
    let off = discount_of(&promise.options, piece.gross, piece.on, piece.prepaid);
    match off.is_positive() {
        true => format!("{}, {} less {off}", piece.what, piece.gross),
        false => piece.what.clone(),
    }
}

/// The lines of an invoice ahead, and the place of the first.
fn lines(
    reader: &mut Reader<'_>,
    (branch, customer): (Id<noun::Branch>, &Customer),
    group: &[&Due],
    on: Day,
) -> Result<(Vec<Line>, Place), Refusal> {
    let mut lines = Vec::with_capacity(group.len());
    let mut first_place = None;
    for due in group {
        let ahead = Ahead {
            agreement: due.promise.agreement,
            service: due.promise.service,
            location: due.promise.location,
            tax_code: due.promise.tax_code,
            po_number: due.promise.po_number.clone(),
            what: due.what.clone(),
            net: due.net,
        };
        let (line, place) = invoices::ahead(reader, (branch, customer), ahead, on)?;
        lines.push(line);
        first_place.get_or_insert(place);
    }
    Ok((lines, first_place.unwrap_or_default()))
}

fn bill(
    desk: &mut Desk<'_>,
    customer: &Customer,
    group: &[&Due],
) -> Result<InvoiceIssued, Refusal> {
    let (branch, today) = (desk.branch(), desk.today());
    let (lines, place) = lines(desk, (branch, customer), group, today)?;
    let (asked, whose) = (ahead_of(customer), (customer, &group[0].promise.options));
    let issued = invoices::issue_lines(&asked, desk, whose, lines, &place)?;
    for due in group {
        let agreement = due.promise.agreement;
        records::insert_ahead(desk, agreement, issued.invoice, &due.parts)?;
        let billed = Move {
            customer: customer.id,
            agreement,
            kind: Kind::Billed,
            amount: due.net,
            on: today,
            invoice: Some(issued.invoice),
            work_order: None,
        };
        note_and_level(desk, &billed, &format!("Invoice {} bills work done", issued.number))?;
        for order in records::list_waiting_for_bill(desk, branch, agreement)? {
            work_orders::records::mark_invoiced(desk, order, Some(issued.invoice))?;
        }
    }
    Ok(issued)
}
