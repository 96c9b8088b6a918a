//! An identity provider (OpenID Connect, ES256) on this machine that can be told to lie, to hang and to say nothing.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD as BASE64};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use url::Url;
use url::form_urlencoded::parse;
use zugvogel::config::Config;

/// The second that it is in tests.
pub(crate) const NOW: i64 = 1_781_517_600;
pub(crate) const CLIENT: &str = "zugvogel";
pub(crate) const CLIENT_SECRET: &str = "geheim-beim-anbieter";
pub(crate) const BUTTON: &str = "Mit Landkreis-Konto anmelden";

/// A provider.
pub(crate) struct Provider {
    pub(crate) issuer: String,
    shared: Arc<Mutex<Shared>>,
}

#[derive(Default)]
struct Shared {
    /// By code: the challenge, and the token that it gives.
    codes: BTreeMap<String, (String, String)>,
    /// The key's name; it is another key by another name.
    kid: String,
    /// What is answered instead, as it goes over the wire.
    instead: BTreeMap<String, Vec<u8>>,
    asked: BTreeMap<String, usize>,
}

/// What the browser was sent with.
pub(crate) type Asked = BTreeMap<String, String>;

fn key(kid: &str) -> SigningKey {
    SigningKey::from_slice(&Sha256::digest(kid)).unwrap()
}

impl Provider {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let shared = Arc::new(Mutex::new(Shared { kid: "first".to_owned(), ..Shared::default() }));
        let (own, served) = (issuer.clone(), Arc::clone(&shared));
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let (own, served) = (own.clone(), Arc::clone(&served));
                std::thread::spawn(move || serve(client, &own, &served));
            }
        });
        Self { issuer, shared }
    }

    /// The settings for it; the secret goes into a file of this folder.
    pub(crate) fn settings(&self, folder: &Path) -> Config {
        std::fs::write(folder.join("oidc-secret"), format!("{CLIENT_SECRET}\n")).unwrap();
        Config {
            oidc_issuer: self.issuer.clone(),
            oidc_client_id: CLIENT.to_owned(),
            oidc_client_secret_file: "oidc-secret".to_owned(),
            oidc_name: BUTTON.to_owned(),
            ..Config::default()
        }
    }

    /// What an address that it gets says.
    pub(crate) fn read(&self, address: &str) -> Asked {
        let url = Url::parse(address).unwrap();
        assert!(address.starts_with(&format!("{}/authorize?", self.issuer)), "{address}");
        url.query_pairs().into_owned().collect()
    }

    /// What is right to claim of somebody.
    pub(crate) fn claims(&self, asked: &Asked, subject: &str) -> Value {
        json!({
            "iss": self.issuer, "sub": subject, "aud": CLIENT, "iat": NOW, "exp": NOW + 300,
            "nonce": asked["nonce"],
        })
    }

    /// A token with these claims.
    pub(crate) fn signed(&self, claims: &Value) -> String {
        let kid = self.shared.lock().unwrap().kid.clone();
        let header = json!({ "alg": "ES256", "kid": kid });
        let message = unsigned(&header, claims);
        let signature: Signature = key(&kid).sign(message.as_bytes());
        format!("{message}.{}", BASE64.encode(signature.to_bytes()))
    }

    /// Where the browser goes back to, with a code for this token.
    pub(crate) fn give(&self, asked: &Asked, token: String) -> String {
        let mut shared = self.shared.lock().unwrap();
        let code = format!("code-{}-{}", shared.codes.len(), asked["state"]);
        shared.codes.insert(code.clone(), (asked["code_challenge"].clone(), token));
        format!("/login/oidc/callback?code={code}&state={}", asked["state"])
    }

    /// The same for somebody, with what else is claimed of her.
    pub(crate) fn grant(&self, asked: &Asked, subject: &str, more: Value) -> String {
        let mut claims = self.claims(asked, subject);
        for (name, value) in more.as_object().unwrap() {
            claims[name] = value.clone();
        }
        self.give(asked, self.signed(&claims))
    }

    /// Signs by another key from now on.
    pub(crate) fn rotate(&self, kid: &str) {
        self.shared.lock().unwrap().kid = kid.to_owned();
    }

    /// Answers this, as it goes over the wire, at a path; nothing at all, for a minute, where it is empty.
    pub(crate) fn answer(&self, path: &str, bytes: Vec<u8>) {
        self.shared.lock().unwrap().instead.insert(path.to_owned(), bytes);
    }

    /// How often a path was asked for.
    pub(crate) fn asked(&self, path: &str) -> usize {
        self.shared.lock().unwrap().asked.get(path).copied().unwrap_or_default()
    }
}

