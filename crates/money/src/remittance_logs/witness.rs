//! Witness the mail log: the other person who opened the mail signs it.

use super::{KEEP, records};
use crate::two_people::{self, Hands};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Signs a mail log that somebody else has recorded.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct WitnessLog {
    /// Which log.
    pub remittance_log: Id<noun::RemittanceLog>,
}

/// The log has its witness.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct LogWitnessed {
    /// The log.
    pub remittance_log: Id<noun::RemittanceLog>,
    /// Whether whoever recorded it signed, as a small office may.
    pub hands: Hands,
}

impl Command for WitnessLog {
    const NAME: &'static str = "remittance_logs.witness";
    const TITLE: &'static str = "Witness the mail log";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("remittance_log");
    type Receipt = LogWitnessed;

    fn perform(self, desk: &mut Desk<'_>) -> Result<LogWitnessed, Refusal> {
        let branch = desk.branch();
        let row = records::find_log(desk, branch, self.remittance_log)?
            .ok_or(Refusal::NotFound { what: "mail log" })?;
        if let Some(witness) = row.witnessed_by_name {
            return Err(Refusal::conflict(
                "remittance_logs.witnessed",
                format!("{witness} has witnessed it already."),
            ));
        }
        let hands = two_people::require_another(
            desk,
            row.opened_by,
            "remittance_logs.opener_cannot_witness",
            "You opened this mail. Ask the other person who did to sign it.",
        )?;
        records::mark_witnessed(desk, self.remittance_log, hands)?;
        desk.subject(self.remittance_log);
        Ok(LogWitnessed { remittance_log: self.remittance_log, hands })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Tender;
    use crate::deposits::CloseDeposit;
    use crate::remittance_logs::{LoggedItem, RecordLog};
    use crate::testing::{Desktop, check};
    use values::Money;

    #[test]
    fn the_other_person_signs_before_the_deposit_closes() {
        let desk = Desktop::new();
        let item = LoggedItem {
            payer: "Marisol Rivera".into(),
            tender: Tender::Check,
            reference: "1042".into(),
            amount_cents: Money::cents(12_733),
            note: String::new(),
        };
        let logged = desk.run(RecordLog { items: vec![item] }).unwrap();
        desk.post(desk.rivera, check("1042"), 12_733);
        desk.count_all(logged.deposit);
        let close = CloseDeposit { deposit: logged.deposit, bag: String::new() };
        assert_eq!(desk.refused(close).code(), "deposits.log_not_witnessed");
        let remittance_log = logged.remittance_log;
        let own = desk.refused(WitnessLog { remittance_log });
        assert_eq!(own.code(), "remittance_logs.opener_cannot_witness");
        let refusal = desk.run_as(desk.stranger, WitnessLog { remittance_log }).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: KEEP });
        let hands = desk.run_as(desk.ruth, WitnessLog { remittance_log }).unwrap().hands;
        assert_eq!(hands, Hands::Two);
        let again = desk.run_as(desk.ruth, WitnessLog { remittance_log }).unwrap_err();
        assert_eq!(again.code(), "remittance_logs.witnessed");
        desk.close(logged.deposit);
        let unknown = desk.refused(WitnessLog { remittance_log: Id::new(77) });
        assert_eq!(unknown, Refusal::NotFound { what: "mail log" });
    }
}
