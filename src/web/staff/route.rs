//! Routes of staff pages as data: method, address, who may call it. A handler that does not begin with
//! the desk or the form of that need is refused by the compiler.

use actix_web::{FromRequest, Handler, Responder, Route, web};

use super::desk::{Desk, Entrance};
use super::form::StaffForm;
use super::need::{Access, Anybody, Need};
use crate::web::routes::read;

/// One line of the table.
pub(in crate::web) struct StaffRoute {
    pub(in crate::web) method: &'static str,
    pub(in crate::web) path: &'static str,
    pub(in crate::web) access: Access,
    pub(in crate::web) route: Route,
}

/// A page to read.
pub(in crate::web) fn get<N, F, Args>(path: &'static str, _: N, handler: F) -> StaffRoute
where
    N: Need,
    F: Handler<Args>,
    F::Output: Responder + 'static,
    Args: FromRequest + HandlerArguments<First: Reads<N>> + 'static,
{
    StaffRoute { method: "GET", path, access: N::ACCESS, route: read().to(handler) }
}

/// A form to post.
pub(in crate::web) fn post<N, F, Args>(path: &'static str, _: N, handler: F) -> StaffRoute
where
    N: Need,
    F: Handler<Args>,
    F::Output: Responder + 'static,
    Args: FromRequest + HandlerArguments<First: Posts<N>> + 'static,
{
    StaffRoute { method: "POST", path, access: N::ACCESS, route: web::post().to(handler) }
}

/// An argument that has examined this need before the handler runs.
pub(in crate::web) trait Reads<N> {}
impl<N: Need> Reads<N> for Desk<N> {}
impl Reads<Anybody> for Entrance {}

/// An argument that has examined this need, and that the form is from a page of ours.
pub(in crate::web) trait Posts<N> {}
impl<N: Need> Posts<N> for StaffForm<N> {}
/// Signing in: there is no session yet to which a form could be bound.
impl Posts<Anybody> for Entrance {}

/// Arguments of a handler and the first of them.
pub(in crate::web) trait HandlerArguments {
    type First;
}

macro_rules! begin {
    ($(($first:ident $(, $other:ident)*))+) => {$(
        impl<$first $(, $other)*> HandlerArguments for ($first, $($other,)*) {
            type First = $first;
        }
    )+};
}

begin! { (A) (A, B) (A, B, C) (A, B, C, D) (A, B, C, D, E) }
