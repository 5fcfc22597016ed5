//! Chance with a seed, so that a run can be repeated.

/// A small generator (xorshift64*), good enough to choose customers and moments.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice for one purpose of a run; zero would stand still.
    pub fn new(seed: u64, purpose: u64) -> Self {
        let mixed = (seed ^ purpose.rotate_left(32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        Self(mixed | 1)
    }

    /// A number from `low` to `high`, both possible.
    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16;
        low + number % (high - low + 1)
    }

    /// One of a list that is not empty.
    pub fn choose<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        assert!(!list.is_empty(), "there is nothing to choose from");
        &list[self.between(0, list.len() as u64 - 1) as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_throws_the_same() {
        let throw = |seed, purpose| {
            let mut dice = Dice::new(seed, purpose);
            (0..20).map(|_| dice.between(1, 300)).collect::<Vec<_>>()
        };
        assert_eq!(throw(7, 1), throw(7, 1));
        assert_ne!(throw(7, 1), throw(7, 2));
        assert_ne!(throw(7, 1), throw(8, 1));
    }

    #[test]
    fn both_ends_are_thrown_and_nothing_beyond() {
        let mut dice = Dice::new(1, 0);
        let throws: Vec<u64> = (0..1000).map(|_| dice.between(1, 6)).collect();
        assert_eq!(throws.iter().min(), Some(&1));
        assert_eq!(throws.iter().max(), Some(&6));
    }
}
