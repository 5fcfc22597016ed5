//! Many rows, made by commands: customers opened, invoices issued and paid, in chunks of
//! one commit each, as an import or a billing run does it.

use anyhow::{Context, Result, ensure};
use billing::invoices::{ExtraLine, IssueInvoice};
use books::accounts::{REVENUE_ONE_TIME, REVENUE_RECURRING};
use dispatch::appointments::BookAppointment;
use dispatch::positions::PlaceLocation;
use dispatch::work_orders::{AddWorkOrder, FinishWork, Outcome, VerifyWork};
use front_desk::customers::{CustomerKind, OpenCustomer};
use front_desk::locations::NewLocation;
use front_desk::services::TaxCode;
use money::payments::{Method, PostPayment, SettlePayments};
use office::{Command, Desk, Door, Duty, Errand, Mode, Refusal, Shape};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use values::{Address, Day, Email, Id, Money, Phone, noun};

use crate::scratch::Scratch;

/// Rows of one commit; many enough that the commit does not count, few enough that a
/// person at the counter need not wait.
pub const CHUNK: usize = 250;

/// What one row of a chunk does.
#[derive(Clone, Debug)]
pub enum Row {
    /// Opens a customer.
    Open(Box<OpenCustomer>),
    /// Issues an invoice.
    Bill(Box<IssueInvoice>),
    /// Issues an invoice that is paid in full at once.
    BillPaid(Box<IssueInvoice>, Method),
    /// Posts a card payment that the processor pays out alone on the same day.
    Settled(Id<noun::Customer>, usize, Money),
    /// A visit, done by somebody today and verified.
    Visit(Id<noun::Customer>, Id<noun::Service>, Id<noun::Staff>),
    /// A new customer on the map, with a visit that is booked.
    Standing(Box<Standing>),
}

/// A visit that stands, with all that is before it.
#[derive(Clone, Debug)]
pub struct Standing {
    /// For whom.
    pub open: OpenCustomer,
    /// Her point on the map.
    pub at: String,
    /// What.
    pub service: Id<noun::Service>,
    /// Who comes.
    pub technician: Id<noun::Staff>,
    /// When.
    pub day: Day,
    /// The first and last minute that are promised.
    pub window: (i64, i64),
}

/// A chunk of long work. Like the chunks of the product's own jobs it writes down which
/// rows it took, and every row writes its own line in the journal.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct RunChunk {
    first: usize,
    #[serde(skip)]
    rows: Vec<Row>,
}

/// What a chunk came to.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct ChunkRun {
    /// How many commands it took.
    pub commands: usize,
}

impl Command for RunChunk {
    const NAME: &'static str = "bench.run_chunk";
    const TITLE: &'static str = "Run a chunk";
    const DUTY: Duty = office::duty::OPERATE;
    const SHAPE: Shape = Shape::Does;
    type Receipt = ChunkRun;

    fn perform(self, desk: &mut Desk<'_>) -> Result<ChunkRun, Refusal> {
        let mut commands = 0;
        for row in self.rows {
            commands += perform(desk, row)?;
        }
        Ok(ChunkRun { commands })
    }
}

fn perform(desk: &mut Desk<'_>, row: Row) -> Result<usize, Refusal> {
    match row {
        Row::Visit(customer, service, technician) => visit(desk, customer, service, technician),
        Row::Standing(standing) => stand(desk, *standing),
        Row::Settled(customer, place, amount) => {
            let paid = desk.attempt(payment(customer, amount, card("payout", place)))?;
            desk.attempt(SettlePayments {
                payments: vec![paid.payment],
                settled_on: desk.today(),
                fees_cents: Money::ZERO,
                reference: payout(place),
            })?;
            Ok(2)
        }
        Row::Open(open) => desk.attempt(*open).map(|_| 1),
        Row::Bill(invoice) => desk.attempt(*invoice).map(|_| 1),
        Row::BillPaid(invoice, method) => {
            let customer = invoice.customer;
            let issued = desk.attempt(*invoice)?;
            desk.attempt(payment(customer, issued.total_cents, method))?;
            Ok(2)
        }
    }
}

