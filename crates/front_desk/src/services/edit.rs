//! Edit what a service is called, how long it takes and how it is billed.

use super::add::{is_name, is_visit, require_revenue_account};
use super::words::TaxCode;
use super::{KEEP, records};
use crate::customers::profile::{tidy, tidy_some};
use crate::{in_place, stale};
use office::listing::Frame;
use office::{Command, Desk, Duty, Problems, Refusal, Scope, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::Reader;
use values::{Frequency, Id, noun};

/// Writes a service anew. Its code stays for life and its price has a verb of its own.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct EditService {
    /// The service.
    pub service: Id<noun::Service>,
    /// The version that was seen, so that a colleague's edit is not written over.
    pub seen: i64,
    /// Its name.
    pub name: String,
    /// How many minutes a visit takes.
    pub minutes: i64,
    /// The revenue account it is billed to, such as 4000.
    pub revenue_account: Id<noun::Account>,
    /// How sales tax sees it.
    pub tax_code: TaxCode,
    /// How often it is usually done.
    pub frequency: Frequency,
    /// What the customer gets, in a sentence.
    #[serde(default)]
    pub description: Option<String>,
}

/// The service is written.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct ServiceEdited {
    /// The service.
    pub service: Id<noun::Service>,
}

/// A service as the command that would write it, for a cell of a list.
pub(super) fn whole(reader: &mut Reader<'_>, frame: Frame, id: i64) -> Result<Value, Refusal> {
    let row = records::require_sold(reader, Id::new(id), frame.today)?;
    let edit = EditService {
        service: row.id,
        seen: row.version,
        name: row.name.clone(),
        minutes: row.minutes,
        revenue_account: row.revenue_account,
        tax_code: row.tax_code,
        frequency: row.frequency,
        description: Some(row.description.clone()).filter(|text| !text.is_empty()),
    };
    in_place::whole(&edit, &[], format!("/services/{id}"))
}

impl Command for EditService {
    const NAME: &'static str = "services.edit";
    const TITLE: &'static str = "Edit a service";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("service");
    const SCOPE: Scope = Scope::Company;
    type Receipt = ServiceEdited;

    fn problems(&self) -> Problems {
        let is_long = tidy_some(&self.description).chars().count() > 300;
        Problems::none()
            .when(!is_name(&self.name), "name", "Enter a name of up to 80 letters.")
            .when(!is_visit(self.minutes), "minutes", "Enter 5 to 960 minutes.")
            .when(is_long, "description", "Enter at most 300 letters.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<ServiceEdited, Refusal> {
        let today = desk.today();
        let before = records::require_sold(desk, self.service, today)?;
        require_revenue_account(desk, self.revenue_account)?;
        let row = records::NewService {
            code: &before.code,
            name: &tidy(&self.name),
            minutes: self.minutes,
            revenue_account: self.revenue_account,
            tax_code: self.tax_code,
            frequency: self.frequency,
            description: &tidy_some(&self.description),
        };
        if records::mark_edited(desk, before.id, self.seen, &row)? == 0 {
            let href = format!("/services/{}", before.id);
            let code = "services.changed_meanwhile";
            return Err(stale::changed_meanwhile(desk, code, before.id, href)?);
        }
        let former = (&before.name, before.minutes, before.revenue_account, before.tax_code);
        let now = (row.name, row.minutes, row.revenue_account, row.tax_code);
        desk.change(before.id, &former, &now)?;
        Ok(ServiceEdited { service: before.id })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{bench, quarterly};
    use values::Day;

    fn longer(service: Id<noun::Service>) -> EditService {
        EditService {
            service,
            seen: 1,
            name: "Quarterly home protection".into(),
            minutes: 40,
            revenue_account: books::accounts::REVENUE_RECURRING.id(),
            tax_code: TaxCode::PestStruct,
            frequency: Frequency::Quarterly,
            description: None,
        }
    }

    #[test]
    fn writes_once_for_each_version() {
        let bench = bench();
        let service = bench.run(quarterly()).unwrap().service;
        bench.run(longer(service)).unwrap();
        let row = bench.read(|reader| records::find_service(reader, service, Day::ymd(2026, 3, 2)));
        let row = row.unwrap().expect("a row");
        assert_eq!(
            (&*row.name, row.minutes, &*row.code),
            ("Quarterly home protection", 40, "GPC-Q")
        );
        let refusal = bench.run(longer(service)).unwrap_err();
        assert_eq!(refusal.code(), "services.changed_meanwhile");
    }

    #[test]
    fn refuses_an_account_that_is_no_revenue_and_a_stranger() {
        let bench = bench();
        let service = bench.run(quarterly()).unwrap().service;
        let wrong = EditService { revenue_account: Id::new(1000), ..longer(service) };
        assert_eq!(bench.run(wrong).unwrap_err().status(), 422);
        let refusal = bench.run_as(bench.stranger, longer(service)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: KEEP });
    }
}
