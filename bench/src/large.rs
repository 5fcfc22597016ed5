//! The large branch: made once by commands, kept in `build/bench-data`, and copied for every
//! run, so that what one run posts is not there in the next.

use crate::crowd::{self, Row};
use crate::scratch::{Folder, Scratch, TODAY};
use crate::server::Server;
use crate::sizes::Sizes;
use crate::stopwatch::Stopwatch;
use anyhow::{Context, Result};
use demo::STAFF;
use office::{Door, Slip};
use settings::sign_in::{StartSession, token_hash};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use store::Options;
use values::{Id, Zone, noun};

/// The days over which its invoices are spread; the demo's own days come before.
const DAYS: i64 = 360;

/// Books lines that a row of [`bills`] leaves, on average and a little less.
const LINES_A_BILL: usize = 4;

/// One in so many invoices is still open.
const OPEN_EVERY: usize = 12;

/// How many different customers the measured pages show.
const LOOKS: usize = 500;

/// What a person looks for.
pub struct Look {
    /// A customer.
    pub customer: Id<noun::Customer>,
    /// What is typed to find her: a name, or a name and the house.
    pub typed: String,
    /// A day to look back to.
    pub day: String,
}

/// The large branch, with somebody signed in.
pub struct Large {
    /// Its data folder, a copy.
    pub data: Folder,
    /// The cookie of a session of the office manager's.
    pub cookie: String,
    /// A word that no other run has used.
    pub run: String,
    /// What is looked at.
    pub looks: Vec<Look>,
}

impl Large {
    /// A copy of the branch of these sizes, which is made when it is not there yet.
    pub fn ensure(sizes: &Sizes) -> Result<Large> {
        let data = &sizes.data;
        let made = data.join("made.txt");
        let words = format!("{} customers, {} books lines\n", sizes.customers, sizes.lines);
        if fs::read_to_string(&made).ok().as_ref() != Some(&words) {
            if data.exists() {
                fs::remove_dir_all(data)?;
            }
            fs::create_dir_all(data).context("no folder for the large branch")?;
            make(sizes, &data.join("daybook.db"))?;
            let _server = Server::start(data)?;
            wait_for_the_days_work(&data.join("daybook.db"))?;
            fs::write(&made, words)?;
        }
        sign_in(copy(data)?)
    }

    /// Its database.
    pub fn file(&self) -> PathBuf {
        self.data.file("daybook.db")
    }
}

/// The nightly proof of a whole branch is not what is measured beside its payments.
fn wait_for_the_days_work(file: &Path) -> Result<()> {
    let connection = crate::raw::open(file)?;
    let count = "SELECT COUNT(*), COUNT(*) - COUNT(finished_at) FROM jobs";
    loop {
        let [planned, waiting]: [i64; 2] =
            connection.query_row(count, [], |row| Ok([row.get(0)?, row.get(1)?]))?;
        if planned > 0 && waiting == 0 {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(200));
    }
}

/// The copy is on the disk before anything is measured.
fn copy(data: &Path) -> Result<Folder> {
    let copy = Folder::new("served")?;
    for entry in fs::read_dir(data)? {
        let entry = entry?;
        let to = copy.file(&entry.file_name().to_string_lossy());
        fs::copy(entry.path(), &to).context("the large branch cannot be copied")?;
        fs::File::open(&to)?.sync_all()?;
    }
    Ok(copy)
}

