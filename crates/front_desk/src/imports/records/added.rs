//! What chunks of rows add up to: the counts and dollars of an import.

use super::Import;
use formats::customers::Aging;
use office::{Desk, Refusal};
use store::{args, sql};
use values::{Id, Money, noun};

/// What a chunk of rows adds to its import.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Added {
    /// Rows read.
    pub read: i64,
    /// Rows that brought a customer, or what a known one owes.
    pub new: i64,
    /// Rows that say more of a customer further up.
    pub more: i64,
    /// Rows that were known.
    pub matched: i64,
    /// Rows that said something else.
    pub conflict: i64,
    /// Rows that were rejected.
    pub rejected: i64,
    /// Rows somebody should look at.
    pub marked: i64,
    /// Customers that came in as inactive.
    pub archived: i64,
    /// Locations.
    pub locations: i64,
    /// Possible duplicates.
    pub duplicates: i64,
    /// What all rows say is owed.
    pub file_cents: Money,
    /// What was brought to the books.
    pub brought_cents: Money,
    /// What was known.
    pub match_cents: Money,
    /// What was not brought, for the row says something else.
    pub conflict_cents: Money,
    /// What could not be brought.
    pub rejected_cents: Money,
    /// The source's aging of what was brought.
    pub aging: Aging,
}

impl Added {
    /// Adds more of the same.
    pub fn add(&mut self, more: &Added) {
        self.read += more.read;
        self.new += more.new;
        self.more += more.more;
        self.matched += more.matched;
        self.conflict += more.conflict;
        self.rejected += more.rejected;
        self.marked += more.marked;
        self.archived += more.archived;
        self.locations += more.locations;
        self.duplicates += more.duplicates;
        self.file_cents += more.file_cents;
        self.brought_cents += more.brought_cents;
        self.match_cents += more.match_cents;
        self.conflict_cents += more.conflict_cents;
        self.rejected_cents += more.rejected_cents;
        crate::imports::opening::add(&mut self.aging, &more.aging);
    }
}

impl From<&Import> for Added {
    fn from(import: &Import) -> Added {
        Added {
            read: import.rows_read,
            new: import.rows_new,
            more: import.rows_more,
            matched: import.rows_match,
            conflict: import.rows_conflict,
            rejected: import.rows_rejected,
            marked: import.rows_marked,
            archived: import.archived,
            locations: import.locations,
            duplicates: import.duplicates,
            file_cents: import.file_cents,
            brought_cents: import.brought_cents,
            match_cents: import.match_cents,
            conflict_cents: import.conflict_cents,
            rejected_cents: import.rejected_cents,
            aging: import.source_aging(),
        }
    }
}

/// Adds a chunk to its import.
pub(in crate::imports) fn mark_added(
    desk: &mut Desk<'_>,
    import: Id<noun::Import>,
    added: &Added,
) -> Result<u64, Refusal> {
    let [current, days_30, days_60, days_90, days_over] = added.aging.buckets();
    desk.exec(
        sql!(
            "UPDATE imports SET rows_read = rows_read + CAST($3 AS BIGINT), \
             rows_new = rows_new + CAST($4 AS BIGINT), \
             rows_match = rows_match + CAST($5 AS BIGINT), \
             rows_conflict = rows_conflict + CAST($6 AS BIGINT), \
             rows_rejected = rows_rejected + CAST($7 AS BIGINT), \
             rows_marked = rows_marked + CAST($8 AS BIGINT), \
             archived = archived + CAST($9 AS BIGINT), \
             locations = locations + CAST($10 AS BIGINT), \
             duplicates = duplicates + CAST($11 AS BIGINT), \
             file_cents = file_cents + CAST($12 AS BIGINT), \
             brought_cents = brought_cents + CAST($13 AS BIGINT), \
             match_cents = match_cents + CAST($14 AS BIGINT), \
             conflict_cents = conflict_cents + CAST($15 AS BIGINT), \
             rejected_cents = rejected_cents + CAST($16 AS BIGINT), \
             current_cents = current_cents + CAST($17 AS BIGINT), \
             days_30_cents = days_30_cents + CAST($18 AS BIGINT), \
             days_60_cents = days_60_cents + CAST($19 AS BIGINT), \
             days_90_cents = days_90_cents + CAST($20 AS BIGINT), \
             days_over_cents = days_over_cents + CAST($21 AS BIGINT), \
             rows_more = rows_more + CAST($22 AS BIGINT) \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![
            desk.branch(),
            import,
            added.read,
            added.new,
            added.matched,
            added.conflict,
            added.rejected,
            added.marked,
            added.archived,
            added.locations,
            added.duplicates,
            added.file_cents,
            added.brought_cents,
            added.match_cents,
            added.conflict_cents,
            added.rejected_cents,
            current,
            days_30,
            days_60,
            days_90,
            days_over,
            added.more
        ],
    )
}
