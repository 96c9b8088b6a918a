//! ODK's expression language.
