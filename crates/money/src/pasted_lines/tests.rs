use super::records::{PastedLineRow, find_line, list_waiting};
use super::*;
use crate::batches::{CloseBatch, OpenBatch};
use crate::payments::records::find_payment;
use crate::testing::{Desktop, check};
use crate::words::Tender;
use books::open_items::find_charge;
use books::testing::{at_desk, page_at, page_refused};
use office::{Command, Refusal};
use values::Money;

fn opened(desk: &Desktop) -> Id<noun::Batch> {
    let open =
        OpenBatch { checks: String::new(), money_orders: String::new(), note: String::new() };
    desk.run(open).expect("a batch").batch
}

fn paste(batch: Id<noun::Batch>, text: &str) -> PasteLines {
    PasteLines { batch, text: text.into() }
}

fn waiting(desk: &Desktop, batch: Id<noun::Batch>) -> Vec<PastedLineRow> {
    desk.read(|reader| list_waiting(reader, desk.branch, batch)).unwrap()
}

fn wrong(row: &PastedLineRow) -> Vec<String> {
    row.problems().0.iter().map(|one| one.field.clone()).collect()
}

const SHEET: &str = "Check #\tDate\tAcct\tCustomer\tInvoice\tAmount\n\
                     1042\t3/1/2026\ta10001\tRIVERA, M\t\t$127.33\n\
                     77\t\t\tOak Street Dental\t\t\"1,284.50\"\n\
                     78\t\t\tOak Str\t\t9.00\n\
                     79\t\tA10001\tAbernathy\t\t8.00\n\
                     80\t13/45/26\t\tNobody Known\t\t24o.00\n\
                     \t\t\tTotal\t\t1,428.83\n";

#[test]
fn each_row_is_matched_or_says_what_is_wrong() {
    for desk in Desktop::on_each_engine() {
        let batch = opened(&desk);
        let receipt = desk.run(paste(batch, SHEET)).unwrap();
        assert_eq!((receipt.rows, receipt.ready), (6, 2));
        let rows = waiting(&desk, batch);
        assert_eq!(rows[0].customer, Some(desk.rivera));
        assert_eq!(rows[0].dated_on, Some(Day::ymd(2026, 3, 1)));
        assert_eq!(rows[1].customer, Some(desk.oak), "just this name");
        assert_eq!(rows[1].amount, Some(Money::cents(128_450)));
        assert_eq!((rows[2].customer, wrong(&rows[2])), (Some(desk.oak), vec!["customer".into()]));
        assert!(rows[2].customer_why.starts_with("Is Oak Str A10002"), "{}", rows[2].customer_why);
        assert!(rows[3].customer_why.contains("says Abernathy"), "{}", rows[3].customer_why);
        assert_eq!(wrong(&rows[4]), ["customer", "dated_on", "amount_cents"]);
        assert_eq!(wrong(&rows[5]), ["number", "customer"]);
        assert_eq!(rows[4].pasted, "80 | 13/45/26 |  | Nobody Known |  | 24o.00");
    }
}

#[test]
fn a_name_told_last_name_first_is_found() {
    let desk = Desktop::new();
    let batch = opened(&desk);
    let text = "Check\tCustomer\tAmount\n9\tRivera, Marisol\t1.00\n";
    assert_eq!(desk.run(paste(batch, text)).unwrap().ready, 1);
    assert_eq!(waiting(&desk, batch)[0].customer, Some(desk.rivera));
}

#[test]
fn an_invoice_finds_its_customer_and_is_what_is_paid() {
    let desk = Desktop::new();
    let older = desk.charge(desk.rivera, "0412-26-005377", "2026-02-10", 10_000);
    let named = desk.charge(desk.rivera, "0412-26-005501", "2026-03-25", 9_153);
    for (charge, document) in [(older, "0412-26-005377"), (named, "0412-26-005501")] {
        at_desk(&desk, move |desk| {
            let branch = desk.branch();
            let row = find_charge(desk, branch, charge)?.expect("it is there");
            desk.search_put(Id::<noun::Invoice>::new(row.source_id), document)
        })
        .unwrap();
    }
    let batch = opened(&desk);
    let text = "Invoice\tCheck\tAmount\n5501\t1\t50.00\n0412-26-005377\t2\t25.00\n";
    assert_eq!(desk.run(paste(batch, text)).unwrap().ready, 2);
    let wrong_account = "Account\tInvoice\tCheck\tAmount\nA10002\t5501\t3\t5.00\n";
    assert_eq!(desk.run(paste(batch, wrong_account)).unwrap().ready, 0);
    let told = waiting(&desk, batch)[2].customer_why.clone();
    assert!(told.contains("0412-26-005501 is another customer's"), "{told}");
    let posted = desk.run(PostPastedLines { batch }).unwrap();
    assert_eq!((posted.posted, posted.amount_cents), (2, Money::cents(7_500)));
    assert_eq!(desk.open_of(named), Money::cents(4_153), "the one that was named");
    assert_eq!(desk.open_of(older), Money::cents(7_500));
    desk.assert_proved();
}

