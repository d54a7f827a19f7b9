//! The types of the settings. Each parser's error completes the sentence "NAME is VALUE: …".

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use ipnet::IpNet;
use lettre::message::Mailbox;
use tracing_subscriber::filter::Targets;
use url::Url;

/// What a value should have been.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Expected(String);

fn expected<T>(what: &str) -> Result<T, Expected> {
    Err(Expected(format!("expected {what}")))
}

pub(super) fn listen(value: &str) -> Result<SocketAddr, Expected> {
    value.parse().or_else(|_| expected("an IP address and a port, such as 127.0.0.1:3000 or [::]:3000"))
}

pub(super) fn directory(value: &str) -> Result<PathBuf, Expected> {
    if value.trim().is_empty() { expected("a folder, such as ./data") } else { Ok(PathBuf::from(value)) }
}

/// The address of a Postgres. Its password is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    /// Accepts `postgres://` and `postgresql://` addresses.
    pub fn parse(value: &str) -> Result<Self, Expected> {
        const WHAT: &str = "expected the address of a Postgres, such as postgres://user@host/database";
        match Url::parse(value) {
            Ok(url) if ["postgres", "postgresql"].contains(&url.scheme()) => {
                Ok(DatabaseUrl(value.to_owned()))
            }
            Ok(url) => Err(Expected(format!("is \"{}\": {WHAT}", without_password(url)))),
            Err(_) if value.is_empty() => Err(Expected(format!("is \"\": {WHAT}"))),
            Err(_) => Err(Expected(format!("is no address (not shown, it may hold a password): {WHAT}"))),
        }
    }

    /// The whole address, with its password: for the connection only.
    pub fn secret(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Url::parse(&self.0) {
            Ok(url) => f.write_str(&without_password(url)),
            Err(_) => f.write_str("postgres://…"),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({self})")
    }
}

/// Postgres takes a password in the query too, so that goes as a whole. Where an address has no
/// authority, everything after the scheme goes.
fn without_password(mut url: Url) -> String {
    if url.cannot_be_a_base() {
        return format!("{}:…", url.scheme());
    }
    url.set_query(None);
    url.set_fragment(None);
    if url.password().is_some() && url.set_password(Some("…")).is_err() {
        return format!("{}://…", url.scheme());
    }
    url.to_string().replace("%E2%80%A6", "…")
}

/// The server that takes e-mail. Its password is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpUrl(String);

impl SmtpUrl {
    /// Accepts `smtps://` and `smtp://` addresses with a host; the latter with `?tls=required` for STARTTLS.
    pub fn parse(value: &str) -> Result<Self, Expected> {
        const WHAT: &str = "expected the address of a mail server, such as smtps://user@mail.example.nl or \
            smtp://mail.example.nl:587?tls=required";
        match Url::parse(value) {
            Ok(url) if is_mail_server(&url) => Ok(SmtpUrl(value.to_owned())),
            Ok(url) => Err(Expected(format!("is \"{}\": {WHAT}", without_password(url)))),
            Err(_) if value.is_empty() => Err(Expected(format!("is \"\": {WHAT}"))),
            Err(_) => Err(Expected(format!("is no address (not shown, it may hold a password): {WHAT}"))),
        }
    }

    /// The whole address, with its password: for the connection only.
    pub fn secret(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SmtpUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = Url::parse(&self.0).map(without_password);
        write!(f, "SmtpUrl({})", shown.as_deref().unwrap_or("smtp://…"))
    }
}

fn is_mail_server(url: &Url) -> bool {
    let is_known = match url.scheme() {
        "smtps" => url.query().is_none(),
        "smtp" => matches!(url.query(), None | Some("tls=required" | "tls=opportunistic")),
        _ => false,
    };
    is_known && url.host_str().is_some_and(|host| !host.is_empty()) && url.fragment().is_none()
}

/// From whom e-mail comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailFrom(Mailbox);

impl MailFrom {
    /// What is accepted.
    pub(super) const WHAT: &str = "an e-mail address, such as Leiden International <no-reply@example.nl>";

    /// Accepts a mailbox with or without a name.
    pub fn parse(value: &str) -> Result<Self, Expected> {
        match value.parse() {
            Ok(mailbox) => Ok(MailFrom(mailbox)),
            Err(_) => expected(MailFrom::WHAT),
        }
    }

    /// The mailbox.
    pub fn mailbox(&self) -> &Mailbox {
        &self.0
    }
}

/// The public address of the portal: scheme, host and port, nothing more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(Url);

impl BaseUrl {
    /// Accepts `http://` and `https://` addresses without a path, a query or a user.
    pub fn parse(value: &str) -> Result<Self, Expected> {
        match Url::parse(value) {
            Ok(url)
                if ["http", "https"].contains(&url.scheme())
                    && url.path() == "/"
                    && url.query().is_none()
                    && url.fragment().is_none()
                    && url.username().is_empty()
                    && url.password().is_none() =>
            {
                Ok(BaseUrl(url))
            }
            _ => expected("http:// or https:// and a host, without a path, such as https://www.example.nl"),
        }
    }

    /// The address without a slash at the end, which is also the origin a browser sends.
    pub fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    /// `http` or `https`.
    pub fn scheme(&self) -> &str {
        self.0.scheme()
    }

