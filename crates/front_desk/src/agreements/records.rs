//! The rows of agreements, of their later prices and of the leave to sell below the list.

mod approvals;
mod marks;
mod prices;
mod written;

use super::rules::{Plan, PlannedVisit, Prices, net};
use super::words::{AgreementStanding, CancelCause, SoldAt};
pub(super) use approvals::insert_price_approval;
pub use approvals::{PriceApproval, list_price_approvals};
pub(super) use marks::{
    Changeable, mark_cancelled, mark_edited, mark_held, mark_reinstated, mark_released,
    mark_renewed,
};
use office::Refusal;
pub(super) use prices::insert_price;
pub use prices::{AgreementPrice, list_prices};
use settings::rule_packs;
use std::ops::Deref;
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, Rate, Recurrence, noun};
pub(super) use written::{NewAgreement, insert_agreement};

/// When visits recur, as its row keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct Schedule(pub Recurrence);

impl Deref for Schedule {
    type Target = Recurrence;

    fn deref(&self) -> &Recurrence {
        &self.0
    }
}

impl store::FromValue for Schedule {
    const SORT: &'static str = "a schedule";

    fn from_value(value: store::V<'_>) -> Option<Schedule> {
        serde_json::from_str(&String::from_value(value)?).ok().map(Schedule)
    }
}

/// An agreement's row.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// Its id.
    pub id: Id<noun::Agreement>,
    /// Its number, `AG-0412-26-000388`.
    pub number: String,
    /// Who signed.
    pub customer: Id<noun::Customer>,
    /// Where the work is.
    pub location: Id<noun::Location>,
    /// What is done.
    pub service: Id<noun::Service>,
    /// Its name when it was signed.
    pub service_name: String,
    /// The price of a visit, by its day.
    pub prices: Prices,
    /// The price of the first visit, where there is one.
    pub initial_price: Option<Money>,
    /// The list price when it was signed.
    pub list_price: Money,
    /// What is taken off each visit's price.
    pub discount: Rate,
    /// When visits recur.
    pub schedule: Schedule,
    /// The first day.
    pub starts_on: Day,
    /// How long it binds both; 0 when it runs until it is cancelled.
    pub term_months: i64,
    /// The last day of the term, where there is one.
    pub ends_on: Option<Day>,
    /// Whether it goes on after its term.
    pub auto_renew: bool,
    /// When it was signed.
    pub signed_on: Day,
    /// Where it was sold.
    pub sold_at: SoldAt,
    /// The last day on which the customer may change her mind for nothing.
    pub cooling_off_ends_on: Option<Day>,
    /// Who sold it.
    pub sold_by: Option<Id<noun::Staff>>,
    /// The customer's purchase order; blank for none.
    pub po_number: String,
    /// When the purchase order runs out.
    pub po_expires_on: Option<Day>,
    /// Anything else.
    pub note: String,
    /// The leave under which it was signed below the list.
    pub approval: Option<Id<noun::PriceApproval>>,
    /// The agreement it goes on from, at another place or with another customer.
    pub transferred_from: Option<Id<noun::Agreement>>,
    /// When visits were put on hold, if they are.
    pub held_at: Option<Instant>,
    /// The first day of the hold.
    pub held_from: Option<Day>,
    /// The day the hold is meant to end.
    pub held_until: Option<Day>,
    /// Why it is on hold.
    pub held_reason: Option<String>,
    /// When it was cancelled, if it was.
    pub cancelled_at: Option<Instant>,
    /// The day from which there are no more visits.
    pub cancelled_on: Option<Day>,
    /// Why it was cancelled.
    pub cancel_cause: Option<CancelCause>,
    /// Why, in words.
    pub cancel_reason: Option<String>,
    /// Counts its changes.
    pub version: i64,
}
from_row!(Agreement {
    id,
    number,
    customer,
    location,
    service,
    service_name,
    prices,
    initial_price,
    list_price,
    discount,
    schedule,
    starts_on,
    term_months,
    ends_on,
    auto_renew,
    signed_on,
    sold_at,
    cooling_off_ends_on,
    sold_by,
    po_number,
    po_expires_on,
    note,
    approval,
    transferred_from,
    held_at,
    held_from,
    held_until,
    held_reason,
    cancelled_at,
    cancelled_on,
    cancel_cause,
    cancel_reason,
    version
});

impl Agreement {
    /// What decides its visits.
    pub fn plan(&self) -> Plan {
        Plan {
            schedule: self.schedule.0.clone(),
            prices: self.prices.clone(),
            initial_price: self.initial_price,
        }
    }

    /// What a regular visit on a day costs, less the discount.
    pub fn net_on(&self, day: Day) -> Money {
        net(self.prices.on(day), self.discount)
    }

    /// How it stands on a day.
    pub fn standing(&self, today: Day) -> AgreementStanding {
        let is_over = !self.auto_renew && self.ends_on.is_some_and(|last| last < today);
        match (self.cancelled_at, self.held_at) {
            (Some(_), _) => AgreementStanding::Cancelled,
            (None, Some(_)) => AgreementStanding::OnHold,
            (None, None) if is_over => AgreementStanding::Ended,
            (None, None) => AgreementStanding::Active,
        }
    }

    /// Whether a visit whose nominal day is this one waits for the hold's end.
    pub fn is_held_on(&self, day: Day) -> bool {
        self.held_at.is_some()
            && self.held_from.is_none_or(|first| first <= day)
            && self.held_until.is_none_or(|last| day <= last)
    }

