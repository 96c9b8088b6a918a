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

identity!(Section: name, Page: name, Question: name, Row: name, DatePart: name, End: name, Quota: name, Choice: value);
