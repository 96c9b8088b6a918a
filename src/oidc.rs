//! OpenID Connect: asks one identity provider who somebody is (authorization code with PKCE), and believes nothing that it
//! has not signed. Knows no accounts: whose account that is, `app` says. Start reading at [`IdentityProvider::redeem`].

mod fetch;
mod token;

use std::collections::VecDeque;
use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use url::Url;
use url::form_urlencoded::byte_serialize;
use zeroize::Zeroizing;

use self::fetch::Fetcher;
use self::token::{Expected, KeySet, TokenHeader};
use crate::config::Config;

/// Where the browser comes back to, below `public_url`.
pub const CALLBACK: &str = "/login/oidc/callback";
/// So long is believed what the provider says of itself and of its keys.
const BELIEVED: Duration = Duration::from_secs(60 * 60);
/// So often its keys are asked for anew because a token names one that is unknown.
const RENEWED: Duration = Duration::from_secs(60);
/// So many states that were used are remembered. Whoever uses up as many within their ten minutes has signed in as often.
const REMEMBERED: usize = 4096;

/// One identity provider. Cloning it shares it.
#[derive(Clone)]
pub struct IdentityProvider(Arc<Peer>);

struct Peer {
    issuer: String,
    client_id: String,
    client_secret: Zeroizing<String>,
    name: String,
    callback: String,
    /// It is on this machine, so that nobody listens.
    is_here: bool,
    fetcher: Fetcher,
    memory: Mutex<ProviderMemory>,
}

#[derive(Default)]
struct ProviderMemory {
    discovery: Option<(Instant, Arc<Discovery>)>,
    keys: Option<(Instant, Arc<KeySet>)>,
    /// When keys were last asked for because one was unknown.
    renewed: Option<Instant>,
    spent: VecDeque<String>,
}

/// What a provider says of itself (OpenID Connect Discovery 1.0).
#[derive(Debug, Deserialize)]
struct Discovery {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    #[serde(default)]
    id_token_signing_alg_values_supported: Vec<String>,
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct TokenAnswer {
    id_token: String,
}

/// Why nothing is known of who somebody is. Says nothing in the provider's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProviderFailure {
    /// It cannot be reached, takes too long, or is not well.
    #[error("the identity provider does not answer")]
    Away,
    /// Too many ask it at once.
    #[error("too many sign in by the identity provider at once")]
    Busy,
    /// What it says does not fit.
    #[error("what the identity provider says does not fit: {0}")]
    Unfit(&'static str),
}

/// What belongs together from the start of a sign-in to the return: each is random.
#[derive(Serialize, Deserialize)]
pub struct Handshake {
    /// Comes back in the address, so that nobody can be made to end what somebody else began.
    pub state: String,
    /// Comes back in what is signed, so that it is of this sign-in.
    pub nonce: String,
    /// Shows that whoever redeems the code has asked for it (PKCE).
    pub verifier: String,
}

/// Who somebody is, as the provider has signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visitor {
    /// What the provider calls her; nobody else, ever.
    pub subject: String,
    /// Her address, if the provider says that it is hers.
    pub email: Option<String>,
    /// More than one factor was asked of her there.
    pub has_shown_several: bool,
}

impl fmt::Debug for IdentityProvider {
    /// Without the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IdentityProvider({})", self.0.issuer)
    }
}

impl IdentityProvider {
    /// The provider of these settings; none where there is none. Relative paths are of the data directory.
    pub fn of(config: &Config, data: &Path) -> Result<Option<Self>> {
        let needed = [
            ("oidc_issuer", &config.oidc_issuer),
            ("oidc_client_id", &config.oidc_client_id),
            ("oidc_client_secret_file", &config.oidc_client_secret_file),
            ("oidc_name", &config.oidc_name),
        ];
        if needed.iter().all(|(_, value)| value.is_empty()) {
            return Ok(None);
        }
        if let Some((missing, _)) = needed.iter().find(|(_, value)| value.is_empty()) {
            bail!("{missing}: is empty, but signing in by a provider needs all of its settings");
        }
        let is_here = is_on_loopback(&config.oidc_issuer);
        if !is_fit(&config.oidc_issuer, is_here) {
            bail!("oidc_issuer: `{}` is no address with https", config.oidc_issuer);
        }
        if !is_fit(&config.public_url, config.is_only_here()) {
            bail!(
                "public_url: an address with https is needed, to which the provider sends people back"
            );
        }
        let read = |setting, name: &str| {
            let file = data.join(name);
            std::fs::read_to_string(&file)
                .with_context(|| format!("reading {setting} {}", file.display()))
        };
        let secret = read("oidc_client_secret_file", &config.oidc_client_secret_file)?;
        let authority = match config.oidc_ca_file.as_str() {
            "" => None,
            name => Some(read("oidc_ca_file", name)?),
        };
        Ok(Some(Self(Arc::new(Peer {
            issuer: config.oidc_issuer.clone(),
            client_id: config.oidc_client_id.clone(),
            client_secret: Zeroizing::new(secret.trim_end_matches(['\r', '\n']).to_owned()),
            name: config.oidc_name.clone(),
            callback: format!("{}{CALLBACK}", config.public_url.trim_end_matches('/')),
            is_here,
            fetcher: Fetcher::new(authority.as_deref()).context("oidc_ca_file")?,
            memory: Mutex::default(),
        }))))
    }

