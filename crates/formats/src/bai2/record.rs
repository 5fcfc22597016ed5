//! One record with the lines that continue it, as fields.

/// The lines of one record: its own and those of 88 behind it, code and comma left off.
pub(super) struct Record<'t> {
    pub code: &'t str,
    pub line: u64,
    pieces: Vec<&'t str>,
}

/// One field, and whether the `/` of a line stands right behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Field<'t> {
    pub text: &'t str,
    pub ends_line: bool,
}

impl<'t> Record<'t> {
    pub fn new(line: u64, code: &'t str, content: &'t str) -> Record<'t> {
        Record { code, line, pieces: vec![content.trim()] }
    }

    pub fn go_on(&mut self, content: &'t str) {
        self.pieces.push(content.trim());
    }

    /// How many lines it takes.
    pub fn lines(&self) -> u64 {
        self.pieces.len() as u64
    }

    /// The fields of every record but a movement.
    pub fn fields(&self) -> Vec<Field<'t>> {
        let mut fields = Vec::new();
        for (place, piece) in self.pieces.iter().enumerate() {
            // What stands behind the `/` is filler of a fixed length.
            let (content, ends_line) = match piece.split_once('/') {
                Some((content, _)) => (content, true),
                None => (*piece, false),
            };
            let from = fields.len();
            fields.extend(
                content.split(',').map(|text| Field { text: text.trim(), ends_line: false }),
            );
            let is_last = place + 1 == self.pieces.len();
            if ends_line {
                fields[from..].last_mut().expect("splitting gives a field").ends_line = true;
            } else if !is_last && content.ends_with(',') {
                // The comma at the end of this line stands before the first field of the next.
                fields.pop();
            }
        }
        fields
    }

    /// The fields of a movement up to `head` of them, and its text. `head` grows with the funds
    /// type, so it is asked again as fields come in.
    pub fn detail(&self, head: impl Fn(&[&'t str]) -> usize) -> (Vec<&'t str>, String) {
        let mut fields: Vec<&'t str> = Vec::new();
        let mut text = String::new();
        for piece in &self.pieces {
            // One `/` at the end of a line ends it; a text may hold others.
            let mut rest = Some(piece.strip_suffix('/').unwrap_or(piece));
            while let Some(content) = rest
                && fields.len() < head(&fields)
            {
                let (field, behind) = match content.split_once(',') {
                    Some((field, behind)) => (field, Some(behind)),
                    None => (content, None),
                };
                fields.push(field.trim());
                rest = behind;
                // A comma at the very end, without `/`, stands before the next line's field.
                if rest == Some("") && !piece.ends_with('/') && fields.len() < head(&fields) {
                    rest = None;
                }
            }
            let Some(content) = rest.map(str::trim).filter(|content| !content.is_empty()) else {
                continue;
            };
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(content);
        }
        (fields, text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record<'t>(pieces: &[&'t str]) -> Record<'t> {
        let mut record = Record::new(1, "03", pieces[0]);
        pieces[1..].iter().for_each(|piece| record.go_on(piece));
        record
    }

    fn texts<'t>(pieces: &[&'t str]) -> Vec<&'t str> {
        record(pieces).fields().into_iter().map(|field| field.text).collect()
    }

    #[test]
    fn fields_go_on_over_lines() {
        assert_eq!(texts(&["a,b,/", "c/"]), ["a", "b", "", "c"]);
        assert_eq!(texts(&["a,b,", "c/  "]), ["a", "b", "c"]);
        assert_eq!(texts(&["a,b", "c"]), ["a", "b", "c"]);
        assert_eq!(texts(&["a/filler", "b"]), ["a", "b"]);
        let fields = record(&["a,b/", "c"]).fields();
        assert_eq!(fields.iter().map(|f| f.ends_line).collect::<Vec<_>>(), [false, true, false]);
    }

    #[test]
    fn the_text_of_a_movement_keeps_commas_and_slashes() {
        let detail = |pieces: &[&'static str]| record(pieces).detail(|_| 2);
        let of = |fields: &[&'static str], text: &str| (fields.to_vec(), text.to_owned());
        assert_eq!(detail(&["a,b,c, d/e/"]), of(&["a", "b"], "c, d/e"));
        assert_eq!(detail(&["a,b,c", "d,e/"]), of(&["a", "b"], "c d,e"));
        assert_eq!(detail(&["a/", "b,c//"]), of(&["a", "b"], "c/"));
        assert_eq!(detail(&["a,", "b,,c"]), of(&["a", "b"], ",c"));
        assert_eq!(detail(&["a,b,/", "c"]), of(&["a", "b"], "c"));
        assert_eq!(detail(&["a"]), of(&["a"], ""));
    }
}
