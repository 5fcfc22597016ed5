//! Charge one customer's late fee of the month.

use super::records::{self, NewLateFee};
use super::rules::{self, Fee, NoFee, Terms};
use super::{CHARGE, WaiveCause, WaiveLateFee};
use crate::billing_options;
use books::Source;
use books::accounts::{LATE_FEES, RECEIVABLE};
use books::entries::{NewEntry, NewLine};
use books::open_items::{ChargeKind, NewCharge, open_charge};
use front_desk::customers::{self, Customer};
use office::{Command, Desk, Duty, Errand, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use settings::preferences;
use settings::rule_packs::late_fee_cap;
use store::Reader;
use values::{Day, Id, Money, Rate, noun};

/// Charges a customer's late fee of this month.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ChargeLateFee {
    /// Whose.
    pub customer: Id<noun::Customer>,
}

/// The fee is on her account.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct LateFeeCharged {
    /// The fee.
    pub late_fee: Id<noun::LateFee>,
    /// Its number.
    pub number: String,
    /// What was past due.
    pub base_cents: Money,
    /// The rate a month.
    pub rate: Rate,
    /// How much.
    pub amount_cents: Money,
}

impl Command for ChargeLateFee {
    const NAME: &'static str = "late_fees.charge";
    const TITLE: &'static str = "Charge a late fee";
    const DUTY: Duty = CHARGE;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = LateFeeCharged;

    fn perform(self, desk: &mut Desk<'_>) -> Result<LateFeeCharged, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let customer = customers::records::require(desk, branch, self.customer)?;
        let month = today.first_of_month();
        if let Some((number,)) = records::find_of_month(desk, branch, customer.id, month)? {
            return Err(Refusal::conflict_with(
                "late_fees.charged_already",
                format!("Late fee {number} stands for this month, charged or waived."),
                format!("/late-fees?customer={}", customer.id),
                "See her late fees",
            ));
        }
        let worked = work_out(desk, branch, &customer, today)?;
        let (fee, basis) = worked.map_err(|why| {
            let words = format!("{}.", why.words());
            Refusal::conflict("late_fees.none", words)
        })?;
        post(desk, customer.id, fee, &basis)
    }

    fn reversal(receipt: &LateFeeCharged) -> Option<Errand> {
        Some(Errand::of(WaiveLateFee {
            late_fee: receipt.late_fee,
            cause: WaiveCause::OurMistake,
            reason: String::from("Charged by mistake"),
        }))
    }
}

/// A fee and why just that, or why none.
type Worked = Result<(Fee, String), NoFee>;

/// What a customer would be charged on a day. Her state's rule holds; the branch's where no
/// state of hers is known.
pub(super) fn work_out(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: &Customer,
    on: Day,
) -> Result<Worked, Refusal> {
    let kept = billing_options::records::list_of_customer(reader, branch, customer.id)?;
    let options = kept.standing_for(customer, None, on);
    let terms = Terms {
        late_fee: options.late_fee,
        own_rate: options.late_fee_rate,
        usual_rate: Rate::millionths(preferences::whole(reader, branch, "late_fee_millionths")?),
        grace_days: preferences::whole(reader, branch, "late_fee_grace_days")?,
    };
    let state = match customer.state.as_str() {
        "" => settings::branches::records::find_branch_address(reader, branch)?
            .map_or_else(String::new, |address| address.state),
        state => state.to_owned(),
    };
    let unpaid = records::list_unpaid(reader, branch, customer.id)?;
    let fee = rules::fee(terms, late_fee_cap(&state, on), &unpaid, on);
    Ok(fee.map(|fee| {
        let basis = format!("{} a month of {} past due, {state}", fee.rate, fee.base);
        (fee, basis)
    }))
}

/// Handbook P21: owed by her, earned as late fees; no tax on it.
fn post(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    fee: Fee,
    basis: &str,
) -> Result<LateFeeCharged, Refusal> {
    let today = desk.today();
    let id: Id<noun::LateFee> = desk.id();
    let number = desk.document_number("late_fees")?;
    let charge = open_charge(
        desk,
        NewCharge {
            customer,
            kind: ChargeKind::Fee,
            document: number.clone(),
            source: Source::of(id),
            issued_on: today,
            due_on: today,
            amount: fee.amount,
        },
    )?;
    let of = |account, amount, customer| NewLine { account, amount, customer };
    let entry = books::entries::post(
        desk,
        NewEntry {
            day: today,
            memo: format!("Late fee {number}"),
            source: Source::of(id),
            lines: vec![
                of(RECEIVABLE, fee.amount, Some(customer)),
                of(LATE_FEES, -fee.amount, None),
            ],
        },
    )?;
    let new = NewLateFee { id, number: &number, customer, on: today, fee, basis, charge, entry };
    records::insert_late_fee(desk, &new)?;
    desk.subject(id);
    desk.subject(customer);
    desk.search_put(id, &format!("{number} {}", fee.amount.plain()))?;
    Ok(LateFeeCharged {
        late_fee: id,
        number,
        base_cents: fee.base,
        rate: fee.rate,
        amount_cents: fee.amount,
    })
}
