use std::io::{self, Read};
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

fn rows_of(bytes: &[u8]) -> (Vec<Vec<String>>, Vec<String>) {
    let mut table = Table::open(bytes).expect("the table opens");
    rows_left(&mut table)
}

fn rows_left<R: Read>(table: &mut Table<R>) -> (Vec<Vec<String>>, Vec<String>) {
    let (mut rows, mut errors) = (Vec::new(), Vec::new());
    let mut record = Record::new();
    loop {
        match table.read(&mut record) {
            Ok(true) => rows.push(record.iter().map(str::to_owned).collect()),
            Ok(false) => return (rows, errors),
            Err(error) => errors.push(error.to_string()),
        }
    }
}

fn cells(row: &[&str]) -> Vec<String> {
    row.iter().map(|cell| (*cell).to_owned()).collect()
}

#[test]
fn every_separator_and_encoding_is_told() {
    for (bytes, delimiter, encoding) in [
        (b"Name,Phone\nAna,1\nBo,2\n".to_vec(), Delimiter::Comma, None),
        (b"Name;Saldo\nAna;1,50\nBo;2,75\n".to_vec(), Delimiter::Semicolon, None),
        (b"Name\tPhone\nAna, Bo\t1\nBo, Cy\t2\n".to_vec(), Delimiter::Tab, None),
        (b"Name|Phone\nAna|1\nBo|2\n".to_vec(), Delimiter::Bar, None),
        (b"Name,Town\nPe\xF1a,Dor\xE9\n".to_vec(), Delimiter::Comma, Some(Encoding::Windows1252)),
        ("\u{feff}Name,Town\nPeña,1\n".into(), Delimiter::Comma, Some(Encoding::Utf8)),
        (b"sep=|\nName|Town, State\nAna|a,b\n".to_vec(), Delimiter::Bar, None),
    ] {
        let dialect = Dialect::sniff(&bytes).expect("text");
        assert_eq!((dialect.delimiter, dialect.encoding), (delimiter, encoding));
        let (rows, errors) = rows_of(&bytes);
        assert!(errors.is_empty() && rows.iter().all(|row| row.len() == 2), "{rows:?} {errors:?}");
        assert!(Table::open(&bytes[..]).expect("opens").columns()[0] == "Name");
    }
    let zip = Table::open(&b"PK\x03\x04rest"[..]).err().expect("refused");
    assert_eq!(
        zip.to_string(),
        "line 1: this is an Excel workbook or a ZIP file, not a text table; save it as CSV"
    );
    assert!(matches!(Table::open(&b""[..]).err().expect("refused").fault, Fault::Empty));
}