    /// The next visits it promises, none of them after its cancellation or within its hold.
    pub fn next_visits(&self, from: Day, many: usize) -> Vec<PlannedVisit> {
        let calendar = rule_packs::field_calendar(from);
        // A hold without an end would make an endless search of an endless schedule.
        let is_held_for_good = self.held_at.is_some() && self.held_until.is_none();
        let plan = self.plan();
        plan.visits_from(from, &calendar)
            .take_while(|visit| self.cancelled_on.is_none_or(|last| visit.nominal < last))
            .take_while(|visit| !(is_held_for_good && self.is_held_on(visit.nominal)))
            .filter(|visit| !self.is_held_on(visit.nominal))
            .take(many)
            .collect()
    }
}

/// Rows of agreements of a branch, whichever are asked for.
macro_rules! select_agreements {
    ($which:literal) => {
        sql!(concat!(
            "SELECT id, number, customer_id, location_id, service_id, service_name, \
             price_cents, initial_price_cents, list_price_cents, discount_rate, schedule, \
             starts_on, term_months, ends_on, auto_renew, signed_on, sold_at, \
             cooling_off_ends_on, sold_by, po_number, po_expires_on, note, price_approval_id, \
             transferred_from_id, held_at, held_from, held_until, held_reason, cancelled_at, \
             cancelled_on, cancel_cause, cancel_reason, version FROM agreements \
             WHERE branch_id = $1 AND ",
            $which
        ))
    };
}

/// The agreement of this id in this branch.
pub fn find_agreement(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    agreement: Id<noun::Agreement>,
) -> Result<Option<Agreement>, store::Error> {
    let found: Option<Agreement> =
        reader.find(select_agreements!("id = $2"), args![branch, agreement])?;
    let Some(mut known) = found else { return Ok(None) };
    known.prices.later = prices::list_later(reader, branch, agreement)?;
    Ok(Some(known))
}

/// A customer's agreements, cancelled ones too, in the order they were signed.
pub fn list_agreements(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Vec<Agreement>, store::Error> {
    let mut all: Vec<Agreement> =
        reader.all(select_agreements!("customer_id = $2 ORDER BY id"), args![branch, customer])?;
    for (agreement, from, price) in prices::list_later_of(reader, branch, customer)? {
        let known = all.iter_mut().find(|known| known.id == agreement);
        known.expect("a price belongs to an agreement").prices.later.push((from, price));
    }
    Ok(all)
}

/// The agreement that goes on from this one, where it was transferred.
pub fn find_successor(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    agreement: Id<noun::Agreement>,
) -> Result<Option<(Id<noun::Agreement>, String)>, store::Error> {
    reader.find(
        sql!(
            "SELECT id, number FROM agreements WHERE branch_id = $1 \
             AND transferred_from_id = $2 ORDER BY id DESC LIMIT 1"
        ),
        args![branch, agreement],
    )
}

/// A customer's agreements that are not cancelled.
pub fn list_standing_agreements(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Vec<Agreement>, store::Error> {
    let mut all = list_agreements(reader, branch, customer)?;
    all.retain(|agreement| agreement.cancelled_at.is_none());
    Ok(all)
}

/// The ids of the branch's agreements that are not cancelled, after this id, in order: for
/// work that goes through all of them in pieces.
pub fn list_standing_ids(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    after: Id<noun::Agreement>,
    limit: i64,
) -> Result<Vec<Id<noun::Agreement>>, store::Error> {
    let rows: Vec<(Id<noun::Agreement>,)> = reader.all(
        sql!(
            "SELECT id FROM agreements WHERE branch_id = $1 AND id > $2 \
             AND cancelled_at IS NULL ORDER BY id LIMIT $3"
        ),
        args![branch, after, limit],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// How many agreements of the branch are not cancelled.
pub fn count_standing(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!("SELECT COUNT(*) FROM agreements WHERE branch_id = $1 AND cancelled_at IS NULL"),
        args![branch],
    )?;
    Ok(count)
}

/// The agreement of this id, or the refusal every command gives.
pub fn require(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    agreement: Id<noun::Agreement>,
) -> Result<Agreement, Refusal> {
    find_agreement(reader, branch, agreement)?.ok_or(Refusal::NotFound { what: "agreement" })
}

/// The agreement of this id, when it is not cancelled.
pub fn require_standing(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    agreement: Id<noun::Agreement>,
) -> Result<Agreement, Refusal> {
    let known = require(reader, branch, agreement)?;
    match known.cancelled_on {
        None => Ok(known),
        Some(since) => Err(Refusal::conflict_with(
            "agreements.cancelled_already",
            format!("Agreement {} is cancelled from {}.", known.number, since.long()),
            format!("/agreements/{}", known.id),
            format!("Open agreement {}", known.number),
        )),
    }
}

/// Who works in the branch and may have sold something, by name.
pub fn list_sellers(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Vec<(Id<noun::Staff>, String)>, store::Error> {
    reader.all(
        sql!(
            "SELECT s.id, s.name FROM staff s WHERE s.left_at IS NULL AND EXISTS (SELECT 1 \
             FROM staff_roles r WHERE r.staff_id = s.id AND r.branch_id = $1) ORDER BY s.name"
        ),
        args![branch],
    )
}
