//! The files a check reads: texts of the checkout, or a few made up by a test.

use std::fs;

use anyhow::Result;

use crate::workspace::Workspace;

/// Larger files are bundles, fonts and fixtures, which nobody reads as text.
const LARGEST: u64 = 1 << 20;

/// What marks code that only tests are built from.
const TEST_MARK: &str = "#[cfg(test)]";

/// The room crates, each of which keeps one folder per duty, in the order of who may know whom.
pub const ROOMS: &[&str] = &[
    "books",
    "settings",
    "front_desk",
    "dispatch",
    "billing",
    "money",
    "collections",
    "safekeeping",
    "people",
    "back_office",
    "reports",
    "day",
];

/// The checkout's texts, sorted by path, and the paths of everything in it.
pub struct Tree {
    files: Vec<File>,
    paths: Vec<String>,
}

/// A text of the checkout.
pub struct File {
    /// From the top of the checkout, with `/`.
    pub path: String,
    pub text: String,
}

/// A folder of a room: `crates/money/src/deposits` is the duty `deposits` of `money`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Duty {
    pub room: String,
    pub noun: String,
}

impl Tree {
    /// Reads every text that belongs to the checkout.
    pub fn read(workspace: &Workspace) -> Result<Self> {
        let paths = workspace.files()?;
        let mut files = Vec::new();
        for path in &paths {
            let place = workspace.path(path);
            if fs::metadata(&place).is_ok_and(|file| file.len() <= LARGEST)
                && let Ok(text) = fs::read_to_string(&place)
            {
                files.push(File { path: path.clone(), text });
            }
        }
        Ok(Self { files, paths })
    }

    /// A tree made up by a test.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        let file = |(path, text): &(&str, &str)| File {
            path: (*path).to_string(),
            text: (*text).to_string(),
        };
        let paths = files.iter().map(|(path, _)| (*path).to_string()).collect();
        Self { files: files.iter().map(file).collect(), paths }
    }

    /// All texts.
    pub fn files(&self) -> impl Iterator<Item = &File> {
        self.files.iter()
    }

    /// The texts with one of the endings, such as `.rs`.
    pub fn ending<'t>(&'t self, endings: &'t [&str]) -> impl Iterator<Item = &'t File> {
        self.files().filter(move |file| endings.iter().any(|ending| file.path.ends_with(ending)))
    }

    /// The text at a path.
    pub fn find(&self, path: &str) -> Option<&File> {
        self.files().find(|file| file.path == path)
    }

    /// Whether a file or a folder is at a path.
    pub fn has(&self, path: &str) -> bool {
        let folder = format!("{}/", path.trim_end_matches('/'));
        self.paths.iter().any(|known| known == path || known.starts_with(&folder))
    }

    /// Every duty there is a folder for, in the order of the paths.
    pub fn duties(&self) -> Vec<Duty> {
        let mut duties: Vec<Duty> = self.files().filter_map(File::duty).collect();
        duties.sort();
        duties.dedup();
        duties
    }
}

impl Tree {
    /// Whether only tests are built from the file: it is in a folder for tests, or the module that
    /// declares it does so under `#[cfg(test)]`.
    pub fn is_test(&self, file: &File) -> bool {
        let path = file.path.as_str();
        if path.contains("/tests/") || path.contains("/testing/") || file.name() == "testing.rs" {
            return true;
        }
        let (folder, module) = path.rsplit_once('/').unwrap_or(("", path));
        let declares = format!("mod {};", module.trim_end_matches(".rs"));
        let parents =
            [format!("{folder}/mod.rs"), format!("{folder}/lib.rs"), format!("{folder}.rs")];
        parents.iter().filter_map(|parent| self.find(parent)).any(|parent| {
            parent.text.split(TEST_MARK).skip(1).any(|after| {
                let next = after.trim_start().trim_start_matches("pub(crate) ");
                next.trim_start_matches("pub ").starts_with(&declares)
            })
        })
    }
}

impl File {
    /// The part of the text that ships: what stands before its module of tests.
    pub fn shipped(&self) -> &str {
        let mark = format!("{TEST_MARK}\nmod tests {{");
        self.text.split(&mark).next().unwrap_or_default()
    }

    /// The crate the file is in: `money` for `crates/money/src/lib.rs`.
    pub fn crate_name(&self) -> Option<&str> {
        self.path.strip_prefix("crates/")?.split('/').next()
    }

    /// The last part of the path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The duty whose folder the file is in.
    pub fn duty(&self) -> Option<Duty> {
        let (room, inside) = self.path.strip_prefix("crates/")?.split_once("/src/")?;
        let (noun, _) = inside.split_once('/')?;
        ROOMS.contains(&room).then(|| Duty { room: room.to_string(), noun: noun.to_string() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_told_from_what_ships() {
        let tree = Tree::of(&[
            ("crates/money/src/deposits/mod.rs", "mod close;\n#[cfg(test)]\nmod story;\n"),
            ("crates/money/src/deposits/story.rs", ""),
            ("crates/money/src/deposits/close.rs", "fn a() {}\n#[cfg(test)]\nmod tests {}\n"),
            ("crates/daybook/tests/all/main.rs", ""),
        ]);
        let tests: Vec<bool> = tree.files().map(|file| tree.is_test(file)).collect();
        assert_eq!(tests, [false, true, false, true]);
        let close = tree.find("crates/money/src/deposits/close.rs").unwrap();
        assert_eq!(close.shipped(), "fn a() {}\n");
    }

    #[test]
    fn duties_are_the_folders_of_rooms() {
        let tree = Tree::of(&[
            ("crates/money/src/lib.rs", ""),
            ("crates/money/src/deposits/mod.rs", ""),
            ("crates/money/src/deposits/pages/list.html", ""),
            ("crates/store/src/dialect/mod.rs", ""),
        ]);
        let duty = Duty { room: "money".to_string(), noun: "deposits".to_string() };
        assert_eq!(tree.duties(), [duty]);
        assert!(tree.has("crates/money/src/deposits"));
        assert!(!tree.has("crates/money/src/dep"));
    }
}
