//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use leiden_international::database;

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// An existing Postgres; unset: the private cluster.
    #[arg(long, env)]
    database_url: Option<String>,
    /// The folder of the private cluster.
    #[arg(long, env, default_value = "./data")]
    data_dir: PathBuf,
}

#[derive(Subcommand)]
enum Command {
    /// The database.
    Database {
        #[command(subcommand)]
        command: DatabaseCommand,
    },
}

#[derive(Subcommand)]
enum DatabaseCommand {
    /// Runs a command with DATABASE_URL set.
    Run {
        #[arg(last = true, required = true)]
        command: Vec<OsString>,
    },
}

#[tokio::main]
#[expect(clippy::print_stderr, reason = "the one line for the operator")]
async fn main() -> ExitCode {
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(false).init();
    let arguments = Arguments::parse();
    let Command::Database { command: DatabaseCommand::Run { command } } = arguments.command;
    let settings = database::Settings { url: arguments.database_url, data_dir: arguments.data_dir };
    database::run(settings, &command).await.unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::FAILURE
    })
}
