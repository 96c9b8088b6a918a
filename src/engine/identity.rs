//! What a thing of a questionnaire stays when its name changes.
//!
//! A name is what authors and statistics programs call a thing, and may be changed; its id tells
//! that it is still the same. A thing without an id of its own has its name for one, so documents
//! need ids only for what was renamed. Ids are unique where names are: among pages, among
//! questions with their rows and parts, among sections, among ends, among quotas, within a choice list.

use super::model::{Choice, DatePart, End, Page, Question, Quota, Row, Section};

/// A thing with a name and an id.
pub trait Identity {
    /// What it is called; a choice's value.
    fn name(&self) -> &str;

    /// The id that the document gives it.
    fn own_id(&self) -> Option<&str>;

    /// Its id.
    fn id(&self) -> &str {
        self.own_id().unwrap_or(self.name())
    }
}

macro_rules! identity {
    ($($thing:ty: $name:ident),*) => {$(
        impl Identity for $thing {
            fn name(&self) -> &str {
                &self.$name
            }

            fn own_id(&self) -> Option<&str> {
                self.id.as_deref()
            }
        }
    )*};
}

/// The name and the id of a thing, apart from it.
#[derive(Debug, Clone)]
pub(super) struct Identified {
    name: String,
    id: Option<String>,
}

impl Identified {
    /// Those of a thing.
    pub(super) fn of(thing: &impl Identity) -> Self {
        Self { name: thing.name().to_owned(), id: thing.own_id().map(str::to_owned) }
    }

    /// Of what has a name only.
    pub(super) fn named(name: &str) -> Self {
        Self { name: name.to_owned(), id: None }
    }
}

/// Whether ids leave open that these are the same.
pub(super) fn may_be_same<T: Identity>(one: &T, other: &T) -> bool {
    one.own_id().is_none() || other.own_id().is_none()
}

identity!(Section: name, Page: name, Question: name, Row: name, DatePart: name, End: name, Quota: name, Choice: value, Identified: name);
