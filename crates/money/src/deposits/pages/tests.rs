use crate::deposits::{Cause, CloseDeposit, ExplainDeposit, VerifyDeposit};
use crate::payments::Method;
use crate::testing::{Desktop, check, money_order};
use books::testing::{answer_at, page_at, page_refused};
use office::{Answer, Refusal};
use values::{Id, noun};

/// The day of the handbook's T25, posted and not counted.
fn t25(desk: &Desktop) -> Id<noun::Deposit> {
    let deposit = desk.post(desk.rivera, Method::Cash, 31_500).deposit.unwrap();
    for (number, cents) in [("1042", 12_733), ("3317", 9_632), ("20881", 24_000), ("558", 7_500)] {
        desk.post(desk.rivera, check(number), cents);
    }
    desk.post(desk.oak, money_order("28816604"), 4_900);
    desk.post(desk.oak, money_order("7704121"), 6_000);
    deposit
}

fn explain(desk: &Desktop, deposit: Id<noun::Deposit>) {
    let explanation = String::from("Stop 6: a five was given back instead of two ones.");
    let explain = ExplainDeposit { deposit, cause: Cause::ChangeError, explanation };
    desk.run(explain).expect("it is explained");
}

#[test]
fn the_count_is_blind() {
    let desk = Desktop::new();
    let deposit = t25(&desk);
    let page = page_at(&desk, &format!("/deposits/{deposit}")).unwrap();
    for part in ["drawer[bills_20]", "63-107", "538.65", "6 items", "USPS"] {
        assert!(page.body.contains(part), "{part} is missing in {}", page.body);
    }
    assert!(!page.body.contains("315.00"), "what was posted in cash is not told");
    let list = page_at(&desk, "/deposits").unwrap();
    assert!(!list.body.contains("315.00") && !list.body.contains("962.65"));
    assert!(list.sentence.contains("One deposit"));
    let slip = answer_at(&desk, &format!("/deposits/{deposit}/slip")).unwrap_err();
    assert_eq!(slip.code(), "deposits.not_counted");
}

#[test]
fn each_step_leads_to_the_next() {
    let desk = Desktop::new();
    let deposit = t25(&desk);
    let here = format!("/deposits/{deposit}");
    desk.count_cash(deposit, 31_200);
    let counted = page_at(&desk, &here).unwrap();
    for part in ["(3.00)", "315.00", "not explained", "/do/deposits.explain", "959.65"] {
        assert!(counted.body.contains(part), "{part} is missing in {}", counted.body);
    }
    assert!(counted.sentence.contains("short 3.00"), "{}", counted.sentence);
    assert!(counted.actions.contains("before it is signed"));
    explain(&desk, deposit);
    let explained = page_at(&desk, &here).unwrap();
    assert!(explained.body.contains("explained, within 5.00"));
    assert!(explained.actions.contains("/do/deposits.verify"), "{}", explained.actions);
    desk.run_as(desk.ruth, VerifyDeposit { deposit }).unwrap();
    let signed = page_at(&desk, &here).unwrap();
    assert!(signed.body.contains("/do/deposits.close") && signed.body.contains("Ruth Ogden"));
    desk.run(CloseDeposit { deposit, bag: "7730118".into() }).unwrap();
    let closed = page_at(&desk, &here).unwrap();
    for part in ["bag 7730118", "Sealed", "/do/deposits.confirm", "/do/deposits.reopen"] {
        assert!(closed.body.contains(part), "{part} is missing in {}", closed.body);
    }
    assert!(!closed.body.contains("/do/deposits.count"), "a sealed count is not a form");
    let today = answer_at(&desk, "/deposits/today").unwrap();
    let Answer::Page(today) = today else { panic!("{today:?}") };
    assert!(today.sentence.contains("nothing has come in yet"));
}

#[test]
fn a_refused_count_keeps_what_was_typed() {
    let desk = Desktop::new();
    let deposit = t25(&desk);
    let id = deposit.to_string();
    let filled = [
        ("form", "deposits.count"),
        ("deposit", id.as_str()),
        ("drawer[bills_20]", "11"),
        ("checks[items]", "4"),
        ("float_cents", "9000"),
    ];
    let refusal = Refusal::invalid("float_cents", "The drawer holds 220.00, less than the float.");
    let page = page_refused(&desk, &format!("/deposits/{deposit}"), &filled, refusal);
    for part in [r#"value="11""#, "less than the float", "9,000.00"] {
        assert!(page.body.contains(part), "{part} is missing in {}", page.body);
    }
}

#[test]
fn t25_the_slip_foots() {
    let desk = Desktop::new();
    let deposit = t25(&desk);
    desk.count_cash(deposit, 31_200);
    explain(&desk, deposit);
    desk.run_as(desk.ruth, VerifyDeposit { deposit }).unwrap();
    desk.run(CloseDeposit { deposit, bag: "7730118".into() }).unwrap();
    let facts = slip_facts(&desk, deposit);
    let cents = |name: &str| facts[name].as_i64().unwrap();
    assert_eq!(cents("currency_cents") + cents("coin_cents"), 31_200);
    assert_eq!(cents("checks_cents"), 53_865);
    assert_eq!(cents("money_orders_cents"), 10_900);
    assert_eq!(cents("total_cents"), 95_965);
    assert_eq!(cents("item_count"), 6);
    assert_eq!(facts["proof"]["posted_cents"], 96_265);
    assert_eq!(facts["over_short"]["amount_cents"], -300);
    assert_eq!(facts["verified_by"]["name"], "Ruth Ogden");
    assert_eq!(facts["seal"].as_str().unwrap().len(), 16);
}

fn slip_facts(desk: &Desktop, deposit: Id<noun::Deposit>) -> serde_json::Value {
    desk.office
        .read(|reader| {
            let me = desk.office.me(reader, office::slip::operator(), desk.branch)?;
            let now = desk.office.now();
            let path = office::Fields(vec![("id".into(), deposit.to_string())]);
            let mut view = office::View {
                office: &desk.office,
                reader,
                me: &me,
                path,
                query: office::Fields::default(),
                filled: office::Fields::default(),
                refusal: None,
                now,
                today: now.day_in(&me.zone),
            };
            let told = super::show::Told::read(&mut view)?;
            super::slip::facts(&mut view, &told)
        })
        .expect("the slip has its facts")
}
