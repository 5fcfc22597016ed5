//! Set another price for an agreement that was signed, from a day on.

use super::approve_price::require_leave;
use super::{SIGN, records, rules};
use crate::customers;
use crate::services::records::find_service;
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, Money, noun};

/// Sets an agreement's price from a day on; visits before it cost what they did.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct RepriceAgreement {
    /// The agreement.
    pub agreement: Id<noun::Agreement>,
    /// The price of a regular visit, before the agreement's discount.
    pub price_cents: Money,
    /// The day from which it holds; today when nothing is said.
    #[serde(default)]
    pub effective_on: Option<Day>,
    /// Why.
    pub reason: String,
}

/// The price is set. Other rooms are told the same.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct AgreementRepriced {
    /// The agreement.
    pub agreement: Id<noun::Agreement>,
    /// Whose it is.
    pub customer: Id<noun::Customer>,
    /// The day from which it holds.
    pub effective_on: Day,
    /// The price of a visit from then on.
    pub price_cents: Money,
    /// The price that would have held.
    pub former_price_cents: Money,
}

impl Command for RepriceAgreement {
    const NAME: &'static str = "agreements.reprice";
    const TITLE: &'static str = "Set another price";
    const DUTY: Duty = SIGN;
    const SHAPE: Shape = Shape::ActsOn("agreement");
    type Receipt = AgreementRepriced;

    fn problems(&self) -> Problems {
        Problems::none()
            .when(self.price_cents.is_negative(), "price_cents", "Enter 0.00 or more.")
            .when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<AgreementRepriced, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let agreement = records::require_standing(desk, branch, self.agreement)?;
        customers::require_open_for_work(desk, branch, agreement.customer)?;
        let effective_on = self.effective_on.unwrap_or(today);
        refuse_day(&agreement, effective_on, today)?;
        let former = agreement.prices.on(effective_on);
        if former == self.price_cents {
            let from = effective_on.long();
            return Err(Refusal::conflict(
                "agreements.same_price",
                format!("A visit of agreement {} costs {former} from {from}.", agreement.number),
            ));
        }
        let service = find_service(desk, agreement.service, effective_on)?
            .ok_or(Refusal::NotFound { what: "service" })?;
        let net = rules::net(self.price_cents, agreement.discount);
        // A price she has had once needs nobody's leave again.
        let approval = match net < rules::net(agreement.prices.lowest(), agreement.discount) {
            true => require_leave(desk, agreement.customer, &service, net)?,
            false => None,
        };
        let price = (effective_on, self.price_cents);
        records::insert_price(desk, agreement.id, price, self.reason.trim(), approval)?;
        desk.subject(agreement.customer);
        desk.change(agreement.id, &former, &price)?;
        let repriced = AgreementRepriced {
            agreement: agreement.id,
            customer: agreement.customer,
            effective_on,
            price_cents: self.price_cents,
            former_price_cents: former,
        };
        desk.announce(repriced.clone());
        Ok(repriced)
    }

    fn reversal(receipt: &AgreementRepriced) -> Option<Errand> {
        Some(Errand::of(RepriceAgreement {
            agreement: receipt.agreement,
            price_cents: receipt.former_price_cents,
            effective_on: Some(receipt.effective_on),
            reason: String::from("Taken back"),
        }))
    }
}

