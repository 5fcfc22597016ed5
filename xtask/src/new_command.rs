//! x
use crate::workspace::Workspace;
use anyhow::Result;
pub fn command(_w: &Workspace, _words: &[String]) -> Result<()> {
    Ok(())
}
