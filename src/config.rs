//! The command line and the environment, read once at the start.
//!
//! Invariant: a wrong value never gets past [`Cli::read`]; what comes out of here needs no further checking.

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, Parser, Subcommand};

pub use self::values::{
    BaseUrl, DatabaseUrl, Host, LogFilter, MailFrom, Memory, Proxies, SecurityContact, SmtpUrl, StaffMfa,
    StarterContent, Switch,
};

mod values;

/// What the program was asked to do, and with which settings.
#[derive(Clone, Debug, Parser)]
#[command(name = "leiden-international", version, about, long_about = None)]
pub struct Cli {
    /// The task; to serve when none is given.
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    config: Config,
}

/// A task of the program.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// Migrate the database, load starter content into an empty one, and serve the portal
    Serve,
    /// Migrate the database only
    Migrate,
    /// Write the whole content to files, or read it from them
    #[command(subcommand)]
    Content(ContentCommand),
    /// Who may edit
    #[command(subcommand)]
    Editor(EditorCommand),
    /// Tasks around the private database
    #[command(subcommand)]
    Database(DatabaseCommand),
}

/// A task with the content.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum ContentCommand {
    /// Write the whole content to readable files
    Export {
        /// The folder to write to
        dir: PathBuf,
    },
    /// Read the whole content from such files; an import of an export changes nothing
    Import {
        /// The folder to read from
        dir: PathBuf,
    },
}

/// A task with the accounts of staff.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum EditorCommand {
    /// Print a one-time link with which a person chooses a password; it works for 48 hours
    Invite {
        /// The e-mail address by which the person signs in
        email: String,
        /// What the person may do
        #[arg(long, value_parser = ["author", "publisher", "administrator"])]
        role: String,
        /// What the person is called
        #[arg(long)]
        name: Option<String>,
    },
    /// Print every editor: address, name, role, state and when they last signed in
    List,
    /// Take all access from an editor at once
    Disable {
        /// Their e-mail address
        email: String,
    },
}

/// A task with the private database.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum DatabaseCommand {
    /// Run a command with `DATABASE_URL` set, and stop the database afterwards if this started it
    Run {
        /// The command and its arguments, after `--`
        #[arg(last = true, required = true)]
        command: Vec<OsString>,
    },
}

/// The settings. Each is an environment variable of the same name; the flag is there for convenience.
#[derive(Args, Clone, Debug)]
pub struct Config {
    /// An existing Postgres, version 15 or later; without it the program runs a private one in DATA_DIR
    #[arg(long, env, global = true, hide_env_values = true, value_parser = DatabaseUrl::parse)]
    pub database_url: Option<DatabaseUrl>,
    /// A replica of that database, or a role in it that may only read what is live; what is live is read there
    #[arg(long, env, global = true, hide_env_values = true, value_parser = DatabaseUrl::parse, requires = "database_url")]
    pub database_read_url: Option<DatabaseUrl>,
    /// The address and port to listen on
    #[arg(long, env, global = true, default_value = "127.0.0.1:3000", value_parser = values::listen)]
    pub listen: SocketAddr,
    /// The public address, used in absolute links, cookies and origin checks
    #[arg(long, env, global = true, default_value = "http://localhost:3000", value_parser = BaseUrl::parse)]
    pub base_url: BaseUrl,
    /// The host that alone answers the admin area, with its port if that is unusual; any when unset
    #[arg(long, env, global = true, value_parser = Host::parse)]
    pub admin_host: Option<Host>,
    /// Whether staff need a second factor: required or optional; required when BASE_URL is https, unless said otherwise
    #[arg(long, env, global = true, value_parser = StaffMfa::parse)]
    pub staff_mfa: Option<StaffMfa>,
    /// The address ranges of proxies whose word about where a request comes from is believed
    #[arg(long, env, global = true, value_parser = Proxies::parse)]
    pub trusted_proxies: Option<Proxies>,
    /// The folder of the private database and of the copy of what is published
    #[arg(long, env, global = true, default_value = "./data", value_parser = values::directory)]
    pub data_dir: PathBuf,
    /// What an empty database gets: starter, example or none
    #[arg(long, env, global = true, default_value = "starter", value_parser = StarterContent::parse)]
    pub starter_content: StarterContent,
    /// Where to report a vulnerability, for security.txt
    #[arg(long, env, global = true, value_parser = SecurityContact::parse)]
    pub security_contact: Option<SecurityContact>,
    /// Whether browsers are told that every subdomain has HTTPS too: on or off
    #[arg(long, env, global = true, default_value = "on", value_parser = Switch::parse)]
    pub hsts_subdomains: Switch,
    /// How much memory the pages take that are kept as they are sent
    #[arg(long, env, global = true, default_value = "256MiB", value_parser = Memory::parse)]
    pub cache_memory: Memory,
    /// The server that takes e-mail; without it links are shown to copy
    #[arg(long, env, global = true, hide_env_values = true, value_parser = SmtpUrl::parse)]
    pub smtp_url: Option<SmtpUrl>,
    /// From whom e-mail comes
    #[arg(long, env, global = true, value_parser = MailFrom::parse)]
    pub mail_from: Option<MailFrom>,
    /// Which log lines are written, such as info or warn,leiden_international=debug
    #[arg(long, env, global = true, default_value = "info", value_parser = LogFilter::parse)]
    pub rust_log: LogFilter,
}

