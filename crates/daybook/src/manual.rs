//! Where the manual's page for a duty is.

/// The manual page of a noun, or the manual's front page.
pub fn href(noun: &str) -> String {
    match noun {
        "" => "/help".into(),
        noun => format!("/help#{}", office::command::kebab(noun)),
    }
}
