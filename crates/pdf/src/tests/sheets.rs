//! What each shipped sheet says.

use serde_json::json;

use super::{assert_says, facts, pages};
use crate::{Printer, Sheet};

#[test]
fn the_deposit_slip_agrees_with_the_picture_to_the_cent() {
    let slip = pages(&Printer::new(), Sheet::DepositSlip, &facts("deposit-slip"));
    assert_eq!(slip.len(), 1);
    assert_says(
        &slip[0],
        &[
            "Citrus National Bank",
            "Cedar Pest Control, Inc.",
            "Mon, Mar 2, 2026",
            "063107270",
            "1000 0048 21",
            "7730118",
            "DB-0302",
            "Marisol Rivera",
            "1,284.50",
            "14 checks",
            "3,668.36",
            "USPS",
            "2 money orders",
            "109.00",
            "Items|16|",
            "$4,089.36",
            "Ruth Okafor|Counted, 3:58 pm",
            "Dana Whitfield|Verified, 4:06 pm",
            "Courier, time",
            "Proof, kept by the branch",
            "4,092.36",
            "Cash short, change error, stop 6, M. Tanaka",
            "(3.00|)",
            "1,846.20",
            "41D8 0C6E 92B7 F350",
            "160.00",
            "Page 1 of 1",
        ],
    );
}

#[test]
fn a_void_slip_says_so_and_waits_for_no_signature() {
    let slip = pages(&Printer::new(), Sheet::DepositSlip, &facts("deposit-slip-void")).concat();
    assert_says(&slip, &["VOID", "Bag torn at the bank", "REOPENED", "Counted, time"]);
    assert!(!slip.contains("Ruth Okafor"));
}

#[test]
fn the_invoice_shows_what_accounts_payable_looks_for() {
    let invoice = pages(&Printer::new(), Sheet::Invoice, &facts("invoice"));
    assert_eq!(invoice.len(), 1);
    assert_says(
        &invoice[0],
        &[
            "Invoice 5440",
            "Wednesday, February 4, 2026",
            "Accounts payable",
            "A10410",
            "7741",
            "30 days",
            "Fri, Mar 6, 2026",
            "Feb 4",
            "172.90",
            "Florida and Marion County tax, 7%",
            "12.10",
            "$185.00",
            "pay.cedar.example/5440-8KQ2",
            "Please send this part",
            "PO Box 1188",
            "0412 A10410 0005440 00018500 7",
        ],
    );
}

#[test]
fn a_long_invoice_is_settled_in_part_and_wants_no_check() {
    let invoice = pages(&Printer::new(), Sheet::Invoice, &facts("invoice-long"));
    assert_eq!(invoice.len(), 3);
    assert_says(&invoice[1], &["Quantity", "Rodent exclusion, building 20", "2.5", "Not taxed"]);
    assert_says(
        &invoice[2],
        &[
            "Ten buildings or more, 5%",
            "(180.60|)",
            "Marion County surtax, 1%",
            "3,571.40",
            "Paid, thank you",
            "(1,000.00|)",
            "(25.00|)",
            "$2,546.40",
            "Nothing to do.",
            "Visa ending 4242",
            "Bureau of Licensing",
            "Page 3 of 3",
        ],
    );
    assert!(!invoice.concat().contains("Keep this part"), "AutoPay pays, so there is no stub");
}

#[test]
fn statements_stand_by_open_item_or_carry_the_balance() {
    let open = pages(&Printer::new(), Sheet::Statement, &facts("statement-open-item")).concat();
    assert_says(
        &open,
        &[
            "CM-0093",
            "(25.00|)",
            "585.00",
            "by due date, as of Mon, Mar 2, 2026",
            "31 to 60",
            "Credits not applied",
            "$585.00",
            "00058500",
        ],
    );
    let carried = facts("statement-balance-forward");
    let carried = pages(&Printer::new(), Sheet::Statement, &carried).concat();
    assert_says(
        &carried,
        &[
            "Balance before Feb 1, 2026",
            "(127.33|)",
            "152.33",
            "New balance",
            "$127.33",
            "Please do not pay.",
            "March 10, 2026.",
        ],
    );
}

