//! The words of billing options: when is billed, on how many papers, and how it is sent.

/// Declares an enum that JSON tells as a word and pages as a title; the first is usual.
macro_rules! word {
    ($(#[$about:meta])* $name:ident {
        $(#[$first_meaning:meta])* $first:ident => $first_word:literal $first_title:literal,
        $($(#[$meaning:meta])* $variant:ident => $word:literal $title:literal),+ $(,)?
    }) => {
        $(#[$about])*
        #[derive(
            Clone,
            Copy,
            PartialEq,
            Eq,
            Debug,
            Default,
            serde::Serialize,
            serde::Deserialize,
            schemars::JsonSchema,
        )]
        #[schemars(inline)]
        pub enum $name {
            $(#[$first_meaning])* #[default] #[serde(rename = $first_word)] $first,
            $($(#[$meaning])* #[serde(rename = $word)] $variant),+
        }

        impl $name {
            /// All of them, in the order they are offered.
            pub const ALL: &'static [$name] = &[$name::$first, $($name::$variant),+];

            /// The word in JSON.
            pub const fn word(self) -> &'static str {
                match self { $name::$first => $first_word, $($name::$variant => $word),+ }
            }

            /// The one of this word.
            pub fn of_word(word: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|one| one.word() == word)
            }

            /// The words on screen.
            pub const fn title(self) -> &'static str {
                match self { $name::$first => $first_title, $($name::$variant => $title),+ }
            }
        }
    };
}

word! {
    /// What makes an invoice fall due to be written.
    Trigger {
        /// A visit was done.
        Completion => "completion" "When a visit is done",
        /// The agreement was signed: its first visit is billed that day, the others when done.
        Signing => "signing" "First visit when signed",
        /// On the billing day, the visits until the next one.
        Advance => "advance" "Monthly, in advance",
        /// On the billing day, the visits since the last one.
        Arrears => "arrears" "Monthly, in arrears",
        /// On the day of the year the agreement started, the visits of the year to come.
        Anniversary => "anniversary" "Each anniversary, a year ahead",
        /// The whole term at once, with a discount.
        Prepaid => "prepaid" "Prepaid for the term",
        /// The year's visits in even parts, one on each billing day.
        Even => "even" "Even amounts",
    }
}

word! {
    /// How much goes on one invoice.
    Grouping {
        /// One for each visit.
        Visit => "visit" "One for each visit",
        /// All locations on one, on the billing day.
        Month => "month" "All locations on one a month",
        /// One for each location, on the billing day.
        Location => "location" "One a month for each location",
        /// One for each purchase order, on the billing day.
        PurchaseOrder => "purchase_order" "One a month for each purchase order",
    }
}

word! {
    /// When an invoice is to be paid.
    Terms {
        /// As the customer's account says.
        Account => "account" "As the account says",
        /// At once.
        Receipt => "receipt" "On receipt",
        /// So many days after the invoice.
        Net => "net" "Days after the invoice",
        /// So many days after the end of the invoice's month.
        EndOfMonth => "end_of_month" "Days after the month's end",
    }
}

word! {
    /// How an invoice reaches the payer.
    Delivery {
        /// On paper.
        Print => "print" "On paper",
        /// By e-mail, as a PDF.
        Email => "email" "By e-mail",
        /// By e-mail, as a link to a page.
        Link => "link" "By a link",
    }
}

word! {
    /// What a statement tells.
    StatementStyle {
        /// Every invoice that is open.
        OpenItem => "open_item" "Open invoices",
        /// What was open before, what happened, what is open now.
        BalanceForward => "balance_forward" "Balance forward",
    }
}

word! {
    /// How often a statement is sent.
    StatementCycle {
        /// Each month.
        Monthly => "monthly" "Each month",
        /// Each quarter.
        Quarterly => "quarterly" "Each quarter",
        /// Only on request.
        Never => "never" "Only when asked for",
    }
}

word! {
    /// Whether a late fee is asked.
    LateFee {
        /// As the branch and the law of the place say.
        Usual => "usual" "As usual",
        /// None, whatever is usual.
        Never => "never" "Never",
        /// At a rate of its own, up to what the law allows.
        Own => "own" "At a rate of its own",
    }
}
