//! The last day, as it stands at half past three: routes on their way, five checks of the
//! mail still in hand, a bounced check, a check nobody can place, people waiting for a call.

use crate::cast::RIVERA;
use crate::customers::at;
use crate::days::{bill, book, finish, method, verify};
use crate::world::{Means, World};
use crate::{bank, booking, lockbox};
use dispatch::work_orders;
use front_desk::agreements::{CancelAgreement, CancelCause};
use front_desk::conversations::NoteConversation;
use front_desk::customers::{OpenCustomer, similar};
use money::batches::OpenBatch;
use money::deposits::ReceiveEnvelope;
use money::payments::{HoldPayment, Method, PostPayment};
use money::returns::{Fee, RecordReturn, ReturnCause};
use office::Refusal;
use values::{Day, Id, Money, Phone, noun};

/// Who drives, how many stops the route has, how many are done. One window of Andre's and
/// two of Omar's have passed.
const ROUTES: [(&str, usize, usize); 5] =
    [("Luis", 9, 7), ("Mei", 9, 8), ("Andre", 8, 6), ("Tessa", 7, 7), ("Omar", 9, 5)];

/// How far ahead work is taken to fill the routes.
const AHEAD_DAYS: i64 = 14;

/// From the start of one window to the start of the next.
const STEP_MINUTES: i64 = 50;

/// A check of the mail.
struct Check {
    who: &'static str,
    number: &'static str,
    bank: &'static str,
    cents: i64,
}

const fn check(who: &'static str, number: &'static str, bank: &'static str, cents: i64) -> Check {
    Check { who, number, bank, cents }
}

/// The day's checks, in the order of the tape.
const CHECKS: &[Check] = &[
    check(RIVERA, "1042", "63-107", 12_733),
    check("Bayliss Family Trust", "20881", "64-22", 24_000),
    check("J. and P. Lindqvist", "3317", "63-107", 9_632),
    check("Theo Marchetti", "558", "63-751", 7_500),
    check("Grace Abernathy", "1190", "63-751", 19_264),
    check("Palmetto Storage LLC", "7702", "64-22", 128_450),
    check("St. Brendan Parish Hall", "2206", "63-466", 31_000),
    check("Wm. Osgood", "418", "63-107", 8_817),
    check("Hatch and Daughters Realty", "9034", "64-90", 64_200),
    check("Oak Street Dental", "1127", "63-466", 18_500),
    check("Devin Cobb", "602", "63-751", 11_840),
    check("Irene Voss", "5521", "63-107", 9_600),
    check("Lam Nguyen", "388", "64-22", 12_700),
    check("Patricia Yoder", "71", "63-107", 8_600),
];

/// How many of them are posted by half past three.
const POSTED: usize = 9;

/// The day's money orders: who, issuer, serial, cents.
const MONEY_ORDERS: [(&str, &str, &str, i64); 2] =
    [("Denise Pruitt", "USPS", "28816604", 4_900), ("Carl Boggs", "MoneyGram", "7704121", 6_000)];

/// The day's cash: two stops of Luis's, one of Mei's, two at the counter.
const CASH: [(&str, i64); 5] = [
    ("Kevin Doyle", 5_200),
    ("Wanda Pruett", 7_500),
    ("Edna Kerr", 10_800),
    ("Anil Patel", 4_500),
    ("Carl Boggs", 3_500),
];

/// Lives the last day until half past three.
pub fn live(world: &mut World<'_>, day: Day) -> Result<(), Refusal> {
    bank::tell(world, day)?;
    lockbox::tell(world, day)?;
    let done = drive(world, day)?;
    // Three wait for the office's look and two for their bill.
    for (place, work_order) in done.into_iter().enumerate() {
        match place {
            0..3 => {}
            3..5 => {
                verify(world, day, work_order)?;
            }
            _ => bill(world, day, work_order)?,
        }
    }
    return_a_check(world, day)?;
    let deposit = open_the_mail(world, day)?;
    take_cash_and_cards(world, day)?;
    receive_envelopes(world, day, deposit)?;
    hold_a_check(world, day)?;
    lose_a_customer(world, day)?;
    talk(world, day)?;
    booking::book_ahead(world, day)?;
    open_a_twin(world, day)
}

