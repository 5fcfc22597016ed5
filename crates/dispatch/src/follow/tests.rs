//! What happens at the front desk, and what becomes of the Riveras' visits.

use super::*;
use crate::appointments::records::find_standing;
use crate::testing::{self, TODAY};
use crate::work_orders::records::{find_work_order, list_nominals, list_of_customer};
use crate::work_orders::{Stage, WorkOrder};
use front_desk::agreements::{
    CancelAgreement, CancelCause, EditAgreement, HoldAgreement, ReinstateAgreement,
    ReleaseAgreement, RenewAgreement, RepriceAgreement, SignAgreement, TransferAgreement,
};
use front_desk::customers::{AllowService, MergeCustomer, RefuseService, UnmergeCustomer};
use office::testing::Bench;
use values::{Frequency, Instant, Money, Rate};

/// The Riveras' agreement with its visits of March 2 and June 2, the first booked today.
struct Story {
    bench: Bench,
    customer: Id<noun::Customer>,
    agreement: Id<noun::Agreement>,
    first: Id<noun::WorkOrder>,
    june: Id<noun::WorkOrder>,
}

const JUNE: Day = Day::ymd(2026, 6, 2);

fn story_at(bench: Bench) -> Story {
    let (customer, agreement) = testing::agreement(&bench);
    let until = Some(JUNE);
    bench.run(GenerateWork { agreement, from_on: None, until }).expect("June is written");
    let first = testing::book_first(&bench, customer);
    let all = visits(&bench, customer);
    let june = all.iter().find(|order| order.nominal_on == JUNE).expect("June's visit").id;
    Story { bench, customer, agreement, first, june }
}

fn story() -> Story {
    story_at(testing::bench())
}

/// The same story on each engine that is there; SQLite always is.
fn stories() -> Vec<Story> {
    let postgres = store::testing::scratch_postgres().map(|scratch| {
        let location = scratch.location().clone();
        story_at(Bench::at(&location, testing::rooms(), Some(scratch)))
    });
    std::iter::once(story()).chain(postgres).collect()
}

fn visits(bench: &Bench, customer: Id<noun::Customer>) -> Vec<WorkOrder> {
    bench.read(|reader| list_of_customer(reader, bench.branch, customer, 99)).unwrap()
}

impl Story {
    fn order(&self, work_order: Id<noun::WorkOrder>) -> WorkOrder {
        let found = self.bench.read(|r| find_work_order(r, self.bench.branch, work_order));
        found.unwrap().expect("it is there")
    }

    fn stage(&self, work_order: Id<noun::WorkOrder>) -> Stage {
        self.order(work_order).stage()
    }

    fn hold(&self, until: Option<Day>) {
        let reason = String::from("Away for the summer");
        let hold = HoldAgreement { agreement: self.agreement, reason, held_from: None, until };
        self.bench.run(hold).expect("it can be held");
    }

    fn release(&self) {
        self.bench.run(ReleaseAgreement { agreement: self.agreement }).expect("it is released");
    }

    fn cancel(&self) {
        let cancel = CancelAgreement {
            agreement: self.agreement,
            cause: CancelCause::Price,
            reason: "Too dear".into(),
            effective_on: None,
        };
        self.bench.run(cancel).expect("it is cancelled");
    }

    fn reinstate(&self) {
        let back = ReinstateAgreement { agreement: self.agreement, reason: "Saved".into() };
        self.bench.run(back).expect("it goes on");
    }

    /// Moves the clock to the afternoon of a later day.
    fn on(&self, day: Day) {
        let seconds = TODAY.days_until(day) * 24 * 60 * 60;
        let start = Instant::from_micros(office::testing::AFTERNOON);
        self.bench.clock.set(start.plus_seconds(seconds));
    }
}

#[test]
fn a_hold_puts_visits_aside_with_its_reason_and_the_release_brings_them_back() {
    for story in stories() {
        let appointment = |story: &Story| {
            let branch = story.bench.branch;
            story.bench.read(|reader| find_standing(reader, branch, story.first)).unwrap()
        };
        let booked = appointment(&story).expect("it is booked");
        story.hold(None);
        assert_eq!(
            (story.stage(story.first), story.stage(story.june)),
            (Stage::Aside, Stage::Aside)
        );
        assert_eq!(appointment(&story), None, "nobody drives there");
        let page = books::testing::page_at(&story.bench, &format!("/work-orders/{}", story.first));
        let page = page.unwrap();
        assert!(page.sentence.contains("Away for the summer"), "{}", page.sentence);
        assert!(page.body.contains("/do/work_orders.bring_back"), "{}", page.body);
        let book = testing::book(&story.bench, story.first);
        assert_eq!(story.bench.run(book).unwrap_err().code(), "appointments.on_hold");
        let done = testing::done(story.first);
        assert_eq!(story.bench.run(done).unwrap_err().code(), "work_orders.on_hold");
        let alone = BringBackWork { work_order: story.june, due_on: None };
        assert_eq!(story.bench.run(alone).unwrap_err().code(), "work_orders.agreement_held");
        story.release();
        assert_eq!(
            (story.stage(story.first), story.stage(story.june)),
            (Stage::Booked, Stage::Pool)
        );
        let again = appointment(&story).expect("it is booked again");
        assert_eq!((again.day, again.technician), (booked.day, booked.technician));
    }
}

