//! Sales tax by the place where the work is done (handbook 3.8): first whether this kind
//! of service is taxed there, then at which rates.

use super::{pack, records};
use serde::{Deserialize, Serialize};
use store::Reader;
use values::{Day, Rate};

/// Whom the work is done for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomerClass {
    /// A home.
    Residential,
    /// Anything else.
    Commercial,
}

impl CustomerClass {
    fn word(self) -> &'static str {
        match self {
            CustomerClass::Residential => "residential",
            CustomerClass::Commercial => "commercial",
        }
    }
}

/// What is asked of the rules.
#[derive(Clone, Debug)]
pub struct TaxAsk<'a> {
    /// The two letters of the state where the work is done.
    pub state: &'a str,
    /// The county, when known.
    pub county: &'a str,
    /// Whom it is done for.
    pub class: CustomerClass,
    /// The service's tax code: `PEST_STRUCT`.
    pub tax_code: &'a str,
    /// The day of the invoice.
    pub on: Day,
}

/// One jurisdiction's part of the tax.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaxPart {
    /// "Florida", "Alachua County".
    pub jurisdiction: String,
    /// Its rate.
    pub rate: Rate,
}

/// Whether it is taxed, at what, or why not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TaxAnswer {
    /// Taxed by these jurisdictions; their rates add up.
    Taxed(Vec<TaxPart>),
    /// Not taxed, because.
    Exempt(String),
}

/// What the rules say of one service at one place on one day.
pub fn tax_for(reader: &mut Reader<'_>, ask: &TaxAsk<'_>) -> Result<TaxAnswer, store::Error> {
    let class = ask.class.word();
    let row = pack::pack().taxed.iter().find(|row| {
        row.state == ask.state
            && row.code == ask.tax_code
            && (row.class == class || row.class == "any")
            && pack::holds(row.from, row.until, ask.on)
    });
    match row {
        None => Ok(TaxAnswer::Exempt(format!(
            "no rule taxes {} in {}",
            ask.tax_code,
            if ask.state.is_empty() { "an unknown state" } else { ask.state }
        ))),
        Some(row) if !row.taxed => Ok(TaxAnswer::Exempt(row.citation.clone())),
        Some(_) => rates(reader, ask),
    }
}

fn rates(reader: &mut Reader<'_>, ask: &TaxAsk<'_>) -> Result<TaxAnswer, store::Error> {
    let own = records::list_rates(reader, ask.state, &values::fold(ask.county), ask.on)?;
    let covers_state = own.iter().any(|rate| rate.county.is_empty());
    let of_state = pack::pack().rate.iter().filter(|row| {
        !covers_state && row.state == ask.state && pack::holds(row.from, row.until, ask.on)
    });
    let of_state = of_state.map(|row| TaxPart {
        jurisdiction: row.jurisdiction.clone(),
        rate: Rate::millionths(row.millionths),
    });
    let own =
        own.into_iter().map(|rate| TaxPart { jurisdiction: rate.jurisdiction, rate: rate.rate });
    let parts: Vec<TaxPart> = of_state.chain(own).collect();
    match parts.is_empty() {
        true => Ok(TaxAnswer::Exempt(format!("no rate is known for {}", ask.state))),
        false => Ok(TaxAnswer::Taxed(parts)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule_packs::SetRate;
    use office::{Rooms, testing::Bench};

    fn ask(class: CustomerClass, on: Day) -> TaxAsk<'static> {
        TaxAsk { state: "FL", county: "Alachua", class, tax_code: "PEST_STRUCT", on }
    }

    #[test]
    fn a_florida_home_is_exempt_and_a_shop_pays_state_and_county() {
        let bench = Bench::new(Rooms::default().room(crate::ROOM));
        let on = Day::ymd(2026, 3, 2);
        let surtax = SetRate {
            state: "FL".into(),
            county: "Alachua".into(),
            jurisdiction: "Alachua County".into(),
            rate: Rate::millionths(15_000),
            holds_from: Day::ymd(2026, 1, 1),
            holds_until: None,
            citation: "DR-15DSS for 2026".into(),
        };
        bench.run(surtax).unwrap();
        let home = bench.read(|reader| tax_for(reader, &ask(CustomerClass::Residential, on)));
        assert!(matches!(home.unwrap(), TaxAnswer::Exempt(why) if why.contains("exempt")));
        let shop = bench.read(|reader| tax_for(reader, &ask(CustomerClass::Commercial, on)));
        let part =
            |name: &str, rate| TaxPart { jurisdiction: name.into(), rate: Rate::millionths(rate) };
        let both = vec![part("Florida", 60_000), part("Alachua County", 15_000)];
        assert_eq!(shop.unwrap(), TaxAnswer::Taxed(both));
        let earlier = Day::ymd(2025, 12, 31);
        let before = bench.read(|reader| tax_for(reader, &ask(CustomerClass::Commercial, earlier)));
        assert_eq!(before.unwrap(), TaxAnswer::Taxed(vec![part("Florida", 60_000)]));
    }
}
