//! The lockbox of the morning: checks that the bank opened. Three pay what their stubs say, one
//! came without a stub, and one stands in the file twice and waits for somebody.

use crate::owing::pick;
use crate::world::World;
use front_desk::customers::records::find_customer;
use money::lockbox_files::StartLockboxFile;
use office::{Refusal, jobs};
use std::fmt::Write;
use values::{Day, Money};

/// How many checks have a stub.
const WITH_STUB: usize = 3;

/// Ruth takes the file in. A branch as small as its cast has none.
pub fn tell(world: &mut World<'_>, day: Day) -> Result<(), Refusal> {
    let owing = pick(world, WITH_STUB + 1, day)?;
    let [.., last] = &owing[..] else { return Ok(()) };
    let branch = world.branch;
    let mut rows = String::from(
        "batch_date,lockbox,batch,item,tender,check_no,routing,account_last4,payer,customer_no,\
         invoice_no,amount,image_id\n",
    );
    let mut total = Money::ZERO;
    let mut items = 0;
    let mut write = |item: [&str; 4], check: i64, amount: Money| {
        let [payer, number, invoice, image] = item;
        items += 1;
        total += amount;
        // Writing to a string cannot fail.
        let _ = writeln!(
            rows,
            "{day},0412LB,17,{items},CHECK,{check},063107270,{},{payer},{number},{invoice},{},\
             {image}",
            4_000 + check % 5_000,
            amount.plain()
        );
    };
    for (place, one) in (1..).zip(&owing) {
        let found = world.office.read(|reader| Ok(find_customer(reader, branch, one.customer)?))?;
        let found = found.ok_or_else(|| Refusal::broken("a customer who owes"))?;
        let payer = found.name.to_uppercase();
        let (check, image) = (5_100 + 7 * place, format!("LB-{place}"));
        let is_last = one.customer == last.customer;
        let (number, document) = match is_last {
            true => ("", ""),
            false => (found.number.as_str(), one.charge.document.as_str()),
        };
        write([&payer, number, document, &image], check, one.charge.open);
        if place == 1 {
            write([&payer, number, document, "LB-9"], check, one.charge.open);
        }
    }
    let _ = writeln!(rows, "TRAILER,0412LB,17,{items},,,,,,,,{},", total.plain());
    // An office without a folder for files has no files of a lockbox either.
    let Ok(kept) = world.office.shelf().put(&mut rows.as_bytes()) else { return Ok(()) };
    let name = format!("lockbox-{day}.csv");
    let begun = world.run(
        "Ruth",
        day,
        (8, 50),
        StartLockboxFile { file: kept.mark, name, total_cents: None },
    )?;
    jobs::work_job(world.office, branch, begun.job, &mut |_| {})?;
    Ok(())
}
