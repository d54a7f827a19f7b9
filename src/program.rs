//! What the program does with each of its commands.
//!
//! It is part of the library so that all of it is compiled once: `main.rs` only calls it.

use std::io::IsTerminal;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::process::ExitCode;

use crate::accounts::command_line::{self, Invited};
use crate::accounts::editor::{self, Role};
use crate::accounts::password::Passwords;
use crate::accounts::sign_in::SignIn;
use crate::accounts::words::{Email, Name};
use crate::admin::Office;
use crate::clock::Clock;
use crate::config::{
    Cli, Command, Config, ContentCommand, DatabaseCommand, DatabaseUrl, EditorCommand, LogFilter, Proxies,
    Refusal,
};
use crate::content::exchange;
use crate::content::published::Published;
use crate::database::{self, Database, replica};
use crate::jobs::copies::Copies;
use crate::jobs::renewal::{Renewal, Standing};
use crate::jobs::source::Source;
use crate::jobs::{indexing, page_views, preparation, schedule, searches, start};
use crate::token::Token;
use crate::web::{self, App, Locales, mail::Mailer, page_cache::Keeper, request_log, server};
use anyhow::{Context, Result, bail};
use sqlx::PgPool;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::{oneshot, watch::Receiver};
use tokio::task::JoinSet;
use tracing_subscriber::{
    fmt::{self, writer::BoxMakeWriter},
    layer::SubscriberExt,
    util::SubscriberInitExt,
};

/// Does what the command line says. Returns with what the process ends.
pub fn main() -> ExitCode {
    let (command, config) = match Cli::read() {
        Ok(cli) => cli.into_parts(),
        Err(Refusal::Answer(text)) => {
            say(&text);
            return ExitCode::SUCCESS;
        }
        Err(Refusal::Wrong(line)) => return complain(&line, 2),
    };
    start_log(&config.rust_log, command == Command::Serve);
    match run(command, &config) {
        Ok(code) => code,
        Err(error) => complain(&format!("{error:#}"), 1),
    }
}

#[tokio::main]
async fn run(command: Command, config: &Config) -> Result<ExitCode> {
    let settings = database::Settings {
        url: config.database_url.as_ref().map(DatabaseUrl::secret).map(str::to_owned),
        data_dir: config.data_dir.clone(),
    };
    if let Command::Database(DatabaseCommand::Run { command }) = command {
        return Ok(database::run(settings, &command).await?);
    }
    // From here on: told to stop while the database starts, the program still stops it.
    let mut stop = pin!(stop_signal()?);
    let database = tokio::select! {
        opened = Database::open(&settings) => opened?,
        () = &mut stop => return Ok(ExitCode::SUCCESS),
    };
    let done = with_database(&database, command, config, stop).await;
    let closed = database.close().await;
    done?;
    closed?;
    Ok(ExitCode::SUCCESS)
}

async fn with_database(
    database: &Database,
    command: Command,
    config: &Config,
    mut stop: Pin<&mut impl Future<Output = ()>>,
) -> Result<()> {
    if command == Command::Serve {
        return serve(database, config, stop).await;
    }
    tokio::select! {
        done = preparation::bring_up_to_date(database.gate()) => done?,
        () = &mut stop => return Ok(()),
    }
    match command {
        Command::Content(command) => tokio::select! {
            done = exchange_content(database.pool(), command) => done,
            () = stop => bail!("stopped before it was done; nothing was changed in the database"),
        },
        Command::Editor(command) => see_to_editors(database.pool(), command, config).await,
        Command::Serve | Command::Migrate | Command::Database(_) => Ok(()),
    }
}

