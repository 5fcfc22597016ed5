use proptest::prelude::*;
use values::Day;

use super::*;

/// The day of the BAI2 file, as the bank's website hands it out.
const DAY: &str = "\
OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nSECURITY:NONE\r\nENCODING:USASCII\r\n\
CHARSET:1252\r\nCOMPRESSION:NONE\r\nOLDFILEUID:NONE\r\nNEWFILEUID:NONE\r\n\r\n\
<OFX>\r\n<SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS>\
<DTSERVER>20261124060000[-5:EST]<LANGUAGE>ENG<FI><ORG>FIRST BANK OF CEDAR<FID>5550</FI>\
<INTU.BID>5550</SONRS></SIGNONMSGSRSV1>\r\n\
<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS>\r\n\
<STMTRS><CURDEF>USD\r\n\
<BANKACCTFROM><BANKID>122000247<ACCTID>0123456789<ACCTTYPE>CHECKING</BANKACCTFROM>\r\n\
<BANKTRANLIST><DTSTART>20261123<DTEND>20261124\r\n\
<STMTTRN><TRNTYPE>DEP<DTPOSTED>20261123120000[-5:EST]<TRNAMT>1284.50<FITID>D112001\
<NAME>BRANCH DEPOSIT<MEMO>0412-26-000321</STMTTRN>\r\n\
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261123<TRNAMT>3021.10<FITID>A112301\
<NAME>ACH SETTLEMENT FILE A<MEMO></STMTTRN>\r\n\
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261123<TRNAMT>-125.00<FITID>R112301<CHECKNUM>1042\
<NAME>RETURNED CHECK &amp; FEE</STMTTRN>\r\n\
</BANKTRANLIST>\r\n\
<LEDGERBAL><BALAMT>27130.78<DTASOF>20261123235900[-5:EST]</LEDGERBAL>\r\n\
</STMTRS></STMTTRNRS></BANKMSGSRSV1>\r\n</OFX>\r\n";

#[test]
fn a_statement_in_sgml_is_read() {
    let reading = read(DAY.as_bytes());
    assert_eq!(reading.problems, Default::default());
    let file = &reading.file;
    assert_eq!((file.version, file.institution.as_str()), (Version::One, "FIRST BANK OF CEDAR"));
    let statement = &file.statements[0];
    assert_eq!(statement.account.number, "0123456789");
    assert_eq!(statement.ledger.map(|balance| balance.amount_cents), Some(2_713_078));
    assert_eq!(statement.starts_at, Some(Moment::on(Day::ymd(2026, 11, 23))));
    let cents: Vec<i64> = statement.transactions.iter().map(|one| one.amount_cents).collect();
    assert_eq!(cents, [128_450, 302_110, -12_500]);
    let check = &statement.transactions[2];
    assert_eq!((check.check_number.as_str(), check.line), ("1042", 19));
    assert_eq!(check.name, "RETURNED CHECK & FEE");
    assert_eq!(statement.transactions[1].memo, "");
}

#[test]
fn the_same_statement_in_xml_says_the_same() {
    let one = read(DAY.as_bytes()).file;
    let text = print(&OfxFile { version: Version::Two, ..one.clone() }).unwrap();
    assert!(text.starts_with("<?xml") && text.contains("<FITID>D112001</FITID>"));
    let two = read(text.as_bytes());
    assert_eq!(two.problems, Default::default());
    assert_eq!(without_lines(OfxFile { version: Version::One, ..two.file }), without_lines(one));
    let in_one_line = text.replace('\n', "");
    assert_eq!(read(in_one_line.as_bytes()).file.statements[0].transactions.len(), 3);
}

#[test]
fn a_file_torn_at_any_byte_is_refused_or_whole() {
    let whole = read(DAY.as_bytes()).file;
    let end = DAY.find("</OFX>").unwrap() + "</OFX>".len();
    for length in 0..DAY.len() {
        let reading = read(&DAY.as_bytes()[..length]);
        match length >= end {
            true => assert_eq!(reading.file, whole),
            false => assert!(reading.problems.refuse_file(), "{length}"),
        }
    }
}

#[test]
fn what_cannot_be_read_is_held_and_the_rest_goes_on() {
    for (right, wrong, code) in [
        ("<TRNAMT>3021.10", "<TRNAMT>3,021.10", "ofx.amount"),
        ("<DTPOSTED>20261123<TRNAMT>3021.10", "<DTPOSTED>x<TRNAMT>3021.10", "ofx.day"),
        ("<FITID>A112301", "", "ofx.fitid"),
        ("<FITID>A112301", "<FITID>D112001", "ofx.duplicate_fitid"),
    ] {
        let reading = read(DAY.replacen(right, wrong, 1).as_bytes());
        assert!(reading.problems.has(code) && !reading.problems.refuse_file(), "{wrong}");
        assert_eq!(reading.file.statements[0].transactions.len(), 2, "{wrong}");
        let held = reading.problems.iter().next().unwrap();
        assert!(held.line == 18 && held.says.contains("ACH SETTLEMENT"), "{held}");
    }
    let (begin, end) = (DAY.find("<STMTTRN>").unwrap(), DAY.find("</BANKTRANLIST>").unwrap());
    let twice = DAY.replacen(&DAY[begin..end], &DAY[begin..end].repeat(2), 1);
    let reading = read(twice.as_bytes());
    assert_eq!(reading.file.statements[0].transactions.len(), 3);
    assert!(reading.problems.has("ofx.repeated") && !reading.problems.refuse_file());
}