/// Fills the routes with what is due, soonest first, a stop to each in turn, and lets the
/// technicians come as far as they are; answers what is done.
fn drive(world: &mut World<'_>, day: Day) -> Result<Vec<Id<noun::WorkOrder>>, Refusal> {
    let (branch, until) = (world.branch, day.plus_days(AHEAD_DAYS));
    let due =
        world.office.read(|reader| Ok(work_orders::records::list_pool(reader, branch, until)?))?;
    let longest = ROUTES.iter().map(|(_, stops, _)| *stops).max().unwrap_or(0);
    let mut due = due.into_iter();
    let mut done = Vec::new();
    for slot in 0..longest {
        for (who, stops, stops_done) in ROUTES {
            if slot >= stops {
                continue;
            }
            let Some(work_order) = due.next() else { return Ok(done) };
            let minutes = STEP_MINUTES * i64::try_from(slot).unwrap_or(0);
            book(world, day, work_order, world.people[who], 8 * 60 + minutes)?;
            if slot < stops_done {
                finish(world, day, at_minute(8 * 60 + 40 + minutes), work_order)?;
                done.push(work_order);
            }
        }
    }
    Ok(done)
}

fn at_minute(minute: i64) -> (i8, i8) {
    let part = |value: i64| i8::try_from(value).unwrap_or(0);
    (part(minute / 60), part(minute % 60))
}

/// An older check of Carl Boggs's comes back from his bank.
fn return_a_check(world: &mut World<'_>, day: Day) -> Result<(), Refusal> {
    let Some(payment) = world.bad_check else { return Ok(()) };
    let bounced = RecordReturn {
        payment,
        cause: ReturnCause::Funds,
        code: String::new(),
        returned_on: None,
        bank_fee_cents: None,
        fee: Fee::default(),
        note: "Advice of the bank in the morning's mail".into(),
    };
    world.run("Dana", day, (11, 0), bounced)?;
    Ok(())
}

/// Ruth keys the tape of all that came and posts the first of it.
fn open_the_mail(world: &mut World<'_>, day: Day) -> Result<Id<noun::Deposit>, Refusal> {
    let tape = |amounts: &mut dyn Iterator<Item = i64>| {
        amounts.map(|cents| Money::cents(cents).plain()).collect::<Vec<_>>().join("\n")
    };
    let open = OpenBatch {
        checks: tape(&mut CHECKS.iter().map(|one| one.cents)),
        money_orders: tape(&mut MONEY_ORDERS.iter().map(|(.., cents)| *cents)),
        note: "Mail opened by Ruth and Ben at 10:40".into(),
    };
    let opened = world.run("Ruth", day, (13, 5), open)?;
    let batch = Some(opened.batch);
    for (one, minute) in CHECKS[..POSTED].iter().zip(40..) {
        let (number, bank) = (one.number.into(), one.bank.into());
        let method = Method::Check { number, bank, dated_on: None };
        let amount = Money::cents(one.cents);
        let payment = PostPayment { batch, ..PostPayment::of(world.cast[one.who], amount, method) };
        world.run("Priya", day, (14, minute), payment)?;
    }
    for ((who, issuer, serial, cents), minute) in MONEY_ORDERS.into_iter().zip(50..) {
        let method = Method::MoneyOrder { issuer: issuer.into(), serial: serial.into() };
        let amount = Money::cents(cents);
        let payment = PostPayment { batch, ..PostPayment::of(world.cast[who], amount, method) };
        world.run("Priya", day, (14, minute), payment)?;
    }
    Ok(opened.deposit)
}

