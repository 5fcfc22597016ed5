//! Three credits of the program before, which nobody has used for six years: one whose owner was
//! written to, one so small that it was set aside, one whose owner is still to be written to.

use crate::world::World;
use front_desk::imports::{ImportStarted, StartImport};
use office::{Refusal, jobs};
use safekeeping::unclaimed_items::{
    LookForUnclaimed, PrintUnclaimedLetter, SetAsideUnclaimed, records,
};
use values::{Day, Money};

/// Account there, owner, street, days since six years ago, and what is hers.
const OWNERS: [(&str, &str, &str, i64, &str); 3] = [
    ("K-0412", "Vernon Tate", "318 NE 9th St", 40, "46.68"),
    ("K-0867", "Lila Moreno", "77 Heron Way", 25, "71.60"),
    ("K-1033", "Gulf Breeze Rentals", "1200 SW College Rd", 12, "128.40"),
];

/// Dana brings them over, looks for what is unclaimed, writes once, and sets the small one aside.
pub fn tell(world: &mut World<'_>, day: Day) -> Result<(), Refusal> {
    let Some(begun) = bring(world, day)? else { return Ok(()) };
    let branch = world.branch;
    jobs::work_job(world.office, branch, begun.job, &mut |_| {})?;
    world.run("Dana", day, (7, 40), LookForUnclaimed {})?;
    let found = world.office.read(|reader| {
        let mut found = Vec::new();
        for item in records::list_waiting_ids(reader, branch)? {
            found.extend(records::find_item(reader, branch, item)?);
        }
        Ok(found)
    })?;
    for item in found {
        let (unclaimed_item, amount) = (item.id, item.amount);
        if !item.letter_is_due {
            world.run("Dana", day, (7, 45), SetAsideUnclaimed { unclaimed_item })?;
        } else if amount < Money::dollars(100) {
            world.run("Dana", day, (7, 50), PrintUnclaimedLetter { unclaimed_item })?;
        }
    }
    Ok(())
}

/// An office without a folder for files has no file of an older program either.
fn bring(world: &mut World<'_>, day: Day) -> Result<Option<ImportStarted>, Refusal> {
    let mut rows = String::from(
        "Account No.;Name;Street;City;State;Zip;Status;Invoice;Invoice date;Due date;Open amount\n",
    );
    for (place, (number, owner, street, days, amount)) in (1..).zip(OWNERS) {
        let since = day.plus_years(-6).plus_days(days).us();
        rows.push_str(&format!(
            "{number};{owner};{street};Ocala;FL;34471;Active;OC-{place};{since};{since};-{amount}\n"
        ));
    }
    let Ok(kept) = world.office.shelf().put(&mut rows.as_bytes()) else { return Ok(None) };
    let start = StartImport {
        file: kept.mark,
        name: "credits-of-the-old-program.csv".into(),
        bytes: i64::try_from(kept.bytes).unwrap_or(0),
        ..StartImport::default()
    };
    world.run("Dana", day, (7, 30), start).map(Some)
}
