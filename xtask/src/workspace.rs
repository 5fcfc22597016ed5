//! Where the checkout is, which files belong to it, and where cargo puts what it builds.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;

/// The checkout this tool was started in.
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// Cargo names the package's folder at run time; without cargo, the nearest folder above
    /// that holds `xtask/Cargo.toml` is taken.
    pub fn find() -> Result<Self> {
        let start = match std::env::var_os("CARGO_MANIFEST_DIR") {
            Some(folder) => PathBuf::from(folder),
            None => std::env::current_dir()?,
        };
        let root = start
            .ancestors()
            .find(|folder| folder.join("xtask/Cargo.toml").is_file())
            .with_context(|| format!("{} is not inside the checkout", start.display()))?;
        Ok(Self { root: root.to_path_buf() })
    }

    /// A folder that a test takes for the checkout.
    #[cfg(test)]
    pub fn at(root: PathBuf) -> Self {
        Self { root }
    }

    /// The checkout's top folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A path inside the checkout.
    pub fn path(&self, inside: impl AsRef<Path>) -> PathBuf {
        self.root.join(inside)
    }

    /// A command that runs in the top folder.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// The cargo that started this tool, in the top folder. `RUSTFLAGS` is taken away so that
    /// every part of a check shares one set of artefacts, and the variables that cargo set for
    /// this tool are too, or build scripts would see them and build again.
    pub fn cargo(&self) -> Command {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_string());
        let mut command = self.command(&cargo);
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy();
            if name == "RUSTFLAGS"
                || name.starts_with("CARGO_PKG_")
                || name.starts_with("CARGO_BIN_")
            {
                command.env_remove(name.as_ref());
            }
        }
        command.env_remove("CARGO_MANIFEST_DIR").env_remove("CARGO_MANIFEST_PATH");
        command
    }

    /// Whether `cargo NAME` exists here (clippy, fmt and nextest are not on every machine).
    pub fn has_cargo_tool(&self, name: &str) -> bool {
        process::succeeds(self.cargo().args([name, "--version"]))
    }

    /// The folder cargo builds into.
    pub fn target(&self) -> Result<PathBuf> {
        let mut metadata = self.cargo();
        metadata.args(["metadata", "--no-deps", "--format-version", "1"]);
        let answer: serde_json::Value = serde_json::from_str(&process::output(&mut metadata)?)?;
        let folder =
            answer["target_directory"].as_str().context("cargo metadata names no target")?;
        Ok(PathBuf::from(folder))
    }

    /// The debug build of the product that is there now.
    pub fn built_daybook(&self) -> Result<PathBuf> {
        let binary = self.target()?.join("debug/daybook");
        if !binary.is_file() {
            bail!("{} is not built", binary.display());
        }
        Ok(binary)
    }

    /// Builds the product in the development profile and names the binary.
    pub fn build_daybook(&self) -> Result<PathBuf> {
        process::run(self.cargo().args(["build", "--package", "daybook", "--bin", "daybook"]))?;
        self.built_daybook()
    }

    /// Files that belong to the checkout: tracked ones, and new ones that nothing ignores.
    pub fn files(&self) -> Result<Vec<String>> {
        let mut list = self.command("git");
        list.args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"]);
        let mut files: Vec<String> = process::output(&mut list)?
            .split('\0')
            .filter(|path| !path.is_empty() && self.path(path).is_file())
            .map(str::to_string)
            .collect();
        files.sort();
        files.dedup();
        Ok(files)
    }
}
