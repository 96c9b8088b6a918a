//! `collect`: who is answering now. No clock time, no name, no row order: what lies here must not
//! tell who came when. Start reading at [`inbox::submit`].

mod aside;
pub mod attachments;
pub mod codes;
pub mod drafts;
pub mod inbox;
pub mod media;
pub mod outbox;
pub mod quotas;
mod schema;
pub mod surveys;
