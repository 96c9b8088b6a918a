//! Staff accounts by command: added with a link instead of a password, listed, given roles, disabled,
//! reset.

use serde_json::{Value, json};

use super::smtp::MailServer;
use super::{audited, data, fine, refused};

const MEIKE: &str = "meike@county.example";

/// The link that a command printed.
fn link(told: &str) -> &str {
    let line = told.lines().last().unwrap();
    assert!(line.starts_with("http://127.0.0.1:8080/set-password/") && line.len() > 70, "{told}");
    line
}

#[test]
fn accounts_are_managed_by_command() {
    let (_folder, data) = data();
    fine(&["migrate", "--data", &data]);
    let user = |words: &[&str]| fine(&[&["user"], words, &["--data", &data]].concat()).out;
    let refuse = |words: &[&str], told: &[&str]| {
        refused(&[&["user"], words, &["--data", &data]].concat(), told);
    };
    let listed = || -> Value { serde_json::from_str(&user(&["list", "--json"])).unwrap() };
    assert_eq!(user(&["list"]), "no accounts yet; add one with `zugvogel user add`\n");
    assert_eq!(listed(), json!([]));

    let roles = ["--role", "designer", "--role", "field"];
    let added = user(&[&["add", MEIKE, "--organisation", "county"][..], &roles].concat());
    let first = link(&added).to_owned();
    let meike = |state: &str, roles: &[&str]| {
        json!([{ "email": MEIKE, "organisation": "county", "roles": roles, "state": state,
                 "signed_in_on": null, "second_factor": false }])
    };
    assert_eq!(listed(), meike("invited", &["designer", "field"]));
    // Another link makes the first one void; nothing was chosen, so it is an invitation again.
    let second = user(&["reset", "Meike@County.example"]);
    assert_ne!(link(&second), first);
    assert_eq!((audited(&data, "staff.invite"), audited(&data, "staff.reset")), (2, 0));

    refuse(
        &["add", "jan@county.example", "--role", "field", "--role", "analyst"],
        &["nobody is both analyst and field", "neither names nor codes"],
    );
    refuse(&["roles", MEIKE, "--role", "analyst", "--role", "field"], &["nobody is both"]);
    refuse(&["disable", "nobody@county.example"], &["no account for nobody@county.example"]);
    assert_eq!(
        user(&["roles", MEIKE, "--role", "analyst"]),
        format!("{MEIKE} has the roles analyst\n")
    );
    assert_eq!(user(&["disable", MEIKE]), format!("disabled {MEIKE}\n"));
    assert_eq!(listed(), meike("disabled", &["analyst"]));
    refuse(&["reset", MEIKE], &["disabled", "enable it first"]);
    assert_eq!(user(&["enable", MEIKE]), format!("enabled {MEIKE}\n"));
    assert_eq!(listed(), meike("invited", &["analyst"]));
    let line = format!("{MEIKE}  county  invited  analyst  last sign-in: never\n");
    assert_eq!(user(&["list"]), line);

    user(&["add", "admin@county.example", "--organisation", "county", "--role", "admin"]);
    refuse(&["disable", "admin@county.example"], &["last administrator"]);
    refuse(&["roles", "admin@county.example", "--role", "designer"], &["last administrator"]);
    for (action, times) in [("staff.roles", 1), ("staff.disable", 1), ("staff.enable", 1)] {
        assert_eq!(audited(&data, action), times, "{action}");
    }
}

/// The operator names the organisation of who belongs to several; what concerns her whole account needs none.
#[test]
fn somebody_of_several_organisations_is_managed_by_command() {
    let (_folder, data) = data();
    fine(&["migrate", "--data", &data]);
    let user = |words: &[&str]| fine(&[&["user"], words, &["--data", &data]].concat()).out;
    let refuse = |words: &[&str], told: &[&str]| {
        refused(&[&["user"], words, &["--data", &data]].concat(), told);
    };
    for slug in ["county", "elsewhere"] {
        let added = user(&["add", MEIKE, "--organisation", slug, "--role", "viewer"]);
        link(&added);
    }
    refuse(&["add", MEIKE, "--organisation", "county"], &["there is an account for"]);
    refuse(&["disable", MEIKE], &["several organisations (county, elsewhere)", "--organisation"]);
    refuse(&["reset", MEIKE], &["several organisations"]);
    let again = user(&["reset", MEIKE, "--organisation", "elsewhere"]);
    link(&again);
    assert_eq!((audited(&data, "staff.invite"), audited(&data, "staff.reset")), (3, 0));
    let told = user(&["disable", MEIKE, "--organisation", "elsewhere"]);
    assert_eq!(told, format!("disabled {MEIKE}\n"));
    let lines = user(&["list"]);
    assert!(lines.contains("county  invited  viewer"), "{lines}");
    assert!(lines.contains("elsewhere  disabled  viewer"), "{lines}");
    let roles = ["--role", "designer", "--organisation", "county"];
    user(&[&["roles", MEIKE][..], &roles].concat());
    assert!(user(&["list"]).contains("county  invited  designer"));
    refuse(&["disable", MEIKE, "--organisation", "nowhere"], &["no account for"]);
    let told = user(&["remove-factor", MEIKE, "--organisation", "county"]);
    assert_eq!(told, format!("{MEIKE} has no second factor\n"));
}

/// Where mail is set up, the link goes by mail, and is printed only where that is wanted or no mail was sent.
#[test]
fn a_link_is_sent_where_mail_is_set_up() {
    let Some(server) = MailServer::start("plain") else { return };
    let (_folder, data) = data();
    fine(&["migrate", "--data", &data]);
    let settings = |port: u16| {
        let all = format!(
            "smtp_host = \"localhost\"\nsmtp_port = {port}\nsmtp_security = \"none\"\n\
             mail_from = \"Kreis <umfragen@kreis.example>\"\npublic_url = \"https://umfrage.kreis.example\"\n"
        );
        std::fs::write(format!("{data}/zugvogel.toml"), all).unwrap();
    };
    settings(server.port);
    let user = |words: &[&str]| fine(&[&["user"], words, &["--data", &data]].concat()).out;
    let told = user(&["add", MEIKE, "--role", "designer"]);
    assert!(
        told.contains(&format!("was sent to {MEIKE}")) && !told.contains("set-password"),
        "{told}"
    );
    let mail = server.next().to_string();
    assert!(
        mail.contains("https://umfrage.kreis.example/set-password/") && mail.contains(MEIKE),
        "{mail}"
    );
    let told = user(&["reset", MEIKE]);
    assert!(told.contains("was sent to") && !told.contains("set-password"), "{told}");
    assert!(server.next().to_string().contains("/set-password/"));
    let told = user(&["reset", MEIKE, "--print-link"]);
    assert!(
        told.contains("https://umfrage.kreis.example/set-password/") && !told.contains("was sent"),
        "{told}"
    );
    // Nobody is left without: what was not sent is handed on by hand.
    settings(1);
    let told = user(&["reset", MEIKE]);
    assert!(told.contains("the mail was not sent (") && told.contains("/set-password/"), "{told}");
}
