//! What a draw by a mandate does to it: a payment clears its declines, a soft decline is tried
//! on the rule's days and then held, a hard one ends it. The customer is told each time.

use super::records::{self, MandateRow};
use super::rules::{AfterDecline, after};
use super::{EndCause, HoldMandate, end_because};
use crate::draws::DrawDecided;
use crate::faces::records::find_bill_to;
use office::mail::NewLetter;
use office::{Desk, Refusal};
use settings::branches::records::find_branch_address;
use settings::rule_packs;

/// Follows what became of a draw.
pub fn on_draw_decided(desk: &mut Desk<'_>, fact: &DrawDecided) -> Result<(), Refusal> {
    let Some(mandate) = fact.mandate else { return Ok(()) };
    let (branch, today) = (desk.branch(), desk.today());
    let Some(row) = records::find_mandate(desk, branch, mandate)? else { return Ok(()) };
    let Some(kind) = fact.declined else {
        return records::mark_declines(desk, mandate, 0, None);
    };
    let declines = row.declines + 1;
    let next = after(kind, declines, today, rule_packs::decline_retry_days(today));
    let retry_on = match next {
        AfterDecline::Again(on) => Some(on),
        AfterDecline::Hold | AfterDecline::End => None,
    };
    records::mark_declines(desk, mandate, declines, retry_on)?;
    let then = match next {
        AfterDecline::Again(on) => format!("We try again on {}.", on.long()),
        AfterDecline::Hold => {
            let reason = format!("Declined {declines} times");
            if row.held_at.is_none() && row.ended_at.is_none() {
                desk.perform(HoldMandate { mandate, reason })?;
            }
            String::from("We do not try again by ourselves.")
        }
        AfterDecline::End => {
            end_because(desk, mandate, EndCause::Refused, format!("Declined: {}", fact.code))?;
            String::from("AutoPay has ended for it.")
        }
    };
    tell(desk, fact, &row, &then)
}

fn tell(
    desk: &mut Desk<'_>,
    fact: &DrawDecided,
    row: &MandateRow,
    then: &str,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    let Some(customer) = find_bill_to(desk, branch, fact.customer)? else { return Ok(()) };
    if customer.email.is_empty() {
        return Ok(());
    }
    let seller = find_branch_address(desk, branch)?.ok_or(Refusal::NotFound { what: "branch" })?;
    let letter = NewLetter {
        to: customer.email,
        reply_to: seller.email,
        subject: format!("Your AutoPay payment to {} did not go through", seller.company),
        text: format!(
            "Dear {},\n\nyour AutoPay payment of ${} from {} did not go through. {then}\n\n\
             Please call {} to give us another card or account.\n\n{} {}\n",
            customer.name,
            fact.amount,
            row.method_words(),
            seller.phone,
            seller.company,
            seller.name
        ),
        sheets: Vec::new(),
    };
    desk.send_mail(&format!("declined:{}", fact.draw), &letter)?;
    Ok(())
}
