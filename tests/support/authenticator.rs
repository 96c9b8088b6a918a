//! A device with a passkey: makes what a browser would give (Web Authentication, ES256, no attestation), and can be
//! told to lie.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The device was touched, and knows by a PIN or a finger whose it is.
pub(crate) const VERIFIED: u8 = 0b101;
/// It was touched only.
pub(crate) const TOUCHED: u8 = 0b001;
/// What it says is followed by a credential.
const ATTESTED: u8 = 0b100_0000;

/// A device, and how often it has signed.
pub(crate) struct Authenticator {
    key: SigningKey,
    id: [u8; 16],
    pub(crate) origin: &'static str,
    pub(crate) flags: u8,
    pub(crate) counter: u32,
}

impl Authenticator {
    /// A device that nobody else has.
    pub(crate) fn new(seed: u8, origin: &'static str) -> Self {
        let key = SigningKey::from_slice(&[seed; 32]).unwrap();
        Self { key, id: [seed; 16], origin, flags: VERIFIED, counter: 0 }
    }

    /// The answer to options for a new passkey.
    pub(crate) fn create(&mut self, options: &str) -> String {
        let point = self.key.verifying_key().to_sec1_point(false);
        let (x, y) = (point.x().unwrap(), point.y().unwrap());
        // {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y} in CBOR.
        let mut key = vec![0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32];
        key.extend_from_slice(x);
        key.extend_from_slice(&[0x22, 0x58, 32]);
        key.extend_from_slice(y);
        let mut said = self.said(options, self.flags | ATTESTED);
        said.extend_from_slice(&[0; 16]);
        said.extend_from_slice(&[0, 16]);
        said.extend_from_slice(&self.id);
        said.extend_from_slice(&key);
        // {"fmt": "none", "attStmt": {}, "authData": …}
        let mut object = vec![0xa3];
        object.extend_from_slice(b"\x63fmt\x64none\x67attStmt\xa0\x68authData\x58");
        object.push(u8::try_from(said.len()).unwrap());
        object.extend_from_slice(&said);
        let client = self.client("webauthn.create", options);
        self.credential(json!({
            "attestationObject": BASE64.encode(object),
            "clientDataJSON": BASE64.encode(client),
        }))
    }

    /// The answer to options for signing in.
    pub(crate) fn sign(&mut self, options: &str) -> String {
        let client = self.client("webauthn.get", options);
        let said = self.said(options, self.flags);
        let signed = [said.as_slice(), Sha256::digest(&client).as_slice()].concat();
        let signature: Signature = self.key.sign(&signed);
        self.credential(json!({
            "authenticatorData": BASE64.encode(said),
            "clientDataJSON": BASE64.encode(client),
            "signature": BASE64.encode(signature.to_der().as_bytes()),
            "userHandle": null,
        }))
    }

    fn said(&mut self, options: &str, flags: u8) -> Vec<u8> {
        let options = public_key(options);
        let place = options["rp"]["id"].as_str().or(options["rpId"].as_str()).unwrap();
        let mut said = Sha256::digest(place).to_vec();
        said.push(flags);
        self.counter += 1;
        said.extend_from_slice(&self.counter.to_be_bytes());
        said
    }

    fn client(&self, kind: &str, options: &str) -> Vec<u8> {
        let challenge = &public_key(options)["challenge"];
        let client = json!({ "type": kind, "challenge": challenge, "origin": self.origin });
        client.to_string().into_bytes()
    }

    fn credential(&self, response: Value) -> String {
        let id = BASE64.encode(self.id);
        let kind = "public-key";
        json!({ "id": id, "rawId": id, "type": kind, "response": response }).to_string()
    }
}

fn public_key(options: &str) -> Value {
    let mut options: Value = serde_json::from_str(options).unwrap();
    options["publicKey"].take()
}
