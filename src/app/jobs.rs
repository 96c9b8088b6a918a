//! What runs in the background: delivery, mix, retention, and what staff start. The table of all kinds
//! is [`registry`]; the [`runner`] takes what is due; a [`lease`] makes sure that one process at a time
//! works on a job, and [`running`] is what the job itself sees of that.
//!
//! A job may be killed at any moment and is begun again elsewhere, so each is written such that doing
//! it again does no harm. Nothing here writes into `collect` or `results` when something ran: the table
//! of jobs is in `office`, and what runs again and again leaves no counts in it.

mod export;
pub mod lease;
pub mod recurring;
pub mod registry;
mod retention;
pub mod runner;
pub mod running;

pub use recurring::by_hand;
pub use registry::{JOBS, JobFunction, JobSpec, Pace};
pub use runner::Runner;
pub use running::{Halt, RunningJob};
