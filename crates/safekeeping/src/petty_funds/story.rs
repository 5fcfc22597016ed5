//! A fund's life: the handbook's numbers, on both engines.

use super::*;
use crate::testing::{bench, benches};
use books::accounts::{OPENING_BALANCES, OPERATING, OVER_SHORT, PETTY_CASH};
use books::testing::page_at;
use money::Hands;
use money::deposits::Drawer;
use office::testing::Bench;
use office::{Command, Refusal};
use open::CashFrom;
use settings::preferences::SetPreference;
use values::{Day, Id, Money, noun};

const SUPPLIES: Id<noun::Account> = Id::new(6100);

/// Dana opens a fund of 300.00 that Ruth keeps.
fn opened(bench: &Bench) -> Id<noun::PettyFund> {
    let open = OpenPettyFund {
        name: "Front counter".into(),
        custodian: bench.ruth,
        imprest_cents: Money::dollars(300),
        cash_from: None,
    };
    bench.run(open).unwrap().petty_fund
}

fn slip(petty_fund: Id<noun::PettyFund>, cents: i64) -> PayPettySlip {
    PayPettySlip {
        petty_fund,
        amount_cents: Money::cents(cents),
        paid_to: "Cedar Hardware".into(),
        purpose: "Keys for the store room".into(),
        account: SUPPLIES,
        receipt: "No. 4471".into(),
        no_receipt_reason: String::new(),
        paid_on: None,
    }
}

fn count(petty_fund: Id<noun::PettyFund>, bills_20: u32, cents: u32) -> CountPettyFund {
    CountPettyFund { petty_fund, drawer: Drawer { bills_20, coins_1: cents, ..Drawer::default() } }
}

fn replenish(petty_fund: Id<noun::PettyFund>, reason: &str) -> ReplenishPettyFund {
    ReplenishPettyFund { petty_fund, reason: reason.into() }
}

fn booked(bench: &Bench, account: books::Account) -> Money {
    let forever = Day::ymd(9999, 12, 31);
    let read = bench.read(|reader| {
        books::accounts::records::balance_at(reader, bench.branch, account, forever)
    });
    read.unwrap()
}

fn assert_proved(bench: &Bench) {
    let mut all = bench.read(|reader| books::proofs(reader, bench.branch)).unwrap();
    all.extend(bench.read(|reader| proofs(reader, bench.branch)).unwrap());
    let failed: Vec<_> = all.iter().filter(|proof| !proof.ok).collect();
    assert!(failed.is_empty(), "{failed:#?}");
}

/// A slip may be of 200.00 here.
fn raise_limit(bench: &Bench) {
    let limit = SetPreference { name: "petty_slip_limit_cents".into(), value: "20000".into() };
    bench.run(limit).unwrap();
}

fn code<C: Command>(bench: &Bench, command: C) -> &'static str
where
    C::Receipt: std::fmt::Debug,
{
    bench.run(command).unwrap_err().code()
}

/// Handbook P28: slips of 177.05 and 1.50 short; 178.55 comes back and 1020 has not moved.
#[test]
fn p28_a_fund_is_replenished_by_its_slips_and_what_is_short() {
    for bench in benches() {
        raise_limit(&bench);
        let fund = opened(&bench);
        assert_eq!(booked(&bench, OPERATING), -Money::dollars(300));
        for cents in [4_620, 11_285, 1_800] {
            bench.run(slip(fund, cents)).unwrap();
        }
        assert_eq!(booked(&bench, PETTY_CASH), Money::dollars(300), "slips post nothing");
        assert_eq!(booked(&bench, books::Account(6100)), Money::ZERO);
        // 122.95 should be there; 121.45 is.
        let counted = bench.run_as(bench.ruth, count(fund, 6, 145)).unwrap();
        assert_eq!(counted.over_short_cents, Money::cents(-150));
        assert_eq!(bench.run(replenish(fund, "")).unwrap_err().status(), 422, "why is asked");
        let own = bench.run_as(bench.ruth, replenish(fund, "A wrong five")).unwrap_err();
        assert_eq!(own.code(), "petty_funds.custodian_cannot");
        let done = bench.run(replenish(fund, "A wrong five")).unwrap();
        assert_eq!(done.amount_cents, Money::cents(17_855));
        assert_eq!(done.hands, Hands::Two);
        assert_eq!(booked(&bench, PETTY_CASH), Money::dollars(300));
        assert_eq!(booked(&bench, OPERATING), -Money::cents(30_000 + 17_855));
        assert_eq!(booked(&bench, books::Account(6100)), Money::cents(17_705));
        assert_eq!(booked(&bench, OVER_SHORT), Money::cents(150));
        assert_proved(&bench);
        assert_eq!(code(&bench, replenish(fund, "")), "petty_funds.not_counted", "it moved");
        bench.run_as(bench.ruth, count(fund, 15, 0)).unwrap();
        assert_eq!(code(&bench, replenish(fund, "")), "petty_funds.nothing_to_replenish");
    }
}

