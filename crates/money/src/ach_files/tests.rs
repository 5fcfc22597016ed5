//! Bank debits from the mandate to the file, its release, and what comes back.

use super::{MakeAchFile, ReleaseAchFile};
use crate::ach_returns::{ReadAchReturns, SettleAchReturn};
use crate::autopay_runs::StartAutopayRun;
use crate::mandates::{BankAccountKind, EntryClassWord, MandateMethod, SignMandate};
use crate::testing::Desktop;
use books::accounts::{ACH_CLEARING, RECEIVABLE};
use books::testing::{answer_at, page_at};
use formats::nacha::{self, AchFile, Addenda, ChangeAddenda, ReturnAddenda};
use office::Answer;
use settings::preferences::SetPreference;
use values::{Day, Id, Money, Sealed, noun};

fn desk() -> Desktop {
    let desk = Desktop::new();
    for (name, value) in [
        ("bank_name", "EXAMPLE BANK NA"),
        ("bank_routing", "122000247"),
        ("ach_company_id", "1470000001"),
        ("ach_company_name", "DAYBOOK PEST SVC"),
    ] {
        desk.run(SetPreference { name: name.into(), value: value.into() }).unwrap();
    }
    desk
}

fn by_bank(customer: Id<noun::Customer>, class: EntryClassWord) -> SignMandate {
    SignMandate {
        customer,
        method: MandateMethod::Bank {
            routing: "063107270".into(),
            account: Sealed::new("1000234567890"),
            kind: BankAccountKind::Checking,
            entry_class: class,
        },
        consent: "I authorize Cedar to draw what I owe.".into(),
        consented_on: None,
        run_day: None,
        cap_cents: None,
    }
}

/// Rivera's 127.33 and Oak Street's 482.50, drawn into a file and released by Ruth.
fn sent(desk: &Desktop) -> (Id<noun::AchFile>, AchFile) {
    desk.charge(desk.rivera, "INV 1", "2026-03-02", 12_733);
    desk.charge(desk.oak, "INV 2", "2026-03-02", 48_250);
    desk.run(by_bank(desk.rivera, EntryClassWord::Ppd)).unwrap();
    desk.run(by_bank(desk.oak, EntryClassWord::Ccd)).unwrap();
    desk.run(StartAutopayRun {}).unwrap();
    desk.work();
    let made = desk.run(MakeAchFile { settle_on: None, balance_account: None }).unwrap();
    assert_eq!((made.debits, made.total_cents), (2, Money::cents(60_983)));
    assert_eq!(made.settle_on, Day::ymd(2026, 3, 3));
    let path = format!("/ach-files/{}/file", made.ach_file);
    assert_eq!(answer_at(desk, &path).unwrap_err().code(), "ach_files.not_released");
    let release = ReleaseAchFile { ach_file: made.ach_file };
    assert_eq!(desk.refused(release.clone()).code(), "ach_files.same_person");
    desk.run_as(desk.ruth, release.clone()).unwrap();
    assert_eq!(desk.refused(release).code(), "ach_files.released");
    let Answer::File { bytes, .. } = answer_at(desk, &path).unwrap() else { panic!("a file") };
    let reading = nacha::read(&bytes);
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    (made.ach_file, reading.files.into_iter().next().expect("one file"))
}

/// What the bank sends back of a debit.
fn back(file: &AchFile, place: usize, addenda: impl Fn(u64) -> Addenda) -> Sealed {
    let mut batch = file.batches[place].clone();
    let mut entry = batch.entries[0].clone();
    entry.addenda = vec![addenda(entry.trace)];
    if matches!(entry.addenda[0], Addenda::Change(_)) {
        entry.amount_cents = 0;
        batch.entry_class = "COR".into();
    }
    entry.transaction = nacha::TransactionCode::new(26).expect("a code");
    batch.entries = vec![entry];
    batch.service_class = 225;
    let answer = AchFile { batches: vec![batch], ..file.clone() };
    Sealed::new(nacha::print(&answer).expect("it prints"))
}

fn returned(file: &AchFile, place: usize, code: &str) -> Sealed {
    back(file, place, |original_trace| {
        Addenda::Return(ReturnAddenda {
            code: code.into(),
            original_trace,
            died_on: None,
            original_bank: 6_310_727,
            text: String::new(),
            trace: original_trace,
        })
    })
}

