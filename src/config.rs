//! Configuration: one TOML file and `ZUGVOGEL_*` variables, which win. Unknown keys are refused,
//! so that a mistyped one never goes unnoticed.
//!
//! The sample file `deploy/zugvogel.sample.toml` is written by [`sample`] and tested to be current.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use schemars::{JsonSchema, schema_for};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::{DAYS_AFTER_END, GRACE_DAYS, ProcessRole};

/// How the server listens, where its stores are, how it logs. A field is a setting: its comment
/// stands in the sample file, its name is the key, and `ZUGVOGEL_` with the name is the variable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// what `serve` does: all, or one of respond (residents' pages), staff (pages of staff), worker (what runs in the background)
    pub role: ProcessRole,
    /// address of the pages
    pub listen: SocketAddr,
    /// address of /health/live and /health/ready; keep it on the loopback
    pub health_listen: SocketAddr,
    /// the address people type; with https the cookies are sent over TLS only
    pub public_url: String,
    /// store of accounts and surveys: sqlite:PATH or postgres://…; empty: a file in the data directory
    pub office_url: String,
    /// store of drafts and the inbox
    pub collect_url: String,
    /// store of responses
    pub results_url: String,
    /// file of the installation's secret; empty: secret.key in the data directory
    pub secret_file: String,
    /// days after a survey's last one in which who has begun may still send: 0 to 6
    pub grace_days: u8,
    /// megabytes of the disk with the stores that must stay free: with less, no interview is begun and no file taken
    pub keep_free_mb: u32,
    /// the most megabytes of the store of drafts on PostgreSQL, whose disk this program does not see; 0: no bound
    pub collect_most_mb: u32,
    /// mail server by which one-time links for staff are sent; empty: they are shown to whoever makes them
    pub smtp_host: String,
    /// its port: 587 for starttls, 465 for tls
    pub smtp_port: u16,
    /// starttls, tls, or none (for a server on this machine only)
    pub smtp_security: SmtpSecurity,
    /// name to sign in with there; empty: nobody signs in
    pub smtp_user: String,
    /// file with the password, in the data directory if it is no whole path
    pub smtp_password_file: String,
    /// file with the certificate (PEM) of the authority that the mail server's certificate is from; empty: the usual ones
    pub smtp_ca_file: String,
    /// sender of mails, such as Landkreis <umfragen@kreis.example>
    pub mail_from: String,
    /// identity provider by which staff may sign in, too (OpenID Connect), as its discovery document names itself; empty: none
    pub oidc_issuer: String,
    /// what this installation is called there
    pub oidc_client_id: String,
    /// file with the secret that goes with it, in the data directory if it is no whole path
    pub oidc_client_secret_file: String,
    /// what the button on the page to sign in says, such as Mit Landkreis-Konto anmelden
    pub oidc_name: String,
    /// file with the certificate (PEM) of the authority that the provider's certificate is from; empty: the usual ones
    pub oidc_ca_file: String,
    /// text or json
    pub log_format: LogFormat,
    /// least level that is logged: error, warn, info, debug
    pub log_level: String,
}

/// How what goes to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SmtpSecurity {
    /// TLS after a greeting; without it nothing is sent.
    Starttls,
    /// TLS from the first byte.
    Tls,
    /// Not at all.
    None,
}

/// The form of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

impl Default for Config {
    fn default() -> Self {
        let loopback = |port| SocketAddr::from(([127, 0, 0, 1], port));
        Self {
            role: ProcessRole::All,
            listen: loopback(8080),
            health_listen: loopback(8081),
            public_url: "http://127.0.0.1:8080".to_owned(),
            office_url: String::new(),
            collect_url: String::new(),
            results_url: String::new(),
            secret_file: String::new(),
            grace_days: GRACE_DAYS,
            keep_free_mb: 512,
            collect_most_mb: 0,
            smtp_host: String::new(),
            smtp_port: 587,
            smtp_security: SmtpSecurity::Starttls,
            smtp_user: String::new(),
            smtp_password_file: String::new(),
            smtp_ca_file: String::new(),
            mail_from: String::new(),
            oidc_issuer: String::new(),
            oidc_client_id: String::new(),
            oidc_client_secret_file: String::new(),
            oidc_name: String::new(),
            oidc_ca_file: String::new(),
            log_format: LogFormat::Text,
            log_level: "info".to_owned(),
        }
    }
}

