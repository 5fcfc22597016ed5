//! What this room's printed sheets have in common.

use serde_json::{Value, json};
use settings::branches::records::BranchAddress;
use values::{Instant, Zone};

/// The branch as the seller on a sheet.
pub fn seller(branch: &BranchAddress) -> Value {
    json!({
        "name": branch.company,
        "address": address(branch),
        "phone": branch.phone,
        "email": branch.email,
    })
}

/// The branch's address, line by line.
pub fn address(branch: &BranchAddress) -> [String; 2] {
    let city = format!("{}, {} {}", branch.city, branch.state, branch.zip);
    [branch.line1.clone(), city]
}

/// An instant on the branch's wall: `2026-03-02T16:09`.
pub fn wall(at: Instant, zone: &Zone) -> String {
    let local = at.local(zone);
    format!("{}T{:02}:{:02}", local.day, local.hour, local.minute)
}
