//! Bring the allowance for doubtful accounts to what the age of receivables says (handbook P22).

use super::aging::{Aging, Basis, aging};
use books::Source;
use books::accounts::records::balance_at;
use books::accounts::{ALLOWANCE, BAD_DEBT};
use books::entries::{self, NewEntry, NewLine};
use office::closing::{Found, MonthCheck};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use settings::preferences;
use store::Reader;
use values::{Day, Id, Money, Rate, noun};

/// To post the allowance for doubtful accounts.
pub const ALLOW: Duty = Duty::new("receivables.allow", "Post the allowance for doubtful accounts");

/// The preferences that say how much of what is open is not expected to come in, from the
/// youngest bucket to the oldest.
const SHARES: [&str; 5] = [
    "allowance_current_millionths",
    "allowance_1_30_millionths",
    "allowance_31_60_millionths",
    "allowance_61_90_millionths",
    "allowance_91_plus_millionths",
];

/// Posts what the allowance lacks, or has too much, at the end of a day.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct PostAllowance {
    /// The day, such as a month's last; today when left out.
    #[serde(default)]
    pub as_of: Option<Day>,
}

/// The allowance is what age says.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct AllowancePosted {
    /// What it was.
    pub before_cents: Money,
    /// What it is now.
    pub allowance_cents: Money,
    /// The entry.
    pub entry: Id<noun::Entry>,
}

impl Command for PostAllowance {
    const NAME: &'static str = "receivables.allow";
    const TITLE: &'static str = "Post the allowance for doubtful accounts";
    const DUTY: Duty = ALLOW;
    const SHAPE: Shape = Shape::Does;
    type Receipt = AllowancePosted;

    fn perform(self, desk: &mut Desk<'_>) -> Result<AllowancePosted, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let as_of = self.as_of.unwrap_or(today);
        if as_of > today {
            return Err(Refusal::invalid("as_of", "Enter today or an earlier day."));
        }
        let standing = standing(desk, branch, as_of)?;
        let lacks = standing.needed - standing.booked;
        if lacks.is_zero() {
            let words = format!("The allowance is {}, as age says.", standing.needed);
            return Err(Refusal::conflict("receivables.allowance_stands", words));
        }
        let of = |account, amount| NewLine { account, amount, customer: None };
        let posted = NewEntry {
            day: as_of,
            memo: format!("Allowance for doubtful accounts of {}", as_of.us()),
            source: Source::of(branch),
            lines: vec![of(BAD_DEBT, lacks), of(ALLOWANCE, -lacks)],
        };
        let entry = entries::post(desk, posted)?;
        desk.subject(entry);
        let (before_cents, allowance_cents) = (standing.booked, standing.needed);
        Ok(AllowancePosted { before_cents, allowance_cents, entry })
    }
}

/// The allowance at the end of a day: by age, and in the books.
pub(super) struct Standing {
    /// Each bucket's title, what is open in it, the share, and what of it is not expected.
    pub parts: Vec<(&'static str, Money, Rate, Money)>,
    /// What they come to.
    pub needed: Money,
    /// What account 1190 is, as a credit.
    pub booked: Money,
}

/// How the allowance stands at the end of a day.
pub(super) fn standing(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    as_of: Day,
) -> Result<Standing, Refusal> {
    let aged = aging(reader, branch, as_of, Basis::DueDate)?;
    let mut shares = Vec::with_capacity(SHARES.len());
    for preference in SHARES {
        shares.push(Rate::millionths(preferences::whole(reader, branch, preference)?));
    }
    let parts = parts(&aged, &shares);
    let needed = parts.iter().map(|(.., amount)| *amount).sum();
    let booked = -balance_at(reader, branch, ALLOWANCE, as_of)?;
    Ok(Standing { parts, needed, booked })
}

/// The share of each bucket, rounded for itself (handbook T16).
fn parts(aged: &Aging, shares: &[Rate]) -> Vec<(&'static str, Money, Rate, Money)> {
    let pairs = aged.buckets.iter().zip(shares);
    pairs
        .map(|(bucket, share)| (bucket.title, bucket.amount, *share, share.of(bucket.amount)))
        .collect()
}

/// The allowance is what age says (handbook 3.7, eighth point).
pub(crate) const IS_ALLOWED_FOR: MonthCheck = MonthCheck {
    title: "The allowance follows the age of receivables",
    href: "/receivables/allowance",
    look: |reader, branch, end| {
        let Standing { needed, booked, .. } = standing(reader, branch, end)?;
        Ok(match needed == booked {
            true => Found::clear(format!("The allowance is {booked}, as age says.")),
            false => Found::explain(format!(
                "The allowance is {booked}; by age it is {needed}. Post it or say why."
            )),
        })
    },
};
