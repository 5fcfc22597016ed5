//! Add a service to the price list.

use super::words::TaxCode;
use super::{KEEP, records};
use crate::customers::profile::{tidy, tidy_some};
use office::{Command, Desk, Duty, Problems, Refusal, Scope, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Frequency, Id, Money, noun};

/// Adds a service.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct AddService {
    /// Its code, such as `GPC-Q`.
    pub code: String,
    /// Its name, such as "Quarterly pest control".
    pub name: String,
    /// How many minutes a visit takes.
    pub minutes: i64,
    /// The price of a visit.
    pub price_cents: Money,
    /// The price of the first, heavier visit, where there is one.
    #[serde(default)]
    pub initial_price_cents: Option<Money>,
    /// The revenue account it is billed to, such as 4000.
    pub revenue_account: Id<noun::Account>,
    /// How sales tax sees it.
    pub tax_code: TaxCode,
    /// How often it is usually done.
    pub frequency: Frequency,
    /// What the customer gets, in a sentence.
    #[serde(default)]
    pub description: Option<String>,
    /// The day from which the price holds; today when nothing is said.
    #[serde(default)]
    pub effective_on: Option<Day>,
}

/// The service is on the list.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct ServiceAdded {
    /// The service.
    pub service: Id<noun::Service>,
    /// Its code.
    pub code: String,
}

impl Command for AddService {
    const NAME: &'static str = "services.add";
    const TITLE: &'static str = "Add a service";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::Makes;
    const SCOPE: Scope = Scope::Company;
    type Receipt = ServiceAdded;

    fn problems(&self) -> Problems {
        let is_long =
            |text: &Option<String>| text.as_ref().is_some_and(|text| text.chars().count() > 300);
        Problems::none()
            .when(!is_code(&self.code), "code", CODE_WORDS)
            .when(!is_name(&self.name), "name", "Enter a name of up to 80 letters.")
            .when(!is_visit(self.minutes), "minutes", "Enter 5 to 960 minutes.")
            .when(self.price_cents.is_negative(), "price_cents", "Enter 0.00 or more.")
            .when(
                self.initial_price_cents.is_some_and(Money::is_negative),
                "initial_price_cents",
                "Enter 0.00 or more, or nothing.",
            )
            .when(is_long(&self.description), "description", "Enter at most 300 letters.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<ServiceAdded, Refusal> {
        let code = self.code.trim().to_uppercase();
        if let Some(known) = records::find_by_code(desk, &code)? {
            return Err(Refusal::conflict_with(
                "services.code_taken",
                format!("{code} is on the list already. Enter another code or reprice it."),
                format!("/services/{known}"),
                format!("Open {code}"),
            ));
        }
        require_revenue_account(desk, self.revenue_account)?;
        let service = desk.id();
        let effective_on = self.effective_on.unwrap_or_else(|| desk.today());
        let row = records::NewService {
            code: &code,
            name: &tidy(&self.name),
            minutes: self.minutes,
            revenue_account: self.revenue_account,
            tax_code: self.tax_code,
            frequency: self.frequency,
            description: &tidy_some(&self.description),
        };
        records::insert_service(desk, service, &row)?;
        let price = records::Price { price: self.price_cents, initial: self.initial_price_cents };
        records::insert_price(desk, service, effective_on, price, "First price")?;
        desk.subject(service);
        Ok(ServiceAdded { service, code })
    }
}

const CODE_WORDS: &str = "Enter 2 to 12 letters, digits and dashes, such as GPC-Q.";

fn is_code(code: &str) -> bool {
    let code = code.trim();
    (2..=12).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// Whether it will do for a service's name.
pub(super) fn is_name(name: &str) -> bool {
    (1..=80).contains(&name.trim().chars().count())
}

/// Whether a visit may take so many minutes.
pub(super) fn is_visit(minutes: i64) -> bool {
    (5..=960).contains(&minutes)
}

/// A service is billed to a revenue account that is in the chart.
pub(super) fn require_revenue_account(
    desk: &mut Desk<'_>,
    account: Id<noun::Account>,
) -> Result<(), Refusal> {
    use books::accounts::{AccountKind, records::find_account};
    let known = find_account(desk, account.into())?;
    match known.is_some_and(|row| row.kind == AccountKind::Revenue) {
        true => Ok(()),
        false => Err(Refusal::invalid(
            "revenue_account",
            "Enter a revenue account of the chart, such as 4000.",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::services::records::find_service;
    use crate::testing::{bench, quarterly};

    #[test]
    fn adds_a_service_with_its_first_price() {
        let bench = bench();
        let added = bench.run(AddService { code: "gpc-q".into(), ..quarterly() }).unwrap();
        assert_eq!(added.code, "GPC-Q");
        let today = Day::ymd(2026, 3, 2);
        let row = bench.read(|reader| find_service(reader, added.service, today)).unwrap();
        let row = row.expect("a row");
        assert_eq!(
            (row.price, row.initial_price),
            (Money::cents(11_900), Some(Money::cents(19_900)))
        );
        assert_eq!(
            (row.minutes, row.tax_code, row.frequency),
            (30, TaxCode::PestStruct, Frequency::Quarterly)
        );
        assert_eq!(bench.journal_length(), 0, "it stands in the company's journal");
    }

    #[test]
    fn refuses_a_code_that_is_taken_and_an_account_that_is_no_revenue() {
        let bench = bench();
        bench.run(quarterly()).unwrap();
        assert_eq!(bench.run(quarterly()).unwrap_err().code(), "services.code_taken");
        let wrong =
            AddService { code: "GPC-M".into(), revenue_account: Id::new(1100), ..quarterly() };
        let Refusal::Invalid(problems) = bench.run(wrong).unwrap_err() else { panic!() };
        assert!(problems.of("revenue_account").is_some());
        let wrong = AddService { code: "!".into(), minutes: 3, ..quarterly() };
        let fields: Vec<String> =
            wrong.problems().0.into_iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["code", "minutes"]);
    }

    #[test]
    fn takes_the_duty() {
        let bench = bench();
        let refusal = bench.run_as(bench.stranger, quarterly()).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: KEEP });
    }
}
