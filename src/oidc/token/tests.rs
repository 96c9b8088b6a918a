//! Tokens that another library has signed (`signed.json`, by pyca/cryptography), and what must not count.

use super::*;

const NOW: i64 = 1_781_517_630;

fn signed() -> Value {
    serde_json::from_str(include_str!("signed.json")).unwrap()
}

fn token(algorithm: &str) -> String {
    signed()["tokens"][algorithm].as_str().unwrap().to_owned()
}

fn expected(algorithms: &[String]) -> Expected<'_> {
    Expected {
        issuer: "https://id.example",
        client_id: "zugvogel",
        nonce: "n",
        algorithms,
        now: NOW,
    }
}

fn check(token: &str, algorithms: &[&str]) -> Result<Visitor, ProviderFailure> {
    let keys: KeySet = serde_json::from_value(signed()).unwrap();
    let algorithms: Vec<String> = algorithms.iter().map(|it| (*it).to_owned()).collect();
    verify(token, &TokenHeader::of(token)?, &keys, &expected(&algorithms))
}

const ALL: [&str; 4] = ["RS256", "PS256", "ES256", "EdDSA"];

#[test]
fn each_way_of_signing_is_checked() {
    for way in ALL {
        let good = token(way);
        assert_eq!(check(&good, &ALL).unwrap().subject, "anna", "{way}");
        // Any other byte in body or signature shows.
        let (message, signature) = good.rsplit_once('.').unwrap();
        let (header, body) = message.split_once('.').unwrap();
        let other = |part: &str| {
            let mut bytes = BASE64_URL_SAFE_NO_PAD.decode(part).unwrap();
            bytes[20] ^= 1;
            BASE64_URL_SAFE_NO_PAD.encode(bytes)
        };
        for bad in [
            format!("{header}.{}.{signature}", other(body)),
            format!("{header}.{body}.{}", other(signature)),
            format!("{header}.{body}."),
            format!("{header}.{body}"),
            format!("{header}.{body}.{signature}="),
            format!("{good}.x"),
        ] {
            assert!(check(&bad, &ALL).is_err(), "{way}: {bad}");
        }
    }
}

#[test]
fn only_what_the_provider_says_counts() {
    assert!(check(&token("ES256"), &["RS256", "none", "HS256"]).is_err());
    assert!(check(&token("RS256"), &[]).is_ok(), "RS256 goes without saying");
    assert!(check(&token("PS256"), &[]).is_err());
    // The same key, but not for that.
    let header = BASE64_URL_SAFE_NO_PAD.encode(r#"{"alg":"RS256","kid":"enc"}"#);
    let (_, rest) =
        token("RS256").split_once('.').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    assert!(check(&format!("{header}.{rest}"), &ALL).is_err());
    for header in
        [r#"{"alg":"none"}"#, r#"{"alg":"HS256","kid":"rsa"}"#, r#"{"alg":"RS256","crit":["x"]}"#]
    {
        let header = BASE64_URL_SAFE_NO_PAD.encode(header);
        assert!(check(&format!("{header}.{rest}"), &["none", "HS256", "RS256"]).is_err());
        let body = rest.split('.').next().unwrap();
        assert!(check(&format!("{header}.{body}."), &["none", "HS256", "RS256"]).is_err());
    }
}

#[test]
fn claims_are_examined() {
    let examined = |change: &dyn Fn(&mut Value)| {
        let mut claims = serde_json::json!({
            "iss": "https://id.example", "sub": "anna", "aud": "zugvogel", "exp": NOW + 300, "iat": NOW,
            "nonce": "n",
        });
        change(&mut claims);
        let claims: Result<Claims, _> = serde_json::from_value(claims);
        claims.is_ok_and(|claims| examine(&claims, &expected(&[])).is_ok())
    };
    let set = |name: &'static str, value: Value| {
        examined(&move |claims: &mut Value| claims[name] = value.clone())
    };
    assert!(examined(&|_| {}));
    for (name, value, is_good) in [
        ("iss", "https://id.example/".into(), false),
        ("aud", "zugvogel2".into(), false),
        ("aud", serde_json::json!(["zugvogel"]), true),
        ("aud", serde_json::json!(["zugvogel", "other"]), false),
        ("aud", serde_json::json!([]), false),
        ("azp", "other".into(), false),
        ("azp", "zugvogel".into(), true),
        ("exp", (NOW - 59).into(), true),
        ("exp", (NOW - 60).into(), false),
        ("exp", "later".into(), false),
        ("iat", (NOW + 60).into(), true),
        ("iat", (NOW + 61).into(), false),
        ("iat", (NOW - 660).into(), true),
        ("iat", (NOW - 661).into(), false),
        ("iat", Value::Null, false),
        ("nbf", (NOW + 61).into(), false),
        ("nonce", "m".into(), false),
        ("nonce", Value::Null, false),
        ("sub", "".into(), false),
        ("sub", "x".repeat(256).into(), false),
    ] {
        assert_eq!(set(name, value.clone()), is_good, "{name} {value}");
    }
    assert!(examined(&|claims| {
        claims["aud"] = serde_json::json!(["zugvogel", "other"]);
        claims["azp"] = "zugvogel".into();
    }));
}

#[test]
fn several_factors_are_believed_only_where_it_is_said() {
    for (amr, several) in [
        (r#"["mfa"]"#, true),
        (r#"["pwd","otp"]"#, true),
        (r#"["hwk","pwd"]"#, true),
        (r#"["pwd"]"#, false),
        (r#"["otp"]"#, false),
        (r#"["hwk"]"#, false),
        (r#"["pwd","sms"]"#, false),
        (r#"[]"#, false),
        (r#""mfa""#, false),
        (r#"[["mfa"]]"#, false),
        (r#"null"#, false),
    ] {
        let amr: Value = serde_json::from_str(amr).unwrap();
        assert_eq!(has_shown_several(Some(&amr)), several, "{amr}");
    }
    assert!(!has_shown_several(None));
}
