//! Settle card and ACH payments: the processor has paid them out, less its fees when it keeps
//! them day by day (handbook P12 to P14).

use super::posting::plain;
use super::records;
use super::{SETTLE, apply::require_standing};
use crate::payouts::records::{self as payouts, SettledByHand};
use crate::words::Route;
use books::Source;
use books::accounts::{MERCHANT_FEES, OPERATING};
use books::entries::{self, NewEntry};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use values::{Day, Id, Money, noun};

/// Notes that the processor has paid payments out.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct SettlePayments {
    /// Which payments.
    pub payments: Vec<Id<noun::Payment>>,
    /// The day the bank credited them.
    pub settled_on: Day,
    /// What the processor kept; none when it bills its fees by the month.
    #[serde(default)]
    pub fees_cents: Money,
    /// The processor's number of the payout.
    #[serde(default)]
    pub reference: String,
}

/// They are paid out.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PaymentsSettled {
    /// What they come to.
    pub gross_cents: Money,
    /// What the bank credited.
    pub net_cents: Money,
    /// The entry in the books.
    pub entry: Id<noun::Entry>,
}

impl Command for SettlePayments {
    const NAME: &'static str = "payments.settle";
    const TITLE: &'static str = "Settle card and ACH payments";
    const DUTY: Duty = SETTLE;
    const SHAPE: Shape = Shape::Does;
    type Receipt = PaymentsSettled;

    fn problems(&self) -> Problems {
        Problems::none()
            .when(self.payments.is_empty(), "payments", "Choose what was paid out.")
            .when(self.fees_cents.is_negative(), "fees_cents", "Enter the fees, 0.00 for none.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<PaymentsSettled, Refusal> {
        if self.settled_on > desk.today() {
            return Err(Refusal::invalid("settled_on", "Enter today or a day before."));
        }
        let mut of_accounts: BTreeMap<_, Money> = BTreeMap::new();
        let mut paid = Vec::with_capacity(self.payments.len());
        for payment in &self.payments {
            let row = records::require(desk, *payment)?;
            require_standing(&row)?;
            if row.tender.route() == Route::Deposit {
                return Err(Refusal::conflict(
                    "payments.not_by_processor",
                    format!("{} goes to the bank in its deposit, not by a payout.", row.number),
                ));
            }
            if let Some(settled_on) = row.settled_on {
                let words = format!("{} was paid out on {}.", row.number, settled_on.us());
                return Err(Refusal::conflict("payments.settled", words));
            }
            if self.settled_on < row.day {
                let words = format!("{} was posted on {}, after that.", row.number, row.day.us());
                return Err(Refusal::invalid("settled_on", words));
            }
            *of_accounts.entry(row.tender.account()).or_default() += row.amount;
            records::mark_settled(desk, *payment, self.settled_on, self.reference.trim())?;
            desk.subject(*payment);
            paid.push((*payment, row.reference, row.amount));
        }
        let gross: Money = of_accounts.values().copied().sum();
        let net = gross - self.fees_cents;
        let mut lines = vec![plain(OPERATING, net), plain(MERCHANT_FEES, self.fees_cents)];
        lines.extend(of_accounts.into_iter().map(|(account, amount)| plain(account, -amount)));
        let memo = format!("Payout {}, {} payments", self.reference.trim(), self.payments.len());
        let source = Source::of(self.payments[0]);
        let day = self.settled_on;
        let entry = entries::post(desk, NewEntry { day, memo, source, lines })?;
        let payout = SettledByHand {
            payments: &paid,
            paid_on: self.settled_on,
            reference: self.reference.trim(),
            fees: self.fees_cents,
            entry,
        };
        payouts::insert_settled(desk, &payout)?;
        Ok(PaymentsSettled { gross_cents: gross, net_cents: net, entry })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payments::Method;
    use crate::testing::{Desktop, check};
    use books::accounts::{ACH_CLEARING, CARD_CLEARING};

    fn settle(payments: Vec<Id<noun::Payment>>, fees: i64) -> SettlePayments {
        SettlePayments {
            payments,
            settled_on: Day::ymd(2026, 3, 2),
            fees_cents: Money::cents(fees),
            reference: "PO-7".into(),
        }
    }

    fn card(reference: &str) -> Method {
        Method::Card { reference: reference.into(), last4: "4242".into() }
    }

    /// P12 and T26: gross 790.15, fees 23.92 kept, 766.23 credited.
    #[test]
    fn p12_a_payout_less_its_fees() {
        let desk = Desktop::new();
        let one = desk.post(desk.rivera, card("a"), 30_765).payment;
        let two = desk.post(desk.oak, card("b"), 48_250).payment;
        let settled = desk.run(settle(vec![one, two], 2_392)).unwrap();
        assert_eq!(settled.gross_cents, Money::cents(79_015));
        assert_eq!(settled.net_cents, Money::cents(76_623));
        assert_eq!(desk.balance(OPERATING), Money::cents(76_623));
        assert_eq!(desk.balance(MERCHANT_FEES), Money::cents(2_392));
        assert_eq!(desk.balance(CARD_CLEARING), Money::ZERO);
        desk.assert_proved();
        assert_eq!(desk.refused(settle(vec![one], 0)).code(), "payments.settled");
    }

    /// P14: ACH, without fees.
    #[test]
    fn p14_ach_settles_whole() {
        let desk = Desktop::new();
        let ach = desk.post(desk.rivera, Method::Ach { reference: "T1".into() }, 75_515).payment;
        desk.run(settle(vec![ach], 0)).unwrap();
        assert_eq!(desk.balance(OPERATING), Money::cents(75_515));
        assert_eq!(desk.balance(ACH_CLEARING), Money::ZERO);
        desk.assert_proved();
    }

    #[test]
    fn refuses_what_no_processor_pays_out() {
        let desk = Desktop::new();
        let check = desk.post(desk.rivera, check("1042"), 100).payment;
        assert_eq!(desk.refused(settle(vec![check], 0)).code(), "payments.not_by_processor");
        assert_eq!(desk.refused(settle(Vec::new(), 0)).status(), 422);
        assert_eq!(desk.refused(settle(vec![check], -1)).status(), 422);
        let card = desk.post(desk.rivera, card("a"), 100).payment;
        let ahead = SettlePayments { settled_on: Day::ymd(2026, 3, 3), ..settle(vec![card], 0) };
        assert_eq!(desk.refused(ahead).status(), 422);
        let before = SettlePayments { settled_on: Day::ymd(2026, 3, 1), ..settle(vec![card], 0) };
        assert_eq!(desk.refused(before).status(), 422);
        let refusal = desk.run_as(desk.stranger, settle(vec![card], 0)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: SETTLE });
    }
}
