//! Prints the sheets named on the command line to be looked at: each `facts/<sheet>.json`
//! becomes a PDF in the folder given first.
//!
//! `cargo run -p pdf --example proof -- build/proofs crates/pdf/tests/facts/invoice.json`

use std::path::PathBuf;
use std::time::Instant;
use std::{env, fs};

use pdf::{Printer, Sheet};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = env::args().skip(1).map(PathBuf::from);
    let folder = arguments.next().ok_or("name a folder, then the facts to print")?;
    fs::create_dir_all(&folder)?;
    let printer = Printer::with_templates(env::var_os("TEMPLATES").map(PathBuf::from));
    for path in arguments {
        let facts = serde_json::from_slice(&fs::read(&path)?)?;
        let name = path.file_stem().and_then(|name| name.to_str()).ok_or("a plain file name")?;
        let is_for = |sheet: &Sheet| name.starts_with(sheet.template().trim_end_matches(".typ"));
        let sheet = Sheet::ALL.into_iter().find(is_for).ok_or("a file named after its sheet")?;
        let started = Instant::now();
        let pdf = printer.print(sheet, &facts)?;
        println!("{name}: {} bytes in {:.0?}", pdf.len(), started.elapsed());
        fs::write(folder.join(name).with_extension("pdf"), pdf)?;
    }
    Ok(())
}
