//! Stories of statements: taken once, added to, refused, undone, whatever the file is.

use super::records::{find_import, list_problems};
use super::{
    BankColumn, BankImportStarted, BankMeaning, BankStanding, SettleBankProblem, StartBankImport,
    UndoBankImport,
};
use crate::bank_accounts::OpenBankAccount;
use crate::bank_accounts::records::{Standing, find_bank_account, standing};
use crate::bank_lines::records::list_open_lines;
use crate::bank_lines::{BankKind, EnterBankLine};
use crate::testing::Desktop;
use books::accounts::OPERATING;
use books::testing::page_at;
use office::Refusal;
use office::jobs::{records::Job, work_job};
use values::{Day, Id, Instant, Money, noun};

/// The statement of handbook 5.3: 21,500.00 and 5,630.78 more, 27,130.78 in the end (T34).
const BAI2: &str = "\
01,122000247,DAYBOOK,261124,0600,1,80,,2/
02,DAYBOOK,122000247,1,261123,2359,USD,2/
03,0123456789,USD,010,2150000,,,015,2713078,,/
88,100,576778,3,,400,13700,2,/
16,301,128450,,D112001,,BRANCH DEPOSIT BATCH DB-2026-1120
16,166,302110,,A112301,,ACH SETTLEMENT FILE 261120A
16,142,146218,,M112301,,BANKCARD NET DEP MID 4455
16,555,12500,,R112301,1042,RETURNED CHECK NSF
16,698,1200,,F112301,,DEPOSITED ITEM RETURN FEE
49,6044034,8/
98,6044034,1,10/
99,6044034,1,12/
";

/// A desk on November 24, 2026, with an account that begins on the 23rd.
fn desk() -> (Desktop, Id<noun::BankAccount>) {
    let desk = Desktop::new();
    let afternoon = Instant::parse("2026-11-24T20:34:00Z").expect("an instant");
    desk.clock.set(afternoon);
    let account = desk
        .run(OpenBankAccount {
            name: "Operating".into(),
            bank: "First Cedar Bank".into(),
            last4: "6789".into(),
            account: OPERATING.id(),
            starts_on: Day::ymd(2026, 11, 20),
            start_cents: Money::cents(2_150_000),
            outstanding: Vec::new(),
        })
        .expect("it is opened");
    (desk, account.bank_account)
}

fn start(desk: &Desktop, account: Id<noun::BankAccount>, bytes: &[u8]) -> StartBankImport {
    let kept = desk.office.shelf().put(&mut &*bytes).expect("memory keeps it");
    StartBankImport {
        bank_account: account,
        file: kept.mark,
        name: "statement.txt".into(),
        profile: None,
        columns: Vec::new(),
        dates: Default::default(),
        sign: Default::default(),
        save_as: None,
    }
}

fn worked(desk: &Desktop, begun: &BankImportStarted) -> Job {
    work_job(&desk.office, desk.branch, begun.job, &mut |_| {})
        .expect("it is worked")
        .expect("nobody else works it")
}

/// Sends a file and works its job.
fn taken(desk: &Desktop, account: Id<noun::BankAccount>, bytes: &[u8]) -> BankImportStarted {
    let begun = desk.run(start(desk, account, bytes)).expect("it begins");
    worked(desk, &begun);
    begun
}

fn now(desk: &Desktop, account: Id<noun::BankAccount>) -> Standing {
    let day = Day::ymd(2026, 11, 24);
    desk.read(|reader| {
        let row = find_bank_account(reader, desk.branch, account)?.expect("it is there");
        standing(reader, desk.branch, &row, day)
    })
    .unwrap()
}

