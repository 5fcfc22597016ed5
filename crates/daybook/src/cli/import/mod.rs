//! `daybook import customers FILE`: customers from another program, worked to the end in
//! this process; `daybook import undo ID`, which takes all of them back; and in `bank.rs`
//! `daybook import bank FILE`, in `lockbox.rs` `daybook import lockbox FILE`, in `letter.rs`
//! `daybook import letter FILE`.

pub mod bank;
pub mod letter;
pub mod lockbox;
mod report;
mod watch;

use super::acting::Console;
use super::output::Form;
use clap::{Arg, ArgAction, ArgMatches, Command};
use front_desk::imports::{
    self, HowToRead, ImportStanding, ImportStarted, Program, StartImport, UndoImport, Watched,
    Wiped, check, open_list, records,
};
use office::jobs::records::Job;
use office::{Office, Refusal};
use std::fs::File;
use values::{Day, Id, noun};

/// The flags of `import customers`.
pub fn customers_word() -> Command {
    let programs: Vec<&str> = Program::ALL.iter().map(|program| program.word()).collect();
    Command::new("customers")
        .about("Bring customers and what they owe over: Jobber, FieldRoutes, QuickBooks, any table")
        .arg(Arg::new("file").value_name("FILE").required(true).help("The file to bring in"))
        .arg(
            Arg::new("from")
                .long("from")
                .value_parser(programs)
                .default_value("auto")
                .help("The program it comes from"),
        )
        .arg(
            Arg::new("mapping")
                .long("mapping")
                .value_name("PROFILE")
                .help("A saved profile that says what its columns mean"),
        )
        .arg(
            Arg::new("as-of")
                .long("as-of")
                .value_name("DAY")
                .help("The day its balances are as of; today unless told"),
        )
        .arg(
            Arg::new("dry-run")
                .long("dry-run")
                .action(ArgAction::SetTrue)
                .help("Say what would happen; change nothing"),
        )
}

/// Brings a file in. 0 when it was read whole, whatever was rejected; 2 when nothing of it
/// could be read; 130 when Ctrl-C stopped it between two chunks.
pub fn customers(console: &Console, given: &ArgMatches, form: Form) -> Result<u8, Refusal> {
    let asked = Asked::of(console, given)?;
    let office = &console.office;
    let file = asked.open()?;
    if given.get_flag("dry-run") {
        let profile = asked.profile.as_deref().unwrap_or("");
        let how = &asked.how;
        let checked = check(office, console.branch, Watched::new(file), how, profile, asked.as_of)?;
        return report::checked(&asked.name, &checked, form).map(|()| 0);
    }
    // A file of which nothing can be read is refused before anything is kept of it.
    open_list(Watched::new(asked.open()?), &asked.how)?;
    let kept = office.shelf().put(&mut Wiped::new(file))?;
    let start = StartImport {
        file: kept.mark,
        name: asked.name.clone(),
        bytes: i64::try_from(kept.bytes).unwrap_or(i64::MAX),
        program: asked.how.program,
        profile: asked.profile.clone(),
        as_of: Some(asked.as_of),
        ..StartImport::default()
    };
    let begun: ImportStarted = office.run(console.slip(None), start)?;
    if begun.standing == ImportStanding::DoneBefore {
        return report::brought(console, begun.import, ImportStanding::DoneBefore, form);
    }
    let job = watch::work(console, begun.job)?;
    ended(console, begun, &job, form)
}

fn ended(console: &Console, begun: ImportStarted, job: &Job, form: Form) -> Result<u8, Refusal> {
    let import = find(&console.office, console.branch, begun.import)?;
    if import.finished_at.is_some() {
        return report::brought(console, begun.import, begun.standing, form);
    }
    if job.cancelled_at.is_some() {
        eprintln!(
            "Stopped after {} rows, which stay. Send the same file again to go on behind them.",
            import.rows_read
        );
        return Ok(INTERRUPTED);
    }
    let words = job.outcome.strip_prefix("file: ").unwrap_or(&job.outcome).to_owned();
    match import.rows_read {
        0 => Err(Refusal::invalid("file", words)),
        rows => Err(Refusal::conflict(
            "imports.stopped",
            format!("{words} {rows} rows are in; send the same file again to go on."),
        )),
    }
}

/// What a shell calls a program that was interrupted.
const INTERRUPTED: u8 = 130;

/// The flags of `import undo`.
pub fn undo_word() -> Command {
    Command::new("undo")
        .about("Take everything an import brought back, but for whom somebody has worked with")
        .arg(Arg::new("import").value_name("IMPORT").required(true).help("The import's number"))
        .arg(Arg::new("reason").long("reason").required(true).help("Why"))
}

/// Undoes an import to the end in this process. 0 when all of it is undone, 4 when
/// somebody has worked with some of the customers since.
pub fn undo(console: &Console, given: &ArgMatches, form: Form) -> Result<u8, Refusal> {
    let text = |name: &str| given.get_one::<String>(name).map_or("", String::as_str);
    let number = text("import").parse().map_err(|_| {
        Refusal::invalid("import", "Enter the import's number, as daybook imports list shows it.")
    })?;
    let command = UndoImport { import: Id::new(number), reason: text("reason").to_owned() };
    let begun = console.office.run(console.slip(None), command)?;
    let job = watch::work(console, begun.job)?;
    if job.cancelled_at.is_some() {
        eprintln!("Stopped. Undo it again to go on.");
        return Ok(INTERRUPTED);
    }
    report::undone(console, begun.import, &job, form)
}

/// What was asked for on the command line.
struct Asked {
    path: String,
    name: String,
    how: HowToRead,
    profile: Option<String>,
    as_of: Day,
}

impl Asked {
    fn of(console: &Console, given: &ArgMatches) -> Result<Asked, Refusal> {
        let text = |name: &str| given.get_one::<String>(name).map(String::as_str);
        let today = console.wall()?.today;
        let as_of = match text("as-of") {
            None => today,
            Some(typed) => Day::parse_input(typed, today)
                .map_err(|error| Refusal::invalid("as_of", error.to_string()))?,
        };
        let asked = text("from").and_then(Program::of_word).unwrap_or_default();
        let profile = text("mapping").map(str::to_owned);
        let how = console.office.read(|reader| {
            let me = console.office.me(reader, console.who, console.branch)?;
            if !me.may(imports::BRING) {
                return Err(Refusal::NotAllowed { duty: imports::BRING });
            }
            match &profile {
                None => Ok(HowToRead { program: asked, mapping: None }),
                Some(name) => HowToRead::saved(reader, console.branch, name, asked),
            }
        })?;
        let path = text("file").unwrap_or_default().to_owned();
        let name = std::path::Path::new(&path).file_name();
        let name = name.map_or_else(|| path.clone(), |name| name.to_string_lossy().into_owned());
        Ok(Asked { path, name, how, profile, as_of })
    }

    fn open(&self) -> Result<File, Refusal> {
        File::open(&self.path)
            .map_err(|error| Refusal::invalid("file", format!("{}: {error}.", self.path)))
    }
}

fn find(
    office: &Office,
    branch: Id<noun::Branch>,
    import: Id<noun::Import>,
) -> Result<records::Import, Refusal> {
    office.read(|reader| records::require(reader, branch, import))
}
