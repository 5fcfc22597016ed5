//! Customer lists of every supported program, with the mess they come with.

use std::fs;
use std::io::Cursor;

use formats::csv::{Encoding, Fault};
use formats::customers::{
    AmountSign, CustomerRow, Customers, Field, Identity, MappedColumn, Mapping, PhoneKind, Reading,
    Rejected, Source, WarningKind, sniff,
};
use formats::dates::{DateFormat, Verdict};
use values::Day;

struct Read {
    customers: Vec<CustomerRow>,
    rejected: Vec<Rejected>,
    list: Customers<Cursor<Vec<u8>>>,
}

/// Reads a whole fixture.
fn read(name: &str) -> Read {
    let path = format!("{}/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let told = sniff(&bytes);
    let mut list = Customers::open(Cursor::new(bytes)).expect("the list opens");
    assert_eq!(list.source(), told, "sniffing and opening agree");
    let (mut customers, mut rejected) = (Vec::new(), Vec::new());
    for reading in list.by_ref() {
        match reading.expect("memory does not fail") {
            Reading::Customer(row) => customers.push(*row),
            Reading::Rejected(row) => rejected.push(row),
        }
    }
    Read { customers, rejected, list }
}

impl Read {
    fn at_line(&self, line: u64) -> &CustomerRow {
        let found = self.customers.iter().find(|row| row.line == line);
        found.unwrap_or_else(|| panic!("no customer begins on line {line}"))
    }

    fn warnings(&self, kind: WarningKind) -> Vec<(u64, &str)> {
        let all = self.customers.iter().flat_map(|row| &row.warnings);
        all.filter(|w| w.kind == kind).map(|w| (w.line, w.text.as_str())).collect()
    }
}

fn place_names(row: &CustomerRow) -> Vec<&str> {
    row.locations.iter().map(|place| place.name.as_str()).collect()
}

#[test]
fn jobber_properties_of_one_client_are_one_customer() {
    let read = read("jobber-clients.csv");
    assert_eq!(read.list.source(), Source::Jobber);
    let tally = read.list.tally();
    assert_eq!((tally.rows, tally.customers, tally.rejected), (62, 45, 1));
    assert_eq!((tally.archived, tally.locations, tally.masked_cards), (4, 60, 1));

    let first = read.at_line(2);
    assert_eq!((first.source_id.as_str(), first.identity), ("51200", Identity::FromSource));
    assert_eq!(first.name, "Oak Street Dental");
    assert_eq!(place_names(first), ["Main house", "Guest house", "Warehouse"]);
    assert_eq!(first.locations[0].source_id, "88001");
    assert_eq!(first.custom[0].name, "Gate code");
    let lawn = |row: &CustomerRow| {
        row.locations.iter().any(|place| place.custom.iter().any(|custom| custom.name == "Lawn"))
    };
    assert!(read.customers.iter().any(lawn), "property fields stay with the property");

    // A property of the same client far below continues him; a repeated row adds no place.
    let below = read.at_line(64);
    assert_eq!((below.source_id.as_str(), below.continues_line), ("51200", Some(2)));
    assert_eq!(place_names(below), ["Lake lot", "Guest house"]);
}

#[test]
fn what_jobber_rows_cannot_prove_is_kept_as_written() {
    let read = read("jobber-clients.csv");
    assert_eq!(read.warnings(WarningKind::Id), [(11, "5.12E+11")]);
    let misread = read.at_line(11);
    assert_eq!(misread.identity, Identity::FromRow);
    assert!(misread.source_id.starts_with("row:") && !misread.name.is_empty());

    assert_eq!(read.warnings(WarningKind::Phone), [(10, "+49 30 1234567")]);
    assert_eq!(read.warnings(WarningKind::Email), [(10, "ingrid at home")]);
    let foreign = read.at_line(10);
    assert_eq!(foreign.emails, ["ingrid at home"]);
    assert!(foreign.phones.iter().any(|phone| phone.text == "+49 30 1234567"));

    assert_eq!(read.at_line(5).locations[0].address.zip, "3447");
    assert_eq!(read.at_line(7).locations[0].address.state, "Flordia");
    let gate = read.at_line(14).custom.iter().find(|custom| custom.name == "Gate code");
    assert_eq!(gate.expect("kept").value, "card [card ending 1111] 12/27");
    let guarded = |row: &CustomerRow| row.phones.iter().any(|p| p.text == "+1 352 555 0144");
    assert!(read.customers.iter().any(guarded), "the guard of another export is taken off");
    let formula = read.customers.iter().find(|row| row.first_name == "-Bob").expect("is there");
    assert_eq!(formula.name, "=HYPERLINK(\"http://x\",\"Bob\")");
    assert_eq!(formula.last_name, "@Smith");

    assert_eq!((read.rejected.len(), read.rejected[0].line), (1, 22));
    assert!(read.rejected[0].reason.contains("neither a name nor a company"));
    let all_custom = read.customers.iter().flat_map(|row| &row.locations).flat_map(|l| &l.custom);
    let pets: Vec<&str> =
        all_custom.filter(|custom| custom.name == "Pets").map(|c| c.value.as_str()).collect();
    assert_eq!(pets, ["Two dogs:\n- Rex (bites)\n- \"Duke\""]);
}

#[test]
fn jobber_contact_reports_are_told_by_the_beginning_of_a_header() {
    let read = read("jobber-contact-info.csv");
    assert_eq!((read.list.source(), read.customers.len()), (Source::Jobber, 30));
    assert!(read.customers.iter().any(|row| row.lead_source == "Web"));
    assert!(read.customers.iter().all(|row| row.lead_source != "-" && row.company != "-"));
    let whole = read.at_line(3);
    assert_eq!((whole.billing.state.as_str(), whole.billing.zip.len()), ("FL", 5));
    assert_eq!(read.at_line(2).billing.street1, "behind the feed store");
    assert_eq!(read.warnings(WarningKind::Address).len(), 4);
}

#[test]
fn fieldroutes_balances_come_with_their_age() {
    let read = read("fieldroutes-customers.csv");
    assert_eq!(read.list.source(), Source::FieldRoutes);
    let tally = read.list.tally();
    assert_eq!((tally.rows, tally.customers, tally.rejected), (121, 119, 1));
    assert_eq!(tally.unreadable_amounts, 1);
    let sum: i64 = read.customers.iter().filter_map(|row| row.balance_cents).sum();
    // The rejected row on line 42 names nobody, and its $365.55 are counted all the same.
    assert_eq!(tally.balance_cents, i128::from(sum) + 36_555);

    assert_eq!(read.at_line(6).balance_cents, Some(-2_000));
    assert_eq!(read.at_line(8).balance_cents, Some(-1_525));
    assert_eq!(read.at_line(13).balance_cents, Some(123_450));
    assert_eq!(read.at_line(12).balance_cents, None);
    assert_eq!(read.warnings(WarningKind::Amount), [(12, "see notes")]);
    assert!(read.customers.iter().any(|row| row.balance_age_days == Some(91)));

    assert_eq!(read.at_line(19).bill_to_id.as_deref(), Some("7001"));
    assert_eq!(read.at_line(3).bill_to_id, None, "who pays himself has no other payer");
    assert!(read.at_line(7).archived && !read.at_line(8).archived);
    assert!(!read.at_line(62).archived, "an unreadable status archives nobody");
    assert_eq!(read.at_line(4).phones[1].text, "3525550199 x12");
    assert_eq!(read.at_line(52).first_name, "+Ana");
    let spouse = read.at_line(32).custom.iter().find(|custom| custom.name == "spouse");
    assert_eq!(spouse.expect("kept").value, "[card ending 4444]");
    let again = read.at_line(122);
    assert_eq!((again.source_id.as_str(), again.continues_line), ("7003", Some(4)));
}

#[test]
fn quickbooks_jobs_are_places_of_their_customer() {
    let read = read("quickbooks-lists.iif");
    assert_eq!(read.list.source(), Source::QuickBooksIif);
    assert_eq!(read.list.dialect().encoding, Some(Encoding::Windows1252));
    let tally = read.list.tally();
    assert_eq!((tally.rows, tally.customers, tally.rejected), (71, 60, 1));
    assert_eq!((tally.archived, tally.masked_cards, tally.unreadable_amounts), (4, 1, 1));

    let with_jobs = read.customers.iter().find(|row| place_names(row).contains(&"Shop: Back room"));
    let with_jobs = with_jobs.expect("a customer has jobs");
    let hidden_job = with_jobs.locations.last().expect("he has places");
    assert_eq!(hidden_job.source_id, format!("{}:Shop:Back room", with_jobs.source_id));
    assert_eq!(hidden_job.address.street1, "78 Depot St");
    assert!(!with_jobs.archived, "a hidden job does not archive the customer");
    assert!(read.customers.iter().any(|row| row.last_name == "Peña"));

    let owing: Vec<&CustomerRow> =
        read.customers.iter().filter(|row| !row.opening_items.is_empty()).collect();
    assert_eq!(owing.len(), 9);
    let item = &owing[0].opening_items[0];
    assert_eq!(Some(item.amount_cents), owing[0].balance_cents);
    assert_eq!(item.issued_on, Some(Day::ymd(2026, 2, 13)));
    assert_eq!(read.warnings(WarningKind::Amount), [(25, "about 20")]);
    assert_eq!(read.warnings(WarningKind::Date), [(25, "13/13/2026")]);
    let lost = &read.at_line(22).billing;
    assert_eq!(
        format!("{}, {}", lost.street1, lost.street2).matches("behind the church").count(),
        1
    );
}

#[test]
fn quickbooks_tables_lose_their_titles_and_totals() {
    let contacts = read("quickbooks-contact-list.csv");
    assert_eq!(contacts.list.source(), Source::QuickBooksCsv);
    assert_eq!(contacts.customers.len(), 40);
    assert_eq!(contacts.list.left_out().len(), 2);
    assert!(contacts.customers.iter().any(|row| row.name == "Total Wine & More"));
    let kinds = contacts.customers[1].phones.iter().map(|phone| phone.kind);
    assert_eq!(kinds.collect::<Vec<_>>(), [PhoneKind::Main, PhoneKind::Mobile]);
    assert!(contacts.customers.iter().all(|row| row.billing.zip.len() == 5));

    let open = read("quickbooks-customers.csv");
    assert_eq!((open.customers.len(), open.list.left_out().len()), (35, 1));
    assert_eq!(open.list.tally().balance_cents, 335_576, "the source's own total");
    assert!(open.list.left_out()[0].text.ends_with("$3,355.76"));
    assert!(open.customers.iter().any(|row| row.balance_cents < Some(0)));

    let aging = read("quickbooks-aging.csv");
    assert_eq!(aging.list.source(), Source::QuickBooksCsv);
    let mut sums = [0; 5];
    for row in &aging.customers {
        let buckets = row.aging.unwrap_or_default().buckets();
        sums.iter_mut().zip(buckets).for_each(|(sum, bucket)| *sum += bucket);
    }
    assert_eq!(sums, [164_698, 386_245, 225_109, 189_549, 287_195], "the source's own totals");
    assert!(aging.warnings(WarningKind::Conflict).is_empty());
}

#[test]
fn a_generic_table_is_guessed_with_its_dates_and_open_invoices() {
    let read = read("generic-open-invoices.csv");
    assert_eq!(read.list.source(), Source::Generic);
    assert_eq!((read.customers.len(), read.list.tally().archived), (45, 4));
    let (column, verdict) = &read.list.date_verdicts()[0];
    assert_eq!((column.as_str(), verdict.format()), ("Invoice date", DateFormat::DayFirst));
    assert!(matches!(verdict, Verdict::Proven { proof, .. } if proof.text.starts_with("13/")));

    let first = read.at_line(2);
    assert_eq!((first.source_id.as_str(), first.opening_items.len()), ("A10020", 2));
    assert_eq!(first.locations.len(), 1, "the same address on each invoice is one place");
    let item = &first.opening_items[1];
    assert_eq!((item.line, item.number.as_str()), (3, "0412-26-005501"));
    assert_eq!(item.issued_on, Some(Day::ymd(2026, 1, 2)));
    assert_eq!((item.due_on, item.amount_cents), (Some(Day::ymd(2026, 2, 2)), 2_001));
    assert_eq!(first.custom[0].name, "Route");
    let large = read.customers.iter().find(|row| row.source_id == "A10060").expect("is there");
    assert_eq!(large.opening_items[0].amount_cents, 34_104_010);
    assert!(read.customers.iter().any(|row| row.notes == "Gate; code #12\nRing \"twice\""));
}

#[test]
fn likeness_never_drops_a_row_and_torn_rows_say_their_line() {
    let twins = read("generic-twins.csv");
    let bobs: Vec<&CustomerRow> =
        twins.customers.iter().filter(|row| row.name == "Bob Smith").collect();
    assert_eq!(bobs.len(), 2);
    assert_eq!(bobs[1].source_id, format!("{}-2", bobs[0].source_id));
    assert!(twins.customers.iter().any(|row| row.name == "Rob Smith"));
    assert!(twins.customers.iter().any(|row| row.name == "Ann \"Annie\" Lee"));
    assert!(twins.customers.iter().any(|row| row.name == "Oak Street Dental"));
    let lines: Vec<u64> = twins.rejected.iter().map(|row| row.line).collect();
    assert_eq!(lines, [31, 32, 33, 35, 36]);
    assert!(twins.rejected[2].reason.contains("quotation mark"));
    assert_eq!((twins.customers.len(), twins.list.tally().rows), (30, 35));

    let ids = |read: Read| -> Vec<String> {
        read.customers.into_iter().map(|row| row.source_id).collect()
    };
    let again = ids(read("generic-twins.csv"));
    assert_eq!(ids(twins), again, "the same file gives the same ids");
}

#[test]
fn a_saved_mapping_reads_any_table() {
    let columns = [("Kd-Nr", Field::Id), ("Wer", Field::Name), ("Offen", Field::Balance)];
    let mapped = |(column, field): (&str, Field)| MappedColumn { column: column.to_owned(), field };
    let mapping = Mapping {
        columns: columns.map(mapped).to_vec(),
        date_format: DateFormat::DayFirst,
        amount_sign: AmountSign::OwedIsNegative,
    };
    let saved = serde_json::to_string(&mapping).expect("serialises");
    assert!(saved.contains("{\"column\":\"Kd-Nr\",\"field\":\"id\"}"), "{saved}");
    let mapping: Mapping = serde_json::from_str(&saved).expect("reads again");

    let open =
        |bytes: &'static [u8]| Customers::open_mapped(bytes, Source::Generic, mapping.clone());
    let mut list = open(b"KD NR;Wer;Offen;Hund\n7;Ana;-12,50;Rex\n").expect("opens");
    let Some(Ok(Reading::Customer(row))) = list.next() else { panic!("one customer") };
    assert_eq!((row.source_id.as_str(), row.name.as_str()), ("7", "Ana"));
    assert_eq!(row.balance_cents, Some(1_250));
    assert_eq!((row.custom[0].name.as_str(), row.custom[0].value.as_str()), ("Hund", "Rex"));

    let missing = open(b"Kd-Nr;Wer;Saldo\n7;Ana;-12,50\n").err().expect("refused");
    assert!(matches!(&missing.fault, Fault::MissingColumn { column, .. } if column == "Offen"));
    let nameless = Customers::open(&b"Phone,City\n1,Ocala\n2,Ocala\n"[..]).err().expect("refused");
    assert!(nameless.to_string().contains("the column \"Name\" is missing"), "{nameless}");
}

#[test]
fn card_numbers_are_masked_wherever_they_stand() {
    let card = "4111 1111 1111 1111";
    let text = format!(
        "Id,Name,Phone,Notes,Wallet,Balance\n{card},Ana {card},{card},x,{card},{card}\n\
         2,Bo,,\"a\n{card}\",,\n3,{card},4,5,6,7,{card}\n"
    );
    let list = Customers::open(text.as_bytes()).expect("opens");
    let readings: Vec<Reading> = list.map(|reading| reading.expect("memory")).collect();
    let shown = format!("{readings:?}");
    assert!(!shown.contains(card) && !shown.contains("1111 1111"), "{shown}");
    let is_torn = |reading: &&Reading| matches!(reading, Reading::Rejected(_));
    let Some(Reading::Rejected(torn)) = readings.iter().find(is_torn) else { panic!("a torn row") };
    assert!(torn.text.contains("[card ending 1111]"), "{}", torn.text);
    let Some(Reading::Customer(ana)) = readings.iter().find(|reading| !is_torn(reading)) else {
        panic!("a customer")
    };
    assert_eq!(ana.identity, Identity::FromRow, "a card number identifies nobody");
    // A Jobber id is two numbers, even where it would pass for a card.
    let list = Customers::open(&b"J-ID,Display Name\n41111111_11111111,Ana\n"[..]).expect("opens");
    let ids: Vec<String> = list
        .map(|reading| match reading.expect("memory") {
            Reading::Customer(row) => row.source_id,
            Reading::Rejected(row) => row.reason,
        })
        .collect();
    assert_eq!(ids, ["41111111"]);
}

/// A list joined from two programs: most of it UTF-8, two cells of an older Windows program.
/// Each cell is read in the letters its bytes fit, and the odd ones are marked, not rejected.
#[test]
fn letters_of_two_kinds_are_read_and_marked() {
    let read = read("generic-two-letters.csv");
    assert!(read.rejected.is_empty(), "{:?}", read.rejected);
    let names: Vec<&str> = read.customers.iter().take(3).map(|row| &*row.name).collect();
    assert_eq!(names, ["Jos\u{e9} Pe\u{f1}a", "Ren\u{e9} Dub\u{e9}", "Zo\u{eb} N\u{fa}\u{f1}ez"]);
    let marked = read.warnings(WarningKind::Letters);
    assert_eq!(marked, [(3, "Ren\u{e9} Dub\u{e9}"), (4, "Dor\u{e9}")]);
}
