//! The cash at the front counter: a fund that Ruth keeps, what was bought out of it, and how
//! Dana replenished it. By the last morning it is low again.

use crate::world::World;
use money::deposits::Drawer;
use office::Refusal;
use safekeeping::petty_funds::{CountPettyFund, OpenPettyFund, PayPettySlip, ReplenishPettyFund};
use values::{Day, Id, Money, noun};

/// What the fund always comes back to.
const IMPREST: Money = Money::dollars(150);

/// What somebody bought.
struct Bought {
    paid_to: &'static str,
    purpose: &'static str,
    cents: i64,
    account: i64,
    receipt: &'static str,
    no_receipt_reason: &'static str,
}

const fn bought(
    paid_to: &'static str,
    purpose: &'static str,
    cents: i64,
    account: i64,
    receipt: &'static str,
) -> Bought {
    Bought { paid_to, purpose, cents, account, receipt, no_receipt_reason: "" }
}

/// Before it was replenished.
const BEFORE: [Bought; 3] = [
    bought("Post office", "Stamps for the statements", 4_620, 6110, "Receipt 2217"),
    bought("Marion Hardware", "Padlock for truck 7", 2_285, 5200, "No. 80412"),
    Bought {
        paid_to: "County courthouse",
        purpose: "Parking, permits for the fumigation",
        cents: 800,
        account: 6150,
        receipt: "",
        no_receipt_reason: "The meter prints none",
    },
];

/// Since then.
const SINCE: [Bought; 3] = [
    bought("Marion Hardware", "Batteries for the lamps", 3_868, 5100, "No. 80577"),
    bought("Publix", "Coffee and water for Monday's meeting", 4_715, 6100, "Receipt 0093"),
    bought("Post office", "Certified letter to Carl Boggs", 3_050, 6110, "Receipt 2260"),
];

/// The fund is opened, and the first is bought out of it.
pub fn open(world: &mut World<'_>, day: Day) -> Result<Id<noun::PettyFund>, Refusal> {
    let open = OpenPettyFund {
        name: "Front counter".into(),
        custodian: world.people["Ruth"],
        imprest_cents: IMPREST,
        cash_from: None,
    };
    let fund = world.run("Dana", day, (8, 30), open)?.petty_fund;
    buy(world, day, fund, &BEFORE)?;
    Ok(fund)
}

/// Ruth counts it, a dollar and a half short; Dana replenishes it, and more is bought.
pub fn replenish(
    world: &mut World<'_>,
    day: Day,
    petty_fund: Id<noun::PettyFund>,
) -> Result<(), Refusal> {
    let drawer = Drawer {
        bills_20: 3,
        bills_10: 1,
        bills_1: 1,
        coins_25: 1,
        coins_10: 2,
        ..Drawer::default()
    };
    let left = IMPREST - BEFORE.iter().map(|one| Money::cents(one.cents)).sum::<Money>();
    let short = left - drawer.total();
    world.run("Ruth", day, (8, 35), CountPettyFund { petty_fund, drawer })?;
    let reason = format!("{short} too much given back at the hardware store; Ruth agrees");
    world.run("Dana", day, (8, 45), ReplenishPettyFund { petty_fund, reason })?;
    buy(world, day, petty_fund, &SINCE)
}

fn buy(
    world: &mut World<'_>,
    day: Day,
    petty_fund: Id<noun::PettyFund>,
    bought: &[Bought],
) -> Result<(), Refusal> {
    for (one, minute) in bought.iter().zip((10..).step_by(12)) {
        let slip = PayPettySlip {
            petty_fund,
            amount_cents: Money::cents(one.cents),
            paid_to: one.paid_to.into(),
            purpose: one.purpose.into(),
            account: Id::new(one.account),
            receipt: one.receipt.into(),
            no_receipt_reason: one.no_receipt_reason.into(),
            paid_on: None,
        };
        world.run("Ruth", day, (9, minute), slip)?;
    }
    Ok(())
}
