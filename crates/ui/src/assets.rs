//! The bundle of `web/`, embedded: styles, scripts and the typeface, nothing from elsewhere.
//!
//! Names carry a hash of the content, so an answer may say `Cache-Control: public,
//! max-age=31536000, immutable`. The server mounts them under [`MOUNT`].

/// Where the server mounts the bundle; the style sheet names the typeface by this path.
pub const MOUNT: &str = "/assets/";

static FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// One embedded file, ready to answer a request with.
#[derive(Debug, Clone, Copy)]
pub struct Asset {
    /// The content as it goes over the wire.
    pub bytes: &'static [u8],
    /// The value of the `Content-Type` header.
    pub content_type: &'static str,
    /// The value of the `ETag` header, quotes included.
    pub etag: &'static str,
}

/// The file of this name, without [`MOUNT`].
pub fn find(path: &str) -> Option<Asset> {
    let index = FILES.binary_search_by(|(name, _)| (*name).cmp(path)).ok()?;
    let (name, bytes) = FILES[index];
    Some(Asset { bytes, content_type: content_type(name), etag: etags()[index].as_str() })
}

/// Address of the style sheet every page loads.
pub fn css_href() -> &'static str {
    hrefs()[0].as_str()
}

/// Address of the script every page loads.
pub fn js_href() -> &'static str {
    hrefs()[1].as_str()
}

/// Address of the typeface, for a `preload` link.
pub fn font_href() -> &'static str {
    hrefs()[2].as_str()
}

/// Address of an entry that loads only where a page names it, such as `page-board.js`.
pub fn href(entry: &str) -> Option<String> {
    let (stem, extension) = entry.rsplit_once('.')?;
    FILES.iter().find(|(name, _)| is_entry(name, stem, extension)).map(|(name, _)| at(name))
}

/// Every embedded file's name and size in bytes, for the bundle's budget.
pub fn list() -> impl Iterator<Item = (&'static str, usize)> {
    FILES.iter().map(|(name, bytes)| (*name, bytes.len()))
}

fn hrefs() -> &'static [String; 3] {
    static HREFS: std::sync::OnceLock<[String; 3]> = std::sync::OnceLock::new();
    HREFS.get_or_init(|| {
        ["daybook.css", "daybook.js", "public-sans-latin-wght-normal.woff2"]
            .map(|entry| href(entry).expect("build.mjs makes these entries"))
    })
}

fn etags() -> &'static [String] {
    static ETAGS: std::sync::OnceLock<Vec<String>> = std::sync::OnceLock::new();
    // The hash in the name is one of the content, so the name is a strong validator.
    ETAGS.get_or_init(|| FILES.iter().map(|(name, _)| format!("\"{name}\"")).collect())
}

fn at(name: &str) -> String {
    format!("{MOUNT}{name}")
}

/// Whether `name` is `stem-HASH.extension`.
fn is_entry(name: &str, stem: &str, extension: &str) -> bool {
    name.strip_prefix(stem)
        .and_then(|rest| rest.strip_prefix('-'))
        .and_then(|rest| rest.strip_suffix(extension))
        .and_then(|rest| rest.strip_suffix('.'))
        .is_some_and(|hash| hash.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_files_of_every_page_are_there_under_hashed_names() {
        for href in [css_href(), js_href(), font_href()] {
            let name = href.strip_prefix(MOUNT).unwrap();
            let asset = find(name).unwrap();
            assert!(!asset.bytes.is_empty());
            assert!(asset.etag.contains(name));
        }
        assert_eq!(find("daybook.css").map(|_| ()), None, "an unhashed name must not be cached");
    }

    #[test]
    fn nothing_in_the_bundle_asks_another_host() {
        for (name, bytes) in FILES.iter().filter(|(name, _)| name.ends_with(".css")) {
            let css = std::str::from_utf8(bytes).unwrap();
            assert!(!css.contains("url(http") && !css.contains("url(//"), "{name}");
        }
    }
}
