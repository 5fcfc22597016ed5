//! The words a customer's rows keep.

use crate::words::stored_word;

stored_word! {
    /// What sort of customer it is; it decides the class for sales tax and the way of dunning.
    #[derive(Default)]
    CustomerKind "a kind of customer" {
        /// A household.
        #[default]
        Residential => "residential" "Residential",
        /// A business.
        Commercial => "commercial" "Commercial",
        /// A building or association of many households.
        MultiFamily => "multi_family" "Multi-family",
        /// A builder, before the houses are sold.
        Builder => "builder" "Builder",
        /// A public body.
        Government => "government" "Government",
        /// A company that buys for many branches.
        NationalAccount => "national_account" "National account",
    }
}

impl CustomerKind {
    /// Whether the law of sales tax sees a household.
    pub fn is_residential(self) -> bool {
        matches!(self, CustomerKind::Residential | CustomerKind::MultiFamily)
    }
}

stored_word! {
    /// How we stand with a customer.
    Standing "a standing" {
        /// Known, nothing sold yet.
        Prospect => "prospect" "Prospect",
        /// Served.
        Active => "active" "Active",
        /// No longer served; may still owe.
        Inactive => "inactive" "Inactive",
        /// Not to be served: only who decides such things lifts it.
        DoNotService => "do_not_service" "Do not service",
        /// The same as another customer, who goes on.
        Merged => "merged" "Merged",
        /// Brought in by an import that was undone: never a customer, listed nowhere.
        Withdrawn => "withdrawn" "Withdrawn",
    }
}

stored_word! {
    /// A way of reaching a customer that needs her leave.
    Channel "a channel" {
        /// Telephone calls by a person.
        Call => "call" "Calls",
        /// Text messages.
        Text => "text" "Texts",
        /// E-mail.
        Email => "email" "E-mail",
        /// Letters.
        Mail => "mail" "Mail",
    }
}

impl Channel {
    /// The version of the words our people ask with today.
    pub fn wording(self) -> &'static str {
        match self {
            Channel::Call => "call-2026-01",
            Channel::Text => "text-2026-01",
            Channel::Email => "email-2026-01",
            Channel::Mail => "mail-2026-01",
        }
    }
}

stored_word! {
    /// What a customer said about a channel.
    ConsentAnswer "an answer" {
        /// She agrees.
        Given => "given" "Agreed",
        /// She no longer agrees.
        Withdrawn => "withdrawn" "Declined",
    }
}

stored_word! {
    /// How a consent reached us.
    #[derive(Default)]
    ConsentSource "a source" {
        /// Said on the telephone.
        #[default]
        Telephone => "telephone" "By telephone",
        /// Said at the counter or the door.
        InPerson => "in_person" "In person",
        /// Signed on paper.
        Paper => "paper" "On paper",
        /// Ticked on a page or written by e-mail.
        Online => "online" "Online",
        /// Texted, such as STOP.
        Text => "text" "By text",
        /// Brought from an older system.
        Import => "import" "Brought over",
    }
}
