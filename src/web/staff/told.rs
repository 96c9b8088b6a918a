//! Why something is not done to an account, in words for staff.

use crate::app::office::accounts::problem::AccountProblem;
use crate::domain::{Role, UnfitRoles};
use crate::i18n::Locale;

/// What is wrong, and how to mend it.
pub(in crate::web) fn told(problem: &AccountProblem, t: &Locale) -> String {
    let role = |role: Role| t.text(&format!("role-{}", role.as_str())).into_owned();
    let of = |key: &str, email: &str| t.with(key, &[("email", email.to_owned().into())]);
    match problem {
        AccountProblem::Address(email) => of("account-address", email),
        AccountProblem::Taken(email) => of("account-taken", email),
        AccountProblem::Unknown(email) => of("account-unknown", email),
        AccountProblem::Disabled(email) => of("account-disabled", email),
        // Only the command line names people without their organisation.
        AccountProblem::Several(email, _) => of("account-unknown", email),
        AccountProblem::Known => t.text("account-known").into_owned(),
        AccountProblem::Shared => t.text("account-shared").into_owned(),
        AccountProblem::Roles(UnfitRoles::None) => t.text("account-no-role").into_owned(),
        AccountProblem::Roles(UnfitRoles::Apart(one, other)) => {
            let roles = [("one", role(*one).into()), ("other", role(*other).into())];
            t.with("account-apart", &roles)
        }
        AccountProblem::Length => t.text("account-length").into_owned(),
        AccountProblem::Common => t.text("account-common").into_owned(),
        AccountProblem::Same => t.text("account-same").into_owned(),
        AccountProblem::LastAdmin => t.text("account-last-admin").into_owned(),
        AccountProblem::FactorDemanded => t.text("account-factor-demanded").into_owned(),
        AccountProblem::Oneself => t.text("account-oneself").into_owned(),
    }
}
