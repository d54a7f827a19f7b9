//! The command line.

use std::io::IsTerminal;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use leiden_international::clock::Clock;
use leiden_international::config::{
    Cli, Command, Config, ContentCommand, DatabaseCommand, DatabaseUrl, LogFilter, Refusal,
};
use leiden_international::content::{exchange, published};
use leiden_international::database::{self, Database};
use leiden_international::jobs::renewal;
use leiden_international::web::{self, App, Locales, server};
use sqlx::PgPool;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::writer::BoxMakeWriter;

fn main() -> ExitCode {
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
    tokio::select! {
        migrated = database.migrate() => migrated?,
        () = &mut stop => return Ok(()),
    }
    match command {
        Command::Serve => serve(database.pool(), config, stop).await,
        Command::Content(command) => tokio::select! {
            done = exchange_content(database.pool(), command) => done,
            () = stop => bail!("stopped before it was done; nothing was changed in the database"),
        },
        Command::Migrate | Command::Database(_) => Ok(()),
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

async fn serve(pool: &PgPool, config: &Config, mut stop: Pin<&mut impl Future<Output = ()>>) -> Result<()> {
    let listener = server::bind(config.listen).await?;
    let app = tokio::select! {
        loaded = load(pool, config) => loaded?,
        () = &mut stop => return Ok(()),
    };
    let renewal = tokio::spawn(renewal::run(app.clone(), pool.clone()));
    announce(config, listener.local_addr()?);
    server::serve(listener, leiden_international::router(app), server::Limits::default(), stop).await;
    renewal.abort();
    Ok(())
}

/// Everything that pages are made from.
async fn load(pool: &PgPool, config: &Config) -> Result<App> {
    let clock = Clock::system();
    exchange::load_if_empty(&mut *pool.acquire().await?, config.starter_content, clock.now()).await?;
    let settings = web::Settings {
        base_url: config.base_url.clone(),
        hsts_subdomains: config.hsts_subdomains.is_on(),
        security_contact: config.security_contact.clone(),
        admin_host: None,
        staff_mfa_required: false,
        trusted_proxies: Vec::new(),
    };
    Ok(App::new(published::load(pool).await?, Locales::load()?, clock, settings))
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
    let log = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(format!("sqlx::postgres::notice=warn,{}", filter.as_str())))
        .with_writer(writer);
    if terminal {
        log.init();
    } else {
        log.json().init();
    }
    // Runs where the panic is, so that the line has the request's span.
    std::panic::set_hook(Box::new(|panic| tracing::error!(%panic, "panicked")));
}

fn announce(config: &Config, listening: SocketAddr) {
    tracing::info!(%listening, base_url = %config.base_url, "listening");
    say(&format!("Leiden International is at {}\n", config.base_url));
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
