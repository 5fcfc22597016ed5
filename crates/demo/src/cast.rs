//! The people everybody knows by name: the office, the technicians, the customers whose
//! stories the manual and the scenarios tell.

/// One of the office.
#[derive(Clone, Copy, Debug)]
pub struct CastMember {
    /// First and last name.
    pub name: &'static str,
    /// The address she signs in with.
    pub email: &'static str,
    /// Her roles at Cedar.
    pub roles: &'static [&'static str],
    /// What she does, for the list of sign-in links.
    pub does: &'static str,
}

const fn member(
    name: &'static str,
    email: &'static str,
    roles: &'static [&'static str],
    does: &'static str,
) -> CastMember {
    CastMember { name, email, roles, does }
}

/// The office and the technicians; the first signs in to look around.
pub const STAFF: &[CastMember] = &[
    member("Dana Whitfield", "dana@cedar.example", &["office_manager"], "office manager"),
    member("Ruth Ogden", "ruth@cedar.example", &["clerk"], "posts and counts the money"),
    member("Priya Nair", "priya@cedar.example", &["clerk"], "answers the phones, bills"),
    member("Ben Castro", "ben@cedar.example", &["dispatcher"], "schedules"),
    member("Kim Sayles", "kim@cedar.example", &["sales"], "sells"),
    member("Walter Hume", "walter@cedar.example", &["branch_manager"], "branch manager"),
    member("Tomas Reyes", "tomas@cedar.example", &["collector"], "calls about what is owed"),
    member("Joy Lindgren", "joy@cedar.example", &["trainee"], "is learning"),
    member("Luis Ortega", "luis@cedar.example", &["technician"], "technician"),
    member("Mei Tanaka", "mei@cedar.example", &["technician"], "technician"),
    member("Andre Boyd", "andre@cedar.example", &["technician"], "technician"),
    member("Tessa Quinn", "tessa@cedar.example", &["technician"], "technician"),
    member("Omar Haddad", "omar@cedar.example", &["technician"], "technician"),
];

/// How a customer of the cast pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Habit {
    /// Within three weeks, by check.
    Punctual,
    /// Sixty days late, always.
    Late,
    /// Pays part and asks about the rest.
    InPart,
    /// By card.
    Card,
}

/// A customer of the cast.
#[derive(Clone, Copy, Debug)]
pub struct CastCustomer {
    /// The name on the bills.
    pub name: &'static str,
    /// Street.
    pub line1: &'static str,
    /// Telephone.
    pub phone: &'static str,
    /// Whether it is a business.
    pub trade: Trade,
    /// The service's code.
    pub service: &'static str,
    /// How she pays.
    pub habit: Habit,
}

/// A household or a business.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trade {
    /// A household.
    Home,
    /// A business.
    Business,
    /// A business that pays against purchase orders.
    WithOrders,
}

const fn customer(
    name: &'static str,
    line1: &'static str,
    phone: &'static str,
    trade: Trade,
    service: &'static str,
    habit: Habit,
) -> CastCustomer {
    CastCustomer { name, line1, phone, trade, service, habit }
}

/// The customer whose balance the manual explains.
pub const RIVERA: &str = "Marisol Rivera";

/// The customers of the cast, in the order they came to us.
pub const CUSTOMERS: &[CastCustomer] = &[
    customer(RIVERA, "14 Larkspur Ct", "352-555-0144", Trade::Home, "GPC-Q", Habit::InPart),
    customer(
        "Oak Street Dental",
        "212 Oak St",
        "352-555-0110",
        Trade::WithOrders,
        "GPC-M",
        Habit::Punctual,
    ),
    customer("Gerald Halloran", "9 Quarry Rd", "352-555-0163", Trade::Home, "GPC-Q", Habit::Late),
    customer(
        "Oakhurst Apartments",
        "40 Mill Rd",
        "352-555-0192",
        Trade::Business,
        "GPC-M",
        Habit::Late,
    ),
    customer("Kevin Doyle", "9 Oak St", "352-555-0133", Trade::Home, "GPC-Q", Habit::Card),
    customer(
        "Grace Abernathy",
        "301 Church St",
        "352-555-0101",
        Trade::Home,
        "GPC-M",
        Habit::Punctual,
    ),
    customer("Wanda Pruett", "77 Depot St", "352-555-0177", Trade::Home, "GPC-Q", Habit::Card),
    customer(
        "J. and P. Lindqvist",
        "5 Heron Way",
        "352-555-0105",
        Trade::Home,
        "GPC-M",
        Habit::Punctual,
    ),
    customer(
        "Theo Marchetti",
        "62 Tupelo Ct",
        "352-555-0119",
        Trade::Home,
        "GPC-M",
        Habit::Punctual,
    ),
    customer(
        "Bayliss Family Trust",
        "1 Fort King St",
        "352-555-0117",
        Trade::Business,
        "GPC-M",
        Habit::Punctual,
    ),
    customer(
        "Palmetto Storage LLC",
        "880 Railroad Ave",
        "352-555-0118",
        Trade::Business,
        "GPC-M",
        Habit::Punctual,
    ),
    customer(
        "St. Brendan Parish Hall",
        "400 Church St",
        "352-555-0102",
        Trade::Business,
        "GPC-M",
        Habit::Punctual,
    ),
    customer("Wm. Osgood", "18 Wildwood Dr", "352-555-0166", Trade::Home, "GPC-Q", Habit::Punctual),
    customer(
        "Hatch and Daughters Realty",
        "25 Magnolia Ave",
        "352-555-0188",
        Trade::Business,
        "GPC-M",
        Habit::Punctual,
    ),
    customer(
        "Denise Pruitt",
        "79 Sparrow Ln",
        "352-555-0145",
        Trade::Home,
        "GPC-Q",
        Habit::Punctual,
    ),
    customer("Carl Boggs", "3 Sandhill Rd", "352-555-0138", Trade::Home, "GPC-Q", Habit::InPart),
    customer(
        "Ferncliff HOA",
        "100 Ferncliff Cir",
        "352-555-0120",
        Trade::Business,
        "MOSQ",
        Habit::Punctual,
    ),
    customer("Anil Patel", "31 Juniper St", "352-555-0114", Trade::Home, "GPC-Q", Habit::Card),
    customer("Edna Kerr", "6 Sparrow Ln", "352-555-0108", Trade::Home, "GPC-Q", Habit::Punctual),
    customer("Devin Cobb", "11 Canal St", "352-555-0151", Trade::Home, "GPC-Q", Habit::Punctual),
    customer("Irene Voss", "88 Tupelo Ct", "352-555-0152", Trade::Home, "GPC-Q", Habit::Punctual),
    customer("Lam Nguyen", "402 Lake Dr", "352-555-0153", Trade::Home, "GPC-Q", Habit::Punctual),
    customer(
        "Patricia Yoder",
        "19 Heron Way",
        "352-555-0154",
        Trade::Home,
        "GPC-Q",
        Habit::Punctual,
    ),
];
