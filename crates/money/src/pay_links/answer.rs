//! What a customer says at a pay link: how and when she pays. The office sees it on the link, in
//! the list and, once the day has passed and nothing came, on Today.

use super::public::refuse_not_good;
use super::rules::{self, PayWay};
use super::{MAKE, records};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// The most letters a word to the office has.
const LONGEST_NOTE: usize = 300;

/// Takes down how and when a customer pays. What she says last holds; the journal keeps what
/// she said before.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct AnswerPayLink {
    /// The link.
    pub pay_link: Id<noun::PayLink>,
    /// How she pays.
    pub way: PayWay,
    /// When: today, or a day within sixty.
    pub pays_on: Day,
    /// Her word to the office.
    #[serde(default)]
    pub note: String,
}

/// The office knows.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PayLinkAnswered {
    /// The link.
    pub pay_link: Id<noun::PayLink>,
    /// How she pays.
    pub way: PayWay,
    /// When.
    pub pays_on: Day,
}

impl Command for AnswerPayLink {
    const NAME: &'static str = "pay_links.answer";
    const TITLE: &'static str = "Say how and when a pay link is paid";
    const DUTY: Duty = MAKE;
    const SHAPE: Shape = Shape::ActsOn("pay_link");
    type Receipt = PayLinkAnswered;

    fn problems(&self) -> Problems {
        let is_long = self.note.chars().count() > LONGEST_NOTE;
        Problems::none().when(is_long, "note", "Say it in at most 300 letters, or call us.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<PayLinkAnswered, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let row = records::find_link(desk, branch, self.pay_link)?
            .ok_or(Refusal::NotFound { what: "pay link" })?;
        refuse_not_good(row.standing(today))?;
        if let Some(words) = rules::pays_on_problem(self.pays_on, today) {
            return Err(Refusal::invalid("pays_on", words));
        }
        let (way, pays_on) = (self.way, self.pays_on);
        records::mark_answered(desk, self.pay_link, (way, pays_on, self.note.trim()))?;
        desk.subject(self.pay_link);
        desk.subject(row.customer);
        Ok(PayLinkAnswered { pay_link: self.pay_link, way, pays_on })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pay_links::{MakePayLink, RevokePayLink, find_link};
    use crate::testing::Desktop;

    fn link(desk: &Desktop) -> Id<noun::PayLink> {
        let make = MakePayLink {
            customer: desk.rivera,
            invoice: None,
            least_cents: None,
            expires_on: None,
        };
        desk.run(make).unwrap().pay_link
    }

    fn by_mail(pay_link: Id<noun::PayLink>, day: i8) -> AnswerPayLink {
        let (way, pays_on) = (PayWay::Mail, Day::ymd(2026, 3, day));
        AnswerPayLink { pay_link, way, pays_on, note: String::from(" With my next check ") }
    }

    #[test]
    fn what_she_says_last_holds() {
        for desk in Desktop::on_each_engine() {
            desk.charge(desk.rivera, "INV 1", "2026-03-02", 12_840);
            let link = link(&desk);
            desk.run(by_mail(link, 6)).unwrap();
            let second = AnswerPayLink { way: PayWay::Office, ..by_mail(link, 9) };
            for _ in 0..2 {
                desk.run(second.clone()).unwrap();
            }
            let row = desk.read(|r| find_link(r, desk.branch, link)).unwrap().unwrap();
            let answer = row.answer.expect("she has answered");
            assert_eq!((answer.way, answer.pays_on), (PayWay::Office, Day::ymd(2026, 3, 9)));
            assert_eq!(answer.note, "With my next check");
        }
    }

    #[test]
    fn a_day_gone_by_or_far_away_is_refused_and_so_is_a_link_that_is_not_good() {
        let desk = Desktop::new();
        desk.charge(desk.rivera, "INV 1", "2026-03-02", 12_840);
        let link = link(&desk);
        assert_eq!(desk.refused(by_mail(link, 1)).status(), 422);
        let far = AnswerPayLink { pays_on: Day::ymd(2026, 5, 2), ..by_mail(link, 6) };
        assert_eq!(desk.refused(far).status(), 422);
        let long = AnswerPayLink { note: "x".repeat(301), ..by_mail(link, 6) };
        assert_eq!(desk.refused(long).status(), 422);
        desk.run(RevokePayLink { pay_link: link, reason: "Wrong address".into() }).unwrap();
        assert_eq!(desk.refused(by_mail(link, 6)).code(), "pay_links.revoked");
    }

    #[test]
    fn without_the_duty_nothing_is_taken_down() {
        let desk = Desktop::new();
        desk.charge(desk.rivera, "INV 1", "2026-03-02", 12_840);
        let link = link(&desk);
        assert_eq!(desk.run_as(desk.stranger, by_mail(link, 6)).unwrap_err().status(), 403);
    }
}
