//! The timeline: everything that happened with a customer, newest first, in full sentences.

use values::Money;

use crate::icon::Icon;
use crate::{Html, html};

/// One thing that happened.
#[derive(Debug, Clone)]
pub struct Event {
    day: Html,
    time: Html,
    icon: Icon,
    what: Html,
    detail: Html,
    amount: Option<Money>,
    action: Html,
    href: Option<String>,
}

impl Event {
    /// What happened, with its icon.
    pub fn new(icon: Icon, what: impl Into<Html>) -> Self {
        Self {
            day: Html::empty(),
            time: Html::empty(),
            icon,
            what: what.into(),
            detail: Html::empty(),
            amount: None,
            action: Html::empty(),
            href: None,
        }
    }

    /// When: the day is left empty on further lines of the same day.
    pub fn when(mut self, day: impl Into<Html>, time: impl Into<Html>) -> Self {
        self.day = day.into();
        self.time = time.into();
        self
    }

    /// The rest of the sentence; the customer's own words stand in quotes.
    pub fn detail(mut self, detail: impl Into<Html>) -> Self {
        self.detail = detail.into();
        self
    }

    /// The amount at right.
    pub fn amount(mut self, amount: Money) -> Self {
        self.amount = Some(amount);
        self
    }

    /// The action at right, when something is still open.
    pub fn action(mut self, action: impl Into<Html>) -> Self {
        self.action = action.into();
        self
    }

    /// The record behind it.
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    fn html(&self) -> Html {
        let what = match &self.href {
            Some(href) => html!(r#"<a class="db-row-link" href="{}">{}</a>"#, href, self.what),
            None => self.what.clone(),
        };
        let day = if self.day.is_empty() {
            Html::empty()
        } else {
            html!(r#"<b class="db-b">{}</b> "#, self.day)
        };
        let amount = self.amount.map(crate::figures::money);
        html!(
            r#"<li class="db-ev"><span class="db-ev-when">{day}{time}</span>"#
            r#"<span class="db-ev-icon">{icon}</span><span class="db-ev-what"><b class="db-b">"#
            r#"{what}</b> <span class="db-m">{detail}</span></span><span class="db-ev-end">"#
            r#"{amount}{action}</span></li>"#,
            day = day,
            time = self.time,
            icon = self.icon.html(),
            what = what,
            detail = self.detail,
            amount = amount,
            action = self.action
        )
    }
}

/// Events under one another, for the inside of a sheet (`flush`).
pub fn timeline<I>(events: I) -> Html
where
    I: IntoIterator<Item = Event>,
{
    let events = events.into_iter().map(|event| event.html());
    html!(r#"<ol class="db-timeline">{}</ol>"#, Html::join(events))
}
