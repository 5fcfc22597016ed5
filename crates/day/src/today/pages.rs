//! The page the office opens with.

use super::lines::{Line, first_name, list_lines};
use super::moment::{Hours, Moment, Part, clock, until};
use super::side::{self, GateLeft};
use money::deposits;
use office::{Answer, Page, Refusal, SideWidth, View};
use ui::prelude::*;
use values::Money;

/// `/`.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let hours = find_hours(view)?;
    let now = Moment::now(view.now.local(&view.me.zone));
    let lines = list_lines(view, now, hours)?;
    let gates = side::gates(view)?;
    let side = side::sheets(view, now, &gates)?;
    let in_deposit = deposited(&lines);
    let me = view.me.staff.id;
    let is_mine = |line: &&Line| line.whose.as_ref().is_some_and(|(who, _)| *who == me);
    let mine: Vec<&Line> = lines.iter().filter(is_mine).collect();
    let (all, own) = (lines.len(), mine.len());
    let only_mine = view.query.text("show") == "mine";
    let shown: Vec<&Line> = match only_mine {
        true => mine,
        false => lines.iter().collect(),
    };
    let late = lines.iter().filter(|line| line.by.part(now, hours) == Part::Late).count();
    let sheet = DaySheet { now, hours, shown, filters: filters(all, own, only_mine) };
    Ok(Answer::from(Page {
        title: view.today.long(),
        sentence: sentence(view, now, late, in_deposit, &gates).into_string(),
        body: sheet.html().into_string(),
        side: side.into_string(),
        side_width: SideWidth::Wide,
        keys: vec![("J/K", "move"), ("Enter", "do it")],
        rail: "today",
        ..Page::default()
    }))
}

/// The branch's own hours, where it has set them as `16:15`.
fn find_hours(view: &mut View<'_, '_>) -> Result<Hours, Refusal> {
    let usual = Hours::default();
    let branch = view.branch();
    let mut minute = |name: &str| -> Result<Option<i64>, Refusal> {
        Ok(settings::preferences::minute(view.reader, branch, name)?)
    };
    Ok(Hours {
        bank_run: minute("bank_run_at")?.unwrap_or(usual.bank_run),
        close: minute("office_closes_at")?.unwrap_or(usual.close),
        ..usual
    })
}

/// What stands in deposits that are not closed, by their lines.
fn deposited(lines: &[Line]) -> Money {
    let deposits = lines.iter().filter(|line| line.name.starts_with("Deposit "));
    deposits.filter_map(|line| line.amount).sum()
}

/// "Good afternoon, Dana. 4 lines are late. The deposit holds $4,089.36; 5 gates are left
/// before the day can close."
fn sentence(
    view: &View<'_, '_>,
    now: Moment,
    late: usize,
    in_deposit: Money,
    gates: &[GateLeft],
) -> Html {
    let greeting = match now.minute / 60 {
        ..12 => "Good morning",
        12..17 => "Good afternoon",
        _ => "Good evening",
    };
    let name = first_name(Some(&view.me.staff.name));
    let late = match late {
        0 => html!("Nothing is late."),
        1 => tone(Meaning::Late, "1 line is late."),
        late => tone(Meaning::Late, format!("{late} lines are late.")),
    };
    let left = gates.iter().filter(|gate| gate.left > 0).count();
    let left = match left {
        0 => String::from("every gate is clear and the day can close"),
        1 => String::from("1 gate is left before the day can close"),
        left => format!("{left} gates are left before the day can close"),
    };
    let rest = match view.me.may(deposits::READ) && !in_deposit.is_zero() {
        true => format!("The deposit holds {}; {left}.", ui::dollars(in_deposit)),
        false => {
            let mut letters = left.chars();
            let first =
                letters.next().map_or(String::new(), |letter| letter.to_uppercase().collect());
            format!("{first}{}.", letters.as_str())
        }
    };
    html!("{}, {}. {} {}", greeting, name, late, rest)
}

fn filters(all: usize, own: usize, only_mine: bool) -> Html {
    let whole = Chip::new(format!("Whole office, {all}")).href("/");
    let mine = Chip::new(format!("Mine, {own}")).href("/?show=mine");
    ui::chips(match only_mine {
        false => [whole.in_force(), mine],
        true => [whole, mine.in_force()],
    })
}

/// The list in order of deadline, in the parts of the day.
struct DaySheet<'l> {
    now: Moment,
    hours: Hours,
    shown: Vec<&'l Line>,
    filters: Html,
}

impl DaySheet<'_> {
    fn html(&self) -> Html {
        let sheet = Sheet::new("The day sheet").fact(self.filters.clone()).grow();
        if self.shown.is_empty() {
            return sheet.body(html!("Nothing waits. Enjoy the quiet.")).html();
        }
        let mut table = Table::list("The day sheet")
            .column(Column::id("By"))
            .column(Column::name("What").wide())
            .column(Column::text("Who"))
            .column(Column::money("Amount"))
            .column(Column::action());
        let mut is_first = true;
        for part in Part::ALL {
            let of_part = |line: &&&Line| line.by.part(self.now, self.hours) == part;
            let lines: Vec<&Line> = self.shown.iter().filter(of_part).copied().collect();
            if lines.is_empty() {
                continue;
            }
            table = table.row(Row::group(part.title(), &self.fact(part, &lines)));
            for line in lines {
                let row = self.row(part, line);
                table = table.row(match is_first {
                    true => row.cursor(),
                    false => row,
                });
                is_first = false;
            }
        }
        sheet.flush(table).html()
    }

    /// "4 lines, oldest since Fri", "4:15 pm, in 47 min".
    fn fact(&self, part: Part, lines: &[&Line]) -> String {
        match part {
            Part::Late => {
                let count = ui::counted(lines.len().try_into().unwrap_or(0), "line", "lines");
                match lines.first().filter(|line| line.by.day < self.now.day) {
                    Some(oldest) => {
                        format!("{count}, oldest since {}", oldest.by.words(self.now.day))
                    }
                    None => count,
                }
            }
            Part::BankRun => self.at(self.hours.bank_run),
            Part::Tonight => self.at(self.hours.close),
            Part::Later => "first thing".into(),
        }
    }

    fn at(&self, minute: i64) -> String {
        let at = clock(minute);
        until(self.now, minute).map_or(at.clone(), |left| format!("{at}, {left}"))
    }

    fn row(&self, part: Part, line: &Line) -> Row {
        let by = match (part, line.by.day == self.now.day.plus_days(1)) {
            (Part::Later, true) => line.by.clock(),
            _ => line.by.words(self.now.day),
        };
        let when = match part {
            Part::Late => html!(
                r#"<span class="db-ink">{}</span>&ensp;<span class="db-s">{}</span>"#,
                by,
                status(Meaning::Late, line.by.lateness(self.now))
            ),
            _ => Html::text(by),
        };
        let who = line.whose.as_ref().map_or("", |(_, name)| first_name(Some(name)));
        Row::new([
            Cell::Html(when),
            Cell::Html(html!("{} {}", line.name, soft(&*line.what))),
            Cell::Html(soft(who)),
            line.amount.into(),
        ])
        .action(Button::link(line.verb).href(&*line.href))
    }
}
