//! The browser that the page is tried in. Browser tests are never left out in silence: without a browser the step fails.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::process::{Command, Stdio};

use crate::outcome::Outcome;

const INSTALL: [&str; 5] =
    ["install", "--yes", "--no-install-recommends", "chromium", "chromium-driver"];

/// Makes sure that Chromium and its driver are there: looks, installs them where it may, else says what to run.
pub(super) fn ensure() -> Outcome {
    if is_there() {
        return Ok(());
    }
    if !(is_root() && is_debian()) {
        return Err(format!(
            "chromium and chromedriver are needed for the browser tests; on Debian run\n    \
             sudo apt-get update && sudo apt-get {}\nelsewhere install Chromium and the driver of \
             the same version, so that `chromium` and `chromedriver` are found in PATH",
            INSTALL.join(" ")
        )
        .into());
    }
    apt_get(&["update"])?;
    apt_get(&INSTALL)?;
    if is_there() { Ok(()) } else { Err("chromium does not start after installing it".into()) }
}

fn is_there() -> bool {
    ["chromium", "chromedriver"].into_iter().all(|program| {
        let version = Command::new(program).arg("--version").stdin(Stdio::null()).output();
        match version {
            Ok(output) if output.status.success() => {
                println!("  {}", String::from_utf8_lossy(&output.stdout).trim());
                true
            }
            _ => false,
        }
    })
}

fn apt_get(arguments: &[&str]) -> Outcome {
    println!("  apt-get {}", arguments.join(" "));
    let status = Command::new("apt-get")
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdin(Stdio::null())
        .status()?;
    if status.success() { Ok(()) } else { Err(format!("apt-get ended with {status}").into()) }
}

/// Files of one's own process belong to the user it runs as.
fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

fn is_debian() -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|text| names_debian(&text))
}

fn names_debian(os_release: &str) -> bool {
    os_release
        .lines()
        .filter_map(|line| line.strip_prefix("ID=").or_else(|| line.strip_prefix("ID_LIKE=")))
        .any(|value| value.trim_matches('"').split(' ').any(|name| name == "debian"))
}

#[cfg(test)]
mod tests {
    use super::names_debian;

    #[test]
    fn debian_and_its_children_are_known() {
        assert!(names_debian("NAME=x\nID=debian\n"));
        assert!(names_debian("ID=ubuntu\nID_LIKE=debian\n"));
        assert!(names_debian("ID=mint\nID_LIKE=\"ubuntu debian\"\n"));
        assert!(!names_debian("ID=fedora\nVERSION=debian\n"));
    }
}
