//! Passwords: Argon2id, checked on a few threads at a time so that a flood of sign-ins
//! cannot starve the people at work; wrong ones slow down, nobody is locked out for good.

use super::count_failure::CountFailure;
use super::records;
use argon2::password_hash::phc::PasswordHash as Phc;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use office::{Door, Office, Refusal, Slip, slip};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};
use std::sync::Mutex;
use values::{Id, Instant, noun};

/// The shortest password, NIST SP 800-63B-4 for a single factor.
pub const SHORTEST: usize = 15;

/// The longest; more would only burn time.
pub const LONGEST: usize = 256;

/// Wrong tries that cost nothing.
const FREE_TRIES: i64 = 10;

/// A password's hash in PHC form; the journal reads "sealed".
#[derive(Deserialize, JsonSchema, Clone)]
#[serde(transparent)]
pub struct PasswordHash(String);

impl Serialize for PasswordHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("sealed")
    }
}

impl std::fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("sealed")
    }
}

impl PasswordHash {
    /// The PHC text, for the row.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Only so many hashes at a time; each takes 19 MB and some 30 ms.
static TURNSTILE: Mutex<()> = Mutex::new(());

/// Hashes a new password, or says what is wrong with it.
pub fn hash(field: &str, password: &str) -> Result<PasswordHash, Refusal> {
    if let Some(words) = weakness(password) {
        return Err(Refusal::invalid(field, words));
    }
    let _turn = TURNSTILE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let hash = Argon2::default()
        .hash_password(password.as_bytes())
        .map_err(|error| Refusal::broken(format!("argon2: {error}")))?;
    Ok(PasswordHash(hash.to_string()))
}

/// Why a password is too weak, if it is.
fn weakness(password: &str) -> Option<&'static str> {
    let length = password.chars().count();
    let folded = password.to_lowercase();
    let first = password.chars().next();
    if length < SHORTEST {
        Some("Enter at least 15 characters. A sentence you like is easy to keep in mind.")
    } else if length > LONGEST {
        Some("Enter at most 256 characters.")
    } else if password.chars().all(|letter| Some(letter) == first)
        || ["password", "daybook", "qwerty", "letmein"].iter().any(|word| {
            folded.replace(word, "").chars().filter(|letter| letter.is_alphabetic()).count() < 4
                && folded.contains(word)
        })
    {
        Some("This is easy to guess. Enter a few words that do not belong together.")
    } else {
        None
    }
}

/// What came of checking a password.
pub enum Checked {
    /// She is who she says.
    Right(Id<noun::Staff>),
    /// The words for the sign-in page: the same whether the address is known or not.
    Wrong(String),
}

/// Checks an e-mail address and a password.
pub fn check(office: &Office, email: &str, password: &str) -> Result<Checked, Refusal> {
    let now = office.now();
    let email = email.trim().to_lowercase();
    let known = office.read(|reader| Ok(records::find_password(reader, &email)?))?;
    if let Some(words) = known.as_ref().and_then(|known| wait_words(known, now)) {
        return Ok(Checked::Wrong(words));
    }
    let hash = known.as_ref().and_then(|known| known.hash.as_deref());
    let is_right = verify(hash.unwrap_or(NOBODYS), password) && hash.is_some();
    match known {
        Some(known) if is_right => Ok(Checked::Right(known.staff)),
        Some(known) => {
            let slip = Slip {
                who: slip::operator(),
                branch: slip::company(),
                door: Door::Page,
                once: None,
                at: now,
            };
            office.run(slip, CountFailure { staff: known.staff })?;
            Ok(Checked::Wrong(WRONG.into()))
        }
        None => Ok(Checked::Wrong(WRONG.into())),
    }
}

const WRONG: &str = "This address and password do not belong together. Try again.";

/// Verified when the address is unknown, so that both answers take the same time.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA\
                       $AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn verify(hash: &str, password: &str) -> bool {
    let Ok(hash) = Phc::new(hash) else { return false };
    let _turn = TURNSTILE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()
}

/// After ten free tries each further one doubles the wait, up to an hour.
fn wait_words(known: &records::Password, now: Instant) -> Option<String> {
    let over = known.failures - FREE_TRIES;
    let since = known.failed_at?.seconds_until(now);
    let wait = 1i64 << over.clamp(0, 12);
    let left = wait.min(3600) - since;
    (over >= 0 && left > 0).then(|| format!("Too many wrong tries. Wait {left} seconds."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_obvious_passwords_are_refused_with_words() {
        assert!(weakness("correct horse").is_some());
        assert!(weakness("aaaaaaaaaaaaaaaaaaaa").is_some());
        assert!(weakness("password12345678").is_some());
        assert!(weakness("correct horse battery staple").is_none());
    }

    #[test]
    fn a_hash_verifies_its_own_password_only() {
        let hash = hash("password", "correct horse battery staple").unwrap();
        assert!(hash.as_str().starts_with("$argon2id$"));
        assert!(verify(hash.as_str(), "correct horse battery staple"));
        assert!(!verify(hash.as_str(), "correct horse battery stable"));
        assert!(!verify(NOBODYS, "correct horse battery staple"));
    }

    #[test]
    fn waiting_doubles_after_ten_tries() {
        let at = Instant::from_micros(0);
        let known = |failures| records::Password {
            staff: Id::new(2),
            hash: None,
            failures,
            failed_at: Some(at),
        };
        assert_eq!(wait_words(&known(9), at), None);
        assert!(wait_words(&known(10), at).is_some());
        assert_eq!(wait_words(&known(13), at.plus_seconds(8)), None);
        assert!(wait_words(&known(13), at.plus_seconds(7)).is_some());
    }
}
