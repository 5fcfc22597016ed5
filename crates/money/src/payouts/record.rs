//! Record a payout: its payments are settled, its fees are on the books, and its net is what
//! the bank's line says.

use super::rules::{self, Known, Standing};
use super::{KEEP, records};
use crate::payments::posting::plain;
use crate::payments::records as payments;
use crate::processors::{PayoutItemKind, PayoutItemTold, ProcessorName};
use books::Source;
use books::accounts::{MERCHANT_FEES, OPERATING};
use books::entries::{self, NewEntry};
use office::jobs::{JobRow, RowOutcome};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use values::{Day, Id, Money, noun};

/// Records what a processor paid into the bank.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct RecordPayout {
    /// Who paid it.
    pub processor: ProcessorName,
    /// Its number at the processor.
    pub reference: String,
    /// The day the bank has it.
    pub paid_on: Day,
    /// What the bank credits.
    pub net_cents: Money,
    /// What it is made of.
    pub items: Vec<PayoutItemTold>,
    /// The job that asked for it, when one did.
    #[serde(default)]
    pub job: Option<Id<noun::Job>>,
}

/// The payout is on the books.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PayoutRecorded {
    /// The payout.
    pub payout: Id<noun::Payout>,
    /// Before fees.
    pub gross_cents: Money,
    /// What the processor kept.
    pub fee_cents: Money,
    /// How many of its items nothing stands for yet.
    pub loose: i64,
}

impl Command for RecordPayout {
    const NAME: &'static str = "payouts.record";
    const TITLE: &'static str = "Record a payout";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = PayoutRecorded;

