//! `database run -- COMMAND…`: a command with a database around it.
//!
//! Invariant: what this starts it also stops, however the command ends.

use std::ffi::OsString;
use std::os::unix::process::ExitStatusExt;
use std::process::{ExitCode, ExitStatus};
use std::sync::Arc;

use nix::sys::signal::{Signal, kill};
use nix::unistd::{Pid, getpgrp, tcgetpgrp};
use tokio::process::{Child, Command};
use tokio::signal::unix::{Signal as Signals, SignalKind, signal};

use super::error::{Error, io_reason};
use super::{Settings, close_private, open_private};

/// Runs `command` with `DATABASE_URL` set: to `settings.url`, or else to the private database, which is
/// started or joined for as long as the command runs. SIGTERM, SIGHUP and SIGINT are passed on to it.
///
/// Returns the command's exit code, or 128 plus the number of the signal that ended it.
///
/// # Errors
/// When the database cannot be opened, or the command cannot be started.
pub async fn run(settings: Settings, command: &[OsString]) -> Result<ExitCode, Error> {
    // Before anything starts, so that a signal from here on ends the command and not this program alone.
    let passed_on = PassedOn::listen()?;
    let Some(url) = settings.url else {
        let cluster = Arc::new(open_private(settings.data_dir).await?);
        let ended = run_with(cluster.url(), command, true, passed_on).await;
        close_private(cluster).await?;
        return ended;
    };
    run_with(url, command, false, passed_on).await
}

/// Runs the command to its end. `only_url` keeps other wishes about the connection (`PGHOST`, …) from it.
async fn run_with(
    url: String,
    command: &[OsString],
    only_url: bool,
    mut passed_on: PassedOn,
) -> Result<ExitCode, Error> {
    let Some((program, arguments)) = command.split_first() else {
        return Err(Error::Command { command: "nothing".into(), reason: "no command given".into() });
    };
    let mut prepared = Command::new(program);
    prepared.args(arguments).env("DATABASE_URL", url);
    if only_url {
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.as_encoded_bytes().starts_with(b"PG")) {
            prepared.env_remove(name);
        }
    }
    let failed = |cause: std::io::Error| Error::Command {
        command: program.to_string_lossy().into_owned(),
        reason: io_reason(&cause),
    };
    let mut child = prepared.spawn().map_err(failed)?;
    loop {
        tokio::select! {
            status = child.wait() => return Ok(exit_code(status.map_err(failed)?)),
            signal = passed_on.next() => pass_on(signal, &child),
        }
    }
}

fn exit_code(status: ExitStatus) -> ExitCode {
    let number = status.code().unwrap_or_else(|| 128 + status.signal().unwrap_or_default());
    ExitCode::from(u8::try_from(number).unwrap_or(u8::MAX))
}

fn pass_on(signal: Signal, child: &Child) {
    // ^C in a terminal reaches the command without us; a second one often means "at once".
    let typed = signal == Signal::SIGINT && tcgetpgrp(std::io::stdin()) == Ok(getpgrp());
    if let (false, Some(pid)) = (typed, child.id().and_then(|pid| i32::try_from(pid).ok())) {
        // It may have ended just now; then there is nobody to tell.
        kill(Pid::from_raw(pid), signal).ok();
    }
}

/// The signals that are meant for the command.
struct PassedOn {
    terminate: Signals,
    interrupt: Signals,
    hang_up: Signals,
}

impl PassedOn {
    fn listen() -> Result<PassedOn, Error> {
        let listen = |kind| {
            signal(kind).map_err(|cause| Error::Command {
                command: "the command".into(),
                reason: format!("signals cannot be received ({})", io_reason(&cause)),
            })
        };
        Ok(PassedOn {
            terminate: listen(SignalKind::terminate())?,
            interrupt: listen(SignalKind::interrupt())?,
            hang_up: listen(SignalKind::hangup())?,
        })
    }

    async fn next(&mut self) -> Signal {
        tokio::select! {
            _ = self.terminate.recv() => Signal::SIGTERM,
            _ = self.interrupt.recv() => Signal::SIGINT,
            _ = self.hang_up.recv() => Signal::SIGHUP,
        }
    }
}
