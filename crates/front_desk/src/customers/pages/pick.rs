//! The choices of a field that names a customer, while it is typed.

use crate::customers::listing::STANDINGS;
use crate::customers::records::{find_by_number, find_customer};
use office::listing::Mark;
use office::{Answer, Refusal, View};
use ui::pick::{PickOption, options};
use ui::prelude::*;
use values::{Id, Noun, fold, noun};

/// How many choices are shown.
const MOST: usize = 8;

/// The customers found by what was typed, each with street, standing and balance.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let branch = view.branch();
    let typed = fold(view.query.text("q"));
    let pieces: Vec<&str> = typed.split_whitespace().collect();
    let mut ids: Vec<Id<noun::Customer>> = Vec::new();
    ids.extend(find_by_number(view.reader, branch, &typed.to_uppercase())?);
    for (kind, id, _) in store::search_like(view.reader, branch.get(), &pieces, 4 * MOST)? {
        let id = Id::new(id);
        if kind == noun::Customer::NAME && !ids.contains(&id) {
            ids.push(id);
        }
    }
    let mut found = Vec::new();
    for id in ids.into_iter().take(MOST) {
        let Some(customer) = find_customer(view.reader, branch, id)? else { continue };
        let balance = books::open_items::balance(view.reader, branch, id)?;
        let standing = STANDINGS.iter().find(|one| one.word == customer.standing.word());
        found.push(PickOption {
            value: id.to_string(),
            shown: format!("{}, {}", customer.name, customer.number),
            name: Html::text(&customer.name),
            detail: Html::text(format!("{}, {}", customer.number, customer.line1)),
            standing: standing.and_then(|one| Some((meaning(one.mark)?, one.title.to_owned()))),
            balance: Some(balance.net()),
            effect: Html::empty(),
        });
    }
    Ok(Answer::Fragment(options(&found, None).into_string()))
}

fn meaning(mark: Mark) -> Option<Meaning> {
    match mark {
        Mark::Good => Some(Meaning::Good),
        Mark::Watch => Some(Meaning::Watch),
        Mark::Late => Some(Meaning::Late),
        Mark::Wrong => Some(Meaning::Wrong),
        Mark::Plain => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{bench, owe, rivera, shown};

    #[test]
    fn finds_by_any_piece_and_by_account_number() {
        let bench = bench();
        let customer = bench.run(rivera()).unwrap().customer;
        owe(&bench, customer, 6_420);
        for typed in ["lark", "riv mar", "0123", "a10001"] {
            let html = shown(&bench, "/customers/pick", &[("q", typed)]);
            let option = format!(r#"data-value="{customer}""#);
            assert!(html.contains(&option) && html.contains("64.20"), "{typed}: {html}");
        }
        let html = shown(&bench, "/customers/pick", &[("q", "halloran")]);
        assert!(!html.contains("data-value"), "{html}");
    }
}
