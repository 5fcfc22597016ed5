//! The rows of services and their prices.

use super::words::TaxCode;
use crate::words::FrequencyWord;
use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Frequency, Id, Instant, Money, noun};

/// A service with the price that holds on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// Its id.
    pub id: Id<noun::Service>,
    /// Its code: `GPC-Q`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How many minutes a visit takes.
    pub minutes: i64,
    /// The price of a visit.
    pub price: Money,
    /// The price of the first, heavier visit, where there is one.
    pub initial_price: Option<Money>,
    /// The revenue account it is billed to.
    pub revenue_account: Id<noun::Account>,
    /// How sales tax sees it.
    pub tax_code: TaxCode,
    /// How often it is usually done.
    pub frequency: Frequency,
    /// What the customer gets.
    pub description: String,
    /// When it was taken off the list, if it was.
    pub retired_at: Option<Instant>,
    /// Counts its changes.
    pub version: i64,
}

impl store::FromRow for Service {
    fn from_row(row: &store::Row<'_>) -> Result<Service, store::Error> {
        Ok(Service {
            id: row.get(0)?,
            code: row.get(1)?,
            name: row.get(2)?,
            minutes: row.get(3)?,
            price: row.get(4)?,
            initial_price: row.get(5)?,
            revenue_account: row.get(6)?,
            tax_code: row.get(7)?,
            frequency: row.get::<FrequencyWord>(8)?.0,
            description: row.get(9)?,
            retired_at: row.get(10)?,
            version: row.get(11)?,
        })
    }
}

/// The service of this id with the price that holds on `on`; before the first price's day,
/// the first price.
pub fn find_service(
    reader: &mut Reader<'_>,
    service: Id<noun::Service>,
    on: Day,
) -> Result<Option<Service>, store::Error> {
    reader.find(
        sql!(
            "SELECT s.id, s.code, s.name, s.minutes, p.price_cents, p.initial_price_cents, \
             s.revenue_account_id, s.tax_code, s.frequency, s.description, s.retired_at, \
             s.version FROM services s JOIN service_prices p ON p.id = COALESCE(\
             (SELECT q.id FROM service_prices q WHERE q.service_id = s.id \
             AND q.effective_on <= $2 ORDER BY q.effective_on DESC, q.id DESC LIMIT 1), \
             (SELECT q.id FROM service_prices q WHERE q.service_id = s.id \
             ORDER BY q.effective_on, q.id LIMIT 1)) WHERE s.id = $1"
        ),
        args![service, on],
    )
}

/// The price list on a day, retired services left out, by code.
pub fn list_services(reader: &mut Reader<'_>, on: Day) -> Result<Vec<Service>, store::Error> {
    reader.all(
        sql!(
            "SELECT s.id, s.code, s.name, s.minutes, p.price_cents, p.initial_price_cents, \
             s.revenue_account_id, s.tax_code, s.frequency, s.description, s.retired_at, \
             s.version FROM services s JOIN service_prices p ON p.id = COALESCE(\
             (SELECT q.id FROM service_prices q WHERE q.service_id = s.id \
             AND q.effective_on <= $1 ORDER BY q.effective_on DESC, q.id DESC LIMIT 1), \
             (SELECT q.id FROM service_prices q WHERE q.service_id = s.id \
             ORDER BY q.effective_on, q.id LIMIT 1)) WHERE s.retired_at IS NULL \
             ORDER BY s.code"
        ),
        args![on],
    )
}

/// The service of this code, in capitals.
pub fn find_by_code(
    reader: &mut Reader<'_>,
    code: &str,
) -> Result<Option<Id<noun::Service>>, store::Error> {
    let found: Option<(Id<noun::Service>,)> =
        reader.find(sql!("SELECT id FROM services WHERE code = $1"), args![code])?;
    Ok(found.map(|(id,)| id))
}

/// The service of this id, when it is still sold.
pub fn require_sold(
    reader: &mut Reader<'_>,
    service: Id<noun::Service>,
    on: Day,
) -> Result<Service, Refusal> {
    let known = find_service(reader, service, on)?.ok_or(Refusal::NotFound { what: "service" })?;
    match known.retired_at {
        None => Ok(known),
        Some(_) => Err(Refusal::conflict_with(
            "services.retired",
            format!("{} is no longer sold. Choose another service.", known.code),
            "/services",
            "Open the price list",
        )),
    }
}