#[test]
fn what_is_no_statement_is_refused_in_words() {
    for (right, wrong, code) in [
        (
            "<SEVERITY>INFO</STATUS>\r\n<STMTRS>",
            "<SEVERITY>ERROR</STATUS>\r\n<STMTRS>",
            "ofx.status",
        ),
        ("<ACCTID>0123456789", "", "ofx.account"),
        ("BANKMSGSRSV1", "INVMSGSRSV1", "ofx.no_statement"),
        ("<OFX>", "<!DOCTYPE OFX [<!ENTITY a 'b'>]><OFX>", "ofx.declaration"),
        ("<OFX>", "", "ofx.no_ofx"),
    ] {
        let problems = read(DAY.replace(right, wrong).as_bytes()).problems;
        assert!(problems.refuse_file() && problems.has(code), "{wrong}: {problems:?}");
    }
    for wrong in ["", "hello", "<OFX>", "01,B/", "%PDF-1.4"] {
        assert!(read(wrong.as_bytes()).problems.refuse_file(), "{wrong}");
    }
}

#[test]
fn windows_letters_are_read_as_such() {
    let bytes: Vec<u8> = DAY
        .replace("BRANCH DEPOSIT", "CAF# PE@A")
        .bytes()
        .map(|byte| match byte {
            b'#' => 0xC9,
            b'@' => 0xD1,
            byte => byte,
        })
        .collect();
    let file = read(&bytes).file;
    assert_eq!(file.statements[0].transactions[0].name, "CAFÉ PEÑA");
}

fn words() -> impl Strategy<Value = String> {
    "([!-~éñ]([ -~éñ]{0,30}[!-~éñ])?)?"
}

fn any_moment() -> impl Strategy<Value = Moment> {
    let time = prop::option::of(0_u32..86_400_000);
    let offset = prop::option::of((-60_i16..=60).prop_map(|quarters| quarters * 15));
    (0_i64..40_000, time, offset).prop_map(|(day, milliseconds, offset_minutes)| Moment {
        day: Day::from_days_since_epoch(day),
        milliseconds,
        offset_minutes,
    })
}

fn any_balance() -> impl Strategy<Value = Option<Balance>> {
    let moment = prop::option::of(any_moment());
    let balance = (-10_000_000_000_i64..10_000_000_000, moment)
        .prop_map(|(amount_cents, as_of)| Balance { amount_cents, as_of });
    prop::option::of(balance)
}

fn any_transaction() -> impl Strategy<Value = Transaction> {
    let kinds = prop::sample::select(vec![
        TransactionKind::Credit,
        TransactionKind::Debit,
        TransactionKind::Fee,
        TransactionKind::Check,
        TransactionKind::CashMachine,
        TransactionKind::Other,
    ]);
    let corrects =
        prop::option::of(("[!-;=?-~]{1,20}", any::<bool>()).prop_map(|(fitid, deletes)| {
            let kind = if deletes { CorrectionKind::Delete } else { CorrectionKind::Replace };
            Correction { fitid, kind }
        }));
    let amount = -10_000_000_000_i64..10_000_000_000;
    let moments = (any_moment(), prop::option::of(any_moment()));
    (kinds, moments, amount, corrects, words(), words(), words(), words()).prop_map(
        |(kind, moments, amount_cents, corrects, check_number, reference, name, memo)| {
            Transaction {
                line: 0,
                kind,
                posted_at: moments.0,
                begun_at: moments.1,
                amount_cents,
                fitid: String::new(),
                corrects,
                check_number,
                reference,
                name,
                memo,
            }
        },
    )
}

fn any_statement() -> impl Strategy<Value = Statement> {
    let moments = (prop::option::of(any_moment()), prop::option::of(any_moment()));
    let balances = (any_balance(), any_balance());
    let transactions = prop::collection::vec(any_transaction(), 0..6);
    let of = prop::sample::select(vec![AccountKind::Bank, AccountKind::Card]);
    ("[0-9]{1,22}", words(), of, moments, balances, transactions).prop_map(
        |(number, bank_id, of, moments, balances, mut transactions)| {
            for (place, transaction) in transactions.iter_mut().enumerate() {
                transaction.fitid = format!("2026 <{place}> & more");
            }
            let account = Account { bank_id, number, of, ..Account::default() };
            Statement {
                line: 0,
                account,
                currency: "USD".to_owned(),
                starts_at: moments.0,
                ends_at: moments.1,
                transactions,
                ledger: balances.0,
                available: balances.1,
            }
        },
    )
}

fn any_file() -> impl Strategy<Value = OfxFile> {
    let version = prop::sample::select(vec![Version::One, Version::Two]);
    let statements = prop::collection::vec(any_statement(), 1..4);
    (version, prop::option::of(any_moment()), words(), words(), statements).prop_map(
        |(version, made_at, institution, institution_id, mut statements)| {
            // Accounts are written before cards.
            statements.sort_by_key(|statement| statement.account.of == AccountKind::Card);
            OfxFile { version, made_at, institution, institution_id, statements }
        },
    )
}

/// Line numbers are the reader's, not the file's.
fn without_lines(mut file: OfxFile) -> OfxFile {
    for statement in &mut file.statements {
        statement.line = 0;
        statement.transactions.iter_mut().for_each(|transaction| transaction.line = 0);
    }
    file
}

proptest! {
    #[test]
    fn what_is_printed_is_read_again(file in any_file()) {
        let text = print(&file).expect("nothing in it is forbidden");
        let reading = read(text.as_bytes());
        prop_assert_eq!(&reading.problems, &Default::default(), "{}", text);
        prop_assert_eq!(print(&reading.file).expect("still"), text);
        prop_assert_eq!(without_lines(reading.file), file);
    }
}
