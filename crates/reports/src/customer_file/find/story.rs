//! Finding, on each engine: every kind of key, a misspelling, and nobody else's customers.

use crate::testing::{benches, named, page_as, rivera_with_story};
use books::testing::answer_at;
use office::testing::Bench;
use office::{Answer, listing::join_query};

/// The palette's rows for what was typed.
fn find(bench: &Bench, typed: &str) -> String {
    let query = join_query(&[("fragment".into(), "1".into()), ("q".into(), typed.into())]);
    match answer_at(bench, &format!("/find?{query}")).unwrap() {
        Answer::Fragment(rows) => rows,
        other => panic!("no rows: {other:?}"),
    }
}

/// The first row's address.
fn first(rows: &str) -> &str {
    let (_, rest) = rows.split_once("href=\"").unwrap_or(("", ""));
    rest.split('"').next().unwrap_or("")
}

#[test]
fn a_customer_is_found_by_any_piece() {
    for bench in benches() {
        let customer = rivera_with_story(&bench);
        named(&bench, "Pat Johnson", "352-555-0188");
        let file = format!("/customers/{customer}");
        let pieces = [
            "rivera",
            "Marisol",
            "riv",
            "ri",
            "m",
            "mar riv",
            "RIVERA marisol",
            "0123",
            "(352) 555-0123",
            "352.555.0123",
            "555-0123",
            "3525550123",
            "larkspur",
            "14 lark",
            "A10001",
            "34471",
            "rivvera",
            "Marisl Rivera",
        ];
        for typed in pieces {
            let rows = find(&bench, typed);
            assert_eq!(first(&rows), file, "{typed}: {rows}");
        }
        assert!(find(&bench, "zzyzx").contains("Nothing is like this"));
    }
}

#[test]
fn a_row_answers_without_being_opened() {
    for bench in benches() {
        let customer = rivera_with_story(&bench);
        let rows = find(&bench, "rivera");
        for words in [
            "Marisol <u class=\"db-hit\">Rivera</u>",
            "14 Larkspur Ct, (352) 555-0123",
            "Current",
            "99.00",
            "data-db-act-c=\"tel:+13525550123\"",
        ] {
            assert!(rows.contains(words), "{words:?} is not in {rows}");
        }
        assert_eq!(first(&rows), format!("/customers/{customer}"));
    }
}

#[test]
fn a_misspelt_name_is_found_and_the_right_one_comes_first() {
    for bench in benches() {
        let johnson = named(&bench, "Pat Johnson", "352-555-0188");
        named(&bench, "Grace Abernathy", "352-555-0189");
        for typed in ["Jonsen", "jhonson", "Johnsen", "pat jonsen"] {
            let rows = find(&bench, typed);
            assert_eq!(first(&rows), format!("/customers/{johnson}"), "{typed}: {rows}");
            assert!(!rows.contains("Abernathy"), "{typed}");
        }
    }
}

#[test]
fn papers_are_found_by_number_check_and_amount() {
    for bench in benches() {
        rivera_with_story(&bench);
        let invoice = find(&bench, "$99.00");
        assert!(invoice.contains("Invoices") && invoice.contains("/invoices/"), "{invoice}");
        let total = find(&bench, "199.00");
        assert!(total.contains("/invoices/"), "the whole amount too: {total}");
        let payment = find(&bench, "$100");
        assert!(payment.contains("Check 1042") && payment.contains("Payments"), "{payment}");
        let check = find(&bench, "1042");
        assert!(check.contains("Check <u class=\"db-hit\">1042</u>"), "{check}");
        let number = find(&bench, "0412-26-");
        for group in ["Invoices", "Work orders", "Agreements"] {
            assert!(number.contains(group), "{group} is not in {number}");
        }
        assert!(find(&bench, "$12,345.67").contains("Nothing is like this"));
    }
}

#[test]
fn a_note_is_found_by_its_words_until_it_is_withdrawn() {
    for bench in benches() {
        let customer = rivera_with_story(&bench);
        let note = crate::testing::call(customer, "The spare key is under the oak pot.");
        let noted = bench.run(note).unwrap().conversation;
        let rows = find(&bench, "oak pot");
        assert!(rows.contains("Notes") && rows.contains("Marisol Rivera"), "{rows}");
        assert!(rows.contains(&format!("/conversations/{noted}")), "{rows}");
        let reason = String::from("Of another customer");
        let withdraw =
            front_desk::conversations::WithdrawConversation { conversation: noted, reason };
        bench.run(withdraw).unwrap();
        assert!(find(&bench, "oak pot").contains("Nothing is like this"));
    }
}

#[test]
fn before_anything_is_typed_the_pinned_and_the_last_opened_stand() {
    let bench = crate::testing::bench();
    let rivera = rivera_with_story(&bench);
    let johnson = named(&bench, "Pat Johnson", "352-555-0188");
    let address = format!("/find?fragment=1&q=&pinned={johnson}&recent={johnson},{rivera},999");
    let Answer::Fragment(rows) = answer_at(&bench, &address).unwrap() else { panic!("no rows") };
    let (pinned, opened) = rows.split_once("Opened last").expect("both groups");
    assert!(pinned.contains("Pinned") && pinned.contains("Pat Johnson"), "{pinned}");
    assert!(opened.contains("Marisol Rivera") && !opened.contains("Pat Johnson"), "{opened}");
}

#[test]
fn nobody_finds_a_customer_of_another_branch() {
    for bench in benches() {
        let customer = rivera_with_story(&bench);
        let other = bench.other_branch;
        books::testing::at_desk(&bench, move |desk| {
            desk.exec(
                store::sql!("UPDATE customers SET branch_id = $1 WHERE id = $2"),
                store::args![other, customer],
            )?;
            desk.exec(
                store::sql!("UPDATE search_doc SET branch_id = $1 WHERE kind <> 'invoice'"),
                store::args![other],
            )
        })
        .unwrap();
        for typed in ["rivera", "ri", "rivvera", "0123"] {
            assert!(!find(&bench, typed).contains("Rivera"), "{typed}");
        }
    }
}

#[test]
fn the_page_without_scripts_holds_the_same_rows() {
    let bench = crate::testing::bench();
    rivera_with_story(&bench);
    let page = books::testing::page_at(&bench, "/find?q=rivera%20%22x").unwrap();
    assert!(page.body.contains("rivera &quot;x"), "{}", page.body);
    let page = books::testing::page_at(&bench, "/find?q=rivera").unwrap();
    assert!(page.body.contains("action=\"/find\"") && page.body.contains("db-find-row"));
    assert!(books::testing::page_at(&bench, "/find").is_ok());
}

#[test]
fn who_may_read_no_customers_finds_none() {
    let bench = crate::testing::bench();
    rivera_with_story(&bench);
    let page = page_as(&bench, &[], "/find?q=rivera").unwrap();
    assert!(!page.body.contains("Rivera"), "{}", page.body);
}
