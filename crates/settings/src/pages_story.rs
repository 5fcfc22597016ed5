//! The pages of settings, read as a person would.

use crate::preferences::{SetAmount, money};
use crate::staff::{GrantRole, HireStaff, LetGo};
use books::testing::{answer_at, page_at, page_refused};
use office::testing::Bench;
use office::{Answer, Duty, Refusal, Role, Rooms};
use values::{Id, Money, noun};

/// A role that bears some duties, as the house's own do.
const KEEPER: Role = Role {
    name: "keeper",
    title: "Keeper of settings",
    duties: &[DUTY, crate::staff::MANAGE, crate::preferences::MANAGE, crate::branches::MANAGE],
};
const DUTY: Duty = crate::rule_packs::MANAGE;

fn bench() -> Bench {
    Bench::new(Rooms::default().room(books::ROOM).room(crate::ROOM).roles(&[KEEPER]))
}

#[track_caller]
fn assert_says(html: &str, words: &[&str]) {
    for words in words {
        assert!(html.contains(words), "{words:?} is not in {html}");
    }
}

fn hire(bench: &Bench) -> Id<noun::Staff> {
    let email = Some("ana@cedar.example".into());
    bench.run(HireStaff { name: "Ana <Lopez>".into(), email }).unwrap().staff
}

#[test]
fn a_person_is_added_given_a_role_and_let_go() {
    let bench = bench();
    let staff = hire(&bench);
    let list = page_at(&bench, "/staff").unwrap();
    assert_says(&list.body, &["Ana &lt;Lopez&gt;", "Works here", &format!("/staff/{staff}")]);
    assert!(!list.body.contains("Operator"), "{}", list.body);
    let keepers = page_at(&bench, "/staff?role=keeper").unwrap();
    assert!(!keepers.body.contains("Lopez"), "{}", keepers.body);
    let address = format!("/staff/{staff}");
    let fresh = page_at(&bench, &address).unwrap();
    assert_says(&fresh.sentence, &["She may do nothing yet"]);
    assert_says(&fresh.side, &["/do/staff.grant_role", "Keeper of settings", "Cedar 0412"]);
    bench.run(GrantRole { staff, branch: bench.branch, role: "keeper".into() }).unwrap();
    let held = page_at(&bench, &address).unwrap();
    assert_says(&held.body, &["/do/staff.take_role", "Manage staff and roles", "Give a role"]);
    let filled = [("form", "staff.let_go"), ("once", "0123456789abcdef"), ("reason", " ")];
    let refusal = Refusal::invalid("reason", "Enter why.");
    let refused = page_refused(&bench, &address, &filled, refusal);
    assert_says(&refused.side, &["Enter why.", "0123456789abcdef"]);
    bench.run(LetGo { staff, reason: "Moved away".into() }).unwrap();
    let left = page_at(&bench, &address).unwrap();
    assert_says(&left.sentence, &["She left"]);
    assert!(!left.side.contains("/do/"), "{}", left.side);
    page_at(&bench, "/staff/new").unwrap();
    let ghost = page_at(&bench, "/staff/999").unwrap_err();
    assert_eq!(ghost, Refusal::NotFound { what: "staff member" });
}

#[test]
fn an_amount_is_set_in_dollars_and_kept_when_it_was_refused() {
    let bench = bench();
    let list = page_at(&bench, "/preferences").unwrap();
    assert_says(&list.body, &["Float in the drawer", "200.00", "as it came"]);
    let address = "/preferences?name=drawer_float_cents";
    let form = page_at(&bench, address).unwrap();
    assert_says(&form.side, &["/do/preferences.set_amount", r#"value="200.00""#]);
    let amount =
        |name: &str, cents| SetAmount { name: name.into(), amount_cents: Money::cents(cents) };
    assert_eq!(bench.run(amount("drawer_float_cents", -1)).unwrap_err().status(), 422);
    assert_eq!(bench.run(amount("terms_days", 30)).unwrap_err().status(), 422);
    let filled =
        [("form", "preferences.set_amount"), ("once", "0123456789abcdef"), ("amount_cents", "-1")];
    let words = "Enter an amount that is not negative.";
    let refused = page_refused(&bench, address, &filled, Refusal::invalid("amount_cents", words));
    assert_says(&refused.side, &[words, r#"value="-1""#]);
    bench.run(amount("drawer_float_cents", 15_000)).unwrap();
    let float = bench.read(|r| money(r, bench.branch, "drawer_float_cents")).unwrap();
    assert_eq!(float, Money::cents(15_000));
    let set = page_at(&bench, "/preferences").unwrap();
    assert_says(&set.body, &["150.00", "by us"]);
    let days = page_at(&bench, "/preferences?name=terms_days").unwrap();
    assert_says(&days.side, &["/do/preferences.set\"", r#"value="30""#]);
}

#[test]
fn branches_rules_and_ones_own_page_stand() {
    let bench = bench();
    let list = page_at(&bench, "/branches").unwrap();
    assert_says(&list.sentence, &["2 branches"]);
    assert_says(&list.body, &["Cedar", "100 Main St", "/branches/1"]);
    let filled = [("form", "branches.open"), ("once", "0123456789abcdef"), ("number", "41")];
    let words = "Enter four digits, such as 0412.";
    let refused = page_refused(&bench, "/branches/new", &filled, Refusal::invalid("number", words));
    assert_says(&refused.body, &[words, r#"value="41""#]);
    let cedar = page_at(&bench, "/branches/1").unwrap();
    assert_says(&cedar.side, &["/do/branches.set_small_office", "Let one person do it"]);
    assert!(page_at(&bench, "/branches/0").is_err(), "the company is no branch");
    let rules = page_at(&bench, "/rule-packs").unwrap();
    assert_says(&rules.body, &["Florida", "6%", "up to 50.00: 25.00"]);
    assert_says(&rules.side, &["/do/rule_packs.set_rate"]);
    let file = answer_at(&bench, "/rule-packs?format=csv").unwrap();
    assert!(matches!(file, Answer::File { .. }));
    let me = page_at(&bench, "/me").unwrap();
    assert_says(&me.body, &["data-db-theme", "data-db-letters", "Ctrl K"]);
    assert_says(&me.actions, &["/sign-out"]);
    page_at(&bench, "/sign-in/sessions").unwrap();
}

#[test]
fn the_manual_has_an_anchor_for_each_chapter() {
    let bench = bench();
    let manual = page_at(&bench, "/help").unwrap();
    assert_says(&manual.body, &[r#"id="staff""#, r#"id="work-orders""#, "daybook staff hire"]);
    assert_says(&manual.side, &["#staff", "#rule-packs"]);
}

#[test]
fn every_list_holds_to_the_rules_and_every_statement_prepares() {
    let bench = bench();
    assert_eq!(store::testing::prepare_all(bench.office.db()), Vec::<String>::new());
    for listing in crate::ROOM.nouns.iter().flat_map(|noun| noun.listings) {
        assert_eq!(office::listing::check(listing, bench.office.rooms()), Vec::<String>::new());
        let wrong = office::listing::run_variants(bench.office.db(), listing);
        assert_eq!(wrong, Vec::<String>::new());
    }
}
