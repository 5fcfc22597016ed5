//! Fixtures cut short and with bits turned: nothing panics, hangs or invents rows.

use std::fs;

use formats::csv::{Record, Table};
use formats::customers::{Customers, sniff};
use formats::iif;
use proptest::prelude::*;

fn fixtures() -> Vec<(String, Vec<u8>)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures");
    let files = fs::read_dir(folder).expect("the fixtures are there");
    let mut found: Vec<(String, Vec<u8>)> = files
        .map(|file| file.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|end| end == "csv" || end == "iif"))
        .map(|path| (path.display().to_string(), fs::read(&path).expect("readable")))
        .collect();
    found.sort();
    assert!(found.len() >= 9);
    found
}

/// Reads bytes by every door; the number of rows is bounded by the number of lines.
fn read_all_ways(bytes: &[u8]) {
    let _ = sniff(bytes);
    let most = 2 + bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count();
    if let Ok(list) = Customers::open(bytes) {
        assert!(list.count() <= most);
    }
    if let Ok(mut table) = Table::open(bytes) {
        let mut record = Record::new();
        let rows = (0..=most).take_while(|_| !matches!(table.read(&mut record), Ok(false)));
        assert!(rows.count() <= most);
    }
    if let Ok(mut reader) = iif::Reader::open(bytes) {
        let rows = (0..=most).take_while(|_| !matches!(reader.next_row(), Ok(None)));
        assert!(rows.count() <= most);
    }
}

#[test]
fn fixtures_cut_short_anywhere_are_read() {
    for (name, bytes) in fixtures() {
        assert!(bytes.len() > 1_000, "{name}");
        // The beginning decides what a file is taken for, so it is cut more finely.
        let beginning = (0..200).step_by(7);
        for length in beginning.chain((200..bytes.len()).step_by(bytes.len() / 11)) {
            read_all_ways(&bytes[..length]);
        }
    }
}

#[test]
fn fixtures_with_bits_turned_are_read() {
    // A fixed xorshift: the same bits in every run, so that a failure can be repeated.
    let mut state = 0x0412_2026_0302_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).expect("it is below a usize")
    };
    for (_, bytes) in fixtures() {
        // Short pieces are turned more often in the places that matter.
        for round in 0..40 {
            let length = if round % 8 == 0 { bytes.len() } else { bytes.len().min(2_000) };
            let mut bytes = bytes[..length].to_vec();
            for _ in 0..=round {
                let at = next(bytes.len());
                bytes[at] ^= 1 << next(8);
            }
            read_all_ways(&bytes);
        }
    }
}

#[test]
fn large_lists_made_to_hurt_cost_no_more_than_their_length() {
    const SIZE: usize = 512 * 1024;
    let many = |header: &str, row: &str| format!("{header}{}", row.repeat(SIZE / row.len()));
    let numbered = |header: &str, row: fn(usize) -> String| {
        header.to_owned() + "\n" + &(0..SIZE / 40).map(row).collect::<String>()
    };
    let wide = format!("Name{}\nAna{}\n", ",x".repeat(SIZE / 4), ",y".repeat(SIZE / 4));
    for (name, text) in [
        ("one id, many phones", numbered("Id,Name,Phone", |n| format!("1,Ana,352-555-{n:04}\n"))),
        ("one id, many places", numbered("Id,Name,Street", |n| format!("1,Ana,{n} Oak St\n"))),
        ("one cell of addresses", format!("Name,Email\nAna,\"{}\"\n", "a@b.c ".repeat(SIZE / 8))),
        ("one cell of phones", format!("Name,Phone\nAna,\"{}\"\n", "1,".repeat(SIZE / 4))),
        ("one cell of cards", many("Name,Note\nAna,x", "4111 1111 1111 1111 ")),
        ("one endless address", many("Customer,Billing Address,Open Balance\nAna,", "1 Oak St ")),
        ("rows that say the same", many("Name,City\n", "Ana,Ocala\n")),
        ("totals only", many("Name,City,Balance\n", "Total,,1\n")),
        ("columns without end", wide),
        ("jobs of jobs", many("!CUST\tNAME\nCUST\tA", ":B")),
        ("lists of their own", numbered("!CUST\tNAME", |n| format!("!K{n}\tNAME\n"))),
    ] {
        let began = std::time::Instant::now();
        read_all_ways(text.as_bytes());
        assert!(began.elapsed().as_secs() < 60, "{name}: {:?}", began.elapsed());
        println!("{name}: {:?}", began.elapsed());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn any_bytes_below_a_known_header_are_read(
        header in prop::sample::select(vec![
            "", "J-ID,Display Name,E-mails,CFT[x]\n", "customerID,fname,lname,balance,zip\n",
            "!CUST\tNAME\tBADDR1\tBADDR2\tOBAMOUNT\tOBDATE\nCUST\t",
            "Customer;Phone Numbers;Billing Address\n", "Name|Invoice|Due date|Open amount\n",
        ]),
        body in prop::collection::vec(
            prop_oneof![
                4 => prop::sample::select(b"\",;|\t\r\n:_-=$(.)' 0123456789FLab@".to_vec()),
                1 => any::<u8>(),
            ],
            0..500,
        ),
    ) {
        let mut bytes = header.as_bytes().to_vec();
        bytes.extend(body);
        read_all_ways(&bytes);
    }
}
