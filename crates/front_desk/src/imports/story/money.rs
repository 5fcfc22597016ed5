//! Opening balances: by bucket, by document, and what a second file says of them.

use super::*;
use books::accounts::{OPENING_BALANCES, RECEIVABLE};
use books::open_items::{list_open_charges, list_open_credits};

#[test]
fn an_aging_ties_bucket_by_bucket_and_stands_against_opening_balances() {
    let bench = bench();
    let (_, import) = brought(&bench, "aging.csv", &fixture("quickbooks-aging.csv"));
    // The total row at the foot of QuickBooks' own report.
    let report = Aging {
        current_cents: 164_698,
        days_1_30_cents: 386_245,
        days_31_60_cents: 225_109,
        days_61_90_cents: 189_549,
        days_91_up_cents: 287_195,
    };
    assert_eq!(import.source_aging(), report);
    assert_eq!(in_books(&bench, &import), report);
    assert_eq!(import.brought_cents, Money::cents(1_252_796));
    assert_eq!(balance(&bench, RECEIVABLE), Money::cents(1_252_796));
    assert_eq!(balance(&bench, OPENING_BALANCES), Money::cents(-1_252_796));
}

#[test]
fn a_list_of_names_first_and_its_aging_later_bring_one_customer_with_her_balance() {
    let bench = bench();
    let names = "Name,Company name,Phone,Open Balance\nJosé O'Neil 0,,(352) 555-0101,\n";
    let (_, first) = brought(&bench, "customers.csv", names.as_bytes());
    assert_eq!((first.rows_new, first.brought_cents), (1, Money::ZERO));
    let (second, aging) = brought(&bench, "aging.csv", &fixture("quickbooks-aging.csv"));
    assert_eq!((aging.rows_new, aging.rows_conflict), (30, 0));
    assert_eq!(aging.brought_cents, Money::cents(1_252_796));
    assert_eq!(count(&bench, sql!("SELECT COUNT(*) FROM customers")), 30, "he is one");
    let jose = of_source(&bench, "quickbooks", "José O'Neil 0");
    let branch = bench.branch;
    let open = bench.read(|reader| list_open_charges(reader, branch, jose.id)).unwrap();
    let amounts: Vec<i64> = open.iter().map(|charge| charge.open.as_cents()).collect();
    assert_eq!(amounts, [17_169, 36_523], "the oldest due first");

    // Undoing the aging leaves the customer of the first file without it.
    let undone = undone(&bench, second.import);
    assert_eq!((undone.rows_undone, undone.rows_not_undone), (30, 0));
    assert_eq!(of_source(&bench, "quickbooks", "José O'Neil 0").standing, Standing::Active);
    assert_eq!(balance(&bench, RECEIVABLE), Money::ZERO);
    assert_books_agree(&bench);
    let (_, again) = brought(&bench, "aging.csv", &fixture("quickbooks-aging.csv"));
    assert_eq!(again.brought_cents, Money::cents(1_252_796), "it can be brought again");
}

#[test]
fn documents_keep_their_numbers_and_days_and_a_credit_is_to_her_good() {
    let bench = bench();
    let table = "Account No.;Name;Invoice;Invoice date;Due date;Open amount\n\
                 A1;Mei Delgado;5500;13/01/2026;13/02/2026;20,00\n\
                 A1;Mei Delgado;5501;14/02/2026;14/03/2026;20,01\n\
                 A2;Ana Sato;CM-7;14/02/2026;14/02/2026;-5,00\n";
    let (_, import) = brought(&bench, "open.csv", table.as_bytes());
    assert_eq!((import.rows_new, import.brought_cents), (2, Money::cents(3_501)));
    assert_eq!(
        import.source_aging(),
        Aging { current_cents: 2_001, days_1_30_cents: 2_000 - 500, ..Aging::default() }
    );
    assert_eq!(in_books(&bench, &import), import.source_aging());
    let branch = bench.branch;
    let mei = of_source(&bench, "table", "A1").id;
    let open = bench.read(|reader| list_open_charges(reader, branch, mei)).unwrap();
    assert_eq!((&*open[0].document, open[0].due_on), ("5500", Day::ymd(2026, 2, 13)));
    assert_eq!(open[0].issued_on, Day::ymd(2026, 1, 13));
    let ana = of_source(&bench, "table", "A2").id;
    let credits = bench.read(|reader| list_open_credits(reader, branch, ana)).unwrap();
    assert_eq!((&*credits[0].document, credits[0].open), ("CM-7", Money::cents(500)));
    assert_books_agree(&bench);
}

#[test]
fn a_changed_file_is_compared_by_the_source_s_id_and_what_stands_is_kept() {
    let bench = bench();
    let table = |phone: &str, owed: &str, more: &str| {
        format!(
            "customerID,fname,lname,phone1,balance\n\
             1,Ana,Sato,{phone},{owed}\n2,Mei,Delgado,3525550102,5.00\n{more}"
        )
    };
    let first = table("3525550101", "10.00", "");
    brought(&bench, "monday.csv", first.as_bytes());
    let second = table("3525550199", "12.00", "3,Luis,Okafor,3525550103,7.00\n");
    let would = checked(&bench, second.as_bytes()).added;
    let (begun, import) = brought(&bench, "tuesday.csv", second.as_bytes());
    let counts = (import.rows_new, import.rows_match, import.rows_conflict);
    assert_eq!(counts, (1, 1, 1));
    assert_eq!((would.new, would.matched, would.conflict), counts);
    assert_eq!(
        (import.file_cents, import.brought_cents, import.match_cents, import.conflict_cents),
        (Money::cents(2_400), Money::cents(700), Money::cents(500), Money::cents(1_200))
    );
    let words = words_of(&bench, begun.import, Verdict::Conflict);
    let words = &words[0].1;
    assert!(words.contains("\"+13525550101\" and is \"+13525550199\""), "{words}");
    assert!(words.contains("Owed was \"10.00\" and is \"12.00\""), "{words}");
    let ana = of_source(&bench, "fieldroutes", "1");
    assert_eq!(ana.phone, "+13525550101", "kept as it was");
    assert_eq!(balance(&bench, RECEIVABLE), Money::cents(2_200));
    assert_books_agree(&bench);
}

#[test]
fn a_closed_month_stops_the_import_in_words_and_it_goes_on_once_it_is_open() {
    let bench = bench();
    let bytes = fixture("quickbooks-aging.csv");
    let write = |sql, args: &[store::V<'_>]| {
        let mut writer = bench.office.db().writer().unwrap();
        let mut tx = writer.begin().unwrap();
        tx.exec(sql, args).unwrap();
        tx.commit().unwrap();
    };
    let close = sql!(
        "INSERT INTO periods (id, branch_id, month, closed_at, closed_by, version) \
         VALUES (1, $1, $2, 0, 2, 1)"
    );
    write(close, args![bench.branch, TODAY.first_of_month()]);
    let begun = bench.run(started(&bench, "aging.csv", &bytes)).unwrap();
    let job = worked(&bench, begun.job);
    assert!(job.outcome.contains("closed"), "{}", job.outcome);
    assert_eq!(import(&bench, begun.import).rows_read, 0, "not one row is lost");
    write(sql!("UPDATE periods SET closed_at = NULL, closed_by = NULL WHERE id = 1"), &[]);
    let (again, import) = brought(&bench, "aging.csv", &bytes);
    assert_eq!((again.import, again.standing), (begun.import, ImportStanding::Resumed));
    assert_eq!(import.rows_new, 30);
}
