//! The open documents an import brought.

use formats::customers::Aging;
use office::{Desk, Refusal};
use store::{Reader, V, args, from_row, sql};
use values::{Day, Id, noun};

/// A document that was brought.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::imports) struct Item {
    pub charge: Option<Id<noun::Charge>>,
    pub credit: Option<Id<noun::Credit>>,
    pub entry: Id<noun::Entry>,
}
from_row!(Item { charge, credit, entry });

/// A document as it is written.
pub(in crate::imports) enum NewItem {
    Charge(Id<noun::Charge>),
    Credit(Id<noun::Credit>),
}

/// Writes the documents of a customer that one entry posted.
pub(in crate::imports) fn insert_items(
    desk: &mut Desk<'_>,
    import: Id<noun::Import>,
    customer: Id<noun::Customer>,
    entry: Id<noun::Entry>,
    items: &[NewItem],
) -> Result<(), Refusal> {
    let branch = desk.branch();
    let rows: Vec<_> = items
        .iter()
        .map(|item| {
            let (charge, credit) = match item {
                NewItem::Charge(charge) => (Some(*charge), None),
                NewItem::Credit(credit) => (None, Some(*credit)),
            };
            [
                V::from(desk.id::<noun::ImportRow>()),
                V::from(branch),
                V::from(import),
                V::from(customer),
                V::from(charge),
                V::from(credit),
                V::from(entry),
            ]
        })
        .collect();
    let columns =
        ["id", "branch_id", "import_id", "customer_id", "charge_id", "credit_id", "entry_id"];
    desk.insert_many("import_items", columns, rows)?;
    Ok(())
}

/// The documents an import brought to a customer that stand.
pub(in crate::imports) fn list_items(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    import: Id<noun::Import>,
    customer: Id<noun::Customer>,
) -> Result<Vec<Item>, store::Error> {
    reader.all(
        sql!(
            "SELECT charge_id, credit_id, entry_id FROM import_items WHERE branch_id = $1 \
             AND import_id = $2 AND customer_id = $3 AND taken_back_at IS NULL ORDER BY id"
        ),
        args![branch, import, customer],
    )
}

/// Another import that brought something to a customer that stands.
pub(in crate::imports) fn has_items_of_others(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    import: Id<noun::Import>,
    customer: Id<noun::Customer>,
) -> Result<Option<Id<noun::Import>>, store::Error> {
    let found: Option<(Id<noun::Import>,)> = reader.find(
        sql!(
            "SELECT import_id FROM import_items WHERE branch_id = $1 AND customer_id = $3 \
             AND import_id <> $2 AND taken_back_at IS NULL ORDER BY id LIMIT 1"
        ),
        args![branch, import, customer],
    )?;
    Ok(found.map(|(import,)| import))
}

/// The documents an import brought to a customer are taken back.
pub(in crate::imports) fn mark_items_taken_back(
    desk: &mut Desk<'_>,
    import: Id<noun::Import>,
    customer: Id<noun::Customer>,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE import_items SET taken_back_at = $4 WHERE branch_id = $1 \
             AND import_id = $2 AND customer_id = $3 AND taken_back_at IS NULL"
        ),
        args![desk.branch(), import, customer, desk.now()],
    )
}

/// What an import brought, by age as of a day, read back from the charges and credits
/// themselves: the other side of the comparison with the source.
pub fn aging_in_books(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    import: Id<noun::Import>,
    as_of: Day,
) -> Result<Aging, store::Error> {
    let days = [0, 30, 60, 90].map(|days| as_of.plus_days(-days));
    let parts: Vec<(i64, i64)> = reader.all(
        sql!(
            "SELECT bucket, CAST(SUM(cents) AS BIGINT) FROM (\
             SELECT CASE WHEN h.due_on >= $3 THEN 0 WHEN h.due_on >= $4 THEN 1 \
             WHEN h.due_on >= $5 THEN 2 WHEN h.due_on >= $6 THEN 3 ELSE 4 END AS bucket, \
             h.amount_cents AS cents FROM import_items i JOIN charges h \
             ON h.branch_id = i.branch_id AND h.id = i.charge_id \
             WHERE i.branch_id = $1 AND i.import_id = $2 AND i.taken_back_at IS NULL \
             UNION ALL \
             SELECT CASE WHEN r.dated_on >= $3 THEN 0 WHEN r.dated_on >= $4 THEN 1 \
             WHEN r.dated_on >= $5 THEN 2 WHEN r.dated_on >= $6 THEN 3 ELSE 4 END AS bucket, \
             -r.amount_cents AS cents FROM import_items i JOIN credits r \
             ON r.branch_id = i.branch_id AND r.id = i.credit_id \
             WHERE i.branch_id = $1 AND i.import_id = $2 AND i.taken_back_at IS NULL) parts \
             GROUP BY bucket ORDER BY bucket"
        ),
        args![branch, import, days[0], days[1], days[2], days[3]],
    )?;
    let mut aging = Aging::default();
    for (bucket, cents) in parts {
        *match bucket {
            0 => &mut aging.current_cents,
            1 => &mut aging.days_1_30_cents,
            2 => &mut aging.days_31_60_cents,
            3 => &mut aging.days_61_90_cents,
            _ => &mut aging.days_91_up_cents,
        } = cents;
    }
    Ok(aging)
}
