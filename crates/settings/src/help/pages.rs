//! The manual's page. Its chapters are Markdown files of the project, kept in the program.

use office::command::kebab;
use office::{Answer, Page, Refusal, Rooms, View};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use ui::prelude::*;

mod kept {
    include!(concat!(env!("OUT_DIR"), "/manual.rs"));
}

/// `/help`, with an anchor for each noun.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let chapters = in_order(view.office.rooms());
    let lines = chapters.iter().map(|(noun, text)| {
        html!("<div>{}</div>", link(title_of(text), &format!("#{}", kebab(noun))))
    });
    let contents = Sheet::new("Contents").body(Html::join(lines));
    let keys = notice(
        Meaning::Good,
        html!(
            "{} shows the keys of the page you are on, {} opens this manual at it.",
            kbd("?"),
            kbd("F1")
        ),
        Html::empty(),
    );
    let sheets = chapters.iter().map(|(noun, text)| chapter(noun, text));
    let body = stack(std::iter::once(keys).chain(sheets));
    Ok(Answer::from(Page {
        title: "Manual".into(),
        sentence: Html::text(
            "How each duty is done, on screen and on the command line; every refusal also says \
             its way out in place.",
        )
        .into_string(),
        body: body.into_string(),
        side: contents.html().into_string(),
        rail: "help",
        ..Page::default()
    }))
}

/// The chapters in the order of the rooms; one that no room claims comes last.
fn in_order(rooms: &Rooms) -> Vec<(&'static str, &'static str)> {
    let place =
        |noun: &str| rooms.nouns().position(|entry| entry.noun == noun).unwrap_or(usize::MAX);
    let mut chapters = kept::PAGES.to_vec();
    chapters.sort_by_key(|(noun, _)| (place(noun), *noun));
    chapters
}

/// The first heading.
fn title_of(text: &str) -> &str {
    text.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or("Chapter").trim()
}

fn chapter(noun: &str, text: &str) -> Html {
    let body = text.split_once('\n').map_or("", |(_, rest)| rest);
    Sheet::new(title_of(text)).id(&kebab(noun)).body(prose(body)).html()
}

/// Markdown as markup, headings one step down since the sheet has its own. Markup inside
/// the Markdown is shown as text.
fn prose(text: &str) -> Html {
    let events = Parser::new_ext(text, Options::ENABLE_TABLES).map(|event| match event {
        Event::Html(raw) | Event::InlineHtml(raw) => Event::Text(raw),
        Event::Start(Tag::Heading { level, id, classes, attrs }) => {
            Event::Start(Tag::Heading { level: one_down(level), id, classes, attrs })
        }
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(one_down(level))),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let dest_url = in_the_manual(dest_url);
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        other => other,
    });
    let mut markup = String::from(r#"<div class="db-prose">"#);
    pulldown_cmark::html::push_html(&mut markup, events);
    markup.push_str("</div>");
    Html::trusted(markup)
}

fn one_down(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H2,
        HeadingLevel::H2 => HeadingLevel::H3,
        HeadingLevel::H3 => HeadingLevel::H4,
        HeadingLevel::H4 => HeadingLevel::H5,
        _ => HeadingLevel::H6,
    }
}

/// A link from one chapter's file to another leads to its place on this page.
fn in_the_manual(href: CowStr<'_>) -> CowStr<'_> {
    match href.strip_suffix(".md") {
        Some(noun) if !noun.contains("://") => {
            let noun = noun.rsplit('/').next().unwrap_or(noun);
            CowStr::from(format!("#{}", kebab(noun)))
        }
        _ => href,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_marked_up_and_markup_in_it_is_text() {
        let prose = prose("## Why\n\nSee [deposits](deposits.md) <b>now</b>.\n").into_string();
        assert!(prose.contains("<h3>Why</h3>"), "{prose}");
        assert!(prose.contains(r##"<a href="#deposits">"##), "{prose}");
        assert!(prose.contains("&lt;b&gt;now"), "{prose}");
    }

    #[test]
    fn every_chapter_has_a_heading_and_words() {
        assert!(kept::PAGES.len() >= 10);
        for (noun, text) in kept::PAGES {
            assert!(text.starts_with("# "), "{noun} begins with its heading");
            assert!(text.len() > 200, "{noun} says something");
        }
    }
}
