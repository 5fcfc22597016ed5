//! Undoing: everything an import brought goes, but for whom somebody has worked with since.

use super::*;
use crate::contacts::AddContact;
use crate::customers::similar;
use crate::imports::{BringCustomer, records::find_source};
use crate::locations::list_locations;
use crate::testing::hector;
use books::accounts::RECEIVABLE;
use office::Command;

#[test]
fn an_import_is_undone_as_a_whole_and_can_be_brought_again() {
    for name in ["fieldroutes-customers.csv", "jobber-clients.csv", "quickbooks-lists.iif"] {
        let bench = bench();
        let bytes = fixture(name);
        let (begun, import) = brought(&bench, name, &bytes);
        let undone = undone(&bench, begun.import);
        assert_eq!((undone.rows_undone, undone.rows_not_undone), (import.rows_new, 0), "{name}");
        assert!(undone.undone_at.is_some(), "{name}");
        assert_eq!(balance(&bench, RECEIVABLE), Money::ZERO, "{name}");
        assert_books_agree(&bench);
        let listed = sql!("SELECT COUNT(*) FROM customers WHERE standing <> 'withdrawn'");
        assert_eq!(count(&bench, listed), 0, "{name}: nobody is left in the list");
        let open = sql!("SELECT COUNT(*) FROM locations WHERE closed_at IS NULL");
        assert_eq!(count(&bench, open), 0, "{name}");
        let keys = sql!("SELECT COUNT(*) FROM customer_keys");
        assert_eq!(count(&bench, keys), 0, "{name}: they are nobody's twins");
        let again = refused(bench.run(UndoImport { import: begun.import, reason: "Again".into() }));
        assert_eq!(again.code(), "imports.undone");

        let (second, anew) = brought(&bench, name, &bytes);
        assert_ne!(second.import, begun.import, "{name}: it is another import");
        let counts = |of: &Import| (of.rows_new, of.rows_more, of.brought_cents);
        assert_eq!(counts(&anew), counts(&import), "{name}");
        assert_books_agree(&bench);
    }
}

#[test]
fn whom_somebody_has_worked_with_stays_with_the_reason() {
    let bench = bench();
    let (begun, import) = brought(&bench, "customers.csv", &fixture("fieldroutes-customers.csv"));
    let kept = of_source(&bench, "fieldroutes", "7001");
    bench.run_as(bench.ruth, AddContact { customer: kept.id, person: hector() }).unwrap();
    let undone = undone(&bench, begun.import);
    assert_eq!((undone.rows_undone, undone.rows_not_undone), (import.rows_new - 1, 1));
    assert!(undone.undone_at.is_none(), "she is left");
    assert_eq!(of_source(&bench, "fieldroutes", "7001").standing, Standing::Active);
    assert_eq!(balance(&bench, RECEIVABLE), Money::cents(34_295), "and so is what she owes");
    assert_books_agree(&bench);
    let branch = bench.branch;
    let (words,): (String,) = bench
        .read(|reader| {
            reader.one(
                sql!("SELECT undone FROM import_rows WHERE branch_id = $1 AND customer_id = $2"),
                args![branch, kept.id],
            )
        })
        .unwrap();
    assert_eq!(words, "Ruth Ogden has worked with her on 03/02/2026 (add contacts). She stays.");
    // Asked again, it tries her again and leaves the others alone.
    let again = super::undone(&bench, begun.import);
    assert_eq!((again.rows_undone, again.rows_not_undone), (import.rows_new - 1, 1));
    let restart =
        refused(bench.run(started(&bench, "customers.csv", &fixture("fieldroutes-customers.csv"))));
    assert_eq!(restart.code(), "imports.being_undone");
}

#[test]
fn what_was_paid_since_is_not_taken_back() {
    let bench = bench();
    let names = "Name,Company name,Phone,Open Balance\nJosé O'Neil 0,,(352) 555-0101,\n";
    brought(&bench, "customers.csv", names.as_bytes());
    let (begun, _) = brought(&bench, "aging.csv", &fixture("quickbooks-aging.csv"));
    let jose = of_source(&bench, "quickbooks", "José O'Neil 0");
    let branch = bench.branch;
    let take = sql!(
        "UPDATE charges SET open_cents = open_cents - 100 WHERE branch_id = $1 \
         AND customer_id = $2"
    );
    let mut writer = bench.office.db().writer().unwrap();
    let mut tx = writer.begin().unwrap();
    tx.exec(take, args![branch, jose.id]).unwrap();
    tx.commit().unwrap();
    let undone = undone(&bench, begun.import);
    assert_eq!((undone.rows_undone, undone.rows_not_undone), (29, 1));
    let known = bench.read(|reader| find_source(reader, branch, "quickbooks", "José O'Neil 0"));
    assert_eq!(known.unwrap().expect("known").owed_import, Some(begun.import), "it stands");
}

#[test]
fn a_withdrawn_customer_is_found_by_nothing_and_refuses_everything() {
    let bench = bench();
    let table = "Name,Phone,Street,City,State,Zip\nAna Sato,3525550101,1 Oak St,Ocala,FL,34471\n";
    let (begun, _) = brought(&bench, "list.csv", table.as_bytes());
    let branch = bench.branch;
    let (ana,): (Id<noun::Customer>,) =
        bench.read(|reader| reader.one(sql!("SELECT id FROM customers"), &[])).unwrap();
    undone(&bench, begun.import);
    let refusal = refused(bench.run(AddContact { customer: ana, person: hector() }));
    assert_eq!(refusal.code(), "customers.withdrawn");
    assert!(refusal.words().contains("Wrong file"), "{}", refusal.words());
    let draft = crate::customers::Draft {
        phones: vec!["3525550101".into()],
        ..crate::customers::Draft::default()
    };
    assert_eq!(bench.read(|reader| similar(reader, branch, &draft)).unwrap(), []);
    let hits = bench.read(|reader| store::search_like(reader, branch.get(), &["sato"], 9));
    assert_eq!(hits.unwrap(), []);
    let places = bench.read(|reader| list_locations(reader, branch, ana)).unwrap();
    assert!(places.iter().all(|place| place.closed_at.is_some()));
}

#[test]
fn undoing_takes_a_reason_the_duty_and_an_import_that_stands_still() {
    let bench = bench();
    let begun = bench.run(started(&bench, "list.csv", b"Name\nAna\n")).unwrap();
    let undo = |reason: &str| UndoImport { import: begun.import, reason: reason.into() };
    assert_eq!(refused(bench.run(undo("Wrong file"))).code(), "imports.running");
    worked(&bench, begun.job);
    assert_eq!(refused(bench.run(undo(" "))).exit_code(), 2);
    let stranger = refused(bench.run_as(bench.stranger, undo("Wrong file")));
    assert_eq!(stranger.code(), "not_allowed");
    let elsewhere = UndoImport { import: Id::new(9), reason: "Wrong file".into() };
    assert_eq!(refused(bench.run(elsewhere)).exit_code(), 3);
    assert_eq!(BringCustomer::DUTY, UndoImport::DUTY);
}
