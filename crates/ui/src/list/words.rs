//! What is said of a list as a whole: how many there are, and that there are none.

use crate::figures;

/// "312 payments", "1 payment"; "5 lines" where the title is no plural, such as Price list.
pub(super) fn lines_of(title: &str, count: u64) -> String {
    match plural(title) {
        Some(plural) => figures::counted(count, &singular(&plural), &plural),
        None => figures::counted(count, "line", "lines"),
    }
}

/// A title within a sentence, when it is a plain plural: "late fees" of "Late fees", "ACH files"
/// of "ACH files"; none of "Schedule", "Staff" or "Lines that wait".
fn plural(title: &str) -> Option<String> {
    let words: Vec<&str> = title.split(' ').collect();
    let joins = |word: &&str| matches!(*word, "of" | "by" | "for" | "and" | "that" | "in");
    let is_plural = title.ends_with('s') && !title.ends_with("ss") && !words.iter().any(joins);
    let small = |word: &str| match word.chars().skip(1).any(char::is_uppercase) {
        true => word.to_owned(),
        false => word.to_lowercase(),
    };
    is_plural.then(|| words.into_iter().map(small).collect::<Vec<_>>().join(" "))
}

/// The title of a list of one.
fn singular(plural: &str) -> String {
    if let Some(stem) = plural.strip_suffix("ies") {
        return format!("{stem}y");
    }
    let stem = plural.strip_suffix("es").filter(|stem| stem.ends_with("ch"));
    stem.unwrap_or_else(|| plural.strip_suffix('s').unwrap_or(plural)).to_owned()
}

/// What an empty list says: a sentence that is right whatever its title.
pub(super) fn nothing_yet(title: &str) -> String {
    match plural(title) {
        Some(_) => format!("{title} stand here once there are any."),
        None => String::from("Its lines stand here once there are any."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_counted_in_words_that_fit() {
        assert_eq!(lines_of("Payments", 1_204), "1,204 payments");
        assert_eq!(lines_of("Returned payments", 1), "1 returned payment");
        assert_eq!(lines_of("Branches", 1), "1 branch");
        assert_eq!(lines_of("Price list", 5), "5 lines");
        assert_eq!(lines_of("Months of the books", 3), "3 lines");
        assert_eq!(lines_of("Late fees", 2), "2 late fees");
        assert_eq!(lines_of("Entries", 1), "1 entry");
        assert_eq!(lines_of("Batches", 1), "1 batch");
        assert_eq!(lines_of("ACH files", 1), "1 ACH file");
        assert_eq!(lines_of("AutoPay mandates", 3), "3 AutoPay mandates");
        assert_eq!(lines_of("Card and ACH draws", 3), "3 lines");
    }

    #[test]
    fn an_empty_list_is_told_of_in_a_right_sentence() {
        assert_eq!(nothing_yet("Late fees"), "Late fees stand here once there are any.");
        assert_eq!(nothing_yet("ACH files"), "ACH files stand here once there are any.");
        for title in ["Price list", "Staff", "Schedule", "Background work", "Lines that wait"] {
            assert_eq!(nothing_yet(title), "Its lines stand here once there are any.");
        }
    }
}
