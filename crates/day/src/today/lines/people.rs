//! Lines about people and the house: answers that are owed, orders that run out, accounts
//! that look alike, rows that were refused, a proof that fails.

use super::super::moment::Moment;
use super::super::records::{self, Refused};
use super::{Filled, Line, Sheet};
use crate::proof;
use office::View;
use std::collections::BTreeSet;

impl Sheet {
    pub(super) fn follow_ups(&mut self, view: &mut View<'_, '_>) -> Filled {
        let until = self.today.plus_days(1);
        for talk in records::list_follow_ups(view.reader, self.branch, until)? {
            self.lines.push(Line {
                by: Moment::of(talk.due_on, self.hours.phones),
                name: talk.name,
                what: shortened(&talk.said, 72),
                whose: Some((talk.whose, talk.whose_name)),
                amount: None,
                verb: "Answer",
                href: format!("/conversations/{}", talk.conversation),
            });
        }
        Ok(())
    }

    pub(super) fn expiring(&mut self, view: &mut View<'_, '_>) -> Filled {
        let (from, until) = (self.today.plus_days(-30), self.today.plus_days(7));
        for order in records::list_expiring(view.reader, self.branch, from, until)? {
            let when = match order.expires_on < self.today {
                true => format!("PO {} ran out {}", order.po_number, order.expires_on.short()),
                false => format!("PO {} runs out {}", order.po_number, order.expires_on.short()),
            };
            self.lines.push(Line {
                by: Moment::of(order.expires_on, self.hours.phones),
                name: order.name,
                what: when,
                whose: None,
                amount: Some(order.price),
                verb: "Ask for PO",
                href: format!("/agreements/{}", order.agreement),
            });
        }
        Ok(())
    }

    /// Exemption certificates that run out within a month, or did in the last, with none after
    /// them: from the day after, what is billed is taxed.
    pub(super) fn certificates(&mut self, view: &mut View<'_, '_>) -> Filled {
        let (from, until) = (self.today.plus_days(-30), self.today.plus_days(30));
        for one in records::list_running_out(view.reader, self.branch, from, until)? {
            let verb = if one.until < self.today { "ran out" } else { "runs out" };
            self.lines.push(Line {
                by: Moment::of(one.until, self.hours.phones),
                name: one.name,
                what: format!("tax certificate {} {verb} {}", one.number, one.until.short()),
                whose: None,
                amount: None,
                verb: "Ask for it",
                href: format!("/exemptions/{}", one.exemption),
            });
        }
        Ok(())
    }

    pub(super) fn twins(&mut self, view: &mut View<'_, '_>) -> Filled {
        let since = self.today.plus_days(-7);
        for twin in records::list_twins(view.reader, self.branch, since)? {
            let shared = match twin.key.as_str() {
                "phone" => "telephone",
                "email" => "e-mail",
                _ => "address",
            };
            self.lines.push(Line {
                by: Moment::of(self.today.plus_days(1), self.hours.begin),
                name: twin.name,
                what: format!("has the {shared} of {}", twin.other_name),
                whose: None,
                amount: None,
                verb: "Compare",
                href: format!("/customers/{}/merge?into={}", twin.customer, twin.other),
            });
        }
        Ok(())
    }

    /// Background work with refused rows; the same work of one person and day is one line.
    pub(super) fn refused(&mut self, view: &mut View<'_, '_>) -> Filled {
        let since = view.now.plus_seconds(-7 * 24 * 60 * 60);
        let jobs = records::list_refused(view.reader, self.branch, since)?;
        let of = |job: &Refused| (job.work.clone(), job.asked_at.day_in(&view.me.zone), job.whose);
        let mut told = BTreeSet::new();
        for job in &jobs {
            let same: Vec<&Refused> = jobs.iter().filter(|other| of(other) == of(job)).collect();
            if !told.insert(of(job)) {
                continue;
            }
            let (refused, done) = sums(&same);
            let (name, href) = match same.len() {
                1 => (job.title.clone(), format!("/jobs/{}", job.job)),
                many => (
                    format!("{}, {many} times", job.work),
                    format!("/jobs?work={}&with_refusals=yes", job.work.replace(' ', "+")),
                ),
            };
            self.lines.push(Line {
                by: Moment::of(job.asked_at.day_in(&view.me.zone), self.hours.close),
                name,
                what: format!("{refused} of {done} rows refused"),
                whose: Some((job.whose, job.whose_name.clone())),
                amount: None,
                verb: "See why",
                href,
            });
        }
        Ok(())
    }

    /// Books that are not proved are looked at before anything else is done.
    pub(super) fn not_proved(&mut self, view: &mut View<'_, '_>) -> Filled {
        let Some(last) = proof::records::find_last(view.reader, self.branch)? else {
            return Ok(());
        };
        let failed = last.proof.failed();
        if failed > 0 {
            self.lines.push(Line {
                by: Moment::of(last.read_at.day_in(&view.me.zone), self.hours.begin),
                name: "The books are not proved".into(),
                what: ui::counted(failed as u64, "check fails", "checks fail"),
                whose: None,
                amount: None,
                verb: "See which",
                href: "/proof".into(),
            });
        }
        Ok(())
    }
}

/// How many rows several jobs refused, of how many.
fn sums(jobs: &[&Refused]) -> (i64, i64) {
    jobs.iter().fold((0, 0), |(refused, done), job| (refused + job.refused, done + job.done))
}

/// The first words of what was said.
fn shortened(text: &str, most: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(most) {
        None => text,
        Some((end, _)) => {
            let cut = text[..end].rfind(' ').unwrap_or(end);
            format!("{}…", &text[..cut])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn long_words_are_cut_between_words() {
        assert_eq!(shortened("wants\n someone  today", 72), "wants someone today");
        assert_eq!(shortened("ants at the kitchen sink", 12), "ants at the…");
        assert_eq!(shortened("ééééééééé", 4), "éééé…");
    }
}
