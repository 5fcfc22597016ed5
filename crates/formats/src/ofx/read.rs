//! Reading statements out of the elements of a file.

use std::collections::HashMap;

use super::scan::{Element, elements};
use super::{
    Account, AccountKind, Balance, Correction, CorrectionKind, Moment, OfxFile, Statement,
    Transaction, TransactionKind, Version,
};
use crate::letters::text_of;
use crate::problems::{Problems, shown};

/// What was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfxReading {
    /// The file; without statements when it is none or torn.
    pub file: OfxFile,
    /// What is wrong, on which line.
    pub problems: Problems,
}

/// Reads OFX 1, OFX 2 or QFX.
///
/// A movement whose day, amount or id cannot be read is not among the transactions: its problem
/// holds it for a person. Nothing may be posted when [`Problems::refuse_file`] holds.
pub fn read(bytes: &[u8]) -> OfxReading {
    let mut problems = Problems::default();
    let Some(text) = text_of(bytes, &mut problems) else {
        return OfxReading { file: OfxFile::default(), problems };
    };
    let root = elements(&text, &mut problems);
    let mut file = OfxFile { version: version_of(&text), ..OfxFile::default() };
    match root.find("OFX") {
        None => {
            problems.refuse(1, "ofx.no_ofx", "", "There is no <OFX> in it; this is no OFX file.");
        }
        Some(ofx) if ofx.inner.is_empty() => {
            let says = "The file ends before </OFX>: it is torn. Download it again.";
            problems.refuse(ofx.line, "ofx.torn", "", says);
        }
        Some(ofx) => read_ofx(ofx, &mut file, &mut problems),
    }
    OfxReading { file, problems }
}

/// Version 2 begins with an instruction of XML, version 1 with lines of names and values.
fn version_of(text: &str) -> Version {
    let header = text.find("<OFX>").or_else(|| text.find("<ofx>")).unwrap_or(text.len());
    match text[..header].contains("<?") {
        true => Version::Two,
        false => Version::One,
    }
}

fn read_ofx(ofx: &Element<'_>, file: &mut OfxFile, problems: &mut Problems) {
    if let Some(answer) = ofx.find("SIGNONMSGSRSV1").and_then(|signon| signon.find("SONRS")) {
        check_status(answer, problems);
        file.made_at = Moment::parse(answer.value("DTSERVER"));
        let institution = answer.find("FI");
        let value = |name| institution.map_or("", |element| element.value(name)).to_owned();
        file.institution = value("ORG");
        file.institution_id = value("FID");
        if file.institution_id.is_empty() {
            answer.value("INTU.BID").clone_into(&mut file.institution_id);
        }
    }
    for (messages, answer, statement, of) in [
        ("BANKMSGSRSV1", "STMTTRNRS", "STMTRS", AccountKind::Bank),
        ("CREDITCARDMSGSRSV1", "CCSTMTTRNRS", "CCSTMTRS", AccountKind::Card),
    ] {
        for messages in ofx.all(messages) {
            for answer in messages.all(answer) {
                check_status(answer, problems);
                for statement in answer.all(statement) {
                    file.statements.push(read_statement(statement, of, problems));
                }
            }
        }
    }
    if file.statements.is_empty() {
        let says = "There is no statement of an account or a card in the file.";
        problems.refuse(ofx.line, "ofx.no_statement", "", says);
    }
}

/// A bank that cannot answer says so in words.
fn check_status(answer: &Element<'_>, problems: &mut Problems) {
    let Some(status) = answer.find("STATUS") else {
        return;
    };
    if status.value("SEVERITY").eq_ignore_ascii_case("ERROR") {
        let says = format!(
            "The bank answered with error {} {}; download it again.",
            shown(status.value("CODE")),
            shown(status.value("MESSAGE"))
        );
        problems.refuse(status.line, "ofx.status", "", says);
    }
}

fn read_statement(element: &Element<'_>, of: AccountKind, problems: &mut Problems) -> Statement {
    let account = match of {
        AccountKind::Bank => element.find("BANKACCTFROM"),
        AccountKind::Card => element.find("CCACCTFROM"),
    };
    let value = |name| account.map_or("", |account| account.value(name)).to_owned();
    let mut statement = Statement {
        line: element.line,
        account: Account {
            bank_id: value("BANKID"),
            branch_id: value("BRANCHID"),
            number: value("ACCTID"),
            kind: value("ACCTTYPE"),
            of,
        },
        currency: element.value("CURDEF").to_owned(),
        ledger: read_balance(element, "LEDGERBAL", problems),
        available: read_balance(element, "AVAILBAL", problems),
        ..Statement::default()
    };
    if statement.account.number.is_empty() {
        let says = "The statement does not say whose it is.";
        problems.refuse(element.line, "ofx.account", "account", says);
    }
    let mut fitids = HashMap::new();
    for list in element.all("BANKTRANLIST") {
        statement.starts_at = statement.starts_at.or(Moment::parse(list.value("DTSTART")));
        statement.ends_at = Moment::parse(list.value("DTEND")).or(statement.ends_at);
        for element in list.all("STMTTRN") {
            let Some(transaction) = read_transaction(element, problems) else {
                continue;
            };
            let place = statement.transactions.len();
            let first = *fitids.entry(transaction.fitid.clone()).or_insert(place);
            match statement.transactions.get(first) {
                None => statement.transactions.push(transaction),
                Some(first) => duplicate(first, &transaction, problems),
            }
        }
    }
    statement
}

