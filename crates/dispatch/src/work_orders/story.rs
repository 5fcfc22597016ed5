//! Tests of the verbs together: signed, booked, finished, verified.

use super::*;
use crate::appointments::{BookAppointment, CancelAppointment, MoveAppointment};
use crate::testing;
use front_desk::agreements::{CancelAgreement, CancelCause};
use office::{Refusal, testing::Bench};
use values::{Day, Id, Money, noun};

fn order(bench: &Bench, id: Id<noun::WorkOrder>) -> WorkOrder {
    bench.read(|reader| records::find_work_order(reader, bench.branch, id)).unwrap().unwrap()
}

fn finish(work_order: Id<noun::WorkOrder>) -> FinishWork {
    testing::done_in_words(work_order, "Treated the outside. No activity found.")
}

#[test]
fn signing_puts_the_first_visits_in_the_pool_and_never_twice() {
    let bench = testing::bench();
    let (_, agreement) = testing::agreement(&bench);
    let nominals = |bench: &Bench| {
        bench.read(|reader| records::list_nominals(reader, bench.branch, agreement)).unwrap()
    };
    let first = nominals(&bench);
    assert!(first.contains(&(Day::ymd(2026, 3, 2), Part::Initial)));
    let again = GenerateWork { agreement, from_on: None, until: None };
    assert_eq!(bench.run(again).unwrap().work_orders, []);
    assert_eq!(nominals(&bench), first);
    let year = GenerateWork { agreement, from_on: None, until: Some(Day::ymd(2027, 2, 28)) };
    let made = bench.run(year).unwrap().work_orders.len();
    assert_eq!(nominals(&bench).len(), first.len() + made);
    assert!(made >= 2);
}

#[test]
fn work_is_booked_finished_and_verified_in_that_order() {
    let bench = testing::bench();
    let id = testing::booked(&bench);
    assert_eq!(order(&bench, id).stage(), Stage::Booked);
    assert_eq!(
        bench.run(testing::looked_over(id)).unwrap_err().code(),
        "work_orders.not_to_verify"
    );
    bench.run(finish(id)).unwrap();
    assert_eq!(order(&bench, id).stage(), Stage::Finished);
    assert_eq!(bench.run(finish(id)).unwrap_err().code(), "work_orders.finished_already");
    let verified = bench.run(testing::looked_over(id)).unwrap();
    assert_eq!(verified.to_bill_cents, Money::cents(19_900));
    assert_eq!(order(&bench, id).stage(), Stage::Verified);
    assert_eq!(bench.read(|r| records::count_to_bill(r, bench.branch)).unwrap(), 1);
    let cancel = CancelWorkOrder { work_order: id, reason: "no".into() };
    assert_eq!(bench.run(cancel).unwrap_err().code(), "work_orders.done_already");
}

#[test]
fn what_is_sent_back_waits_for_its_outcome_again() {
    let bench = testing::bench();
    let id = testing::booked(&bench);
    bench.run(finish(id)).unwrap();
    let back = SendBackWork { work_order: id, reason: "Which rate?".into() };
    bench.run(back.clone()).unwrap();
    assert_eq!(order(&bench, id).stage(), Stage::Booked);
    assert_eq!(bench.run(back).unwrap_err().code(), "work_orders.not_to_verify");
    bench.run(finish(id)).unwrap();
}

#[test]
fn another_price_needs_a_reason_and_no_service_bills_nothing() {
    let bench = testing::bench();
    let id = testing::booked(&bench);
    let mut nothing = finish(id);
    nothing.outcome = Outcome::NoAccess;
    nothing.report = None;
    assert_eq!(bench.run(nothing.clone()).unwrap_err().status(), 422);
    nothing.report = Some("Gate locked, called twice".into());
    bench.run(nothing).unwrap();
    let cheaper = VerifyWork { work_order: id, price_cents: Some(Money::cents(100)), reason: None };
    assert_eq!(bench.run(cheaper).unwrap_err().status(), 422);
    assert_eq!(bench.run(testing::looked_over(id)).unwrap().to_bill_cents, Money::ZERO);
    assert_eq!(order(&bench, id).stage(), Stage::Closed);
}

#[test]
fn an_appointment_moves_and_its_cancelling_puts_work_back_into_the_pool() {
    let bench = testing::bench();
    let id = testing::booked(&bench);
    let standing = |bench: &Bench| order(bench, id).appointment.unwrap();
    let twice = BookAppointment {
        work_order: id,
        technician: bench.dana,
        day: Day::ymd(2026, 3, 3),
        from_minute: None,
        until_minute: None,
        note: None,
    };
    assert_eq!(bench.run(twice).unwrap_err().code(), "appointments.booked_already");
    let mut later = MoveAppointment {
        appointment: standing(&bench),
        technician: Some(bench.dana),
        day: Some(Day::ymd(2026, 3, 1)),
        from_minute: Some(600),
        until_minute: Some(720),
        reason: "She is away".into(),
    };
    assert_eq!(bench.run(later.clone()).unwrap_err().status(), 422);
    later.day = Some(Day::ymd(2026, 3, 4));
    bench.run(later.clone()).unwrap();
    assert_eq!(bench.run(later).unwrap_err(), Refusal::NotFound { what: "appointment" });
    let reason = "Rain".to_owned();
    bench.run(CancelAppointment { appointment: standing(&bench), reason }).unwrap();
    assert_eq!(order(&bench, id).stage(), Stage::Pool);
}

#[test]
fn a_cancelled_agreement_takes_its_open_work_with_it() {
    let bench = testing::bench();
    let (_, agreement) = testing::agreement(&bench);
    let cancel = CancelAgreement {
        agreement,
        cause: CancelCause::Moved,
        reason: "Sold the house".into(),
        effective_on: None,
    };
    bench.run(cancel).unwrap();
    let left = bench.read(|reader| records::list_nominals(reader, bench.branch, agreement));
    assert_eq!(left.unwrap(), []);
}

#[test]
fn a_stranger_may_not_finish_or_verify() {
    let bench = testing::bench();
    let id = testing::booked(&bench);
    let refusal = bench.run_as(bench.stranger, finish(id)).unwrap_err();
    assert_eq!(refusal, Refusal::NotAllowed { duty: FINISH });
    let refusal = bench.run_as(bench.stranger, testing::looked_over(id)).unwrap_err();
    assert_eq!(refusal, Refusal::NotAllowed { duty: VERIFY });
}

#[test]
fn writing_all_work_ahead_is_a_job_that_ends_in_a_row_each() {
    let bench = testing::bench();
    testing::agreement(&bench);
    let until = Day::ymd(2027, 3, 1);
    let job = bench.run(GenerateAllWork { until }).unwrap().job;
    let known = |bench: &Bench| {
        let row = bench.read(|reader| office::jobs::records::find_job(reader, bench.branch, job));
        row.unwrap().expect("the job is there").rows_known
    };
    assert_eq!(known(&bench), 1, "its page tells the time left from the first chunk on");
    // The job kind stands in the room, so the office can work it.
    let worked =
        office::jobs::work_job(&bench.office, bench.branch, job, &mut |_| {}).unwrap().unwrap();
    assert_eq!((worked.rows_done, worked.rows_refused), (1, 0));
    assert_eq!(worked.outcome, "Done.");
    let again = office::jobs::work_job(&bench.office, bench.branch, job, &mut |_| {}).unwrap();
    assert!(again.is_none());
}
