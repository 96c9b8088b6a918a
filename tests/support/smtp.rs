//! Mail servers: a real one (aiosmtpd), one that refuses, one that never answers.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Mutex;

use serde_json::Value;
use tempfile::TempDir;

/// A mail server that keeps what it gets; gone when dropped.
pub(crate) struct MailServer {
    process: Child,
    mails: Mutex<BufReader<ChildStdout>>,
    pub(crate) port: u16,
    /// What it made: `ca.pem` is the certificate of its authority.
    pub(crate) folder: TempDir,
}

impl MailServer {
    /// `plain`, `starttls`, `tls`; or `busy`, which takes a mail at the second try. None where aiosmtpd is not
    /// installed; with `REQUIRE_AIOSMTPD=1` that is an error.
    pub(crate) fn start(security: &str) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/smtp.py");
        let mut command = Command::new("python3");
        command.args([script, security]).arg(folder.path()).stdout(Stdio::piped());
        let mut process = command.spawn().ok()?;
        let mut mails = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        mails.read_line(&mut line).unwrap();
        let Ok(port) = line.trim().parse() else {
            let is_needed = std::env::var("REQUIRE_AIOSMTPD").is_ok_and(|it| it == "1");
            assert!(!is_needed, "aiosmtpd does not start");
            println!("skipped: aiosmtpd is not installed (tests/run installs it)");
            return None;
        };
        Some(Self { process, mails: Mutex::new(mails), port, folder })
    }

    /// Waits for the next mail.
    pub(crate) fn next(&self) -> Value {
        let mut line = String::new();
        self.mails.lock().unwrap().read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A server that greets like this and answers everything else like that; its port.
pub(crate) fn dumb(greeting: &'static [u8], answer: &'static [u8]) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for client in listener.incoming() {
            let Ok(mut client) = client else { return };
            std::thread::spawn(move || {
                let mut heard = [0; 512];
                let _ = client.write_all(greeting);
                while client.read(&mut heard).is_ok_and(|length| length > 0) {
                    let _ = client.write_all(answer);
                }
            });
        }
    });
    port
}

/// A server that takes connections and never says anything; its port.
pub(crate) fn hanging() -> u16 {
    dumb(b"", b"")
}
