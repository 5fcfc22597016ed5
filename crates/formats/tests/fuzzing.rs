//! The checks of `fuzz/` on a stable compiler: fixtures and seeds whole, torn and turned, and any
//! bytes. `FUZZ_ROUNDS` makes it run for longer than a test should.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

#[path = "../../../fuzz/src/lib.rs"]
mod fuzz;

/// Every fixture and seed with its name.
fn samples() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["fixtures", "fixtures/bank", "../../fuzz/seeds"] {
        for file in fs::read_dir(root.join(folder)).expect("the folder is there") {
            let path = file.expect("readable").path();
            let is_sample = path.is_file() && path.extension().is_some();
            if is_sample {
                found.push((path.display().to_string(), fs::read(&path).expect("readable")));
            }
        }
    }
    found.sort();
    assert!(found.len() >= 20);
    found
}

/// Every reader reads every sample, its own and those of the others.
fn read_by_all(name: &str, bytes: &[u8]) {
    for (target, read) in fuzz::TARGETS {
        let read = || read(bytes);
        if let Err(panic) = std::panic::catch_unwind(read) {
            let text = String::from_utf8_lossy(bytes);
            eprintln!("{target} broke over {name}:\n{text}\n{bytes:?}");
            std::panic::resume_unwind(panic);
        }
    }
}

/// A fixed xorshift: the same bytes in every run, so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).expect("it is below a usize")
    }
}

#[test]
fn samples_are_read_by_every_reader() {
    for (name, bytes) in samples() {
        read_by_all(&name, &bytes);
    }
}

#[test]
fn torn_and_turned_samples_are_read() {
    let rounds = std::env::var("FUZZ_ROUNDS").ok().and_then(|text| text.parse().ok());
    let samples = samples();
    let mut dice = Dice(0x0412_2026_1123);
    for _ in 0..rounds.unwrap_or(400) {
        let (name, bytes) = &samples[dice.below(samples.len())];
        let mut bytes = bytes[..bytes.len().min(3_000)].to_vec();
        for _ in 0..=dice.below(4) {
            turn(&mut bytes, &mut dice, &samples);
        }
        read_by_all(name, &bytes);
    }
}

/// One of the things that happen to files: cut, a bit turned, a piece lost, doubled or foreign.
fn turn(bytes: &mut Vec<u8>, dice: &mut Dice, samples: &[(String, Vec<u8>)]) {
    if bytes.is_empty() {
        return;
    }
    let from = dice.below(bytes.len());
    let to = from + dice.below((bytes.len() - from).min(200) + 1);
    match dice.below(7) {
        0 => bytes.truncate(from),
        1 => bytes[from] ^= 1 << dice.below(8),
        2 => drop(bytes.drain(from..to)),
        3 => {
            let piece = bytes[from..to].to_vec();
            bytes.splice(from..from, piece);
        }
        4 => {
            let other = &samples[dice.below(samples.len())].1;
            let at = dice.below(other.len());
            let piece = other[at..other.len().min(at + 100)].to_vec();
            bytes.splice(from..to, piece);
        }
        5 => bytes[from] = b"0123456789,/<>&;\"'-+. \r\n"[dice.below(24)],
        _ => {
            let line_end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(0);
            bytes.rotate_left(line_end);
        }
    }
}

#[test]
fn files_made_to_hurt_cost_no_more_than_their_length() {
    const SIZE: usize = 256 * 1024;
    let many = |piece: &str| piece.repeat(SIZE / piece.len());
    let within = |head: &str, piece: &str, tail: &str| format!("{head}{}{tail}", many(piece));
    for (name, text) in [
        ("tags that never end", many("<A>")),
        ("ends that never began", many("<A></B>")),
        ("lone marks", within("<OFX>", "<", "</OFX>")),
        ("entities", within("<OFX><A>", "&amp", "</OFX>")),
        ("comments in comments", many("<!--")),
        ("deep", format!("{}{}", many("<A><V>1</V>"), many("</A>"))),
        ("a movement without end", within("01,,,,,,,,2/\n02/\n03/\n16,1", "\n88,x", "/\n")),
        ("funds without end", within("01,,,,,,,,2/\n02/\n03/\n16,1,1,D,99999", "\n88,1", "/\n")),
        ("balances without end", within("01,,,,,,,,2/\n02/\n03,1,", "\n88,010", "/\n")),
        ("commas", within("01", ",", "/\n")),
        ("headers of files", many("01,,,261124,,,,,2/\n")),
        ("records of one letter", many("6\n")),
        ("nines", many("9")),
        ("one line of records", many("101 122000247")),
        ("checks that are one", within("Date,Amount,Check\n", "11/23/2026,1.00,7\n", "")),
        ("trailers", within("Date,Amount,Check\n11/23/2026,1.00,7\n", "Total,1.00\n", "")),
        ("the same movement", within("Date,Amount\n", "11/23/2026,1.00\n", "")),
    ] {
        read_by_all(name, text.as_bytes());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_bytes_are_read(
        beginning in prop::sample::select(vec![
            "", "01,B,C,261124,,1,,,2/\n02,,B,1,261123,,,/\n03,1,,", "<OFX><BANKMSGSRSV1>",
            "OFXHEADER:100\r\n\r\n<OFX>", "101 122000247159041200026112316300094101\n5",
            "Date,Amount,Check Number\n", "Date,Amount,Check,Routing\n",
        ]),
        body in prop::collection::vec(
            prop_oneof![
                4 => prop::sample::select(b"0123456789,/<>&;=|\t\r\n:-+$(.)'\" AFLb".to_vec()),
                1 => any::<u8>(),
            ],
            0..400,
        ),
    ) {
        let mut bytes = beginning.as_bytes().to_vec();
        bytes.extend(body);
        read_by_all("any bytes", &bytes);
    }
}
