//! Values that are stored as words: enums with their titles, and frequencies.

pub(crate) use books::stored_word;

/// A frequency as its row keeps it: by the trade's code.
pub(crate) struct FrequencyWord(pub values::Frequency);

impl store::FromValue for FrequencyWord {
    const SORT: &'static str = "a frequency";

    fn from_value(value: store::V<'_>) -> Option<FrequencyWord> {
        values::Frequency::parse(&String::from_value(value)?).ok().map(FrequencyWord)
    }
}
