//! A link that signs somebody in, printed by the console: a forgotten password, the demo's
//! cast. The secret itself is only printed; the row keeps its hash.

use super::links::{HASH_WORDS, LENGTH_SECONDS, LinkMade, LinkUse};
use super::{MANAGE, records};
use crate::preferences;
use office::{Command, Desk, Duty, Problems, Refusal, Scope, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Lets a person sign in by a link, on this machine only.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct MakeLink {
    /// Whom it signs in.
    pub staff: Id<noun::Staff>,
    /// SHA-256 of the secret in the link.
    pub token_hash: String,
    /// How often it may be used; `again` in a demo branch only.
    #[serde(default)]
    pub good: LinkUse,
}

impl Command for MakeLink {
    const NAME: &'static str = "sign_in.make_link";
    const TITLE: &'static str = "Make a sign-in link";
    const DUTY: Duty = MANAGE;
    const SHAPE: Shape = Shape::Does;
    const SCOPE: Scope = Scope::Company;
    type Receipt = LinkMade;

    fn problems(&self) -> Problems {
        Problems::none().when(self.token_hash.len() != 64, "token_hash", HASH_WORDS)
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<LinkMade, Refusal> {
        office::records::find_staff(desk, self.staff)?
            .ok_or(Refusal::NotFound { what: "staff member" })?;
        if self.good == LinkUse::Again && !preferences::is_demo(desk)? {
            let words = "Only a demo branch has links that are good more than once.";
            return Err(Refusal::invalid("good", words));
        }
        let ends_at = desk.now().plus_seconds(LENGTH_SECONDS);
        records::insert_link(desk, &self.token_hash, Some(self.staff), self.good, ends_at)?;
        desk.subject(self.staff);
        Ok(LinkMade { ends_at })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preferences::SetPreference;
    use crate::sign_in::{FollowLink, token_hash};
    use office::{Rooms, testing::Bench};

    fn link(bench: &Bench, secret: &str, good: LinkUse) -> Result<LinkMade, Refusal> {
        bench.run(MakeLink { staff: bench.dana, token_hash: token_hash(secret), good })
    }

    fn follow(bench: &Bench, secret: &str) -> Result<(), Refusal> {
        let session = office::chance::to_hex(&[7; 32]);
        let (device, link_hash) = (String::from("Firefox"), token_hash(secret));
        let token_hash = token_hash(&format!("{session}{}", bench.journal_length()));
        bench.run(FollowLink { token_hash, device, link_hash }).map(|_| ())
    }

    #[test]
    fn a_link_is_good_once_and_in_a_demo_branch_again() {
        let bench = Bench::new(Rooms::default().room(crate::ROOM));
        link(&bench, "one", LinkUse::Once).unwrap();
        follow(&bench, "one").unwrap();
        assert_eq!(follow(&bench, "one").unwrap_err().code(), "sign_in.link_used");
        assert_eq!(link(&bench, "two", LinkUse::Again).unwrap_err().status(), 422);
        let demo = SetPreference { name: "demo_branch".into(), value: "yes".into() };
        bench.run(demo).unwrap();
        link(&bench, "two", LinkUse::Again).unwrap();
        follow(&bench, "two").unwrap();
        follow(&bench, "two").unwrap();
        bench.clock.set(bench.office.now().plus_seconds(LENGTH_SECONDS + 1));
        assert_eq!(follow(&bench, "two").unwrap_err().code(), "sign_in.link_used");
    }

    #[test]
    fn a_link_signs_in_its_own_person_only() {
        let bench = Bench::new(Rooms::default().room(crate::ROOM));
        link(&bench, "hers", LinkUse::Once).unwrap();
        let follow = FollowLink {
            token_hash: token_hash("session"),
            device: String::new(),
            link_hash: token_hash("hers"),
        };
        let refusal = bench.run_as(bench.ruth, follow).unwrap_err();
        assert_eq!(refusal.code(), "sign_in.link_used");
    }
}
