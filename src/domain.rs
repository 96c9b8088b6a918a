//! The words that every layer shares: how a survey is answered, what it offers, who may do what.
//! Values only; nothing here knows a database, HTTP or a page.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use role::{Permission, Role, Roles, UnfitRoles};
pub use terms::Terms;

/// A word of a closed list, the same in Rust, SQL and files.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word as it is stored and typed.
            pub fn as_str(&self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;

            fn from_str(word: &str) -> Result<Self, String> {
                let known = Self::ALL.iter().find(|known| known.as_str() == word);
                known.copied().ok_or_else(|| {
                    format!("`{word}` is none of {}", [$($word),+].join(", "))
                })
            }
        }

    };
}

// Behind the macro, which it uses.
pub mod look;
mod role;
mod terms;

/// Days that who is in the middle when a survey's last day ends has to finish; a setting says otherwise.
pub const GRACE_DAYS: u8 = 1;
/// Days drafts are kept after the last day of their survey.
pub const DAYS_AFTER_END: i64 = 7;

words! {
    /// How far a survey's answers are from the people who gave them. Cannot be loosened once published.
    Mode {
        /// Anybody may answer; no access code.
        Open = "open",
        /// One access code, no way back from the answers to the address.
        Anonymous = "anonymous",
        /// A link is kept for later waves, and the resident is told so.
        Confidential = "confidential",
    }
}

words! {
    /// Something that a survey offers beside its questionnaire.
    Offer {
        /// Anybody may answer without a code, beside those who have one. Counted apart.
        OpenDoor = "open-door",
        /// A withdrawal code, with which submitted answers can be found and deleted.
        Withdrawal = "withdrawal",
        /// A prize draw, in a form of its own.
        Draw = "draw",
        /// The results by mail, in a form of its own.
        Report = "report",
    }
}

/// What a survey offers beside its questionnaire. Cannot be changed once published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offers(String);

impl Offers {
    /// These, in whatever order.
    pub fn of(offers: &[Offer]) -> Self {
        let words = Offer::ALL.iter().filter(|offer| offers.contains(offer));
        Self(words.map(Offer::as_str).collect::<Vec<_>>().join(" "))
    }

    /// Whether this is among them.
    pub fn has(&self, offer: Offer) -> bool {
        self.0.split(' ').any(|word| word == offer.as_str())
    }

    /// The words, parted by blanks, in their own order.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for Offers {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let offers: Result<Vec<Offer>, _> = text.split_whitespace().map(str::parse).collect();
        Ok(Self::of(&offers?))
    }
}

words! {
    /// How somebody came to answer.
    Door {
        /// Without a code.
        Open = "open",
        /// With a code.
        Code = "code",
    }
}

words! {
    /// Why a response or a message cannot be carried to another store. The word stands in the place of
    /// its batch.
    AsideReason {
        /// It cannot be opened: it is damaged, or was sealed under another secret.
        Unreadable = "aside",
        /// It has arrived before, and an older `collect` has it again.
        Double = "double",
        /// One of its files is damaged.
        DamagedFile = "damaged file",
    }
}

words! {
    /// What is carried from `collect` to another store.
    MessageKind {
        /// An invitation was used: no more reminders.
        Done = "done",
        /// Somebody wants no more letters.
        OptOut = "opt-out",
        /// An address for the prize draw or the results.
        Contact = "contact",
        /// A report of a barrier.
        Barrier = "barrier",
        /// Somebody wants her submitted answers deleted.
        Withdrawal = "withdrawal",
    }
}

words! {
    /// What a process of an installation does.
    #[derive(Serialize, Deserialize, JsonSchema)]
    #[serde(rename_all = "lowercase")]
    ProcessRole {
        /// Everything.
        All = "all",
        /// Residents' pages. Opens `collect` only.
        Respond = "respond",
        /// Pages of staff. Opens `office` and `results`.
        Staff = "staff",
        /// What runs in the background; no pages. Opens all three stores.
        Worker = "worker",
    }
}

words! {
    /// What runs in the background.
    JobKind {
        /// Delivers messages to the office and moves submitted responses to the results, again and
        /// again.
        Mix = "mix",
        /// Puts what the office decided about surveys into the field, again and again.
        Field = "field",
        /// Lets a random part of the responses that wait go, once a day.
        Pool = "pool",
        /// Deletes what is kept no longer, again and again.
        Retention = "retention",
        /// Prepares the data of a survey as one archive, when an analyst asks for it.
        Export = "export",
    }
}

words! {
    /// How far something is that runs in the background.
    JobState {
        /// It is to begin, or to go on.
        Waiting = "waiting",
        /// Somebody works on it.
        Running = "running",
        /// It is finished.
        Done = "done",
        /// It was given up.
        Failed = "failed",
        /// Somebody did not want it any more.
        Cancelled = "cancelled",
    }
}

words! {
    /// Whether a survey takes answers.
    #[derive(Serialize)]
    #[serde(rename_all = "lowercase")]
    FieldState {
        /// Not yet.
        Planned = "planned",
        /// Today.
        Open = "open",
        /// Not for now.
        Paused = "paused",
        /// No longer.
        Closed = "closed",
    }
}

