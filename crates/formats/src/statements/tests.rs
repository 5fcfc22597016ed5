use proptest::prelude::*;
use values::Day;

use super::*;
use crate::csv::Fault;
use crate::dates::{DateFormat, Verdict};
use crate::problems::Problems;

fn read(text: &str) -> (Vec<StatementRow>, Problems) {
    let mut statements =
        Statements::open(text.as_bytes()).unwrap_or_else(|e| panic!("{text}: {e}"));
    let rows = statements.by_ref().collect();
    (rows, statements.into_problems())
}

/// Day, cents, check number and words of each row.
fn facts(text: &str) -> Vec<(Day, i64, String, String)> {
    let (rows, problems) = read(text);
    assert!(problems.is_empty(), "{text}: {problems:?}");
    rows.into_iter()
        .map(|row| (row.posted_on, row.amount_cents, row.check_number, row.description))
        .collect()
}

#[test]
fn statements_of_many_banks_say_the_same() {
    let (one, two) = (Day::ymd(2026, 11, 23), Day::ymd(2026, 11, 24));
    let same = [
        (one, 128_450, String::new(), "BRANCH DEPOSIT".to_owned()),
        (two, -12_500, "1042".to_owned(), "RETURNED CHECK".to_owned()),
    ];
    for text in [
        // One amount with its sign.
        "Date,Description,Check Number,Amount\n11/23/2026,BRANCH DEPOSIT,,1284.50\n\
         11/24/2026,RETURNED CHECK,1042,-125.00\n",
        // The kind says the direction too, and a balance follows.
        "Details,Posting Date,Description,Amount,Type,Balance,Check or Slip #\n\
         CREDIT,11/23/2026,BRANCH DEPOSIT,1284.50,DEPOSIT,\"22,784.50\",\n\
         DEBIT,11/24/2026,RETURNED CHECK,-125.00,DEPOSIT_RETURN,\"22,659.50\",1042\n",
        // Two columns of amounts.
        "Posted Date;Serial;Text;Debit;Credit\n2026-11-23;;BRANCH DEPOSIT;;$1,284.50\n\
         2026-11-24;1042;RETURNED CHECK;125.00;\n",
        // Titles above, parentheses, a total below.
        "First Bank of Cedar\nAccount ending 6789\n\n\
         Post Date,Check,Narrative,Withdrawals,Deposits\n\
         11/23/26,,BRANCH DEPOSIT,,\"1,284.50\"\n11/24/26,1042,RETURNED CHECK,(125.00),\n\
         Total,,,125.00,1284.50\n",
        // No sign, CR and DR.
        "Transaction Date\tDr/Cr\tAmt\tCheck No\tPayee\n\
         Nov 23, 2026\tCR\t1284.50\t\tBRANCH DEPOSIT\n\
         Nov 24, 2026\tDR\t125.00\t1042\tRETURNED CHECK\n",
    ] {
        assert_eq!(facts(text), same, "{text}");
    }
}

#[test]
fn a_table_without_a_header_is_read_by_its_cells() {
    let text = "\"11/23/2026\",\"1284.50\",\"*\",\"\",\"BRANCH DEPOSIT\"\n\
                \"11/24/2026\",\"-125.00\",\"*\",\"1042\",\"RETURNED CHECK\"\n";
    let rows: Vec<i64> = facts(text).into_iter().map(|row| row.1).collect();
    assert_eq!(rows, [128_450, -12_500]);
    assert_eq!(facts(text)[0].3, "BRANCH DEPOSIT");
}

#[test]
fn days_are_read_as_one_row_proves() {
    let text = "Date,Amount\n03/04/2026,1.00\n25/04/2026,2.00\n";
    let mut statements = Statements::open(text.as_bytes()).unwrap();
    assert!(matches!(
        statements.date_verdict(),
        Verdict::Proven { format: DateFormat::DayFirst, .. }
    ));
    assert_eq!(statements.next().unwrap().posted_on, Day::ymd(2026, 4, 3));
    let mapping = Mapping { date_format: DateFormat::MonthFirst, ..statements.mapping().clone() };
    let mut american = Statements::open_mapped(text.as_bytes(), mapping).unwrap();
    assert_eq!(american.next().unwrap().posted_on, Day::ymd(2026, 3, 4));
    assert_eq!(american.next(), None, "the second row is held");
    assert!(american.problems().has("statement.day") && american.problems().is_held(3));
}

