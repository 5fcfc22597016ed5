use proptest::prelude::*;
use values::{Day, Sealed, WorkCalendar};

use super::any::any_file;
use super::*;
use crate::routing_number::RoutingNumber;

fn routing(text: &str) -> RoutingNumber {
    RoutingNumber::parse(text).unwrap()
}

fn originator(offset: Offset) -> Originator {
    Originator {
        bank: routing("122000247"),
        bank_name: "FIRST BANK OF CEDAR".to_owned(),
        file_origin: "1590412000".to_owned(),
        origin_name: "CEDAR PEST SERVICE".to_owned(),
        company_id: "1590412000".to_owned(),
        company_name: "CEDAR PEST SVC".to_owned(),
        offset,
    }
}

fn origination(offset: Offset) -> Origination {
    Origination {
        originator: originator(offset),
        created_on: Day::ymd(2026, 11, 23),
        created_at: "1630".to_owned(),
        modifier: 'A',
        reference: "DEP1123".to_owned(),
        first_sequence: 1,
    }
}

fn payment(class: EntryClass, bank: &str, account: &str, cents: i64, name: &str) -> Payment {
    Payment {
        entry_class: class,
        direction: Direction::Debit,
        step: Step::Live,
        frequency: Frequency::Recurring,
        routing: routing(bank),
        account: Sealed::new(account),
        kind: AccountKind::Checking,
        amount_cents: cents,
        individual_id: "A10023-I5501".to_owned(),
        name: name.to_owned(),
        description: "PESTSVC".to_owned(),
        effective_on: Day::ymd(2026, 11, 25),
        remittance: None,
    }
}

fn evening() -> Vec<Payment> {
    let mut payments = vec![
        payment(EntryClass::Ppd, "063107270", "1000234567", 12_733, "Marisol Rivera"),
        payment(EntryClass::Ppd, "267077449", "77001122", 4_900, "Dana Halloran-Castañeda III"),
        payment(EntryClass::Web, "011401494", "00456789012", 9_632, "Mei Lin"),
        payment(EntryClass::Ccd, "111000614", "5550001234", 48_250, "Oak Street Dental"),
    ];
    payments[1].kind = AccountKind::Savings;
    payments[3].remittance = Some("RMR*IV*5504**482.50\\".to_owned());
    payments
}

/// The same bank, and the same money, as the handbook's worked file (T31).
#[test]
fn the_worked_evening_has_the_worked_controls() {
    let file = origination(Offset::ByTheBank).file(&evening()).unwrap();
    let hashes: Vec<u64> = file.batches.iter().map(|batch| batch.totals().hash).collect();
    assert_eq!(hashes, [33_018_471, 1_140_149, 11_100_061]);
    let totals = file.totals();
    assert_eq!(
        totals,
        Totals { records: 5, hash: 45_258_681, debit_cents: 75_515, credit_cents: 0 }
    );
    let text = print(&file).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 20, "thirteen records and seven lines of filler");
    assert!(lines.iter().all(|line| line.len() == 94));
    assert_eq!(&lines[12][..31], "9000003000002000000050045258681");
    assert_eq!(
        lines[3],
        [
            "637",
            "267077449",
            "77001122         ",
            "0000004900",
            "A10023-I5501   ",
            "DANA HALLORAN-CASTANED",
            "  0",
            "122000240000002",
        ]
        .concat()
    );
    assert_eq!(&lines[6][76..79], "R 0", "a WEB entry says that it recurs");
}

#[test]
fn what_is_sent_is_read_again_without_a_problem() {
    for offset in [Offset::ByTheBank, our_account()] {
        let file = origination(offset).file(&evening()).unwrap();
        let reading = read(print(&file).unwrap().as_bytes());
        assert_eq!(reading.problems, Default::default());
        assert_eq!(reading.files, [file]);
    }
}

fn our_account() -> Offset {
    Offset::InTheFile {
        routing: routing("122000247"),
        account: Sealed::new("0123456789"),
        kind: AccountKind::Checking,
    }
}

#[test]
fn a_balanced_batch_gives_to_us_what_it_takes_from_customers() {
    let file = origination(our_account()).file(&evening()).unwrap();
    let totals = file.totals();
    assert_eq!((totals.debit_cents, totals.credit_cents), (75_515, 75_515));
    assert!(file.batches.iter().all(|batch| batch.service_class == 200));
    assert_eq!(file.batches[0].entries.last().unwrap().individual_id, "OFFSET");
}

