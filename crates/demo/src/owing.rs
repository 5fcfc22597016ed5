//! Who of the crowd owes: picked for a story in the order in which they would have paid, and
//! from then on spoken for, so that nobody pays twice.

use crate::world::World;
use books::open_items::{ChargeKind, OpenCharge, list_open_charges};
use office::Refusal;
use values::{Day, Id, Money, noun};

/// One of the crowd, with what she owes.
pub struct Owing {
    /// Who.
    pub customer: Id<noun::Customer>,
    /// Her oldest invoice that is open.
    pub charge: OpenCharge,
    /// What is due of her on the day, in all.
    pub due: Money,
}

impl Owing {
    /// Her oldest open invoice.
    pub fn invoice(&self) -> Id<noun::Invoice> {
        Id::new(self.charge.source_id)
    }
}

/// So many of the crowd whose oldest invoice was due by a day; fewer in a branch that has
/// fewer. They pay nothing by themselves any more.
pub fn pick(world: &mut World<'_>, many: usize, due_by: Day) -> Result<Vec<Owing>, Refusal> {
    let branch = world.branch;
    let mut in_order: Vec<Id<noun::Customer>> =
        world.to_come.values().flatten().map(|one| one.customer).collect();
    let of_cast: Vec<Id<noun::Customer>> = world.cast.values().copied().collect();
    in_order.retain(|one| !of_cast.contains(one) && !world.spoken_for.contains(one));
    let mut picked: Vec<Owing> = Vec::new();
    for customer in in_order {
        if picked.len() == many {
            break;
        }
        if picked.iter().any(|one| one.customer == customer) {
            continue;
        }
        let charges =
            world.office.read(|reader| Ok(list_open_charges(reader, branch, customer)?))?;
        let is_due = |one: &&OpenCharge| one.due_on <= due_by && one.kind == ChargeKind::Invoice;
        let due = charges.iter().filter(is_due).map(|one| one.open).sum();
        if let Some(charge) = charges.iter().find(is_due).cloned() {
            picked.push(Owing { customer, charge, due });
        }
    }
    for one in &picked {
        world.speak_for(one.customer);
    }
    Ok(picked)
}