fn stand(desk: &mut Desk<'_>, standing: Standing) -> Result<usize, Refusal> {
    let Standing { open, at, service, technician, day, window } = standing;
    let opened = desk.attempt(open)?;
    let location = opened.location.ok_or(Refusal::NotFound { what: "location" })?;
    desk.attempt(PlaceLocation { location, at })?;
    let added = desk.attempt(AddWorkOrder {
        customer: opened.customer,
        location: None,
        service,
        due_on: Some(day),
        price_cents: None,
        cause: None,
        instructions: None,
        po_number: None,
    })?;
    desk.attempt(BookAppointment {
        work_order: added.work_order,
        technician,
        day,
        from_minute: Some(window.0),
        until_minute: Some(window.1),
        note: None,
    })?;
    Ok(4)
}

fn visit(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    service: Id<noun::Service>,
    technician: Id<noun::Staff>,
) -> Result<usize, Refusal> {
    let added = desk.attempt(AddWorkOrder {
        customer,
        location: None,
        service,
        due_on: None,
        price_cents: None,
        cause: None,
        instructions: None,
        po_number: Some(String::from("7741")),
    })?;
    let work_order = added.work_order;
    desk.attempt(FinishWork {
        work_order,
        outcome: Outcome::Done,
        technician: Some(technician),
        done_on: None,
        arrived_at: None,
        left_at: None,
        report: None,
        materials: None,
        collected_cents: None,
    })?;
    desk.attempt(VerifyWork { work_order, price_cents: None, reason: None })?;
    Ok(3)
}

/// Runs rows in chunks, each a commit of its own behind whoever is at the counter; gives
/// the number of commands.
pub fn run(scratch: &Scratch, rows: Vec<Row>) -> Result<usize> {
    let mut commands = 0;
    for (place, rows) in rows.chunks(CHUNK).enumerate() {
        let chunk = RunChunk { first: place * CHUNK, rows: rows.to_vec() };
        let done = scratch.errand(Door::Import, Errand::of(chunk), Mode::Bulk)?;
        let ran: ChunkRun = serde_json::from_str(&done.receipt).context("a chunk's receipt")?;
        commands += ran.commands;
    }
    Ok(commands)
}

/// Runs a command as the operator at the page's door; gives its receipt.
pub fn ask<C: Command>(scratch: &Scratch, command: C) -> Result<C::Receipt>
where
    C::Receipt: DeserializeOwned,
{
    let done = scratch.errand(Door::Page, Errand::of(command), Mode::Now)?;
    serde_json::from_str(&done.receipt).context("a receipt")
}

/// Works a job to its end; fails when a row of it was refused.
pub fn work(scratch: &Scratch, job: Id<noun::Job>) -> Result<office::jobs::records::Job> {
    let worked = office::jobs::work_job(&scratch.office, scratch.branch, job, &mut |_| {})?;
    let worked = worked.context("somebody else works it")?;
    ensure!(worked.rows_refused == 0, "{}", worked.outcome);
    Ok(worked)
}

