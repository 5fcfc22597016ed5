//! What people and streets are called at Cedar.

/// First names.
pub const FIRST: &[&str] = &[
    "Alma", "Amos", "Beatrice", "Calvin", "Carmen", "Cedric", "Clara", "Dale", "Delia", "Dwight",
    "Edith", "Elmer", "Estela", "Felix", "Flora", "Gail", "Gordon", "Hazel", "Hector", "Ines",
    "Irving", "Joyce", "Julian", "Kathleen", "Lamar", "Leona", "Lloyd", "Lucia", "Marcus",
    "Margaret", "Miles", "Nadine", "Nestor", "Opal", "Oscar", "Pearl", "Quentin", "Ramona",
    "Reuben", "Rosalind", "Roscoe", "Selma", "Silas", "Sonia", "Stanley", "Tamara", "Ulysses",
    "Vera", "Vernon", "Viola", "Warren", "Wilma", "Xavier", "Yolanda", "Zachary",
];

/// Last names.
pub const LAST: &[&str] = &[
    "Abbott", "Alvarado", "Baptiste", "Barlow", "Becker", "Blanchard", "Bowers", "Caldwell",
    "Castillo", "Chung", "Crenshaw", "Dalton", "Delgado", "Dupree", "Eastman", "Espinoza",
    "Fairbanks", "Figueroa", "Gaines", "Gallagher", "Goldberg", "Grady", "Hamilton", "Herrera",
    "Holloway", "Ibarra", "Jennings", "Johnson", "Kaufman", "Kowalski", "Lambert", "Landry",
    "Leblanc", "Lowery", "Maddox", "McAllister", "Mendoza", "Merritt", "Nakamura", "Norwood",
    "Odom", "Ortega", "Pacheco", "Peralta", "Pickett", "Quarles", "Ramsey", "Redmond", "Rosario",
    "Salazar", "Schaefer", "Sinclair", "Spivey", "Stroud", "Tatum", "Thibodeaux", "Underwood",
    "Valdez", "Vickers", "Wadsworth", "Whitaker", "Yarborough", "Zamora",
];

/// Streets.
pub const STREETS: &[&str] = &[
    "Magnolia Ave", "Live Oak Dr", "Palmetto St", "Mill Rd", "Cypress Ln", "Depot St",
    "Heron Way", "Prairie View Rd", "Silver Springs Blvd", "Orange Grove Ct", "Church St",
    "Hickory Trl", "Lakeshore Dr", "Fort King St", "Sparrow Ln", "Railroad Ave",
    "Sandhill Rd", "Tupelo Ct", "Wildwood Dr", "Juniper St",
];

/// Kinds of business, behind a last name.
pub const BUSINESSES: &[&str] = &[
    "Bakery", "Family Dentistry", "Auto Repair", "Bistro", "Self Storage", "Realty",
    "Veterinary Clinic", "Hardware", "Early Learning", "Feed and Tack",
];
