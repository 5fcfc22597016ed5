//! What stands around a list: its kept views, and what may be done with chosen rows.

use super::{Ask, BulkFace, Column, Listing, ViewFace, split_query, total_and_sums};
use crate::schema::{FieldFace, fields_of};
use crate::{Entry, Refusal, Shape, View, saved_views};

/// The views kept of a list that she may see, each with how many rows it has now.
pub(super) fn views(
    view: &mut View<'_, '_>,
    listing: &Listing,
    path: &str,
    query: &str,
) -> Result<Vec<ViewFace>, Refusal> {
    let (branch, who) = (view.branch(), view.me.staff.id);
    let kept = saved_views::records::list_views(view.reader, branch, who, listing.name)?;
    let mut faces = Vec::with_capacity(kept.len());
    for kept in kept {
        faces.push(ViewFace {
            id: kept.id,
            count: count_of(view, listing, &kept.query)?,
            href: match kept.query.is_empty() {
                true => path.to_owned(),
                false => format!("{path}?{}", kept.query),
            },
            is_shared: kept.is_shared,
            is_own: kept.staff == who,
            is_current: kept.query == query,
            name: kept.name,
        });
    }
    Ok(faces)
}

fn count_of(
    view: &mut View<'_, '_>,
    listing: &Listing,
    query: &str,
) -> Result<Option<u64>, Refusal> {
    let Ok(ask) = Ask::from_fields(listing, &split_query(query), view.today) else {
        return Ok(None);
    };
    let (branch, today) = (view.branch(), view.today);
    let totals = total_and_sums(view.reader, listing, &ask, branch, today)?;
    Ok(u64::try_from(totals.total).ok())
}

/// The commands that she may run over chosen rows, and what each must be told.
pub(super) fn bulk(view: &View<'_, '_>, listing: &Listing) -> Vec<BulkFace> {
    let entries = listing.bulk.iter().filter_map(|name| view.office.rooms().command(name));
    let allowed = entries.filter(|entry| view.me.may(entry.duty));
    let faces = allowed.map(|entry| BulkFace {
        command: entry.name,
        title: entry.title,
        asks: asks(entry),
    });
    faces.collect()
}

/// Where a cell of this column is opened, the row's id to follow, when she may edit it.
pub(super) fn in_place(view: &View<'_, '_>, listing: &Listing, column: &Column) -> Option<String> {
    let entry = view.office.rooms().command(column.edited?.by.command)?;
    let may = view.me.may(entry.duty);
    may.then(|| format!("/in-place/{}/{}/", listing.name, column.name))
}

fn asks(entry: &Entry) -> Vec<FieldFace> {
    let is_row = |field: &FieldFace| matches!(entry.shape, Shape::ActsOn(row) if field.path == row);
    let fields = fields_of(entry).into_iter();
    fields.filter(|field| field.required && field.when.is_none() && !is_row(field)).collect()
}
