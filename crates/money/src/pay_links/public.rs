//! The page a customer pays at: no sign-in, and nothing on it but what paying needs. Her name
//! and address are not on it; whoever finds the address learns an amount, a number and what
//! was done.

use super::asked_for::AskedItem;
use super::records::Answer;
use super::rules::{LinkStanding, PayWay, days_to_pay};
use super::{PayLinkRow, records};
use crate::processors::ProcessorName;
use office::{Fields, Refusal};
use settings::branches::records::BranchAddress;
use ui::prelude::*;
use values::Day;

/// The field by which the page's forms say which of them was sent.
pub const WHICH: &str = "form";
/// What the form says in which she tells how and when she pays.
pub const ANSWER: &str = "answer";

/// Refuses a link that cannot be paid by, with what the customer may do instead.
pub(super) fn refuse_not_good(standing: LinkStanding) -> Result<(), Refusal> {
    let (code, words) = match standing {
        LinkStanding::Good => return Ok(()),
        LinkStanding::Paid => ("pay_links.paid", "Nothing is open. It has been paid."),
        LinkStanding::Expired => ("pay_links.expired", "This link has run out. Ask for another."),
        LinkStanding::Revoked => ("pay_links.revoked", "This link is no longer good."),
    };
    Err(Refusal::conflict(code, words))
}

/// What the page shows.
pub struct PayPage<'p> {
    /// The link with what is open.
    pub link: &'p PayLinkRow,
    /// What it asks for, paper by paper.
    pub items: &'p [AskedItem],
    /// Who is paid.
    pub seller: &'p BranchAddress,
    /// When somebody answers the telephone; blank when the office does not say.
    pub hours: &'p str,
    /// Who takes the card.
    pub processor: ProcessorName,
    /// Today.
    pub today: Day,
    /// Whether the customer comes back from the processor.
    pub back: Back,
    /// The form she sent, when it was refused.
    pub filled: &'p Fields,
    /// Why it was refused.
    pub refusal: Option<&'p Refusal>,
}

/// Where the customer comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Back {
    /// From the link.
    No,
    /// From the processor, where she has paid.
    Paid,
}