#[test]
fn t34_a_bai2_day_is_taken_once_whatever_is_sent_again() {
    {
        let (desk, account) = desk();
        let begun = taken(&desk, account, BAI2.as_bytes());
        assert_eq!(now(&desk, account).bank, Money::cents(2_713_078));
        assert_eq!(now(&desk, account).unposted_items, 5);
        let lines = desk.read(|reader| list_open_lines(reader, desk.branch, account)).unwrap();
        let kinds: Vec<BankKind> = lines.iter().map(|line| line.kind).collect();
        let wanted = [
            BankKind::Deposit,
            BankKind::AchSettlement,
            BankKind::AchCredit,
            BankKind::ReturnedCheck,
            BankKind::Fee,
        ];
        assert_eq!(kinds, wanted);
        assert_eq!(lines[3].check_number, "1042");
        let again = desk.run(start(&desk, account, BAI2.as_bytes())).unwrap();
        assert_eq!(
            (again.standing, again.bank_import),
            (BankStanding::TakenBefore, begun.bank_import)
        );
        // The same day in another file, as a bank resends it.
        let resent = BAI2.replace("0600,1", "0700,2");
        let second = taken(&desk, account, resent.as_bytes());
        let row = desk.read(|reader| find_import(reader, desk.branch, second.bank_import));
        let row = row.unwrap().expect("it is there");
        assert_eq!((row.new_lines, row.known_lines), (0, 5));
        assert_eq!(now(&desk, account).bank, Money::cents(2_713_078));
        desk.assert_proved();
    }
}

#[test]
fn wrong_totals_torn_files_and_the_wrong_account_are_refused_whole() {
    let (desk, account) = desk();
    let torn = &BAI2[..BAI2.len() / 2];
    let off = BAI2.replace("16,698,1200", "16,698,1300");
    let utf16: Vec<u8> = BAI2.encode_utf16().take(300).flat_map(u16::to_be_bytes).collect();
    let other = BAI2.replace("0123456789", "0123450000");
    let files =
        [torn.as_bytes(), off.as_bytes(), &utf16[..], other.as_bytes(), b"", b"\xff\xfe\x00"];
    for bytes in files {
        let begun = desk.run(start(&desk, account, bytes)).unwrap();
        worked(&desk, &begun);
        let id = begun.bank_import;
        let row = desk.read(|reader| find_import(reader, desk.branch, id)).unwrap();
        let row = row.expect("it stays readable");
        assert!(row.refused_at.is_some() && row.taken_at.is_none(), "{row:?}");
        assert!(!row.refused_why.is_empty());
        assert_eq!(now(&desk, account).unposted_items, 0, "nothing of it was taken");
        let undo = UndoBankImport { bank_import: id, reason: "Wrong".into() };
        assert_eq!(desk.refused(undo).code(), "bank_imports.not_taken");
        desk.assert_proved();
    }
    let wrong = desk.run(start(&desk, account, off.as_bytes())).unwrap();
    worked(&desk, &wrong);
    let id = wrong.bank_import;
    let problems = desk.read(|reader| list_problems(reader, desk.branch, id)).unwrap();
    assert!(problems.iter().any(|one| one.weight == "refused" && one.line > 0), "{problems:?}");
    let page = page_at(&desk, &format!("/bank-imports/{id}")).unwrap();
    assert!(page.body.contains("the file is refused"), "{}", page.body);
    // The right file comes after the wrong one.
    taken(&desk, account, BAI2.as_bytes());
    assert_eq!(now(&desk, account).bank, Money::cents(2_713_078));
}

const CSV: &str = "Date,Description,Amount,Check Number\n\
    11/20/2026,OPENING DEPOSIT,100.00,\n\
    11/21/2026,COFFEE SERVICE,-8.50,\n\
    11/21/2026,COFFEE SERVICE,-8.50,\n";

