//! Make a pay link.

use super::{MAKE, records};
use crate::faces;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, Money, noun};

/// For how many days a link is good when nobody says otherwise.
const GOOD_DAYS: i64 = 60;

/// How many random bytes an address has: nobody guesses 128 bits.
const TOKEN_BYTES: usize = 16;

/// Makes a link for what a customer owes, or for one invoice of hers.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct MakePayLink {
    /// Who pays.
    pub customer: Id<noun::Customer>,
    /// The invoice; all she owes when left out.
    #[serde(default)]
    pub invoice: Option<Id<noun::Invoice>>,
    /// The least she may pay at once; the whole when left out.
    #[serde(default)]
    pub least_cents: Option<Money>,
    /// Its last day; in sixty days when left out.
    #[serde(default)]
    pub expires_on: Option<Day>,
}

/// The link is made.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PayLinkMade {
    /// The link.
    pub pay_link: Id<noun::PayLink>,
    /// Where it leads, behind the office's web address.
    pub path: String,
    /// Its last day.
    pub expires_on: Day,
}

impl Command for MakePayLink {
    const NAME: &'static str = "pay_links.make";
    const TITLE: &'static str = "Make a pay link";
    const DUTY: Duty = MAKE;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = PayLinkMade;

    fn problems(&self) -> Problems {
        let wrong = self.least_cents.is_some_and(|least| !least.is_positive());
        Problems::none().when(wrong, "least_cents", "Enter an amount above zero.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<PayLinkMade, Refusal> {
        faces::require_open(desk, self.customer)?;
        let (branch, today) = (desk.branch(), desk.today());
        let expires_on = self.expires_on.unwrap_or(today.plus_days(GOOD_DAYS));
        if expires_on < today {
            return Err(Refusal::invalid("expires_on", "Enter today or a day to come."));
        }
        let open = records::open_amount(desk, branch, self.customer, self.invoice)?;
        let Some((document, open)) = open else {
            return Err(Refusal::invalid("invoice", "This invoice is not hers. Choose another."));
        };
        if !open.is_positive() {
            let words = "Nothing is open, so there is nothing to pay.";
            return Err(Refusal::conflict("pay_links.nothing_open", words));
        }
        let id = desk.id();
        let token = desk.random_hex(TOKEN_BYTES);
        let (customer, invoice) = (self.customer, self.invoice);
        let least = self.least_cents;
        let (token, document) = (token.as_str(), document.as_str());
        let new = records::NewLink { id, token, customer, invoice, document, least, expires_on };
        records::insert_link(desk, &new)?;
        desk.subject(id);
        desk.subject(self.customer);
        let path = records::path_of(desk.branch_number(), token);
        Ok(PayLinkMade { pay_link: id, path, expires_on })
    }
}
