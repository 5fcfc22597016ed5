//! The disk is full under the running server. Payments are refused in words that say what to
//! do, reading goes on, every page says so on top, and with space again all goes on by
//! itself. The disk is a small one of the story's own.

use crate::program::{Answer, Program, Server};
use serde_json::{Value, json};
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use store::testing::Folder;

/// The size of the disk.
const MEGABYTES: u32 = 48;

/// How long pages may go on telling of a disk that has room again.
const SOON: Duration = Duration::from_secs(30);

/// A small disk in memory. It is mounted in a room of mounts of its own, which ends with the
/// process that holds it, so nothing is left behind whatever happens to the test.
struct SmallDisk {
    holder: Child,
    enter: Vec<String>,
    folder: Folder,
}

impl SmallDisk {
    /// None where this machine lets nobody mount.
    fn mount() -> Option<SmallDisk> {
        let plain = (vec!["--mount"], vec!["--mount"]);
        let own = (
            vec!["--mount", "--map-root-user"],
            vec!["--mount", "--user", "--preserve-credentials"],
        );
        [plain, own].into_iter().find_map(|(part, enter)| SmallDisk::mount_by(&part, &enter))
    }

    fn mount_by(part: &[&str], enter: &[&str]) -> Option<SmallDisk> {
        let folder = Folder::new();
        let place = folder.path().to_str()?.to_owned();
        // It lives until the story closes its standard input.
        let script = "mount -t tmpfs -o size=\"$1\" tmpfs \"$2\" && echo ready && exec cat";
        let size = format!("{MEGABYTES}m");
        let mut holder = Command::new("unshare")
            .args(part)
            .args(["sh", "-c", script, "sh", &size, &place])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut line = String::new();
        let said = BufReader::new(holder.stdout.take()?).read_line(&mut line);
        if said.is_err() || line.trim() != "ready" {
            let _ = holder.kill();
            let _ = holder.wait();
            return None;
        }
        let target = holder.id().to_string();
        let words = ["nsenter", "--target", &target].into_iter().chain(enter.iter().copied());
        let enter = words.chain(["--"]).map(str::to_owned).collect();
        Some(SmallDisk { holder, enter, folder })
    }

    /// The program on this disk.
    fn program(&self) -> Program {
        Program::entered(self.enter.clone(), self.folder.path().join("data"))
    }

    /// A file of the disk, as it is reached from outside.
    fn seen(&self, name: &str) -> PathBuf {
        let place = self.folder.path().strip_prefix("/").expect("it is absolute");
        PathBuf::from(format!("/proc/{}/root", self.holder.id())).join(place).join(name)
    }

    /// Fills it to the last byte.
    fn fill(&self) {
        let mut file = File::create(self.seen("filling")).unwrap();
        let block = [7; 4096];
        for size in [4096, 1] {
            while file.write_all(&block[..size]).is_ok() {}
        }
    }

    /// Makes room again.
    fn clear(&self) {
        std::fs::remove_file(self.seen("filling")).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        drop(self.holder.stdin.take());
        let _ = self.holder.wait();
    }
}

/// What was answered to payments, by their keys.
struct Till {
    cookie: String,
    customer: Value,
    acknowledged: Vec<String>,
    keys: u32,
}

impl Till {
    fn at(server: &Server) -> Till {
        let cookie = server.sign_in();
        let customers = server.get("/api/v1/customers?limit=1", &cookie).json();
        let customer = customers["rows"][0]["id"].clone();
        Till { cookie, customer, acknowledged: Vec::new(), keys: 0 }
    }

    /// Posts one more payment.
    fn post(&mut self, server: &Server) -> Answer {
        self.keys += 1;
        self.again(server)
    }

    /// Posts the last one once more, under its key.
    fn again(&mut self, server: &Server) -> Answer {
        let check = format!("till-{}", self.keys);
        let body = json!({
            "customer": self.customer, "amount_cents": 1_000,
            "method": {"check": {"number": check, "bank": "63-107"}},
        });
        let once = format!("till-{}", self.keys);
        let answer = server.post("/api/v1/payments", &self.cookie, &once, &body);
        if answer.status == 200 {
            self.acknowledged.push(check);
        }
        answer
    }

