//! What must always hold: the ledger balances, and the lists beside it agree with it.
//!
//! Each proof counts from the rows and compares; none repairs. `daybook verify` runs them
//! with those of the other rooms; a month closes only on those of [`closing_proofs`].

mod months;
mod records;

use store::Reader;
use values::{Id, Money, noun};

/// One thing that was proved or found wanting.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Proof {
    /// Stable name: `receivable_is_open_charges`.
    pub name: &'static str,
    /// Whether it holds.
    pub ok: bool,
    /// What was compared, or what is wrong and where to look first.
    pub detail: String,
}

/// Every proof of the books of one branch.
pub fn proofs(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Vec<Proof>, store::Error> {
    Ok(vec![
        trial_balance(reader, branch)?,
        entries_balance(reader, branch)?,
        lines_keep_their_day(reader, branch)?,
        months::months_add_up(reader, branch)?,
        months::closed_months_stand(reader, branch)?,
        receivable(reader, branch)?,
        unapplied(reader, branch)?,
        control_accounts_by_day(reader, branch)?,
        charges_open(reader, branch)?,
        credits_open(reader, branch)?,
        reversals_mirror(reader, branch)?,
    ])
}

/// The proofs a month closes on: the ledger balances, and receivables and credits agree
/// with it. They read each table once, so the counter hardly waits; [`proofs`] reads more.
pub fn closing_proofs(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Vec<Proof>, store::Error> {
    Ok(vec![
        trial_balance(reader, branch)?,
        receivable(reader, branch)?,
        unapplied(reader, branch)?,
    ])
}

/// A proof of how many rows are wrong, with the first of them to look at.
fn none_wrong(name: &'static str, proved: &str, wrong: records::Wrong, what: &str) -> Proof {
    match wrong.count {
        0 => Proof { name, ok: true, detail: proved.to_owned() },
        count => {
            let first = wrong.first.unwrap_or_default();
            let detail = format!("{count} {what}; look at {first} first.");
            Proof { name, ok: false, detail }
        }
    }
}

fn trial_balance(reader: &mut Reader<'_>, branch: Id<noun::Branch>) -> Result<Proof, store::Error> {
    let sum = records::sum_of_lines(reader, branch)?;
    let detail = match sum.is_zero() {
        true => String::from("All debits equal all credits."),
        false => format!("Debits exceed credits by {sum}."),
    };
    Ok(Proof { name: "trial_balance", ok: sum.is_zero(), detail })
}

fn entries_balance(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Proof, store::Error> {
    let wrong = records::count_lopsided_entries(reader, branch)?;
    let proved = "Every entry's debits equal its credits.";
    Ok(none_wrong("entries_balance", proved, wrong, "entries do not balance"))
}

fn lines_keep_their_day(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Proof, store::Error> {
    let wrong = records::count_stray_lines(reader, branch)?;
    let proved = "Every line stands in its entry's branch and on its day.";
    Ok(none_wrong("lines_keep_their_day", proved, wrong, "lines differ from their entry"))
}

fn receivable(reader: &mut Reader<'_>, branch: Id<noun::Branch>) -> Result<Proof, store::Error> {
    let ledger = records::sum_of_account(reader, branch, crate::accounts::RECEIVABLE)?;
    let open = records::sum_of_open_charges(reader, branch)?;
    let wrong = records::count_customers_off_in_receivable(reader, branch)?;
    let name = "receivable_is_open_charges";
    Ok(control(name, "Account 1100", ledger, "open charges", open, wrong))
}

fn unapplied(reader: &mut Reader<'_>, branch: Id<noun::Branch>) -> Result<Proof, store::Error> {
    let ledger = -records::sum_of_account(reader, branch, crate::accounts::UNAPPLIED)?;
    let open = records::sum_of_open_credits(reader, branch)?;
    let wrong = records::count_customers_off_in_unapplied(reader, branch)?;
    let name = "unapplied_is_open_credits";
    Ok(control(name, "Account 2150", ledger, "open credits", open, wrong))
}

/// An account that must equal a list, in total and for each customer.
fn control(
    name: &'static str,
    account: &str,
    ledger: Money,
    list: &str,
    open: Money,
    wrong: records::Wrong,
) -> Proof {
    if ledger != open {
        let off = ledger - open;
        let detail = format!("{account} is {ledger}, {list} are {open}: {off} apart.");
        return Proof { name, ok: false, detail };
    }
    let proved = format!("{account} and {list} are both {open}, for each customer too.");
    none_wrong(name, &proved, wrong, "customers differ though the totals agree")
}

fn control_accounts_by_day(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Proof, store::Error> {
    let wrong = records::count_days_off(reader, branch)?;
    let proved = "1100 and 2150 agree with charges and credits on every day.";
    Ok(none_wrong("control_accounts_by_day", proved, wrong, "days differ"))
}

fn charges_open(reader: &mut Reader<'_>, branch: Id<noun::Branch>) -> Result<Proof, store::Error> {
    let wrong = records::count_charges_off(reader, branch)?;
    let proved = "What is open on each charge is its amount less what came off it.";
    Ok(none_wrong("charges_open", proved, wrong, "charges differ from their applications"))
}

fn credits_open(reader: &mut Reader<'_>, branch: Id<noun::Branch>) -> Result<Proof, store::Error> {
    let wrong = records::count_credits_off(reader, branch)?;
    let proved = "What is open on each credit is its amount less what came off it.";
    Ok(none_wrong("credits_open", proved, wrong, "credits differ from their applications"))
}

fn reversals_mirror(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Proof, store::Error> {
    let wrong = records::count_crooked_reversals(reader, branch)?;
    let proved = "Everything taken back was taken back whole, from the same charge and credit.";
    Ok(none_wrong("reversals_mirror", proved, wrong, "reversals differ from what they reverse"))
}
