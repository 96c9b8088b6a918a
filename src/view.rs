//! What people see: view structs and their templates, one struct a page.
//!
//! A view gets plain values and what the engine shows, and becomes HTML. It must not load, store or
//! decide anything, and knows neither actix nor diesel. Everything in a page is escaped by askama;
//! [`rich`] is the only place that writes markup itself. The pages ask nothing of anybody else:
//! no inline style or script, no address but our own (the Content-Security-Policy forbids it).
//!
//! Start reading at [`respond`] (residents' pages); [`staff`] has the analyst's, [`assets`] the
//! stylesheet and the icon.

pub mod assets;
mod complaint;
mod files;
mod frame;
mod pretest;
pub mod respond;
pub mod rich;
mod said;
pub mod staff;
mod trial;

pub use frame::{ContactDetails, LanguageLink, PageFrame, fragment};
pub use pretest::{CommentForm, CommentPage, PretestStrip};
pub use trial::Panel;

#[cfg(test)]
mod tests;

/// Fields of a form that nobody sees, name and value: the CSRF token, the draft's mark.
pub type Hidden<'a> = &'a [(&'a str, &'a str)];
