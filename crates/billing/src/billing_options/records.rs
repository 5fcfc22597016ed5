//! The rows of billing options: one for each change, never edited. A row without options
//! says that from its day on what is usual holds again.

use super::{Delivery, SetOptions};
use front_desk::customers::Customer;
use office::{Desk, Refusal};
use store::{Migration, Reader, args, from_row, sql};
use values::{Day, Id, noun};

/// The table.
pub const MIGRATION: Migration = Migration {
    name: "0510_billing_options",
    sql: "
CREATE TABLE billing_options (
  id {pk}, branch_id {id} NOT NULL, customer_id {id} NOT NULL REFERENCES customers (id),
  agreement_id {id} REFERENCES agreements (id), holds_from {day} NOT NULL,
  billing_trigger {text} NOT NULL, options {json},
  set_by {id} NOT NULL REFERENCES staff (id), set_at {instant} NOT NULL
){strict};
CREATE INDEX billing_options_customer ON billing_options (branch_id, customer_id, holds_from, id);
{append_only:billing_options}
",
};

/// Options as their row keeps them.
struct Kept(SetOptions);

impl store::FromValue for Kept {
    const SORT: &'static str = "billing options";

    fn from_value(value: store::V<'_>) -> Option<Kept> {
        serde_json::from_str(&String::from_value(value)?).ok().map(Kept)
    }
}

impl store::FromValue for Delivery {
    const SORT: &'static str = "a way of delivery";

    fn from_value(value: store::V<'_>) -> Option<Delivery> {
        Delivery::of_word(&String::from_value(value)?)
    }
}

/// One change.
struct Change {
    agreement: Option<Id<noun::Agreement>>,
    holds_from: Day,
    options: Option<Kept>,
}
from_row!(Change { agreement, holds_from, options });

/// Every change of a customer's options, the latest to hold first.
#[derive(Default)]
pub struct Changes(Vec<Change>);

impl Changes {
    /// What was set for exactly this agreement, or for the customer herself, as of a day.
    pub fn of(&self, agreement: Option<Id<noun::Agreement>>, on: Day) -> Option<SetOptions> {
        let latest =
            self.0.iter().find(|one| one.agreement == agreement && one.holds_from <= on)?;
        latest.options.as_ref().map(|kept| kept.0.clone())
    }

    /// How an agreement, or other work, is billed on a day: the agreement's own options,
    /// else the customer's; none when what is usual holds.
    pub fn standing(&self, agreement: Option<Id<noun::Agreement>>, on: Day) -> Option<SetOptions> {
        agreement.and_then(|_| self.of(agreement, on)).or_else(|| self.of(None, on))
    }

    /// The same, or how a customer is billed of whom nothing is said.
    pub fn standing_for(
        &self,
        customer: &Customer,
        agreement: Option<Id<noun::Agreement>>,
        on: Day,
    ) -> SetOptions {
        self.standing(agreement, on).unwrap_or_else(|| SetOptions::usual_of(customer))
    }

    /// The same with the day from which those options hold.
    pub fn standing_since(
        &self,
        agreement: Option<Id<noun::Agreement>>,
        on: Day,
    ) -> Option<(SetOptions, Day)> {
        let of = |agreement: Option<Id<noun::Agreement>>| {
            let holds = |one: &&Change| one.agreement == agreement && one.holds_from <= on;
            let latest = self.0.iter().find(holds)?;
            Some((latest.options.as_ref()?.0.clone(), latest.holds_from))
        };
        agreement.and_then(|_| of(agreement)).or_else(|| of(None))
    }

    /// Whether nothing was ever set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// All that was ever set for a customer. For most nothing was: one look at an index.
pub fn list_of_customer(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Changes, store::Error> {
    let changes = reader.all(
        sql!(
            "SELECT agreement_id, holds_from, options FROM billing_options \
             WHERE branch_id = $1 AND customer_id = $2 ORDER BY holds_from DESC, id DESC"
        ),
        args![branch, customer],
    )?;
    Ok(Changes(changes))
}

/// A change as its page needs it.
pub struct OptionsRow {
    /// Its id.
    pub id: Id<noun::BillingOptions>,
    /// Whose.
    pub customer: Id<noun::Customer>,
    /// Only for this agreement.
    pub agreement: Option<Id<noun::Agreement>>,
    /// The first day.
    pub holds_from: Day,
}
from_row!(OptionsRow { id, customer, agreement, holds_from });

/// The change of this id in this branch.
pub fn find_options(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    id: Id<noun::BillingOptions>,
) -> Result<Option<OptionsRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT id, customer_id, agreement_id, holds_from FROM billing_options \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, id],
    )
}

/// Writes a change; no options end what held.
pub(super) fn insert_options(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    agreement: Option<Id<noun::Agreement>>,
    holds_from: Day,
    options: Option<&SetOptions>,
) -> Result<Id<noun::BillingOptions>, Refusal> {
    let id = desk.id();
    let json = options.map(serde_json::to_string).transpose()?;
    let trigger = options.map_or("ended", |options| options.trigger.word());
    desk.exec(
        sql!(
            "INSERT INTO billing_options (id, branch_id, customer_id, agreement_id, \
             holds_from, billing_trigger, options, set_by, set_at) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9)"
        ),
        args![
            desk.branch(),
            id,
            customer,
            agreement,
            holds_from,
            trigger,
            json,
            desk.who(),
            desk.now()
        ],
    )?;
    Ok(id)
}
