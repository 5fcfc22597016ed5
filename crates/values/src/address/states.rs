//! States and territories of the United States, and the ZIP codes each of them uses.

/// A state, district, territory or military region mail goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// The two letters of the postal service.
    pub code: &'static str,
    /// The English name.
    pub name: &'static str,
    /// First and last of the three leading ZIP digits, in one or more ranges.
    zips: &'static [(u16, u16)],
}

impl State {
    /// The state a person wrote, by code or by name, in any case.
    pub fn find(text: &str) -> Option<&'static State> {
        let text = text.trim().trim_end_matches('.');
        STATES.iter().find(|state| {
            state.code.eq_ignore_ascii_case(text) || state.name.eq_ignore_ascii_case(text)
        })
    }

    /// Whether a ZIP code's first three digits are used in this state.
    pub fn uses_zip(&self, zip: &str) -> bool {
        let prefix: Option<u16> = zip.get(..3).and_then(|digits| digits.parse().ok());
        prefix.is_some_and(|prefix| {
            self.zips.iter().any(|&(first, last)| (first..=last).contains(&prefix))
        })
    }
}

const fn state(code: &'static str, name: &'static str, zips: &'static [(u16, u16)]) -> State {
    State { code, name, zips }
}

/// All of them, by name; then territories and the armed forces.
pub const STATES: &[State] = &[
    state("AL", "Alabama", &[(350, 369)]),
    state("AK", "Alaska", &[(995, 999)]),
    state("AZ", "Arizona", &[(850, 865)]),
    state("AR", "Arkansas", &[(716, 729)]),
    state("CA", "California", &[(900, 961)]),
    state("CO", "Colorado", &[(800, 816)]),
    state("CT", "Connecticut", &[(60, 69)]),
    state("DE", "Delaware", &[(197, 199)]),
    state("DC", "District of Columbia", &[(200, 205), (569, 569)]),
    state("FL", "Florida", &[(320, 349)]),
    state("GA", "Georgia", &[(300, 319), (398, 399)]),
    state("HI", "Hawaii", &[(967, 968)]),
    state("ID", "Idaho", &[(832, 838)]),
    state("IL", "Illinois", &[(600, 629)]),
    state("IN", "Indiana", &[(460, 479)]),
    state("IA", "Iowa", &[(500, 528)]),
    state("KS", "Kansas", &[(660, 679)]),
    state("KY", "Kentucky", &[(400, 427)]),
    state("LA", "Louisiana", &[(700, 714)]),
    state("ME", "Maine", &[(39, 49)]),
    state("MD", "Maryland", &[(206, 219)]),
    state("MA", "Massachusetts", &[(10, 27), (55, 55)]),
    state("MI", "Michigan", &[(480, 499)]),
    state("MN", "Minnesota", &[(550, 567)]),
    state("MS", "Mississippi", &[(386, 397)]),
    state("MO", "Missouri", &[(630, 658)]),
    state("MT", "Montana", &[(590, 599)]),
    state("NE", "Nebraska", &[(680, 693)]),
    state("NV", "Nevada", &[(889, 898)]),
    state("NH", "New Hampshire", &[(30, 38)]),
    state("NJ", "New Jersey", &[(70, 89)]),
    state("NM", "New Mexico", &[(870, 884)]),
    // 063 is Connecticut's but for Fishers Island, which New York reaches only by its ferry.
    state("NY", "New York", &[(5, 5), (63, 63), (100, 149)]),
    state("NC", "North Carolina", &[(270, 289)]),
    state("ND", "North Dakota", &[(580, 588)]),
    state("OH", "Ohio", &[(430, 459)]),
    state("OK", "Oklahoma", &[(730, 731), (734, 749)]),
    state("OR", "Oregon", &[(970, 979)]),
    state("PA", "Pennsylvania", &[(150, 196)]),
    state("RI", "Rhode Island", &[(28, 29)]),
    state("SC", "South Carolina", &[(290, 299)]),
    state("SD", "South Dakota", &[(570, 577)]),
    state("TN", "Tennessee", &[(370, 385)]),
    state("TX", "Texas", &[(733, 733), (750, 799), (885, 885)]),
    state("UT", "Utah", &[(840, 847)]),
    state("VT", "Vermont", &[(50, 54), (56, 59)]),
    state("VA", "Virginia", &[(201, 201), (220, 246)]),
    state("WA", "Washington", &[(980, 994)]),
    state("WV", "West Virginia", &[(247, 268)]),
    state("WI", "Wisconsin", &[(530, 549)]),
    state("WY", "Wyoming", &[(820, 831)]),
    state("AS", "American Samoa", &[(967, 967)]),
    state("GU", "Guam", &[(969, 969)]),
    state("MP", "Northern Mariana Islands", &[(969, 969)]),
    state("PR", "Puerto Rico", &[(6, 7), (9, 9)]),
    state("VI", "Virgin Islands", &[(8, 8)]),
    state("AA", "Armed Forces Americas", &[(340, 340)]),
    state("AE", "Armed Forces Europe", &[(90, 98)]),
    state("AP", "Armed Forces Pacific", &[(962, 966)]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_known_by_code_and_name() {
        for text in ["FL", "fl", "Florida", " FLORIDA ", "Fl."] {
            assert_eq!(State::find(text).unwrap().code, "FL", "{text}");
        }
        assert_eq!(State::find("XX"), None);
        assert_eq!(STATES.len(), 50 + 1 + 5 + 3);
    }

    #[test]
    fn zip_codes_belong_to_states() {
        let uses = |state: &str, zip: &str| State::find(state).unwrap().uses_zip(zip);
        assert!(uses("FL", "32607"));
        assert!(uses("NJ", "07030"));
        assert!(uses("DC", "20500-0003"));
        assert!(!uses("FL", "30301"));
        assert!(!uses("GA", "32607"));
        assert!(!uses("FL", "3"));
    }
}
