//! Use cases: what the web and the command line have done, without HTTP and without HTML.

pub mod simulate;
