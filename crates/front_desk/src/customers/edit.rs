//! Edit a customer's particulars.

use super::profile::{Given, Profile};
use super::records::{self, Customer};
use super::words::{CustomerKind, Standing};
use super::{KEEP, keys};
use crate::in_place::{self, carried};
use crate::stale;
use office::listing::Frame;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::Reader;
use values::{Address, Email, Id, Phone, noun};

/// Writes a customer's particulars anew; what is left out is blank from then on.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct EditCustomer {
    /// The customer.
    pub customer: Id<noun::Customer>,
    /// The version that was seen, so that a colleague's edit is not written over.
    pub seen: i64,
    /// What sort of customer.
    #[serde(default)]
    pub kind: CustomerKind,
    /// The name on the bills.
    pub name: String,
    /// A company, or a second line under the name.
    #[serde(default)]
    pub company: Option<String>,
    /// Her telephone.
    #[serde(default)]
    pub phone: Option<Phone>,
    /// Another telephone.
    #[serde(default)]
    pub other_phone: Option<Phone>,
    /// Her e-mail address.
    #[serde(default)]
    pub email: Option<Email>,
    /// Where bills go.
    #[serde(default)]
    pub bill_to: Option<Address>,
    /// Days until an invoice is due, 0 for on receipt; 30 when nothing is said.
    #[serde(default)]
    pub terms_days: Option<i64>,
    /// Whether her invoices need a purchase order's number.
    #[serde(default)]
    pub po_required: bool,
    /// The red note everyone sees first.
    #[serde(default)]
    pub alert: Option<String>,
    /// How she found us.
    #[serde(default)]
    pub lead_source: Option<String>,
    /// Her number in an older system.
    #[serde(default)]
    pub reference: Option<String>,
}

/// Her particulars are written.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct CustomerEdited {
    /// The customer.
    pub customer: Id<noun::Customer>,
    /// The version of what was written.
    pub version: i64,
}

impl EditCustomer {
    /// A command that would change nothing, to alter a field of.
    pub fn of(customer: &Customer) -> EditCustomer {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        EditCustomer {
            customer: customer.id,
            seen: customer.version,
            kind: customer.kind,
            name: customer.name.clone(),
            company: some(&customer.company),
            phone: Phone::parse(&customer.phone).ok(),
            other_phone: Phone::parse(&customer.other_phone).ok(),
            email: Email::parse(&customer.email).ok(),
            bill_to: Some(customer.bill_to()).filter(|at| !super::profile::is_blank(at)),
            terms_days: Some(customer.terms_days),
            po_required: customer.po_required,
            alert: some(&customer.alert),
            lead_source: some(&customer.lead_source),
            reference: some(&customer.reference),
        }
    }

    fn given(&self) -> Given<'_> {
        Given {
            kind: self.kind,
            name: &self.name,
            company: &self.company,
            phone: &self.phone,
            other_phone: &self.other_phone,
            email: &self.email,
            bill_to: &self.bill_to,
            terms_days: self.terms_days,
            po_required: self.po_required,
            alert: &self.alert,
            lead_source: &self.lead_source,
            reference: &self.reference,
        }
    }
}

/// A customer as the command that would write her, for a cell of a list.
pub(super) fn whole(reader: &mut Reader<'_>, frame: Frame, id: i64) -> Result<Value, Refusal> {
    let row = records::require(reader, frame.branch, Id::new(id))?;
    let edit = EditCustomer::of(&row);
    let carried = [
        carried(&row.phone, &edit.phone),
        carried(&row.other_phone, &edit.other_phone),
        carried(&row.email, &edit.email),
    ];
    in_place::whole(&edit, &carried, format!("/customers/{id}/edit"))
}

impl Command for EditCustomer {
    const NAME: &'static str = "customers.edit";
    const TITLE: &'static str = "Edit a customer";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("customer");
    type Receipt = CustomerEdited;

    fn problems(&self) -> Problems {
        self.given().problems()
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<CustomerEdited, Refusal> {
        let branch = desk.branch();
        let before = records::require(desk, branch, self.customer)?;
        if before.standing == Standing::Merged {
            // Says which account to use instead.
            records::require_open_for_work(desk, branch, before.id)?;
        }
        let profile = self.given().profile(None);
        if records::mark_edited(desk, before.id, self.seen, &profile)? == 0 {
            let href = format!("/customers/{}/edit", before.id);
            let code = "customers.changed_meanwhile";
            return Err(stale::changed_meanwhile(desk, code, before.id, href)?);
        }
        desk.change(before.id, &Profile::from(&before), &profile)?;
        keys::refresh(desk, before.id)?;
        Ok(CustomerEdited { customer: before.id, version: self.seen + 1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customers::records::find_customer;
    use crate::customers::similar::{Draft, similar};
    use crate::testing::{address, bench, rivera};
    use office::testing::Bench;

    fn row(bench: &Bench, customer: Id<noun::Customer>) -> Customer {
        let row = bench.read(|reader| find_customer(reader, bench.branch, customer));
        row.unwrap().expect("a row")
    }

    #[test]
    fn writes_what_was_entered_and_blanks_what_was_not() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let edit = EditCustomer {
            email: Some(Email::parse("marisol@example.com").unwrap()),
            phone: None,
            bill_to: Some(address("PO Box 9", "Ocala", "34478")),
            terms_days: Some(10),
            alert: Some("Pays by check only".into()),
            ..EditCustomer::of(&row(&bench, customer))
        };
        assert_eq!(bench.run(edit).unwrap().version, 2);
        let after = row(&bench, customer);
        assert_eq!((&*after.email, &*after.phone), ("marisol@example.com", ""));
        assert_eq!((&*after.line1, after.terms_days), ("PO Box 9", 10));
        assert_eq!((after.version, &*after.alert), (2, "Pays by check only"));
        let by_mail = Draft {
            emails: vec!["Marisol@EXAMPLE.com".into()],
            phones: vec!["352-555-0123".into()],
            ..Draft::default()
        };
        let twins = bench.read(|reader| similar(reader, bench.branch, &by_mail)).unwrap();
        assert_eq!(twins.len(), 1, "the new address finds her");
        assert_eq!(twins[0].why, [crate::customers::Why::Email], "the old telephone does not");
    }

    #[test]
    fn an_edit_of_what_a_colleague_changed_is_refused_and_says_who() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let mine = EditCustomer::of(&row(&bench, customer));
        let hers = EditCustomer { lead_source: Some("Web".into()), ..mine.clone() };
        bench.run_as(bench.ruth, hers).unwrap();
        let refusal = bench.run(mine).unwrap_err();
        assert_eq!(refusal.code(), "customers.changed_meanwhile");
        assert!(refusal.words().starts_with("Ruth Ogden changed"), "{}", refusal.words());
        assert_eq!(row(&bench, customer).lead_source, "Web");
    }

    #[test]
    fn refuses_a_blank_name_another_branch_and_a_stranger() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        let edit = EditCustomer::of(&row(&bench, customer));
        let blank = EditCustomer { name: String::new(), ..edit.clone() };
        assert!(blank.problems().of("name").is_some());
        let refusal = bench.run_as(bench.stranger, edit.clone()).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: KEEP });
        let mut elsewhere = bench.slip_of(office::slip::operator());
        elsewhere.branch = bench.other_branch;
        let refusal = bench.office.run(elsewhere, edit).unwrap_err();
        assert_eq!(refusal, Refusal::NotFound { what: "customer" });
    }
}
