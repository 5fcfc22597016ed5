//! Telling which program wrote a list.

use super::Source;
use super::presets::{is_known, key};
use crate::csv::Table;

/// Tells which program wrote a list from its beginning (a few rows are enough, up to
/// [`crate::csv::SAMPLE`] bytes are looked at). What cannot be told is [`Source::Generic`].
pub fn sniff(bytes: &[u8]) -> Source {
    if is_iif(bytes) {
        return Source::QuickBooksIif;
    }
    match Table::open_sampled(bytes.to_vec(), &[][..], &is_known) {
        Ok(table) => of_columns(table.columns(), table.titles()),
        Err(_) => Source::Generic,
    }
}

/// A row that begins with `!` and capitals, followed by a tab, stands in no other format.
pub(crate) fn is_iif(bytes: &[u8]) -> bool {
    let beginning = &bytes[..bytes.len().min(64 * 1024)];
    beginning.split(|byte| matches!(byte, b'\n' | b'\r')).take(200).any(|line| {
        let line = line.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(line);
        let Some(rest) = line.strip_prefix(b"!").or_else(|| line.strip_prefix(b"\"!")) else {
            return false;
        };
        let word = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let capitals = rest[..word].iter().all(|byte| !byte.is_ascii_lowercase());
        word >= 3 && capitals && matches!(rest.get(word), Some(b'\t' | b'"'))
    })
}

/// Tells the program from the names of its columns and the titles above them.
pub(crate) fn of_columns(columns: &[String], titles: &[String]) -> Source {
    let keys: Vec<String> = columns.iter().take(400).map(|column| key(column)).collect();
    let has = |name: &str| keys.iter().any(|key| key == name);
    let begins = |name: &str| keys.iter().any(|key| key.starts_with(name));
    let jobber = has("jid")
        || begins("leadasof")
        || has("servicepropertyname")
        || has("clientname") && has("propertyname");
    if jobber {
        return Source::Jobber;
    }
    if has("billtoaccountid") || has("customerid") && has("fname") && has("lname") {
        return Source::FieldRoutes;
    }
    let titled = titles.iter().map(|title| key(title)).any(|title| {
        ["customercontactlist", "customerphonelist", "customerbalancesummary"]
            .contains(&title.as_str())
            || title.contains("agingsummary")
    });
    let quickbooks = titled
        || has("customer") && (has("phonenumbers") || has("balancetotal") || has("billto1"))
        || has("openbalance") && (has("name") || has("customer") || has("customername"))
        || has("130") && has("3160") && has("6190") && has("column1");
    if quickbooks { Source::QuickBooksCsv } else { Source::Generic }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_program_is_told_by_its_columns() {
        for (text, source) in [
            ("J-ID,Display Name,Archived\n1_2,Ana,false\n", Source::Jobber),
            ("Contact,Phone,Lead (as of 2026-01-01 10:12)\nAna,1,Web\n", Source::Jobber),
            ("customerID,fname,lname,balance\n1,Ana,Bo,2\n", Source::FieldRoutes),
            ("customerID;billToAccountID;fname\n1;1;Ana\n", Source::FieldRoutes),
            ("!CUST\tNAME\tBADDR1\nCUST\tAna\tx\n", Source::QuickBooksIif),
            ("!HDR\tPROD\tVER\nHDR\tQuickBooks\t2\n!CUST\tNAME\n", Source::QuickBooksIif),
            ("Cedar\nCustomer Contact List\n\nCustomer,Full Name\nAna,A\n", Source::QuickBooksCsv),
            ("Name,Company name,Phone,Open Balance\nAna,,1,2.00\n", Source::QuickBooksCsv),
            ("Name,Phone\nAna,1\n", Source::Generic),
            ("!important note\nName,Phone\n", Source::Generic),
            ("", Source::Generic),
        ] {
            assert_eq!(sniff(text.as_bytes()), source, "{text}");
        }
    }
}
