//! The stored words of charges, credits and applications.

use crate::words::stored_word;

stored_word! {
    /// What is owed.
    ChargeKind "a kind of charge" {
        /// A bill for work.
        Invoice => "invoice",
        /// A fee of its own, such as for a returned check.
        Fee => "fee",
        /// A balance brought in from an older system.
        Opening => "opening",
    }
}

stored_word! {
    /// What is to the customer's good.
    CreditKind "a kind of credit" {
        /// Money received.
        Payment => "payment",
        /// An amount taken off what is owed.
        CreditMemo => "credit_memo",
        /// What came from another customer's account.
        Transfer => "transfer",
        /// A balance brought in from an older system.
        Opening => "opening",
    }
}

stored_word! {
    /// Why an amount came off a charge or a credit.
    ApplicationKind "a kind of application" {
        /// A credit was put against a charge.
        Applied => "applied",
        /// An application was taken back.
        Unapplied => "unapplied",
        /// The document was voided.
        Void => "void",
        /// Money was given back.
        Refund => "refund",
        /// The bank took the money back.
        Return => "return",
        /// We gave up collecting it.
        WriteOff => "write_off",
        /// It went onto another customer's account.
        Transfer => "transfer",
        /// Nobody claimed it: it is set aside for a state.
        Unclaimed => "unclaimed",
    }
}
