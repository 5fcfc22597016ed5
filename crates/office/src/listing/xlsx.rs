//! A list as a workbook, in which amounts are numbers and days are dates.

use super::csv::Export;
use super::{Cell, Kind, Summed, Totals};
use crate::Refusal;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use store::{Error, Reader};
use values::{Day, Instant, Zone};

/// Rows a sheet of a workbook can hold, less its head and its sum.
const MOST_ROWS: i64 = 1_048_576 - 2;

/// Letters a cell of a workbook can hold.
const LONGEST: usize = 32_767;

/// Makes the workbook with every row and the sums; memory does not grow with the rows.
pub fn xlsx(
    reader: &mut Reader<'_>,
    export: Export<'_>,
    made_at: Instant,
) -> Result<Vec<u8>, Refusal> {
    let Export { listing, ask, branch, today, zone } = export;
    let totals = super::total_and_sums(reader, listing, ask, branch, today)?;
    if totals.total > MOST_ROWS {
        return Err(Refusal::conflict(
            "lists.too_long_for_a_workbook",
            format!("A workbook holds {MOST_ROWS} rows. Narrow the list, or take it as CSV."),
        ));
    }
    let mut workbook = Workbook::new();
    // Otherwise the library would read the machine's clock.
    let made_at = date_time(made_at, zone).map_err(failed)?;
    workbook.set_properties(
        &DocProperties::new().set_title(listing.title).set_creation_datetime(&made_at),
    );
    let sheet = workbook.add_worksheet_with_constant_memory().map_err(failed)?;
    write(reader, export, sheet, &totals)?;
    workbook.save_to_buffer().map_err(failed)
}

fn write(
    reader: &mut Reader<'_>,
    export: Export<'_>,
    sheet: &mut Worksheet,
    totals: &Totals,
) -> Result<(), Refusal> {
    let formats = Formats::new();
    head(sheet, export, &formats).map_err(failed)?;
    let mut place = 0;
    export.each(reader, &mut |cells| {
        place += 1;
        for (column, cell) in (0..).zip(cells) {
            put(sheet, place, column, cell, export.zone, &formats)
                .map_err(|error| Error::other(format!("writing a workbook: {error}")))?;
        }
        Ok(())
    })?;
    sums(sheet, place + 1, export, totals, &formats).map_err(failed)
}

fn head(sheet: &mut Worksheet, export: Export<'_>, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name(sheet_name(export.listing.title))?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    for (place, (_, column)) in (0..).zip(export.columns()) {
        let (width, format) = match column.kind {
            Kind::Money => (14, &formats.head_right),
            Kind::Count | Kind::Id | Kind::Rate => (10, &formats.head_right),
            Kind::Day => (12, &formats.head),
            Kind::Instant => (17, &formats.head),
            Kind::State(_) => (14, &formats.head),
            Kind::Name => (32, &formats.head),
            Kind::Text => (24, &formats.head),
        };
        sheet.set_column_width(place, width)?;
        sheet.write_string_with_format(0, place, column.title, format)?;
    }
    Ok(())
}

fn put(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    zone: &Zone,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            sheet.write_string(row, column, cut(text))?;
        }
        Cell::Money(amount) => {
            sheet.write_number_with_format(
                row,
                column,
                dollars(amount.as_cents()),
                &formats.money,
            )?;
        }
        Cell::Count(number) | Cell::Id(number) => {
            sheet.write_number_with_format(row, column, whole(*number), &formats.count)?;
        }
        Cell::Rate(rate) => {
            let share = whole(rate.as_millionths()) / 1_000_000.0;
            sheet.write_number_with_format(row, column, share, &formats.rate)?;
        }
        Cell::Day(day) => {
            sheet.write_datetime_with_format(row, column, date(*day)?, &formats.day)?;
        }
        Cell::Instant(instant) => {
            let at = date_time(*instant, zone)?;
            sheet.write_datetime_with_format(row, column, &at, &formats.instant)?;
        }
        Cell::State(state) => {
            sheet.write_string(row, column, state.title)?;
        }
    }
    Ok(())
}

