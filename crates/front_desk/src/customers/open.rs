//! Open a customer: her account, her first location, what she agreed to.

use super::profile::{Given, is_blank};
use super::similar::{Draft, refuse_similar};
use super::words::{Channel, ConsentAnswer, ConsentSource, CustomerKind, Standing};
use super::{KEEP, deactivate::DeactivateCustomer, keys, records};
use crate::locations::{self, NewLocation};
use office::{Command, Desk, Door, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Address, Day, Email, Id, Phone, noun};

/// Opens a customer's account.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, Default)]
#[serde(deny_unknown_fields)]
pub struct OpenCustomer {
    /// What sort of customer; residential when nothing is said.
    #[serde(default)]
    pub kind: CustomerKind,
    /// The name on the bills: a person's or a company's.
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
    /// Where bills go; the location's address when nothing is said.
    #[serde(default)]
    pub bill_to: Option<Address>,
    /// The first place we service; more are added later.
    #[serde(default)]
    pub location: Option<NewLocation>,
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
    /// With us since; today when nothing is said.
    #[serde(default)]
    pub since_on: Option<Day>,
    /// Whether she only asked so far and nothing is sold.
    #[serde(default)]
    pub prospect: bool,
    /// The ways of reaching her that she agreed to.
    #[serde(default)]
    pub consents: Vec<GivenConsent>,
    /// Tags.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Customers who look like her and are known to be somebody else.
    #[serde(default)]
    pub despite_similar: Vec<Id<noun::Customer>>,
}

/// A way of reaching the customer that she agreed to while the account was opened.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct GivenConsent {
    /// Which channel.
    pub channel: Channel,
    /// The version of the words she was asked with; today's when nothing is said.
    #[serde(default)]
    pub wording: Option<String>,
    /// How it reached us; by telephone when nothing is said.
    #[serde(default)]
    pub source: ConsentSource,
}

/// The account is open. Other rooms are told the same.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct CustomerOpened {
    /// The customer.
    pub customer: Id<noun::Customer>,
    /// Her account number, for life.
    pub number: String,
    /// Her first location, if one was given.
    pub location: Option<Id<noun::Location>>,
}

impl OpenCustomer {
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

    /// What would give away that she is a customer already.
    pub fn draft(&self) -> Draft {
        let phones = [&self.phone, &self.other_phone];
        let location = self.location.as_ref();
        let phones = phones.into_iter().flatten().map(|phone| phone.as_str().to_owned());
        Draft {
            name: self.name.clone(),
            phones: phones
                .chain(location.and_then(|one| one.phone.as_ref()).map(|p| p.as_str().to_owned()))
                .collect(),
            emails: self.email.iter().map(|email| email.as_str().to_owned()).collect(),
            addresses: self
                .bill_to
                .iter()
                .chain(location.map(|one| &one.address))
                .filter(|address| !is_blank(address))
                .cloned()
                .collect(),
        }
    }
}

impl Command for OpenCustomer {
    const NAME: &'static str = "customers.open";
    const TITLE: &'static str = "Open a customer";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = CustomerOpened;

