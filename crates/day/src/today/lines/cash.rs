//! Lines about money: what is in hand, on hold, in the deposit, back from the bank, not
//! billed, not paid.

use super::super::moment::Moment;
use super::super::records;
use super::{Filled, Line, Sheet};
use money::{batches, deposits};
use office::View;
use safekeeping::{petty_funds, unclaimed_items};

impl Sheet {
    pub(super) fn held(&mut self, view: &mut View<'_, '_>) -> Filled {
        for held in records::list_held(view.reader, self.branch)? {
            let payer = match held.payer.as_str() {
                "" => String::from("A payment without a name"),
                payer => payer.to_owned(),
            };
            self.lines.push(Line {
                by: Moment::of(held.day, self.hours.bank_run - 15),
                name: payer,
                what: format!(
                    "{} {} is on hold, whose is it?",
                    held.tender.title(),
                    held.reference
                )
                .replace("  ", " "),
                whose: None,
                amount: Some(held.amount),
                verb: "Name",
                href: format!("/payments/{}", held.payment),
            });
        }
        Ok(())
    }

    pub(super) fn batches(&mut self, view: &mut View<'_, '_>) -> Filled {
        for batch in records::list_open_batches(view.reader, self.branch, self.today)? {
            let standing = batches::tape::find_standing(view.reader, self.branch, batch.batch)?;
            let (left, amount) = standing.left();
            let (name, what, verb) = match left {
                0 => (
                    format!("Batch {}", batch.number),
                    String::from("all posted, to be balanced"),
                    "Balance",
                ),
                1 => (
                    String::from("1 payment in hand"),
                    format!("left on the tape of batch {}", batch.number),
                    "Post",
                ),
                left => (
                    format!("{left} payments in hand"),
                    format!("left on the tape of batch {}", batch.number),
                    "Post",
                ),
            };
            self.lines.push(Line {
                by: Moment::of(batch.day, self.hours.bank_run - 15),
                name,
                what,
                whose: Some((batch.whose, batch.whose_name)),
                amount: (left > 0).then_some(amount),
                verb,
                href: format!("/payments/post?batch={}", batch.batch),
            });
        }
        Ok(())
    }

    pub(super) fn returned(&mut self, view: &mut View<'_, '_>) -> Filled {
        let since = self.today.plus_days(-7);
        for back in records::list_returned(view.reader, self.branch, since)? {
            let what =
                format!("{} {} came back from the bank", back.tender.title(), back.reference);
            self.lines.push(Line {
                by: Moment::of(back.day, self.hours.phones),
                name: back.name,
                what: what.replace("  ", " "),
                whose: None,
                amount: Some(back.amount),
                verb: "Call",
                href: format!("/customers/{}", back.customer),
            });
        }
        Ok(())
    }

    /// Letters about returned payments that nobody has printed or mailed yet.
    pub(super) fn letters(&mut self, view: &mut View<'_, '_>) -> Filled {
        let waiting = money::returns::records::list_to_print(view.reader, self.branch, 20)?;
        for letter in waiting {
            self.lines.push(Line {
                by: Moment::of(letter.day, self.hours.close),
                name: letter.name,
                what: "has no letter yet about the payment that came back".into(),
                whose: None,
                amount: Some(letter.amount),
                verb: "Print",
                href: format!("/returns/{}", letter.returned),
            });
        }
        Ok(())
    }

    /// Customers who said at a pay link that they would pay by a day now past, and have not.
    pub(super) fn words_not_kept(&mut self, view: &mut View<'_, '_>) -> Filled {
        let asked = (self.today, 20);
        for link in money::pay_links::list_word_not_kept(view.reader, self.branch, asked)? {
            let Some(answer) = link.answer else { continue };
            self.lines.push(Line {
                by: self.next_call(),
                name: link.name,
                what: format!("said she pays on {}, nothing came", answer.pays_on.short()),
                whose: None,
                amount: Some(link.open),
                verb: "Call",
                href: format!("/pay-links/{}", link.id),
            });
        }
        Ok(())
    }

    /// The deposit's next step; a difference in the cash is a line of its own.
    pub(super) fn deposits(&mut self, view: &mut View<'_, '_>) -> Filled {
        let tolerance =
            settings::preferences::money(view.reader, self.branch, "cash_tolerance_cents")?;
        for id in deposits::records::list_open(view.reader, self.branch, self.today)? {
            let found = deposits::records::find_deposit(view.reader, self.branch, id)?;
            let Some(deposit) = found else { continue };
            let before =
                deposits::records::before_closing(view.reader, self.branch, &deposit, tolerance)?;
            let unmet: Vec<&str> = before
                .conditions()
                .iter()
                .filter(|condition| !condition.is_met())
                .map(|condition| condition.code)
                .collect();
            let is_cash = |code: &&str| code.starts_with("deposits.over_");
            if let (Some(counted), true) = (before.counted, unmet.iter().any(is_cash)) {
                let difference = counted.over_short(&before.posted);
                self.lines.push(Line {
                    by: Moment::of(deposit.day, self.hours.bank_run - 5),
                    name: match difference.is_negative() {
                        true => "Drawer is short".into(),
                        false => "Drawer is over".into(),
                    },
                    what: format!("deposit {}, not explained yet", deposit.number),
                    whose: None,
                    amount: Some(difference),
                    verb: "Explain",
                    href: format!("/deposits/{id}"),
                });
            }
            let (what, verb) = next_step(&unmet);
            self.lines.push(Line {
                by: Moment::of(deposit.day, self.hours.bank_run),
                name: format!("Deposit {}", deposit.number),
                what: what.into(),
                whose: None,
                amount: Some(before.posted.total()),
                verb,
                href: format!("/deposits/{id}"),
            });
        }
        Ok(())
    }

