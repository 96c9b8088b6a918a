//! A browser without script: cookies, headers, redirects. It talks through a [`Door`]: the pages in
//! this process, or a server on a socket.

use std::collections::BTreeMap;
use std::io;

use super::html;

/// The address the pages believe to have.
pub(crate) const HOST: &str = "umfrage.example";

/// A request.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    pub(crate) method: &'static str,
    pub(crate) path: String,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
}

impl Ask {
    pub(crate) fn new(method: &'static str, path: &str) -> Self {
        Self { method, path: path.to_owned(), headers: Vec::new(), body: Vec::new() }
    }

    pub(crate) fn get(path: &str) -> Self {
        Self::new("GET", path)
    }

    /// A posted form.
    pub(crate) fn form(path: &str, fields: &[(&str, &str)]) -> Self {
        let pairs: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", coded(name), coded(value)))
            .collect();
        let ask = Self { body: pairs.join("&").into_bytes(), ..Self::new("POST", path) };
        ask.with("content-type", "application/x-www-form-urlencoded")
    }

    /// A posted form with files: field, name of the file, what is in it.
    pub(crate) fn multipart(
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Self {
        const BORDER: &str = "----border7MA4YWxk";
        let mut body = Vec::new();
        for (name, value) in fields {
            let head = format!("--{BORDER}\r\ncontent-disposition: form-data; name=\"{name}\"");
            body.extend(format!("{head}\r\n\r\n{value}\r\n").into_bytes());
        }
        for (name, file, content) in files {
            let head = format!("--{BORDER}\r\ncontent-disposition: form-data; name=\"{name}\"");
            let media = "content-type: application/octet-stream";
            body.extend(format!("{head}; filename=\"{file}\"\r\n{media}\r\n\r\n").into_bytes());
            body.extend_from_slice(content);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{BORDER}--\r\n").into_bytes());
        let ask = Self { body, ..Self::new("POST", path) };
        ask.with("content-type", &format!("multipart/form-data; boundary={BORDER}"))
    }

    /// With a header in place of the browser's own; an empty one is not sent.
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.retain(|(n, _)| *n != name);
        self.headers.push((name, value.to_owned()));
        self
    }

    fn has(&self, name: &str) -> bool {
        self.headers.iter().any(|(n, _)| *n == name)
    }
}

fn coded(text: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b' ' => out.push('+'),
            byte if plain(&byte) => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// What came back.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn html(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    /// What a person reads.
    pub(crate) fn text(&self) -> String {
        html::text(&self.html())
    }

    /// The form that the page is about.
    pub(crate) fn form(&self) -> html::Form {
        html::forms(&self.html()).into_iter().next().unwrap_or_else(|| panic!("{}", self.text()))
    }
}

/// Where requests go.
pub(crate) trait Door {
    fn send(&self, ask: &Ask) -> io::Result<Answer>;
}

/// A browser with its cookies.
#[derive(Clone)]
pub(crate) struct Browser<'d> {
    door: &'d dyn Door,
    pub(crate) cookies: BTreeMap<String, String>,
    pub(crate) language: &'static str,
    pub(crate) host: &'static str,
}

impl<'d> Browser<'d> {
    pub(crate) fn new(door: &'d dyn Door, language: &'static str) -> Self {
        Self { door, cookies: BTreeMap::new(), language, host: HOST }
    }

    /// A request with the headers a browser adds.
    pub(crate) fn dressed(&self, ask: Ask) -> Ask {
        let mut ask = ask;
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut own =
            vec![("host", self.host.to_owned()), ("accept-language", self.language.to_owned())];
        if !cookies.is_empty() {
            own.push(("cookie", cookies.join("; ")));
        }
        if ask.method == "POST" {
            // Our pages send no referrer, and with it goes the origin.
            own.push(("origin", "null".to_owned()));
            own.push(("sec-fetch-site", "same-origin".to_owned()));
        }
        for (name, value) in own {
            if !ask.has(name) {
                ask.headers.push((name, value));
            }
        }
        ask.headers.retain(|(_, value)| !value.is_empty());
        ask
    }

    /// Sends a request as a browser does and keeps the cookies of the answer.
    pub(crate) fn ask(&mut self, ask: Ask) -> io::Result<Answer> {
        let answer = self.door.send(&self.dressed(ask))?;
        for cookie in answer.all("set-cookie") {
            let (pair, flags) = cookie.split_once(';').unwrap_or((cookie, ""));
            let (name, value) = pair.split_once('=').unwrap();
            if flags.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Ok(answer)
    }
}
