//! The built-in texts a letter may begin from.

use super::gaps;

/// A built-in text.
pub(super) struct Start {
    /// As an address names it.
    pub word: &'static str,
    /// What the letter is called.
    pub name: &'static str,
    /// What it is about.
    pub subject: &'static str,
    /// What it says.
    pub body: &'static str,
}

/// All of them.
pub(super) const STARTS: &[Start] = &[
    Start {
        word: "price_change",
        name: "Notice of a new price",
        subject: "A new price for your {{service}}",
        body: "Thank you for letting us look after your property.\n\n\
               What we pay for materials, fuel and the people who do the work has gone up. From \
               **{{from_day}}** on a visit under agreement {{agreement}} costs **{{new_price}}** \
               instead of {{price}}. Nothing else changes: not what we do, not how often, and not \
               that we come back at no charge between visits.\n\n\
               You need not do anything. If you have a question, or would rather change your \
               service, call {{phone}} before {{from_day}}.",
    },
    Start {
        word: "past_due",
        name: "Reminder of what is past due",
        subject: "Your account {{account}}",
        body: "Our books show **{{balance}}** open on your account, the oldest of it since \
               {{oldest_due}}. It may have crossed with your payment; then please take this as a \
               thank-you.\n\n\
               You can pay in any of these ways:\n\n\
               - send a check to the address above, with your account number on it\n\
               - call {{phone}} and pay by card or from a bank account\n\
               - come by the office\n\n\
               If something on a bill is not right, or you cannot pay all of it now, call us. We \
               would rather hear from you than write again.",
    },
];

/// The built-in text of this word.
pub(super) fn find(word: &str) -> Option<&'static Start> {
    STARTS.iter().find(|start| start.word == word)
}

impl Start {
    /// To whom it may go, in words.
    pub fn whom(&self) -> &'static str {
        match gaps::speaks_of_price(self.body) {
            true => "To those whose price changes",
            false => "To anybody, or to all who are past due",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_text_has_only_gaps_that_are_known() {
        for start in STARTS {
            assert_eq!(gaps::unknown(start.body), Vec::<&str>::new(), "{}", start.name);
            assert_eq!(gaps::unknown(start.subject), Vec::<&str>::new(), "{}", start.name);
        }
    }
}
