//! Lockbox files: posted once, balanced, with what cannot be posted waiting.

use crate::lockbox_files::records::{FileRow, count_waiting, find_file};
use crate::lockbox_files::{PostLockboxItem, SettleLockboxItem, StartLockboxFile, TAKE};
use crate::testing::Desktop;
use books::accounts::LOCKBOX_CLEARING;
use books::testing::page_at;
use office::Refusal;
use office::jobs::work_job;
use store::{args, sql};
use values::{Id, Money, noun};

/// The bank's file of a day: A10001 pays invoice 1, nobody's A99999, one without a stub.
const FILE: &str = "\
batch_date,lockbox,batch,item,tender,check_no,routing,account_last4,payer,\
customer_no,invoice_no,amount,image_id
2026-03-02,0412LB,17,1,CHECK,1042,063107270,4567,MARISOL RIVERA,A10001,1,127.33,LB-1
2026-03-02,0412LB,17,2,CHECK,88,111000614,1234,LAKESIDE BISTRO,A99999,,482.50,LB-2
2026-03-02,0412LB,17,3,CHECK,602,063107270,9911,D COBB,,,118.40,LB-3
2026-03-02,0412LB,17,4,CHECK,7,063107270,2222,OAK STREET DENTAL,A10002,,60.00,LB-4
TRAILER,0412LB,17,4,,,,,,,,788.23,
";

fn taken(desk: &Desktop, text: &str) -> FileRow {
    taken_as(desk, text, None)
}

/// The same with what the bank says it comes to.
fn taken_as(desk: &Desktop, text: &str, total_cents: Option<Money>) -> FileRow {
    let kept = desk.office.shelf().put(&mut text.as_bytes()).expect("memory keeps it");
    let start = StartLockboxFile { file: kept.mark, name: "lockbox.csv".into(), total_cents };
    let begun = desk.run(start).expect("it begins");
    if !begun.taken_before {
        work_job(&desk.office, desk.branch, begun.job, &mut |_| {}).expect("it is worked");
    }
    desk.read(|reader| find_file(reader, desk.branch, begun.lockbox_file)).unwrap().unwrap()
}

fn waiting(desk: &Desktop) -> Vec<Id<noun::LockboxItem>> {
    let found: Vec<(Id<noun::LockboxItem>,)> = desk
        .read(|reader| {
            reader.all(
                sql!(
                    "SELECT id FROM lockbox_items WHERE branch_id = $1 AND payment_id IS NULL \
                     AND settled_at IS NULL ORDER BY id"
                ),
                args![desk.branch],
            )
        })
        .unwrap();
    found.into_iter().map(|(id,)| id).collect()
}

#[test]
fn a_file_is_posted_once_and_comes_to_its_total() {
    let desk = Desktop::new();
    let old = desk.charge(desk.rivera, "0", "2026-01-02", 5_000);
    let named = desk.charge(desk.rivera, "1", "2026-02-02", 12_733);
    let row = taken(&desk, FILE);
    assert_eq!((row.checks, row.total), (4, Money::cents(78_823)));
    assert_eq!((row.posted_items, row.posted), (2, Money::cents(18_733)));
    assert_eq!((row.held_items, row.held), (2, Money::cents(60_090)));
    assert_eq!(desk.open_of(named), Money::ZERO, "the stub names it");
    assert_eq!(desk.open_of(old), Money::cents(5_000));
    assert_eq!(desk.balance(LOCKBOX_CLEARING), Money::cents(18_733));
    desk.assert_proved();
    let again = taken(&desk, FILE);
    assert_eq!(again.id, row.id);
    assert_eq!(desk.balance(LOCKBOX_CLEARING), Money::cents(18_733));
    let page = page_at(&desk, &format!("/lockbox-files/{}", row.id)).unwrap();
    assert!(page.body.contains("MARISOL") || page.body.contains("Marisol"), "{}", page.body);
}

#[test]
fn wrong_totals_and_torn_files_are_refused_whole() {
    let desk = Desktop::new();
    let off = FILE.replace("788.23", "788.24");
    for text in [off.as_str(), "not a table", ""] {
        let row = taken(&desk, text);
        assert!(row.refused_at.is_some() && row.taken_at.is_none(), "{text}: {row:?}");
        assert_eq!(desk.balance(LOCKBOX_CLEARING), Money::ZERO);
        desk.assert_proved();
    }
    assert!(taken(&desk, FILE).taken_at.is_some(), "the right file comes after the wrong");
}

/// Without its trailer nothing says what the file comes to, wherever it was torn: nothing of it
/// is posted. A file that never had one is taken with the bank's total, and with no other.
#[test]
fn a_file_torn_before_its_trailer_posts_nothing() {
    for desk in Desktop::on_each_engine() {
        let trailer = FILE.find("TRAILER").expect("it has one");
        for end in [trailer, trailer - 30, trailer - 90] {
            let row = taken(&desk, &FILE[..end]);
            assert!(row.refused_at.is_some() && row.taken_at.is_none(), "{end}: {row:?}");
            assert_eq!(desk.balance(LOCKBOX_CLEARING), Money::ZERO, "{end}");
            assert_eq!(waiting(&desk), Vec::new(), "{end}");
        }
        let row = taken_as(&desk, &FILE[..trailer - 90], Some(Money::cents(78_823)));
        assert!(row.refused_at.is_some(), "the bank says more: {row:?}");
        assert_eq!(desk.balance(LOCKBOX_CLEARING), Money::ZERO);
        let row = taken_as(&desk, &FILE[..trailer], Some(Money::cents(78_823)));
        assert_eq!((row.checks, row.total), (4, Money::cents(78_823)));
        assert!(row.taken_at.is_some(), "{row:?}");
        desk.assert_proved();
    }
}

#[test]
fn the_same_check_in_another_file_waits_until_a_person_has_looked() {
    let desk = Desktop::new();
    taken(&desk, FILE);
    let next = FILE.replace("0412LB,17", "0412LB,18").replace("127.33", "127.34");
    let next = next.replace("788.23", "788.24");
    let row = taken(&desk, &next);
    assert_eq!((row.posted_items, row.waiting_items), (1, 3), "only another amount is new");
    let all = waiting(&desk);
    assert_eq!(all.len(), 3);
    let count = desk.read(|reader| count_waiting(reader, desk.branch)).unwrap();
    assert_eq!(count, 3);
    let settle = |item| SettleLockboxItem { lockbox_item: item, reason: "Sent twice".into() };
    let refusal = desk.run_as(desk.stranger, settle(all[0])).unwrap_err();
    assert_eq!(refusal, Refusal::NotAllowed { duty: TAKE });
    desk.run(settle(all[0])).unwrap();
    assert_eq!(desk.refused(settle(all[0])).code(), "lockbox_files.settled");
    let post = PostLockboxItem {
        lockbox_item: all[2],
        customer: desk.oak,
        reason: "Another check of that number".into(),
    };
    desk.run(post.clone()).unwrap();
    assert_eq!(desk.refused(post).code(), "lockbox_files.settled");
    desk.assert_proved();
}
