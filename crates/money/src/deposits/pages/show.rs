//! `/deposits/{id}`: a form with lettered parts, read from left to right: what was counted, the
//! checks, then what explains them and who signs. Once it is closed it is shown sealed.

use super::{count, parts, sealed, sign};
use crate::batches;
use crate::deposits::conditions::{Before, Condition};
use crate::deposits::records::{
    self, CountRow, DepositRow, EnvelopeRow, ItemRow, before_closing, list_envelopes, list_items,
};
use crate::deposits::rules::{OverShort, Tally};
use crate::deposits::{seal, tolerance};
use crate::remittance_logs::records::{LogRow, list_logs};
use crate::words::Tender;
use office::{Answer, Page, Refusal, View};
use settings::preferences;
use ui::prelude::*;
use values::{Id, Money, noun};

/// All that the page and the slip tell.
pub(super) struct Told {
    pub row: DepositRow,
    pub count: Option<CountRow>,
    pub before: Before,
    pub items: Vec<ItemRow>,
    pub envelopes: Vec<EnvelopeRow>,
    pub logs: Vec<LogRow>,
    pub tape: Tally,
    pub order_tape: Tally,
    pub bank: String,
    pub account: String,
    pub verified_by: Option<String>,
    pub seal: Option<String>,
}

impl Told {
    /// Reads a deposit and all around it.
    pub fn read(view: &mut View<'_, '_>) -> Result<Told, Refusal> {
        let id: Id<noun::Deposit> = view.path.id("id", "deposit")?;
        let branch = view.branch();
        let reader = &mut *view.reader;
        let row = records::find_deposit(reader, branch, id)?
            .ok_or(Refusal::NotFound { what: "deposit" })?;
        let tolerance = tolerance(reader, branch)?;
        let verified_by = match row.verified_by {
            Some(who) => office::records::find_staff(reader, who)?.map(|face| face.name),
            None => None,
        };
        Ok(Told {
            count: match row.count {
                Some(_) => records::find_count(reader, branch, id)?,
                None => None,
            },
            before: before_closing(reader, branch, &row, tolerance)?,
            items: list_items(reader, branch, id)?,
            envelopes: list_envelopes(reader, branch, id)?,
            logs: list_logs(reader, branch, id)?,
            tape: batches::records::taped(reader, branch, id, Tender::Check)?,
            order_tape: batches::records::taped(reader, branch, id, Tender::MoneyOrder)?,
            bank: preferences::text(reader, branch, "bank_name")?,
            account: preferences::text(reader, branch, "bank_account_last4")?,
            verified_by,
            seal: seal::find_seal(reader, branch, &row)?,
            row,
        })
    }

    /// Cash over or short, once it was counted.
    pub fn over_short(&self) -> OverShort {
        match self.before.counted {
            None => OverShort::Agrees,
            Some(counted) => {
                let difference = counted.over_short(&self.before.posted);
                OverShort::of(difference, self.before.tolerance)
            }
        }
    }

    /// Checks or money orders among the items.
    pub fn items_of(&self, tender: Tender) -> impl Iterator<Item = &ItemRow> {
        self.items.iter().filter(move |item| item.tender == tender)
    }

    /// What must still be done before it closes.
    pub fn open_conditions(&self) -> Vec<Condition> {
        self.before.conditions().into_iter().filter(|one| !one.is_met()).collect()
    }
}

/// The page.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let told = Told::read(view)?;
    if told.row.closed_at.is_some() {
        return sealed::show(view, &told);
    }
    let counting = count::sheet(view, &told)?;
    let side = [
        parts::envelopes(view, &told),
        parts::reason(view, &told),
        sign::signatures_sheet(view, &told),
        sign::before(view, &told),
    ];
    let main = stack([parts::items(&told), parts::logs(view, &told)]);
    let body =
        html!("{}{}", strip(&told), columns(Columns::FormMainSide, [counting, main, stack(side)]));
    let page = Page {
        title: "Daily deposit".into(),
        note: told.row.number.clone(),
        sentence: sentence(&told).into_string(),
        body: body.into_string(),
        actions: sign::actions(view, &told).into_string(),
        rail: "deposits",
        ..Page::default()
    };
    Ok(page.into())
}