/// What was done was done at its price, and after the term nothing is promised.
fn refuse_day(
    agreement: &records::Agreement,
    effective_on: Day,
    today: Day,
) -> Result<(), Refusal> {
    if effective_on < today {
        let words = "Enter today or a day to come: what was done was done at its price.";
        return Err(Refusal::invalid("effective_on", words));
    }
    match agreement.ends_on.filter(|last| !agreement.auto_renew && *last < effective_on) {
        None => Ok(()),
        Some(last) => Err(Refusal::invalid(
            "effective_on",
            format!("The term ends on {}. Renew it first, or enter an earlier day.", last.us()),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreements::ApprovePrice;
    use crate::testing::{bench, quarterly_agreement};
    use office::testing::Bench;

    fn dearer(agreement: Id<noun::Agreement>) -> RepriceAgreement {
        RepriceAgreement {
            agreement,
            price_cents: Money::cents(12_500),
            effective_on: Some(Day::ymd(2026, 9, 1)),
            reason: "Material costs more".into(),
        }
    }

    fn prices(bench: &Bench, agreement: Id<noun::Agreement>) -> Vec<Money> {
        let row =
            bench.read(|reader| records::find_agreement(reader, bench.branch, agreement)).unwrap();
        let visits = row.expect("a row").next_visits(Day::ymd(2026, 3, 2), 12);
        visits.iter().map(|visit| visit.price).collect()
    }

    #[test]
    fn a_new_price_holds_from_its_day_and_is_taken_back() {
        let bench = bench();
        let (customer, agreement) = quarterly_agreement(&bench);
        let receipt = bench.run(dearer(agreement)).unwrap();
        assert_eq!(receipt.former_price_cents, Money::cents(11_900));
        // March 2 is the first visit, June 2 costs as signed, September and December more.
        let expected = [19_900, 11_900, 12_500, 12_500].map(Money::cents);
        assert_eq!(prices(&bench, agreement), expected);
        let all = bench.read(|reader| records::list_agreements(reader, bench.branch, customer));
        assert_eq!(all.unwrap()[0].prices.on(Day::ymd(2026, 9, 2)), Money::cents(12_500));
        let again = bench.run(dearer(agreement)).unwrap_err();
        assert_eq!(again.code(), "agreements.same_price");
        let back = RepriceAgreement::reversal(&receipt).expect("it can be taken back");
        bench.office.errand(bench.slip(), back, office::Mode::Now).unwrap();
        assert_eq!(prices(&bench, agreement)[2], Money::cents(11_900));
    }

    #[test]
    fn a_price_far_below_the_list_needs_somebody_else_s_leave() {
        let bench = bench();
        let (customer, agreement) = quarterly_agreement(&bench);
        let cheap = RepriceAgreement { price_cents: Money::cents(10_000), ..dearer(agreement) };
        let refusal = bench.run(cheap.clone()).unwrap_err();
        assert_eq!(refusal.code(), "agreements.price_not_approved");
        let service = bench
            .read(|reader| records::find_agreement(reader, bench.branch, agreement))
            .unwrap()
            .expect("a row")
            .service;
        let leave = ApprovePrice {
            customer,
            service,
            price_cents: Money::cents(10_000),
            reason: "She was about to leave us".into(),
        };
        bench.run_as(bench.ruth, leave).unwrap();
        bench.run(cheap.clone()).unwrap();
        // The leave is used up, but a price she has had needs none.
        let other = RepriceAgreement { price_cents: Money::cents(9_999), ..cheap.clone() };
        assert_eq!(bench.run(other).unwrap_err().code(), "agreements.price_not_approved");
        bench.run(dearer(agreement)).unwrap();
        bench.run(cheap).unwrap();
    }

    #[test]
    fn refuses_days_over_a_day_after_the_term_and_a_stranger() {
        let bench = bench();
        let (_, agreement) = quarterly_agreement(&bench);
        let on = |day| RepriceAgreement { effective_on: Some(day), ..dearer(agreement) };
        assert_eq!(bench.run(on(Day::ymd(2026, 3, 1))).unwrap_err().status(), 422);
        let late = bench.run(on(Day::ymd(2027, 3, 2))).unwrap_err();
        assert!(late.to_string().contains("03/01/2027"), "{late}");
        let silent = RepriceAgreement { reason: " ".into(), ..dearer(agreement) };
        assert_eq!(bench.run(silent).unwrap_err(), Refusal::invalid("reason", "Enter why."));
        let refusal = bench.run_as(bench.stranger, dearer(agreement)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: SIGN });
    }
}
