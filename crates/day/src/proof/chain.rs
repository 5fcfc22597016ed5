//! The journal's chain, walked line by line: every payload still has its hash, every link
//! follows from the one before, and the last is the one the branch remembers.

use super::Check;
use office::journal::{self, Facts, Head};
use office::records::{self, BranchFace, Linked};
use store::Reader;
use values::{Id, noun};

/// Proves the chain of one branch, or of the company. It keeps one line in memory.
pub(super) fn chain(reader: &mut Reader<'_>, branch: &BranchFace) -> Result<Check, store::Error> {
    let mut walk = Walk::of(branch.id);
    records::each_linked(reader, branch.id, &mut |line| {
        walk.step(&line);
        Ok(())
    })?;
    let head = records::find_head(reader, branch.id)?;
    walk.end(head.as_ref());
    let detail = match walk.broken {
        None => format!("{} lines are chained to the last.", walk.at.sequence),
        Some(words) => format!("{words} {} lines were walked.", walk.at.sequence),
    };
    Ok(Check { name: "journal_chain".into(), ok: walk.is_whole, detail })
}

/// How far a walk along a chain has come.
struct Walk {
    branch: Id<noun::Branch>,
    at: Head,
    is_whole: bool,
    broken: Option<String>,
}

impl Walk {
    fn of(branch: Id<noun::Branch>) -> Walk {
        Walk { branch, at: Head { sequence: 0, link: String::new() }, is_whole: true, broken: None }
    }

    fn step(&mut self, line: &Linked) {
        let expected = self.at.sequence + 1;
        if line.sequence != expected {
            self.note(format!("Line {expected} is missing."));
        }
        if journal::payload_hash(&line.salt, &line.payload) != line.payload_hash {
            self.note(format!(
                "Line {}, {}, no longer says what was signed.",
                line.sequence, line.command
            ));
        }
        let facts = Facts {
            branch: self.branch,
            sequence: line.sequence,
            at: line.at,
            who: line.who,
            command: &line.command,
            payload_hash: &line.payload_hash,
        };
        if journal::link(&self.at.link, facts) != line.link {
            self.note(format!(
                "Line {}, {}, does not follow from the line before.",
                line.sequence, line.command
            ));
        }
        // Goes on from what is stored, so that one break is told as one break.
        self.at.sequence = line.sequence;
        self.at.link.clone_from(&line.link);
    }

    fn end(&mut self, head: Option<&Head>) {
        match head {
            Some(head) if *head == self.at => {}
            Some(head) => self.note(format!(
                "The branch remembers {} lines, the journal ends at {}.",
                head.sequence, self.at.sequence
            )),
            None => self.note("The branch does not remember where its journal ends.".into()),
        }
    }

    /// The first break is the one to look at.
    fn note(&mut self, words: String) {
        self.is_whole = false;
        self.broken.get_or_insert(words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use values::Instant;

    fn line(before: &str, sequence: i64, payload: &str) -> Linked {
        let (at, who) = (Instant::from_micros(sequence), Id::new(2));
        let payload_hash = journal::payload_hash("salt", payload);
        let facts = Facts {
            branch: Id::new(1),
            sequence,
            at,
            who,
            command: "pads.open",
            payload_hash: &payload_hash,
        };
        Linked {
            sequence,
            at,
            who,
            command: "pads.open".into(),
            payload: payload.into(),
            salt: "salt".into(),
            link: journal::link(before, facts),
            payload_hash,
        }
    }

    fn walked(lines: &[Linked], head: &Linked) -> Walk {
        let mut walk = Walk::of(Id::new(1));
        lines.iter().for_each(|line| walk.step(line));
        walk.end(Some(&Head { sequence: head.sequence, link: head.link.clone() }));
        walk
    }

    #[test]
    fn a_whole_chain_is_proved_and_each_kind_of_break_is_told() {
        let first = line("", 1, "{}");
        let second = line(&first.link, 2, "{\"page\":1}");
        let third = line(&second.link, 3, "{\"page\":2}");
        let whole = [first.clone(), second.clone(), third.clone()];
        assert!(walked(&whole, &third).is_whole);

        let cut = walked(&whole[..2], &third).broken.unwrap();
        assert_eq!(cut, "The branch remembers 3 lines, the journal ends at 2.");

        let gone = walked(&[first.clone(), third.clone()], &third).broken.unwrap();
        assert_eq!(gone, "Line 2 is missing.");

        let mut edited = whole.clone();
        edited[1].payload = "{\"page\":9}".into();
        let words = walked(&edited, &third).broken.unwrap();
        assert_eq!(words, "Line 2, pads.open, no longer says what was signed.");

        // Somebody who edits the payload and its hash still has not the link.
        edited[1].payload_hash = journal::payload_hash("salt", &edited[1].payload);
        let words = walked(&edited, &third).broken.unwrap();
        assert_eq!(words, "Line 2, pads.open, does not follow from the line before.");
    }
}
