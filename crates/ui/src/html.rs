//! Finished markup as a type, so that text and markup cannot be taken for one another.
//!
//! Text becomes [`Html`] by escaping (`"a & b".into()`), markup by the [`html!`](crate::html!)
//! macro, which escapes every argument that is not `Html` already.

use std::borrow::Cow;
use std::fmt::{self, Display, Write};

/// Markup that is safe to send: everything in it was escaped or written by us.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// No markup at all.
    pub const fn empty() -> Self {
        Self(String::new())
    }

    /// Escapes `text`, for element content and for quoted attributes alike.
    pub fn text(text: impl Display) -> Self {
        let mut escaped = String::new();
        write!(Escaping(&mut escaped), "{text}").expect("a String takes all");
        Self(escaped)
    }

    /// Takes over markup that is known to be safe, such as a rendered template.
    /// Never pass anything a person typed.
    pub fn trusted(markup: impl Into<String>) -> Self {
        Self(markup.into())
    }

    /// One piece after the other.
    pub fn join<I>(pieces: I) -> Self
    where
        I: IntoIterator,
        I::Item: Into<Html>,
    {
        let mut all = Self::empty();
        for piece in pieces {
            all.push(piece);
        }
        all
    }

    /// Adds one more piece at the end.
    pub fn push(&mut self, piece: impl Into<Html>) {
        let piece = piece.into();
        if self.0.is_empty() {
            *self = piece;
        } else {
            self.0.push_str(&piece.0);
        }
    }

    /// True when there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The markup, owned.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl Display for Html {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Templates write `{{ piece }}` for a component without escaping it a second time.
impl askama::filters::HtmlSafe for Html {}

impl From<&str> for Html {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<String> for Html {
    fn from(text: String) -> Self {
        Self::text(text)
    }
}

impl From<&String> for Html {
    fn from(text: &String) -> Self {
        Self::text(text)
    }
}

impl From<&Html> for Html {
    fn from(html: &Html) -> Self {
        html.clone()
    }
}

impl<T: Into<Html>> From<Option<T>> for Html {
    fn from(piece: Option<T>) -> Self {
        piece.map_or_else(Self::empty, Into::into)
    }
}

/// What [`html!`](crate::html!) accepts as an argument. Text is escaped, `Html` is not.
pub trait Piece {
    /// Writes the piece as markup.
    fn write_piece(&self, out: &mut dyn Write) -> fmt::Result;
}

impl Piece for Html {
    fn write_piece(&self, out: &mut dyn Write) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl Piece for str {
    fn write_piece(&self, out: &mut dyn Write) -> fmt::Result {
        Escaping(out).write_str(self)
    }
}

impl Piece for String {
    fn write_piece(&self, out: &mut dyn Write) -> fmt::Result {
        self.as_str().write_piece(out)
    }
}

impl Piece for Cow<'_, str> {
    fn write_piece(&self, out: &mut dyn Write) -> fmt::Result {
        self.as_ref().write_piece(out)
    }
}

impl Piece for char {
    fn write_piece(&self, out: &mut dyn Write) -> fmt::Result {
        Escaping(out).write_char(*self)
    }
}

impl<T: Piece + ?Sized> Piece for &T {
    fn write_piece(&self, out: &mut dyn Write) -> fmt::Result {
        (**self).write_piece(out)
    }
}

impl<T: Piece> Piece for Option<T> {
    fn write_piece(&self, out: &mut dyn Write) -> fmt::Result {
        self.as_ref().map_or(Ok(()), |piece| piece.write_piece(out))
    }
}

macro_rules! whole_numbers_are_pieces {
    ($($number:ty)*) => {$(
        impl Piece for $number {
            fn write_piece(&self, out: &mut dyn Write) -> fmt::Result {
                write!(out, "{self}")
            }
        }
        impl From<$number> for Html {
            fn from(number: $number) -> Self {
                Self(number.to_string())
            }
        }
    )*};
}
whole_numbers_are_pieces!(u8 u16 u32 u64 usize i16 i32 i64);

/// A piece on its way into a format string. Only [`html!`](crate::html!) needs it.
#[doc(hidden)]
pub struct Written<'a, T: ?Sized>(pub &'a T);

impl<T: Piece + ?Sized> Display for Written<'_, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write_piece(formatter)
    }
}

/// Markup from a literal and its arguments, every one of them escaped unless it is [`Html`].
///
/// ```
/// use ui::html;
/// let name = "Hatch & Daughters";
/// assert_eq!(html!("<b>{}</b>", name).as_str(), "<b>Hatch &amp; Daughters</b>");
/// ```
///
/// Long markup may be written as several literals, one a line.
///
/// Names in the braces must be given after the literal (`html!("{name}", name = name)`):
/// a name taken from the surrounding code would not be escaped, so it does not compile.
#[macro_export]
macro_rules! html {
    // One argument after the other moves into the second brackets, wrapped so that it is escaped.
    (@ [$($template:literal)+] [$($written:tt)*]) => {
        // `concat!` keeps `format!` from taking names out of the surrounding code.
        $crate::Html::trusted(::std::format!(::std::concat!($($template),+) $($written)*))
    };
    (@ $template:tt [$($written:tt)*] $name:ident = $piece:expr $(, $($rest:tt)*)?) => {
        $crate::html!(
            @ $template [$($written)*, $name = $crate::html::Written(&$piece)] $($($rest)*)?
        )
    };
    (@ $template:tt [$($written:tt)*] $piece:expr $(, $($rest:tt)*)?) => {
        $crate::html!(@ $template [$($written)*, $crate::html::Written(&$piece)] $($($rest)*)?)
    };
    ($($template:literal)+ $(, $($pieces:tt)*)?) => {
        $crate::html!(@ [$($template)+] [] $($($pieces)*)?)
    };
}

/// Escapes what is written through it.
struct Escaping<W>(W);

impl<W: Write> Write for Escaping<W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut rest = text;
        while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
            let (plain, special) = rest.split_at(at);
            self.0.write_str(plain)?;
            self.0.write_str(match special.as_bytes()[0] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                _ => "&#39;",
            })?;
            rest = &special[1..];
        }
        self.0.write_str(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_for_content_and_attributes() {
        let nasty = "<script>\"x\" & 'y'</script>";
        let safe = "&lt;script&gt;&quot;x&quot; &amp; &#39;y&#39;&lt;/script&gt;";
        assert_eq!(Html::text(nasty).as_str(), safe);
        assert_eq!(html!("{}", nasty).as_str(), safe);
        assert_eq!(html!(r#"<a title="{t}">"#, t = nasty), Html(format!("<a title=\"{safe}\">")));
    }

    #[test]
    fn markup_passes_through_once() {
        let bold = html!("<b>{}</b>", "a&b");
        assert_eq!(html!("<p>{}{}</p>", bold, 7).as_str(), "<p><b>a&amp;b</b>7</p>");
        assert_eq!(Html::join([bold.clone(), Html::text("<")]).as_str(), "<b>a&amp;b</b>&lt;");
        assert_eq!(html!("{}", None::<Html>), Html::empty());
    }
}
