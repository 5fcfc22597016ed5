//! What comes by card and on the web: a transfer of the processor's with its fees, a payment
//! whose holder disputes it, and two pay links, one of them paid.

use crate::owing::pick;
use crate::world::World;
use money::Tender;
use money::bank_lines::records::{UnsettledRow, list_unsettled};
use money::pay_links::{AnswerPayLink, MakePayLink, PayWay};
use money::payments::{Method, PostPayment};
use money::payouts::RecordPayout;
use money::processor_events::{ReceiveEvent, Told};
use money::processors::{
    DisputeStanding, DisputeTold, PayoutItemKind, PayoutItemTold, ProcessorName,
};
use office::Refusal;
use values::{Day, Id, Money, noun};

/// The most payments one transfer has.
const MOST: usize = 6;

/// What the processor keeps of a payment: 2.9 % and thirty cents.
fn fee(gross: Money) -> Money {
    Money::cents((gross.as_cents() * 290 + 5_000) / 10_000 + 30)
}

/// Card payments of the crowd that the processor still has, the latest first.
fn of_crowd(world: &World<'_>, day: Day) -> Result<Vec<UnsettledRow>, Refusal> {
    let branch = world.branch;
    let mut cards = world.office.read(|reader| Ok(list_unsettled(reader, branch, day)?))?;
    cards.retain(|one| one.tender == Tender::Card && one.reference.starts_with("ch_"));
    Ok(cards)
}

/// The processor's transfer of the day, one item of which nobody knows.
pub fn pay_out(world: &mut World<'_>, day: Day) -> Result<(), Refusal> {
    let cards = of_crowd(world, day)?;
    let mut items: Vec<PayoutItemTold> = cards
        .iter()
        .take(MOST)
        .map(|one| PayoutItemTold {
            kind: PayoutItemKind::Payment,
            reference: one.reference.clone(),
            gross_cents: one.amount,
            fee_cents: fee(one.amount),
        })
        .collect();
    if items.is_empty() {
        return Ok(());
    }
    let gross = Money::cents(8_900);
    let reference = String::from("ch_counter_88");
    let kind = PayoutItemKind::Payment;
    items.push(PayoutItemTold { kind, reference, gross_cents: gross, fee_cents: fee(gross) });
    let record = RecordPayout {
        processor: ProcessorName::Stripe,
        reference: format!("po_{}", day.to_string().replace('-', "")),
        paid_on: day,
        net_cents: items.iter().map(|one| one.gross_cents - one.fee_cents).sum(),
        items,
        job: None,
    };
    world.run("Dana", day, (10, 30), record)?;
    Ok(())
}

/// The holder of a card says that a payment is not hers; a week is left to answer.
pub fn dispute(world: &mut World<'_>, day: Day) -> Result<(), Refusal> {
    let cards = of_crowd(world, day)?;
    let Some(payment) = cards.iter().find(|one| !is_of_cast(world, &one.name)) else {
        return Ok(());
    };
    let told = Told::Disputed {
        dispute: DisputeTold {
            reference: "dp_1P7Qh2".into(),
            payment_reference: payment.reference.clone(),
            amount_cents: payment.amount,
            reason: "unrecognized".into(),
            answer_by: Some(day.plus_days(11)),
            stands: DisputeStanding::Open,
        },
    };
    let event = ReceiveEvent {
        processor: ProcessorName::Stripe,
        reference: "evt_1P7Qh2".into(),
        kind: "charge.dispute.created".into(),
        told,
    };
    world.run("Dana", day, (11, 10), event)?;
    Ok(())
}

fn is_of_cast(world: &World<'_>, name: &str) -> bool {
    world.cast.contains_key(name)
}

/// Two pay links; the first is paid two days later, and of the second she says that a check is
/// in the mail.
pub fn make_links(
    world: &mut World<'_>,
    day: Day,
) -> Result<Option<(Id<noun::Customer>, Money)>, Refusal> {
    let owing = pick(world, 2, day)?;
    let mut last = None;
    for one in &owing {
        let link = MakePayLink {
            customer: one.customer,
            invoice: Some(one.invoice()),
            least_cents: None,
            expires_on: None,
        };
        last = Some(world.run("Priya", day, (11, 20), link)?.pay_link);
    }
    if let (Some(pay_link), 2) = (last, owing.len()) {
        let (way, pays_on) = (PayWay::Mail, day.plus_days(3));
        let note = String::from("We run checks on Thursdays");
        world.run("Priya", day, (16, 5), AnswerPayLink { pay_link, way, pays_on, note })?;
    }
    Ok(owing.first().map(|one| (one.customer, one.charge.open)))
}

/// She reads her card to the terminal at the counter, with the link in her hand.
pub fn pay_a_link(
    world: &mut World<'_>,
    day: Day,
    (customer, amount): (Id<noun::Customer>, Money),
) -> Result<(), Refusal> {
    let card = Method::Card { reference: "term_link_1".into(), last4: "7003".into() };
    let memo = String::from("At the counter, by her pay link");
    let pay = PostPayment { memo, ..PostPayment::of(customer, amount, card) };
    world.run("Ruth", day, (10, 40), pay)?;
    Ok(())
}
