//! Everything that happened with a customer, newest first, in sentences. Each line of the
//! journal that was about her is one event; nothing is left out but what another line says.

mod changes;
mod line;
mod money;
mod talk;
mod visits;

use self::line::Facts;
pub(crate) use self::line::{Names, names};
use office::records::JournalLine;
use std::collections::BTreeSet;
use ui::Icon;
use values::{Day, Instant, Money};

/// What an event is about: the chips above the timeline.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Strand {
    /// Bills, payments, credits.
    Money,
    /// Agreements, work orders, appointments.
    Visits,
    /// What was said and written.
    Talk,
    /// Edits to what is kept about her.
    Changes,
}

impl Strand {
    /// All of them, in the order of the chips.
    pub const ALL: [Strand; 4] = [Strand::Money, Strand::Visits, Strand::Talk, Strand::Changes];

    /// The word in the address.
    pub const fn word(self) -> &'static str {
        match self {
            Strand::Money => "money",
            Strand::Visits => "visits",
            Strand::Talk => "talk",
            Strand::Changes => "changes",
        }
    }

    /// The words on the chip.
    pub const fn title(self) -> &'static str {
        match self {
            Strand::Money => "Bills and payments",
            Strand::Visits => "Visits",
            Strand::Talk => "Calls and notes",
            Strand::Changes => "Edits",
        }
    }

    /// The strand of this word.
    pub fn parse(word: &str) -> Option<Strand> {
        Strand::ALL.into_iter().find(|strand| strand.word() == word)
    }
}

/// One event, ready to be shown.
#[derive(Clone, Debug)]
pub struct Told {
    /// What it is about.
    pub strand: Strand,
    /// Its icon.
    pub icon: Icon,
    /// What happened, in a few words.
    pub what: String,
    /// The rest of the sentence.
    pub detail: String,
    /// The amount at right.
    pub amount: Option<Money>,
    /// The record behind it.
    pub href: Option<String>,
    /// The day somebody is to come back to it, while nobody has.
    pub promised_on: Option<Day>,
}

impl Told {
    fn new(strand: Strand, icon: Icon, what: impl Into<String>) -> Told {
        Told {
            strand,
            icon,
            what: what.into(),
            detail: String::new(),
            amount: None,
            href: None,
            promised_on: None,
        }
    }

    fn detail(mut self, detail: impl Into<String>) -> Told {
        self.detail = detail.into();
        self
    }

    fn amount(mut self, amount: Option<Money>) -> Told {
        self.amount = amount;
        self
    }

    fn at(mut self, href: Option<String>) -> Told {
        self.href = href;
        self
    }
}

/// All events of these lines, as they stand: the newest first.
pub(crate) fn tell_all(lines: &[JournalLine], names: &Names) -> Vec<(Instant, Told)> {
    let mut come_back_to = BTreeSet::new();
    let told = lines.iter().filter_map(|line| Some((line.at, tell(line, names)?)));
    told.map(|(at, mut told)| {
        // Whatever was done later about a conversation has settled what was promised in it.
        if let Some(href) = told.href.as_ref().filter(|_| told.strand == Strand::Talk) {
            let is_settled = !come_back_to.insert(href.clone());
            told.promised_on = told.promised_on.filter(|_| !is_settled);
        }
        (at, told)
    })
    .collect()
}

/// The event of a journal line; nothing when another line tells it better.
fn tell(line: &JournalLine, names: &Names) -> Option<Told> {
    let facts = Facts::of(line, names);
    let told = match line.command.split_once('.') {
        // The payment inside it has its own line.
        Some(("batches", "post_line")) => return None,
        Some(("payments" | "refunds" | "returns" | "invoices" | "credits", _)) => {
            money::tell(&facts)
        }
        Some(("work_orders" | "appointments" | "agreements", _)) => visits::tell(&facts),
        Some(("conversations", _)) => talk::tell(&facts),
        _ => None,
    };
    Some(told.unwrap_or_else(|| changes::tell(&facts)))
}