words! {
    /// What somebody wrote to us for.
    #[derive(Serialize, Deserialize)]
    Purpose {
        /// The prize draw.
        Draw = "draw",
        /// The results by mail.
        Report = "report",
        /// Something kept her from answering: what, and how to reach her if she likes.
        Barrier = "barrier",
    }
}

words! {
    /// How far a staff account is in an organisation.
    AccountState {
        /// It works there.
        Active = "active",
        /// It has not accepted yet.
        Invited = "invited",
        /// It cannot work there for now.
        Disabled = "disabled",
    }
}

/// What a one-time link to an account is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkPurpose {
    /// Somebody is to join an organisation.
    Invitation,
    /// Somebody is to choose another password, since the old one is forgotten or worth nothing any more.
    Reset,
}

words! {
    /// What the audit trail tells of. A word that was once written never changes.
    AuditAction {
        /// An organisation was added.
        AddOrganisation = "organisation.add",
        /// An organisation has another name: the name.
        RenameOrganisation = "organisation.name",
        /// The crest or colours of an organisation were changed.
        SetLook = "organisation.look",
        /// What an organisation says of itself to those who are asked was changed.
        SetPublisher = "organisation.publisher",
        /// For how long an organisation keeps answers was changed: the months, or nothing.
        SetRetention = "organisation.retention",
        /// A staff account was added to an organisation.
        AddStaff = "staff.add",
        /// An account got a one-time link into an organisation: the account.
        InviteStaff = "staff.invite",
        /// Somebody accepted an invitation. Whether she had an account before is not told.
        AcceptInvitation = "staff.accept",
        /// An account has other roles: the account and its roles.
        ChangeRoles = "staff.roles",
        /// An account cannot work in an organisation for now.
        DisableStaff = "staff.disable",
        /// It can again.
        EnableStaff = "staff.enable",
        /// An account's password is worth nothing any more, and it got a one-time link for another.
        ResetStaff = "staff.reset",
        /// Somebody asked for a link to choose another password, and it was sent to the account.
        AskForLink = "staff.ask",
        /// A mail to an account was not sent.
        FailMail = "mail.fail",
        /// Somebody chose a password.
        SetPassword = "staff.password",
        /// Sessions of an account were ended, but for the one in which that was done.
        EndSessions = "session.end.others",
        /// Somebody set up a second factor.
        AddSecondFactor = "factor.add",
        /// An account has no second factor any more.
        RemoveSecondFactor = "factor.remove",
        /// Somebody signed in with a recovery code instead of a code of her app.
        UseRecoveryCode = "factor.recover",
        /// An account was linked with what an identity provider calls its owner.
        LinkIdentity = "identity.link",
        /// It is linked no more.
        UnlinkIdentity = "identity.unlink",
        /// Somebody signed in by an identity provider instead of a password.
        UseIdentity = "identity.use",
        /// Whoever manages accounts in an organisation needs a second factor, or does not any more.
        DemandSecondFactor = "organisation.factor",
        /// Somebody signed in, or switched to the organisation.
        SignIn = "session.begin",
        /// Attempts to sign in failed: the account and how many; without an account where the
        /// addresses had none.
        RefuseSignIn = "session.refuse",
        /// Somebody signed out, or switched to another organisation.
        SignOut = "session.end",
        /// Somebody asked for a page that her role does not allow: its address.
        RefuseAccess = "access.refuse",
        /// A questionnaire is being written: its manuscript.
        BeginManuscript = "manuscript.begin",
        /// A manuscript was deleted.
        DeleteManuscript = "manuscript.delete",
        /// Somebody made a link for a pretest: of which manuscript.
        BeginPretest = "pretest.begin",
        /// Somebody ended one.
        EndPretest = "pretest.end",
        /// A questionnaire went into the field.
        PublishSurvey = "survey.publish",
        /// A survey got another version of its questionnaire: the survey and the version's number.
        PublishVersion = "survey.version",
        /// A survey was opened, or goes on.
        OpenSurvey = "survey.open",
        /// A survey takes no answers for now.
        PauseSurvey = "survey.pause",
        /// A survey has another last day: the survey and the day.
        ExtendSurvey = "survey.extend",
        /// A survey takes no more answers.
        CloseSurvey = "survey.close",
        /// A survey that is over was put aside.
        ArchiveSurvey = "survey.archive",
        /// It is among the others again.
        UnarchiveSurvey = "survey.unarchive",
        /// A survey was deleted with all that residents gave.
        DeleteSurvey = "survey.delete",
        /// Answers were taken away. What is prepared in the background counts when it is fetched.
        ExportSurvey = "survey.export",
        /// Synthetic residents answered a survey.
        SimulateResponses = "survey.simulate",
        /// Responses were mixed, or messages delivered, with less company than was promised.
        ForceMix = "survey.mix.force",
        /// A store that came from a backup was put in order; the object says which.
        Reconcile = "stores.reconcile",
        /// Access codes were drawn.
        DrawCodes = "codes.draw",
        /// The clock was said to be right after a leap.
        ConfirmClock = "clock.confirm",
        /// What residents wrote beside the questionnaire was read.
        ReadContacts = "contacts.read",
        /// Some of it was deleted.
        DeleteContacts = "contacts.delete",
    }
}
