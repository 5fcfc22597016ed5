//! The days before the last: visits booked, done, verified and billed, money posted, the
//! deposit counted by Ruth, verified by Dana and closed.

use crate::drawer;
use crate::world::{Means, ToCome, World};
use crate::{DemoAsk, Progress, billing_desk, last_day, past, told};
use billing::invoices::IssueInvoice;
use dispatch::appointments::BookAppointment;
use dispatch::work_orders::{self, FinishWork, GenerateAllWork, Outcome, VerifyWork};
use money::Tender;
use money::deposits::{Cause, CloseDeposit, CountDeposit, ExplainDeposit, Tally, VerifyDeposit};
use money::payments::{Method, PaymentPosted, PostPayment};
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
    let mut threads = told::Threads::default();
    for place in 0..=ask.days {
        let day = first.plus_days(place);
        progress(place, ask.days);
        if place % 30 == 29 {
            write_ahead(world, day)?;
        }
        if day == ask.until {
            prove(world, day)?;
        }
        past::tell(world, ask, day)?;
        if day == ask.until {
            return last_day::live(world, day);
        }
        if day.weekday() == Weekday::Sunday {
            continue;
        }
        told::tell(world, ask, day, &mut threads)?;
        let visits = visit(world, day)?;
        if told::is_run_day(ask, day) {
            billing_desk::run(world, day, visits)?;
        } else {
            for work_order in visits {
                bill(world, day, work_order)?;
            }
        }
        let taken = take_money(world, day)?;
        close(world, day, &taken)?;
    }
    Ok(())
}

/// The work of the last night, as a server does it by itself: the proof of the books.
fn prove(world: &mut World<'_>, day: Day) -> Result<(), Refusal> {
    let night = world.zone.instant_at(day, 2, 0);
    world.clock.set(night.ok_or_else(|| Refusal::broken("a time that the clocks skip"))?);
    for (branch, job) in jobs::Planner::default().plan(world.office)? {
        jobs::work_job(world.office, branch, job, &mut |_| {})?;
    }
    Ok(())
}

/// The work of the next weeks, for agreements that ran out of written visits.
fn write_ahead(world: &mut World<'_>, day: Day) -> Result<(), Refusal> {
    let until = day.plus_days(60);
    let job = world.run("Ben", day, (7, 0), GenerateAllWork { until })?.job;
    jobs::work_job(world.office, world.branch, job, &mut |_| {})?;
    Ok(())
}

/// Books the day's visits and lets the technicians do them.
fn visit(world: &mut World<'_>, day: Day) -> Result<Vec<Id<noun::WorkOrder>>, Refusal> {
    let branch = world.branch;
    let due =
        world.office.read(|reader| Ok(work_orders::records::list_pool(reader, branch, day)?))?;
    for (place, work_order) in due.iter().enumerate() {
        let technician = world.technicians[place % world.technicians.len()];
        let slot = i64::try_from(place / world.technicians.len()).unwrap_or(0) % 9;
        book(world, day, *work_order, technician, 8 * 60 + slot * 60)?;
        let hour = i8::try_from(9 + slot).unwrap_or(9).min(17);
        finish(world, day, (hour, 30), *work_order)?;
    }
    Ok(due)
}

/// Books a visit into a window of two hours.
pub fn book(
    world: &mut World<'_>,
    day: Day,
    work_order: Id<noun::WorkOrder>,
    technician: Id<noun::Staff>,
    from: i64,
) -> Result<(), Refusal> {
    let book = BookAppointment {
        work_order,
        technician,
        day,
        from_minute: Some(from),
        until_minute: Some(from + 120),
        note: None,
    };
    world.run("Ben", day, (7, 10), book)?;
    Ok(())
}

/// A technician tells what became of a visit.
pub fn finish(
    world: &mut World<'_>,
    day: Day,
    at: (i8, i8),
    work_order: Id<noun::WorkOrder>,
) -> Result<(), Refusal> {
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
    world.run("Ben", day, at, finish)?;
    Ok(())
}

/// Looks at what was done; answers whose bill it makes, when it makes one.
pub fn verify(
    world: &mut World<'_>,
    day: Day,
    work_order: Id<noun::WorkOrder>,
) -> Result<Option<Id<noun::Customer>>, Refusal> {
    let verify = VerifyWork { work_order, price_cents: None, reason: None };
    let verified = world.run("Priya", day, (15, 0), verify)?;
    Ok((!verified.to_bill_cents.is_zero()).then_some(verified.customer))
}

/// Verifies and bills what was done, and notes when it will be paid.
pub fn bill(
    world: &mut World<'_>,
    day: Day,
    work_order: Id<noun::WorkOrder>,
) -> Result<(), Refusal> {
    let Some(customer) = verify(world, day, work_order)? else { return Ok(()) };
    let invoice = IssueInvoice { work_orders: vec![work_order], ..IssueInvoice::to(customer) };
    let issued = world.run("Priya", day, (15, 10), invoice)?;
    let Some(payer) = world.payers.get(&customer).copied() else { return Ok(()) };
    let Some(takes_days) = payer.takes_days else { return Ok(()) };
    let cents = issued.total_cents.as_cents() * payer.pays_percent / 100;
    let mut pays_on = day.plus_days(takes_days);
    if pays_on.weekday() == Weekday::Sunday {
        pays_on = pays_on.plus_days(1);
    }
    world.to_come.entry(pays_on).or_default().push(ToCome {
        customer,
        amount: Money::cents(cents),
        means: payer.means,
    });
    Ok(())
}

/// Posts what came in.
fn take_money(world: &mut World<'_>, day: Day) -> Result<Taken, Refusal> {
    let mut taken = Taken::default();
    for one in world.to_come.remove(&day).unwrap_or_default() {
        let method = method(world, one.means);
        let payment = PostPayment::of(one.customer, one.amount, method);
        let posted = world.run("Ruth", day, (13, 5), payment)?;
        if posted.tender == Tender::Check && world.cast["Carl Boggs"] == one.customer {
            world.bad_check = Some(posted.payment);
        }
        take(&mut taken, &posted, one.amount);
    }
    Ok(taken)
}

pub fn method(world: &mut World<'_>, means: Means) -> Method {
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
        Tender::Card | Tender::Ach | Tender::Lockbox => return,
    };
    tally.items += 1;
    tally.amount_cents += amount;
}

/// Ruth counts, Dana verifies, Ruth closes; once in a while the drawer is short.
fn close(world: &mut World<'_>, day: Day, taken: &Taken) -> Result<(), Refusal> {
    let Some(deposit) = taken.deposit else { return Ok(()) };
    let float = Money::cents(15_000);
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
