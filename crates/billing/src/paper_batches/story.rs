//! A run's papers on their way to three households, on both engines: one reads e-mail.

use super::*;
use crate::billing_options::{SetOptions, StatementCycle};
use crate::billing_runs::{BillCustomer, BillRunChunk, BillingRunStarted, StartBillingRun};
use crate::invoices::ISSUE;
use crate::testing;
use books::testing::{answer_at, page_at};
use dispatch::testing::{quarterly, rivera, sign, verified_of};
use front_desk::customers::OpenCustomer;
use front_desk::services::ServiceAdded;
use office::testing::{AFTERNOON, Bench};
use office::{Answer, Refusal, jobs};
use std::io::Read;
use values::{Day, Email, Id, Instant, Money, noun};

type Customer = Id<noun::Customer>;

/// The Riveras, who read e-mail, and two neighbors, each with a visit that was verified.
fn street(bench: &Bench) -> [Customer; 3] {
    let ServiceAdded { service, .. } = bench.run(quarterly()).unwrap();
    let email = Email::parse("marisol@rivera.example").ok();
    let homes = [("Marisol Rivera", email), ("Theo Marchetti", None), ("Ada Quist", None)];
    let mut neighbors = Vec::new();
    homes.map(|(name, email)| {
        let despite_similar = neighbors.clone();
        let open =
            OpenCustomer { name: name.into(), email, phone: None, despite_similar, ..rivera() };
        let customer = bench.run(open).unwrap().customer;
        bench.run(sign(customer, service)).unwrap();
        verified_of(bench, customer);
        neighbors.push(customer);
        customer
    })
}

fn work(bench: &Bench, job: Id<noun::Job>) -> jobs::records::Job {
    let worked = jobs::work_job(&bench.office, bench.branch, job, &mut |_| {});
    worked.unwrap().expect("it was worked")
}

fn of_run(run: Id<noun::BillingRun>) -> PrintPapers {
    PrintPapers { billing_run: Some(run), cycle: None, to_on: None }
}

fn mail_run(run: Id<noun::BillingRun>) -> MailPapers {
    MailPapers { billing_run: Some(run), cycle: None, to_on: None }
}

fn billed(bench: &Bench) -> BillingRunStarted {
    let started = bench.run(StartBillingRun { until: None }).unwrap();
    work(bench, started.job);
    started
}

/// The lines that the press has put on the shelf, a document each.
fn printed(bench: &Bench, batch: Id<noun::PaperBatch>) -> Vec<String> {
    let answer = answer_at(bench, &format!("/paper-batches/{batch}/pdf")).unwrap();
    let Answer::Kept { mark, .. } = answer else { panic!("no file of the shelf: {answer:?}") };
    let mut text = String::new();
    bench.office.shelf().open(&mark).unwrap().read_to_string(&mut text).unwrap();
    text.lines().map(String::from).collect()
}

#[test]
fn a_runs_invoices_are_printed_and_mailed_as_each_household_has_them() {
    for bench in testing::benches() {
        street(&bench);
        let run = billed(&bench).billing_run;
        let page = page_at(&bench, &format!("/billing-runs/{run}")).unwrap();
        assert!(page.side.contains("2 invoices as one PDF"), "{}", page.side);
        assert!(page.side.contains("1 invoice to mail"), "{}", page.side);

        let asked = bench.run(of_run(run)).unwrap();
        let early = answer_at(&bench, &format!("/paper-batches/{}/pdf", asked.paper_batch));
        assert_eq!(early.unwrap_err().code(), "paper_batches.not_printed");
        let job = work(&bench, asked.job);
        assert_eq!((job.rows_done, job.rows_refused, &*job.outcome), (2, 0, "Done."));
        let papers = printed(&bench, asked.paper_batch);
        assert_eq!(papers.len(), 2);
        assert!(papers[0].contains("Theo Marchetti") && papers[1].contains("Ada Quist"));

        let asked = bench.run(mail_run(run)).unwrap();
        assert_eq!(work(&bench, asked.job).rows_done, 1);
        let page = page_at(&bench, &format!("/paper-batches/{}", asked.paper_batch)).unwrap();
        assert!(page.body.contains("marisol@rivera.example"), "{}", page.body);
        let again = bench.run(mail_run(run)).unwrap_err();
        assert_eq!(again.code(), "paper_batches.nothing");
        let refusal = bench.run_as(bench.stranger, of_run(run)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: ISSUE });
        page_at(&bench, "/paper-batches").unwrap();
    }
}

