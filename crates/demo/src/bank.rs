//! The bank's month: a file of its lines as the bank would have written it, from what the
//! branch took to it, with a service charge, card days net of fees, and a correction that
//! nobody has placed yet.

use crate::world::World;
use books::accounts::{BANK_CHARGES, OPERATING};
use money::bank_accounts::records::{find_bank_account, standing};
use money::bank_accounts::{BankAccountRow, OpenBankAccount};
use money::bank_imports::StartBankImport;
use money::bank_lines::records::{UnsettledRow, list_open_books, list_open_lines, list_unsettled};
use money::bank_lines::rules::payout_of;
use money::bank_lines::{Direction, MatchLines, SaveBankRule};
use money::payments::SettlePayments;
use money::reconciliations::CloseReconciliation;
use office::{Refusal, jobs};
use std::fmt::Write;
use values::{Day, Id, Money, Weekday, noun};

/// What the account began with, a month before the last day.
const START: Money = Money::cents(1_824_055);

/// What the processor keeps: hundredths of a percent, and cents for each payment (T26).
const FEE_RATE: i64 = 275;
const FEE_EACH: i64 = 25;

/// Card days of the last week still wait for somebody.
const WAITING_DAYS: i64 = 7;

/// A line as the bank would print it.
struct Printed {
    on: Day,
    kind: &'static str,
    amount: Money,
    words: String,
}

/// Opens the account, takes the month in, and matches all but the last week.
pub fn tell(world: &mut World<'_>, today: Day) -> Result<(), Refusal> {
    let starts_on = today.first_of_month().plus_months(-1);
    let open = OpenBankAccount {
        name: "Operating".into(),
        bank: "First Cedar Bank".into(),
        last4: "6789".into(),
        account: OPERATING.id(),
        starts_on,
        start_cents: START,
        outstanding: Vec::new(),
    };
    settle_before(world, starts_on, today)?;
    let account = world.run("Dana", today, (8, 10), open)?.bank_account;
    let rule = SaveBankRule {
        says: "Service charge".into(),
        direction: Direction::Out,
        account: BANK_CHARGES.id(),
        memo: "Bank service charge".into(),
    };
    world.run("Dana", today, (8, 12), rule)?;
    let row = world.office.read(|reader| Ok(find_bank_account(reader, world.branch, account)?))?;
    let row = row.ok_or_else(|| Refusal::broken("the account that was opened"))?;
    let lines = printed(world, &row, today)?;
    let file = ofx(&lines, starts_on, today);
    // An office without a folder for files has no bank files either.
    let Ok(kept) = world.office.shelf().put(&mut file.as_bytes()) else { return Ok(()) };
    let start = StartBankImport {
        bank_account: account,
        file: kept.mark,
        name: format!("first-cedar-{today}.ofx"),
        profile: None,
        columns: Vec::new(),
        dates: Default::default(),
        sign: Default::default(),
        save_as: None,
    };
    let begun = world.run("Dana", today, (8, 15), start)?;
    jobs::work_job(world.office, world.branch, begun.job, &mut |_| {})?;
    match_card_days(world, account, today)?;
    reconcile(world, &row, today.plus_days(-14), today)
}

/// What cards brought before the account began was paid out long ago.
fn settle_before(world: &mut World<'_>, starts_on: Day, today: Day) -> Result<(), Refusal> {
    let branch = world.branch;
    let settled_on = starts_on.plus_days(-1);
    let cards = world.office.read(|reader| Ok(list_unsettled(reader, branch, settled_on)?))?;
    if cards.is_empty() {
        return Ok(());
    }
    let settle = SettlePayments {
        fees_cents: cards.iter().map(|one| one.amount).sum::<Money>() - net(&cards),
        payments: cards.into_iter().map(|one| one.payment).collect(),
        settled_on,
        reference: "Paid out before".into(),
    };
    world.run("Dana", today, (8, 5), settle)?;
    Ok(())
}

/// The next day the bank works.
fn banking_day_after(day: Day) -> Day {
    let next = day.plus_days(1);
    match next.weekday() {
        Weekday::Saturday => next.plus_days(2),
        Weekday::Sunday => next.plus_days(1),
        _ => next,
    }
}