fn make(sizes: &Sizes, file: &Path) -> Result<()> {
    let first = TODAY.plus_days(-DAYS);
    let scratch = Scratch::make(file, first, Options::default())?;
    let zone = Zone::parse("America/New_York").map_err(|_| anyhow::anyhow!("no zone"))?;
    let known = crowd::list_customers(&scratch)?.len();
    let watch = Stopwatch::start();
    let open = |place| Row::Open(Box::new(crowd::customer(place)));
    let mut commands = 0;
    let opened = sizes.customers.saturating_sub(known);
    for from in (0..opened).step_by(5_000) {
        commands += crowd::run(&scratch, (from..opened.min(from + 5_000)).map(open).collect())?;
        eprintln!("Making the large branch: {} customers", known + commands);
    }
    let customers = crowd::list_customers(&scratch)?;
    let bills_in_all = sizes.lines.div_ceil(LINES_A_BILL);
    let (mut billed, mut lines, mut told) = (0, count_lines(&scratch)?, 0);
    while lines < sizes.lines {
        let day = i64::try_from(billed)? * DAYS / i64::try_from(bills_in_all)?;
        let day = first.plus_days(1 + day.min(DAYS - 1));
        scratch.clock.set(zone.instant_at(day, 10, 0).context("a time that is skipped")?);
        let batch = (bills_in_all / usize::try_from(DAYS)?).clamp(1, 5_000);
        commands += crowd::run(&scratch, bills(&customers, billed, batch))?;
        billed += batch;
        lines = count_lines(&scratch)?;
        if lines >= told + sizes.lines / 20 {
            told = lines;
            eprintln!("Making the large branch: {lines} of {} books lines", sizes.lines);
        }
    }
    scratch.office.db().refresh_statistics()?;
    let seconds = watch.seconds();
    eprintln!(
        "Made {} customers and {lines} books lines by {commands} commands in {seconds:.0} s: \
         {:.0} commands a second.",
        customers.len(),
        commands as f64 / seconds
    );
    Ok(())
}

/// Invoices of one line and of two, most of them paid.
fn bills(customers: &[Id<noun::Customer>], from: usize, count: usize) -> Vec<Row> {
    let bill = |place: usize| {
        let customer = customers[place % customers.len()];
        let invoice = Box::new(crowd::invoice(customer, place, 1 + place % 2));
        match place.is_multiple_of(OPEN_EVERY) {
            true => Row::Bill(invoice),
            false => Row::BillPaid(invoice, crowd::card("made", place)),
        }
    };
    (from..from + count).map(bill).collect()
}

fn count_lines(scratch: &Scratch) -> Result<usize> {
    let (count,): (i64,) = scratch
        .office
        .read(|reader| Ok(reader.one(store::sql!("SELECT COUNT(*) FROM entry_lines"), &[])?))?;
    Ok(usize::try_from(count)?)
}

/// Opens the branch, signs the office manager in, picks what will be looked at.
fn sign_in(data: Folder) -> Result<Large> {
    let scratch = Scratch::open(&data.file("daybook.db"), Options::default())?;
    let email = STAFF[0].email;
    let found = scratch
        .office
        .read(|reader| Ok(settings::staff::records::find_by_email(reader, email)?))?;
    let (who,) = found.context("the demo's first person is gone")?;
    let secret = random_word()?;
    let command = StartSession { token_hash: token_hash(&secret), device: "bench".into() };
    scratch.office.run(Slip { who, ..scratch.slip(Door::Page) }, command)?;
    let looks = looks(&scratch)?;
    let run = secret[..12].to_owned();
    drop(scratch);
    Ok(Large { data, cookie: format!("__Host-daybook={secret}"), run, looks })
}

fn looks(scratch: &Scratch) -> Result<Vec<Look>> {
    let branch = scratch.branch;
    let rows: Vec<(Id<noun::Customer>, String, String)> = scratch.office.read(|reader| {
        Ok(reader.all(
            store::sql!("SELECT id, name, line1 FROM customers WHERE branch_id = $1 ORDER BY id"),
            store::args![branch],
        )?)
    })?;
    let step = (rows.len() / LOOKS).max(1);
    let looks =
        rows.into_iter().step_by(step).enumerate().map(|(place, (customer, name, line1))| {
            let words = match place % 3 {
                0 => name,
                1 => name.split(' ').next_back().unwrap_or_default().to_owned(),
                _ => line1,
            };
            // Find folds what is typed; the raw query is asked for the folded words themselves.
            let typed = values::fold(&words);
            let back = i64::try_from(place % 90).unwrap_or(0);
            Look { customer, typed, day: TODAY.plus_days(-back).to_string() }
        });
    Ok(looks.filter(|look| look.typed.len() > 2).collect())
}

/// The office's own chance is seeded here, so a session's secret comes from the kernel.
fn random_word() -> Result<String> {
    use std::io::Read;
    let mut bytes = [0; 32];
    fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
