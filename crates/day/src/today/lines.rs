//! What becomes a line of the day sheet: what each room has open, with its deadline, whose
//! it is, and the one thing to do about it.

use super::moment::{Hours, Moment, month_day};
use super::records::{self, Stops};
use money::{batches, deposits};
use office::{Refusal, View};
use values::{Day, Id, Money, noun};

/// One line: by when, what, whose, how much, and what to do.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub by: Moment,
    pub name: String,
    pub what: String,
    /// Who has it, when somebody has.
    pub whose: Option<(Id<noun::Staff>, String)>,
    pub amount: Option<Money>,
    pub verb: &'static str,
    pub href: String,
}

/// Everything the branch has open that this person may see, in order of deadline.
pub(super) fn list_lines(
    view: &mut View<'_, '_>,
    now: Moment,
    hours: Hours,
) -> Result<Vec<Line>, Refusal> {
    let mut sheet =
        Sheet { branch: view.branch(), today: view.today, now, hours, lines: Vec::new() };
    if view.me.may(money::payments::READ) {
        sheet.held(view)?;
        sheet.batches(view)?;
        sheet.returned(view)?;
    }
    if view.me.may(deposits::READ) {
        sheet.deposits(view)?;
    }
    if view.me.may(dispatch::work_orders::READ) {
        sheet.without_outcome(view)?;
        sheet.waiting_for_a_look(view)?;
    }
    if view.me.may(billing::invoices::READ) {
        sheet.unbilled(view)?;
    }
    if view.me.may(collections::receivables::READ) {
        sheet.past_due(view)?;
    }
    if view.me.may(front_desk::conversations::READ) {
        sheet.follow_ups(view)?;
    }
    if view.me.may(front_desk::agreements::READ) {
        sheet.expiring(view)?;
    }
    if view.me.may(front_desk::customers::KEEP) {
        sheet.twins(view)?;
    }
    if view.me.may(office::jobs::READ) {
        sheet.refused(view)?;
    }
    sheet.lines.sort_by_key(|line| line.by);
    Ok(sheet.lines)
}

/// The sheet while it is filled.
struct Sheet {
    branch: Id<noun::Branch>,
    today: Day,
    now: Moment,
    hours: Hours,
    lines: Vec<Line>,
}

type Filled = Result<(), Refusal>;

impl Sheet {
    /// Today while people may still be called, tomorrow morning after.
    fn next_call(&self) -> Moment {
        match self.now.minute < self.hours.phones {
            true => Moment::of(self.today, self.hours.phones),
            false => Moment::of(self.today.plus_days(1), self.hours.begin),
        }
    }

    fn held(&mut self, view: &mut View<'_, '_>) -> Filled {
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

    fn batches(&mut self, view: &mut View<'_, '_>) -> Filled {
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

    fn returned(&mut self, view: &mut View<'_, '_>) -> Filled {
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

    /// The deposit's next step; a difference in the cash is a line of its own.
    fn deposits(&mut self, view: &mut View<'_, '_>) -> Filled {
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

    fn without_outcome(&mut self, view: &mut View<'_, '_>) -> Filled {
        let stops = records::list_without_outcome(view.reader, self.branch, self.today)?;
        for (day, stops) in by_day(stops) {
            let count: i64 = stops.iter().map(|stop| stop.count).sum();
            self.lines.push(Line {
                by: Moment::of(day, self.hours.close),
                name: match count {
                    1 => "1 stop without an outcome".into(),
                    count => format!("{count} stops without an outcome"),
                },
                what: names_of(&stops),
                whose: only_one(&stops),
                amount: None,
                verb: "Enter",
                href: format!("/work-orders?stage=booked&due_until={day}"),
            });
        }
        Ok(())
    }

    fn waiting_for_a_look(&mut self, view: &mut View<'_, '_>) -> Filled {
        let stops = records::list_to_verify(view.reader, self.branch)?;
        for (day, stops) in by_day(stops) {
            let count: i64 = stops.iter().map(|stop| stop.count).sum();
            let of_day = match day == self.today {
                true => String::from("Verify the day"),
                false => format!("Verify {}", month_day(day)),
            };
            self.lines.push(Line {
                by: Moment::of(day, self.hours.close),
                name: of_day,
                what: format!("{count} finished: {}", names_of(&stops)),
                whose: None,
                amount: None,
                verb: "Verify",
                href: format!("/work-orders/verify?day={day}"),
            });
        }
        Ok(())
    }

    fn unbilled(&mut self, view: &mut View<'_, '_>) -> Filled {
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

    fn past_due(&mut self, view: &mut View<'_, '_>) -> Filled {
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

    fn follow_ups(&mut self, view: &mut View<'_, '_>) -> Filled {
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

    fn expiring(&mut self, view: &mut View<'_, '_>) -> Filled {
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

    fn twins(&mut self, view: &mut View<'_, '_>) -> Filled {
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

    fn refused(&mut self, view: &mut View<'_, '_>) -> Filled {
        let since = view.now.plus_seconds(-7 * 24 * 60 * 60);
        for job in records::list_refused(view.reader, self.branch, since)? {
            self.lines.push(Line {
                by: Moment::of(job.asked_at.day_in(&view.me.zone), self.hours.close),
                name: job.title,
                what: format!("{} of {} rows refused", job.refused, job.done),
                whose: Some((job.whose, job.whose_name)),
                amount: None,
                verb: "See why",
                href: format!("/jobs/{}", job.job),
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

/// Runs of stops of the same day; they come in order of their days.
fn by_day(stops: Vec<Stops>) -> Vec<(Day, Vec<Stops>)> {
    let mut days: Vec<(Day, Vec<Stops>)> = Vec::new();
    for stop in stops {
        match days.last_mut() {
            Some((day, same)) if *day == stop.day => same.push(stop),
            _ => days.push((stop.day, vec![stop])),
        }
    }
    days
}

/// "Omar 2, Luis 1".
fn names_of(stops: &[Stops]) -> String {
    let words: Vec<String> = stops
        .iter()
        .map(|stop| format!("{} {}", first_name(stop.technician_name.as_deref()), stop.count))
        .collect();
    words.join(", ")
}

fn only_one(stops: &[Stops]) -> Option<(Id<noun::Staff>, String)> {
    match stops {
        [one] => one.technician.zip(one.technician_name.clone()),
        _ => None,
    }
}

/// "Omar" of Omar Haddad.
pub(super) fn first_name(name: Option<&str>) -> &str {
    name.and_then(|name| name.split_whitespace().next()).unwrap_or("somebody")
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
    use super::{next_step, shortened};

    #[test]
    fn a_deposit_asks_for_its_next_step() {
        assert_eq!(next_step(&["deposits.not_counted", "deposits.not_verified"]).1, "Count");
        assert_eq!(next_step(&["deposits.not_verified"]).1, "Verify");
        assert_eq!(next_step(&[]).1, "Close");
        assert_eq!(next_step(&["deposits.batches_open"]).1, "See what");
    }

    #[test]
    fn long_words_are_cut_between_words() {
        assert_eq!(shortened("wants\n someone  today", 72), "wants someone today");
        assert_eq!(shortened("ants at the kitchen sink", 12), "ants at the…");
        assert_eq!(shortened("ééééééééé", 4), "éééé…");
    }
}