impl Cli {
    /// Reads the arguments and the environment of this process.
    pub fn read() -> Result<Cli, Refusal> {
        Cli::read_from(std::env::args_os())
    }

    /// Reads these arguments (the first is the program's name) and the environment of this process.
    pub fn read_from(arguments: impl IntoIterator<Item = OsString>) -> Result<Cli, Refusal> {
        let cli = Cli::try_parse_from(arguments).map_err(|error| Refusal::from(&error))?;
        if cli.config.smtp_url.is_some() && cli.config.mail_from.is_none() {
            let line = format!("MAIL_FROM is not set, but SMTP_URL is: expected {}", MailFrom::WHAT);
            return Err(Refusal::Wrong(line));
        }
        Ok(cli)
    }

    /// The task and the settings.
    pub fn into_parts(self) -> (Command, Config) {
        (self.command.unwrap_or(Command::Serve), self.config)
    }
}

impl Config {
    /// Whether staff need a second factor.
    pub fn is_staff_mfa_required(&self) -> bool {
        match self.staff_mfa {
            Some(staff_mfa) => staff_mfa == StaffMfa::Required,
            None => self.base_url.is_https(),
        }
    }

    /// The absolute address of a path of the admin area, which begins with a slash.
    pub fn admin_url(&self, path: &str) -> String {
        match &self.admin_host {
            Some(host) => format!("{}://{}{path}", self.base_url.scheme(), host.as_str()),
            None => self.base_url.join(path),
        }
    }
}

/// Why the program does not start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Help or the version was asked for; this is the text, for stdout and exit code 0.
    Answer(String),
    /// Something is wrong; one line that says what, for stderr and exit code 2.
    Wrong(String),
}

impl From<&clap::Error> for Refusal {
    fn from(error: &clap::Error) -> Refusal {
        match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Refusal::Answer(error.to_string()),
            ErrorKind::ValueValidation => Refusal::Wrong(wrong_value(error)),
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
                Refusal::Wrong("A task is missing after this word; --help lists them.".to_owned())
            }
            _ => Refusal::Wrong(first_paragraph(error)),
        }
    }
}

/// "LISTEN is "here": expected …". The parsers of the values leave out what must not be shown.
fn wrong_value(error: &clap::Error) -> String {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.as_str(),
        _ => "",
    };
    let argument = text(ContextKind::InvalidArg);
    let name = argument.split_once('<').map_or(argument, |(_, name)| name.trim_end_matches('>'));
    let reason = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    match name {
        "DATABASE_URL" | "DATABASE_READ_URL" | "SMTP_URL" => format!("{name} {reason}"),
        _ => format!("{name} is {:?}: {reason}", text(ContextKind::InvalidValue)),
    }
}

/// What clap says before its usage and tips, on one line.
fn first_paragraph(error: &clap::Error) -> String {
    let text = error.to_string();
    let paragraph = text.split("\n\n").next().unwrap_or_default();
    let words: Vec<&str> = paragraph.trim_start_matches("error:").split_whitespace().collect();
    words.join(" ")
}