    fn problems(&self) -> Problems {
        let mut problems = self.given().problems();
        if let Some(location) = &self.location {
            location.add_problems(&mut problems, "location");
        }
        for (place, tag) in self.tags.iter().enumerate() {
            if super::tag::tidy_tag(tag).is_none() {
                problems.add(format!("tags[{place}]"), super::tag::TAG_WORDS);
            }
        }
        problems
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<CustomerOpened, Refusal> {
        let branch = desk.branch();
        // An import looks for twins over the whole file first, and brings what there is.
        let is_by_hand = matches!(desk.door(), Door::Page | Door::Api | Door::Console);
        let fallback = self.location.as_ref().map(|location| &location.address);
        let profile = self.given().profile(fallback);
        if is_by_hand && !self.prospect && is_blank(&profile.bill_to) {
            return Err(Refusal::invalid("bill_to.line1", "Enter where bills go."));
        }
        if is_by_hand {
            let door = desk.door();
            refuse_similar(desk, branch, &self.draft(), &self.despite_similar, door)?;
        }
        let customer = desk.id();
        let number = next_number(desk)?;
        let standing = match self.prospect {
            true => Standing::Prospect,
            false => Standing::Active,
        };
        let since_on = self.since_on.unwrap_or_else(|| desk.today());
        records::insert_customer(desk, customer, &number, &profile, standing, since_on)?;
        desk.subject(customer);
        let location = match &self.location {
            Some(location) => Some(locations::insert(desk, customer, location)?),
            None => None,
        };
        self.write_consents_and_tags(desk, customer)?;
        keys::refresh(desk, customer)?;
        let opened = CustomerOpened { customer, number, location };
        desk.announce(opened.clone());
        Ok(opened)
    }

    fn reversal(receipt: &CustomerOpened) -> Option<Errand> {
        Some(Errand::of(DeactivateCustomer {
            customer: receipt.customer,
            reason: String::from("Opened by mistake"),
        }))
    }
}

/// The first account number is A10001.
const FIRST_NUMBER: i64 = 10_001;

/// The next account number; none is used twice.
pub(crate) fn next_number(desk: &mut Desk<'_>) -> Result<String, Refusal> {
    Ok(format!("A{}", FIRST_NUMBER - 1 + desk.count_up("customers", 0, 1)?))
}

impl OpenCustomer {
    fn write_consents_and_tags(
        &self,
        desk: &mut Desk<'_>,
        customer: Id<noun::Customer>,
    ) -> Result<(), Refusal> {
        for consent in &self.consents {
            let wording = consent.wording.as_deref().map_or("", str::trim);
            let wording = match wording.is_empty() {
                true => consent.channel.wording(),
                false => wording,
            };
            records::insert_consent(
                desk,
                customer,
                consent.channel,
                ConsentAnswer::Given,
                wording,
                consent.source,
                desk.now(),
            )?;
        }
        for tag in self.tags.iter().filter_map(|tag| super::tag::tidy_tag(tag)) {
            records::insert_tag(desk, customer, &tag)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customers::records::{find_customer, list_consents, list_tags};
    use crate::locations::records::list_locations;
    use crate::testing::{bench, larkspur, rivera};

    #[test]
    fn opens_an_account_with_its_location_consents_and_tags() {
        let bench = bench();
        let texts = GivenConsent {
            channel: Channel::Text,
            wording: None,
            source: ConsentSource::Telephone,
        };
        let opened = bench
            .run(OpenCustomer { consents: vec![texts], tags: vec![" Dog ".into()], ..rivera() })
            .unwrap();
        assert_eq!(opened.number, "A10001");
        let branch = bench.branch;
        bench
            .read(|reader| {
                let row = find_customer(reader, branch, opened.customer)?.expect("a row");
                assert_eq!((&*row.name, row.standing), ("Marisol Rivera", Standing::Active));
                assert_eq!(row.phone_shown(), "(352) 555-0123");
                assert!(row.has_verified_phone());
                assert_eq!(row.bill_to(), larkspur(), "bills go where the work is");
                assert_eq!(row.terms_days, 30);
                assert_eq!(row.since_on, values::Day::ymd(2026, 3, 2));
                let locations = list_locations(reader, branch, opened.customer)?;
                assert_eq!(locations.len(), 1);
                assert_eq!(Some(locations[0].id), opened.location);
                assert_eq!(list_tags(reader, branch, opened.customer)?, ["dog"]);
                let consents = list_consents(reader, branch, opened.customer)?;
                assert_eq!(
                    (consents[0].channel, &*consents[0].wording),
                    (Channel::Text, "text-2026-01")
                );
                assert_eq!(consents[0].recorded_by, "Dana Whitfield");
                Ok(())
            })
            .unwrap();
        let second = OpenCustomer { name: "Hector Ramos".into(), ..OpenCustomer::default() };
        let second = OpenCustomer { prospect: true, ..second };
        assert_eq!(bench.run(second).unwrap().number, "A10002");
    }

    #[test]
    fn a_telephone_that_cannot_be_verified_is_kept_as_written() {
        let bench = bench();
        let phone = Phone::parse("ask at 352-555-0123").unwrap();
        let opened = bench.run(OpenCustomer { phone: Some(phone), ..rivera() }).unwrap();
        let row = bench
            .read(|reader| find_customer(reader, bench.branch, opened.customer))
            .unwrap()
            .expect("a row");
        assert_eq!(row.phone_shown(), "ask at 352-555-0123");
        assert!(!row.has_verified_phone());
    }

    #[test]
    fn refuses_who_looks_like_a_customer_until_told_that_it_is_somebody_else() {
        let bench = bench();
        let first = bench.run(rivera()).unwrap();
        let again = OpenCustomer { name: "M Rivera".into(), ..rivera() };
        let refusal = bench.run(again.clone()).unwrap_err();
        assert_eq!(refusal.code(), "customers.looks_like");
        let words = refusal.words();
        assert!(words.contains("Marisol Rivera A10001"), "{words}");
        assert!(words.contains("same telephone, same address"), "{words}");
        let told = OpenCustomer { despite_similar: vec![first.customer], ..again };
        assert_eq!(bench.run(told).unwrap().number, "A10002");
    }

    #[test]
    fn a_name_alone_is_a_twin_only_in_one_zip_code() {
        let bench = bench();
        bench.run(rivera()).unwrap();
        let named = |zip: &str, city: &str| OpenCustomer {
            name: "Marisol Riveira".into(),
            bill_to: Some(Address {
                line1: "7 Birch Rd".into(),
                city: city.into(),
                state: "FL".into(),
                zip: zip.into(),
                ..Address::default()
            }),
            ..OpenCustomer::default()
        };
        let refusal = bench.run(named("34471", "Ocala")).unwrap_err();
        assert!(refusal.words().contains("name alike"), "{}", refusal.words());
        bench.run(named("32601", "Gainesville")).unwrap();
    }

    #[test]
    fn names_every_wrong_field() {
        let wrong = OpenCustomer {
            name: " ".into(),
            terms_days: Some(400),
            bill_to: Some(Address { line1: "14 Larkspur Ct".into(), ..Address::default() }),
            ..OpenCustomer::default()
        };
        let fields: Vec<String> =
            wrong.problems().0.into_iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["name", "terms_days", "bill_to.city", "bill_to.state", "bill_to.zip"]);
        let bench = bench();
        let nowhere = OpenCustomer { name: "Nobody".into(), ..OpenCustomer::default() };
        let refusal = bench.run(nowhere).unwrap_err();
        assert_eq!(refusal, Refusal::invalid("bill_to.line1", "Enter where bills go."));
    }

    #[test]
    fn is_undone_by_making_her_inactive() {
        let bench = bench();
        let opened = bench.run(rivera()).unwrap();
        let errand = OpenCustomer::reversal(&opened).expect("it can be taken back");
        assert_eq!(errand.name, "customers.deactivate");
    }

    #[test]
    fn takes_the_duty() {
        let bench = bench();
        let refusal = bench.run_as(bench.stranger, rivera()).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: KEEP });
        assert_eq!(bench.journal_length(), 0);
    }
}
