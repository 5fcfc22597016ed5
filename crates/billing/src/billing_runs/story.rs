//! A billing run as the office has it: looked at, run, looked at again.

use super::*;
use crate::billing_options::{Grouping, SetOptions};
use crate::deferrals::records::count_may_wait;
use crate::invoices::{ISSUE, IssueAllInvoices};
use crate::testing;
use books::testing::page_at;
use office::testing::{AFTERNOON, Bench};
use office::{Refusal, jobs};
use values::{Day, Instant, Money};

fn run(bench: &Bench) -> jobs::records::Job {
    let started = bench.run(StartBillingRun { until: None }).unwrap();
    let worked = jobs::work_job(&bench.office, bench.branch, started.job, &mut |_| {});
    worked.unwrap().expect("it was worked")
}

#[test]
fn verified_work_is_billed_customer_by_customer() {
    for bench in testing::benches() {
        let nobody = bench.run(StartBillingRun { until: None }).unwrap_err();
        assert_eq!(nobody.code(), "billing_runs.nothing_is_due");
        let (customer, _) = testing::verified(&bench);
        let due = page_at(&bench, "/billing-runs/new").unwrap();
        assert!(due.body.contains("199.00"), "{}", due.body);
        assert!(due.body.contains("/do/billing_runs.start"), "{}", due.body);
        let worked = run(&bench);
        assert_eq!((worked.rows_done, worked.rows_refused), (1, 0));
        page_at(&bench, "/billing-runs").unwrap();
        let again = bench.run(BillCustomer { customer, until: None }).unwrap();
        assert_eq!(again.invoices, []);
        let refusal = bench.run_as(bench.stranger, StartBillingRun { until: None }).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: ISSUE });
        let later = StartBillingRun { until: Some(Day::ymd(2026, 3, 3)) };
        assert_eq!(bench.run(later).unwrap_err().status(), 422);
    }
}

#[test]
fn work_of_the_month_waits_for_its_billing_day() {
    let bench = testing::bench();
    let (customer, _) = testing::agreement(&bench);
    let monthly = SetOptions { grouping: Grouping::Month, ..SetOptions::usual(customer) };
    bench.run(monthly).unwrap();
    dispatch::testing::verified_of(&bench, customer);
    let may_wait = |day| bench.read(|r| count_may_wait(r, bench.branch, day)).unwrap();
    assert_eq!(may_wait(Day::ymd(2026, 3, 2)), 1);
    assert_eq!(may_wait(Day::ymd(2026, 3, 31)), 0, "on its day it may wait no longer");
    let all = bench.run(IssueAllInvoices {}).unwrap();
    let worked = jobs::work_job(&bench.office, bench.branch, all.job, &mut |_| {});
    assert_eq!(worked.unwrap().unwrap().rows_done, 0, "it is not billed by itself");
    assert_eq!(run(&bench).rows_refused, 0);
    let billed = || bench.run(BillCustomer { customer, until: None }).unwrap();
    assert_eq!(billed().invoices, []);
    let day = 24 * 60 * 60 * 1_000_000;
    bench.clock.set(Instant::from_micros(AFTERNOON + 29 * day));
    assert_eq!(run(&bench).rows_done, 1);
    assert_eq!(may_wait(Day::ymd(2026, 3, 31)), 0);
    assert_eq!(billed().total_cents, Money::ZERO);
}
