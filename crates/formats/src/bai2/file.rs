//! What stands in a BAI2 file, without its totals: those are computed and verified.

use values::Day;

/// A whole file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bai2File {
    /// The line of its header, counted from 1.
    pub line: u64,
    /// Who sends it, usually the bank's routing number.
    pub sender: String,
    /// Who receives it.
    pub receiver: String,
    /// The day it was made.
    pub created_on: Day,
    /// The time it was made, usually `HHMM`.
    pub created_at: String,
    /// Tells the files of one day apart.
    pub id: String,
    /// The length records are filled up to; `None` for as long as they are.
    pub record_length: Option<u32>,
    /// Records in a block; `None` for no blocks.
    pub block_size: Option<u32>,
    /// The groups in order.
    pub groups: Vec<Group>,
}

/// The accounts of one bank as of one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The line of its header, counted from 1.
    pub line: u64,
    /// Who finally receives it; may be empty.
    pub receiver: String,
    /// The bank it comes from.
    pub originator: String,
    /// What it does to what was sent before.
    pub status: GroupStatus,
    /// The day it speaks of.
    pub as_of: Day,
    /// The time of that day, usually `HHMM`; `2400` and `9999` are its end.
    pub as_of_time: String,
    /// The currency; empty means US dollars.
    pub currency: String,
    /// Whether the day is over and final; `None` when it is not said.
    pub modifier: Option<AsOf>,
    /// The accounts in order.
    pub accounts: Vec<Account>,
}

/// What a group does to what was sent before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GroupStatus {
    /// 1: new.
    Update,
    /// 2: what was sent with the same day and account is taken back.
    Deletion,
    /// 3: it stands in place of what was sent.
    Correction,
    /// 4: only to try things out.
    Test,
}

/// How final a group is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AsOf {
    /// 1
    InterimPreviousDay,
    /// 2
    FinalPreviousDay,
    /// 3
    InterimSameDay,
    /// 4
    FinalSameDay,
}

/// One account on that day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The line of its header, counted from 1.
    pub line: u64,
    /// The account's number at the bank.
    pub number: String,
    /// The currency; empty means the group's.
    pub currency: String,
    /// Balances and sums, in the order of the file.
    pub summaries: Vec<Summary>,
    /// Movements, in the order of the file.
    pub details: Vec<Detail>,
}

/// A balance or a sum of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// What it is: 010 the opening balance, 015 the closing one.
    pub type_code: u16,
    /// The amount in whole cents, with its sign where it has one; `None` when it is not said.
    pub amount_cents: Option<i64>,
    /// How many movements it sums; `None` when it is not said.
    pub items: Option<u64>,
    /// When the money can be used.
    pub funds: Funds,
}

/// One movement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// The line of the file, counted from 1.
    pub line: u64,
    /// What it is, and with it which way the money went.
    pub type_code: u16,
    /// The amount in whole cents without sign; `None` when it is not said.
    pub amount_cents: Option<i64>,
    /// When the money can be used.
    pub funds: Funds,
    /// The bank's reference.
    pub bank_reference: String,
    /// Our reference, such as a check's number.
    pub customer_reference: String,
    /// What the bank says about it; its lines are joined by spaces.
    pub text: String,
}

/// When money can be used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Funds {
    /// Not said, or Z.
    #[default]
    Unknown,
    /// 0
    Today,
    /// 1
    InOneDay,
    /// 2: in two days or more.
    InTwoDays,
    /// V: from a day and a time on.
    From {
        /// The day; `None` when it is not said.
        day: Option<Day>,
        /// The time, usually `HHMM`.
        time: String,
    },
    /// S: cents at once, in one day, in more than one day.
    InThreeParts([Option<i64>; 3]),
    /// D: cents after so many days each.
    InParts(Vec<(u32, i64)>),
}

impl Bai2File {
    /// Which transmission this is: the same text for the same file sent again, another one for
    /// every other file of the same sender.
    pub fn identity(&self) -> String {
        let Bai2File { sender, receiver, created_on, created_at, id, .. } = self;
        format!("bai2/{sender}/{receiver}/{created_on}/{created_at}/{id}")
    }

    /// The file's control total: the sum of every amount in it, in whole cents.
    pub fn total_cents(&self) -> i128 {
        self.groups.iter().map(Group::total_cents).sum()
    }
}

impl Group {
    /// The group's control total in whole cents.
    pub fn total_cents(&self) -> i128 {
        self.accounts.iter().map(Account::total_cents).sum()
    }
}

impl Account {
    /// The account's control total in whole cents.
    pub fn total_cents(&self) -> i128 {
        let summaries = self.summaries.iter().filter_map(|summary| summary.amount_cents);
        let details = self.details.iter().filter_map(|detail| detail.amount_cents);
        summaries.chain(details).map(i128::from).sum()
    }

    /// The amount of the first balance or sum of this type; 10 is the opening balance, 15 the
    /// closing one.
    pub fn balance_cents(&self, type_code: u16) -> Option<i64> {
        let mut of_type = self.summaries.iter().filter(|summary| summary.type_code == type_code);
        of_type.next()?.amount_cents
    }
}

impl GroupStatus {
    pub(super) fn of(digit: &str) -> Option<GroupStatus> {
        Some(match digit {
            "1" => GroupStatus::Update,
            "2" => GroupStatus::Deletion,
            "3" => GroupStatus::Correction,
            "4" => GroupStatus::Test,
            _ => return None,
        })
    }

    pub(super) fn digit(self) -> char {
        match self {
            GroupStatus::Update => '1',
            GroupStatus::Deletion => '2',
            GroupStatus::Correction => '3',
            GroupStatus::Test => '4',
        }
    }
}

impl AsOf {
    pub(super) fn of(digit: &str) -> Option<AsOf> {
        Some(match digit {
            "1" => AsOf::InterimPreviousDay,
            "2" => AsOf::FinalPreviousDay,
            "3" => AsOf::InterimSameDay,
            "4" => AsOf::FinalSameDay,
            _ => return None,
        })
    }

    pub(super) fn digit(self) -> char {
        match self {
            AsOf::InterimPreviousDay => '1',
            AsOf::FinalPreviousDay => '2',
            AsOf::InterimSameDay => '3',
            AsOf::FinalSameDay => '4',
        }
    }
}
