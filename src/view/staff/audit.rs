//! The audit trail of an organisation, a page of it.

use askama::Template;
use jiff::civil::DateTime;

use super::StaffFrame;
use super::account::moment;
use crate::domain::AuditAction;
use crate::i18n::Locale;

/// A page of the trail.
#[derive(Debug, Template)]
#[template(path = "staff/audit.html")]
pub struct AuditPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// Its entries, the newest first.
    pub entries: Vec<AuditLine>,
    /// Where older ones are, if there are any.
    pub older: Option<String>,
    /// Where the newest are, if these are others.
    pub newest: Option<&'a str>,
}

/// An entry.
#[derive(Debug)]
pub struct AuditLine {
    /// When.
    pub at: DateTime,
    /// Who.
    pub who: AuditActor,
    /// Did what; a word of a newer program has none of ours.
    pub action: Result<AuditAction, String>,
    /// To what; may be empty.
    pub object: String,
}

/// Who did something.
#[derive(Debug, PartialEq, Eq)]
pub enum AuditActor {
    /// An account, by its address.
    Person(String),
    /// Who runs the installation.
    Operator,
    /// The server by itself.
    Server,
}

impl AuditLine {
    fn at(&self, t: &Locale) -> String {
        moment(t, self.at)
    }

    fn who(&self, t: &Locale) -> String {
        match &self.who {
            AuditActor::Person(email) => email.clone(),
            AuditActor::Operator => t.text("audit-cli").into_owned(),
            AuditActor::Server => t.text("audit-system").into_owned(),
        }
    }

    fn what(&self, t: &Locale) -> String {
        match &self.action {
            Ok(action) => {
                let key = action.as_str().replace('.', "-");
                t.text(&format!("audit-act-{key}")).into_owned()
            }
            Err(word) => word.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_has_words() {
        for t in Locale::for_staff() {
            for action in AuditAction::ALL {
                let line = AuditLine {
                    at: jiff::civil::date(2026, 6, 15).at(10, 0, 0, 0),
                    who: AuditActor::Server,
                    action: Ok(*action),
                    object: String::new(),
                };
                let told = line.what(t);
                assert!(!told.contains("audit-act"), "{}: {action:?}", t.code());
            }
        }
    }
}
