//! Customers and staff members as this room reads them.

use store::{Reader, args, from_row, sql};
use values::{Address, Id, noun};

/// A customer as a payment needs her.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Face {
    /// Her account number: `A10023`.
    pub number: String,
    /// Her name.
    pub name: String,
    /// How we stand with her.
    pub standing: String,
}
from_row!(Face { number, name, standing });

/// The customer of this id, in this branch.
pub(crate) fn find_face(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Option<Face>, store::Error> {
    reader.find(
        sql!("SELECT number, name, standing FROM customer_face WHERE branch_id = $1 AND id = $2"),
        args![branch, customer],
    )
}

/// The customer of this account number, however its letters are typed.
pub(crate) fn find_by_number(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    number: &str,
) -> Result<Option<Id<noun::Customer>>, store::Error> {
    let found: Option<(Id<noun::Customer>,)> = reader.find(
        sql!("SELECT id FROM customer_face WHERE branch_id = $1 AND number = $2"),
        args![branch, number.to_ascii_uppercase()],
    )?;
    Ok(found.map(|(id,)| id))
}

/// Whom a letter is for and where it goes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct BillTo {
    /// Her account number.
    pub number: String,
    /// Her name.
    pub name: String,
    /// Her e-mail address; blank when she has none.
    pub email: String,
    /// Where bills go.
    pub address: Address,
}

/// Whom a letter to this customer is for.
pub(crate) fn find_bill_to(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Option<BillTo>, store::Error> {
    let found = front_desk::customers::find_customer(reader, branch, customer)?;
    Ok(found.map(|customer| BillTo {
        address: customer.bill_to(),
        number: customer.number,
        name: customer.name,
        email: customer.email,
    }))
}