    /// Posts until the disk has no room for one more; how it is refused then.
    fn post_until_refused(&mut self, server: &Server) -> Answer {
        for _ in 0..5_000 {
            let answer = self.post(server);
            if answer.status != 200 {
                return answer;
            }
        }
        panic!("a full disk takes payments");
    }
}

/// The checks that are in the books.
fn posted(program: &Program) -> Vec<String> {
    let list = program.answer(&["payments", "list", "--limit", "500", "--sort", "number"]);
    let rows = list["rows"].as_array().expect("rows");
    let checks = rows.iter().filter_map(|row| row["reference"].as_str());
    let mut checks: Vec<String> =
        checks.filter(|check| check.starts_with("till-")).map(str::to_owned).collect();
    checks.sort();
    checks
}

const FULL: &str = "The disk is full, so nothing was saved. Free some space";

#[test]
fn a_full_disk_under_the_server_loses_nothing() {
    let Some(disk) = SmallDisk::mount() else {
        // Past the test runner, which keeps what a passing test prints to itself.
        let words =
            b"NOTICE: this machine lets nobody mount; the story of the full disk is left out\n";
        std::io::stderr().write_all(words).unwrap();
        return;
    };
    let program = disk.program();
    program.make_demo();
    let server = program.serve_demo();
    let mut till = Till::at(&server);
    assert_eq!(till.post(&server).status, 200);

    disk.fill();
    let refused = till.post_until_refused(&server);
    assert_eq!(refused.status, 503, "{refused:?}");
    assert_eq!(refused.header("content-type"), Some("application/problem+json"));
    assert!(refused.header("retry-after").is_some(), "{refused:?}");
    let problem = refused.json();
    assert_eq!(problem["code"], "unavailable");
    assert!(problem["detail"].as_str().unwrap().starts_with(FULL), "{problem}");

    // Reading goes on, and every page says what is wrong.
    let list = server.get("/api/v1/payments", &till.cookie);
    assert_eq!(list.status, 200, "{list:?}");
    for path in ["/", "/payments", "/customers"] {
        let page = server.get(path, &till.cookie);
        assert_eq!(page.status, 200, "{path}");
        assert!(page.body.contains(FULL), "{path} does not say that the disk is full");
    }

    // Other programs on the same disk say the same and leave nothing half done.
    let customer = till.customer.to_string();
    let cash = ["payments", "post", "--customer", &customer, "--amount", "5", "--method", "cash"];
    assert!(program.refused(6, &cash).contains(FULL));
    let copy = disk.folder.path().join("copy.tar");
    assert!(program.refused(6, &["backup", copy.to_str().unwrap()]).contains("disk is full"));
    assert!(!disk.seen("copy.tar").exists(), "half a backup is worse than none");
    let table = "Customer Name,Phone,Balance\nAnn Lee,352-555-0101,12.50\n";
    let table = program.file("late.csv", table);
    assert!(program.refused(6, &["import", "customers", &table]).contains("disk is full"));

    // With room again it goes on by itself: the same key is the same payment.
    disk.clear();
    wait_until("pages stop telling of it", || {
        !server.get("/payments", &till.cookie).body.contains(FULL)
    });
    assert_eq!(till.again(&server).status, 200, "the server was not started anew");
    assert_eq!(till.post(&server).status, 200);
    let brought = program.answer(&["import", "customers", &table]);
    assert_eq!((&brought["new"], &brought["ties"]), (&json!(1), &json!(true)), "{brought}");

    server.stop();
    program.verify();
    let mut acknowledged = till.acknowledged.clone();
    acknowledged.sort();
    assert_eq!(posted(&program), acknowledged, "just what was acknowledged is in the books");
}

fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let started = Instant::now();
    while !holds() {
        assert!(started.elapsed() < SOON, "never happened: {what}");
        std::thread::sleep(Duration::from_millis(100));
    }
}
