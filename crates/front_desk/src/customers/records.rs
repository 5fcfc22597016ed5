//! The rows of customers, their tags, their consents and the keys twins share.

mod consents;
mod keys;
mod merges;
mod tags;

use super::profile::Profile;
use super::words::{CustomerKind, Standing};
pub use crate::locations::records::{Location, find_location, list_locations};
pub(super) use consents::insert_consent;
pub use consents::{Consent, has_consent, list_consents};
pub(crate) use keys::mark_keys;
pub(super) use keys::{list_by_key, list_contact_faces};
pub use merges::{Merge, list_merged_into};
pub(super) use merges::{find_merge, insert_merge, insert_moves, list_moves, mark_undone};
use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
pub(crate) use tags::insert_tag;
pub(super) use tags::remove_tag;
pub use tags::{list_all_tags, list_tags};
use values::{Address, Day, Id, Phone, noun};

/// A customer's row.
#[derive(Clone, Debug, PartialEq)]
pub struct Customer {
    /// Her id.
    pub id: Id<noun::Customer>,
    /// Her account number, for life: `A10023`.
    pub number: String,
    /// What sort of customer.
    pub kind: CustomerKind,
    /// The name on bills: a person's or a company's.
    pub name: String,
    /// Her company, or a second line under the name; blank for most.
    pub company: String,
    /// How we stand with her.
    pub standing: Standing,
    /// Her telephone as stored; blank when there is none.
    pub phone: String,
    /// Another telephone; blank when there is none.
    pub other_phone: String,
    /// Her e-mail address; blank when there is none.
    pub email: String,
    /// Where bills go: street; blank when it is not known.
    pub line1: String,
    /// Apartment, suite or care of.
    pub line2: String,
    /// City.
    pub city: String,
    /// State as typed.
    pub state: String,
    /// ZIP code as typed.
    pub zip: String,
    /// Days until an invoice is due.
    pub terms_days: i64,
    /// Whether her invoices need a purchase order's number.
    pub po_required: bool,
    /// The red note everyone sees first; blank for none.
    pub alert: String,
    /// How she found us.
    pub lead_source: String,
    /// Her number in an older system.
    pub reference: String,
    /// Why she stands as she does.
    pub standing_reason: String,
    /// With us since.
    pub since_on: Day,
    /// The customer she is the same as, when merged.
    pub merged_into: Option<Id<noun::Customer>>,
    /// Counts her changes; a form sends back the one it saw.
    pub version: i64,
}
from_row!(Customer {
    id,
    number,
    kind,
    name,
    company,
    standing,
    phone,
    other_phone,
    email,
    line1,
    line2,
    city,
    state,
    zip,
    terms_days,
    po_required,
    alert,
    lead_source,
    reference,
    standing_reason,
    since_on,
    merged_into,
    version
});

impl Customer {
    /// Where bills go; blank when it is not known.
    pub fn bill_to(&self) -> Address {
        Address {
            line1: self.line1.clone(),
            line2: self.line2.clone(),
            city: self.city.clone(),
            state: self.state.clone(),
            zip: self.zip.clone(),
        }
    }

    /// The telephone as people read it: `(352) 555-0123`, or as it was written.
    pub fn phone_shown(&self) -> String {
        shown(&self.phone)
    }

    /// Whether something is there to dial and it is a number of our country.
    pub fn has_verified_phone(&self) -> bool {
        Phone::parse(&self.phone).is_ok_and(|phone| phone.is_verified())
    }
}

/// A stored telephone as people read it.
pub fn shown(phone: &str) -> String {
    Phone::parse(phone).map_or_else(|_| phone.to_owned(), |phone| phone.to_string())
}

