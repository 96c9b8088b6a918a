//! What a page needs of who asks for it: a type for each permission, so that the handler's arguments
//! say it and the compiler holds it to that.

use crate::domain::Permission;

/// Who may call a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Also somebody who is not signed in.
    Anybody,
    /// Whoever is signed in.
    SignedIn,
    /// Whoever has this permission.
    Permission(Permission),
}

/// A need, as a type.
pub(in crate::web) trait Need: 'static {
    /// Who meets it.
    const ACCESS: Access;
}

macro_rules! needs {
    ($($name:ident: $access:expr,)+) => {$(
        #[doc = concat!("The need of [`", stringify!($access), "`].")]
        pub(in crate::web) struct $name;

        impl Need for $name {
            const ACCESS: Access = $access;
        }
    )+};
}

needs! {
    Anybody: Access::Anybody,
    SignedIn: Access::SignedIn,
    SeeSurveys: Access::Permission(Permission::SeeSurveys),
    WriteQuestionnaires: Access::Permission(Permission::WriteQuestionnaires),
    PublishSurveys: Access::Permission(Permission::PublishSurveys),
    RunField: Access::Permission(Permission::RunField),
    DeleteSurveys: Access::Permission(Permission::DeleteSurveys),
    ReadAnswers: Access::Permission(Permission::ReadAnswers),
    ReadAudit: Access::Permission(Permission::ReadAudit),
    ManageAccounts: Access::Permission(Permission::ManageAccounts),
    ManageOrganisation: Access::Permission(Permission::ManageOrganisation),
}