#[test]
fn a_saved_mapping_reads_what_names_do_not_say() {
    let column = |column: &str, meaning| MappedColumn { column: column.to_owned(), meaning };
    let mapping = Mapping {
        columns: vec![
            column("When", Meaning::PostedOn),
            column("How much", Meaning::Amount),
            column("What", Meaning::Description),
        ],
        date_format: DateFormat::MonthFirst,
        amount_sign: AmountSign::InIsNegative,
    };
    let saved = serde_json::to_string(&mapping).unwrap();
    let mapping: Mapping = serde_json::from_str(&saved).unwrap();
    let text = "When,How much,What\n11/23/2026,-12.00,PAYMENT\n";
    let row = Statements::open_mapped(text.as_bytes(), mapping.clone()).unwrap().next().unwrap();
    assert_eq!((row.amount_cents, row.description.as_str()), (1_200, "PAYMENT"));
    let other = "When,Amount\n11/23/2026,-12.00\n";
    let error = Statements::open_mapped(other.as_bytes(), mapping).err().unwrap();
    assert!(matches!(error.fault, Fault::MissingColumn { column, .. } if column == "How much"));
}

#[test]
fn rows_that_cannot_be_read_are_held_and_the_rest_goes_on() {
    let (rows, problems) = read(
        "Date,Description,Debit,Credit\n11/23/2026,A,,1.00\nPending,B,,2.00\n11/23/2026,C,,\n\
         11/23/2026,D,1.00,2.00\n11/23/2026,E,abc,\n11/23/2026\n11/23/2026,F,3.00,\n",
    );
    assert_eq!(rows.iter().map(|row| row.amount_cents).collect::<Vec<_>>(), [100, -300]);
    let held: Vec<u64> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!(held, [3, 4, 5, 6, 7]);
    assert!(!problems.refuse_file());
    for text in ["", "Date\n1\n", "hello\n", "Name,Phone\nAna,1\n", "PK\u{3}\u{4}"] {
        assert!(Statements::open(text.as_bytes()).is_err(), "{text}");
    }
}

#[test]
fn a_missing_row_shows_in_the_balance() {
    let header = "Date,Amount,Balance\n";
    let rows =
        ["11/20/2026,10.00,110.00\n", "11/21/2026,-5.00,105.00\n", "11/22/2026,1.00,106.00\n"];
    let old_first = header.to_owned() + &rows.concat();
    let new_first = format!("{header}{}{}{}", rows[2], rows[1], rows[0]);
    assert!(read(&old_first).1.is_empty() && read(&new_first).1.is_empty());
    for missing in [
        format!("{header}{}{}{}", rows[0], rows[2], "11/23/2026,2.00,108.00\n"),
        format!("{header}{}{}{}", "11/23/2026,2.00,108.00\n", rows[2], rows[0]),
    ] {
        let problems = read(&missing).1;
        assert!(problems.has("statement.balance") && !problems.refuse_file(), "{missing}");
    }
}

fn any_row() -> impl Strategy<Value = StatementRow> {
    let words = || "([A-Za-z0-9é=+@-]([A-Za-z0-9é ,\"'.-]{0,20}[A-Za-z0-9é])?)?";
    let amount = -100_000_000_i64..100_000_000;
    let day = (10_000_i64..30_000).prop_map(Day::from_days_since_epoch);
    (day, amount.clone(), "[0-9]{0,6}", words(), words(), words(), prop::option::of(amount))
        .prop_map(|(posted_on, amount_cents, check_number, description, reference, id, balance)| {
            StatementRow {
                line: 0,
                posted_on,
                amount_cents,
                account: "0123456789".to_owned(),
                check_number,
                description,
                reference,
                kind: "POS".to_owned(),
                id,
                balance_cents: balance,
            }
        })
}

proptest! {
    #[test]
    fn what_is_printed_is_read_again(rows in prop::collection::vec(any_row(), 1..8)) {
        let bytes = print(&rows, Vec::new()).expect("memory");
        let mut statements = Statements::open(&bytes[..]).expect("a statement");
        let mut again: Vec<StatementRow> = statements.by_ref().collect();
        prop_assert!(statements.problems().iter().all(|p| p.code == "statement.balance"));
        again.iter_mut().for_each(|row| row.line = 0);
        prop_assert_eq!(again, rows);
    }
}