/// The customer of this id in this branch.
pub fn find_customer(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Option<Customer>, store::Error> {
    reader.find(
        sql!(
            "SELECT id, number, kind, name, company, standing, phone, other_phone, email, \
             line1, line2, city, state, zip, terms_days, po_required, alert, lead_source, \
             reference, standing_reason, since_on, merged_into_id, version \
             FROM customers WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, customer],
    )
}

/// The customer of this account number.
pub fn find_by_number(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    number: &str,
) -> Result<Option<Id<noun::Customer>>, store::Error> {
    let found: Option<(Id<noun::Customer>,)> = reader.find(
        sql!("SELECT id FROM customers WHERE branch_id = $1 AND number = $2"),
        args![branch, number],
    )?;
    Ok(found.map(|(id,)| id))
}

/// The next customers of a branch who go on, by id: neither merged into others nor taken
/// back.
pub fn list_customer_ids(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    after: Id<noun::Customer>,
    most: i64,
) -> Result<Vec<Id<noun::Customer>>, store::Error> {
    let rows: Vec<(Id<noun::Customer>,)> = reader.all(
        sql!(
            "SELECT id FROM customers WHERE branch_id = $1 AND id > $2 \
             AND standing NOT IN ('merged', 'withdrawn') ORDER BY id LIMIT $3"
        ),
        args![branch, after, most],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The customer of this id, or the refusal every command gives.
pub fn require(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Customer, Refusal> {
    let known =
        find_customer(reader, branch, customer)?.ok_or(Refusal::NotFound { what: "customer" })?;
    match known.standing {
        Standing::Withdrawn => Err(withdrawn(&known)),
        _ => Ok(known),
    }
}

/// The customer, when new work may be promised to her: not merged, not to be left alone.
pub fn require_open_for_work(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Customer, Refusal> {
    let known = require(reader, branch, customer)?;
    let href = format!("/customers/{customer}");
    match known.standing {
        Standing::Active | Standing::Prospect => Ok(known),
        Standing::Merged => Err(merged(reader, branch, &known)?),
        Standing::Withdrawn => Err(withdrawn(&known)),
        Standing::Inactive => Err(Refusal::conflict_with(
            "customers.inactive",
            format!("{} is inactive. Make the account active first.", known.name),
            href,
            "Open the customer",
        )),
        Standing::DoNotService => Err(Refusal::conflict_with(
            "customers.do_not_service",
            format!("{} is not to be serviced: {}", known.name, known.standing_reason),
            href,
            "Open the customer",
        )),
    }
}

/// The customer, when money may be posted to her account. Anybody may pay what she owes;
/// only a merged account is closed, and even that stays open while money stands on it.
pub fn require_open_for_money(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Customer, Refusal> {
    let known = require(reader, branch, customer)?;
    if known.standing != Standing::Merged {
        return Ok(known);
    }
    let balance = books::open_items::balance(reader, branch, customer)?;
    match balance.owed.is_zero() && balance.unapplied.is_zero() {
        true => Err(merged(reader, branch, &known)?),
        false => Ok(known),
    }
}

/// Who came with an import that was undone is no customer: nothing is done with her.
fn withdrawn(known: &Customer) -> Refusal {
    Refusal::conflict_with(
        "customers.withdrawn",
        format!("{} was taken back: {}", known.name, known.standing_reason),
        "/imports",
        "See the imports",
    )
}

fn merged(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    known: &Customer,
) -> Result<Refusal, store::Error> {
    let other = known.merged_into.unwrap_or(known.id);
    let number = find_customer(reader, branch, other)?.map_or(String::new(), |one| one.number);
    Ok(Refusal::conflict_with(
        "customers.merged",
        format!("{} is the same customer as {number}. Use that account.", known.number),
        format!("/customers/{other}"),
        format!("Open {number}"),
    ))
}

/// Writes a new customer.
pub(crate) fn insert_customer(
    desk: &mut Desk<'_>,
    id: Id<noun::Customer>,
    number: &str,
    profile: &Profile,
    standing: Standing,
    since_on: Day,
) -> Result<(), Refusal> {
    let address = &profile.bill_to;
    desk.exec(
        sql!(
            "INSERT INTO customers (id, branch_id, number, kind, name, company, phone, \
             other_phone, email, line1, line2, city, state, zip, terms_days, po_required, \
             alert, lead_source, reference, standing, standing_at, standing_by, \
             standing_reason, since_on, merged_into_id, opened_at, opened_by, version) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, \
             $17, $18, $19, $20, $21, $22, '', $23, NULL, $21, $22, 1)"
        ),
        args![
            desk.branch(),
            id,
            number,
            profile.kind,
            &profile.name,
            &profile.company,
            &profile.phone,
            &profile.other_phone,
            &profile.email,
            &address.line1,
            &address.line2,
            &address.city,
            &address.state,
            &address.zip,
            profile.terms_days,
            profile.po_required,
            &profile.alert,
            &profile.lead_source,
            &profile.reference,
            standing,
            desk.now(),
            desk.who(),
            since_on
        ],
    )?;
    Ok(())
}

/// Writes a customer's particulars anew; 0 when somebody else has changed them meanwhile.
pub(super) fn mark_edited(
    desk: &mut Desk<'_>,
    id: Id<noun::Customer>,
    seen: i64,
    profile: &Profile,
) -> Result<u64, Refusal> {
    let address = &profile.bill_to;
    desk.exec(
        sql!(
            "UPDATE customers SET kind = $4, name = $5, company = $6, phone = $7, \
             other_phone = $8, email = $9, line1 = $10, line2 = $11, city = $12, state = $13, \
             zip = $14, terms_days = $15, po_required = $16, alert = $17, lead_source = $18, \
             reference = $19, version = version + 1 \
             WHERE branch_id = $1 AND id = $2 AND version = $3"
        ),
        args![
            desk.branch(),
            id,
            seen,
            profile.kind,
            &profile.name,
            &profile.company,
            &profile.phone,
            &profile.other_phone,
            &profile.email,
            &address.line1,
            &address.line2,
            &address.city,
            &address.state,
            &address.zip,
            profile.terms_days,
            profile.po_required,
            &profile.alert,
            &profile.lead_source,
            &profile.reference
        ],
    )
}

/// Gives a customer another standing, and the one she is merged into if that is it.
pub(crate) fn mark_standing(
    desk: &mut Desk<'_>,
    id: Id<noun::Customer>,
    standing: Standing,
    reason: &str,
    merged_into: Option<Id<noun::Customer>>,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE customers SET standing = $3, standing_reason = $4, merged_into_id = $5, \
             standing_at = $6, standing_by = $7, version = version + 1 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), id, standing, reason, merged_into, desk.now(), desk.who()],
    )
}

/// Writes the red note; blank takes it away.
pub(super) fn mark_alert(
    desk: &mut Desk<'_>,
    id: Id<noun::Customer>,
    alert: &str,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE customers SET alert = $3, version = version + 1 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), id, alert],
    )
}
