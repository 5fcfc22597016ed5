use super::*;
use proptest::prelude::*;
use values::Day;

fn rows(text: &str) -> Vec<PastedRow> {
    read(text).expect("it is read").rows
}

#[test]
fn headings_tell_the_columns_in_any_order() {
    let text = "Check #\tDate\tCustomer Name\tAcct. No.\tInvoice\tAmount Paid\tNote\r\n\
                1042\t3/1/2026\tOak Street Dental\tA10002\t0412-26-005440\t$1,284.50\tby mail\r\n";
    let read = read(text).expect("it is read");
    use Column::{Account, Amount, Dated, Invoice, Name, Number, Other};
    assert_eq!(read.columns, [Number, Dated, Name, Account, Invoice, Amount, Other]);
    let row = &read.rows[0];
    assert_eq!((row.line, &*row.number, &*row.account), (2, "1042", "A10002"));
    assert_eq!((&*row.name, &*row.invoice), ("Oak Street Dental", "0412-26-005440"));
    assert_eq!(row.amount_cents, Found::Read(128_450));
    assert_eq!(row.dated_on, Found::Read(Day::ymd(2026, 3, 1)));
    assert_eq!(row.tender, Found::Blank);
    assert_eq!(row.cells[6], "by mail");
}

#[test]
fn without_headings_the_cells_tell() {
    let read = read(
        "A10001\tMarisol Rivera\t1042\tCheck\t$127.33\nA10002\tOak Street Dental\t77\tMO\t240.00",
    )
    .expect("it is read");
    use Column::{Account, Amount, Name, Number, Tender};
    assert_eq!(read.columns, [Account, Name, Number, Tender, Amount]);
    assert_eq!(read.rows[1].tender, Found::Read(How::MoneyOrder));
    assert_eq!(read.rows[1].amount_cents, Found::Read(24_000));
}

#[test]
fn a_slip_in_one_cell_stays_as_it_is() {
    let rows = rows("Rivera\t127.33\nOak\t24o.00\nHalloran\t(20.00)\nLee\t\n");
    assert_eq!(rows[0].amount_cents, Found::Read(12_733));
    assert_eq!(rows[1].amount_cents, Found::Unread("24o.00".into()));
    assert_eq!(rows[2].amount_cents, Found::Read(-2_000));
    assert_eq!(rows[3].amount_cents, Found::Blank);
}

#[test]
fn quoted_cells_hold_tabs_line_ends_and_marks() {
    let rows = rows("Name\tAmount\n\"The \"\"Oak\"\"\nDental\"\t\"1,284.50\"\n5\" hose co\t9.00\n");
    assert_eq!((rows[0].line, &*rows[0].name), (2, "The \"Oak\" Dental"));
    assert_eq!(rows[0].amount_cents, Found::Read(128_450));
    assert_eq!((rows[1].line, &*rows[1].name), (4, "5\" hose co"));
    // A mark that nobody closes is a letter, and swallows no row.
    let torn = super::read("Name\tAmount\n\"Oak\t9.00\nElm\t8.00\n").expect("it is read");
    assert_eq!(torn.rows.len(), 2);
    assert_eq!(torn.rows[0].name, "\"Oak");
}

#[test]
fn one_date_proves_the_order_of_all() {
    let days = rows("Oak\t03/04/2026\t1.00\nElm\t25/04/2026\t2.00\n");
    assert_eq!(days[0].dated_on, Found::Read(Day::ymd(2026, 4, 3)));
    let days = rows("Oak\tMar 4, 2026\t1.00\nElm\t2026-03-05\t2.00\nYew\tFeb 30, 2026\t3.00");
    assert_eq!(days[1].dated_on, Found::Read(Day::ymd(2026, 3, 5)));
    assert_eq!(days[2].dated_on, Found::Unread("Feb 30, 2026".into()));
}

#[test]
fn what_may_be_read_two_ways_is_refused() {
    let refused = |text: &str| read(text).expect_err("it is refused");
    assert_eq!(refused(" \n\t\n"), PasteError::Empty);
    assert_eq!(refused("12.00\n13.00"), PasteError::OneColumn);
    assert_eq!(refused("Name\tAmount\n"), PasteError::HeadingsOnly);
    assert_eq!(refused("Rivera\t1042\t127"), PasteError::NoAmounts, "127 may be a check's number");
    assert_eq!(refused("Rivera\t127.33\t240.00"), PasteError::SeveralAmounts);
    assert_eq!(refused("Name\tAmount\tPaid\nRivera\t1\t2"), PasteError::SeveralAmounts);
    assert_eq!(refused(&"x".repeat(LONGEST_TEXT + 1)), PasteError::TooLong);
}

#[test]
fn as_many_rows_as_are_told_are_taken() {
    let text = |rows: usize| "Rivera\t1.00\n".repeat(rows);
    assert_eq!(rows(&text(MOST_ROWS)).len(), MOST_ROWS);
    let refused = read(&text(MOST_ROWS + 1)).expect_err("one too many");
    assert_eq!(refused, PasteError::TooManyRows { rows: MOST_ROWS + 1 });
    assert!(refused.to_string().starts_with("These are 201 rows, and 200 are taken at once."));
}

proptest! {
    /// Whatever stands in a sheet comes out as it stood, each row with something in it once.
    #[test]
    fn no_row_is_lost_and_no_cell_changed(
        names in prop::collection::vec("[a-zA-Z\"'. ,\t\n]{1,12}[a-z]", 1..20),
        cents in prop::collection::vec(1_i64..100_000_000, 20),
    ) {
        let mut sheet = vec![vec![String::from("Customer"), String::from("Amount")]];
        for (name, cents) in names.iter().zip(&cents) {
            sheet.push(vec![name.clone(), values::Money::cents(*cents).to_string()]);
        }
        let pasted = read(&print(&sheet)).expect("it is read");
        prop_assert_eq!(pasted.rows.len(), names.len());
        for ((row, name), cents) in pasted.rows.iter().zip(&names).zip(&cents) {
            let words: Vec<&str> = name.split_whitespace().collect();
            prop_assert_eq!(&row.name, &words.join(" "));
            prop_assert_eq!(&row.amount_cents, &Found::Read(*cents));
        }
    }
}