#[test]
fn ready_rows_are_posted_and_a_twin_stays_with_its_reason() {
    let desk = Desktop::new();
    desk.post(desk.rivera, check("1042"), 12_733);
    let batch = opened(&desk);
    let text = "Account\tCheck\tAmount\nA10001\t63-107 1042\t127.33\nA10002\t77\t9.00\n";
    desk.run(paste(batch, text)).unwrap();
    let posted = desk.run(PostPastedLines { batch }).unwrap();
    assert_eq!((posted.posted, posted.refused), (1, 1));
    let twin = waiting(&desk, batch).remove(0);
    assert!(twin.refused.contains("was posted on"), "{}", twin.refused);
    assert_eq!(desk.refused(PostPastedLines { batch }).code(), "pasted_lines.none_ready");
    desk.run(MendPastedLine { again: Some("A second check".into()), ..mended(&twin, desk.rivera) })
        .unwrap();
    assert_eq!(desk.run(PostPastedLines { batch }).unwrap().posted, 1);
    assert!(waiting(&desk, batch).is_empty());
    desk.assert_proved();
}

fn mended(row: &PastedLineRow, customer: Id<noun::Customer>) -> MendPastedLine {
    MendPastedLine {
        pasted_line: row.id,
        tender: Tender::Check,
        number: row.number.clone(),
        customer: Some(customer),
        customer_words: String::new(),
        amount_cents: row.amount.unwrap_or(Money::cents(24_000)),
        dated_on: row.dated_on,
        hold: false,
        again: None,
    }
}

#[test]
fn a_row_is_mended_held_or_dropped_and_the_batch_waits_for_all() {
    let desk = Desktop::new();
    let batch = opened(&desk);
    desk.run(paste(batch, SHEET)).unwrap();
    assert_eq!(desk.refused(CloseBatch { batch }).code(), "batches.pasted_lines_wait");
    let rows = waiting(&desk, batch);
    let blank = MendPastedLine { number: " ".into(), ..mended(&rows[4], desk.oak) };
    assert!(matches!(&desk.refused(blank), Refusal::Invalid(p) if p.of("number").is_some()));
    desk.run(mended(&rows[4], desk.oak)).unwrap();
    assert!(waiting(&desk, batch)[4].problems().is_empty());
    // By words as on a line that is keyed.
    let words = MendPastedLine {
        customer: None,
        customer_words: "a10002".into(),
        ..mended(&rows[2], desk.oak)
    };
    desk.run(words).unwrap();
    let held = desk.run(MendPastedLine { hold: true, ..mended(&rows[3], desk.oak) }).unwrap();
    let payment = desk
        .read(|reader| find_payment(reader, desk.branch, held.payment.unwrap()))
        .unwrap()
        .unwrap();
    assert_eq!((payment.customer, &*payment.payer), (None, "A10001"));
    let drop = DropPastedLine { pasted_line: rows[5].id, reason: "The sheet's total".into() };
    desk.run(drop.clone()).unwrap();
    assert_eq!(desk.refused(drop).code(), "pasted_lines.over");
    assert_eq!(
        desk.refused(MendPastedLine { number: "9".into(), ..mended(&rows[5], desk.oak) }).code(),
        "pasted_lines.over"
    );
    assert_eq!(desk.run(PostPastedLines { batch }).unwrap().posted, 4);
    assert!(waiting(&desk, batch).is_empty());
    desk.assert_proved();
}