/// What the bank had posted by last night.
fn printed(world: &World<'_>, row: &BankAccountRow, today: Day) -> Result<Vec<Printed>, Refusal> {
    let branch = world.branch;
    let (books, cards) = world.office.read(|reader| {
        let books = list_open_books(reader, branch, row)?;
        Ok((books, list_unsettled(reader, branch, today.plus_days(-1))?))
    })?;
    let mut lines: Vec<Printed> = books
        .into_iter()
        .enumerate()
        .map(|(place, book)| Printed {
            on: banking_day_after(book.day),
            kind: "DEP",
            amount: book.amount,
            // The counter does not always type the slip's number.
            words: match place % 4 {
                3 => String::from("DEPOSIT"),
                _ => format!("BRANCH DEPOSIT {}", book.reference),
            },
        })
        .collect();
    let mut rest = &cards[..];
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|one| one.day == first.day).count();
        let (of_day, others) = rest.split_at(count);
        rest = others;
        if first.day >= row.starts_on {
            let on = banking_day_after(first.day);
            let words = String::from("BANKCARD NET DEP MID 4455");
            lines.push(Printed { on, kind: "CREDIT", amount: net(of_day), words });
        }
    }
    if let Some(correction) = lines.iter().rev().nth(2).map(|line| line.on) {
        let words = String::from("DEPOSIT CORRECTION, CASH SHORT");
        lines.push(Printed { on: correction, kind: "DEBIT", amount: Money::cents(-300), words });
    }
    let words = String::from("ACCOUNT SERVICE CHARGE");
    let on = today.plus_days(-3);
    lines.push(Printed { on, kind: "SRVCHG", amount: Money::cents(-1_850), words });
    lines.retain(|line| line.on < today && line.on >= row.starts_on);
    lines.sort_by_key(|line| line.on);
    Ok(lines)
}

/// A card day less what the processor keeps of it.
fn net(of_day: &[UnsettledRow]) -> Money {
    let gross: i64 = of_day.iter().map(|one| one.amount.as_cents()).sum();
    let each = i64::try_from(of_day.len()).unwrap_or(0) * FEE_EACH;
    Money::cents(gross - (gross * FEE_RATE + 5_000) / 10_000 - each)
}

/// The file, as the bank's website gives it.
fn ofx(lines: &[Printed], from: Day, today: Day) -> String {
    let plain = |day: Day| day.to_string().replace('-', "");
    let mut body = String::new();
    for (place, line) in lines.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = writeln!(
            body,
            "<STMTTRN><TRNTYPE>{}<DTPOSTED>{}120000<TRNAMT>{}<FITID>{}-{place}<NAME>{}</STMTTRN>",
            line.kind,
            plain(line.on),
            line.amount.plain(),
            plain(line.on),
            line.words
        );
    }
    let ends: Money = START + lines.iter().map(|line| line.amount).sum();
    let (from, until) = (plain(from), plain(today.plus_days(-1)));
    format!(
        "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\n\
         CHARSET:1252\nCOMPRESSION:NONE\nOLDFILEUID:NONE\nNEWFILEUID:NONE\n\n<OFX>\n\
         <SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>{until}\
         <LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1>\n<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS>\
         <CODE>0<SEVERITY>INFO</STATUS>\n<STMTRS><CURDEF>USD\n<BANKACCTFROM><BANKID>063107270\
         <ACCTID>0000456789<ACCTTYPE>CHECKING</BANKACCTFROM>\n<BANKTRANLIST><DTSTART>{from}\
         <DTEND>{until}\n{body}</BANKTRANLIST>\n<LEDGERBAL><BALAMT>{}<DTASOF>{until}\
         </LEDGERBAL>\n</STMTRS></STMTTRNRS></BANKMSGSRSV1>\n</OFX>\n",
        ends.plain()
    )
}

/// Dana has matched the card days up to a week ago.
fn match_card_days(
    world: &mut World<'_>,
    account: Id<noun::BankAccount>,
    today: Day,
) -> Result<(), Refusal> {
    let branch = world.branch;
    let until = today.plus_days(-WAITING_DAYS);
    let lines = world.office.read(|reader| Ok(list_open_lines(reader, branch, account)?))?;
    for line in lines.iter().filter(|line| line.posted_on < until && line.amount.is_positive()) {
        let cards =
            world.office.read(|reader| Ok(list_unsettled(reader, branch, line.posted_on)?))?;
        let days: Vec<(Day, i64)> =
            cards.iter().map(|one| (one.day, one.amount.as_cents())).collect();
        let Some(places) = payout_of(line.amount.as_cents(), line.posted_on, &days) else {
            continue;
        };
        let match_lines = MatchLines {
            lines: vec![line.id],
            books: Vec::new(),
            payments: places.into_iter().map(|place| cards[place].payment).collect(),
            rest: None,
            note: String::new(),
        };
        world.run("Dana", today, (8, 20), match_lines)?;
    }
    Ok(())
}

/// The first half of the month is proved, when all of it is matched.
fn reconcile(
    world: &mut World<'_>,
    row: &BankAccountRow,
    ends_on: Day,
    today: Day,
) -> Result<(), Refusal> {
    let branch = world.branch;
    let then = world.office.read(|reader| Ok(standing(reader, branch, row, ends_on)?))?;
    if then.unposted_items > 0 || ends_on < row.starts_on {
        return Ok(());
    }
    let (bank_account, ending_cents) = (row.id, then.bank);
    let note = String::from("Interim statement");
    let close = CloseReconciliation { bank_account, ends_on, ending_cents, note };
    world.run("Dana", today, (8, 25), close)?;
    Ok(())
}