/// One row of a service's prices.
#[derive(Clone, Debug, PartialEq)]
pub struct ServicePrice {
    /// From when it holds.
    pub effective_on: Day,
    /// The price of a visit.
    pub price: Money,
    /// The price of the first visit, where there is one.
    pub initial_price: Option<Money>,
    /// Why it was set.
    pub reason: String,
    /// Who set it.
    pub set_by: String,
}
from_row!(ServicePrice { effective_on, price, initial_price, reason, set_by });

/// A service's prices, the latest first.
pub fn list_prices(
    reader: &mut Reader<'_>,
    service: Id<noun::Service>,
) -> Result<Vec<ServicePrice>, store::Error> {
    reader.all(
        sql!(
            "SELECT p.effective_on, p.price_cents, p.initial_price_cents, p.reason, s.name \
             FROM service_prices p JOIN staff s ON s.id = p.set_by \
             WHERE p.service_id = $1 ORDER BY p.effective_on DESC, p.id DESC"
        ),
        args![service],
    )
}

/// A service as it is written.
pub(super) struct NewService<'n> {
    pub code: &'n str,
    pub name: &'n str,
    pub minutes: i64,
    pub revenue_account: Id<noun::Account>,
    pub tax_code: TaxCode,
    pub frequency: Frequency,
    pub description: &'n str,
}

/// Writes a new service.
pub(super) fn insert_service(
    desk: &mut Desk<'_>,
    id: Id<noun::Service>,
    service: &NewService<'_>,
) -> Result<(), Refusal> {
    desk.exec(
        sql!(
            "INSERT INTO services (id, code, name, minutes, revenue_account_id, tax_code, \
             frequency, description, added_at, added_by, version) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)"
        ),
        args![
            id,
            service.code,
            service.name,
            service.minutes,
            service.revenue_account,
            service.tax_code,
            service.frequency.code(),
            service.description,
            desk.now(),
            desk.who()
        ],
    )?;
    Ok(())
}

/// What a visit costs, and the first one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Price {
    pub price: Money,
    pub initial: Option<Money>,
}

/// Writes a price that holds from a day on.
pub(super) fn insert_price(
    desk: &mut Desk<'_>,
    service: Id<noun::Service>,
    effective_on: Day,
    price: Price,
    reason: &str,
) -> Result<(), Refusal> {
    let id: Id<noun::Service> = desk.id();
    desk.exec(
        sql!(
            "INSERT INTO service_prices (id, service_id, effective_on, price_cents, \
             initial_price_cents, reason, set_at, set_by) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        ),
        args![
            id,
            service,
            effective_on,
            price.price,
            price.initial,
            reason,
            desk.now(),
            desk.who()
        ],
    )?;
    Ok(())
}

/// Writes a service anew; 0 when somebody else has changed it meanwhile.
pub(super) fn mark_edited(
    desk: &mut Desk<'_>,
    id: Id<noun::Service>,
    seen: i64,
    service: &NewService<'_>,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE services SET name = $3, minutes = $4, revenue_account_id = $5, \
             tax_code = $6, frequency = $7, description = $8, version = version + 1 \
             WHERE id = $1 AND version = $2"
        ),
        args![
            id,
            seen,
            service.name,
            service.minutes,
            service.revenue_account,
            service.tax_code,
            service.frequency.code(),
            service.description
        ],
    )
}

/// Takes a service off the list.
pub(super) fn mark_retired(
    desk: &mut Desk<'_>,
    id: Id<noun::Service>,
    reason: &str,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE services SET retired_at = $2, retired_by = $3, retired_reason = $4, \
             version = version + 1 WHERE id = $1"
        ),
        args![id, desk.now(), desk.who(), reason],
    )
}

/// Puts a service back on the list.
pub(super) fn mark_restored(desk: &mut Desk<'_>, id: Id<noun::Service>) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE services SET retired_at = NULL, retired_by = NULL, \
             retired_reason = NULL, version = version + 1 WHERE id = $1"
        ),
        args![id],
    )
}
