//! Where a request comes from.
//!
//! Invariant: what a client says of itself is not believed. `Forwarded` and `X-Forwarded-For` count only as far as they
//! were written by proxies of ours (ASVS 4.1.3).

use std::fmt;
use std::net::{IpAddr, SocketAddr};

use http::{Extensions, HeaderMap};
use ipnet::IpNet;

use crate::web::App;

/// The other end of the connection; set by the [server](super::server).
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// The network address of the visitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

impl fmt::Display for ClientAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Where a request comes from. One that came over no connection, as in a test, comes from nowhere.
pub fn of(app: &App, extensions: &Extensions, headers: &HeaderMap) -> ClientAddress {
    let peer = extensions.get::<Peer>().map_or(IpAddr::from([0, 0, 0, 0]), |peer| peer.0.ip());
    ClientAddress(client(peer, headers, &app.settings().trusted_proxies))
}

/// The last address that is not a proxy of ours, going back from the connection through what proxies have noted.
fn client(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: &IpAddr| trusted.iter().any(|range| range.contains(address));
    let mut client = peer.to_canonical();
    for hop in hops(headers).into_iter().rev() {
        if !is_trusted(&client) {
            break;
        }
        let Some(address) = hop else { break };
        client = address.to_canonical();
    }
    client
}

/// The addresses in `X-Forwarded-For` or, without it, in `Forwarded` (RFC 7239), the nearest proxy's last; none where one
/// cannot be read. Where there are both, one of them may be what a client made up and the proxy let through, and it
/// cannot be told which: neither is believed.
fn hops(headers: &HeaderMap) -> Vec<Option<IpAddr>> {
    let values = |name: &str| -> Vec<String> {
        let lines = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
        lines.flat_map(|line| line.split(',')).map(|item| item.trim().to_owned()).collect()
    };
    match (headers.contains_key("x-forwarded-for"), headers.contains_key("forwarded")) {
        (true, true) | (false, false) => Vec::new(),
        (true, false) => values("x-forwarded-for").iter().map(|item| address(item)).collect(),
        (false, true) => values("forwarded").iter().map(|item| address(forwarded_for(item)?)).collect(),
    }
}

/// What `for=` says in one element of `Forwarded`.
fn forwarded_for(element: &str) -> Option<&str> {
    element.split(';').find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        name.trim().eq_ignore_ascii_case("for").then(|| value.trim().trim_matches('"'))
    })
}

/// An address with or without a port, IPv6 with or without brackets.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.trim_start_matches('[').split(']').next().unwrap_or_default();
    bare.parse().ok().or_else(|| text.parse().ok().map(|socket: SocketAddr| socket.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, headers: &[(&'static str, &str)], trusted: &[&str]) -> String {
        let headers: HeaderMap =
            headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        let trusted: Vec<IpNet> = trusted.iter().map(|range| range.parse().unwrap()).collect();
        client(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn only_our_proxies_are_believed() {
        let forwarded = [("x-forwarded-for", "198.51.100.9, 203.0.113.7")];
        assert_eq!(seen("192.0.2.1", &forwarded, &[]), "192.0.2.1");
        assert_eq!(seen("10.0.0.1", &forwarded, &["10.0.0.0/8"]), "203.0.113.7");
        assert_eq!(seen("10.0.0.1", &forwarded, &["10.0.0.0/8", "203.0.113.0/24"]), "198.51.100.9");
        assert_eq!(seen("10.0.0.1", &[], &["10.0.0.0/8"]), "10.0.0.1");
        assert_eq!(seen("10.0.0.1", &[("x-forwarded-for", "nonsense")], &["10.0.0.0/8"]), "10.0.0.1");
        let standard = [("forwarded", r#"for=198.51.100.9, for="[2001:db8::7]:4711";proto=https"#)];
        assert_eq!(seen("10.0.0.1", &standard, &["10.0.0.0/8"]), "2001:db8::7");
        assert_eq!(seen("::ffff:192.0.2.1", &[], &[]), "192.0.2.1");
    }

    #[test]
    fn a_header_that_the_proxy_lets_through_is_not_believed() {
        let (made_up, noted) = (("forwarded", "for=198.51.100.9"), ("x-forwarded-for", "203.0.113.7"));
        for both in [[made_up, noted], [noted, made_up], [("forwarded", ""), noted]] {
            assert_eq!(seen("10.0.0.1", &both, &["10.0.0.0/8"]), "10.0.0.1", "{both:?}");
        }
        assert_eq!(seen("10.0.0.1", &[noted], &["10.0.0.0/8"]), "203.0.113.7");
    }
}
