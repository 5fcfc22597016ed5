//! The days: visits booked, done, verified and billed, money posted, the deposit counted
//! by Ruth, verified by Dana and closed. Of the last day some is left to do.

use crate::drawer;
use crate::world::{Means, ToCome, World};
use crate::{DemoAsk, Progress};
use billing::invoices::IssueInvoice;
use dispatch::appointments::BookAppointment;
use dispatch::work_orders::{self, FinishWork, GenerateAllWork, Outcome, VerifyWork};
use front_desk::agreements::{CancelAgreement, CancelCause};
use front_desk::conversations::{Channel, Direction, NoteConversation};
use money::Tender;
use money::batches::OpenBatch;
use money::deposits::{Cause, CloseDeposit, CountDeposit, ExplainDeposit, Tally, VerifyDeposit};
use money::payments::{HoldPayment, Method, PaymentPosted, PostPayment};
use money::returns::{Fee, RecordReturn, ReturnCause};
use office::{Refusal, jobs};
use values::{Day, Id, Money, Weekday, noun};

/// What a day's deposit holds while it is open.
#[derive(Default)]
struct Taken {
    deposit: Option<Id<noun::Deposit>>,
    cash: Money,
    checks: Tally,
    money_orders: Tally,
}

/// Lives every day until the last.
pub fn live(world: &mut World<'_>, ask: &DemoAsk, progress: Progress<'_>) -> Result<(), Refusal> {
    let first = ask.until.plus_days(-ask.days);
    for place in 0..=ask.days {
        let day = first.plus_days(place);
        progress(place, ask.days);
        if place % 30 == 29 {
            write_ahead(world, day)?;
        }
        if day.weekday() == Weekday::Sunday {
            continue;
        }
        let is_last = day == ask.until;
        let visits = visit(world, day, is_last)?;
        bill(world, day, &visits, is_last)?;
        let taken = take_money(world, day, is_last)?;
        if !is_last {
            close(world, day, &taken)?;
        }
    }
    happen(world, ask.until)?;
    talk(world, ask.until)
}

/// The work of the next weeks, for agreements that ran out of written visits.
fn write_ahead(world: &mut World<'_>, day: Day) -> Result<(), Refusal> {
    let until = day.plus_days(60);
    let job = world.run("Ben", day, (7, 0), GenerateAllWork { until })?.job;
    jobs::work_job(world.office, world.branch, job, &mut |_| {})?;
    Ok(())
}

/// Books the day's visits and lets the technicians do them.
fn visit(
    world: &mut World<'_>,
    day: Day,
    is_last: bool,
) -> Result<Vec<Id<noun::WorkOrder>>, Refusal> {
    let branch = world.branch;
    let due =
        world.office.read(|reader| Ok(work_orders::records::list_pool(reader, branch, day)?))?;
    let mut done = Vec::new();
    for (place, work_order) in due.into_iter().enumerate() {
        let technician = world.technicians[place % world.technicians.len()];
        let slot = i64::try_from(place / world.technicians.len()).unwrap_or(0) % 9;
        let from = 8 * 60 + slot * 60;
        let book = BookAppointment {
            work_order,
            technician,
            day,
            from_minute: Some(from),
            until_minute: Some(from + 120),
            note: None,
        };
        world.run("Ben", day, (7, 10), book)?;
        // On the last afternoon the late stops are still to come.
        if is_last && slot >= 5 {
            continue;
        }
        let outcome = match world.dice.below(100) {
            0..3 => Outcome::NoAccess,
            3..5 => Outcome::Partial,
            _ => Outcome::Done,
        };
        let report = match outcome {
            Outcome::NoAccess => "Gate locked, no answer at the door or by telephone.",
            Outcome::Partial => "Outside done; the kitchen was in use.",
            _ => "Treated outside and entry points. No activity seen.",
        };
        let finish = FinishWork {
            work_order,
            outcome,
            technician: None,
            done_on: None,
            arrived_at: None,
            left_at: None,
            report: Some(report.into()),
            materials: Some("0.4 gal bifenthrin 0.06 %".into()),
            collected_cents: None,
        };
        let hour = i8::try_from(9 + slot).unwrap_or(9).min(17);
        world.run("Ben", day, (hour, 30), finish)?;
        done.push(work_order);
    }
    Ok(done)
}

/// Verifies and bills what was done, and notes when it will be paid.
fn bill(
    world: &mut World<'_>,
    day: Day,
    visits: &[Id<noun::WorkOrder>],
    is_last: bool,
) -> Result<(), Refusal> {
    for (place, work_order) in visits.iter().enumerate() {
        // Of the last day three wait for the office's look and two for their bill.
        if is_last && place < 3 {
            continue;
        }
        let verify = VerifyWork { work_order: *work_order, price_cents: None, reason: None };
        let verified = world.run("Priya", day, (15, 0), verify)?;
        if verified.to_bill_cents.is_zero() || (is_last && place < 5) {
            continue;
        }
        let invoice =
            IssueInvoice { work_orders: vec![*work_order], ..IssueInvoice::to(verified.customer) };
        let issued = world.run("Priya", day, (15, 10), invoice)?;
        let Some(payer) = world.payers.get(&verified.customer).copied() else { continue };
        let Some(takes_days) = payer.takes_days else { continue };
        let cents = issued.total_cents.as_cents() * payer.pays_percent / 100;
        let mut pays_on = day.plus_days(takes_days);
        if pays_on.weekday() == Weekday::Sunday {
            pays_on = pays_on.plus_days(1);
        }
        world.to_come.entry(pays_on).or_default().push(ToCome {
            customer: verified.customer,
            amount: Money::cents(cents),
            means: payer.means,
        });
    }
    Ok(())
}

