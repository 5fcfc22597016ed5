//! Queries of addresses: names and values, percent-encoded.

use crate::Fields;

/// `status=open&sort=-due_on`, without the question mark.
pub fn join_query(pairs: &[(String, String)]) -> String {
    let mut query = String::new();
    for (name, value) in pairs {
        if !query.is_empty() {
            query.push('&');
        }
        encode(name, &mut query);
        query.push('=');
        encode(value, &mut query);
    }
    query
}

/// The names and values of a query, with or without its question mark.
pub fn split_query(query: &str) -> Fields {
    let query = query.strip_prefix('?').unwrap_or(query);
    let pairs = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode(name), decode(value))
    });
    Fields(pairs.collect())
}

fn encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b':' => {
                out.push(char::from(byte));
            }
            b' ' => out.push('+'),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let mut ahead = rest.clone();
                let hex = |byte: Option<u8>| char::from(byte?).to_digit(16);
                match (hex(ahead.next()), hex(ahead.next())) {
                    (Some(high), Some(low)) => {
                        bytes.push(u8::try_from(high * 16 + low).unwrap_or_default());
                        rest = ahead;
                    }
                    _ => bytes.push(b'%'),
                }
            }
            byte => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_joined_comes_apart_again() {
        let pairs = [("name", "O'Neil & Söhne, 100%"), ("sort", "-due_on"), ("after", "a:1:b=c")];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let query = join_query(&pairs);
        assert!(query.is_ascii() && !query.contains(' '));
        assert_eq!(split_query(&format!("?{query}")).0, pairs);
        assert_eq!(split_query("a=%zz%4&b").0[0].1, "%zz%4");
        assert_eq!(split_query("").0, []);
    }
}