async fn exchange_content(pool: &PgPool, command: ContentCommand) -> Result<()> {
    let mut connection = pool.acquire().await?;
    match command {
        ContentCommand::Export { dir } => {
            let files = exchange::write_to(&mut connection, &dir).await?;
            say(&format!("{files} entries written to {}\n", dir.display()));
        }
        ContentCommand::Import { dir } => {
            let sources = exchange::read_from(&dir)?;
            let done = exchange::import(&mut connection, &sources, Clock::system().now()).await?;
            say(&format!("{done}\n"));
        }
    }
    Ok(())
}

async fn see_to_editors(pool: &PgPool, command: EditorCommand, config: &Config) -> Result<()> {
    let mut transaction = pool.begin().await?;
    let now = Clock::system().now();
    match command {
        EditorCommand::Invite { email, role, name } => {
            let email = Email::parse(&email).with_context(|| format!("EMAIL is {email:?}"))?;
            let name = name.as_deref().map(Name::parse).transpose().context("--name is wrong")?;
            let role = Role::parse(&role).context("--role is wrong")?;
            match command_line::invite(&mut transaction, &email, name.as_ref(), role, now).await? {
                Invited::Link(link) => say(&format!("{}\n", invitation_url(config, &link))),
                Invited::Otherwise(editor) => {
                    let disabled = if editor.disabled_at.is_some() { " and is disabled" } else { "" };
                    bail!("{email} is {}{disabled}; an administrator changes that", editor.role.as_str());
                }
            }
        }
        EditorCommand::List => {
            for editor in editor::list(&mut *transaction).await? {
                say(&format!("{}\n", command_line::line(&editor)));
            }
        }
        EditorCommand::Disable { email } => {
            let email = Email::parse(&email).with_context(|| format!("EMAIL is {email:?}"))?;
            let disabled = command_line::disable(&mut transaction, &email, now).await?;
            disabled.with_context(|| format!("there is no editor {email}"))?;
            say(&format!("{email} has no access any more\n"));
        }
    }
    transaction.commit().await?;
    Ok(())
}

/// The link, as a person opens it.
fn invitation_url(config: &Config, link: &Token) -> String {
    config.admin_url(&format!("/admin/invite/{}", link.as_str()))
}

async fn serve(
    database: &Database,
    config: &Config,
    mut stop: Pin<&mut impl Future<Output = ()>>,
) -> Result<()> {
    let listener = server::bind(config.listen).await?;
    let app = application(config)?;
    let pool = database.pool();
    let copies = Copies::below(&config.data_dir);
    let keeping = tokio::spawn(copies.keep());
    let renewal = Renewal::new(app.clone(), source(pool, config)?)
        .with_copies(copies.clone())
        .preparing(database.gate().clone(), config.starter_content);
    let mut standing = renewal.standing();
    // Whatever is in the set ends with it.
    let mut jobs = JoinSet::new();
    jobs.spawn(renewal.run());
    jobs.spawn(indexing::run(app.clone()));
    tokio::select! {
        shown = start::show_something(&app, &copies, &mut standing) => shown?,
        () = &mut stop => return Ok(()),
    }
    jobs.spawn(schedule::run(app.clone(), pool.clone()));
    let (end, ending) = oneshot::channel();
    let page_views = tokio::spawn(page_views::run(app.clone(), pool.clone(), ending));
    let (end_searches, ending) = oneshot::channel();
    let searches = tokio::spawn(searches::run(app.clone(), pool.clone(), ending));
    announce(config, listener.local_addr()?);
    jobs.spawn(invite_first_administrator(standing, pool.clone(), config.clone()));
    let sign_in = SignIn::new(Passwords::new()?, app.clock())?;
    let office = Office { pool: pool.clone(), sign_in, mailer: mailer(config)? };
    let front = crate::router(app, Some(office));
    let keeper = Keeper::start(front.clone()).context("pages cannot be made in the background")?;
    server::serve(listener, front, server::Limits::default(), stop)
        .await
        .context("connections cannot be served")?;
    drop(keeper);
    jobs.shutdown().await;
    drop((end, end_searches, copies));
    page_views.await?;
    searches.await?;
    keeping.await?;
    Ok(())
}

