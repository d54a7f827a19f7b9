//! One spelling for each address, without a slash at the end, and the way from an old address to the new one.
//!
//! Invariant: a redirect made from a request's path stays on this site.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{Method, StatusCode, Uri, header};

/// Sends a visitor to the address without the slash.
pub async fn without_trailing_slash(request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD)
        && let Some(target) = shorter(request.uri())
    {
        return (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, target)]).into_response();
    }
    next.run(request).await
}

/// Sends a visitor, and every search engine, to the address at which a page is now.
pub fn moved(address: &str) -> Response {
    (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, address)]).into_response()
}

/// The path without its last slash, with its query; nothing when it has none, or when a browser could take
/// what remains for another site (`//evil.example`, and the same with a backslash).
fn shorter(uri: &Uri) -> Option<String> {
    let path = uri.path();
    let target = path.strip_suffix('/').filter(|target| target.len() > 1)?;
    if path.contains("//") || path.contains('\\') {
        return None;
    }
    Some(match uri.query() {
        Some(query) => format!("{target}?{query}"),
        None => target.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(uri: &str) -> Option<String> {
        shorter(&uri.parse().unwrap())
    }

    #[test]
    fn the_slash_goes_and_the_query_stays() {
        assert_eq!(target("/en/").as_deref(), Some("/en"));
        assert_eq!(target("/en/policy/?a=b%20c&d=//x/").as_deref(), Some("/en/policy?a=b%20c&d=//x/"));
        assert_eq!(target("http://evil.example/en/").as_deref(), Some("/en"));
        for fine in ["/", "/en", "/?a=/", "/en/policy?x=/"] {
            assert_eq!(target(fine), None, "{fine}");
        }
    }

    #[test]
    fn no_redirect_leads_elsewhere() {
        for bad in ["//", "///", "//evil.example/", "//evil.example/%2f/", "/en//", "/.//evil.example/"] {
            assert_eq!(target(bad), None, "{bad}");
        }
    }
}
