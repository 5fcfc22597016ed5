//! The rows of payouts and their items.

use super::RecordPayout;
use super::record::Placed;
use super::rules::Standing;
use crate::processors::{PayoutItemKind, PayoutItemTold, ProcessorName};
use crate::words::Tender;
use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Money, noun};

/// A payout.
#[derive(Clone, Debug)]
pub struct PayoutRow {
    /// Its id.
    pub id: Id<noun::Payout>,
    /// Who paid it.
    pub processor: ProcessorName,
    /// Its number at the processor.
    pub reference: String,
    /// The day the bank has it.
    pub paid_on: Day,
    /// Before fees.
    pub gross: Money,
    /// What the processor kept.
    pub fee: Money,
    /// What the bank credits.
    pub net: Money,
    /// Its entry in the books.
    pub entry: Id<noun::Entry>,
}
from_row!(PayoutRow { id, processor, reference, paid_on, gross, fee, net, entry });

/// The payout of this id, in this branch.
pub fn find_payout(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    payout: Id<noun::Payout>,
) -> Result<Option<PayoutRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT id, processor, reference, paid_on, gross_cents, fee_cents, net_cents, \
             entry_id FROM payouts WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, payout],
    )
}

/// The payout of this number at the processor.
pub(super) fn find_by_reference(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    processor: ProcessorName,
    reference: &str,
) -> Result<Option<Id<noun::Payout>>, store::Error> {
    let found: Option<(Id<noun::Payout>,)> = reader.find(
        sql!("SELECT id FROM payouts WHERE branch_id = $1 AND processor = $2 AND reference = $3"),
        args![branch, processor, reference],
    )?;
    Ok(found.map(|(id,)| id))
}

/// An item as its payout's page shows it.
#[derive(Clone, Debug)]
pub struct ItemRow {
    /// Its id.
    pub id: Id<noun::PayoutItem>,
    /// What it is.
    pub kind: PayoutItemKind,
    /// The processor's reference.
    pub reference: String,
    /// Before the fee.
    pub gross: Money,
    /// The fee.
    pub fee: Money,
    /// The payment it is.
    pub payment: Option<Id<noun::Payment>>,
    /// Its number.
    pub payment_number: String,
    /// Whether nothing stands for it yet.
    pub is_loose: bool,
}
from_row!(ItemRow { id, kind, reference, gross, fee, payment, payment_number, is_loose });

/// What a payout is made of.
pub fn list_items(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    payout: Id<noun::Payout>,
) -> Result<Vec<ItemRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT i.id, i.kind, i.reference, i.gross_cents, i.fee_cents, i.payment_id, \
             COALESCE(p.number, ''), i.is_loose FROM payout_items i \
             LEFT JOIN payments p ON p.id = i.payment_id \
             WHERE i.branch_id = $1 AND i.payout_id = $2 ORDER BY i.place"
        ),
        args![branch, payout],
    )
}

/// An item as matching needs it.
pub(super) struct LooseItem {
    pub payout: Id<noun::Payout>,
    pub payout_reference: String,
    pub paid_on: Day,
    pub gross: Money,
    pub is_loose: bool,
}
from_row!(LooseItem { payout, payout_reference, paid_on, gross, is_loose });

/// The item of this id, in this branch.
pub(super) fn find_item(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    item: Id<noun::PayoutItem>,
) -> Result<Option<LooseItem>, store::Error> {
    reader.find(
        sql!(
            "SELECT i.payout_id, p.reference, p.paid_on, i.gross_cents, i.is_loose \
             FROM payout_items i JOIN payouts p ON p.id = i.payout_id \
             WHERE i.branch_id = $1 AND i.id = $2"
        ),
        args![branch, item],
    )
}

