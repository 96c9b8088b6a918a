//! Before something dangerous is done, the password again: a page between that brings along what was
//! typed.

use actix_web::{HttpRequest, HttpResponse};

use super::form::StaffForm;
use super::session::origin;
use crate::view::staff::account::ConfirmPage;
use crate::web::refusal::Refusal;

/// The field in which the password comes.
const PASSWORD: &str = "confirm-password";

impl<N> StaffForm<N> {
    /// Nothing when her password was typed a short while ago or came with the form; otherwise the page that
    /// asks for it.
    pub(in crate::web) async fn confirm(
        &self,
        request: &HttpRequest,
    ) -> Result<Option<HttpResponse>, Refusal> {
        let (session, accounts) = (&self.desk.session, &self.desk.context.accounts);
        if accounts.is_believed(session.proved_at) {
            return Ok(None);
        }
        let given = self.values.find(PASSWORD);
        if let Some(given) = given {
            let origin = origin(request, self.desk.context.https);
            if accounts.prove_again(&session.account, &session.token, given, &origin).await? {
                return Ok(None);
            }
        }
        let is_own = |name: &str| name == "_csrf" || name == PASSWORD;
        let page = ConfirmPage {
            frame: self.desk.frame(),
            action: request.path(),
            typed: self.values.iter().filter(|(name, _)| !is_own(name)).collect(),
            is_wrong: given.is_some(),
        };
        match page.is_wrong {
            true => self.desk.page_again(&page).map(Some),
            false => self.desk.page(&page).map(Some),
        }
    }
}
