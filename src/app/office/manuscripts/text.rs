//! An element as text: its JSON, changed as a whole.

use crate::engine::Problem;
use crate::engine::edit::{Edit, Element, Misfit, Subtree};
use crate::engine::model::Definition;
use crate::formats::json;

/// Why a text cannot take the place of an element.
#[derive(Debug)]
pub enum UnfitText {
    /// It is no JSON, or says what there is not.
    Problem(Box<Problem>),
    /// It cannot stand there.
    Misfit(Misfit),
}

impl From<Misfit> for UnfitText {
    fn from(misfit: Misfit) -> Self {
        Self::Misfit(misfit)
    }
}

/// An element as text, with all that is in it.
pub fn written(definition: &Definition, at: &Element) -> String {
    let mut value = definition.find_element(at).unwrap_or_default();
    json::whole_numbers(&mut value);
    serde_json::to_string_pretty(&value).unwrap_or_default()
}

/// What puts this text in the place of an element.
pub fn replaced(definition: &Definition, at: &Element, text: &[u8]) -> Result<Edit, UnfitText> {
    fn read<T: serde::de::DeserializeOwned>(text: &[u8]) -> Result<T, UnfitText> {
        json::parse(text).map_err(|problem| UnfitText::Problem(Box::new(problem)))
    }
    let what = match at {
        Element::Questionnaire => return Ok(Edit::Replace { with: read(text)? }),
        Element::Section(_) => Subtree::Section(read(text)?),
        Element::Page(_) => Subtree::Page(read(text)?),
        Element::Question(_) => Subtree::Question(read(text)?),
        Element::Row(_) => Subtree::Row(read(text)?),
        Element::Part(_) => Subtree::Part(read(text)?),
        Element::End(_) => Subtree::End(read(text)?),
        Element::Quota(_) => Subtree::Quota(read(text)?),
        Element::List(name) => Subtree::List { name: name.clone(), list: read(text)? },
        Element::Choice { .. } => Subtree::Choice(read(text)?),
    };
    let to = definition.seat(at)?;
    Ok(Edit::Several(vec![Edit::Remove { of: at.clone() }, Edit::Insert { what, to }]))
}
