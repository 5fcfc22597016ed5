//! Edit what may change in a signed agreement: the purchase order, whether it renews
//! itself, the note. Its price and its days were signed and have verbs of their own.

use super::{SIGN, records};
use crate::customers::profile::tidy_some;
use crate::stale;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// Writes an agreement's changeable parts anew; what is left out is blank from then on.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct EditAgreement {
    /// The agreement.
    pub agreement: Id<noun::Agreement>,
    /// The version that was seen, so that a colleague's edit is not written over.
    pub seen: i64,
    /// Whether it goes on after its term.
    #[serde(default)]
    pub auto_renew: bool,
    /// The number of the customer's purchase order.
    #[serde(default)]
    pub po_number: Option<String>,
    /// The day the purchase order runs out.
    #[serde(default)]
    pub po_expires_on: Option<Day>,
    /// Anything else.
    #[serde(default)]
    pub note: Option<String>,
}

/// It is written. Other rooms are told the same, for visits may now go on or end.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct AgreementEdited {
    /// The agreement.
    pub agreement: Id<noun::Agreement>,
    /// Whose it is.
    pub customer: Id<noun::Customer>,
}

impl Command for EditAgreement {
    const NAME: &'static str = "agreements.edit";
    const TITLE: &'static str = "Edit an agreement";
    const DUTY: Duty = SIGN;
    const SHAPE: Shape = Shape::ActsOn("agreement");
    type Receipt = AgreementEdited;

    fn problems(&self) -> Problems {
        let length = |text: &Option<String>| tidy_some(text).chars().count();
        Problems::none()
            .when(length(&self.po_number) > 40, "po_number", "Enter at most 40 letters.")
            .when(length(&self.note) > 500, "note", "Enter at most 500 letters.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<AgreementEdited, Refusal> {
        let branch = desk.branch();
        let before = records::require_standing(desk, branch, self.agreement)?;
        let mut schedule = before.schedule.0.clone();
        schedule.until = before.ends_on.filter(|_| !self.auto_renew);
        let row = records::Changeable {
            auto_renew: self.auto_renew,
            schedule: &schedule,
            po_number: &tidy_some(&self.po_number),
            po_expires_on: self.po_expires_on,
            note: &tidy_some(&self.note),
        };
        if records::mark_edited(desk, before.id, self.seen, &row)? == 0 {
            let href = format!("/agreements/{}", before.id);
            let code = "agreements.changed_meanwhile";
            return Err(stale::changed_meanwhile(desk, code, before.id, href)?);
        }
        desk.subject(before.customer);
        let former = (before.auto_renew, &before.po_number, before.po_expires_on, &before.note);
        let now = (row.auto_renew, row.po_number, row.po_expires_on, row.note);
        desk.change(before.id, &former, &now)?;
        let edited = AgreementEdited { agreement: before.id, customer: before.customer };
        desk.announce(edited.clone());
        Ok(edited)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{bench, quarterly_agreement};

    fn edit(agreement: Id<noun::Agreement>) -> EditAgreement {
        EditAgreement {
            agreement,
            seen: 1,
            auto_renew: true,
            po_number: Some(" PO  77 ".into()),
            po_expires_on: Some(Day::ymd(2026, 12, 31)),
            note: None,
        }
    }

    #[test]
    fn an_agreement_that_renews_itself_plans_beyond_its_term() {
        let bench = bench();
        let (_, agreement) = quarterly_agreement(&bench);
        let row = || {
            bench
                .read(|reader| records::find_agreement(reader, bench.branch, agreement))
                .unwrap()
                .expect("a row")
        };
        assert_eq!(row().next_visits(Day::ymd(2026, 3, 2), 12).len(), 4);
        bench.run(edit(agreement)).unwrap();
        let after = row();
        assert_eq!(after.next_visits(Day::ymd(2026, 3, 2), 12).len(), 12);
        assert_eq!((&*after.po_number, after.version), ("PO 77", 2));
        let refusal = bench.run(edit(agreement)).unwrap_err();
        assert_eq!(refusal.code(), "agreements.changed_meanwhile");
    }

    #[test]
    fn refuses_a_long_note_and_a_stranger() {
        let bench = bench();
        let (_, agreement) = quarterly_agreement(&bench);
        let long = EditAgreement { note: Some("x".repeat(501)), ..edit(agreement) };
        assert!(long.problems().of("note").is_some());
        let refusal = bench.run_as(bench.stranger, edit(agreement)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: SIGN });
    }
}
