//! Signing in and out.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::Payload;

use super::super::{cookies, form, guard};
use super::{Desk, HOME, LOGIN, Reply};
use crate::error::Error;
use crate::seal::csrf_matches;
use crate::view::staff::{Login, LoginProblem};

/// The form.
pub(in crate::web) async fn show(desk: Desk) -> Reply {
    if desk.actor.is_some() {
        return Ok(desk.go(HOME));
    }
    render(&desk, "", None)
}

/// Signs in. Address and password wrong, or only one of them: the same answer, after the same time.
pub(in crate::web) async fn sign_in(desk: Desk, request: HttpRequest, body: Payload) -> Reply {
    let Ok(form) = form::read(&request, body).await else {
        return Err(desk.fail(&Error::BadInput("the form cannot be read".to_owned())));
    };
    let email = form.find("email").unwrap_or_default();
    if !guard::is_from_here(&request) {
        return render(&desk, email, Some(LoginProblem::Expired));
    }
    let password = form.find("password").unwrap_or_default();
    let state = &desk.state;
    let token = state.staff.sign_in(&state.failures, email, password).await;
    match token.map_err(|error| desk.fail(&error))? {
        Some(token) => {
            let mut answer = desk.go(HOME);
            let cookie = cookies::session(state.https, token);
            let added = answer.add_cookie(&cookie);
            added.map_err(|error| desk.fail(&anyhow::Error::new(error).into()))?;
            Ok(answer)
        }
        None => render(&desk, email, Some(LoginProblem::Wrong)),
    }
}

/// Signs out here, and everywhere this session was used.
pub(in crate::web) async fn sign_out(desk: Desk, request: HttpRequest, body: Payload) -> Reply {
    let Some(token) = &desk.token else { return Ok(desk.go(LOGIN)) };
    let form = form::read(&request, body).await.unwrap_or_default();
    let given = form.find("_csrf").unwrap_or_default();
    if !guard::is_from_here(&request) || !csrf_matches(&desk.state.staff.secret, token, given) {
        return Err(desk.fail(&Error::BadInput("the form is not from this session".to_owned())));
    }
    desk.state.staff.sign_out(token).await.map_err(|error| desk.fail(&error))?;
    let mut answer = desk.go(LOGIN);
    let cookie = cookies::removed(cookies::session(desk.state.https, String::new()));
    answer.add_cookie(&cookie).map_err(|error| desk.fail(&anyhow::Error::new(error).into()))?;
    Ok(answer)
}

fn render(desk: &Desk, email: &str, problem: Option<LoginProblem>) -> Reply {
    let status = match problem {
        None => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    desk.page(status, &Login { office: desk.office(&[]), email, problem })
}
