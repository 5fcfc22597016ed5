//! Canonical JSON: sorted keys, no blanks. What is hashed must be written one way only.

use serde::Serialize;
use sha2::{Digest, Sha256};

/// The canonical text of a value. `serde_json`'s map is sorted, so a detour through
/// [`serde_json::Value`] sorts every object.
pub fn text<T: Serialize>(value: &T) -> Result<String, serde_json::Error> {
    serde_json::to_string(&serde_json::to_value(value)?)
}

/// SHA-256 over length-prefixed fields, so that no two lists of fields collide.
pub fn digest(fields: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for field in fields {
        hash.update((field.len() as u64).to_be_bytes());
        hash.update(field);
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    #[test]
    fn keys_are_sorted_and_fields_do_not_run_together() {
        let value = serde_json::json!({"b": 1, "a": {"d": 2, "c": 3}});
        assert_eq!(super::text(&value).unwrap(), r#"{"a":{"c":3,"d":2},"b":1}"#);
        assert_ne!(super::digest(&[b"ab", b"c"]), super::digest(&[b"a", b"bc"]));
    }
}