#[test]
fn a_hold_until_a_day_leaves_the_visits_behind_it() {
    let story = story();
    story.hold(Some(Day::ymd(2026, 5, 31)));
    assert_eq!((story.stage(story.first), story.stage(story.june)), (Stage::Aside, Stage::Pool));
}

/// A quarter's visit may come two weeks late; after that the next one is the September one.
/// The first visit always comes.
#[test]
fn after_a_long_hold_a_visit_within_its_band_is_dated_anew_and_a_later_one_is_skipped() {
    for (released_on, due_on, stage) in [
        // Sunday, June 14 is within the band, and nobody works on it.
        (Day::ymd(2026, 6, 14), Day::ymd(2026, 6, 15), Stage::Pool),
        (Day::ymd(2026, 6, 17), JUNE, Stage::Cancelled),
    ] {
        let story = story();
        story.hold(None);
        story.on(released_on);
        story.release();
        let june = story.order(story.june);
        assert_eq!((june.due_on, june.stage()), (due_on, stage), "released on {released_on}");
        let first = story.order(story.first);
        assert_eq!(first.stage(), Stage::Pool, "its appointment is over");
        assert!(first.due_on >= released_on, "{}", first.due_on);
        let known = story.bench.read(|r| list_nominals(r, story.bench.branch, story.agreement));
        assert!(known.unwrap().contains(&(Day::ymd(2026, 9, 2), Part::Regular)));
    }
}

#[test]
fn a_cancelled_agreement_s_visits_come_back_when_it_is_reinstated() {
    for story in stories() {
        let numbers = |story: &Story| {
            visits(&story.bench, story.customer)
                .iter()
                .map(|o| o.number.clone())
                .collect::<Vec<_>>()
        };
        let before = numbers(&story);
        story.cancel();
        assert_eq!(story.stage(story.first), Stage::Cancelled);
        story.reinstate();
        assert_eq!(
            (story.stage(story.first), story.stage(story.june)),
            (Stage::Booked, Stage::Pool)
        );
        assert_eq!(numbers(&story), before, "they keep their numbers");
        story.cancel();
        story.on(Day::ymd(2026, 7, 1));
        story.reinstate();
        assert_eq!(story.stage(story.june), Stage::Cancelled, "its band is over");
        assert_eq!(story.stage(story.first), Stage::Pool, "the first visit was never made");
    }
}

#[test]
fn a_visit_that_was_skipped_by_hand_is_neither_written_again_nor_reinstated() {
    let story = story();
    let skip = CancelWorkOrder { work_order: story.june, reason: "She is away".into() };
    story.bench.run(skip).unwrap();
    let again = GenerateWork { agreement: story.agreement, from_on: None, until: Some(JUNE) };
    assert_eq!(story.bench.run(again).unwrap().work_orders, []);
    story.cancel();
    story.reinstate();
    assert_eq!(story.stage(story.june), Stage::Cancelled);
    let back = BringBackWork { work_order: story.june, due_on: Some(Day::ymd(2026, 6, 5)) };
    assert_eq!(story.bench.run(back.clone()).unwrap().due_on, Day::ymd(2026, 6, 5));
    assert_eq!(story.stage(story.june), Stage::Pool);
    assert_eq!(story.bench.run(back).unwrap_err().code(), "work_orders.not_away");
}

#[test]
fn a_renewed_term_is_written_and_a_term_that_ends_takes_its_visits_along() {
    let story = story();
    story.on(Day::ymd(2027, 2, 20));
    let nominal = Day::ymd(2027, 3, 2);
    let is_written = |story: &Story| {
        let known = story.bench.read(|r| list_nominals(r, story.bench.branch, story.agreement));
        known.unwrap().contains(&(nominal, Part::Regular))
    };
    assert!(!is_written(&story), "the term ends on March 1");
    let edit = |story: &Story, auto_renew| {
        let seen = story
            .bench
            .read(|reader| agreements::find_agreement(reader, story.bench.branch, story.agreement));
        let edit = EditAgreement {
            agreement: story.agreement,
            seen: seen.unwrap().expect("a row").version,
            auto_renew,
            po_number: Some("PO 77".into()),
            po_expires_on: None,
            note: None,
        };
        story.bench.run(edit).expect("it can be edited");
    };
    edit(&story, true);
    assert!(is_written(&story), "it goes on by itself");
    assert_eq!(story.order(story.june).po_number, "PO 77");
    edit(&story, false);
    assert!(!is_written(&story), "and ends again");
    story.bench.run(RenewAgreement { agreement: story.agreement, term_months: None }).unwrap();
    assert!(is_written(&story));
}

