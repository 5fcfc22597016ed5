//! SQL as registered text: every literal of the program is known, so one test can prepare them all.

use linkme::distributed_slice;

/// One SQL statement of the program, written with `sql!` or `sql_lock!`.
#[derive(Debug, PartialEq)]
pub struct Stmt {
    /// The portable text, with `$1` placeholders.
    pub text: &'static str,
    /// The source file it stands in.
    pub file: &'static str,
    /// The line it stands on.
    pub line: u32,
    /// Whether it also locks the rows it reads.
    pub only: Only,
}

/// What a statement asks for beyond its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Only {
    /// The text, on both engines.
    Both,
    /// The rows read are held until the transaction ends, where the engine has row locks.
    ReadersLock,
}

/// A registered statement: the only thing `exec`, `all`, `find` and `one` accept.
pub type Sql = &'static Stmt;

/// Every `sql!` of every crate that is linked into the program.
#[doc(hidden)]
#[allow(unsafe_code)] // A link section, as in `statement!` below.
#[distributed_slice]
pub static STATEMENTS: [&'static Stmt];

/// Every registered statement of the program, in no particular order.
///
/// A crate nobody names is not linked and its statements are absent: tests assert a minimum count.
pub fn statements() -> impl Iterator<Item = Sql> {
    STATEMENTS.iter().copied()
}

/// Registers a literal SQL statement and gives its [`Sql`].
///
/// ```
/// # use store::{sql, Sql};
/// const CUSTOMER: fn() -> Sql = || sql!("SELECT 1");
/// assert_eq!(CUSTOMER().text, "SELECT 1");
/// ```
#[macro_export]
macro_rules! sql {
    ($text:expr) => {
        $crate::statement!($text, $crate::Only::Both)
    };
}

/// Registers a SELECT whose rows stay locked until the transaction ends.
///
/// PostgreSQL gets ` FOR UPDATE` behind the text; SQLite has one writer and needs no row locks.
#[macro_export]
macro_rules! sql_lock {
    ($text:expr) => {
        $crate::statement!($text, $crate::Only::ReadersLock)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! statement {
    ($text:expr, $only:expr) => {{
        static STATEMENT: $crate::Stmt =
            $crate::Stmt { text: $text, file: file!(), line: line!(), only: $only };
        // The entry lands in a link section of its own, which rustc counts as unsafe code.
        #[allow(unsafe_code)]
        #[$crate::linkme::distributed_slice($crate::STATEMENTS)]
        #[linkme(crate = $crate::linkme)]
        static REGISTERED: &'static $crate::Stmt = &STATEMENT;
        &STATEMENT
    }};
}

/// What a connection is asked to run: a registered statement, or a text `office::listing` joined
/// from literal pieces.
#[derive(Clone, Copy)]
pub(crate) enum Text<'s> {
    Fixed(Sql),
    Joined(&'s str),
}

impl Text<'_> {
    /// The registered statement, for error messages.
    pub(crate) fn sql(self) -> Option<Sql> {
        match self {
            Text::Fixed(sql) => Some(sql),
            Text::Joined(_) => None,
        }
    }
}
