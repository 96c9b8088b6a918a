//! Where what cannot be moved is set aside: in the place of a batch stands the reason. It stays, and is in
//! nobody's way.

use crate::domain::AsideReason;
use crate::ids::BatchId;

/// The place of what could not be moved for this reason.
pub(super) fn place(why: AsideReason) -> BatchId {
    BatchId(why.as_str().to_owned())
}

/// All of them.
pub(super) fn places() -> Vec<BatchId> {
    AsideReason::ALL.iter().map(|why| place(*why)).collect()
}
