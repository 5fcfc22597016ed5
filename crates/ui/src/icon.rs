//! The outline icons of timelines. Paths are from Tabler Icons (MIT licence).

use crate::{Html, html};

/// An icon, named by what it stands for in the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// A payment, invoice or any slip of paper with figures.
    Receipt,
    /// A telephone call.
    Phone,
    /// A letter or an e-mail.
    Mail,
    /// A visit.
    Truck,
    /// A text message or chat.
    Message,
    /// A note, a credit, a decision.
    Note,
    /// Something done.
    Check,
    /// Cash.
    Cash,
    /// A card payment.
    Card,
    /// An edit.
    Pencil,
    /// An appointment made or moved.
    Calendar,
    /// A document.
    File,
    /// A person.
    Person,
    /// A warning.
    Alert,
    /// A deadline.
    Clock,
    /// Find.
    Search,
    /// Opens downward.
    Down,
    /// Leads on.
    Right,
    /// A bank.
    Bank,
    /// Somebody looks at it.
    Eye,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Receipt => {
                "M5 21v-16a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2v16l-3-2l-2 2l-2-2l-2 2l-2-2l-3 \
                 2m4-14h6m-6 4h6m-2 4h2"
            }
            Self::Phone => {
                "M5 4h4l2 5l-2.5 1.5a11 11 0 0 0 5 5l1.5-2.5l5 2v4a2 2 0 0 1-2 2a16 16 0 0 \
                 1-15-15a2 2 0 0 1 2-2"
            }
            Self::Mail => {
                "M3 7a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-14a2 2 0 0 1-2-2v-10M3 7l9 \
                 6l9-6"
            }
            Self::Truck => {
                "M5 17a2 2 0 1 0 4 0a2 2 0 1 0-4 0M15 17a2 2 0 1 0 4 0a2 2 0 1 0-4 0M5 \
                 17h-2v-11a1 1 0 0 1 1-1h9v12m-4 0h6m4 0h2v-6h-8m0-5h5l3 5"
            }
            Self::Message => {
                "M8 9h8M8 13h6M18 4a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3h-5l-5 3v-3h-2a3 3 0 0 \
                 1-3-3v-8a3 3 0 0 1 3-3h12"
            }
            Self::Note => {
                "M13 20l7-7M13 20v-6a1 1 0 0 1 1-1h6v-7a2 2 0 0 0-2-2h-12a2 2 0 0 0-2 2v12a2 2 0 \
                 0 0 2 2h7"
            }
            Self::Check => "M5 12l5 5l10-10",
            Self::Cash => {
                "M7 15h-3a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1h12a1 1 0 0 1 1 1v3M7 10a1 1 0 0 1 \
                 1-1h12a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-12a1 1 0 0 1-1-1l0-8M12 14a2 2 0 1 0 4 0a2 \
                 2 0 0 0-4 0"
            }
            Self::Card => {
                "M3 8a3 3 0 0 1 3-3h12a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3h-12a3 3 0 0 1-3-3l0-8M3 \
                 10l18 0M7 15l.01 0M11 15l2 0"
            }
            Self::Pencil => "M4 20h4l10.5-10.5a2.828 2.828 0 1 0-4-4l-10.5 10.5v4M13.5 6.5l4 4",
            Self::Calendar => {
                "M4 7a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-12a2 2 0 0 1-2-2v-12M16 \
                 3v4M8 3v4M4 11h16"
            }
            Self::File => {
                "M14 3v4a1 1 0 0 0 1 1h4M17 21h-10a2 2 0 0 1-2-2v-14a2 2 0 0 1 2-2h7l5 5v11a2 2 0 \
                 0 1-2 2"
            }
            Self::Person => {
                "M8 7a4 4 0 1 0 8 0a4 4 0 0 0-8 0M6 21v-2a4 4 0 0 1 4-4h4a4 4 0 0 1 4 4v2"
            }
            Self::Alert => {
                "M12 9v4M10.363 3.591l-8.106 13.534a1.914 1.914 0 0 0 1.636 2.871h16.214a1.914 \
                 1.914 0 0 0 1.636-2.87l-8.106-13.536a1.914 1.914 0 0 0-3.274 0M12 16h.01"
            }
            Self::Clock => "M3 12a9 9 0 1 0 18 0a9 9 0 0 0-18 0M12 7v5l3 3",
            Self::Search => "M3 10a7 7 0 1 0 14 0a7 7 0 1 0-14 0M21 21l-6-6",
            Self::Down => "M6 9l6 6l6-6",
            Self::Right => "M9 6l6 6l-6 6",
            Self::Eye => "M10 12a2 2 0 1 0 4 0a2 2 0 0 0-4 0M21 12q-3.6 6-9 6t-9-6q3.6-6 9-6t9 6",
            Self::Bank => {
                "M3 21l18 0M3 10l18 0M5 6l7-3l7 3M4 10l0 11M20 10l0 11M8 14l0 3M12 14l0 3M16 14l0 3"
            }
        }
    }

    /// The icon, 16 px and in the colour of the text around it. It says nothing aloud: the
    /// words beside it do.
    pub fn html(self) -> Html {
        html!(
            r#"<svg class="db-i" viewBox="0 0 24 24" aria-hidden="true"><path d="{path}"/></svg>"#,
            path = self.path()
        )
    }
}

impl From<Icon> for Html {
    fn from(icon: Icon) -> Self {
        icon.html()
    }
}
