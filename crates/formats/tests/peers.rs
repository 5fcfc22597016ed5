//! BAI2 and OFX beside two programs of other people: what they read, we read, and what we print,
//! they read.
//!
//! `cargo xtask setup` installs them into `build/peers`. Without them the test is left out,
//! unless `DAYBOOK_REQUIRE_PEERS=1` insists.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use formats::bai2::{self, Flow, Funds, Level, flow_of, type_code};
use formats::ofx;
use serde_json::{Value, json};
use values::Day;

/// The Python that has both programs; `None` when it is not installed.
fn python() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let python = root.join("build/peers/bin/python3");
    if python.is_file() {
        return Some(python);
    }
    let required = std::env::var_os("DAYBOOK_REQUIRE_PEERS").is_some_and(|text| text == "1");
    assert!(!required, "DAYBOOK_REQUIRE_PEERS=1, but {} is missing", python.display());
    None
}

/// What the other programs say about these files.
fn ask(python: &Path, folder: &str, files: &BTreeMap<String, String>) -> Value {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    let _ = fs::remove_dir_all(&folder); // Nothing is lost: an earlier run left it.
    fs::create_dir_all(&folder).expect("a folder for the files");
    for (name, text) in files {
        fs::write(folder.join(name), text).expect("written");
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers/read.py");
    let output = Command::new(python).arg(script).arg(&folder).output().expect("it starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {said}"))
}

/// A fixed xorshift: the same files in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        let place = self.below(all.len() as u64);
        all[usize::try_from(place).expect("it is below a usize")]
    }

    fn words(&mut self) -> String {
        let all = ["", "D112001", "RETURNED CHECK", "CARD NET, TERMINAL 1", "A-1", "MEI LIN"];
        self.one_of(&all).to_owned()
    }

    /// A day that two digits of a year mean in every program.
    fn day(&mut self) -> Day {
        Day::ymd(2000, 1, 1).plus_days(i64::try_from(self.below(25_000)).expect("small"))
    }
}

fn any_bai2(dice: &mut Dice) -> bai2::Bai2File {
    let codes: Vec<u16> = bai2::TYPE_CODES.iter().map(|code| code.code).collect();
    let mut file = bai2::read(&fixture("prior-day.bai2")).files.remove(0);
    file.created_on = dice.day();
    file.id = dice.below(900).to_string();
    let pattern = file.groups.remove(0);
    for _ in 0..=dice.below(2) {
        let mut group = bai2::Group { as_of: dice.day(), ..pattern.clone() };
        group.currency = dice.one_of(&["", "USD", "CAD"]).to_owned();
        group.accounts.clear();
        for _ in 0..=dice.below(2) {
            let mut account = pattern.accounts[0].clone();
            account.number = dice.below(10_000_000_000).to_string();
            account.summaries.truncate(usize::try_from(dice.below(5)).expect("small"));
            account.details.clear();
            for _ in 0..dice.below(9) {
                let funds = [Funds::Unknown, Funds::Today, Funds::InOneDay, Funds::InTwoDays];
                let part = |dice: &mut Dice| i64::try_from(dice.below(100_000)).ok();
                let parts = Funds::InThreeParts([part(dice), part(dice), part(dice)]);
                let place = dice.below(5);
                let said = funds.get(usize::try_from(place).expect("small")).cloned();
                let text = [dice.words(), dice.words(), dice.words()].join(" x ");
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                account.details.push(bai2::Detail {
                    line: 0,
                    type_code: dice.one_of(&codes),
                    amount_cents: i64::try_from(dice.below(1_000_000_000)).ok(),
                    funds: said.unwrap_or(parts),
                    bank_reference: dice.words().replace(',', ""),
                    customer_reference: dice.words().replace(',', ""),
                    text,
                });
            }
            group.accounts.push(account);
        }
        file.groups.push(group);
    }
    file
}

fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/bank").join(name);
    fs::read(path).expect("the fixture is there")
}