#[test]
fn the_first_accent_far_down_decides_the_encoding() {
    let mut bytes = b"Name,Town\n".to_vec();
    for _ in 0..30_000 {
        bytes.extend_from_slice(b"Ana Smith,Tampa\n");
    }
    assert!(bytes.len() > SAMPLE);
    let plain = bytes.clone();
    bytes.extend_from_slice(b"Pe\xF1a,Dor\xE9\n");
    let (rows, errors) = rows_of(&bytes);
    assert_eq!((rows.last(), errors.len()), (Some(&cells(&["Peña", "Doré"])), 0));

    bytes = plain;
    bytes.extend_from_slice("Peña,Doré\n".as_bytes());
    bytes.extend_from_slice(b"Pe\xF1a,Dor\xE9\n");
    let (rows, errors) = rows_of(&bytes);
    // The odd row is read in the letters its bytes fit; `Record::doubts` says that it is odd.
    assert_eq!(rows[rows.len() - 2..], [cells(&["Peña", "Doré"]), cells(&["Peña", "Doré"])]);
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn quotation_marks_of_real_files() {
    let (rows, errors) = rows_of(
        b"Name,Note,City\r\n\
          \"Smith, Bob\",\"two\r\nlines \"\"here\"\"\",Tampa\r\n\
          \"Bob \"Bobby\" Smith\", \"spaced, out\" ,Tampa\r\n\
          O'Neil,5\" pipe,\"\"\r\n",
    );
    assert_eq!(errors, Vec::<String>::new());
    assert_eq!(rows[0], cells(&["Smith, Bob", "two\r\nlines \"here\"", "Tampa"]));
    assert_eq!(rows[1], cells(&["Bob \"Bobby\" Smith", "spaced, out", "Tampa"]));
    assert_eq!(rows[2], cells(&["O'Neil", "5\" pipe", ""]));
    let (rows, _) = rows_of(b"'Name','Note'\n'a, b','it''s'\n'c','d'\n");
    assert_eq!(rows[0], cells(&["a, b", "it's"]));
    let (rows, _) = rows_of(b"Name,Note,Town\na,'',b\nc,'x',d\ne,'',f\n");
    assert_eq!(rows[0], cells(&["a", "''", "b"]));
}

#[test]
fn an_unclosed_quotation_mark_costs_one_row_only() {
    let (rows, errors) = rows_of(
        b"Id,Name,Note\n1,Ana,\"x\"\n2,Bo,\"open\n3,Cy,y\n4,\"Smith, Di\",\"two\nlines\"\n5,Ed,z\n",
    );
    let ids: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(ids, ["1", "3", "4", "5"]);
    assert_eq!(rows[2], cells(&["4", "Smith, Di", "two\nlines"]));
    assert_eq!(errors.len(), 1);
    assert!(errors[0].starts_with("line 3: a quotation mark opens here and is never closed"));

    let (rows, errors) = rows_of(b"Id,Name\n1,Ana\n2,\"Bo\n3,Cy\n4,Di\n");
    assert_eq!((rows.len(), errors.len()), (3, 1));
}

#[test]
fn a_torn_row_says_its_line_and_what_to_do() {
    let (rows, errors) = rows_of(
        b"Id,Name,City,Zip\n1,Ana,Tampa,\n2,Bo\n,Tampa,33601\n4,Di,Tampa, FL,33601\n5,Ed,,\n",
    );
    assert_eq!(rows.len(), 2);
    assert_eq!(
        errors,
        [
            "line 3: the row has 2 cells where the header has 4: it is torn; join it with its \
             next line or export the list again",
            "line 4: the row has 3 cells where the header has 4: it is torn; join it with its \
             next line or export the list again",
            "line 5: the row has 5 cells where the header has 4; put the value that contains \
             the separator in quotation marks",
        ]
    );
    // A program that never writes empty cells at the end tears nothing.
    let (rows, errors) = rows_of(b"Id,Name,City\n1,Ana,Tampa\n2,Bo\n3,Cy\n4,Di,Ocala\n");
    assert_eq!((rows.len(), errors.len()), (4, 0));
}

#[test]
fn titles_totals_and_stamps_are_no_rows() {
    let bytes = b"Cedar Pest Control\n\"Customer Contact List\"\n\nAs of March 2, 2026\n\
        Customer,Phone,Balance\nAna,1,2.00\nTotal,,2.00\nTotal Wine & More,3,4.00\n\
        Customer,Phone,Balance\nBo,5,6.00\n,,\nTOTAL,,\"12.00\"\n\
        \"Monday, Mar 02, 2026 08:12:44 AM GMT-5\",,\n";
    let mut table = Table::open_knowing(&bytes[..], &|cell| {
        ["customer", "phone", "balance"].contains(&cell.to_lowercase().as_str())
    })
    .expect("opens");
    assert_eq!(table.header_line(), Some(5));
    assert_eq!(table.titles().len(), 3);
    let (rows, errors) = rows_left(&mut table);
    assert!(errors.is_empty());
    let names: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    // A "Total" with rows behind it is kept: only the end of the file makes a footer.
    assert_eq!(names, ["Ana", "Total", "Total Wine & More", "Bo"]);
    let lines: Vec<u64> = table.left_out().iter().map(|row| row.line).collect();
    assert_eq!(lines, [9, 12, 13]);
    assert_eq!(table.place_of("phone").expect("there"), 1);
    let missing = table.place_of("E-mail").expect_err("missing");
    assert_eq!(
        missing.to_string(),
        "line 5: the column \"E-mail\" is missing; the file has: Customer, Phone, Balance"
    );
}

#[test]
fn formulas_are_guarded_and_money_is_not() {
    let mut writer = Writer::new(Vec::new());
    let text = ["=1+1", "+1 305", "-x", "@a", "\tb", "\rc", "\0d", "'=e", "plain", "a=b"];
    writer.texts(text).expect("memory");
    writer.row([Cell::Cents(-2_050), Cell::Number(-3), Cell::Empty]).expect("memory");
    let bytes = writer.finish().expect("memory");
    assert_eq!(
        String::from_utf8_lossy(&bytes),
        "'=1+1,'+1 305,'-x,'@a,'\tb,\"'\rc\",'\0d,''=e,plain,a=b\r\n-20.50,-3,\r\n"
    );
    let mut record = Record::new();
    let mut reader = Reader::new(&bytes[..], &Dialect::default()).expect("opens");
    assert!(reader.read(&mut record).expect("reads"));
    assert_eq!(record.iter().map(unguarded).collect::<Vec<_>>(), text);
}

/// Makes rows as they are asked for, so that no memory holds them all.
struct Rows {
    next: u64,
    last: u64,
    ready: Vec<u8>,
    taken: usize,
}

impl Read for Rows {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.taken == self.ready.len() {
            self.ready.clear();
            self.taken = 0;
            while self.ready.len() < 32 * 1024 && self.next <= self.last {
                self.ready.extend_from_slice(self.next.to_string().as_bytes());
                self.ready.extend_from_slice(b",\"Smith, Bob\",12.50\n");
                self.next += 1;
            }
        }
        let count = into.len().min(self.ready.len() - self.taken);
        into[..count].copy_from_slice(&self.ready[self.taken..self.taken + count]);
        self.taken += count;
        Ok(count)
    }
}

