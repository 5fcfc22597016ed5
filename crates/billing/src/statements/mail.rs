//! Mail a statement: its PDF goes to the customer's address ten seconds later.

use super::{StatementKind, StatementPeriod, account, paper};
use crate::billing_options::{self, StatementStyle};
use crate::invoices;
use front_desk::customers;
use office::mail::{NewLetter, SheetFacts};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Reader;
use values::{Day, Email, Id, noun};

/// Mails a customer's statement.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct MailStatement {
    /// The customer.
    pub customer: Id<noun::Customer>,
    /// How it tells what is owed; by her billing options when nothing is said.
    #[serde(default)]
    pub kind: Option<StatementKind>,
    /// Its first day; the first of last month when nothing is said.
    #[serde(default)]
    pub from_on: Option<Day>,
    /// Its last day; today when nothing is said.
    #[serde(default)]
    pub to_on: Option<Day>,
    /// Another address than the customer's.
    #[serde(default)]
    pub to: Option<Email>,
}

/// The letter is in line.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct StatementMailed {
    /// The job that sends it.
    pub job: Id<noun::Job>,
    /// Where it goes.
    pub to: String,
    /// What it asks for.
    pub amount_due_cents: values::Money,
}

impl Command for MailStatement {
    const NAME: &'static str = "statements.mail";
    const TITLE: &'static str = "Mail a statement";
    const DUTY: Duty = invoices::ISSUE;
    const SHAPE: Shape = Shape::ActsOn("customer");
    type Receipt = StatementMailed;

    fn problems(&self) -> Problems {
        let is_turned = self.from_on.zip(self.to_on).is_some_and(|(from, to)| to < from);
        let words = "Enter a day that is not before the first one.";
        Problems::none().when(is_turned, "to_on", words)
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<StatementMailed, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let customer = customers::records::require(desk, branch, self.customer)?;
        let to = self.to.as_ref().map_or(customer.email.clone(), |to| to.as_str().to_owned());
        if to.is_empty() {
            return Err(Refusal::invalid(
                "to",
                format!("{} has no e-mail address. Enter one.", customer.name),
            ));
        }
        let to_on = self.to_on.unwrap_or(today);
        let from_on = self.from_on.unwrap_or(StatementPeriod::usual(to_on).from_on);
        let kind = match self.kind {
            Some(kind) => kind,
            None => usual_kind(desk, branch, &customer, to_on)?,
        };
        let period = StatementPeriod { from_on, to_on };
        let account = account(desk, branch, self.customer, kind, period)?;
        let facts = paper::facts(desk, branch, self.customer, &account)?;
        let seller = settings::branches::records::find_branch_address(desk, branch)?
            .ok_or(Refusal::NotFound { what: "branch" })?;
        let letter = NewLetter {
            to: to.clone(),
            reply_to: seller.email,
            subject: format!("Your statement from {}, {}", seller.company, to_on.long()),
            text: format!(
                "Dear {},\n\nplease find your statement of {} attached. The balance is ${}.\n\n\
                 Questions? Call {}.\n\n{} {}\n",
                customer.name,
                to_on.long(),
                account.amount_due,
                seller.phone,
                seller.company,
                seller.name
            ),
            sheets: vec![SheetFacts {
                name: format!("statement-{}-{to_on}.pdf", customer.number),
                sheet: "statement".into(),
                facts,
            }],
        };
        let key = format!("statement:{}:{}", customer.number, desk.now().as_micros());
        let job = desk.send_mail(&key, &letter)?;
        desk.subject(self.customer);
        Ok(StatementMailed { job, to, amount_due_cents: account.amount_due })
    }
}

/// As her billing options say; where they say nothing a household reads a balance, and
/// whoever pays by invoice reads open items.
pub(super) fn usual_kind(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: &customers::Customer,
    on: Day,
) -> Result<StatementKind, Refusal> {
    let kept = billing_options::records::list_of_customer(reader, branch, customer.id)?;
    Ok(match kept.standing_for(customer, None, on).statement_style {
        StatementStyle::OpenItem => StatementKind::OpenItem,
        StatementStyle::BalanceForward => StatementKind::BalanceForward,
    })
}
