//! The stories of the last fortnight: which of them is told on which day, so many days before
//! the last.

use crate::world::World;
use crate::{DemoAsk, autopay, billing_desk, cards, old_credits, papers_out, petty_cash};
use money::draws::records::DrawRow;
use office::Refusal;
use values::{Day, Id, Money, Weekday, noun};

/// How many days before the last the day's work is billed in one run.
const BILLING_RUN: i64 = 4;

/// What a story of one day leaves for another.
#[derive(Default)]
pub struct Threads {
    debits: Vec<DrawRow>,
    link: Option<(Id<noun::Customer>, Money)>,
    petty_fund: Option<Id<noun::PettyFund>>,
}

/// So many days before the last, or the day before where that is a Sunday.
fn is_ago(ask: &DemoAsk, day: Day, days: i64) -> bool {
    let then = ask.until.plus_days(-days);
    let then = if then.weekday() == Weekday::Sunday { then.plus_days(-1) } else { then };
    then == day
}

/// Whether the day's work is billed in one run, not visit by visit.
pub fn is_run_day(ask: &DemoAsk, day: Day) -> bool {
    is_ago(ask, day, BILLING_RUN)
}

/// Tells what a morning brings.
pub fn tell(
    world: &mut World<'_>,
    ask: &DemoAsk,
    day: Day,
    threads: &mut Threads,
) -> Result<(), Refusal> {
    if is_ago(ask, day, 12) {
        threads.petty_fund = Some(petty_cash::open(world, day)?);
    }
    if is_ago(ask, day, 11) {
        old_credits::tell(world, day)?;
        autopay::sign(world, day)?;
    }
    if is_ago(ask, day, 10) {
        threads.debits = autopay::run(world, day)?;
    }
    if is_ago(ask, day, 9) {
        cards::pay_out(world, day)?;
        papers_out::remind(world, day)?;
    }
    if is_ago(ask, day, 6) {
        autopay::hear_from_the_bank(world, day, &threads.debits)?;
        threads.link = cards::make_links(world, day)?;
    }
    if is_ago(ask, day, 6)
        && let Some(fund) = threads.petty_fund.take()
    {
        petty_cash::replenish(world, day, fund)?;
    }
    if is_ago(ask, day, 5) {
        cards::dispute(world, day)?;
        papers_out::hand_out_the_journal(world, day)?;
    }
    if is_ago(ask, day, 3) {
        billing_desk::charge_late_fees(world, day)?;
        if let Some(link) = threads.link.take() {
            cards::pay_a_link(world, day, link)?;
        }
    }
    Ok(())
}
