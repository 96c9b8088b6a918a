//! The real program: commands that end, and a server that is told to die.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use super::browser::{Answer, Ask, Door};

/// The program with these arguments, away from the surroundings' settings.
pub(crate) fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zugvogel"));
    command.args(arguments).stdin(Stdio::null()).env("LC_ALL", "C");
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("ZUGVOGEL_")) {
            command.env_remove(name);
        }
    }
    command
}

/// What a command printed and how it ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self {
            status: output.status.code().unwrap(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }
}

/// A server process; killed when dropped.
pub(crate) struct Server {
    process: Child,
    address: SocketAddr,
}

impl Server {
    /// Serves a data directory on a free port and waits until it listens.
    pub(crate) fn start(data: &Path, settings: &[(&str, String)]) -> Self {
        Self::start_with(data, settings, |_| ())
    }

    /// [`Self::start`], with what else the process is given.
    pub(crate) fn start_with(
        data: &Path,
        settings: &[(&str, String)],
        give: impl FnOnce(&mut Command),
    ) -> Self {
        let mut command = program(&["serve", "--data", data.to_str().unwrap()]);
        command.env("ZUGVOGEL_LISTEN", "127.0.0.1:0").env("ZUGVOGEL_HEALTH_LISTEN", "127.0.0.1:0");
        command.env("ZUGVOGEL_LOG_LEVEL", "error").stderr(Stdio::piped());
        command.envs(settings.iter().map(|(name, value)| (*name, value.as_str())));
        give(&mut command);
        let mut process = command.spawn().unwrap();
        let localized = process.stderr.take().unwrap();
        Self::listening(process, localized)
    }

    /// Serves a trial of a questionnaire file on a free port.
    pub(crate) fn trial(file: &Path) -> Self {
        let mut command = program(&["try", file.to_str().unwrap(), "--listen", "127.0.0.1:0"]);
        let mut process = command.stdout(Stdio::piped()).spawn().unwrap();
        let localized = process.stdout.take().unwrap();
        Self::listening(process, localized)
    }

    /// Waits until the process says where it listens.
    pub(crate) fn listening(process: Child, localized: impl Read + Send + 'static) -> Self {
        let mut localized = BufReader::new(localized);
        let mut heard = String::new();
        let address = loop {
            let begun = heard.len();
            assert!(localized.read_line(&mut heard).unwrap() > 0, "the server ended: {heard}");
            if let Some((_, address)) = heard[begun..].trim().split_once("http://") {
                break address.split('/').next().unwrap().parse().unwrap();
            }
        };
        // Somebody must listen, or the process would wait when it has much to say.
        std::thread::spawn(move || std::io::copy(&mut localized, &mut std::io::sink()));
        Self { process, address }
    }

    pub(crate) fn door(&self) -> Socket {
        Socket(self.address)
    }

    /// How many locks the process has on files.
    #[cfg(target_os = "linux")]
    pub(crate) fn locks(&self) -> usize {
        let all = std::fs::read_to_string("/proc/locks").unwrap();
        let id = self.process.id().to_string();
        all.lines().filter(|line| line.split_whitespace().any(|word| word == id)).count()
    }

    /// SIGTERM: what is under way is finished.
    pub(crate) fn stop(&mut self) {
        let stopped = Command::new("kill").arg(self.process.id().to_string()).status();
        assert!(stopped.unwrap().success());
        self.process.wait().unwrap();
    }

    /// The status that the process ends with by itself; none when it goes on for so long.
    pub(crate) fn ended(&mut self, within: Duration) -> Option<i32> {
        let begun = std::time::Instant::now();
        while begun.elapsed() < within {
            if let Some(status) = self.process.try_wait().unwrap() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        None
    }

    /// SIGKILL: no chance to tidy up.
    pub(crate) fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The way to a server, also after it died.
#[derive(Clone, Copy)]
pub(crate) struct Socket(pub(crate) SocketAddr);

impl Socket {
    /// To whoever listens there.
    pub(crate) fn at(address: SocketAddr) -> Self {
        Self(address)
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.0
    }
}

impl Door for Socket {
    /// One request on a connection of its own; an answer that breaks off is an error.
    fn send(&self, ask: &Ask) -> std::io::Result<Answer> {
        let mut stream = TcpStream::connect(self.0)?;
        stream.set_read_timeout(Some(Duration::from_secs(20)))?;
        let mut head = format!("{} {} HTTP/1.1\r\nconnection: close\r\n", ask.method, ask.path);
        for (name, value) in &ask.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str(&format!("content-length: {}\r\n\r\n", ask.body.len()));
        stream.write_all(head.as_bytes())?;
        stream.write_all(&ask.body)?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        answer(&bytes).ok_or_else(|| std::io::ErrorKind::UnexpectedEof.into())
    }
}

/// A whole answer, or nothing.
fn answer(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..end]).ok()?;
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let mut answer = Answer { status, headers, body: Vec::new() };
    let body = &bytes[end + 4..];
    if answer.header("transfer-encoding") == Some("chunked") {
        let mut rest = body;
        loop {
            let line = rest.windows(2).position(|window| window == b"\r\n")?;
            let length = std::str::from_utf8(&rest[..line]).ok()?;
            let length = usize::from_str_radix(length, 16).ok()?;
            let chunk = rest.get(line + 2..line + 2 + length)?;
            if length == 0 {
                return Some(answer);
            }
            answer.body.extend_from_slice(chunk);
            rest = rest.get(line + 4 + length..)?;
        }
    }
    let length: usize = answer.header("content-length")?.parse().ok()?;
    answer.body = body.get(..length)?.to_vec();
    Some(answer)
}