impl PayPage<'_> {
    /// The page's heading.
    pub fn title(&self) -> String {
        format!("Pay {}", self.seller.company)
    }

    /// The sentence under it.
    pub fn sentence(&self) -> Html {
        let words = match (self.back, self.link.standing(self.today)) {
            (Back::Paid, _) => "Thank you. Your payment is on its way; a receipt follows by \
                 e-mail."
                .to_owned(),
            (_, LinkStanding::Paid) => "Nothing is open. Thank you.".to_owned(),
            (_, LinkStanding::Expired) => "This link has run out. Call us for another.".to_owned(),
            (_, LinkStanding::Revoked) => "This link is no longer good. Call us.".to_owned(),
            (_, LinkStanding::Good) => match self.link.due_on {
                Some(due_on) if due_on < self.today => {
                    format!("{}, due since {}.", self.link.purpose(), due_on.long())
                }
                Some(due_on) => format!("{}, due {}.", self.link.purpose(), due_on.long()),
                None => format!("{}.", self.link.purpose()),
            },
        };
        Html::text(words)
    }

    /// The body: what it is for, how to pay, and where she says how and when she will.
    pub fn body(&self) -> Html {
        let is_good = self.link.standing(self.today) == LinkStanding::Good;
        if !is_good || self.back == Back::Paid {
            return self.contact();
        }
        let told = self.link.answer.as_ref().map(|answer| told(answer, self.today));
        let refused = match self.refusal {
            Some(refusal @ Refusal::Conflict { .. }) => {
                notice(Meaning::Wrong, refusal.words(), Html::empty())
            }
            _ => Html::empty(),
        };
        let how = match self.processor {
            ProcessorName::Stripe => vec![self.by_card(), self.by_hand("Or pay another way")],
            _ => vec![self.by_hand("How to pay")],
        };
        let before = [refused, told.unwrap_or_default(), self.what_for()];
        stack(before.into_iter().chain(how).chain([self.answer_form(), self.contact()]))
    }

    /// Each paper with what was done, and the sum.
    fn what_for(&self) -> Html {
        let lines = self.items.iter().map(|item| {
            let due = match item.due_on {
                Some(due_on) if due_on < self.today => format!("Due since {}", due_on.short()),
                Some(due_on) => format!("Due {}", due_on.short()),
                None => String::new(),
            };
            let below = item.what.iter().chain([&due]).filter(|line| !line.is_empty());
            let below = below.map(|line| html!("<br>{}", quiet(line.as_str())));
            (html!("{}{}", item.title.as_str(), Html::join(below)), money(item.open))
        });
        let sum = html!("<span class=\"db-pay-amount\">{}</span>", dollars(self.link.open));
        Sheet::new("What it is for").body(pairs_with_sum(lines, ("To pay", sum))).html()
    }

    fn by_card(&self) -> Html {
        let amount = self.link.least.map(|least| {
            let field = Field::money("amount", "Amount").autocomplete("transaction-amount");
            let field = field.hint(format!("{least} or more"));
            self.as_filled("amount_cents", field.value(self.link.open.plain())).html()
        });
        let button = Button::primary(format!("Pay {} by card", dollars(self.link.open)));
        let button = match self.link.least {
            Some(_) => Button::primary("Pay by card"),
            None => button,
        };
        let form = Form::post(&self.path(), "pay").body(amount).body(form_end([button])).html();
        let words = soft("You enter your card at Stripe. We never see its number.");
        Sheet::new("Pay by card").body(stack([form, words])).html()
    }

    fn by_hand(&self, heading: &str) -> Html {
        let seller = self.seller;
        let check = html!(
            "<p>{}<br>{}<br>{}<br>{}, {} {}</p><p>{}</p>",
            strong("A check, in the mail"),
            seller.company.as_str(),
            seller.line1.as_str(),
            seller.city.as_str(),
            seller.state.as_str(),
            seller.zip.as_str(),
            quiet(format!("Write on it: {}", self.reference()))
        );
        let phone = seller.phone.as_str();
        let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
        let call = link(phone, &format!("tel:+1{digits}"));
        let card = html!("<p>{}<br>{}</p>", strong("A card, on the telephone"), call);
        let hours = match self.hours {
            "" => Html::empty(),
            hours => html!("<p>{}</p>", quiet(hours)),
        };
        Sheet::new(heading).body(stack([check, html!("{}{}", card, hours)])).html()
    }

    /// What a check has to say, so that whoever opens it knows whose it is.
    fn reference(&self) -> String {
        match self.items {
            [one] => one.title.clone(),
            _ => format!("Account {}", self.link.account),
        }
    }

    fn answer_form(&self) -> Html {
        let said = self.link.answer.as_ref();
        let ways = PayWay::ALL.iter().map(|way| (way.word(), way.title()));
        let day = Field::picked_day("pays_on", "When", days_to_pay(self.today));
        let day = match said {
            Some(answer) if answer.pays_on >= self.today => day.value(answer.pays_on),
            _ => day,
        };
        let way = said.map_or(PayWay::Mail, |answer| answer.way);
        let note = Field::textarea("note", "Anything we should know").lines(2).wide();
        let fields = [
            Field::choice("way", "How", ways).value(way.word()),
            day.required(),
            note.value(said.map_or("", |answer| answer.note.as_str())),
        ];
        let fields = fields.map(|field| {
            let name = field.name().to_owned();
            self.as_filled(&name, field).html()
        });
        let button = Button::secondary("Tell us");
        let form = Form::post(&self.path(), ANSWER).body(hidden(WHICH, ANSWER));
        let form = form.body(stack(fields)).body(form_end([button])).html();
        let heading = match said {
            Some(_) => "Has something changed?",
            None => "Tell us when it comes",
        };
        Sheet::new(heading).body(form).html()
    }

    /// The field as she filled it, with what is wrong with what the command calls `named`.
    fn as_filled(&self, named: &str, field: Field) -> Field {
        let Some(Refusal::Invalid(problems)) = self.refusal else { return field };
        match self.filled.get(field.name()).map(str::to_owned) {
            None => field,
            Some(typed) => field.value(typed).error(problems.of(named)),
        }
    }

    fn path(&self) -> String {
        records::path_of(&self.seller.number, &self.link.token)
    }

    fn contact(&self) -> Html {
        html!(
            "<p class=\"db-m\">Questions? {} {}, {}.</p>",
            self.seller.company.as_str(),
            self.seller.name.as_str(),
            self.seller.phone.as_str()
        )
    }
}

/// What she said before, so that she sees that it was heard.
fn told(answer: &Answer, today: Day) -> Html {
    let (way, day) = (answer.way.title(), answer.pays_on.long());
    match answer.pays_on < today {
        true => {
            let words = format!("You told us: {way}, {day}. It has not come yet.");
            notice(Meaning::Watch, words, Html::empty())
        }
        false => {
            let words = format!("Thank you. You told us: {way}, {day}.");
            notice(Meaning::Good, words, Html::empty())
        }
    }
}
