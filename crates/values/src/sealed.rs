//! Sealed text: private fields that must not show in a log, the journal or a receipt.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::schema::value_schema;

/// A private text, such as a bank account number. It prints and serialises as `sealed`;
/// [`Sealed::open`] is the only way to read it, and easy to search the code for.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Sealed(String);

value_schema!(Sealed, "Sealed", {
    "type": "string",
    "x-kind": "sealed",
    "writeOnly": true,
});

/// What stands in place of the text.
pub const SEALED: &str = "sealed";

thread_local! {
    static REVEALING: Cell<u32> = const { Cell::new(0) };
}

impl Sealed {
    /// Seals a text.
    pub fn new(text: impl Into<String>) -> Sealed {
        Sealed(text.into())
    }

    /// The text. Whoever opens it answers for where it goes.
    pub fn open(&self) -> &str {
        &self.0
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The last four letters or digits, which may be shown; nothing when that would be half
    /// of the text or more.
    pub fn last_four(&self) -> Option<String> {
        let kept: Vec<char> = self.0.chars().filter(|letter| letter.is_alphanumeric()).collect();
        (kept.len() > 8).then(|| kept[kept.len() - 4..].iter().collect())
    }
}

/// Serialises sealed texts openly while `work` runs on this thread: for a keyed digest, or for
/// a payload that is encrypted before it is stored. Nothing else may keep the result.
pub fn revealing<R>(work: impl FnOnce() -> R) -> R {
    /// Seals again also when the work panics.
    struct Reseal;
    impl Drop for Reseal {
        fn drop(&mut self) {
            REVEALING.set(REVEALING.get() - 1);
        }
    }
    REVEALING.set(REVEALING.get() + 1);
    let _reseal = Reseal;
    work()
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(SEALED)
    }
}

impl fmt::Display for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(SEALED)
    }
}

impl Serialize for Sealed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match REVEALING.get() {
            0 => serializer.serialize_str(SEALED),
            _ => serializer.serialize_str(&self.0),
        }
    }
}

impl<'de> Deserialize<'de> for Sealed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Sealed, D::Error> {
        // A sealed payload read back must fail, or the word would be stored as the value.
        match Cow::<'de, str>::deserialize(deserializer)? {
            text if text == SEALED => {
                Err(D::Error::custom("This value is sealed; enter it again."))
            }
            text => Ok(Sealed(text.into_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_prints_it() {
        let account = Sealed::new("1234567890123");
        assert_eq!(format!("{account} {account:?}"), "sealed sealed");
        assert_eq!(serde_json::to_string(&account).unwrap(), "\"sealed\"");
        assert_eq!(account.open(), "1234567890123");
        assert_eq!(account.last_four().as_deref(), Some("0123"));
        assert_eq!(Sealed::new("12345678").last_four(), None);
    }

    #[test]
    fn revealing_ends_with_its_work() {
        let account = Sealed::new("1234567890123");
        let open = revealing(|| serde_json::to_string(&account).unwrap());
        assert_eq!(serde_json::from_str::<Sealed>(&open).unwrap(), account);
        assert!(std::panic::catch_unwind(|| revealing(|| panic!("amid the work"))).is_err());
        let sealed = serde_json::to_string(&account).unwrap();
        assert_eq!(sealed, "\"sealed\"");
        assert!(serde_json::from_str::<Sealed>(&sealed).is_err());
    }
}
