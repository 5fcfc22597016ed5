//! Who serves what, in which order.

use crate::problem::{StopId, TechnicianId};

/// The routes of a day, one for each technician, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// By technician: the stops in the order they are served.
    pub routes: Vec<Vec<StopId>>,
    /// Stops nobody serves.
    pub unserved: Vec<StopId>,
}

impl Plan {
    /// Nothing is served yet.
    pub fn empty(technicians: usize, stops: usize) -> Self {
        Self { routes: vec![Vec::new(); technicians], unserved: (0..stops).collect() }
    }

    /// By stop: who serves it.
    pub fn who_serves(&self, stops: usize) -> Vec<Option<TechnicianId>> {
        let mut who = vec![None; stops];
        for (technician, route) in self.routes.iter().enumerate() {
            for &stop in route {
                who[stop] = Some(technician);
            }
        }
        who
    }
}
