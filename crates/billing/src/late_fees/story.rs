//! A neighbor who does not pay, on both engines, each ending in the books' own proofs.

use super::*;
use crate::billing_options::{LateFee, SetOptions};
use crate::testing;
use books::Source;
use books::open_items::{ChargeKind, NewCharge, balance, open_charge};
use books::testing::{at_desk, page_at};
use office::testing::Bench;
use office::{Command, Mode, Refusal, jobs};
use settings::preferences::SetPreference;
use values::{Id, Money, Rate, noun};

type Customer = Id<noun::Customer>;

fn set(bench: &Bench, name: &str, value: &str) {
    bench.run(SetPreference { name: name.into(), value: value.into() }).unwrap();
}

/// She owes 180.67 since so many days past due, and a fee of 25.00 as long.
fn owes(bench: &Bench, customer: Customer, days: i64) {
    at_desk(bench, move |desk| {
        for (kind, cents) in [(ChargeKind::Invoice, 18_067), (ChargeKind::Fee, 2_500)] {
            let charge = NewCharge {
                customer,
                kind,
                document: format!("X{cents}"),
                source: Source { noun: "invoice", id: cents },
                issued_on: desk.today().plus_days(-days - 30),
                due_on: desk.today().plus_days(-days),
                amount: Money::cents(cents),
            };
            open_charge(desk, charge)?;
        }
        Ok(())
    })
    .unwrap();
}

fn owed(bench: &Bench, customer: Customer) -> Money {
    bench.read(|reader| balance(reader, bench.branch, customer)).unwrap().owed
}

fn run(bench: &Bench) -> jobs::records::Job {
    let started = bench.run(StartLateFees {}).unwrap();
    let worked = jobs::work_job(&bench.office, bench.branch, started.job, &mut |_| {});
    worked.unwrap().expect("it was worked")
}

/// Handbook P21: 1.5 % a month of 180.67, none on the fee, once a month, waived in full.
#[test]
fn p21_who_is_late_is_charged_once_a_month_and_may_be_forgiven() {
    for bench in testing::benches() {
        let customer = testing::rivera(&bench);
        let nobody = bench.run(StartLateFees {}).unwrap_err();
        assert_eq!(nobody.code(), "late_fees.nobody_is_late");
        owes(&bench, customer, 45);
        let off = bench.run(ChargeLateFee { customer }).unwrap_err();
        assert_eq!(off.code(), "late_fees.none", "a branch that set no rate charges none");
        set(&bench, "late_fee_millionths", "15000");
        let look = page_at(&bench, "/late-fees/new").unwrap();
        assert!(look.body.contains("2.71") && look.body.contains("180.67"), "{}", look.body);
        let job = run(&bench);
        assert_eq!((job.rows_done, job.rows_refused), (1, 0), "{}", job.outcome);
        assert_eq!(owed(&bench, customer), Money::cents(18_067 + 2_500 + 271));
        let again = bench.run(ChargeLateFee { customer }).unwrap_err();
        assert_eq!(again.code(), "late_fees.charged_already");
        let list = page_at(&bench, "/late-fees").unwrap();
        assert!(list.body.contains("LF-0412-26-000001"), "{}", list.body);

        let late_fee = bench.read(|reader| {
            reader.one::<(Id<noun::LateFee>,)>(
                store::sql!("SELECT id FROM late_fees WHERE branch_id = $1"),
                store::args![bench.branch],
            )
        });
        let (late_fee,) = late_fee.unwrap();
        let page = page_at(&bench, &format!("/late-fees/{late_fee}")).unwrap();
        assert!(page.body.contains("1.5% a month of 180.67 past due, FL"), "{}", page.body);
        let waive = |reason: &str| WaiveLateFee {
            late_fee,
            cause: WaiveCause::Goodwill,
            reason: reason.into(),
        };
        assert_eq!(bench.run(waive(" ")).unwrap_err().status(), 422);
        let refusal = bench.run_as(bench.stranger, waive("no")).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: CHARGE });
        bench.run(waive("Twelve years with us")).unwrap();
        assert_eq!(owed(&bench, customer), Money::cents(18_067 + 2_500));
        let twice = bench.run(waive("again")).unwrap_err();
        assert_eq!(twice.code(), "late_fees.waived_already");
        let forgiven = bench.run(ChargeLateFee { customer }).unwrap_err();
        assert_eq!(forgiven.code(), "late_fees.charged_already", "this month is done with");
    }
}

#[test]
fn her_options_go_before_the_branchs_rate_and_the_law_before_both() {
    let bench = testing::bench();
    set(&bench, "late_fee_millionths", "15000");
    let customer = testing::rivera(&bench);
    owes(&bench, customer, 45);
    let never = SetOptions { late_fee: LateFee::Never, ..SetOptions::usual(customer) };
    bench.run(never).unwrap();
    let refusal = bench.run(ChargeLateFee { customer }).unwrap_err();
    assert!(refusal.words().contains("say never"), "{}", refusal.words());
    assert_eq!(run(&bench).rows_refused, 0, "whom nothing is charged is no trouble");
    let own = |percent| SetOptions {
        late_fee: LateFee::Own,
        late_fee_rate: Some(Rate::percent(percent)),
        ..SetOptions::usual(customer)
    };
    bench.run(own(5)).unwrap();
    let charged = bench.office.rehearse(bench.slip(), ChargeLateFee { customer }).unwrap();
    assert_eq!(charged.rate, Rate::millionths(15_000), "Florida's cap");
    bench.run(own(1)).unwrap();
    let charged = bench.run(ChargeLateFee { customer }).unwrap();
    assert_eq!(
        (charged.base_cents, charged.amount_cents),
        (Money::cents(18_067), Money::cents(181))
    );
    let back = ChargeLateFee::reversal(&charged).expect("it can be taken back");
    bench.office.errand(bench.slip(), back, Mode::Now).unwrap();
    assert_eq!(owed(&bench, customer), Money::cents(18_067 + 2_500));
}

#[test]
fn the_days_of_grace_are_the_branchs() {
    let bench = testing::bench();
    set(&bench, "late_fee_millionths", "15000");
    let customer = testing::rivera(&bench);
    owes(&bench, customer, 30);
    assert_eq!(bench.run(ChargeLateFee { customer }).unwrap_err().code(), "late_fees.none");
    set(&bench, "late_fee_grace_days", "10");
    let charged = bench.run(ChargeLateFee { customer }).unwrap();
    assert_eq!(charged.amount_cents, Money::cents(271));
}
