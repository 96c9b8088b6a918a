//! ExpressionScript, LimeSurvey's language of expressions, translated into ours.
//!
//! What has no counterpart is an error that says why; what means nearly the same carries a note.
//! A translation never refers to an answer that does not exist, and our own parser accepts it.
//! Start reading at [`Here::translate`].

mod dates;
mod functions;
mod lexer;
mod parser;
mod term;
mod translate;

pub(super) use functions::{count_of, pattern_of};
pub(super) use parser::{Node, parse};
pub(super) use term::{Gives, Term};
pub(super) use translate::{AskedWhen, Here, chosen};

#[cfg(test)]
mod tests;
