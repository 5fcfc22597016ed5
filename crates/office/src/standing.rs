//! Whether the office can write. A full disk or a folder that cannot be written keeps every
//! command from being done while reading goes on; pages say so on top until a write succeeds.

use crate::Refusal;
use crate::door::Done;
use crate::office::{Mode, Office};
use crate::refusal::Reason;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What kept the last write from being done, if it was the machine.
#[derive(Default)]
pub(crate) struct Standing(Mutex<Option<Reason>>);

impl Standing {
    /// Learns from what came of a command. A rehearsal proves nothing: it writes nowhere.
    pub fn learn(&self, outcome: &Result<Done, Refusal>, mode: Mode) {
        match outcome {
            Err(Refusal::Unavailable { reason, .. }) if is_the_machine(*reason) => {
                *self.held() = Some(*reason);
            }
            Ok(_) if mode != Mode::Rehearse => *self.held() = None,
            _ => {}
        }
    }

    fn held(&self) -> MutexGuard<'_, Option<Reason>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_the_machine(reason: Reason) -> bool {
    matches!(reason, Reason::DiskFull | Reason::ReadOnly | Reason::DatabaseAway)
}

impl Office {
    /// Why nothing can be saved just now; none when the last write succeeded.
    pub fn trouble(&self) -> Option<Reason> {
        *self.inner.standing.held()
    }

    /// Looks by a small write of its own whether a trouble is over, so that pages stop
    /// telling of it although nobody saves anything. Does nothing while all is well.
    pub fn look_again(&self) {
        if self.trouble().is_none() {
            return;
        }
        match self.inner.db.next_id_block(1).map_err(Refusal::from) {
            Ok(_) => *self.inner.standing.held() = None,
            Err(Refusal::Unavailable { reason, .. }) if is_the_machine(reason) => {
                *self.inner.standing.held() = Some(reason);
            }
            // Somebody else is writing; the next look tells more.
            Err(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_machine_is_a_trouble_and_only_a_write_ends_it() {
        let standing = Standing::default();
        let refused = |reason| Err(Refusal::Unavailable { reason, retry_after: 5 });
        standing.learn(&refused(Reason::Busy), Mode::Now);
        assert_eq!(*standing.held(), None, "to be busy is no trouble of the machine");
        standing.learn(&refused(Reason::DiskFull), Mode::Now);
        assert_eq!(*standing.held(), Some(Reason::DiskFull));
        standing.learn(&Err(Refusal::NotFound { what: "customer" }), Mode::Now);
        assert_eq!(*standing.held(), Some(Reason::DiskFull), "a refusal writes nothing");
    }
}