/// Every customer of the branch, by number.
pub fn list_customers(scratch: &Scratch) -> Result<Vec<Id<noun::Customer>>> {
    let branch = scratch.branch;
    let rows: Vec<(Id<noun::Customer>,)> = scratch.office.read(|reader| {
        Ok(reader.all(
            store::sql!("SELECT id FROM customers WHERE branch_id = $1 ORDER BY id"),
            store::args![branch],
        )?)
    })?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// A payment of an amount, to the oldest of what is open.
pub fn payment(customer: Id<noun::Customer>, amount: Money, method: Method) -> PostPayment {
    PostPayment {
        customer,
        amount_cents: amount,
        method,
        received_on: None,
        applications: None,
        memo: String::new(),
        payer: String::new(),
        batch: None,
        again: None,
    }
}

/// A card payment; every place has a reference of its own.
pub fn card(run: &str, place: usize) -> Method {
    Method::Card { reference: format!("{run}_{place}"), last4: format!("{:04}", place % 10_000) }
}

/// The processor's number of a payout.
pub fn payout(place: usize) -> String {
    format!("PO-{}", 10_000 + place)
}

/// An invoice of two taxable lines, or of one.
pub fn invoice(customer: Id<noun::Customer>, place: usize, lines: usize) -> IssueInvoice {
    let cents = 5_000 + i64::try_from(place % 90).unwrap_or(0) * 100;
    let line = |what: &str, cents, account: books::Account| ExtraLine {
        what: what.into(),
        quantity: None,
        price_cents: Money::cents(cents),
        tax_code: TaxCode::PestStruct,
        revenue_account: account.id(),
    };
    let all = [
        line("Monthly pest control", cents, REVENUE_RECURRING),
        line("Ants at the loading dock", 4_500, REVENUE_ONE_TIME),
    ];
    let lines = all.into_iter().take(lines).collect();
    // Some of the demo's cast pay against a purchase order only.
    let po_number = Some(String::from("7741"));
    IssueInvoice { lines, po_number, ..IssueInvoice::to(customer) }
}

const FIRST: [&str; 16] = [
    "Alma", "Amos", "Beatrice", "Calvin", "Carmen", "Delia", "Edith", "Felix", "Gail", "Hector",
    "Ines", "Julian", "Lucia", "Marcus", "Opal", "Ramona",
];
const HEAD: [&str; 20] = [
    "Ab", "Bar", "Cal", "Dal", "El", "Fair", "Gal", "Har", "Ib", "Jen", "Kol", "Lam", "Mad", "Nak",
    "Od", "Per", "Quar", "Ros", "Sal", "Tam",
];
const MIDDLE: [&str; 20] = [
    "an", "be", "co", "di", "er", "fi", "go", "ha", "in", "jo", "ka", "le", "mo", "ne", "or", "pa",
    "ri", "so", "tu", "vi",
];
const TAIL: [&str; 10] = ["ton", "well", "man", "ski", "ez", "ard", "ley", "son", "field", "worth"];
const STREETS: [&str; 8] = [
    "Magnolia Ave",
    "Live Oak Dr",
    "Palmetto St",
    "Mill Rd",
    "Cypress Ln",
    "Depot St",
    "Heron Way",
    "Church St",
];

/// A last name; four thousand of them before one comes again.
pub fn last_name(place: usize) -> String {
    let (head, rest) = (HEAD[place % 20], place / 20);
    let (middle, tail) = (MIDDLE[rest % 20], TAIL[rest / 20 % 10]);
    format!("{head}{middle}{tail}")
}

/// A customer of the crowd; one in eight is a business.
pub fn customer(place: usize) -> OpenCustomer {
    let (first, last) = (FIRST[place % FIRST.len()], last_name(place));
    let is_business = place % 8 == 7;
    let phone = format!("352-{:03}-{:04}", 200 + place / 10_000 % 700, place % 10_000);
    let email = format!("{}.{}{place}@mail.example", first.to_lowercase(), last.to_lowercase());
    let address = Address {
        line1: format!("{} {}", 100 + place / 8, STREETS[place % STREETS.len()]),
        line2: String::new(),
        city: "Ocala".into(),
        state: "FL".into(),
        zip: format!("344{:02}", 70 + place % 12),
    };
    OpenCustomer {
        kind: match is_business {
            true => CustomerKind::Commercial,
            false => CustomerKind::Residential,
        },
        name: match is_business {
            true => format!("{last} {} Supply", place / 8),
            false => format!("{first} {last}"),
        },
        phone: Phone::parse(&phone).ok(),
        email: Email::parse(&email).ok(),
        location: Some(NewLocation {
            address,
            county: Some("Marion".into()),
            ..NewLocation::default()
        }),
        terms_days: Some(if is_business { 30 } else { 0 }),
        ..OpenCustomer::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_crowd_are_different_people() {
        let names: HashSet<String> = (0..4_000).map(last_name).collect();
        assert_eq!(names.len(), 4_000);
        let phones: HashSet<_> =
            (0..20_000).map(|place| customer(place).phone.expect("a telephone")).collect();
        assert_eq!(phones.len(), 20_000);
    }
}
