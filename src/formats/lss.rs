//! LimeSurvey's exports.
mod index;
mod names;
mod report;
mod script;
mod source;
mod xml;
