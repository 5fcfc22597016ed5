//! Record what the mail brought, as the envelopes are opened.

use super::{KEEP, records};
use crate::deposits::OpenDeposit;
use crate::words::{Route, Tender};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Records an opening of the mail.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct RecordLog {
    /// What was found.
    pub items: Vec<LoggedItem>,
}

/// One item of the mail.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct LoggedItem {
    /// Whose name stands on it.
    pub payer: String,
    /// What it is; a check when left out.
    #[serde(default = "check")]
    pub tender: Tender,
    /// The check's number or the serial.
    #[serde(default)]
    pub reference: String,
    /// How much.
    pub amount_cents: Money,
    /// The invoice or account it names, or what else is in the envelope.
    #[serde(default)]
    pub note: String,
}

fn check() -> Tender {
    Tender::Check
}

/// The mail is logged.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct LogRecorded {
    /// The log.
    pub remittance_log: Id<noun::RemittanceLog>,
    /// The deposit it is held against.
    pub deposit: Id<noun::Deposit>,
    /// What was found.
    pub total_cents: Money,
}

impl Command for RecordLog {
    const NAME: &'static str = "remittance_logs.record";
    const TITLE: &'static str = "Log the mail";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = LogRecorded;

    fn problems(&self) -> Problems {
        let mut problems = Problems::none().when(
            self.items.is_empty(),
            "items",
            "Enter what the mail brought, one line an envelope.",
        );
        for (place, item) in self.items.iter().enumerate() {
            let field = |name: &str| format!("items[{place}].{name}");
            problems = problems
                .when(item.payer.trim().is_empty(), &field("payer"), "Enter whose it is.")
                .when(
                    !item.amount_cents.is_positive(),
                    &field("amount_cents"),
                    "Enter an amount above zero.",
                )
                .when(
                    item.tender.route() != Route::Deposit,
                    &field("tender"),
                    "The mail brings checks, money orders and cash.",
                );
        }
        problems
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<LogRecorded, Refusal> {
        let deposit = desk.perform(OpenDeposit {})?.deposit;
        let remittance_log = desk.id();
        records::insert_log(desk, remittance_log, deposit, &self.items)?;
        desk.subject(remittance_log);
        desk.subject(deposit);
        let total_cents = self.items.iter().map(|item| item.amount_cents).sum();
        Ok(LogRecorded { remittance_log, deposit, total_cents })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Desktop;

    fn item(payer: &str, cents: i64) -> LoggedItem {
        LoggedItem {
            payer: payer.into(),
            tender: Tender::Check,
            reference: "1042".into(),
            amount_cents: Money::cents(cents),
            note: String::new(),
        }
    }

    #[test]
    fn the_mail_is_held_against_the_days_deposit() {
        let desk = Desktop::new();
        let items = vec![item("Marisol Rivera", 12_733), item("Oak Street Dental", 18_500)];
        let logged = desk.run(RecordLog { items }).unwrap();
        assert_eq!(logged.total_cents, Money::cents(31_233));
        let logs =
            desk.read(|reader| records::list_logs(reader, desk.branch, logged.deposit)).unwrap();
        assert_eq!((logs.len(), logs[0].items), (1, 2));
    }

    #[test]
    fn each_line_says_what_it_lacks() {
        let desk = Desktop::new();
        let card = LoggedItem { tender: Tender::Card, ..item(" ", 0) };
        let Refusal::Invalid(problems) = desk.refused(RecordLog { items: vec![card] }) else {
            panic!("not a list of problems");
        };
        let fields: Vec<_> = problems.0.iter().map(|one| &*one.field).collect();
        assert_eq!(fields, ["items[0].payer", "items[0].amount_cents", "items[0].tender"]);
        assert_eq!(desk.refused(RecordLog { items: Vec::new() }).status(), 422);
        let one = RecordLog { items: vec![item("Rivera", 1)] };
        let refusal = desk.run_as(desk.stranger, one).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: KEEP });
    }
}