#[test]
fn what_was_dropped_is_taken_up_again() {
    let desk = Desktop::new();
    let batch = opened(&desk);
    desk.run(paste(batch, SHEET)).unwrap();
    let row = waiting(&desk, batch).remove(5);
    let up = TakeUpPastedLine { pasted_line: row.id };
    assert_eq!(desk.refused(up.clone()).code(), "pasted_lines.not_dropped");
    let drop = DropPastedLine { pasted_line: row.id, reason: "The sheet's total".into() };
    assert_eq!(desk.refused(DropPastedLine { reason: " ".into(), ..drop.clone() }).status(), 422);
    desk.run(drop).unwrap();
    desk.run(up).unwrap();
    let kept = desk.read(|reader| find_line(reader, desk.branch, row.id)).unwrap().unwrap();
    assert!(kept.is_waiting() && kept.pasted == row.pasted);
}

#[test]
fn the_same_rows_twice_are_told() {
    let desk = Desktop::new();
    let batch = opened(&desk);
    desk.run(paste(batch, SHEET)).unwrap();
    assert_eq!(desk.refused(paste(batch, SHEET)).code(), "pasted_lines.pasted_before");
    // What was dropped may be pasted anew.
    for row in waiting(&desk, batch) {
        desk.run(DropPastedLine { pasted_line: row.id, reason: "Pasted wrong".into() }).unwrap();
    }
    assert_eq!(desk.run(paste(batch, SHEET)).unwrap().rows, 6);
}

#[test]
fn what_cannot_be_told_apart_is_refused_whole() {
    let desk = Desktop::new();
    let batch = opened(&desk);
    let refusal = desk.refused(paste(batch, &"Rivera\t1.00\n".repeat(201)));
    let Refusal::Invalid(problems) = &refusal else { panic!("{refusal:?}") };
    assert!(problems.of("text").unwrap().contains("201 rows"), "{problems:?}");
    assert!(waiting(&desk, batch).is_empty());
    desk.run(CloseBatch { batch }).unwrap();
    assert_eq!(desk.refused(paste(batch, SHEET)).code(), "batches.closed");
}

#[test]
fn a_stranger_does_none_of_it() {
    fn is_refused<C: Command>(desk: &Desktop, command: C) {
        let refusal = desk.run_as(desk.stranger, command).map(|_| ()).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: POST });
    }
    let desk = Desktop::new();
    let batch = opened(&desk);
    desk.run(paste(batch, SHEET)).unwrap();
    let row = waiting(&desk, batch).remove(0);
    is_refused(&desk, paste(batch, "Rivera\t1.00\n"));
    is_refused(&desk, mended(&row, desk.rivera));
    is_refused(&desk, PostPastedLines { batch });
    is_refused(&desk, DropPastedLine { pasted_line: row.id, reason: "No".into() });
    is_refused(&desk, TakeUpPastedLine { pasted_line: row.id });
}

#[test]
fn the_grid_brings_the_row_to_mend_into_the_entry_line() {
    let desk = Desktop::new();
    let batch = opened(&desk);
    desk.run(paste(batch, SHEET)).unwrap();
    let here = format!("/payments/post?batch={batch}");
    let page = page_at(&desk, &here).unwrap();
    for part in [
        "/do/pasted_lines.mend",
        "Row 3, as pasted:",
        "2 ready, 4 to mend",
        "Post 2 rows, $1,411.83",
        "says Abernathy",
    ] {
        assert!(page.body.contains(part), "{part} is missing in {}", page.body);
    }
    assert!(page.side.contains("Drop this row") && !page.side.contains("Choose invoices"));
    let keyed = page_at(&desk, &format!("{here}&mend=no")).unwrap();
    assert!(keyed.body.contains("/do/batches.post_line"), "{}", keyed.body);
    let row = waiting(&desk, batch).remove(3);
    let list = page_at(&desk, "/pasted-lines?state=waits").unwrap();
    assert!(list.body.contains("RIVERA, M") && list.body.contains("Oak Street Dental"));
    let one = page_at(&desk, &format!("/pasted-lines/{}", row.id)).unwrap();
    assert!(one.body.contains("79 |  | A10001 | Abernathy"), "{}", one.body);
    let long = "Rivera\t1.00\n".repeat(201);
    let at = format!("/pasted-lines/paste?batch={batch}");
    let filled = [("form", "pasted_lines.paste"), ("text", &*long)];
    let refusal = desk.refused(paste(batch, &long));
    let again = page_refused(&desk, &at, &filled, refusal);
    assert!(again.body.contains("201 rows") && again.body.contains("Rivera\t1.00"));
}
