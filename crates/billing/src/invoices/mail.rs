//! Mail an invoice: its PDF goes to the customer's address ten seconds later.

use super::{ISSUE, paper, records};
use front_desk::customers;
use office::mail::{LetterAbout, NewLetter, SheetFacts};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Email, Id, noun};

/// Mails an invoice.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct MailInvoice {
    /// The invoice.
    pub invoice: Id<noun::Invoice>,
    /// Another address than the customer's.
    #[serde(default)]
    pub to: Option<Email>,
}

/// The letter is in line.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct InvoiceMailed {
    /// The job that sends it.
    pub job: Id<noun::Job>,
    /// Where it goes.
    pub to: String,
}

impl Command for MailInvoice {
    const NAME: &'static str = "invoices.mail";
    const TITLE: &'static str = "Mail an invoice";
    const DUTY: Duty = ISSUE;
    const SHAPE: Shape = Shape::ActsOn("invoice");
    type Receipt = InvoiceMailed;

    fn perform(self, desk: &mut Desk<'_>) -> Result<InvoiceMailed, Refusal> {
        let branch = desk.branch();
        let invoice = records::require(desk, branch, self.invoice)?;
        let customer = customers::records::require(desk, branch, invoice.customer)?;
        let to = self.to.map_or(customer.email, |email| email.as_str().to_owned());
        if to.is_empty() {
            return Err(Refusal::invalid(
                "to",
                format!("{} has no e-mail address. Enter one.", customer.name),
            ));
        }
        let facts = paper::facts(desk, branch, self.invoice)?;
        let seller = settings::branches::records::find_branch_address(desk, branch)?
            .ok_or(Refusal::NotFound { what: "branch" })?;
        let about = LetterAbout::Invoice { invoice: self.invoice, customer: invoice.customer };
        let lines = desk.letter_lines(&about)?;
        let more: String = lines.iter().map(|line| format!("{line}\n\n")).collect();
        let letter = NewLetter {
            to: to.clone(),
            reply_to: seller.email,
            subject: format!("Invoice {} from {}", invoice.number, seller.company),
            text: format!(
                "Dear {},\n\nplease find invoice {} for ${} attached. It is due on {}.\n\n\
                 {more}Questions? Call {}.\n\n{} {}\n",
                customer.name,
                invoice.number,
                invoice.total,
                invoice.due_on.long(),
                seller.phone,
                seller.company,
                seller.name
            ),
            sheets: vec![SheetFacts {
                name: format!("invoice-{}.pdf", invoice.number),
                sheet: "invoice".into(),
                facts,
            }],
        };
        let key = format!("{}:{}", invoice.number, desk.now().as_micros());
        let job = desk.send_mail(&key, &letter)?;
        records::mark_mailed(desk, self.invoice)?;
        desk.subject(self.invoice);
        desk.subject(invoice.customer);
        Ok(InvoiceMailed { job, to })
    }
}
