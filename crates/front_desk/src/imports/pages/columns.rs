//! A file on its way in: first it is sent, then it is said what its columns mean, with some
//! of what stands in them and with what its import would do.

use super::{counts, page};
use crate::imports::check::{Checked, check};
use crate::imports::list::{ColumnMeaning, HowToRead, List, Watched, mapping_of, open_list};
use crate::imports::words::{DateOrder, OwedSign, Program};
use crate::imports::{BRING, IMPORTS_HREF, StartImport, records};
use formats::csv::{Record, Table as FileTable};
use formats::customers::{Field as FileField, Mapping};
use office::{Answer, Command, Refusal, View};
use ui::prelude::*;
use values::Day;

/// A larger file is looked through only when somebody asks; it takes a while.
const LOOKED_THROUGH: i64 = 8 * 1024 * 1024;

/// How many rows of a file are shown beside the names of its columns.
const SAMPLES: usize = 3;

/// `/imports/new`: send a file, or, once it is there, say what its columns mean.
pub(in crate::imports) fn show_new(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    view.need(BRING)?;
    let sent = Sent::of(view);
    if sent.file.is_empty() {
        return Ok(page("Bring customers over", SENTENCE, send_form(view)?).into());
    }
    let how = sent.how(view)?;
    let face = Face::of(view, &sent, &how)?;
    let checked = match (&face.trouble, sent.is_looked_through()) {
        (None, true) => Some(sent.check(view, &how)?),
        _ => None,
    };
    let sentence =
        html!("{} is {}. Nothing is brought in yet.", strong(&sent.name), face.program.title());
    let mut sheets = vec![columns_sheet(view, &sent, &how, &face)];
    if let Some(checked) = &checked {
        sheets.push(counts::counts(&checked.added));
        sheets.push(counts::aging(&checked.added.aging, None));
        sheets.push(counts::rows("Rows to look at", &checked.rows));
    }
    Ok(page("Bring customers over", sentence, stack(sheets)).into())
}

const SENTENCE: &str = "Send the file another program has exported. You see what would happen \
    before anything is brought in, and all of it can be undone.";

fn send_form(view: &mut View<'_, '_>) -> Result<Html, Refusal> {
    let branch = view.branch();
    let profiles = records::list_profiles(view.reader, branch)?;
    let programs = Program::ALL.iter().map(|one| (one.word(), one.title()));
    let mut fields = vec![
        Field::file("file", "File")
            .hint("CSV or text from Jobber, FieldRoutes, a QuickBooks list or aging, or IIF.")
            .required(),
        Field::select("program", "It comes from", programs),
    ];
    if !profiles.is_empty() {
        let none = [(String::new(), String::from("By the names of its columns"))];
        let saved = profiles.into_iter().map(|one| (one.name.clone(), one.name));
        fields.push(Field::select("profile", "Its columns mean", none.into_iter().chain(saved)));
    }
    let form = Form::post("/imports/file", "send-file")
        .with_files()
        .body(field_row(fields))
        .body(form_end([Button::primary("Send the file")]));
    Ok(Sheet::new("The file").body(form.html()).html())
}

/// A file that was sent, as the address or the refused form names it.
struct Sent {
    file: String,
    name: String,
    bytes: i64,
    program: Program,
    profile: String,
    columns: Vec<ColumnMeaning>,
    dates: DateOrder,
    owed: OwedSign,
    as_of: Option<Day>,
    is_asked: bool,
}

impl Sent {
    fn of(view: &View<'_, '_>) -> Sent {
        let text = |name: &str| match view.filled.get(name) {
            Some(filled) => filled.trim().to_owned(),
            None => view.query.text(name).to_owned(),
        };
        let mut columns = Vec::new();
        loop {
            let part = |part: &str| format!("columns[{}][{part}]", columns.len());
            let (column, field) = (text(&part("column")), text(&part("field")));
            if column.is_empty() {
                break;
            }
            columns.push(ColumnMeaning { column, field });
        }
        Sent {
            file: text("file"),
            name: text("name"),
            bytes: text("bytes").parse().unwrap_or(0),
            program: Program::of_word(&text("program")).unwrap_or_default(),
            profile: text("profile"),
            columns,
            dates: DateOrder::of_word(&text("dates")).unwrap_or_default(),
            owed: OwedSign::of_word(&text("owed")).unwrap_or_default(),
            as_of: Day::parse_input(&text("as_of"), view.today).ok(),
            is_asked: text("check") == "yes",
        }
    }

    fn is_looked_through(&self) -> bool {
        self.bytes <= LOOKED_THROUGH || self.is_asked
    }

    fn how(&self, view: &mut View<'_, '_>) -> Result<HowToRead, Refusal> {
        let branch = view.branch();
        let mapping = mapping_of(&self.columns, self.dates, self.owed);
        match (mapping, self.profile.is_empty()) {
            (None, false) => HowToRead::saved(view.reader, branch, &self.profile, self.program),
            (mapping, _) => Ok(HowToRead { program: self.program, mapping }),
        }
    }

    fn open(&self, view: &View<'_, '_>) -> Result<Watched, Refusal> {
        Ok(Watched::new(view.office.shelf().open(&self.file)?))
    }

