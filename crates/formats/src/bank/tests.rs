use super::*;

const BAI2: &[u8] = include_bytes!("../../fixtures/bank/prior-day.bai2");
const OFX: &[u8] = include_bytes!("../../fixtures/bank/statement.ofx");
const TABLE: &[u8] = include_bytes!("../../fixtures/bank/statement.csv");

#[test]
fn one_day_says_the_same_in_every_format() {
    let mut amounts = Vec::new();
    for (bytes, kind) in [(BAI2, FileKind::Bai2), (OFX, FileKind::Ofx), (TABLE, FileKind::Table)] {
        let file = read(bytes, None);
        assert_eq!(file.kind, kind);
        assert!(file.problems.is_empty(), "{kind:?}: {:?}", file.problems);
        let statement = &file.statements[0];
        amounts.push(statement.lines.iter().map(|line| line.amount_cents).collect::<Vec<_>>());
        assert_eq!(statement.as_of.map(|day| day.to_string()).as_deref(), Some("2026-11-23"));
        let keys: std::collections::HashSet<&str> =
            statement.lines.iter().map(|line| line.key.as_str()).collect();
        assert_eq!(keys.len(), 5, "{kind:?}: each line has a key of its own");
    }
    assert_eq!(amounts[0], [128_450, 302_110, 146_218, -12_500, -1_200]);
    assert!(amounts.iter().all(|other| *other == amounts[0]));
}

#[test]
fn kinds_say_where_to_look_for_a_line() {
    let kinds = |bytes| {
        let file = read(bytes, None);
        file.statements[0].lines.iter().map(|line| line.kind).collect::<Vec<_>>()
    };
    use LineKind::{AchCredit, AchSettlement, Deposit, Fee, Other, ReturnedCheck};
    assert_eq!(kinds(BAI2), [Deposit, AchSettlement, AchCredit, ReturnedCheck, Fee]);
    assert_eq!(kinds(OFX), [Deposit, Other, Other, Other, Fee]);
    let checks = read(BAI2, None);
    assert_eq!(checks.statements[0].lines[3].check_number, "1042");
}

#[test]
fn a_line_keeps_its_key_when_the_bank_sends_it_again() {
    let text = String::from_utf8_lossy(TABLE).into_owned();
    let twice_in_a_day = format!("{text}11/23/2026,SERVICE FEE,,-12.00,\n11/24/2026,X,,1.00,\n");
    let (first, second) = (read(TABLE, None), read(twice_in_a_day.as_bytes(), None));
    let keys = |file: &BankFile| -> Vec<String> {
        file.statements[0].lines.iter().map(|line| line.key.clone()).collect()
    };
    assert_eq!(keys(&first), keys(&second)[..5], "the overlap is known again");
    assert_ne!(keys(&second)[4], keys(&second)[5], "two alike of one day are two");
    assert_ne!(first.digest, second.digest);
    assert_eq!(first.digest, read(TABLE, first.mapping.as_ref()).digest);
}

#[test]
fn an_id_that_comes_again_holds_its_line() {
    let text = "Date,Amount,Transaction ID\n11/23/2026,1.00,7\n11/23/2026,2.00,7\n\
                11/23/2026,3.00,8\n";
    let file = read(text.as_bytes(), None);
    let lines = &file.statements[0].lines;
    let keys: Vec<&str> = lines.iter().map(|line| line.key.as_str()).collect();
    assert_eq!(keys, ["7", "7/2", "8"]);
    let taken: Vec<bool> = lines.iter().map(|line| file.may_take(line)).collect();
    assert_eq!(taken, [true, false, true]);
}

#[test]
fn what_does_not_stand_is_not_taken() {
    let text = String::from_utf8_lossy(BAI2).into_owned();
    for (status, statements, held) in
        [(",2,261123", 0, 1), (",3,261123", 1, 0), (",4,261123", 0, 0)]
    {
        let file = read(text.replace(",1,261123", status).as_bytes(), None);
        assert_eq!(file.statements.len(), statements, "{status}");
        let held_lines = file.problems.iter().filter(|p| file.problems.is_held(p.line)).count();
        assert_eq!(held_lines, held, "{status}");
    }
    let misses_one: String = text
        .lines()
        .filter(|line| !line.starts_with("16,698"))
        .map(|line| format!("{line}\n"))
        .collect();
    let misses_one = misses_one
        .replace("49,6044034,8", "49,6042834,7")
        .replace("98,6044034,1,10", "98,6042834,1,9")
        .replace("99,6044034,1,12", "99,6042834,1,11");
    let file = read(misses_one.as_bytes(), None);
    assert!(file.problems.has("bank.sum") && !file.problems.refuse_file());
    let neither = text.replace("16,698,1200", "16,905,1200");
    assert!(read(neither.as_bytes(), None).problems.has("bank.direction"));
}

#[test]
fn a_file_is_told_by_its_beginning() {
    for (text, kind) in [
        ("01,B,C,261124,,1,,,2/\n", FileKind::Bai2),
        ("OFXHEADER:100\r\n", FileKind::Ofx),
        ("<?xml version=\"1.0\"?><?OFX OFXHEADER=\"200\"?>", FileKind::Ofx),
        ("  <ofx>", FileKind::Ofx),
        ("Date,Amount\n", FileKind::Table),
        ("", FileKind::Table),
    ] {
        assert_eq!(kind_of(text.as_bytes()), kind, "{text}");
    }
    let ach = include_bytes!("../../fixtures/bank/returns.ach");
    let file = read(ach, None);
    assert!(file.kind == FileKind::Nacha && file.problems.has("bank.nacha"));
}
