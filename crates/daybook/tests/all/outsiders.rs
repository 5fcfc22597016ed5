//! The books as outsiders read them: Debian's hledger adds up the exported entries and comes
//! to Daybook's own trial balance, and every other format is read back to the same sums.

use crate::program::Program;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

/// Cents by account, `1100 Accounts receivable`.
type Balances = BTreeMap<String, i64>;

/// A branch with two weeks of work, money and deposits in its books.
fn busy_branch() -> &'static Program {
    static BRANCH: OnceLock<Program> = OnceLock::new();
    BRANCH.get_or_init(|| {
        let program = Program::new();
        program.did(&["demo", "--customers", "60", "--days", "30", "--until", "2026-03-02"]);
        program
    })
}

/// Daybook's own trial balance.
fn own_balances(program: &Program) -> Balances {
    let list = program.answer(&["accounts", "list", "--limit", "500"]);
    let rows = list["rows"].as_array().expect("rows").iter();
    let balance = |row: &Value| {
        let text = |name: &str| row[name].as_str().expect("text").to_owned();
        let side = |name: &str| row[name].as_i64().expect("cents");
        let cents = side("debit_cents") - side("credit_cents");
        (cents != 0).then(|| (format!("{} {}", text("number"), text("name")), cents))
    };
    rows.filter_map(balance).collect()
}

/// Exports the entries; the file.
fn exported(program: &Program, format: &str) -> String {
    let file = program.path(&format!("books-{}.{format}", std::process::id()));
    let file = file.to_str().expect("a path").to_owned();
    if !Path::new(&file).exists() {
        program.did(&["books", "export", "--format", format, &file]);
    }
    file
}

/// `1,234.50` or `$-12.00` in cents.
fn cents(text: &str) -> i64 {
    let digits: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '-').collect();
    let parts = text.rsplit_once('.').map_or(0, |(_, cents)| cents.trim_end().len());
    let whole: i64 = digits.parse().unwrap_or_else(|_| panic!("{text:?} is no amount"));
    match parts {
        0 => whole * 100,
        2 => whole,
        _ => panic!("{text:?} has no cents"),
    }
}

/// What hledger says of a file; none where it is not installed and need not be.
fn hledger(words: &[&str]) -> Option<String> {
    let output = match Command::new("hledger").args(words).output() {
        Ok(output) => output,
        Err(error) => {
            let is_required = std::env::var_os("DAYBOOK_REQUIRE_HLEDGER").is_some();
            assert!(!is_required, "hledger is required and cannot be run: {error}");
            return None;
        }
    };
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "hledger {words:?}: {said}");
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn hledger_comes_to_the_same_trial_balance() {
    let program = busy_branch();
    let file = exported(program, "hledger");
    let Some(_) = hledger(&["-f", &file, "check", "--strict"]) else { return };
    let balance = ["-f", &file, "balance", "--flat", "--no-total", "--output-format", "csv"];
    let table = hledger(&balance).expect("it ran a moment ago");
    let theirs: Balances = table
        .lines()
        .skip(1)
        .map(|line| {
            let (account, amount) = line.rsplit_once(",\"").unwrap_or_else(|| panic!("{line}"));
            (account.trim_matches('"').to_owned(), cents(amount.trim_end_matches('"')))
        })
        .collect();
    let ours = own_balances(program);
    assert!(ours.len() >= 8, "a busy branch moves many accounts: {ours:?}");
    assert_eq!(theirs, ours);
    assert_eq!(theirs.values().sum::<i64>(), 0, "debits equal credits");
    program.verify();
}

#[test]
fn every_other_format_reads_back_to_the_same_balances() {
    let program = busy_branch();
    let ours = own_balances(program);
    assert_eq!(of_table(&exported(program, "csv")), ours, "csv");
    assert_eq!(of_iif(&exported(program, "iif")), ours, "iif");
    let named = of_beancount(&exported(program, "beancount"));
    assert_eq!(named, ours, "beancount");
}

fn add(balances: &mut Balances, account: &str, cents: i64) {
    *balances.entry(account.to_owned()).or_default() += cents;
}

fn without_zeros(mut balances: Balances) -> Balances {
    balances.retain(|_, cents| *cents != 0);
    balances
}

fn of_table(file: &str) -> Balances {
    use formats::csv::{Record, Table};
    let mut table = Table::open(std::fs::File::open(file).unwrap()).unwrap();
    let place = |name: &str| table.place_of(name).unwrap();
    let (account, debit, credit) = (place("account"), place("debit"), place("credit"));
    let (mut balances, mut row) = (Balances::new(), Record::new());
    while table.read(&mut row).unwrap() {
        let cell = |place: usize| row.get(place).unwrap_or("").to_owned();
        let amount = |text: String| if text.is_empty() { 0 } else { cents(&text) };
        add(&mut balances, &cell(account), amount(cell(debit)) - amount(cell(credit)));
    }
    assert!(table.left_out().is_empty(), "no line is taken for a title or a total");
    without_zeros(balances)
}

fn of_iif(file: &str) -> Balances {
    let mut reader = formats::iif::Reader::open(std::fs::File::open(file).unwrap()).unwrap();
    let (mut balances, mut sum) = (Balances::new(), 0);
    while let Some(row) = reader.next_row().unwrap() {
        if row.kind() == "ENDTRNS" {
            assert_eq!(sum, 0, "each block is even");
            continue;
        }
        let amount = cents(row.get("AMOUNT"));
        sum += amount;
        add(&mut balances, row.get("ACCNT"), amount);
    }
    without_zeros(balances)
}

/// Accounts are named again as their `open` lines say.
fn of_beancount(file: &str) -> Balances {
    let text = std::fs::read_to_string(file).unwrap();
    let (mut names, mut balances) = (BTreeMap::<&str, String>::new(), Balances::new());
    let (mut opened, mut sum) = ("", 0);
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            [_, "open", account, "USD"] => opened = account,
            ["number:", number] if !opened.is_empty() => {
                names.insert(opened, number.trim_matches('"').to_owned());
            }
            ["name:", ..] if !opened.is_empty() => {
                let name = line.trim().trim_start_matches("name:").trim().trim_matches('"');
                names.entry(opened).and_modify(|known| *known = format!("{known} {name}"));
                opened = "";
            }
            [_, "*", ..] => {
                assert_eq!(sum, 0, "each entry is even, before {line}");
                opened = "";
            }
            [account, amount, "USD"] if names.contains_key(account) => {
                let amount = cents(amount);
                sum += amount;
                add(&mut balances, &names[account], amount);
            }
            _ => {}
        }
    }
    without_zeros(balances)
}
