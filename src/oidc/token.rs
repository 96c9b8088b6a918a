//! What a provider has signed (an ID token: OpenID Connect Core 1.0, sections 2 and 3.1.3.7): whether it is genuine, of the
//! right provider, for us, of this sign-in and of now. Pure, but for the mathematics of `ring`.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256, RSA_PSS_2048_8192_SHA256,
    RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde::Deserialize;
use serde_json::Value;
use subtle::ConstantTimeEq;

use super::{ProviderFailure, Visitor};

/// So many seconds clocks may differ.
const LEEWAY: f64 = 60.0;
/// A token is fetched at once after it was made; one that is older than so many seconds is of something else.
const OLDEST: f64 = 600.0;
/// The longest name of somebody (section 2), in bytes.
const LONGEST_SUBJECT: usize = 255;

/// What a token must be.
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) client_id: &'a str,
    pub(super) nonce: &'a str,
    /// By which the provider says that it signs.
    pub(super) algorithms: &'a [String],
    pub(super) now: i64,
}

/// The ways of signing that count. There is none without a key, and none whose key others know, too (HS256).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SigningWay {
    Rs256,
    Ps256,
    Es256,
    EdDsa,
}

impl SigningWay {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "RS256" => Self::Rs256,
            "PS256" => Self::Ps256,
            "ES256" => Self::Es256,
            "EdDSA" => Self::EdDsa,
            _ => return None,
        })
    }
}

/// How a token says that it is signed. Not to be believed before it was checked.
pub(super) struct TokenHeader {
    algorithm: String,
    key_id: Option<String>,
}

impl TokenHeader {
    pub(super) fn of(token: &str) -> Result<Self, ProviderFailure> {
        #[derive(Deserialize)]
        struct Written {
            alg: String,
            kid: Option<String>,
            crit: Option<Value>,
        }
        let first = token.split('.').next().unwrap_or_default();
        let header: Written = decoded(first)?;
        if header.crit.is_some() {
            return Err(ProviderFailure::Unfit("its token asks for what we do not know"));
        }
        Ok(Self { algorithm: header.alg, key_id: header.kid })
    }
}

/// The keys by which a provider signs.
#[derive(Deserialize)]
#[serde(from = "WrittenKeys")]
pub(super) struct KeySet(Vec<NamedKey>);

struct NamedKey {
    id: Option<String>,
    /// It counts for this only.
    algorithm: Option<String>,
    key: PublicKey,
}

enum PublicKey {
    Rsa { n: Vec<u8>, e: Vec<u8> },
    P256(Vec<u8>),
    Ed25519(Vec<u8>),
}

#[derive(Deserialize)]
struct WrittenKeys {
    keys: Vec<Value>,
}

impl From<WrittenKeys> for KeySet {
    /// Keys that we do not know are left out: a provider may have others for other things.
    fn from(written: WrittenKeys) -> Self {
        Self(written.keys.iter().filter_map(NamedKey::of).collect())
    }
}

impl KeySet {
    /// Whether the key is there that a token names.
    pub(super) fn has(&self, header: &TokenHeader) -> bool {
        self.named(header).next().is_some()
    }

    fn named(&self, header: &TokenHeader) -> impl Iterator<Item = &NamedKey> {
        self.0.iter().filter(|key| {
            let is_meant = header.key_id.is_none() || header.key_id == key.id;
            is_meant && key.algorithm.as_ref().is_none_or(|it| *it == header.algorithm)
        })
    }
}

impl NamedKey {
    fn of(written: &Value) -> Option<Self> {
        let text = |name: &str| written.get(name).and_then(Value::as_str);
        let bytes = |name: &str| BASE64_URL_SAFE_NO_PAD.decode(text(name)?).ok();
        if text("use").is_some_and(|purpose| purpose != "sig") {
            return None;
        }
        let key = match (text("kty")?, text("crv")) {
            ("RSA", _) => PublicKey::Rsa { n: bytes("n")?, e: bytes("e")? },
            ("EC", Some("P-256")) => PublicKey::P256([vec![4], bytes("x")?, bytes("y")?].concat()),
            ("OKP", Some("Ed25519")) => PublicKey::Ed25519(bytes("x")?),
            _ => return None,
        };
        let owned = |name| text(name).map(str::to_owned);
        Some(Self { id: owned("kid"), algorithm: owned("alg"), key })
    }

    fn has_signed(&self, way: SigningWay, message: &[u8], signature: &[u8]) -> bool {
        let checked = match (way, &self.key) {
            (SigningWay::Rs256, PublicKey::Rsa { n, e }) => {
                let key = RsaPublicKeyComponents { n, e };
                key.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
            }
            (SigningWay::Ps256, PublicKey::Rsa { n, e }) => {
                let key = RsaPublicKeyComponents { n, e };
                key.verify(&RSA_PSS_2048_8192_SHA256, message, signature)
            }
            (SigningWay::Es256, PublicKey::P256(point)) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature)
            }
            (SigningWay::EdDsa, PublicKey::Ed25519(point)) => {
                UnparsedPublicKey::new(&ED25519, point).verify(message, signature)
            }
            // A key of another kind.
            _ => return false,
        };
        checked.is_ok()
    }
}

