//! What an account's number says about it.

/// The five kinds of account that plain-text accounting knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Asset,
    Liability,
    Equity,
    Income,
    Expense,
}

impl Kind {
    /// The kind by the first digit of the account's number, as in the starter chart: 1 assets,
    /// 2 liabilities, 3 equity, 4 income, the rest expenses. Contra accounts are of the kind they
    /// reduce. An account without a number is equity, where it is seen.
    pub fn of(account: &str) -> Kind {
        match account.trim_start().bytes().next() {
            Some(b'1') => Kind::Asset,
            Some(b'2') => Kind::Liability,
            Some(b'4') => Kind::Income,
            Some(b'5'..=b'9') => Kind::Expense,
            _ => Kind::Equity,
        }
    }

    /// hledger's letter for it.
    pub fn letter(self) -> &'static str {
        match self {
            Kind::Asset => "A",
            Kind::Liability => "L",
            Kind::Equity => "E",
            Kind::Income => "R",
            Kind::Expense => "X",
        }
    }

    /// Beancount's root account for it.
    pub fn root(self) -> &'static str {
        match self {
            Kind::Asset => "Assets",
            Kind::Liability => "Liabilities",
            Kind::Equity => "Equity",
            Kind::Income => "Income",
            Kind::Expense => "Expenses",
        }
    }
}

/// Number and name of `1100 Accounts receivable`; the number is empty when there is none.
pub(super) fn number_and_name(account: &str) -> (&str, &str) {
    let account = account.trim();
    let (first, rest) = account.split_once(' ').unwrap_or((account, ""));
    let is_number = first.bytes().any(|byte| byte.is_ascii_digit())
        && first.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if is_number { (first, rest.trim()) } else { ("", account) }
}

/// The text on one line, with single spaces.
pub(super) fn one_line(text: &str) -> String {
    let spaced = |c: char| c.is_whitespace() || c.is_control();
    text.split(spaced).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
