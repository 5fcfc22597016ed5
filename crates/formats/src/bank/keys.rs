//! Keys of movements in files whose bank gives them no id, or one that is not to be trusted.

use std::collections::HashMap;

/// Tells movements apart that say exactly the same: the first of a day is 1, the second 2. A bank
/// sends a day whole, so the numbers stay when it sends it again.
#[derive(Default)]
pub(super) struct Keys(HashMap<String, u32>);

impl Keys {
    /// The key of a movement that says this.
    pub fn key(&mut self, says: String) -> String {
        let count = self.0.entry(says.clone()).or_insert(0);
        *count += 1;
        format!("{says}/{count}")
    }

    /// The key of a movement with an id of its own: the id, or another key when it came before.
    pub fn own(&mut self, id: &str) -> String {
        let key = self.key(id.to_owned());
        if self.0.get(id) == Some(&1) { id.to_owned() } else { key }
    }
}
