//! Mail: sends one over SMTP within a bound of time, and says why it could not. The only place that knows the
//! library. What is written in mails is `app`'s. Start reading at [`Mailer::send`].

use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use lettre::address::Address;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{SmtpTransport, Transport};

use crate::config::{Config, SmtpSecurity};

/// How long one step of the server may take, and a mail altogether.
const STEP: Duration = Duration::from_secs(8);
const ALL: Duration = Duration::from_secs(20);
/// How long somebody waits before the second try.
const PAUSE: Duration = Duration::from_secs(2);
/// So many mails are under way at once; a server that hangs holds no more of us.
const AT_ONCE: usize = 8;

/// Sends mails. Cloning it shares it.
#[derive(Clone)]
pub struct Mailer(Arc<Outgoing>);

struct Outgoing {
    transport: SmtpTransport,
    from: Mailbox,
    public_url: String,
    under_way: AtomicUsize,
}

/// Why a mail was not sent. Names nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailFailure {
    /// The mail server did not take it: the number of its answer.
    Refused(u16),
    /// It cannot be reached, or breaks off.
    Unreachable,
    /// It takes too long.
    Slow,
    /// The mail cannot be written: its address is none for mails.
    Unwritable,
    /// Too many are under way.
    Busy,
}

impl MailFailure {
    /// Its word in the texts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Refused(_) => "refused",
            Self::Unreachable => "unreachable",
            Self::Slow => "slow",
            Self::Unwritable => "unwritable",
            Self::Busy => "busy",
        }
    }

    /// The number of the server's answer; 0 when it gave none.
    pub fn code(self) -> u16 {
        match self {
            Self::Refused(code) => code,
            _ => 0,
        }
    }
}

impl fmt::Display for MailFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(code) => {
                write!(f, "the mail server does not take it (its answer is {code})")
            }
            Self::Unreachable => f.write_str(
                "the mail server cannot be reached, breaks off, or its certificate is not believed",
            ),
            Self::Slow => f.write_str("the mail server takes too long"),
            Self::Unwritable => f.write_str("no mail can be sent to this address"),
            Self::Busy => f.write_str("too many mails are under way"),
        }
    }
}

impl std::error::Error for MailFailure {}

impl fmt::Debug for Mailer {
    /// Without what it signs in with.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mailer({})", self.0.from)
    }
}

impl Mailer {
    /// The mailer of these settings; none where no mail is sent. Relative paths are of the data directory.
    pub fn of(config: &Config, data: &Path) -> Result<Option<Self>> {
        if config.smtp_host.is_empty() {
            return Ok(None);
        }
        let from: Mailbox = config.mail_from.parse().with_context(|| {
            format!(
                "mail_from: `{}` is no sender, such as Landkreis <umfragen@kreis.example>",
                config.mail_from
            )
        })?;
        let tls = || {
            let mut tls = TlsParameters::builder(config.smtp_host.clone());
            if !config.smtp_ca_file.is_empty() {
                let file = data.join(&config.smtp_ca_file);
                let pem = std::fs::read(&file)
                    .with_context(|| format!("reading smtp_ca_file {}", file.display()))?;
                tls =
                    tls.add_root_certificate(Certificate::from_pem(&pem).context("smtp_ca_file")?);
            }
            tls.build_rustls().context("setting up TLS for mail")
        };
        let tls = match config.smtp_security {
            SmtpSecurity::Tls => Tls::Wrapper(tls()?),
            SmtpSecurity::Starttls => Tls::Required(tls()?),
            SmtpSecurity::None => Tls::None,
        };
        let mut transport = SmtpTransport::builder_dangerous(&config.smtp_host)
            .port(config.smtp_port)
            .tls(tls)
            .timeout(Some(STEP))
            .hello_name(ClientId::Domain(from.email.domain().to_owned()));
        if !config.smtp_user.is_empty() {
            if config.smtp_security == SmtpSecurity::None {
                bail!(
                    "smtp_security: with `none` the password of smtp_user would be sent in the clear"
                );
            }
            let file = data.join(&config.smtp_password_file);
            let password = std::fs::read_to_string(&file)
                .with_context(|| format!("reading smtp_password_file {}", file.display()))?;
            let password = password.trim_end_matches(['\r', '\n']).to_owned();
            transport = transport.credentials(Credentials::new(config.smtp_user.clone(), password));
        }
        let (transport, public_url) = (transport.build(), config.public_url.clone());
        Ok(Some(Self(Arc::new(Outgoing {
            transport,
            from,
            public_url,
            under_way: AtomicUsize::new(0),
        }))))
    }

