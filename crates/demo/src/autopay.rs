//! AutoPay: eight of the crowd gave leave eleven days ago, four by card and four by bank
//! account. A day later all were drawn: two cards were declined, a file of debits went to the
//! bank by two people's hands, and of it one debit came back and one account is to be corrected.

use crate::owing::pick;
use crate::world::World;
use formats::nacha::{
    self, AccountKind, AchFile, Addenda, ChangeAddenda, Direction, EntryClass, Frequency, Offset,
    Origination, Originator, ReturnAddenda, Step, TransactionCode,
};
use formats::routing_number::RoutingNumber;
use money::ach_files::{MakeAchFile, ReleaseAchFile};
use money::ach_returns::ReadAchReturns;
use money::autopay_runs::StartAutopayRun;
use money::draws::RecordDraw;
use money::draws::records::{DrawRow, DrawState, list_of_run};
use money::mandates::{
    BankAccountKind, EntryClassWord, HoldMandate, MandateMethod, MandateSigned, SignMandate,
};
use money::processors::{DeclineKind, DrawOutcome, ProcessorName};
use office::{Refusal, jobs};
use values::{Day, Sealed};

/// How many give leave by card, and how many by bank account.
const OF_EACH: usize = 4;

/// The bank of those who are debited.
const THEIR_BANK: &str = "063107270";

/// What everybody has agreed to.
const CONSENT: &str = "I authorize Cedar to draw what is due on my account, until I say otherwise.";

/// Eleven days ago they sign; the last of each pays on a day of the month, up to an amount.
pub fn sign(world: &mut World<'_>, day: Day) -> Result<(), Refusal> {
    let owing = pick(world, 2 * OF_EACH, day)?;
    for (place, one) in owing.iter().enumerate() {
        let is_last = place % OF_EACH == OF_EACH - 1;
        let method = match place < OF_EACH {
            true => by_card(place, day),
            false => by_bank(place),
        };
        let mandate = SignMandate {
            customer: one.customer,
            method,
            consent: CONSENT.into(),
            consented_on: None,
            run_day: is_last.then_some(5),
            cap_cents: is_last.then(|| one.due + one.due),
        };
        let signed: MandateSigned = world.run("Priya", day, (9, 40), mandate)?;
        if place == OF_EACH - 1 {
            let reason = String::from("She asks to wait until her new address is settled");
            let mandate = signed.mandate;
            world.run("Priya", day, (9, 50), HoldMandate { mandate, reason })?;
        }
    }
    Ok(())
}

/// Cards of three months: the second one is about to expire.
fn by_card(place: usize, day: Day) -> MandateMethod {
    let months = if place == 1 { 1 } else { 14 };
    let expires_on = day.first_of_month().plus_months(months + 1).plus_days(-1);
    MandateMethod::Card {
        processor: ProcessorName::RecordOnly,
        processor_customer: String::new(),
        processor_method: format!("T-{}", 20_411 + place),
        brand: ["visa", "mastercard"][place % 2].into(),
        last4: format!("{}", 4_242 + 1_111 * place),
        expires_on: Some(expires_on),
    }
}

fn by_bank(place: usize) -> MandateMethod {
    MandateMethod::Bank {
        routing: THEIR_BANK.into(),
        account: Sealed::new(format!("10002345{:05}", 67_001 + 37 * place)),
        kind: match place % 3 {
            0 => BankAccountKind::Savings,
            _ => BankAccountKind::Checking,
        },
        entry_class: match place % 2 {
            0 => EntryClassWord::Ppd,
            _ => EntryClassWord::Web,
        },
    }
}

/// A day later Dana runs it, Ruth takes the cards on the terminal and makes the file of debits,
/// and Walter, who has entered none of them, releases it. Answers the debits.
pub fn run(world: &mut World<'_>, day: Day) -> Result<Vec<DrawRow>, Refusal> {
    let branch = world.branch;
    let begun = match world.run("Dana", day, (9, 0), StartAutopayRun {}) {
        // A branch as small as its cast has nobody on AutoPay.
        Err(refusal) if refusal.code() == "autopay_runs.nobody_is_due" => return Ok(Vec::new()),
        begun => begun?,
    };
    jobs::work_waiting(world.office)?;
    let run = begun.autopay_run;
    let list =
        |world: &World<'_>| world.office.read(|reader| Ok(list_of_run(reader, branch, run)?));
    let by_hand = list(world)?.into_iter().filter(|draw| draw.state() == DrawState::ByHand);
    for (place, draw) in by_hand.enumerate() {
        let outcome = on_the_terminal(place, &draw);
        world.run("Ruth", day, (9, 20), RecordDraw { draw: draw.id, outcome, job: None })?;
    }
    let make = MakeAchFile { settle_on: None, balance_account: None };
    let made = match world.run("Ruth", day, (9, 40), make) {
        Err(refusal) if refusal.code() == "ach_files.nothing_waits" => return Ok(Vec::new()),
        made => made?,
    };
    world.run("Walter", day, (10, 5), ReleaseAchFile { ach_file: made.ach_file })?;
    let mut draws = list(world)?;
    draws.retain(|draw| draw.processor == ProcessorName::Bank);
    Ok(draws)
}

