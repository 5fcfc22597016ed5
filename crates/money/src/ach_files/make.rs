//! Make a file of every debit that waits for one.

use super::MAKE;
use super::records::{self, NewFile, Waiting};
use crate::draws::RecordDraw;
use crate::mandates::records::{OpenAccount, open_account};
use crate::mandates::{BankAccountKind, EntryClassWord};
use crate::processors::DrawOutcome;
use formats::nacha::{
    self, AccountKind, AchFile, Direction, EntryClass, Frequency, Offset, Origination, Originator,
    Payment, Step,
};
use formats::problems::Problems;
use formats::routing_number::RoutingNumber;
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use settings::preferences;
use std::collections::HashMap;
use values::{Day, Id, Money, Sealed, WorkCalendar, noun};

/// Makes a file of every debit that waits for one.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct MakeAchFile {
    /// The day the debits shall settle on; the next banking day when left out.
    #[serde(default)]
    pub settle_on: Option<Day>,
    /// Our own account at the bank, when it wants the other side of the money in the file, so
    /// that debits equal credits. It is not kept.
    #[serde(default)]
    pub balance_account: Option<Sealed>,
}

/// The file is made, and waits for its release.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct AchFileMade {
    /// The file.
    pub ach_file: Id<noun::AchFile>,
    /// How many debits are in it.
    pub debits: i64,
    /// What they come to.
    pub total_cents: Money,
    /// The day they settle on.
    pub settle_on: Day,
}

impl Command for MakeAchFile {
    const NAME: &'static str = "ach_files.make";
    const TITLE: &'static str = "Make an ACH file";
    const DUTY: Duty = MAKE;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = AchFileMade;

    fn perform(self, desk: &mut Desk<'_>) -> Result<AchFileMade, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let waiting = records::list_waiting(desk, branch)?;
        if waiting.is_empty() {
            let words = "No debit waits for a file. Run AutoPay first.";
            return Err(Refusal::conflict("ach_files.nothing_waits", words));
        }
        let banking = WorkCalendar::banking();
        let asked_for = self.settle_on.unwrap_or(today);
        let settle_on = Origination::effective_on(asked_for, today, &banking);
        let first_sequence = records::next_sequence(desk, branch)?;
        let plan = origination(desk, self.balance_account.as_ref(), first_sequence)?;
        let file = plan.file(&payments(desk, &waiting, settle_on)?).map_err(refused)?;
        let text = nacha::print(&file).map_err(refused)?;
        let traces = traces_of(&file);
        let ach_file = desk.id();
        let total_cents: Money = waiting.iter().map(|one| one.amount).sum();
        let debits = i64::try_from(waiting.len()).unwrap_or(i64::MAX);
        let last_sequence = traces.values().copied().max().unwrap_or_default() % 10_000_000;
        for one in &waiting {
            let trace = traces.get(&individual_id(one.draw)).copied().unwrap_or_default();
            records::mark_in_file(desk, one.draw, ach_file, trace)?;
            let reference = format!("{trace:015}");
            let (brand, last4) = (String::new(), one.last4.clone());
            let outcome = DrawOutcome::Taken { reference, brand, last4 };
            desk.perform(RecordDraw { draw: one.draw, outcome, job: None })?;
        }
        let new = NewFile { id: ach_file, settle_on, debits, total: total_cents, last_sequence };
        records::insert_file(desk, &new, &Sealed::new(text))?;
        desk.subject(ach_file);
        Ok(AchFileMade { ach_file, debits, total_cents, settle_on })
    }
}

fn refused(problems: Problems) -> Refusal {
    let first = problems.iter().next().map_or_else(String::new, ToString::to_string);
    Refusal::conflict("ach_files.bank_refuses", format!("The bank would refuse it: {first}"))
}

/// Our number of a debit within the file.
fn individual_id(draw: Id<noun::Draw>) -> String {
    format!("D{draw}")
}

fn traces_of(file: &AchFile) -> HashMap<String, u64> {
    let entries = file.batches.iter().flat_map(|batch| &batch.entries);
    entries.map(|entry| (entry.individual_id.clone(), entry.trace)).collect()
}

/// Who sends the file, as the branch has agreed with its bank.
fn origination(
    desk: &mut Desk<'_>,
    balance_account: Option<&Sealed>,
    first_sequence: u32,
) -> Result<Origination, Refusal> {
    let branch = desk.branch();
    let bank_name = preferences::text(desk, branch, "bank_name")?;
    let routing = preferences::text(desk, branch, "bank_routing")?;
    let company_id = preferences::text(desk, branch, "ach_company_id")?;
    let company_name = preferences::text(desk, branch, "ach_company_name")?;
    let not_set = |what: &str| {
        let words = format!("{what} is not set. The bank names it when it sets up ACH.");
        Refusal::conflict_with("ach_files.not_set_up", words, "/preferences", "Set it")
    };
    let bank = RoutingNumber::parse(routing.trim()).map_err(|_| not_set("The routing number"))?;
    if company_id.is_empty() || company_name.is_empty() {
        return Err(not_set("Our ACH company number or name"));
    }
    let offset = match balance_account {
        None => Offset::ByTheBank,
        Some(account) => Offset::InTheFile {
            routing: bank,
            account: account.clone(),
            kind: AccountKind::Checking,
        },
    };
    let made_today = records::count_made_on(desk, branch)?;
    let letter = u8::try_from(made_today.min(25)).unwrap_or(25);
    let now = desk.now().local(desk.zone());
    Ok(Origination {
        originator: Originator {
            bank,
            bank_name,
            file_origin: company_id.clone(),
            origin_name: company_name.clone(),
            company_id,
            company_name: company_name.chars().take(16).collect(),
            offset,
        },
        created_on: desk.today(),
        created_at: format!("{:02}{:02}", now.hour, now.minute),
        modifier: char::from(b'A' + letter),
        reference: String::new(),
        first_sequence,
    })
}

fn payments(
    desk: &mut Desk<'_>,
    waiting: &[Waiting],
    settle_on: Day,
) -> Result<Vec<Payment>, Refusal> {
    let mut all = Vec::with_capacity(waiting.len());
    for one in waiting {
        let opened = match one.mandate {
            Some(mandate) => open_account(desk, mandate)?,
            None => None,
        };
        let Some(account) = opened else {
            let words = format!("{} has no bank account to be debited.", one.name);
            return Err(Refusal::conflict("ach_files.no_account", words));
        };
        all.push(payment(one, account, settle_on)?);
    }
    Ok(all)
}

fn payment(one: &Waiting, account: OpenAccount, settle_on: Day) -> Result<Payment, Refusal> {
    let routing = RoutingNumber::parse(&account.routing)
        .map_err(|error| Refusal::broken(format!("a kept routing number: {error}")))?;
    Ok(Payment {
        entry_class: match account.entry_class {
            EntryClassWord::Ppd => EntryClass::Ppd,
            EntryClassWord::Web => EntryClass::Web,
            EntryClassWord::Ccd => EntryClass::Ccd,
        },
        direction: Direction::Debit,
        step: Step::Live,
        frequency: Frequency::Recurring,
        routing,
        account: account.account,
        kind: match account.kind {
            BankAccountKind::Checking => AccountKind::Checking,
            BankAccountKind::Savings => AccountKind::Savings,
        },
        amount_cents: one.amount.as_cents(),
        individual_id: individual_id(one.draw),
        name: one.name.clone(),
        description: match one.retry_of {
            Some(_) => "RETRY PYMT".into(),
            None => "PESTSVC".into(),
        },
        effective_on: settle_on,
        remittance: None,
    })
}
