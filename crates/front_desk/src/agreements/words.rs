//! The words an agreement's rows keep.

use crate::words::stored_word;

stored_word! {
    /// Where an agreement was sold; the law gives who buys away from our office time to
    /// think it over.
    #[derive(Default)]
    SoldAt "a place of sale" {
        /// At our office, by telephone or online.
        #[default]
        Office => "office" "Office, telephone or online",
        /// At the customer's home.
        Home => "home" "At the customer's home",
        /// Elsewhere, such as a fair or a hotel.
        Elsewhere => "elsewhere" "At a fair, a hotel or the like",
    }
}

stored_word! {
    /// Why an agreement ended.
    CancelCause "a cause" {
        /// The customer moved away.
        Moved => "moved" "Moved",
        /// The house was sold.
        Sold => "sold" "House sold",
        /// It cost too much.
        Price => "price" "Price",
        /// She was not content with our work.
        Service => "service" "Not content with our work",
        /// She went to somebody else.
        Competitor => "competitor" "Went to a competitor",
        /// There is nothing left to do.
        NoNeed => "no_need" "No need any more",
        /// She did not pay.
        NonPayment => "non_payment" "Did not pay",
        /// She died.
        Deceased => "deceased" "Deceased",
        /// She changed her mind while the law let her.
        CoolingOff => "cooling_off" "Changed their mind in time",
        /// It should not have been entered.
        EnteredInError => "entered_in_error" "Entered by mistake",
        /// Anything else, told in the reason.
        Other => "other" "Something else",
    }
}

stored_word! {
    /// How an agreement stands.
    AgreementStanding "a standing" {
        /// Visits go on.
        Active => "active" "Active",
        /// Visits wait.
        OnHold => "on_hold" "On hold",
        /// Its term is over and was not renewed.
        Ended => "ended" "Ended",
        /// It was cancelled.
        Cancelled => "cancelled" "Cancelled",
    }
}