impl Config {
    /// Reads `zugvogel.toml` in the data directory (if there is one) and the environment.
    pub fn load(data: &Path) -> Result<Self> {
        let variables = std::env::vars_os().filter_map(|(name, value)| {
            // The language of the command line is no setting of the server.
            let name = name.into_string().ok().filter(|name| name != "ZUGVOGEL_LANG")?;
            Some((name.strip_prefix("ZUGVOGEL_")?.to_lowercase(), value.into_string().ok()?))
        });
        let file = data.join("zugvogel.toml");
        let text = match std::fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(error).context(format!("reading {}", file.display())),
        };
        Self::parse(&text, variables.collect())
            .with_context(|| format!("configuration ({} and ZUGVOGEL_*)", file.display()))
    }

    fn parse(text: &str, variables: BTreeMap<String, String>) -> Result<Self> {
        let defaults = toml::Table::try_from(Self::default())?;
        let mut table: toml::Table = text.parse()?;
        for (name, value) in variables {
            if !defaults.contains_key(&name) {
                bail!("ZUGVOGEL_{} is not a setting; see `zugvogel config`", name.to_uppercase());
            }
            let is_number = defaults.get(&name).is_some_and(toml::Value::is_integer);
            let value = match value.parse() {
                Ok(number) if is_number => toml::Value::Integer(number),
                _ => toml::Value::String(value),
            };
            table.insert(name, value);
        }
        let config: Self = table.try_into()?;
        // A week after the last day drafts are deleted.
        if i64::from(config.grace_days) >= DAYS_AFTER_END {
            bail!("grace_days: {} is too many; at most {}", config.grace_days, DAYS_AFTER_END - 1);
        }
        Ok(config)
    }

    /// The file of the secret.
    pub fn secret_path(&self, data: &Path) -> PathBuf {
        match self.secret_file.as_str() {
            "" => data.join("secret.key"),
            path => PathBuf::from(path),
        }
    }

    /// Whether the public address is one that no other machine reaches.
    pub fn is_only_here(&self) -> bool {
        let rest = self.public_url.split("//").nth(1).unwrap_or_default();
        let authority = rest.split('/').next().unwrap_or_default();
        let host = match authority.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
            _ => authority,
        };
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let address: Option<std::net::IpAddr> = host.parse().ok();
        host == "localhost" || address.is_some_and(|it| it.is_loopback() || it.is_unspecified())
    }

    /// Whether people come over TLS.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

/// A sample file that names every key with its default.
pub fn sample() -> Result<String> {
    let mut text = String::from(
        "# zugvogel.toml in the data directory. Every key can also be set as ZUGVOGEL_<KEY>,\n\
         # for example ZUGVOGEL_LISTEN; the variable wins. These are the defaults.\n",
    );
    let defaults = toml::Table::try_from(Config::default())?;
    let schema = schema_for!(Config);
    let settings = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
    for (key, setting) in settings {
        let meaning = setting["description"].as_str().unwrap_or_default();
        let default = defaults.get(key).context(format!("{key} has no default"))?;
        text.push_str(&format!("\n# {meaning}\n{key} = {default}\n"));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str, variables: &[(&str, &str)]) -> Result<Config> {
        let variables = variables.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        Config::parse(text, variables)
    }

    #[test]
    fn the_sample_is_the_default() {
        assert_eq!(parse(&sample().unwrap(), &[]).unwrap(), Config::default());
    }

    #[test]
    fn the_sample_file_is_current() {
        let file = include_str!("../deploy/zugvogel.sample.toml");
        assert_eq!(file, sample().unwrap(), "run `zugvogel config > deploy/zugvogel.sample.toml`");
    }

    #[test]
    fn variables_win_over_the_file() {
        let config = parse("listen = \"127.0.0.1:1\"", &[("listen", "127.0.0.1:2")]).unwrap();
        assert_eq!(config.listen.port(), 2);
        let config =
            parse("keep_free_mb = 1", &[("keep_free_mb", "2"), ("log_level", "3")]).unwrap();
        assert_eq!((config.keep_free_mb, config.log_level.as_str()), (2, "3"));
        assert!(parse("", &[("keep_free_mb", "much")]).is_err());
    }

    #[test]
    fn unknown_keys_are_refused() {
        assert!(parse("lisen = \"127.0.0.1:1\"", &[]).unwrap_err().to_string().contains("lisen"));
        let error = parse("", &[("lisen", "x")]).unwrap_err().to_string();
        assert!(error.contains("ZUGVOGEL_LISEN"), "{error}");
    }
}