fn bai2_facts(text: &str) -> Value {
    let reading = bai2::read(text.as_bytes());
    assert!(!reading.problems.refuse_file(), "{:?}", reading.problems);
    let file = &reading.files[0];
    let funds = |funds: &Funds| match funds {
        Funds::Unknown => "",
        Funds::Today => "0",
        Funds::InOneDay => "1",
        Funds::InTwoDays => "2",
        Funds::From { .. } => "V",
        Funds::InThreeParts(_) => "S",
        Funds::InParts(_) => "D",
    };
    let account = |account: &bai2::Account| {
        let summaries = account.summaries.iter().map(|summary| {
            json!([format!("{:03}", summary.type_code), summary.amount_cents, summary.items])
        });
        let details = account.details.iter().map(|detail| {
            json!([
                format!("{:03}", detail.type_code),
                detail.amount_cents,
                funds(&detail.funds),
                detail.bank_reference,
                detail.customer_reference,
                detail.text,
            ])
        });
        json!({
            "number": account.number,
            "currency": account.currency,
            "summaries": summaries.collect::<Vec<_>>(),
            "details": details.collect::<Vec<_>>(),
        })
    };
    let group = |group: &bai2::Group| {
        json!({
            "receiver": group.receiver,
            "originator": group.originator,
            "status": "1",
            "as_of": group.as_of.to_string(),
            "currency": if group.currency.is_empty() { "USD" } else { &group.currency },
            "modifier": "2",
            "accounts": group.accounts.iter().map(account).collect::<Vec<_>>(),
        })
    };
    json!({
        "sender": file.sender,
        "receiver": file.receiver,
        "created_on": file.created_on.to_string(),
        "id": file.id,
        "groups": file.groups.iter().map(group).collect::<Vec<_>>(),
    })
}

fn any_ofx(dice: &mut Dice) -> ofx::OfxFile {
    let mut file = ofx::read(&fixture("statement.ofx")).file;
    file.version = dice.one_of(&[ofx::Version::One, ofx::Version::Two]);
    let transactions = &mut file.statements[0].transactions;
    let pattern = transactions[0].clone();
    transactions.clear();
    for number in 0..dice.below(12) {
        let zone = dice.one_of(&[None, Some(0), Some(-300), Some(-480)]);
        let time = u32::try_from(dice.below(86_400_000)).expect("small");
        let name = dice.one_of(&["MEI & CO", "A < B", "Café Peña", "RETURNED CHECK"]).to_owned();
        transactions.push(ofx::Transaction {
            kind: dice.one_of(&[ofx::TransactionKind::Check, ofx::TransactionKind::Other]),
            posted_at: ofx::Moment {
                day: dice.day(),
                milliseconds: Some(time / 1000 * 1000),
                offset_minutes: zone,
            },
            amount_cents: i64::try_from(dice.below(1_000_000_000)).expect("small") - 500_000_000,
            fitid: format!("2026-{number}"),
            check_number: dice.one_of(&["", "1042"]).to_owned(),
            reference: dice.words(),
            memo: dice.words(),
            name,
            ..pattern.clone()
        });
    }
    file
}

fn ofx_facts(text: &str) -> Value {
    let reading = ofx::read(text.as_bytes());
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    let statement = |statement: &ofx::Statement| {
        let ledger = statement.ledger.expect("the fixture has one");
        let transactions = statement.transactions.iter().map(|one| {
            json!([
                one.kind.code(),
                one.posted_at.universal_seconds(),
                one.amount_cents,
                one.fitid,
                one.check_number,
                one.reference,
                one.name,
                one.memo,
            ])
        });
        json!({
            "number": statement.account.number,
            "currency": statement.currency,
            "ledger": ledger.amount_cents,
            "ledger_at": ledger.as_of.map(|moment| moment.universal_seconds()),
            "transactions": transactions.collect::<Vec<_>>(),
        })
    };
    Value::Array(reading.file.statements.iter().map(statement).collect())
}

