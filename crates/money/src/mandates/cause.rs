//! Why a mandate has ended: what tells a card that is gone from a customer who pays otherwise.

use formats::nacha::ReturnCode;

crate::words::stored_word! {
    /// Why a mandate has ended.
    #[derive(Default)]
    EndCause "a cause of an end" {
        /// She asked for it.
        #[default]
        Asked => "asked" "She asked",
        /// She told her bank that we may not draw.
        Revoked => "revoked" "Leave taken back at her bank",
        /// The card or account refuses for good.
        Refused => "refused" "Refused for good",
        /// The account is closed, or was never there.
        Closed => "closed" "Account closed",
        /// The processor no longer keeps it.
        Removed => "removed" "Removed at the processor",
        /// AutoPay was taken off: she pays otherwise, and nobody asks for a card.
        TakenOff => "taken_off" "AutoPay taken off",
    }
}

impl EndCause {
    /// What a return code says of a mandate that ends for it.
    pub(crate) fn of_return(code: &ReturnCode) -> EndCause {
        match code.code {
            "R05" | "R07" | "R08" | "R10" | "R11" | "R29" | "R51" => EndCause::Revoked,
            "R02" | "R03" | "R04" => EndCause::Closed,
            _ => EndCause::Refused,
        }
    }
}
