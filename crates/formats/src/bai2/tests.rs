use proptest::prelude::*;
use values::Day;

use super::*;

/// The handbook's day (T34) at our bank.
const DAY: &str = "\
01,122000247,CEDAR,261124,0600,1,80,,2/
02,CEDAR,122000247,1,261123,2359,USD,2/
03,0123456789,USD,010,2150000,,,015,2713078,,/
88,100,576778,3,,400,13700,2,/
16,301,128450,,D112001,,BRANCH DEPOSIT 0412-26-000321
16,166,302110,,A112301,,ACH SETTLEMENT FILE A
16,142,146218,,M112301,,CARD NET DEP, TERMINAL 1/2/
16,555,12500,,R112301,1042,RETURNED CHECK
88,MARISOL RIVERA/
16,698,1200,,F112301,,DEPOSITED ITEM RETURN FEE
49,6044034,9/
98,6044034,1,11/
99,6044034,1,13/
";

#[test]
fn a_day_is_read_and_its_totals_hold() {
    let reading = read(DAY.as_bytes());
    assert_eq!(reading.problems, Default::default());
    let file = &reading.files[0];
    assert_eq!(file.identity(), "bai2/122000247/CEDAR/2026-11-24/0600/1");
    assert_eq!(file.total_cents(), 6_044_034);
    let group = &file.groups[0];
    assert_eq!(
        (group.as_of, group.modifier),
        (Day::ymd(2026, 11, 23), Some(AsOf::FinalPreviousDay))
    );
    let account = &group.accounts[0];
    assert_eq!(account.balance_cents(10), Some(2_150_000));
    assert_eq!(account.balance_cents(15), Some(2_713_078));
    assert_eq!(account.summaries[2].items, Some(3));
    let moved: i64 = (account.details.iter())
        .map(|detail| match flow_of(detail.type_code) {
            Flow::Credit => detail.amount_cents.unwrap(),
            Flow::Debit => -detail.amount_cents.unwrap(),
            Flow::Neither => panic!("{detail:?}"),
        })
        .sum();
    assert_eq!(2_150_000 + moved, 2_713_078, "opening and movements come to closing");
    let check = &account.details[3];
    assert_eq!((check.line, check.customer_reference.as_str()), (8, "1042"));
    assert_eq!(check.text, "RETURNED CHECK MARISOL RIVERA");
    assert_eq!(account.details[2].text, "CARD NET DEP, TERMINAL 1/2");
}

#[test]
fn every_way_of_saying_when_money_is_there_is_read() {
    let text = "01,B,C,261124,,1,,,2/\n02,,B,1,261123,,,/\n03,1,,072,500,,S,1,2,/\n\
                88,074,-300,2,V,261125,/\n16,115,10,D,2,0,4,1,6,R1,,LB, 1/\n\
                16,175,7,V,,1200,,C9,/\n16,142,9,0,,/\n16,142,9,2/\n88,,,TWO DAYS/\n\
                49,235,8/\n98,235,1,10/\n99,235,1,12/\n";
    let reading = read(text.as_bytes());
    assert_eq!(reading.problems, Default::default());
    let account = &reading.files[0].groups[0].accounts[0];
    let day = Some(Day::ymd(2026, 11, 25));
    assert_eq!(account.summaries[0].funds, Funds::InThreeParts([Some(1), Some(2), None]));
    assert_eq!(account.summaries[1].funds, Funds::From { day, time: String::new() });
    assert_eq!(account.summaries[1].amount_cents, Some(-300), "a sum may be negative");
    let funds: Vec<&Funds> = account.details.iter().map(|detail| &detail.funds).collect();
    let noon = Funds::From { day: None, time: "1200".to_owned() };
    let parts = Funds::InParts(vec![(0, 4), (1, 6)]);
    assert_eq!(funds, [&parts, &noon, &Funds::Today, &Funds::InTwoDays]);
    assert_eq!(account.details[0].text, "LB, 1");
    assert_eq!(account.details[1].customer_reference, "C9");
    assert_eq!(account.details[3].text, "TWO DAYS");
}