/// P13, then P15 before it has settled: R01 of 127.33 with the state's fee, tried again.
#[test]
fn p13_p15_a_debit_is_sent_comes_back_and_goes_into_the_next_file() {
    let desk = desk();
    let (_, file) = sent(&desk);
    assert_eq!(desk.balance(ACH_CLEARING), Money::cents(60_983));
    let codes: Vec<&str> = file.batches.iter().map(|batch| batch.entry_class.as_str()).collect();
    assert_eq!(codes, ["PPD", "CCD"]);
    let nothing = MakeAchFile { settle_on: None, balance_account: None };
    assert_eq!(desk.refused(nothing.clone()).code(), "ach_files.nothing_waits");
    desk.next_day();
    let read = ReadAchReturns { file: returned(&file, 0, "R01") };
    let first = desk.run(read.clone()).unwrap();
    assert_eq!((first.returned, first.repeated, first.unknown), (1, 0, 0));
    let again = desk.run(read).unwrap();
    assert_eq!((again.returned, again.repeated), (0, 1), "the same entry is taken once");
    assert_eq!(desk.balance(ACH_CLEARING), Money::cents(48_250));
    // The invoice and Florida's fee of 30.00 for it.
    assert_eq!(desk.balance(RECEIVABLE), Money::cents(12_733 + 3_000));
    let made = desk.run(nothing).unwrap();
    assert_eq!((made.debits, made.total_cents), (1, Money::cents(12_733)));
    desk.run_as(desk.ruth, ReleaseAchFile { ach_file: made.ach_file }).unwrap();
    let path = format!("/ach-files/{}/file", made.ach_file);
    let Answer::File { bytes, .. } = answer_at(&desk, &path).unwrap() else { panic!("a file") };
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains("RETRY PYMT"), "{text}");
    desk.assert_proved();
    let rates = page_at(&desk, "/ach-returns").unwrap();
    let [wrong, over, most] =
        ["db-wrong", "33.33 %", "15.00 %"].map(|words| rates.side.find(words));
    assert!(wrong.is_some() && wrong < over && over < most, "over 15 %: {}", rates.side);
}

#[test]
fn leave_taken_back_ends_autopay_and_waits_for_somebody() {
    let desk = desk();
    let (_, file) = sent(&desk);
    desk.next_day();
    desk.run(ReadAchReturns { file: returned(&file, 1, "R29") }).unwrap();
    let list = page_at(&desk, "/mandates?state=ended").unwrap();
    assert!(list.body.contains("Oak Street Dental"), "{}", list.body);
    let waiting = page_at(&desk, "/ach-returns?state=waiting").unwrap();
    assert!(waiting.body.contains("R29"), "{}", waiting.body);
    desk.assert_proved();
}

/// C01: the right account number, due within six banking days, made by settling it.
#[test]
fn a_correction_has_its_clock_and_is_made_in_the_mandate() {
    let desk = desk();
    let (_, file) = sent(&desk);
    let correction = back(&file, 0, |original_trace| {
        Addenda::Change(ChangeAddenda {
            code: "C01".into(),
            original_trace,
            original_bank: 6_310_727,
            corrected: Sealed::new("5556667778889"),
            trace: original_trace,
        })
    });
    let read = desk.run(ReadAchReturns { file: correction }).unwrap();
    assert_eq!((read.corrections, read.unknown), (1, 0));
    let list = page_at(&desk, "/ach-returns?kind=correction").unwrap();
    // Six banking days after Monday, March 2.
    assert!(list.body.contains("Mar 10"), "{}", list.body);
    let after = list.body.split("/ach-returns/").nth(1).expect("the list leads to it");
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    let id: Id<noun::AchReturn> = Id::new(digits.parse().unwrap());
    let settle = SettleAchReturn { ach_return: id, note: "Made".into() };
    assert!(desk.run(settle.clone()).unwrap().corrected);
    assert_eq!(desk.refused(settle).code(), "ach_returns.settled");
    let mandates = page_at(&desk, "/mandates").unwrap();
    assert!(mandates.body.contains("8889") && !mandates.body.contains("5556667778889"));
}

#[test]
fn an_account_number_stands_nowhere_in_the_open() {
    let desk = desk();
    sent(&desk);
    let list = page_at(&desk, "/mandates").unwrap();
    assert!(list.body.contains("7890") && !list.body.contains("1000234567890"), "{}", list.body);
    let payload = office::Errand::of(by_bank(desk.rivera, EntryClassWord::Ppd)).payload;
    assert!(!payload.contains("1000234567890"), "{payload}");
    let torn = ReadAchReturns { file: Sealed::new("5 is no file") };
    assert_eq!(desk.refused(torn).status(), 422);
    assert_eq!(desk.balance(ACH_CLEARING), Money::cents(60_983));
}
