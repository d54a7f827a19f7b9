//! `database run`: the command between start and stop.

use std::io::{BufRead, BufReader};
use std::process::Child;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::support::{Ended, Site, finish};

#[test]
fn the_exit_code_is_the_commands() {
    let site = Site::new().made();
    assert_eq!(site.shell("exit 0").status.code(), Some(0));
    assert_eq!(site.shell("exit 7").status.code(), Some(7));
    assert_eq!(site.shell("kill -9 $$").status.code(), Some(128 + 9));
    assert_eq!(site.server(), None);
    assert_eq!(site.logged("database system is shut down"), 3);
}

#[test]
fn a_command_that_does_not_exist_leaves_nothing_running() {
    let site = Site::new().made();
    let ended = finish(site.program(["/no/such/command"]).spawn().unwrap());
    assert_eq!(ended.refusal(), "cannot run /no/such/command: No such file or directory");
    assert_eq!(site.server(), None);
}

#[test]
fn signals_reach_the_command() {
    let site = Site::new().made();
    for (signal, name, code) in
        [(Signal::SIGTERM, "TERM", 3), (Signal::SIGINT, "INT", 4), (Signal::SIGHUP, "HUP", 5)]
    {
        let script =
            format!("trap 'exit {code}' {name}; echo ready; for n in $(seq 1000); do sleep 0.02; done");
        assert_eq!(signalled(&site, &script, signal).status.code(), Some(code));
    }
    let ended = signalled(&site, "echo ready; exec sleep 60", Signal::SIGTERM);
    assert_eq!(ended.status.code(), Some(128 + 15));
    assert_eq!(site.server(), None);
}

#[test]
fn an_existing_database_is_passed_on_and_nothing_is_started() {
    let site = Site::new();
    let url = "postgres://someone@db.example/site";
    let mut program = site.program(["sh", "-c", "echo $DATABASE_URL; exit 6"]);
    let ended = finish(program.env("DATABASE_URL", url).spawn().unwrap());
    assert_eq!((ended.output.trim(), ended.status.code()), (url, Some(6)));
    assert!(!site.data_dir().exists());
}

/// Sends the program a signal once its command says that it is ready.
fn signalled(site: &Site, script: &str, signal: Signal) -> Ended {
    let mut child: Child = site.program(["sh", "-c", script]).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert_eq!(line, "ready\n");
    kill(Pid::from_raw(child.id().try_into().unwrap()), signal).unwrap();
    finish(child)
}