    fn problems(&self) -> Problems {
        let (gross, fees) = rules::sums(&self.items);
        let blank = self.reference.trim().is_empty();
        let off = gross - fees - self.net_cents;
        Problems::none()
            .when(blank, "reference", "Enter the payout's number at the processor.")
            .when(self.items.is_empty(), "items", "Enter what it is made of.")
            .when(
                !self.items.is_empty() && off != Money::ZERO,
                "net_cents",
                &format!("The items come to {gross} less {fees}: {}.", gross - fees),
            )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<PayoutRecorded, Refusal> {
        let branch = desk.branch();
        let reference = self.reference.trim();
        if let Some(known) = records::find_by_reference(desk, branch, self.processor, reference)? {
            return Err(Refusal::conflict_with(
                "payouts.recorded",
                format!("Payout {reference} is on the books already."),
                format!("/payouts/{known}"),
                "See the payout",
            ));
        }
        let (gross, fees) = rules::sums(&self.items);
        if let Some(payout) = self.settled_before(desk)? {
            records::mark_told(desk, payout, &self)?;
            desk.subject(payout);
            if let Some(job) = self.job {
                finish(desk, job, payout, &self, 0)?;
            }
            return Ok(PayoutRecorded { payout, gross_cents: gross, fee_cents: fees, loose: 0 });
        }
        let payout = desk.id();
        let mut of_accounts: BTreeMap<_, Money> = BTreeMap::new();
        let mut rows = Vec::with_capacity(self.items.len());
        for item in &self.items {
            let row = place(desk, item, self.paid_on, reference)?;
            *of_accounts.entry(row.account).or_default() += item.gross_cents;
            rows.push(row);
        }
        let mut lines = vec![plain(OPERATING, self.net_cents), plain(MERCHANT_FEES, fees)];
        lines.extend(of_accounts.into_iter().map(|(account, amount)| plain(account, -amount)));
        lines.retain(|line| line.amount != Money::ZERO);
        // The bank may be told of a payout days before it arrives; the books never run ahead.
        let day = self.paid_on.min(desk.today());
        let memo = format!("Payout {reference}, {} items", self.items.len());
        let entry = entries::post(desk, NewEntry { day, memo, source: Source::of(payout), lines })?;
        records::insert_payout(desk, payout, &self, gross, fees, entry)?;
        let loose = rows.iter().filter(|row| row.standing == Standing::Loose).count();
        records::insert_items(desk, payout, &self.items, &rows)?;
        desk.subject(payout);
        let loose = i64::try_from(loose).unwrap_or(i64::MAX);
        if let Some(job) = self.job {
            finish(desk, job, payout, &self, loose)?;
        }
        Ok(PayoutRecorded { payout, gross_cents: gross, fee_cents: fees, loose })
    }
}

impl RecordPayout {
    /// The payout that was settled by the bank's line before the processor told of it: its
    /// payments and its fees are on the books, and are not posted again.
    fn settled_before(&self, desk: &mut Desk<'_>) -> Result<Option<Id<noun::Payout>>, Refusal> {
        if self.processor == ProcessorName::RecordOnly {
            return Ok(None);
        }
        let branch = desk.branch();
        let mut settled = Vec::with_capacity(self.items.len());
        for item in self.items.iter().filter(|item| rules::may_be_payment(item)) {
            settled.push(records::find_settled(desk, branch, item)?);
        }
        let Some(payout) = settled.iter().flatten().next().copied() else {
            return Ok(None);
        };
        let known = records::find_payout(desk, branch, payout)?
            .ok_or(Refusal::NotFound { what: "payout" })?;
        let items = records::list_items(desk, branch, payout)?.len();
        let is_same = settled.iter().all(|one| *one == Some(payout))
            && (items, settled.len()) == (self.items.len(), self.items.len());
        match is_same && known.net == self.net_cents {
            true => Ok(Some(payout)),
            false => Err(Refusal::conflict_with(
                "payouts.settled_otherwise",
                format!(
                    "Payments of this payout were settled before, as {} with {} at the bank; the \
                     processor says {}. Nothing is posted twice: look at that payout first.",
                    known.reference, known.net, self.net_cents
                ),
                format!("/payouts/{payout}"),
                "See that payout",
            )),
        }
    }
}

/// An item with what stands for it.
pub(super) struct Placed {
    pub payment: Option<Id<noun::Payment>>,
    pub refund: Option<Id<noun::Refund>>,
    pub dispute: Option<Id<noun::Dispute>>,
    pub account: books::Account,
    pub standing: Standing,
}

fn place(
    desk: &mut Desk<'_>,
    item: &PayoutItemTold,
    paid_on: Day,
    reference: &str,
) -> Result<Placed, Refusal> {
    let branch = desk.branch();
    let (mut payment, mut refund, mut dispute) = (None, None, None);
    let mut known = Known::Nothing;
    if rules::may_be_payment(item) {
        let found = records::find_waiting(desk, branch, &item.reference, item.gross_cents)?;
        if let Some((id, tender, day)) = found {
            payments::mark_settled(desk, id, paid_on.max(day), reference)?;
            desk.subject(id);
            (payment, known) = (Some(id), Known::Waits(tender.account()));
        }
    } else if item.kind == PayoutItemKind::Refund {
        refund = records::find_refund(desk, branch, &item.reference, -item.gross_cents)?;
        known = refund.map_or(known, |_| Known::OffTheBank);
    } else if item.kind == PayoutItemKind::Dispute {
        let found = records::find_dispute(desk, branch, &item.reference, -item.gross_cents)?;
        if let Some((id, is_off_the_bank)) = found {
            dispute = Some(id);
            known = if is_off_the_bank { Known::OffTheBank } else { Known::Nothing };
        }
    }
    let (account, standing) = rules::source_of(known);
    Ok(Placed { payment, refund, dispute, account, standing })
}

fn finish(
    desk: &mut Desk<'_>,
    job: Id<noun::Job>,
    payout: Id<noun::Payout>,
    command: &RecordPayout,
    loose: i64,
) -> Result<(), Refusal> {
    let (outcome, words) = match loose {
        0 => (RowOutcome::Done, format!("{} items", command.items.len())),
        loose => (RowOutcome::Marked, format!("{loose} items wait to be matched")),
    };
    let row = JobRow {
        place: 1,
        label: command.reference.clone(),
        outcome,
        words,
        href: format!("/payouts/{payout}"),
        amount_cents: command.net_cents.as_cents(),
    };
    desk.finish_chunk(job, &[row], 1)
}