    fn check(&self, view: &View<'_, '_>, how: &HowToRead) -> Result<Checked, Refusal> {
        let as_of = self.as_of.unwrap_or(view.today);
        let file = self.open(view)?;
        check(view.office, view.branch(), file, how, &self.profile, as_of)
    }
}

/// What is known of a file before it is brought in.
struct Face {
    program: Program,
    columns: Vec<FaceColumn>,
    /// Why it cannot be read as it was said.
    trouble: Option<Refusal>,
}

struct FaceColumn {
    name: String,
    meaning: FileField,
    samples: Vec<String>,
}

impl Face {
    fn of(view: &View<'_, '_>, sent: &Sent, how: &HowToRead) -> Result<Face, Refusal> {
        match open_list(sent.open(view)?, how) {
            Ok(list) => Ok(Face::of_list(&list)),
            Err(trouble) => {
                // Its columns are shown all the same, so that they can be given a meaning.
                let table = FileTable::open(sent.open(view)?).map_err(|_| trouble.clone())?;
                let (names, rows) = (table.columns(), table.sample());
                let mapping = how.mapping.clone().unwrap_or_else(|| Mapping::guess(names));
                let program = how.program;
                let columns = columns(names, rows, &mapping);
                Ok(Face { program, columns, trouble: Some(trouble) })
            }
        }
    }

    fn of_list(list: &List) -> Face {
        Face {
            program: Program::of(list.source()),
            columns: columns(list.columns(), list.sample(), list.mapping()),
            trouble: None,
        }
    }
}

fn columns(names: &[String], rows: &[Record], mapping: &Mapping) -> Vec<FaceColumn> {
    let column = |(place, name): (usize, &String)| FaceColumn {
        name: name.clone(),
        meaning: mapping.field_of(name).unwrap_or(FileField::Custom),
        samples: rows
            .iter()
            .filter_map(|row| row.get(place).map(|text| text.chars().take(40).collect()))
            .filter(|text: &String| !text.trim().is_empty())
            .take(SAMPLES)
            .collect(),
    };
    names.iter().enumerate().map(column).collect()
}

fn columns_sheet(view: &View<'_, '_>, sent: &Sent, how: &HowToRead, face: &Face) -> Html {
    let here = format!("{IMPORTS_HREF}/new");
    let form = CommandForm::of(view, StartImport::NAME, &here, "/imports/{import}");
    let bytes = sent.bytes.to_string();
    let hidden_fields = html!(
        "{}{}{}{}",
        hidden("file", &sent.file),
        hidden("name", &sent.name),
        hidden("bytes", &bytes),
        hidden("profile", &sent.profile)
    );
    let trouble = face
        .trouble
        .as_ref()
        .map_or(Html::empty(), |refusal| notice(Meaning::Wrong, refusal.words(), Html::empty()));
    let content = html!(
        "{}{}{}{}",
        hidden_fields,
        trouble,
        columns_table(face),
        field_row(settings(view, sent, how, face).into_iter().map(|field| form.field(field)))
    );
    // The same fields, asked for again without bringing anything in.
    let again = Button::secondary("Look again")
        .attribute("formaction", &here)
        .attribute("formmethod", "get")
        .name_value("check", "yes");
    let bring = match face.trouble {
        None => Button::primary("Bring them in"),
        Some(_) => Button::not_yet("Bring them in: say first what the columns mean"),
    };
    Sheet::new("What the columns mean").body(form.html(content, [bring, again])).html()
}

fn columns_table(face: &Face) -> Html {
    if face.columns.is_empty() {
        return html!("<p>{}</p>", "An IIF file names its columns itself.");
    }
    let mut table = Table::list("Columns")
        .column(Column::name("Column"))
        .column(Column::text("Some of what stands there").wide())
        .column(Column::field("Means"));
    for (place, column) in face.columns.iter().enumerate() {
        let name = |part: &str| format!("columns[{place}][{part}]");
        let all = FileField::all().map(|one| (one.name(), one.label()));
        let choice = Field::select(&name("field"), "Means", all).value(column.meaning.name());
        table = table.row(Row::new([
            Cell::from(html!("{}{}", &column.name, hidden(&name("column"), &column.name))),
            Cell::from(column.samples.join(" · ")),
            choice.bare().into(),
        ]));
    }
    table.html()
}

fn settings(view: &View<'_, '_>, sent: &Sent, how: &HowToRead, face: &Face) -> Vec<Field> {
    let programs = Program::ALL.iter().map(|one| (one.word(), one.title()));
    let program = match face.trouble {
        None => face.program,
        Some(_) => how.program,
    };
    let dates = DateOrder::ALL.iter().map(|one| (one.word(), one.title()));
    let signs = OwedSign::ALL.iter().map(|one| (one.word(), one.title()));
    let mut fields = vec![
        Field::select("program", "It comes from", programs).value(program.word()),
        Field::day("as_of", "Balances are as of").on(sent.as_of.unwrap_or(view.today)),
    ];
    if !face.columns.is_empty() {
        fields.extend([
            Field::select("dates", "Dates", dates).value(sent.dates.word()),
            Field::select("owed", "A debt is written", signs).value(sent.owed.word()),
            Field::text("save_as", "Keep these columns as").hint("A name, for the next file."),
        ]);
    }
    fields
}
