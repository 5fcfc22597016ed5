//! What must hold before a deposit closes, in the order the work is done. The same list tells
//! the page what is left, refuses the close, and is what the second person signs under.

use super::rules::{Counted, OverShort, Posted, Tally, off_words};
use values::Money;

/// Everything that decides whether a deposit may close.
#[derive(Clone, Debug)]
pub struct Before {
    /// What was posted into it.
    pub posted: Posted,
    /// What was counted, once it was.
    pub counted: Option<Counted>,
    /// Payments in it of which nobody knows yet whose they are.
    pub held: u32,
    /// Its batches that are not balanced.
    pub open_batches: u32,
    /// Its mail logs that nobody has witnessed.
    pub unwitnessed_logs: u32,
    /// The difference that was explained.
    pub explained: Option<Money>,
    /// The difference that a second person has allowed.
    pub allowed: Option<Money>,
    /// What was verified: the posted amount and items.
    pub verified: Option<(Money, u32)>,
    /// What is posted with a reason alone.
    pub tolerance: Money,
}

/// Something that must hold before a deposit closes.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// The refusal's code when it does not hold.
    pub code: &'static str,
    /// What must be so.
    pub title: &'static str,
    /// Its figure.
    pub figure: String,
    /// What happened and what to do; none when it holds.
    pub hindrance: Option<String>,
}

impl Condition {
    /// Whether it holds.
    pub fn is_met(&self) -> bool {
        self.hindrance.is_none()
    }
}

impl Before {
    /// Everything that must hold, in the order the work is done; the second signature last.
    pub fn conditions(&self) -> Vec<Condition> {
        let mut all = self.before_signing();
        all.push(self.signature());
        all
    }

    /// What must hold before the second person signs.
    pub fn before_signing(&self) -> Vec<Condition> {
        let mut all = vec![self.posted_all(), self.nothing_held()];
        if self.unwitnessed_logs > 0 {
            all.push(self.witnessed());
        }
        all.push(self.is_counted());
        if let Some(counted) = self.counted {
            all.push(agree(
                "deposits.checks_differ",
                "Checks agree with what was posted",
                "check",
                counted.checks,
                self.posted.checks,
            ));
            all.push(agree(
                "deposits.money_orders_differ",
                "Money orders agree likewise",
                "money order",
                counted.money_orders,
                self.posted.money_orders,
            ));
            all.push(self.cash_explained(counted));
        }
        all
    }

    fn posted_all(&self) -> Condition {
        let open = self.open_batches;
        Condition {
            code: "deposits.batches_open",
            title: "Every batch is posted and balanced",
            figure: open.to_string(),
            hindrance: (open > 0).then(|| {
                format!(
                    "{} not balanced. Post what is left on the tape and balance the batch.",
                    counted_words(open, "batch is", "batches are")
                )
            }),
        }
    }

    fn nothing_held(&self) -> Condition {
        let held = self.held;
        Condition {
            code: "deposits.on_hold",
            title: "No payment is on hold",
            figure: held.to_string(),
            hindrance: (held > 0).then(|| {
                format!(
                    "{} on hold unnamed. Name the customer, or void it and send it back.",
                    counted_words(held, "payment is", "payments are")
                )
            }),
        }
    }

    fn witnessed(&self) -> Condition {
        let words = counted_words(self.unwitnessed_logs, "mail log has", "mail logs have");
        Condition {
            code: "deposits.log_not_witnessed",
            title: "The mail log has its witness",
            figure: self.unwitnessed_logs.to_string(),
            hindrance: Some(format!(
                "{words} no witness yet. Have the other person who opened the mail sign it."
            )),
        }
    }

    fn is_counted(&self) -> Condition {
        Condition {
            code: "deposits.not_counted",
            title: "Everything is counted",
            figure: self.counted.map_or(String::new(), |counted| counted.total().to_string()),
            hindrance: self
                .counted
                .is_none()
                .then(|| "Nothing was counted yet. Count the drawer and the checks.".into()),
        }
    }

    fn cash_explained(&self, counted: Counted) -> Condition {
        let difference = counted.over_short(&self.posted);
        let off = OverShort::of(difference, self.tolerance);
        let is_explained = self.explained == Some(difference);
        let is_allowed = self.allowed == Some(difference);
        let words = off_words(difference);
        let (code, hindrance) = match off {
            OverShort::Agrees => ("deposits.over_short", None),
            _ if !is_explained => (
                "deposits.over_short",
                Some(format!("The cash is {words}. Count it again, or explain it.")),
            ),
            OverShort::Beyond(_) if !is_allowed => (
                "deposits.over_tolerance",
                Some(format!(
                    "The cash is {words}, more than {}. Somebody other than the counter who \
                     may allow it must look at it.",
                    self.tolerance
                )),
            ),
            _ => ("deposits.over_short", None),
        };
        Condition {
            code,
            title: "Over or short is explained",
            figure: difference.to_string(),
            hindrance,
        }
    }

