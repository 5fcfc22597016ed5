//! Transfer what stands to a customer's good onto another's account: it pays there what is told,
//! or the oldest due, and the rest waits for the next invoice.

use super::records::{self, NewTransfer};
use super::{MAKE, TakeBackTransfer};
use crate::faces;
use crate::payments::rules::{Applied, ApplyTo};
use crate::payments::{post, posting};
use crate::refunds;
use books::Source;
use books::entries::{self, NewEntry};
use books::open_items::records::CreditRow;
use books::open_items::{
    self, ApplicationKind, CreditKind, NewCredit, balance, find_credit, take_off_credit,
};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Transfers credit to another customer.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct MakeTransfer {
    /// The credit it comes out of: a payment's rest, a credit memo, a balance brought in.
    pub credit: Id<noun::Credit>,
    /// Whose account it goes onto.
    pub customer: Id<noun::Customer>,
    /// How much; all that is unapplied of it when left out.
    #[serde(default)]
    pub amount_cents: Option<Money>,
    /// What it pays there; the invoice of just this amount or the oldest due when left out.
    #[serde(default)]
    pub applications: Option<Vec<ApplyTo>>,
    /// Why.
    pub reason: String,
}

/// The credit is on the other account.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct TransferMade {
    /// The transfer.
    pub transfer: Id<noun::Transfer>,
    /// Its number.
    pub number: String,
    /// How much went.
    pub amount_cents: Money,
    /// What it pays there.
    pub applied: Vec<Applied>,
    /// What of it stands to the other customer's good.
    pub unapplied_cents: Money,
}

impl Command for MakeTransfer {
    const NAME: &'static str = "transfers.make";
    const TITLE: &'static str = "Transfer credit to another customer";
    const DUTY: Duty = MAKE;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = TransferMade;

