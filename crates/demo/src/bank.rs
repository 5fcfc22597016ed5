//! The bank's month: a file of its lines as the bank would have written it, from what the
//! branch took to it, with a service charge, card days net of fees, and a correction of the
//! last week that nobody has placed yet. What came before that week is matched by Dana, and
//! Walter has closed the first half of the month.

use crate::world::World;
use books::accounts::{BANK_CHARGES, OPERATING};
use money::Tender;
use money::bank_accounts::records::{find_bank_account, standing};
use money::bank_accounts::{BankAccountRow, OpenBankAccount};
use money::bank_imports::StartBankImport;
use money::bank_lines::records::{
    BookRow, UnsettledRow, list_open_books, list_open_lines, list_unsettled,
};
use money::bank_lines::{Direction, MatchLines, SaveBankRule};
use money::payments::SettlePayments;
use money::reconciliations::CloseReconciliation;
use office::{Refusal, jobs};
use std::borrow::Borrow;
use std::fmt::Write;
use values::{Day, Id, Money, Weekday, noun};

/// What the account began with, a month before the last day.
const START: Money = Money::cents(1_824_055);

/// What the processor keeps: hundredths of a percent, and cents for each payment (T26).
const FEE_RATE: i64 = 275;
const FEE_EACH: i64 = 25;

/// Lines of the last week still wait for somebody.
const WAITING_DAYS: i64 = 7;

/// How many days before the last the statement ends that is proved.
const PROVED_DAYS: i64 = 14;

/// A line as the bank would print it, and what of ours it is.
struct Printed {
    on: Day,
    kind: &'static str,
    amount: Money,
    words: String,
    books: Vec<Id<noun::EntryLine>>,
    payments: Vec<Id<noun::Payment>>,
}

impl Printed {
    /// A line that stands for nothing of ours yet.
    fn alone(on: Day, kind: &'static str, cents: i64, words: &str) -> Printed {
        let (amount, words) = (Money::cents(cents), words.to_owned());
        Printed { on, kind, amount, words, books: Vec::new(), payments: Vec::new() }
    }
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
    match_by_hand(world, account, &lines, today)?;
    reconcile(world, &row, today.plus_days(-PROVED_DAYS), today)
}

/// What cards brought before the account began was paid out long ago.
fn settle_before(world: &mut World<'_>, starts_on: Day, today: Day) -> Result<(), Refusal> {
    let branch = world.branch;
    let settled_on = starts_on.plus_days(-1);
    loop {
        // So many at a time as the list gives.
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
    }
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
    let books = world.office.read(|reader| Ok(list_open_books(reader, branch, row)?))?;
    let mut lines: Vec<Printed> =
        books.iter().enumerate().map(|(place, book)| of_books(place, book)).collect();
    for days in 0..row.starts_on.days_until(today) {
        let day = row.starts_on.plus_days(days);
        let unsettled = world.office.read(|reader| Ok(list_unsettled(reader, branch, day)?))?;
        let of_day: Vec<UnsettledRow> =
            unsettled.into_iter().filter(|one| one.day == day).collect();
        for tender in [Tender::Card, Tender::Ach, Tender::Lockbox] {
            let of_tender: Vec<&UnsettledRow> =
                of_day.iter().filter(|one| one.tender == tender).collect();
            if !of_tender.is_empty() {
                lines.push(of_payments(tender, day, &of_tender));
            }
        }
    }
    let midweek = banking_day_after(today.plus_days(-5));
    lines.push(Printed::alone(midweek, "DEBIT", -300, "DEPOSIT CORRECTION, CASH SHORT"));
    lines.push(Printed::alone(today.plus_days(-3), "SRVCHG", -1_850, "ACCOUNT SERVICE CHARGE"));
    lines.retain(|line| line.on < today && line.on >= row.starts_on);
    lines.sort_by_key(|line| line.on);
    Ok(lines)
}

/// A deposit the next banking day; the counter does not always type the slip's number. What a
/// processor paid out stands in the books on the bank's own day.
fn of_books(place: usize, book: &BookRow) -> Printed {
    let (on, words) = match (book.source.as_str(), place % 4) {
        ("payout", _) => (book.day, format!("STRIPE TRANSFER {}", book.reference)),
        (_, 3) => (banking_day_after(book.day), String::from("DEPOSIT")),
        _ => (banking_day_after(book.day), format!("BRANCH DEPOSIT {}", book.reference)),
    };
    let (books, payments) = (vec![book.line], Vec::new());
    Printed { on, kind: "DEP", amount: book.amount, words, books, payments }
}

/// A day's payments as one line: cards less their fees, the others whole.
fn of_payments(tender: Tender, day: Day, of_day: &[&UnsettledRow]) -> Printed {
    let whole: Money = of_day.iter().map(|one| one.amount).sum();
    let (amount, words) = match tender {
        Tender::Ach => (whole, "ACH SETTLEMENT CEDAR PEST"),
        Tender::Lockbox => (whole, "LOCKBOX 0412LB"),
        _ => (net(of_day), "BANKCARD NET DEP MID 4455"),
    };
    Printed {
        on: banking_day_after(day),
        kind: "CREDIT",
        amount,
        words: words.to_owned(),
        books: Vec::new(),
        payments: of_day.iter().map(|one| one.payment).collect(),
    }
}

/// A card day less what the processor keeps of it.
fn net<P: Borrow<UnsettledRow>>(of_day: &[P]) -> Money {
    let gross: i64 = of_day.iter().map(|one| one.borrow().amount.as_cents()).sum();
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

/// Dana has matched what the rules could not, up to a week ago.
fn match_by_hand(
    world: &mut World<'_>,
    account: Id<noun::BankAccount>,
    printed: &[Printed],
    today: Day,
) -> Result<(), Refusal> {
    let branch = world.branch;
    let until = today.plus_days(-WAITING_DAYS);
    let open = world.office.read(|reader| Ok(list_open_lines(reader, branch, account)?))?;
    let mut printed: Vec<&Printed> = printed.iter().collect();
    for line in open.iter().filter(|line| line.posted_on < until) {
        let same = |one: &&Printed| one.on == line.posted_on && one.amount == line.amount;
        let place = printed.iter().position(same);
        let place = place.ok_or_else(|| Refusal::broken("a line of the bank nobody printed"))?;
        let one = printed.swap_remove(place);
        let match_lines = MatchLines {
            lines: vec![line.id],
            books: one.books.clone(),
            payments: one.payments.clone(),
            rest: None,
            note: String::new(),
        };
        world.run("Dana", today, (8, 20), match_lines)?;
    }
    Ok(())
}

/// Walter closes the first half of the month: whoever matches the lines is not alone in
/// saying that they agree. An account that is younger has nothing to prove yet.
fn reconcile(
    world: &mut World<'_>,
    row: &BankAccountRow,
    ends_on: Day,
    today: Day,
) -> Result<(), Refusal> {
    if ends_on < row.starts_on {
        return Ok(());
    }
    let branch = world.branch;
    let then = world.office.read(|reader| Ok(standing(reader, branch, row, ends_on)?))?;
    let (bank_account, ending_cents) = (row.id, then.bank);
    let note = String::from("Statement of the half month");
    let close = CloseReconciliation { bank_account, ends_on, ending_cents, note };
    world.run("Walter", today, (8, 25), close)?;
    Ok(())
}