    /// The sender.
    pub fn sender(&self) -> String {
        self.0.from.to_string()
    }

    /// The address that links in mails begin with.
    pub fn public_url(&self) -> &str {
        &self.0.public_url
    }

    /// Sends a mail of plain text. What fails for the moment is tried once more. Blocks, for twenty seconds at
    /// most.
    pub fn send(&self, to: &str, subject: &str, text: &str) -> Result<(), MailFailure> {
        let mail = self.written(to, subject, text).map_err(|error| {
            tracing::warn!(?error, "a mail cannot be written");
            MailFailure::Unwritable
        })?;
        let turn = MailTurn::take(&self.0).ok_or(MailFailure::Busy)?;
        let (told, outcome) = mpsc::channel();
        let begun = Instant::now();
        // Each step has its time; all of them together are waited for no longer.
        std::thread::spawn(move || {
            let mut sent = try_once(&turn.0, &mail);
            let is_early = begun.elapsed() + PAUSE + STEP < ALL;
            if is_early && sent.is_err_and(|failure| failure.is_passing()) {
                std::thread::sleep(PAUSE);
                sent = try_once(&turn.0, &mail);
            }
            let _ = told.send(sent);
        });
        let sent = outcome.recv_timeout(ALL).unwrap_or(Err(MailFailure::Slow));
        if let Err(failure) = sent {
            tracing::warn!(%failure, "a mail was not sent");
        }
        sent
    }

    fn written(&self, to: &str, subject: &str, text: &str) -> Result<Message> {
        let from = &self.0.from;
        let (to, id): (Address, _) = (to.parse()?, uuid::Uuid::new_v4());
        let by_itself = HeaderName::new_from_ascii_str("Auto-Submitted");
        Message::builder()
            .from(from.clone())
            .to(to.into())
            .subject(subject)
            .message_id(Some(format!("<{id}@{}>", from.email.domain())))
            .raw_header(HeaderValue::new(by_itself, "auto-generated".to_owned()))
            .header(ContentType::TEXT_PLAIN)
            .body(text.to_owned())
            .map_err(|error| anyhow!("building a mail: {error}"))
    }
}

impl MailFailure {
    /// It may be otherwise in a moment.
    fn is_passing(self) -> bool {
        matches!(self, Self::Refused(400..500) | Self::Unreachable)
    }
}

fn try_once(outgoing: &Outgoing, mail: &Message) -> Result<(), MailFailure> {
    outgoing.transport.send(mail).map(drop).map_err(|error| match error.status() {
        Some(code) => MailFailure::Refused(code.into()),
        None if error.is_timeout() => MailFailure::Slow,
        None => MailFailure::Unreachable,
    })
}

/// One of the mails that are under way.
struct MailTurn(Arc<Outgoing>);

impl MailTurn {
    fn take(outgoing: &Arc<Outgoing>) -> Option<Self> {
        let before = outgoing.under_way.fetch_add(1, Ordering::Relaxed);
        let turn = Self(Arc::clone(outgoing));
        (before < AT_ONCE).then_some(turn)
    }
}

impl Drop for MailTurn {
    fn drop(&mut self) {
        self.0.under_way.fetch_sub(1, Ordering::Relaxed);
    }
}