#[test]
fn other_programs_read_the_same() {
    let Some(python) = python() else { return };
    let mut dice = Dice(0x0412_2026_1123);
    let mut files = BTreeMap::new();
    for name in ["prior-day.bai2", "statement.ofx"] {
        let text = String::from_utf8(fixture(name)).expect("UTF-8");
        files.insert(name.to_owned(), text);
    }
    for number in 0..60 {
        let text = bai2::print(&any_bai2(&mut dice)).expect("nothing in it is forbidden");
        files.insert(format!("any-{number:02}.bai2"), text);
        let text = ofx::print(&any_ofx(&mut dice)).expect("nothing in it is forbidden");
        files.insert(format!("any-{number:02}.ofx"), text);
    }
    let said = ask(&python, "same", &files);
    for (name, text) in &files {
        let ours = if name.ends_with(".bai2") { bai2_facts(text) } else { ofx_facts(text) };
        assert_eq!(said["files"][name], ours, "{name}:\n{text}");
    }
    assert_eq!(said["files"].as_object().map(|files| files.len()), Some(122));
    compare_codes(&said["codes"]);
}

/// Level and direction of every type code that both know, and the direction of all theirs.
fn compare_codes(codes: &Value) {
    // Loan codes and those of other countries lie outside the ranges of directions.
    const OUTSIDE: [u16; 6] = [706, 708, 760, 827, 828, 829];
    let mut both = 0;
    for code in codes.as_array().expect("a list") {
        let word = |place: usize| code[place].as_str().expect("a word");
        let number: u16 = word(0).parse().expect("a number");
        let flow = match word(1) {
            "credit" => Flow::Credit,
            "debit" => Flow::Debit,
            _ => Flow::Neither,
        };
        assert!(OUTSIDE.contains(&number) || flow_of(number) == flow, "{code}");
        let Some(ours) = type_code(number) else { continue };
        let level = match word(2) {
            "status" => Level::Balance,
            "summary" => Level::Sum,
            _ => Level::Movement,
        };
        assert_eq!(ours.level, level, "{code}");
        both += 1;
    }
    assert_eq!(both, bai2::TYPE_CODES.len(), "every code of ours is one of theirs");
}

/// What one program refuses for its totals or its structure, the other refuses too.
#[test]
fn other_programs_refuse_the_same() {
    let Some(python) = python() else { return };
    let day = String::from_utf8(fixture("prior-day.bai2")).expect("UTF-8");
    let mut files = BTreeMap::new();
    for (number, (right, wrong)) in [
        ("49,6044034,8", "49,6044033,8"),
        ("49,6044034,8", "49,6044034,7"),
        ("98,6044034,1,10", "98,6044033,1,10"),
        ("98,6044034,1,10", "98,6044034,2,10"),
        ("98,6044034,1,10", "98,6044034,1,11"),
        ("99,6044034,1,12", "99,6044033,1,12"),
        ("99,6044034,1,12", "99,6044034,2,12"),
        ("99,6044034,1,12", "99,6044034,1,13"),
        ("16,301,128450", "16,301,128451"),
        ("16,301,128450", "16,301,12845O"),
        (",,2/\n02", ",,3/\n02"),
        ("261123", "261323"),
        ("49,6044034,8/\n", ""),
        ("02,CEDAR", "03,CEDAR"),
    ]
    .into_iter()
    .enumerate()
    {
        let text = day.replacen(right, wrong, 1);
        assert_ne!(text, day, "{wrong}");
        assert!(bai2::read(text.as_bytes()).problems.refuse_file(), "{wrong}");
        files.insert(format!("wrong-{number:02}.bai2"), text);
    }
    let said = ask(&python, "refused", &files);
    for (name, text) in &files {
        assert!(
            said["files"][name]["error"].is_string(),
            "{name}: {}\n{text}",
            said["files"][name]
        );
    }
}