#[test]
fn a_million_rows_take_the_memory_of_a_few() {
    let began = Instant::now();
    let header = &b"Id,Name,Balance\n"[..];
    let rows = Rows { next: 1, last: 1_000_000, ready: Vec::new(), taken: 0 };
    let mut table = Table::open(header.chain(rows)).expect("opens");
    let (mut count, mut record) = (0, Record::new());
    while table.read(&mut record).expect("every row is whole") {
        count += 1;
        assert!(record.len() == 3 && record.line() == count + 1);
    }
    assert_eq!((count, &record[0]), (1_000_000, "1000000"));
    assert!(table.memory() < 1024 * 1024, "{} bytes are held", table.memory());
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
}

#[test]
fn hostile_files_cost_no_more_than_their_length() {
    for unit in
        ["\"\"x\n", "\"a\n", "\"", "\"\"\n", "a,\"\n", ",", "\r", "\"x\n\"\"y\n", " \"", "x"]
    {
        let began = Instant::now();
        let bytes = unit.repeat(2 * 1024 * 1024 / unit.len());
        if let Ok(mut table) = Table::open(bytes.as_bytes()) {
            let mut record = Record::new();
            while !matches!(table.read(&mut record), Ok(false)) {}
            assert!(table.memory() < 64 * 1024 * 1024, "{unit:?}");
        }
        assert!(began.elapsed() < Duration::from_secs(30), "{unit:?}: {:?}", began.elapsed());
    }
}

fn any_cell() -> impl Strategy<Value = String> {
    "[a-zé\",;'\r\n\t =+@-]{0,12}|\\PC{0,8}|[\0-\u{ff}]{0,4}"
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(rows in prop::collection::vec(
        prop::collection::vec(any_cell(), 1..6), 0..12)
    ) {
        for delimiter in [Delimiter::Comma, Delimiter::Semicolon, Delimiter::Tab, Delimiter::Bar] {
            let mut writer = Writer::separated_by(Vec::new(), delimiter);
            for row in &rows {
                writer.texts(row.iter().map(String::as_str)).expect("memory");
            }
            let bytes = writer.finish().expect("memory");
            let encoding = Some(Encoding::Utf8);
            let dialect = Dialect { delimiter, encoding, ..Dialect::default() };
            let mut reader = Reader::new(&bytes[..], &dialect).expect("opens");
            let mut record = Record::new();
            for row in &rows {
                prop_assert!(reader.read(&mut record).expect("reads"));
                prop_assert_eq!(&record.iter().map(unguarded).collect::<Vec<_>>(), row);
            }
            prop_assert!(!reader.read(&mut record).expect("ends"));
        }
    }

    #[test]
    fn how_the_stream_is_cut_into_pieces_does_not_matter(
        bytes in prop::collection::vec(
            prop::sample::select(b"\"\"',\r\n\n a\xE9b".to_vec()), 0..300),
        piece in 1_usize..7,
    ) {
        struct Pieces<'b>(&'b [u8], usize);
        impl Read for Pieces<'_> {
            fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
                let count = self.0.len().min(self.1).min(into.len());
                into[..count].copy_from_slice(&self.0[..count]);
                self.0 = &self.0[count..];
                Ok(count)
            }
        }
        fn all(input: impl Read) -> Vec<Result<Record, String>> {
            let mut reader = Reader::new(input, &Dialect::default()).expect("opens");
            let mut rows = Vec::new();
            loop {
                let mut record = Record::new();
                match reader.read(&mut record) {
                    Ok(true) => rows.push(Ok(record)),
                    Ok(false) => return rows,
                    Err(error) => rows.push(Err(error.to_string())),
                }
            }
        }
        prop_assert_eq!(all(Pieces(&bytes, piece)), all(&bytes[..]));
    }

    #[test]
    fn no_bytes_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        if let Ok(mut table) = Table::open(&bytes[..]) {
            let mut record = Record::new();
            for _ in 0..=bytes.len() {
                if let Ok(false) = table.read(&mut record) {
                    return Ok(());
                }
            }
            prop_assert!(false, "more rows than bytes");
        }
    }
}