fn take_cash_and_cards(world: &mut World<'_>, day: Day) -> Result<(), Refusal> {
    for (who, cents) in CASH {
        let payment = PostPayment::of(world.cast[who], Money::cents(cents), Method::Cash);
        world.run("Ruth", day, (14, 55), payment)?;
    }
    for one in world.to_come.remove(&day).unwrap_or_default() {
        if one.means == Means::Card {
            let method = method(world, one.means);
            let payment = PostPayment::of(one.customer, one.amount, method);
            world.run("Ruth", day, (13, 20), payment)?;
        }
    }
    Ok(())
}

/// What the technicians and the counter hand in; Mei's envelope is three dollars short.
fn receive_envelopes(
    world: &mut World<'_>,
    day: Day,
    deposit: Id<noun::Deposit>,
) -> Result<(), Refusal> {
    let short = "Stop 6, Mrs. Kerr paid 108.00 with 110.00; Mei gave a five back instead of two \
                 ones. Mei agrees.";
    for (who, collected, cash, note) in
        [("Luis", 12_700, 12_700, ""), ("Mei", 10_800, 10_500, short), ("", 8_000, 8_000, "")]
    {
        let technician = world.people.get(who).copied();
        let handed_in_by = if technician.is_none() { "Front counter" } else { "" };
        let envelope = ReceiveEnvelope {
            deposit,
            technician,
            handed_in_by: handed_in_by.into(),
            collected_cents: Money::cents(collected),
            cash_cents: Money::cents(cash),
            check_cents: Money::ZERO,
            money_order_cents: Money::ZERO,
            note: note.into(),
        };
        world.run("Ruth", day, (15, 20), envelope)?;
    }
    Ok(())
}

/// A check that names nobody we know.
fn hold_a_check(world: &mut World<'_>, day: Day) -> Result<(), Refusal> {
    let unnamed = HoldPayment {
        amount_cents: Money::cents(8_600),
        method: Method::Check { number: "733".into(), bank: "64-22".into(), dated_on: None },
        payer: "R. Hollis".into(),
        memo: "No account on it; a note says thank you for the ants".into(),
        received_on: None,
        batch: None,
    };
    world.run("Ruth", day, (13, 30), unnamed)?;
    Ok(())
}

fn lose_a_customer(world: &mut World<'_>, day: Day) -> Result<(), Refusal> {
    let (branch, patel) = (world.branch, world.cast["Anil Patel"]);
    let signed = world
        .office
        .read(|reader| Ok(front_desk::agreements::list_agreements(reader, branch, patel)?))?;
    if let Some(agreement) = signed.first() {
        let enough = CancelAgreement {
            agreement: agreement.id,
            cause: CancelCause::Service,
            reason: "Third visit nobody called ahead of, and the planter is still broken".into(),
            effective_on: None,
        };
        world.run("Dana", day, (14, 10), enough)?;
    }
    Ok(())
}

/// Who called and waits for an answer.
fn talk(world: &mut World<'_>, day: Day) -> Result<(), Refusal> {
    for (name, at, said) in [
        (
            RIVERA,
            (13, 41),
            "I sent the check for the February bill. Why do I still owe? Wants a call after \
             three.",
        ),
        ("Wanda Pruett", (14, 10), "Ants at the kitchen sink, wants someone today."),
        ("Grace Abernathy", (14, 30), "We said we would name Thursday's technician by three."),
    ] {
        let note = NoteConversation {
            follow_up_on: Some(day),
            ..NoteConversation::call(world.cast[name], said)
        };
        world.run("Priya", day, at, note)?;
    }
    Ok(())
}

/// A new account with the telephone of another: the same household, or a slip?
fn open_a_twin(world: &mut World<'_>, day: Day) -> Result<(), Refusal> {
    let mut twin = OpenCustomer {
        name: "Pat Yoder".into(),
        phone: Phone::parse("352-555-0154").ok(),
        location: Some(at("21 Heron Way".into())),
        ..OpenCustomer::default()
    };
    let (branch, draft) = (world.branch, twin.draft());
    let alike = world.office.read(|reader| Ok(similar(reader, branch, &draft)?))?;
    twin.despite_similar = alike.into_iter().map(|one| one.customer.id).collect();
    world.run("Priya", day, (15, 5), twin)?;
    Ok(())
}
