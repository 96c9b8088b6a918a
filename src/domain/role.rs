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
        /// How far surveys are, nothing else.
        Viewer = "viewer",
    }
}

/// Something that not every role may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Permission {
    /// See the surveys of the organisation and how many responses each has.
    SeeSurveys,
    /// Take answers away.
    ReadAnswers,
    /// Write questionnaires.
    WriteQuestionnaires,
    /// Put questionnaires into the field.
    PublishSurveys,
    /// Open, pause, extend and close surveys.
    RunField,
    /// Delete surveys that are over, with their answers, without seeing them.
    DeleteSurveys,
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
    /// Set the name and the look of the organisation, and what it demands of its staff.
    ManageOrganisation,
    /// Read the organisation's audit trail.
    ReadAudit,
}

impl Permission {
    /// The roles that have it. This is the role matrix: nothing else decides what a role may do.
    /// Whoever sees answers sees no addresses, and the other way round.
    pub const fn roles(self) -> &'static [Role] {
        use Role::{Admin, Analyst, Designer, Field, Viewer};
        match self {
            Self::SeeSurveys => &[Admin, Analyst, Designer, Field, Viewer],
            Self::ReadAnswers => &[Analyst],
            Self::WriteQuestionnaires | Self::PublishSurveys => &[Designer],
            Self::RunField => &[Admin, Field],
            Self::DrawCodes | Self::ReadContacts => &[Field],
            Self::Carry | Self::RunInstallation => &[],
            Self::ForceMix
            | Self::ManageAccounts
            | Self::ManageOrganisation
            | Self::ReadAudit
            | Self::DeleteSurveys => &[Admin],
        }
    }
}

impl Role {
    /// Whether the role has a permission.
    pub fn may(self, permission: Permission) -> bool {
        permission.roles().contains(&self)
    }
}

/// What no one person may do both of.
const APART: [(Permission, Permission); 2] = [
    (Permission::ReadAnswers, Permission::ReadContacts),
    (Permission::ReadAnswers, Permission::DrawCodes),
];

/// The roles of one person in one organisation: their words, in their own order, parted by blanks; none that
/// together see answers and addresses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roles(String);

/// Why roles cannot be one person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnfitRoles {
    /// There is none.
    #[error("an account needs at least one role")]
    None,
    /// Whoever has both sees who answered what.
    #[error(
        "nobody is both {} and {}: who sees answers sees neither names nor codes",
        .0.as_str(),
        .1.as_str()
    )]
    Apart(Role, Role),
}

impl Roles {
    /// These, in whatever order.
    pub fn of(roles: &[Role]) -> Result<Self, UnfitRoles> {
        let set: Vec<Role> =
            Role::ALL.iter().copied().filter(|role| roles.contains(role)).collect();
        if set.is_empty() {
            return Err(UnfitRoles::None);
        }
        let with = |permission| set.iter().copied().find(|role| role.may(permission));
        let both = APART.iter().find_map(|(one, other)| with(*one).zip(with(*other)));
        match both {
            Some((one, other)) => Err(UnfitRoles::Apart(one, other)),
            None => Ok(Self(set.iter().map(Role::as_str).collect::<Vec<_>>().join(" "))),
        }
    }

    /// These, as they are stored. Those that cannot be one person's, as only a hand in the store can have
    /// given her, are none.
    pub fn stored(words: &str) -> Self {
        let roles: Result<Vec<Role>, _> = words.split_whitespace().map(str::parse).collect();
        roles.ok().and_then(|roles| Self::of(&roles).ok()).unwrap_or_default()
    }

    /// Whether one of them has a permission.
    pub fn may(&self, permission: Permission) -> bool {
        self.iter().any(|role| role.may(permission))
    }

    /// Whether this is one of them.
    pub fn has(&self, role: Role) -> bool {
        self.iter().any(|it| it == role)
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = Role> {
        self.0.split_whitespace().filter_map(|word| word.parse().ok())
    }

    /// The words, parted by blanks.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Role> for Roles {
    fn from(role: Role) -> Self {
        Self(role.as_str().to_owned())
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
        // Nor does anybody with several.
        for one in Role::ALL {
            for other in Role::ALL {
                let Ok(roles) = Roles::of(&[*other, *one]) else { continue };
                let addresses = [Permission::ReadContacts, Permission::DrawCodes];
                let both = roles.may(Permission::ReadAnswers)
                    && addresses.into_iter().any(|permission| roles.may(permission));
                assert!(!both, "{one:?} {other:?}");
            }
        }
        let refused = Roles::of(&[Role::Field, Role::Admin, Role::Analyst]);
        assert_eq!(refused, Err(UnfitRoles::Apart(Role::Analyst, Role::Field)));
        assert_eq!(Roles::of(&[]), Err(UnfitRoles::None));
        let several = Roles::of(&[Role::Designer, Role::Admin, Role::Designer]).unwrap();
        assert_eq!(several.as_str(), "admin designer");
        assert_eq!(Roles::stored("designer admin"), several);
        for broken in ["field analyst", "admin nobody", ""] {
            assert_eq!(Roles::stored(broken), Roles::default(), "{broken}");
        }
    }
}
