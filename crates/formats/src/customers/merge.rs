//! Rows that carry the same id of their source are one customer.

use super::{CustomerRow, Identity, LocationRow, Source, Warning, WarningKind};

/// A customer grows no further than this while he is read; what follows continues him.
const PARTS_AT_MOST: usize = 2_000;

/// Whether the next row belongs to this customer. Only the source's own id says so.
pub(crate) fn is_same(customer: &CustomerRow, next: &CustomerRow) -> bool {
    customer.identity == Identity::FromSource
        && next.identity == Identity::FromSource
        && customer.source_id == next.source_id
        && parts(customer) + parts(next) < PARTS_AT_MOST
}

fn parts(row: &CustomerRow) -> usize {
    let contacts = row.phones.len() + row.emails.len() + row.tags.len();
    let places = row.locations.len() + row.opening_items.len();
    contacts + places + row.custom.len() + row.warnings.len()
}

/// Takes a further row of the same customer in. What the first row says stays; what a later row
/// says otherwise is a warning.
pub(crate) fn absorb(customer: &mut CustomerRow, next: CustomerRow) {
    let conflicts = conflicts(customer, &next);
    customer.warnings.extend(next.warnings);
    customer.warnings.extend(conflicts);
    for (ours, theirs) in [
        (&mut customer.company, next.company),
        (&mut customer.first_name, next.first_name),
        (&mut customer.last_name, next.last_name),
        (&mut customer.title, next.title),
        (&mut customer.lead_source, next.lead_source),
        (&mut customer.terms, next.terms),
        (&mut customer.notes, next.notes),
    ] {
        if ours.is_empty() {
            *ours = theirs;
        }
    }
    customer.is_company = customer.is_company.or(next.is_company);
    customer.bill_to_id = customer.bill_to_id.take().or(next.bill_to_id);
    if customer.billing.is_empty() {
        customer.billing = next.billing;
    }
    add_new(&mut customer.phones, next.phones);
    add_new(&mut customer.emails, next.emails);
    add_new(&mut customer.tags, next.tags);
    add_new(&mut customer.custom, next.custom);
    for location in next.locations {
        if !customer.locations.iter().any(|known| is_same_place(known, &location)) {
            customer.locations.push(location);
        }
    }
    customer.opening_items.extend(next.opening_items);
    // An archived job or property does not archive the customer.
    customer.archived &= next.archived;
    customer.balance_cents = match (customer.balance_cents, next.balance_cents) {
        // QuickBooks gives each job its own balance; elsewhere the customer's is repeated.
        (Some(ours), Some(theirs)) if is_per_job(customer.source) => ours.checked_add(theirs),
        (ours, theirs) => ours.or(theirs),
    };
    customer.balance_age_days = customer.balance_age_days.or(next.balance_age_days);
    customer.aging = customer.aging.or(next.aging);
}

fn is_per_job(source: Source) -> bool {
    matches!(source, Source::QuickBooksIif | Source::QuickBooksCsv)
}

/// The source's id of the place decides; without one it is the same only when all of it is.
fn is_same_place(known: &LocationRow, next: &LocationRow) -> bool {
    if known.source_id.is_empty() && next.source_id.is_empty() {
        known.name == next.name && known.address == next.address
    } else {
        known.source_id == next.source_id
    }
}

fn add_new<T: PartialEq>(known: &mut Vec<T>, more: Vec<T>) {
    for one in more {
        if !known.contains(&one) {
            known.push(one);
        }
    }
}

fn conflicts(customer: &CustomerRow, next: &CustomerRow) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut compare = |field: &str, ours: &str, theirs: &str| {
        if !ours.is_empty() && !theirs.is_empty() && ours != theirs {
            warnings.push(Warning {
                kind: WarningKind::Conflict,
                line: next.line,
                field: field.to_owned(),
                text: theirs.to_owned(),
                why: format!("line {} of the same customer says \"{ours}\"", customer.line),
            });
        }
    };
    compare("Name", &customer.name, &next.name);
    compare("Company", &customer.company, &next.company);
    compare("Terms", &customer.terms, &next.terms);
    if is_per_job(customer.source) {
        return warnings;
    }
    compare("First name", &customer.first_name, &next.first_name);
    compare("Last name", &customer.last_name, &next.last_name);
    compare("Notes", &customer.notes, &next.notes);
    compare("Billing street", &customer.billing.street1, &next.billing.street1);
    compare("Billing city", &customer.billing.city, &next.billing.city);
    let plain = |cents: Option<i64>| {
        cents.map_or(String::new(), |cents| values::Money::cents(cents).plain())
    };
    compare("Balance", &plain(customer.balance_cents), &plain(next.balance_cents));
    warnings
}