/// The same movement twice is passed over; another one under the same id waits for a person.
fn duplicate(first: &Transaction, again: &Transaction, problems: &mut Problems) {
    let id = shown(&again.fitid);
    let same = Transaction { line: first.line, ..again.clone() };
    if same == *first {
        let says = format!("The movement {id} stands in the file twice; it is taken once.");
        problems.note(again.line, "ofx.repeated", "FITID", says);
    } else {
        let says = format!(
            "Two different movements have the id {id}; this one, \"{}\" of {} cents, waits.",
            shown(&again.name),
            again.amount_cents
        );
        problems.hold(again.line, "ofx.duplicate_fitid", "FITID", says);
    }
}

fn read_transaction(element: &Element<'_>, problems: &mut Problems) -> Option<Transaction> {
    let line = element.line;
    let value = |name| element.value(name);
    let fitid = value("FITID").to_owned();
    let mut unread = |field: &'static str, code, text: &str| {
        let says = format!(
            "\"{}\" cannot be read in the movement \"{}\" ({}); enter it by hand.",
            shown(text),
            shown(value("NAME")),
            shown(value("FITID"))
        );
        problems.hold(line, code, field, says);
    };
    let Some(posted_at) = Moment::parse(value("DTPOSTED")) else {
        unread("DTPOSTED", "ofx.day", value("DTPOSTED"));
        return None;
    };
    let Some(amount_cents) = cents_of(value("TRNAMT")) else {
        unread("TRNAMT", "ofx.amount", value("TRNAMT"));
        return None;
    };
    if fitid.is_empty() {
        unread("FITID", "ofx.fitid", "");
        return None;
    }
    let kind = TransactionKind::of(value("TRNTYPE"));
    if kind.is_none() {
        let says = format!("\"{}\" is no kind of movement; it is OTHER.", shown(value("TRNTYPE")));
        problems.note(line, "ofx.kind", "TRNTYPE", says);
    }
    let corrects = value("CORRECTFITID");
    let name = match value("NAME") {
        "" => element.find("PAYEE").map_or("", |payee| payee.value("NAME")),
        name => name,
    };
    Some(Transaction {
        line,
        kind: kind.unwrap_or(TransactionKind::Other),
        posted_at,
        begun_at: Moment::parse(value("DTUSER")),
        amount_cents,
        fitid,
        corrects: (!corrects.is_empty()).then(|| Correction {
            fitid: corrects.to_owned(),
            kind: match value("CORRECTACTION").eq_ignore_ascii_case("DELETE") {
                true => CorrectionKind::Delete,
                false => CorrectionKind::Replace,
            },
        }),
        check_number: value("CHECKNUM").to_owned(),
        reference: value("REFNUM").to_owned(),
        name: name.to_owned(),
        memo: value("MEMO").to_owned(),
    })
}

fn read_balance(statement: &Element<'_>, name: &str, problems: &mut Problems) -> Option<Balance> {
    let balance = statement.find(name)?;
    let text = balance.value("BALAMT");
    let amount_cents = cents_of(text);
    if amount_cents.is_none() {
        let says = format!("\"{}\" is no balance; it is left out.", shown(text));
        problems.note(balance.line, "ofx.balance", "BALAMT", says);
    }
    let as_of = Moment::parse(balance.value("DTASOF"));
    Some(Balance { amount_cents: amount_cents?, as_of })
}

/// An amount in whole cents. OFX knows no groups of thousands, and takes a comma for a point
/// (3.2.9.1); parts of a cent are none.
fn cents_of(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, part) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() + part.len() == 0 || whole.len() > 15 || !plain(whole) || !plain(part) {
        return None;
    }
    let (cents, rest) = part.split_at(part.len().min(2));
    if rest.bytes().any(|byte| byte != b'0') {
        return None;
    }
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let cents: i64 = format!("{cents:0<2}").parse().ok()?;
    Some(sign * (whole * 100 + cents))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_no_groups_and_no_parts_of_a_cent() {
        for (text, cents) in [
            ("12.50", Some(1_250)),
            ("-12.5", Some(-1_250)),
            ("+12", Some(1_200)),
            ("12,50", Some(1_250)),
            (".5", Some(50)),
            ("12.", Some(1_200)),
            ("12.5000", Some(1_250)),
            ("-0.00", Some(0)),
            ("12.505", None),
            ("1,234.50", None),
            ("--1", None),
            ("", None),
            ("-", None),
            (".", None),
            ("1e3", None),
            ("9999999999999999", None),
        ] {
            assert_eq!(cents_of(text), cents, "{text}");
        }
    }
}
