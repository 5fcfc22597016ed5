//! The preferences there are, and what holds until somebody sets another.

/// What a preference's value must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PreferenceKind {
    /// Words.
    Text,
    /// Whole cents, not negative.
    Cents,
    /// A whole number, not negative.
    Count,
    /// A time of day, `16:15`, or blank.
    Clock,
}

impl PreferenceKind {
    /// Whether a value fits.
    pub fn fits(self, value: &str) -> bool {
        match self {
            PreferenceKind::Text => value.len() <= 400,
            PreferenceKind::Cents | PreferenceKind::Count => {
                value.parse::<i64>().is_ok_and(|number| number >= 0)
            }
            PreferenceKind::Clock => value.is_empty() || minute_of(value).is_some(),
        }
    }

    /// What to enter.
    pub fn words(self) -> &'static str {
        match self {
            PreferenceKind::Text => "Enter at most 400 letters.",
            PreferenceKind::Cents => "Enter whole cents, such as 20000 for 200.00.",
            PreferenceKind::Count => "Enter a whole number, 0 or more.",
            PreferenceKind::Clock => "Enter a time of day such as 16:15, or nothing.",
        }
    }
}

/// One preference.
#[derive(Clone, Copy, Debug)]
pub struct Preference {
    /// Stable name.
    pub name: &'static str,
    /// Its label.
    pub title: &'static str,
    /// What its value must be.
    pub kind: PreferenceKind,
    /// What holds until it is set.
    pub otherwise: &'static str,
}

const fn known(
    name: &'static str,
    title: &'static str,
    kind: PreferenceKind,
    otherwise: &'static str,
) -> Preference {
    Preference { name, title, kind, otherwise }
}

/// All of them.
pub const KNOWN: &[Preference] = &[
    known("drawer_float_cents", "Float in the drawer", PreferenceKind::Cents, "20000"),
    known("cash_tolerance_cents", "Over or short posted by itself", PreferenceKind::Cents, "500"),
    known("refund_limit_cents", "Refunds one person may do", PreferenceKind::Cents, "10000"),
    known("credit_limit_cents", "Credits one person may give", PreferenceKind::Cents, "5000"),
    known("write_off_limit_cents", "Write-offs one person may do", PreferenceKind::Cents, "2500"),
    known("petty_slip_limit_cents", "Most on one petty cash slip", PreferenceKind::Cents, "5000"),
    known("terms_days", "Days to pay", PreferenceKind::Count, "30"),
    known(
        "late_fee_millionths",
        "Late fee a month, in millionths (15000 is 1.5%)",
        PreferenceKind::Count,
        "0",
    ),
    known("late_fee_grace_days", "Days past due before a late fee", PreferenceKind::Count, "30"),
    known(
        "allowance_current_millionths",
        "Not expected of what is not yet due, in millionths",
        PreferenceKind::Count,
        "10000",
    ),
    known(
        "allowance_1_30_millionths",
        "Not expected of what is 1 to 30 days past due, in millionths",
        PreferenceKind::Count,
        "30000",
    ),
    known(
        "allowance_31_60_millionths",
        "Not expected of what is 31 to 60 days past due, in millionths",
        PreferenceKind::Count,
        "100000",
    ),
    known(
        "allowance_61_90_millionths",
        "Not expected of what is 61 to 90 days past due, in millionths",
        PreferenceKind::Count,
        "250000",
    ),
    known(
        "allowance_91_plus_millionths",
        "Not expected of what is 91 days past due and more, in millionths",
        PreferenceKind::Count,
        "600000",
    ),
    known("bank_name", "Bank", PreferenceKind::Text, ""),
    known("bank_routing", "Routing number", PreferenceKind::Text, ""),
    known("bank_account_last4", "Account, last four digits", PreferenceKind::Text, ""),
    known("bank_return_fee_cents", "The bank takes for a return", PreferenceKind::Cents, "1200"),
    known(
        "returned_payment_days",
        "Days to replace a returned payment",
        PreferenceKind::Count,
        "10",
    ),
    known(
        "unclaimed_answer_days",
        "Days to answer a letter about unclaimed money",
        PreferenceKind::Count,
        "30",
    ),
    known("invoice_message", "Line at the foot of an invoice", PreferenceKind::Text, ""),
    known("demo_branch", "This is a demo branch", PreferenceKind::Text, ""),
    known("bank_run_at", "Money goes to the bank at", PreferenceKind::Clock, "16:15"),
    known("office_closes_at", "The office closes at", PreferenceKind::Clock, "18:00"),
    known("mail_from", "Mail goes out from", PreferenceKind::Text, ""),
    known("processor", "Cards are taken by", PreferenceKind::Text, "record_only"),
    known("office_hours", "Office hours, as customers read them", PreferenceKind::Text, ""),
    known("branch_at", "Where the branch is on the map", PreferenceKind::Text, ""),
    known("journal_goes_to", "The month's journal goes to", PreferenceKind::Text, ""),
    known("web_address", "The office is on the web at", PreferenceKind::Text, ""),
    known("ach_company_id", "ACH company number, from the bank", PreferenceKind::Text, ""),
    known("ach_company_name", "Our name on bank statements", PreferenceKind::Text, ""),
    known("proof_at", "The books are proved every night at", PreferenceKind::Clock, "02:00"),
    known("idle_minutes", "Minutes after which nobody sits there", PreferenceKind::Count, "60"),
];

/// The preference of this name.
pub(super) fn find(name: &str) -> Option<&'static Preference> {
    KNOWN.iter().find(|known| known.name == name)
}

/// Minutes since midnight of `16:15`.
pub(super) fn minute_of(value: &str) -> Option<i64> {
    let (hour, minute) = value.trim().split_once(':')?;
    let digits = |text: &str, most: i64| {
        let is_plain = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<i64>().ok().filter(|number| is_plain && *number < most)
    };
    Some(digits(hour, 24)? * 60 + digits(minute, 60)?)
}
