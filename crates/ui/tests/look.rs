//! What every page promises: contrast in both themes, a small bundle, nothing inline.

#![expect(clippy::disallowed_types, reason = "contrast is a ratio of light, not money")]

use std::collections::HashMap;
use std::io::Write;
use std::process::Command;

use ui::prelude::*;

/// Text tokens and the grounds they may stand on. AA asks for 4.5 to 1.
const TEXT: [(&str, &[&str]); 9] = [
    ("ink", &["ground", "sheet", "sheet-2", "sel"]),
    ("ink-2", &["ground", "sheet", "sheet-2", "sel"]),
    ("ink-3", &["ground", "sheet", "sheet-2", "sel"]),
    ("accent", &["ground", "sheet", "sheet-2", "sel"]),
    ("accent-ink", &["accent"]),
    ("good", &["sheet", "sheet-2", "sel", "good-ground", "ground"]),
    ("watch", &["sheet", "sheet-2", "sel", "watch-ground", "ground"]),
    ("late", &["sheet", "sheet-2", "sel", "late-ground", "ground"]),
    ("wrong", &["sheet", "sheet-2", "sel", "wrong-ground", "ground"]),
];

#[test]
fn text_is_readable_in_light_and_dark() {
    let tokens = tokens();
    for theme in [0, 1] {
        for (text, grounds) in TEXT {
            for ground in grounds {
                let contrast = contrast(&tokens[text][theme], &tokens[*ground][theme]);
                assert!(contrast >= 4.5, "{text} on {ground}, theme {theme}: {contrast:.2}");
            }
        }
        let edge = contrast(&tokens["edge"][theme], &tokens["sheet"][theme]);
        assert!(edge >= 3.0, "the border of a field, theme {theme}: {edge:.2}");
    }
}

#[test]
fn the_bundle_stays_within_its_budget() {
    let (mut all, mut scripts) = (0, 0);
    for (name, _) in ui::assets::list().filter(|(name, _)| !name.starts_with("page-")) {
        let asset = ui::assets::find(name).unwrap();
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(asset.bytes).unwrap();
        let size = packed.finish().unwrap().len();
        all += size;
        scripts += if name.ends_with(".js") { size } else { 0 };
    }
    assert!(all <= 150 * 1024, "first load is {all} bytes");
    assert!(scripts <= 60 * 1024, "scripts are {scripts} bytes");
}

#[test]
fn a_page_needs_no_inline_script_or_style() {
    let frame = Frame {
        title: "<Today> & \"more\"".to_owned(),
        body: Sheet::new("A").body(Field::day("by", "By")).html(),
        ..Frame::default()
    };
    let page = ui::frame(&frame);
    for forbidden in [" style=", "<style", " onclick=", " onload=", "javascript:", "//cdn"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert_eq!(page.matches("<script").count(), page.matches("<script src=\"/assets/").count());
    assert!(page.contains("&#60;Today&#62;") || page.contains("&lt;Today&gt;"));
}

#[test]
fn a_refused_field_leads_from_the_summary_to_its_words() {
    let summary = error_summary([("amount", "Enter an amount such as 127.33.")]);
    let field = Field::money("amount", "Amount").error(Some("Enter an amount such as 127.33."));
    assert!(summary.as_str().contains(r##"href="#f-amount""##));
    let field = field.html();
    assert!(field.as_str().contains(r#"id="f-amount""#), "{field}");
    assert!(field.as_str().contains(r#"aria-describedby="f-amount-error" aria-invalid="true""#));
}

/// The scripts' own tests; they need the same Node that bundled them.
#[test]
fn the_scripts_reckon_as_the_server_does() {
    if Command::new("node").arg("--version").output().is_err() {
        eprintln!("skipped: no Node here");
        return;
    }
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/web");
    let tests = Command::new("node")
        .args(["--test", "test/amount.test.mjs", "test/day.test.mjs"])
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(tests.status.success(), "{}", String::from_utf8_lossy(&tests.stdout));
}

/// Every colour of `tokens.css`: its light and its dark value.
fn tokens() -> HashMap<String, [String; 2]> {
    let css = include_str!("../web/src/tokens.css");
    css.lines()
        .filter_map(|line| line.trim().strip_prefix("--")?.split_once(": light-dark("))
        .map(|(name, pair)| {
            let (light, dark) = pair.trim_end_matches(");").split_once(", ").expect("a pair");
            (name.to_owned(), [light.to_owned(), dark.to_owned()])
        })
        .collect()
}

/// The contrast of two colours by WCAG 2.
fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: &str) -> f64 {
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("hex")) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}
