//! `office`: who was invited, who works here, what is asked. The only store that knows the time.
//! Knows nothing of answers.

pub mod aside;
pub mod audit;
pub mod clock;
pub mod comments;
pub mod contacts;
pub mod factors;
pub mod identities;
pub mod invitations;
pub mod jobs;
pub mod links;
pub mod manuscripts;
pub mod media;
pub mod memberships;
pub mod organisations;
pub mod passkeys;
pub mod pretests;
pub mod refusals;
pub(super) mod schema;
pub mod sessions;
pub mod staff;
pub mod surveys;
pub mod versions;
