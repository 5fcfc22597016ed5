//! What billing options come to: the invoices of the next twelve months, worked out from
//! the agreements' visits, the options and the dated taxes, beside what comes of what holds
//! today. Nothing is written.

mod gather;
pub(crate) mod pieces;

use super::SetOptions;
use super::rules::{self, Obstacle, PurchaseOrder, Share};
use crate::invoices::rules::{LineDraft, figures};
pub use gather::{Billed, Tax, gather, outlook};
use pieces::{Key, Piece};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use settings::rule_packs::TaxAnswer;
use std::collections::BTreeMap;
use values::rounding::{TaxRounding, split_weighted};
use values::{Day, Id, Money, Quantity, Rate, noun};

/// How many months ahead a preview looks.
pub const MONTHS: i64 = 12;

/// What an agreement promises, as far as its bills go.
#[derive(Clone, Debug)]
pub struct Promise {
    /// The agreement.
    pub agreement: Id<noun::Agreement>,
    /// What is done.
    pub service: Id<noun::Service>,
    /// Its name.
    pub service_name: String,
    /// Its revenue account.
    pub revenue_account: Id<noun::Account>,
    /// How sales tax sees it.
    pub tax_code: front_desk::services::TaxCode,
    /// Where.
    pub location: Id<noun::Location>,
    /// The day its years are counted from.
    pub starts_on: Day,
    /// The day it was signed.
    pub signed_on: Day,
    /// How long a term is; a year when it runs until it is cancelled.
    pub term_months: i64,
    /// Its purchase order, where the options name none.
    pub po_number: String,
    /// That order's last day.
    pub po_expires_on: Option<Day>,
    /// Its visits from the first day of the preview on, two years of them.
    pub visits: Vec<Visit>,
    /// How it is billed.
    pub options: SetOptions,
}

/// A visit to come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Visit {
    /// The day the agreement's rule says.
    pub nominal: Day,
    /// The working day it is planned on.
    pub on: Day,
    /// Its price, less what was agreed off.
    pub price: Money,
}

/// An invoice that would be written.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PreviewInvoice {
    /// The day on it.
    pub invoiced_on: Day,
    /// The day it is to be paid by.
    pub due_on: Day,
    /// Who pays.
    pub payer: Id<noun::Customer>,
    /// Its lines.
    pub lines: Vec<PreviewLine>,
    /// The lines' sum.
    pub gross_cents: Money,
    /// What is taken off.
    pub discount_cents: Money,
    /// Tax.
    pub tax_cents: Money,
    /// What is to be paid.
    pub total_cents: Money,
    /// Why it would be held back.
    pub obstacle: Option<Obstacle>,
}

/// A line of it.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PreviewLine {
    /// The agreement it is for.
    pub agreement: Id<noun::Agreement>,
    /// What it is for.
    pub what: String,
    /// Before anything is taken off.
    pub gross_cents: Money,
    /// What is taken off.
    pub discount_cents: Money,
    /// Its tax.
    pub tax_cents: Money,
    /// When it is earned; nothing for even amounts, which are earned as visits are done.
    pub earned: Vec<Earned>,
}

/// Revenue of a day.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Earned {
    /// The day of the visit.
    pub on: Day,
    /// What it earns.
    pub amount_cents: Money,
}

/// What the invoices of twelve months come to.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, Default, PartialEq)]
pub struct TwelveMonths {
    /// How many.
    pub invoices: i64,
    /// Before anything is taken off.
    pub gross_cents: Money,
    /// What is taken off.
    pub discount_cents: Money,
    /// Tax.
    pub tax_cents: Money,
    /// What is to be paid.
    pub total_cents: Money,
}

/// What options come to in twelve months.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, Default, PartialEq)]
pub struct Preview {
    /// The invoices, in the order of their days.
    pub invoices: Vec<PreviewInvoice>,
    /// When revenue is earned, in the order of the days.
    pub earned: Vec<Earned>,
    /// Their sum.
    pub sum: TwelveMonths,
}

/// What is asked for, what holds today, and the difference.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, Default, PartialEq)]
pub struct Outlook {
    /// With the options that are asked for.
    pub then: Preview,
    /// What twelve months come to with the options that hold today.
    pub now: TwelveMonths,
    /// More, or less, to be paid in those twelve months.
    pub difference_cents: Money,
}

impl Preview {
    /// What was billed more than earned until the end of a day; below zero when work was
    /// done that is not billed yet (handbook T12).
    pub fn balance_on(&self, day: Day) -> Money {
        let net = |invoice: &PreviewInvoice| invoice.gross_cents - invoice.discount_cents;
        let billed = self.invoices.iter().filter(|invoice| invoice.invoiced_on <= day).map(net);
        let earned = self.earned.iter().filter(|earned| earned.on <= day);
        billed.sum::<Money>() - earned.map(|earned| earned.amount_cents).sum::<Money>()
    }
}