    /// The name of the host.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// Whether visitors come by https.
    pub fn is_https(&self) -> bool {
        self.scheme() == "https"
    }

    /// The absolute address of a path, which begins with a slash.
    pub fn join(&self, path: &str) -> String {
        format!("{}{path}", self.as_str())
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A host, with its port if that is not the usual one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host(String);

impl Host {
    /// Accepts a name or an address, in any letters, and a port.
    pub fn parse(value: &str) -> Result<Self, Expected> {
        let is_bare = !value.contains(['/', '\\', '?', '#', '@']) && !value.contains(char::is_whitespace);
        match Url::parse(&format!("http://{value}")) {
            // A port of 80 or 443 may be the usual one of the scheme, and is then not part of any address.
            Ok(url) if is_bare && url.has_host() && !value.ends_with(":80") && !value.ends_with(":443") => {
                let host = url.host_str().unwrap_or_default();
                Ok(Host(url.port().map_or(host.to_owned(), |port| format!("{host}:{port}"))))
            }
            _ => expected("a host, with its port if that is unusual, such as redactie.example.nl"),
        }
    }

    /// The host as browsers send it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether staff need a second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StaffMfa {
    /// All of them.
    Required,
    /// Those who want one.
    Optional,
}

impl StaffMfa {
    /// Accepts `required` and `optional`.
    pub fn parse(value: &str) -> Result<Self, Expected> {
        match value {
            "required" => Ok(StaffMfa::Required),
            "optional" => Ok(StaffMfa::Optional),
            _ => expected("required or optional"),
        }
    }
}

/// The proxies in front of the program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proxies(Vec<IpNet>);

impl Proxies {
    /// Accepts addresses and ranges with commas between them.
    pub fn parse(value: &str) -> Result<Self, Expected> {
        let range = |text: &str| {
            let text = text.trim();
            text.parse().or_else(|_| text.parse::<IpAddr>().map(IpNet::from))
        };
        match value.split(',').map(range).collect() {
            Ok(ranges) => Ok(Proxies(ranges)),
            Err(_) => expected("addresses or ranges of them, such as 127.0.0.1,10.0.0.0/8,fd00::/8"),
        }
    }

    /// The ranges of their addresses.
    pub fn ranges(&self) -> &[IpNet] {
        &self.0
    }
}

/// Where a vulnerability can be reported: a URI as RFC 9116 (security.txt) wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityContact(String);

impl SecurityContact {
    /// Accepts `mailto:`, `https:` and `tel:` addresses.
    pub fn parse(value: &str) -> Result<Self, Expected> {
        match Url::parse(value) {
            Ok(url)
                if match url.scheme() {
                    "https" => url.has_host(),
                    "mailto" => url.path().contains('@'),
                    "tel" => !url.path().is_empty(),
                    _ => false,
                } =>
            {
                Ok(SecurityContact(url.to_string()))
            }
            _ => expected("a mailto:, https: or tel: address, such as mailto:security@example.nl"),
        }
    }

    /// The URI.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What an empty database gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StarterContent {
    /// True texts; unknown fields are empty.
    Starter,
    /// The same with invented hours, actions and figures, under a banner on every page.
    Example,
    /// Nothing.
    None,
}

impl StarterContent {
    /// Accepts the names in lower case.
    pub fn parse(value: &str) -> Result<Self, Expected> {
        match value {
            "starter" => Ok(StarterContent::Starter),
            "example" => Ok(StarterContent::Example),
            "none" => Ok(StarterContent::None),
            _ => expected("starter, example or none"),
        }
    }
}

/// An amount of memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory(u64);

impl Memory {
    /// Accepts a whole number with its unit, of at least a mebibyte.
    pub fn parse(value: &str) -> Result<Self, Expected> {
        let units = [("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30)];
        let read = |(unit, bytes): (&str, u64)| {
            let number = value.strip_suffix(unit)?;
            let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
            number.parse::<u64>().ok().filter(|_| is_number)?.checked_mul(bytes)
        };
        match units.into_iter().find_map(read) {
            Some(bytes) if bytes >= 1 << 20 => Ok(Memory(bytes)),
            _ => expected("an amount of memory of at least 1MiB, such as 256MiB or 2GiB"),
        }
    }

    /// The number of bytes.
    pub fn bytes(self) -> u64 {
        self.0
    }
}

/// A setting that is on or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// Switched on.
    On,
    /// Switched off.
    Off,
}

impl Switch {
    /// Accepts `on` and `off`.
    pub fn parse(value: &str) -> Result<Self, Expected> {
        match value {
            "on" => Ok(Switch::On),
            "off" => Ok(Switch::Off),
            _ => expected("on or off"),
        }
    }

    /// Whether it is on.
    pub fn is_on(self) -> bool {
        self == Switch::On
    }
}

/// Which log lines are written, in the notation of [`Targets`]: a level, or pairs of a module and a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogFilter(String);

impl LogFilter {
    /// Accepts directives such as `info` or `warn,leiden_international=debug`.
    pub fn parse(value: &str) -> Result<Self, Expected> {
        if !value.trim().is_empty() && value.parse::<Targets>().is_ok() {
            return Ok(LogFilter(value.to_owned()));
        }
        expected("off, error, warn, info, debug or trace, or pairs such as leiden_international=debug")
    }

    /// The directives.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
