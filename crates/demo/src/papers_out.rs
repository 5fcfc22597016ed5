//! What goes out by mail beside the bills: a reminder to all who are well past due, and last
//! month's journal to the accountant.

use crate::world::World;
use billing::letter_templates::{KeepLetterTemplate, WriteLetters};
use books::periods::records::find_month;
use office::{Refusal, jobs};
use reports::journal_exports::{AcknowledgeJournal, JournalFormat, SendJournal};
use values::Day;

/// From how many days past due a reminder is written.
const PAST_DUE_DAYS: i64 = 30;

/// A reminder is kept, and printed for all who owe for over a month.
pub fn remind(world: &mut World<'_>, day: Day) -> Result<(), Refusal> {
    let keep = KeepLetterTemplate {
        name: "Friendly reminder".into(),
        subject: "Your account with {{company}}".into(),
        body: "As of {{today}} your account {{account}} is open with **{{balance}}**, the oldest \
               of it since {{oldest_due}}.\n\nIf your check is on its way, thank you. If \
               something about our work or our bill is not right, call us at {{phone}}: we \
               would rather hear it than wait."
            .into(),
    };
    let letter_template = world.run("Dana", day, (9, 50), keep)?.letter_template;
    let write = WriteLetters {
        letter_template,
        customer: None,
        past_due_days: Some(PAST_DUE_DAYS),
        prices_from: None,
        prices_until: None,
    };
    match world.run("Dana", day, (9, 55), write) {
        // In a young branch nobody owes for so long.
        Err(refusal) if refusal.code() == "letter_templates.nobody" => Ok(()),
        batch => {
            jobs::work_job(world.office, world.branch, batch?.job, &mut |_| {})?;
            Ok(())
        }
    }
}

/// Last month's journal goes to the accountant, who books it on the same day.
pub fn hand_out_the_journal(world: &mut World<'_>, day: Day) -> Result<(), Refusal> {
    let (branch, month) = (world.branch, day.first_of_month().plus_months(-1));
    let found = world.office.read(|reader| Ok(find_month(reader, branch, month)?))?;
    let Some(period) = found else { return Ok(()) };
    let send = SendJournal { period: period.id, format: JournalFormat::QuickBooks, sent_to: None };
    let journal_export = world.run("Dana", day, (14, 30), send)?.journal_export;
    let acknowledgement = format!("{} is booked", month.month_name());
    let arrived = AcknowledgeJournal { journal_export, acknowledgement };
    world.run("Dana", day, (16, 30), arrived)?;
    Ok(())
}
