//! Where a store lives: `sqlite:PATH` or `postgres://…`. Anything else is refused, so that a
//! typing error never creates an empty database.

use std::fmt;
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
            return Ok(Self::Postgres(url.to_owned()));
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
        for url in ["postgres://h/office", "postgresql://h/office"] {
            assert_eq!(Address::parse(url).unwrap().to_string(), url);
        }
        let relative = Address::parse("sqlite:data/a.db").unwrap();
        assert!(matches!(relative, Address::Sqlite(path) if path.is_absolute()));
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
        let urls = ["postgres://me:p@ss@db/office", "postgres://db/office?password=p-ss"];
        for url in urls {
            assert_eq!(Address::parse(url).unwrap().to_string(), "postgres://db/office");
        }
        for url in ["postgres://me:p?ss@db/office", "postgres://db/office?password=p@ss"] {
            assert_eq!(Address::parse(url).unwrap().to_string(), "postgres://…");
        }
        let mistyped = Address::parse("postgre://me:p@ss@db/office").err().unwrap().to_string();
        assert!(!mistyped.contains("p@ss"), "{mistyped}");
    }
}
