//! Reading a file and verifying every total and count in it.

use std::collections::HashSet;

use values::Day;

use super::fields::{Fields, funds_fields};
use super::record::Record;
use super::{Account, AsOf, Bai2File, Detail, Group, GroupStatus};
use crate::letters::{lines_of, text_of};
use crate::problems::{Problems, shown};

/// What was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bai2Reading {
    /// The files of the transmission, usually one. A torn one is there as far as it goes.
    pub files: Vec<Bai2File>,
    /// What is wrong, on which line.
    pub problems: Problems,
}

/// Reads a transmission and verifies its totals and counts.
///
/// Nothing may be posted when [`Problems::refuse_file`] holds.
pub fn read(bytes: &[u8]) -> Bai2Reading {
    let mut reader = Reader::default();
    let mut said = Problems::default();
    if let Some(text) = text_of(bytes, &mut said) {
        reader.reading.problems = said;
        reader.read_lines(&text);
        reader.finish();
        return reader.reading;
    }
    Bai2Reading { files: Vec::new(), problems: said }
}

#[derive(Default)]
struct Reader {
    reading: Bai2Reading,
    place: Place,
    /// Lines since the last 01, 02 and 03, these included.
    file_lines: u64,
    group_lines: u64,
    account_lines: u64,
    identities: HashSet<String>,
    /// Accounts of this file with their day, to see one that stands twice.
    accounts: HashSet<(String, Day, Option<char>)>,
    last_line: u64,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd)]
enum Place {
    #[default]
    Outside,
    InFile,
    InGroup,
    InAccount,
}

impl Reader {
    fn read_lines(&mut self, text: &str) {
        let mut record: Option<Record<'_>> = None;
        for (line, content) in lines_of(text) {
            let content = content.trim();
            if content.is_empty() {
                continue;
            }
            self.last_line = line;
            let (code, rest) = content.split_once(',').unwrap_or((content, ""));
            match (code.trim(), &mut record) {
                ("88", Some(record)) => record.go_on(rest),
                (code, _) => {
                    if let Some(whole) = record.replace(Record::new(line, code, rest)) {
                        self.take(&whole);
                    }
                }
            }
        }
        if let Some(whole) = record {
            self.take(&whole);
        }
    }

    fn take(&mut self, record: &Record<'_>) {
        for lines in [&mut self.file_lines, &mut self.group_lines, &mut self.account_lines] {
            *lines += record.lines();
        }
        match (record.code, self.place) {
            ("01", Place::Outside) => self.file_header(record),
            ("02", Place::InFile) => self.group_header(record),
            ("03", Place::InGroup) => self.account_header(record),
            ("16", Place::InAccount) => self.detail(record),
            ("49", Place::InAccount) => self.account_trailer(record),
            ("98", Place::InGroup) => self.group_trailer(record),
            ("99", Place::InFile) => self.file_trailer(record),
            (code, place) => {
                let says = format!(
                    "A record \"{}\" cannot stand here; a record before it is missing. Ask the \
                     bank for the file again.",
                    shown(code)
                );
                self.problems().refuse(record.line, "bai2.order", "", says);
                // A new file begins whatever came before it.
                if code == "01" && place != Place::Outside {
                    self.file_header(record);
                }
            }
        }
    }

    fn problems(&mut self) -> &mut Problems {
        &mut self.reading.problems
    }

    fn file_header(&mut self, record: &Record<'_>) {
        self.place = Place::InFile;
        self.file_lines = record.lines();
        self.accounts.clear();
        let mut fields = Fields::of(record, &mut self.reading.problems);
        let file = Bai2File {
            line: record.line,
            sender: fields.words(),
            receiver: fields.words(),
            created_on: fields.needed_day("creation date"),
            created_at: fields.words(),
            id: fields.words(),
            record_length: fields.count("record length").and_then(|n| u32::try_from(n).ok()),
            block_size: fields.count("block size").and_then(|n| u32::try_from(n).ok()),
            groups: Vec::new(),
        };
        let version = fields.words();
        if version != "2" {
            let says = format!("This is version \"{}\" of the format, not 2.", shown(&version));
            self.problems().refuse(record.line, "bai2.version", "version", says);
        }
        if !self.identities.insert(file.identity()) {
            let says = "The same file stands in the transmission twice.";
            self.problems().refuse(record.line, "bai2.duplicate_file", "file id", says);
        }
        self.reading.files.push(file);
    }

