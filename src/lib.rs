//! zugvogel: surveys that find out why young people move to a county and why they leave it.
//!
//! Reading order: [`engine`] (questionnaires, pure), [`study`] (statistics of the study, pure),
//! [`storage`] (three stores), [`app`] (use cases), [`web`] and [`cli`] (the two doors).
//! The map, the invariants and two walkthroughs are in ARCHITECTURE.md.

pub mod access;
pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod domain;
pub mod engine;
pub mod error;
pub mod export;
pub mod file_type;
pub mod formats;
pub mod i18n;
pub mod ids;
pub mod intake;
pub mod language;
pub mod mail;
pub mod oidc;
pub mod seal;
pub mod storage;
pub mod study;
pub mod view;
pub mod web;