/// Posts what came in; on the last day five checks are still in hand.
fn take_money(world: &mut World<'_>, day: Day, is_last: bool) -> Result<Taken, Refusal> {
    let mut taken = Taken::default();
    let mut coming = world.to_come.remove(&day).unwrap_or_default();
    let batch = match is_last {
        true => open_batch(world, day, &coming)?,
        false => None,
    };
    if is_last {
        leave_five_checks(&mut coming);
    }
    for one in coming {
        let method = method(world, one.means);
        let payment = PostPayment {
            customer: one.customer,
            amount_cents: one.amount,
            method,
            received_on: None,
            applications: None,
            memo: String::new(),
            payer: String::new(),
            batch: batch.filter(|_| one.means == Means::Check),
            again: None,
        };
        let posted = world.run("Ruth", day, (13, 5), payment)?;
        if posted.tender == Tender::Check && world.cast["Carl Boggs"] == one.customer {
            world.bad_check = Some(posted.payment);
        }
        take(&mut taken, &posted, one.amount);
    }
    Ok(taken)
}

/// The tape of all of the day's checks, keyed before the first is posted.
fn open_batch(
    world: &mut World<'_>,
    day: Day,
    coming: &[ToCome],
) -> Result<Option<Id<noun::Batch>>, Refusal> {
    let checks: Vec<String> = coming
        .iter()
        .filter(|one| one.means == Means::Check)
        .map(|one| one.amount.plain())
        .collect();
    if checks.is_empty() {
        return Ok(None);
    }
    let open = OpenBatch {
        checks: checks.join("\n"),
        money_orders: String::new(),
        note: "Mail opened by Ruth and Ben at 10:40".into(),
    };
    Ok(Some(world.run("Ruth", day, (13, 0), open)?.batch))
}

/// At half past three five checks of the batch are still in hand.
fn leave_five_checks(coming: &mut Vec<ToCome>) {
    let mut left = 5;
    for place in (0..coming.len()).rev() {
        if left > 0 && coming[place].means == Means::Check {
            coming.remove(place);
            left -= 1;
        }
    }
}

fn method(world: &mut World<'_>, means: Means) -> Method {
    world.next_check += 1;
    let number = world.next_check;
    match means {
        Means::Cash => Method::Cash,
        Means::Check => {
            Method::Check { number: number.to_string(), bank: "63-107".into(), dated_on: None }
        }
        Means::MoneyOrder => {
            Method::MoneyOrder { issuer: "USPS".into(), serial: format!("288{number:05}") }
        }
        Means::Card => {
            let last4 = format!("{:04}", world.dice.below(10_000));
            Method::Card { reference: format!("ch_{number}"), last4 }
        }
    }
}

fn take(taken: &mut Taken, posted: &PaymentPosted, amount: Money) {
    taken.deposit = posted.deposit.or(taken.deposit);
    let tally = match posted.tender {
        Tender::Cash => {
            taken.cash += amount;
            return;
        }
        Tender::Check => &mut taken.checks,
        Tender::MoneyOrder => &mut taken.money_orders,
        Tender::Card | Tender::Ach => return,
    };
    tally.items += 1;
    tally.amount_cents += amount;
}

/// Ruth counts, Dana verifies, Ruth closes; once in a while the drawer is short.
fn close(world: &mut World<'_>, day: Day, taken: &Taken) -> Result<(), Refusal> {
    let Some(deposit) = taken.deposit else { return Ok(()) };
    let float = Money::cents(20_000);
    let is_short = taken.cash > Money::cents(300) && world.dice.percent(6);
    let short = if is_short { Money::cents(100) } else { Money::ZERO };
    let count = CountDeposit {
        deposit,
        drawer: drawer::holding(float + taken.cash - short),
        float_cents: Some(float),
        checks: taken.checks,
        money_orders: taken.money_orders,
    };
    world.run("Ruth", day, (16, 0), count)?;
    if is_short {
        let explanation = "A dollar too much given back at the counter.".to_owned();
        let cause = Cause::ChangeError;
        world.run("Ruth", day, (16, 4), ExplainDeposit { deposit, cause, explanation })?;
    }
    world.run("Dana", day, (16, 8), VerifyDeposit { deposit })?;
    let bag = format!("B{:06}", 300_000 + day.days_since_epoch() % 100_000);
    world.run("Ruth", day, (16, 9), CloseDeposit { deposit, bag })?;
    Ok(())
}

/// What comes in between on the last day: a bounced check, a check nobody can place, a
/// customer who has had enough.
fn happen(world: &mut World<'_>, day: Day) -> Result<(), Refusal> {
    if let Some(payment) = world.bad_check {
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
    }
    let unnamed = HoldPayment {
        amount_cents: Money::cents(8_600),
        method: Method::Check { number: "418".into(), bank: "64-22".into(), dated_on: None },
        payer: "R. Hollis".into(),
        memo: "No account on it; a note says thank you for the ants".into(),
        received_on: None,
        batch: None,
    };
    world.run("Ruth", day, (13, 30), unnamed)?;
    let patel = world.cast["Anil Patel"];
    let branch = world.branch;
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

/// A few words that were said on the last day.
fn talk(world: &mut World<'_>, day: Day) -> Result<(), Refusal> {
    for (name, said) in [
        ("Wanda Pruett", "Ants at the kitchen sink, wants someone today."),
        ("Marisol Rivera", "Asked why she still owes; we said we would answer by four."),
        ("Grace Abernathy", "Likes a call before nine."),
    ] {
        let note = NoteConversation {
            customer: world.cast[name],
            channel: Channel::default(),
            direction: Direction::default(),
            contact: None,
            spoke_with: None,
            said: said.into(),
            held_at: None,
            follow_up_on: Some(day),
        };
        world.run("Priya", day, (14, 30), note)?;
    }
    Ok(())
}
