//! What both dialects share of DDL: replacing the tokens of a migration.

use crate::error::Error;

/// How one engine spells each token.
pub(super) type Spelling = &'static [(&'static str, &'static str)];

/// Replaces every `{token}` outside quotes; an unknown one is an error, so a misspelling cannot
/// reach the engine.
pub(super) fn spell(text: &str, spelling: Spelling) -> Result<String, Error> {
    let mut out = String::with_capacity(text.len());
    for (number, part) in text.split('\'').enumerate() {
        if number > 0 {
            out.push('\'');
        }
        // Every second part stands in quotes; a doubled quote is an empty part outside.
        match number % 2 {
            0 => spell_part(part, spelling, &mut out)?,
            _ => out.push_str(part),
        }
    }
    Ok(out)
}

fn spell_part(text: &str, spelling: Spelling, out: &mut String) -> Result<(), Error> {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((token, behind)) = after.split_once('}') else {
            return Err(Error::other(format!("a {{ without }} in: {text}")));
        };
        let Some((_, spelt)) = spelling.iter().find(|(name, _)| *name == token) else {
            return Err(Error::other(format!("unknown token {{{token}}} in: {text}")));
        };
        out.push_str(before);
        out.push_str(spelt);
        rest = behind;
    }
    out.push_str(rest);
    Ok(())
}

/// A table name that may stand in DDL we write ourselves.
pub(super) fn plain_name(name: &str) -> Result<&str, Error> {
    let is_plain = !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    match is_plain {
        true => Ok(name),
        false => Err(Error::other(format!("{name:?} is not a table name"))),
    }
}