    fn signature(&self) -> Condition {
        let now = (self.posted.total(), self.posted.items());
        let (code, hindrance) = match self.verified {
            None => (
                "deposits.not_verified",
                Some("Nobody has verified the count. Ask a second person to sign."),
            ),
            Some(verified) if verified != now => (
                "deposits.changed_since",
                Some("Money was posted or voided after it was verified. Have it signed again."),
            ),
            Some(_) => ("deposits.not_verified", None),
        };
        let hindrance = hindrance.map(str::to_owned);
        Condition { code, title: "Second signature", figure: String::new(), hindrance }
    }
}

fn agree(
    code: &'static str,
    title: &'static str,
    what: &str,
    counted: Tally,
    posted: Tally,
) -> Condition {
    let words = |tally: Tally| {
        let items = counted_words(tally.items, what, &format!("{what}s"));
        format!("{items} for {}", tally.amount_cents)
    };
    Condition {
        code,
        title,
        figure: posted.items.to_string(),
        hindrance: (counted != posted).then(|| {
            format!(
                "Counted {}, posted {}. Find the one that differs, post or void it, or count \
                 again.",
                words(counted),
                words(posted)
            )
        }),
    }
}

fn counted_words(count: u32, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::super::drawer::{Drawer, Matter};
    use super::*;

    const FIVE: Money = Money::dollars(5);

    fn counted(drawer: &Drawer, float: Money) -> Counted {
        Counted {
            currency: drawer.of(Matter::Currency),
            coin: drawer.of(Matter::Coin),
            float,
            checks: Tally::default(),
            money_orders: Tally::default(),
        }
    }

    /// The slip of the handbook's T25.
    fn t25() -> Before {
        let posted = Posted {
            cash: Tally::of(5, 31_500),
            checks: Tally::of(4, 12_733 + 9_632 + 24_000 + 7_500),
            money_orders: Tally::of(2, 4_900 + 6_000),
        };
        let counted = Counted {
            checks: posted.checks,
            money_orders: posted.money_orders,
            ..counted(&Drawer::holding(Money::dollars(462)), Money::dollars(150))
        };
        Before {
            posted,
            counted: Some(counted),
            held: 0,
            open_batches: 0,
            unwitnessed_logs: 0,
            explained: Some(Money::dollars(-3)),
            allowed: None,
            verified: Some((posted.total(), posted.items())),
            tolerance: FIVE,
        }
    }

    fn codes(before: &Before) -> Vec<&'static str> {
        let conditions = before.conditions().into_iter();
        conditions.filter(|one| !one.is_met()).map(|one| one.code).collect()
    }

    #[test]
    fn t25_the_slip_adds_up() {
        let before = t25();
        let counted = before.counted.unwrap();
        assert_eq!(counted.cash(), Money::dollars(312));
        assert_eq!(before.posted.checks.amount_cents, Money::cents(53_865));
        assert_eq!(before.posted.money_orders.amount_cents, Money::dollars(109));
        assert_eq!(counted.total(), Money::cents(95_965));
        assert_eq!(before.posted.total(), Money::cents(96_265));
        assert_eq!(counted.over_short(&before.posted), Money::dollars(-3));
        assert_eq!(before.posted.items(), 6, "cash is no item");
        assert!(codes(&before).is_empty());
    }

    #[test]
    fn each_thing_that_is_missing_is_named() {
        let open = |change: fn(&mut Before)| {
            let mut before = t25();
            change(&mut before);
            codes(&before)
        };
        assert_eq!(open(|b| b.open_batches = 1), ["deposits.batches_open"]);
        assert_eq!(open(|b| b.held = 2), ["deposits.on_hold"]);
        assert_eq!(open(|b| b.unwitnessed_logs = 1), ["deposits.log_not_witnessed"]);
        assert_eq!(open(|b| b.counted = None), ["deposits.not_counted"]);
        assert_eq!(open(|b| b.explained = None), ["deposits.over_short"]);
        assert_eq!(open(|b| b.explained = Some(FIVE)), ["deposits.over_short"]);
        assert_eq!(open(|b| b.tolerance = Money::ZERO), ["deposits.over_tolerance"]);
        assert_eq!(open(|b| b.verified = None), ["deposits.not_verified"]);
        let allowed = |b: &mut Before| {
            (b.tolerance, b.allowed) = (Money::ZERO, Some(Money::dollars(-3)));
        };
        assert!(open(allowed).is_empty());
        let one_more = |b: &mut Before| b.posted.checks.items += 1;
        assert_eq!(open(one_more), ["deposits.checks_differ", "deposits.changed_since"]);
        let less = |b: &mut Before| b.posted.money_orders.amount_cents -= Money::cents(1);
        assert_eq!(open(less), ["deposits.money_orders_differ", "deposits.changed_since"]);
    }
}
