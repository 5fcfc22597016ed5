//! What the router reads of the standing appointments.

use crate::positions::Position;
use store::{Reader, args, from_row, sql};
use values::{Day, Id, noun};

/// A visit that stands and is not done.
pub(super) struct Visit {
    pub day: Day,
    pub technician: Id<noun::Staff>,
    pub from_minute: i64,
    pub until_minute: i64,
    pub minutes: i64,
    pub zip: String,
    latitude_micro: Option<i64>,
    longitude_micro: Option<i64>,
}
from_row!(Visit {
    day,
    technician,
    from_minute,
    until_minute,
    minutes,
    zip,
    latitude_micro,
    longitude_micro
});

impl Visit {
    /// Where it is, when somebody has said so.
    pub fn position(&self) -> Option<Position> {
        let (latitude_micro, longitude_micro) = (self.latitude_micro?, self.longitude_micro?);
        Some(Position { latitude_micro, longitude_micro })
    }
}

/// The visits of these days that are still to be done, by day and technician.
pub(super) fn list_visits(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    (first, last): (Day, Day),
) -> Result<Vec<Visit>, store::Error> {
    reader.all(
        sql!(
            "SELECT a.day, a.technician_id, a.from_minute, a.until_minute, w.minutes, l.zip, \
             p.latitude_micro, p.longitude_micro FROM appointments a \
             JOIN work_orders w ON w.branch_id = a.branch_id AND w.id = a.work_order_id \
             JOIN location_face l ON l.branch_id = w.branch_id AND l.id = w.location_id \
             LEFT JOIN positions p ON p.location_id = w.location_id \
             WHERE a.branch_id = $1 AND a.day >= $2 AND a.day <= $3 AND a.ended_at IS NULL \
             AND w.cancelled_at IS NULL AND w.finished_at IS NULL \
             ORDER BY a.day, a.technician_id, a.from_minute, a.id"
        ),
        args![branch, first, last],
    )
}
