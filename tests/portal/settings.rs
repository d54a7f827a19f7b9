//! The settings that every application in these tests begins with.

use leiden_international::config::BaseUrl;
use leiden_international::web::Settings;

/// The public address of the portal in these tests.
pub(crate) const BASE: &str = "https://portal.example";

/// Those of a production portal without a second factor.
pub(crate) fn settings() -> Settings {
    Settings {
        base_url: BaseUrl::parse(BASE).unwrap(),
        hsts_subdomains: true,
        security_contact: None,
        admin_host: None,
        staff_mfa_required: false,
        trusted_proxies: Vec::new(),
    }
}