fn sums(
    sheet: &mut Worksheet,
    row: u32,
    export: Export<'_>,
    totals: &Totals,
    formats: &Formats,
) -> Result<(), XlsxError> {
    if totals.sums.is_empty() {
        return Ok(());
    }
    for (place, (_, column)) in (0..).zip(export.columns()) {
        let sum = totals.sums.iter().find(|(name, _)| *name == column.name);
        match (column.summed, sum) {
            (Summed::Yes, Some((_, Cell::Money(amount)))) => {
                let dollars = dollars(amount.as_cents());
                sheet.write_number_with_format(row, place, dollars, &formats.money_sum)?;
            }
            (Summed::Yes, Some((_, Cell::Count(number)))) => {
                let number = whole(*number);
                sheet.write_number_with_format(row, place, number, &formats.count_sum)?;
            }
            _ if place == 0 => {
                sheet.write_string_with_format(row, place, "Total", &formats.words_sum)?;
            }
            _ => {
                sheet.write_blank(row, place, &formats.words_sum)?;
            }
        }
    }
    Ok(())
}

/// A workbook knows no other numbers than floating ones; below 2^53 cents each amount
/// has one of its own, which is written with its two decimals. Nothing is computed with
/// it here.
#[expect(clippy::disallowed_types, reason = "the file format has no other numbers")]
fn dollars(cents: i64) -> f64 {
    whole(cents) / 100.0
}

#[expect(clippy::disallowed_types, reason = "the file format has no other numbers")]
fn whole(number: i64) -> f64 {
    number as f64
}

fn date(day: Day) -> Result<ExcelDateTime, XlsxError> {
    // A workbook's calendar begins in 1900; an older day is a slip that must still open.
    let year = u16::try_from(day.year()).unwrap_or(1900).max(1900);
    let part = |number: i8| u8::try_from(number).unwrap_or(1);
    ExcelDateTime::from_ymd(year, part(day.month()), part(day.day()))
}

fn date_time(instant: Instant, zone: &Zone) -> Result<ExcelDateTime, XlsxError> {
    let local = instant.local(zone);
    let part = |number: i8| u8::try_from(number).unwrap_or_default();
    let hour = u16::from(part(local.hour));
    date(local.day)?.and_hms(hour, part(local.minute), part(local.second))
}

fn cut(text: &str) -> &str {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}

/// A sheet's name may have 31 letters, and not these.
fn sheet_name(title: &str) -> String {
    let plain = title.chars().filter(|letter| !"[]:*?/\\'".contains(*letter));
    plain.take(31).collect()
}

struct Formats {
    head: Format,
    head_right: Format,
    money: Format,
    count: Format,
    rate: Format,
    day: Format,
    instant: Format,
    words_sum: Format,
    money_sum: Format,
    count_sum: Format,
}

impl Formats {
    fn new() -> Formats {
        let money = Format::new().set_num_format("#,##0.00_);(#,##0.00)");
        let count = Format::new().set_num_format("#,##0");
        let head = Format::new().set_bold().set_border_bottom(FormatBorder::Thin);
        let sum = |format: Format| format.set_bold().set_border_top(FormatBorder::Thin);
        Formats {
            head_right: head.clone().set_align(FormatAlign::Right),
            head,
            words_sum: sum(Format::new()),
            money_sum: sum(money.clone()),
            count_sum: sum(count.clone()),
            money,
            count,
            rate: Format::new().set_num_format("0.00##%"),
            day: Format::new().set_num_format("mm/dd/yyyy"),
            instant: Format::new().set_num_format("mm/dd/yyyy h:mm AM/PM"),
        }
    }
}

fn failed(error: XlsxError) -> Refusal {
    Refusal::broken(format!("writing a workbook: {error}"))
}
