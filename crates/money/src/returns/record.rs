//! Record a returned payment (handbook P15 to P17).

use super::RECORD;
use super::records::{self, NewReturn, ReturnCause};
use crate::payments::apply::require_standing;
use crate::payments::posting::{self, TakenOff, plain};
use crate::payments::records::{self as payments, PaymentRow};
use crate::words::{Route, Tender};
use books::accounts::{BANK_CHARGES, OPERATING, RECEIVABLE, RETURNED_ITEM_FEES};
use books::entries::{self, NewEntry, NewLine};
use books::open_items::{ApplicationKind, ChargeKind, NewCharge, open_charge};
use books::{Account, Source};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, Money, noun};

/// Records that the bank took a payment back.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct RecordReturn {
    /// Which payment.
    pub payment: Id<noun::Payment>,
    /// Why.
    pub cause: ReturnCause,
    /// The bank's code, such as R01.
    #[serde(default)]
    pub code: String,
    /// The day the bank took it back; today when left out.
    #[serde(default)]
    pub returned_on: Option<Day>,
    /// What the bank charges us; the branch's usual when left out.
    #[serde(default)]
    pub bank_fee_cents: Option<Money>,
    /// What is charged to the customer; the most the state allows when left out.
    #[serde(default)]
    pub fee: Fee,
    /// A note.
    #[serde(default)]
    pub note: String,
}

/// What a returned payment costs the customer.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, Default, PartialEq)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Fee {
    /// The most the state's rule allows.
    #[default]
    Standard,
    /// What her agreement says, up to what the state allows.
    Agreed {
        /// How much.
        amount_cents: Money,
    },
    /// Nothing.
    Waived {
        /// Why.
        why: String,
    },
}

/// The return is on the books.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct ReturnRecorded {
    /// The return.
    #[serde(rename = "return")]
    pub returned: Id<noun::Return>,
    /// Its number.
    pub number: String,
    /// What is open again on invoices.
    pub reopened_cents: Money,
    /// What came off the customer's good.
    pub unapplied_cents: Money,
    /// The fee charged to her.
    pub fee_cents: Money,
}

/// The fact that a payment came back, for those who write to the customer about it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PaymentReturned {
    /// The return.
    pub returned: Id<noun::Return>,
    /// The payment.
    pub payment: Id<noun::Payment>,
    /// Whose.
    pub customer: Id<noun::Customer>,
    /// How much.
    pub amount: Money,
    /// The fee charged.
    pub fee: Money,
}

impl Command for RecordReturn {
    const NAME: &'static str = "returns.record";
    const TITLE: &'static str = "Record a returned payment";
    const DUTY: Duty = RECORD;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = ReturnRecorded;

    fn problems(&self) -> Problems {
        let is_negative = |amount: Option<Money>| amount.is_some_and(Money::is_negative);
        let words = "Enter an amount, 0.00 for none.";
        let problems =
            Problems::none().when(is_negative(self.bank_fee_cents), "bank_fee_cents", words);
        match &self.fee {
            Fee::Standard => problems,
            Fee::Agreed { amount_cents } => problems.when(
                !amount_cents.is_positive(),
                "fee.agreed.amount_cents",
                "Enter the fee of her agreement.",
            ),
            Fee::Waived { why } => {
                problems.when(why.trim().is_empty(), "fee.waived.why", "Say why no fee is charged.")
            }
        }
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<ReturnRecorded, Refusal> {
        let row = payments::require(desk, self.payment)?;
        let (customer, credit) = require_standing(&row)?;
        refuse_never_there(&row)?;
        let day = desk.today();
        let returned_on = self.returned_on.unwrap_or(day);
        if returned_on < row.day || returned_on > day {
            let words = format!("Enter a day from {} to today.", row.day.us());
            return Err(Refusal::invalid("returned_on", words));
        }
        let (fee, fee_basis) = self.fee_for(desk, row.amount, returned_on)?;
        let bank_fee = self.bank_fee(desk)?;
        let returned = desk.id();
        let number = desk.document_number("return")?;
        let on = Return { returned, number: &number, customer, day };

        let off = posting::take_off_account(desk, credit, ApplicationKind::Return, day)?;
        let owed_again = charge_given_back(desk, on, &off)?;
        let fee_charge = charge_fee(desk, on, fee)?;
        post_entries(desk, on, &row, &off, owed_again, fee, bank_fee)?;
        payments::mark_returned(desk, self.payment)?;
        records::insert_return(
            desk,
            &NewReturn {
                id: returned,
                number: &number,
                payment: self.payment,
                customer,
                amount: row.amount,
                cause: self.cause,
                code: self.code.trim(),
                returned_on,
                day,
                bank_fee,
                fee,
                fee_basis: &fee_basis,
                fee_charge,
                reopened: off.applied + owed_again,
                unapplied: off.unapplied,
                note: self.note.trim(),
            },
        )?;
        desk.change(self.payment, &row.state(), &payments::PaymentState::Returned)?;
        desk.subject(returned);
        desk.subject(customer);
        let (payment, amount) = (self.payment, row.amount);
        desk.announce(PaymentReturned { returned, payment, customer, amount, fee });
        Ok(ReturnRecorded {
            returned,
            number,
            reopened_cents: off.applied + owed_again,
            unapplied_cents: off.unapplied,
            fee_cents: fee,
        })
    }
}

/// The return at hand, as its charges and entries name it.
#[derive(Clone, Copy)]
struct Return<'r> {
    returned: Id<noun::Return>,
    number: &'r str,
    customer: Id<noun::Customer>,
    day: Day,
}