#[test]
fn balances_whose_empty_fields_were_left_off_are_told_apart() {
    let text = "01,B,C,261124,,1,,,2/\n02,,B,1,261123,,,/\n03,1,,010,500/\n88,015,700,/\n\
                88,100,200,1/\n49,1400,4/\n98,1400,1,6/\n99,1400,1,8/\n";
    let reading = read(text.as_bytes());
    assert_eq!(reading.problems, Default::default());
    let sums = &reading.files[0].groups[0].accounts[0].summaries;
    let codes: Vec<_> = sums.iter().map(|sum| (sum.type_code, sum.amount_cents)).collect();
    assert_eq!(codes, [(10, Some(500)), (15, Some(700)), (100, Some(200))]);
}

#[test]
fn no_total_or_count_can_be_wrong_unseen() {
    for (right, wrong, code) in [
        ("49,6044034,9", "49,6044033,9", "bai2.account_total"),
        ("49,6044034,9", "49,6044034,8", "bai2.records"),
        ("98,6044034,1,11", "98,6044035,1,11", "bai2.group_total"),
        ("98,6044034,1,11", "98,6044034,2,11", "bai2.accounts"),
        ("98,6044034,1,11", "98,6044034,1,", "bai2.records"),
        ("99,6044034,1,13", "99,,1,13", "bai2.file_total"),
        ("99,6044034,1,13", "99,6044034,0,13", "bai2.groups"),
        ("99,6044034,1,13", "99,6044034,1,14", "bai2.records"),
        ("166,302110", "166,302111", "bai2.account_total"),
        ("166,302110", "166,3O2110", "bai2.amount"),
        (",,2/\n02", ",,3/\n02", "bai2.version"),
        ("261123", "261323", "bai2.day"),
        (",1,261123", ",7,261123", "bai2.status"),
        ("\n49,", "\n50,", "bai2.order"),
    ] {
        let problems = read(DAY.replacen(right, wrong, 1).as_bytes()).problems;
        assert!(problems.refuse_file() && problems.has(code), "{wrong}: {problems:?}");
    }
    let twice = read(format!("{DAY}{DAY}").as_bytes());
    assert!(twice.problems.has("bai2.duplicate_file") && twice.problems.refuse_file());
}

#[test]
fn a_file_torn_at_any_byte_is_refused_or_whole() {
    let whole = read(DAY.as_bytes()).files;
    for length in 0..DAY.len() {
        let reading = read(&DAY.as_bytes()[..length]);
        // Only the last `/` and the line's end can be missing unseen.
        match length >= DAY.len() - 2 {
            true => assert_eq!(reading.files, whole),
            false => assert!(reading.problems.refuse_file(), "{length}"),
        }
    }
}

