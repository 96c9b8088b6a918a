//! Who may do what: the roles, the permissions, and the table that joins them.

words! {
    /// What a member of staff may see and do.
    Role {
        /// Accounts, retention, everything of the organisation that is not answers or addresses.
        Admin = "admin",
        /// Answers, never names.
        Analyst = "analyst",
        /// Questionnaires.
        Designer = "designer",
        /// Names and letters, never answers.
        Field = "field",
    }
}

/// Something that not every role may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Permission {
    /// See the surveys of the organisation and how many responses each has.
    SeeSurveys,
    /// Take answers away.
    ReadAnswers,
    /// Put questionnaires into the field.
    PublishSurveys,
    /// Open, pause, extend and close surveys.
    RunField,
    /// Draw access codes.
    DrawCodes,
    /// Read and delete what residents wrote beside the questionnaire.
    ReadContacts,
    /// Carry responses and messages from store to store where they have company, let synthetic
    /// residents answer: the operator's and the server's own work.
    Carry,
    /// What concerns all organisations at once, such as adding one or verifying the whole audit
    /// trail: the operator's own work.
    RunInstallation,
    /// Mix what has less company than was promised.
    ForceMix,
    /// Add accounts.
    ManageAccounts,
    /// Read the organisation's audit trail.
    ReadAudit,
}

impl Permission {
    /// The roles that have it. This is the role matrix: nothing else decides what a role may do.
    /// Whoever sees answers sees no addresses, and the other way round.
    pub const fn roles(self) -> &'static [Role] {
        use Role::{Admin, Analyst, Designer, Field};
        match self {
            Self::SeeSurveys => &[Admin, Analyst, Designer, Field],
            Self::ReadAnswers => &[Analyst],
            Self::PublishSurveys => &[Designer],
            Self::RunField => &[Admin, Field],
            Self::DrawCodes | Self::ReadContacts => &[Field],
            Self::Carry | Self::RunInstallation => &[],
            Self::ForceMix | Self::ManageAccounts | Self::ReadAudit => &[Admin],
        }
    }
}

impl Role {
    /// Whether the role has a permission.
    pub fn may(self, permission: Permission) -> bool {
        permission.roles().contains(&self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_sees_both_answers_and_addresses() {
        for role in Role::ALL {
            let both = role.may(Permission::ReadAnswers) && role.may(Permission::ReadContacts);
            assert!(!both, "{role:?}");
        }
    }
}