/// What a token claims.
#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    azp: Option<String>,
    exp: f64,
    iat: f64,
    nbf: Option<f64>,
    nonce: Option<String>,
    email: Option<String>,
    email_verified: Option<Value>,
    amr: Option<Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

/// Who it is that a token is about; why not, where it is not genuine or not for this.
pub(super) fn verify(
    token: &str,
    header: &TokenHeader,
    keys: &KeySet,
    expected: &Expected<'_>,
) -> Result<Visitor, ProviderFailure> {
    let (message, signature) = token.rsplit_once('.').ok_or(MALFORMED)?;
    let (_, body) = message.split_once('.').ok_or(MALFORMED)?;
    // RS256 is what every provider has to have.
    let is_said = match expected.algorithms {
        [] => header.algorithm == "RS256",
        all => all.contains(&header.algorithm),
    };
    let way = SigningWay::of(&header.algorithm).filter(|_| is_said);
    let way =
        way.ok_or(ProviderFailure::Unfit("its token is signed in a way that does not count"))?;
    let signature = BASE64_URL_SAFE_NO_PAD.decode(signature).map_err(|_| MALFORMED)?;
    if !keys.named(header).any(|key| key.has_signed(way, message.as_bytes(), &signature)) {
        return Err(ProviderFailure::Unfit("the signature of its token is wrong"));
    }
    let claims: Claims = decoded(body)?;
    examine(&claims, expected)?;
    let is_hers = claims.email_verified == Some(Value::Bool(true));
    Ok(Visitor {
        has_shown_several: has_shown_several(claims.amr.as_ref()),
        email: claims.email.filter(|_| is_hers),
        subject: claims.sub,
    })
}

const MALFORMED: ProviderFailure = ProviderFailure::Unfit("its token is none");

fn examine(claims: &Claims, expected: &Expected<'_>) -> Result<(), ProviderFailure> {
    let is_ours = |id: &String| id == expected.client_id;
    let is_for_us = match &claims.aud {
        Audience::One(id) => is_ours(id),
        // Where others may read it, too, it must say that we have asked for it.
        Audience::Several(ids) => {
            ids.iter().any(is_ours) && (ids.len() == 1 || claims.azp.is_some())
        }
    };
    #[expect(clippy::cast_precision_loss, reason = "seconds of this age are exact")]
    let now = expected.now as f64;
    let is_nonce = |given: &str| bool::from(given.as_bytes().ct_eq(expected.nonce.as_bytes()));
    let wrong = [
        (claims.iss != expected.issuer, "its token is another issuer's"),
        (!is_for_us, "its token is for somebody else"),
        (!claims.azp.iter().all(is_ours), "its token was asked for by somebody else"),
        (claims.exp <= now - LEEWAY, "its token is over; do the clocks differ?"),
        (claims.iat > now + LEEWAY, "its token is of a later time; do the clocks differ?"),
        (claims.iat < now - OLDEST - LEEWAY, "its token is old; do the clocks differ?"),
        (claims.nbf.is_some_and(|from| from > now + LEEWAY), "its token does not count yet"),
        (!claims.nonce.as_deref().is_some_and(is_nonce), "its token is of another sign-in"),
        (!is_subject(&claims.sub), "its token is nobody's"),
    ];
    match wrong.into_iter().find(|(is_wrong, _)| *is_wrong) {
        Some((_, why)) => Err(ProviderFailure::Unfit(why)),
        None => Ok(()),
    }
}

/// Whether the provider says that it has asked for more than one factor (RFC 8176): `mfa` is that it has; `hwk` (a key in a
/// device) or `otp` (a code) beside `pwd` (a password) are two of them. Anything else, or nothing, may have been one only, so
/// that ours is asked for: one too many is a nuisance, one too few is a hole.
fn has_shown_several(amr: Option<&Value>) -> bool {
    let all = amr.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let has = |name: &str| all.iter().any(|it| it.as_str() == Some(name));
    has("mfa") || (has("pwd") && (has("hwk") || has("otp")))
}

fn decoded<T: serde::de::DeserializeOwned>(part: &str) -> Result<T, ProviderFailure> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(part).map_err(|_| MALFORMED)?;
    serde_json::from_slice(&bytes).map_err(|_| MALFORMED)
}

fn is_subject(subject: &str) -> bool {
    !subject.is_empty() && subject.len() <= LONGEST_SUBJECT && !subject.contains(char::is_control)
}

#[cfg(test)]
mod tests;
