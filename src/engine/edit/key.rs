//! An element as a word, for addresses and forms: `question:mv_dir`, `choice:yes_no:1`.

use std::fmt;
use std::str::FromStr;

use super::Element;

impl fmt::Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Questionnaire => f.write_str("questionnaire"),
            Self::Section(id) => write!(f, "section:{id}"),
            Self::Page(id) => write!(f, "page:{id}"),
            Self::Question(id) => write!(f, "question:{id}"),
            Self::Row(id) => write!(f, "row:{id}"),
            Self::Part(id) => write!(f, "part:{id}"),
            Self::End(id) => write!(f, "end:{id}"),
            Self::Quota(id) => write!(f, "quota:{id}"),
            Self::List(name) => write!(f, "list:{name}"),
            Self::Choice { list, id } => write!(f, "choice:{list}:{id}"),
        }
    }
}

impl FromStr for Element {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        let (sort, id) = word.split_once(':').unwrap_or((word, ""));
        let own = id.to_owned();
        Ok(match sort {
            "questionnaire" if id.is_empty() => Self::Questionnaire,
            "section" => Self::Section(own),
            "page" => Self::Page(own),
            "question" => Self::Question(own),
            "row" => Self::Row(own),
            "part" => Self::Part(own),
            "end" => Self::End(own),
            "quota" => Self::Quota(own),
            "list" => Self::List(own),
            "choice" => {
                let (list, id) = id.split_once(':').ok_or(())?;
                Self::Choice { list: list.to_owned(), id: id.to_owned() }
            }
            _ => return Err(()),
        })
    }
}