    fn problems(&self) -> Problems {
        let is_nothing = self.amount_cents.is_some_and(|amount| !amount.is_positive());
        Problems::none().when(is_nothing, "amount_cents", "Enter an amount above zero.").when(
            self.reason.trim().is_empty(),
            "reason",
            "Say why it is transferred.",
        )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<TransferMade, Refusal> {
        let (branch, to) = (desk.branch(), self.customer);
        let credit =
            find_credit(desk, branch, self.credit)?.ok_or(Refusal::NotFound { what: "credit" })?;
        if credit.customer == to {
            let words = "It is on this customer's account. Choose another.";
            return Err(Refusal::invalid("customer", words));
        }
        let face = require_taker(desk, to)?;
        let amount = self.amount_cents.unwrap_or(credit.open);
        require_left(desk, &credit, amount)?;
        let (transfer, number) = (desk.id(), desk.document_number("transfers")?);
        let day = desk.today().max(credit.opened_on);
        let parts = post::plan(desk, to, self.applications.as_deref(), amount, day)?;
        let application = take_off_credit(desk, credit.id, amount, ApplicationKind::Transfer, day)?;
        let arrived = NewCredit {
            customer: to,
            kind: CreditKind::Transfer,
            document: number.clone(),
            source: Source::of(transfer),
            dated_on: day,
            amount,
        };
        let to_credit = open_items::open_credit(desk, arrived)?;
        let applied = posting::apply_parts(desk, to, to_credit, &parts, day)?;
        let unapplied = amount - applied;
        let mut lines = vec![posting::unapplied_line(credit.customer, amount)];
        lines.extend(posting::credits_of(to, applied, unapplied));
        let memo = format!("Transfer {number} of {} to {}", credit.document, face.number);
        entries::post(desk, NewEntry { day, memo, source: Source::of(transfer), lines })?;
        let new = NewTransfer {
            id: transfer,
            number: &number,
            from: &credit,
            to,
            to_credit,
            application,
            amount,
            reason: self.reason.trim(),
        };
        records::insert_transfer(desk, &new)?;
        let words = format!("transfer {number} {} {} {}", amount.plain(), face.name, face.number);
        desk.search_put(transfer, &words)?;
        desk.subject(transfer);
        desk.subject(credit.customer);
        desk.subject(to);
        Ok(TransferMade {
            transfer,
            number,
            amount_cents: amount,
            applied: parts,
            unapplied_cents: unapplied,
        })
    }

    fn reversal(receipt: &TransferMade) -> Option<Errand> {
        let reason = String::from("Taken back at once");
        Some(Errand::of(TakeBackTransfer { transfer: receipt.transfer, reason }))
    }
}

/// Nothing goes onto an account that was merged or taken back: nobody would look for it there.
fn require_taker(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
) -> Result<faces::Face, Refusal> {
    let branch = desk.branch();
    let face = faces::require_open(desk, customer)?;
    if face.standing == "merged" {
        let words = format!("{} was merged. Choose the account it became.", face.number);
        let href = format!("/customers/{customer}");
        return Err(Refusal::conflict_with("customers.merged", words, href, "See the account"));
    }
    front_desk::customers::records::require_open_for_money(desk, branch, customer)?;
    Ok(face)
}

/// No more goes than is unapplied of the credit, and nothing that a refund was asked of.
fn require_left(desk: &mut Desk<'_>, credit: &CreditRow, amount: Money) -> Result<(), Refusal> {
    let branch = desk.branch();
    let (open, document) = (credit.open, &credit.document);
    let refuse = |words: String| {
        let href = format!("/customers/{}", credit.customer);
        Refusal::conflict_with("transfers.more_than_unapplied", words, href, "See her account")
    };
    if !open.is_positive() {
        return Err(refuse(format!("Nothing of {document} is unapplied. Choose another credit.")));
    }
    if amount > open {
        return Err(refuse(format!("{open} of {document} is unapplied. Enter that or less.")));
    }
    let waiting = refunds::records::waiting(desk, branch, credit.customer)?;
    let left = balance(desk, branch, credit.customer)?.unapplied - waiting;
    match amount > left {
        false => Ok(()),
        true => Err(refuse(format!(
            "{waiting} is asked for as a refund, so {left} is left. Enter that or less, or \
             decline the refund first."
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::refunds::AskRefund;
    use crate::testing::{Desktop, check};
    use books::accounts::{RECEIVABLE, UNAPPLIED};
    use books::open_items::list_open_credits;

    fn credit_of(desk: &Desktop, customer: Id<noun::Customer>) -> Id<noun::Credit> {
        desk.read(|reader| list_open_credits(reader, desk.branch, customer)).unwrap()[0].id
    }

    fn to(credit: Id<noun::Credit>, customer: Id<noun::Customer>, cents: i64) -> MakeTransfer {
        MakeTransfer {
            credit,
            customer,
            amount_cents: Some(Money::cents(cents)),
            applications: None,
            reason: "Her husband's account".into(),
        }
    }

    fn unapplied_of(desk: &Desktop, customer: Id<noun::Customer>) -> Money {
        desk.read(|reader| balance(reader, desk.branch, customer)).unwrap().unapplied
    }

    #[test]
    fn it_pays_on_the_other_account_and_comes_back_whole() {
        for desk in Desktop::on_each_engine() {
            let hers = desk.charge(desk.rivera, "0412-26-005377", "2026-02-10", 10_000);
            let theirs = desk.charge(desk.oak, "0412-26-005440", "2026-02-20", 3_000);
            desk.post(desk.rivera, check("1127"), 15_000);
            let made = desk.run(to(credit_of(&desk, desk.rivera), desk.oak, 4_500)).unwrap();
            assert_eq!(made.number, "TF-0412-26-000001");
            assert_eq!(made.unapplied_cents, Money::cents(1_500));
            assert_eq!((desk.open_of(hers), desk.open_of(theirs)), (Money::ZERO, Money::ZERO));
            assert_eq!(unapplied_of(&desk, desk.rivera), Money::cents(500));
            assert_eq!(unapplied_of(&desk, desk.oak), Money::cents(1_500));
            assert_eq!(desk.balance(RECEIVABLE), Money::ZERO);
            assert_eq!(desk.balance(UNAPPLIED), Money::cents(-2_000));
            desk.assert_proved();
            let undo = MakeTransfer::reversal(&made).expect("an undo");
            desk.office.errand(desk.slip(), undo, office::Mode::Now).unwrap();
            assert_eq!(desk.open_of(theirs), Money::cents(3_000));
            assert_eq!(unapplied_of(&desk, desk.rivera), Money::cents(5_000));
            assert_eq!(unapplied_of(&desk, desk.oak), Money::ZERO);
            assert_eq!(desk.balance(RECEIVABLE), Money::cents(3_000));
            desk.assert_proved();
        }
    }

    #[test]
    fn all_that_is_left_goes_when_no_amount_is_said() {
        let desk = Desktop::new();
        desk.post(desk.rivera, check("1127"), 15_000);
        let all =
            MakeTransfer { amount_cents: None, ..to(credit_of(&desk, desk.rivera), desk.oak, 1) };
        assert_eq!(desk.run(all.clone()).unwrap().amount_cents, Money::cents(15_000));
        assert_eq!(desk.refused(all).code(), "transfers.more_than_unapplied");
        desk.assert_proved();
    }

    #[test]
    fn no_more_than_is_left_and_only_onto_an_open_account_of_this_branch() {
        let desk = Desktop::new();
        desk.post(desk.rivera, check("1127"), 15_000);
        let credit = credit_of(&desk, desk.rivera);
        let more = desk.refused(to(credit, desk.oak, 15_001));
        assert_eq!(more.code(), "transfers.more_than_unapplied");
        assert_eq!(desk.refused(to(credit, desk.rivera, 100)).status(), 422);
        assert_eq!(desk.refused(to(credit, desk.merged, 100)).code(), "customers.merged");
        let elsewhere = desk.refused(to(credit, desk.elsewhere, 100));
        assert_eq!(elsewhere, Refusal::NotFound { what: "customer" });
        let ask = AskRefund {
            customer: desk.rivera,
            credit: None,
            amount_cents: Money::cents(14_000),
            reason: "Moved".into(),
        };
        desk.run(ask).unwrap();
        let asked_for = desk.refused(to(credit, desk.oak, 1_001));
        assert!(asked_for.words().contains("140.00 is asked for as a refund"), "{asked_for}");
        desk.run(to(credit, desk.oak, 1_000)).unwrap();
        desk.assert_proved();
    }

    #[test]
    fn wants_an_amount_a_reason_and_the_duty() {
        let desk = Desktop::new();
        desk.post(desk.rivera, check("1127"), 15_000);
        let right = to(credit_of(&desk, desk.rivera), desk.oak, 100);
        let none = MakeTransfer { amount_cents: Some(Money::ZERO), ..right.clone() };
        assert_eq!(desk.refused(none).status(), 422);
        let blank = MakeTransfer { reason: " ".into(), ..right.clone() };
        assert_eq!(desk.refused(blank).status(), 422);
        let refusal = desk.run_as(desk.stranger, right.clone()).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: MAKE });
    }
}
