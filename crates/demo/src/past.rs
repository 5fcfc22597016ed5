//! What lies behind the last day: the bills its mail pays, one customer's long story of a
//! balance, and what is owed since long.

use crate::DemoAsk;
use crate::cast::RIVERA;
use crate::world::World;
use billing::credits::IssueCredit;
use billing::invoices::{ExtraLine, IssueInvoice};
use books::accounts::REVENUE_ONE_TIME;
use front_desk::contacts::{AddContact, Person};
use front_desk::conversations::NoteConversation;
use front_desk::services::TaxCode;
use money::payments::{Method, PostPayment};
use office::Refusal;
use values::{Day, Id, Money, Phone, noun};

/// A bill for something beside the agreement.
struct Bill {
    /// How many days before the last day.
    ago: i64,
    who: &'static str,
    what: &'static str,
    /// In cents, before tax: businesses pay 7.5 % on top.
    price: i64,
}

const fn bill(ago: i64, who: &'static str, what: &'static str, price: i64) -> Bill {
    Bill { ago, who, what, price }
}

/// In the order of their days. The totals with tax are what the checks of the last day are
/// written over.
const BILLS: &[Bill] = &[
    bill(68, "Oakhurst Apartments", "Roach treatment, building 2", 107_163),
    bill(63, "Gerald Halloran", "Rodent exclusion, attic", 28_569),
    bill(40, "Hatch and Daughters Realty", "WDO inspection, 3 Elm St", 9_302),
    bill(39, "Hatch and Daughters Realty", "WDO inspection, 8 Elm St", 9_302),
    bill(38, "Hatch and Daughters Realty", "WDO inspection, 77 Lake Dr", 9_302),
    bill(37, "Hatch and Daughters Realty", "WDO inspection, 2 Pine Ct", 9_302),
    bill(36, "Hatch and Daughters Realty", "WDO inspection, 4 Pine Ct", 9_302),
    bill(35, "Hatch and Daughters Realty", "WDO inspection and treatment", 13_209),
    bill(33, "Palmetto Storage LLC", "Rodent stations, row A", 46_512),
    bill(32, "Palmetto Storage LLC", "Rodent stations, row B", 46_512),
    bill(30, "Bayliss Family Trust", "Wasp and hornet visit", 22_326),
    bill(28, "St. Brendan Parish Hall", "Kitchen treatment before the supper", 28_837),
    bill(27, "Palmetto Storage LLC", "Rodent stations, office", 26_465),
    bill(26, "Oak Street Dental", "Ant treatment, waiting room", 17_209),
    bill(24, "Wm. Osgood", "Yellow jackets, shed", 8_817),
    bill(21, "Grace Abernathy", "Silverfish, upstairs", 9_632),
    bill(20, "J. and P. Lindqvist", "Carpenter ants, porch", 9_632),
    bill(18, "Theo Marchetti", "Extra visit, ants", 7_500),
    bill(17, "Denise Pruitt", "Mud daubers, garage", 4_900),
    bill(16, "Devin Cobb", "Fleas, first treatment", 11_840),
    bill(15, "Irene Voss", "Wasp nest, eaves", 9_600),
    bill(14, "Lam Nguyen", "Roaches, kitchen", 12_700),
    bill(13, "Patricia Yoder", "Spiders, basement", 8_600),
    bill(11, "Grace Abernathy", "Silverfish, second visit", 9_632),
    bill(5, "Oak Street Dental", "Extra visit", 8_958),
    bill(3, "Edna Kerr", "Ants, kitchen", 10_800),
    bill(3, "Kevin Doyle", "Wasp nest, mailbox", 5_200),
    bill(2, "Wanda Pruett", "Fire ants, front yard", 7_500),
    bill(2, "Anil Patel", "Bait refill", 4_500),
];

/// What of the past falls on a day; the first day tells what was before it, too.
pub fn tell(world: &mut World<'_>, ask: &DemoAsk, day: Day) -> Result<(), Refusal> {
    let first = ask.until.plus_days(-ask.days);
    let is_now = |ago: i64| {
        let then = ask.until.plus_days(-ago);
        then == day || (day == first && then < first)
    };
    for one in BILLS.iter().filter(|one| is_now(one.ago)) {
        issue(world, day, ask.until.plus_days(-one.ago), one)?;
    }
    rivera(world, ask, day, &is_now)?;
    if is_now(4) {
        let said = "No PO yet for the visit on Wednesday; their bookkeeper sends it Friday.";
        let note = NoteConversation {
            follow_up_on: Some(ask.until.plus_days(-3)),
            ..NoteConversation::call(world.cast["Oak Street Dental"], said)
        };
        world.run("Dana", day, (10, 20), note)?;
    }
    Ok(())
}

fn issue(
    world: &mut World<'_>,
    day: Day,
    invoiced_on: Day,
    bill: &Bill,
) -> Result<Id<noun::Invoice>, Refusal> {
    let invoice = IssueInvoice {
        lines: vec![ExtraLine {
            what: bill.what.into(),
            quantity: None,
            price_cents: Money::cents(bill.price),
            tax_code: TaxCode::PestStruct,
            revenue_account: REVENUE_ONE_TIME.id(),
        }],
        invoiced_on: Some(invoiced_on),
        po_number: (bill.who == "Oak Street Dental").then(|| "7741".into()),
        ..IssueInvoice::to(world.cast[bill.who])
    };
    Ok(world.run("Priya", day, (9, 20), invoice)?.invoice)
}

/// Why Marisol Rivera owes what she owes: a wasp nest, a credit for a window that was missed,
/// part of it by card. Her check of the last day is the rest of the story.
fn rivera(
    world: &mut World<'_>,
    ask: &DemoAsk,
    day: Day,
    is_now: &impl Fn(i64) -> bool,
) -> Result<(), Refusal> {
    let customer = world.cast[RIVERA];
    if is_now(49) {
        let husband = Person {
            name: "Hector Rivera".into(),
            relation: Some("husband".into()),
            phone: Phone::parse("352-555-0124").ok(),
            may_talk: true,
            may_book: true,
            may_pay: true,
            ..Person::default()
        };
        world.run("Priya", day, (9, 10), AddContact { customer, person: husband })?;
        let nest = bill(49, RIVERA, "Wasp nest removal", 15_515);
        world.wasp_nest = Some(issue(world, day, ask.until.plus_days(-nest.ago), &nest)?);
    }
    if let (true, Some(invoice)) = (is_now(46), world.wasp_nest) {
        let reason = "We missed the promised window by 55 minutes".into();
        let net_cents = Money::cents(2_675);
        world.run("Dana", day, (9, 25), IssueCredit { invoice, net_cents, reason })?;
    }
    if is_now(31) {
        let card = Method::Card { reference: "ch_4411".into(), last4: "4411".into() };
        let part = PostPayment {
            memo: "By telephone, part of the wasp visit".into(),
            ..PostPayment::of(customer, Money::cents(6_420), card)
        };
        world.run("Ruth", day, (11, 8), part)?;
    }
    Ok(())
}
