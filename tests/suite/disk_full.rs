//! A full disk: said clearly, nothing acknowledged lost, and all goes on when there is space again.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::harness::{Desk, Running};

const PATIENCE: Duration = Duration::from_secs(60);

/// A small disk of its own, gone when the test ends.
struct Disk(PathBuf);

impl Disk {
    /// Makes the folder `library` a disk of its own; none where this user may not.
    fn at(desk: &Desk) -> Option<Self> {
        let folder = desk.path("library");
        std::fs::create_dir_all(&folder).unwrap();
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=8m", "tmpfs"])
            .arg(&folder)
            .output();
        mount.is_ok_and(|output| output.status.success()).then_some(Self(folder))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

fn put(server: &Running, token: &str, id: &str) -> (u16, String) {
    let config = ureq::Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .http_status_as_error(false)
        .build();
    // Text that does not get small when it is packed.
    let words: String = (0..4_000_u32)
        .map(|n| format!("{:x} ", n.wrapping_mul(2_654_435_761) ^ id.len() as u32))
        .collect();
    let mut answer = config
        .new_agent()
        .put(format!("{}/api/v1/articles/{id}", server.address))
        .header("Authorization", format!("Bearer {token}"))
        .header("Content-Type", "text/plain")
        .send(format!("About {id}\n\nMy Take\nzinc {words}\n"))
        .unwrap();
    (answer.status().as_u16(), answer.body_mut().read_to_string().unwrap())
}

fn total(server: &Running) -> u64 {
    let answer = server.get("/api/v1/search?q=zinc&limit=0");
    serde_json::from_str::<serde_json::Value>(&answer).unwrap()["total"].as_u64().unwrap()
}

#[test]
fn a_full_disk_loses_nothing_and_does_not_last() {
    let desk = Desk::empty();
    let Some(_disk) = Disk::at(&desk) else {
        eprintln!("skipped: this user may not make a disk of its own");
        return;
    };
    desk.write("library/precis.toml", "");
    let server = Running::ready(&desk);
    let token = std::fs::read_to_string(desk.path("library/.precis/state/token")).unwrap();
    let token = token.trim();
    for n in 0..3 {
        assert_eq!(put(&server, token, &format!("before-{n}")).0, 201);
    }
    let mut filler = std::fs::File::create(desk.path("library/filler.bin")).unwrap();
    while filler.write_all(&[7; 4096]).is_ok() {}
    let (status, said) = put(&server, token, "during");
    assert!(matches!(status, 500 | 503 | 507), "{status} {said}");
    assert!(said.contains("disk_full") || said.contains("not_indexed"), "{said}");
    assert_eq!(total(&server), 3, "what was there is searched on");

    drop(filler);
    std::fs::remove_file(desk.path("library/filler.bin")).unwrap();
    let deadline = Instant::now() + PATIENCE;
    while !matches!(put(&server, token, "after").0, 200 | 201) {
        assert!(Instant::now() < deadline, "it never goes on");
    }
    assert!(matches!(put(&server, token, "during").0, 200 | 201));
    assert_eq!(total(&server), 5);
    drop(server);
    assert_eq!(desk.run(&["index"]).status, 0);
    assert_eq!(desk.run(&["check"]).status, 0);
}
