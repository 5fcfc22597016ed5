//! The price list as a list.

use super::READ;
use super::edit;
use office::listing::{Asked, InPlace, Kind, Listing, Mark, State, column, filter};

static STANDINGS: &[State] = &[
    State { word: "sold", title: "Sold", mark: Mark::Good },
    State { word: "retired", title: "Retired", mark: Mark::Plain },
];

static TAX_CODES: &[State] = &[
    State { word: "PEST_STRUCT", title: "Pest control in buildings", mark: Mark::Plain },
    State { word: "PEST_LAWN", title: "Lawn and shrubs", mark: Mark::Plain },
    State { word: "INSPECTION", title: "Inspection", mark: Mark::Plain },
    State { word: "FEE", title: "Fee", mark: Mark::Plain },
    State { word: "GOODS", title: "Goods", mark: Mark::Plain },
];

static IN_PLACE: InPlace = InPlace { command: "services.edit", whole: edit::whole };

/// What we do for customers and what it costs today, by code.
pub static LISTING: Listing = Listing {
    name: "services",
    title: "Price list",
    duty: READ,
    from: "services s JOIN service_prices p ON p.id = COALESCE(\
           (SELECT q.id FROM service_prices q WHERE q.service_id = s.id \
           AND q.effective_on <= $2 ORDER BY q.effective_on DESC, q.id DESC LIMIT 1), \
           (SELECT q.id FROM service_prices q WHERE q.service_id = s.id \
           ORDER BY q.effective_on, q.id LIMIT 1))",
    fixed: "TRUE",
    key: "s.id",
    href: "/services/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "s.id"),
        column("code", "Code", Kind::Text, "s.code").sorted(),
        column("name", "Service", Kind::Name, "s.name").sorted().edited(&IN_PLACE, "name"),
        column("frequency", "Usually", Kind::Text, "s.frequency"),
        column("minutes", "Minutes", Kind::Count, "s.minutes").edited(&IN_PLACE, "minutes"),
        column("price_cents", "A visit", Kind::Money, "p.price_cents"),
        column("initial_price_cents", "First visit", Kind::Money, "p.initial_price_cents"),
        column("revenue_account", "Account", Kind::Count, "s.revenue_account_id"),
        column("tax_code", "Sales tax", Kind::State(TAX_CODES), "s.tax_code")
            .edited(&IN_PLACE, "tax_code"),
        column("standing", "Standing", Kind::State(STANDINGS), STANDING),
    ],
    filters: &[
        filter("code", "Code begins", Asked::Begins, "s.code"),
        filter("name", "Name begins", Asked::Begins, "s.name"),
        filter("tax_code", "Sales tax", Asked::OneOf(TAX_CODES), "s.tax_code = ?"),
        filter("standing", "Standing", Asked::OneOf(STANDINGS), IS_STANDING),
        filter("as_of", "Prices as of", Asked::AsOf, ""),
    ],
    sort: "code",
    bulk: &[],
};

const STANDING: &str = "CASE WHEN s.retired_at IS NULL THEN 'sold' ELSE 'retired' END";

const IS_STANDING: &str = "CASE WHEN s.retired_at IS NULL THEN 'sold' ELSE 'retired' END = ?";
