//! Running other programs: shown, read, or streamed line by line.

use std::io::{BufRead, BufReader, Write, pipe};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

/// After a program has ended, how long its last lines may still be on their way. A server that
/// a test left behind would otherwise hold the pipe open and us with it.
const LAST_LINES: Duration = Duration::from_secs(2);

/// Shows the command, runs it with our own output, and fails when it fails.
pub fn run(command: &mut Command) -> Result<()> {
    announce(command);
    let status = command.status().with_context(|| could_not_start(command))?;
    if !status.success() {
        bail!("`{}` ended with {status}", words(command));
    }
    Ok(())
}

/// Runs a command quietly and returns what it printed; its errors are told when it fails.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| could_not_start(command))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` ended with {}: {}", words(command), output.status, said.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a command starts and ends well; what it prints is dropped.
pub fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// Shows the command and runs it, passing on every line it prints, of either kind and in
/// order, and handing each to `read` without its colours.
pub fn stream(command: &mut Command, read: &mut dyn FnMut(&str)) -> Result<ExitStatus> {
    announce(command);
    let (lines, writer) = pipe()?;
    command.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
    let mut child = command.spawn().with_context(|| could_not_start(command))?;
    // The command keeps the writing ends until they are replaced; the pipe would never end.
    command.stdout(Stdio::null()).stderr(Stdio::null());

    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(lines).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).into_owned();
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    let mut ended = None;
    loop {
        match receiver.recv_timeout(LAST_LINES) {
            Ok(line) => {
                println!("{line}");
                read(&without_colours(&line));
            }
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) if ended.is_some() => break,
            Err(RecvTimeoutError::Timeout) => ended = child.try_wait()?,
        }
    }
    std::io::stdout().flush()?;
    match ended {
        Some(status) => Ok(status),
        None => Ok(child.wait()?),
    }
}

fn announce(command: &Command) {
    println!("$ {}", words(command));
}

fn words(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    let program = program.rsplit('/').next().unwrap_or_default().to_string();
    let rest = command.get_args().map(|word| word.to_string_lossy().into_owned());
    std::iter::once(program).chain(rest).collect::<Vec<_>>().join(" ")
}

fn could_not_start(command: &Command) -> String {
    format!("`{}` could not be started", words(command))
}

/// The line as it would be on paper: `ESC [ ... letter` sequences are left out.
fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        if letter == '\u{1b}' {
            letters.by_ref().skip(1).find(char::is_ascii_alphabetic);
        } else {
            plain.push(letter);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_both_kinds_are_read_in_order() {
        let mut seen = Vec::new();
        let mut shell = Command::new("sh");
        shell.args(["-c", "echo one; echo two >&2; echo three; exit 3"]);
        let status = stream(&mut shell, &mut |line| seen.push(line.to_string())).unwrap();
        assert_eq!(seen, ["one", "two", "three"]);
        assert_eq!(status.code(), Some(3));
    }

    #[test]
    fn a_process_left_behind_does_not_hold_us() {
        let mut shell = Command::new("sh");
        shell.args(["-c", "sleep 20 & echo done"]);
        let started = std::time::Instant::now();
        assert!(stream(&mut shell, &mut |_| ()).unwrap().success());
        assert!(started.elapsed() < Duration::from_secs(15));
    }

    #[test]
    fn colours_are_taken_off() {
        assert_eq!(without_colours("\u{1b}[32;1m3 passed\u{1b}[0m"), "3 passed");
    }

    #[test]
    fn a_failing_command_is_told_with_its_words() {
        let mut shell = Command::new("sh");
        shell.args(["-c", "echo why >&2; exit 1"]);
        let trouble = output(&mut shell).unwrap_err().to_string();
        assert!(trouble.contains("why"), "{trouble}");
    }
}
