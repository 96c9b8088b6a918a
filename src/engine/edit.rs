//! Every change that a designer can make to a questionnaire, as a value.
//!
//! [`Definition::apply`] makes a change and answers with the one that takes it back. A change can
//! be written down and made again; a log of them leads from one questionnaire to another, and its
//! inverses in reverse order lead back to the very same bytes. Whether the questionnaire is sound
//! is not asked here: a draft may be faulty, and [`super::check`] tells.
//!
//! Elements are found by their ids (see [`super::identity`]), so a change made by one person still
//! fits after another one has moved or renamed the thing. No change alters an id; so whatever was
//! found once is found again when it is taken back. Start reading at [`Edit`].

mod borrow;
mod compose;
mod duplicate;
mod find;
mod key;
mod place;
mod pointer;
mod set;
pub mod translation;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::model::{
    Choice, ChoiceList, DatePart, Definition, End, Page, Question, Quota, Row, Section,
    TranslationNote,
};

/// A change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// Gives a property another value, or takes it away.
    Set {
        /// Of what.
        of: Element,
        /// The property as a JSON pointer within it: `/relevant`, `/label/de`.
        path: String,
        /// What it becomes; absent for nothing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value: Option<Value>,
    },
    /// Gives an element another name (a choice another value). What refers to it by `${…}` or by
    /// name follows, and it keeps its id. Conditions that compare with a choice's value are left.
    Rename {
        /// What.
        of: Element,
        /// The new name.
        name: String,
    },
    /// Puts in something new. Where its name is the id of something else, it gets an id.
    Insert {
        /// What.
        what: Subtree,
        /// Where.
        to: Seat,
    },
    /// Takes an element out, with all that is in it.
    Remove {
        /// What.
        of: Element,
    },
    /// Puts an element elsewhere. The seat is counted without it.
    Move {
        /// What.
        of: Element,
        /// Where.
        to: Seat,
    },
    /// Puts a copy behind the element, under new names.
    Duplicate {
        /// Of what.
        of: Element,
    },
    /// Takes a language away, with all texts in it. (Another one is added by setting `/languages`.)
    RemoveLanguage {
        /// Its code.
        language: String,
    },
    /// Puts these statements on translations in the place of all that are about these elements.
    State {
        /// About what.
        of: Vec<Element>,
        /// What is known of them.
        notes: Vec<TranslationNote>,
    },
    /// Puts another questionnaire in its place.
    Replace {
        /// The other.
        with: Box<Definition>,
    },
    /// Several changes, one after the other: all of them or none.
    Several(Vec<Edit>),
}

/// A thing of a questionnaire, by its id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Element {
    /// The questionnaire itself.
    Questionnaire,
    /// A section.
    Section(String),
    /// A page, or pages that belong together.
    Page(String),
    /// A question, group or repeat.
    Question(String),
    /// A row of a matrix or differential.
    Row(String),
    /// A part of a date.
    Part(String),
    /// An early end.
    End(String),
    /// A quota.
    Quota(String),
    /// A choice list, by its name.
    List(String),
    /// A choice.
    Choice {
        /// The name of its list.
        list: String,
        /// Its id.
        id: String,
    },
}

/// A place for an element.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// What it is in: the questionnaire for sections, ends, quotas, lists and outermost pages.
    pub within: Element,
    /// How many of its sort stand before it. Lists have no order: 0.
    pub index: usize,
}

/// An element with all that is in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is what its type says")]
pub enum Subtree {
    Section(Section),
    Page(Box<Page>),
    Question(Box<Question>),
    Row(Row),
    Part(DatePart),
    End(Box<End>),
    Quota(Box<Quota>),
    List { name: String, list: ChoiceList },
    Choice(Choice),
}

/// Why a change does not fit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// There is no such element; somebody else may have removed it.
    #[error("there is no {0:?}")]
    Absent(Element),
    /// There are several; the check says so, too.
    #[error("there are several {0:?}: give them ids of their own")]
    Ambiguous(Element),
    /// An element of that sort has this name or id.
    #[error("{0:?} exists already: choose another name")]
    Taken(Element),
    /// Such a thing does not belong there, or there are not so many before it.
    #[error("this cannot stand at {0:?}")]
    Misplaced(Seat),
    /// Groups in groups in groups.
    #[error("nothing can be more than {} levels deep", find::DEEPEST)]
    TooDeep,
    /// The value does not fit the property, or there is no such property.
    #[error("{path}: {message}")]
    Unfit {
        /// The property, as the change names it.
        path: String,
        /// What does not fit.
        message: String,
    },
    /// Names are changed by renaming, and ids never.
    #[error("a change of properties keeps the id: rename the element instead")]
    OtherId,
}

