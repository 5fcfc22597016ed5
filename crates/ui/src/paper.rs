//! Paper: what a printed slip, statement or invoice looks like on the screen before it is
//! printed, and what the browser prints. Black on white, letter size, totals ruled.

use values::Money;

use crate::{Html, html};

/// A letter page.
#[derive(Debug, Clone, Default)]
pub struct Paper {
    /// What stands at the top, left and right.
    pub head: (Html, Html),
    /// The content.
    pub body: Html,
    /// What is cut or torn off at the bottom.
    pub stub: Option<Stub>,
    /// The foot's words: what was printed, for whom and when.
    pub foot: String,
    /// Page and pages.
    pub page: (u32, u32),
}

/// The part under the cut line.
#[derive(Debug, Clone, Default)]
pub struct Stub {
    /// What the cut line says.
    pub words: String,
    /// The content.
    pub body: Html,
}

/// The page as a sheet of paper.
pub fn paper(paper: &Paper) -> Html {
    let stub = paper.stub.as_ref().map(|stub| {
        html!(
            r#"<div class="db-stub"><div class="db-cut-line"><span>{words}</span></div>{body}"#
            r#"</div>"#,
            words = stub.words,
            body = stub.body
        )
    });
    html!(
        r#"<article class="db-paper"><header class="db-paper-head"><div>{left}</div><div>{right}"#
        r#"</div></header><div class="db-paper-body">{body}</div>{stub}"#
        r#"<footer class="db-paper-foot"><span>{foot}</span><span>Page {page} of {pages}</span>"#
        r#"</footer></article>"#,
        left = paper.head.0,
        right = paper.head.1,
        body = paper.body,
        stub = stub,
        foot = paper.foot,
        page = paper.page.0,
        pages = paper.page.1
    )
}

/// A form box on paper: 1.5 px black rules.
#[derive(Debug, Clone, Default)]
pub struct PaperBox {
    /// The small label.
    pub label: String,
    /// What stands in it.
    pub figure: Html,
    /// Whether the figure stands at right, as amounts do.
    pub is_amount: bool,
}

impl PaperBox {
    /// A box of words or a number that names something.
    pub fn new(label: &str, figure: impl Into<Html>) -> Self {
        Self { label: label.to_owned(), figure: figure.into(), is_amount: false }
    }

    /// A box with an amount.
    pub fn amount(label: &str, figure: impl Into<Html>) -> Self {
        Self { is_amount: true, ..Self::new(label, figure) }
    }
}

/// Form boxes on paper.
pub fn paper_boxes<I>(boxes: I) -> Html
where
    I: IntoIterator<Item = PaperBox>,
{
    let boxes = boxes.into_iter().map(|one| {
        html!(
            r#"<div class="{class}"><span>{label}</span><b>{figure}</b></div>"#,
            class = if one.is_amount { "db-amount" } else { "" },
            label = one.label,
            figure = one.figure
        )
    });
    html!(r#"<div class="db-fb">{}</div>"#, Html::join(boxes))
}

/// Words and amounts under one another, the last of them the total under a double line.
pub fn paper_totals(lines: &[(String, Money)], total: (&str, Html)) -> Html {
    let lines = lines.iter().map(|(words, amount)| {
        html!("<div><span>{}</span>{}</div>", words, crate::figures::money(*amount))
    });
    html!(
        r#"<div class="db-totals">{lines}<div class="db-total"><span>{words}</span>"#
        r#"<span class="db-n db-pos"><span class="db-dbl">{figure}</span></span></div></div>"#,
        lines = Html::join(lines),
        words = total.0,
        figure = total.1
    )
}

/// A signature on its line: the name written, and what it stands for beneath. An empty name
/// leaves the line to be signed.
pub fn signature(name: &str, words: &str) -> Html {
    html!(
        r#"<div class="db-sig-box"><div class="db-sig">{name}</div><div class="db-sig-words">"#
        r#"{words}</div></div>"#,
        name = name,
        words = words
    )
}

/// A signature that somebody still owes: "waiting for Ruth Okafor".
pub fn signature_waiting(waiting: &str, words: &str) -> Html {
    html!(
        r#"<div class="db-sig-box"><div class="db-sig db-sig-waiting">{waiting}</div>"#
        r#"<div class="db-sig-words">{words}</div></div>"#,
        waiting = waiting,
        words = words
    )
}

/// Signatures side by side.
pub fn signatures<I>(signatures: I) -> Html
where
    I: IntoIterator<Item = Html>,
{
    html!(r#"<div class="db-sigs">{}</div>"#, Html::join(signatures))
}

/// Several pages, one under the other on screen, each on its own sheet when printed.
pub fn papers<I>(pages: I) -> Html
where
    I: IntoIterator<Item = Paper>,
{
    let pages = pages.into_iter().map(|page| paper(&page));
    html!(r#"<div class="db-papers">{}</div>"#, Html::join(pages))
}
