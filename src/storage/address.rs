//! Where a store lives: `sqlite:PATH` or `postgres://…`. Anything else is refused, so that a
//! typing error never creates an empty database.

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;

use super::OpenError;

/// A database's place. Its `Display` leaves out the password.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Address {
    /// A file, by its absolute path.
    Sqlite(PathBuf),
    /// A server's URL, as libpq reads it.
    Postgres(String),
}

impl Address {
    pub(super) fn parse(url: &str) -> Result<Self, OpenError> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return match is_private(url) {
                true => Ok(Self::Postgres(url.to_owned())),
                false => Err(OpenError::InTheClear(without_password(url))),
            };
        }
        let path = url.strip_prefix("sqlite:").map(|path| path.strip_prefix("//").unwrap_or(path));
        match path {
            // An absolute path cannot be mistaken for one of SQLite's special names.
            Some(path) if !path.is_empty() && path != ":memory:" && !path.contains('?') => {
                let path = std::path::absolute(path);
                path.map(Self::Sqlite).map_err(|_| OpenError::Url(without_password(url)))
            }
            _ => Err(OpenError::Url(without_password(url))),
        }
    }
}

impl Address {
    /// Which file is there now; none for a server, or where there is none.
    pub(super) fn file_id(&self) -> Option<(u64, u64)> {
        #[cfg(unix)]
        if let Self::Sqlite(path) = self {
            use std::os::unix::fs::MetadataExt;
            return std::fs::metadata(path).ok().map(|file| (file.dev(), file.ino()));
        }
        None
    }
}

/// Whether nobody on the way can listen, as far as the URL tells: the server is on this machine, or the
/// operator says that the network is her own. The client is built without TLS.
fn is_private(url: &str) -> bool {
    let (_, rest) = url.split_once("://").unwrap_or_default();
    let (front, parameters) = rest.split_once('?').unwrap_or((rest, ""));
    let parameter = |name: &str| {
        let all = parameters.split('&').filter_map(|pair| pair.split_once('='));
        all.filter(|(key, _)| *key == name).map(|(_, value)| value).next_back()
    };
    let server = front.split('/').next().unwrap_or_default();
    let hosts = server.rsplit_once('@').map_or(server, |(_, hosts)| hosts);
    let hosts = parameter("host").unwrap_or(hosts);
    let is_here = |host: &str| {
        let name = match host.strip_prefix('[').and_then(|host| host.split_once(']')) {
            Some((address, _)) => address,
            None => host.split(':').next().unwrap_or_default(),
        };
        let is_socket = name.is_empty() || name.starts_with('/') || name.starts_with("%2F");
        let is_loopback = || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
        is_socket || name == "localhost" || is_loopback()
    };
    parameter("sslmode") == Some("disable")
        || (hosts.split(',').all(is_here) && parameter("hostaddr").is_none_or(is_here))
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(url) => f.write_str(&without_password(url)),
        }
    }
}

/// The URL without user, password and parameters: fit for messages and logs.
fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let (front, parameters) = rest.split_once('?').unwrap_or((rest, ""));
    if parameters.contains('@') {
        // The question mark may be part of a password.
        return format!("{scheme}://…");
    }
    let host = front.rsplit_once('@').map_or(front, |(_, host)| host);
    format!("{scheme}://{host}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_databases_are_known() {
        for url in ["sqlite:/data/a.db", "sqlite:///data/a.db"] {
            assert_eq!(Address::parse(url).unwrap().to_string(), "sqlite:/data/a.db");
        }
        for url in ["postgres://127.0.0.1/office", "postgresql://localhost/office"] {
            assert_eq!(Address::parse(url).unwrap().to_string(), url);
        }
        let relative = Address::parse("sqlite:data/a.db").unwrap();
        assert!(matches!(relative, Address::Sqlite(path) if path.is_absolute()));
    }

    /// Nothing goes in the clear to another machine unless the operator says so.
    #[test]
    fn other_machines_are_refused() {
        for url in [
            "postgres://me@127.0.0.1:5432/a",
            "postgres://me:x@localhost/a",
            "postgres://[::1]:5432/a",
            "postgres:///a?host=/run/postgresql",
            "postgres://%2Frun%2Fpostgresql/a",
            "postgres://db/a?sslmode=disable",
            "postgres://127.0.0.1,localhost/a",
        ] {
            assert!(Address::parse(url).is_ok(), "{url}");
        }
        for url in [
            "postgres://db.example/a",
            "postgres://me:x@10.0.0.5:5432/a",
            "postgres://db/a?sslmode=require",
            "postgres://localhost,db/a",
            "postgres://localhost/a?host=db",
            "postgres://localhost/a?hostaddr=10.0.0.5",
            "postgres://db/a?sslmode=disable&sslmode=prefer",
            "postgres://localhost@db/a",
        ] {
            let text = Address::parse(url).err().unwrap().to_string();
            assert!(text.contains("sslmode=disable") && !text.contains("me:x"), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused_and_shown() {
        let odd =
            ["mysql://h/x", "data/a.db", "sqlite:", "sqlite::memory:", "sqlite:a?mode=ro", ""];
        for url in odd {
            let text = Address::parse(url).err().unwrap().to_string();
            assert!(text.contains("sqlite:PATH"), "{text}");
        }
    }

    #[test]
    fn no_password_is_ever_shown() {
        let urls = ["postgres://me:p@ss@[::1]/office", "postgres://[::1]/office?password=p-ss"];
        for url in urls {
            assert_eq!(Address::parse(url).unwrap().to_string(), "postgres://[::1]/office");
        }
        for url in ["postgres://me:p?ss@db/office", "postgres://[::1]/office?password=p@ss"] {
            assert_eq!(Address::Postgres(url.to_owned()).to_string(), "postgres://…");
        }
        let mistyped = Address::parse("postgre://me:p@ss@db/office").err().unwrap().to_string();
        assert!(!mistyped.contains("p@ss"), "{mistyped}");
    }
}