#[test]
fn a_prenote_moves_no_money_and_needs_no_offset() {
    let mut tried = payment(EntryClass::Ppd, "063107270", "1000234567", 0, "Marisol Rivera");
    tried.step = Step::Prenote;
    let file = origination(our_account()).file(&[tried.clone()]).unwrap();
    let batch = &file.batches[0];
    assert_eq!((batch.entries.len(), batch.service_class), (1, 225));
    assert_eq!(batch.entries[0].transaction.digits(), 28);
    tried.amount_cents = 1;
    assert!(origination(our_account()).file(&[tried.clone()]).is_err());
    (tried.step, tried.amount_cents) = (Step::Live, 0);
    assert!(origination(our_account()).file(&[tried]).is_err());
    assert!(origination(our_account()).file(&[]).is_err(), "nothing to send is no file");
}

#[test]
fn what_does_not_fit_a_record_is_refused_in_words() {
    let mut wrong = payment(EntryClass::Ppd, "063107270", "123456789012345678", 1, "Ana");
    wrong.individual_id = "0412-26-005501-X".to_owned();
    let problems = origination(Offset::ByTheBank).file(&[wrong]).unwrap_err();
    let fields: Vec<&str> = problems.iter().map(|problem| problem.field).collect();
    assert_eq!(fields, ["individual identification", "account"]);
    assert!(problems.iter().all(|p| p.line == 3 && !p.says.contains("1234567890123")));
}

/// The handbook's date (T35): Veterans Day is no banking day.
#[test]
fn entries_settle_on_a_banking_day_after_the_file_is_sent() {
    let banking = WorkCalendar::banking();
    let on = |asked: Day, sent: Day| Origination::effective_on(asked, sent, &banking);
    let holiday = Day::ymd(2026, 11, 11);
    assert_eq!(on(holiday, Day::ymd(2026, 11, 9)), Day::ymd(2026, 11, 12));
    assert_eq!(on(Day::ymd(2026, 11, 2), Day::ymd(2026, 11, 6)), Day::ymd(2026, 11, 9));
}

/// The evening's first payment comes back, the WEB one is to be corrected.
pub(super) fn from_the_bank() -> AchFile {
    let sent = origination(Offset::ByTheBank).file(&evening()).unwrap();
    let back = |batch: &Batch, code: u8, bank: u32, sequence: u64| {
        let mut batch = batch.clone();
        batch.originating_bank = bank;
        batch.settled_on = Some(331);
        batch.effective_on = Some(Day::ymd(2026, 11, 27));
        batch.entries.truncate(1);
        let entry = &mut batch.entries[0];
        entry.transaction = TransactionCode::new(code).unwrap();
        entry.receiving_bank = "122000247".to_owned();
        entry.trace = u64::from(bank) * 10_000_000 + sequence;
        batch
    };
    let mut returned = back(&sent.batches[0], 26, 6_310_727, 881);
    returned.entries[0].addenda = vec![Addenda::Return(ReturnAddenda {
        code: "R01".to_owned(),
        original_trace: 122_000_240_000_001,
        died_on: None,
        original_bank: 6_310_727,
        text: String::new(),
        trace: 63_107_270_000_881,
    })];
    let mut changed = back(&sent.batches[1], 26, 1_140_149, 417);
    changed.entry_class = "COR".to_owned();
    changed.entries[0].amount_cents = 0;
    changed.entries[0].addenda = vec![Addenda::Change(ChangeAddenda {
        code: "C01".to_owned(),
        original_trace: 122_000_240_000_003,
        original_bank: 1_140_149,
        corrected: Sealed::new("456789013"),
        trace: 11_401_490_000_417,
    })];
    AchFile {
        destination: sent.origin.clone(),
        origin: sent.destination.clone(),
        created_on: Day::ymd(2026, 11, 27),
        created_at: "0715".to_owned(),
        batches: vec![returned, changed],
        ..sent
    }
}

#[test]
fn returns_and_notices_are_read_to_be_matched() {
    let text = print(&from_the_bank()).unwrap();
    let reading = read(text.as_bytes());
    assert_eq!(reading.problems, Default::default());
    let file = &reading.files[0];
    let returned = file.returned();
    assert_eq!(returned.len(), 1);
    let back = &returned[0];
    assert_eq!((back.line, back.amount_cents, back.is_debit), (3, 12_733, true));
    assert_eq!(back.original_trace, 122_000_240_000_001);
    assert_eq!(back.reason.map(|reason| reason.retry.times()), Some(2));
    assert_eq!(back.settled_on, Some(Day::ymd(2026, 11, 27)), "day 331 of 2026");
    let changed = file.changed();
    assert_eq!((changed.len(), changed[0].line), (1, 7));
    let account = changed[0].correction.as_ref().and_then(|c| c.account.as_ref());
    assert_eq!(account.map(Sealed::open), Some("456789013"));
    let again = read(text.as_bytes()).files[0].returned();
    assert_eq!(again[0].key, back.key, "the same return sent twice has the same key");
    assert!(!format!("{reading:?}").contains("456789013"), "accounts do not show");
}