/// One card has not enough on it, one was lost; the others pay.
fn on_the_terminal(place: usize, draw: &DrawRow) -> DrawOutcome {
    let declined = |code: &str, words: &str, kind| DrawOutcome::Declined {
        code: code.into(),
        words: words.into(),
        kind,
    };
    match place {
        1 => declined("insufficient_funds", "Not enough funds", DeclineKind::Soft),
        2 => declined("lost_card", "The card was reported lost", DeclineKind::Hard),
        _ => DrawOutcome::Taken {
            reference: format!("term_{}", draw.id),
            brand: "visa".into(),
            last4: "4242".into(),
        },
    }
}

/// Days later the bank sends two files back: a debit for want of funds, which goes into the
/// next file, and a notice that another account's number has changed.
pub fn hear_from_the_bank(
    world: &mut World<'_>,
    day: Day,
    debits: &[DrawRow],
) -> Result<(), Refusal> {
    let [returned, corrected, ..] = debits else { return Ok(()) };
    let bank = 6_310_727;
    for (minute, draw) in [(30, returned), (35, corrected)] {
        let trace: u64 = draw
            .reference
            .parse()
            .map_err(|error| Refusal::broken(format!("the trace of a debit in a file: {error}")))?;
        let addenda = match minute {
            30 => Addenda::Return(ReturnAddenda {
                code: "R01".into(),
                original_trace: trace,
                died_on: None,
                original_bank: bank,
                text: String::new(),
                trace,
            }),
            _ => Addenda::Change(ChangeAddenda {
                code: "C01".into(),
                original_trace: trace,
                original_bank: bank,
                corrected: Sealed::new("1000234599321"),
                trace,
            }),
        };
        let file = Sealed::new(answer(draw, addenda, day)?);
        world.run("Ruth", day, (8, minute), ReadAchReturns { file })?;
    }
    Ok(())
}

/// The bank's file about one debit.
fn answer(draw: &DrawRow, addenda: Addenda, day: Day) -> Result<String, Refusal> {
    let broken = |error: String| Refusal::broken(format!("a file of the bank's: {error}"));
    let bank = RoutingNumber::parse(THEIR_BANK).map_err(|error| broken(error.to_string()))?;
    let payment = nacha::Payment {
        entry_class: EntryClass::Ppd,
        direction: Direction::Debit,
        step: Step::Live,
        frequency: Frequency::Recurring,
        routing: bank,
        account: Sealed::new("1000234567001"),
        kind: AccountKind::Checking,
        amount_cents: draw.amount.as_cents(),
        individual_id: format!("D{}", draw.id),
        name: draw.name.clone(),
        description: "PESTSVC".into(),
        effective_on: day,
        remittance: None,
    };
    let plan = Origination {
        originator: Originator {
            bank,
            bank_name: "FIRST CEDAR BANK".into(),
            file_origin: "1590412000".into(),
            origin_name: "CEDAR PEST 0412".into(),
            company_id: "1590412000".into(),
            company_name: "CEDAR PEST 0412".into(),
            offset: Offset::ByTheBank,
        },
        created_on: day,
        created_at: "0600".into(),
        modifier: 'A',
        reference: String::new(),
        first_sequence: 1,
    };
    let refused = |problems: formats::problems::Problems| {
        broken(problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
    };
    let mut file: AchFile = plan.file(&[payment]).map_err(refused)?;
    for batch in &mut file.batches {
        batch.service_class = 225;
        let is_change = matches!(addenda, Addenda::Change(_));
        if is_change {
            batch.entry_class = "COR".into();
        }
        for entry in &mut batch.entries {
            entry.amount_cents = if is_change { 0 } else { entry.amount_cents };
            entry.transaction =
                TransactionCode::new(26).ok_or_else(|| broken("no code for a return".into()))?;
            entry.addenda = vec![addenda.clone()];
        }
    }
    nacha::print(&file).map_err(refused)
}
