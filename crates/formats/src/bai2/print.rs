//! Writing a file with its totals and counts.

use values::Day;

use super::{Account, AsOf, Bai2File, Detail, Funds, Group, Summary};
use crate::problems::{Problems, shown};

/// Lines are broken where they would grow longer than this, if a field or a word ends there.
const WIDTH: usize = 80;

/// The file as text, with totals and counts computed.
///
/// Nothing is printed when a text holds letters the format has other uses for: commas and
/// slashes in fields, line ends anywhere.
pub fn print(file: &Bai2File) -> Result<String, Problems> {
    let mut printing = Printing::default();
    printing.file(file);
    if printing.problems.refuse_file() { Err(printing.problems) } else { Ok(printing.out) }
}

#[derive(Default)]
struct Printing {
    out: String,
    lines: u64,
    problems: Problems,
}

impl Printing {
    fn file(&mut self, file: &Bai2File) {
        let number = |number: Option<u32>| number.map_or(String::new(), |n| n.to_string());
        let fields = [
            self.word(file.line, "sender", &file.sender),
            self.word(file.line, "receiver", &file.receiver),
            six(file.created_on),
            self.word(file.line, "creation time", &file.created_at),
            self.word(file.line, "file id", &file.id),
            number(file.record_length),
            number(file.block_size),
            "2".to_owned(),
        ];
        self.record("01", &[fields.join(",")]);
        file.groups.iter().for_each(|group| self.group(group));
        let total = file.total_cents();
        let lines = self.lines + 1;
        self.record("99", &[format!("{total},{},{lines}", file.groups.len())]);
    }

    fn group(&mut self, group: &Group) {
        let before = self.lines;
        let fields = [
            self.word(group.line, "receiver", &group.receiver),
            self.word(group.line, "originator", &group.originator),
            group.status.digit().to_string(),
            six(group.as_of),
            self.word(group.line, "as-of time", &group.as_of_time),
            self.word(group.line, "currency", &group.currency),
            group.modifier.map(AsOf::digit).map_or(String::new(), String::from),
        ];
        self.record("02", &[fields.join(",")]);
        group.accounts.iter().for_each(|account| self.account(account));
        let total = group.total_cents();
        let lines = self.lines - before + 1;
        self.record("98", &[format!("{total},{},{lines}", group.accounts.len())]);
    }

    fn account(&mut self, account: &Account) {
        let before = self.lines;
        let number = self.word(account.line, "account", &account.number);
        let currency = self.word(account.line, "currency", &account.currency);
        let mut parts = vec![format!("{number},{currency}")];
        for summary in &account.summaries {
            let text = self.summary(account.line, summary);
            parts.push(text);
        }
        self.record("03", &parts);
        account.details.iter().for_each(|detail| self.detail(detail));
        let total = account.total_cents();
        let lines = self.lines - before + 1;
        self.record("49", &[format!("{total},{lines}")]);
    }

    fn summary(&mut self, line: u64, summary: &Summary) -> String {
        let items = summary.items.map_or(String::new(), |items| items.to_string());
        let amount = cents(summary.amount_cents);
        let funds = self.funds(line, &summary.funds);
        format!("{:03},{amount},{items},{funds}", summary.type_code)
    }

    fn detail(&mut self, detail: &Detail) {
        let funds = self.funds(detail.line, &detail.funds);
        let head = format!(
            "16,{:03},{},{funds},{},{},",
            detail.type_code,
            cents(detail.amount_cents),
            self.word(detail.line, "bank reference", &detail.bank_reference),
            self.word(detail.line, "customer reference", &detail.customer_reference),
        );
        let text = &detail.text;
        if text.trim() != text || text.contains(char::is_control) || text.contains("  ") {
            let says = "It has line ends, or spaces that would be lost.";
            self.problems.refuse(detail.line, "bai2.letters", "text", says);
        }
        self.out.push_str(&head);
        let mut width = head.len();
        self.lines += 1;
        for (place, word) in text.split(' ').enumerate() {
            // A line's last `/` ends it, so a word that ends in one cannot stand last.
            let may_break = !self.out.ends_with(['/', ',']);
            if place > 0 && width + word.len() >= WIDTH && may_break && !word.is_empty() {
                self.out.push_str("\n88,");
                self.lines += 1;
                width = 3;
            } else if place > 0 {
                self.out.push(' ');
                width += 1;
            }
            self.out.push_str(word);
            width += word.len();
        }
        self.out.push_str("/\n");
    }

    fn funds(&mut self, line: u64, funds: &Funds) -> String {
        match funds {
            Funds::Unknown => String::new(),
            Funds::Today => "0".to_owned(),
            Funds::InOneDay => "1".to_owned(),
            Funds::InTwoDays => "2".to_owned(),
            Funds::From { day, time } => {
                let time = self.word(line, "value time", time);
                format!("V,{},{time}", day.map_or(String::new(), six))
            }
            Funds::InThreeParts(parts) => {
                let [now, one, more] = parts.map(cents);
                format!("S,{now},{one},{more}")
            }
            Funds::InParts(parts) => {
                let mut text = format!("D,{}", parts.len());
                for (days, cents) in parts {
                    text.push_str(&format!(",{days},{cents}"));
                }
                text
            }
        }
    }

    /// Writes a record whose parts may stand on lines of their own.
    fn record(&mut self, code: &str, parts: &[String]) {
        self.out.push_str(code);
        self.lines += 1;
        let mut width = code.len();
        for (place, part) in parts.iter().enumerate() {
            if place > 0 && width + part.len() >= WIDTH {
                self.out.push_str("/\n88");
                self.lines += 1;
                width = 2;
            }
            self.out.push(',');
            self.out.push_str(part);
            width += part.len() + 1;
        }
        self.out.push_str("/\n");
    }

    fn word(&mut self, line: u64, field: &'static str, text: &str) -> String {
        let clean =
            text.trim() == text && !text.contains(|c: char| ",/".contains(c) || c.is_control());
        if !clean {
            let says =
                format!("\"{}\" has commas, slashes, line ends or spaces around.", shown(text));
            self.problems.refuse(line, "bai2.letters", field, says);
        }
        text.to_owned()
    }
}

fn cents(cents: Option<i64>) -> String {
    cents.map_or(String::new(), |cents| cents.to_string())
}

fn six(day: Day) -> String {
    match day.year() {
        2000..=2099 => format!("{:02}{:02}{:02}", day.year() - 2000, day.month(), day.day()),
        year => format!("{year:04}{:02}{:02}", day.month(), day.day()),
    }
}
