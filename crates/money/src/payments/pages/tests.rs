use crate::batches::{OpenBatch, PostLine};
use crate::deposits::CloseDeposit;
use crate::payments::{HoldPayment, Method};
use crate::testing::{Desktop, check};
use crate::words::Tender;
use books::testing::{answer_at, page_at, page_refused};
use office::{Answer, Refusal};
use values::{Id, Money, noun};

fn opened(desk: &Desktop) -> Id<noun::Batch> {
    let open = OpenBatch {
        checks: "127.33\n240.00".into(),
        money_orders: "49.00".into(),
        note: "Mail opened by Ruth and Ben at 10:40".into(),
    };
    desk.run(open).expect("a batch").batch
}

fn line(desk: &Desktop, batch: Id<noun::Batch>, number: &str, cents: i64) -> PostLine {
    PostLine {
        batch: Some(batch),
        tender: Tender::Check,
        number: number.into(),
        customer: Some(desk.rivera),
        customer_words: String::new(),
        amount_cents: Money::cents(cents),
        applications: None,
        hold: false,
        again: None,
    }
}

#[test]
fn the_list_says_what_came_in_today() {
    let desk = Desktop::new();
    let empty = page_at(&desk, "/payments").unwrap();
    assert!(empty.sentence.contains("Nothing was posted today"), "{}", empty.sentence);
    desk.post(desk.rivera, check("1042"), 12_733);
    desk.post(desk.oak, Method::Cash, 500);
    let page = page_at(&desk, "/payments").unwrap();
    assert!(page.sentence.contains("1 check for 127.33 and 5.00 in cash"), "{}", page.sentence);
    assert!(page.body.contains("Marisol Rivera") && page.actions.contains("/payments/post"));
    let held = HoldPayment {
        amount_cents: Money::cents(100),
        method: check("7"),
        payer: "<b>D. Cobb".into(),
        memo: String::new(),
        received_on: None,
        batch: None,
    };
    desk.run(held).unwrap();
    let page = page_at(&desk, "/payments?state=held").unwrap();
    assert!(page.sentence.contains("1 payment is on hold"));
    assert!(page.body.contains("&lt;b&gt;D. Cobb") && !page.body.contains("<b>D. Cobb"));
}

