//! The pages of this room, read as a person would, along one visit.

use crate::testing;
use books::testing::{answer_at, page_at, page_refused};
use office::testing::Bench;
use office::{Answer, Refusal};
use values::{Id, noun};

#[track_caller]
fn assert_says(html: &str, words: &[&str]) {
    for words in words {
        assert!(html.contains(words), "{words:?} is not in {html}");
    }
}

fn finish(bench: &Bench, work_order: Id<noun::WorkOrder>) {
    let finish = testing::done_in_words(work_order, "Ants <in the kitchen>, treated.");
    bench.run(finish).unwrap();
}

#[test]
fn a_day_is_booked_from_the_pool_and_shows_its_stops() {
    let bench = testing::bench();
    testing::agreement(&bench);
    let empty = page_at(&bench, "/appointments").unwrap();
    assert_says(&empty.sentence, &["nothing is booked", "1 work order"]);
    assert_says(&empty.body, &["Nothing is booked on Mon, Mar 2", "Book one from the pool"]);
    assert_says(
        &empty.side,
        &["/do/appointments.book", "Marisol Rivera", "Dana Whitfield", "8:00 am"],
    );
    let bench = testing::bench();
    let work_order = testing::booked(&bench);
    let day = page_at(&bench, "/appointments?day=2026-03-02").unwrap();
    assert_says(&day.sentence, &["1 stop", "1 technician", "30 min"]);
    assert_says(
        &day.body,
        &["Ruth Ogden", "8:00 am to 5:00 pm", &format!("/work-orders/{work_order}")],
    );
    assert_says(&day.actions, &["/appointments?day=2026-03-01", "/appointments?day=2026-03-03"]);
    let week = page_at(&bench, "/appointments?week=2026-03-04").unwrap();
    assert_says(&week.note, &["March 2"]);
    assert_says(&week.body, &["Ruth Ogden", "8:00 am Marisol Rivera", "today"]);
    let file = answer_at(&bench, "/appointments?day=2026-03-02&format=csv").unwrap();
    assert!(matches!(file, Answer::File { .. }));
}

#[test]
fn a_refused_move_keeps_what_was_typed() {
    let bench = testing::bench();
    let work_order = testing::booked(&bench);
    let stop = bench
        .read(|r| crate::appointments::records::find_standing(r, bench.branch, work_order))
        .unwrap()
        .unwrap();
    let address = format!("/appointments?day=2026-03-02&stop={}", stop.id);
    let fresh = page_at(&bench, &address).unwrap();
    assert_says(&fresh.side, &["/do/appointments.move", "/do/appointments.cancel"]);
    let filled = [
        ("form", "appointments.move"),
        ("once", "0123456789abcdef"),
        ("day", "3/1"),
        ("from_minute", "600"),
        ("reason", "She is <away>"),
    ];
    let refusal = Refusal::invalid("day", "This day is over. Enter today or a later day.");
    let page = page_refused(&bench, &address, &filled, refusal);
    assert_says(
        &page.side,
        &[
            "This day is over",
            r#"value="3/1""#,
            r#"<option value="600" selected>"#,
            "She is &lt;away&gt;",
            "0123456789abcdef",
        ],
    );
}

#[test]
fn a_work_order_offers_the_one_next_step_of_its_stage() {
    let bench = testing::bench();
    let work_order = testing::booked(&bench);
    let address = format!("/work-orders/{work_order}");
    let booked = page_at(&bench, &address).unwrap();
    assert_says(&booked.sentence, &["Booked for"]);
    assert_says(&booked.body, &["/do/work_orders.finish", "14 Larkspur Ct", "Journal"]);
    assert_says(&booked.side, &["/do/work_orders.cancel"]);
    assert_eq!(booked.body.matches("db-primary").count(), 1);
    finish(&bench, work_order);
    let finished = page_at(&bench, &address).unwrap();
    assert_says(&finished.body, &["/do/work_orders.verify", "0.5 oz Termidor", "&lt;in the"]);
    assert_says(&finished.side, &["/do/work_orders.send_back"]);
    bench.run(testing::looked_over(work_order)).unwrap();
    let verified = page_at(&bench, &address).unwrap();
    assert_says(&verified.sentence, &["$199.00", "to be billed"]);
    assert_says(&verified.actions, &["cause="]);
    let list = page_at(&bench, "/work-orders").unwrap();
    assert_says(&list.body, &["Marisol Rivera", "To bill"]);
    let ghost = page_at(&bench, "/work-orders/999999").unwrap_err();
    assert_eq!(ghost, Refusal::NotFound { what: "work order" });
}

#[test]
fn the_day_is_verified_stop_by_stop() {
    let bench = testing::bench();
    let work_order = testing::booked(&bench);
    let empty = page_at(&bench, "/work-orders/verify").unwrap();
    assert_says(&empty.body, &["Nothing waits to be verified"]);
    finish(&bench, work_order);
    let page = page_at(&bench, "/work-orders/verify").unwrap();
    assert_says(&page.sentence, &["1 stop", "$199.00"]);
    assert_says(
        &page.body,
        &["Ruth Ogden", "Marisol Rivera", "Approve", "&lt;in the kitchen&gt;", "20.00"],
    );
    assert_says(&page.side, &["as agreed", "0.5 oz Termidor", "/do/work_orders.send_back"]);
    let address = format!("/work-orders/verify?work_order={work_order}");
    let filled =
        [("form", "work_orders.verify"), ("once", "0123456789abcdef"), ("price_cents", "150")];
    let refusal = Refusal::invalid("reason", "Enter why the price differs.");
    let refused = page_refused(&bench, &address, &filled, refusal);
    assert_says(&refused.side, &[r#"value="150""#, "Enter why the price differs."]);
    bench.run(testing::looked_over(work_order)).unwrap();
    let done = page_at(&bench, "/work-orders/verify").unwrap();
    assert_says(&done.sentence, &["Every finished stop is verified", "1 work order is"]);
}

#[test]
fn a_new_work_order_starts_from_its_customer_or_the_visit_it_makes_good() {
    let bench = testing::bench();
    let work_order = testing::booked(&bench);
    let order = bench
        .read(|r| crate::work_orders::records::find_work_order(r, bench.branch, work_order))
        .unwrap()
        .unwrap();
    assert_says(&page_at(&bench, "/work-orders/new").unwrap().body, &["/customers"]);
    let customer = order.customer;
    let new = page_at(&bench, &format!("/work-orders/new?customer={customer}")).unwrap();
    assert_says(&new.body, &["/do/work_orders.add", "14 Larkspur Ct", "Quarterly pest control"]);
    let back = format!("/work-orders/new?customer={customer}&cause={work_order}");
    let callback = page_at(&bench, &back).unwrap();
    assert_says(&callback.sentence, &["call-back", &order.number]);
    assert_says(&callback.body, &[r#"name="cause""#]);
}

#[test]
fn every_list_holds_to_the_rules_and_every_statement_prepares() {
    let bench = testing::bench();
    assert_eq!(store::testing::prepare_all(bench.office.db()), Vec::<String>::new());
    for listing in crate::ROOM.nouns.iter().flat_map(|noun| noun.listings) {
        assert_eq!(office::listing::check(listing, bench.office.rooms()), Vec::<String>::new());
        let wrong = office::listing::run_variants(bench.office.db(), listing);
        assert_eq!(wrong, Vec::<String>::new());
    }
}