#[test]
fn files_that_overlap_add_only_what_is_new_and_can_be_taken_back() {
    let (desk, account) = desk();
    taken(&desk, account, CSV.as_bytes());
    assert_eq!(now(&desk, account).unposted, Money::cents(8_300));
    let longer = format!("{CSV}11/23/2026,CHECK PAID,-71.60,5012\n");
    let second = taken(&desk, account, longer.as_bytes());
    assert_eq!(now(&desk, account).unposted, Money::cents(1_140));
    let undo = UndoBankImport { bank_import: second.bank_import, reason: "Wrong month".into() };
    let undone = desk.run(undo.clone()).unwrap();
    assert_eq!(undone.lines, 1);
    assert_eq!(desk.refused(undo.clone()).code(), "bank_imports.undone");
    assert_eq!(now(&desk, account).unposted, Money::cents(8_300));
    taken(&desk, account, longer.as_bytes());
    assert_eq!(now(&desk, account).unposted, Money::cents(1_140));
    let refusal = desk.run_as(desk.stranger, undo).unwrap_err();
    assert_eq!(refusal, Refusal::NotAllowed { duty: super::TAKE });
    desk.assert_proved();
}

#[test]
fn a_table_nobody_knows_is_mapped_and_the_mapping_is_kept() {
    let (desk, account) = desk();
    let table = b"A;B;C\n20.11.2026;Sparkasse;-12,50\n";
    let column = |column: &str, meaning| BankColumn { column: column.into(), meaning };
    let mapped = StartBankImport {
        columns: vec![
            column("A", BankMeaning::PostedOn),
            column("B", BankMeaning::Description),
            column("C", BankMeaning::Amount),
        ],
        dates: super::BankDates::DayFirst,
        save_as: Some("Second bank".into()),
        ..start(&desk, account, table)
    };
    let begun = desk.run(mapped).unwrap();
    worked(&desk, &begun);
    assert_eq!(now(&desk, account).unposted, Money::cents(-1_250));
    let next = b"A;B;C\n21.11.2026;Sparkasse;-2,50\n";
    let by_profile =
        StartBankImport { profile: Some("Second bank".into()), ..start(&desk, account, next) };
    let begun = desk.run(by_profile).unwrap();
    worked(&desk, &begun);
    assert_eq!(now(&desk, account).unposted, Money::cents(-1_500));
    let unknown = StartBankImport { profile: Some("?".into()), ..start(&desk, account, b"x") };
    assert_eq!(desk.refused(unknown).status(), 422);
}

#[test]
fn what_cannot_be_read_waits_until_a_person_settles_it() {
    let (desk, account) = desk();
    let table = b"Date,Description,Amount\n11/20/2026,GOOD,5.00\n11/20/2026,BAD,five\n";
    let begun = taken(&desk, account, table);
    let problems =
        desk.read(|reader| list_problems(reader, desk.branch, begun.bank_import)).unwrap();
    let held: Vec<_> = problems.iter().filter(|one| one.weight == "held").collect();
    assert_eq!((held.len(), held[0].line), (1, 3));
    let enter = EnterBankLine {
        bank_account: account,
        posted_on: Day::ymd(2026, 11, 20),
        amount_cents: Money::cents(500),
        words: "BAD".into(),
        check_number: String::new(),
        bank_problem: Some(held[0].id),
    };
    desk.run(enter.clone()).unwrap();
    assert_eq!(now(&desk, account).unposted, Money::cents(1_000));
    let settle = SettleBankProblem { bank_problem: held[0].id, reason: "Again".into() };
    assert_eq!(desk.refused(settle).code(), "bank_imports.settled");
    let early = EnterBankLine { posted_on: Day::ymd(2026, 11, 1), bank_problem: None, ..enter };
    assert_eq!(desk.refused(early).status(), 422);
    desk.assert_proved();
}

#[test]
fn the_same_day_in_another_format_waits_instead_of_counting_twice() {
    let (desk, account) = desk();
    taken(&desk, account, BAI2.as_bytes());
    let csv = b"Date,Description,Amount\n11/23/2026,BRANCH DEPOSIT,1284.50\n\
        11/23/2026,ANOTHER,7.00\n";
    let begun = taken(&desk, account, csv);
    let row = desk.read(|reader| find_import(reader, desk.branch, begun.bank_import));
    let row = row.unwrap().expect("it is there");
    assert_eq!((row.new_lines, row.held_lines), (1, 1));
}