#[test]
fn the_grid_shows_lines_tape_and_what_is_left() {
    let desk = Desktop::new();
    let batch = opened(&desk);
    desk.charge(desk.rivera, "0412-26-005377", "2026-02-10", 10_000);
    desk.charge(desk.rivera, "0412-26-005501", "2026-03-25", 9_153);
    desk.run(line(&desk, batch, "1042", 12_733)).unwrap();
    let page = page_at(&desk, &format!("/payments/post?batch={batch}")).unwrap();
    for part in ["5377, rest on 5501", "64.20", "1 of 2", "1 still to post", "not counted yet"] {
        assert!(page.body.contains(part), "{part} is missing in {}", page.body);
    }
    assert!(
        page.side.contains("2 left to post") && page.side.contains("Balance the batch: 2 left")
    );
    assert!(page.body.contains(r#"value="240.00""#), "the tape's next amount is keyed already");
    let is_hers = page.body.contains("Take back the last line");
    assert!(!is_hers, "the operator looks, Dana has posted");
    let start = answer_at(&desk, "/payments/post").unwrap();
    assert!(matches!(start, Answer::Redirect(to) if to == format!("/payments/post?batch={batch}")));
    let anew = page_at(&desk, "/payments/post?new=1").unwrap();
    assert!(anew.body.contains("CK-0302") && anew.body.contains("/do/batches.open"));
}

#[test]
fn a_refused_line_stands_as_it_was_typed() {
    let desk = Desktop::new();
    let batch = opened(&desk);
    let here = format!("/payments/post?batch={batch}");
    let id = batch.to_string();
    let filled = [
        ("form", "batches.post_line"),
        ("batch", id.as_str()),
        ("tender", "check"),
        ("number", "1042"),
        ("customer_words", "nobody"),
        ("amount_cents", "127.33"),
    ];
    let refusal = Refusal::invalid("customer", "No account is like this.");
    let page = page_refused(&desk, &here, &filled, refusal);
    for part in ["No account is like this.", r#"value="1042""#, r#"value="nobody""#] {
        assert!(page.body.contains(part), "{part} is missing in {}", page.body);
    }
    let twin = Refusal::conflict("payments.looks_posted", "It was posted.");
    let page = page_refused(&desk, &here, &filled, twin);
    assert!(page.body.contains(r#"name="again""#), "it asks why it is posted once more");
}

#[test]
fn a_balanced_batch_takes_no_line() {
    let desk = Desktop::new();
    let batch = opened(&desk);
    desk.run(line(&desk, batch, "1042", 12_733)).unwrap();
    desk.run(line(&desk, batch, "1043", 24_000)).unwrap();
    let order = PostLine { tender: Tender::MoneyOrder, ..line(&desk, batch, "USPS 77", 4_900) };
    desk.run(order).unwrap();
    let ready = page_at(&desk, &format!("/payments/post?batch={batch}")).unwrap();
    assert!(ready.side.contains("/do/batches.close"));
    desk.run(crate::batches::CloseBatch { batch }).unwrap();
    let page = page_at(&desk, &format!("/payments/post?batch={batch}")).unwrap();
    assert!(page.sentence.contains("It is balanced"));
    assert!(!page.body.contains("/do/batches.post_line"));
}

#[test]
fn choosing_an_account_shows_what_it_will_do() {
    let desk = Desktop::new();
    desk.charge(desk.oak, "0412-26-005440", "2026-02-20", 18_500);
    desk.charge(desk.oak, "0412-26-005506", "2026-03-11", 9_630);
    let found = answer_at(&desk, "/payments/find?q=oak&amount=185.00").unwrap();
    let Answer::Fragment(html) = found else { panic!("a piece of a page") };
    for part in ["Oak Street Dental", "A10002", "10 days", "281.30", "5440", "96.30", "Exact match"]
    {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    assert!(!html.contains("Dental on Oak"), "a merged account is not offered");
}

#[test]
fn the_form_of_one_payment_lists_what_is_open() {
    let desk = Desktop::new();
    let charge = desk.charge(desk.rivera, "0412-26-005377", "2026-02-10", 10_000);
    let blank = page_at(&desk, "/payments/new").unwrap();
    assert!(blank.body.contains("Choose the customer"));
    let here = format!("/payments/new?customer={}&amount_cents=50&tender=check", desk.rivera);
    let page = page_at(&desk, &here).unwrap();
    for part in [
        "5377",
        r#"name="applications[0][amount_cents]""#,
        &format!(r#"name="applications[0][charge]" value="{charge}""#),
        r#"value="50.00""#,
    ] {
        assert!(page.body.contains(part), "{part} is missing in {}", page.body);
    }
    let by_words = page_at(&desk, "/payments/new?customer_words=rivera").unwrap();
    assert!(by_words.body.contains("5377"), "found by name");
}

#[test]
fn a_payments_page_tells_its_life() {
    let desk = Desktop::new();
    desk.charge(desk.rivera, "0412-26-005377", "2026-02-10", 10_700);
    let posted = desk.post(desk.rivera, check("1042"), 12_733);
    let here = format!("/payments/{}", posted.payment);
    let page = page_at(&desk, &here).unwrap();
    assert!(
        page.sentence.contains("Check 1042 of 127.33 from Marisol Rivera"),
        "{}",
        page.sentence
    );
    for part in ["5377", "DB-0302", "not closed yet", "20.33", "1050", "Post a payment"] {
        assert!(page.body.contains(part), "{part} is missing in {}", page.body);
    }
    for part in ["/do/payments.void", "/do/payments.move"] {
        assert!(page.body.contains(part), "{part} is missing in {}", page.body);
    }
    desk.close(posted.deposit.unwrap());
    let page = page_at(&desk, &here).unwrap();
    assert!(!page.body.contains("/do/payments.void"), "what is at the bank is not voided");
    assert!(page.body.contains(&format!("/returns/new?payment={}", posted.payment)));
    assert!(matches!(answer_at(&desk, "/payments/999999"), Err(Refusal::NotFound { .. })));
    let closed = desk.refused(CloseDeposit { deposit: posted.deposit.unwrap(), bag: "".into() });
    assert_eq!(closed.code(), "deposits.closed");
}

#[test]
fn a_name_typed_without_scripts_finds_its_account() {
    let desk = Desktop::new();
    let posted = desk.post(desk.oak, check("1042"), 12_733);
    let here = format!("/payments/{}", posted.payment);
    let id = posted.payment.to_string();
    let filled =
        |words| [("form", "payments.move"), ("payment", id.as_str()), ("customer_words", words)];
    let refusal = || Refusal::invalid("customer", "Choose a customer.");
    let page = page_refused(&desk, &here, &filled("rivera"), refusal());
    let hidden = format!(r#"name="customer" value="{}""#, desk.rivera);
    assert!(page.body.contains(&hidden) && page.body.contains("A10001 Marisol Rivera"));
    let page = page_refused(&desk, &here, &filled("zzz"), refusal());
    assert!(page.body.contains("No account is like this"));
}
