//! One request to the provider: bounded in time and size, never sent on to somewhere else. The only place that knows the
//! HTTP client.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use tokio::sync::Semaphore;
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Body};

use super::ProviderFailure;

/// How long an answer may take, from the first byte to the last.
const PATIENCE: Duration = Duration::from_secs(10);
/// The largest answer, in bytes; those of real providers have a few thousand.
const LARGEST: u64 = 256 * 1024;
/// So many requests are under way at once; a provider that hangs holds no more of us.
const AT_ONCE: usize = 8;

pub(super) struct Fetcher {
    agent: Agent,
    turns: Semaphore,
}

impl Fetcher {
    /// Believes certificates of this authority (PEM), or those that browsers believe.
    pub(super) fn new(authority: Option<&str>) -> Result<Self> {
        let roots = match authority {
            None => RootCerts::WebPki,
            Some(pem) => trusted(pem)?,
        };
        let config = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            // What is sent on would take code and secret along.
            .max_redirects(0)
            .http_status_as_error(false)
            .max_idle_connections(0)
            .user_agent("zugvogel")
            .tls_config(TlsConfig::builder().root_certs(roots).build());
        Ok(Self { agent: config.build().into(), turns: Semaphore::new(AT_ONCE) })
    }

    pub(super) fn get(&self, address: &str) -> Result<Vec<u8>, ProviderFailure> {
        self.answer(|| self.agent.get(address).header("accept", "application/json").call())
    }

    pub(super) fn post(
        &self,
        address: &str,
        form: Vec<(&str, &str)>,
        authorization: Option<&str>,
    ) -> Result<Vec<u8>, ProviderFailure> {
        self.answer(|| {
            let mut request = self.agent.post(address).header("accept", "application/json");
            if let Some(authorization) = authorization {
                request = request.header("authorization", authorization);
            }
            request.send_form(form)
        })
    }

    fn answer(
        &self,
        ask: impl FnOnce() -> Result<ureq::http::Response<Body>, ureq::Error>,
    ) -> Result<Vec<u8>, ProviderFailure> {
        let _turn = self.turns.try_acquire().map_err(|_| ProviderFailure::Busy)?;
        let mut answer = ask().map_err(away)?;
        match answer.status().as_u16() {
            200 => {}
            status @ 500.. => {
                tracing::warn!(status, "the identity provider is not well");
                return Err(ProviderFailure::Away);
            }
            status => {
                tracing::warn!(status, "the identity provider refuses");
                return Err(ProviderFailure::Unfit("it refuses what it was asked"));
            }
        }
        match answer.body_mut().with_config().limit(LARGEST).read_to_vec() {
            Ok(body) => Ok(body),
            Err(ureq::Error::BodyExceedsLimit(_)) => {
                Err(ProviderFailure::Unfit("its answer is too long"))
            }
            Err(error) => Err(away(error)),
        }
    }
}

fn trusted(pem: &str) -> Result<RootCerts> {
    let mut certificates = Vec::new();
    for item in parse_pem(pem.as_bytes()) {
        if let PemItem::Certificate(certificate) = item.context("reading the certificate")? {
            certificates.push(certificate);
        }
    }
    if certificates.is_empty() {
        bail!("there is no certificate in the file");
    }
    Ok(RootCerts::from(certificates))
}

fn away(error: ureq::Error) -> ProviderFailure {
    tracing::warn!(%error, "the identity provider does not answer");
    ProviderFailure::Away
}