/// A payment of this reference and amount that waits to be paid out.
pub(super) fn find_waiting(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    reference: &str,
    amount: Money,
) -> Result<Option<(Id<noun::Payment>, Tender, Day)>, store::Error> {
    reader.find(
        sql!(
            "SELECT id, tender, day FROM payments WHERE branch_id = $1 AND reference = $2 \
             AND reference <> '' AND amount_cents = $3 AND tender IN ('card', 'ach') \
             AND voided_at IS NULL AND returned_at IS NULL AND settled_on IS NULL \
             AND customer_id IS NOT NULL ORDER BY id LIMIT 1"
        ),
        args![branch, reference, amount],
    )
}

/// A refund that was paid by this reference.
pub(super) fn find_refund(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    reference: &str,
    amount: Money,
) -> Result<Option<Id<noun::Refund>>, store::Error> {
    let found: Option<(Id<noun::Refund>,)> = reader.find(
        sql!(
            "SELECT d.refund_id FROM draws d JOIN refunds r ON r.id = d.refund_id \
             WHERE d.branch_id = $1 AND d.refund_id IS NOT NULL AND d.reference = $2 \
             AND r.amount_cents = $3 AND r.paid_at IS NOT NULL"
        ),
        args![branch, reference, amount],
    )?;
    Ok(found.map(|(id,)| id))
}

/// A dispute of this reference, and whether its return was taken off the bank: the payment had
/// been paid out by then.
pub(super) fn find_dispute(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    reference: &str,
    amount: Money,
) -> Result<Option<(Id<noun::Dispute>, bool)>, store::Error> {
    let found: Option<(Id<noun::Dispute>, Option<Day>)> = reader.find(
        sql!(
            "SELECT d.id, p.settled_on FROM disputes d JOIN payments p ON p.id = d.payment_id \
             WHERE d.branch_id = $1 AND d.reference = $2 AND d.amount_cents = $3 \
             AND d.return_id IS NOT NULL"
        ),
        args![branch, reference, amount],
    )?;
    Ok(found.map(|(id, settled_on)| (id, settled_on.is_some())))
}

/// Writes a payout.
pub(super) fn insert_payout(
    desk: &mut Desk<'_>,
    payout: Id<noun::Payout>,
    new: &RecordPayout,
    gross: Money,
    fee: Money,
    entry: Id<noun::Entry>,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    let items = i64::try_from(new.items.len()).unwrap_or(i64::MAX);
    desk.exec(
        sql!(
            "INSERT INTO payouts (id, branch_id, processor, reference, paid_on, items, \
             gross_cents, fee_cents, net_cents, entry_id, recorded_at, recorded_by) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
        ),
        args![
            branch,
            payout,
            new.processor,
            new.reference.trim(),
            new.paid_on,
            items,
            gross,
            fee,
            new.net_cents,
            entry,
            now,
            who
        ],
    )?;
    Ok(())
}

/// Writes what a payout is made of.
pub(super) fn insert_items(
    desk: &mut Desk<'_>,
    payout: Id<noun::Payout>,
    items: &[PayoutItemTold],
    placed: &[Placed],
) -> Result<(), Refusal> {
    let branch = desk.branch();
    for (place, (item, placed)) in (1_i64..).zip(items.iter().zip(placed)) {
        let id: Id<noun::PayoutItem> = desk.id();
        desk.exec(
            sql!(
                "INSERT INTO payout_items (id, branch_id, payout_id, place, kind, reference, \
                 gross_cents, fee_cents, payment_id, refund_id, dispute_id, is_loose) \
                 VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
            ),
            args![
                branch,
                id,
                payout,
                place,
                item.kind,
                &item.reference,
                item.gross_cents,
                item.fee_cents,
                placed.payment,
                placed.refund,
                placed.dispute,
                placed.standing == Standing::Loose
            ],
        )?;
    }
    Ok(())
}

/// Notes which payment an item is.
pub(super) fn mark_matched(
    desk: &mut Desk<'_>,
    item: Id<noun::PayoutItem>,
    payment: Id<noun::Payment>,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE payout_items SET is_loose = FALSE, payment_id = $3, matched_at = $4, \
             matched_by = $5 WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, item, payment, now, who],
    )?;
    Ok(())
}

