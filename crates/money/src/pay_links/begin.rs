//! A customer at the page goes on to pay: the draw is written before the processor makes its
//! page, so that what is paid there is always known here.

use super::public::refuse_not_good;
use super::records::Begun;
use super::{MAKE, records, rules};
use crate::draws::{NewDraw, PAGE_TO_COME, put_in_line};
use crate::processors::{ProcessorName, chosen};
use crate::words::Tender;
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Begins a payment by a link.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct BeginPayment {
    /// The link.
    pub pay_link: Id<noun::PayLink>,
    /// How much; all of it when left out.
    #[serde(default)]
    pub amount_cents: Option<Money>,
}

/// The processor is asked for a page.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PaymentBegun {
    /// The draw that waits for it.
    pub draw: Id<noun::Draw>,
    /// The key of the page.
    pub once: String,
    /// How much.
    pub amount_cents: Money,
    /// What it is for.
    pub purpose: String,
    /// Who makes the page.
    pub processor: ProcessorName,
}

impl Command for BeginPayment {
    const NAME: &'static str = "pay_links.begin";
    const TITLE: &'static str = "Begin a payment by a link";
    const DUTY: Duty = MAKE;
    const SHAPE: Shape = Shape::ActsOn("pay_link");
    type Receipt = PaymentBegun;

    fn perform(self, desk: &mut Desk<'_>) -> Result<PaymentBegun, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let row = records::find_link(desk, branch, self.pay_link)?
            .ok_or(Refusal::NotFound { what: "pay link" })?;
        refuse_not_good(row.standing(today))?;
        let amount = rules::amount(row.open, row.least, self.amount_cents)
            .map_err(|words| Refusal::invalid("amount_cents", words))?;
        let processor = chosen(desk, branch)?;
        if processor != ProcessorName::Stripe {
            let words = "This office takes no cards on the web. Call it, or send a check.";
            return Err(Refusal::conflict("pay_links.no_processor", words));
        }
        let purpose = row.purpose();
        desk.subject(self.pay_link);
        desk.subject(row.customer);
        if let Some(begun) = records::find_begun(desk, self.pay_link)? {
            return go_on(begun, amount, purpose, processor);
        }
        let once = format!("pay-{}-{}", self.pay_link, desk.random_hex(8));
        let draw = put_in_line(
            desk,
            NewDraw {
                processor,
                page: PAGE_TO_COME.into(),
                purpose: purpose.clone(),
                once: once.clone(),
                invoice: row.invoice,
                pay_link: Some(self.pay_link),
                ..NewDraw::of(row.customer, Tender::Card, amount)
            },
        )?;
        Ok(PaymentBegun { draw, once, amount_cents: amount, purpose, processor })
    }
}

/// The second click goes on with the first one's draw: under the same key the processor answers
/// with the page it made before, so that two clicks never take the money twice.
fn go_on(
    begun: Begun,
    amount: Money,
    purpose: String,
    processor: ProcessorName,
) -> Result<PaymentBegun, Refusal> {
    let Begun { draw, once, amount: amount_cents } = begun;
    if amount_cents != amount {
        return Err(Refusal::conflict(
            "pay_links.begun",
            format!(
                "A card payment of {amount_cents} was begun by this link. Finish it at Stripe, \
                 or come back a day later."
            ),
        ));
    }
    Ok(PaymentBegun { draw, once, amount_cents, purpose, processor })
}
