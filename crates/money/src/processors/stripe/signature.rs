//! Whether a message that says it comes from Stripe does: HMAC-SHA256 over its moment and its
//! bytes, under a secret that Stripe and we share.

use hmac::{Hmac, KeyInit, Mac};
use office::Refusal;
use sha2::Sha256;
use values::Instant;

/// How old a message may be, and how far ahead its clock.
const TOLERANCE_SECONDS: i64 = 300;

/// Refuses a message whose `Stripe-Signature` is not of this secret and body, or is old.
pub fn check(secret: &str, header: &str, body: &[u8], now: Instant) -> Result<(), Refusal> {
    let parts = || header.split(',').filter_map(|part| part.trim().split_once('='));
    let at = parts().find(|(name, _)| *name == "t").and_then(|(_, at)| at.parse::<i64>().ok());
    let Some(at) = at else { return Err(refuse("The message is not signed.")) };
    let signed = |hex: &str| {
        let Some(given) = from_hex(hex) else { return false };
        let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes());
        let mut mac = mac.expect("a key of any length will do");
        mac.update(format!("{at}.").as_bytes());
        mac.update(body);
        // Compared without telling by its time how much was right.
        mac.verify_slice(&given).is_ok()
    };
    if secret.is_empty() || !parts().any(|(name, hex)| name == "v1" && signed(hex)) {
        return Err(refuse("The message is not signed with our secret."));
    }
    let seconds = now.as_micros().div_euclid(1_000_000);
    match at.abs_diff(seconds) <= TOLERANCE_SECONDS.unsigned_abs() {
        true => Ok(()),
        false => Err(refuse("The message is old. Send it again, signed anew.")),
    }
}

fn refuse(words: &str) -> Refusal {
    Refusal::conflict("processor_events.signature", words)
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    text.len().is_multiple_of(2).then(|| text.as_bytes().chunks(2).map(pair).collect())?
}

/// What signs a message, for tests and for trying out a connection.
pub fn sign(secret: &str, body: &[u8], at: Instant) -> String {
    let seconds = at.as_micros().div_euclid(1_000_000);
    let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes());
    let mut mac = mac.expect("a key of any length will do");
    mac.update(format!("{seconds}.").as_bytes());
    mac.update(body);
    let bytes = mac.finalize().into_bytes();
    format!("t={seconds},v1={}", office::chance::to_hex(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed with `printf '1772483640.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec_test`.
    const KNOWN: &str =
        "t=1772483640,v1=6683eb36d12ed4332669e0e47360e3ee7fccfdea146f371b22bd6554b2f0a6c6";

    fn now() -> Instant {
        Instant::from_micros(1_772_483_640_000_000)
    }

    #[test]
    fn a_message_of_the_secret_is_believed_for_five_minutes() {
        let body = br#"{"id":"evt_1"}"#;
        check("whsec_test", KNOWN, body, now()).unwrap();
        assert_eq!(sign("whsec_test", body, now()), KNOWN);
        check("whsec_test", KNOWN, body, now().plus_seconds(300)).unwrap();
        for late in [301, -301] {
            let at = now().plus_seconds(late);
            assert!(check("whsec_test", KNOWN, body, at).is_err(), "{late}");
        }
    }

    #[test]
    fn a_message_of_somebody_else_is_refused() {
        let body = br#"{"id":"evt_1"}"#;
        for (secret, header, body) in [
            ("whsec_other", KNOWN, &body[..]),
            ("", KNOWN, &body[..]),
            ("whsec_test", KNOWN, &br#"{"id":"evt_2"}"#[..]),
            ("whsec_test", "t=1772483640", &body[..]),
            ("whsec_test", "t=1772483640,v1=", &body[..]),
            ("whsec_test", "t=1772483640,v1=zz", &body[..]),
            ("whsec_test", "", &body[..]),
        ] {
            let refusal = check(secret, header, body, now()).unwrap_err();
            assert_eq!(refusal.code(), "processor_events.signature", "{secret} {header}");
        }
    }
}
