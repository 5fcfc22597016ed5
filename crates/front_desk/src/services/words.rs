//! The words a service's rows keep.

use crate::words::stored_word;

stored_word! {
    /// How the law of sales tax sees a service; the rule packs say what follows from it.
    TaxCode "a tax code" {
        /// Pest control in and about buildings.
        PestStruct => "PEST_STRUCT" "Pest control in buildings",
        /// Work on lawns and shrubs.
        PestLawn => "PEST_LAWN" "Lawn and shrubs",
        /// Inspections and their reports.
        Inspection => "INSPECTION" "Inspection",
        /// Fees for trips, returned payments and the like.
        Fee => "FEE" "Fee",
        /// Things sold.
        Goods => "GOODS" "Goods",
    }
}