    /// What the button to sign in says.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// What it calls itself.
    pub fn issuer(&self) -> &str {
        &self.0.issuer
    }

    /// Where the browser is to go. Blocks.
    pub fn address(&self, handshake: &Handshake) -> Result<String, ProviderFailure> {
        let discovery = self.discovery()?;
        let mut address = Url::parse(&discovery.authorization_endpoint).map_err(|_| ADDRESS)?;
        let challenge = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(&handshake.verifier));
        address
            .query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.0.client_id)
            .append_pair("redirect_uri", &self.0.callback)
            .append_pair("scope", "openid email")
            .append_pair("state", &handshake.state)
            .append_pair("nonce", &handshake.nonce)
            .append_pair("code_challenge", &challenge)
            .append_pair("code_challenge_method", "S256");
        Ok(address.into())
    }

    /// Uses a state up, and says whether it was none before.
    pub fn spend(&self, state: &str) -> bool {
        let mut memory = self.memory();
        let is_new = !memory.spent.iter().any(|spent| spent == state);
        if is_new {
            memory.spent.push_back(state.to_owned());
        }
        if memory.spent.len() > REMEMBERED {
            memory.spent.pop_front();
        }
        is_new
    }

    /// Who it was that came back with this code, at this second. Blocks.
    pub fn redeem(
        &self,
        code: &str,
        handshake: &Handshake,
        now: i64,
    ) -> Result<Visitor, ProviderFailure> {
        let discovery = self.discovery()?;
        let answer = self.ask_for_token(&discovery, code, &handshake.verifier)?;
        let TokenAnswer { id_token } = read(&answer)?;
        let header = TokenHeader::of(&id_token)?;
        let keys = self.keys_with(&discovery, &header)?;
        let expected = Expected {
            issuer: &self.0.issuer,
            client_id: &self.0.client_id,
            nonce: &handshake.nonce,
            algorithms: &discovery.id_token_signing_alg_values_supported,
            now,
        };
        token::verify(&id_token, &header, &keys, &expected)
    }

    fn ask_for_token(
        &self,
        discovery: &Discovery,
        code: &str,
        verifier: &str,
    ) -> Result<Vec<u8>, ProviderFailure> {
        let peer = &self.0;
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &peer.callback),
            ("client_id", &peer.client_id),
            ("code_verifier", verifier),
        ];
        // What is not said is the header (section 9 of the core).
        let methods = discovery.token_endpoint_auth_methods_supported.as_deref();
        let takes_header =
            methods.is_none_or(|all| all.iter().any(|it| it == "client_secret_basic"));
        let mut header = None;
        if takes_header {
            let coded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
            let pair = format!("{}:{}", coded(&peer.client_id), coded(&peer.client_secret));
            header =
                Some(format!("Basic {}", BASE64_STANDARD.encode(Zeroizing::new(pair).as_str())));
        } else {
            form.push(("client_secret", &peer.client_secret));
        }
        peer.fetcher.post(&discovery.token_endpoint, form, header.as_deref())
    }

    fn discovery(&self) -> Result<Arc<Discovery>, ProviderFailure> {
        if let Some((since, known)) = &self.memory().discovery
            && since.elapsed() < BELIEVED
        {
            return Ok(Arc::clone(known));
        }
        let issuer = self.0.issuer.trim_end_matches('/');
        let address = format!("{issuer}/.well-known/openid-configuration");
        let discovery: Discovery = read(&self.0.fetcher.get(&address)?)?;
        // Otherwise one provider could speak for another.
        if discovery.issuer != self.0.issuer {
            return Err(ProviderFailure::Unfit("its discovery document is another issuer's"));
        }
        let Discovery { authorization_endpoint, token_endpoint, jwks_uri, .. } = &discovery;
        let addresses = [authorization_endpoint, token_endpoint, jwks_uri];
        if !addresses.into_iter().all(|address| is_fit(address, self.0.is_here)) {
            return Err(ADDRESS);
        }
        let discovery = Arc::new(discovery);
        self.memory().discovery = Some((Instant::now(), Arc::clone(&discovery)));
        Ok(discovery)
    }

    /// The provider's keys; asked for anew where the one that a token names is not among them, but not again and again: anybody
    /// may name keys that there are not.
    fn keys_with(
        &self,
        discovery: &Discovery,
        header: &TokenHeader,
    ) -> Result<Arc<KeySet>, ProviderFailure> {
        {
            let mut memory = self.memory();
            if let Some((since, known)) = &memory.keys
                && since.elapsed() < BELIEVED
            {
                let is_early = memory.renewed.is_some_and(|last| last.elapsed() < RENEWED);
                if known.has(header) || is_early {
                    return Ok(Arc::clone(known));
                }
                memory.renewed = Some(Instant::now());
            }
        }
        let keys: KeySet = read(&self.0.fetcher.get(&discovery.jwks_uri)?)?;
        let keys = Arc::new(keys);
        self.memory().keys = Some((Instant::now(), Arc::clone(&keys)));
        Ok(keys)
    }

    fn memory(&self) -> MutexGuard<'_, ProviderMemory> {
        self.0.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

