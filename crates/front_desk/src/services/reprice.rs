//! Set a new price from a day on; agreements that were signed keep theirs.

use super::records::{self, Price};
use super::{KEEP, records::require_sold};
use office::{Command, Desk, Duty, Problems, Refusal, Scope, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, Money, noun};

/// Sets a service's price from a day on.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct RepriceService {
    /// The service.
    pub service: Id<noun::Service>,
    /// The price of a visit.
    pub price_cents: Money,
    /// The price of the first, heavier visit; nothing when there is none.
    #[serde(default)]
    pub initial_price_cents: Option<Money>,
    /// The day from which it holds; today when nothing is said.
    #[serde(default)]
    pub effective_on: Option<Day>,
    /// Why.
    pub reason: String,
}

/// The price is set.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct ServiceRepriced {
    /// The service.
    pub service: Id<noun::Service>,
    /// The day from which it holds.
    pub effective_on: Day,
    /// The price that held until then.
    pub former_price_cents: Money,
}

impl Command for RepriceService {
    const NAME: &'static str = "services.reprice";
    const TITLE: &'static str = "Set a new price";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("service");
    const SCOPE: Scope = Scope::Company;
    type Receipt = ServiceRepriced;

    fn problems(&self) -> Problems {
        Problems::none()
            .when(self.price_cents.is_negative(), "price_cents", "Enter 0.00 or more.")
            .when(
                self.initial_price_cents.is_some_and(Money::is_negative),
                "initial_price_cents",
                "Enter 0.00 or more, or nothing.",
            )
            .when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<ServiceRepriced, Refusal> {
        let today = desk.today();
        let effective_on = self.effective_on.unwrap_or(today);
        if effective_on < today {
            let words = "Enter today or a day to come: what was sold was sold at the old price.";
            return Err(Refusal::invalid("effective_on", words));
        }
        let before = require_sold(desk, self.service, effective_on)?;
        if before.price == self.price_cents && before.initial_price == self.initial_price_cents {
            let words = format!("{} costs {} already.", before.code, before.price);
            return Err(Refusal::conflict("services.same_price", words));
        }
        let price = Price { price: self.price_cents, initial: self.initial_price_cents };
        records::insert_price(desk, before.id, effective_on, price, self.reason.trim())?;
        let former = (before.price, before.initial_price);
        desk.change(before.id, &former, &(price.price, price.initial))?;
        Ok(ServiceRepriced { service: before.id, effective_on, former_price_cents: before.price })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::services::records::{find_service, list_prices};
    use crate::testing::{bench, quarterly};

    fn dearer(service: Id<noun::Service>, effective_on: Option<Day>) -> RepriceService {
        RepriceService {
            service,
            price_cents: Money::cents(12_300),
            initial_price_cents: Some(Money::cents(19_900)),
            effective_on,
            reason: "Materials cost more".into(),
        }
    }

    #[test]
    fn holds_from_its_day_on_and_keeps_what_was() {
        let bench = bench();
        let service = bench.run(quarterly()).unwrap().service;
        let april = Day::ymd(2026, 4, 1);
        let done = bench.run(dearer(service, Some(april))).unwrap();
        assert_eq!(done.former_price_cents, Money::cents(11_900));
        let price = |on: Day| {
            let row = bench.read(|reader| find_service(reader, service, on)).unwrap();
            row.expect("a row").price
        };
        assert_eq!(price(Day::ymd(2026, 3, 31)), Money::cents(11_900));
        assert_eq!(price(april), Money::cents(12_300));
        assert_eq!(price(Day::ymd(2025, 1, 1)), Money::cents(11_900), "the first price");
        let prices = bench.read(|reader| list_prices(reader, service)).unwrap();
        assert_eq!(prices.len(), 2);
        assert_eq!(
            (&*prices[0].reason, &*prices[0].set_by),
            ("Materials cost more", "Dana Whitfield")
        );
        let again = bench.run(dearer(service, Some(april))).unwrap_err();
        assert_eq!(again.code(), "services.same_price");
    }

    #[test]
    fn refuses_the_past_and_a_stranger() {
        let bench = bench();
        let service = bench.run(quarterly()).unwrap().service;
        let past = bench.run(dearer(service, Some(Day::ymd(2026, 3, 1)))).unwrap_err();
        assert_eq!(past.status(), 422);
        let refusal = bench.run_as(bench.stranger, dearer(service, None)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: KEEP });
    }
}
