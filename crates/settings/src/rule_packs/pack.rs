//! The rule pack that ships with the program, read once.

use serde::Deserialize;
use std::sync::OnceLock;
use values::{Day, Holiday};

/// Everything the pack says.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct Pack {
    pub taxed: Vec<Taxed>,
    pub rate: Vec<StateRate>,
    pub returned_item_fee: Vec<ReturnedItemFee>,
    pub late_fee: Vec<LateFeeRow>,
    pub bad_debt: Vec<BadDebt>,
    pub decline_retry: Vec<DeclineRetry>,
    pub card_notice: Vec<CardNotice>,
    pub ach_return_rate: Vec<AchReturnRate>,
    pub stale_check: Vec<StaleCheck>,
    pub unclaimed: Vec<UnclaimedRow>,
    pub cooling_off: Vec<CoolingOffRow>,
    pub price_leave: Vec<PriceLeaveRow>,
    pub field_holidays: Vec<FieldHolidays>,
}

/// After how many months a bank need not pay a check.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct StaleCheck {
    pub from: Day,
    pub until: Option<Day>,
    pub months: i64,
    pub citation: String,
}

/// When money that nobody claims goes to a state; `*` is a state without a row of its own.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct UnclaimedRow {
    pub state: String,
    pub from: Day,
    pub until: Option<Day>,
    pub years: i64,
    /// Month and day: what has lain so long by then is in the report.
    pub cut_off: (i8, i8),
    /// Month and day by which the report and the money are there.
    pub report_on: (i8, i8),
    pub letter_first_days: i64,
    pub letter_last_days: i64,
    /// The least amount, in cents, for which a letter must be sent.
    pub letter_floor: i64,
    pub citation: String,
}

/// From which price on, in cents, a buyer may change her mind, and for how many business days.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct CoolingOffRow {
    pub sold_at: String,
    pub from: Day,
    pub until: Option<Day>,
    pub floor: i64,
    pub business_days: i64,
    pub citation: String,
}

/// How far below the list a price may lie, in millionths, and how long leave to go lower holds.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct PriceLeaveRow {
    pub from: Day,
    pub until: Option<Day>,
    pub millionths: i64,
    pub days: i64,
    pub citation: String,
}

/// The holidays on which the field does not work.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct FieldHolidays {
    pub from: Day,
    pub until: Option<Day>,
    pub holidays: Vec<Holiday>,
    pub citation: String,
}

/// A state that lets a seller deduct the tax in what she wrote off.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct BadDebt {
    pub state: String,
    pub from: Day,
    pub until: Option<Day>,
    pub citation: String,
}

/// After how many days a declined draw is tried again.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct DeclineRetry {
    pub from: Day,
    pub until: Option<Day>,
    pub days: Vec<i64>,
    pub citation: String,
}

/// How many days before its end a card's holder is asked for a new one.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct CardNotice {
    pub from: Day,
    pub until: Option<Day>,
    pub days: Vec<i64>,
    pub citation: String,
}

/// The most that may come back of what was debited, in hundredths of a percent.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct AchReturnRate {
    pub group: String,
    pub from: Day,
    pub until: Option<Day>,
    pub most: i64,
    pub citation: String,
}

/// Whether a kind of service is taxed for a kind of customer.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct Taxed {
    pub state: String,
    pub code: String,
    pub class: String,
    pub from: Day,
    pub until: Option<Day>,
    pub taxed: bool,
    pub citation: String,
}

/// A state's rate.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct StateRate {
    pub state: String,
    pub jurisdiction: String,
    pub from: Day,
    pub until: Option<Day>,
    pub millionths: i64,
    pub citation: String,
}

/// The most a state lets a returned item cost.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct ReturnedItemFee {
    pub state: String,
    pub from: Day,
    pub until: Option<Day>,
    pub steps: Vec<FeeStep>,
    pub citation: String,
}

/// The most a state lets a late payment cost.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct LateFeeRow {
    pub state: String,
    pub from: Day,
    pub until: Option<Day>,
    /// Of what is past due, a month, simple.
    pub millionths_a_month: i64,
    #[serde(default)]
    pub grace_days: i64,
    pub citation: String,
}

/// One step of a fee scale, in cents and millionths.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct FeeStep {
    pub up_to: Option<i64>,
    pub fee: i64,
    #[serde(default)]
    pub share: i64,
}

/// The pack; it is part of the program, so that it reads is a test's business.
pub(super) fn pack() -> &'static Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    PACK.get_or_init(|| toml::from_str(include_str!("us.toml")).expect("the rule pack reads"))
}

/// Whether a row that holds from one day until another holds on `on`.
pub(super) fn holds(from: Day, until: Option<Day>, on: Day) -> bool {
    from <= on && until.is_none_or(|until| on <= until)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_pack_reads_and_every_row_cites_its_source() {
        let pack = super::pack();
        assert!(pack.taxed.len() >= 8);
        assert!(pack.taxed.iter().all(|row| row.citation.len() > 10));
        assert!(pack.rate.iter().all(|row| (0..200_000).contains(&row.millionths)));
        assert!(pack.late_fee.iter().all(|row| row.citation.len() > 10));
        assert!(pack.late_fee.iter().all(|row| (1..=20_000).contains(&row.millionths_a_month)));
        assert!(pack.decline_retry.iter().all(|row| row.citation.len() > 10));
        assert!(pack.card_notice.iter().all(|row| row.citation.len() > 10));
        assert!(pack.ach_return_rate.iter().all(|row| row.citation.len() > 10));
        assert!(pack.returned_item_fee.iter().all(|row| !row.steps.is_empty()));
        assert!(pack.stale_check.iter().all(|row| row.citation.len() > 10));
        assert!(pack.unclaimed.iter().all(|row| row.citation.len() > 10));
        assert!(pack.cooling_off.iter().all(|row| row.citation.len() > 10));
        assert!(pack.price_leave.iter().all(|row| row.citation.len() > 10));
        assert!(pack.field_holidays.iter().all(|row| row.citation.len() > 10));
    }
}
