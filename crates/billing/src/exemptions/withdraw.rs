//! Withdraw an exemption certificate: what is billed from now on is taxed.

use super::{KEEP, records};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Withdraws an exemption certificate.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct WithdrawExemption {
    /// The certificate.
    pub exemption: Id<noun::Exemption>,
    /// Why.
    pub reason: String,
}

/// It frees nothing any more.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct ExemptionWithdrawn {
    /// The certificate.
    pub exemption: Id<noun::Exemption>,
}

impl Command for WithdrawExemption {
    const NAME: &'static str = "exemptions.withdraw";
    const TITLE: &'static str = "Withdraw an exemption certificate";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("exemption");
    type Receipt = ExemptionWithdrawn;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<ExemptionWithdrawn, Refusal> {
        let branch = desk.branch();
        let known = records::find_exemption(desk, branch, self.exemption)?
            .ok_or(Refusal::NotFound { what: "exemption certificate" })?;
        if records::mark_withdrawn(desk, self.exemption, self.reason.trim())? == 0 {
            return Err(Refusal::conflict(
                "exemptions.withdrawn_already",
                format!("Certificate {} is withdrawn already.", known.number),
            ));
        }
        desk.subject(known.customer);
        desk.change(self.exemption, &"holds", &"withdrawn")?;
        Ok(ExemptionWithdrawn { exemption: self.exemption })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exemptions::{ExemptionCause, RecordExemption, unless_exempt};
    use crate::testing;
    use books::testing::page_at;
    use settings::rule_packs::{TaxAnswer, TaxPart};
    use values::{Day, Rate};

    #[test]
    fn it_frees_from_its_first_day_to_its_last_until_it_is_withdrawn() {
        for bench in testing::benches() {
            let (customer, _) = testing::agreement(&bench);
            let day = |month, day| Day::ymd(2026, month, day);
            let record = RecordExemption {
                customer,
                number: "85-8012".into(),
                cause: ExemptionCause::Resale,
                states: vec!["FL".into(), "GA".into()],
                valid_from: Some(day(3, 1)),
                valid_until: Some(day(12, 31)),
                image: None,
            };
            let exemption = bench.run(record.clone()).unwrap().exemption;
            let taxed = || {
                let part = TaxPart { jurisdiction: "Florida".into(), rate: Rate::percent(6) };
                TaxAnswer::Taxed(vec![part])
            };
            let on = |state: &'static str, on: Day| {
                let whose = (bench.branch, customer);
                bench.read(|r| unless_exempt(r, taxed(), whose, state, on)).unwrap()
            };
            let free = TaxAnswer::Exempt("resale, certificate 85-8012".into());
            assert_eq!(on("GA", day(3, 1)), free);
            assert_eq!(on("FL", day(12, 31)), free);
            assert_eq!(on("AL", day(3, 2)), taxed());
            assert_eq!(on("FL", day(2, 28)), taxed());
            assert_eq!(on("FL", Day::ymd(2027, 1, 1)), taxed());
            let page = page_at(&bench, &format!("/exemptions/{exemption}")).unwrap();
            assert!(page.body.contains("85-8012"), "{}", page.body);
            assert!(page.body.contains("/do/exemptions.withdraw"), "{}", page.body);
            page_at(&bench, &format!("/exemptions/new?customer={customer}")).unwrap();
            page_at(&bench, "/exemptions").unwrap();
            let reason = String::from("Its owner closed");
            let withdraw = WithdrawExemption { exemption, reason };
            bench.run(withdraw.clone()).unwrap();
            assert_eq!(on("FL", day(3, 2)), taxed());
            let twice = bench.run(withdraw.clone()).unwrap_err();
            assert_eq!(twice.code(), "exemptions.withdrawn_already");
            let refusal = bench.run_as(bench.stranger, withdraw).unwrap_err();
            assert_eq!(refusal, Refusal::NotAllowed { duty: KEEP });
            for (field, wrong) in [
                ("number", RecordExemption { number: " ".into(), ..record.clone() }),
                ("states", RecordExemption { states: Vec::new(), ..record.clone() }),
                ("states[0]", RecordExemption { states: vec!["fl".into()], ..record.clone() }),
                ("valid_until", RecordExemption { valid_until: Some(day(2, 1)), ..record.clone() }),
                ("image", RecordExemption { image: Some("picture".into()), ..record.clone() }),
            ] {
                assert!(wrong.problems().of(field).is_some(), "{field}");
            }
            let refusal = bench.run_as(bench.stranger, record).unwrap_err();
            assert_eq!(refusal, Refusal::NotAllowed { duty: KEEP });
        }
    }
}
