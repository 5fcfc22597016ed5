//! The lists of imports, of their rows and of possible duplicates.

use super::READ;
use crate::customers;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

static STANDINGS: &[State] = &[
    State { word: "reading", title: "Being read", mark: Mark::Watch },
    State { word: "done", title: "Done", mark: Mark::Good },
    State { word: "partly_undone", title: "Undone in part", mark: Mark::Watch },
    State { word: "undone", title: "Undone", mark: Mark::Plain },
];

static PROGRAMS: &[State] = &[
    State { word: "auto", title: "Found out", mark: Mark::Plain },
    State { word: "jobber", title: "Jobber", mark: Mark::Plain },
    State { word: "fieldroutes", title: "FieldRoutes", mark: Mark::Plain },
    State { word: "quickbooks", title: "QuickBooks", mark: Mark::Plain },
    State { word: "table", title: "Another table", mark: Mark::Plain },
];

static VERDICTS: &[State] = &[
    State { word: "new", title: "New", mark: Mark::Good },
    State { word: "match", title: "Known already", mark: Mark::Plain },
    State { word: "conflict", title: "Says something else", mark: Mark::Watch },
    State { word: "rejected", title: "Rejected", mark: Mark::Wrong },
];

static DUPLICATES_STAND: &[State] = &[
    State { word: "open", title: "To look at", mark: Mark::Watch },
    State { word: "settled", title: "Two customers", mark: Mark::Plain },
    State { word: "merged", title: "Merged", mark: Mark::Good },
];

/// Files of customers brought over, the latest first.
pub static LISTING: Listing = Listing {
    name: "imports",
    title: "Imports",
    duty: READ,
    from: "imports i JOIN staff s ON s.id = i.started_by",
    fixed: "i.branch_id = $1",
    key: "i.id",
    href: "/imports/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "i.id"),
        column("started_at", "Started", Kind::Instant, "i.started_at").sorted(),
        column("name", "File", Kind::Name, "i.name"),
        column("program", "From", Kind::State(PROGRAMS), "i.program"),
        column("started_by", "By", Kind::Text, "s.name"),
        column("rows_read", "Read", Kind::Count, "i.rows_read"),
        column("rows_new", "New", Kind::Count, "i.rows_new"),
        column("rows_match", "Known", Kind::Count, "i.rows_match"),
        column("rows_conflict", "Something else", Kind::Count, "i.rows_conflict"),
        column("rows_rejected", "Rejected", Kind::Count, "i.rows_rejected"),
        column("brought_cents", "Brought", Kind::Money, "i.brought_cents"),
        column("standing", "Standing", Kind::State(STANDINGS), STANDING),
    ],
    filters: &[filter("program", "From", Asked::OneOf(PROGRAMS), "i.program = ?")],
    sort: "-started_at",
    bulk: &[],
};

const STANDING: &str = "CASE WHEN i.undone_at IS NOT NULL THEN 'undone' \
    WHEN i.rows_undone > 0 THEN 'partly_undone' \
    WHEN i.finished_at IS NOT NULL THEN 'done' ELSE 'reading' END";

/// The rows of an import, in the order of the file.
pub static ROWS: Listing = Listing {
    name: "imports.rows",
    title: "Rows",
    duty: READ,
    from: "import_rows r LEFT JOIN customers c ON c.branch_id = r.branch_id \
           AND c.id = r.customer_id",
    fixed: "r.branch_id = $1",
    key: "r.id",
    href: "",
    columns: &[
        column("id", "Id", Kind::Id, "r.id"),
        column("line", "Line", Kind::Count, "r.line").sorted(),
        column("label", "Name", Kind::Name, "r.label"),
        column("verdict", "Is", Kind::State(VERDICTS), "r.verdict"),
        column("number", "Account", Kind::Text, "COALESCE(c.number, '')"),
        column("words", "Words", Kind::Text, "r.words"),
        column("undone", "Undone", Kind::Text, "r.undone"),
        column("amount_cents", "Owed", Kind::Money, "r.amount_cents").summed(),
    ],
    filters: &[
        filter("import", "Import", Asked::Id, "r.import_id = ?"),
        filter("verdict", "Is", Asked::OneOf(VERDICTS), "r.verdict = ?"),
        filter("marked", "Something to look at", Asked::Switch, "r.words <> ''"),
        filter("stays", "Not taken back", Asked::Switch, STAYS),
    ],
    sort: "line",
    bulk: &[],
};

const STAYS: &str = "r.undone <> '' AND r.undone <> 'Taken back.'";

/// Customers who may be the same as others, the latest found first.
pub static DUPLICATES: Listing = Listing {
    name: "imports.duplicates",
    title: "Possible duplicates",
    duty: customers::READ,
    from: "possible_duplicates d JOIN customers a ON a.branch_id = d.branch_id \
           AND a.id = d.customer_id JOIN customers b ON b.branch_id = d.branch_id \
           AND b.id = d.other_id",
    fixed: "d.branch_id = $1",
    key: "d.id",
    href: "/imports/duplicates/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "d.id"),
        column("found_at", "Found", Kind::Instant, "d.found_at").sorted(),
        column("name", "Customer", Kind::Name, "a.name"),
        column("number", "Account", Kind::Text, "a.number"),
        column("other_name", "Looks like", Kind::Text, "b.name"),
        column("other_number", "Account", Kind::Text, "b.number"),
        column("why", "For", Kind::Text, "d.why"),
        column("standing", "Standing", Kind::State(DUPLICATES_STAND), DUPLICATE_STANDING),
    ],
    filters: &[
        filter("import", "Import", Asked::Id, "d.import_id = ?"),
        filter("open", "To look at", Asked::Switch, OPEN),
    ],
    sort: "-found_at",
    bulk: &["imports.keep_apart"],
};

const DUPLICATE_STANDING: &str = "CASE WHEN d.settled_at IS NOT NULL THEN 'settled' \
    WHEN a.standing = 'merged' OR b.standing = 'merged' THEN 'merged' ELSE 'open' END";

const OPEN: &str = "d.settled_at IS NULL AND a.standing <> 'merged' AND b.standing <> 'merged'";
