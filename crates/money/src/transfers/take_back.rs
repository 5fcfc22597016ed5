//! Take a transfer back: what it paid on the other account is open again with its first due day,
//! and the credit it came out of has it again.

use super::{MAKE, records};
use crate::faces;
use crate::payments::posting;
use books::Source;
use books::entries::{self, NewEntry};
use books::open_items::{self, ApplicationKind};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Takes a transfer back.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct TakeBackTransfer {
    /// Which transfer.
    pub transfer: Id<noun::Transfer>,
    /// Why.
    pub reason: String,
}

/// The transfer is taken back.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct TransferTakenBack {
    /// The transfer.
    pub transfer: Id<noun::Transfer>,
    /// What is open again on the account it had gone to.
    pub reopened_cents: Money,
}

impl Command for TakeBackTransfer {
    const NAME: &'static str = "transfers.take_back";
    const TITLE: &'static str = "Take the transfer back";
    const DUTY: Duty = MAKE;
    const SHAPE: Shape = Shape::ActsOn("transfer");
    type Receipt = TransferTakenBack;

    fn problems(&self) -> Problems {
        let is_blank = self.reason.trim().is_empty();
        Problems::none().when(is_blank, "reason", "Say why it is taken back.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<TransferTakenBack, Refusal> {
        let (transfer, branch) = (self.transfer, desk.branch());
        let row = records::find_transfer(desk, branch, transfer)?
            .ok_or(Refusal::NotFound { what: "transfer" })?;
        if row.taken_back_at.is_some() {
            let words = format!("{} was taken back before. Nothing of it stands.", row.number);
            return Err(Refusal::conflict("transfers.taken_back_before", words));
        }
        faces::require_open(desk, row.from)?;
        let day = desk.today().max(row.day);
        let kind = ApplicationKind::Transfer;
        let off = posting::take_off_account(desk, row.to_credit, kind, day)?;
        if !off.given_back.is_zero() {
            let words = format!(
                "{} of it left that account again, refunded or transferred on. It stays there.",
                off.given_back
            );
            return Err(Refusal::conflict("transfers.gone_on", words));
        }
        open_items::unapply(desk, row.application, day)?;
        let mut lines = posting::debits_of(row.to, &off).to_vec();
        lines.push(posting::unapplied_line(row.from, -row.amount));
        let memo = format!("Transfer {} taken back", row.number);
        entries::post(desk, NewEntry { day, memo, source: Source::of(transfer), lines })?;
        records::mark_taken_back(desk, transfer, self.reason.trim())?;
        desk.change(transfer, &"standing", &"taken back")?;
        desk.subject(row.from);
        desk.subject(row.to);
        Ok(TransferTakenBack { transfer, reopened_cents: off.applied })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::refunds::{ApproveRefund, AskRefund};
    use crate::testing::{Desktop, check};
    use crate::transfers::MakeTransfer;
    use books::open_items::list_open_credits;
    use books::testing::page_at;

    fn made(desk: &Desktop) -> Id<noun::Transfer> {
        desk.post(desk.rivera, check("1127"), 7_160);
        let read =
            |reader: &mut store::Reader<'_>| list_open_credits(reader, desk.branch, desk.rivera);
        let make = MakeTransfer {
            credit: desk.read(read).unwrap()[0].id,
            customer: desk.oak,
            amount_cents: None,
            applications: None,
            reason: "Her <office's> account".into(),
        };
        desk.run(make).unwrap().transfer
    }

    fn back(transfer: Id<noun::Transfer>) -> TakeBackTransfer {
        TakeBackTransfer { transfer, reason: "The wrong Oak".into() }
    }

    #[test]
    fn once_with_a_reason_and_the_duty() {
        let desk = Desktop::new();
        let transfer = made(&desk);
        let blank = TakeBackTransfer { reason: " ".into(), ..back(transfer) };
        assert_eq!(desk.refused(blank).status(), 422);
        let refusal = desk.run_as(desk.stranger, back(transfer)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: MAKE });
        desk.run(back(transfer)).unwrap();
        desk.assert_proved();
        assert_eq!(desk.refused(back(transfer)).code(), "transfers.taken_back_before");
    }

    #[test]
    fn what_was_refunded_over_there_does_not_come_back() {
        let desk = Desktop::new();
        let transfer = made(&desk);
        let ask = AskRefund {
            customer: desk.oak,
            credit: None,
            amount_cents: Money::cents(2_000),
            reason: "Closed".into(),
        };
        let refund = desk.run(ask).unwrap().refund;
        desk.run(ApproveRefund { refund }).unwrap();
        assert_eq!(desk.refused(back(transfer)).code(), "transfers.gone_on");
        desk.assert_proved();
    }

    #[test]
    fn its_pages_tell_both_accounts_and_offer_to_take_it_back() {
        let desk = Desktop::new();
        desk.post(desk.rivera, check("1126"), 1_000);
        let new = page_at(&desk, &format!("/transfers/new?from={}", desk.rivera)).unwrap();
        for part in ["10.00 open", "/do/transfers.make", "Marisol Rivera"] {
            assert!(new.body.contains(part) || new.title.contains(part), "{part}: {}", new.body);
        }
        let transfer = made(&desk);
        let here = format!("/transfers/{transfer}");
        let page = page_at(&desk, &here).unwrap();
        let parts =
            ["Marisol Rivera", "Oak Street Dental", "Her &lt;office", "transfers.take_back"];
        for part in parts {
            assert!(page.body.contains(part), "{part}: {}", page.body);
        }
        desk.run(back(transfer)).unwrap();
        let page = page_at(&desk, &here).unwrap();
        assert!(page.sentence.contains("The wrong Oak"), "{}", page.sentence);
        assert!(!page.body.contains("/do/transfers.take_back"));
        let list = page_at(&desk, "/transfers?state=taken_back").unwrap();
        assert!(list.body.contains("TF-0412-26-000001"), "{}", list.body);
        assert!(page_at(&desk, "/transfers/new").unwrap().body.contains("/receivables/credits"));
    }
}
