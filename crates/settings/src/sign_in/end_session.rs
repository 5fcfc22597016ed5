//! Ending a session: one's own by signing out, somebody else's by those who manage sign-in,
//! such as when a tablet was lost.

use super::{MANAGE, records};
use office::{Command, Desk, Duty, Refusal, Shape, duty};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Ends a session at once: one's own, or anybody's for those who manage sign-in.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct EndSession {
    /// The session.
    pub session: Id<noun::Session>,
}

/// A session has ended.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct SessionEnded {
    /// The session.
    pub session: Id<noun::Session>,
}

impl Command for EndSession {
    const NAME: &'static str = "sign_in.end_session";
    const TITLE: &'static str = "End a session";
    const DUTY: Duty = duty::SIGNED_IN;
    const SHAPE: Shape = Shape::ActsOn("session");
    type Receipt = SessionEnded;

    fn perform(self, desk: &mut Desk<'_>) -> Result<SessionEnded, Refusal> {
        let none = Refusal::NotFound { what: "session" };
        let whose = records::find_open_session(desk, self.session)?.ok_or_else(|| none.clone())?;
        // Whoever may not end it learns nothing of it either.
        if whose != desk.who() && !desk.may(MANAGE)? {
            return Err(none);
        }
        records::mark_ended(desk, self.session)?;
        desk.subject(whose);
        Ok(SessionEnded { session: self.session })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sign_in::{StartSession, token_hash};
    use office::{Role, Rooms, testing::Bench};

    const MANAGER: Role = Role { name: "manager", title: "Manager", duties: &[MANAGE] };

    fn bench() -> Bench {
        Bench::new(Rooms::default().room(crate::ROOM).roles(&[MANAGER]))
    }

    fn session(bench: &Bench, who: Id<noun::Staff>) -> Id<noun::Session> {
        let token_hash = token_hash(&who.to_string());
        let start = StartSession { token_hash, device: "Firefox".into() };
        bench.run_as(who, start).unwrap().session
    }

    #[test]
    fn one_ends_ones_own_and_a_manager_anybodys() {
        let bench = bench();
        let (danas, ruths) = (session(&bench, bench.dana), session(&bench, bench.ruth));
        bench.run_as(bench.dana, EndSession { session: danas }).unwrap();
        let again = bench.run_as(bench.dana, EndSession { session: danas }).unwrap_err();
        assert_eq!(again, Refusal::NotFound { what: "session" });
        bench.run_as(bench.dana, EndSession { session: ruths }).unwrap();
        let now = bench.office.now();
        let left = bench.read(|reader| records::list_sessions(reader, now)).unwrap();
        assert!(left.is_empty(), "{left:?}");
    }

    #[test]
    fn without_the_duty_somebody_elses_is_not_there() {
        const CLERK: Role = Role { name: "clerk", title: "Clerk", duties: &[] };
        let bench = Bench::new(Rooms::default().room(crate::ROOM).roles(&[CLERK]));
        let ruths = session(&bench, bench.ruth);
        let refusal = bench.run_as(bench.dana, EndSession { session: ruths }).unwrap_err();
        assert_eq!(refusal, Refusal::NotFound { what: "session" });
        bench.run_as(bench.ruth, EndSession { session: ruths }).unwrap();
    }
}