const ADDRESS: ProviderFailure = ProviderFailure::Unfit("it names an address without https");

fn read<T: DeserializeOwned>(answer: &[u8]) -> Result<T, ProviderFailure> {
    serde_json::from_slice(answer)
        .map_err(|_| ProviderFailure::Unfit("its answer is not what the standard says"))
}

/// Whether secrets may go to this address: nobody listens on the way.
fn is_fit(address: &str, is_here: bool) -> bool {
    let Ok(url) = Url::parse(address) else { return false };
    let is_plain =
        url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
    let is_safe =
        url.scheme() == "https" || (url.scheme() == "http" && is_here && is_on_loopback(address));
    is_plain && is_safe && url.has_host()
}

fn is_on_loopback(address: &str) -> bool {
    let url = Url::parse(address).ok();
    url.as_ref().and_then(Url::host).is_some_and(|host| match host {
        url::Host::Domain(name) => name == "localhost",
        url::Host::Ipv4(address) => address.is_loopback(),
        url::Host::Ipv6(address) => address.is_loopback(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> (tempfile::TempDir, Config) {
        let data = tempfile::tempdir().unwrap();
        std::fs::write(data.path().join("secret"), "s3cret\n").unwrap();
        let config = Config {
            oidc_issuer: "https://id.kreis.example/realms/kreis".to_owned(),
            oidc_client_id: "zugvogel".to_owned(),
            oidc_client_secret_file: "secret".to_owned(),
            oidc_name: "Mit Landkreis-Konto anmelden".to_owned(),
            public_url: "https://umfrage.kreis.example/".to_owned(),
            ..Config::default()
        };
        (data, config)
    }

    #[test]
    fn a_provider_needs_all_of_its_settings() {
        let (data, good) = settings();
        let of = |config: Config| IdentityProvider::of(&config, data.path());
        assert!(of(Config::default()).unwrap().is_none());
        let provider = of(good.clone()).unwrap().unwrap();
        assert_eq!(provider.0.callback, "https://umfrage.kreis.example/login/oidc/callback");
        assert_eq!(provider.0.client_secret.as_str(), "s3cret");
        assert!(!format!("{provider:?}").contains("s3cret"));
        let none = String::new;
        for (bad, told) in [
            (Config { oidc_issuer: none(), ..good.clone() }, "oidc_issuer"),
            (Config { oidc_client_id: none(), ..good.clone() }, "oidc_client_id"),
            (Config { oidc_client_secret_file: none(), ..good.clone() }, "oidc_client_secret_file"),
            (Config { oidc_client_secret_file: "gone".into(), ..good.clone() }, "gone"),
            (Config { oidc_name: none(), ..good.clone() }, "oidc_name"),
            (Config { oidc_issuer: "http://id.kreis.example".into(), ..good.clone() }, "https"),
            (Config { oidc_issuer: "https://a:b@id.example".into(), ..good.clone() }, "https"),
            (Config { public_url: none(), ..good.clone() }, "public_url"),
            (Config { public_url: "http://kreis.example".into(), ..good.clone() }, "public_url"),
        ] {
            let error = format!("{:#}", of(bad).unwrap_err());
            assert!(error.contains(told), "{told}: {error}");
        }
    }

    #[test]
    fn without_tls_a_provider_must_be_on_this_machine() {
        for (address, is_here, fits) in [
            ("https://id.example/token", false, true),
            ("http://id.example/token", false, false),
            ("http://id.example/token", true, false),
            ("http://127.0.0.1:8080/token", true, true),
            ("http://localhost/token", true, true),
            ("http://[::1]/token", true, true),
            ("http://127.0.0.1/token", false, false),
            ("http://localhost.evil.example/", true, false),
            ("javascript:alert(1)", true, false),
            ("https://id.example/#x", false, false),
        ] {
            assert_eq!(is_fit(address, is_here), fits, "{address} {is_here}");
        }
    }

    #[test]
    fn a_state_counts_once() {
        let (data, good) = settings();
        let provider = IdentityProvider::of(&good, data.path()).unwrap().unwrap();
        assert!(provider.spend("a") && !provider.spend("a") && provider.spend("b"));
        for number in 0..REMEMBERED {
            assert!(provider.clone().spend(&number.to_string()));
        }
        assert_eq!(provider.memory().spent.len(), REMEMBERED);
    }
}