impl RecordReturn {
    /// The fee, and why just that.
    fn fee_for(
        &self,
        desk: &mut Desk<'_>,
        amount: Money,
        on: Day,
    ) -> Result<(Money, String), Refusal> {
        let branch = desk.branch();
        let address = settings::branches::records::find_branch_address(desk, branch)?;
        let state = address.map_or_else(String::new, |address| address.state);
        let most = settings::rule_packs::returned_item_fee(&state, amount, on);
        let most = most.unwrap_or(Money::ZERO);
        match &self.fee {
            Fee::Standard => Ok((most, format!("{state}, {most} at most for {amount}"))),
            Fee::Waived { why } => Ok((Money::ZERO, format!("waived: {}", why.trim()))),
            Fee::Agreed { amount_cents } if *amount_cents > most => Err(Refusal::conflict(
                "returns.fee_over_limit",
                format!("{state} allows {most} at most for {amount}. Enter {most} or less."),
            )),
            Fee::Agreed { amount_cents } => {
                Ok((*amount_cents, format!("agreed; {state} allows {most}")))
            }
        }
    }

    fn bank_fee(&self, desk: &mut Desk<'_>) -> Result<Money, Refusal> {
        let branch = desk.branch();
        match self.bank_fee_cents {
            Some(fee) => Ok(fee),
            None => Ok(settings::preferences::money(desk, branch, "bank_return_fee_cents")?),
        }
    }
}

/// Only what was at the bank comes back from it.
fn refuse_never_there(row: &PaymentRow) -> Result<(), Refusal> {
    let href = format!("/payments/{}", row.id);
    if row.tender == Tender::Cash {
        return Err(Refusal::conflict_with(
            "returns.cash",
            "Cash does not come back. A false bill is explained as over or short in its deposit.",
            href,
            "See the payment",
        ));
    }
    if row.tender.route() == Route::Deposit && row.deposited_at.is_none() {
        return Err(Refusal::conflict_with(
            "returns.not_deposited",
            format!("{} has not been to the bank. Void it instead.", row.number),
            href,
            "See the payment",
        ));
    }
    Ok(())
}

/// What had been refunded of the payment is owed again, though no invoice stands for it.
fn charge_given_back(
    desk: &mut Desk<'_>,
    on: Return<'_>,
    off: &TakenOff,
) -> Result<Money, Refusal> {
    if off.given_back.is_positive() {
        open(desk, on, ChargeKind::Invoice, format!("Return {}", on.number), off.given_back)?;
    }
    Ok(off.given_back)
}

fn charge_fee(
    desk: &mut Desk<'_>,
    on: Return<'_>,
    fee: Money,
) -> Result<Option<Id<noun::Charge>>, Refusal> {
    match fee.is_positive() {
        false => Ok(None),
        true => {
            let document = format!("Fee {}", on.number);
            open(desk, on, ChargeKind::Fee, document, fee).map(Some)
        }
    }
}

fn open(
    desk: &mut Desk<'_>,
    on: Return<'_>,
    kind: ChargeKind,
    document: String,
    amount: Money,
) -> Result<Id<noun::Charge>, Refusal> {
    open_charge(
        desk,
        NewCharge {
            customer: on.customer,
            kind,
            document,
            source: Source::of(on.returned),
            issued_on: on.day,
            due_on: on.day,
            amount,
        },
    )
}

/// Three entries, each of which may have to be corrected by itself: the payment taken back, the
/// fee charged, the bank's own charge (handbook P16).
fn post_entries(
    desk: &mut Desk<'_>,
    on: Return<'_>,
    row: &PaymentRow,
    off: &TakenOff,
    owed_again: Money,
    fee: Money,
    bank_fee: Money,
) -> Result<(), Refusal> {
    let owes = |account: Account, amount| NewLine { account, amount, customer: Some(on.customer) };
    let mut taken_back = posting::debits_of(on.customer, off).to_vec();
    taken_back.push(owes(RECEIVABLE, owed_again));
    taken_back.push(plain(came_from(row), -row.amount));
    let charged = vec![owes(RECEIVABLE, fee), plain(RETURNED_ITEM_FEES, -fee)];
    let cost = vec![plain(BANK_CHARGES, bank_fee), plain(OPERATING, -bank_fee)];
    let entry = |memo: String, lines| NewEntry {
        day: on.day,
        memo,
        source: Source::of(on.returned),
        lines,
    };
    let mut all = vec![entry(format!("Payment {} returned", row.number), taken_back)];
    if fee.is_positive() {
        all.push(entry(format!("Returned-item fee {}", on.number), charged));
    }
    if bank_fee.is_positive() {
        all.push(entry(format!("Bank charge for return {}", on.number), cost));
    }
    entries::post_many(desk, all)?;
    Ok(())
}

/// Where the bank or the processor takes it from: what was paid out comes off the bank.
fn came_from(row: &PaymentRow) -> Account {
    match row.tender.route() {
        Route::Processor if row.settled_on.is_none() => row.tender.account(),
        _ => OPERATING,
    }
}

#[cfg(test)]
mod tests;
