//! The printer from outside: whole PDFs, footing, equal bytes, many documents in one.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its facts has failed")]

use std::fs;
use std::path::Path;
use std::thread;

use pdf::{Error, Printer, Sheet};
use serde_json::{Value, json};

fn facts(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/facts").join(name);
    serde_json::from_slice(&fs::read(path.with_extension("json")).unwrap()).unwrap()
}

const SHEETS: [(Sheet, &str, usize); 10] = [
    (Sheet::DepositSlip, "deposit-slip", 1),
    (Sheet::DepositSlip, "deposit-slip-void", 2),
    (Sheet::Invoice, "invoice", 1),
    (Sheet::Invoice, "invoice-long", 3),
    (Sheet::Statement, "statement-open-item", 1),
    (Sheet::Statement, "statement-balance-forward", 1),
    (Sheet::Receipt, "receipt", 1),
    (Sheet::Listing, "listing", 2),
    (Sheet::Letter, "letter", 1),
    (Sheet::Letter, "letter-spanish", 1),
];

fn count_pages(pdf: &[u8]) -> usize {
    let wanted = b"/Type/Page/";
    pdf.windows(wanted.len()).filter(|window| window == wanted).count()
}

#[test]
fn the_shipped_faces_are_found_and_set() {
    let slip = Printer::new().print(Sheet::DepositSlip, &facts("deposit-slip")).unwrap();
    let invoice = Printer::new().print(Sheet::Invoice, &facts("invoice")).unwrap();
    let names = String::from_utf8_lossy(&[slip, invoice].concat()).into_owned();
    for face in ["PublicSans-Regular", "PublicSans-Strong", "OldStandard", "OCRA"] {
        assert!(names.contains(&format!("+{face}")), "{face} is not in the PDF");
    }
}

#[test]
fn every_sheet_prints_the_same_bytes_for_the_same_facts() {
    let first = Printer::new();
    let printed: Vec<Vec<u8>> = SHEETS
        .iter()
        .map(|(sheet, name, pages)| {
            let pdf = first.print(*sheet, &facts(name)).unwrap();
            assert!(pdf.starts_with(b"%PDF-1.7"), "{name}");
            assert!(pdf.ends_with(b"%%EOF"), "{name}");
            assert_eq!(count_pages(&pdf), *pages, "{name}");
            pdf
        })
        .collect();
    // In another order, from other printers, on other threads.
    thread::scope(|scope| {
        for half in [0, 1] {
            let printed = &printed;
            scope.spawn(move || {
                let printer = Printer::default();
                for (at, (sheet, name, _)) in SHEETS.iter().enumerate().rev() {
                    if at % 2 == half {
                        let again = printer.print(*sheet, &facts(name)).unwrap();
                        assert!(again == printed[at], "{name} differs from its first printing");
                    }
                }
            });
        }
    });
}

/// Adds one to a number somewhere in the facts.
fn spoil(facts: &mut Value, pointer: &str) {
    let number = facts.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}"));
    *number = json!(number.as_i64().unwrap() + 1);
}

#[test]
fn a_sheet_that_does_not_foot_is_never_printed() {
    let cases = [
        (Sheet::DepositSlip, "deposit-slip", "/coin_cents", "cash_cents"),
        (Sheet::DepositSlip, "deposit-slip", "/count/3/amount_cents", "cash_cents"),
        (Sheet::DepositSlip, "deposit-slip", "/checks/4/amount_cents", "checks_cents"),
        (Sheet::DepositSlip, "deposit-slip", "/money_orders/0/amount_cents", "money_orders_cents"),
        (Sheet::DepositSlip, "deposit-slip", "/item_count", "item_count"),
        (Sheet::DepositSlip, "deposit-slip", "/total_cents", "total_cents"),
        (Sheet::DepositSlip, "deposit-slip", "/over_short/amount_cents", "total_cents"),
        (Sheet::Invoice, "invoice", "/lines/0/amount_cents", "total_cents"),
        (Sheet::Invoice, "invoice-long", "/discounts/0/amount_cents", "total_cents"),
        (Sheet::Invoice, "invoice-long", "/taxes/1/amount_cents", "total_cents"),
        (Sheet::Invoice, "invoice-long", "/credits_cents", "amount_due_cents"),
        (Sheet::Statement, "statement-open-item", "/items/3/open_cents", "amount_due_cents"),
        (Sheet::Statement, "statement-open-item", "/aging/to_60_cents", "amount_due_cents"),
        (Sheet::Statement, "statement-balance-forward", "/previous_cents", "amount_due_cents"),
        (Sheet::Receipt, "receipt", "/unapplied_cents", "amount_cents"),
    ];
    let printer = Printer::new();
    for (sheet, name, pointer, figure) in cases {
        let mut facts = facts(name);
        spoil(&mut facts, pointer);
        match printer.print(sheet, &facts) {
            Err(Error::DoesNotFoot { what, .. }) => assert_eq!(what, figure, "{name}{pointer}"),
            other => panic!("{name}{pointer} was not refused: {:?}", other.map(|pdf| pdf.len())),
        }
    }
}

