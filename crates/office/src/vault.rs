//! The vault: private texts, such as bank account numbers, closed before they are stored.
//!
//! What is kept is AES-256-GCM under the installation's key, a fresh nonce before it. Where the
//! text stands is bound in, so that a row's account cannot be moved to another row unseen.

use crate::Refusal;
use crate::chance::{Chance, to_hex};
use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Key, Nonce};
use values::Sealed;

/// How long a nonce is.
const NONCE: usize = 12;

/// Closes and opens private texts with one key.
pub struct Vault(Aes256Gcm);

impl Vault {
    /// A vault with this key, which nobody else may know and nobody may lose.
    pub fn of(key: [u8; 32]) -> Vault {
        Vault(Aes256Gcm::new(&Key::<Aes256Gcm>::from(key)))
    }

    /// Closes a text that stands at `place`, such as `mandates:512`; hex to be stored.
    pub fn close(&self, chance: &dyn Chance, place: &str, text: &Sealed) -> String {
        let mut nonce = [0u8; NONCE];
        chance.fill(&mut nonce);
        let payload = Payload { msg: text.open().as_bytes(), aad: place.as_bytes() };
        let closed = self.0.encrypt(&Nonce::from(nonce), payload);
        let closed = closed.expect("a short text can always be closed");
        format!("{}{}", to_hex(&nonce), to_hex(&closed))
    }

    /// Opens what was closed for `place`; refused under another key or place.
    pub fn open(&self, place: &str, kept: &str) -> Result<Sealed, Refusal> {
        let open = || {
            let bytes = from_hex(kept)?;
            let (nonce, closed) = bytes.split_at_checked(NONCE)?;
            let nonce: [u8; NONCE] = nonce.try_into().ok()?;
            let payload = Payload { msg: closed, aad: place.as_bytes() };
            let text = self.0.decrypt(&Nonce::from(nonce), payload).ok()?;
            String::from_utf8(text).ok().map(Sealed::new)
        };
        open().ok_or_else(|| {
            Refusal::conflict(
                "vault.closed",
                "This was closed with another key. Put the installation's file vault.key back \
                 into the data folder, or enter the number again.",
            )
        })
    }
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|d| u8::try_from(d).ok());
    let pair = |pair: &[u8]| match pair {
        [high, low] => Some(digit(*high)? * 16 + digit(*low)?),
        _ => None,
    };
    text.as_bytes().chunks(2).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SeededChance;

    #[test]
    fn what_was_closed_opens_at_its_place_with_its_key_only() {
        let (vault, chance) = (Vault::of([7; 32]), SeededChance::new(1));
        let account = Sealed::new("000123456789");
        let kept = vault.close(&chance, "mandates:1", &account);
        assert!(!kept.contains("123456789"));
        assert_ne!(kept, vault.close(&chance, "mandates:1", &account), "never the same twice");
        assert_eq!(vault.open("mandates:1", &kept).unwrap().open(), "000123456789");
        assert_eq!(vault.open("mandates:2", &kept).unwrap_err().code(), "vault.closed");
        let other = Vault::of([8; 32]).open("mandates:1", &kept);
        assert_eq!(other.unwrap_err().code(), "vault.closed");
        for torn in ["", "0", "zz", &kept[..kept.len() - 2]] {
            assert!(vault.open("mandates:1", torn).is_err(), "{torn}");
        }
    }
}
