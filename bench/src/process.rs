//! What Linux knows about a process: the time it was on a processor, the memory it took.

use anyhow::{Context, Result};
use std::fs;

/// Ticks a second in `/proc/PID/stat`; the same on every Linux since 2.4.
const TICKS: f64 = 100.0;

/// The CPU seconds this process has used so far, all threads, ours and the kernel's.
pub fn cpu_seconds() -> Result<f64> {
    let text = fs::read_to_string("/proc/self/stat").context("no /proc/self/stat")?;
    let ticks = cpu_ticks(&text).context("/proc/self/stat has another form")?;
    Ok(ticks / TICKS)
}

/// User and system time, the 14th and 15th field; the 2nd is a name that may hold spaces.
fn cpu_ticks(text: &str) -> Option<f64> {
    let (_, behind_name) = text.rsplit_once(')')?;
    let mut fields = behind_name.split_whitespace().skip(11);
    let user: f64 = fields.next()?.parse().ok()?;
    let system: f64 = fields.next()?.parse().ok()?;
    Some(user + system)
}

/// Forgets the most memory this process has held, so that the next work is measured alone.
pub fn forget_peak() -> Result<()> {
    fs::write("/proc/self/clear_refs", "5").context("the peak cannot be forgotten")
}

/// The most memory a process has ever held, in megabytes (of a million bytes).
pub fn peak_megabytes(process: u32) -> Result<f64> {
    let text = fs::read_to_string(format!("/proc/{process}/status"))?;
    let kibibytes = peak_kibibytes(&text).context("no VmHWM in /proc")?;
    Ok(kibibytes * 1024.0 / 1_000_000.0)
}

fn peak_kibibytes(text: &str) -> Option<f64> {
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_behind_a_name_with_spaces() {
        let text = "7 (a b) c) S 1 2 3 4 5 6 7 8 9 10 250 50 0 0 20 0";
        assert_eq!(cpu_ticks(text), Some(300.0));
        assert_eq!(peak_kibibytes("Name:\tx\nVmHWM:\t   2048 kB\n"), Some(2048.0));
    }
}
