use proptest::prelude::*;
use values::{Day, Sealed};

use super::*;

const MAIL: &str = "\
batch_date,lockbox,batch,item,tender,check_no,routing,account_last4,payer,customer_no,invoice_no,\
amount,image_id
2026-11-23,0412LB,17,1,CHECK,1042,063107270,4567,MARISOL RIVERA,A10023,0412-26-005501,127.33,LB-1
2026-11-23,0412LB,17,2,CHECK,88,111000614,1234,OAK STREET DENTAL,A20011,,482.50,LB-2
2026-11-23,0412LB,17,3,CHECK,501,267077449,9911,MEI LIN,A10088,0412-26-005503,40.00,LB-3
2026-11-23,0412LB,17,3,CHECK,501,267077449,9911,MEI LIN,A10088,0412-26-005510,56.32,LB-3
TRAILER,0412LB,17,3,,,,,,,,706.15,
";

#[test]
fn the_mail_of_a_day_is_read_check_by_check() {
    let reading = read(MAIL.as_bytes());
    assert_eq!(reading.problems, Default::default());
    assert_eq!(reading.batches.len(), 1);
    let batch = &reading.batches[0];
    assert_eq!((batch.total_cents(), batch.received_on), (70_615, Day::ymd(2026, 11, 23)));
    let cents: Vec<i64> = batch.checks.iter().map(|check| check.amount_cents).collect();
    assert_eq!(cents, [12_733, 48_250, 9_632]);
    let two = &batch.checks[2];
    assert_eq!((two.line, two.check_number.as_str(), two.invoices.len()), (4, "501", 2));
    assert_eq!(two.invoices[1].amount_cents, Some(5_632));
    assert!(batch.checks[1].invoices.is_empty(), "a check without a stub");
    assert!(!format!("{reading:?}").contains("4567"), "accounts do not show");
}

#[test]
fn another_bank_writes_its_total_above_and_an_invoice_a_row() {
    let text = "LOCKBOX,0412LB,CEDAR PEST SERVICE,11/24/2026,223.65\n\
        Line Number,Account Number,Customer Name,Deposit Date,Bank Routing Number,\
        Bank Account Number,Check Number,Invoice Number,Invoice Due Date,Invoice Amount\n\
        1,A10023,MARISOL RIVERA,11/23/2026,063107270,1000234567,1042,5501,12/01/2026,127.33\n\
        2,A10088,MEI LIN,11/23/2026,267077449,77009911,501,5503,12/01/2026,40.00\n\
        3,A10088,MEI LIN,11/23/2026,267077449,77009911,501,5510,12/01/2026,56.32\n";
    let reading = read(text.as_bytes());
    assert_eq!(reading.problems, Default::default());
    let checks = &reading.batches[0].checks;
    assert_eq!(checks.iter().map(|c| c.amount_cents).collect::<Vec<_>>(), [12_733, 9_632]);
    assert_eq!(checks[1].customer_number, "A10088");
    let wrong = read(text.replace("223.65", "223.66").as_bytes()).problems;
    assert!(wrong.refuse_file() && wrong.has("lockbox.total"));
}

#[test]
fn a_total_that_does_not_hold_refuses_the_file() {
    for (right, wrong, code) in [
        (",706.15,", ",706.16,", "lockbox.total"),
        (",706.15,", ",,", "lockbox.total"),
        ("482.50", "428.50", "lockbox.total"),
        ("TRAILER,0412LB,17,3", "TRAILER,0412LB,17,4", "lockbox.count"),
        ("482.50", "4S2.50", "lockbox.amount"),
        ("482.50", "0.00", "lockbox.amount"),
        ("2026-11-23,0412LB,17,2", "2026-13-23,0412LB,17,2", "lockbox.day"),
    ] {
        let problems = read(MAIL.replacen(right, wrong, 1).as_bytes()).problems;
        assert!(problems.refuse_file() && problems.has(code), "{wrong}: {problems:?}");
    }
}

