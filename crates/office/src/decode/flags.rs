//! The command line: flags spread out into the fields they fill.

use super::path::flag_of;
use super::shape::{Field, Shape, Variant};
use crate::{Fields, Problems};

type Spread = (Vec<(String, String)>, Problems);

/// Turns `--lines what=Mowing,amount=45.00` into the fields `lines[0].what` and
/// `lines[0].amount_cents`.
pub(super) fn spread(shape: &Shape, flags: &Fields) -> Spread {
    let (mut fields, mut problems) = (Vec::new(), Problems::none());
    let Shape::Record(known) = shape else { return (fields, problems) };
    let mut used: Vec<(&str, usize)> = Vec::new();
    for (flag, text) in &flags.0 {
        let Some(field) = find(known, flag) else {
            let flags: Vec<String> =
                known.iter().map(|field| format!("--{}", flag_of(&field.name))).collect();
            let words = format!("There is no --{flag}. Known are {}.", flags.join(", "));
            problems.add(flag.as_str(), words);
            continue;
        };
        let times = used.iter().filter(|(name, _)| *name == field.name).count();
        used.push((&field.name, times));
        match &field.shape {
            Shape::List(item) => {
                let path = format!("{}[{times}]", field.name);
                one(item, &path, text, &mut fields, &mut problems);
            }
            shape => one(shape, &field.name, text, &mut fields, &mut problems),
        }
    }
    (fields, problems)
}

fn one(
    shape: &Shape,
    path: &str,
    text: &str,
    fields: &mut Vec<(String, String)>,
    problems: &mut Problems,
) {
    match shape {
        Shape::Record(known) => {
            for pair in pairs(text) {
                put(known, path, pair, fields, problems);
            }
        }
        Shape::Choice(variants) => {
            let mut pairs = pairs(text).into_iter();
            let Some((None, word)) = pairs.next() else {
                problems.add(path, "Begin with the word of your choice: check,number=1042.");
                return;
            };
            let body = variants.iter().find(|variant| is_word(variant, &word));
            fields.push((path.to_owned(), word));
            let Some(Variant { word, body: Some(body), .. }) = body else { return };
            let path = format!("{path}.{word}");
            match body {
                Shape::Record(known) => {
                    pairs.for_each(|pair| put(known, &path, pair, fields, problems));
                }
                _ => fields.extend(pairs.map(|(_, value)| (path.clone(), value))),
            }
        }
        Shape::Tagged(tag, variants) => {
            let mut pairs = pairs(text).into_iter();
            let Some((None, word)) = pairs.next() else {
                problems.add(path, "Begin with the word of your choice.");
                return;
            };
            let body = variants.iter().find(|variant| is_word(variant, &word));
            fields.push((format!("{path}.{tag}"), word));
            if let Some(Variant { body: Some(Shape::Record(known)), .. }) = body {
                pairs.for_each(|pair| put(known, path, pair, fields, problems));
            }
        }
        Shape::Map(_) => {
            let named = pairs(text).into_iter().filter_map(|(name, value)| Some((name?, value)));
            fields.extend(named.map(|(name, value)| (format!("{path}[{name}]"), value)));
        }
        _ => fields.push((path.to_owned(), text.to_owned())),
    }
}

/// One `name=value` of a record.
fn put(
    known: &[Field],
    path: &str,
    pair: (Option<String>, String),
    fields: &mut Vec<(String, String)>,
    problems: &mut Problems,
) {
    match pair {
        (Some(name), value) => match find_deep(known, &name) {
            Some(deep) => fields.push((format!("{path}.{deep}"), value)),
            None => {
                let names: Vec<String> = known.iter().map(|field| flag_of(&field.name)).collect();
                problems.add(path, format!("There is no {name}. Known are {}.", names.join(", ")));
            }
        },
        (None, value) => {
            problems.add(path, format!("Write \"{value}\" as name=value."));
        }
    }
}

/// The path of a name within a record, such as `address.line1`.
fn find_deep(known: &[Field], name: &str) -> Option<String> {
    let Some((first, rest)) = name.split_once('.') else {
        return find(known, name).map(|field| field.name.clone());
    };
    let field = find(known, first)?;
    match &field.shape {
        Shape::Record(known) => Some(format!("{}.{}", field.name, find_deep(known, rest)?)),
        _ => None,
    }
}

/// The field of a flag: `received-on`, `received_on`, `amount` or `amount_cents`.
fn find<'f>(known: &'f [Field], flag: &str) -> Option<&'f Field> {
    let name = flag.replace('-', "_");
    let exact = known.iter().find(|field| field.name == name);
    exact.or_else(|| known.iter().find(|field| field.name.strip_suffix("_cents") == Some(&name)))
}

fn is_word(variant: &Variant, word: &str) -> bool {
    variant.word == word.replace('-', "_")
}

/// Cuts `check,number=1042,memo="a, b"` at its commas; quotes and `\` keep a comma.
fn pairs(text: &str) -> Vec<(Option<String>, String)> {
    let mut pairs = Vec::new();
    let (mut name, mut part) = (None, String::new());
    let mut quoted = false;
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => part.extend(letters.next()),
            '"' => quoted = !quoted,
            '=' if !quoted && name.is_none() => name = Some(std::mem::take(&mut part)),
            ',' if !quoted => pairs.push((name.take(), std::mem::take(&mut part))),
            letter => part.push(letter),
        }
    }
    pairs.push((name, part));
    let trimmed = pairs.into_iter().map(|(name, part): (Option<String>, String)| {
        (name.map(|name| name.trim().to_owned()), part.trim().to_owned())
    });
    trimmed.filter(|(name, part)| name.is_some() || !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_backslashes_keep_commas_and_signs() {
        let cut = |text: &str| {
            let pairs = pairs(text).into_iter();
            pairs
                .map(|(name, part)| format!("{}:{part}", name.unwrap_or_default()))
                .collect::<Vec<_>>()
        };
        assert_eq!(cut("check, number = 1042"), [":check", "number:1042"]);
        assert_eq!(cut(r#"what="Mowing, back",note=a\,b"#), ["what:Mowing, back", "note:a,b"]);
        assert_eq!(cut("memo=2+2=4"), ["memo:2+2=4"]);
        assert_eq!(cut(""), Vec::<String>::new());
    }
}
