//! LimeSurvey's exports.
mod html;
mod index;
mod names;
mod report;
mod script;
mod source;
mod xml;
