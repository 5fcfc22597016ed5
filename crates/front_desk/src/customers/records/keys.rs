//! The keys two customers share only when they may be the same.

use crate::customers::keys::{ContactFace, Key};
use office::{Desk, Refusal};
use store::{Reader, V, args, sql};
use values::{Id, noun};

/// The customers who have a key.
pub(in crate::customers) fn list_by_key(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    key: &Key,
) -> Result<Vec<Id<noun::Customer>>, store::Error> {
    let rows: Vec<(Id<noun::Customer>,)> = reader.all(
        sql!(
            "SELECT customer_id FROM customer_keys WHERE branch_id = $1 AND kind = $2 \
             AND value = $3 ORDER BY customer_id LIMIT 20"
        ),
        args![branch, key.kind, &key.value],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Puts these keys in the place of a customer's former ones.
pub(crate) fn mark_keys(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    keys: &[Key],
) -> Result<(), Refusal> {
    let branch = desk.branch();
    desk.exec(
        sql!("DELETE FROM customer_keys WHERE branch_id = $1 AND customer_id = $2"),
        args![branch, customer],
    )?;
    let rows = keys.iter().map(|key| {
        [V::from(branch), V::from(key.kind), V::from(key.value.as_str()), V::from(customer)]
    });
    desk.insert_many("customer_keys", ["branch_id", "kind", "value", "customer_id"], rows)?;
    Ok(())
}

/// Who may talk for a customer: name, telephone and e-mail address.
pub(in crate::customers) fn list_contact_faces(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Vec<ContactFace>, store::Error> {
    reader.all(
        sql!(
            "SELECT name, phone, email FROM contacts WHERE branch_id = $1 \
             AND customer_id = $2 AND removed_at IS NULL ORDER BY id"
        ),
        args![branch, customer],
    )
}
