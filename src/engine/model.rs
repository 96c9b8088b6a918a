//! The questionnaire document: what `questionnaires/*.json` holds, immutable after load.
//!
//! The model is XLSForm's; what we add has names of its own (missing codes, roles, rows, ends,
//! quotas).
//! Every field is plain data. [`super::check`] turns a [`Definition`] into a checked
//! [`super::Questionnaire`]; nothing here is evaluated. Start reading at [`Definition`],
//! [`Page`] and [`Question`].
//!
//! # XLSForm
//!
//! An XLSForm workbook and a [`Definition`] are two faces of one thing:
//!
//! - The survey sheet is the tree of [`Page`]s and [`Question`]s in document order. A group of the
//!   outer levels is a [`Page`]: one that holds further pages (`pages`), or, with the appearance
//!   `field-list`, one that holds questions. A question outside of every `field-list` is shown
//!   alone, on a page of its own name ([`Page::stands_alone`]); notes stand alone too, and what is
//!   never shown (calculations, metadata) goes on the page of the question after it, or of the last
//!   one. A group inside a page is a question of the kind `group`, a repeat always one of the kind
//!   `repeat`; a repeat that is not in a page stands alone on a page of its own name.
//! - What other tools have and we do not goes into `columns` of the page, question or choice (column
//!   header to cell), into [`ImportedWorkbook::settings`] and [`ImportedWorkbook::sheets`], and comes
//!   back on export.
//! - What we have and XLSForm has not is written into columns whose header begins with `zugvogel::`
//!   and into a sheet `_zugvogel`, which other tools ignore.

mod choices;
mod definition;
pub mod frame;
mod kinds;
mod page;
mod question;
mod quota;
mod roles;
mod text;
mod translation;

pub use super::kind::ALL as KINDS;
pub(super) use choices::OR_OTHER;
pub use choices::{Choice, ChoiceList, FrameFile, FrameSource, ListFile, ListFrame, other_name};
pub use definition::{Definition, Fact, ImportedWorkbook, Publisher, Section, Thanks, Welcome};
pub use kinds::{KindName, Metadata, Upload};
pub(super) use page::leaves;
pub use page::{End, Page};
pub use question::{DatePart, DateUnit, Flag, Limit, Mirror, Order, Question, Row};
pub use quota::Quota;
pub use roles::{Level, ROLES, Role};
pub use text::Text;
pub use translation::{TextState, TranslationNote};

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
