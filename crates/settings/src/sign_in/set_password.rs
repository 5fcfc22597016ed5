//! Setting a password.

use super::passwords::PasswordHash;
use super::{MANAGE, records};
use argon2::password_hash::phc::PasswordHash as Phc;
use office::{Command, Desk, Duty, Problems, Refusal, Scope, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Sets a person's password; her other sessions end.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct SetPassword {
    /// Whose.
    pub staff: Id<noun::Staff>,
    /// The Argon2id hash in PHC form.
    pub password_hash: PasswordHash,
}

/// The password was set.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct PasswordSet {
    /// Whose.
    pub staff: Id<noun::Staff>,
}

impl Command for SetPassword {
    const NAME: &'static str = "sign_in.set_password";
    const TITLE: &'static str = "Set a password";
    const DUTY: Duty = MANAGE;
    const SHAPE: Shape = Shape::Does;
    const SCOPE: Scope = Scope::Company;
    type Receipt = PasswordSet;

    fn problems(&self) -> Problems {
        Problems::none().when(
            Phc::new(self.password_hash.as_str()).is_err(),
            "password_hash",
            "Enter an Argon2id hash in PHC form.",
        )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<PasswordSet, Refusal> {
        match records::mark_password(desk, self.staff, self.password_hash.as_str())? {
            0 => Err(Refusal::NotFound { what: "staff member" }),
            _ => {
                records::mark_all_ended(desk, self.staff)?;
                desk.subject(self.staff);
                Ok(PasswordSet { staff: self.staff })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sign_in::passwords::hash;

    #[test]
    fn the_journal_never_reads_a_hash() {
        let hash = hash("password", "correct horse battery staple").unwrap();
        let command = SetPassword { staff: Id::new(2), password_hash: hash };
        let text = office::canonical::text(&command).unwrap();
        assert_eq!(text, r#"{"password_hash":"sealed","staff":2}"#);
    }
}
