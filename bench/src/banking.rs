//! What the bank's files cost: a lockbox of checks posted to the oldest of what is open, and a
//! statement whose lines are matched with the books.

use crate::crowd::{self, Row};
use crate::figure::{Figure, Goal, Report};
use crate::process;
use crate::scratch::{Folder, Scratch, TODAY};
use crate::sizes::Sizes;
use anyhow::{Context, Result, ensure};
use money::bank_imports::StartBankImport;
use money::lockbox_files::StartLockboxFile;
use office::shelf::FolderShelf;
use std::fmt::Write;
use std::sync::Arc;
use store::{args, sql};
use values::{Day, Id, Money, noun};

/// The figures of this group.
pub const NAMES: &[&str] = &["lockbox_250", "bank_file_10000"];

/// Checks of the lockbox.
const CHECKS: usize = 250;

/// Invoices that each of its payers has open; the check pays the older half.
const OPEN: usize = 4;

/// Lines of the statement.
const LINES: usize = 10_000;

/// Days of the statement, from the benchmark's day on.
const DAYS: usize = 28;

/// Measures both in one branch.
pub fn measure(_: &Sizes, report: &mut Report<'_>) -> Result<()> {
    let folder = Folder::new("banking")?;
    let file = folder.file("daybook.db");
    let scratch = Scratch::with(&file, store::Options::default(), |options| {
        options.shelf = Arc::new(FolderShelf::at(folder.file("shelf")));
    })?;
    let scratch = scratch.made(TODAY)?;
    scratch.to_now()?;
    if report.wants(NAMES[0]) {
        lockbox(&scratch, report)?;
    }
    if report.wants(NAMES[1]) {
        statement(&scratch, report)?;
    }
    Ok(())
}

/// The whole job: the file read, each check posted and applied, the totals proved.
fn lockbox(scratch: &Scratch, report: &Report<'_>) -> Result<()> {
    let known = crowd::list_customers(scratch)?.len();
    let open = |place| Row::Open(Box::new(crowd::customer(place)));
    crowd::run(scratch, (0..CHECKS).map(open).collect())?;
    let payers = crowd::list_customers(scratch)?.split_off(known);
    let bill = |place: usize| {
        Row::Bill(Box::new(crowd::invoice(payers[place % CHECKS], place / CHECKS, 2)))
    };
    crowd::run(scratch, (0..OPEN * CHECKS).map(bill).collect())?;
    let begun: money::lockbox_files::LockboxFileStarted = crowd::ask(
        scratch,
        StartLockboxFile {
            file: put(scratch, &lockbox_text(scratch, known)?)?,
            name: "lockbox.csv".into(),
            total_cents: None,
        },
    )?;
    let start = process::cpu_seconds()?;
    let worked = crowd::work(scratch, begun.job)?;
    let seconds = process::cpu_seconds()? - start;
    let posted = count(
        scratch,
        sql!(
            "SELECT posted_items FROM lockbox_files WHERE branch_id = $1 ORDER BY id DESC LIMIT 1"
        ),
    )?;
    ensure!(posted == CHECKS as i64, "{posted} posted: {}", worked.outcome);
    report.tell(&Figure {
        name: NAMES[0],
        value: seconds,
        unit: "CPU s",
        baseline: None,
        goal: Goal::ValueAtMost(0.25),
    });
    Ok(())
}

/// A check of each payer without an invoice on its stub, for the older half of what is open.
fn lockbox_text(scratch: &Scratch, known: usize) -> Result<String> {
    let branch = scratch.branch;
    let payers: Vec<(String, Id<noun::Customer>)> = scratch.office.read(|reader| {
        Ok(reader.all(
            sql!("SELECT number, id FROM customers WHERE branch_id = $1 ORDER BY id"),
            args![branch],
        )?)
    })?;
    let mut text = String::from(
        "batch_date,lockbox,batch,item,tender,check_no,routing,account_last4,payer,customer_no,\
         invoice_no,amount,image_id\n",
    );
    let mut total = Money::ZERO;
    for (place, (number, customer)) in payers.into_iter().skip(known).enumerate() {
        let charges = scratch
            .office
            .read(|reader| Ok(books::open_items::list_open_charges(reader, branch, customer)?))?;
        let amount: Money = charges.iter().take(OPEN / 2).map(|charge| charge.open).sum();
        total += amount;
        writeln!(
            text,
            "{TODAY},0412LB,17,{},CHECK,{},063107270,{},PAYER,{number},,{},LB-{place}",
            place + 1,
            5_000 + place,
            1_000 + place,
            amount.plain()
        )?;
    }
    writeln!(text, "TRAILER,0412LB,17,{CHECKS},,,,,,,,{},", total.plain())?;
    Ok(text)
}