#[test]
fn statements_go_by_cycle_style_and_way() {
    let bench = testing::bench();
    let [_, theo, ada] = street(&bench);
    billed(&bench);
    let quarterly =
        SetOptions { statement_cycle: StatementCycle::Quarterly, ..SetOptions::usual(theo) };
    bench.run(quarterly).unwrap();
    let print = |cycle| PrintPapers { billing_run: None, cycle: Some(cycle), to_on: None };
    let asked = bench.run(print(StatementCycle::Monthly)).unwrap();
    assert_eq!(work(&bench, asked.job).rows_done, 1);
    let papers = printed(&bench, asked.paper_batch);
    assert!(papers[0].contains("Ada Quist") && papers[0].contains("balance_forward"), "{papers:?}");
    let asked = bench.run(print(StatementCycle::Quarterly)).unwrap();
    work(&bench, asked.job);
    let papers = printed(&bench, asked.paper_batch);
    assert_eq!(papers.len(), 1);
    assert!(papers[0].contains("Theo Marchetti") && papers[0].contains("open_item"), "{papers:?}");
    let cycle = Some(StatementCycle::Monthly);
    let mail = MailPapers { billing_run: None, cycle, to_on: None };
    let asked = bench.run(mail).unwrap();
    assert_eq!(work(&bench, asked.job).rows_done, 1);
    let never = bench.run(print(StatementCycle::Never)).unwrap_err();
    assert_eq!(never.status(), 422);
    let later = PrintPapers { to_on: Some(Day::ymd(2026, 3, 3)), ..print(StatementCycle::Monthly) };
    assert_eq!(bench.run(later).unwrap_err().status(), 422);
    let own = SetOptions { statement_cycle: StatementCycle::Never, ..SetOptions::usual(ada) };
    bench.run(own).unwrap();
    let asked = bench.run(print(StatementCycle::Monthly)).unwrap();
    assert_eq!(work(&bench, asked.job).rows_done, 0);
}

fn numbers(bench: &Bench) -> Vec<String> {
    let list = answer_at(bench, "/invoices?format=csv&sort=number").unwrap();
    let Answer::File { bytes, .. } = list else { panic!("no file: {list:?}") };
    let text = String::from_utf8(bytes).unwrap();
    let of_line = |line: &str| {
        line.split(',')
            .find(|cell| cell.contains("-26-") || cell.contains("-27-"))
            .map(String::from)
    };
    text.lines().filter_map(of_line).collect()
}

/// A worker dies behind the first household; the next one goes on there. Nobody is billed
/// twice, whose invoice is refused uses no number up, and a year begins at one again.
#[test]
fn a_run_goes_on_after_a_kill_and_its_numbers_have_no_holes() {
    let bench = testing::bench();
    let [marisol, theo, ada] = street(&bench);
    let ordered = SetOptions { po_required: true, ..SetOptions::usual(theo) };
    bench.run(ordered).unwrap();
    bench.run(SetOptions::usual(marisol)).unwrap();
    let started = bench.run(StartBillingRun { until: None }).unwrap();
    let until = Day::ymd(2026, 3, 2);
    let first = BillRunChunk { job: started.job, customers: vec![marisol], until, rows_before: 0 };
    bench.run(first).unwrap();
    let job = work(&bench, started.job);
    assert_eq!((job.rows_done, job.rows_refused), (3, 1), "{}", job.outcome);
    let so_far = numbers(&bench);
    assert_eq!(so_far.len(), 2);
    assert!(so_far[0].ends_with("-26-000001") && so_far[1].ends_with("-26-000002"), "{so_far:?}");
    let due = page_at(&bench, "/billing-runs/new").unwrap();
    assert!(due.body.contains("Held back."), "{}", due.body);
    assert!(due.body.contains("A purchase order is needed."), "{}", due.body);
    let year = 310 * 24 * 60 * 60 * 1_000_000;
    bench.clock.set(Instant::from_micros(AFTERNOON + year));
    bench.run(SetOptions::usual(theo)).unwrap();
    let billed = bench.run(BillCustomer { customer: theo, until: None }).unwrap();
    assert!(billed.invoices[0].number.ends_with("-27-000001"), "{billed:?}");
    let nothing = bench.run(BillCustomer { customer: ada, until: None }).unwrap();
    assert_eq!(nothing.total_cents, Money::ZERO);
}
