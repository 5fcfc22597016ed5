//! Listings whose rows are counted out of other rows.

use super::Listing;

/// What a listing over counted rows is made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    /// The query, in its brackets.
    pub query: &'static str,
    /// What its rows are called.
    pub name: &'static str,
}

impl Counted {
    /// Takes `(SELECT ...) r` apart; nothing when the listing is made of anything else.
    pub fn of(listing: &Listing) -> Option<Counted> {
        let from = listing.from;
        let (mut depth, mut quoted) = (0, false);
        let end = from.char_indices().find_map(|(at, letter)| {
            match letter {
                '\'' => quoted = !quoted,
                '(' if !quoted => depth += 1,
                ')' if !quoted => depth -= 1,
                _ => {}
            }
            (depth == 0).then_some(at + letter.len_utf8())
        })?;
        let (query, name) = from.split_at(end);
        let name = name.trim_start();
        let is_all = query.starts_with('(') && !name.contains(' ');
        is_all.then_some(Counted { query, name })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_query_in_brackets_is_counted() {
        static COUNTED: Listing = Listing {
            name: "things",
            title: "Things",
            duty: crate::Duty::new("things.read", "See things"),
            from: "(SELECT ')' AS x, (1 + 2) AS y FROM t) r",
            fixed: "1 = 1",
            key: "r.x",
            href: "",
            columns: &[],
            filters: &[],
            sort: "id",
            bulk: &[],
        };
        let counted = Counted::of(&COUNTED).unwrap();
        assert_eq!(counted.query, "(SELECT ')' AS x, (1 + 2) AS y FROM t)");
        assert_eq!(counted.name, "r");
        for from in ["things t", "(SELECT 1 AS x) r JOIN u ON u.id = r.x"] {
            assert!(Counted::of(&Listing { from, ..COUNTED }).is_none(), "{from}");
        }
    }
}
