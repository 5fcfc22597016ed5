use proptest::prelude::*;

use super::*;
use crate::amounts::parse_cents;
use crate::csv::{Record, Table, unguarded};

fn line(account: &str, amount_cents: i64, customer: Option<&str>) -> LedgerLine {
    let customer = customer.map(str::to_owned);
    LedgerLine { account: account.to_owned(), amount_cents, customer }
}

fn entry(memo: &str, lines: Vec<LedgerLine>) -> LedgerEntry {
    LedgerEntry {
        day: Day::ymd(2026, 3, 2),
        number: "J-1".to_owned(),
        branch: "0412".to_owned(),
        memo: memo.to_owned(),
        source_type: "invoice".to_owned(),
        source_id: "0412-26-005501".to_owned(),
        lines,
    }
}

fn written(format: LedgerFormat, entries: &[LedgerEntry]) -> String {
    let mut writer = LedgerWriter::new(format, Vec::new()).expect("memory");
    for entry in entries {
        writer.write(entry).expect("balanced");
    }
    String::from_utf8_lossy(&writer.finish().expect("memory")).into_owned()
}

fn invoice() -> LedgerEntry {
    entry(
        "Completed; \"quarterly\"\nRivera",
        vec![
            line("1100 Accounts receivable", 12_840, Some("A10023: Rivera, Marisol")),
            line("4000 Revenue", -12_000, None),
            line("2100.12 Sales tax (Marion)", -840, None),
        ],
    )
}

#[test]
fn hledger_reads_it() {
    assert_eq!(
        written(LedgerFormat::Hledger, &[invoice()]),
        "commodity $1000.00\n\
         \naccount 1100 Accounts receivable  ; type:A\n\
         \naccount 4000 Revenue  ; type:R\n\
         \naccount 2100.12 Sales tax (Marion)  ; type:L\n\
         \n2026-03-02 (J-1) Completed, \"quarterly\" Rivera  \
         ; branch:0412, source:invoice, document:0412-26-005501\n\
         \u{20}   1100 Accounts receivable  $128.40  ; customer:A10023- Rivera  Marisol\n\
         \u{20}   4000 Revenue  $-120.00\n\
         \u{20}   2100.12 Sales tax (Marion)  $-8.40\n"
    );
}

#[test]
fn beancount_reads_it() {
    let text = written(LedgerFormat::Beancount, &[invoice(), invoice()]);
    assert!(text.contains(
        "1970-01-01 open Liabilities:2100-12-Sales-tax-Marion USD\n  \
         number: \"2100.12\"\n  name: \"Sales tax (Marion)\"\n"
    ));
    assert!(
        text.contains(
            "\n2026-03-02 * \"Completed; \\\"quarterly\\\" Rivera\"\n  number: \"J-1\"\n"
        )
    );
    assert!(text.contains("  Assets:1100-Accounts-receivable  128.40 USD\n    customer: \"A10023"));
    assert_eq!(text.matches(" open ").count(), 3, "each account is opened once");
    let alike = entry("", vec![line("Till A", 5, None), line("till-A", -5, None)]);
    let text = written(LedgerFormat::Beancount, &[alike]);
    assert!(text.contains("  Equity:Till-A  0.05 USD\n  Equity:Till-A-2  -0.05 USD\n"), "{text}");
}

#[test]
fn the_table_has_debits_and_credits_and_no_formulas() {
    let mut tricky = invoice();
    tricky.memo = "=1+1".to_owned();
    assert_eq!(
        written(LedgerFormat::Csv, &[tricky]).lines().nth(2),
        Some("J-1,2026-03-02,0412,4000 Revenue,,120.00,,invoice,0412-26-005501,'=1+1")
    );
}

#[test]
fn quickbooks_gets_its_blocks() {
    let text = written(LedgerFormat::Iif, &[invoice()]);
    let block: Vec<&str> = text.lines().skip(3).collect();
    assert_eq!(block.len(), 4);
    assert!(block[0].starts_with("TRNS\t\tGENERAL JOURNAL\t03/02/2026\t1100 Accounts receivable"));
    assert!(block[0].contains("\t128.40\tJ-1\t"));
    assert_eq!(block[3], "ENDTRNS");
}

#[test]
fn what_does_not_balance_is_refused_in_every_format() {
    let off = entry("", vec![line("1000 Cash", 5, None), line("4000 Revenue", -4, None)]);
    for format in LedgerFormat::ALL {
        let mut writer = LedgerWriter::new(format, Vec::new()).expect("memory");
        let error = writer.write(&off).expect_err("refused");
        assert!(matches!(error, WriteError::Unbalanced { off_cents: 1, .. }), "{format}");
        let empty = LedgerWriter::new(format, Vec::new()).expect("memory");
        let (some, none) = (writer.finish().expect("memory"), empty.finish().expect("memory"));
        assert_eq!(some, none, "{format}: nothing of it is written");
        assert_eq!(format.name().parse(), Ok(format));
    }
}

proptest! {
    #[test]
    fn the_table_sums_to_what_was_written(
        amounts in prop::collection::vec(-9_000_000_i64..9_000_000, 1..6),
        memo in "\\PC{0,20}",
    ) {
        let mut lines: Vec<LedgerLine> =
            amounts.iter().map(|cents| line("1000 Cash", *cents, None)).collect();
        lines.push(line("3900 Intercompany", -amounts.iter().sum::<i64>(), None));
        let entry = entry(&memo, lines);
        let text = written(LedgerFormat::Csv, std::slice::from_ref(&entry));
        let mut table = Table::open(text.as_bytes()).expect("opens");
        let mut record = Record::new();
        for line in &entry.lines {
            prop_assert!(table.read(&mut record).expect("reads"));
            let cents = |place: usize| parse_cents(&record[place]).unwrap_or(0);
            prop_assert_eq!(cents(4) - cents(5), line.amount_cents);
            prop_assert_eq!(unguarded(&record[9]), memo.as_str());
        }
    }

    #[test]
    fn no_text_escapes_its_line(text in "[\\PC\n\r\t\0:;()\"\\\\]{0,30}") {
        let mut entry = entry(&text, vec![line(&text, 1, Some(&text)), line("1", -1, None)]);
        entry.number = text.clone();
        for (format, lines) in [(LedgerFormat::Hledger, 9), (LedgerFormat::Iif, 6)] {
            prop_assert_eq!(written(format, std::slice::from_ref(&entry)).lines().count(), lines);
        }
    }
}
