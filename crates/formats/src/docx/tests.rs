//! Letters as word processors write them.

use super::*;
use std::io::Write;
use zip::write::SimpleFileOptions;

/// A document with this body, packed as word processors pack it.
fn docx(body: &str) -> Vec<u8> {
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:body>{body}<w:sectPr/></w:body></w:document>"
    );
    let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    packed.start_file("[Content_Types].xml", SimpleFileOptions::default()).unwrap();
    packed.write_all(b"<Types/>").unwrap();
    packed.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    packed.write_all(xml.as_bytes()).unwrap();
    packed.finish().unwrap().into_inner()
}

#[test]
fn paragraphs_lists_and_bold_words() {
    let item = |words: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/></w:numPr></w:pPr>\
             <w:r><w:t>{words}</w:t></w:r></w:p>"
        )
    };
    let body = format!(
        "<w:p><w:r><w:t xml:space=\"preserve\">Your price is </w:t></w:r>\
         <w:r><w:rPr><w:b/></w:rPr><w:t>$129.00</w:t></w:r>\
         <w:r><w:rPr><w:b w:val=\"0\"/></w:rPr><w:t xml:space=\"preserve\"> &amp; tax.</w:t></w:r>\
         </w:p><w:p/>{}{}<w:p><w:r><w:t>Thank you,</w:t><w:br/><w:t>Dana</w:t></w:r></w:p>",
        item("ants"),
        item("roaches")
    );
    let text = read(&docx(&body)).unwrap();
    assert_eq!(text, "Your price is **$129.00** & tax.\n\n- ants\n- roaches\n\nThank you,\nDana");
}

#[test]
fn a_field_is_merged_however_it_was_written() {
    let run = |inner: &str| format!("<w:r>{inner}</w:r>");
    let complex = [
        run("<w:fldChar w:fldCharType=\"begin\"/>"),
        run("<w:instrText> MERGEFIELD new_price \\* MERGEFORMAT </w:instrText>"),
        run("<w:fldChar w:fldCharType=\"separate\"/>"),
        run("<w:t>\u{ab}new_price\u{bb}</w:t>"),
        run("<w:fldChar w:fldCharType=\"end\"/>"),
    ]
    .concat();
    let simple = "<w:fldSimple w:instr=\" MERGEFIELD &quot;name&quot; \">\
                  <w:r><w:t>x</w:t></w:r></w:fldSimple>";
    let typed = run("<w:t xml:space=\"preserve\"> from {{</w:t>") + &run("<w:t>from_day}}.</w:t>");
    let page = "<w:fldSimple w:instr=\"PAGE\"><w:r><w:t>1</w:t></w:r></w:fldSimple>";
    let body = format!("<w:p>{simple}: {complex}{typed}{page}</w:p>");
    assert_eq!(read(&docx(&body)).unwrap(), "{{name}}{{new_price}} from {{from_day}}.");
}

#[test]
fn what_was_struck_out_and_what_stands_twice_is_left_out() {
    let body = "<w:p><w:del><w:r><w:t>old</w:t></w:r></w:del><w:r><w:t>new</w:t></w:r>\
                <mc:AlternateContent><mc:Fallback><w:r><w:t>again</w:t></w:r></mc:Fallback>\
                </mc:AlternateContent></w:p>";
    assert_eq!(read(&docx(body)).unwrap(), "new");
}

#[test]
fn what_is_no_letter_is_refused_with_the_reason() {
    assert_eq!(read(b"Dear Ms. Rivera"), Err(DocxError::NoDocument));
    assert_eq!(read(&docx("<w:p/>")), Err(DocxError::Empty));
    assert_eq!(read(&docx("<w:p><w:r></w:p>")), Err(DocxError::Damaged));
    assert_eq!(read(&vec![0; LONGEST_FILE + 1]), Err(DocxError::TooLong));
    let whole = docx("<w:p><w:r><w:t>Dear</w:t></w:r></w:p>");
    for end in [10, whole.len() / 2, whole.len() - 1] {
        assert!(read(&whole[..end]).is_err(), "torn at {end}");
    }
    let other = {
        let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
        packed.start_file("xl/workbook.xml", SimpleFileOptions::default()).unwrap();
        packed.finish().unwrap().into_inner()
    };
    assert_eq!(read(&other), Err(DocxError::NoDocument));
}

/// Eight megabytes of one letter pack into a few kilobytes: it is cut off, not unpacked whole.
#[test]
fn a_bomb_is_damaged() {
    let body = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "a".repeat(9 * 1024 * 1024));
    assert_eq!(read(&docx(&body)), Err(DocxError::Damaged));
}

#[test]
fn the_fixture_is_read_as_it_is_meant() {
    let bytes = include_bytes!("../../fixtures/letter.docx");
    let text = read(bytes).unwrap();
    assert!(text.starts_with("Our office moves on **April 6**. Your account {{account}} and"));
    assert!(text.contains("\n\n- our address, as on this sheet\n- our hours: Monday"), "{text}");
    assert!(text.ends_with("call {{phone}} & ask for the office."), "{text}");
}