#[test]
fn what_is_doubtful_about_a_check_holds_it_alone() {
    let reading = read(MAIL.replace("111000614", "111000615").as_bytes());
    assert!(reading.problems.has("lockbox.routing") && !reading.problems.refuse_file());
    assert!(reading.problems.is_held(3) && !reading.problems.is_held(2));
    let scanned_twice = MAIL
        .replace("TRAILER,0412LB,17,3,,,,,,,,706.15", "TRAILER,0412LB,17,4,,,,,,,,833.48")
        .replace(
            "TRAILER",
            "2026-11-23,0412LB,17,4,CHECK,1042,063107270,4567,M RIVERA,,,127.33,\nTRAILER",
        );
    let reading = read(scanned_twice.as_bytes());
    assert!(reading.problems.has("lockbox.duplicate") && !reading.problems.refuse_file());
    assert!(reading.problems.is_held(6));
    let untotalled = MAIL.split("TRAILER").next().unwrap();
    assert!(read(untotalled.as_bytes()).problems.has("lockbox.no_total"));
}

#[test]
fn a_file_torn_at_any_byte_never_passes_for_whole() {
    let whole = read(MAIL.as_bytes());
    let total = MAIL.find("706.15").unwrap() + "706.15".len();
    for length in 0..MAIL.len() {
        let reading = read(&MAIL.as_bytes()[..length]);
        match length >= total {
            true => assert_eq!(reading.batches, whole.batches, "{length}"),
            false => assert!(!reading.problems.is_empty(), "{length}"),
        }
    }
    for wrong in ["", "hello", "01,B/", "Date,Amount\n1,2\n", "PK\u{3}\u{4}"] {
        assert!(read(wrong.as_bytes()).problems.refuse_file(), "{wrong}");
    }
}

fn any_check() -> impl Strategy<Value = LockboxCheck> {
    let words = || "([A-Z0-9é]([A-Z0-9é ,\"'.-]{0,16}[A-Z0-9é])?)?";
    let invoice = ("[0-9A-Z-]{1,10}", prop::option::of(1_i64..1_000_000))
        .prop_map(|(number, amount_cents)| PaidInvoice { number, amount_cents });
    let bank = prop::sample::select(vec!["", "063107270", "267077449", "011401494"]);
    let texts = (words(), "[0-9]{0,6}", bank, "[0-9]{0,12}", words(), words());
    (texts, 1_i64..100_000_000, prop::collection::vec(invoice, 0..4)).prop_map(
        |((tender, check_number, routing, account, payer, customer_number), cents, invoices)| {
            // Only where every part is said do several rows say the check's amount again.
            let said = invoices.len() < 2 || invoices.iter().all(|i| i.amount_cents.is_some());
            LockboxCheck {
                line: 0,
                item: String::new(),
                tender,
                check_number,
                routing: routing.to_owned(),
                account: Sealed::new(account),
                payer,
                customer_number,
                amount_cents: cents,
                invoices: if said { invoices } else { Vec::new() },
                image: "LB".to_owned(),
            }
        },
    )
}

proptest! {
    #[test]
    fn what_is_printed_is_read_again(
        batches in prop::collection::vec(prop::collection::vec(any_check(), 1..6), 1..4),
    ) {
        let mut written = Vec::new();
        for (number, mut checks) in batches.into_iter().enumerate() {
            for (item, check) in checks.iter_mut().enumerate() {
                check.item = (item + 1).to_string();
            }
            written.push(LockboxBatch {
                line: 0,
                lockbox: "0412LB".to_owned(),
                number: number.to_string(),
                received_on: Day::ymd(2026, 11, 23),
                checks,
            });
        }
        let bytes = print(&written, Vec::new()).expect("memory");
        let mut reading = read(&bytes);
        let only_doubles = reading.problems.iter().all(|p| p.code == "lockbox.duplicate");
        prop_assert!(only_doubles, "{:?}", reading.problems);
        for batch in &mut reading.batches {
            batch.line = 0;
            batch.checks.iter_mut().for_each(|check| check.line = 0);
        }
        prop_assert_eq!(reading.batches, written);
    }
}
