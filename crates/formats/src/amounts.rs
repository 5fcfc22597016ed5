//! Amounts of money as files write them: `$1,234.50`, `(20.00)`, `-20`, `1.234,50`.

/// Reads an amount in whole cents; `None` when the text is no amount.
///
/// Parentheses, a minus before or behind, and `CR` make it negative. Comma and point are told
/// apart by what stands behind them, never by guessing: `1,234` is a thousand, `1,23` is one
/// dollar, and `1.234` is nothing, since cents have two digits.
pub fn parse_cents(text: &str) -> Option<i64> {
    let mut rest = text.trim();
    if rest.len() > 40 {
        return None;
    }
    let mut negative = false;
    if let Some(inner) = rest.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        negative = true;
        rest = inner.trim();
    }
    for (ending, sign) in [("CR", true), ("DR", false), ("-", true)] {
        let split = rest.len().checked_sub(ending.len()).and_then(|at| rest.split_at_checked(at));
        if let Some((before, behind)) = split
            && behind.eq_ignore_ascii_case(ending)
        {
            negative = once(negative, sign)?;
            rest = before.trim_end();
        }
    }
    // "$-20", "-$20", "USD 20": sign and currency may come in either order, each once.
    let mut currency = false;
    let mut signed = false;
    loop {
        let stripped = if let Some(after) = rest.strip_prefix(['-', '\u{2212}']) {
            negative = once(negative, true)?;
            if std::mem::replace(&mut signed, true) {
                return None;
            }
            after
        } else if let Some(after) = rest.strip_prefix('+') {
            if std::mem::replace(&mut signed, true) {
                return None;
            }
            after
        } else if let Some(after) = rest.strip_prefix('$').or_else(|| rest.strip_prefix("USD")) {
            if std::mem::replace(&mut currency, true) {
                return None;
            }
            after
        } else {
            break;
        };
        rest = stripped.trim_start();
    }
    let (whole, cents) = split_decimals(rest)?;
    let whole = ungrouped(whole)?;
    let magnitude = whole.checked_mul(100)?.checked_add(cents)?;
    Some(if negative { -magnitude } else { magnitude })
}

/// A number may be made negative in one way only: `(-20)` is not plus twenty, it is unreadable.
fn once(negative: bool, again: bool) -> Option<bool> {
    if negative && again { None } else { Some(negative || again) }
}

/// The text before the decimal mark, and the cents behind it.
fn split_decimals(text: &str) -> Option<(&str, i64)> {
    let Some(mark) = text.rfind(['.', ',']) else {
        return Some((text, 0));
    };
    let (whole, behind) = (&text[..mark], &text[mark + 1..]);
    if !behind.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (mark, digits) = (text.as_bytes()[mark], behind.len());
    if (mark, digits) == (b',', 3) {
        return Some((text, 0));
    }
    // Points may group only when a comma marks the decimals, and the other way round.
    if whole.contains(char::from(mark)) {
        return None;
    }
    let cents = match (mark, digits) {
        // "20." is a slip of the hand; "." is nothing.
        (b'.', 0) if !whole.is_empty() => 0,
        (b'.', 1) => behind.parse::<i64>().ok()? * 10,
        (_, 2) => behind.parse().ok()?,
        // Databases write "20.5000"; "20.500" could be twenty thousand elsewhere.
        (b'.', 4..) if behind[2..].bytes().all(|digit| digit == b'0') => {
            behind[..2].parse().ok()?
        }
        _ => return None,
    };
    Some((if whole.is_empty() { "0" } else { whole }, cents))
}

/// The whole part without its groups of thousands.
fn ungrouped(text: &str) -> Option<i64> {
    let mut groups = text.split([',', '.', ' ', '\u{a0}', '\'']);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(first) || !(rest.is_empty() || first.len() <= 3) {
        return None;
    }
    if rest.iter().any(|group| group.len() != 3 || !digits(group)) {
        return None;
    }
    format!("{first}{}", rest.concat()).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_of_every_program_are_read() {
        for (text, cents) in [
            ("$1,234.50", 123_450),
            ("(20.00)", -2_000),
            ("-20", -2_000),
            ("20", 2_000),
            ("$-20.00", -2_000),
            ("-$20.00", -2_000),
            ("20.00-", -2_000),
            ("($1,000)", -100_000),
            ("1.234,50", 123_450),
            ("1,23", 123),
            ("1,234", 123_400),
            ("127.3", 12_730),
            ("127.3000", 12_730),
            ("20.00 CR", -2_000),
            ("20.00 dr", 2_000),
            (" 0.00 ", 0),
            ("USD 12.00", 1_200),
            ("1 234,50", 123_450),
            ("0", 0),
            ("+5", 500),
            (".50", 50),
            ("20.", 2_000),
            ("\u{2212}3.10", -310),
            ("12,345,678.90", 1_234_567_890),
        ] {
            assert_eq!(parse_cents(text), Some(cents), "{text}");
        }
        for text in [
            "",
            "-",
            "$",
            "n/a",
            "1.234",
            "12,34,567.00",
            "1,2",
            "1.000",
            "--20",
            "(-20)",
            "20.005",
            "1e5",
            "20.00 EUR",
            "1.2.3",
            ".",
            "99999999999999999999",
            "0x10",
            "٣",
            "((5))",
            "+-5",
        ] {
            assert_eq!(parse_cents(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(cents in -(1_i64 << 50)..1 << 50) {
            prop_assert_eq!(parse_cents(&values::Money::cents(cents).plain()), Some(cents));
        }

        #[test]
        fn no_text_breaks_the_reader(text in "\\PC{0,45}") {
            let _ = parse_cents(&text);
            let _ = crate::dates::parse_day(&text, crate::dates::DateFormat::Detect);
        }
    }
}