/// More in the fund than there should be goes to over and short, and less comes out of the bank.
#[test]
fn what_is_over_is_less_to_come_back() {
    let bench = bench();
    let fund = opened(&bench);
    bench.run(slip(fund, 2_000)).unwrap();
    bench.run(count(fund, 14, 25)).unwrap();
    let done = bench.run(replenish(fund, "Change nobody took")).unwrap();
    assert_eq!((done.over_short_cents, done.amount_cents), (Money::cents(25), Money::cents(1_975)));
    assert_eq!(booked(&bench, OVER_SHORT), -Money::cents(25));
    assert_proved(&bench);
}

#[test]
fn a_slip_is_no_more_than_the_limit_and_no_more_than_the_cash() {
    let bench = bench();
    let fund = opened(&bench);
    assert_eq!(code(&bench, slip(fund, 5_001)), "petty_funds.over_slip_limit");
    for _ in 0..6 {
        bench.run(slip(fund, 4_999)).unwrap();
    }
    assert_eq!(code(&bench, slip(fund, 700)), "petty_funds.more_than_cash");
    bench.run(slip(fund, 6)).unwrap();
    assert_proved(&bench);
}

#[test]
fn a_slip_has_a_receipt_or_why_there_is_none_and_an_expense_account() {
    let bench = bench();
    let fund = opened(&bench);
    let field = |asked: PayPettySlip| match bench.run(asked).unwrap_err() {
        Refusal::Invalid(problems) => problems.0.first().map(|one| one.field.to_string()),
        other => Some(other.to_string()),
    };
    let none = PayPettySlip { receipt: String::new(), ..slip(fund, 100) };
    assert_eq!(field(none.clone()).as_deref(), Some("receipt"));
    let both = PayPettySlip { no_receipt_reason: "A parking meter".into(), ..slip(fund, 100) };
    assert_eq!(field(both).as_deref(), Some("no_receipt_reason"));
    bench.run(PayPettySlip { no_receipt_reason: "A parking meter".into(), ..none }).unwrap();
    let income = PayPettySlip { account: Id::new(PETTY_CASH.0), ..slip(fund, 100) };
    assert_eq!(field(income).as_deref(), Some("account"));
    let early = PayPettySlip { paid_on: Some(Day::ymd(2020, 1, 1)), ..slip(fund, 100) };
    assert_eq!(field(early).as_deref(), Some("paid_on"));
}

/// Its cash is back in the fund, its number is never used again.
#[test]
fn a_slip_is_voided_while_it_waits_and_only_once() {
    for bench in benches() {
        let fund = opened(&bench);
        let paid = bench.run(slip(fund, 1_000)).unwrap();
        let void = VoidPettySlip {
            petty_fund: fund,
            petty_slip: paid.petty_slip,
            reason: "Brought back to the store".into(),
        };
        assert_eq!(bench.run(void.clone()).unwrap().cash_cents, Money::dollars(300));
        assert_eq!(code(&bench, void), "petty_funds.slip_voided");
        let next = bench.run(slip(fund, 1_000)).unwrap();
        assert_ne!(next.number, paid.number);
        bench.run(count(fund, 14, 1_000)).unwrap();
        bench.run(replenish(fund, "")).unwrap();
        let late = VoidPettySlip {
            petty_fund: fund,
            petty_slip: next.petty_slip,
            reason: "Too late".into(),
        };
        assert_eq!(code(&bench, late), "petty_funds.slip_replenished");
        assert_proved(&bench);
    }
}

#[test]
fn a_slip_that_is_paid_after_the_count_asks_for_another() {
    let bench = bench();
    let fund = opened(&bench);
    bench.run(slip(fund, 1_000)).unwrap();
    bench.run(count(fund, 14, 1_000)).unwrap();
    bench.run(slip(fund, 500)).unwrap();
    assert_eq!(code(&bench, replenish(fund, "")), "petty_funds.not_counted");
}

/// More comes out of the bank, less goes back to it; who takes the cash over counts it first.
#[test]
fn the_imprest_changes_and_the_fund_is_handed_over() {
    for bench in benches() {
        let fund = opened(&bench);
        let change = |imprest: Option<i64>, custodian| ChangePettyFund {
            petty_fund: fund,
            imprest_cents: imprest.map(Money::dollars),
            custodian,
            reason: "A larger counter".into(),
        };
        bench.run(change(Some(400), None)).unwrap();
        assert_eq!(booked(&bench, PETTY_CASH), Money::dollars(400));
        bench.run(slip(fund, 5_000)).unwrap();
        let less = bench.run(change(Some(40), None)).unwrap_err();
        assert_eq!(less.code(), "petty_funds.less_than_slips");
        assert_eq!(bench.run(change(None, None)).unwrap_err().status(), 422);
        let unseen = change(None, Some(bench.dana));
        assert_eq!(code(&bench, unseen.clone()), "petty_funds.not_counted");
        bench.run_as(bench.ruth, count(fund, 17, 1_000)).unwrap();
        bench.run(unseen).unwrap();
        let keeper = bench.read(|reader| records::find_fund(reader, bench.branch, fund)).unwrap();
        assert_eq!(keeper.unwrap().custodian, bench.dana);
        assert_proved(&bench);
    }
}