#[test]
fn other_letters_and_line_ends_say_the_same() {
    let whole = read(DAY.as_bytes()).files;
    let windows = DAY.replace('\n', "\r\n");
    let wide: Vec<u8> =
        format!("\u{feff}{DAY}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let padded: String = DAY.lines().map(|line| format!("{line:<80}\r\n")).collect();
    for bytes in [windows.as_bytes(), &wide, padded.as_bytes()] {
        assert_eq!(read(bytes).files, whole);
    }
    let accents = read(
        &DAY.replace("RIVERA", "PE#A")
            .bytes()
            .map(|b| if b == b'#' { 0xD1 } else { b })
            .collect::<Vec<_>>(),
    );
    assert_eq!(
        accents.files[0].groups[0].accounts[0].details[3].text,
        "RETURNED CHECK MARISOL PEÑA"
    );
    for wrong in ["", "hello", "88,x", "16,1,1", "OFXHEADER:100", "PK\u{3}\u{4}"] {
        assert!(read(wrong.as_bytes()).problems.refuse_file(), "{wrong}");
    }
}

fn word() -> impl Strategy<Value = String> {
    "([A-Z0-9é]([A-Z0-9é .-]{0,18}[A-Z0-9é])?)?"
}

fn funds() -> impl Strategy<Value = Funds> {
    let cents = prop::option::of(0_i64..1_000_000);
    prop_oneof![
        3 => Just(Funds::Unknown),
        1 => Just(Funds::Today),
        1 => Just(Funds::InOneDay),
        1 => Just(Funds::InTwoDays),
        1 => (prop::option::of(any_day()), "([0-9]{4})?")
            .prop_map(|(day, time)| Funds::From { day, time }),
        1 => [cents.clone(), cents.clone(), cents].prop_map(Funds::InThreeParts),
        1 => prop::collection::vec((0_u32..30, 0_i64..1_000_000), 0..4).prop_map(Funds::InParts),
    ]
}

fn any_day() -> impl Strategy<Value = Day> {
    (0_i64..30_000).prop_map(|day| Day::ymd(2000, 1, 1).plus_days(day))
}

fn amount() -> impl Strategy<Value = Option<i64>> {
    prop::option::weighted(0.9, -1_000_000_000_i64..1_000_000_000_000)
}

fn any_account() -> impl Strategy<Value = Account> {
    let summary = (0_u16..1000, amount(), prop::option::of(0_u64..5000), funds()).prop_map(
        |(type_code, amount_cents, items, funds)| Summary { type_code, amount_cents, items, funds },
    );
    let text = "([!-~é]+( [!-~é]+){0,20})?";
    let detail = ((0_u16..1000, amount(), funds()), word(), word(), text).prop_map(
        |((type_code, amount_cents, funds), bank_reference, customer_reference, text)| Detail {
            line: 0,
            type_code,
            amount_cents,
            funds,
            bank_reference,
            customer_reference,
            text,
        },
    );
    let summaries = prop::collection::vec(summary, 0..5);
    let details = prop::collection::vec(detail, 0..6);
    (word(), "(USD|CAD)?", summaries, details).prop_map(|(number, currency, summaries, details)| {
        Account { line: 0, number, currency, summaries, details }
    })
}

fn any_file() -> impl Strategy<Value = Bai2File> {
    let status = prop::sample::select(vec![
        GroupStatus::Update,
        GroupStatus::Deletion,
        GroupStatus::Correction,
        GroupStatus::Test,
    ]);
    let modifier = prop::option::of(prop::sample::select(vec![
        AsOf::InterimPreviousDay,
        AsOf::FinalPreviousDay,
        AsOf::InterimSameDay,
        AsOf::FinalSameDay,
    ]));
    let accounts = prop::collection::vec(any_account(), 0..3);
    let group = (word(), word(), status, any_day(), "([0-9]{4})?", modifier, accounts).prop_map(
        |(receiver, originator, status, as_of, as_of_time, modifier, accounts)| Group {
            line: 0,
            receiver,
            originator,
            status,
            as_of,
            as_of_time,
            currency: "USD".to_owned(),
            modifier,
            accounts,
        },
    );
    let groups = prop::collection::vec(group, 0..3);
    (word(), word(), any_day(), word(), prop::option::of(any::<u32>()), groups).prop_map(
        |(sender, receiver, created_on, id, block_size, groups)| Bai2File {
            line: 0,
            sender,
            receiver,
            created_on,
            created_at: "0600".to_owned(),
            id,
            record_length: None,
            block_size,
            groups,
        },
    )
}

/// Line numbers are the reader's, not the file's.
fn without_lines(mut file: Bai2File) -> Bai2File {
    file.line = 0;
    for group in &mut file.groups {
        group.line = 0;
        for account in &mut group.accounts {
            account.line = 0;
            account.details.iter_mut().for_each(|detail| detail.line = 0);
        }
    }
    file
}

proptest! {
    #[test]
    fn what_is_printed_is_read_again(file in any_file()) {
        let text = print(&file).expect("nothing in it is forbidden");
        let reading = read(text.as_bytes());
        prop_assert!(!reading.problems.refuse_file(), "{:?}\n{}", reading.problems, text);
        prop_assert_eq!(print(&reading.files[0]).expect("still"), text);
        prop_assert_eq!(without_lines(reading.files[0].clone()), file);
    }
}

#[test]
fn what_the_format_has_other_uses_for_is_not_printed() {
    let mut file = read(DAY.as_bytes()).files.remove(0);
    file.groups[0].accounts[0].details[0].bank_reference = "A,B".to_owned();
    let problems = print(&file).unwrap_err();
    assert_eq!(
        problems.iter().map(|problem| (problem.line, problem.field)).collect::<Vec<_>>(),
        [(5, "bank reference")]
    );
}
