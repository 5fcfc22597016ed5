//! Who belongs to whom, in tables and by properties.

use super::*;
use proptest::prelude::*;

fn day(day: i8) -> Day {
    Day::ymd(2026, 3, day)
}

fn line(on: i8, cents: i64, words: &str) -> BankSide {
    BankSide { day: day(on), cents, words: words.into() }
}

fn book(on: i8, cents: i64, reference: &str) -> BookSide {
    let entry = i64::from(on) * 1_000_000 + cents;
    BookSide { day: day(on), cents, reference: reference.into(), entry, reverses: None }
}

fn whys(found: &[Pairing]) -> Vec<MatchWhy> {
    found.iter().map(|one| one.why).collect()
}

#[test]
fn the_bank_names_a_deposit_and_a_check_of_ours() {
    let lines = [line(4, 128_450, "BRANCH DEPOSIT BATCH DB-0302"), line(20, -7_160, "005012")];
    let books = [book(2, -7_160, "5012"), book(2, 128_450, "DB-0302")];
    let found = plan(&lines, &books);
    assert_eq!(whys(&found), [MatchWhy::Reference, MatchWhy::Reference]);
    assert_eq!((&found[0].books[..], &found[1].books[..]), (&[1][..], &[0][..]));
}

#[test]
fn amount_and_day_speak_only_where_nothing_else_can_be_meant() {
    let one = plan(&[line(4, 500, "DEP")], &[book(2, 500, "")]);
    assert_eq!(whys(&one), [MatchWhy::AmountAndDay]);
    assert!(plan(&[line(9, 500, "")], &[book(2, 500, "")]).is_empty(), "a week later");
    let two = [book(2, 500, ""), book(3, 500, "")];
    assert!(plan(&[line(4, 500, "")], &two).is_empty(), "either may be meant");
    let twins = [line(4, 500, ""), line(4, 500, "")];
    assert!(plan(&twins, &[book(2, 500, "")]).is_empty(), "either may be it");
}

#[test]
fn two_deposits_in_one_credit_and_one_in_two() {
    let sum = plan(&[line(4, 900, "")], &[book(3, 500, ""), book(3, 400, "")]);
    assert_eq!(whys(&sum), [MatchWhy::Sum]);
    let split = plan(&[line(4, 500, ""), line(4, 400, "")], &[book(3, 900, "")]);
    assert_eq!(whys(&split), [MatchWhy::Split]);
    let either = [book(3, 500, ""), book(3, 400, ""), book(3, 600, ""), book(3, 300, "")];
    assert!(plan(&[line(4, 900, "")], &either).is_empty(), "two sums come to it");
}

#[test]
fn what_was_reversed_never_comes_to_the_bank() {
    let original = book(2, 500, "DB-0302");
    let taken_back =
        BookSide { reverses: Some(original.entry), entry: 9, ..book(2, -500, "DB-0302") };
    let again = book(3, 500, "DB-0302");
    let found = plan(&[line(4, 500, "DB-0302")], &[original, taken_back, again]);
    assert_eq!(whys(&found), [MatchWhy::Reversed, MatchWhy::Reference]);
    assert_eq!(found[1].books, [2]);
}

/// T26: a card day of 790.15 gross comes as 766.23.
#[test]
fn t26_a_card_day_net_of_its_fees() {
    let payments = [(day(1), 4_000), (day(2), 30_765), (day(2), 48_250), (day(4), 90_000)];
    assert_eq!(payout_of(76_623, day(4), &payments), Some(vec![1, 2]));
    assert_eq!(payout_of(79_015, day(4), &payments), Some(vec![1, 2]), "billed by the month");
    assert_eq!(payout_of(70_000, day(4), &payments), None, "11 % is no fee");
    assert_eq!(payout_of(76_623, day(12), &payments), None, "ten days later");
    assert_eq!(payout_of(80_500, day(4), &payments), Some(vec![0, 1, 2]), "two days together");
}

proptest! {
    #[test]
    fn whatever_is_paired_balances_and_is_paired_once(
        lines in prop::collection::vec((1_i8..20, -5_i64..30), 0..40),
        books in prop::collection::vec((1_i8..20, -5_i64..30), 0..40),
    ) {
        let lines: Vec<_> =
            lines.into_iter().filter(|one| one.1 != 0).map(|(on, c)| line(on, c, "")).collect();
        let books: Vec<_> =
            books.into_iter().filter(|one| one.1 != 0).map(|(on, c)| book(on, c, "")).collect();
        let found = plan(&lines, &books);
        let (mut seen_lines, mut seen_books) = (Vec::new(), Vec::new());
        for one in &found {
            let bank: i64 = one.lines.iter().map(|place| lines[*place].cents).sum();
            let booked: i64 = one.books.iter().map(|place| books[*place].cents).sum();
            prop_assert_eq!(bank, booked);
            seen_lines.extend(one.lines.iter().copied());
            seen_books.extend(one.books.iter().copied());
        }
        for seen in [&mut seen_lines, &mut seen_books] {
            let count = seen.len();
            seen.sort_unstable();
            seen.dedup();
            prop_assert_eq!(seen.len(), count);
        }
    }
}