#[test]
fn a_fund_closes_into_the_bank_and_takes_nothing_more() {
    for bench in benches() {
        let fund = opened(&bench);
        bench.run(slip(fund, 2_000)).unwrap();
        let close = ClosePettyFund { petty_fund: fund, reason: String::new() };
        assert_eq!(code(&bench, close.clone()), "petty_funds.not_counted");
        bench.run_as(bench.ruth, count(fund, 14, 0)).unwrap();
        let own = bench.run_as(bench.ruth, close.clone()).unwrap_err();
        assert_eq!(own.code(), "petty_funds.custodian_cannot");
        assert_eq!(bench.run(close.clone()).unwrap().cash_cents, Money::dollars(280));
        assert_eq!(booked(&bench, PETTY_CASH), Money::ZERO);
        assert_eq!(booked(&bench, OPERATING), -Money::dollars(20));
        assert_eq!(code(&bench, close), "petty_funds.closed");
        assert_eq!(code(&bench, slip(fund, 100)), "petty_funds.closed");
        assert_proved(&bench);
    }
}

/// A drawer that lay there before the books began comes from the opening balances.
#[test]
fn a_fund_of_before_the_books_takes_nothing_out_of_the_bank() {
    let bench = bench();
    let open = OpenPettyFund {
        name: "Front counter".into(),
        custodian: bench.ruth,
        imprest_cents: Money::dollars(150),
        cash_from: Some(CashFrom::BeforeTheBooks),
    };
    bench.run(open.clone()).unwrap();
    assert_eq!(booked(&bench, OPERATING), Money::ZERO);
    assert_eq!(booked(&bench, OPENING_BALANCES), -Money::dollars(150));
    let nobody = OpenPettyFund { custodian: Id::new(999), ..open };
    assert_eq!(code(&bench, nobody), "petty_funds.not_of_this_branch");
}

/// Handbook 3.7, tenth point: counted at the month's end, and no slip of the month waits.
#[test]
fn a_month_waits_for_the_count_and_for_the_slips() {
    for bench in benches() {
        let fund = opened(&bench);
        bench.run(slip(fund, 2_000)).unwrap();
        let last = bench.office.now().day_in(&values::Zone::UTC).last_of_month();
        let left = |since: i64| {
            let since = last.plus_days(since);
            bench
                .read(|reader| records::count_unsettled(reader, bench.branch, last, since))
                .unwrap()
        };
        assert_eq!(left(-60), 1, "never counted");
        bench.run_as(bench.ruth, count(fund, 14, 0)).unwrap();
        assert_eq!(left(-60), 1, "a slip waits");
        bench.run(replenish(fund, "")).unwrap();
        assert_eq!(left(-60), 0);
        assert_eq!(left(1), 1, "counted too early");
    }
}

#[test]
fn its_pages_say_what_a_fund_wants_next() {
    let bench = bench();
    let empty = page_at(&bench, "/petty-funds").unwrap();
    assert!(empty.body.contains("No petty cash yet"));
    let fund = opened(&bench);
    let paid = bench.run(slip(fund, 2_000)).unwrap();
    let page = page_at(&bench, &format!("/petty-funds/{fund}")).unwrap();
    assert!(page.body.contains("Keys for the store room") && page.body.contains("280.00"));
    assert!(page.body.contains("It is counted first"), "{}", page.body);
    bench.run(count(fund, 13, 0)).unwrap();
    let page = page_at(&bench, &format!("/petty-funds/{fund}")).unwrap();
    assert!(page.body.contains("Why it is"), "{}", page.body);
    let blind = page_at(&bench, &format!("/petty-funds/{fund}/count")).unwrap();
    assert!(!blind.body.contains("280.00"), "the count is blind");
    let one = page_at(&bench, &format!("/petty-funds/slips/{}", paid.petty_slip)).unwrap();
    assert!(one.body.contains("Void the slip"));
    let all = page_at(&bench, "/petty-funds/slips").unwrap();
    assert!(all.body.contains(&paid.number));
    page_at(&bench, &format!("/petty-funds/{fund}/change")).unwrap();
}

/// The same form sent twice is one slip, and a stranger pays nothing out.
#[test]
fn a_slip_is_paid_once_and_by_those_who_may() {
    let bench = bench();
    let fund = opened(&bench);
    let stamp = bench.slip();
    let first = bench.office.run(stamp.clone(), slip(fund, 900)).unwrap();
    assert_eq!(bench.office.run(stamp, slip(fund, 900)).unwrap(), first);
    let row = bench.read(|reader| records::find_fund(reader, bench.branch, fund)).unwrap();
    assert_eq!(row.unwrap().slip_count, 1);
    let stranger = bench.run_as(bench.stranger, slip(fund, 900)).unwrap_err();
    assert_eq!(stranger.status(), 403);
}
