//! Whom a new customer looks like: by telephone, e-mail address, house, or a name alike in
//! the same ZIP code. This queues her for a person to look at, and does nothing else.

use super::particulars::Particulars;
use crate::customers::profile::is_blank;
use crate::customers::{Draft, similar};
use office::Refusal;
use store::Reader;
use values::{Id, noun};

/// A customer looks like no more others than this; a landlord's telephone says nothing.
const MOST: usize = 5;

/// Whom somebody looks like.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Twins {
    /// Who, and why.
    pub found: Vec<(Id<noun::Customer>, String)>,
    /// The same in words: "Marisol Rivera A10001 (same telephone)".
    pub words: Vec<String>,
}

/// Whom a customer who is not in yet looks like.
pub(super) fn find(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    particulars: &Particulars,
) -> Result<Twins, Refusal> {
    let addresses = particulars.locations.iter().map(|place| &place.address);
    let draft = Draft {
        name: particulars.name.clone(),
        phones: vec![particulars.phone.clone(), particulars.other_phone.clone()],
        emails: vec![particulars.email.clone()],
        addresses: addresses
            .chain([&particulars.bill_to])
            .filter(|address| !is_blank(address))
            .cloned()
            .collect(),
    };
    let mut twins = Twins::default();
    for one in similar(reader, branch, &draft)?.into_iter().take(MOST) {
        let why: Vec<&str> = one.why.iter().map(|why| why.words()).collect();
        let why = why.join(", ");
        twins.words.push(format!("{} {} ({why})", one.customer.name, one.customer.number));
        twins.found.push((one.customer.id, why));
    }
    Ok(twins)
}