/// The whole job: the file read, its lines kept, and what the rules know matched.
fn statement(scratch: &Scratch, report: &Report<'_>) -> Result<()> {
    let customer = crowd::list_customers(scratch)?[0];
    for first in 0..DAYS {
        scratch.to_days_after(first as i64)?;
        let places = (first..LINES).step_by(DAYS).filter(|place| Line::of(*place).is_ours());
        let settled = places.map(|place| Row::Settled(customer, place, amount(place)));
        crowd::run(scratch, settled.collect())?;
    }
    let branch = scratch.branch;
    let (bank_account,) = scratch.office.read(|reader| {
        Ok(reader.one::<(Id<noun::BankAccount>,)>(
            sql!("SELECT id FROM bank_accounts WHERE branch_id = $1 ORDER BY id LIMIT 1"),
            args![branch],
        )?)
    })?;
    let matched =
        || count(scratch, sql!("SELECT COUNT(*) FROM bank_match_lines WHERE branch_id = $1"));
    let begun: money::bank_imports::BankImportStarted = crowd::ask(
        scratch,
        StartBankImport {
            bank_account,
            file: put(scratch, &ofx()?)?,
            name: "statement.ofx".into(),
            profile: None,
            columns: Vec::new(),
            dates: Default::default(),
            sign: Default::default(),
            save_as: None,
        },
    )?;
    let before = matched()?;
    let start = process::cpu_seconds()?;
    let worked = crowd::work(scratch, begun.job)?;
    let seconds = process::cpu_seconds()? - start;
    let known = (0..LINES).filter(|place| Line::of(*place) != Line::Nobodys).count();
    let matched = matched()? - before;
    ensure!(matched == known as i64, "{matched} lines of the books matched: {}", worked.outcome);
    report.tell(&Figure {
        name: NAMES[1],
        value: seconds,
        unit: "CPU s",
        baseline: None,
        goal: Goal::ValueAtMost(2.0),
    });
    Ok(())
}

/// What a line of the statement is: of ten, five name their payout, three have its amount and
/// day only, one is a service charge that a saved rule knows, one is nobody's.
#[derive(PartialEq)]
enum Line {
    Named,
    Alike,
    Charge,
    Nobodys,
}

impl Line {
    fn of(place: usize) -> Line {
        match place % 10 {
            0..=4 => Line::Named,
            5..=7 => Line::Alike,
            8 => Line::Charge,
            _ => Line::Nobodys,
        }
    }

    fn is_ours(&self) -> bool {
        matches!(self, Line::Named | Line::Alike)
    }
}

fn day(place: usize) -> Day {
    TODAY.plus_days((place % DAYS) as i64)
}

/// No two lines have the same.
fn amount(place: usize) -> Money {
    Money::cents(10_000 + 7 * place as i64)
}

/// The file as the bank's website gives it.
fn ofx() -> Result<String> {
    let plain = |day: Day| day.to_string().replace('-', "");
    let mut body = String::new();
    for place in 0..LINES {
        let (on, amount) = (plain(day(place)), amount(place));
        let (kind, amount, words) = match Line::of(place) {
            Line::Named => ("DEP", amount, format!("PROCESSOR TRANSFER {}", crowd::payout(place))),
            Line::Alike => ("DEP", amount, String::from("PROCESSOR TRANSFER")),
            Line::Charge => ("SRVCHG", -amount, String::from("ACCOUNT SERVICE CHARGE")),
            Line::Nobodys => ("DEP", amount, format!("COUNTER CREDIT {place}")),
        };
        writeln!(
            body,
            "<STMTTRN><TRNTYPE>{kind}<DTPOSTED>{on}120000<TRNAMT>{}<FITID>F-{place}<NAME>{words}\
             </STMTTRN>",
            amount.plain()
        )?;
    }
    let (from, until) = (plain(TODAY), plain(day(DAYS - 1)));
    Ok(format!(
        "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\n\
         CHARSET:1252\nCOMPRESSION:NONE\nOLDFILEUID:NONE\nNEWFILEUID:NONE\n\n<OFX>\n\
         <SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>{until}\
         <LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1>\n<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS>\
         <CODE>0<SEVERITY>INFO</STATUS>\n<STMTRS><CURDEF>USD\n<BANKACCTFROM><BANKID>063107270\
         <ACCTID>0000456789<ACCTTYPE>CHECKING</BANKACCTFROM>\n<BANKTRANLIST><DTSTART>{from}\
         <DTEND>{until}\n{body}</BANKTRANLIST>\n<LEDGERBAL><BALAMT>0.00<DTASOF>{until}\
         </LEDGERBAL>\n</STMTRS></STMTTRNRS></BANKMSGSRSV1>\n</OFX>\n"
    ))
}

fn put(scratch: &Scratch, text: &str) -> Result<String> {
    Ok(scratch.office.shelf().put(&mut text.as_bytes()).context("no room on the shelf")?.mark)
}

fn count(scratch: &Scratch, sql: store::Sql) -> Result<i64> {
    let branch = scratch.branch;
    let (count,) = scratch.office.read(|reader| Ok(reader.one::<(i64,)>(sql, args![branch])?))?;
    Ok(count)
}