    /// Owners of unclaimed money to be written to, and states that get theirs within a month.
    pub(super) fn unclaimed(&mut self, view: &mut View<'_, '_>) -> Filled {
        let soon = self.today.plus_days(30);
        for one in unclaimed_items::records::list_standing(view.reader, self.branch)? {
            let href = format!("/unclaimed-items?state_code={}", one.state);
            let name = format!("Unclaimed money, {}", one.state);
            let line = |by, what, amount, verb, href| Line {
                by: Moment::of(by, self.hours.close),
                name: name.clone(),
                what,
                whose: None,
                amount: Some(amount),
                verb,
                href,
            };
            if let Some(by) = one.letter_until.filter(|by| *by <= soon) {
                let what = match one.to_write {
                    1 => String::from("its owner is to be written to"),
                    many => format!("{many} owners are to be written to"),
                };
                let href = format!("{href}&state=to_write");
                self.lines.push(line(by, what, one.to_write_amount, "Write", href));
            }
            if one.waiting > 0 && one.report_on <= soon {
                let what = String::from("nobody answered, to be set aside");
                let href = format!("{href}&state=waits");
                self.lines.push(line(one.report_on, what, one.waiting_amount, "See", href));
            }
            if one.set_aside > 0 && one.report_on <= soon {
                let what = String::from("set aside, to be reported and paid");
                let href = format!("/unclaimed-items/report/{}", one.state);
                self.lines.push(line(one.report_on, what, one.set_aside_amount, "Report", href));
            }
        }
        Ok(())
    }

    /// Petty cash that is low, or whose count is due.
    pub(super) fn petty_cash(&mut self, view: &mut View<'_, '_>) -> Filled {
        for fund in petty_funds::records::list_open_funds(view.reader, self.branch)? {
            let due = fund.count_due_on();
            let (by, what) = match fund.is_low() {
                true => (self.today, format!("low, {} of {} is left", fund.cash(), fund.imprest)),
                false if due <= self.today => (due, String::from("is to be counted")),
                false => continue,
            };
            self.lines.push(Line {
                by: Moment::of(by, self.hours.close),
                name: format!("Petty cash, {}", fund.name),
                what,
                whose: Some((fund.custodian, fund.custodian_name)),
                amount: None,
                verb: "Count",
                href: format!("/petty-funds/{}/count", fund.id),
            });
        }
        Ok(())
    }

    pub(super) fn unbilled(&mut self, view: &mut View<'_, '_>) -> Filled {
        let unbilled = records::sum_unbilled(view.reader, self.branch)?;
        let Some(oldest) = unbilled.oldest else { return Ok(()) };
        let (first, last) = (unbilled.first.unwrap_or_default(), unbilled.last.unwrap_or_default());
        self.lines.push(Line {
            by: Moment::of(oldest, self.hours.close),
            name: "Done, not billed".into(),
            what: match unbilled.count {
                1 => format!("work order {first}"),
                2 => format!("work orders {first} and {last}"),
                count => format!("{count} work orders, {first} to {last}"),
            },
            whose: None,
            amount: Some(unbilled.amount),
            verb: "Bill",
            href: "/work-orders?stage=verified".into(),
        });
        Ok(())
    }

    pub(super) fn past_due(&mut self, view: &mut View<'_, '_>) -> Filled {
        let before = self.today.plus_days(-60);
        for owing in records::list_past_due(view.reader, self.branch, before, 3)? {
            let days = owing.oldest.days_until(self.today);
            self.lines.push(Line {
                by: self.next_call(),
                name: owing.name,
                what: format!("{days} days past due"),
                whose: None,
                amount: Some(owing.owed),
                verb: "Call",
                href: format!("/receivables/{}", owing.customer),
            });
        }
        Ok(())
    }
}

/// What is to be done with a deposit next, by what does not hold yet.
fn next_step(unmet: &[&str]) -> (&'static str, &'static str) {
    let has = |code: &str| unmet.contains(&code);
    match () {
        () if has("deposits.not_counted") => ("count, second signature, slip", "Count"),
        () if has("deposits.checks_differ") || has("deposits.money_orders_differ") => {
            ("the count and what was posted differ", "Count again")
        }
        () if has("deposits.over_tolerance") => ("over or short needs a second person", "Allow"),
        () if has("deposits.not_verified") => ("counted, needs a second signature", "Verify"),
        () if has("deposits.changed_since") => ("changed since it was signed", "Verify again"),
        () if unmet.is_empty() => ("signed, ready for the bank", "Close"),
        () => ("something in it is not done", "See what"),
    }
}

#[cfg(test)]
mod tests {
    use super::next_step;

    #[test]
    fn a_deposit_asks_for_its_next_step() {
        assert_eq!(next_step(&["deposits.not_counted", "deposits.not_verified"]).1, "Count");
        assert_eq!(next_step(&["deposits.not_verified"]).1, "Verify");
        assert_eq!(next_step(&[]).1, "Close");
        assert_eq!(next_step(&["deposits.batches_open"]).1, "See what");
    }
}
