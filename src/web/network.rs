//! From which network a request comes: for throttling whoever tries codes; it is soon forgotten.
//! Nothing of it is stored or logged.

use std::net::{IpAddr, Ipv4Addr};

use actix_web::HttpRequest;

/// In which a reverse proxy names the client's network; `deploy/nginx.conf` sends no more of the
/// address than that.
const HEADER: &str = "x-network";

/// The client's address, or an address of its network. A proxy is believed that stands on this
/// machine or in a private network; anybody else speaks for himself.
pub(super) fn address(request: &HttpRequest) -> IpAddr {
    let peer = request.peer_addr().map_or(Ipv4Addr::LOCALHOST.into(), |peer| peer.ip());
    let named = || {
        let header = request.headers().get(HEADER)?.to_str().ok()?;
        header.trim().parse().ok()
    };
    match is_near(peer.to_canonical()) {
        true => named().unwrap_or(peer),
        false => peer,
    }
}

fn is_near(peer: IpAddr) -> bool {
    match peer {
        IpAddr::V4(v4) => v4.is_loopback() || v4.is_private(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local(),
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[track_caller]
    fn check(peer: &str, header: &str, expect: &str) {
        let request = TestRequest::get().peer_addr(peer.parse().unwrap());
        let request = request.insert_header((HEADER, header)).to_http_request();
        assert_eq!(address(&request).to_string(), expect);
    }

    #[test]
    fn only_a_near_proxy_speaks_for_others() {
        check("127.0.0.1:1", "203.0.113.0", "203.0.113.0");
        check("10.1.2.3:1", "2001:db8:7::", "2001:db8:7::");
        check("[::1]:1", "203.0.113.0", "203.0.113.0");
        check("198.51.100.7:1", "203.0.113.0", "198.51.100.7");
        check("127.0.0.1:1", "", "127.0.0.1");
        check("127.0.0.1:1", "nonsense", "127.0.0.1");
    }
}
