//! The frame around every page: top bar, rail, head, body, and the phone's bottom bar.
//!
//! It holds no business of its own. Whoever serves pages fills a [`Frame`]; rooms only make
//! the body, so that an htmx answer is the same body without the frame.

use askama::Template;

use crate::mark::{KeyHint, key_legend};
use crate::{Html, assets, html};

/// Everything a whole page shows.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// The page's name, its heading and the browser's title.
    pub title: String,
    /// What stands quietly beside the title, such as an account number.
    pub title_note: String,
    /// The sentence a page opens with: what is so, what is late, what must happen next.
    pub sentence: Html,
    /// The page's own keys, drawn at the right of the head.
    pub keys: Vec<KeyHint>,
    /// Buttons at the right of the head, at most one of them primary.
    pub actions: Html,
    /// The rail, in the office's words. What a person may not do is not in it.
    pub rail: Vec<RailItem>,
    /// The pages that share a line of the rail with this one.
    pub tabs: Vec<RailPage>,
    /// The branch whose day this is.
    pub branch: Branch,
    /// The day, always in sight.
    pub day: DayStrip,
    /// Who else is here.
    pub others: Vec<Person>,
    /// Who is signed in.
    pub me: Person,
    /// Links of the menu under the signed-in person: her settings, signing out.
    pub my_links: Html,
    /// The page itself.
    pub body: Html,
    /// The side column, when the page has one.
    pub side: Option<Html>,
    /// How wide the side column is.
    pub side_width: SideWidth,
    /// A line above everything: plain LAN, read only, a refusal after a form was sent.
    pub notice: Option<Html>,
    /// What was just done, with its undo: see [`toast`](crate::toast::toast).
    pub toast: Option<Html>,
    /// Light, dark, or as the device says.
    pub theme: Theme,
    /// Words standing in the search box.
    pub find_words: String,
    /// Where help for this page is.
    pub help_href: String,
    /// Extra scripts by their entry name, such as `page-board.js`.
    pub scripts: Vec<&'static str>,
    /// Where the page asks from time to time who else is here: see [`live_pieces`].
    pub live_href: Option<String>,
    /// Whether the page's form was refused; the browser's title then begins with "Error:".
    pub has_errors: bool,
}

/// One line of the rail: a duty or a group of duties.
#[derive(Debug, Clone, Default)]
pub struct RailItem {
    /// The word.
    pub name: String,
    /// Where it leads.
    pub href: String,
    /// How many wait there; nothing is shown for none.
    pub count: Option<u64>,
    /// Whether the page shown is this one or one of its pages.
    pub open: bool,
    /// Whether a gap stands before it.
    pub starts_group: bool,
    /// Its pages, shown when it is open.
    pub children: Vec<RailPage>,
}

/// A page of an open room, indented under its word.
#[derive(Debug, Clone, Default)]
pub struct RailPage {
    /// The word.
    pub name: String,
    /// Where it leads.
    pub href: String,
    /// Whether it is the page shown.
    pub here: bool,
}

/// The branch, and the others the person may choose.
#[derive(Debug, Clone, Default)]
pub struct Branch {
    /// "Cedar".
    pub name: String,
    /// "0412".
    pub number: String,
    /// The other branches: words, and the value posted as `branch` when one is chosen.
    pub others: Vec<(String, String)>,
    /// Where the choice is posted.
    pub choose_action: String,
}

/// The day in the top bar: date, time, one box per gate, and its state in words.
#[derive(Debug, Clone, Default)]
pub struct DayStrip {
    /// "Mon, Mar 2".
    pub date: String,
    /// "3:28 pm".
    pub time: String,
    /// The gates that exist, in the order of the day.
    pub gates: Vec<Gate>,
    /// The state's first word: "Open", "Closing", "Closed".
    pub state: String,
    /// The rest: "6 gates left".
    pub words: String,
    /// Where the day is closed.
    pub href: String,
    /// The branch's today, which day fields count from.
    pub today: Option<values::Day>,
}

/// One gate between the day and its close.
#[derive(Debug, Clone, Default)]
pub struct Gate {
    /// What must be clear: "Payments not posted".
    pub name: String,
    /// How many are in the way.
    pub open_count: u64,
    /// Where they are seen.
    pub href: String,
}

/// A person as the top bar shows her.
#[derive(Debug, Clone, Default)]
pub struct Person {
    /// "DW".
    pub initials: String,
    /// "Dana Whitfield".
    pub name: String,
    /// What she does, as far as it touches this page.
    pub doing: Doing,
}

/// What somebody else does, seen from a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Doing {
    /// She changes the record this page is about.
    ChangesThis,
    /// She has the record this page is about before her.
    SeesThis,
    /// She is at another page of the branch.
    #[default]
    Elsewhere,
}