#[test]
fn a_visit_costs_the_price_of_its_day_less_the_discount() {
    let bench = testing::bench();
    let customer = bench.run(testing::rivera()).unwrap().customer;
    let service = bench.run(testing::quarterly()).unwrap().service;
    let sale = SignAgreement {
        discount_rate: Some(Rate::percent(5)),
        frequency: Some(Frequency::Monthly),
        ..testing::sign(customer, service)
    };
    let agreement = bench.run(sale).unwrap().agreement;
    let reprice = RepriceAgreement {
        agreement,
        price_cents: Money::cents(13_000),
        effective_on: Some(Day::ymd(2026, 5, 1)),
        reason: "Material costs more".into(),
    };
    bench.run(reprice).unwrap();
    let mut all = visits(&bench, customer);
    all.sort_by_key(|order| order.due_on);
    let prices: Vec<Money> = all.iter().take(3).map(|order| order.price).collect();
    // 199.00 less 9.95, 119.00 less 5.95, 130.00 less 6.50.
    assert_eq!(prices, [18_905, 11_305, 12_350].map(Money::cents));
}

#[test]
fn a_transferred_agreement_s_visits_are_made_at_the_new_place() {
    let story = story();
    let buyer = story.bench.run(front_desk::testing::halloran()).unwrap().customer;
    let transfer = TransferAgreement {
        agreement: story.agreement,
        customer: Some(buyer),
        location: None,
        effective_on: Some(Day::ymd(2026, 5, 1)),
        po_number: None,
        reason: "The house is sold".into(),
    };
    story.bench.run(transfer).unwrap();
    assert_eq!(
        (story.stage(story.first), story.stage(story.june)),
        (Stage::Booked, Stage::Cancelled)
    );
    let his = visits(&story.bench, buyer);
    assert_eq!((his.len(), his[0].nominal_on), (1, JUNE));
    assert_eq!((his[0].part, his[0].price), (Part::Regular, Money::cents(11_900)));
}

#[test]
fn work_goes_with_its_place_when_customers_are_merged_and_comes_back() {
    for story in stories() {
        story.cancel();
        let service = story.order(story.first).service;
        let extra = crate::work_orders::AddWorkOrder {
            customer: story.customer,
            location: None,
            service,
            due_on: None,
            price_cents: None,
            cause: None,
            instructions: None,
            po_number: None,
        };
        let extra = story.bench.run(extra).unwrap().work_order;
        let twin = story.bench.run(front_desk::testing::halloran()).unwrap().customer;
        let merge = |take_locations| MergeCustomer {
            customer: story.customer,
            into: twin,
            reason: "One household".into(),
            take_contacts: true,
            take_locations,
            balance_stays: false,
        };
        let refusal = story.bench.run(merge(false)).unwrap_err();
        assert_eq!(refusal.code(), "work_orders.place_stays_behind");
        story.bench.run(merge(true)).unwrap();
        assert_eq!(story.order(extra).customer, twin);
        let back = UnmergeCustomer { customer: story.customer, reason: "Two after all".into() };
        story.bench.run(back).unwrap();
        assert_eq!(story.order(extra).customer, story.customer);
        let refuse = RefuseService { customer: story.customer, reason: "Threatened Luis".into() };
        story.bench.run(refuse).unwrap();
        assert_eq!(story.stage(extra), Stage::Aside);
        let allow = AllowService { customer: story.customer, reason: "He was sorry".into() };
        story.bench.run(allow).unwrap();
        assert_eq!(story.stage(extra), Stage::Pool);
    }
}

#[test]
fn what_is_put_aside_by_hand_comes_back_by_hand_and_takes_the_duty() {
    let story = story();
    let wait = |reason: &str| PutAsideWork { work_order: story.june, reason: reason.into() };
    assert_eq!(story.bench.run(wait(" ")).unwrap_err().status(), 422);
    let put = story.bench.run(wait("Wait for the roofers")).unwrap();
    let refusal = story.bench.run(wait("Again")).unwrap_err();
    assert_eq!(refusal.code(), "work_orders.not_open");
    let back = <PutAsideWork as office::Command>::reversal(&put).expect("it can be taken back");
    story.bench.office.errand(story.bench.slip(), back, office::Mode::Now).unwrap();
    assert_eq!(story.stage(story.june), Stage::Pool);
    let duty = crate::work_orders::PLAN;
    let refusal = story.bench.run_as(story.bench.stranger, wait("No")).unwrap_err();
    assert_eq!(refusal, Refusal::NotAllowed { duty });
    let back = BringBackWork { work_order: story.june, due_on: None };
    let refusal = story.bench.run_as(story.bench.stranger, back).unwrap_err();
    assert_eq!(refusal, Refusal::NotAllowed { duty });
}