/// The part of a token that is signed.
pub(crate) fn unsigned(header: &Value, claims: &Value) -> String {
    [header, claims].map(|part| BASE64.encode(part.to_string())).join(".")
}

/// The public key of a provider's first key, as it stands on the wire.
pub(crate) fn public_key(kid: &str) -> Vec<u8> {
    key(kid).verifying_key().to_sec1_point(false).as_bytes().to_vec()
}

/// An answer of HTTP.
pub(crate) fn http(status: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}")
        .into_bytes()
}

fn serve(mut client: TcpStream, issuer: &str, shared: &Mutex<Shared>) {
    let Some((path, headers, body)) = heard(&client) else { return };
    let instead = {
        let mut shared = shared.lock().unwrap();
        *shared.asked.entry(path.clone()).or_default() += 1;
        shared.instead.get(&path).cloned()
    };
    let answer = match instead {
        Some(bytes) if bytes.is_empty() => {
            std::thread::sleep(Duration::from_secs(60));
            bytes
        }
        Some(bytes) => bytes,
        None => answered(&path, &headers, &body, issuer, &shared.lock().unwrap()),
    };
    let _ = client.write_all(&answer);
}

fn heard(client: &TcpStream) -> Option<(String, BTreeMap<String, String>, String)> {
    let mut reader = BufReader::new(client);
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let path = first.split(' ').nth(1)?.to_owned();
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        headers.insert(name.to_lowercase(), value.to_owned());
    }
    let length = headers.get("content-length").and_then(|it| it.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some((path, headers, String::from_utf8(body).ok()?))
}

fn answered(
    path: &str,
    headers: &BTreeMap<String, String>,
    body: &str,
    issuer: &str,
    shared: &Shared,
) -> Vec<u8> {
    match path {
        "/.well-known/openid-configuration" => http("200 OK", &discovery(issuer).to_string()),
        "/keys" => {
            let point = public_key(&shared.kid);
            let key = json!({
                "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": shared.kid,
                "x": BASE64.encode(&point[1..33]), "y": BASE64.encode(&point[33..]),
            });
            let strange = json!({ "kty": "AKP", "alg": "ML-DSA-44", "kid": "later" });
            http("200 OK", &json!({ "keys": [strange, key] }).to_string())
        }
        "/token" => match token(headers, body, shared) {
            Some(token) => {
                let answer =
                    json!({ "access_token": "x", "token_type": "Bearer", "id_token": token });
                http("200 OK", &answer.to_string())
            }
            None => http("400 Bad Request", r#"{"error":"invalid_grant"}"#),
        },
        _ => http("404 Not Found", ""),
    }
}

/// What it says of itself.
pub(crate) fn discovery(issuer: &str) -> Value {
    json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize?prompt=select_account"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"),
        "id_token_signing_alg_values_supported": ["none", "HS256", "ES256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic"],
    })
}

/// The token of a code, for who has asked for it, knows the secret and comes from the right address. A code counts again
/// and again, so that it is ours to refuse it.
fn token(headers: &BTreeMap<String, String>, body: &str, shared: &Shared) -> Option<String> {
    let form: BTreeMap<String, String> = parse(body.as_bytes()).into_owned().collect();
    let basic = BASE64_STANDARD.encode(format!("{CLIENT}:{CLIENT_SECRET}"));
    let (challenge, token) = shared.codes.get(form.get("code")?)?;
    let verifier = BASE64.encode(Sha256::digest(form.get("code_verifier")?));
    let is_right = *headers.get("authorization")? == format!("Basic {basic}")
        && form.get("grant_type")? == "authorization_code"
        && form.get("redirect_uri")? == "http://127.0.0.1:8080/login/oidc/callback"
        && verifier == *challenge;
    is_right.then(|| token.clone())
}
