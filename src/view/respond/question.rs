//! A question written out, and the parts that several kinds share.
//!
//! Each part is a template of its own, though an `include` would do: included in every kind that has
//! it, the page became one function that took two thirds of the compiler's time and memory.

use askama::Template;

use crate::engine::media::{MediaFile, ShownMedia};
use crate::engine::model::KindName;

use super::super::frame::{PageFrame, fragment};
use super::asked::Asked;
use super::control::{ChoiceControl, Control};

/// A template and what makes it.
macro_rules! part {
    ($(#[$doc:meta])* $name:ident, $make:ident, $path:literal, { $($field:ident: $type:ty),* }) => {
        $(#[$doc])*
        #[derive(Template)]
        #[template(path = $path)]
        pub(super) struct $name<'p> {
            frame: &'p PageFrame<'p>,
            $($field: $type,)*
        }

        // It has escaped what it holds.
        impl askama::filters::HtmlSafe for $name<'_> {}

        pub(super) fn $make<'p>(frame: &'p PageFrame<'p>, $($field: $type),*) -> $name<'p> {
            $name { frame, $($field),* }
        }
    };
}

part! {
    /// A question of any kind.
    Question, question, "question/question.html", { q: &'p Asked<'p> }
}
part! {
    /// Radio buttons, checkboxes or a list that drops down.
    Choices, choices, "question/parts/choices.html", { q: &'p Asked<'p> }
}
part! {
    /// One radio button or checkbox, with the text field behind it.
    OneChoice, choice, "question/parts/choice.html", { q: &'p Asked<'p>, choice: &'p ChoiceControl<'p> }
}
part! {
    /// The choices behind an "or".
    Apart, apart, "question/parts/apart.html", { q: &'p Asked<'p>, apart: &'p [ChoiceControl<'p>] }
}
part! {
    /// A lone field.
    LoneField, field, "question/parts/field.html", { q: &'p Asked<'p> }
}
part! {
    /// Hint, media, more help and errors of a question.
    Explained, explained, "question/parts/explained.html", { q: &'p Asked<'p> }
}
part! {
    /// A picture.
    Picture, picture, "question/parts/image.html", { image: &'p MediaFile, alternative: &'p str }
}
part! {
    /// A larger picture, a sound, a film.
    Sounds, sounds, "question/parts/sounds.html", { media: &'p ShownMedia<'p>, about: &'p str }
}
