//! Whether a page is only to be read.

use super::super::Questionnaire;
use super::super::questionnaire::Switch;
use super::Evaluation;

impl Evaluation<'_, '_> {
    /// Whether a page, or what is around it, is only to be read. It is asked for each question of a page,
    /// one after the other, so the last page is remembered.
    pub(in crate::engine) fn page_is_read_only(&self, page: usize) -> bool {
        if let Some((known, is_read_only)) = self.read_only.get()
            && known == page
        {
            return is_read_only;
        }
        let is_read_only = self.find_read_only(page);
        self.read_only.set(Some((page, is_read_only)));
        is_read_only
    }

    fn find_read_only(&self, page: usize) -> bool {
        let Questionnaire { pages, parts, .. } = self.questionnaire;
        let is_on = |switch: &Switch| match switch {
            Switch::Never => false,
            Switch::Always => true,
            Switch::When(expr) => expr.eval(&self.top().resolver(None), self.env).to_boolean(),
        };
        let mut around = pages[page].part;
        is_on(&pages[page].read_only)
            || std::iter::from_fn(|| {
                let part = &parts[around?];
                around = part.part;
                Some(part)
            })
            .any(|part| is_on(&part.read_only))
    }
}