/// Where what is live is read from.
fn source(pool: &PgPool, config: &Config) -> Result<Source> {
    let replica = config.database_read_url.as_ref().map(|url| replica::open(url.secret())).transpose()?;
    Ok(Source::new(pool.clone(), replica))
}

/// What sends mail, where a server for that is named.
fn mailer(config: &Config) -> Result<Option<Mailer>> {
    let (Some(server), Some(from)) = (&config.smtp_url, &config.mail_from) else { return Ok(None) };
    Mailer::new(server, from).map(Some)
}

/// Everything that pages are made from but the content.
fn application(config: &Config) -> Result<App> {
    let settings = web::Settings {
        base_url: config.base_url.clone(),
        hsts_subdomains: config.hsts_subdomains.is_on(),
        security_contact: config.security_contact.clone(),
        admin_host: config.admin_host.as_ref().map(|host| host.as_str().to_owned()),
        staff_mfa_required: config.is_staff_mfa_required(),
        trusted_proxies: config.trusted_proxies.as_ref().map(Proxies::ranges).unwrap_or_default().to_vec(),
    };
    let app = App::new(Published::nothing_yet(), Locales::load()?, Clock::system(), settings);
    app.pages().set_budget(config.cache_memory.bytes());
    app.set_database_reachable(false);
    Ok(app)
}

/// Is ready when the program is told to stop, by SIGTERM or by ^C.
fn stop_signal() -> Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate()).context("SIGTERM cannot be listened to")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("SIGINT cannot be listened to")?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping");
    })
}

/// Logs for people on a terminal, for machines otherwise. Only a server logs to stdout; there the output of
/// another task would be mixed with it.
fn start_log(filter: &LogFilter, serving: bool) {
    let (terminal, writer) = if serving {
        (std::io::stdout().is_terminal(), BoxMakeWriter::new(std::io::stdout))
    } else {
        (std::io::stderr().is_terminal(), BoxMakeWriter::new(std::io::stderr))
    };
    let log = tracing_subscriber::registry().with(request_log::filter(filter));
    let lines = fmt::layer().with_writer(writer);
    if terminal {
        log.with(lines).init();
    } else {
        log.with(lines.json()).init();
    }
    // Runs where the panic is, so that the line has the request's span.
    std::panic::set_hook(Box::new(|panic| tracing::error!(%panic, "panicked")));
}

fn announce(config: &Config, listening: SocketAddr) {
    tracing::info!(%listening, base_url = %config.base_url, "listening");
    say(&format!("Leiden International is at {}\n", config.base_url));
}

/// Until there is an administrator, every start prints a link for one, once the database can be asked. It goes to whoever
/// started the program, and never to the log.
async fn invite_first_administrator(mut standing: Receiver<Standing>, pool: PgPool, config: Config) {
    if standing.wait_for(|standing| *standing == Standing::Listening).await.is_err() {
        return;
    }
    match first_administrator(&pool).await {
        Ok(Some(link)) => say(&format!(
            "The first administrator chooses a password within 48 hours at {}\n",
            invitation_url(&config, &link)
        )),
        Ok(None) => {}
        Err(cause) => tracing::error!(cause = format!("{cause:#}"), "no first administrator can be invited"),
    }
}

async fn first_administrator(pool: &PgPool) -> Result<Option<Token>> {
    let mut transaction = pool.begin().await?;
    let link = command_line::first_administrator(&mut transaction, Clock::system().now()).await?;
    transaction.commit().await?;
    Ok(link)
}

#[expect(clippy::print_stdout, reason = "the program speaks to whoever started it")]
fn say(text: &str) {
    print!("{text}");
}

#[expect(clippy::print_stderr, reason = "the program speaks to whoever started it")]
fn complain(line: &str, code: u8) -> ExitCode {
    eprintln!("{line}");
    ExitCode::from(code)
}