/// Works out the invoices of the twelve months from a day. `account_days` are the days to
/// pay of each payer's account, `tax` says how a promise's line is taxed on a day.
pub fn preview<E>(
    promises: &[Promise],
    from: Day,
    account_days: impl Fn(Id<noun::Customer>) -> i64,
    mut tax: impl FnMut(&Promise, Day) -> Result<TaxAnswer, E>,
) -> Result<Preview, E> {
    let until = from.plus_months(MONTHS);
    let mut groups: BTreeMap<Key, Vec<Part>> = BTreeMap::new();
    let mut preview = Preview::default();
    for (place, promise) in promises.iter().enumerate() {
        let pieces = pieces::pieces(promise, from, until);
        preview.earned.extend(pieces::earned(promise, &pieces, until));
        for (nth, piece) in pieces.iter().enumerate() {
            let Some(key) = Key::of(promise, piece, (place, nth), until) else { continue };
            for (payer, part) in parts(promise, piece) {
                groups.entry(key.clone().to(payer)).or_default().push(part);
            }
        }
    }
    let mut used: BTreeMap<&str, Money> = BTreeMap::new();
    for (key, parts) in &groups {
        let days = account_days(key.payer.1);
        preview.invoices.push(invoice(key, parts, days, &mut used, &mut tax)?);
    }
    preview.earned.sort_by_key(|earned| earned.on);
    preview.sum = sum(&preview.invoices);
    Ok(preview)
}

/// A payer's part of a piece.
struct Part<'p> {
    promise: &'p Promise,
    what: String,
    gross: Money,
    discount: Money,
    visits: &'p [Visit],
}

/// The place of a payer among the payers, 0 for payer 1, and who she is.
type Payer = (usize, Id<noun::Customer>);

/// A piece among its payers; who pays nothing of it is left out.
fn parts<'p>(promise: &'p Promise, piece: &Piece<'p>) -> Vec<(Payer, Part<'p>)> {
    let options = &promise.options;
    let share = Share { service: Some(promise.service), location: Some(promise.location) };
    let off = rules::discount_of(options, piece.gross, piece.on, piece.prepaid);
    let gross = rules::split(&options.payers, share, piece.gross);
    let discount = rules::split(&options.payers, share, off);
    let payers = options.list_payers().enumerate();
    let parts = payers.zip(gross.into_iter().zip(discount)).map(|(payer, (gross, discount))| {
        let (what, visits) = (piece.what.clone(), piece.visits);
        (payer, Part { promise, what, gross, discount, visits })
    });
    parts.filter(|(_, part)| part.gross.is_positive()).collect()
}

fn invoice<'p, E>(
    key: &Key,
    parts: &[Part<'p>],
    account_days: i64,
    used: &mut BTreeMap<&'p str, Money>,
    tax: &mut impl FnMut(&Promise, Day) -> Result<TaxAnswer, E>,
) -> Result<PreviewInvoice, E> {
    let mut drafts = Vec::with_capacity(parts.len());
    for part in parts {
        let tax = tax(part.promise, key.on)?;
        let price = part.gross - part.discount;
        drafts.push(LineDraft { quantity: Quantity::ONE, price, tax });
    }
    let figures = figures(&drafts, Money::ZERO, TaxRounding::Invoice);
    let gross: Money = parts.iter().map(|part| part.gross).sum();
    let discount: Money = parts.iter().map(|part| part.discount).sum();
    let (first, options) = (parts[0].promise, &parts[0].promise.options);
    let order = PurchaseOrder {
        number: po_number(first),
        expires_on: options.po_expires_on.or(first.po_expires_on),
        used: used.get(po_number(first)).copied().unwrap_or_default(),
    };
    let obstacle = rules::obstacle(options, order, key.on, figures.total);
    *used.entry(po_number(first)).or_default() += figures.total;
    let lines = parts.iter().zip(&figures.lines).map(|(part, figures)| PreviewLine {
        agreement: part.promise.agreement,
        what: part.what.clone(),
        gross_cents: part.gross,
        discount_cents: part.discount,
        tax_cents: figures.tax,
        earned: earned_by(part.visits, part.gross - part.discount),
    });
    Ok(PreviewInvoice {
        invoiced_on: key.on,
        due_on: rules::due_on(options, key.on, account_days),
        payer: key.payer.1,
        lines: lines.collect(),
        gross_cents: gross,
        discount_cents: discount,
        tax_cents: figures.tax,
        total_cents: figures.total,
        obstacle,
    })
}

/// The purchase order a promise is billed under; blank for none.
fn po_number(promise: &Promise) -> &str {
    promise.options.po_number.as_deref().map_or(&*promise.po_number, str::trim)
}

/// An amount over the visits it pays for, by their prices (handbook T09).
pub(crate) fn earned_by(visits: &[Visit], amount: Money) -> Vec<Earned> {
    let weights: Vec<i64> = visits.iter().map(|visit| visit.price.as_cents()).collect();
    if weights.iter().all(|weight| *weight == 0) {
        return Vec::new();
    }
    let amounts = split_weighted(amount, &weights);
    let earned = visits.iter().zip(amounts);
    earned.map(|(visit, amount_cents)| Earned { on: visit.on, amount_cents }).collect()
}

fn sum(invoices: &[PreviewInvoice]) -> TwelveMonths {
    let sum = |of: fn(&PreviewInvoice) -> Money| invoices.iter().map(of).sum::<Money>();
    TwelveMonths {
        invoices: i64::try_from(invoices.len()).unwrap_or(i64::MAX),
        gross_cents: sum(|invoice| invoice.gross_cents),
        discount_cents: sum(|invoice| invoice.discount_cents),
        tax_cents: sum(|invoice| invoice.tax_cents),
        total_cents: sum(|invoice| invoice.total_cents),
    }
}

/// Nothing is taken off a piece that is not prepaid.
const NOT_PREPAID: Option<Rate> = None;

#[cfg(test)]
mod tests;
