//! The roles of a branch: sets of duties. A person holds them branch by branch.

use office::{Duty, Role};

/// Every role there is.
pub const ROLES: &[Role] = &[
    Role { name: "office_manager", title: "Office manager", duties: OFFICE_MANAGER },
    Role { name: "clerk", title: "Clerk", duties: CLERK },
    Role { name: "collector", title: "Collector", duties: COLLECTOR },
    Role { name: "dispatcher", title: "Dispatcher", duties: DISPATCHER },
    Role { name: "technician", title: "Technician", duties: TECHNICIAN },
    Role { name: "sales", title: "Sales", duties: SALES },
    Role { name: "branch_manager", title: "Branch manager", duties: BRANCH_MANAGER },
    Role { name: "regional_manager", title: "Regional manager", duties: REGIONAL_MANAGER },
    Role { name: "trainee", title: "Trainee", duties: TRAINEE },
];

const OFFICE_MANAGER: &[Duty] =
    &[settings::sign_in::MANAGE, settings::staff::MANAGE, settings::branches::MANAGE];
const CLERK: &[Duty] = &[];
const COLLECTOR: &[Duty] = &[];
const DISPATCHER: &[Duty] = &[];
const TECHNICIAN: &[Duty] = &[];
const SALES: &[Duty] = &[];
const BRANCH_MANAGER: &[Duty] = &[settings::staff::MANAGE, settings::branches::MANAGE];
const REGIONAL_MANAGER: &[Duty] = &[];
const TRAINEE: &[Duty] = &[];
