//! Cells of lists that are edited where they stand: through the one door, at the version that
//! was seen, refused in the cell.

use crate::doors::{Browser, text};
use crate::house::house;
use axum::http::StatusCode;
use front_desk::customers::records::find_customer;
use front_desk::customers::{EditCustomer, OpenCustomer};
use office::Rooms;
use office::testing::Bench;
use values::{Address, Id, Phone, noun};

fn halloran(bench: &Bench) -> Id<noun::Customer> {
    let customer = OpenCustomer {
        phone: Some(Phone::parse("352-555-0144").unwrap()),
        name: "Thomas Halloran".into(),
        bill_to: Some(Address {
            line1: "8 Quail Run".into(),
            line2: String::new(),
            city: "Ocala".into(),
            state: "FL".into(),
            zip: "34471".into(),
        }),
        ..OpenCustomer::default()
    };
    bench.run(customer).unwrap().customer
}

/// What the open cell sends along: the version it was opened at.
fn version(form: &str) -> &str {
    let (_, after) = form.split_once(r#"name="seen" value=""#).expect("the form names it");
    after.split_once('"').unwrap().0
}

#[test]
fn a_cell_is_opened_saved_and_refused_in_its_place() {
    let (_scratch, bench) = house();
    let browser = Browser::signed_in(&bench);
    let customer = halloran(&bench);
    let list = text(browser.get("/customers"));
    let path = format!("/in-place/customers/phone/{customer}");
    assert!(list.contains(&format!(r#"data-db-cell="{path}""#)), "its pencil stands in the list");
    assert!(list.contains(r#"aria-label="Edit telephone of Thomas Halloran""#));

    let open = text(browser.get(&path));
    assert!(open.contains(r#"value="(352) 555-0144""#), "{open}");
    let seen = version(&open);
    let typed = |value: &str| format!("once=k-{value}&seen={seen}&value={value}");

    let refused = browser.post_form(&path, &typed("12"));
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let refused = text(refused);
    assert!(refused.contains("Enter a telephone number such as"), "{refused}");
    assert!(refused.contains(r#"value="12""#), "what was typed stays: {refused}");

    let saved = browser.post_form(&path, &typed("3525550199"));
    assert_eq!(saved.status(), StatusCode::OK);
    assert_eq!(text(saved), "(352) 555-0199", "the cell's new words");
    let row = bench.read(|reader| find_customer(reader, bench.branch, customer)).unwrap().unwrap();
    assert_eq!((&*row.phone, &*row.name), ("+13525550199", "Thomas Halloran"));

    // The same cell again, from a window that was opened before: a colleague was quicker.
    let stale = browser.post_form(&path, &typed("3525550111"));
    assert_eq!(stale.status(), StatusCode::CONFLICT);
    let stale = text(stale);
    assert!(stale.contains("changed this at") && stale.contains("Now it is (352) 555-0199."));
    assert!(stale.contains(r#"value="3525550111""#), "{stale}");
    let row = bench.read(|reader| find_customer(reader, bench.branch, customer)).unwrap().unwrap();
    assert_eq!(row.phone, "+13525550199");
    assert_eq!(version(&stale), row.version.to_string(), "a second Enter is meant");
}

#[test]
fn a_blank_takes_away_what_may_be_absent_and_nothing_else() {
    let (_scratch, bench) = house();
    let browser = Browser::signed_in(&bench);
    let customer = halloran(&bench);
    let blank = |column: &str| {
        let path = format!("/in-place/customers/{column}/{customer}");
        let form = format!("once=b-{column}&seen={}&value=", version(&text(browser.get(&path))));
        browser.post_form(&path, &form)
    };
    let name = blank("name");
    assert_eq!(name.status(), StatusCode::UNPROCESSABLE_ENTITY, "nobody is without a name");
    assert_eq!(blank("phone").status(), StatusCode::OK);
    let row = bench.read(|reader| find_customer(reader, bench.branch, customer)).unwrap().unwrap();
    assert_eq!((&*row.name, &*row.phone), ("Thomas Halloran", ""));
}

#[test]
fn what_is_not_edited_in_its_place_is_not_here() {
    let (_scratch, bench) = house();
    let browser = Browser::signed_in(&bench);
    let customer = halloran(&bench);
    for path in ["customers/owed_cents/1", "customers/phone/x", "payments/number/1", "no/such/1"] {
        let answer = browser.get(&format!("/in-place/{path}"));
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
    }
    let elsewhere = bench.read(|reader| find_customer(reader, bench.other_branch, customer));
    assert!(elsewhere.unwrap().is_none());
    let nobody = Browser { router: browser.router.clone(), cookie: String::new() };
    let answer = nobody.get(&format!("/in-place/customers/phone/{customer}"));
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
}

/// A list's row as its command would write it must be what the command takes, or an edit of one
/// cell would change another.
#[test]
fn a_row_written_as_it_stands_changes_nothing() {
    let (_scratch, bench) = house();
    let customer = halloran(&bench);
    let rooms: Rooms = daybook::rooms::rooms();
    let lists = rooms.listings().filter(|list| list.columns.iter().any(|c| c.edited.is_some()));
    let names: Vec<&str> = lists.map(|list| list.name).collect();
    for name in ["customers", "contacts", "locations", "services"] {
        assert!(names.contains(&name), "{name} is edited in its place");
    }
    let before = bench.read(|reader| find_customer(reader, bench.branch, customer));
    let before = before.unwrap().unwrap();
    bench.run(EditCustomer::of(&before)).unwrap();
    let after = bench.read(|reader| find_customer(reader, bench.branch, customer));
    let after = after.unwrap().unwrap();
    assert_eq!((after.name, after.phone, after.kind), (before.name, before.phone, before.kind));
}