    fn group_header(&mut self, record: &Record<'_>) {
        self.place = Place::InGroup;
        self.group_lines = record.lines();
        let mut fields = Fields::of(record, &mut self.reading.problems);
        let mut group = Group {
            line: record.line,
            receiver: fields.words(),
            originator: fields.words(),
            status: GroupStatus::Update,
            as_of: Day::ymd(2000, 1, 1),
            as_of_time: String::new(),
            currency: String::new(),
            modifier: None,
            accounts: Vec::new(),
        };
        let status = fields.words();
        let known = GroupStatus::of(&status);
        group.as_of = fields.needed_day("as-of date");
        group.as_of_time = fields.words();
        group.currency = fields.words();
        let modifier = fields.words();
        group.modifier = AsOf::of(&modifier);
        group.status = known.unwrap_or(GroupStatus::Update);
        if known.is_none() {
            let says = format!("\"{}\" is none of 1, 2, 3 and 4.", shown(&status));
            self.problems().refuse(record.line, "bai2.status", "group status", says);
        }
        if group.modifier.is_none() && !modifier.is_empty() {
            let says =
                format!("\"{}\" is none of 1, 2, 3 and 4; it is left out.", shown(&modifier));
            self.problems().note(record.line, "bai2.modifier", "as-of modifier", says);
        }
        self.file().groups.push(group);
    }

    fn account_header(&mut self, record: &Record<'_>) {
        self.place = Place::InAccount;
        self.account_lines = record.lines();
        let mut fields = Fields::of(record, &mut self.reading.problems);
        let number = fields.words();
        let currency = fields.words();
        let mut summaries = Vec::new();
        while fields.has_more() {
            summaries.push(fields.summary());
        }
        let group = self.group();
        let modifier = group.modifier.map(AsOf::digit);
        let key = (number.clone(), group.as_of, modifier);
        group.accounts.push(Account {
            line: record.line,
            number,
            currency,
            summaries,
            details: Vec::new(),
        });
        if !self.accounts.insert(key) {
            let says = "The same account and day stand in the file twice; look which is right.";
            self.problems().hold(record.line, "bai2.duplicate_account", "account", says);
        }
    }

    fn detail(&mut self, record: &Record<'_>) {
        let problems = &mut self.reading.problems;
        let (fields, text) = record.detail(|so_far| {
            // Type, amount and funds type; then what the funds type asks for; then two references.
            3 + so_far.get(2).map_or(0, |funds| funds_fields(funds, so_far.get(3).copied())) + 2
        });
        let mut fields = Fields::of_texts(record.line, fields, problems);
        let type_code = fields.type_code();
        let amount_cents = fields.amount("amount");
        let funds = fields.words();
        let detail = Detail {
            line: record.line,
            type_code,
            amount_cents,
            funds: fields.funds(&funds),
            bank_reference: fields.words(),
            customer_reference: fields.words(),
            text,
        };
        let account = self.group().accounts.last_mut().expect("the place is inside an account");
        account.details.push(detail);
    }

    fn account_trailer(&mut self, record: &Record<'_>) {
        self.place = Place::InGroup;
        let counted = self.group().accounts.last().expect("an account is open").total_cents();
        let lines = self.account_lines;
        let mut fields = Fields::of(record, &mut self.reading.problems);
        fields.expect("bai2.account_total", "account control total in cents", counted);
        fields.expect("bai2.records", "number of records", i128::from(lines));
    }

    fn group_trailer(&mut self, record: &Record<'_>) {
        self.place = Place::InFile;
        let group = self.group();
        let (counted, accounts) = (group.total_cents(), group.accounts.len() as i128);
        let lines = self.group_lines;
        let mut fields = Fields::of(record, &mut self.reading.problems);
        fields.expect("bai2.group_total", "group control total in cents", counted);
        fields.expect("bai2.accounts", "number of accounts", accounts);
        fields.expect("bai2.records", "number of records", i128::from(lines));
    }

    fn file_trailer(&mut self, record: &Record<'_>) {
        self.place = Place::Outside;
        let file = self.file();
        let (counted, groups) = (file.total_cents(), file.groups.len() as i128);
        let lines = self.file_lines;
        let mut fields = Fields::of(record, &mut self.reading.problems);
        fields.expect("bai2.file_total", "file control total in cents", counted);
        fields.expect("bai2.groups", "number of groups", groups);
        fields.expect("bai2.records", "number of records", i128::from(lines));
    }

    fn finish(&mut self) {
        let line = self.last_line;
        if self.reading.files.is_empty() {
            let says = "There is no file header (01); this is no BAI2 file.";
            self.problems().refuse(line, "bai2.no_header", "", says);
        } else if self.place != Place::Outside {
            let says = "The file ends before its last record (99): it is torn. Ask for it again.";
            self.problems().refuse(line, "bai2.torn", "", says);
        }
    }

    fn file(&mut self) -> &mut Bai2File {
        self.reading.files.last_mut().expect("the place is inside a file")
    }

    fn group(&mut self) -> &mut Group {
        self.file().groups.last_mut().expect("the place is inside a group")
    }
}
