//! Any file that breaks no rule, for properties.

use proptest::prelude::*;
use values::{Day, Sealed};

use super::tests::from_the_bank;
use super::*;

pub(super) fn any_file() -> impl Strategy<Value = AchFile> {
    let batch = prop::collection::vec(any_entry(), 1..6);
    (prop::collection::vec(batch, 1..4), 0_i64..20_000, "[A-Z0-9]{0,8}").prop_map(
        |(batches, day, reference)| {
            let mut file = from_the_bank();
            let pattern = file.batches[0].clone();
            file.created_on = Day::ymd(2000, 1, 1).plus_days(day);
            file.reference = reference;
            file.batches.clear();
            for (number, entries) in (1..).zip(batches) {
                file.batches.push(Batch { number, service_class: 200, entries, ..pattern.clone() });
            }
            let mut line = 1;
            let mut trace = 122_000_240_000_000;
            for batch in &mut file.batches {
                line += 1;
                batch.line = line;
                for entry in &mut batch.entries {
                    line += 1;
                    trace += 1;
                    (entry.line, entry.trace) = (line, trace);
                    line += entry.addenda.len() as u64;
                }
                line += 1;
            }
            file
        },
    )
}

fn any_entry() -> impl Strategy<Value = Entry> {
    let words = ("[A-Z0-9]{1,17}", "[A-Z0-9]{0,15}", "([A-Z][A-Z ,]{0,20}[A-Z])?", "[RS]?");
    let code = prop::sample::select(vec![22_u8, 27, 32, 37, 23, 28, 42, 52]);
    let bank = prop::sample::select(vec!["063107270", "267077449", "011401494", "121000358"]);
    let addenda = prop::collection::vec(any_addenda(), 0..3);
    (words, code, bank, 0..=9_999_999_999_i64, addenda).prop_map(
        |((account, individual_id, name, discretionary), code, bank, cents, addenda)| {
            let transaction = TransactionCode::new(code).unwrap();
            Entry {
                line: 0,
                transaction,
                receiving_bank: bank.to_owned(),
                account: Sealed::new(account),
                amount_cents: if transaction.is_prenote() { 0 } else { cents },
                individual_id,
                name,
                discretionary,
                trace: 0,
                addenda,
            }
        },
    )
}

fn any_addenda() -> impl Strategy<Value = Addenda> {
    let number = 0..=999_999_999_999_999_u64;
    let day = prop::option::of(0_i64..20_000)
        .prop_map(|day| day.map(|day| Day::ymd(2000, 1, 1).plus_days(day)));
    prop_oneof![
        ("([!-~]([ -~]{0,78}[!-~])?)?", 0..=9_999_u32, 0..=9_999_999_u32).prop_map(
            |(text, sequence, entry_sequence)| {
                Addenda::Payment { text, sequence, entry_sequence }
            }
        ),
        ("R[0-9]{2}", number.clone(), day, 0..=99_999_999_u32, "[A-Z]{0,44}", number.clone())
            .prop_map(|(code, original_trace, died_on, original_bank, text, trace)| {
                let back =
                    ReturnAddenda { code, original_trace, died_on, original_bank, text, trace };
                Addenda::Return(back)
            }),
        ("C[0-9]{2}", number.clone(), 0..=99_999_999_u32, "[A-Z0-9]{0,29}", number).prop_map(
            |(code, original_trace, original_bank, corrected, trace)| {
                let corrected = Sealed::new(corrected);
                let change =
                    ChangeAddenda { code, original_trace, original_bank, corrected, trace };
                Addenda::Change(change)
            }
        ),
        "[A-Z]{0,90}".prop_map(|text| Addenda::Other(format!("710{text}"))),
    ]
}