#[test]
fn a_refusal_tells_the_figures() {
    let mut slip = facts("deposit-slip");
    slip["item_count"] = json!(17);
    let refusal = Printer::new().print(Sheet::DepositSlip, &slip).unwrap_err().to_string();
    assert_eq!(
        refusal,
        "The deposit slip does not foot: item_count says 17 but its parts come to 16."
    );
}

#[test]
fn facts_of_the_wrong_shape_are_refused_by_name() {
    let printer = Printer::new();
    let mut invoice = facts("invoice");
    invoice["total_cents"] = json!(185.0);
    let refusal = printer.print(Sheet::Invoice, &invoice).unwrap_err().to_string();
    assert_eq!(refusal, "The invoice cannot be printed: `total_cents` must be whole cents.");

    let mut invoice = facts("invoice");
    invoice.as_object_mut().unwrap().remove("account");
    let refusal = printer.print(Sheet::Invoice, &invoice).unwrap_err().to_string();
    assert!(refusal.starts_with("invoice.typ, line ") && refusal.contains("account"), "{refusal}");

    let mut listing = facts("listing");
    listing["rows"][1].as_array_mut().unwrap().pop();
    let refusal = printer.print(Sheet::Listing, &listing).unwrap_err().to_string();
    assert_eq!(refusal, "The listing cannot be printed: a row has 5 cells, not 6.");
}

#[test]
fn many_documents_bind_into_one_whole_pdf() {
    let printer = Printer::new();
    let many = [facts("invoice"), facts("invoice-long"), facts("invoice")];
    let mut bound = Vec::new();
    assert_eq!(printer.print_many(Sheet::Invoice, many, &mut bound).unwrap(), 3);
    assert_eq!(count_pages(&bound), 5);
    assert_table_is_true(&bound);

    let text = String::from_utf8_lossy(&bound);
    let root = text.rfind("<</Type/Pages/Count 5/Kids[").expect("a root with all pages");
    let kids = text[root..].split_once('[').unwrap().1.split_once(']').unwrap().0;
    assert_eq!(kids.matches(" 0 R").count(), 3);
    assert_eq!(text.matches("/Type/Catalog").count(), 1);

    let mut nothing = Vec::new();
    assert_eq!(printer.print_many(Sheet::Invoice, [], &mut nothing).unwrap(), 0);
    assert!(nothing.is_empty());
}

/// Every entry of the cross-reference table leads to its object, and every reference to an
/// object that is there.
fn assert_table_is_true(pdf: &[u8]) {
    let text = String::from_utf8_lossy(pdf);
    let table = text.rsplit_once("startxref\n").unwrap().1.lines().next().unwrap();
    let table: usize = table.parse().unwrap();
    let table = String::from_utf8_lossy(&pdf[table..]).into_owned();
    let mut lines = table.split('\n').skip(1);
    let size: usize = lines.next().unwrap()[2..].parse().unwrap();
    let entries: Vec<&str> = lines.take(size).collect();
    let mut present = 0;
    for (id, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.contains('n')) {
        let offset: usize = entry[..10].parse().unwrap();
        assert!(pdf[offset..].starts_with(format!("{id} 0 obj\n").as_bytes()), "object {id}");
        present += 1;
    }
    assert_eq!(present, text.matches(" 0 obj\n").count());
    for (at, label) in text.match_indices("/Parent ") {
        let rest = &text[at + label.len()..];
        let parent: usize = rest[..rest.find(' ').unwrap()].parse().unwrap();
        assert!(entries[parent].contains('n'), "parent {parent}");
    }
}

#[test]
fn a_stack_stops_at_the_first_document_at_fault() {
    let mut wrong = facts("invoice");
    spoil(&mut wrong, "/total_cents");
    let many = [facts("invoice"), wrong, facts("invoice")];
    let refusal = Printer::new().print_many(Sheet::Invoice, many, &mut Vec::new());
    assert!(matches!(refusal, Err(Error::DoesNotFoot { what: "total_cents", .. })));
}
