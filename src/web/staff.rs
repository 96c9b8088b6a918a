//! What all pages of staff have in common: signing in, the desk at which a request is received, its
//! forms. The pages themselves are in [`office`](super::office) and [`analyse`](super::analyse).
//!
//! A page begins with a [`Desk`](desk::Desk) of the permission that it needs, a posted form with a
//! [`StaffForm`](form::StaffForm); the table of routes takes no other handler.

mod code;
mod confirm;
pub(super) mod desk;
mod factor;
mod forgot;
pub(super) mod form;
mod link;
mod me;
pub(super) mod need;
mod oidc;
mod passkey;
pub(super) mod route;
pub(super) mod session;
mod tabs;
pub(super) mod told;

pub use need::Access;

use need::{Anybody, SignedIn};
use route::{StaffRoute, get, post};

/// Where somebody signs in.
pub(super) const LOGIN: &str = "/login";
/// Where who has forgotten her password asks for a link.
pub(super) const FORGOT: &str = "/login/forgot";
/// Where the form to sign out is sent.
pub(super) const LOGOUT: &str = "/logout";
/// Where one's own account is.
pub(super) const ME: &str = "/me";
/// Where one's second factors are set up.
pub(super) const FACTOR: &str = "/me/factor";
/// Where somebody who is signed in begins.
pub(super) const HOME: &str = "/surveys";

/// The routes of signing in and out, and of one's own account.
pub(super) fn routes() -> Vec<StaffRoute> {
    vec![
        get("/", Anybody, session::home),
        get(LOGIN, Anybody, session::show),
        post(LOGIN, Anybody, session::sign_in),
        post(LOGOUT, SignedIn, session::sign_out),
        get("/look/{look}", SignedIn, session::look),
        get("/set-password/{token}", Anybody, link::show),
        post("/set-password/{token}", Anybody, link::choose),
        get(FORGOT, Anybody, forgot::show),
        post(FORGOT, Anybody, forgot::ask),
        get(code::CODE, Anybody, code::show),
        post(code::CODE, Anybody, code::enter),
        post("/login/passkey", Anybody, passkey::enter),
        get(oidc::OIDC, Anybody, oidc::begin),
        get(oidc::RETURN, Anybody, oidc::end),
        get(oidc::PROOF, Anybody, oidc::show),
        post(oidc::PROOF, Anybody, oidc::prove),
        get(FACTOR, SignedIn, factor::show),
        post("/me/factor/begin", SignedIn, factor::begin),
        post("/me/factor/confirm", SignedIn, factor::confirm),
        post("/me/factor/remove", SignedIn, factor::remove),
        post("/me/passkeys", SignedIn, passkey::add),
        post("/me/identity", SignedIn, oidc::link),
        post("/me/identity/remove", SignedIn, oidc::unlink),
        get(ME, SignedIn, me::show),
        post("/me/password", SignedIn, me::change_password),
        post("/me/sessions/end", SignedIn, me::end_sessions),
        post("/me/organisation", SignedIn, me::switch),
    ]
}
