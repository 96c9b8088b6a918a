//! `zugvogel mail`: whether mail goes out.

use std::path::Path;

use anyhow::{Result, bail};

use super::commands::print;
use crate::config::Config;
use crate::mail::Mailer;

pub(super) fn run(directory: &Path, to: &str) -> Result<()> {
    let config = Config::load(directory)?;
    let Some(mailer) = Mailer::of(&config, directory)? else {
        bail!("no mail is sent: the setting `smtp_host` is empty; see `zugvogel config`");
    };
    let text = format!(
        "Diese Mail zeigt, dass zugvogel Mails verschickt.\nThis mail shows that zugvogel sends mails.\n\n{}\n",
        config.public_url
    );
    mailer.send(to, "zugvogel", &text)?;
    print(&format!("{} took a mail to {to}\n", config.smtp_host))
}