/// The width of the side column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SideWidth {
    /// 252 px, as for the tape.
    Narrow,
    /// 320 px, as for a customer's side sheets.
    #[default]
    Middle,
    /// 356 px, as on Today.
    Wide,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the device says.
    #[default]
    Device,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// The value of `data-theme`, and of the setting that keeps it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of this name, or the device's.
    pub fn named(name: &str) -> Self {
        match name {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::Device,
        }
    }
}

/// The whole page as text, `<!doctype html>` first.
pub fn frame(frame: &Frame) -> String {
    FramePage { frame }.render().expect("rendering into a String does not fail")
}

#[derive(Template)]
#[template(path = "frame.html")]
struct FramePage<'a> {
    frame: &'a Frame,
}

impl FramePage<'_> {
    fn css_href(&self) -> &'static str {
        assets::css_href()
    }

    fn js_href(&self) -> &'static str {
        assets::js_href()
    }

    fn font_href(&self) -> &'static str {
        assets::font_href()
    }

    fn script_hrefs(&self) -> Vec<String> {
        self.frame.scripts.iter().filter_map(|entry| assets::href(entry)).collect()
    }

    fn today(&self) -> Option<String> {
        self.frame.day.today.map(|day| day.to_string())
    }

    fn keys(&self) -> Html {
        if self.frame.keys.is_empty() { Html::empty() } else { key_legend(&self.frame.keys) }
    }

    fn side_class(&self) -> &'static str {
        match (&self.frame.side, self.frame.side_width) {
            (None, _) => "",
            (Some(_), SideWidth::Narrow) => " db-side-narrow",
            (Some(_), SideWidth::Middle) => " db-side-middle",
            (Some(_), SideWidth::Wide) => " db-side-wide",
        }
    }

    fn has_head(&self) -> bool {
        !self.frame.title.is_empty()
    }

    /// The phone's five words: the first room, Find, then Schedule and Money, then the rest.
    fn phone_bar(&self) -> Vec<&RailItem> {
        let rail = &self.frame.rail;
        let first = rail.first().into_iter();
        first.chain(rail.iter().filter(|item| is_on_phone_bar(&item.name))).collect()
    }

    /// Today shows the day as a strip on a phone; elsewhere its gates in the bar are enough.
    fn is_first_room(&self) -> bool {
        self.frame.rail.first().is_some_and(|item| item.open)
    }

    fn more_is_current(&self) -> bool {
        let on_bar = self.phone_bar();
        self.frame
            .rail
            .iter()
            .any(|item| item.open && !on_bar.iter().any(|bar| bar.name == item.name))
    }
}

fn is_on_phone_bar(name: &str) -> bool {
    name == "Schedule" || name == "Money"
}

/// Who else is here, for the bar and for the live event `people`.
pub fn people(others: &[Person]) -> Html {
    let people = others.iter().map(|person| {
        html!(
            r#"<span class="db-av" role="img" aria-label="{name} is here" title="{name}">"#
            r#"{initials}</span>"#,
            name = person.name,
            initials = person.initials
        )
    });
    Html::join(people)
}

/// Who else has the record of this page before her, in words.
pub fn beside(others: &[Person]) -> Html {
    let lines = others.iter().filter_map(|person| {
        let (icon, does) = match person.doing {
            Doing::ChangesThis => (crate::icon::Icon::Pencil, "is changing this too"),
            Doing::SeesThis => (crate::icon::Icon::Eye, "has this open too"),
            Doing::Elsewhere => return None,
        };
        Some(html!("<p>{} {} {}</p>", icon.html(), crate::mark::strong(&person.name), does))
    });
    Html::join(lines)
}

/// What a page asks for from time to time: each piece names the place it belongs in.
pub fn live_pieces(others: &[Person]) -> Html {
    html!(
        r#"<div data-db-place="db-people">{}</div><div data-db-place="db-beside">{}</div>"#,
        people(others),
        beside(others)
    )
}

/// The gates as drawn in the day strip: filled green when clear, in words for a reader.
pub fn gate_boxes(gates: &[Gate]) -> Html {
    let clear = gates.iter().filter(|gate| gate.open_count == 0).count();
    let boxes = gates.iter().map(|gate| {
        Html::trusted(if gate.open_count == 0 { r#"<i class="db-ok"></i>"# } else { "<i></i>" })
    });
    html!(
        r#"<span class="db-gates" role="img" aria-label="{clear} of {all} gates clear">{boxes}"#
        r#"</span>"#,
        clear = clear,
        all = gates.len(),
        boxes = Html::join(boxes)
    )
}
