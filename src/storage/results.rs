//! `results`: what was answered. No time, no serial, no code; nothing here leads back to a draft.

pub mod attachments;
pub mod quotas;
pub mod responses;
mod schema;
pub mod withdrawals;
