//! What we have and XLSForm has not: columns `zugvogel::…` and a sheet `_zugvogel`.

use crate::engine::model::{Definition, Page, Question};

use super::form::Form;
use super::table::Row;

pub(super) fn read(_form: &Form, _definition: &mut Definition) {}
pub(super) fn read_page(_form: &Form, _row: &Row, _page: &mut Page) {}
pub(super) fn read_question(_form: &Form, _row: &Row, _question: &mut Question) {}
