//! What happens when the world goes wrong: the rows of docs/faults.md.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::io::{Read, Write};
use std::os::unix::fs::symlink;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};

use common::{AS_OF, LATE, Temp, tenken};

/// `tenken check` without a day of reading.
fn check<A: Into<std::ffi::OsString>>(args: impl IntoIterator<Item = A>) -> common::Call {
    tenken(["check"]).and(args)
}

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_tenken"))
}

/// A folder with so many reports.
fn archive(count: usize) -> Temp {
    let temp = Temp::new();
    for i in 0..count {
        temp.file(&format!("report-{i:04}.txt"), LATE);
    }
    temp
}

#[test]
fn a_full_disk_is_told_and_is_no_success() {
    if !std::path::Path::new("/dev/full").exists() {
        return;
    }
    let temp = archive(3);
    for format in ["text", "json", "sarif"] {
        let full = std::fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let run = program()
            .args(["check", "--format", format, "--as-of", AS_OF])
            .arg(temp.path())
            .stdout(full)
            .output()
            .unwrap();
        assert_eq!(run.status.code(), Some(2), "{format}");
        let told = String::from_utf8(run.stderr).unwrap();
        assert!(told.contains("書き出せませんでした"), "{format}: {told}");
    }
}

#[test]
fn a_reader_that_has_seen_enough_ends_the_run_in_silence() {
    let temp = archive(200);
    let mut child = program()
        .args(["check", "--format", "json", "--as-of", AS_OF])
        .arg(temp.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 64];
    child
        .stdout
        .as_mut()
        .unwrap()
        .read_exact(&mut first)
        .unwrap();
    drop(child.stdout.take());
    let mut told = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut told)
        .unwrap();
    let status = child.wait().unwrap();
    // By the system's own signal, or as a run whose output nobody wanted.
    assert!(
        status.signal().is_some() || matches!(status.code(), Some(0 | 1)),
        "{status}"
    );
    assert!(!told.contains("panicked"), "{told}");
}

#[test]
fn an_interrupt_leaves_no_half_written_file() {
    let temp = archive(400);
    let out = temp.path().join("findings.html");
    let mut child = program()
        .args(["table", "--as-of", AS_OF, "--out"])
        .arg(&out)
        .arg(temp.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let killed = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(killed.success());
    let status = child.wait().unwrap();
    let whole =
        std::fs::read_to_string(&out).is_ok_and(|page| page.trim_end().ends_with("</html>"));
    // It was either cut off before the page was there, or had written all of it.
    assert!(!out.exists() || whole, "{status}");
    assert!(status.signal().is_some() || whole, "{status}");
}

#[test]
fn links_that_lead_nowhere_or_around() {
    let temp = archive(1);
    symlink("nowhere.txt", temp.path().join("gone.txt")).unwrap();
    symlink(".", temp.path().join("around")).unwrap();
    symlink("ring-b", temp.path().join("ring-a")).unwrap();
    symlink("ring-a", temp.path().join("ring-b")).unwrap();
    // In a folder links are not followed, so each report is there once.
    let run = check(["--format", "json", "--as-of", AS_OF])
        .and([temp.path()])
        .run();
    assert_eq!(run.json()["reports"].as_array().unwrap().len(), 1);
    // Named, they are followed, and it is told that there is nothing.
    for name in ["gone.txt", "ring-a"] {
        let run = check(["--as-of", AS_OF])
            .and([temp.path().join(name)])
            .run();
        assert_eq!(run.status, 2, "{name}: {}", run.shown());
        assert!(run.shown().contains(name), "{}", run.shown());
    }
}

#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let temp = archive(1);
    let closed = temp.file("closed.txt", LATE);
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser reads it all the same.
    if std::fs::read(&closed).is_ok() {
        return;
    }
    let run = check(["--format", "json", "--as-of", AS_OF])
        .and([temp.path()])
        .run();
    assert_eq!(run.status, 2, "{}", run.shown());
    assert_eq!(run.json()["reports"].as_array().unwrap().len(), 1);
    assert!(run.stderr.contains("closed.txt"), "{}", run.stderr);
}

#[test]
fn a_place_that_cannot_be_written() {
    let temp = archive(1);
    let missing = temp.path().join("no/such/folder/findings.csv");
    let run = tenken(["table", "--as-of", AS_OF, "--out"])
        .and([&missing])
        .and([temp.path().join("report-0000.txt")])
        .run();
    assert_eq!(run.status, 2, "{}", run.shown());
    assert!(run.stderr.contains("findings.csv"), "{}", run.stderr);
}

#[test]
fn one_gigabyte_on_one_line_is_refused_before_it_is_held() {
    let temp = Temp::new();
    let path = temp.file("line.txt", "");
    let file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
    // A hole: the file system holds nothing of it.
    file.set_len(1 << 30).unwrap();
    let run = check(["--as-of", AS_OF]).and([path]).run();
    assert_eq!(run.status, 2, "{}", run.shown());
    assert!(run.shown().contains("64"), "{}", run.shown());
}

/// A zip with one part, stored: sizes and sum as given.
fn zip(name: &str, data: &[u8]) -> Vec<u8> {
    let mut made = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    made.start_file(name, zip::write::SimpleFileOptions::default())
        .unwrap();
    made.write_all(data).unwrap();
    made.finish().unwrap().into_inner()
}

#[test]
fn a_word_file_that_unpacks_without_end_and_one_that_declares_entities() {
    let temp = Temp::new();
    // 200 MiB of blanks pack into 200 KiB: more than a part may hold.
    let blanks = vec![b' '; 200 << 20];
    let bomb = temp.file("bomb.docx", zip("word/document.xml", &blanks));
    let entities = "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">\
                    <!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]><w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p>\
                    </w:body></w:document>";
    let entity = temp.file("entity.docx", zip("word/document.xml", entities.as_bytes()));
    for (path, name) in [(bomb, "bomb.docx"), (entity, "entity.docx")] {
        let run = check(["--as-of", AS_OF]).and([path]).run();
        assert_eq!(run.status, 2, "{}", run.shown());
        assert!(run.shown().contains(name), "{}", run.shown());
    }
}
