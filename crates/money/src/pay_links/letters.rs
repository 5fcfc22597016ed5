//! What is written to customers about paying by a link: the link in the letter with the invoice,
//! and the receipt once it is paid.

use super::{MakePayLink, records};
use crate::draws::DrawDecided;
use crate::faces::records::find_bill_to;
use office::mail::{LetterAbout, NewLetter};
use office::{Desk, Refusal};
use settings::branches::records::find_branch_address;
use settings::preferences;
use values::Id;

/// The line of a letter with an invoice that says where to pay it, once the office has said
/// where it is on the web. A link that is good already is sent again.
pub fn in_letter(desk: &mut Desk<'_>, about: &LetterAbout) -> Result<Option<String>, Refusal> {
    let (branch, today) = (desk.branch(), desk.today());
    let address = preferences::text(desk, branch, "web_address")?;
    let LetterAbout::Invoice { invoice, customer } = *about;
    if address.is_empty() {
        return Ok(None);
    }
    let open = records::open_amount(desk, branch, customer, Some(invoice))?;
    if !open.is_some_and(|(_, open)| open.is_positive()) {
        return Ok(None);
    }
    let path = match records::find_good(desk, branch, invoice, today)? {
        Some(token) => records::path_of(desk.branch_number(), &token),
        None => {
            let (least_cents, expires_on) = (None, None);
            let invoice = Some(invoice);
            desk.perform(MakePayLink { customer, invoice, least_cents, expires_on })?.path
        }
    };
    Ok(Some(format!("Pay it here: {}{path}", address.trim_end_matches('/'))))
}

/// Sends the receipt of what was paid by a link.
pub fn on_draw_decided(desk: &mut Desk<'_>, fact: &DrawDecided) -> Result<(), Refusal> {
    let (Some(_), Some(payment)) = (fact.pay_link, fact.payment) else { return Ok(()) };
    let branch = desk.branch();
    let Some(customer) = find_bill_to(desk, branch, fact.customer)? else { return Ok(()) };
    if customer.email.is_empty() {
        return Ok(());
    }
    let seller = find_branch_address(desk, branch)?.ok_or(Refusal::NotFound { what: "branch" })?;
    let balance = books::open_items::balance(desk, branch, fact.customer)?.net();
    let number = crate::payments::records::require(desk, payment)?.number;
    let rest = match balance.is_positive() {
        true => format!("What is open on your account is ${balance}."),
        false => String::from("Nothing is open on your account."),
    };
    let letter = NewLetter {
        to: customer.email,
        reply_to: seller.email,
        subject: format!("Receipt for ${} from {}", fact.amount, seller.company),
        text: format!(
            "Dear {},\n\nthank you. We have received ${} by card, payment {number}. {rest}\n\n\
             Questions? Call {}.\n\n{} {}\n",
            customer.name, fact.amount, seller.phone, seller.company, seller.name
        ),
        sheets: Vec::new(),
    };
    let draw: Id<values::noun::Draw> = fact.draw;
    desk.send_mail(&format!("receipt:{draw}"), &letter)?;
    Ok(())
}