impl Element {
    /// Its id; none of a questionnaire and of lists, which have none.
    fn id(&self) -> Option<&str> {
        match self {
            Self::Questionnaire | Self::List(_) => None,
            Self::Section(id)
            | Self::Page(id)
            | Self::Question(id)
            | Self::Row(id)
            | Self::Part(id)
            | Self::End(id)
            | Self::Quota(id)
            | Self::Choice { id, .. } => Some(id),
        }
    }

    /// One of the same sort with another id, where it has one.
    fn with_id(&self, new: &str) -> Self {
        let mut other = self.clone();
        match &mut other {
            Self::Questionnaire | Self::List(_) => {}
            Self::Section(id)
            | Self::Page(id)
            | Self::Question(id)
            | Self::Row(id)
            | Self::Part(id)
            | Self::End(id)
            | Self::Quota(id)
            | Self::Choice { id, .. } => new.clone_into(id),
        }
        other
    }
}

impl Definition {
    /// An element as JSON, with all that is in it.
    pub fn find_element(&self, of: &Element) -> Result<Value, Misfit> {
        find::look(self, of)
    }

    /// Where an element stands.
    pub fn seat(&self, of: &Element) -> Result<Seat, Misfit> {
        let way = find::find(self, of)?;
        place::seat_of(self, of, &way)
    }

    /// The innermost element on the way of a problem's JSON pointer, and the rest of the pointer from there.
    pub fn locate<'p>(&self, pointer: &'p str) -> (Element, &'p str) {
        pointer::locate(self, pointer)
    }

    /// What puts a page or question of another questionnaire into this one, with the lists and the section that it
    /// needs, and what it is called here.
    pub fn borrowed(
        &self,
        other: &Self,
        of: &Element,
        to: Seat,
    ) -> Result<(Edit, Element), Misfit> {
        borrow::borrowed(self, other, of, to)
    }

    /// Makes a change, and answers with what takes it back. A change that does not fit leaves the
    /// questionnaire as it was.
    pub fn apply(&mut self, edit: &Edit) -> Result<Edit, Misfit> {
        match edit {
            Edit::Set { of, path, value } => set::set(self, of, path, value.clone()),
            Edit::Insert { what, to } => place::insert(self, what.clone(), to),
            Edit::Remove { of } => place::remove(self, of),
            Edit::Move { of, to } => place::relocate(self, of, to),
            Edit::Rename { of, name } => {
                let edits = compose::rename(self, of, name)?;
                self.apply_all(&edits)
            }
            Edit::Duplicate { of } => {
                let edit = duplicate::duplicate(self, of)?;
                self.apply(&edit)
            }
            Edit::RemoveLanguage { language } => {
                let edits = compose::without_language(self, language)?;
                self.apply_all(&edits)
            }
            Edit::State { of, notes } => {
                let is_about = |note: &mut TranslationNote| {
                    note.of.as_ref().is_some_and(|about| of.contains(about))
                };
                let former = self.translations.extract_if(.., is_about).collect();
                self.translations.extend(notes.iter().cloned());
                Ok(Edit::State { of: of.clone(), notes: former })
            }
            Edit::Replace { with } => {
                let former = std::mem::replace(self, (**with).clone());
                Ok(Edit::Replace { with: Box::new(former) })
            }
            Edit::Several(edits) => self.apply_all(edits),
        }
    }

    fn apply_all(&mut self, edits: &[Edit]) -> Result<Edit, Misfit> {
        let mut back = Vec::with_capacity(edits.len());
        for edit in edits {
            match self.apply(edit) {
                Ok(inverse) => back.push(inverse),
                Err(misfit) => {
                    for inverse in back.iter().rev() {
                        self.apply(inverse)?;
                    }
                    return Err(misfit);
                }
            }
        }
        back.reverse();
        Ok(Edit::Several(back))
    }
}