/// The fixtures are the two files above, so that other tests and fuzzing begin with them.
#[test]
fn the_fixtures_are_what_is_printed() {
    let sent = origination(Offset::ByTheBank).file(&evening()).unwrap();
    for (file, fixture) in [
        (sent, include_str!("../../fixtures/bank/origination.ach")),
        (from_the_bank(), include_str!("../../fixtures/bank/returns.ach")),
    ] {
        assert!(print(&file).unwrap() == fixture, "{}", print(&file).unwrap());
    }
}

#[test]
fn a_settlement_day_is_the_nearest_one() {
    let mut batch = from_the_bank().batches.remove(0);
    for (of_year, near, settled) in [
        (363, Day::ymd(2027, 1, 4), Some(Day::ymd(2026, 12, 29))),
        (4, Day::ymd(2026, 12, 30), Some(Day::ymd(2027, 1, 4))),
        (366, Day::ymd(2028, 12, 30), Some(Day::ymd(2028, 12, 31))),
        (0, Day::ymd(2026, 12, 30), None),
    ] {
        batch.settled_on = Some(of_year);
        assert_eq!(batch.settlement(near), settled, "{of_year}");
    }
}

#[test]
fn no_digit_of_a_control_can_be_wrong_unseen() {
    let text = print(&from_the_bank()).unwrap();
    for (number, line) in text.lines().enumerate() {
        let verified: &[(usize, usize)] = match (&line[..1], line.starts_with("99")) {
            ("8", _) => &[(1, 44), (79, 94)],
            ("9", false) => &[(1, 55)],
            _ => continue,
        };
        for &(from, to) in verified {
            for at in from..to {
                let mut bytes = text.clone().into_bytes();
                let place = number * 95 + at;
                bytes[place] = if bytes[place] == b'7' { b'3' } else { b'7' };
                let problems = read(&bytes).problems;
                assert!(problems.refuse_file(), "line {} at {at}", number + 1);
            }
        }
    }
}

#[test]
fn a_file_torn_at_any_byte_is_refused_or_whole() {
    let text = print(&from_the_bank()).unwrap();
    let whole = read(text.as_bytes());
    // The control record's own trailing spaces say nothing, and neither does the filler.
    let says_all = text.find("\n9000002").unwrap() + 56;
    for length in 0..text.len() {
        let reading = read(&text.as_bytes()[..length]);
        match length >= says_all {
            true => assert_eq!(reading.files, whole.files),
            false => assert!(reading.problems.refuse_file(), "{length}"),
        }
    }
}

#[test]
fn records_without_line_ends_and_with_cut_spaces_are_read() {
    let text = print(&from_the_bank()).unwrap();
    let whole = read(text.as_bytes()).files;
    assert_eq!(read(text.replace('\n', "").as_bytes()).files, whole);
    assert_eq!(read(text.replace('\n', "\r\n").as_bytes()).files, whole);
    let cut: Vec<&str> = text.lines().map(str::trim_end).collect();
    let reading = read(cut.join("\n").as_bytes());
    assert_eq!(reading.files, whole);
    assert!(reading.problems.has("nacha.short") && !reading.problems.refuse_file());
    let two = format!("{text}{text}");
    assert_eq!(read(two.as_bytes()).files.len(), 2, "two files in one transmission");
}

#[test]
fn what_is_out_of_order_is_refused_with_its_line() {
    let text = print(&from_the_bank()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    // Leaving out any record but filler is seen; so is saying one twice.
    for at in 0..10 {
        let mut fewer = lines.clone();
        fewer.remove(at);
        assert!(read(fewer.join("\n").as_bytes()).problems.refuse_file(), "without {at}");
        let mut more = lines.clone();
        more.insert(at, lines[at]);
        assert!(read(more.join("\n").as_bytes()).problems.refuse_file(), "twice {at}");
    }
    let reading = read(text.replace("R01", "R\u{e9}1").as_bytes());
    assert!(reading.problems.has("nacha.letters"));
    for wrong in ["", "hello", "999999", "OFXHEADER:100", "%PDF-1.4"] {
        assert!(read(wrong.as_bytes()).problems.refuse_file(), "{wrong}");
    }
}

#[test]
fn a_wrong_check_digit_holds_its_entry_only() {
    let text = print(&from_the_bank()).unwrap().replace("626122000247", "626122000248");
    let reading = read(text.as_bytes());
    assert!(reading.problems.has("nacha.routing") && !reading.problems.refuse_file());
}

proptest! {
    #[test]
    fn what_is_printed_is_read_again(file in any_file()) {
        let text = print(&file).expect("nothing in it breaks a rule");
        let reading = read(text.as_bytes());
        prop_assert_eq!(&reading.problems, &Default::default());
        prop_assert_eq!(&reading.files[..], &[file][..]);
        prop_assert_eq!(print(&reading.files[0]).expect("still"), text);
    }
}