/// What stands in the card clearing account for items that nothing stands for: less by each.
pub(crate) fn sum_loose(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Money, store::Error> {
    let (sum,): (Money,) = reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(gross_cents), 0) AS BIGINT) FROM payout_items \
             WHERE branch_id = $1 AND is_loose"
        ),
        args![branch],
    )?;
    Ok(sum)
}

/// A payout that somebody settled by hand, or by the bank's line of it.
pub(crate) struct SettledByHand<'p> {
    /// Its payments, with their references and amounts.
    pub payments: &'p [(Id<noun::Payment>, String, Money)],
    pub paid_on: Day,
    pub reference: &'p str,
    pub fees: Money,
    pub entry: Id<noun::Entry>,
}

/// Writes a payout that was settled by hand, so that there is one list of what was paid out.
/// Its fees were told as one sum: each payment bears its part.
pub(crate) fn insert_settled(desk: &mut Desk<'_>, new: &SettledByHand<'_>) -> Result<(), Refusal> {
    let (branch, payout) = (desk.branch(), desk.id());
    let weights: Vec<i64> = new.payments.iter().map(|(_, _, amount)| amount.as_cents()).collect();
    let fees = values::rounding::split_weighted(new.fees, &weights);
    let items: Vec<PayoutItemTold> = new
        .payments
        .iter()
        .zip(&fees)
        .map(|((_, reference, amount), fee)| PayoutItemTold {
            kind: PayoutItemKind::Payment,
            reference: reference.clone(),
            gross_cents: *amount,
            fee_cents: *fee,
        })
        .collect();
    let processor = ProcessorName::RecordOnly;
    let is_known = find_by_reference(desk, branch, processor, new.reference)?.is_some();
    let reference = match is_known || new.reference.is_empty() {
        true => format!("{} {payout}", new.reference).trim().to_owned(),
        false => new.reference.to_owned(),
    };
    let gross: Money = new.payments.iter().map(|(_, _, amount)| *amount).sum();
    let told = RecordPayout {
        processor,
        reference,
        paid_on: new.paid_on,
        net_cents: gross - new.fees,
        items,
        job: None,
    };
    insert_payout(desk, payout, &told, gross, new.fees, new.entry)?;
    let placed: Vec<Placed> = new
        .payments
        .iter()
        .map(|(payment, _, _)| Placed {
            payment: Some(*payment),
            refund: None,
            dispute: None,
            account: books::accounts::CARD_CLEARING,
            standing: Standing::Settled,
        })
        .collect();
    insert_items(desk, payout, &told.items, &placed)
}

/// The payout that a payment of this reference and amount was settled with by hand.
pub(super) fn find_settled(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    item: &PayoutItemTold,
) -> Result<Option<Id<noun::Payout>>, store::Error> {
    let found: Option<(Id<noun::Payout>,)> = reader.find(
        sql!(
            "SELECT o.id FROM payments p JOIN payout_items i ON i.payment_id = p.id \
             AND i.branch_id = p.branch_id JOIN payouts o ON o.id = i.payout_id \
             WHERE p.branch_id = $1 AND p.reference = $2 AND p.reference <> '' \
             AND p.amount_cents = $3 AND o.processor = 'record_only' ORDER BY o.id LIMIT 1"
        ),
        args![branch, &item.reference, item.gross_cents],
    )?;
    Ok(found.map(|(id,)| id))
}

/// Gives a payout that was settled by hand its name at the processor.
pub(super) fn mark_told(
    desk: &mut Desk<'_>,
    payout: Id<noun::Payout>,
    told: &RecordPayout,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    desk.exec(
        sql!("UPDATE payouts SET processor = $3, reference = $4 WHERE branch_id = $1 AND id = $2"),
        args![branch, payout, told.processor, told.reference.trim()],
    )?;
    Ok(())
}
