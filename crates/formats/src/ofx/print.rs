//! Writing a file in either version.

use values::Money;

use super::{AccountKind, Balance, CorrectionKind, OfxFile, Statement, Transaction, Version};
use crate::problems::{Problems, shown};

/// The file as text in its own version.
///
/// Nothing is printed when a value has line ends or spaces around, which would be lost.
pub fn print(file: &OfxFile) -> Result<String, Problems> {
    let version = file.version;
    let mut printing = Printing { out: String::new(), version, problems: Problems::default() };
    printing.file(file);
    if printing.problems.refuse_file() { Err(printing.problems) } else { Ok(printing.out) }
}

const HEADER_ONE: &str = "OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:160\r\nSECURITY:NONE\r\n\
    ENCODING:UTF-8\r\nCHARSET:NONE\r\nCOMPRESSION:NONE\r\nOLDFILEUID:NONE\r\nNEWFILEUID:NONE\r\n\
    \r\n";

const HEADER_TWO: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n\
    <?OFX OFXHEADER=\"200\" VERSION=\"220\" SECURITY=\"NONE\" OLDFILEUID=\"NONE\" \
    NEWFILEUID=\"NONE\"?>\n";

struct Printing {
    out: String,
    version: Version,
    problems: Problems,
}

impl Printing {
    fn file(&mut self, file: &OfxFile) {
        self.out.push_str(match self.version {
            Version::One => HEADER_ONE,
            Version::Two => HEADER_TWO,
        });
        self.holding("OFX", |p| {
            p.holding("SIGNONMSGSRSV1", |p| {
                p.holding("SONRS", |p| {
                    p.status();
                    p.moment("DTSERVER", file.made_at.as_ref());
                    p.value(0, "LANGUAGE", "ENG");
                    if !file.institution.is_empty() || !file.institution_id.is_empty() {
                        p.holding("FI", |p| {
                            p.value(0, "ORG", &file.institution);
                            p.value(0, "FID", &file.institution_id);
                        });
                    }
                });
            });
            for (of, messages, answer, name) in [
                (AccountKind::Bank, "BANKMSGSRSV1", "STMTTRNRS", "STMTRS"),
                (AccountKind::Card, "CREDITCARDMSGSRSV1", "CCSTMTTRNRS", "CCSTMTRS"),
            ] {
                let statements: Vec<&Statement> =
                    file.statements.iter().filter(|one| one.account.of == of).collect();
                if statements.is_empty() {
                    continue;
                }
                p.holding(messages, |p| {
                    for statement in statements {
                        p.holding(answer, |p| {
                            p.value(0, "TRNUID", "0");
                            p.status();
                            p.holding(name, |p| p.statement(statement));
                        });
                    }
                });
            }
        });
    }

    fn status(&mut self) {
        self.holding("STATUS", |p| {
            p.value(0, "CODE", "0");
            p.value(0, "SEVERITY", "INFO");
        });
    }

    fn statement(&mut self, statement: &Statement) {
        let line = statement.line;
        let account = &statement.account;
        self.value(line, "CURDEF", &statement.currency);
        let name = match account.of {
            AccountKind::Bank => "BANKACCTFROM",
            AccountKind::Card => "CCACCTFROM",
        };
        self.holding(name, |p| {
            p.value(line, "BANKID", &account.bank_id);
            p.value(line, "BRANCHID", &account.branch_id);
            p.value(line, "ACCTID", &account.number);
            p.value(line, "ACCTTYPE", &account.kind);
        });
        self.holding("BANKTRANLIST", |p| {
            p.moment("DTSTART", statement.starts_at.as_ref());
            p.moment("DTEND", statement.ends_at.as_ref());
            for transaction in &statement.transactions {
                p.holding("STMTTRN", |p| p.transaction(transaction));
            }
        });
        self.balance("LEDGERBAL", statement.ledger.as_ref());
        self.balance("AVAILBAL", statement.available.as_ref());
    }

    fn transaction(&mut self, transaction: &Transaction) {
        let line = transaction.line;
        self.value(line, "TRNTYPE", transaction.kind.code());
        self.moment("DTPOSTED", Some(&transaction.posted_at));
        self.moment("DTUSER", transaction.begun_at.as_ref());
        self.value(line, "TRNAMT", &Money::cents(transaction.amount_cents).plain());
        self.value(line, "FITID", &transaction.fitid);
        if let Some(correction) = &transaction.corrects {
            self.value(line, "CORRECTFITID", &correction.fitid);
            let action = match correction.kind {
                CorrectionKind::Replace => "REPLACE",
                CorrectionKind::Delete => "DELETE",
            };
            self.value(line, "CORRECTACTION", action);
        }
        self.value(line, "CHECKNUM", &transaction.check_number);
        self.value(line, "REFNUM", &transaction.reference);
        self.value(line, "NAME", &transaction.name);
        self.value(line, "MEMO", &transaction.memo);
    }

    fn balance(&mut self, name: &str, balance: Option<&Balance>) {
        let Some(balance) = balance else { return };
        self.holding(name, |p| {
            p.value(0, "BALAMT", &Money::cents(balance.amount_cents).plain());
            p.moment("DTASOF", balance.as_of.as_ref());
        });
    }

    fn moment(&mut self, name: &'static str, moment: Option<&super::Moment>) {
        if let Some(moment) = moment {
            self.value(0, name, &moment.to_string());
        }
    }

    fn holding(&mut self, name: &str, inner: impl FnOnce(&mut Printing)) {
        self.out.push_str(&format!("<{name}>\n"));
        inner(self);
        self.out.push_str(&format!("</{name}>\n"));
    }

    /// A value; an empty one is left away, which says the same.
    fn value(&mut self, line: u64, name: &'static str, text: &str) {
        if text.is_empty() {
            return;
        }
        if text.trim() != text || text.contains(char::is_control) {
            let says = format!("\"{}\" has line ends or spaces around.", shown(text));
            self.problems.refuse(line, "ofx.letters", name, says);
        }
        self.out.push_str(&format!("<{name}>"));
        for letter in text.chars() {
            match letter {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                letter => self.out.push(letter),
            }
        }
        if self.version == Version::Two {
            self.out.push_str(&format!("</{name}>"));
        }
        self.out.push('\n');
    }
}