/// Whose money goes where, and what must happen next.
fn sentence(told: &Told) -> Html {
    let to = match (&*told.bank, &*told.account) {
        ("", _) => String::new(),
        (bank, "") => format!(" to {bank}"),
        (bank, account) => format!(" to {bank}, account ending {account}"),
    };
    let next = match told.open_conditions().first() {
        Some(condition) => condition.hindrance.clone().unwrap_or_default(),
        None => String::from("All is signed: seal the bag and close it."),
    };
    Html::text(format!("{} money{to}. {next}", possessive(told.row.day)))
}

fn possessive(day: values::Day) -> String {
    format!("{}\u{2019}s", day.weekday().name())
}

/// The strip that carries the proof. What was posted in cash stays hidden until it is counted.
pub(super) fn strip(told: &Told) -> Html {
    let posted = told.before.posted;
    let number = FormBox::new("Deposit", told.row.number.as_str()).meaning(told.row.day.short());
    let Some(counted) = told.before.counted else {
        let wait = |label: &'static str| FormBox::new(label, "").meaning("not counted yet");
        let checks = tally_box("check", posted.checks, quiet("posted"));
        let orders = tally_box("money order", posted.money_orders, quiet("posted"));
        let to_bank = wait("To the bank").answer();
        return form_strip([
            number,
            wait("Cash"),
            checks,
            orders,
            wait("Over or (short)"),
            to_bank,
        ]);
    };
    let agreeing = |counted: Tally, posted: Tally| match counted == posted {
        true => status(Meaning::Good, "counted is posted"),
        false => status(Meaning::Wrong, format!("posted {}", posted.amount_cents)),
    };
    let cash = FormBox::new("Cash", counted.cash().to_string())
        .meaning(format!("posted {}", posted.cash.amount_cents));
    let checks = tally_box("check", counted.checks, agreeing(counted.checks, posted.checks));
    let orders = tally_box(
        "money order",
        counted.money_orders,
        agreeing(counted.money_orders, posted.money_orders),
    );
    let to_bank =
        FormBox::new(format!("To the bank, {} items", posted.items()), dollars(counted.total()))
            .meaning(match &*told.row.bag {
                "" => String::from("no bag yet"),
                bag => format!("bag {bag}"),
            })
            .answer();
    form_strip([number, cash, checks, orders, over_short_box(told), to_bank])
}

fn tally_box(what: &str, tally: Tally, meaning: Html) -> FormBox {
    let label = counted(u64::from(tally.items), what, &format!("{what}s"));
    FormBox::new(label, tally.amount_cents.to_string()).meaning(meaning)
}

fn over_short_box(told: &Told) -> FormBox {
    let off = told.over_short();
    let difference = off.difference();
    let figure = FormBox::new("Over or (short)", difference.to_string());
    let is_explained = told.before.explained == Some(difference);
    match off {
        OverShort::Agrees => figure.meaning(status(Meaning::Good, "agrees")),
        _ if !is_explained => {
            figure.tone(Meaning::Wrong).meaning(status(Meaning::Wrong, "not explained"))
        }
        OverShort::Within(_) => figure
            .tone(Meaning::Wrong)
            .meaning(status(Meaning::Good, format!("explained, within {}", told.before.tolerance))),
        OverShort::Beyond(_) if told.before.allowed == Some(difference) => {
            figure.tone(Meaning::Wrong).meaning(status(Meaning::Good, "explained and allowed"))
        }
        OverShort::Beyond(_) => figure.tone(Meaning::Wrong).meaning(status(
            Meaning::Watch,
            format!("over {}, to be looked at", told.before.tolerance),
        )),
    }
}

/// The figure of a difference: nothing is faint, anything else is wrong until explained.
pub(super) fn differs(amount: Money) -> Cell {
    match amount.is_zero() {
        true => Cell::from(amount),
        false => Cell::Toned(Meaning::Wrong, amount),
    }
}