#[test]
fn a_receipt_tells_what_was_paid_and_what_is_left() {
    let receipt = pages(&Printer::new(), Sheet::Receipt, &facts("receipt")).concat();
    assert_says(
        &receipt,
        &[
            "Receipt R-002214",
            "Check number 1127",
            "$200.00",
            "5440",
            "185.00",
            "On account",
            "in its favor",
            "$15.00",
            "Received by, 2:18 pm",
        ],
    );
}

#[test]
fn a_listing_repeats_its_head_and_counts_its_pages() {
    let listing = pages(&Printer::new(), Sheet::Listing, &facts("listing"));
    assert_eq!(listing.len(), 2);
    for (page, foot) in listing.iter().zip(["Page 1 of 2", "Page 2 of 2"]) {
        assert_says(page, &["Account|Customer|Street|Last paid|Days|Owed", foot]);
    }
    assert_says(&listing[0], &["60 accounts are past due", "Łukasz", "Nguyễn", "11,047.65"]);
    assert_says(&listing[1], &["Belleview, 30 accounts", "24,066.30"]);
}

#[test]
fn an_empty_listing_says_that_it_is_empty() {
    let facts = json!({"title": "Held", "columns": [{"name": "Check"}], "rows": [], "sums": []});
    let listing = pages(&Printer::new(), Sheet::Listing, &facts).concat();
    assert_says(&listing, &["Held", "Nothing to list."]);
}

#[test]
fn amounts_are_grouped_padded_and_negative_in_parentheses() {
    let amounts = [0, 5, -7, 100_000, -12_345_678_901_i64, 99_999, 100_000_000];
    let facts = json!({
        "title": "Amounts",
        "columns": [{"name": "Amount", "kind": "money"}],
        "rows": amounts.map(|cents| json!([cents])),
    });
    let listing = pages(&Printer::new(), Sheet::Listing, &facts).concat();
    let wanted = "Amount|0.00|0.05|(0.07|)|1,000.00|(123,456,789.01|)|999.99|1,000,000.00";
    assert_says(&listing, &[wanted]);
}

#[test]
fn other_kinds_of_cells_print_as_the_office_writes_them() {
    let columns = ["count", "quantity", "percent", "day", "date", "time", "id", "name"];
    let facts = json!({
        "title": "Kinds",
        "columns": columns.map(|kind| json!({"name": kind, "kind": kind})),
        "rows": [
            [12_345, 25_000, 73_750, "2026-03-02", "2026-03-02", "2026-03-02T00:05", "A1", "Bo"],
            [-3, 100_000, 70_000, null, null, "2026-03-02T12:30", null, null],
        ],
    });
    let listing = pages(&Printer::new(), Sheet::Listing, &facts).concat();
    assert_says(
        &listing,
        &["12,345|2.5|7.375%|Mar 2|Mar 2, 2026|12:05 am|A1|Bo", "-3|10|7%|12:30 pm"],
    );
}

#[test]
fn letters_speak_english_and_spanish() {
    let letter = pages(&Printer::new(), Sheet::Letter, &facts("letter")).concat();
    assert_says(
        &letter,
        &[
            "About: Your account is 30 days past due",
            "185.00",
            "agree a plan",
            "Sincerely,",
            "Enclosed: copy of invoice 5188, copy of invoice 5311",
            "bankruptcy",
        ],
    );
    let carta = pages(&Printer::new(), Sheet::Letter, &facts("letter-spanish")).concat();
    assert_says(&carta, &["lunes, 2 de marzo de 2026", "Asunto: Su cuenta", "Página 1 de 1"]);
}

#[test]
fn facts_are_text_and_never_markup() {
    let nasty = "#panic() $x^2$ *b* _i_ `raw` \\ <label> @cite = - + [x] // \"q\" #{1 + 1}";
    let mut invoice = facts("invoice");
    invoice["bill_to"]["name"] = json!(nasty);
    invoice["lines"][0]["what"] = json!(nasty);
    invoice["message"] = json!([nasty]);
    let page = pages(&Printer::new(), Sheet::Invoice, &invoice).concat();
    // A line breaks where it must; what was on it stays.
    let page = page.replace(['|', ' '], "");
    assert!(page.matches(&nasty.replace(' ', "")).count() >= 3, "{page}");
}
