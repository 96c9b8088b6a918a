//! Functions, argument by argument.

use super::*;

#[test]
fn wrong_calls_are_found_even_where_they_are_never_reached() {
    check_error("false() and substring()", "1:13: `substring` takes 2 to 3 arguments, not 0");
    check_error("1 + pow(nothing())", "1:5: `pow` takes 2 arguments, not 1");
    check_error(
        "digest(., 'MD-5')",
        "1:11: `digest` does not know `MD-5`; write one of: MD5, SHA-1, SHA-256, SHA-384, SHA-512",
    );
    check_error(
        "format-date(., '%A')",
        "1:16: `%A` is no part of a date; write one of %Y %y %m %n %b %d %e %a %H %h %M %S %3 %%",
    );
    check_error(
        "weighted-checklist(1, 2, 3, 4, 5)",
        "1:32: `weighted-checklist` takes a weight after each value",
    );
    check_error(
        "pulldata(., 'a', 'b', .)",
        "1:10: `pulldata` takes the name of a file as first argument; write it in quotes",
    );
    check_error(
        "indexed-repeat(${a}, ${r}, 1, ${s})",
        "1:31: `indexed-repeat` takes a number after each repeat",
    );
    check_error(
        "indexed-repeat('a', ${r}, 1)",
        "1:16: `indexed-repeat` takes a reference such as `${name}` here",
    );
    check_error(
        "geofence(., '')",
        "1:13: this is not a shape; write at least three points `latitude longitude`, separated by `;`",
    );
    check_error("randomize('a')", "1:11: `randomize` takes a reference such as `${name}`");
}

#[test]
fn a_lazily_parsed_expression_fails_where_it_reaches_the_fault() {
    let env = Env {
        now: Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC),
        calendar: Arc::new(calendar()),
        seed: 1,
    };
    let trial = |source: &str| {
        let expr = Expr::parse_lazily(source).unwrap();
        expr.try_eval(&Answers(&[]), &env).map(|value| value.to_text().into_owned())
    };
    assert_eq!(trial("0 and nothing(nothing())").unwrap(), "false");
    assert_eq!(trial("if(1, 'a', pow(1))").unwrap(), "a");
    assert_eq!(trial("1 or pow(1)").unwrap(), "true");
    assert_eq!(trial("1 and pow(1)").unwrap_err().at, 6);
    assert!(Expr::parse_lazily("0 and nothing(").is_err());
}

#[test]
fn the_own_value_is_meant_where_an_argument_may_be_left_out() {
    let own = &[(".", " a  b ")];
    check("string-length()", own, "6");
    check("normalize-space()", own, "a b");
    check("string() = .", own, "true");
    check("number()", &[(".", " 4 ")], "4");
    assert!(Expr::parse("number() > 4").unwrap().uses_self());
    check_error("boolean()", "1:1: `boolean` takes 1 argument, not 0");
}

#[test]
fn once_keeps_what_is_there() {
    check("once('new')", &[(".", "")], "new");
    check("once('new')", &[(".", "old")], "old");
    assert!(!Expr::parse("once(random())").unwrap().uses_self());
}

#[test]
fn powers_of_nothing_are_nothing() {
    check("pow(1, 'a')", &[], "NaN");
    check("pow(-1, 1 div 0)", &[], "NaN");
    check("pow('a', 0)", &[], "1");
    check("pow(4, 0.5)", &[], "2");
}

#[test]
fn digests_are_of_bytes() {
    // RFC 1321, A.5, and FIPS 180-4's examples.
    check("digest('abc', 'MD5', 'hex')", &[], "900150983cd24fb0d6963f7d28e17f72");
    check("digest('abc', 'sha-1', 'HEX')", &[], "a9993e364706816aba3e25717850c26c9cd0d89d");
    check("digest('abc', 'SHA-256')", &[], "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    check("string-length(digest('', 'SHA-384', 'hex'))", &[], "96");
    check("string-length(digest('', 'SHA-512', 'hex'))", &[], "128");
    check("digest('a', ${x})", &[("x", "MD4")], "");
    check("digest('a', 'MD5', ${x})", &[("x", "")], "");
    check("base64-decode('WsO8cmljaA==')", &[], "Zürich");
    check("base64-decode('WsO8cmljaA')", &[], "Zürich");
    check("base64-decode('?')", &[], "");
}

/// The shuffle that ODK's specification describes; the second order is that of Web Forms for a seed
/// that is no number.
#[test]
fn a_seed_decides_the_order() {
    let six: Vec<(&str, &str)> = ["a", "b", "c", "d", "e", "f"].map(|it| ("x", it)).to_vec();
    check("join(' ', randomize(${x}, 42))", &six, "a f c b d e");
    check("join(' ', randomize(${x}, 'abc'))", &six, "a c b e f d");
    check("join(' ', randomize(${x}, 1.9)) = join(' ', randomize(${x}, 1))", &six, "true");
    check("join(' ', randomize(${x}, '')) = join(' ', randomize(${x}, 0))", &six, "true");
    check("count(randomize(${x}))", &six, "6");
    check("randomize(${x}, 42)[2]", &six, "f");
    check("count(randomize(${none}))", &six, "0");
}

#[test]
fn chance_repeats_itself_for_a_seed_and_differs_within_an_expression() {
    check("random() >= 0 and random() < 1", &[], "true");
    check("random() = random()", &[], "false");
    assert_eq!(evaluate("random()", &[]), evaluate("random()", &[]));
    check(
        "regex(uuid(), '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$')",
        &[],
        "true",
    );
    check("regex(uuid(8), '^[0-9a-z]{8}$')", &[], "true");
    check("string-length(uuid(9999999))", &[], "1000");
    check("uuid('x')", &[], "");
}

/// A degree of longitude at the equator is 6,378,100 m · π / 180; the area of a square degree there
/// is R² · π / 180 · sin 1°.
#[test]
fn places_are_on_a_sphere() {
    let square = &[("s", "0 0;0 1;1 1;1 0;0 0"), ("p", "0.5 0.5 0 0")];
    check("distance('0 0 0 0; 0 1 0 0')", &[], "111318.85");
    check("distance('0 0', '0 1', '0 0')", &[], "222637.69");
    check("distance('0 0')", &[], "0");
    check("area(${s})", square, "12391256135.81");
    check("geofence(${p}, ${s})", square, "true");
    check("geofence('0.5 1.5', ${s})", square, "false");
    check("geofence('', ${s})", square, "false");
    check("geofence(${p}, '0 0;0 1;1 1;1 0')", square, "false");
    for none in ["", "91 0;0 0", "0;1", "a b", "0 0;"] {
        check("number(distance(${x})) > 0", &[("x", none)], "false");
    }
    check("area('')", &[], "NaN");
    check("distance('0 0;0 181')", &[], "NaN");
}
