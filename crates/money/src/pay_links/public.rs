//! The page a customer pays at: no sign-in, and nothing on it but what paying needs. Her name
//! and address are not on it; whoever finds the address learns an amount and a number.

use super::PayLinkRow;
use super::rules::LinkStanding;
use crate::processors::ProcessorName;
use office::Refusal;
use settings::branches::records::BranchAddress;
use ui::prelude::*;
use values::Day;

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
    /// Who is paid.
    pub seller: &'p BranchAddress,
    /// Who takes the card.
    pub processor: ProcessorName,
    /// Today.
    pub today: Day,
    /// Whether the customer comes back from the processor.
    pub back: Back,
    /// What was wrong with the amount entered.
    pub wrong: Option<String>,
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

    /// The body: the amount and the button, or how else to pay.
    pub fn body(&self) -> Html {
        let is_good = self.link.standing(self.today) == LinkStanding::Good;
        let mut parts = Vec::new();
        if is_good && self.back == Back::No {
            let amount = html!("<p class=\"db-pay-amount\">{}</p>", dollars(self.link.open));
            let how = match self.processor {
                ProcessorName::Stripe => self.form(),
                _ => self.by_mail(),
            };
            parts.push(Sheet::new(self.link.purpose()).body(stack([amount, how])).html());
        }
        parts.push(self.contact());
        stack(parts)
    }

    fn form(&self) -> Html {
        let path = super::records::path_of(&self.seller.number, &self.link.token);
        let wrong = self.wrong.as_deref().map_or_else(Html::empty, |words| {
            html!("<p class=\"db-problem\" role=\"alert\" id=\"f-amount-problem\">{}</p>", words)
        });
        let part = match self.link.least {
            None => Html::empty(),
            Some(_) => html!(
                "<div class=\"db-fld\"><label for=\"f-amount\">Amount</label>\
                 <input class=\"db-in\" id=\"f-amount\" name=\"amount\" inputmode=\"decimal\" \
                 autocomplete=\"transaction-amount\" value=\"{}\"></div>",
                self.link.open.plain()
            ),
        };
        html!(
            "<form method=\"post\" action=\"{}\" class=\"db-form\">{}{}<div class=\"db-form-end\">\
             <button class=\"db-bt db-primary db-wide\" type=\"submit\">Pay by card</button></div>\
             </form><p class=\"db-m\">You enter your card at Stripe. We never see its number.</p>",
            path,
            wrong,
            part
        )
    }

    fn by_mail(&self) -> Html {
        html!(
            "<p>Call {} to pay by card, or send a check to {}, {}, {}, {} {}. Write {} on it.</p>",
            self.seller.phone.as_str(),
            self.seller.company.as_str(),
            self.seller.line1.as_str(),
            self.seller.city.as_str(),
            self.seller.state.as_str(),
            self.seller.zip.as_str(),
            self.link.purpose()
        )
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
